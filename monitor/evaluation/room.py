"""The measuring room: every labelled set is read and assessed once, and asked as often as the tasks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from monitor.analysis.assess import Assessor
from monitor.analysis.sentiment import Vader
from monitor.config import Brand
from monitor.evaluation.asked import Answer, Asked
from monitor.evaluation.base import LEARNED, OURS, VADER
from monitor.evaluation.baseline import Learner, learner, out_of_fold
from monitor.evaluation.halves import OWN
from monitor.evaluation.labelled import Row
from monitor.evaluation.questions import Label, Question, Said, ours, truth, vader
from monitor.evaluation.sources import PUBLIC, Source, shipped
from monitor.model import Assessment, Mention, MentionKind

SPOKEN: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A set with what we and VADER found in each of its texts."""

    rows: Sequence[Row]
    source: Source
    assessments: Sequence[Assessment]
    compounds: Sequence[float]


class Room:
    """All labelled sets: the public ones of a folder and our own."""

    def __init__(self, folder: Path, own: Path = OWN) -> None:
        self.folder = folder
        self.sources = dict(PUBLIC) | shipped(own)
        self._rows: dict[str, list[Row]] = {}
        self._judged: dict[str, Judged] = {}
        self._asked: dict[tuple[str, Question], Asked] = {}
        self._learners: dict[Question, Learner | None] = {}

    @cached_property
    def vader(self) -> Vader:
        """Load VADER for the texts that we leave unread."""
        return Vader()

    def ask(self, name: str, question: Question) -> Asked | None:
        """Ask one question of the rows of a set that answer it; None when there are none."""
        if question not in self.sources[name].answers:
            return None
        if (name, question) not in self._asked and self._places(name, question):
            self._asked[name, question] = self._answered(name, question)
        return self._asked.get((name, question))

    def rows(self, name: str) -> list[Row]:
        """Read a set once."""
        if name not in self._rows:
            self._rows[name] = self.sources[name].read(self.folder)
        return self._rows[name]

    def judged(self, name: str) -> Judged:
        """Assess a set once, in one call."""
        if name not in self._judged:
            self._judged[name] = self._judge(name)
        return self._judged[name]

    def _judge(self, name: str) -> Judged:
        rows = self.rows(name)
        brands = [Brand(name=brand, handles=(brand.replace(" ", ""),)) for brand in dict.fromkeys(_brands(rows))]
        assessments = Assessor(brands).assess([_mention(row, number) for number, row in enumerate(rows)])
        compounds = [
            found.sentiment.compound if found.readable else self.vader.measure(row.text).compound
            for row, found in zip(rows, assessments, strict=True)
        ]
        return Judged(rows=rows, source=self.sources[name], assessments=assessments, compounds=compounds)

    def _places(self, name: str, question: Question) -> list[int]:
        return [at for at, row in enumerate(self.rows(name)) if truth(row, question) is not None]

    def _answered(self, name: str, question: Question) -> Asked:
        places, judged = self._places(name, question), self.judged(name)
        rows = [judged.rows[at] for at in places]
        labels = [label for row in rows if (label := truth(row, question)) is not None]
        answers = [
            Answer(OURS, [ours(judged.assessments[at], question) for at in places], seen=judged.source.seen),
            Answer(VADER, [vader(judged.compounds[at], question) for at in places]),
        ]
        if plain := self._learned(judged.source, rows, labels, question):
            answers.append(Answer(LEARNED, plain))
        return Asked(rows, labels, answers)

    def _learned(
        self, source: Source, rows: Sequence[Row], labels: Sequence[Label], question: Question
    ) -> list[Said] | None:
        """Let the plain learner answer: about what teaches it with each fifth left out in turn, about the rest at once."""
        texts = [row.text for row in rows]
        if source.seen:
            return out_of_fold(texts, labels, question)
        if question not in self._learners:
            self._learners[question] = learner(*self._lessons(question))
        taught = self._learners[question]
        return None if taught is None else taught.say(texts, question)

    def _lessons(self, question: Question) -> tuple[list[str], list[Label]]:
        """Give every text we may learn from with its label; where nobody labelled ill words, a complaint is taken for them."""
        texts, labels = [], []
        for name, source in self.sources.items():
            asked = question
            if question is Question.NEGATIVE and question not in source.answers:
                asked = Question.COMPLAINT
            for row in self.rows(name) if source.seen and asked in source.answers else ():
                if (label := truth(row, asked)) is not None:
                    texts.append(row.text)
                    labels.append(label)
        return texts, labels


@lru_cache(maxsize=1)
def room_of(folder: Path, own: Path) -> Room:
    """Enter the room of a folder; the tasks of one run share it."""
    return Room(folder, own)


def _brands(rows: Sequence[Row]) -> list[str]:
    return [row.brand for row in rows if row.brand]


def _mention(row: Row, number: int) -> Mention:
    """Put a text as the product hears it: found by its brand's name, a review where reviews are heard."""
    kind = MentionKind.REVIEW if row.register == "review" else MentionKind.POST
    key, brand = str(number), row.brand or None
    return Mention(
        platform="x", stable_key=key, source="evaluation", text=row.text, posted_at=SPOKEN, kind=kind, query=brand
    )
