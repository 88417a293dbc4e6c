"""Every kind of bad answer, and which of our errors each must become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from connectors.base import SourceSlowed
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import QUICK
from connectors.http import Limits
from monitor.errors import SourceChanged, SourceError, SourceRefused, SourceUnreachable

HASTY = Limits(connect=0.15, read=0.15, total=0.15, tries=1, backoff=0.001, longest_wait=0.05)
"""Limits under which a platform that does not answer is given up at once."""

_PAGE = b"<!DOCTYPE html><html><head><title>Just a moment</title></head><body><h1>Sorry</h1></body></html>"
_HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One kind of bad answer. `reply` makes it, from the good answer if it needs one; `limits` are the connector's."""

    name: str
    reply: Callable[[Reply], Reply]
    kinds: tuple[type[SourceError], ...]
    limits: Limits = QUICK


def _status(status: int, name: str = "", **headers: str) -> Callable[[Reply], Reply]:
    body = {"error": name or f"synthetic {status}"}
    return lambda _good: Reply(
        status=status, body=body, headers={each.replace("_", "-"): headers[each] for each in headers}
    )


def _dated(hours: int) -> Callable[[Reply], Reply]:
    """Ask to wait until so many hours from the moment of the answer."""

    def reply(_good: Reply) -> Reply:
        moment = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
        return Reply(status=429, body={"error": "synthetic"}, headers={"Retry-After": moment})

    return reply


def _cut_short(good: Reply) -> Reply:
    content = good.content()
    return Reply(status=good.status, body=content[: len(content) // 2], headers=good.headers)


def _broken_off(good: Reply) -> Reply:
    return Reply(status=good.status, body=good.body, headers=good.headers, cut=max(1, len(good.content()) // 2))


_GONE = (SourceChanged, SourceRefused)
_AWAY = (SourceUnreachable,)
_ODD = (SourceUnreachable, SourceChanged)

TROUBLES: tuple[Trouble, ...] = (
    Trouble(name="401", reply=_status(401), kinds=(SourceRefused,)),
    Trouble(name="403", reply=_status(403), kinds=(SourceRefused,)),
    Trouble(name="404", reply=_status(404), kinds=_GONE),
    Trouble(name="410", reply=_status(410), kinds=_GONE),
    Trouble(name="429 with seconds", reply=_status(429, Retry_After="3600"), kinds=(SourceSlowed,)),
    Trouble(name="429 with a date", reply=_dated(2), kinds=(SourceSlowed,)),
    Trouble(name="429 without a word", reply=_status(429), kinds=(SourceSlowed,)),
    Trouble(name="429 with a date in the past", reply=_dated(-2), kinds=(SourceSlowed,)),
    Trouble(name="429 with nonsense", reply=_status(429, Retry_After="-1e9 soon"), kinds=(SourceSlowed,)),
    Trouble(name="451", reply=_status(451), kinds=(SourceRefused,)),
    Trouble(name="500", reply=_status(500), kinds=_AWAY),
    Trouble(name="503", reply=_status(503, Retry_After="7200"), kinds=(*_AWAY, SourceSlowed)),
    Trouble(name="502 as a page", reply=lambda _good: Reply(status=502, body=_PAGE, headers=_HTML), kinds=_AWAY),
    Trouble(name="a page instead of an answer", reply=lambda _good: Reply(body=_PAGE, headers=_HTML), kinds=_ODD),
    Trouble(name="an answer that ends in the middle", reply=_cut_short, kinds=_ODD),
    Trouble(name="a connection cut in the middle", reply=_broken_off, kinds=_ODD),
    Trouble(name="no body at all", reply=lambda good: Reply(headers=good.headers), kinds=_ODD),
    Trouble(name="a reset connection", reply=lambda _good: Reply(reset=True), kinds=_AWAY),
    Trouble(name="no answer in time", reply=lambda _good: Reply(wait=1.0), kinds=_AWAY, limits=HASTY),
)

SHAPES: tuple[object, ...] = (None, [], "text", 7, True, [[]], {"error": None}, {"results": 3})
"""JSON that is no answer of any platform."""


def from_request(place: int, trouble: Trouble, aside: Callable[[Asked], bool]) -> Callable[[int, Asked, Reply], Reply]:
    """Make every answer from the n-th on a bad one, sign-ins (told by `aside`) neither counted nor touched."""
    count = 0

    def change(_number: int, asked: Asked, reply: Reply) -> Reply:
        nonlocal count
        if aside(asked):
            return reply
        count += 1
        return trouble.reply(reply) if count >= place else reply

    return change
