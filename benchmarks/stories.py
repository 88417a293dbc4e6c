"""Measures what following live stories costs: forecasting them, and deciding which are worth waking somebody for.

    python benchmarks/stories.py

The stories are simulated with a fixed seed, as they are: most hardly told, a few large. Best of three, in one process: the
machine may be shared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

from monitor.config import AlertRules
from monitor.evaluation.simulated.cascades import run_story
from monitor.evaluation.simulated.stream import START
from monitor.evaluation.simulated.world import draw_world
from monitor.model import Assessed, Mention, Story
from monitor.stories.alerts import Standing, decide
from monitor.stories.forecast import forecast
from monitor.stories.spread import measure
from monitor.stories.stateless import as_complaint

STORIES, PASSES, WORLDS, SEED = 10_000, 3, 25, 8
HOUR = 3_600.0
RULES = AlertRules(zone=ZoneInfo("UTC"))


def main() -> None:
    """Measure and print."""
    courses = drawn()
    events = sum(len(times) for times, _ in courses)
    forecasting = best(lambda: forecast_all(courses))
    print(f"forecasting {STORIES:,} live stories of {events:,} tellings: {forecasting:.2f} CPU s  (at most 1)")
    told = [mentions_of(times) for times, _ in courses[:1_000]]
    stands = [(story_of(mentions), mentions) for mentions in told]
    spreads = [measure(story, mentions, {}, START + timedelta(hours=6)) for story, mentions in stands]
    standings = [
        Standing(story=story, spread=spread, mentions=mentions)
        for (story, mentions), spread in zip(stands, spreads, strict=True)
    ]
    deciding = best(lambda: [decide(each, RULES, START + timedelta(hours=6)) for each in standings])
    print(f"deciding about {len(standings):,} stories of {sum(map(len, told)):,} mentions: {deciding:.2f} CPU s")
    flood = mentions_of([at / 3 for at in range(10_000)], text="The boiler burst again and nobody came")
    story = story_of(flood)
    measuring = best(lambda: [measure(story, flood, {}, START + timedelta(hours=6))])
    print(f"measuring one story of 10,000 copies: {measuring:.2f} CPU s")


def drawn() -> list[tuple[list[float], list[float | None]]]:
    """Draw stories that are six hours old."""
    rng = Random(SEED)  # noqa: S311  a simulation
    found = []
    for _ in range(WORLDS):
        world = draw_world(rng)
        for _ in range(STORIES // WORLDS):
            tellings = [each for each in run_story(rng, world, 0.0) if each.at <= 6 * HOUR]
            found.append(([each.at for each in tellings], [each.followers for each in tellings]))
    return found


def forecast_all(courses: Sequence[tuple[list[float], list[float | None]]]) -> None:
    """Forecast every course as it stands after six hours."""
    for times, followers in courses:
        forecast(times, 6 * HOUR, 15 * HOUR, followers)


def mentions_of(times: Sequence[float], text: str = "") -> list[Assessed]:
    """Give each telling words of its own, or all the same."""
    found = []
    for place, at in enumerate(times):
        mention = Mention(
            platform="x",
            stable_key=str(place),
            source="benchmark",
            text=text or f"The boiler {place} burst again and nobody came to number {place}",
            posted_at=START + timedelta(seconds=at),
            author_key=str(place),
        )
        found.append(Assessed(mention=mention, assessment=as_complaint(mention.id, "Larkfield")))
    return found


def story_of(mentions: Sequence[Assessed]) -> Story:
    """Give the story that these mentions tell."""
    times = [each.mention.posted_at for each in mentions]
    return Story(
        id=mentions[0].mention.id,
        name="a story",
        brand="Larkfield",
        started_at=min(times),
        last_at=max(times),
        mentions=len(mentions),
    )


def best(work: Callable[[], object]) -> float:
    """Give the CPU seconds of the quickest pass."""
    found = []
    for _ in range(PASSES):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


if __name__ == "__main__":
    main()
