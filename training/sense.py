"""Makes the net that says what a text is about: `python -m training.sense FOLDER`, a quarter of an hour on two cores.

It is the encoder before any fine-tuning for judgements, which would draw all complaints together (Reimers & Gurevych 2019;
Wang et al. 2020), taught by `training/retell.py` which tellings are of one experience. What all our texts have in common is
taken off its vectors and their chief directions are kept (Mu & Viswanath 2018), both learnt from texts whose licence allows it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from monitor.stories.sense import NUMBERS, WEIGHTS
from training.encoder import WIDTH, Encoder, padded, pooled, tokenized
from training.export import OPSET, OneText
from training.retell import Lesson, teach
from training.rows import all_rows, unlabelled

TEXTS: Final = 6_000
"""As many texts, drawn at random, tell what texts have in common."""
SEED: Final = 1


class About(OneText):
    """The arithmetic of the net for one text, 1 × tokens, to one vector of length 1."""

    def __init__(self, net: Encoder, common: Tensor, directions: Tensor) -> None:
        super().__init__(net)
        self.common = nn.Parameter(common, requires_grad=False)
        self.directions = nn.Parameter(directions, requires_grad=False)

    def forward(self, ids: Tensor) -> Tensor:
        """Give what the text is about, 1 × `NUMBERS`."""
        text = nn.functional.normalize(self.text(ids), dim=1)
        return nn.functional.normalize((text - self.common) @ self.directions, dim=1)


@torch.no_grad()
def vectors_of(net: Encoder, texts: Sequence[str]) -> Tensor:
    """Give the net's own vectors of length 1, texts × `WIDTH`."""
    ids = tokenized(texts)
    found = torch.zeros(len(ids), WIDTH)
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        tokens, mask = padded(ids, batch)
        found[batch] = nn.functional.normalize(pooled(net.look(tokens, mask)[0], mask), dim=1)
    return found


def common_and_chief(vectors: Tensor) -> tuple[Tensor, Tensor]:
    """Give what vectors have in common, and the directions in which they differ most, `WIDTH` × `NUMBERS`."""
    common = vectors.mean(0)
    apart = vectors - common
    return common, torch.linalg.eigh(apart.T @ apart).eigenvectors[:, -NUMBERS:]


def export(net: Encoder, texts: Sequence[str], target: Path) -> None:
    """Write the net as ONNX with 8-bit weights."""
    net.eval()
    about = About(net, *common_and_chief(vectors_of(net, texts)))
    with TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            about, (torch.arange(2000, 2020).reshape(1, -1),), str(plain), input_names=["ids"], output_names=["sense"],
            dynamic_axes={"ids": {1: "tokens"}}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def main() -> None:
    """Write the net where the product looks for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of the public sets")
    folder = parser.parse_args().folder
    texts = [row.text for row in [*all_rows(folder), *unlabelled(folder)]]
    drawn = random.Random(SEED).sample(texts, TEXTS)  # noqa: S311 - a sample
    net = Encoder().eval()
    teach(net, drawn, vectors_of(net, drawn), Lesson(), print)
    export(net, drawn, WEIGHTS / "sense.onnx")


if __name__ == "__main__":
    main()
