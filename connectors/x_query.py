"""What to listen for in X's search syntax (docs.x.com/x-api/posts/search/integrate/operators)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from connectors.search import any_of, quoted, too_long
from monitor.model import Query

_HANDLE = re.compile(r"@([A-Za-z0-9_]{1,15})")  # handles of other platforms hold dots and hyphens
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2,4})?")
_OPERATORS = frozenset({"or", "and"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One question to X for one brand. `unwanted` are excluded words for which the question had no room."""

    query: Query
    text: str
    unwanted: tuple[str, ...] = ()


def searches(query: Query, languages: Sequence[str], limit: int) -> tuple[list[Search], list[str]]:
    """Write the fewest searches of `limit` characters for a brand; name the terms that fit into none."""
    tail, unwanted = _tail(query, languages, limit)
    names = list({term.casefold(): term for term in query.terms if _is_searchable(term)}.values())
    accounts = [handle for handle in map(_HANDLE.fullmatch, query.handles) if handle]
    addressed = [f"{operator}{handle[1]}" for handle in accounts for operator in ("@", "to:")]
    written = any_of([*map(_written, names), *addressed], limit=limit, tail=tail, form=str)
    found = [Search(query=query, text=text, unwanted=unwanted) for text in written]
    return found, too_long(names, limit=limit, tail=tail, form=_written)


def _written(term: str) -> str:
    """Write a name so that X takes it as a name: never as one of its operators."""
    return f'"{term.strip()}"' if term.strip().casefold() in _OPERATORS else quoted(term)


def _is_searchable(term: str) -> bool:
    return any(letter.isalnum() or not letter.isascii() for letter in term)


def narrowing(languages: Sequence[str]) -> str:
    """Write the operator that keeps to some languages, with a blank before it; empty for all languages."""
    known = [f"lang:{code.lower()}" for code in languages if _LANGUAGE.fullmatch(code)]
    return "" if not known else f" {known[0]}" if len(known) == 1 else f" ({' OR '.join(known)})"


def _tail(query: Query, languages: Sequence[str], limit: int) -> tuple[str, tuple[str, ...]]:
    """Write what every search of a brand ends with; it takes up half the room at most."""
    tail, unwanted = f" -is:retweet{narrowing(languages)}", []
    for word in filter(_is_searchable, query.excluded):
        longer = f"{tail} -{_written(word)}"
        if len(longer) <= limit // 2:
            tail = longer
        else:
            unwanted.append(word)
    return tail, tuple(unwanted)
