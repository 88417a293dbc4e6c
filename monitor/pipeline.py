"""The program: one line a stage. Each stage asks the store, calls a pure rule and tells the store, batch by batch.

Every batch is one transaction that also notes how far the stage has come, so a run that is killed at any line is
simply completed by the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from monitor.collect import collect
from monitor.config import AlertRules, Config, Owner, Policy
from monitor.errors import Exit
from monitor.heeding import heed
from monitor.material import gather
from monitor.model import Assessed, Dossier, Material, PastPage, SourceRun, Spike, TimeSpan
from monitor.outreach.matter import Cause, cause_of
from monitor.outreach.praise import about_of, praise_in
from monitor.publish import publish
from monitor.sources import connectors_of, heirs_of, queries_of
from monitor.store import Store
from monitor.stories.alerts import SPIKE_IS_NEWS, Standing, decide_about_spike
from monitor.stories.alerts import decide as decide_alert
from monitor.stories.keys import keys, lookup_keys, may_be_story
from monitor.stories.record import GRACE, came, shown
from monitor.stories.spread import measure
from monitor.stories.weather import follow, origin_of
from monitor.stories.weight import is_in_motion, weight
from reports.build import build
from reports.document import Report
from reports.names import names_on

if TYPE_CHECKING:
    from monitor.analysis.assess import Assessor
    from monitor.stories.sense import Sense

BATCH = 5_000
RETIRED = 5_000
"""Mentions of one source that are erased for their age in one run: a new `keep_days` on a large store takes some runs."""

REMEASURE_AFTER = timedelta(hours=1)
"""A story in motion is measured at least this often, even when nothing new was heard of it: it may be fading."""

REMEASURE_SMALL_AFTER = timedelta(hours=6)
"""The same for one that hardly anybody tells: as long as a story counts as new."""


class Progress(Protocol):
    """Told how a run gets on."""

    def __call__(self, stage: str, count: int) -> None:
        """Note that `count` more of a stage's work is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a run went."""

    sources: tuple[SourceRun, ...]
    page: Path | None
    untold: tuple[str, ...] = ()
    """Why a channel could not be told the news, a sentence each."""

    @property
    def exit_code(self) -> Exit:
        """Tell by the exit code whether all sources were heard, some, or none."""
        failed = [source for source in self.sources if source.error or source.unheard or source.rejected]
        deaf = [source for source in self.sources if source.error]
        if not failed:
            return Exit.FINE
        return Exit.NO_SOURCE_HEARD if len(deaf) == len(self.sources) else Exit.SOME_SOURCES_FAILED


def run(config: Config, store: Store, now: datetime, progress: Progress) -> Ran:
    """Pull what is new, decide what matters, and say who needs a reply."""
    sources = listen(config, store, now, progress)
    analyze(config, store, now, progress)
    made, page = write_report(config, store, now)
    return Ran(sources=tuple(sources), page=page, untold=tell(config, store, made, now))


def listen(config: Config, store: Store, now: datetime, progress: Progress) -> list[SourceRun]:
    """Pull what is new from every source; one that fails leaves a gap and never stops the others."""
    connectors = connectors_of(config)
    deadline = config.deadline_minutes * 60
    store.revisits.hand_over({source.name for source in config.sources}, heirs_of(connectors), now)
    runs = collect(
        connectors,
        queries_of(config),
        store,
        now,
        settings=config.sources,
        deadline_seconds=deadline,
        progress=lambda _, new: progress("heard", new),
    )
    forget_old(config, store, now)
    return runs


def forget_old(config: Config, store: Store, now: datetime) -> None:
    """Erase what is older than its source's `keep_days`, at most RETIRED of each source in one run."""
    for source in config.sources:
        if source.keep_days is not None:
            store.erasure.retire(source.name, now - timedelta(days=source.keep_days), RETIRED)


def analyze(config: Config, store: Store, now: datetime, progress: Progress) -> None:
    """Bring everything derived up to date with what was heard."""
    heed(store, now)
    if config.analyzers or store.mentions.are_unread():
        read(config, store, progress)
    route_praise(store, config.policy.owners)
    measure_spread(store, config.alerts, now, progress)
    watch_brands(store, config, now)
    judge_forecasts(store, now)
    decide(store, config.policy, now, progress)


