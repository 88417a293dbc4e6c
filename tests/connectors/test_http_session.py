import gzip
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import repeat
from types import SimpleNamespace as Asked
from typing import Any

import pytest

from connectors.base import SourceSlowed
from connectors.http import HttpSession, Limits, waiting_time
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceRefused, SourceUnreachable

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC).timestamp()
SECRET = "planted-secret-7f3a"


def test_a_question_arrives_whole_and_says_honestly_who_asks(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {"body": {"fine": True}})
    answer = server.session(Limits(contact="care@example.org")).get(f"{server.url}/a", {"q": "two words & more"})
    assert answer.json() == {"fine": True}
    assert server.asked[0].parameters == {"q": "two words & more"}
    agent = server.asked[0].headers["user-agent"]
    assert agent.startswith("reputation-monitor/")
    assert "care@example.org" in agent


@pytest.mark.parametrize(
    ("status", "error", "advice"),
    [
        (401, SourceRefused, "Renew the key"),
        (402, SourceBudgetSpent, "payment"),
        (403, SourceRefused, "approval"),
        (404, SourceChanged, "Correct the address"),
        (410, SourceChanged, "Correct the address"),
        (422, SourceChanged, "newer release"),
        (429, SourceSlowed, "less often"),
        (451, SourceRefused, "legal"),
        (500, SourceUnreachable, "next run"),
        (503, SourceUnreachable, "next run"),
        (304, SourceChanged, "304"),
    ],
)
def test_every_bad_status_says_what_to_do(
    serve: Callable[..., Any], status: int, error: type[Exception], advice: str
) -> None:
    server = serve(lambda _asked: {"status": status})
    with pytest.raises(error, match=advice) as caught:
        server.session().get(f"{server.url}/search", {"key": "in-the-query"})
    assert type(caught.value) is error
    assert "in-the-query" not in str(caught.value)
    tries = 3 if status in (429, 500, 503) else 1
    assert len(server.asked) == tries


def test_an_accepted_status_is_an_answer(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {"status": 304})
    assert server.session().get(server.url, accept=(304,)).status == 304


def test_a_fault_that_passes_is_tried_again(serve: Callable[..., Any]) -> None:
    statuses = iter([503, 500, 200])
    server = serve(lambda _asked: {"status": next(statuses), "body": b"[]"})
    assert server.session().get(server.url).json() == []
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("", None),
        ("7", 7.0),
        (" 120 ", 120.0),
        (format_datetime(datetime.fromtimestamp(NOW + 90, UTC), usegmt=True), 90.0),
        (format_datetime(datetime.fromtimestamp(NOW - 90, UTC), usegmt=True), 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, float("inf")),
        ("Fri, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_read_in_every_form(header: str, seconds: float | None) -> None:
    assert waiting_time(header, NOW) == seconds


def test_no_request_is_made_before_the_time_the_server_named(serve: Callable[..., Any]) -> None:
    times, statuses = [], iter([429, 200])

    def answering(_asked: Asked) -> dict[str, Any]:
        times.append(time.monotonic())
        return {"status": next(statuses), "headers": {"Retry-After": "1"}}

    server = serve(answering)
    server.session(Limits(backoff=0.001)).get(server.url)
    assert times[1] - times[0] >= 1.0


@pytest.mark.parametrize("wait", ["30", "99999999999999999999", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_wait_beyond_the_end_of_the_run_is_not_waited(serve: Callable[..., Any], wait: str) -> None:
    server = serve(lambda _asked: {"status": 429, "headers": {"Retry-After": wait}})
    session = server.session(Limits(longest_wait=1e9))
    session.deadline = time.monotonic() + 5
    begun = time.monotonic()
    with pytest.raises(SourceSlowed):
        session.get(server.url)
    assert time.monotonic() - begun < 1
    assert len(server.asked) == 1


def test_a_wait_of_an_hour_is_not_waited_even_in_a_run_without_end(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {"status": 429, "headers": {"Retry-After": "3600"}})
    with pytest.raises(SourceSlowed):
        server.session(Limits()).get(server.url)
    assert len(server.asked) == 1


def test_nothing_is_asked_after_the_end_of_the_run(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {})
    session = server.session()
    session.deadline = time.monotonic() - 1
    with pytest.raises(SourceUnreachable, match="time of this run was up"):
        session.get(server.url)
    assert server.asked == []


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        (*repeat(b"H", 400),),
        (HEAD, *repeat(b"x", 400)),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *repeat(b"1\r\nx\r\n", 400)),
    ],
    ids=["in the head", "in the body", "in chunks"],
)
def test_a_server_that_drips_is_cut_off(serve: Callable[..., Any], raw: tuple[bytes, ...]) -> None:
    server = serve(lambda _asked: {"raw": raw, "drip": 0.05})
    begun = time.monotonic()
    with pytest.raises(SourceUnreachable, match="did not answer in time"):
        server.session(Limits(total=0.4, tries=1)).get(server.url)
    assert time.monotonic() - begun < 1.5


