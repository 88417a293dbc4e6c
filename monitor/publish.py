"""Writes a report's files so that a reader never meets half of one: the old file stays until the new one is whole."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from monitor.errors import StoreError
from monitor.model import PastPage
from reports.document import Report
from reports.registry import render, suffix

PAGE, TABLE = "html", "csv"
OWN = {"people": re.compile(r"R-\d+\.html"), "stories": re.compile(r"[0-9a-f]{12}\.html")}
"""The folders of pages of their own, and what we call a file there: nothing else is ever removed."""

PAST = "past"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def publish(report: Report, folder: Path, formats: Sequence[str], past: Sequence[PastPage] = ()) -> Path | None:
    """Write the report in every format into `folder`; give the path of the page, if there is one.

    `past` are the pages to keep, newest first: the newest is this one. Raises StoreError when the folder cannot be written;
    every earlier file is then untouched.
    """
    files = {folder / f"index{suffix(name)}": render(name, report) for name in formats}
    files |= {folder / name: content for name, content in _figures(report, formats).items()}
    if PAGE in formats:
        files |= {folder / name: content for name, content in _beside(report, _listed(folder, past)).items()}
    try:
        replace_files(files)
        for stale in _stale(folder, files, past):
            _remove(stale)
    except OSError as error:
        advice = "free some space or check the folder's permissions; the earlier report is untouched"
        raise StoreError(f"the report in {folder} cannot be written: {error}; {advice}") from error
    return folder / "index.html" if PAGE in formats else None


def _figures(report: Report, formats: Sequence[str]) -> dict[str, bytes]:
    """Render a lead's figures: a page beside the page, a table beside the table."""
    from reports.figures import figures_page, figures_table  # noqa: PLC0415 - brings the template engine

    page = {"figures.html": figures_page(report)} if PAGE in formats else {}
    return page | ({"figures.csv": figures_table(report)} if TABLE in formats else {})


def _beside(report: Report, past: Sequence[PastPage]) -> dict[str, bytes]:
    """Render what stands beside the page: pages of their own, and the copy of this page among the past ones."""
    from reports.html import own_pages, page_of  # noqa: PLC0415 - a run that writes no page needs none of it
    from reports.past import past_list  # noqa: PLC0415 - as above

    own = own_pages(report)
    if not past:
        return own
    copy = {f"{PAST}/{past[0].day}/{name}": content for name, content in own.items()}
    copy[f"{PAST}/{past[0].day}/index.html"] = page_of(report, is_past=True)
    return own | copy | {f"{PAST}/index.html": past_list(report, past)}


def _listed(folder: Path, past: Sequence[PastPage]) -> list[PastPage]:
    """Leave out the days whose only run was killed before it had written its page."""
    written = {day.name for day in _inside(folder / PAST) if (day / "index.html").exists()}
    return [page for page in past if page is past[0] or page.is_withdrawn or page.day in written]


def _stale(folder: Path, files: Mapping[Path, bytes], past: Sequence[PastPage]) -> Iterator[Path]:
    """Find what earlier reports left: pages of people who wait no more, and past pages that are old or withdrawn."""
    kept = {page.day for page in past if not page.is_withdrawn}
    for place in (folder, *(folder / PAST / day for day in kept if folder / PAST / day / "index.html" in files)):
        for name, ours in OWN.items():
            yield from (file for file in _inside(place / name) if ours.fullmatch(file.name) and file not in files)
    yield from (day for day in _inside(folder / PAST) if DAY.fullmatch(day.name) and day.name not in kept)
    if not past:
        yield folder / PAST / "index.html"


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Put contents at their paths: all written beside them and forced to disk first, then each renamed over the old one.

    Raises OSError when one cannot be written; no file has changed then.
    """
    beside = {path: path.with_name(f".{path.name}.new") for path in contents}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path, new in beside.items():
            new.replace(path)
        for parent in {path.parent for path in contents}:
            _force_folder(parent)
    except OSError:
        for new in beside.values():
            with suppress(OSError):
                new.unlink()
        raise


def _force_folder(folder: Path) -> None:
    """Force the rename itself to disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
