"""Runs a net over one text at a time by onnxruntime, on one core and without PyTorch.

Texts go through one by one: with 8-bit weights the numbers of a batch would depend on which texts lie in it, and the same
mention must be judged the same way in every run.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOKENIZER: Final = Path(__file__).with_name("weights") / "tokenizer.json"
"""All nets here cut texts into the same tokens."""

SLOWER: Final = ["SkipLayerNormFusion"]
"""What the library takes for a short cut and is none on one core: a sum and a norm in one step take three times as long."""


class Network:
    """A net and its tokenizer, each loaded when the first text is read; `longest` is how many tokens of a text are."""

    def __init__(self, model: Path, longest: int, tokenizer: Path = TOKENIZER) -> None:
        self.model = model
        self.longest = longest
        self.tokens = tokenizer

    @cached_property
    def tokenizer(self) -> Any:  # noqa: ANN401 - the library publishes no types
        """Load the tokenizer."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - worth it only when there is something to read

        made = Tokenizer.from_file(str(self.tokens))
        made.no_padding()
        made.enable_truncation(self.longest)
        return made

    @cached_property
    def session(self) -> Any:  # noqa: ANN401 - the library publishes no types
        """Load the net."""
        import onnxruntime  # noqa: PLC0415 - as above

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.model), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )

    def run(self, output: str, text: str) -> NDArray[np.float32]:
        """Give one output of the net for one text, a row of numbers."""
        import numpy as np  # noqa: PLC0415 - as above

        whole = text.encode("utf-8", "replace").decode("utf-8")  # half a character pair is no text to the tokenizer
        ids = np.array([self.tokenizer.encode(whole).ids], dtype=np.int64)
        found: NDArray[np.float32] = self.session.run([output], {"ids": ids})[0][0]
        return found
