"""Teaches how surely a clause states a failure: `python -m training.failures FOLDER`, some minutes, once a rebuild has taught an encoder.

The texts whose facts were marked by hand are too few to know many words. So they first teach a judge that sees what the
encoder makes of each clause; the judge reads the clauses of all complaints to learn from, and from its view of these a
weight is learnt for every word that is frequent enough (Hinton et al. 2015). Before the weights are written, those taught by
one author's marks are tried on the other's.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from monitor.analysis.assess import Assessor, Opened
from monitor.analysis.facts import beside_failures
from monitor.analysis.failing_words import FEW, Taught, bounded, depth, key_of, opening
from monitor.analysis.failings import candidates
from monitor.analysis.fast import WEIGHTS
from monitor.evaluation.facts import Marked, Span, marked
from monitor.model import Mention
from training.encoder import WIDTH, Encoder, Say, padded, tokenizer
from training.rows import Row, all_rows, unlabelled

FREQUENT: Final = 5
"""A word in fewer texts has no weight."""
LONGEST: Final = 1_500
"""Texts of more characters teach no words: most of their clauses tell no failure."""
BATCH: Final = 16
MARKED_COUNT: Final = 3.0
"""What a clause marked by hand counts for beside one that the judge has read."""
PULL_OF_JUDGE: Final = 0.01
PULL_OF_WORDS: Final = 3.0
"""How weakly weights are drawn to zero (chosen by marks of one author on those of the other)."""
RULES: Final = 3.0
"""How much larger the rules' weight is made for the judge, among hundreds of numbers that say less."""
SURELY: Final = 0.05
"""A word that weighs less is left out."""
_WHEN: Final = datetime(2000, 1, 1, tzinfo=UTC)


class Clause(NamedTuple):
    """A clause that may state a failure."""

    text: int
    span: tuple[int, int]
    before: int
    by_rules: float
    keys: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """Clauses with what the encoder sees in each, clauses × twice `WIDTH`; what was marked, as far as it was, and by whom."""

    each: Sequence[Clause]
    seen: np.ndarray
    failing: np.ndarray
    author: np.ndarray

    @property
    def rules(self) -> np.ndarray:
        """Give what the rules say of each, and where it stands, clauses × 3."""
        return np.array([(bounded(one.by_rules), one.before <= 0, depth(one.before)) for one in self.each])


def main() -> None:
    """Teach, try and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of the public sets")
    parser.add_argument(
        "--work", type=Path, default=Path("training-work"), help="where `training.rebuild` keeps its steps"
    )
    options = parser.parse_args()
    learnt = options.work / "all.pt"
    if not learnt.exists():
        parser.error(f"there is no encoder in {learnt}: `python -m training.rebuild` teaches one")
    net = Encoder()
    net.load_state_dict(torch.load(learnt))
    net.eval()
    write(net, all_rows(options.folder), unlabelled(options.folder), print)


def write(net: Encoder, rows: Sequence[Row], others: Sequence[Row], say: Say) -> None:
    """Teach by all marks, try by one author's on the other's, and write `failing.json`."""
    told = clauses(net, [*complaints(rows), *(row.text for row in others)], marked("train"))
    authors = sorted({name for name in told.author if name})
    for name in authors:
        tried = taught(told, [other for other in authors if other != name])
        say(f"marks of {name!r}, not learnt: " + compared(told, name, tried))
    weights = taught(told, authors)
    (WEIGHTS / "failing.json").write_text(
        json.dumps(weights._asdict(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )


def complaints(rows: Sequence[Row]) -> list[str]:
    """Give the texts that complain, none of them very long."""
    return [row.text for row in rows if row.labels.get("complaint", 0) >= 0.5 and len(row.text) <= LONGEST]


def clauses(net: Encoder, texts: Sequence[str], marks: Sequence[Marked]) -> Clauses:
    """Cut texts into clauses that may state a failure, and look at each; the marked ones are the last."""
    by_hand = {each.text for each in marks}
    known = [text for text in dict.fromkeys(texts) if text not in by_hand]
    whole = [*known, *(each.text for each in marks)]
    found = clauses_of(whole)
    failing, author = np.zeros(len(found)), np.full(len(found), "", dtype=object)
    for at, one in enumerate(found):
        if one.text >= len(known):
            row = marks[one.text - len(known)]
            failing[at], author[at] = is_marked(one.span, row.spans), row.row["id"][0]
    return Clauses(each=found, seen=looked_at(net, whole, found), failing=failing, author=author)


def clauses_of(texts: Sequence[str]) -> list[Clause]:
    """Cut texts as the product does, without any brand."""
    mentions = [
        Mention(platform="x", stable_key="1", source="x", text=text, posted_at=_WHEN, language="en") for text in texts
    ]
    found = []
    for place, opened in enumerate(Assessor(()).open(mentions)):
        if not isinstance(opened, Opened):
            continue
        reading, words = opened.reading, opened.reading.words
        begun = opening(words.keys)
        found += [
            Clause(place, words.span(*at), at[0] - begun, by_rules, [key_of(key) for key in words.keys[slice(*at)]])
            for at, by_rules in candidates(reading, *beside_failures(reading))
        ]
    return found


def is_marked(span: tuple[int, int], marks: Sequence[Span]) -> bool:
    """Say whether a failure was marked in a clause: half of the shorter of both at least."""
    return any(
        2 * (min(span[1], mark.end) - max(span[0], mark.start)) >= min(span[1] - span[0], mark.end - mark.start)
        for mark in marks
        if mark.type == "failure"
    )


@torch.no_grad()
def looked_at(net: Encoder, texts: Sequence[str], found: Sequence[Clause]) -> np.ndarray:
    """Give the mean of the encoder's states over each clause, and how it differs from that over the whole text."""
    cutter, seen = tokenizer(), np.zeros((len(found), 2 * WIDTH), np.float32)
    places: dict[int, list[int]] = {}
    for at, one in enumerate(found):
        places.setdefault(one.text, []).append(at)
    order = sorted(places, key=lambda place: len(texts[place]))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        cuts = [cutter.encode(texts[place]) for place in batch]
        states, _ = net.look(*padded([cut.ids for cut in cuts], range(len(batch))))
        for place, cut, state in zip(batch, cuts, states.float().numpy(), strict=True):
            begins, ends = np.array(cut.offsets).T
            whole = state[: len(begins)].mean(0)
            for at in places[place]:
                first, end = found[at].span
                inside = (begins < end) & (ends > first)
                within = state[: len(begins)][inside].mean(0) if inside.any() else whole
                seen[at] = np.concatenate([within, within - whole])
    return (seen - seen.mean(0)) / (seen.std(0) + 1e-6)


