"""What `check` tells of a Mastodon source: which of the chosen lists can be heard, and how to hear the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from connectors.mastodon_ears import NO_SEARCH, Ask, Ear, closed_feeds, ears, finds_anything
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import Finding, FindingKind, Query

NEW_KEY = (
    "Make one in Mastodon: Preferences, Development, New application, with the scopes read:search, read:statuses and "
    "read:notifications; then copy `Your access token`."
)


def findings(ask: Ask, settings: Mapping[str, Any]) -> list[Finding]:
    """Ask the server for a little of everything the settings want to hear."""
    try:
        instance = ask("/api/v2/instance", {}, accept=(404, 410)).json()
    except SourceError as fault:
        return [_fault(fault, str(settings["base_url"]))]
    found = [*_key(ask, settings), *_feeds(ask, settings, instance)]
    if not ears(settings, [Query(brand="any", terms=("any",))]):
        what = "There is nothing to listen to."
        fix = f"List `hashtags`, or set `access_token`. {NEW_KEY}"
        found.append(Finding(kind=FindingKind.WRONG_SETTING, what=what, fix=fix))
    return found


def _key(ask: Ask, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if not settings["access_token"]:
        if settings["search"] or settings["own_mentions"]:
            what = "Without `access_token` neither posts are searched nor mentions of your account heard."
            fix = f"{NEW_KEY} Or set `search` and `own_mentions` to false."
            yield Finding(kind=FindingKind.NO_KEY, what=what, fix=fix)
        return
    if settings["search"]:
        yield _tried(lambda: finds_anything(ask), "The full-text search of posts")
    if settings["own_mentions"]:
        asked = {"types[]": "mention", "limit": "1"}
        yield _tried(lambda: isinstance(ask("/api/v1/notifications", asked).json(), list), "Hearing your own mentions")


def _tried(works: Callable[[], bool], what: str) -> Finding:
    """Try something that needs the key and put what happens into a finding."""
    try:
        if works():
            return Finding(kind=FindingKind.FINE, what=f"{what} works.")
    except SourceError as fault:
        return _fault(fault, what)
    return Finding(kind=FindingKind.UNSUPPORTED, what=f"{what} finds nothing at all.", fix=NO_SEARCH)


def _feeds(ask: Ask, settings: Mapping[str, Any], instance: object) -> Iterator[Finding]:
    """Say of every list we are to read whether this server shows it to us."""
    for ear in ears(settings, ()):
        if not ear.proof:
            continue
        open_to = closed_feeds(instance, ear.proof)
        closed = sorted(name for name, who in open_to.items() if who == "disabled")
        if closed and len(closed) == len(open_to):
            fix = "Take it out of this source's options, or choose another server."
            yield Finding(kind=FindingKind.UNSUPPORTED, what=f"This server shows {ear.label} to nobody.", fix=fix)
        else:
            yield _tried_feed(ask, ear, closed)


def _tried_feed(ask: Ask, ear: Ear, closed: Sequence[str]) -> Finding:
    try:
        ask(ear.path, {"limit": "1"}).json()
    except SourceError as fault:
        return _fault(fault, ear.label)
    without = f", without {closed[0]} posts" if closed else ""
    return Finding(kind=FindingKind.FINE, what=f"{ear.label} can be read{without}.")


def _fault(fault: SourceError, what: str) -> Finding:
    """Put what went wrong into a finding, by what a person has to do about it."""
    told = f"{what}: {fault}"
    if isinstance(fault, SourceRefused):
        kind = FindingKind.WRONG_SCOPE if "lacks a scope" in str(fault) else FindingKind.NO_KEY
        return Finding(kind=kind, what=told, fix=NEW_KEY)
    if isinstance(fault, SourceChanged):
        fix = "Correct `base_url`: it must be the address of a Mastodon server."
        return Finding(kind=FindingKind.WRONG_SETTING, what=told, fix=fix)
    if isinstance(fault, SourceBudgetSpent):
        return Finding(kind=FindingKind.NO_BUDGET, what=told, fix="Wait, and run less often if this repeats.")
    return Finding(kind=FindingKind.UNREACHABLE, what=told, fix="Try again later, or correct `base_url`.")
