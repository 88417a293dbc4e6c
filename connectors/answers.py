"""Single fields of a platform's JSON, read strictly: what must be there and is not raises one of `connectors.walk.Wrong`.

Optional fields of the wrong type are unknown (None); names and keys are bounded, because no store can look up one of any
length.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from connectors.text import plain, storable
from monitor.errors import SourceChanged

LONGEST_NAME = 500  # characters of a key, an author or a thread; as monitor.collect
MOST = 2**63 - 1  # the largest number a store holds


def records(answer: Any, key: str, title: str) -> list[Any]:  # noqa: ANN401 - JSON is whatever the server says
    """Give the list under a name of an answer; SourceChanged where there is none."""
    found = answer.get(key) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise SourceChanged(f"{title} answers in a new shape: there are no `{key}`. Look for a newer release.")
    return found


def record_in(answer: Any, title: str) -> dict[str, Any]:  # noqa: ANN401
    """Give the record that an answer is; SourceChanged where it is something else."""
    if not isinstance(answer, dict):
        raise SourceChanged(
            f"{title} answers in a new shape: what should be a record is none. Look for a newer release."
        )
    return answer


def inner(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Give the record inside a record; empty where there is none, TypeError where it is something else."""
    found = record.get(key)
    if found is not None and not isinstance(found, dict):
        raise TypeError(f"`{key}` is {type(found).__name__}")
    return found or {}


def number(record: Mapping[str, Any], key: str) -> int:
    """Give a whole number that must be there."""
    found = record[key]
    if not isinstance(found, int) or isinstance(found, bool) or abs(found) > MOST:
        raise TypeError(f"`{key}` is no whole number")
    return found


def number_or_none(record: Mapping[str, Any], key: str) -> int | None:
    """Give a whole number, if there is one."""
    found = record.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) <= MOST else None


def count(record: Mapping[str, Any], key: str) -> int | None:
    """Give a count; None, which is unknown and not 0, where there is none."""
    found = number_or_none(record, key)
    return found if found is not None and found >= 0 else None


def name(record: Mapping[str, Any], key: str) -> str:
    """Give a text that identifies something and must be there."""
    found = record[key]
    if not isinstance(found, str) or not found.strip() or len(found) > LONGEST_NAME:
        raise ValueError(f"`{key}` is no name")
    return storable(found)


def name_or_none(record: Mapping[str, Any], key: str) -> str | None:
    """Give a text that names something, if there is one."""
    found = record.get(key)
    return storable(found) if isinstance(found, str) and found.strip() and len(found) <= LONGEST_NAME else None


def words(record: Mapping[str, Any], key: str) -> str:
    """Give what a reader would see of a field of HTML, Markdown or plain text that must be there, if only empty."""
    found = record[key]
    if not isinstance(found, str):
        raise TypeError(f"`{key}` is {type(found).__name__}")
    return plain(found)


def words_if_any(record: Mapping[str, Any], key: str) -> str:
    """Give what a reader would see of a field that may be missing; empty where it is."""
    return "" if record.get(key) is None else words(record, key)


def together(*parts: str) -> str:
    """Join title and text, an empty line between; ValueError where nothing is said."""
    said = "\n\n".join(part for part in parts if part)
    if not said:
        raise ValueError("no text")
    return said


def moment(record: Mapping[str, Any], key: str) -> datetime:
    """Give a time in ISO 8601 that must be there; one without a zone is UTC."""
    found = datetime.fromisoformat(record[key])
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def moment_or_none(record: Mapping[str, Any], key: str) -> datetime | None:
    """Give a time in ISO 8601, if there is one."""
    return None if record.get(key) is None else moment(record, key)


def web_address(found: object) -> str | None:
    """Keep an address only if a browser would open it as a web page."""
    if not isinstance(found, str) or len(found) > 2_000 or not found.isprintable():
        return None
    try:
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and parts.hostname else None
