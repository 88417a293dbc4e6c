"""A month on a platform whose posts are edited and deleted all the time: what we hold is what is public, within a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from making import NOON

from connectors.base import Capability, Connector
from monitor.model import Absence, Batch, Edited, EngagementSample, Gone, Mention
from monitor.revisit import revisit
from monitor.store import Store
from tests.revisit.remembering import analyze, hear, post, rows

HOUR = timedelta(hours=1)
EVERY = 6 * HOUR
DAYS = 7
WORDS = (
    "my larkfield parcel {} never arrived and nobody answers the phone, three weeks now",
    "The larkfield kettle {} broke on day two, I want a refund",
    "I love my Larkfield lamp {}, wonderful service, thank you!",
    "Passing the Larkfield shop {} on my way home",
    "larkfield {} it is fixed now, thank you all",
)


class _Platform(Connector):
    """Holds what is public now, what was deleted when, and what was edited when."""

    title = "X"
    platform = "x"
    together = 25
    capabilities = frozenset(
        {Capability.ENGAGEMENT, Capability.DELETIONS, Capability.EDITS, Capability.THREADS, Capability.SEARCH}
    )

    def __init__(self, random: Random) -> None:
        super().__init__("x", {})
        self.random = random
        self.public: dict[str, Mention] = {}
        self.deleted: dict[str, datetime] = {}
        self.edited: dict[str, datetime] = {}
        self.asked = 0
        self.number = 0
        self.unheard = 0

    def live(self, now: datetime) -> list[Mention]:
        """Let six hours pass; give what was posted in them."""
        new = []
        for _ in range(self.random.randrange(4)):
            self.number += 1
            root = self.random.choice([*self.public.values(), None]) if self.random.random() < 0.4 else None
            said = post(
                f"p{self.number}",
                self.random.choice(WORDS).format(self.number),
                now - HOUR,
                author=f"@a{self.number % 40}",
                author_key=f"a{self.number % 40}",
                in_reply_to=root.stable_key if root else None,
                thread=(root.thread or root.stable_key) if root else f"p{self.number}",
            )
            self.public[said.id] = said
            new.append(said)
        for name in self.random.sample(sorted(self.public), min(4, len(self.public))):
            if self.random.random() < 0.15:
                self.deleted[name] = now
                if self.public.pop(name) in new:
                    self.unheard += 1
            elif self.random.random() < 0.3:
                self.edited[name] = now
                words = self.random.choice(WORDS).format(f"edited {now:%d %H}")
                self.public[name] = replace(self.public[name], text=words, edited_at=now)
        return [said for said in new if said.id in self.public]

    def pull(self, *_: object) -> Iterator[Batch]:  # type: ignore[override]
        return iter(())

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        self.asked += 1
        for mention in mentions:
            known = self.public.get(mention.id)
            if known is None:
                yield Gone(mention_id=mention.id, why=Absence.DELETED)
                continue
            yield EngagementSample(mention_id=mention.id, at=now, likes=1)
            if known.edited_at and known.edited_at != mention.edited_at:
                yield Edited(mention=known)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        self.asked += 1
        said = [each for each in self.public.values() if each.thread == mention.thread]
        yield from sorted(said, key=lambda each: each.posted_at)


def _shown(store: Store, now: datetime) -> set[str]:
    """Name what the page may still show: of open cases, and of stories told in the last 30 days."""
    since = round((now - timedelta(days=30)).timestamp() * 1_000_000)
    alive = "SELECT mention_id FROM story_mentions JOIN stories ON id = story_id WHERE last_at > ?"
    waiting = "SELECT mention_id FROM case_mentions JOIN cases ON number = case_number WHERE state != 'closed'"
    return {row[0] for row in (*rows(store, alive, since), *rows(store, waiting))}


def test_what_the_page_may_show_is_never_more_than_a_day_behind_the_platform(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    platform = _Platform(Random(11))  # noqa: S311 - the same every time
    stale, checked = [], 0
    for run in range(int(DAYS * 24 * HOUR / EVERY)):
        now = NOON + run * EVERY
        plan = store.revisits.plan("x", now, platform)
        hear(store, platform.live(now), now)
        for found in revisit(platform, plan, now):
            store.revisits.save("x", found, now)
        analyze(store, now)
        stored = dict(rows(store, "SELECT id, text FROM mentions"))
        for name in _shown(store, now) & stored.keys():
            checked += 1
            if now - platform.deleted.get(name, now) > timedelta(days=1):
                stale.append(f"{name} was deleted at {platform.deleted[name]} and is shown at {now}")
            changed = name in platform.public and stored[name] != platform.public[name].text
            if changed and now - platform.edited[name] > timedelta(days=1):
                stale.append(f"{name} was edited at {platform.edited[name]} and is shown as it was at {now}")
    assert checked > 150
    assert stale == []
    # All else follows: a month after the last that happened nothing stored differs from what is public.
    for days in range(1, 33):
        now = NOON + timedelta(days=DAYS + days)
        for found in revisit(platform, store.revisits.plan("x", now, platform), now):
            store.revisits.save("x", found, now)
    texts = dict(rows(store, "SELECT id, text FROM mentions"))
    assert len(platform.deleted) >= 10
    assert len(platform.edited) >= 12
    assert texts == {name: said.text for name, said in platform.public.items()}
    assert rows(store, "SELECT COUNT(*) FROM tombstones") == [(len(platform.deleted) - platform.unheard,)]
    store.close()
