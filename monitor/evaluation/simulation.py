"""Measures stories end to end on simulated truth, drawn anew in every run, and how early they are flagged on real tweets.

The seed is printed as a figure; `evaluate --only simulation --seed N` draws the same worlds again. Three questions:
will a story of at least three tellings grow tenfold (asked once of each, at a moment drawn by lot), how early is that flagged when one
looks every quarter of an hour, and how often does the 80 % range hold. Velocity alone stands beside, its thresholds chosen
afterwards in its favour. A story grows by people: machines that copy one text are seen by all and are growth to nobody.
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.evaluation.base import OURS, Figure
from monitor.evaluation.early import (
    AHEAD,
    FEWEST,
    TENFOLD,
    Course,
    Flag,
    early_figures,
    flag,
    growth,
    precision_at_recall,
    spreads,
    velocity,
)
from monitor.evaluation.partitions import b_cubed
from monitor.evaluation.simulated.cascades import MOST_TELLINGS, run_story
from monitor.evaluation.simulated.stream import draw_stream
from monitor.evaluation.simulated.world import World, draw_world
from monitor.evaluation.watched import alerted, as_they_are, course_of, grouped
from monitor.model import Assessed, Mention
from monitor.stories.forecast import forecast

WORLDS, STORIES = 30, 400
TOLD_WORLDS, TOLD_STORIES = 3, 300
"""Worlds whose stories are put into words, assessed and grouped, which costs more."""
SEEDS = 1_000_000
RECALL = 0.8
SHORTEST_WAIT, LONGEST_WAIT = 900.0, 12 * 3_600.0
SHORTEST_AHEAD, LONGEST_AHEAD = 3_600.0, 86_400.0
TASK = "simulation"
AIRLINES = (("United", "united"), ("US Airways", "usairways"), ("American Airlines", "americanair"))


def measure(folder: Path, seed: int | None = None) -> list[Figure]:
    """Draw worlds from a fresh seed, or a given one, and score forecasts, flags and grouping in them."""
    seed = SystemRandom().randrange(SEEDS) if seed is None else seed
    rng = Random(seed)  # noqa: S311  a simulation
    figures = [Figure(task=TASK, subject="the worlds", measure="seed", value=float(seed), rows=WORLDS)]
    courses = [course for _ in range(WORLDS) for course in draw_courses(rng, draw_world(rng), STORIES)]
    figures += _asked_once(rng, courses)
    figures += _as_they_are(rng)
    figures += _told(rng)
    return figures + _airlines(folder)


def draw_courses(rng: Random, world: World, stories: int) -> list[Course]:
    """Draw the courses of stories in one world."""
    found = []
    for _ in range(stories):
        tellings = run_story(rng, world, rng.uniform(0.0, 86_400.0))
        found.append(
            Course(
                times=[each.at for each in tellings],
                followers=[each.followers for each in tellings],
                people=[each.at for each in tellings if not each.copies],
            )
        )
    return found


def _asked_once(rng: Random, courses: Sequence[Course]) -> list[Figure]:
    """Ask of every story, at one moment, how large it will be and whether it will have grown tenfold."""
    ours, plain, inside = list[tuple[float, bool]](), list[tuple[float, bool]](), list[tuple[int, bool, bool]]()
    for course in courses:
        now, ahead = _between(rng, SHORTEST_WAIT, LONGEST_WAIT), _between(rng, SHORTEST_AHEAD, LONGEST_AHEAD)
        found = forecast(course.times, now, now + ahead, course.followers)
        came = bisect_right(course.times, now + ahead) - found.size
        inside.append((found.size, found.to_come.low <= came <= found.to_come.high, came == 0))
        if found.size >= FEWEST:
            truth = growth(course, now, now + AHEAD) >= TENFOLD
            ours.append((forecast(course.times, now, now + AHEAD, course.followers).will_spread, truth))
            plain.append((float(velocity(course, now)), truth))
    return [
        _figure(OURS, "will it spread: precision at recall .8", precision_at_recall(ours, RECALL), len(ours)),
        _figure(
            "velocity alone", "will it spread: precision at recall .8", precision_at_recall(plain, RECALL), len(ours)
        ),
        _figure("truth", "will it spread: share that does", _share(truth for _, truth in ours), len(ours)),
        *_coverage(inside),
    ]


def _coverage(inside: Sequence[tuple[int, bool, bool]]) -> list[Figure]:
    """Say how often the range held by the size of the story, and how often nothing came: no range that starts at none holds less."""
    classes: dict[str, Callable[[int], bool]] = {
        "all stories": lambda _: True,
        "one or two tellings": lambda size: size < FEWEST,
        "three to nine tellings": lambda size: FEWEST <= size < 10,
        "ten tellings or more": lambda size: size >= 10,
    }
    figures = []
    for name, belongs in classes.items():
        asked = [(held, silent) for size, held, silent in inside if belongs(size)]
        figures.append(_figure(OURS, f"80 % range holds, {name}", _share(held for held, _ in asked), len(asked)))
        figures.append(
            _figure("truth", f"nothing more came, {name}", _share(silent for _, silent in asked), len(asked))
        )
    return figures


def _as_they_are(rng: Random) -> list[Figure]:
    """Let runs watch stories in words, each as it truly is: only the deciding is measured, not the grouping."""
    courses, alerts = list[Course](), list[Flag | None]()
    for _ in range(WORLDS):
        _, said = draw_stream(rng, draw_world(rng), STORIES, MOST_TELLINGS)
        copies = {each.mention.id for each in said if each.copies}
        for mentions in as_they_are(said):
            courses.append(course_of(mentions, copies))
            alerts.append(alerted(mentions, courses[-1]))
    return early_figures(f"{TASK}, early", courses, _both(courses, alerts))


def _told(rng: Random) -> list[Figure]:
    """Put worlds into words, group what is said as a run would, and score the stories that were found."""
    courses, alerts, found, truths = list[Course](), list[Flag | None](), list[str](), list[str]()
    for number in range(TOLD_WORLDS):
        brand, said = draw_stream(rng, draw_world(rng), TOLD_STORIES)
        assessed = Assessor([Brand(name=brand, handles=(brand.casefold(),))], use_encoder=False).assess(
            [each.mention for each in said]
        )
        told = [Assessed(mention=each.mention, assessment=one) for each, one in zip(said, assessed, strict=True)]
        stories = grouped(told)
        truth = {each.mention.id: f"{number}:{each.story}" for each in said}
        for name, mentions in stories.items():
            found += [f"{number}:{name}"] * len(mentions)
            truths += [truth[each.mention.id] for each in mentions]
        copies = {each.mention.id for each in said if each.copies}
        for mentions in stories.values():
            courses.append(course_of(mentions, copies))
            alerts.append(alerted(mentions, courses[-1]))
    precision, recall, f1 = b_cubed(found, truths)
    return [
        _figure(OURS, "stories in words: B-cubed precision", precision, len(found)),
        _figure(OURS, "stories in words: B-cubed recall", recall, len(found)),
        _figure(OURS, "stories in words: B-cubed F1", f1, len(found)),
        *early_figures(f"{TASK}, early, in words", courses, _both(courses, alerts)),
    ]


def _airlines(folder: Path) -> list[Figure]:
    """Group the airline tweets and say how early the stories that grew tenfold were flagged."""
    path = folder / "airline" / "mentions.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        mentions = [_tweet(row) for row in csv.DictReader(lines)]
    assessed = Assessor([Brand(name=name, handles=(handle,)) for name, handle in AIRLINES], use_encoder=False).assess(
        mentions
    )
    told = [Assessed(mention=one, assessment=each) for one, each in zip(mentions, assessed, strict=True)]
    stories = grouped(told)
    courses = [course_of(each) for each in stories.values()]
    flags = _both(courses, list(map(alerted, stories.values(), courses)))
    return early_figures("airline weekend, early", courses, flags)


def _tweet(row: dict[str, str]) -> Mention:
    return Mention(
        platform="x",
        stable_key=row["id"],
        source="evaluation",
        text=row["text"],
        posted_at=datetime.fromisoformat(row["created_at"]),
        author_key=row["author"].casefold(),
    )


def _both(courses: Sequence[Course], alerts: list[Flag | None]) -> dict[str, list[Flag | None]]:
    return {f"{OURS}, alerts": alerts, f"{OURS}, forecast": [flag(course, spreads) for course in courses]}


def _between(rng: Random, low: float, high: float) -> float:
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def _share(held: Iterable[bool]) -> float:
    found = list(held)
    return sum(found) / len(found) if found else float("nan")


def _figure(subject: str, measure_name: str, value: float, rows: int) -> Figure:
    return Figure(task=TASK, subject=subject, measure=measure_name, value=round(value, 4), rows=rows)
