"""Writes the measured figures into docs/model-card.md: `python -m training.card`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from monitor.analysis.fast import WEIGHTS

CARD: Final = Path(__file__).parent.parent / "docs" / "model-card.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
COLUMNS: Final = ("rows", "macro F1", "F1", "precision", "recall", "recall at precision .90", "calibration error")


def main() -> None:
    """Write the table between its marks."""
    before, _, rest = CARD.read_text(encoding="utf-8").partition(BEGIN)
    CARD.write_text(f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def table() -> str:
    """Give the figures of `measured.json` as a table."""
    lines: list[dict[str, Any]] = json.loads((WEIGHTS / "measured.json").read_text(encoding="utf-8"))
    heads = [line for line in lines if line["head"] not in ("kind", "severity")]
    classes = [line for line in lines if line["head"] in ("kind", "severity")]
    return "\n".join([
        f"| texts | question | judge | {' | '.join(COLUMNS)} |",
        "|---" * (3 + len(COLUMNS)) + "|",
        *(f"| {line['group']} | {line['head']} | {line['judge']} | {_cells(line)} |" for line in heads),
        "",
        "| texts | question | rows | macro F1 | more |",
        "|---|---|---|---|---|",
        *(f"| {line['group']} | {line['head']} | {line['rows']:,} | {line['macro F1']:.3f} | {_more(line)} |" for line in classes),
    ])  # fmt: skip


def _cells(line: dict[str, Any]) -> str:
    cells = [f"{int(line['rows']):,}"]
    return " | ".join(cells + [f"{line[name]:.3f}" if name in line else "" for name in COLUMNS[1:]])


def _more(line: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} {value:.3f}" for name, value in line.items() if name.startswith("F1 ") or name == "rank correlation"
    )


if __name__ == "__main__":
    main()
