"""How fast a story goes, and how it may go on, as plain numbers that any format can draw or say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from monitor.model import Phase, Spread
from reports.document import Curve, Path
from reports.wording import Times

FAST_HOURS = 6.0
"""A story that doubles within this time is called fast: it doubles again before a working day ends."""


def moves(spread: Spread) -> bool:
    """Say whether anything was passed on, or is expected to be."""
    return any(spread.series) or spread.expected_mentions.likely >= 0.5


def heading(spread: Spread | None) -> str:
    """Say in a word or two how a story moves."""
    if spread is None or not moves(spread):
        return "Not spreading"
    if spread.phase is Phase.GROWING:
        fast = spread.doubling_hours is not None and spread.doubling_hours <= FAST_HOURS
        return "Spreading fast" if fast else "Spreading"
    return {
        Phase.NEW: "Starting to move",
        Phase.PEAKING: "At its peak",
        Phase.FADING: "Calming down",
        Phase.RESURFACED: "Back again",
    }[spread.phase]


def expected_path(pace: float, coming: float, hours: float) -> Path:
    """Draw the course from `pace` an hour under which `coming` more arrive within `hours`.

    The area under the course equals `coming`. A pace that rises, or keeps up, goes straight; one that falls does so as
    retellings do, by one over time (the form the forecast itself assumes).
    """
    if coming >= pace * hours:
        return Path(points=((0.0, pace), (hours, max(0.0, 2 * coming / hours - pace))))
    low, high = 1e-9, hours * 1e6
    for _ in range(80):
        bend = (low + high) / 2
        low, high = (bend, high) if _area(_falling(pace, bend, hours)) < coming else (low, bend)
    return Path(points=_falling(pace, low, hours))


_SHARES = (0.0, 0.01, 0.03, 0.06, 0.12, 0.25, 0.5, 1.0)
"""Where a falling course is drawn, as shares of its length: most points where it bends most."""


def _falling(pace: float, bend: float, hours: float) -> tuple[tuple[float, float], ...]:
    """Draw a pace that has halved after `bend` hours and goes on falling as one over time."""
    return tuple((hours * share, pace * bend / (bend + hours * share)) for share in _SHARES)


def _area(points: tuple[tuple[float, float], ...]) -> float:
    return sum((right[0] - left[0]) * (left[1] + right[1]) / 2 for left, right in pairwise(points))


def curve_of(spread: Spread, times: Times) -> Curve | None:
    """Give the course of a story; None where nothing moves or the forecast has no time left."""
    hours = (spread.horizon - spread.at).total_seconds() / 3600
    if not moves(spread) or not spread.series or hours <= 0:
        return None
    pace = spread.series[-1]
    coming = spread.expected_mentions
    likely = expected_path(pace, coming.likely, hours)
    low, high = expected_path(pace, coming.low, hours), expected_path(pace, coming.high, hours)
    until = replace(times.moment(spread.horizon), words=times.until(spread.horizon))
    return Curve(
        past=spread.series,
        low=low,
        likely=likely,
        high=high,
        until=until,
        words=_words(spread, (low, likely, high), until.words),
    )


def _words(spread: Spread, paths: tuple[Path, Path, Path], until: str) -> str:
    low, likely, high = (round(path.points[-1][1]) for path in paths)
    first, last, most = (round(value) for value in (spread.series[0], spread.series[-1], max(spread.series)))
    past = f"from {first} to {last} over {len(spread.series)} hours" + (
        f", {most} at most" if most > max(first, last) else ""
    )
    return f"Tellings and reshares an hour: {past}; expected {likely} an hour by {until}, between {low} and {high}."


def top_of(curves: list[Curve | None]) -> float:
    """Give one scale for all curves of a page: the highest pace on any, at least 5 an hour."""
    paces = [pace for curve in curves if curve for pace in curve.past]
    paces += [pace for curve in curves if curve for _, pace in curve.high.points]
    return max(5.0, *paces) if paces else 5.0


def horizon_of(spread: Spread | None, now: datetime) -> datetime | None:
    """Give the time a forecast reaches, if it lies ahead."""
    return spread.horizon if spread and spread.horizon > now else None
