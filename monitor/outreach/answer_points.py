"""How much each trait of an answer speaks for each outcome, and the sum of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from monitor.model import Outcome

OUTCOMES: Final = (Outcome.WROTE_AGAIN, Outcome.DISSATISFIED, Outcome.ACCEPTED, Outcome.SATISFIED)
"""What words can say, in the order in which a tie is decided: for what puts a person before it."""
FITTED: Final = Path(__file__).parent / "answer_points.json"
"""Log odds fitted by `python -m training.outcomes`, for answers judged by words alone and with the encoder beside them."""


class Points:
    """Fitted points: of traits, of the encoder's outputs where there are any, and to start with."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self.start: list[float] = kept["start"]
        self.traits: dict[str, list[float]] = kept["traits"]
        self.encoder: list[list[float]] = kept.get("encoder", [])

    def of(self, trait: str, outcome: Outcome) -> float:
        """Give how much a trait speaks for an outcome."""
        points = self.traits.get(trait)
        return points[OUTCOMES.index(outcome)] if points else 0.0

    def ranked(self, traits: Iterable[str], outputs: Sequence[float] = ()) -> list[Outcome]:
        """Order the outcomes, the likeliest first."""
        sums = list(self.start)
        for trait in sorted(traits):  # in one order, so that the last digit of the sum is always the same
            for place, points in enumerate(self.traits.get(trait, ())):
                sums[place] += points
        for value, weights in zip(outputs, self.encoder, strict=bool(outputs)):
            for place, weight in enumerate(weights):
                sums[place] += value * weight
        return sorted(OUTCOMES, key=lambda outcome: -sums[OUTCOMES.index(outcome)])


@cache
def points(*, closely: bool) -> Points:
    """Load the points for words alone, or for words and the encoder. Raises OSError where they are missing."""
    return Points(json.loads(FITTED.read_text(encoding="utf-8"))["closely" if closely else "words"])
