"""Holds what a connector hands over to its contract, before it can do harm in the store; and hides its secrets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from math import isfinite
from typing import Any

from connectors.base import Connector
from monitor.model import Batch, EngagementSample, GapReason, Instruction, Mention, MentionKind, Revisited

CHECKPOINT_LIMIT = 64 * 1024  # bytes of JSON
LONGEST_NAME = 500
"""Characters of a key, which PostgreSQL must be able to index: 2,704 bytes at most."""

_REFERENCE = re.compile(r"[RP]-(0|[1-9][0-9]{0,14})")
MOST = 2**63 - 1
"""The largest number a database column holds."""


def wrong_with(handed_over: object, source: str) -> str:
    """Say how a Batch or Revisited breaks the contract; empty when it does not."""
    try:
        if isinstance(handed_over, Revisited):
            mentions = (*handed_over.mentions, *(each.mention for each in handed_over.edited))
            return _wrong_with_facts(mentions, handed_over.samples, source)
        if not isinstance(handed_over, Batch):
            return f"it handed over a {type(handed_over).__name__} instead of a Batch"
        return _wrong_with_facts(handed_over.mentions, handed_over.samples, source) or _wrong_with_batch(handed_over)
    except (AttributeError, TypeError) as fault:
        return f"something in what it handed over is of the wrong kind ({fault})"


def without_secrets(batch: Batch, connector: Connector) -> Batch:
    """Hide the source's secrets in what a batch says of gaps and unreadable records: a platform may echo what it was sent."""
    if not batch.gaps and not batch.rejects:
        return batch
    hide = connector.redact
    gaps = tuple(replace(gap, detail=hide(gap.detail)) for gap in batch.gaps)
    rejects = tuple(
        replace(reject, place=hide(reject.place), reason=hide(reject.reason), raw=hide(reject.raw))
        for reject in batch.rejects
    )
    return replace(batch, gaps=gaps, rejects=rejects)


def _wrong_with_batch(batch: Batch) -> str:
    spans = [gap.span for gap in batch.gaps] + ([batch.heard] if batch.heard else [])
    if any(span.start.tzinfo is None or span.end.tzinfo is None for span in spans):
        return "a time without a zone"
    said = [text for reject in batch.rejects for text in (reject.place, reject.reason, reject.raw)]
    if not all(isinstance(text, str) for text in [*said, *(gap.detail for gap in batch.gaps)]):
        return "words that are no text"
    if not all(isinstance(gap.reason, GapReason) for gap in batch.gaps):
        return "a gap for no known reason"
    return _wrong_with_instructions(batch.instructions) or _wrong_with_checkpoint(batch)


def _wrong_with_instructions(instructions: Iterable[Instruction]) -> str:
    return "" if all(map(_is_instruction, instructions)) else "a letter about a case or praise that is none"


def _wrong_with_checkpoint(batch: Batch) -> str:
    if batch.checkpoint is None:
        return ""
    try:
        size = len(json.dumps(batch.checkpoint))
    except (TypeError, ValueError):
        return "a checkpoint that is no JSON"
    return f"a checkpoint of {size:,} bytes; {CHECKPOINT_LIMIT:,} are allowed" if size > CHECKPOINT_LIMIT else ""


def _is_instruction(told: Any) -> bool:  # noqa: ANN401 - a plugin without types may hand over anything
    words = (told.key, told.sender, told.tag, told.words)
    is_named = isinstance(told.reference, str) and _REFERENCE.fullmatch(told.reference) is not None
    return is_named and told.written_at.tzinfo is not None and all(isinstance(each, str) for each in words)


def _wrong_with_facts(mentions: Iterable[Mention], samples: Iterable[EngagementSample], source: str) -> str:
    wrong = next(filter(None, (_wrong_with_mention(mention, source) for mention in mentions)), "")
    return wrong or next(filter(None, map(_wrong_with_sample, samples)), "")


def _wrong_with_sample(sample: EngagementSample) -> str:
    if not isinstance(sample.mention_id, str) or sample.at.tzinfo is None:
        return "a sample of no mention, or at a time without a zone"
    counts = (sample.likes, sample.replies, sample.reposts, sample.quotes, sample.views)
    return "a count that is no number of people" if any(map(_is_unstorable, counts)) else ""


def _wrong_with_mention(mention: Mention, source: str) -> str:
    if mention.posted_at.tzinfo is None or (mention.edited_at is not None and mention.edited_at.tzinfo is None):
        return "a time without a zone"
    if mention.source != source:
        return f"a mention of the source `{mention.source}`"
    if not (isinstance(mention.text, str) and isinstance(mention.stable_key, str) and mention.stable_key):
        return "a mention without a text or a key"
    names = (mention.platform, mention.stable_key, mention.author_key, mention.in_reply_to, mention.thread)
    if any(name is not None and not (isinstance(name, str) and len(name) <= LONGEST_NAME) for name in names):
        return f"a key, author or thread that is no text or longer than {LONGEST_NAME} characters"
    return _wrong_with_details(mention)


def _wrong_with_details(mention: Any) -> str:  # noqa: ANN401 - a plugin without types may hand over anything
    if not isinstance(mention.kind, MentionKind) or not isinstance(mention.external_id, str):
        return "a mention of no known kind, or with an id that is no text"
    words = (mention.author, mention.author_name, mention.url, mention.language, mention.place, mention.query)
    if not all(text is None or isinstance(text, str) for text in (*words, mention.matched)):
        return "words about a mention that are no text"
    if mention.rating is not None and not (isinstance(mention.rating, int | float) and isfinite(mention.rating)):
        return "a rating that is no number"
    return "a number of followers that is none" if _is_unstorable(mention.followers) else ""


def _is_unstorable(count: object) -> bool:
    return count is not None and not (isinstance(count, int) and -MOST <= count <= MOST)
