"""What colleagues asked for by mail: kept once by the name of the letter, settled together with what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from monitor.model import CaseEvent, Instruction, InstructionState, Passing
from monitor.store import tables
from monitor.store.cases import add_events
from monitor.store.engine import reading, transaction
from monitor.store.praise import add_passing
from monitor.store.records import storable
from monitor.store.sql import from_micros, insert_new, run, to_micros

COLUMNS = "key, sender, reference, tag, words, written_at"


class Instructions:
    """Keeps letters about cases and praise."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def waiting(self, limit: int) -> list[Instruction]:
        """Give the letters that nothing was done about yet, in the order in which they were written."""
        sql = f"SELECT {COLUMNS} FROM instructions WHERE state = ? ORDER BY written_at, key LIMIT ?"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (InstructionState.NEW.value, limit))
        return [
            Instruction(key=key, sender=sender, reference=reference, tag=tag, words=words, written_at=from_micros(at))
            for key, sender, reference, tag, words, at in rows
        ]

    def settle(
        self, letter: Instruction, state: InstructionState, events: Sequence[CaseEvent], now: datetime
    ) -> InstructionState:
        """Store what a letter says about its case, and that this was done: both or neither; give how it ended.

        A letter whose case there is not changes nothing. The words of what was done stand in the events alone.
        """
        with transaction(self._engine) as connection:
            if state is InstructionState.DONE and add_events(connection, letter.number, events, now) is None:
                state = InstructionState.NO_SUCH_CASE
            _end(connection, letter, state)
        return state

    def settle_praise(self, letter: Instruction, passing: Passing | None, now: datetime) -> None:
        """Store that a letter passed praise on, and that this was done; without `passing` it was not understood."""
        with transaction(self._engine) as connection:
            state = InstructionState.DONE if passing else InstructionState.NOT_UNDERSTOOD
            if passing and not add_passing(connection, letter.number, passing, now):
                state = InstructionState.NO_SUCH_PRAISE
            _end(connection, letter, state)


def _end(connection: Connection, letter: Instruction, state: InstructionState) -> None:
    """Note how a letter ended; its words stay only where a person may have to read them."""
    emptied = "" if state is InstructionState.NOT_UNDERSTOOD else ", tag = '', words = ''"
    run(connection, f"UPDATE instructions SET state = ?{emptied} WHERE key = ?", (state.value, letter.key))


def keep_instructions(connection: Connection, found: Sequence[Instruction]) -> None:
    """Keep letters that are new; one that is known, whatever became of it, stays as it is."""
    insert_new(
        connection,
        tables.instructions,
        [
            (
                storable(each.key),
                storable(each.sender),
                storable(each.reference),
                storable(each.tag),
                storable(each.words),
                to_micros(each.written_at),
                InstructionState.NEW.value,
            )
            for each in found
        ],
    )
