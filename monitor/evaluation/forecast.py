"""Measures forecasts of the final size of reshare cascades, beside two plain ones.

"Last pace" expects as many again as in the time just past. Szabo & Huberman (2010) expect the growth, in logarithms, that
cascades had on average from that age on; here always that of the others, so that no cascade is foretold by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import exp, log
from pathlib import Path
from statistics import median

from monitor.evaluation.base import OURS, Figure
from monitor.stories.forecast import forecast

AGES = {"15 min": 900.0, "1 h": 3_600.0, "3 h": 10_800.0}
"""Seconds after the first telling at which the forecast is made."""


def measure(folder: Path) -> list[Figure]:
    """Forecast every cascade in `folder`/cascades: median relative error of its final size, and how often it lies in range."""
    cascades = [read(path) for path in sorted((folder / "cascades").glob("RT*.txt"))]
    figures = []
    for name, age in AGES.items() if cascades else ():
        errors, inside, plain, usual = [], [], [], []
        growths = [log(len(times) / max(1, bisect_right(times, age))) for times, _ in cascades]
        for (times, followers), growth in zip(cascades, growths, strict=True):
            found = forecast(times, age, times[-1], followers)
            true = len(times)
            errors.append(abs(found.size + found.to_come.likely - true) / true)
            inside.append(found.size + found.to_come.low <= true <= found.size + found.to_come.high)
            plain.append(abs(last_pace(times, age) - true) / true)
            others = (sum(growths) - growth) / max(1, len(growths) - 1)
            usual.append(abs(szabo_huberman(times, age, others) - true) / true)
        figures += [
            _figure(OURS, f"median error of the size at {name}", median(errors), len(cascades)),
            _figure(OURS, f"80 % range holds at {name}", sum(inside) / len(inside), len(cascades)),
            _figure("last pace", f"median error of the size at {name}", median(plain), len(cascades)),
            _figure("Szabo-Huberman", f"median error of the size at {name}", median(usual), len(cascades)),
        ]
    return figures


def _figure(subject: str, measure_name: str, value: float, rows: int) -> Figure:
    return Figure(task="forecast, cascades", subject=subject, measure=measure_name, value=round(value, 4), rows=rows)


def read(path: Path) -> tuple[list[float], list[float]]:
    """Read seconds and followers of one cascade; its first line is a header."""
    rows: Iterable[list[str]] = (line.split() for line in path.read_text(encoding="utf-8").splitlines()[1:])
    told = sorted((float(row[0]), float(row[1])) for row in rows if len(row) == 2)
    return [at for at, _ in told], [followers for _, followers in told]


def last_pace(times: Sequence[float], age: float) -> float:
    """Expect the pace of the last half of the time so far to go on for as long again."""
    known = bisect_right(times, age)
    return known + 2.0 * (known - bisect_right(times, age / 2))


def szabo_huberman(times: Sequence[float], age: float, growth: float) -> float:
    """Expect a growth (in logarithms) that other cascades had from this age on."""
    return bisect_right(times, age) * exp(growth)
