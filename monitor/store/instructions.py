"""What colleagues asked for by mail: kept once by the name of the letter, settled together with what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from monitor.model import CaseEvent, Instruction, InstructionState
from monitor.store import tables
from monitor.store.cases import add_events
from monitor.store.engine import reading, transaction
from monitor.store.records import storable
from monitor.store.sql import from_micros, insert_new, run, to_micros

COLUMNS = "key, sender, case_number, tag, words, written_at"


class Instructions:
    """Keeps letters about cases."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def waiting(self, limit: int) -> list[Instruction]:
        """Give the letters that nothing was done about yet, in the order in which they were written."""
        sql = f"SELECT {COLUMNS} FROM instructions WHERE state = ? ORDER BY written_at, key LIMIT ?"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (InstructionState.NEW.value, limit))
        return [
            Instruction(key=key, sender=sender, case_number=number, tag=tag, words=words, written_at=from_micros(at))
            for key, sender, number, tag, words, at in rows
        ]

    def settle(
        self, letter: Instruction, state: InstructionState, events: Sequence[CaseEvent], now: datetime
    ) -> InstructionState:
        """Store what a letter says about its case, and that this was done: both or neither; give how it ended.

        A letter whose case there is not changes nothing. The words of what was done stand in the events alone.
        """
        with transaction(self._engine) as connection:
            if state is InstructionState.DONE and add_events(connection, letter.case_number, events, now) is None:
                state = InstructionState.NO_SUCH_CASE
            if state is InstructionState.NOT_UNDERSTOOD:
                run(connection, "UPDATE instructions SET state = ? WHERE key = ?", (state.value, letter.key))
            else:
                sql = "UPDATE instructions SET state = ?, tag = '', words = '' WHERE key = ?"
                run(connection, sql, (state.value, letter.key))
        return state


def keep_instructions(connection: Connection, found: Sequence[Instruction]) -> None:
    """Keep letters that are new; one that is known, whatever became of it, stays as it is."""
    insert_new(
        connection,
        tables.instructions,
        [
            (
                storable(each.key),
                storable(each.sender),
                each.case_number,
                storable(each.tag),
                storable(each.words),
                to_micros(each.written_at),
                InstructionState.NEW.value,
            )
            for each in found
        ],
    )
