"""Writes a trained pupil as ONNX with 8-bit weights, so that it runs without PyTorch.

It is written for one text at a time: nothing is padded, so that no mask is needed, and the three projections of attention
are one product. What it computes is the pupil's own arithmetic; that is checked before it is written.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder import BASE, WIDTH, Encoder

OPSET: Final = 17
HEADS: Final = 12
"""Attention heads of the base."""
CLOSE: Final = 1e-4
"""Further apart than this is not the same arithmetic."""


def export(net: Encoder, folder: Path) -> None:
    """Write `encoder.onnx` and `tokenizer.json` into the folder. Raises ValueError when the two forms of the net differ."""
    net.eval()
    one, tokens = Judging(net), torch.arange(2000, 2020).reshape(1, -1)
    with torch.no_grad():
        differ = float((one(tokens) - net(tokens, torch.ones_like(tokens))).abs().max())
    if differ > CLOSE:
        raise ValueError(f"the net to be written says something else than the one taught: {differ:.5f}")
    with TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            one, (tokens,), str(plain), input_names=["ids"], output_names=["outputs"],
            dynamic_axes={"ids": {1: "tokens"}}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            plain, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    shutil.copyfile(f"{BASE}/tokenizer.json", folder / "tokenizer.json")


class OneText(nn.Module):
    """The arithmetic of an encoder for one text, 1 × tokens."""

    def __init__(self, net: Encoder) -> None:
        super().__init__()
        self.net = net
        self.joined = nn.ModuleList(joined(layer.attention.self) for layer in net.body.encoder.layer)

    def text(self, ids: Tensor) -> Tensor:
        """Give the mean of the last layer's states, 1 × `WIDTH`."""
        hidden = self.net.body.embeddings(input_ids=ids)
        for layer, projections in zip(self.net.body.encoder.layer, self.joined, strict=True):
            after = layer.attention.output
            hidden = after.LayerNorm(after.dense(attended(projections, hidden)) + hidden)
            wide = nn.functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(wide) + hidden)
        return hidden.mean(1)


class Judging(OneText):
    """A pupil's judgement of one text."""

    def forward(self, ids: Tensor) -> Tensor:
        """Give the outputs of all heads."""
        return self.net.heads(self.text(ids))


def joined(attention: Any) -> nn.Linear:  # noqa: ANN401 - a module of a library without types
    """Lay the projections to queries, keys and values side by side; queries are scaled here and not at each text."""
    parts = (attention.query, attention.key, attention.value)
    scales = ((WIDTH // HEADS) ** -0.5, 1.0, 1.0)
    made = nn.Linear(WIDTH, 3 * WIDTH)
    with torch.no_grad():
        made.weight.copy_(torch.cat([part.weight * scale for part, scale in zip(parts, scales, strict=True)]))
        made.bias.copy_(torch.cat([part.bias * scale for part, scale in zip(parts, scales, strict=True)]))
    return made


def attended(projections: nn.Linear, hidden: Tensor) -> Tensor:
    """Let every word look at all others."""
    query, key, value = (
        part.reshape(1, -1, HEADS, WIDTH // HEADS).transpose(1, 2) for part in projections(hidden).split(WIDTH, dim=2)
    )
    looks = (query @ key.transpose(2, 3)).softmax(3)
    return (looks @ value).transpose(1, 2).reshape(1, -1, WIDTH)
