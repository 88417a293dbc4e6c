"""Measures what judging a text costs, with the fast tier alone and with both tiers, on real tweets to airlines.

    python benchmarks/judging.py

Best of five passes over the same texts, in turns, in one process: the machine may be shared.
"""

from __future__ import annotations

import csv
import gc
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from monitor.analysis.assess import Assessor
from monitor.analysis.encoder import EncoderTier
from monitor.analysis.tiers import Tiers
from monitor.config import Brand
from monitor.model import Mention

AIRLINE = Path(__file__).parent.parent.parent / "shared" / "data" / "airline" / "mentions.csv"
PASSES, PORTION = 5, 500


def main() -> None:
    """Measure and print."""
    if not AIRLINE.exists():
        print("NOT MEASURED: ../shared/data/airline is absent, so judging was not timed")
        return
    gc.set_threshold(1_000_000, 20, 20)  # as the command line does
    with AIRLINE.open(encoding="utf-8", newline="") as file:
        mentions = [mention(row) for row in csv.DictReader(file)]
    loads = [spent(lambda: (Tiers().fast, Tiers().blend)), spent(load_encoder)]
    brands = [Brand(name="United", handles=("united",)), Brand(name="US Airways", handles=("usairways",))]
    alone, both = Assessor(brands, use_encoder=False), Assessor(brands)
    asked = counted(both.tiers)
    rates = {"fast tier alone": 0.0, "both tiers": 0.0}
    for _ in range(PASSES):
        asked.clear()
        for name, assessor in (("fast tier alone", alone), ("both tiers", both)):
            rates[name] = max(rates[name], len(mentions) / spent(partial(passed, assessor, mentions)))
    for (name, rate), least in zip(rates.items(), (5_000, 1_000), strict=True):
        print(f"{name:18s} {rate:7,.0f} texts a CPU second  (at least {least:,})")
    print(f"the encoder was asked about {len(asked) / len(mentions):.0%} of {len(mentions):,} texts")
    print(f"loading            fast tier {loads[0]:.2f} CPU s (at most 0.3), encoder {loads[1]:.2f} (at most 1)")


def mention(row: dict[str, str]) -> Mention:
    """Take a tweet as a connector gives it."""
    return Mention(
        platform="x", stable_key=row["id"], source="x", text=row["text"], posted_at=datetime.now(UTC), language="en"
    )


def passed(assessor: Assessor, mentions: Sequence[Mention]) -> None:
    """Judge all texts once, in portions as a run does."""
    for start in range(0, len(mentions), PORTION):
        assessor.assess(mentions[start : start + PORTION])


def load_encoder() -> None:
    """Load the encoder and judge one text."""
    EncoderTier().outputs(["where is my parcel"])


def counted(tiers: Tiers) -> list[str]:
    """Note each text the encoder is asked about."""
    asked: list[str] = []
    outputs = tiers.encoder.outputs
    tiers.encoder.outputs = lambda texts: (asked.extend(texts), outputs(texts))[1]  # type: ignore[method-assign]
    return asked


def spent(work: Callable[[], object]) -> float:
    """Give the CPU seconds that work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
