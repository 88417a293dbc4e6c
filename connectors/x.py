"""X through its API v2 with tweepy. Every post read costs money, so each question is paid from the source's purse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from connectors.base import Capability, Connector, Edited, Gone, Option, OptionType, Outlook, SourceSlowed, Window
from connectors.options import base_url
from connectors.walk import Lane
from connectors.x_again import Conversation, look_again
from connectors.x_errors import NEW_KEY, Refused
from connectors.x_posts import PLATFORM, id_at
from connectors.x_pull import Pull
from connectors.x_query import Search, narrowing, searches
from connectors.x_till import Answered, Prices, Till
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError
from monitor.model import (
    Batch,
    EngagementSample,
    Finding,
    FindingKind,
    Gap,
    GapReason,
    Json,
    Mention,
    Query,
    TimeSpan,
)

if TYPE_CHECKING:
    from connectors.x_client import Api

_PROBE = "reputationmonitorprobe"  # a word that nobody writes: an answer without posts costs nothing
_LEAST = 10  # posts; the smallest question X takes
_LEAST_LENGTH, _MOST_LENGTH = (
    100,
    4_096,
)  # characters of a search (docs.x.com/x-api/posts/search/integrate/build-a-query)
_MICROS = 1_000_000  # to the US dollar
_DEAREST = 100  # dollars for one post or author: more is a slip


class X(Connector):
    """Posts, replies and quotes on X."""

    title = "X"
    platform = PLATFORM
    capabilities = frozenset(
        {Capability.SEARCH, Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS}
    )
    interval = timedelta(minutes=15)
    together = 100
    install = "pip install 'tweepy>=4.16'"
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="bearer_token",
            secret=True,
            help="the Bearer Token of your app",
            example='"..."',
        ),
        Option(
            name="account_id",
            help="the number of your own account: posts that mention it are read first, because they cost less",
            example='"1234567890"',
        ),
        Option(
            name="authors",
            type=OptionType.FLAG,
            default=False,
            help="read name and followers of who wrote a post; each author is billed",
            example="false",
        ),
        Option(
            name="languages",
            type=OptionType.TEXTS,
            default=[],
            help="read only posts that X takes to be in these languages",
            example='["en", "de"]',
        ),
        Option(
            name="lookback_days",
            type=OptionType.NUMBER,
            default=1,
            help="how many days the first run reaches back, at most 7",
            example="1",
        ),
        Option(
            name="thread_posts",
            type=OptionType.INTEGER,
            default=100,
            help="how many posts of one conversation are read at most",
            example="100",
        ),
        Option(
            name="query_length",
            type=OptionType.INTEGER,
            default=512,
            help="how many characters a search may have; 4096 with Enterprise access",
            example="512",
        ),
        Option(
            name="post_price",
            type=OptionType.NUMBER,
            default=0.005,
            help="what X bills for a post, in dollars",
            example="0.005",
        ),
        Option(
            name="own_price",
            type=OptionType.NUMBER,
            default=0.001,
            help="what X bills for a post that mentions your own account, in dollars",
            example="0.001",
        ),
        Option(
            name="user_price",
            type=OptionType.NUMBER,
            default=0.01,
            help="what X bills for an author, in dollars",
            example="0.01",
        ),
        base_url("https://api.x.com"),
    )

    def check(self) -> list[Finding]:
        """Ask for a word that nobody writes and for who mentioned us from now on: what finds nothing costs nothing."""
        faults = self._wrong_settings()
        if faults:
            return faults
        try:
            query = f"{_PROBE}{narrowing(self.settings['languages'])}"
            self._api().search(query, {}, None, most=_LEAST)
            if self.settings["account_id"]:
                self._own({"since_id": str(id_at(datetime.now(UTC)))}, None)
        except SourceError as fault:
            return [_finding(fault)]
        dollars = self.outlook(()).micros_per_mention / _MICROS
        return [Finding(kind=FindingKind.FINE, what=f"X answers. A mention costs ${dollars:.3f}.")]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """Count a question for every search; an answer without posts costs nothing."""
        prices = self._prices()
        each = prices.post + (prices.user if self.settings["authors"] else 0)
        return Outlook(requests=len(self._lanes(queries)[0]), micros_per_mention=each)

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk along the mentions of our own account first, because they cost less, then along every search."""
        self._stop_if_wrong()
        lanes, unheard = self._lanes(queries)
        lookback = timedelta(days=min(7.0, max(0.0, self.settings["lookback_days"])))
        if unheard:
            yield Batch(gaps=(self._too_long(unheard, window, lookback),))
        yield from Pull(self, lanes, self._ask, window, lookback).batches(checkpoint)

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look posts up, 100 at a time: free for posts that were billed on the same UTC day."""
        self._stop_if_wrong()
        yield from look_again(self, self._api(authors=False), mentions, now)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read what was said in a conversation in the last seven days, and what quotes this mention, oldest first."""
        self._stop_if_wrong()
        yield from Conversation(self, self._api(), mention, self.settings["thread_posts"]).read()

    def _lanes(self, queries: Sequence[Query]) -> tuple[list[Lane], list[str]]:
        """List what to walk along, and the names that no search has room for."""
        lanes, unheard = [], []
        if account := self.settings["account_id"]:
            label = f"posts that mention account {account}"
            lanes.append(Lane(key=f"mentions:{account}", label=label, asks=tuple(queries)))
        for query in queries:
            found, too_long = searches(query, self.settings["languages"], self.settings["query_length"])
            unheard += too_long
            for number, search in enumerate(found, start=1):
                label = f"posts about {query.brand}" + (f" (search {number} of {len(found)})" if len(found) > 1 else "")
                lanes.append(Lane(key=f"search:{search.text}", label=label, asks=search))
        return lanes, unheard

    def _ask(self, lane: Lane, bounds: dict[str, str], token: str | None) -> Answered:
        if not isinstance(lane.asks, Search):
            return self._own(bounds, token)
        return self._api().search(lane.asks.text, bounds, token)

    def _own(self, bounds: dict[str, str], token: str | None) -> Answered:
        """Ask for mentions of our own account; X says in a good answer that there is no such account."""
        account = self.settings["account_id"]
        answered = self._api().mentions(account, bounds, token)
        if not answered.posts and any(error.get("resource_type") == "user" for error in answered.errors):
            raise Refused(FindingKind.WRONG_SETTING, f"X knows no account {account}.", "Correct `account_id`.")
        return answered

    def _api(self, *, authors: bool = True) -> Api:
        """Make what asks X; without `authors` they are not asked for, whatever the settings say."""
        from connectors.x_client import Api  # noqa: PLC0415 - imports tweepy: 300 ms

        told, till = self.settings, Till(self.purse, self._prices())
        session = self.http.library_session()
        return Api(session, told["base_url"], told["bearer_token"], till, authors=authors and told["authors"])

    def _prices(self) -> Prices:
        dollars = {name: self.settings[f"{name}_price"] for name in ("post", "own", "user")}
        micros = {name: round(price * _MICROS) if _is_price(price) else 0 for name, price in dollars.items()}
        return Prices(**micros)

    def _wrong_settings(self) -> list[Finding]:
        told = self.settings
        wrong = []
        if not told["bearer_token"]:
            wrong.append(Finding(kind=FindingKind.NO_KEY, what="`bearer_token` is missing.", fix=NEW_KEY))
        if told["account_id"] and not (told["account_id"].isascii() and told["account_id"].isdecimal()):
            fix = "Write its number, which X calls the user id, not its name."
            wrong.append(Finding(kind=FindingKind.WRONG_SETTING, what="`account_id` is no number.", fix=fix))
        if not _LEAST_LENGTH <= told["query_length"] <= _MOST_LENGTH:
            fix = f"Write a number from {_LEAST_LENGTH} to {_MOST_LENGTH}; 512 without Enterprise access."
            wrong.append(Finding(kind=FindingKind.WRONG_SETTING, what="`query_length` is out of range.", fix=fix))
        for name in ("post_price", "own_price", "user_price"):
            if not _is_price(told[name]):
                fix = f"Write what X bills, in dollars: a number from 0 to {_DEAREST}."
                wrong.append(Finding(kind=FindingKind.WRONG_SETTING, what=f"`{name}` is no price.", fix=fix))
        return wrong

    def _stop_if_wrong(self) -> None:
        for wrong in self._wrong_settings():
            raise Refused(wrong.kind, wrong.what, wrong.fix)

    def _too_long(self, unheard: Sequence[str], window: Window, lookback: timedelta) -> Gap:
        span = TimeSpan(start=min(window.start or window.now - lookback, window.now), end=window.now)
        detail = f"X searches for no name as long as “{unheard[0][:60]}…”: what names it in full is missing."
        return Gap(source=self.name, span=span, reason=GapReason.LIMIT, detail=detail)


def _is_price(dollars: float) -> bool:
    return 0 <= dollars <= _DEAREST


def _finding(fault: SourceError) -> Finding:
    """Put what went wrong into a finding, by what a person has to do about it."""
    if isinstance(fault, Refused):
        return Finding(kind=fault.kind, what=fault.what, fix=fault.fix)
    if isinstance(fault, SourceSlowed):
        fix = "Wait, and let runs come less often with `every_minutes`."
        return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix=fix)
    if isinstance(fault, SourceBudgetSpent):
        fix = "Raise the `budget` of this source, or buy credits at X, as the sentence says."
        return Finding(kind=FindingKind.NO_BUDGET, what=str(fault), fix=fix)
    if isinstance(fault, SourceChanged):
        return Finding(kind=FindingKind.WRONG_SETTING, what=str(fault), fix="Correct `base_url`.")
    return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again later, or correct `base_url`.")
