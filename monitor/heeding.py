"""Does what colleagues asked for by mail: each letter once, in one transaction with the note that it was done."""

from __future__ import annotations

from datetime import datetime

from monitor.model import CaseEvent, Instruction, InstructionState
from monitor.store import Store

BATCH = 500


def heed(store: Store, now: datetime) -> None:
    """Note what letters say about cases and praise; what is not understood, or names neither, stays a letter that `check` tells of."""
    while letters := store.instructions.waiting(BATCH):
        for letter in letters:
            _heed(letter, store, now)


def _heed(letter: Instruction, store: Store, now: datetime) -> None:
    from monitor.outreach.mailed import passing_in  # noqa: PLC0415 - few runs find a letter, and rules take time to load

    if letter.is_about_praise:
        store.instructions.settle_praise(letter, passing_in(letter), now)
        return
    events = events_of(letter)
    state = InstructionState.DONE if events else InstructionState.NOT_UNDERSTOOD
    store.instructions.settle(letter, state, events, now)


def events_of(letter: Instruction) -> list[CaseEvent]:
    """Read a letter, as of when it was written; none when it makes no sense, in whole or in part."""
    from monitor.outreach.acts import event_of  # noqa: PLC0415 - as above
    from monitor.outreach.mailed import acts_in  # noqa: PLC0415 - as above

    try:
        return [event_of(act, letter.sender, letter.written_at) for act in acts_in(letter)]
    except ValueError:
        return []
