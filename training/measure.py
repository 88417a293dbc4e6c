"""Measures the tiers on the rows each fold left out, beside VADER and TF-IDF with logistic regression: the model card's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from monitor.analysis.judgement import GATES, place_of
from monitor.analysis.sentiment import Vader
from monitor.analysis.tiers import ADDRESSED, YES_OR_NO
from monitor.evaluation.scores import calibration_error, found, macro_f1, recall_at_precision, spearman
from monitor.model import Kind
from training.folds import cut, left_out
from training.rows import Row

VADER_SAYS: Final = -0.05
"""VADER's own threshold for a negative text (Hutto & Gilbert 2014)."""
FEWEST: Final = 60
"""Of fewer rows no figure is given."""
REGISTERS: Final = ("complaints", "cesamard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The rows left out, with what was judged of each."""

    rows: Sequence[Row]
    folds: Sequence[int]
    encoder: np.ndarray
    fast: np.ndarray
    addressed: np.ndarray
    kept: Mapping[str, Any]

    def both(self, head: str, known: Sequence[int]) -> np.ndarray:
        """Blend the scores of a head for the rows at these places."""
        near, far, start = self.kept["both"][head]
        place = place_of(head)
        scores = near * self.encoder[known][:, place] + far * self.fast[known][:, place] + start
        return np.asarray(scores + self._spoken_to("both", head, known))

    def alone(self, head: str, known: Sequence[int]) -> np.ndarray:
        """Give the same for the fast tier alone."""
        weight, start = self.kept["fast"][head]
        return np.asarray(weight * self.fast[known][:, place_of(head)] + start + self._spoken_to("fast", head, known))

    def _spoken_to(self, tier: str, head: str, known: Sequence[int]) -> np.ndarray:
        more = self.kept["addressed"][tier][ADDRESSED.index(head)] if head in ADDRESSED else 0.0
        return more * self.addressed[known][:, None]


def figures(
    rows: Sequence[Row], judged: Sequence[Mapping[str, np.ndarray]], addressed: np.ndarray, kept: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Give the table: a line for each group of rows, head and judge; `addressed` is of the rows judged."""
    left = Left(
        rows=[rows[int(place)] for each in judged for place in each["places"]],
        folds=[fold for fold, each in enumerate(judged) for _ in each["places"]],
        encoder=np.concatenate([each["encoder"] for each in judged]),
        fast=np.concatenate([each["fast"] for each in judged]),
        addressed=addressed,
        kept=kept,
    )
    tone = cold(left.rows, Vader())
    learner = np.concatenate([plain(rows, cut(rows, fold)[0], each["places"]) for fold, each in enumerate(judged)])
    table = []
    for name, members in groups_of(left.rows, left.folds).items():
        for head in (*YES_OR_NO, *GATES):
            known = [at for at in members if head in left.rows[at].labels]
            truth = [left.rows[at].labels[head] >= 0.5 for at in known]
            if len(known) < FEWEST or not 0 < sum(truth) < len(truth):
                continue
            chances = {
                "both tiers": _sure(left.both(head, known)[:, 0]),
                "fast tier": _sure(left.alone(head, known)[:, 0]),
            }
            if head in ("complaint", "negative"):
                chances["VADER"] = tone[known]
            if head == "complaint":
                chances["TF-IDF"] = learner[known]
            table += [line_of(name, head, judge, chance, truth) for judge, chance in chances.items()]
        table += _levels(name, members, left)
    return table


def groups_of(rows: Sequence[Row], folds: Sequence[int]) -> dict[str, list[int]]:
    """Gather the places of rows by why their fold left them out, by domain and by set."""
    groups: dict[str, list[int]] = {}
    for at, (row, fold) in enumerate(zip(rows, folds, strict=True)):
        why = left_out(row, fold)
        others = row.origin in (*REGISTERS, "relevance") or row.origin.startswith("vader")
        names = [row.origin] if others else [row.origin, "own texts"]
        if row.origin == "complaints":
            names = {
                "unseen domain": ["tweets, unseen domain", f"tweets, unseen {row.group}"],
                "in domain": ["tweets, in domain"],
            }.get(why, ["tweets, in domain", "tweets, unseen domain"])
        for name in names:
            groups.setdefault(name, []).append(at)
    return groups


def plain(rows: Sequence[Row], learnt: Sequence[int], left: Sequence[int]) -> np.ndarray:
    """Judge complaints by TF-IDF and logistic regression, taught with the rows learnt."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - seconds to load
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above

    taught = [rows[place] for place in learnt if "complaint" in rows[place].labels]
    terms = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = LogisticRegression(C=30.0, class_weight="balanced", max_iter=1000)
    model.fit(terms.fit_transform([row.text for row in taught]), [row.labels["complaint"] for row in taught])
    return np.asarray(model.predict_proba(terms.transform([rows[place].text for place in left]))[:, 1])


def cold(rows: Sequence[Row], vader: Vader) -> np.ndarray:
    """Let VADER say how surely texts are negative: from .5 on where it calls them so."""
    tone = np.array([-vader.measure(row.text).compound for row in rows])
    return np.asarray(np.where(tone >= -VADER_SAYS, 0.5 + tone / 2, 0.25 + tone / 4))


def line_of(group: str, head: str, judge: str, chance: np.ndarray, truth: Sequence[bool]) -> dict[str, Any]:
    """Measure the probabilities that one judge gave."""
    said = [bool(each >= 0.5) for each in chance]
    yes = found(said, truth)
    line = {
        "rows": len(truth), "yes": sum(truth), "macro F1": macro_f1(said, truth), "F1": yes.f1, "precision": yes.precision,
        "recall": yes.recall, "recall at precision .90": recall_at_precision(list(chance), truth, 0.9),
    }  # fmt: skip
    if judge != "VADER":
        line["calibration error"] = calibration_error(list(chance), truth)
    return {"group": group, "head": head, "judge": judge} | {
        name: round(float(value), 3) for name, value in line.items()
    }


def _levels(name: str, members: Sequence[int], left: Left) -> list[dict[str, Any]]:
    """Measure the heads of several classes."""
    table = []
    for head in ("kind", "severity"):
        known = [at for at in members if head in left.rows[at].labels]
        if len(known) < FEWEST:
            continue
        truth = [int(left.rows[at].labels[head]) for at in known]
        scores = left.both(head, known)
        gains = left.kept["severity"] if head == "severity" else 0
        said = (scores + gains).argmax(axis=1).tolist()
        line: dict[str, Any] = {"group": name, "head": head, "judge": "both tiers", "rows": len(known)}
        line["macro F1"] = round(macro_f1(said, truth), 3)
        if head == "kind":
            line |= {f"F1 {kind.value}": round(found(said, truth, place).f1, 3) for place, kind in enumerate(Kind)}
        else:
            shares = np.exp(scores - scores.max(axis=1, keepdims=True))
            mean = (shares * np.arange(4)).sum(axis=1) / shares.sum(axis=1)
            line["rank correlation"] = round(spearman(mean.tolist(), truth), 3)
        table.append(line)
    return table


def _sure(scores: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-scores)))
