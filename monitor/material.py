"""Gathers what one report is made from: asks the store, adds coaching, and compares with the last report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from connectors.registry import load
from monitor.changes import changes_since, summary_of
from monitor.collect.turn import interval_of
from monitor.config import Config, SourceConfig
from monitor.figures import midnight, mondays, summed
from monitor.measured import measured_error
from monitor.model import (
    Case,
    CaseFile,
    Delivered,
    Delivery,
    Gate,
    Json,
    Lane,
    LeadFigures,
    Material,
    SourceHearing,
    Spread,
    StoryFile,
    TimeSpan,
)
from monitor.outreach.coaching import coach
from monitor.outreach.matter import ABOUT_US
from monitor.store import Store
from monitor.stories.record import record_words
from monitor.stories.spread import measure

WINDOW = timedelta(hours=24)
WEEK = timedelta(days=7)
NEXT_LATER = 5
HELD, HELD_READ = 10, 60
QUIET = 12
PRAISE = 7
STORIES = 5
SPIKES, SPIKES_SHOWN = 20, timedelta(days=2)
OUTCOMES = 12


def gather(config: Config, store: Store, now: datetime) -> tuple[Material, dict[str, Json]]:
    """Gather the material of a report at `now`, and the summary by which the next report will tell what changed."""
    reading = store.reading
    window = TimeSpan(start=now - WINDOW, end=now)
    capacity = config.policy.capacity
    queue = reading.queue(now, capacity + NEXT_LATER)
    files = _files(store, queue, now)
    waiting, next_later = files[:capacity], files[capacity:]
    held, held_total = reading.in_lane(Lane.HELD, now - WEEK, HELD_READ)
    held_files, copies = _each_flood_once(_files(store, held, now))
    quiet, quiet_total = reading.in_lane(Lane.QUIET, now - WEEK, QUIET)
    praise, praise_total = store.praise.listed(TimeSpan(start=now - WEEK, end=now), PRAISE)
    stories, stories_total = _stories(store, now)
    mentions, questions, unread = reading.counts(window)
    ambiguous = [brand.name for brand in config.brands if brand.trade or brand.context]
    previous = reading.previous_report(now)
    spikes = store.weather.newest_spikes(now - SPIKES_SHOWN, now, SPIKES)
    summary = summary_of(stories, spikes)
    material = Material(
        title=config.title,
        brands=tuple(brand.name for brand in config.brands),
        now=now,
        timezone=config.zone.key,
        locale=config.policy.locale,
        window=window,
        previous_report_at=previous[0] if previous else None,
        run=f"{now:%Y-%m-%dT%H:%MZ}",
        sample=config.sample,
        waiting=tuple(waiting),
        later=_later(reading.waiting_by_level(now), queue[:capacity]),
        put_off=reading.put_off(now),
        next_later=tuple(next_later),
        held=tuple(held_files[:HELD]),
        held_total=held_total - copies,
        stories=stories,
        stories_total=stories_total,
        changes=tuple(changes_since(store, previous, summary, spikes, now)),
        quiet=tuple(_files(store, quiet, now)),
        quiet_total=quiet_total,
        praise=tuple(praise),
        praise_total=praise_total,
        outcomes=tuple(_files(store, reading.replied_since(now - WEEK, OUTCOMES), now)),
        outcome_facts=reading.outcome_facts(now, WEEK.days),
        hearing=tuple(_hearing(store, source, window) for source in config.sources),
        mentions_in_window=mentions,
        questions_in_window=questions,
        unread_languages=unread,
        namesakes=reading.namesakes(ambiguous, window, ABOUT_US) if ambiguous else 0,
        measured_error=measured_error(encoder=config.encoder),
        forecast_record=record_words(store.forecasts.record()),
        mailbox=config.mailbox,
        address=config.address,
        keeps_past=config.keep > 0 and "html" in config.formats,
        figures=_figures(config, store, now),
        undelivered=_undelivered(config, store, now),
        contacts={owner.name: owner.contact for owner in config.policy.owners if owner.contact},
        owners={owner.name: owner.on_shift for owner in config.policy.owners},
    )
    return material, summary


def gather_one(config: Config, store: Store, case: Case, now: datetime) -> Material:
    """Gather the material of a report in which one case alone waits, whatever its state; nobody when no words are left."""
    material, _ = gather(config, store, now)
    return replace(material, waiting=tuple(_files(store, [case], now)), later={}, next_later=())


def _figures(config: Config, store: Store, now: datetime) -> LeadFigures:
    """Sum up the last weeks, the present one included."""
    since = midnight(mondays(now, config.zone)[-1], config.zone)
    figures = store.figures
    return summed(
        figures.followed(since, now), figures.told_on(since, now), figures.praised(since, now), now, config.zone
    )


def _undelivered(config: Config, store: Store, now: datetime) -> tuple[Delivery, ...]:
    """Find what did not reach the channels there are; what was still on its way when a run stopped counts too."""
    names = {channel.name for channel in config.notify.channels}
    lately = store.deliveries.since(now - WINDOW) if names else []
    return tuple(each for each in lately if each.channel in names and (each.state != Delivered.SENT or each.problem))


def _files(store: Store, cases: Sequence[Case], now: datetime) -> list[CaseFile]:
    files = store.reading.case_files(cases, now)
    return [replace(file, coaching=coach(file), spread=file.spread or _measured_now(file, now)) for file in files]


def _measured_now(file: CaseFile, now: datetime) -> Spread | None:
    """Measure a story that was told once and not noticed: nothing is stored about how it goes."""
    told = [each for each in file.mentions if file.story and each.mention.id == file.story.id]
    return measure(file.story, told, {}, now) if file.story and told else None


def _each_flood_once(files: Sequence[CaseFile]) -> tuple[list[CaseFile], int]:
    """Keep one of the accounts that copy one text, and count those left out."""
    kept, stories = [], set()
    for file in files:
        if file.case.priority.gate is Gate.AUTOMATIC and file.case.story_id:
            if file.case.story_id in stories:
                continue
            stories.add(file.case.story_id)
        kept.append(file)
    return kept, len(files) - len(kept)


def _later(by_level: dict[str, int], today: Sequence[Case]) -> dict[str, int]:
    """Count, by level, the people waiting who are not in today's queue."""
    left = dict(by_level)
    for case in today:
        left[case.priority.level.value] -= 1
    return {level: count for level, count in left.items() if count > 0}


