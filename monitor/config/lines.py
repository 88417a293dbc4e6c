"""Finds the line a setting stands on, which the TOML reader of the standard library does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")


def find_lines(text: str) -> dict[str, int]:
    """Map each dotted path (array tables counted from 0, as in `brands.0.name`) to its line, counted from 1.

    Good enough for messages: a setting inside a multi-line string may be named as well, which no one looks up.
    """
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            prefix = _table_path(header[2], counts, is_array=header[1] == "[[")
            lines.setdefault(prefix, number)
        elif key := _KEY.match(line):
            lines.setdefault(_join(prefix, *_parts(key[1])), number)
    return lines


def line_of(lines: dict[str, int], path: str) -> int | None:
    """Find the line of `path`, or of the nearest table around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path.rpartition(".")[0]
    return None


def _table_path(name: str, counts: dict[str, int], *, is_array: bool) -> str:
    path = _join("", *_parts(name))
    if is_array:
        index = counts.get(path, 0)
        counts[path] = index + 1
        path = f"{path}.{index}"
    return path


def _parts(name: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(name)]


def _join(*parts: str) -> str:
    return ".".join(part for part in parts if part)
