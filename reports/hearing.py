"""What could not be heard: 24 hours a source, told apart from calm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.model import Gap, GapReason, SourceHearing, TimeSpan
from reports.document import Hour, SourceHours, Tone
from reports.tidying import short_name
from reports.wording import Times, count, platform_title

HOURS = 24
HOUR = timedelta(hours=1)
LATE = timedelta(minutes=90)
"""A source last heard longer ago than this is deaf: cron runs at most hourly, and one run may be slow."""
JUST_NOW = timedelta(minutes=5)
"""A gap that ended within this time still stands: it was seen in this very run."""
BLINK = 60.0
"""Seconds of a gap that do not colour a box."""
WHY = {
    GapReason.FAILED: "it did not answer",
    GapReason.REFUSED: "it refused us, so a person must renew the access",
    GapReason.SLOWED: "it slowed us down",
    GapReason.BUDGET: "the reading allowance is used up",
    GapReason.LIMIT: "it shows only its newest entries, and older ones were out of reach",
    GapReason.CHANGED: "its pages changed shape, so we stopped rather than guess",
}


def hours_of(source: SourceHearing, now: datetime) -> tuple[Hour, ...]:
    """Say how each of the last 24 hours of a source went, oldest first."""
    starts = [now - (HOURS - number) * HOUR for number in range(HOURS)]
    return tuple(_hour(source, TimeSpan(start=start, end=start + HOUR)) for start in starts)


def _hour(source: SourceHearing, hour: TimeSpan) -> Hour:
    since = source.listening_since
    gaps = [gap for gap in source.gaps if _uncovered(gap.span, hour, source.heard) > BLINK]
    if any(gap.reason is not GapReason.SLOWED for gap in gaps):
        return Hour.DEAF
    if not gaps and (since is None or since >= hour.end):
        return Hour.BEFORE
    listening = TimeSpan(start=max(since, hour.start) if since and since < hour.end else hour.start, end=hour.end)
    silent = _uncovered(listening, hour, (*source.heard, *_not_asked_yet(source)))
    if silent > (listening.end - listening.start).total_seconds() / 2:
        return Hour.DEAF
    slowed = any(gap.reason is GapReason.SLOWED and _shared(gap.span, hour) > BLINK for gap in source.gaps)
    return Hour.SLOWED if slowed else Hour.HEARD


def _not_asked_yet(source: SourceHearing) -> tuple[TimeSpan, ...]:
    """Give the time since a source was last heard in which it is not asked again yet."""
    newest = max((span.end for span in source.heard), default=None)
    if newest is None or not source.asked_every:
        return ()
    return (TimeSpan(start=newest, end=newest + source.asked_every),)


def _shared(one: TimeSpan, other: TimeSpan) -> float:
    return max(0.0, (min(one.end, other.end) - max(one.start, other.start)).total_seconds())


def _uncovered(span: TimeSpan, hour: TimeSpan, heard: Sequence[TimeSpan]) -> float:
    """Count the seconds of a span within an hour that were never heard; heard spans do not overlap."""
    if _shared(span, hour) <= 0:
        return 0.0
    part = TimeSpan(start=max(span.start, hour.start), end=min(span.end, hour.end))
    return _shared(part, part) - sum(_shared(part, one) for one in heard)


def deaf_words(source: SourceHearing, hours: Sequence[Hour], now: datetime, times: Times) -> str:
    """Say what of a source is missing, to be read after its name; empty when nothing is."""
    if source.listening_since is None and not source.heard:
        return "has not been heard yet"
    newest = max((span.end for span in source.heard), default=None)
    if newest is None:
        return "has been silent to us for 24 hours or longer"
    if _is_silent(source, newest, now):
        return f"has been silent to us since {times.moment(newest).words}"
    missing = [number for number, hour in enumerate(hours) if hour is Hour.DEAF]
    if not missing:
        return "could only be heard in part" if _is_partial(source, newest) else ""
    first, last = now - (HOURS - missing[0]) * HOUR, now - (HOURS - missing[-1] - 1) * HOUR
    hard = [gap.span for gap in source.gaps if gap.reason is not GapReason.SLOWED]
    if len(hard) == 1:
        first, last = hard[0].start, hard[0].end
    several = " at times" if len(hard) > 1 else ""
    return f"could not be heard{several} between {times.clock(first)} and {times.moment(last).words}"


def _is_silent(source: SourceHearing, newest: datetime, now: datetime) -> bool:
    """Say whether a source is silent at this moment: a gap reaches up to now, or nothing was heard for long."""
    reaching = any(now - gap.span.end <= JUST_NOW and gap.span.end > newest for gap in source.gaps)
    return reaching or now - newest > LATE + source.asked_every


def _is_partial(source: SourceHearing, newest: datetime) -> bool:
    """Say whether a part of a source failed in the very run that heard the rest: both then end at the same moment."""
    return any(gap.span.end == newest and gap.reason is not GapReason.LIMIT for gap in source.gaps)


def source_hours(source: SourceHearing, now: datetime, times: Times) -> SourceHours:
    """Put one source of the table together."""
    hours = hours_of(source, now)
    deaf = deaf_words(source, hours, now, times)
    meaning, detail = _meaning(source, hours, deaf)
    usual = source.usual_mentions
    bad = Tone.LATE if deaf else Tone.SOON
    return SourceHours(
        title=source.title if short_name(source.title) else platform_title(source.platform),
        platform=platform_title(source.platform),
        hours=hours,
        heard_hours=sum(hour in {Hour.HEARD, Hour.SLOWED} for hour in hours),
        mentions=source.mentions,
        usual="" if usual is None else f"usually {round(usual):,}",
        meaning=meaning,
        detail=detail,
        deaf=deaf,
        tone=bad if deaf or Hour.SLOWED in hours else Tone.GOOD,
    )


def _meaning(source: SourceHearing, hours: Sequence[Hour], deaf: str) -> tuple[str, str]:
    """Say what the boxes mean: the newest gap's own words, and what is missing or was put aside."""
    details = list(dict.fromkeys(gap.detail or _because(gap) for gap in reversed(source.gaps)))[:3]
    rejected = (
        f"{count(source.rejected, 'entry', 'entries')} could not be read and lie aside." if source.rejected else ""
    )
    if deaf:
        said = details or ([f"The last error was: {source.last_error}"] if source.last_error else [])
        words = deaf.removeprefix("has been ").removeprefix("has ")
        return f"{words[0].upper()}{words[1:]}.", " ".join([*said, _missed(source, hours), rejected]).strip()
    if Hour.SLOWED in hours:
        return "Slowed by the site, then caught up.", " ".join([*details, rejected]).strip()
    if Hour.BEFORE in hours:
        return "All heard since we began to listen.", rejected
    return "All heard.", rejected


def _because(gap: Gap) -> str:
    words = WHY[gap.reason]
    return f"{words[0].upper()}{words[1:]}."


def _missed(source: SourceHearing, hours: Sequence[Hour]) -> str:
    share = sum(hour is Hour.DEAF for hour in hours) / HOURS
    missed = round((source.usual_mentions or 0) * share)
    return f"About {count(missed, 'mention')} missed so far, going by a usual day." if missed else ""
