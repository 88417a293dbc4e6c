"""What `check` looks at on Reddit: the settings, the key, the search, and every community for itself.

For itself, because in a listing of several communities one that cannot be read is left out without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from connectors.reddit_faults import APPROVAL, LEAVE_OUT, Refusal
from connectors.reddit_listing import Asking, read_listing
from monitor.errors import SourceBudgetSpent, SourceError
from monitor.model import Finding, FindingKind

_KEYS = ("client_id", "client_secret", "user")
_COMMUNITY = re.compile(r"(?:/?r/)?([A-Za-z0-9][A-Za-z0-9_]{1,20}|u_[A-Za-z0-9_-]{3,20})/?")
_USER = re.compile(r"(?:/?u/)?([A-Za-z0-9_-]{3,20})")
_HOW = "Make an app as docs/connectors/reddit.md shows and write its id and secret into this source."


def communities_in(settings: Mapping[str, Any]) -> list[str]:
    """List the communities to hear, each once, without their r/."""
    return each_once([match[1] for name in settings["subreddits"] if (match := _COMMUNITY.fullmatch(name))])


def each_once(names: Sequence[str]) -> list[str]:
    """List names that differ in more than case, each as it is written first."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    return list(first.values())


def user_in(settings: Mapping[str, Any]) -> str | None:
    """Give the name of the person behind the app, without its u/; None where it is no name."""
    found = _USER.fullmatch(settings["user"])
    return found[1] if found else None


def wrong_settings(settings: Mapping[str, Any]) -> list[Finding]:
    """Find what can be seen without asking anybody."""
    missing = [f"`{name}`" for name in _KEYS if not settings.get(name)]
    if missing:
        what = f"Reddit needs {', '.join(missing)}."
        return [Finding(kind=FindingKind.NO_KEY, what=what, fix=f"{APPROVAL} {_HOW}")]
    wrong = [f"{name[:40]!r} in `subreddits`" for name in settings["subreddits"] if not _COMMUNITY.fullmatch(name)]
    if user_in(settings) is None:
        wrong.append("user of the name in `user`")
    if bool(settings.get("username")) != bool(settings.get("password")):
        wrong.append("`username` without `password`, nor the reverse")
    if settings["search"] != "everywhere" and not settings["subreddits"]:
        wrong.append("place to listen: `search` is not everywhere and `subreddits` is empty")
    fix = "Correct it: a community is written as in r/NAME, a user as in u/NAME."
    return [Finding(kind=FindingKind.WRONG_SETTING, what=f"Reddit knows no {each}.", fix=fix) for each in wrong]


def look_around(client: Asking, settings: Mapping[str, Any]) -> list[Finding]:
    """Search once, and look at the account and every community; raise a SourceError when Reddit cannot be asked."""
    read_listing(client.ask("r/all/search/", q="reddit", sort="new", limit="1"))
    found = _suspended(client) if settings.get("username") else []
    for name in communities_in(settings):
        found += _closed(client, name)
    fine = "Reddit answers our key and our search. Commercial use needs an agreement with Reddit."
    return found or [Finding(kind=FindingKind.FINE, what=fine)]


def finding_of(fault: SourceError) -> Finding:
    """Say as a finding why Reddit could not be asked."""
    if isinstance(fault, Refusal):
        return Finding(kind=fault.kind, what=fault.what, fix=fault.fix)
    if isinstance(fault, SourceBudgetSpent):
        return Finding(kind=FindingKind.NO_BUDGET, what=str(fault), fix="Wait, ask less often, or allow more requests.")
    fix = "Try again, or correct `base_url` and `oauth_url`."
    return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix=fix)


def _suspended(client: Asking) -> list[Finding]:
    account = client.ask("api/v1/me")
    if not (isinstance(account, dict) and account.get("is_suspended") is True):
        return []
    fix = "Appeal at reddit.com/appeals, or leave out `username` and `password`: reading needs no account."
    return [Finding(kind=FindingKind.NOT_APPROVED, what="The account in `username` is suspended by Reddit.", fix=fix)]


def _closed(client: Asking, name: str) -> list[Finding]:
    try:
        told = client.ask(f"r/{name}/about/")
    except Refusal as refusal:
        if refusal.kind is not FindingKind.WRONG_SETTING:
            raise
        return [finding_of(refusal)]
    if isinstance(told, dict) and told.get("kind") == "t5":
        return []
    return [Finding(kind=FindingKind.WRONG_SETTING, what=f"r/{name} does not exist.", fix=LEAVE_OUT)]
