"""Turns values into rows and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from monitor.model import (
    Assessment,
    EngagementSample,
    Gate,
    Kind,
    Lane,
    Level,
    Mention,
    MentionKind,
    Phase,
    Priority,
    Range,
    Reason,
    Sentiment,
    Signal,
    Spread,
    Story,
)
from monitor.store.sql import Row, from_micros, micros_or_none, moment_or_none, to_micros

MENTION_COLUMNS = (
    "platform, stable_key, source, text, posted_at, external_id, kind, author_key, author, author_name, followers, "
    "url, in_reply_to, thread, rating, language, place, query, matched, edited_at"
)
"""The columns `mention_of` reads, in its order."""

STORY_COLUMNS = "id, name, brand, started_at, last_at, mentions, alias_of"
"""The columns `story_of` reads, in its order."""

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_KINDS = {kind.value: kind for kind in MentionKind}
_FINDINGS = {kind.value: kind for kind in Kind}
_GATES = {gate.value: gate for gate in Gate}


def storable(text: str) -> str:
    """Make a text storable everywhere: no NUL (PostgreSQL refuses it) and no half of a surrogate pair."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _storable(text: str | None) -> str | None:
    return None if text is None else storable(text)


def mention_row(mention: Mention, seen_at: int) -> Row:
    """Give the row of `mentions`, without its counted key; `seen_at` in microseconds."""
    return (
        storable(mention.id),
        mention.platform,
        storable(mention.stable_key),
        mention.source,
        storable(mention.text),
        to_micros(mention.posted_at),
        storable(mention.external_id),
        mention.kind.value,
        _storable(mention.person),
        _storable(mention.author_key),
        _storable(mention.author),
        _storable(mention.author_name),
        mention.followers,
        _storable(mention.url),
        _storable(mention.in_reply_to),
        _storable(mention.thread),
        mention.rating,
        mention.language,
        _storable(mention.place),
        mention.query,
        seen_at,
        _storable(mention.matched),
        micros_or_none(mention.edited_at),
    )


def mention_of(row: Sequence[Any]) -> Mention:
    """Give back the mention of a row that starts with MENTION_COLUMNS."""
    return Mention(
        platform=row[0],
        stable_key=row[1],
        source=row[2],
        text=row[3],
        posted_at=from_micros(row[4]),
        external_id=row[5],
        kind=_KINDS[row[6]],
        author_key=row[7],
        author=row[8],
        author_name=row[9],
        followers=row[10],
        url=row[11],
        in_reply_to=row[12],
        thread=row[13],
        rating=row[14],
        language=row[15],
        place=row[16],
        query=row[17],
        matched=row[18],
        edited_at=moment_or_none(row[19]),
    )


def sample_row(sample: EngagementSample) -> Row:
    """Give the row of `engagement`."""
    return (
        storable(sample.mention_id),
        to_micros(sample.at),
        sample.likes,
        sample.replies,
        sample.reposts,
        sample.quotes,
        sample.views,
    )


def sample_of(row: Sequence[Any]) -> EngagementSample:
    """Give back the sample of a row of `engagement`."""
    mention_id, at, likes, replies, reposts, quotes, views = row
    return EngagementSample(
        mention_id=mention_id,
        at=from_micros(at),
        likes=likes,
        replies=replies,
        reposts=reposts,
        quotes=quotes,
        views=views,
    )


def assessment_row(mention: Mention, assessment: Assessment) -> Row:
    """Give the row of `assessments`: what is searched by in columns, the rest as JSON."""
    sentiment = assessment.sentiment
    body = [
        assessment.kinds,
        (sentiment.compound, sentiment.neg, sentiment.neu, sentiment.pos),
        (
            assessment.negative,
            assessment.severity,
            assessment.arousal,
            assessment.leaving,
            assessment.misread,
            assessment.firsthand,
            assessment.relevance,
        ),
        assessment.gates,
        [(signal.analyzer, signal.name, signal.start, signal.end) for signal in assessment.signals],
        assessment.gist,
    ]
    return (
        assessment.mention_id,
        assessment.kind.value,
        assessment.brand,
        int(Gate.OWN in assessment.gates),
        int(assessment.readable),
        assessment.language,
        to_micros(mention.posted_at),
        _storable(mention.person),
        _compact(body),
        assessment.version,
    )


ASSESSMENT_COLUMNS = "mention_id, kind, brand, readable, language, body, version"
"""The columns `assessment_of` reads, in its order."""


