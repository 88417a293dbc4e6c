"""What is said and remembered of a source after a run: how it fared, its gap, and when it is asked again."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectors.base import Capability
from monitor.breaker import Breaker, Failure, after_failure, words_of
from monitor.collect.faults import asked_wait, needs_person, reason_of, sentence_of
from monitor.collect.hearing import Hearing
from monitor.collect.store import CollectStore
from monitor.collect.turn import Turn
from monitor.model import Gap, GapReason, SourceRun, TimeSpan
from monitor.purse import BudgetUsedUp

NEVER_HEARD = timedelta(hours=24)  # the gap of a source that was never heard: what the page shows of every source


def conclude(hearing: Hearing, store: CollectStore, now: datetime) -> SourceRun:
    """Say how a source fared, and store it; what it could not hear since it was last heard is its gap."""
    if hearing.turn is Turn.NOT_YET:
        return SourceRun(source=hearing.name, started_at=now, ended_at=now)
    hearing.ledger.save_requests()
    hearing.heard_until = store.sources.heard_until(hearing.name)
    source_run = _left_alone(hearing, now) if hearing.turn is Turn.LEFT_ALONE else _asked(hearing, now)
    store.sources.save_source_run(source_run)
    if hearing.turn is Turn.ASKED and Capability.LOCAL not in hearing.connector.capabilities:
        breaker = breaker_after(hearing, now)
        if breaker != hearing.breaker:
            store.breakers.save(hearing.name, breaker)
    return source_run


def breaker_after(hearing: Hearing, now: datetime) -> Breaker | None:
    """Say whether the source is left alone from now on, and until when."""
    fault = hearing.fault
    if isinstance(fault, BudgetUsedUp) or (fault and hearing.out_of_time and hearing.batches):
        return hearing.breaker  # our own limits say nothing about the source
    slowing = fault or (hearing.later_fault if asked_wait(hearing.later_fault) else None)
    if slowing is None:
        return None
    failure = Failure(
        started_at=now,
        ended_at=now + timedelta(seconds=hearing.seconds),
        reason=reason_of(slowing),
        detail=sentence_of(hearing.connector, slowing),
        needs_person=needs_person(slowing),
        retry_after=asked_wait(slowing),
        counts=fault is not None,
    )
    return after_failure(hearing.breaker, failure)


def _left_alone(hearing: Hearing, now: datetime) -> SourceRun:
    if hearing.breaker is None:
        raise ValueError("only a source with a breaker is left alone")
    error = hearing.connector.redact(words_of(hearing.breaker))
    return _failed(hearing, now, error, hearing.breaker.reason)


def _asked(hearing: Hearing, now: datetime) -> SourceRun:
    if hearing.fault is None:
        return _run(hearing, now, None, None)
    return _failed(hearing, now, sentence_of(hearing.connector, hearing.fault), reason_of(hearing.fault))


def _failed(hearing: Hearing, now: datetime, error: str, reason: GapReason) -> SourceRun:
    start = hearing.heard_until or now - NEVER_HEARD
    span = TimeSpan(start=start, end=now)
    gap = Gap(source=hearing.name, span=span, reason=reason, detail=error) if start < now else None
    return _run(hearing, now, error, gap)


def _run(hearing: Hearing, now: datetime, error: str | None, gap: Gap | None) -> SourceRun:
    return SourceRun(
        source=hearing.name,
        started_at=now,
        ended_at=now + timedelta(seconds=hearing.seconds),
        new_mentions=hearing.new,
        rejected=hearing.rejected,
        error=error,
        gap=gap,
        notes=tuple(_notes(hearing)),
        unheard=tuple(hearing.unheard),
    )


def _notes(hearing: Hearing) -> list[str]:
    connector, notes = hearing.connector, list(hearing.notes)
    if hearing.rejected:
        notes.insert(0, connector.redact(_rejected(hearing)))
    if hearing.printed:
        notes.append(connector.redact(f"The connector printed: {hearing.printed.strip()}"))
    return notes


def _rejected(hearing: Hearing) -> str:
    if hearing.rejected == 1:
        return f"1 record could not be read and was kept aside: {hearing.first_reject}"
    return f"{hearing.rejected:,} records could not be read and were kept aside; the first: {hearing.first_reject}"
