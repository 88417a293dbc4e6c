"""What is valid in itself, whatever the platform: types, zones, lengths and letters of mentions, samples and batches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from connectors.base import Connector
from monitor.model import Batch, EngagementSample, Gap, Mention, MentionKind, Reject, TimeSpan

CHECKPOINT_LIMIT = 64 * 1024  # bytes of JSON
LONGEST_NAME = 500  # characters of a key, an author or a thread: more cannot be indexed
LONGEST_TEXT = 200_000  # characters; connectors.text bounds each part of a text at half of it
MOST = 2**63 - 1  # the largest number a store holds
_COUNTS = ("likes", "replies", "reposts", "quotes", "views")
_TEXTS = {field.name for field in fields(Mention)} - {"posted_at", "edited_at", "kind", "followers", "rating"}
_NAMES = ("stable_key", "external_id", "author_key", "author", "author_name", "in_reply_to", "thread", "place")


def faults_of_mention(mention: object, connector: Connector) -> Iterator[str]:
    """Say everything that is wrong with a mention."""
    if not isinstance(mention, Mention):
        yield f"a {type(mention).__name__} instead of a Mention"
        return
    for name in sorted(_TEXTS):
        yield from _faults_of_text(name, getattr(mention, name))
    yield from (f"`{name}` has more than {LONGEST_NAME} characters" for name in _NAMES if _is_long(mention, name))
    if not (mention.text and mention.stable_key and mention.platform):
        yield "a mention without text, key or platform"
    if mention.source != connector.name:
        yield f"`source` is {mention.source!r}, not the name of the source"
    if mention.platform != mention.platform.lower():
        yield "`platform` is not in lower case"
    kind: object = mention.kind
    if not isinstance(kind, MentionKind):
        yield "`kind` is no MentionKind"
    for name in ("posted_at", "edited_at"):
        yield from _faults_of_time(name, getattr(mention, name), needed=name == "posted_at")
    yield from _faults_of_count("followers", mention.followers)
    if mention.rating is not None and not (_is_number(mention.rating) and 1 <= mention.rating <= 5):
        yield f"`rating` {mention.rating!r} is no number from 1 to 5"
    yield from _faults_of_url(mention.url)


def faults_of_sample(sample: object) -> Iterator[str]:
    """Say everything that is wrong with a sample."""
    if not isinstance(sample, EngagementSample):
        yield f"a {type(sample).__name__} instead of an EngagementSample"
        return
    yield from _faults_of_text("mention_id", sample.mention_id)
    yield from _faults_of_time("at", sample.at, needed=True)
    for name in _COUNTS:
        yield from _faults_of_count(name, getattr(sample, name))


def faults_of_batch(batch: object, connector: Connector) -> Iterator[str]:
    """Say everything that is wrong with a batch."""
    if not isinstance(batch, Batch):
        yield f"a {type(batch).__name__} instead of a Batch"
        return
    for mention in batch.mentions:
        yield from faults_of_mention(mention, connector)
    for sample in batch.samples:
        yield from faults_of_sample(sample)
    for gap in batch.gaps:
        yield from _faults_of_gap(gap, connector)
    if not all(isinstance(each, Reject) and each.reason and len(each.raw) <= 10_000 for each in batch.rejects):
        yield "a reject without a reason, or with more than 10,000 characters of its record"
    if batch.heard is not None:
        yield from _faults_of_span("heard", batch.heard)
    yield from _faults_of_checkpoint(batch.checkpoint)


def _faults_of_gap(gap: Gap, connector: Connector) -> Iterator[str]:
    yield from _faults_of_span("gap", gap.span)
    if gap.source != connector.name or not gap.detail:
        yield "a gap of another source or without words"


def _faults_of_checkpoint(checkpoint: object) -> Iterator[str]:
    if checkpoint is None:
        return
    if not isinstance(checkpoint, dict) or "version" not in checkpoint:
        yield "a checkpoint without a `version`"
        return
    size = len(json.dumps(checkpoint))
    if size > CHECKPOINT_LIMIT:
        yield f"a checkpoint of {size:,} bytes; {CHECKPOINT_LIMIT:,} are allowed"


def _faults_of_text(name: str, value: object) -> Iterator[str]:
    if value is None and name not in ("text", "stable_key", "platform", "source", "external_id", "mention_id"):
        return
    if not isinstance(value, str):
        yield f"`{name}` is {type(value).__name__}, not text"
    elif len(value) > LONGEST_TEXT:
        yield f"`{name}` has {len(value):,} characters; {LONGEST_TEXT:,} are allowed"
    elif not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        yield f"`{name}` holds half a character, which cannot be written as UTF-8"
    elif "\x00" in value:
        yield f"`{name}` holds a NUL, which no store keeps"


def _is_long(mention: Mention, name: str) -> bool:
    value = getattr(mention, name)
    return isinstance(value, str) and len(value) > LONGEST_NAME


def _faults_of_time(name: str, value: object, *, needed: bool) -> Iterator[str]:
    if value is None and not needed:
        return
    if not isinstance(value, datetime) or value.utcoffset() is None:
        yield f"`{name}` is no time with a zone: {value!r}"
    elif value.utcoffset() != timedelta(0):
        yield f"`{name}` is not in UTC: {value!r}"


def _faults_of_span(name: str, span: object) -> Iterator[str]:
    if not isinstance(span, TimeSpan):
        yield f"`{name}` is no TimeSpan"
        return
    yield from _faults_of_time(f"{name}.start", span.start, needed=True)
    yield from _faults_of_time(f"{name}.end", span.end, needed=True)
    if span.start > span.end:
        yield f"`{name}` ends before it begins"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value  # noqa: PLR0124 - not NaN


def _faults_of_count(name: str, value: object) -> Iterator[str]:
    right = isinstance(value, int) and not isinstance(value, bool) and -MOST <= value <= MOST
    if value is not None and not right:
        yield f"`{name}` is {value!r:.40}, no whole number a store can hold"


def _faults_of_url(url: str | None) -> Iterator[str]:
    if url is None:
        return
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fine = False
    if not fine or not url.isprintable():
        yield f"`url` is no http address: {url!r:.80}"
