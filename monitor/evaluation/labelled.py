"""Reads our own labelled sets by docs/labelling.md, strictly: a bad line is an error that names the file and the line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from monitor.errors import UsageError
from monitor.evaluation.facts import Span, without_marks
from monitor.model import Gate, Kind

REGISTERS: Final = frozenset({"tweet", "review", "forum", "comment", "email", "chat"})
GATES: Final = frozenset({*Gate} - {Gate.OWN, Gate.ANSWERED, Gate.OPTED_OUT})
"""The gates a text alone can show."""
NEEDED: Final = ("id", "text", "register", "trade", "brand", "kind")
DEFAULTS: Final[Mapping[str, Any]] = {"severity": 0, "leaving": 0, "irony": 0, "firsthand": 1, "gates": []}
"""What a label that is left out means; `negative` follows the kind."""
WORST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One labelled text. A label that nobody gave is None; `severity` 0 is none, or a complaint nobody rated."""

    text: str
    register: str
    id: str = ""
    brand: str = ""
    trade: str = ""
    domain: str = ""
    kind: Kind | None = None
    complaint: bool | None = None
    negative: bool | None = None
    severity: int = 0
    leaving: bool | None = None
    irony: bool | None = None
    firsthand: bool | None = None
    gates: tuple[Gate, ...] = ()
    marks: tuple[Span, ...] = ()


def read(path: Path) -> list[Row]:
    """Read one set. Raises UsageError for a line that the labelling rules do not allow, without quoting it."""
    rows = list(_rows(path, row_of))
    for seen, what in (([row.id for row in rows], "id"), ([row.text for row in rows], "text")):
        if twice := next((at for at, value in enumerate(seen) if value in seen[:at]), None):
            raise UsageError(f"{path.name}, line {twice + 1}: the same {what} stands in an earlier line")
    return rows


def read_opinions(path: Path) -> list[Row]:
    """Read opinions about anything, of which only is known whether they are ill. Raises UsageError as `read` does."""
    return list(_rows(path, opinion_of))


def opinion_of(labels: object) -> Row:
    """Check one line of opinions. Raises ValueError with a reason."""
    if not isinstance(labels, dict) or set(labels) != {"text", "about", "negative"}:
        raise ValueError("it must have 'text', 'about' and 'negative'")
    if not all(isinstance(labels[name], str) and labels[name].strip() for name in ("text", "about")):
        raise ValueError("'text' or 'about' is empty")
    if not _is_flag("negative")(labels):
        raise ValueError("'negative' must be 0 or 1")
    return Row(text=labels["text"], register="tweet", domain=labels["about"], negative=bool(labels["negative"]))


def _rows(path: Path, row_of: Callable[[object], Row]) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield row_of(json.loads(line))
            except ValueError as error:
                reason = "it is no JSON" if isinstance(error, json.JSONDecodeError) else str(error)
                raise UsageError(f"{path.name}, line {number}: {reason} (docs/labelling.md)") from None


def row_of(labels: object) -> Row:
    """Check one line and fill in what was left out. Raises ValueError with a reason."""
    if not isinstance(labels, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - one error for every kind of bad line
    if unknown := sorted(set(labels) - {*NEEDED, *DEFAULTS, "negative"}):
        raise ValueError(f"it has unknown labels: {', '.join(unknown)}")
    for name in NEEDED:
        if not isinstance(labels.get(name), str) or not labels[name].strip():
            raise ValueError(f"{name!r} is missing or empty")
    kind = labels["kind"]
    given = {**DEFAULTS, "negative": int(kind == Kind.COMPLAINT), **labels}
    for name, (fits, wanted) in RULES.items():
        if not fits(given):
            raise ValueError(f"{name!r} must be {wanted}")
    return _row(given)


def _row(given: Mapping[str, Any]) -> Row:
    text, marks = _unmarked(given["text"])
    labels = {name: given[name] for name in ("id", "register", "brand", "trade", "severity")}
    labels |= {name: bool(given[name]) for name in ("negative", "leaving", "irony", "firsthand")}
    kind, gates = Kind(given["kind"]), tuple(Gate(gate) for gate in given["gates"])
    return Row(text=text, kind=kind, complaint=kind is Kind.COMPLAINT, gates=gates, marks=marks, **labels)


def _unmarked(text: str) -> tuple[str, tuple[Span, ...]]:
    try:
        plain, marks = without_marks(text)
    except ValueError:
        raise ValueError("it marks a fact of an unknown type") from None
    if "[[" in plain or "]]" in plain:
        raise ValueError("it has a mark without an end")
    return plain, tuple(marks)


def _is_flag(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda given: type(given[name]) is int and given[name] in (0, 1)


def _is_severity(given: Mapping[str, Any]) -> bool:
    severity = given["severity"]
    return type(severity) is int and 0 <= severity <= (WORST if given["kind"] == Kind.COMPLAINT else 0)


def _are_gates(given: Mapping[str, Any]) -> bool:
    gates = given["gates"]
    return isinstance(gates, list) and all(isinstance(gate, str) and gate in GATES for gate in gates)


RULES: Final[Mapping[str, tuple[Callable[[Mapping[str, Any]], bool], str]]] = {
    "register": (lambda given: given["register"] in REGISTERS, f"one of {', '.join(sorted(REGISTERS))}"),
    "kind": (lambda given: given["kind"] in set(Kind), f"one of {', '.join(Kind)}"),
    **{name: (_is_flag(name), "0 or 1") for name in ("leaving", "irony", "firsthand")},
    "negative": (
        lambda given: _is_flag("negative")(given) and given["negative"] >= (given["kind"] == Kind.COMPLAINT),
        "0 or 1, and 1 for a complaint",
    ),
    "severity": (_is_severity, f"a whole number from 0 to {WORST}, and 0 for what is no complaint"),
    "gates": (_are_gates, f"a list of {', '.join(sorted(GATES))}"),
}
