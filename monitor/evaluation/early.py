"""Scores how early, and how surely, a story is flagged that will grow tenfold: at a run every quarter of an hour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from monitor.evaluation.base import Figure
from monitor.stories.alerts import LIKELY
from monitor.stories.forecast import forecast

EVERY = 900.0
"""Seconds between two looks at a story."""
WATCHED = 2 * 86_400.0
"""Seconds after its first telling until which a story is looked at."""
AHEAD = 86_400.0
TENFOLD = 10
FEWEST = 3
"""A story grows tenfold from three tellings at least: what one or two people say is no story yet."""
VELOCITIES = (2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 64, 80, 100)
HOUR = 3_600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A story's course: when it was told, in seconds since the first telling (ascending), and by authors of how many followers."""

    times: Sequence[float]
    followers: Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Why a story was flagged `at` seconds after its first telling: whether it then had a tenth of what it became."""

    at: float
    right: bool


def flag(course: Course, is_large: Callable[[Course, float], bool]) -> Flag | None:
    """Look at a story whenever something new was told, at the next quarter of an hour; give the first flag."""
    looks = sorted({(int(at // EVERY) + 1) * EVERY for at in course.times if at < WATCHED})
    for now in looks:
        known = bisect_right(course.times, now)
        if known >= FEWEST and is_large(course, now):
            return Flag(at=now, right=grows(course, now))
    return None


def grows(course: Course, now: float) -> bool:
    """Say whether a story truly is ten times as large later as it is now."""
    return len(course.times) >= TENFOLD * bisect_right(course.times, now)


def spreads(course: Course, now: float) -> bool:
    """Flag by our forecast: growing tenfold within a day is as likely as an alert needs."""
    return forecast(course.times, now, now + AHEAD, course.followers).will_spread >= LIKELY


def velocity(course: Course, now: float) -> int:
    """Count the tellings of the last hour."""
    return bisect_right(course.times, now) - bisect_right(course.times, now - HOUR)


def early_figures(task: str, courses: Sequence[Course], flags: dict[str, list[Flag | None]]) -> list[Figure]:
    """Score every way of flagging: recall and precision of stories that grow tenfold, and the median minutes it took.

    Velocity alone is added with two thresholds chosen afterwards, in its favour: the one of the best precision, and the
    best that finds as many as the first way of flagging does.
    """
    wanted = [len(course.times) >= FEWEST * TENFOLD for course in courses]
    if not any(wanted):
        return _only_false(task, courses, flags)
    shown = dict(flags)
    by_velocity = {least: _by_velocity(courses, least) for least in VELOCITIES}
    first = next(iter(flags.values()))
    reach = _recall(first, wanted)
    as_many = [least for least in VELOCITIES if _recall(by_velocity[least], wanted) >= reach] or [VELOCITIES[0]]
    precise = max(VELOCITIES, key=lambda least: _precision(by_velocity[least]))
    alike = max(as_many, key=lambda least: _precision(by_velocity[least]))
    shown["velocity alone, most precise"] = by_velocity[precise]
    shown["velocity alone, finding as many"] = by_velocity[alike]
    return [figure for name, found in shown.items() for figure in _figures(task, name, found, wanted)]


def _by_velocity(courses: Sequence[Course], least: int) -> list[Flag | None]:
    return [flag(course, lambda each, now: velocity(each, now) >= least) for course in courses]


def _only_false(task: str, courses: Sequence[Course], flags: dict[str, list[Flag | None]]) -> list[Figure]:
    """Where no story grew tenfold every flag is a false one: count them, beside those of modest velocities."""
    shown = flags | {f"velocity alone, {least} an hour": _by_velocity(courses, least) for least in (FEWEST, 5)}
    return [
        Figure(
            task=task,
            subject=subject,
            measure="no story grew tenfold; flagged all the same",
            value=float(sum(each is not None for each in found)),
            rows=len(found),
        )
        for subject, found in shown.items()
    ]


def _figures(task: str, subject: str, found: Sequence[Flag | None], wanted: Sequence[bool]) -> list[Figure]:
    right = [each.at / 60.0 for each in found if each is not None and each.right]
    values = {
        "flagged before it grew tenfold: recall": _recall(found, wanted),
        "flagged before it grew tenfold: precision": _precision(found),
        "flagged stories": float(sum(each is not None for each in found)),
        "median minutes until the flag": median(right) if right else float("nan"),
    }
    return [
        Figure(task=task, subject=subject, measure=name, value=round(value, 4), rows=len(found))
        for name, value in values.items()
    ]


def _recall(found: Sequence[Flag | None], wanted: Sequence[bool]) -> float:
    hit = sum(each is not None and each.right and want for each, want in zip(found, wanted, strict=True))
    return hit / max(1, sum(wanted))


def _precision(found: Sequence[Flag | None]) -> float:
    flagged = [each.right for each in found if each is not None]
    return sum(flagged) / len(flagged) if flagged else 0.0


def precision_at_recall(scored: Sequence[tuple[float, bool]], recall: float) -> float:
    """Give the best precision of any threshold that finds at least this share; equal scores stand or fall together."""
    ordered = sorted(scored, key=lambda each: -each[0])
    wanted = sum(truth for _, truth in ordered)
    best, hit = 0.0, 0
    for place, (score, truth) in enumerate(ordered, 1):
        hit += truth
        is_last_of_score = place == len(ordered) or ordered[place][0] != score
        if is_last_of_score and wanted and hit >= recall * wanted:
            best = max(best, hit / place)
    return best
