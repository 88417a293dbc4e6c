"""Measure what must not get an ordinary reply, and whose experience is told, on our own sets beside plain baselines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from monitor.analysis.words import Words, listed
from monitor.evaluation.base import OURS, Figure
from monitor.evaluation.halves import HALVES, OWN, half_of
from monitor.evaluation.labelled import Row
from monitor.evaluation.room import Room, room_of
from monitor.evaluation.scores import found, rated
from monitor.model import Gate, Kind
from monitor.outreach.matter import FIRST_HAND

LABELS: Final = (
    Gate.MEDIA, Gate.LEGAL, Gate.SAFETY, Gate.EMPLOYEE, Gate.AUTOMATIC, Gate.NO_EXPERIENCE, Gate.TROLL,
)  # fmt: skip
"""The gates a text alone can show."""
RAISED: Final = frozenset({Gate.LEGAL, Gate.SAFETY})
"""Gates that may be true of a customer: in the set of kinds nobody said so, and they are counted by themselves."""
TURNED_AWAY: Final = frozenset(LABELS) - RAISED
"""Gates that no customer should meet."""
KEYWORDS: Final = {
    Gate.MEDIA: listed("reporter journalist press newsdesk breaking article correspondent"),
    Gate.LEGAL: listed("lawyer solicitor attorney court sue lawsuit legal ombudsman tribunal"),
    Gate.SAFETY: listed("fire injured injury hospital burnt unsafe dangerous safety smoke poisoning"),
    Gate.EMPLOYEE: listed("employee staff shift coworkers colleagues"),
    Gate.AUTOMATIC: listed("giveaway win hiring promo code retweet job jobs crypto"),
    Gate.NO_EXPERIENCE: listed("apparently heard rumour"),
    Gate.TROLL: listed("idiots losers clowns ratio lol"),
}
"""The list somebody would write down in ten minutes; what does not beat it is not worth its upkeep."""
NOBODYS: Final = frozenset({Gate.MEDIA, Gate.AUTOMATIC, Gate.NO_EXPERIENCE, Gate.TROLL})
"""Gates behind which the plain list takes nobody for telling an experience of their own."""


class Judged(NamedTuple):
    """What somebody says of a text: its gates, and whether the experience is the author's own."""

    gates: frozenset[Gate]
    own: bool


NOTHING: Final = Judged(frozenset(), own=True)
"""What somebody says who knows of no gates."""

Values: TypeAlias = "dict[str, tuple[float, int]]"
"""A measure, its value and how many rows it is about."""


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give precision, recall and F1 per gate, whose experience it is, and how many customers are turned away wrongly.

    Both halves; nothing but our own sets is read.
    """
    room = room_of(folder, own)
    return [figure for half in HALVES for figure in figures_of_half(room, half)]


def figures_of_half(room: Room, half: str) -> list[Figure]:
    """Give the figures of all three on one half; none where it is absent."""
    name, kinds = half_of("gates", half), half_of("kinds", half)
    rows, others = room.rows(name), room.rows(kinds)
    if not rows:
        return []
    judges: dict[str, tuple[list[Judged], list[Judged]]] = {
        OURS: (ours(room, name), ours(room, kinds)),
        "keyword list": ([keywords(row.text) for row in rows], [keywords(row.text) for row in others]),
        "no gate ever": ([NOTHING] * len(rows), [NOTHING] * len(others)),
    }
    seen = room.sources[name].seen
    return [
        Figure(task=name, subject=subject, measure=what, value=value, rows=count, seen=seen and subject == OURS)
        for subject, (judged, of_kinds) in judges.items()
        for what, (value, count) in (over_gates(rows, judged) | over_people(rows, judged, others, of_kinds)).items()
    ]


def ours(room: Room, name: str) -> list[Judged]:
    """Judge a set as the product does."""
    return [Judged(frozenset(each.gates), each.firsthand >= FIRST_HAND) for each in room.judged(name).assessments]


def keywords(text: str) -> Judged:
    """Judge a text by the plain list."""
    vocabulary = Words(text).vocabulary
    gates = frozenset(gate for gate, words in KEYWORDS.items() if words & vocabulary)
    return Judged(gates, gates.isdisjoint(NOBODYS))


def is_customer(row: Row) -> bool:
    """Say whether a row of the kinds is a customer's own words; their gates are not labelled."""
    return row.kind is not Kind.OTHER and row.firsthand is True and not row.gates


def over_gates(rows: Sequence[Row], judged: Sequence[Judged]) -> Values:
    """Give the figures over all gates, then those of each with the number of rows that bear it."""
    truths = [frozenset(row.gates) for row in rows]
    said = [each.gates & frozenset(LABELS) for each in judged]
    pairs = list(zip(said, truths, strict=True))
    hits, count, there = (sum(map(len, sets)) for sets in ([a & b for a, b in pairs], said, truths))
    values: Values = {
        "micro-F1": (rated(hits, count, there).f1, len(rows)),
        "all gates right": (sum(a == b for a, b in pairs) / max(1, len(rows)), len(rows)),
    }
    for gate in LABELS:
        bearing = [gate in each for each in truths]
        one = found([gate in each for each in said], bearing)
        values |= {f"{gate}: {what}": (value, sum(bearing)) for what, value in one._asdict().items()}
    return values


def over_people(
    rows: Sequence[Row], judged: Sequence[Judged], others: Sequence[Row], of_kinds: Sequence[Judged]
) -> Values:
    """Give how well "not their own" is found, and which share of the customers among the kinds meets a gate."""
    own = found([not each.own for each in judged], [not row.firsthand for row in rows])
    met = [each.gates for each, row in zip(of_kinds, others, strict=True) if is_customer(row)]
    count = len(met)
    return {f"not their own: {what}": (value, len(rows)) for what, value in own._asdict().items()} | {
        "customers turned away": (sum(bool(gates & TURNED_AWAY) for gates in met) / max(1, count), count),
        "customers raised": (sum(bool(gates & RAISED) for gates in met) / max(1, count), count),
    }
