"""Tells what changed since the last report: who came, who wrote again, which stories grew or calmed down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.model import Alert, Case, CaseEvent, CaseEventKind, Change, Json, Lane, Phase, Spike, StoryFile
from monitor.store import Store
from monitor.stories.alerts import spike_words

NAMED = 3
MOST_EVENTS = 200
SHOWN_EACH = 4
MOST_ALERTS = 6
MOST_SPIKES = 4

Happening = tuple[Case, CaseEvent]


def summary_of(stories: Sequence[StoryFile], spikes: Sequence[tuple[Spike, str]]) -> dict[str, Json]:
    """Keep of a report what the next one compares itself with; `spikes` are those of the last days with their stories."""
    return {
        "spikes": [_name_of(spike) for spike, _ in spikes],
        "stories": {
            file.story.id: [file.story.name, len(file.spread.platforms), file.spread.phase.value, file.spread.mentions]
            for file in stories
        },
    }


def changes_since(
    store: Store,
    previous: tuple[datetime, dict[str, Json]] | None,
    summary: Mapping[str, Any],
    spikes: Sequence[tuple[Spike, str]],
    now: datetime,
) -> list[Change]:
    """Tell what changed since the previous report; of the first, only how the brand's weather is."""
    if previous is None:
        return _spiked(spikes, [])
    since, before = previous
    kinds = [CaseEventKind.OPENED, CaseEventKind.WROTE_AGAIN, CaseEventKind.REOPENED, CaseEventKind.OUTCOME]
    happened = store.reading.events_since(since, now, kinds, MOST_EVENTS)
    erased = store.erasure.count_since(since, now)
    return [
        *_alerted(store.alerts.since(since, now, MOST_ALERTS)),
        *_spiked(spikes, list(before.get("spikes") or [])),  # type: ignore[arg-type]
        *_joined(happened),
        *_story_changes(dict(before.get("stories") or {}), summary["stories"]),  # type: ignore[arg-type]
        *_wrote_again(happened),
        *_resolved(happened),
        *_erased(erased),
    ]


def _alerted(alerts: Sequence[tuple[Alert, str]]) -> list[Change]:
    """Tell what was worth waking somebody for, newest first."""
    return [
        Change(
            tag="Alert",
            text=f"{f'“{name}”' if name else alert.brand}: {'. '.join(alert.reasons)}",
            story_id=alert.story_id,
        )
        for alert, name in alerts
    ]


def _name_of(spike: Spike) -> str:
    return f"{spike.brand} {spike.kind} {spike.at.isoformat()}"


def _spiked(spikes: Sequence[tuple[Spike, str]], told: Sequence[object]) -> list[Change]:
    """Tell when a brand was talked about, or complained about, far more than usual, and which story that came from."""
    return [
        Change(tag="Spike", text=f"{spike.brand}: {spike_words(spike)}{_from(spike, name)}", story_id=spike.story_id)
        for spike, name in spikes
        if _name_of(spike) not in told
    ][:MOST_SPIKES]


def _from(spike: Spike, name: str) -> str:
    if not name:
        return "; no single story stands out"
    return f"; {'most' if spike.share >= 0.5 else 'much'} of the rest comes from “{name}”"


def _joined(happened: Sequence[Happening]) -> list[Change]:
    names = {
        case.author: case.person
        for case, event in happened
        if event.kind is CaseEventKind.OPENED and case.priority.lane is Lane.REPLY
    }
    if not names:
        return []
    shown, rest = list(names)[:NAMED], len(names) - NAMED
    more = [f"{rest} more"] if rest > 0 else []
    people = tuple(person for name, person in names.items() if name in shown)
    return [Change(tag="New", text=f"{_listed([*shown, *more])} joined the people waiting", people=people)]


def _wrote_again(happened: Sequence[Happening]) -> list[Change]:
    again = {
        case.number: case
        for case, event in happened
        if event.kind in (CaseEventKind.WROTE_AGAIN, CaseEventKind.REOPENED)
    }
    return [
        Change(tag="Again", text=f"{case.author} wrote once more", case_number=number, people=(case.person,))
        for number, case in list(again.items())[:SHOWN_EACH]
    ]


def _resolved(happened: Sequence[Happening]) -> list[Change]:
    satisfied = {
        case.number: case
        for case, event in happened
        if event.kind is CaseEventKind.OUTCOME and case.outcome == "satisfied"
    }
    return [
        Change(tag="Resolved", text=f"{case.author} says it was put right", case_number=number, people=(case.person,))
        for number, case in list(satisfied.items())[:SHOWN_EACH]
    ]


def _story_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    found = []
    for story_id, (name, platforms, phase, mentions) in now.items():
        known = before.get(story_id)
        if known is None:
            if phase == Phase.GROWING:
                found.append(Change(tag="New", text=f"Story “{name}”, growing", story_id=story_id))
        elif platforms > known[1]:
            text = f"“{name}” went from {known[1]} to {platforms} platforms"
            found.append(Change(tag="Worse", text=text, story_id=story_id))
        elif phase == Phase.GROWING and mentions > known[3]:
            text = f"“{name}” grew from {known[3]} to {mentions} mentions"
            found.append(Change(tag="Worse", text=text, story_id=story_id))
        elif phase == Phase.FADING and known[2] != Phase.FADING:
            found.append(Change(tag="Calmer", text=f"“{name}” is fading", story_id=story_id))
    return found[: 2 * SHOWN_EACH]


def _erased(count: int) -> list[Change]:
    if not count:
        return []
    words = (
        "1 mention was taken down or erased on request"
        if count == 1
        else f"{count} mentions were taken down or erased on request"
    )
    return [Change(tag="Deleted", text=f"{words}, so we erased our copy")]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
