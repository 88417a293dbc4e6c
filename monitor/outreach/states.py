"""The states of a case and what moves it from one to the next.

open → replied → (satisfied | accepted | dissatisfied | silent) → closed, and open again when the customer writes again.
`satisfied` needs the customer's own words or a person's confirmation; our reply alone never satisfies anybody.
"""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model import CaseEvent, CaseEventKind, CaseState, Outcome

OBSERVED = "observed"
"""The actor of events nobody did: they were read from what was said."""

FAILED_AGAIN = "something went wrong again"
"""What a REOPENED event says when it was more than an answer to our question."""

STATE_AFTER = {
    Outcome.SATISFIED: CaseState.SATISFIED,
    Outcome.ACCEPTED: CaseState.ACCEPTED,
    Outcome.DISSATISFIED: CaseState.DISSATISFIED,
    Outcome.WROTE_AGAIN: CaseState.OPEN,
}
"""Where the customer's words about our reply lead."""

WAITING = frozenset({CaseState.OPEN, CaseState.DISSATISFIED})
"""States in which the customer waits for us."""

AWAITS_REPLY = WAITING | {CaseState.SILENT}
"""States a reply of ours moves on; a "you're welcome" after thanks undoes nothing."""

SETTLED = frozenset({CaseState.SATISFIED, CaseState.ACCEPTED, CaseState.SILENT})
"""States in which nobody waits, until the customer writes again."""


def fold(events: Iterable[CaseEvent]) -> CaseState:
    """Give the state a case is in after these events, in the order of their times."""
    state = CaseState.OPEN
    for event in sorted(events, key=lambda event: event.at):
        state = next_state(state, event)
    return state


def next_state(state: CaseState, event: CaseEvent) -> CaseState:
    """Give the state after one event; what a person hands over, notes or puts off changes nothing."""
    match event.kind:
        case CaseEventKind.OPENED | CaseEventKind.REOPENED:
            return CaseState.OPEN
        case CaseEventKind.REPLIED:
            return CaseState.REPLIED if state in AWAITS_REPLY else state
        case CaseEventKind.CLOSED | CaseEventKind.NOT_FOR_US:
            return CaseState.CLOSED
        case CaseEventKind.CONFIRMED:
            return CaseState.SATISFIED
        case CaseEventKind.OUTCOME:
            return _state_of(event.detail, state)
        case _:
            return state


def _state_of(outcome: str, state: CaseState) -> CaseState:
    if outcome == Outcome.SILENT:
        return CaseState.SILENT if state is CaseState.REPLIED else state
    return STATE_AFTER.get(Outcome(outcome), state) if outcome in set(Outcome) else state
