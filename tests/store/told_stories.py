"""Puts mentions through the store and grouping, with what a net would answer given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.model import Assessed, Batch
from monitor.pipeline import group
from monitor.store import Store
from monitor.stories.sense import NUMBERS, Sense
from tests.stories.telling import NOW

Vector = NDArray[np.float32]
LATER = NOW + timedelta(days=30)


class Answering(Sense):
    """A net whose answers are given."""

    def __init__(self, answers: Mapping[str, Vector]) -> None:
        super().__init__(Path())
        self.answers = answers

    def of(self, text: str) -> Vector | None:
        """Give the answer."""
        return self.answers.get(text)


def towards(place: int) -> Vector:
    """Point mostly along one axis, and a little along all others, as a real answer does."""
    vector = np.linspace(0.01, 0.05, NUMBERS, dtype=np.float32)
    vector[place] = 1.0
    return vector / np.linalg.norm(vector)


def put_in(store: Store, *told: Assessed, sense: Sense | None = None) -> None:
    """Store mentions with what was found in them, and group them."""
    store.sources.save_batch("test", Batch(mentions=tuple(each.mention for each in told)), NOW)
    _, seq = store.mentions.unassessed(1_000)
    store.mentions.save_assessments(told, [], seq)
    group(store, lambda _stage, _count: None, sense)


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    """Look into the store."""
    with store._engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]
