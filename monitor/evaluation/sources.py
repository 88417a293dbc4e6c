"""Which labelled sets there are, what each is labelled with, and which of them we learned from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from monitor.evaluation import public
from monitor.evaluation.halves import HALVES, half_of, path_of
from monitor.evaluation.labelled import Row, read, read_opinions
from monitor.evaluation.questions import Question

_EVERYWHERE: Final = frozenset({Question.COMPLAINT, Question.NEGATIVE, Question.KIND, Question.LUKEWARM})


class Source(NamedTuple):
    """Where a set comes from, what its labels answer, and whether we learned from it."""

    read: Callable[[Path], list[Row]]
    answers: frozenset[Question]
    seen: bool


PUBLIC: Final[Mapping[str, Source]] = {
    "tweets": Source(public.complaint_tweets, frozenset({Question.COMPLAINT, Question.SEVERITY}), seen=True),
    "reviews": Source(public.complaint_reviews, frozenset({Question.COMPLAINT, Question.SEVERITY}), seen=True),
    "airlines": Source(public.airlines, frozenset({Question.NEGATIVE}), seen=False),
    "Apple and Google": Source(public.apple_and_google, frozenset({Question.NEGATIVE}), seen=False),
    "snippets": Source(public.snippets, frozenset({Question.NEGATIVE}), seen=False),
    "rated tweets": Source(public.rated_tweets, frozenset({Question.NEGATIVE}), seen=True),
    "ironic tweets": Source(public.ironic_tweets, frozenset({Question.IRONY}), seen=False),
}
SHIPPED: Final = {
    "kinds": _EVERYWHERE | {Question.SEVERITY, Question.LEAVING, Question.IRONY},
    "leaving": _EVERYWHERE | {Question.SEVERITY, Question.LEAVING},
    "irony": _EVERYWHERE | {Question.SEVERITY, Question.IRONY},
    "gates": _EVERYWHERE,
    "facts": _EVERYWHERE,
}
"""What was looked for when a set was labelled: a label left out elsewhere is no answer."""
READERS: Final[Mapping[str, tuple[Callable[[Path], list[Row]], frozenset[Question]]]] = {
    **{name: (read, answers) for name, answers in SHIPPED.items()},
    "opinions": (read_opinions, frozenset({Question.NEGATIVE})),
}


def shipped(own: Path) -> dict[str, Source]:
    """Name both halves of each of our own sets, which lie in the folder `own`."""
    return {
        half_of(name, half): Source(partial(_read, reader, path_of(name, half, own)), answers, seen)
        for name, (reader, answers) in READERS.items()
        for half, seen in HALVES.items()
    }


def _read(reader: Callable[[Path], list[Row]], path: Path, _folder: Path) -> list[Row]:
    return reader(path) if path.is_file() else []
