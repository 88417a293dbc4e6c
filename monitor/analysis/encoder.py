"""The encoder tier: a small transformer, fine-tuned for all heads, run by onnxruntime on one core without PyTorch.

Texts are judged one by one: with 8-bit weights the numbers of a batch would depend on which texts lie in it, and the
same mention must be judged the same way in every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from monitor.analysis.fast import WEIGHTS
from monitor.analysis.judgement import OUTPUTS
from monitor.analysis.masking import masked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST: Final = 128
"""Tokens of a text that are read, as in training."""

OUTPUT: Final = ["outputs"]
SLOWER: Final = ["SkipLayerNormFusion"]
"""What the library takes for a short cut and is none on one core: a sum and a norm in one step take three times as long."""


class EncoderTier:
    """The encoder, loaded when the first text is judged."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.folder = folder

    @cached_property
    def tokenizer(self) -> Any:  # noqa: ANN401 - the library publishes no types
        """Load the tokenizer."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - worth it only when there is something to judge

        made = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        made.no_padding()
        made.enable_truncation(LONGEST)
        return made

    @cached_property
    def session(self) -> Any:  # noqa: ANN401 - the library publishes no types
        """Load the model."""
        import onnxruntime  # noqa: PLC0415 - as above

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(self.folder / "encoder.onnx")
        return onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )

    def outputs(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the outputs of all heads, texts × outputs."""
        import numpy as np  # noqa: PLC0415 - as above

        found = np.zeros((len(texts), OUTPUTS), dtype=np.float32)
        for place, text in enumerate(texts):
            ids = np.array([self.tokenizer.encode(masked(text)).ids], dtype=np.int64)
            found[place] = self.session.run(OUTPUT, {"ids": ids})[0][0]
        return found