def test_a_server_that_says_nothing_is_given_up(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {"raw": (b"", b""), "drip": 3})
    with pytest.raises(SourceUnreachable, match="did not answer in time"):
        server.session(Limits(read=0.2, tries=1)).get(server.url)


@pytest.mark.parametrize(
    "raw",
    [
        (HEAD + b"short",),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort",),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 9999)[:-12],),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",),
        (b"SMTP ready\r\n\r\n",),
    ],
    ids=["short", "short chunk", "short gzip", "no gzip", "no HTTP"],
)
def test_a_broken_answer_is_tried_again_and_then_unreachable(serve: Callable[..., Any], raw: tuple[bytes, ...]) -> None:
    server = serve(lambda _asked: {"raw": raw})
    with pytest.raises(SourceUnreachable):
        server.session().get(server.url)
    assert len(server.asked) == 3


def test_an_answer_that_contradicts_itself_is_unreachable(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {"raw": (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n",)})
    with pytest.raises(SourceUnreachable, match="InvalidHeader"):
        server.session().get(server.url)


def test_nobody_listening_is_unreachable(closed_port: int) -> None:
    session = HttpSession(Limits(tries=1), [f"http://127.0.0.1:{closed_port}"])
    with pytest.raises(SourceUnreachable, match="could not be reached"):
        session.get(f"http://127.0.0.1:{closed_port}/")


def bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (bomb(), {"Content-Encoding": "gzip"}),
        (zlib.compress(bytes(1 << 22)), {"Content-Encoding": "deflate"}),
        (gzip.compress(bytes(600_000)) * 4, {"Content-Encoding": "gzip"}),
        (bytes(1 << 21), {}),
    ],
    ids=["gzip", "deflate", "gzip in members", "plain"],
)
def test_an_answer_that_grows_beyond_the_limit_is_not_read(
    serve: Callable[..., Any], body: bytes, headers: dict[str, str]
) -> None:
    server = serve(lambda _asked: {"body": body, "headers": headers})
    begun = time.process_time()
    with pytest.raises(SourceChanged, match="larger than 1 MiB"):
        server.session(Limits(size=1 << 20)).get(server.url)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(b"ab", mtime=0) + gzip.compress(b"cd", mtime=0)),
        ("deflate", zlib.compress(b"abcd")),
        ("deflate", zlib.compress(b"abcd")[2:-4]),
        ("identity", b"abcd"),
    ],
)
def test_packed_answers_are_unpacked(serve: Callable[..., Any], packing: str, body: bytes) -> None:
    server = serve(lambda _asked: {"body": body, "headers": {"Content-Encoding": packing}})
    assert server.session().get(server.url).body == b"abcd"


def test_an_unknown_packing_is_refused(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {"headers": {"Content-Encoding": "zstd"}})
    with pytest.raises(SourceChanged, match="packed"):
        server.session().get(server.url)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'{"hits": [1, 2', SourceUnreachable),
        (b"<html><body>Sign in</body></html>", SourceChanged),
        (b"", SourceChanged),
        (b"[" * 100_000, SourceChanged),
        (b'{"n": ' + b"9" * 5000 + b"}", SourceUnreachable),
        (b"\xff\xfe\x00", SourceChanged),
    ],
    ids=["cut short", "HTML", "empty", "deep", "a number without end", "bytes"],
)
def test_what_is_no_json_is_told_apart(serve: Callable[..., Any], body: bytes, error: type[Exception]) -> None:
    server = serve(lambda _asked: {"body": body, "headers": {"Content-Type": "text/html"}})
    with pytest.raises(error):
        server.session().get(server.url).json()


def test_redirects_end_after_five(serve: Callable[..., Any]) -> None:
    server = serve(lambda _asked: {"status": 302, "headers": {"Location": "/again"}})
    with pytest.raises(SourceChanged, match="more than 5 times"):
        server.session().get(server.url)
    assert len(server.asked) == 6


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_no_error_shows_a_secret(serve: Callable[..., Any], status: int) -> None:
    server = serve(lambda _asked: {"status": status, "body": SECRET.encode()})
    session = server.session(secrets=(SECRET,))
    with pytest.raises(Exception, match=r"•••") as caught:
        session.get(f"{server.url}/{SECRET}/x", {"token": SECRET}, headers={"Authorization": SECRET})
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_unreachable_server_does_not_betray_a_secret(closed_port: int) -> None:
    own = f"http://user:{SECRET}@127.0.0.1:{closed_port}"
    with pytest.raises(SourceUnreachable) as caught:
        HttpSession(Limits(tries=1), [own], [SECRET]).get(f"{own}/?key={SECRET}")
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_redirect_cannot_carry_a_secret_to_another_server(serve: Callable[..., Any]) -> None:
    thief = serve(lambda _asked: {})
    server = serve(lambda _asked: {"status": 302, "headers": {"Location": f"{thief.url}/?k={SECRET}"}})
    session = HttpSession(Limits(tries=1), [server.url], [SECRET])
    with pytest.raises(SourceRefused, match="asked for our key"):
        session.get(server.url, headers={"X-Api-Key": SECRET})
    session.close()
    assert thief.asked == []
