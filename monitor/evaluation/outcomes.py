"""Measure how replies are found and timed in conversations, and how what the customer says about them is read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

from monitor.analysis.sentiment import Vader
from monitor.evaluation.base import LEARNED, OURS, VADER, Figure
from monitor.evaluation.baseline import learner, out_of_fold
from monitor.evaluation.halves import OWN, path_of, rows_of
from monitor.evaluation.questions import Question
from monitor.evaluation.scores import found, macro_f1
from monitor.model import Outcome
from monitor.outreach.outcome import read_answer
from monitor.outreach.stateless import thread_record, turn_of

REPLIES: Final = "replies in conversations"
LEFT_OUT: Final = 3
"""Every so manieth conversation of the half to learn from is left out of the fit (training/outcomes.py)."""
GLAD, CROSS = 0.5, -0.05
"""VADER's compound from which it takes an answer for satisfied, and up to which for dissatisfied; in between it is accepted."""
SPOKEN: Final = (Outcome.SATISFIED, Outcome.ACCEPTED, Outcome.DISSATISFIED, Outcome.WROTE_AGAIN)
SHRUGS: Final = tuple(
    f"{okay}{pause}{fine}{end}"
    for okay, pause, fine, end in product(
        ("ok", "Okay", "alright", "oh right"), (", ", " "), ("that's fine", "that’s fine", "it's fine", "fine"),
        ("", ".", " then", " I guess", " thanks", ", thank you", "!"),
    )
)  # fmt: skip
"""Ways to say "okay, that's fine": none of them is satisfied."""


class Labelled(NamedTuple):
    """A conversation as the `thread` command takes it, and the outcome a person gave it."""

    record: dict[str, Any]
    outcome: str


class Words(NamedTuple):
    """The last words of those who spoke after a reply, where they stand in a set, and their outcomes."""

    texts: list[str]
    places: list[int]
    outcomes: list[str]


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give how well replies are found and timed, and how outcomes are read on every labelled set, beside plain readers."""
    care = folder / "customer_care" / "dev.json"
    train = conversations_of(path_of("outcomes", "train", own))
    learnt = [each for number, each in enumerate(train) if number % LEFT_OUT != LEFT_OUT - 1]
    sets = [
        ("outcome, half to learn from", learnt, True),
        ("outcome, a third of that half, left out", train[LEFT_OUT - 1 :: LEFT_OUT], False),
        ("outcome, untouched half", conversations_of(path_of("outcomes", "test", own)), False),
        ("outcome, customer_care", care_conversations(care, own / "customer_care_outcomes.csv"), True),
    ]
    figures = replies(care)
    for task, labelled, seen in sets:
        if labelled:
            figures += compared(task, labelled, None if seen and labelled is learnt else learnt, seen=seen)
    return figures + never_satisfied()


def conversations_of(path: Path) -> list[Labelled]:
    """Read one of our own halves: a conversation a line, with its `outcome`."""
    return [Labelled(record, Outcome(record["outcome"]).value) for record in rows_of(path)]


def care_conversations(path: Path, labels: Path) -> list[Labelled]:
    """Read the public conversations with the outcomes we gave them; none where the file is absent."""
    if not path.is_file():
        return []
    with labels.open(encoding="utf-8", newline="") as lines:
        given = {row["session"]: Outcome(row["outcome"]).value for row in csv.DictReader(lines)}
    return [Labelled(each, given[each["id"]]) for each in conversations(path) if each["id"] in given]


def compared(task: str, labelled: Sequence[Labelled], taught: Sequence[Labelled] | None, *, seen: bool) -> list[Figure]:
    """Compare our reading with VADER's and a plain learner's; who never spoke after a reply is told by structure for all."""
    truth = [each.outcome for each in labelled]
    ours = [str(thread_record(each.record)["outcome"]) for each in labelled]
    words = last_words(labelled)
    figures = rates(task, OURS, ours, truth, seen=seen) + by_outcome(task, ours, truth, seen=seen)
    plain = {VADER: by_vader(words.texts), LEARNED: learned(words, taught)}
    for subject, said in plain.items():
        if said:
            answers = list(ours)
            for place, outcome in zip(words.places, said, strict=True):
                answers[place] = outcome
            figures += rates(task, subject, answers, truth, seen=False)
    return figures


def last_words(labelled: Sequence[Labelled]) -> Words:
    """Gather what was said after the replies."""
    turns = [turn_of(each.record) for each in labelled]
    places = [place for place, turn in enumerate(turns) if turn.said]
    texts = ["\n".join(message.text for message in turns[place].said) for place in places]
    return Words(texts, places, [labelled[place].outcome for place in places])


def by_vader(texts: Sequence[str]) -> list[str]:
    """Read answers by VADER's compound alone."""
    vader = Vader()
    compounds = [vader.measure(text).compound for text in texts]
    return [
        (Outcome.SATISFIED if each >= GLAD else Outcome.DISSATISFIED if each <= CROSS else Outcome.ACCEPTED).value
        for each in compounds
    ]


