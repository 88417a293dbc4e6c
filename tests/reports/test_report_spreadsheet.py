"""A real spreadsheet program opens the tables of a report and finds nothing in them to compute."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import require

from monitor.model import LeadFigures, StoryFates, Tally
from reports.build import build
from reports.figures import figures_table
from reports.registry import render
from tests.reports.larkfield import assessed, case_file, material, mention
from tests.reports.test_report_formats import LEADS, TRIGGERS, WIDE

pytestmark = pytest.mark.faults

CELLS = (*(lead + start for lead in LEADS for start in TRIGGERS), *WIDE, "a;=1+1", "a\t=1+1", "a\n=1+1", 'x;"=1+1')


def formulas(table: Path, separator: str = ",") -> list[str]:
    """Open a table in LibreOffice, as UTF-8 with a separator, and give the formulas it takes cells for."""
    program = shutil.which("soffice")
    require(
        program, "LibreOffice is absent (Debian: apt-get install libreoffice-calc-nogui): tables are not opened in it"
    )
    filter_options = f"CSV:{ord(separator)},34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [str(program), "--headless", "--convert-to", "fods", "--infilter=" + filter_options, str(table)],
        cwd=table.parent,
        env=os.environ | {"HOME": str(table.parent)},
        capture_output=True,
        timeout=120,
        check=True,
    )
    made = table.with_suffix(".fods").read_text(encoding="utf-8")
    assert made.count("<table:table-row") >= len(CELLS) / 2, "the table was opened"
    return re.findall(r'table:formula="([^"]*)"', made)


def tally(name: str) -> Tally:
    return Tally(
        name=name, people=60, answered=40, promised=50, kept=30, satisfied=20, reopened=3, silent=9,
        typical_wait_seconds=5400.0, compared=20, negative_before=0.8, negative_after=0.3,
    )  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["people", "figures"])
def test_a_spreadsheet_computes_nothing_in_a_table_of_ours(tmp_path: Path, name: str, separator: str) -> None:
    waiting = tuple(
        case_file(number, assessed(mention(f"c{number}", text, author_name=text, place=text), gist=text))
        for number, text in enumerate(CELLS)
    )
    lines = tuple(map(tally, CELLS))
    figures = LeadFigures(weeks=(), owners=lines, products=lines, stories=StoryFates(stopped=0, grew=0))
    report = build(replace(material(waiting=waiting), figures=figures))
    table = tmp_path / f"{name}.csv"
    table.write_bytes(render("csv", report) if name == "people" else figures_table(report))
    assert formulas(table, separator) == []


def test_it_does_compute_cells_that_nobody_defused(tmp_path: Path) -> None:
    with (tmp_path / "raw.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([[cell.replace("\x00", "")] for cell in CELLS])
    assert len(formulas(tmp_path / "raw.csv")) >= 2