def taught(told: Clauses, authors: Sequence[str]) -> Taught:
    """Teach the judge by the marks of some authors, and the words by the judge and the same marks."""
    by_hand = np.isin(told.author, authors)
    full = np.hstack([told.seen, RULES * told.rules])
    judge = LogisticRegression(C=PULL_OF_JUDGE, max_iter=3000).fit(full[by_hand], told.failing[by_hand])
    sure = np.where(by_hand, told.failing, judge.predict_proba(full)[:, 1])
    words = vocabulary(told.each)
    learnt = np.flatnonzero(by_hand | (told.author == ""))
    columns = columns_of(told, words)[learnt]
    counts = np.where(by_hand, MARKED_COUNT, 1.0)[learnt]
    yes = sure[learnt]
    model = LogisticRegression(C=PULL_OF_WORDS, max_iter=300, solver="liblinear").fit(
        vstack([columns, columns]),
        np.concatenate([np.ones(len(learnt)), np.zeros(len(learnt))]),
        sample_weight=np.concatenate([yes * counts, (1 - yes) * counts]),
    )
    weights = [round(float(weight), 2) for weight in model.coef_[0]]
    rules, opens, deep = weights[len(words) :]
    kept = {word: weight for word, weight in zip(words, weights, strict=False) if abs(weight) >= SURELY}
    start = round(float(model.intercept_[0]), 2)
    return Taught(start=start, rules=rules, opens=opens, deep=deep, words=kept)


def vocabulary(found: Sequence[Clause]) -> list[str]:
    """Give the words that are frequent enough, in the order of the alphabet."""
    texts: dict[int, set[str]] = {}
    for one in found:
        texts.setdefault(one.text, set()).update(one.keys)
    counts = Counter(word for words in texts.values() for word in words)
    return sorted(word for word, count in counts.items() if count >= FREQUENT)


def columns_of(told: Clauses, words: Sequence[str]) -> csr_matrix:
    """Count the words of each clause as the product does; the rules' weight and the place stand behind."""
    row_of = {word: row for row, word in enumerate(words)}
    entries = [
        (at, row_of[key], 1 / np.sqrt(max(FEW, len(one.keys))))
        for at, one in enumerate(told.each)
        for key in one.keys
        if key in row_of
    ]
    at, row, share = map(np.array, zip(*entries, strict=True))
    counted = csr_matrix((share, (at, row)), shape=(len(told.each), len(words)))
    return hstack([counted, csr_matrix(told.rules)]).tocsr()


def compared(told: Clauses, author: str, weights: Taught) -> str:
    """Say how well weights tell an author's marked clauses from the others, beside the rules alone."""
    mine = told.author == author
    weighed = np.array([*weights.words.values(), weights.rules, weights.opens, weights.deep])
    ways = {
        "words and rules": columns_of(told, list(weights.words)) @ weighed + weights.start,
        "rules alone": np.array([one.by_rules for one in told.each]),
    }
    return "; ".join(measured(name, told.failing[mine], found[mine]) for name, found in ways.items())


def measured(name: str, failing: np.ndarray, found: np.ndarray) -> str:
    """Say how well scores tell the clauses that state a failure."""
    best, at = best_f1(failing > 0, found)
    precision = average_precision_score(failing, found)
    return f"{name} average precision {precision:.3f}, F1 at its best {best:.3f} from {at:.1f} on"


def best_f1(truth: np.ndarray, found: np.ndarray) -> tuple[float, float]:
    """Give the best F1 and the score from which on it is reached."""
    return max(
        (2 * float((truth & (found >= at)).sum()) / float((found >= at).sum() + truth.sum()), float(at))
        for at in np.quantile(found, np.arange(0.3, 0.97, 0.01))
    )


if __name__ == "__main__":
    main()
