"""Watches told stories as runs do, every quarter of an hour, and gives the first alert that says they grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.config import AlertRules
from monitor.evaluation.early import FEWEST, Course, Flag, growth, looks_at
from monitor.evaluation.simulated.stream import Said
from monitor.model import AlertCause, Assessed, Candidates, Story
from monitor.stories.alerts import Standing, decide
from monitor.stories.grouping import group
from monitor.stories.sense import Sense
from monitor.stories.spread import measure as measure_spread
from monitor.stories.stateless import as_complaint

RULES = AlertRules(zone=ZoneInfo("UTC"), causes=frozenset({AlertCause.SPREADING, AlertCause.FORECAST}))
"""Only these two causes say that a story grows: an alert for danger, anger or the press is right or wrong for other reasons."""


def as_they_are(said: Iterable[Said]) -> list[list[Assessed]]:
    """Put mentions to the stories they truly tell, each understood alike: growth is not asked what a text means."""
    stories: dict[int, list[Assessed]] = defaultdict(list)
    for each in said:
        stories[each.story].append(Assessed(mention=each.mention, assessment=as_complaint(each.mention.id)))
    return list(stories.values())


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


def course_of(mentions: Sequence[Assessed], copies: Collection[str] = ()) -> Course:
    """Give the course of a story told in the order of time, each author once; `copies` are the ids of what machines copied."""
    first = mentions[0].mention.posted_at
    seen: dict[str, tuple[float, float | None]] = {}
    people: dict[str, float] = {}
    for each in mentions:
        at, author = (each.mention.posted_at - first).total_seconds(), each.mention.person or each.mention.id
        seen.setdefault(author, (at, each.mention.followers))
        if each.mention.id not in copies:
            people.setdefault(author, at)
    return Course(
        times=[at for at, _ in seen.values()],
        followers=[count for _, count in seen.values()],
        people=list(people.values()),
    )


def alerted(mentions: Sequence[Assessed], course: Course) -> Flag | None:
    """Look at a story whenever something new was told, at the next quarter of an hour; give the first alert about its growth."""
    first = mentions[0].mention.posted_at
    for now in looks_at(course):
        moment = first + timedelta(seconds=now)
        known = [each for each in mentions if each.mention.posted_at <= moment]
        if len(known) < FEWEST:
            continue
        story = Story(id="", name="", brand="", started_at=first, last_at=moment, mentions=len(known))
        standing = Standing(story=story, spread=measure_spread(story, known, {}, moment), mentions=known)
        if decide(standing, RULES, moment):
            return Flag(at=now, growth=growth(course, now))
    return None
