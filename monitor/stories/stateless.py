"""The commands `group`, `forecast` and `spikes` without a store: records in, records out (docs/stories.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.model import Assessed, Assessment, Candidates, Kind, Mention, Sentiment
from monitor.stories.forecast import forecast
from monitor.stories.grouping import Grouping
from monitor.stories.keys import keys
from monitor.stories.rules import TOPICS, TOPICS_IN_SENSE
from monitor.stories.sense import Sense
from monitor.stories.spikes import SpikeDetector

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MOST_EVENTS = 1_000_000
_NEUTRAL = Sentiment(compound=0.0, neg=0.0, neu=1.0, pos=0.0)


def group_records(records: Iterable[object], sense: Sense | None = None) -> Iterator[dict[str, Any]]:
    """Put each text to its story as it comes: `id`, `text` → `id`, `story` (id of its first text), `because`.

    A text without `posted_at` is taken to be as late as the one before. Without `sense` only words are
    compared. ValueError for a record that is none.
    """
    nothing = Candidates(stories={}, key_counts={}, grouped_mentions=0)
    grouping = Grouping(nothing, TOPICS_IN_SENSE if sense else TOPICS, sense)
    before = BEGINNING
    for record in records:
        name, assessed = _text(record, before)
        before = assessed.mention.posted_at
        join = grouping.place(assessed, keys(assessed, ordinary=True))
        grouping.forget()
        if join is None:  # cannot be: every text may begin a story here
            raise AssertionError(name)
        yield {"id": name, "story": join.story_id.partition(":")[2], "because": join.because}


def _text(record: object, before: datetime) -> tuple[Any, Assessed]:
    """Read one record of `group` as a complaint by whoever wrote it: here every text may be a story."""
    fields = _fields(record)
    name, text = fields.get("id"), fields.get("text")
    if not isinstance(name, str | int) or not isinstance(text, str):
        raise ValueError('"id" (text or a number) and "text" are needed')  # noqa: TRY004  one kind of error a bad line
    mention = Mention(
        platform=_words(fields, "source") or "text",
        stable_key=str(name),
        source="",
        text=text,
        posted_at=_time(fields["posted_at"], "posted_at") if fields.get("posted_at") is not None else before,
        author_key=_words(fields, "author"),
        url=_words(fields, "url"),
        in_reply_to=_words(fields, "in_reply_to"),
    )
    return name, Assessed(mention=mention, assessment=as_complaint(mention.id))


def as_complaint(mention_id: str, brand: str = "") -> Assessment:
    """Take a text for a customer's own complaint, unread."""
    return Assessment(
        mention_id=mention_id,
        kind=Kind.COMPLAINT,
        kinds=(1.0, 0.0, 0.0, 0.0, 0.0),
        sentiment=_NEUTRAL,
        negative=1.0,
        severity=0.0,
        arousal=0.0,
        leaving=0.0,
        misread=0.0,
        firsthand=1.0,
        brand=brand,
    )


def forecast_record(record: object) -> dict[str, Any]:
    """Forecast one cascade: `id`, `events`, `now`, `horizon` → `id`, `size`, `low`, `high`, `will_spread`.

    Events are [seconds since the first, followers of the teller or null]; `now` and `horizon` are seconds since the
    first as well. ValueError when one of them is not.
    """
    fields = _fields(record)
    now, horizon = _number(fields, "now"), _number(fields, "horizon")
    events = fields.get("events")
    if not isinstance(events, list) or not events or len(events) > MOST_EVENTS:
        raise ValueError(f'"events" must be a list of 1 to {MOST_EVENTS} events')
    told = sorted(map(_event, events), key=lambda event: event[0])
    first = told[0][0]
    if now < first:
        raise ValueError('"now" is before the first event')
    if horizon < now:
        raise ValueError('"horizon" is before "now"')
    times = [at - first for at, _ in told]
    found = forecast(times, now - first, horizon - first, [followers for _, followers in told])
    return {
        "id": fields.get("id"),
        "size": round(found.size + found.to_come.likely, 1),
        "low": found.size + found.to_come.low,
        "high": found.size + found.to_come.high,
        "will_spread": round(found.will_spread, 4),
    }


def _event(event: object) -> tuple[float, float | None]:
    if not isinstance(event, list) or not 1 <= len(event) <= 2 or not _is_number(event[0]):
        raise ValueError('each of "events" must be [seconds, followers or null]')
    followers = event[1] if len(event) == 2 else None
    if followers is not None and not _is_number(followers):
        raise ValueError("followers must be a number or null")
    return float(event[0]), None if followers is None else float(followers)


def spike_records(records: Iterable[object]) -> Iterator[dict[str, Any]]:
    """Read counts strictly in order: `at`, `count` → `at`, `score`, `spike`, `baseline`; ValueError for what is none."""
    detector = SpikeDetector()
    for record in records:
        fields = _fields(record)
        at = _time(fields.get("at"), "at")
        reading = detector.read(at, _number(fields, "count"))
        yield {"at": fields["at"], "score": reading.score, "spike": reading.spike, "baseline": reading.baseline}


def _fields(record: object) -> Mapping[str, Any]:
    if not isinstance(record, dict):
        raise ValueError("not an object with fields")  # noqa: TRY004  one kind of error a bad line
    return record


def _words(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f'"{name}" is no text')  # noqa: TRY004  one kind of error a bad line
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _number(fields: Mapping[str, Any], name: str) -> float:
    value = fields.get(name)
    if not _is_number(value):
        raise ValueError(f'"{name}" is missing or no number')
    return float(value)  # type: ignore[arg-type]  # checked just above


def _time(value: object, name: str) -> datetime:
    """Read an ISO 8601 time (without a zone: UTC) or seconds since 1970."""
    try:
        if isinstance(value, str):
            at = datetime.fromisoformat(value)
            return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        if _is_number(value):
            return datetime.fromtimestamp(float(value), UTC)  # type: ignore[arg-type]
    except (ValueError, OverflowError, OSError):
        pass
    raise ValueError(f'"{name}" is missing or no time: {str(value)[:40]!r}')
