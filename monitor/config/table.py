"""Reads one table of the configuration field by field and collects every error instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from monitor.config.lines import line_of

Default = TypeVar("Default")


class Findings:
    """All errors of one configuration file, each with its path and line."""

    def __init__(self, lines: dict[str, int]) -> None:
        self.lines = lines
        self.found: list[tuple[int, str]] = []

    def add(self, path: str, what: str) -> None:
        """Note one error at `path`."""
        line = line_of(self.lines, path)
        place = f"line {line}: " if line else ""
        self.found.append((line or 0, f"{place}{path}: {what}"))

    def in_order(self) -> list[str]:
        """Give all errors in the order of the file."""
        return [text for _, text in sorted(self.found)]


class Table:
    """One table of the file. Every `take_…` notes what is wrong and then gives the default."""

    def __init__(self, content: Mapping[str, Any], path: str, findings: Findings) -> None:
        self._content = content
        self._path = path
        self._findings = findings
        self._known: list[str] = []

    def take_text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Read a string; `required` ones may not be empty."""
        value = self._take(key, default)
        if not isinstance(value, str):
            return self._wrong(key, f"must be text in quotes, not {_name_of(value)}", default)
        if required and not value.strip():
            return self._wrong(key, "is missing: it must be given", default)
        if "\x00" in value:
            return self._wrong(key, "holds a NUL character", default)
        return value

    def take_number(self, key: str, default: float, *, least: float, most: float) -> float:
        """Read a number between `least` and `most`."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._wrong(key, f"must be a number, not {_name_of(value)}", default)
        if not least <= value <= most:
            return self._wrong(key, f"must lie between {least:g} and {most:g}, not {value:g}", default)
        return value

    def take_limit(self, key: str, *, least: float, most: float, whole: bool = False) -> float | None:
        """Read a number that may be left out, which gives None; `whole` ones have no fraction."""
        if key not in self._content:
            self._known.append(key)
            return None
        value = self.take_number(key, most, least=least, most=most)
        if whole and value != int(value):
            return self._wrong(key, f"must be a whole number, not {value:g}", None)
        return value

    def take_flag(self, key: str, *, default: bool) -> bool:
        """Read true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            return self._wrong(key, f"must be true or false, not {_name_of(value)}", default)
        return value

    def take_texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Read a list of strings."""
        value = self._take(key, list(default))
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            return self._wrong(key, 'must be a list of texts, as in ["one", "two"]', default)
        return tuple(each for each in value if each.strip())

    def take_choices(self, key: str, default: tuple[str, ...], valid: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of strings each of which must be one of `valid`."""
        chosen = self.take_texts(key, default)
        for each in chosen:
            if each not in valid:
                self._wrong(key, f"“{each}” is not known{nearest(each, valid)}; valid: {', '.join(valid)}", default)
        return tuple(each for each in chosen if each in valid)

    def take_table(self, key: str) -> Table:
        """Read a table inside this one; an absent one is empty."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            value = self._wrong(key, f"must be a table, written as [{self._at(key)}]", {})
        return Table(value, self._at(key), self._findings)

    def take_tables(self, key: str) -> list[Table]:
        """Read a list of tables, each written under its own double-bracket header."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            value = self._wrong(key, f"must be one or more tables, each written as [[{self._at(key)}]]", [])
        return [Table(each, f"{self._at(key)}.{index}", self._findings) for index, each in enumerate(value)]

    def take_named_tables(self) -> dict[str, Table]:
        """Read every key of this table as a table of its own."""
        return {key: self.take_table(key) for key in self._content}

    def take_raw(self, key: str) -> Any:  # noqa: ANN401 - the content of a file may be anything
        """Read a value as it stands, None when it is absent."""
        return self._take(key, None)

    def take_rest(self) -> dict[str, Any]:
        """Read everything not yet read, as it stands: somebody else knows what is valid here."""
        rest = {key: value for key, value in self._content.items() if key not in self._known}
        self._known.extend(rest)
        return rest

    def refuse_unknown(self) -> None:
        """Note every key that nobody read, with the nearest valid name."""
        for key in self._content:
            if key not in self._known:
                self._wrong(key, f"is not a setting{nearest(key, self._known)}", None)

    def note(self, key: str, what: str) -> None:
        """Note an error found by a rule outside this class."""
        self._findings.add(self._at(key), what)

    def _take(self, key: str, default: Any) -> Any:  # noqa: ANN401 - the content of a file may be anything
        self._known.append(key)
        return self._content.get(key, default)

    def _wrong(self, key: str, what: str, default: Default) -> Default:
        self._findings.add(self._at(key), what)
        return default

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key


def nearest(name: str, valid: list[str] | tuple[str, ...]) -> str:
    """Say which valid name was probably meant, or nothing."""
    close = get_close_matches(name, valid, n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


def _name_of(value: object) -> str:
    names = {bool: "true/false", str: "text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), type(value).__name__)
