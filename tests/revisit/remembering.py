"""A store that hears, and looks again, as a run would; nothing here goes to a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from making import assessor, mention

from monitor.config import AlertRules, Brand, Policy
from monitor.model import Absence, Batch, Edited, Gone, Mention, Plan, Revisited
from monitor.pipeline import assess, decide, group, measure_spread
from monitor.store import Store
from monitor.store.engine import transaction
from monitor.store.sql import run

BRAND = Brand(name="Larkfield", handles=("@larkfieldhome",))
POLICY = Policy(zone=ZoneInfo("UTC"))
ALL = frozenset({"engagement", "deletions", "edits", "threads"})


@dataclass(frozen=True)
class Able:
    """A connector as planning sees it."""

    capabilities: frozenset[str] = ALL


def quiet(_stage: str, _count: int) -> None:
    """Show no progress."""


def post(key: str, text: str, at: datetime, **rest: object) -> Mention:
    """Make a post on x of the source x; author and external id are named after its key unless told otherwise."""
    plain: dict[str, Any] = {"platform": "x", "source": "x", "posted_at": at, "author": f"@{key}", "url": None}
    return mention(key, text, **(plain | rest))


def hear(store: Store, mentions: Iterable[Mention], now: datetime, source: str = "x") -> int:
    """Store mentions as a pull would."""
    return store.sources.save_batch(source, Batch(mentions=tuple(mentions)), now)


def analyze(store: Store, now: datetime) -> None:
    """Do what a run does between hearing and the page."""
    assess(store, assessor(BRAND), quiet)
    group(store, quiet)
    measure_spread(store, AlertRules(zone=ZoneInfo("UTC")), now, quiet)
    decide(store, POLICY, now, quiet)


def planned(store: Store, now: datetime, source: str = "x", capabilities: frozenset[str] = ALL) -> Plan:
    """Ask what is due."""
    return store.revisits.plan(source, now, Able(capabilities))


def look(store: Store, now: datetime, source: str = "x") -> list[str]:
    """Look at all that is due and find nothing; give the names of what was looked at."""
    names = tuple(each.id for each in planned(store, now, source).refresh)
    store.revisits.save(source, Revisited(looked_at=names), now)
    return list(names)


def lose(store: Store, names: Sequence[str], now: datetime, why: Absence = Absence.DELETED, source: str = "x") -> None:
    """Find out that mentions are gone."""
    gone = tuple(Gone(mention_id=name, why=why) for name in names)
    store.revisits.save(source, Revisited(gone=gone, looked_at=tuple(names)), now)


def edit(store: Store, said: Mention, now: datetime) -> None:
    """Find out that a mention says something else."""
    store.revisits.save(said.source, Revisited(edited=(Edited(mention=said),), looked_at=(said.id,)), now)


def rows(store: Store, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Read the store's tables."""
    with transaction(store._engine) as connection:
        return [tuple(row) for row in run(connection, sql, parameters)]


DERIVED = {
    "assessments": "SELECT mention_id, kind, brand, own, readable, language, posted_at, person, body FROM assessments",
    # What one person tells is measured as of a moment, and only when it is noticed: its phase is no conclusion.
    "stories": "SELECT id, name, brand, started_at, last_at, mentions, alias_of, "
    "CASE WHEN weight > 0 THEN phase END, weight FROM stories",
    "story_mentions": "SELECT mention_id, story_id, posted_at FROM story_mentions",
    "story_keys": "SELECT key, story_id, last_at FROM story_keys",
    "key_counts": "SELECT key, mentions FROM key_counts",
    "grouped": "SELECT done_to FROM stages WHERE name = 'grouped mentions'",
    "pending": "SELECT mention_id FROM pending_mentions",
}


def derived(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Read all that was concluded about mentions and stories."""
    return {name: sorted(rows(store, sql), key=repr) for name, sql in DERIVED.items()}
