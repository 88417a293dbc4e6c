"""Asks X through tweepy, over our guarded session.

Imports tweepy and requests: only `connectors.x` imports it, inside a function. tweepy would sleep and ask again without
end on a 429 (`wait_on_rate_limit`), so it never may; what is no good answer becomes an error of ours below it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import requests
import tweepy  # type: ignore[import-untyped]  # publishes no types
from requests.adapters import BaseAdapter
from requests.exceptions import ConnectTimeout, RequestException, SSLError, Timeout
from urllib3.exceptions import NewConnectionError

from connectors.base import Answer
from connectors.x_errors import refusal
from connectors.x_posts import POST_FIELDS, USER_FIELDS
from connectors.x_till import SIZES, Answered, Lost, Question, Till
from monitor.errors import SourceChanged, SourceUnreachable

_TWEEPY_HOST = "https://api.twitter.com/"  # a literal in tweepy.client.BaseClient.request


class _Route(BaseAdapter):
    """Leads what tweepy sends to its one host to `base_url`, through the guard, and raises what X refuses."""

    def __init__(self, base_url: str, below: BaseAdapter) -> None:
        super().__init__()
        self._base = base_url.rstrip("/")
        self._below = below

    def send(self, request: requests.PreparedRequest, *positional: Any, **named: Any) -> requests.Response:  # noqa: ANN401 - as requests passes them
        """Send to the address that the operator wrote down."""
        led = request.copy()
        led.url = f"{self._base}/{(request.url or '').removeprefix(_TWEEPY_HOST)}"
        try:
            response = self._below.send(led, *positional, **named)
        except SourceChanged as fault:  # an answer came, and was too large or packed in a way we cannot read
            raise Lost(fault) from None
        # Nothing but good answers is left to tweepy: its own errors fail on odd bodies.
        if not 200 <= response.status_code < 300:
            raise refusal(response.status_code, response.headers, response.content)
        return response

    def close(self) -> None:
        """Leave the guard alone: it belongs to the session."""


class Api:
    """The questions we ask X, each paid at the till. `authors` says whether who wrote the posts is asked for, and billed."""

    def __init__(self, session: requests.Session, base_url: str, token: str, till: Till, *, authors: bool) -> None:
        session.mount(_TWEEPY_HOST, _Route(base_url, session.get_adapter(f"{urlsplit(base_url).scheme}://")))
        logging.getLogger("tweepy.client").disabled = True  # at the loudest level it would write our key
        self._client = tweepy.Client(token, return_type=requests.Response, wait_on_rate_limit=False)
        self._client.session = session
        self._client.user_agent = str(session.headers["User-Agent"])
        self._till = till
        self._authors = authors

    def search(self, query: str, bounds: Mapping[str, str], token: str | None, most: int = SIZES[0]) -> Answered:
        """Ask for a page of what a query finds in the last seven days, newest first, about `most` posts."""
        named = {**bounds, **({"next_token": token} if token else {})}

        def ask(size: int) -> Answer:
            return self._ask(self._client.search_recent_tweets, query, max_results=size, **named)

        sizes = [size for size in SIZES if size <= most] or SIZES[-1:]
        return self._pay(f"search {query} {named}", ask, sizes)

    def mentions(self, account: str, bounds: Mapping[str, str], token: str | None) -> Answered:
        """Ask for a page of the posts that mention an account of our own, newest first; X goes back 800 posts."""
        named = {**bounds, **({"pagination_token": token} if token else {})}

        def ask(size: int) -> Answer:
            return self._ask(self._client.get_users_mentions, account, max_results=size, **named)

        return self._pay(f"mentions {account} {named}", ask, SIZES, price=self._till.prices.own)

    def quotes(self, post: str, token: str | None, most: int = SIZES[0]) -> Answered:
        """Ask for a page of the posts that quote one, newest first, about `most` of them."""
        named = {"pagination_token": token} if token else {}

        def ask(size: int) -> Answer:
            return self._ask(self._client.get_quote_tweets, post, max_results=size, **named)

        sizes = [size for size in SIZES if size <= most] or SIZES[-1:]
        return self._pay(f"quotes {post} {named}", ask, sizes)

    def lookup(self, ids: Sequence[str]) -> Iterator[Answered]:
        """Ask for posts by their ids, as many at a time as the purse can pay."""
        begin = 0
        while begin < len(ids):
            waiting = ids[begin:]

            def ask(size: int, waiting: Sequence[str] = waiting) -> Answer:
                return self._ask(self._client.get_tweets, list(waiting[:size]))

            sizes = list(dict.fromkeys(min(len(waiting), size) for size in (*SIZES, 1)))
            answered = self._pay(f"lookup {waiting}", ask, sizes, paged=False)
            begin += answered.size
            yield answered

    def _pay(
        self,
        name: str,
        ask: Callable[[int], Answer],
        sizes: Sequence[int],
        *,
        price: int | None = None,
        paged: bool = True,
    ) -> Answered:
        price = self._till.prices.post if price is None else price
        question = Question(name=name, price=price, authors=self._authors, ask=ask, sizes=sizes, paged=paged)
        return self._till.pay(question)

    def _ask(self, method: Callable[..., requests.Response], *what: object, **named: object) -> Answer:
        """Ask, turning every fault of the libraries into ours; their texts may hold the key, so none is quoted."""
        people = {"expansions": ["author_id"], "user_fields": USER_FIELDS} if self._authors else {}
        try:
            response = method(*what, tweet_fields=POST_FIELDS, **named, **people)
        except SSLError:
            raise SourceUnreachable("X: the secure connection failed; its certificate may be wrong.") from None
        except ConnectTimeout:
            raise SourceUnreachable("X did not answer in time. The next run asks again.") from None
        except Timeout:
            raise Lost(SourceUnreachable("X did not answer in time. The next run asks again.")) from None
        except (RequestException, OSError, ValueError) as fault:
            meant = SourceUnreachable(f"X could not be reached ({type(fault).__name__}). The next run asks again.")
            raise (meant if _never_connected(fault) else Lost(meant)) from None
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(status=response.status_code, url=str(response.url), headers=headers, body=response.content)


def _never_connected(fault: Exception) -> bool:
    """Tell whether no connection came about, so that nothing can have been billed."""
    cause = fault.args[0] if fault.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)
