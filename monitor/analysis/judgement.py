"""What the two tiers judge of a text: the heads they share, and the value they give."""

from __future__ import annotations

from typing import Final, NamedTuple

GATES: Final = ("media", "legal", "safety", "employee", "automatic", "troll")
"""The heads that say why there must be no ordinary reply, in the order of `Judgement.gates`."""
HEADS: Final = {
    "complaint": 1, "negative": 1, "leaving": 1, "irony": 1, "firsthand": 1, "about": 1, "kind": 5, "severity": 4,
} | dict.fromkeys(GATES, 1)  # fmt: skip
"""Each question a model answers, with its number of outputs: one for yes or no, one a class otherwise."""
OUTPUTS: Final = sum(HEADS.values())


def place_of(head: str) -> slice:
    """Give where the outputs of a head stand among all outputs."""
    start = 0
    for name, width in HEADS.items():
        if name == head:
            return slice(start, start + width)
        start += width
    raise KeyError(head)


class Judgement(NamedTuple):
    """What a tier says of one text. All are probabilities but `severity`, which goes from 0 to 1.

    `kinds` follows the order of `Kind`; its first member is `complaint`, and it sums to 1. `gates` follows `GATES`.
    """

    complaint: float
    negative: float
    leaving: float
    irony: float
    firsthand: float
    severity: float
    kinds: tuple[float, ...]
    gates: tuple[float, ...]
    by_encoder: bool
    """Whether the encoder was asked."""
