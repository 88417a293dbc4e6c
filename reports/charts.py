"""Geometry of the drawings: from the plain values of a report to coordinates, one decimal, nothing drawn twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import log10

from reports.document import Curve, Dot, Path, StoryTold
from reports.tidying import short_name

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A card's curve in a box of 252 × 104: all coordinates as SVG wants them."""

    area: str
    band: str
    past: str
    ahead: str
    now_x: str
    now_y: str
    now_label_y: str
    now_pace: str
    end_pace: str
    end_label_y: str


LEFT, NOW, RIGHT, FLOOR, CEILING = 4.0, 172.0, 248.0, 88.0, 16.0


def spark(curve: Curve, top: float) -> Spark:
    """Lay out a curve; `top` is the pace at the upper edge, the same for every card of a page."""
    step = (NOW - LEFT) / max(1, len(curve.past) - 1)
    past = [(LEFT + number * step, _height(pace, top)) for number, pace in enumerate(curve.past)]
    now_y = past[-1][1]
    low, likely, high = (_ahead(path, curve.likely, top) for path in (curve.low, curve.likely, curve.high))
    end_y = likely[-1][1]
    return Spark(
        area=joined([(LEFT, FLOOR), *past, (NOW, FLOOR)]),
        band=joined([*high, *reversed(low)]),
        past=joined(past),
        ahead=joined(likely),
        now_x=short(past[-1][0]),
        now_y=short(now_y),
        now_label_y=short(max(24.0, now_y - 7)),
        now_pace=_pace(curve.past[-1]),
        end_pace=_pace(curve.likely.points[-1][1]),
        end_label_y=short(max(24.0, end_y - 6)),
    )


def _height(pace: float, top: float) -> float:
    return FLOOR - (FLOOR - CEILING) * min(max(pace, 0.0), top) / top


def _ahead(path: Path, longest: Path, top: float) -> Points:
    hours = longest.points[-1][0] or 1.0
    return [(NOW + (RIGHT - NOW) * hour / hours, _height(pace, top)) for hour, pace in path.points]


def _pace(pace: float) -> str:
    return f"{pace:.0f}" if pace >= 1 or pace < 0.05 else f"{pace:.1f}"


def short(number: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")


def joined(points: Iterable[tuple[float, float]]) -> str:
    """Write points as SVG wants them, to the pixel: a drawing of 252 units is shown about 252 pixels wide."""
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in points)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneDot:
    """One dot of a lane; `note` beside a turning point stands at its left ("end") or right ("start")."""

    x: str
    y: str
    radius: str
    note: str
    note_x: str
    note_y: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """A story's lanes: names with their height, dots by the height of their lane, and the box they fill."""

    width: int
    height: int
    left: int
    right: int
    middle: int
    floor: int
    names: tuple[tuple[str, int], ...]
    dots: tuple[tuple[str, tuple[LaneDot, ...]], ...]
    turns: tuple[LaneDot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The measures of a drawing of lanes."""

    width: int
    left: int
    right: int
    gap: int
    most: int
    scale: float
    letters: int


WIDE = Form(width=720, left=104, right=706, gap=36, most=120, scale=1.0, letters=46)
SLIM = Form(width=326, left=84, right=314, gap=38, most=60, scale=0.8, letters=34)


def lanes(story: StoryTold, now: datetime, form: Form) -> Lanes:
    """Lay out the lanes of a story from its start to now; dots that would hide each other are drawn once."""
    span = max((now - story.start.at).total_seconds(), 1.0)
    placed = [_place(dot, story, span, form) for dot in story.dots]
    turns = tuple(dot for dot in placed if dot.note)
    floor = 44 + form.gap * (max(len(story.lanes), 1) - 1) + 24
    return Lanes(
        width=form.width,
        height=floor + 20,
        left=form.left,
        right=form.right,
        middle=(form.left + form.right) // 2,
        floor=floor,
        names=tuple((short_name(name, form.left // 6), 44 + form.gap * lane) for lane, name in enumerate(story.lanes)),
        dots=_by_lane(_thinned([dot for dot in placed if not dot.note], form.most)),
        turns=_without_collisions(turns),
    )


def _place(dot: Dot, story: StoryTold, span: float, form: Form) -> LaneDot:
    share = min(1.0, max(0.0, (dot.at - story.start.at).total_seconds() / span))
    x, y = form.left + (form.right - form.left) * share, 44 + form.gap * dot.lane
    radius = _radius(dot.followers) * form.scale
    at_right = x > (form.left + form.right) / 2
    note = short_name(dot.note, form.letters) if dot.note else ""
    edge = min(x + radius, form.right) if at_right else x - radius
    return LaneDot(
        x=f"{x:.0f}",
        y=str(y),
        radius=short(radius),
        note=note,
        note_x=short(edge),
        note_y=short(y - max(radius, 4) - 5),
        anchor="end" if at_right else "start",
    )


def _radius(followers: int | None) -> float:
    """Give a dot's radius: from 3 for up to 100 followers (or unknown) to 9 for a million."""
    return 3.0 if not followers or followers <= 100 else min(9.0, 3.0 + 1.5 * (log10(followers) - 2))


def _thinned(dots: list[LaneDot], most: int) -> tuple[LaneDot, ...]:
    """Draw at most `most` dots: of those at one place the largest, then evenly."""
    best: dict[tuple[str, int], LaneDot] = {}
    for dot in dots:
        spot = (dot.y, round(float(dot.x) / 2))
        if spot not in best or float(best[spot].radius) < float(dot.radius):
            best[spot] = dot
    kept = list(best.values())
    if len(kept) <= most:
        return tuple(kept)
    return tuple(kept[number * len(kept) // most] for number in range(most))


def _by_lane(dots: tuple[LaneDot, ...]) -> tuple[tuple[str, tuple[LaneDot, ...]], ...]:
    lanes_of = dict.fromkeys(dot.y for dot in dots)
    return tuple((y, tuple(dot for dot in dots if dot.y == y)) for y in lanes_of)


def _without_collisions(turns: tuple[LaneDot, ...]) -> tuple[LaneDot, ...]:
    """Keep of notes that would overlap in one lane the last, which tells most: press, then size, then the first."""
    kept: list[LaneDot] = []
    for dot in turns:
        low, high = _extent(dot)
        kept = [one for one in kept if one.y != dot.y or _extent(one)[1] < low or _extent(one)[0] > high]
        kept.append(dot)
    return tuple(kept)


def _extent(dot: LaneDot) -> tuple[float, float]:
    length, x = len(dot.note) * 6.6, float(dot.note_x)
    return (x - length, x) if dot.anchor == "end" else (x, x + length)
