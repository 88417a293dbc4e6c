"""Writes a trained encoder as ONNX with 8-bit weights, so that it runs without PyTorch."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.distil import Pupil
from training.encoder import BASE

OPSET: Final = 17


def export(net: Pupil, folder: Path) -> None:
    """Write `encoder.onnx` and `tokenizer.json` into the folder."""
    net.eval()
    net.body.set_attn_implementation("eager")  # the fused attention has no ONNX form
    tokens = torch.ones(2, 8, dtype=torch.long)
    lengths = {0: "texts", 1: "tokens"}
    with TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            net, (tokens, tokens), str(plain), input_names=["ids", "mask"], output_names=["outputs", "sense"],
            dynamic_axes={"ids": lengths, "mask": lengths, "outputs": {0: "texts"}, "sense": {0: "texts"}}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(f"{BASE}/tokenizer.json", folder / "tokenizer.json")
