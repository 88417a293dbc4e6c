"""The encoder tier: a small transformer, fine-tuned for all heads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from monitor.analysis.fast import WEIGHTS
from monitor.analysis.judgement import OUTPUTS
from monitor.analysis.masking import masked
from monitor.analysis.network import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST: Final = 128
"""Tokens of a text that are read, as in training."""


class EncoderTier:
    """The encoder, loaded when the first text is judged."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.network = Network(folder / "encoder.onnx", LONGEST)

    def outputs(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the outputs of all heads, texts × outputs."""
        import numpy as np  # noqa: PLC0415 - worth it only when there is something to judge

        found = np.zeros((len(texts), OUTPUTS), dtype=np.float32)
        for place, text in enumerate(texts):
            found[place] = self.network.run("outputs", masked(text))
        return found
