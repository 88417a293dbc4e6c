"""Reads the encoder back from `encoder.onnx`, so that what ships can be taught on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.distil import KEPT
from training.encoder import WIDTH, Encoder
from training.export import HEADS

EMBEDDINGS: Final = ("word_embeddings", "token_type_embeddings", "position_embeddings")
BODY: Final = "net.body."


def shipped(path: Path) -> Encoder:
    """Give the pupil that `export` wrote. Raises ValueError where the file holds another net."""
    graph = onnx.load(path).graph
    kept = {each.name: torch.tensor(numpy_helper.to_array(each)) for each in graph.initializer}
    net = Encoder()
    net.body.encoder.layer = net.body.encoder.layer[: len(KEPT)]
    net.body.config.num_hidden_layers = len(KEPT)
    weights = {
        name.removeprefix("net."): value
        for name, value in kept.items()
        if name.startswith("net.") and "_" not in name.rpartition(".")[2]
    }
    for name in EMBEDDINGS:
        weights[f"body.embeddings.{name}.weight"] = exact(kept, f"{BODY}embeddings.{name}.weight")
    products = [node.input[1].removesuffix("_quantized") for node in graph.node if node.op_type == "MatMulInteger"]
    if len(products) != 4 * len(KEPT) + 1:
        raise ValueError(f"{path} holds no encoder of {len(KEPT)} layers")
    weights["heads.weight"] = exact(kept, products[-1]).T
    for place in range(len(KEPT)):
        layer = f"body.encoder.layer.{place}"
        joined, out, wide, narrow = (exact(kept, name).T for name in products[4 * place : 4 * place + 4])
        parts = zip(
            ("query", "key", "value"), joined.split(WIDTH), kept[f"joined.{place}.bias"].split(WIDTH), strict=True
        )
        for part, weight, bias in parts:
            scale = (WIDTH // HEADS) ** 0.5 if part == "query" else 1.0
            weights[f"{layer}.attention.self.{part}.weight"] = weight * scale
            weights[f"{layer}.attention.self.{part}.bias"] = bias * scale
        for name, weight in (("attention.output.dense", out), ("intermediate.dense", wide), ("output.dense", narrow)):
            weights[f"{layer}.{name}.weight"] = weight
    missing, unknown = net.load_state_dict(weights, strict=False)
    if unknown or [name for name in missing if "pooler" not in name and "position_ids" not in name]:
        raise ValueError(f"{path} holds another net: {missing[:3]} are missing, {unknown[:3]} are too many")
    net.eval()
    return net


def exact(kept: dict[str, Tensor], name: str) -> Tensor:
    """Give weights as the numbers that their steps stand for."""
    steps = kept[f"{name}_quantized"].float() - kept[f"{name}_zero_point"].float()
    return (steps * kept[f"{name}_scale"]).contiguous()
