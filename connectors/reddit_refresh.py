"""Known submissions and comments looked at again: how they are received now, what they say now, what is gone.

What is found gone is erased for good, so nothing is taken for gone that could be a fault: not when an answer holds a
record that cannot be read, and not when a whole answer is empty, unless it is so twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from connectors.base import Absence, Edited, Gone
from connectors.reddit_listing import Asking, read_listing
from connectors.reddit_reading import absence_of, author_is_gone, key_of, mention_of, sample_of
from connectors.rejects import put_aside
from connectors.walk import Wrong
from monitor.model import EngagementSample, Mention, Reject

Told = EngagementSample | Gone | Edited


@dataclass(slots=True, kw_only=True)
class Look:
    """What one look told: about so many records `read`, of which `rejects` could not be."""

    told: list[Told] = field(default_factory=list)
    read: int = 0
    rejects: list[Reject] = field(default_factory=list)


def look_again(client: Asking, mentions: Sequence[Mention], now: datetime) -> Look:
    """Ask for the records of at most a hundred mentions and compare; raises SourceError."""
    answered = _ask(client, [mention.stable_key for mention in mentions])
    look = Look(read=len(answered))
    records: dict[str, Mapping[str, Any]] = {}
    for record in answered:
        try:
            records[key_of(record)] = record
        except Wrong as fault:
            look.rejects.append(put_aside("a record", record, fault))
    whole = not look.rejects
    for mention in mentions:
        record = records.get(mention.stable_key)
        if record is None:
            look.told += [Gone(mention_id=mention.id, why=Absence.ABSENT)] if whole else []
            continue
        try:
            look.told += _compare(mention, record, now)
        except Wrong as fault:
            look.rejects.append(put_aside(mention.stable_key, record, fault))
    return look


def _ask(client: Asking, keys: Sequence[str]) -> list[Any]:
    for _ in range(2 if len(keys) > 1 else 1):
        answered, _after = read_listing(client.ask("api/info/", id=",".join(keys)))
        if answered:
            return answered
    return []


def _compare(known: Mention, record: Mapping[str, Any], now: datetime) -> list[Told]:
    """Compare what is known of a mention with its record; a score that wavers is no edit."""
    gone = absence_of(record)
    if gone is not None:
        return [Gone(mention_id=known.id, why=gone)]
    read, sample = mention_of(record, known.source), sample_of(record, now)
    told: list[Told] = [sample] if sample else []
    if author_is_gone(record) and known.author_key is not None:
        told.append(Gone(mention_id=known.id, why=Absence.AUTHOR_GONE))
    later = read.edited_at is not None and (known.edited_at is None or read.edited_at > known.edited_at)
    # Within three minutes Reddit notes no edit: then only the words tell.
    if later or read.text != known.text:
        told.append(Edited(mention=replace(read, query=known.query, matched=known.matched)))
    return told
