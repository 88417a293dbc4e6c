"""Stories being told: a lane a platform, turning points named, and everything said with the reason why it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.model import Assessed, MentionKind, Phase, Spread, StoryFile
from reports.curves import horizon_of
from reports.document import Dot, Member, StoryTold, Tag, Tone
from reports.evidence import FOLD_ROW, utter
from reports.naming import person_of
from reports.people import Setting
from reports.wording import count, duration, listed, platform_title, rounded, seen_by_then, seen_so_far

LISTED = 6
"""How many tellings of a story can be read on the page; the rest is counted, or stands on the story's own page."""
LONG = 50
"""Tellings above which a story has a page of its own, where all can be read."""
LARGE = 10_000
"""Followers from which an account is named as a turning point."""
SHORTEST = timedelta(hours=6)


def story_of(file: StoryFile, place: int, shown: Mapping[str, str], setting: Setting) -> StoryTold:
    """Put together the story at `place` (from 1); `shown` gives the card on which a mention already stands."""
    spread, now, times = file.spread, setting.material.now, setting.times
    told = [one for one in file.mentions if one.mention.posted_at <= now + timedelta(days=1)] or list(file.mentions)
    start = _start(told, file.story.started_at, now)
    lanes = tuple(dict.fromkeys(platform_title(one.mention.platform) for one in told))
    horizon = horizon_of(spread, now)
    listing = _listed(told)
    return StoryTold(
        anchor=f"s{place}",
        story_id=file.story.id,
        name=file.story.name,
        brand=file.story.brand if len(setting.material.brands) > 1 else "",
        tag=_tag(spread),
        summary=_summary(file),
        lanes=lanes,
        dots=_dots(told, lanes, now),
        start=times.moment(start),
        middle=times.moment(start + (now - start) / 2),
        seen=seen_so_far(spread.reach, spread.coverage),
        expected=seen_by_then(spread.reach, spread.expected_reach, spread.coverage) if horizon else None,
        expected_by=times.until(horizon) if horizon else "",
        members=tuple(_member(one, file, shown, setting) for one in listing),
        told=tuple(_member(one, file, shown, setting) for one in told) if len(told) > LONG else (),
        unlisted=max(0, file.total_mentions - len(listing)),
        alerted=_alerted(file, setting),
    )


def _alerted(file: StoryFile, setting: Setting) -> str:
    """Say when a story was last worth waking somebody for, and why."""
    if not file.alerts:
        return ""
    last = file.alerts[-1]
    waits = f", to wait until {setting.times.moment(last.wake_at).words}" if last.wake_at > setting.material.now else ""
    return f"Alert {setting.times.moment(last.decided_at).words}{waits}: {'. '.join(last.reasons)}."


def _start(told: list[Assessed], started: datetime, now: datetime) -> datetime:
    first = min((one.mention.posted_at for one in told), default=started)
    span = max(now - first, SHORTEST)
    return now - span * 1.04


def _listed(told: list[Assessed]) -> list[Assessed]:
    """Choose whom to list: who told it first, and the newest."""
    return told if len(told) <= LISTED else [told[0], *told[1 - LISTED :]]


def _member(one: Assessed, file: StoryFile, shown: Mapping[str, str], setting: Setting) -> Member:
    return Member(
        person=person_of(one.mention, setting.material.brands),
        words=utter(one.mention, setting.times, fold=FOLD_ROW),
        because=_because(one, file),
        anchor=shown.get(one.mention.id, ""),
    )


def _because(one: Assessed, file: StoryFile) -> str:
    if one.mention.id == file.story.id:
        return "Told it first"
    because = file.because.get(one.mention.id, "")
    return f"Belongs here: {because}" if because else ""


def _tag(spread: Spread) -> Tag:
    if spread.phase is Phase.GROWING:
        doubling = spread.doubling_hours
        pace = f", doubles every {duration(timedelta(hours=doubling))}" if doubling else ""
        return Tag(text=f"Growing{pace}", tone=Tone.LATE)
    words, tone = {
        Phase.NEW: ("New", Tone.SOON),
        Phase.PEAKING: ("At its peak", Tone.SOON),
        Phase.FADING: ("Calming down", Tone.CALM),
        Phase.RESURFACED: ("Back after a pause", Tone.LATE),
    }[spread.phase]
    daily = rounded(spread.pace * 24)
    return Tag(text=f"{words}, about {daily:,} a day" if daily else words, tone=tone)


def _summary(file: StoryFile) -> str:
    spread = file.spread
    platforms = [platform_title(name) for name in spread.platforms]
    where = f"on {count(len(platforms), 'platform')}" if len(platforms) > 3 else f"on {listed(platforms)}"
    line = (
        f"{count(file.total_mentions, 'mention')} {where}."
        if platforms
        else f"{count(file.total_mentions, 'mention')}."
    )
    if spread.tellers > 1:
        return f"{line} Told by {count(spread.tellers, 'different person', 'different people')}."
    return f"{line} Told by one person."


def _dots(told: list[Assessed], lanes: tuple[str, ...], now: datetime) -> tuple[Dot, ...]:
    notes = _turning_points(told)
    return tuple(
        Dot(
            at=min(one.mention.posted_at, now),
            lane=lanes.index(platform_title(one.mention.platform)),
            followers=one.mention.followers,
            note=notes.get(one.mention.id, ""),
        )
        for one in told
    )


def _turning_points(told: list[Assessed]) -> dict[str, str]:
    """Name the first telling, the largest account and the first word of the press."""
    notes: dict[str, str] = {}
    press = next((one.mention for one in told if _is_press(one)), None)
    largest = max((one.mention for one in told), key=lambda mention: mention.followers or 0, default=None)
    if told:
        notes[told[0].mention.id] = "first told"
    if largest is not None and (largest.followers or 0) >= LARGE:
        notes[largest.id] = f"{person_of(largest, ()).short}, {rounded(largest.followers or 0):,} followers"
    if press is not None:
        notes[press.id] = f"in the press: {person_of(press, ()).short}"
    return notes


def _is_press(one: Assessed) -> bool:
    return one.mention.kind is MentionKind.ARTICLE or one.mention.platform == "news"