def assessment_of(row: Sequence[Any]) -> Assessment:
    """Give back the assessment of a row that starts with ASSESSMENT_COLUMNS."""
    mention_id, kind, brand, readable, language, body, version = row
    kinds, sentiment, scores, gates, signals, gist = json.loads(body)
    negative, severity, arousal, leaving, misread, firsthand, relevance = scores
    compound, neg, neu, pos = sentiment
    return Assessment(
        mention_id=mention_id,
        kind=_FINDINGS[kind],
        kinds=tuple(kinds),
        sentiment=Sentiment(compound=compound, neg=neg, neu=neu, pos=pos),
        negative=negative,
        severity=severity,
        arousal=arousal,
        leaving=leaving,
        misread=misread,
        firsthand=firsthand,
        relevance=relevance,
        language=language,
        readable=bool(readable),
        gates=tuple(_GATES[gate] for gate in gates),
        signals=tuple(Signal(analyzer=each[0], name=each[1], start=each[2], end=each[3]) for each in signals),
        gist=gist,
        brand=brand,
        version=version,
    )


def warmth_of(body: str) -> float:
    """Tell how surely it is praise of the writer's own that the JSON text of `assessment_row` is about, from 0 to 1."""
    kinds, _, scores, *_ = json.loads(body)
    _, praise, *_ = kinds
    *_, firsthand, _ = scores
    return float(praise * firsthand)


def story_of(row: Sequence[Any]) -> Story:
    """Give back the story of a row that starts with STORY_COLUMNS."""
    story_id, name, brand, started_at, last_at, mentions, alias_of = row
    return Story(
        id=story_id,
        name=name,
        brand=brand,
        started_at=from_micros(started_at),
        last_at=from_micros(last_at),
        mentions=mentions,
        alias_of=alias_of,
    )


def spread_text(spread: Spread) -> str:
    """Give a spread as the JSON text of `stories.spread`."""
    return _compact(
        [
            to_micros(spread.at),
            spread.mentions,
            spread.tellers,
            spread.platforms,
            spread.pace,
            spread.acceleration,
            spread.doubling_hours,
            _range(spread.reach),
            spread.coverage,
            spread.phase,
            spread.arousal,
            _range(spread.expected_mentions),
            _range(spread.expected_reach),
            to_micros(spread.horizon),
            spread.series,
            spread.reshares,
            spread.will_spread,
        ]
    )


def spread_of(story_id: str, text: str | None) -> Spread | None:
    """Give back the spread of `spread_text`, None for a story not measured yet."""
    if text is None:
        return None
    at, mentions, tellers, platforms, pace, acceleration, doubling, reach, *rest = json.loads(text)
    coverage, phase, arousal, expected_mentions, expected_reach, horizon, series, reshares, *later = rest
    return Spread(
        story_id=story_id,
        at=from_micros(at),
        mentions=mentions,
        tellers=tellers,
        platforms=tuple(platforms),
        pace=pace,
        acceleration=acceleration,
        doubling_hours=doubling,
        reach=_range_of(reach),
        coverage=coverage,
        phase=Phase(phase),
        arousal=arousal,
        expected_mentions=_range_of(expected_mentions),
        expected_reach=_range_of(expected_reach),
        horizon=from_micros(horizon),
        series=tuple(series),
        reshares=reshares,
        will_spread=later[0] if later else 0.0,  # a store of an older release has none
    )


def priority_text(priority: Priority) -> str:
    """Give a priority as the JSON text of `cases.priority`."""
    return _compact(
        [
            priority.lane,
            priority.level,
            [(reason.text, reason.mention_id, reason.start, reason.end) for reason in priority.reasons],
            micros_or_none(priority.due_at),
            priority.promise_hours,
            priority.expected_reach,
            priority.contacts,
            priority.gate,
            priority.recipient,
            priority.lead_mention_id,
            priority.owner,
            priority.gravity,
            micros_or_none(priority.hopeless_at),
        ]
    )


def priority_of(text: str) -> Priority:
    """Give back the priority of `priority_text`."""
    lane, level, reasons, due_at, promise, reach, contacts, gate, recipient, lead, owner, *rest = json.loads(text)
    gravity, hopeless_at = rest
    return Priority(
        lane=Lane(lane),
        level=Level(level),
        reasons=tuple(Reason(text=each[0], mention_id=each[1], start=each[2], end=each[3]) for each in reasons),
        due_at=moment_or_none(due_at),
        promise_hours=promise,
        expected_reach=reach,
        contacts=contacts,
        gate=Gate(gate) if gate else None,
        recipient=recipient,
        lead_mention_id=lead,
        owner=owner,
        gravity=gravity,
        hopeless_at=moment_or_none(hopeless_at),
    )


def _range(estimate: Range) -> tuple[float, float, float]:
    return (estimate.low, estimate.likely, estimate.high)


def _range_of(estimate: list[float]) -> Range:
    low, likely, high = estimate
    return Range(low=low, likely=likely, high=high)