def read(config: Config, store: Store, progress: Progress) -> None:
    """Find out what is told that is new.

    The rules of reading, grouping and deciding are imported where there is something to read, group or decide: most runs
    of cron hear nothing new, and these imports were a tenth of what such a run costs.
    """
    from monitor.analysis.assess import Assessor  # noqa: PLC0415 - said above
    from monitor.analysis.registry import load  # noqa: PLC0415 - said above
    from monitor.stories.sense import Sense  # noqa: PLC0415 - said above

    extras = load(config.analyzers)
    assessor = Assessor(config.brands, config.policy.employees, extras, use_encoder=config.encoder)
    assess(store, assessor, progress, config.policy.owners)
    group(store, progress, Sense() if config.encoder else None)


def assess(store: Store, assessor: Assessor, progress: Progress, owners: tuple[Owner, ...] = ()) -> None:
    """Find out what each new mention says, and which of the `owners` praise is about."""
    while True:
        mentions, seq = store.mentions.unassessed(BATCH)
        if not mentions:
            return
        found = assessor.assess(mentions)
        assessed = [Assessed(mention=m, assessment=a) for m, a in zip(mentions, found, strict=True)]
        pressing = [
            each.mention.person for each in assessed if each.mention.person and cause_of(each) is not Cause.NONE
        ]
        store.mentions.save_assessments(assessed, pressing, seq, praise_in(assessed, owners))
        progress("read", len(mentions))


def route_praise(store: Store, owners: tuple[Owner, ...]) -> None:
    """Find out whom praise is about that was read by an older release."""
    while unrouted := store.praise.unrouted(BATCH):
        store.praise.route([about_of(each, owners) for each in unrouted])


def group(store: Store, progress: Progress, sense: Sense | None = None) -> None:
    """Put new mentions to the stories they belong to; without `sense` only words are compared."""
    from monitor.stories.grouping import group as group_mentions  # noqa: PLC0415 - as said in `read`

    while True:
        assessed, seq = store.stories.ungrouped(BATCH)
        if not assessed:
            return
        telling = sorted(filter(may_be_story, assessed), key=lambda each: (each.mention.posted_at, each.mention.id))
        keys_of = {each.mention.id: keys(each) for each in telling}
        wanted = {key for found in keys_of.values() for key in found}
        counts, grouped = known = store.stories.key_counts(wanted)
        times = [each.mention.posted_at for each in assessed]
        span = TimeSpan(start=min(times), end=max(times))
        brands = {each.assessment.brand for each in telling} if sense else set()
        candidates = store.stories.candidates(lookup_keys(wanted, counts, grouped), known, span, brands)
        changes = group_mentions(telling, candidates, known_keys=keys_of, sense=sense)
        if store.stories.reopen(changes, telling):
            continue
        store.stories.apply(changes, telling, seq, assessed)
        progress("grouped", len(assessed))


def measure_spread(store: Store, rules: AlertRules, now: datetime, progress: Progress) -> None:
    """Measure how far and how fast the stories go that something happened to, and which are worth waking somebody for."""
    store.stories.wake_live(now - REMEASURE_AFTER, now - REMEASURE_SMALL_AFTER)
    while True:
        files = store.stories.unmeasured(BATCH)
        if not files:
            return
        told_of = store.alerts.of_stories([story.id for story, _, _ in files])
        standings = [
            Standing(
                story=story,
                spread=measure(story, mentions, samples, now),
                mentions=mentions,
                earlier=told_of.get(story.id, ()),
            )
            for story, mentions, samples in files
            if mentions
        ]
        store.stories.save_spreads(
            [(each.spread, weight(each.spread)) for each in standings],
            pending=[story.id for story, _, _ in files],
            moving=[each.story.id for each in standings if is_in_motion(each.spread)],
            alerts=[alert for each in standings if (alert := decide_alert(each, rules, now))],
        )
        progress("measured", len(files))


