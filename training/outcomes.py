"""Fits how an answer to our reply is read: `python -m training.outcomes`, some two minutes.

It must run again whenever the encoder was trained anew, for it weighs the encoder's outputs. Every third conversation of
the half to learn from is left out, so that there is a part of it by the same author to check the rules with.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from monitor.analysis.encoder import EncoderTier
from monitor.model import Outcome
from monitor.outreach import answer_traits
from monitor.outreach.answer_cues import cues_in
from monitor.outreach.answer_points import FITTED, OUTCOMES
from monitor.outreach.outcome import blanked
from monitor.outreach.stateless import turn_of
from training.rows import SETS

OWN: Final = Path(__file__).parent / "outcomes.jsonl"
"""Answers written and labelled for this project (docs/labelling.md), each with the reply it answers."""
LEFT_OUT: Final = 3
"""Every so manieth conversation of the half to learn from is left out."""
TRUST: Final = {"set": 1.5, "own": 1.0, "bare": 1.0}
"""How much a row weighs: a conversation of the set, an answer of our own, one without the reply it answers."""
FORGOTTEN: Final = 0.35
"""The chance that a cue is left out of a copy: nobody's list of phrases is complete, so that no cue may be leant on alone."""
COPIES: Final = 4
STRENGTH: Final = 0.3
"""The inverse of the regularisation, chosen by leaving rows out."""
HEARD: Final = 2.0
"""How many times its spread an output of the encoder counts before regularisation; likewise chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a customer answered to a reply, and what it says of it."""

    text: str
    reply: str
    outcome: str
    trust: float


def main() -> None:
    """Fit both tables and write them where the product reads them."""
    answers = [*own_answers(), *set_answers()]
    traits = [with_some_forgotten(answers, copy) for copy in range(COPIES + 1)]
    traits.append([seen(answer.text, "") for answer in answers])
    outputs = np.array(EncoderTier().outputs([answer.text for answer in answers]), dtype=float)
    tables = {"words": fit(answers, traits), "closely": fit(answers, traits, outputs)}
    FITTED.write_text(lines_of(tables), encoding="utf-8")


def lines_of(tables: dict[str, dict[str, Any]]) -> str:
    """Write the tables as JSON, a trait a line, so that a change can be read."""
    written = json.dumps(tables, indent=2)
    return re.sub(r"\[\s+(-?[\d.]+(?:,\s+-?[\d.]+)*)\s+\]", lambda row: f"[{' '.join(row[1].split())}]", written) + "\n"


def own_answers() -> Iterator[Answer]:
    """Read the answers written for this project."""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        trust = TRUST["own"] if record["reply"] else TRUST["bare"]
        yield Answer(text=record["text"], reply=record["reply"], outcome=record["outcome"], trust=trust)


def set_answers() -> Iterator[Answer]:
    """Read the last words of the conversations we learn from; those who never spoke after a reply have none."""
    lines = (SETS / "outcomes_train.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        record = json.loads(line)
        turn = turn_of(record)
        if turn.said and number % LEFT_OUT != LEFT_OUT - 1:
            text = "\n".join(message.text for message in turn.said)
            yield Answer(text=text, reply=turn.reply, outcome=record["outcome"], trust=TRUST["set"])


def seen(text: str, reply: str) -> frozenset[str]:
    """See the traits of an answer as the product does."""
    return answer_traits.traits_of(blanked(text), reply).names


def with_some_forgotten(answers: Sequence[Answer], copy: int) -> list[frozenset[str]]:
    """See the traits of all answers, in the first copy whole, in the others as if some phrases were unknown."""
    chance = random.Random(copy)  # noqa: S311 - no secret, and the same in every run

    def forgetful(words: Any) -> Any:  # noqa: ANN401 - as `cues_in`
        hits, denied = cues_in(words)
        kept = {cue: [place for place in hits[cue] if chance.random() >= FORGOTTEN] for cue in sorted(hits)}
        return {cue: places for cue, places in kept.items() if places}, denied

    answer_traits.cues_in = forgetful if copy else cues_in
    try:
        return [seen(answer.text, answer.reply) for answer in answers]
    finally:
        answer_traits.cues_in = cues_in


def fit(
    answers: Sequence[Answer], traits: Sequence[Sequence[frozenset[str]]], outputs: NDArray[np.float64] | None = None
) -> dict[str, Any]:
    """Fit a logistic regression over all copies and give its numbers, outputs of the encoder as they come."""
    names = DictVectorizer(sparse=False)
    every = [dict.fromkeys(sorted(one), 1.0) for copy in traits for one in copy]
    table = names.fit_transform(every)
    spread = np.ones(0)
    if outputs is not None:
        spread = np.where(outputs.std(axis=0) > 0, outputs.std(axis=0) / HEARD, np.inf)
        table = np.hstack([table, np.vstack([outputs / spread] * len(traits))])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    truth = [answer.outcome for answer in answers] * len(traits)
    model.fit(table, truth, sample_weight=[answer.trust / len(traits) for answer in answers] * len(traits))
    order = [list(model.classes_).index(Outcome(outcome).value) for outcome in OUTCOMES]
    weights = model.coef_[order].T
    named = zip(names.feature_names_, weights, strict=False)
    kept = {"start": _short(model.intercept_[order]), "traits": {name: _short(row) for name, row in named}}
    if outputs is not None:
        heard = weights[len(names.feature_names_) :] / spread[:, None]
        kept["encoder"] = [_short(row) for row in heard]
    return kept


def _short(row: NDArray[np.float64]) -> list[float]:
    return [round(float(value), 3) for value in row]


if __name__ == "__main__":
    main()
