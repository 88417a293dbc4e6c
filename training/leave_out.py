"""Measures what a register or a brand costs that was never learnt: the fast tier taught without it, beside plain judges.

The encoder is left out here: it would have to be trained anew for each. What it adds on unseen domains stands beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zlib import crc32

import numpy as np

from monitor.analysis.judgement import place_of
from monitor.analysis.sentiment import Vader
from training import fast
from training.encoder import Say
from training.measure import cold, line_of, plain
from training.rows import Row

REGISTERS: Final = ("review", "forum", "comment", "chat", "email")
BRANDS: Final = 5
"""One brand of so many is left out."""


def left_outs(rows: Sequence[Row]) -> Iterator[tuple[str, list[int]]]:
    """Give what is left out each time, and the places of its rows."""
    known = [place for place, row in enumerate(rows) if "complaint" in row.labels]
    for register in REGISTERS:
        yield f"{register}s never learnt", [place for place in known if rows[place].register == register]
    brands = [
        place for place in known if (brand := rows[place].brand) and crc32(brand.casefold().encode()) % BRANDS == 0
    ]
    yield "brands never learnt", brands


def figures(rows: Sequence[Row], reads: Sequence[fast.Read], say: Say) -> list[dict[str, Any]]:
    """Give a line for each judge of complaints among rows like which nothing was learnt."""
    table = []
    for name, left in left_outs(rows):
        say(name)
        apart = set(left)
        learnt = [place for place, row in enumerate(rows) if place not in apart and "about" not in row.labels]
        truth = [rows[place].labels["complaint"] >= 0.5 for place in left]
        chances = {
            "fast tier": _fast(rows, reads, learnt, left),
            "VADER": cold([rows[place] for place in left], Vader()),
            "TF-IDF": plain(rows, learnt, left),
        }
        table += [line_of(name, "complaint", judge, chance, truth) for judge, chance in chances.items()]
    return table


def _fast(rows: Sequence[Row], reads: Sequence[fast.Read], learnt: Sequence[int], left: Sequence[int]) -> np.ndarray:
    model = fast.teach([reads[place] for place in learnt], [rows[place] for place in learnt], None)
    scores = fast.outputs_of(model, [reads[place] for place in left])[:, place_of("complaint").start]
    return np.asarray(1 / (1 + np.exp(-scores)))