def watch_brands(store: Store, config: Config, now: datetime) -> None:
    """Notice when a brand is talked about, or complained about, far more than usual, and which story that comes from."""
    for brand in config.brands:
        state, since = store.weather.baseline(brand.name)
        found, kept = follow(brand.name, state, store.weather.hours(brand.name, since, now), now)
        spikes = _with_causes(store, found, since, now)
        news = [spike for spike in spikes if now - spike.at < SPIKE_IS_NEWS]
        earlier = [alert for alert, _ in store.alerts.since(min(each.at for each in news), now, BATCH)] if news else []
        alerts = [alert for spike in news if (alert := decide_about_spike(spike, earlier, config.alerts, now))]
        store.weather.save(brand.name, kept, since, spikes, alerts[:1])


def _with_causes(store: Store, found: Sequence[Spike], since: datetime | None, now: datetime) -> list[Spike]:
    """Name the story each spike comes from; one that is no news keeps the cause that was found while it was."""
    known = {(each.brand, each.kind, each.at): each for each in store.weather.known_spikes(since, found)}
    named = []
    for spike in found:
        before = known.get((spike.brand, spike.kind, spike.at))
        if before is None or now - spike.at < SPIKE_IS_NEWS:
            story_id, share = origin_of(store.weather.told_during(spike))
        else:
            story_id, share = before.story_id, before.share
        named.append(replace(spike, story_id=story_id, share=share))
    return named


def judge_forecasts(store: Store, now: datetime) -> None:
    """Find out which of the forecasts that pages showed held, now that their time has come."""
    while due := store.forecasts.due(now - GRACE, BATCH):
        files = {file[0].id: file for file in store.stories.files([forecast.story_id for _, forecast in due])}
        store.forecasts.judge(
            [
                (number, came(forecast, *files[forecast.story_id]) if forecast.story_id in files else None)
                for number, forecast in due
            ]
        )


def decide(store: Store, policy: Policy, now: datetime, progress: Progress) -> None:
    """See what became of each case that something happened to, and who needs a reply."""
    store.cases.wake_due(now)
    people = [""]
    while True:
        people, dossiers = store.cases.undecided(BATCH, now, after=people[-1])
        if not people:
            return
        _save_decided(store, policy, people, dossiers, now)
        progress("decided", len(people))


def decide_about_person(store: Store, policy: Policy, person: str, now: datetime) -> None:
    """See what follows for one person whose case somebody did something about."""
    _save_decided(store, policy, [person], store.cases.dossiers([person], now), now)


def _save_decided(
    store: Store, policy: Policy, people: Sequence[str], dossiers: Sequence[Dossier], now: datetime
) -> None:
    from monitor.outreach.decide import decide as decide_about  # noqa: PLC0415 - as said in `read`

    decisions = [decision for dossier in dossiers if (decision := decide_about(dossier, policy, now))]
    store.cases.save_decisions(people, decisions, now)


def report(config: Config, store: Store, now: datetime) -> Path | None:
    """Write the page and its sister formats; give the page's path, if there is one."""
    return write_report(config, store, now)[1]


def write_report(config: Config, store: Store, now: datetime) -> tuple[Report, Path | None]:
    """Write the page and its sister formats, and remember what they said; then nothing is left of what was erased."""
    material, summary = gather(config, store, now)
    made = build(material)
    page = publish(made, config.report_folder, config.formats, _kept(config, store, material, made))
    store.reading.save_report(now, summary, [shown(file.spread) for file in material.stories])
    store.revisits.keep_watch([praise.said.mention.id for praise in material.praise], now)
    store.erasure.wipe()
    return made, page


def _kept(config: Config, store: Store, material: Material, made: Report) -> list[PastPage]:
    """Note the page among those of earlier days before it is written, so that an erasure knows who stands on it."""
    newest = PastPage(
        day=f"{material.now.astimezone(config.zone):%Y-%m-%d}",
        made_at=material.now,
        headline=made.opening.headline,
        waiting=len(made.cards) + made.later_total,
        deaf=sum(bool(source.deaf) for source in made.hearing),
    )
    return store.past.keep(newest, names_on(material), config.keep if "html" in config.formats else 0)


def tell(config: Config, store: Store, made: Report, now: datetime) -> tuple[str, ...]:
    """Carry the news to whom the configuration names; whatever fails is remembered and never fails the run."""
    if not config.notify.channels:
        return ()
    from monitor.notify.news import tell as tell_channels  # noqa: PLC0415 - 40 ms that most runs save

    return tuple(tell_channels(config, store, made, now))
