"""Fits how the outputs of both tiers become calibrated probabilities, on texts that neither had seen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from monitor.analysis.judgement import GATES, place_of
from monitor.analysis.measures import odds
from monitor.analysis.relevance import Names
from monitor.analysis.tiers import ADDRESSED, YES_OR_NO
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.evaluation.scores import found
from monitor.model import Mention
from training.rows import Row

SHARES: Final = {"complaints": 1.0, "opinions": 1.0, "opinions_train": 1.0, "vader movieReviewSnippets": 0.3}
"""What a row counts for; all others count for `OTHER`, our own texts above all, which were written to be hard: chances are those of real words."""
OTHER: Final = 0.5
LIFTED: Final = frozenset({"irony", *GATES}) - {"legal", "safety"}
"""Heads whose yes is so rare that it is seldom likelier than not, and yet worth a look. Leaving is not lifted, for it makes a case urgent; nor are
law and danger, which keep a customer waiting for somebody else."""
HELD: Final = {"safety": 1.6}
"""How much surer, in log odds, danger must be than likely: then none of 2,549 customers' texts left out meets it whom no rule holds."""
TONELESS: Final = frozenset({"gates", "departing", "going_elsewhere"})
"""Files whose authors had other things to look for and marked mockery now and then only: no chance of irony is fitted on them."""
_WHEN: Final = datetime(2000, 1, 1, tzinfo=UTC)
ROUNDS, PACE = 400, 0.5
"""How often and how far the gains of levels are moved."""
STRONG: Final = 1e3
"""Next to no regularisation: there are two or three numbers to fit, and thousands of rows."""
BAND: Final = {"complaint": (0.2, 0.55), "leaving": (0.3, 0.7), "irony": (0.2, 1.0)}
"""Where the fast tier's probability lies when the encoder is asked: below one half rather than above, for a complaint overlooked is worse than one too many."""


def fit(rows: Sequence[Row], encoder: np.ndarray, fast: np.ndarray, addressed: np.ndarray) -> dict[str, Any]:
    """Fit the blend on rows judged by models that had not learnt them; `addressed` is 1 for those that speak to an account."""
    kept: dict[str, Any] = {"fast": {}, "both": {}, "band": {head: list(span) for head, span in BAND.items()}}
    kept["addressed"] = {"fast": [], "both": []}
    for head in (*YES_OR_NO, *GATES):
        known = [place for place, row in enumerate(rows) if head in row.labels and _is_fit(row, head)]
        truth = np.array([rows[place].labels[head] >= 0.5 for place in known])
        shares = np.array([_share(rows[place]) for place in known])
        at = place_of(head).start
        near, far = encoder[known, at], fast[known, at]
        for tier, columns in (("fast", far[:, None]), ("both", np.stack([near, far], axis=1))):
            beside = [addressed[known]] if head in ADDRESSED else []
            *weights, start = _fitted(np.column_stack([columns, *beside]), truth, shares)
            if beside:
                kept["addressed"][tier].append(weights.pop())
            kept[tier][head] = [*weights, round(start - HELD.get(head, 0.0), 4)]
            if head in LIFTED and tier == "both":
                kept[tier][head][-1] += _lift(columns @ kept[tier][head][:-1] + kept[tier][head][-1], truth)
    kept["both"]["about"] = _about(rows, encoder)
    for head in ("kind", "severity"):
        kept["fast"][head], kept["both"][head] = _classes(head, rows, encoder, fast)
    kept["severity"] = _rareness(rows, encoder, fast, kept["both"]["severity"])
    return kept


def save(kept: dict[str, Any], folder: Path) -> None:
    """Write `blend.json`."""
    (folder / "blend.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _fitted(columns: np.ndarray, truth: np.ndarray, shares: np.ndarray) -> list[float]:
    model = LogisticRegression(C=STRONG).fit(columns, truth, sample_weight=shares)
    return [round(float(number), 4) for number in (*model.coef_[0], model.intercept_[0])]


def _about(rows: Sequence[Row], encoder: np.ndarray) -> list[float]:
    """Fit the encoder's word on namesakes beside that of the rules."""
    known = [place for place, row in enumerate(rows) if "about" in row.labels]
    truth = np.array([rows[place].labels["about"] >= 0.5 for place in known])
    rules = np.array([odds(meant_by_rules(rows[place].text)) for place in known])
    columns = np.stack([encoder[known, place_of("about").start], rules], axis=1)
    return _fitted(columns, truth, np.ones(len(known)))


def meant_by_rules(asked: str) -> float:
    """Give how surely the rules take a text for the brand; `asked` is as `masking.question_about` makes it."""
    names, _, text = asked.partition(": ")
    name, _, trade = names.partition(", ")
    mention = Mention(platform="x", stable_key="1", source="x", text=text, posted_at=_WHEN)
    return Names((Brand(name=name, trade=trade),)).judge(mention, Words(text))[1].certainty


def _lift(scores: np.ndarray, truth: np.ndarray) -> float:
    """Give what to add to log odds so that F1 is best at .5: a rare yes is seldom likelier than not, and often worth a look."""
    lifts = [step / 10 for step in range(16)]
    return max(lifts, key=lambda lift: found((scores + lift >= 0).tolist(), truth.tolist()).f1)


def _classes(head: str, rows: Sequence[Row], encoder: np.ndarray, fast: np.ndarray) -> tuple[list[float], list[float]]:
    """Choose the weights of both tiers for a head of several classes by the likelihood of the truth."""
    known = [place for place, row in enumerate(rows) if head in row.labels]
    truth = np.array([int(rows[place].labels[head]) for place in known])
    near, far = encoder[known][:, place_of(head)], fast[known][:, place_of(head)]

    def surprise(scores: np.ndarray) -> float:
        scores = scores - scores.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(truth)), truth]).mean())

    steps = [step / 10 for step in range(21)]
    alone = min(steps, key=lambda weight: surprise(weight * far))
    both = min(
        ((one, other) for one in steps for other in steps), key=lambda pair: surprise(pair[0] * near + pair[1] * far)
    )
    return [alone, 0.0], [*both, 0.0]


def _rareness(rows: Sequence[Row], encoder: np.ndarray, fast: np.ndarray, weights: Sequence[float]) -> list[float]:
    """Give what each level of severity gains so that the rare ones are found as surely as the others.

    The share of each level in what is said becomes its share in the truth: fitted by counting, on all rows together.
    """
    known = [place for place, row in enumerate(rows) if "severity" in row.labels]
    truth = np.array([int(rows[place].labels["severity"]) for place in known])
    at = place_of("severity")
    scores = weights[0] * encoder[known][:, at] + weights[1] * fast[known][:, at]
    wanted = np.bincount(truth, minlength=scores.shape[1]) / len(truth)
    gains = np.zeros(scores.shape[1])
    for _ in range(ROUNDS):
        said = np.bincount((scores + gains).argmax(axis=1), minlength=len(gains)) / len(truth)
        gains += PACE * (wanted - said)
    return [round(float(gain), 3) for gain in gains - gains[0]]


def _is_fit(row: Row, head: str) -> bool:
    return head != "irony" or row.origin not in TONELESS


def _share(row: Row) -> float:
    return SHARES.get(row.origin, OTHER)
