"""Says what a text is about, as a short vector: texts that tell of the same thing in other words point the same way.

The net is a sentence encoder (Reimers & Gurevych 2019; all-MiniLM-L6-v2, Wang et al. 2020) as `training/sense.py` writes it.
"""

from __future__ import annotations

import math
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Final

from monitor.analysis.masking import masked
from monitor.analysis.network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

WEIGHTS: Final = Path(__file__).with_name("weights")
NUMBERS: Final = 192
"""How many numbers a vector has."""
LONGEST: Final = 96
"""Tokens of a text that are read: what somebody tells of is said early."""
STEPS: Final = 127
"""A number is kept in so many steps on either side of zero."""
HEAD: Final = Struct("=ff")
"""What stands before the numbers."""


class Sense:
    """The net, loaded when the first text is to be compared."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self.network = Network(weights / "sense.onnx", LONGEST)

    def of(self, text: str) -> Vector | None:
        """Give what a text is about, a vector of length 1; None for a text without a word."""
        told = masked(text)
        return self.network.run("sense", told) if any(map(str.isalpha, told)) else None


def pack(mean: Vector, told: int) -> bytes:
    """Write the mean of vectors in few bytes: of how many, its length (two 4-byte floats), its direction in 8-bit steps."""
    return pack_and_round(mean, told)[0]


def pack_and_round(mean: Vector, told: int) -> tuple[bytes, Vector]:
    """Write the mean of vectors as `pack` does; give with it the mean as `unpack` would give it back."""
    import numpy as np  # noqa: PLC0415 - worth it only when there is something to compare

    sizes = np.abs(mean)
    steps = np.rint(mean * (STEPS / sizes[sizes.argmax()]))  # max() would take three times as long for so few numbers
    head = HEAD.pack(told, math.sqrt(mean.dot(mean)))
    return head + steps.astype(np.int8).tobytes(), _stretched(steps, HEAD.unpack(head)[1])


def unpack(packed: bytes) -> tuple[Vector, int]:
    """Give back the mean of vectors, and of how many."""
    import numpy as np  # noqa: PLC0415 - as above

    told, length = HEAD.unpack_from(packed)
    steps = np.frombuffer(packed, np.int8, offset=HEAD.size).astype(np.float32)
    return _stretched(steps, length), int(told)


def _stretched(steps: Vector, length: float) -> Vector:
    """Give a vector of a length in the direction of another one."""
    import numpy as np  # noqa: PLC0415 - as above

    stretched: Vector = steps * (np.float32(length) / np.sqrt(steps.dot(steps)))
    return stretched
