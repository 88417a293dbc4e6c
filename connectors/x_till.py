"""What a question to X costs: reserved before it is asked, settled by what really came (docs.x.com/x-api/getting-started/pricing).

X bills every post and every user it returns, each once a UTC day. An answer without any costs nothing, nor does an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from connectors.base import Answer, Purse
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError

_LONGEST_TOKEN = 500  # characters; X's have about 50
SIZES = (100, 50, 20, 10)  # how many posts we ask for, by what the purse can still pay; 10 is the least a search takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What X bills for one resource, in millionths of a US dollar: a post, a mention of our own account, a user."""

    post: int
    own: int
    user: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that brings at most as many posts as it asks for, and with `authors` as many users.

    `name` is the same whenever the same is asked. `sizes` are those it can have, the largest first. `paged` says whether
    an answer may be followed by others.
    """

    name: str
    price: int
    authors: bool
    ask: Callable[[int], Answer]
    sizes: Sequence[int] = SIZES
    paged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer of X to a question for `size` posts: the posts as they came, the users and the errors it told of.

    `following` leads to the next page.
    """

    size: int = 0
    posts: Sequence[Any] = ()
    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    errors: Sequence[Mapping[str, Any]] = ()
    following: str | None = None


class Lost(Exception):
    """X perhaps answered, and billed, a question of which nothing came; `meant` is what the host is told."""

    def __init__(self, meant: SourceError) -> None:
        self.meant = meant
        super().__init__(str(meant))


class Till:
    """Pays for questions out of one purse."""

    def __init__(self, purse: Purse, prices: Prices) -> None:
        self._purse = purse
        self.prices = prices

    def pay(self, question: Question) -> Answered:
        """Ask for as many posts as the purse can pay and settle the bill; SourceBudgetSpent when it can pay for none."""
        each = question.price + (self.prices.user if question.authors else 0)
        size = self._reserve(each, question.sizes)
        try:
            answered, bill = self._take(question, size)
        except Lost as fault:
            # Should it have been billed: asked again on the same day, it is billed no second time. Neither by us.
            self._purse.settle({f"lost:{_mark(question)}": each * size})
            raise fault.meant from None
        except SourceError:
            self._purse.settle({})
            raise
        self._purse.settle(bill)
        return answered

    def _reserve(self, each: int, sizes: Sequence[int]) -> int:
        for size in sizes[:-1]:
            with suppress(SourceBudgetSpent):
                self._purse.reserve(each * size)
                return size
        self._purse.reserve(each * sizes[-1])
        return sizes[-1]

    def _take(self, question: Question, size: int) -> tuple[Answered, dict[str, int]]:
        """Ask, take the answer apart and add up what it costs."""
        answer = question.ask(size)
        try:
            said = answer.json()
            posts, users, quoted, errors = (_listed(said, *place) for place in _PLACES)
            following = _following(said) if question.paged else None
        except SourceError as fault:
            raise Lost(fault) from None
        mark = _mark(question)
        bill = _bill("post", quoted, self.prices.post, mark) | _bill("post", posts, question.price, mark)
        bill |= _bill("user", users, self.prices.user, mark)
        answered = Answered(
            size=size,
            posts=posts,
            people={each["id"]: each for each in users if isinstance(each, dict) and isinstance(each.get("id"), str)},
            errors=[each for each in errors if isinstance(each, dict)],
            following=following,
        )
        return answered, bill


_PLACES = (("data",), ("includes", "users"), ("includes", "tweets"), ("errors",))


def _listed(said: Any, *place: str) -> list[Any]:  # noqa: ANN401 - JSON is whatever X says
    """Give the list at a place of an answer, empty where there is none; SourceChanged where something else is."""
    if not (isinstance(said, dict) and said.keys() & {"data", "meta", "errors"}):
        raise SourceChanged("X answers in a new shape: no list of posts. Look for a newer release.")
    for name in place:
        said = said.get(name) if isinstance(said, dict) else said
    if said is not None and not isinstance(said, list):
        raise SourceChanged(f"X answers in a new shape: `{place[-1]}` is no list. Look for a newer release.")
    return said or []


def _following(said: Mapping[str, Any]) -> str | None:
    """Give the token of the next page; SourceChanged where X does not tell in its own way whether there is one."""
    if "meta" not in said and "data" not in said:  # only errors: of an account that is none
        return None
    meta = said.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get("result_count"), int):
        raise SourceChanged("X answers in a new shape: `meta` does not count the posts. Look for a newer release.")
    token = meta.get("next_token")
    if token is not None and not (isinstance(token, str) and 0 < len(token) <= _LONGEST_TOKEN):
        raise SourceChanged("X answers in a new shape: `next_token` is none we know. Look for a newer release.")
    return token


def _bill(kind: str, records: Sequence[Any], price: int, mark: str) -> dict[str, int]:
    """Price what X returned. A record without an id is billed all the same."""
    names = [each.get("id") if isinstance(each, dict) else None for each in records]
    return {
        f"{kind}:{name[:40] if isinstance(name, str) else f'{mark}-{number}'}": price
        for number, name in enumerate(names)
    }


def _mark(question: Question) -> str:
    return hashlib.sha256(question.name.encode("utf-8", "replace")).hexdigest()[:16]
