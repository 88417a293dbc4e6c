"""Makes the mentions of a simulated brand's days: every telling of every story with its words, as connectors would hear them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from monitor.evaluation.simulated.cascades import Telling, run_story
from monitor.evaluation.simulated.words import draw_script, first_words, incidents, name, retold_words
from monitor.evaluation.simulated.world import World
from monitor.model import Mention, MentionKind

START = datetime(2026, 1, 5, tzinfo=UTC)
SPAN = 4 * 86_400.0
"""Seconds within which stories begin."""
REAL_WORDS = 0.3
"""The share of stories told in our own retellings instead of the grammar's words."""
MOST_OF_A_STORY = 400
"""The first tellings of a story that are to be grouped: it has long been found or missed by then."""
ANSWERS = 0.5
"""The share of retellings on the same platform that answer what led to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One mention, the number of the story it truly tells, and whether a machine copied it from another."""

    mention: Mention
    story: int
    copies: bool


def draw_stream(rng: Random, world: World, stories: int, most: int = MOST_OF_A_STORY) -> tuple[str, list[Said]]:
    """Draw the brand and all that is said of it (`most` of one story), in the order in which it is said."""
    brand = name(rng).title()
    scripts = incidents()
    rng.shuffle(scripts)
    said = []
    for number in range(stories):
        begins = rng.random() * SPAN
        tellings = run_story(rng, world, begins % 86_400.0)[:most]
        # An incident stands for one story only; a brand of its own in it is no matter, the words are what joins.
        incident = scripts.pop() if scripts and rng.random() < REAL_WORDS else None
        said += _story(rng, number, begins, tellings, (brand, incident))
    said.sort(key=lambda each: (each.mention.posted_at, each.mention.id))
    return brand, said


def _story(
    rng: Random, number: int, begins: float, tellings: Sequence[Telling], about: tuple[str, dict[str, list[str]] | None]
) -> list[Said]:
    """Put one story into words."""
    script = draw_script(rng, *about)
    texts: list[str] = []
    found = []
    for place, told in enumerate(tellings):
        parent = tellings[told.parent] if told.parent is not None else None
        answers = parent is not None and parent.platform == told.platform and rng.random() < ANSWERS
        if told.parent is None:
            text = first_words(rng, script)
        elif told.copies:
            text = texts[told.parent]
        else:
            text = retold_words(rng, script, in_reply=answers)
        texts.append(text)
        mention = Mention(
            platform=told.platform,
            stable_key=f"{number}-{place}",
            source="simulation",
            text=text,
            posted_at=START + timedelta(seconds=begins + told.at + told.skew),
            kind=MentionKind.REPLY if answers else MentionKind.POST,
            author_key=f"{number}-{place}",
            followers=None if told.followers is None else int(told.followers),
            in_reply_to=f"{number}-{told.parent}" if answers and not told.copies else None,
            query=about[0],
        )
        found.append(Said(mention=mention, story=number, copies=told.copies))
    return found
