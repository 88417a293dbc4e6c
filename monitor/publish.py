"""Writes a report's files so that a reader never meets half of one: the old file stays until the new one is whole."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from monitor.errors import StoreError
from monitor.model import Material
from reports.build import build
from reports.registry import render, suffix

PAGE = "html"


def publish(material: Material, folder: Path, formats: Sequence[str]) -> Path | None:
    """Write the report in every format into `folder`; give the path of the page, if there is one.

    Raises StoreError when the folder cannot be written; every earlier file is then untouched.
    """
    report = build(material)
    rendered = [(folder / f"index{suffix(name)}", render(name, report), name) for name in formats]
    for path, content, _ in rendered:
        replace_file(path, content)
    return next((path for path, _, name in rendered if name == PAGE), None)


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: written beside it, forced to disk, then renamed over it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _force_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        advice = "free some space or check the folder's permissions; the earlier report is untouched"
        raise StoreError(f"the report {path} cannot be written: {error}; {advice}") from error


def _force_folder(folder: Path) -> None:
    """Force the rename itself to disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
