"""The nets give the same answers on every processor: their weights leave room in sums of 16 bits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from monitor.analysis.fast import WEIGHTS
from monitor.stories.sense import WEIGHTS as SENSE

GRAPH, INITIALIZER, TYPE, RAW = 7, 5, 2, 9
"""Fields of ONNX's ModelProto, GraphProto and TensorProto (onnx.proto)."""
INT8 = 3
MOST = 64
"""255 × 64 × 2 fits into 16 bits with a sign: x86 before VNNI adds two products so, and cuts off what is more."""


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Read a protocol buffer's fields: numbers, and stretches of bytes."""
    place = 0

    def number() -> int:
        nonlocal place
        value = shift = 0
        while True:
            byte = message[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while place < len(message):
        tag = number()
        wire = tag & 7
        if wire == 0:
            yield tag >> 3, number()
        else:
            length = {1: 8, 5: 4}.get(wire) or number()
            yield tag >> 3, message[place : place + length]
            place += length


def weights_of(model: Path) -> list[np.ndarray]:
    """Give the 8-bit weights of a net."""
    graphs = [value for field, value in fields(model.read_bytes()) if field == GRAPH]
    tensors = [
        dict(fields(value))
        for graph in graphs
        if isinstance(graph, bytes)
        for field, value in fields(graph)
        if field == INITIALIZER and isinstance(value, bytes)
    ]
    raw = [tensor.get(RAW) for tensor in tensors if tensor.get(TYPE) == INT8]
    return [np.frombuffer(each, np.int8) for each in raw if isinstance(each, bytes)]


@pytest.mark.parametrize("model", [WEIGHTS / "encoder.onnx", SENSE / "sense.onnx"], ids=["encoder", "sense"])
def test_no_sum_of_two_products_is_cut_off_on_an_old_processor(model: Path) -> None:
    tables = [weights for weights in weights_of(model) if weights.size > 384 * 384 - 1]
    assert len(tables) > 10
    products = [
        weights for weights in tables if weights.size < 5_000_000
    ]  # the words' table is looked up, not multiplied
    assert max(int(np.abs(weights.astype(np.int16)).max()) for weights in products) <= MOST
