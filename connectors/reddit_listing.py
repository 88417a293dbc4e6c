"""Reddit's listings, page by page: newest first, a page after an anchor, and no more than about a thousand records.

A page begins after a record that must still be there: after one that was deleted Reddit answers nothing at all, as if the
listing had ended. So the place to go on from names several records of the page before, and the next is tried when one is
gone. What lies before an anchor is never asked for (`before`), because then nobody could tell "nothing new" from "gone".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from connectors.reddit_reading import is_fullname
from connectors.walk import Lane, Page
from monitor.errors import SourceChanged

PAGE = 100  # the most records of one page
LISTING_ENDS = 900  # records; listings end near 1,000 less what was removed (reddit.com/r/redditdev/wiki/api/faq)
SEARCH_ENDS = 200  # records; searches end near 250 (github.com/not-an-aardvark/snoowrap/issues/162)
_LONGEST_ANCHOR = 100


class Asking(Protocol):
    """Asks Reddit for the JSON at a path."""

    def ask(self, path: str, **parameters: str) -> Any:  # noqa: ANN401 - JSON is whatever the server says
        """Give the JSON at a path below the API's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one lane asks for. A walk that ends after `ends` records or more was cut off by Reddit."""

    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    ends: int = LISTING_ENDS


class Pages:
    """Fetches the pages of a walk; one for each pull."""

    def __init__(self, client: Asking) -> None:
        self._client = client
        self._passed: dict[str, set[str]] = {}

    def fetch(self, lane: Lane, token: str | None, _lower: datetime) -> Page:
        """Give the page that a token leads to; SourceChanged when none of its anchors is left, or they lead in a circle."""
        listing: Listing = lane.asks
        if token is None:
            self._passed[lane.key] = set()
        count, anchors = _unpacked(token)
        records, after = self._after_any(listing, anchors)
        count += len(records)
        if after is None:
            return Page(records=records, capped=count >= listing.ends)
        passed = self._passed.setdefault(lane.key, set())
        if after in passed:
            raise SourceChanged(f"Reddit leads us in a circle in {lane.label}: stopped.")
        passed.add(after)
        return Page(records=records, following=_packed(count, after, records))

    def _after_any(self, listing: Listing, anchors: Sequence[str]) -> tuple[list[Any], str | None]:
        """Ask for what comes after the first anchor that is still there."""
        for anchor in anchors or [""]:
            records, after = self._ask(listing, anchor)
            if records or after is not None or not anchor:
                return records, after
        raise SourceChanged("Reddit no longer has the posts at which the walk was to go on. It begins anew.")

    def _ask(self, listing: Listing, anchor: str) -> tuple[list[Any], str | None]:
        parameters = {**listing.parameters, "limit": str(PAGE)} | ({"after": anchor} if anchor else {})
        return read_listing(self._client.ask(listing.path, **parameters))


def read_listing(answer: Any) -> tuple[list[Any], str | None]:  # noqa: ANN401 - JSON is whatever the server says
    """Give the records of a listing and what its next page comes after; SourceChanged when it is none."""
    told = answer.get("data") if isinstance(answer, dict) else None
    children = told.get("children") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(children, list):
        raise SourceChanged("Reddit answers in a new shape: there is no listing. Look for a newer release.")
    after = told.get("after")
    if after is not None and not _is_anchor(after):
        raise SourceChanged("Reddit answers in a new shape: the next page has no name. Look for a newer release.")
    return [_inner(child) for child in children], after or None


def _inner(child: object) -> object:
    """Take a record out of its envelope; what is none stays as it is, to be set aside when it is read."""
    return child["data"] if isinstance(child, dict) and isinstance(child.get("data"), dict) else child


def _is_anchor(after: object) -> bool:
    if not isinstance(after, str) or len(after) > _LONGEST_ANCHOR:
        return False
    return after.isascii() and after.isprintable() and " " not in after


def _packed(count: int, after: str, records: Sequence[Any]) -> str:
    """Write down how many records were walked past and the anchors to go on from, the best first."""
    names = [record.get("name") for record in records if isinstance(record, dict)]
    known = [name for name in names if isinstance(name, str) and is_fullname(name)]
    spare = [known[place] for place in (-2, len(known) // 2, 0)] if len(known) > 1 else known
    return " ".join([str(count), *dict.fromkeys([after, *spare])])


def _unpacked(token: str | None) -> tuple[int, list[str]]:
    """Read what `_packed` wrote; SourceChanged for what it cannot have written."""
    if token is None:
        return 0, []
    count, *anchors = token.split(" ")
    if not (count.isdecimal() and len(count) < 9 and anchors and all(_is_anchor(anchor) for anchor in anchors)):
        raise SourceChanged("The place to go on from cannot be read. The walk begins anew.")
    return int(count), anchors
