"""Which product somebody's words are about."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model import Assessed

PRODUCT_LENGTH = 40


def product_of(mentions: Iterable[Assessed]) -> str:
    """Name the first product in their words, so that however they write it, it counts as the same; "" when none."""
    for said in mentions:
        for signal in said.assessment.signals:
            if signal.name == "product":
                return " ".join(said.mention.text[signal.start : signal.end].split()).casefold()[:PRODUCT_LENGTH]
    return ""
