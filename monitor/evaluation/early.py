"""Scores how early, and how surely, a story is flagged that will grow tenfold: at a run every quarter of an hour."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from monitor.config.values import LIKELY
from monitor.evaluation.base import Figure
from monitor.stories.forecast import forecast

EVERY = 900.0
"""Seconds between two looks at a story."""
WATCHED = 2 * 86_400.0
"""Seconds after its first telling until which a story is looked at."""
AHEAD = 86_400.0
TENFOLD, TWOFOLD = 10, 2
FEWEST = 3
"""A story grows tenfold from three tellings at least: what one or two people say is no story yet."""
VELOCITIES = (2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 64, 80, 100)
HOUR = 3_600.0
IN_TIME = "grew tenfold from three people at least, and there was a look before it had: share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A story's course: when it was told, in seconds since the first telling (ascending), and by authors of how many followers.

    `people` are the tellings that count as growth: all but those of machines that copied one text under many names. What looks at
    `times` sees the machines and does not know them from people.
    """

    times: Sequence[float]
    followers: Sequence[float | None]
    people: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A story was flagged `at` seconds after its first telling; how many times as many people told it in the end as had then."""

    at: float
    growth: float

    @property
    def right(self) -> bool:
        """Say whether the story grew tenfold after it was flagged."""
        return self.growth >= TENFOLD


def flag(course: Course, is_large: Callable[[Course, float], bool]) -> Flag | None:
    """Look at a story whenever something new was told, at the next quarter of an hour; give the first flag."""
    for now in looks_at(course):
        if bisect_right(course.times, now) >= FEWEST and is_large(course, now):
            return Flag(at=now, growth=growth(course, now))
    return None


def looks_at(course: Course) -> list[float]:
    """Give the moments at which a run finds something new of a story, in seconds after its first telling."""
    return sorted({(int(at // EVERY) + 1) * EVERY for at in course.times if at < WATCHED})


def growth(course: Course, now: float, until: float = math.inf) -> float:
    """Say how many times as many people told a story `until` then as `now`; fewer than three people count as three."""
    return bisect_right(course.people, until) / max(FEWEST, bisect_right(course.people, now))


def spreads(course: Course, now: float) -> bool:
    """Flag by our forecast: growing tenfold within a day is as likely as an alert needs."""
    return forecast(course.times, now, now + AHEAD, course.followers).will_spread >= LIKELY


def velocity(course: Course, now: float) -> int:
    """Count the tellings of the last hour."""
    return bisect_right(course.times, now) - bisect_right(course.times, now - HOUR)


def velocity_of_people(course: Course, now: float) -> int:
    """Count the tellings of the last hour as if whoever counts knew every machine."""
    return bisect_right(course.people, now) - bisect_right(course.people, now - HOUR)


def early_figures(task: str, courses: Sequence[Course], flags: dict[str, list[Flag | None]]) -> list[Figure]:
    """Score every way of flagging: recall and precision of stories that grow tenfold, and the median minutes it took.

    `rows` of a recall are the stories that grew, of the other measures the flagged ones. Velocity alone is added with two thresholds
    chosen afterwards, in its favour: the one of the best precision, and the most precise that finds as many as the first way does;
    both again as if it knew every machine from people.
    """
    wanted = [len(course.people) >= FEWEST * TENFOLD for course in courses]
    if not any(wanted):
        return _only_false(task, courses, flags)
    shown = dict(flags)
    reach = _recall(next(iter(flags.values())), wanted)
    for name, pace in PACES.items():
        by_pace = [[flag(course, _at_least(pace, least)) for course in courses] for least in VELOCITIES]
        as_many = [found for found in by_pace if _recall(found, wanted) >= reach] or by_pace[:1]
        shown[f"{name}, most precise"] = max(by_pace, key=_precision)
        shown[f"{name}, finding as many"] = max(as_many, key=_precision)
    could = [flag(course, lambda each, now: growth(each, now) >= TENFOLD) for course in courses]
    return [
        Figure(task=task, subject="truth", measure=IN_TIME, value=round(_recall(could, wanted), 4), rows=sum(wanted)),
        *(figure for name, found in shown.items() for figure in _figures(task, name, found, wanted)),
    ]


def _at_least(pace: Callable[[Course, float], int], least: int) -> Callable[[Course, float], bool]:
    return lambda course, now: pace(course, now) >= least


def _only_false(task: str, courses: Sequence[Course], flags: dict[str, list[Flag | None]]) -> list[Figure]:
    """Where no story grew tenfold every flag is a false one: count them, beside those of modest velocities."""
    shown = flags | {
        f"velocity alone, {least} an hour": [flag(course, _at_least(velocity, least)) for course in courses]
        for least in (FEWEST, 5)
    }
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
    flagged = [each for each in found if each is not None]
    right = [each.at / 60.0 for each in flagged if each.right]
    values = {
        "flagged before it grew tenfold: recall": (_recall(found, wanted), sum(wanted)),
        "flagged before it grew tenfold: precision": (_precision(found), len(flagged)),
        "flagged before it doubled: precision": (_share(each.growth >= TWOFOLD for each in flagged), len(flagged)),
        "median minutes until a right flag": (median(right) if right else math.nan, len(right)),
    }
    return [
        Figure(task=task, subject=subject, measure=name, value=round(value, 4), rows=rows)
        for name, (value, rows) in values.items()
    ]


def _recall(found: Sequence[Flag | None], wanted: Sequence[bool]) -> float:
    hit = sum(each is not None and each.right and want for each, want in zip(found, wanted, strict=True))
    return hit / max(1, sum(wanted))


def _precision(found: Sequence[Flag | None]) -> float:
    return _share(each.right for each in found if each is not None)


def _share(held: Iterable[bool]) -> float:
    found = list(held)
    return sum(found) / len(found) if found else 0.0


PACES: Mapping[str, Callable[[Course, float], int]] = {
    "velocity alone": velocity,
    "velocity alone, of people": velocity_of_people,
}


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
