"""Writes a report's files so that a reader never meets half of one: the old file stays until the new one is whole."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from monitor.errors import StoreError
from reports.document import Report
from reports.registry import render, suffix

PAGE = "html"


def publish(report: Report, folder: Path, formats: Sequence[str]) -> Path | None:
    """Write the report in every format into `folder`; give the path of the page, if there is one.

    Raises StoreError when the folder cannot be written; every earlier file is then untouched.
    """
    files = {name: (folder / f"index{suffix(name)}", render(name, report)) for name in formats}
    try:
        replace_files(dict(files.values()))
    except OSError as error:
        advice = "free some space or check the folder's permissions; the earlier report is untouched"
        raise StoreError(f"the report in {folder} cannot be written: {error}; {advice}") from error
    return files[PAGE][0] if PAGE in files else None


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
            _force_folder(path.parent)
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
