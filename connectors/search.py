"""What to listen for, put into the search syntax of a platform and within its limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def quoted(term: str) -> str:
    """Put a name of several words in quotation marks, so that the words are searched as one."""
    clean = " ".join(term.replace('"', " ").split())
    return f'"{clean}"' if " " in clean or not clean.isalnum() else clean


def any_of(  # noqa: PLR0913 - each is one property of a platform's syntax
    terms: Sequence[str],
    *,
    limit: int,
    tail: str = "",
    word_for_or: str = " OR ",
    form: Callable[[str], str] = quoted,
    most: int = 1_000,
) -> list[str]:
    """Write the fewest searches that find any of `terms`, each at most `limit` characters with `tail`, and `most` terms.

    A term that does not fit even alone is left out: `too_long` names those.
    """
    room = limit - len(tail) - (2 if tail else 0)
    searches: list[list[str]] = []
    for written in dict.fromkeys(form(term) for term in terms if term.strip()):
        if len(written) > room:
            continue
        longer = word_for_or.join([*searches[-1], written]) if searches else ""
        if searches and len(searches[-1]) < most and len(longer) <= room:
            searches[-1].append(written)
        else:
            searches.append([written])
    joined = [word_for_or.join(parts) for parts in searches]
    return [
        (f"({search}){tail}" if len(parts) > 1 else f"{search}{tail}") if tail else search
        for search, parts in zip(joined, searches, strict=True)
    ]


def too_long(terms: Sequence[str], *, limit: int, tail: str = "", form: Callable[[str], str] = quoted) -> list[str]:
    """Name the terms that no search of `limit` characters can hold."""
    return [term for term in terms if term.strip() and len(form(term)) > limit - len(tail) - (2 if tail else 0)]
