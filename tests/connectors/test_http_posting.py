"""A POST gets us a token and nothing else: sent once, its secret to our own server only. And nothing but reading is sent."""

from __future__ import annotations

import base64
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

import pytest

from connectors.base import SourceSlowed
from connectors.conformance.server import Asked, Reply, Server
from connectors.guard import guarded_session
from connectors.http import HttpSession, Limits, asked_wait
from monitor.errors import SourceBudgetSpent, SourceRefused, SourceUnreachable

SECRET = 'p/lanted "secret"+7f3a'
QUICK = Limits(connect=2, read=2, total=2, tries=4, backoff=0.001, longest_wait=0.5)
Open = Callable[..., tuple[Server, HttpSession]]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Open a server that answers as told, and a session whose operator wrote it down."""
    everything: list[Server | HttpSession] = []

    def start(answering: Callable[[Asked], Reply], limits: Limits = QUICK) -> tuple[Server, HttpSession]:
        server = Server(answering)
        session = HttpSession(limits, [server.url], [SECRET])
        everything.extend([session, server])
        return server, session

    yield start
    for each in everything:
        each.close()


def test_a_form_and_json_arrive_whole(opened: Open) -> None:
    server, session = opened(lambda asked: Reply(body={"token": asked.parameters.get("user", "json")}))
    assert session.post(f"{server.url}/token", {"user": "a & b", "secret": SECRET}).json() == {"token": "a & b"}
    assert server.asked[0].parameters["secret"] == SECRET
    assert session.post(f"{server.url}/token", json={"secret": SECRET}).json() == {"token": "json"}
    assert server.asked[1].json() == {"secret": SECRET}


@pytest.mark.parametrize(
    "reply", [Reply(status=500), Reply(status=503), Reply(status=429), Reply(reset=True), Reply(cut=3, body=b"123456")]
)
def test_a_post_is_never_sent_twice(opened: Open, reply: Reply) -> None:
    server, session = opened(lambda _asked: reply)
    with pytest.raises((SourceUnreachable, SourceSlowed)):
        session.post(f"{server.url}/token", {"secret": SECRET})
    assert len(server.asked) == 1
    with pytest.raises((SourceUnreachable, SourceSlowed)):
        session.get(f"{server.url}/posts")
    assert len(server.asked) == 1 + QUICK.tries, "what only reads is"


BASIC = f"Basic {base64.b64encode(f'app:{SECRET}'.encode()).decode()}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("sent", "stays"),
    [
        ({"form": {"secret": SECRET}}, (307, 308)),
        ({"json": {"secret": SECRET}}, (307, 308)),
        ({"headers": {"Authorization": BASIC}}, ()),
        ({"headers": {"X-Key": SECRET}}, (301, 302, 303, 307, 308)),
    ],
    ids=["form", "JSON", "Basic", "header"],
)
def test_a_redirect_never_carries_a_secret_to_another_server(
    opened: Open, status: int, sent: dict[str, Any], stays: tuple[int, ...]
) -> None:
    """`stays` are the redirects on which requests would send the secret along: these are refused before a name is looked up.

    On the others it leaves the secret behind by itself, and the bare question may be asked.
    """
    server, session = opened(lambda _asked: Reply(status=status, headers={"Location": "http://thief.example/"}))
    looked_up: list[str] = []

    def resolve(host: str, *arguments: Any) -> list[Any]:
        looked_up.append(host)
        if host == "thief.example":
            raise socket.gaierror
        return socket.getaddrinfo(host, *arguments)

    session._session = guarded_session(session, resolve)
    with pytest.raises((SourceRefused, SourceUnreachable)) as caught:
        session.post(f"{server.url}/token", **sent)
    assert ("thief.example" in looked_up) is (status not in stays)
    assert ("asked for our key" in str(caught.value)) is (status in stays)


@pytest.mark.parametrize(
    "leak",
    [
        {"url": f"/x?k={quote(SECRET, safe='')}"},
        {"headers": {"Authorization": BASIC}},
        {"headers": {"X-Key": SECRET}},
        {"form": {"secret": SECRET}},
        {"json": {"secret": SECRET}},
    ],
    ids=["address", "Basic", "header", "form", "JSON"],
)
def test_a_secret_in_any_disguise_is_kept_from_a_server_that_is_not_our_own(
    opened: Open, leak: dict[str, object]
) -> None:
    """What a redirect leaves of it differs; the guard itself lets none of these pass."""
    session = HttpSession(QUICK, ["http://own.example"], [SECRET])
    arguments = {name: value for name, value in leak.items() if name != "url"}
    with pytest.raises(SourceRefused, match="asked for our key"):
        session.post(f"http://other.example{leak.get('url', '/')}", **arguments)  # type: ignore[arg-type] - by name
    session.close()


def test_no_error_of_a_post_shows_a_secret(opened: Open) -> None:
    server, session = opened(lambda _asked: Reply(status=401, body=SECRET.encode()))
    with pytest.raises(SourceRefused) as caught:
        session.post(f"{server.url}/{quote(SECRET, safe='')}", {"secret": SECRET})
    assert SECRET not in str(caught.value)
    assert quote(SECRET, safe="") not in str(caught.value)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_a_client_library_cannot_send_what_writes(opened: Open, method: str) -> None:
    server, session = opened(lambda _asked: Reply())
    with pytest.raises(SourceRefused, match="nothing is ever written"):
        session.library_session().request(method, f"{server.url}/posts/1")
    assert server.asked == []


def _at(offset: float, clock: float = 0) -> dict[str, str]:
    """Make the headers of a server whose clock is wrong by `clock` seconds and that asks us to wait for `offset`."""
    now = datetime.now(UTC) + timedelta(seconds=clock)
    return {
        "Date": format_datetime(now, usegmt=True),
        "Retry-After": format_datetime(now + timedelta(seconds=offset), usegmt=True),
    }


@pytest.mark.parametrize("clock", [0, -86_400, 86_400, -1e9])
def test_a_date_to_wait_for_is_read_by_the_clock_of_the_server_that_named_it(clock: float) -> None:
    assert asked_wait(_at(90, clock)) == 90
    assert asked_wait({name.lower(): value for name, value in _at(-90, clock).items()}) == 0


def test_a_date_without_the_servers_clock_is_read_by_ours() -> None:
    asked = asked_wait({"Retry-After": _at(90)["Retry-After"], "Date": "yesterday"})
    assert asked is not None
    assert 85 < asked <= 90
    assert asked_wait({"Date": _at(0)["Date"]}) is None


@pytest.mark.parametrize(
    ("reset", "seconds"),
    [
        ("1778414490", 90.0),
        ("1778414310", 0.0),
        ("90", 90.0),
        ("2026-05-10T12:01:30Z", 90.0),
        ("2026-05-10T12:01:30", None),
        ("soon", None),
        ("9" * 40, None),
    ],
)
@pytest.mark.parametrize("name", ["X-Rate-Limit-Reset", "x-ratelimit-reset", "RateLimit-Reset"])
def test_when_a_rate_limit_ends_is_read_in_every_form_and_only_of_a_refusal(
    name: str, reset: str, seconds: float | None
) -> None:
    headers = {name: reset, "Date": "Sun, 10 May 2026 12:00:00 GMT"}
    assert asked_wait(headers, 429) == seconds
    assert asked_wait(headers, 503) is None
    assert asked_wait(headers | {"Retry-After": "7"}, 429) == 7


@pytest.mark.parametrize(
    ("headers", "seconds", "words"),
    [
        ({"Retry-After": "3600"}, 3600, "for 60 minutes"),
        ({"Retry-After": "30"}, 30, "for 30 seconds"),
        ({"Retry-After": "86400"}, 86_400, "for 24 hours"),
        ({"Retry-After": "9" * 30}, float("inf"), "for days"),
        ({}, None, "slows us down (429). The"),
        ({"Retry-After": "soon"}, None, "slows us down (429). The"),
    ],
)
def test_a_slowing_says_how_long_the_server_asked_us_to_wait(
    opened: Open, headers: dict[str, str], seconds: float | None, words: str
) -> None:
    server, session = opened(lambda _asked: Reply(status=429, headers=headers))
    with pytest.raises(SourceSlowed) as caught:
        session.get(server.url)
    assert caught.value.retry_after == seconds
    assert words in str(caught.value)


@pytest.mark.parametrize(("offset", "words"), [(7200, "for 120 minutes"), (-7200, "slows us down (429). The")])
@pytest.mark.parametrize("clock", [-50_000, 50_000])
def test_a_slowing_by_date_is_read_by_the_clock_of_that_server(
    serve: Callable[..., Any], offset: float, words: str, clock: float
) -> None:
    lines = [f"{name}: {value}\r\n" for name, value in _at(offset, clock).items()]
    raw = f"HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n{''.join(lines)}\r\n".encode()
    server = serve(lambda _asked: {"raw": (raw,)})
    with pytest.raises(SourceSlowed) as caught:
        server.session().get(server.url)
    assert caught.value.retry_after == max(offset, 0)
    assert words in str(caught.value)


def test_a_server_that_is_closed_until_a_time_slows_us_down_and_one_that_is_broken_does_not(opened: Open) -> None:
    server, session = opened(lambda _asked: Reply(status=503, headers={"Retry-After": "3600"}))
    with pytest.raises(SourceSlowed) as caught:
        session.get(server.url)
    assert caught.value.retry_after == 3600
    assert len(server.asked) == 1
    broken, session = opened(lambda _asked: Reply(status=503))
    with pytest.raises(SourceUnreachable):
        session.get(broken.url)


def test_a_server_that_asked_us_to_stay_away_gets_no_other_question_in_this_run(opened: Open) -> None:
    """A connector may go on with its next search after one was refused, but not to the same server."""
    server, session = opened(
        lambda asked: Reply(status=429 if asked.path == "/a" else 200, headers={"Retry-After": "60"})
    )
    other, _ = opened(lambda _asked: Reply(body=[]))
    session.own |= {("127.0.0.1", int(other.url.rpartition(":")[2]))}
    for _ in range(3):
        with pytest.raises(SourceSlowed) as caught:
            session.get(f"{server.url}/a")
        assert caught.value.retry_after is not None
        assert 59 < caught.value.retry_after <= 60
    with pytest.raises(SourceSlowed):
        session.post(f"{server.url}/token")
    assert len(server.asked) == 1
    assert session.get(other.url).json() == [], "another server is not concerned"


def test_a_server_that_asks_for_a_short_wait_too_often_is_asked_again_after_it(opened: Open) -> None:
    server, session = opened(lambda _asked: Reply(status=429, headers={"Retry-After": "1"}), Limits(tries=1))
    for _ in range(2):
        with pytest.raises(SourceSlowed):
            session.get(server.url)
    assert len(server.asked) == 1
    time.sleep(1.05)
    with pytest.raises(SourceSlowed):
        session.get(server.url)
    assert len(server.asked) == 2


def test_a_server_that_says_wait_for_the_past_is_not_hammered(opened: Open) -> None:
    times: list[float] = []

    def answering(_asked: Asked) -> Reply:
        times.append(time.monotonic())
        return Reply(status=429, headers=_at(-3600))

    server, session = opened(answering, Limits(tries=3, backoff=0.2))
    with pytest.raises(SourceSlowed):
        session.get(server.url)
    assert times[1] - times[0] >= 0.1
    assert times[2] - times[1] >= 0.2


def test_every_request_is_counted_before_it_is_sent_and_none_that_is_not(opened: Open) -> None:
    server, session = opened(
        lambda asked: Reply(status=302, headers={"Location": "/b"}) if asked.path == "/a" else Reply()
    )
    counted: list[int] = []

    def count() -> None:
        if len(counted) == 3:
            raise SourceBudgetSpent("three are enough")
        counted.append(len(server.asked))

    session.before_request = count
    session.get(f"{server.url}/a")
    session.post(f"{server.url}/b")
    with pytest.raises(SourceBudgetSpent, match="three are enough"):
        session.get(f"{server.url}/b")
    assert counted == [0, 1, 2]
    assert len(server.asked) == 3
    session.deadline = time.monotonic() - 1
    counted.clear()
    with pytest.raises(SourceUnreachable, match="time of this run was up"):
        session.get(server.url)
    assert counted == []
