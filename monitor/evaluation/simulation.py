"""Measures stories end to end on simulated truth, drawn anew in every run, and how early they are flagged on real tweets.

The seed is printed as a figure; `evaluate --only simulation --seed N` draws the same worlds again. Three questions:
will a story of at least three tellings grow tenfold (asked once of each, at a moment drawn by lot), how early is that flagged when one
looks every quarter of an hour, and how often does the 80 % range hold. Velocity alone stands beside, its thresholds chosen
afterwards in its favour.
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from zoneinfo import ZoneInfo

from monitor.analysis.assess import Assessor
from monitor.config import AlertRules, Brand
from monitor.evaluation.base import OURS, Figure
from monitor.evaluation.early import (
    AHEAD,
    EVERY,
    FEWEST,
    TENFOLD,
    WATCHED,
    Course,
    Flag,
    early_figures,
    flag,
    precision_at_recall,
    spreads,
    velocity,
)
from monitor.evaluation.partitions import b_cubed
from monitor.evaluation.simulated.cascades import run_story
from monitor.evaluation.simulated.stream import draw_stream
from monitor.evaluation.simulated.world import World, draw_world
from monitor.model import AlertCause, Assessed, Candidates, Mention, Story
from monitor.stories.alerts import Standing, decide
from monitor.stories.forecast import forecast
from monitor.stories.grouping import group
from monitor.stories.sense import Sense
from monitor.stories.spread import measure as measure_spread

WORLDS, STORIES = 30, 400
TOLD_WORLDS, TOLD_STORIES = 3, 300
"""Worlds whose stories are put into words, assessed and grouped, which costs more."""
SEEDS = 1_000_000
RECALL = 0.8
SHORTEST_WAIT, LONGEST_WAIT = 900.0, 12 * 3_600.0
SHORTEST_AHEAD, LONGEST_AHEAD = 3_600.0, 86_400.0
TASK = "simulation"
RULES = AlertRules(zone=ZoneInfo("UTC"), causes=frozenset({AlertCause.SPREADING, AlertCause.FORECAST}))
AIRLINES = (("United", "united"), ("US Airways", "usairways"), ("American Airlines", "americanair"))


def measure(folder: Path, seed: int | None = None) -> list[Figure]:
    """Draw worlds from a fresh seed, or a given one, and score forecasts, flags and grouping in them."""
    seed = SystemRandom().randrange(SEEDS) if seed is None else seed
    rng = Random(seed)  # noqa: S311  a simulation
    figures = [Figure(task=TASK, subject="the worlds", measure="seed", value=float(seed), rows=WORLDS)]
    courses = [course for _ in range(WORLDS) for course in draw_courses(rng, draw_world(rng), STORIES)]
    figures += _asked_once(rng, courses)
    figures += early_figures(f"{TASK}, early", courses, {OURS: [flag(course, spreads) for course in courses]})
    figures += _told(rng)
    return figures + _airlines(folder)


def draw_courses(rng: Random, world: World, stories: int) -> list[Course]:
    """Draw the courses of stories in one world."""
    found = []
    for _ in range(stories):
        tellings = run_story(rng, world, rng.uniform(0.0, 86_400.0))
        found.append(Course(times=[each.at for each in tellings], followers=[each.followers for each in tellings]))
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
            truth = bisect_right(course.times, now + AHEAD) >= TENFOLD * found.size
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
        courses += [course_of(mentions) for mentions in stories.values()]
        alerts += [alerted(mentions) for mentions in stories.values()]
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
    flags = _both(courses, [alerted(each) for each in stories.values()])
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


def grouped(told: Sequence[Assessed]) -> dict[str, list[Assessed]]:
    """Group mentions as a run does, and give those of each story in the order of time."""
    changes = group(told, Candidates(stories={}, key_counts={}, grouped_mentions=0), sense=Sense())
    kept = {merge.absorbed: merge.kept for merge in changes.merges}
    by_id = {each.mention.id: each for each in told}
    stories: dict[str, list[Assessed]] = defaultdict(list)
    for join in changes.joins:
        name = join.story_id
        while name in kept:
            name = kept[name]
        stories[name].append(by_id[join.mention_id])
    return {name: sorted(each, key=_when) for name, each in stories.items()}


def _when(each: Assessed) -> tuple[datetime, str]:
    return each.mention.posted_at, each.mention.id


def course_of(mentions: Sequence[Assessed]) -> Course:
    """Give the course of a grouped story, each author once, as `spread` counts them."""
    first = mentions[0].mention.posted_at
    seen: dict[str, tuple[float, float | None]] = {}
    for each in mentions:
        at = (each.mention.posted_at - first).total_seconds()
        seen.setdefault(each.mention.person or each.mention.id, (at, each.mention.followers))
    return Course(times=[at for at, _ in seen.values()], followers=[count for _, count in seen.values()])


def alerted(mentions: Sequence[Assessed]) -> Flag | None:
    """Look at a grouped story every quarter of an hour, as runs do; give the first alert that is about its spreading."""
    course, first = course_of(mentions), mentions[0].mention.posted_at
    for now in sorted({(int(at // EVERY) + 1) * EVERY for at in course.times if at < WATCHED}):
        moment = first + timedelta(seconds=now)
        known = [each for each in mentions if each.mention.posted_at <= moment]
        story = Story(id="", name="", brand="", started_at=first, last_at=moment, mentions=len(known))
        standing = Standing(story=story, spread=measure_spread(story, known, {}, moment), mentions=known)
        if len(known) >= FEWEST and decide(standing, RULES, moment):
            return Flag(at=now, right=len(course.times) >= TENFOLD * bisect_right(course.times, now))
    return None


def _between(rng: Random, low: float, high: float) -> float:
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def _share(held: Iterable[bool]) -> float:
    found = list(held)
    return sum(found) / len(found) if found else float("nan")


def _figure(subject: str, measure_name: str, value: float, rows: int) -> Figure:
    return Figure(task=TASK, subject=subject, measure=measure_name, value=round(value, 4), rows=rows)
