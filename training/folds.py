"""Cuts the rows into folds, so that every row is also judged by a model that has not seen it, nor its domain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zlib import crc32

from training.rows import Row

FOLDS: Final = 1
"""How many models are trained only to measure; each takes as long as the one that ships."""
DOMAINS: Final = {"services": 0, "apparel": 0, "retail": 1, "electronics": 1, "software": 1}
"""The fold in which all tweets of a domain are left out."""
SHARE: Final = 4
"""Of the other rows each fold leaves out one in so many."""
IN_DOMAIN: Final = 15
"""Of a hundred tweets of a domain that is learnt so many are left out all the same: they measure known domains."""


def left_out(row: Row, fold: int) -> str:
    """Say why a row is not learnt in a fold: `unseen domain`, `in domain`, `fold`; nothing when it is learnt."""
    chance = crc32(row.text.encode())
    if row.group in DOMAINS and row.origin == "complaints":
        if DOMAINS[row.group] == fold:
            return "unseen domain"
        return "in domain" if chance // 7 % 100 < IN_DOMAIN else ""
    return "fold" if chance % SHARE == fold else ""


def cut(rows: Sequence[Row], fold: int) -> tuple[list[int], list[int]]:
    """Give the places of the rows that are learnt, and of those left out."""
    learnt = [place for place, row in enumerate(rows) if not left_out(row, fold)]
    return learnt, [place for place, row in enumerate(rows) if left_out(row, fold)]