def learned(words: Words, taught: Sequence[Labelled] | None) -> list[str]:
    """Read answers by the plain learner, taught by other conversations or with each fifth left out; none without it."""
    if taught is None:
        answers = out_of_fold(words.texts, words.outcomes, Question.KIND)
    else:
        others = last_words(taught)
        plain = learner(others.texts, others.outcomes)
        answers = plain.say(words.texts, Question.KIND) if plain else None
    return [str(said.label) for said in answers or ()]


def rates(task: str, subject: str, said: Sequence[str], truth: Sequence[str], *, seen: bool) -> list[Figure]:
    """Give macro-F1, over all and over those who spoke after a reply, and F1 of satisfied."""
    spoke = [place for place, outcome in enumerate(truth) if outcome in SPOKEN]
    values = [
        ("macro-F1", macro_f1(said, truth), len(truth)),
        ("macro-F1 where they spoke", macro_f1([said[at] for at in spoke], [truth[at] for at in spoke]), len(spoke)),
        ("F1 of satisfied", found(said, truth, Outcome.SATISFIED.value).f1, len(truth)),
    ]
    return [
        Figure(task=task, subject=subject, measure=name, value=value, rows=rows, seen=seen)
        for name, value, rows in values
    ]


def by_outcome(task: str, said: Sequence[str], truth: Sequence[str], *, seen: bool) -> list[Figure]:
    """Give precision, recall and F1 of each outcome somebody can speak; rows are those that have it."""
    figures = []
    for outcome in SPOKEN:
        there = truth.count(outcome.value)
        for name, value in found(said, truth, outcome.value)._asdict().items():
            measured = f"{'F1' if name == 'f1' else name}, {outcome.value}"
            figures.append(Figure(task=task, subject=OURS, measure=measured, value=value, rows=there, seen=seen))
    return figures


def never_satisfied() -> list[Figure]:
    """Count how many ways to say "okay, that's fine" are taken for satisfied: none may be."""
    wrong = sum(
        read_answer(text, closely=closely).outcome is Outcome.SATISFIED for text in SHRUGS for closely in (False, True)
    )
    task = 'outcome, "okay, that\'s fine"'
    return [Figure(task=task, subject=OURS, measure="taken for satisfied", value=wrong, rows=2 * len(SHRUGS))]


def replies(path: Path) -> list[Figure]:
    """Compare `replied` and the time of the first reply with the time stamps of the public conversations, if they are there."""
    if not path.is_file():
        return []
    read = [(conversation, thread_record(conversation)) for conversation in conversations(path)]
    direct = [_direct(conversation) for conversation, _ in read]
    replied = [said["replied"] == (seconds is not None) for (_, said), seconds in zip(read, direct, strict=True)]
    timed = [said["first_reply_seconds"] == seconds for (_, said), seconds in zip(read, direct, strict=True) if seconds]
    return [
        Figure(
            task=REPLIES, subject=OURS, measure="replied agrees", value=sum(replied) / len(replied), rows=len(replied)
        ),
        Figure(
            task=REPLIES,
            subject=OURS,
            measure="first reply time agrees",
            value=sum(timed) / len(timed),
            rows=len(timed),
        ),
    ]


def conversations(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the conversations of the file as records of the `thread` command."""
    for conversation in json.loads(path.read_text(encoding="utf-8")):
        messages = [
            {"author": _author(spoken), "text": spoken["message"], "posted_at": spoken["datetime"]}
            for spoken in conversation["dialogContent"]
        ]
        header = conversation["dialogHeader"]
        yield {"id": header["sessionID"], "brand": header["company"], "messages": messages}


def _author(spoken: dict[str, str]) -> str:
    return next(spoken[role] for role in ("agent", "client", "client1") if role in spoken)


def _direct(conversation: dict[str, Any]) -> float | None:
    """Compute the seconds to the first reply from the time stamps alone."""
    brand = conversation["brand"]
    times = [
        (message["author"] == brand, datetime.fromisoformat(message["posted_at"]))
        for message in conversation["messages"]
    ]
    ours = [at for by_brand, at in times if by_brand]
    theirs = [at for by_brand, at in times if not by_brand]
    return (min(ours) - min(theirs)).total_seconds() if ours else None