def _stories(store: Store, now: datetime) -> tuple[tuple[StoryFile, ...], int]:
    stories, total = store.reading.stories(now, STORIES)
    mentions = store.reading.story_mentions([story.id for story, _ in stories], now)
    alerts = store.alerts.of_stories([story.id for story, _ in stories])
    files = [
        StoryFile(
            story=story,
            spread=spread,
            mentions=tuple(assessed for assessed, _ in mentions[story.id]),
            because={assessed.mention.id: because for assessed, because in mentions[story.id]},
            total_mentions=story.mentions,
            alerts=tuple(alert for alert in alerts.get(story.id, ()) if now - WEEK < alert.decided_at <= now),
        )
        for story, spread in stories
        if mentions.get(story.id)
    ]
    return tuple(files), total


def _hearing(store: Store, source: SourceConfig, window: TimeSpan) -> SourceHearing:
    known = store.reading.hearing(source.name, window)
    connector = load(source.connector)
    days = (window.start - known.listening_since).total_seconds() / 86_400 if known.listening_since else 0.0
    usual = known.mentions_before / min(days, WEEK.days - 1) if days >= 1 else None
    return SourceHearing(
        source=source.name,
        title=source.title or (connector.title if source.name == source.connector else source.name),
        platform=connector.platform,
        mentions=known.mentions,
        usual_mentions=usual,
        heard=known.heard,
        gaps=known.gaps,
        rejected=known.rejected,
        listening_since=known.listening_since,
        last_error=known.last_run.error if known.last_run else None,
        asked_every=interval_of(connector, source),
    )
