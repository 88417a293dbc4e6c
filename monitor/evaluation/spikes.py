"""Measures spikes as the Numenta Anomaly Benchmark does (Lavin & Ahmad 2015), beside a windowed Gaussian.

Each labelled window gives up to one point, more for an earlier alarm; each alarm outside costs, more the further it is
behind the window before; each missed window costs. One threshold serves all series, chosen per profile in favour of the
detector, as the benchmark does. 100 is a perfect detector, 0 one that never alarms. The first 15 % of a series
(at most 750 rows) are not judged.
"""

from __future__ import annotations

import csv
import json
import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from monitor.evaluation.base import OURS, Figure
from monitor.stories.spikes import SpikeDetector

PROFILES = {"standard": (0.11, 1.0), "low false positives": (0.22, 1.0), "low false negatives": (0.11, 2.0)}
"""What a false alarm and a missed window cost; a window found at its very beginning gives 1."""
LEARNING_SHARE, MOST_LEARNING = 0.15, 750
GAUSSIAN_WINDOW = 6_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Counts over time with the row ranges (first and last, inclusive) that are labelled."""

    times: list[datetime]
    counts: list[float]
    windows: list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One scored row: which window it lies in (None outside), and what an alarm there is worth (at most 1)."""

    score: float
    window: tuple[str, int] | None
    worth: float


def measure(folder: Path) -> list[Figure]:
    """Score all series in `folder`/spikes under the three profiles, with the false alarms under the standard one."""
    if not (folder / "spikes" / "windows.json").exists():
        return []
    series = read(folder / "spikes")
    detectors = {OURS: scores, f"{OURS}, its own alarms": own_alarms, "windowed Gaussian": gaussian}
    return [figure for subject, detector in detectors.items() for figure in _figures(series, subject, detector)]


def read(folder: Path) -> dict[str, Series]:
    """Read `windows.json` and the series it names."""
    labels = json.loads((folder / "windows.json").read_text(encoding="utf-8"))
    return {name: _read_series(folder / f"{name}.csv", spans) for name, spans in labels.items()}


def _read_series(path: Path, spans: Sequence[tuple[str, str]]) -> Series:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    times = [datetime.fromisoformat(row["timestamp"]) for row in rows]
    windows = []
    for start, end in spans:
        first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
        inside = [at for at, time in enumerate(times) if first <= time <= last]
        windows.append((inside[0], inside[-1]))
    return Series(times=times, counts=[float(row["value"]) for row in rows], windows=windows)


def _figures(series: dict[str, Series], subject: str, detector: Callable[[Series], list[float]]) -> list[Figure]:
    alarms = [alarm for name, each in series.items() for alarm in judge(name, each, detector(each))]
    windows = sum(window[1] >= _learning(each) for each in series.values() for window in each.windows)
    rows = sum(len(each.counts) for each in series.values())
    figures = []
    for profile, (false_alarm, missed) in PROFILES.items():
        score, false_alarms = benchmark(alarms, windows, false_alarm, missed)
        values = {f"NAB score, {profile}": score, f"false alarms, {profile}": float(false_alarms)}
        figures += [
            Figure(task="spikes, NAB tweets", subject=subject, measure=name, value=round(value, 2), rows=rows)
            for name, value in values.items()
        ]
    return figures


def judge(name: str, series: Series, scored: Sequence[float]) -> list[Alarm]:
    """Say what an alarm would be worth at each judged row with a score above 0."""
    learning = _learning(series)
    alarms = []
    before: tuple[int, int] | None = None
    ahead = deque(sorted(series.windows))
    for row, score in enumerate(scored):
        while ahead and row > ahead[0][1]:
            before = ahead.popleft()
        inside = ahead[0] if ahead and row >= ahead[0][0] else None
        if score > 0 and row >= learning:
            window = None if inside is None else (name, inside[0])
            alarms.append(Alarm(score=score, window=window, worth=_worth(row, inside, before)))
    return alarms


def _learning(series: Series) -> int:
    return min(int(len(series.counts) * LEARNING_SHARE), MOST_LEARNING)


def _worth(row: int, inside: tuple[int, int] | None, before: tuple[int, int] | None) -> float:
    """Give 1 at the start of a window, falling to 0 at its end, and below 0 to -1 after it."""
    if inside is not None:
        return _sigmoid(-(inside[1] - row + 1) / (inside[1] - inside[0] + 1)) / _sigmoid(-1.0)
    return -1.0 if before is None else _sigmoid((row - before[1]) / (before[1] - before[0]))


def _sigmoid(position: float) -> float:
    return -1.0 if position > 3.0 else 2.0 / (1.0 + math.exp(5.0 * position)) - 1.0


def benchmark(alarms: Sequence[Alarm], windows: int, false_alarm: float, missed: float) -> tuple[float, int]:
    """Lower the threshold step by step; give the best normalised score and the false alarms there."""
    gained: dict[tuple[str, int], float] = {}
    lost, wrong = 0.0, 0
    best, best_wrong = -missed * windows, 0
    ordered = sorted(alarms, key=lambda alarm: -alarm.score)
    for _, same in groupby(ordered, key=lambda alarm: alarm.score):
        for alarm in same:
            if alarm.window is None:
                lost += false_alarm * alarm.worth
                wrong += 1
            else:
                gained[alarm.window] = max(alarm.worth, gained.get(alarm.window, 0.0))
        score = sum(gained.values()) + lost - missed * (windows - len(gained))
        if score > best:
            best, best_wrong = score, wrong
    return 100.0 * (best + missed * windows) / (windows + missed * windows), best_wrong


def scores(series: Series) -> list[float]:
    """Score each row with our detector."""
    detector = SpikeDetector()
    return [detector.read(at, count).score for at, count in zip(series.times, series.counts, strict=True)]


def own_alarms(series: Series) -> list[float]:
    """Score 1 where our detector itself says that an event begins: no threshold chosen afterwards."""
    detector = SpikeDetector()
    return [float(detector.read(at, count).spike) for at, count in zip(series.times, series.counts, strict=True)]


def gaussian(series: Series) -> list[float]:
    """Score each row by the normal tail probability against the rows before it."""
    window: deque[float] = deque()
    total = squares = 0.0
    found = []
    for count in series.counts:
        mean = total / len(window) if window else count
        spread = math.sqrt(max(squares / len(window) - mean * mean, 1e-9)) if window else 1.0
        found.append(1.0 - 0.5 * math.erfc(max(-30.0, (count - mean) / spread / math.sqrt(2.0))))
        window.append(count)
        total, squares = total + count, squares + count * count
        if len(window) > GAUSSIAN_WINDOW:
            gone = window.popleft()
            total, squares = total - gone, squares - gone * gone
    return found
