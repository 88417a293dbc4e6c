"""What X refuses, what breaks on the way, what `check` says of it, and that the key stays home."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from worlds.x import KEY, XWorld
from worlds.x_words import PROBLEM, problem

from connectors.base import SourceSlowed
from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply, Server
from connectors.x_errors import refusal
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import FindingKind

NOT_ENROLLED = {
    "client_id": "1",
    "detail": "When authenticating requests you must use keys of an App that is attached to a Project.",
    "registration_url": "https://console.x.com",
    "title": "Client Forbidden",
    "required_enrollment": "Appropriate Level of API Access",
    "reason": "client-not-enrolled",
    "type": f"{PROBLEM}/client-forbidden",
}
CAPPED = {
    "title": "UsageCapExceeded",
    "detail": "Usage cap exceeded: Monthly product cap",
    "period": "Monthly",
    "scope": "Product",
    "type": f"{PROBLEM}/usage-capped",
}
ANSWERS: list[tuple[str, Reply, type[SourceError], str, FindingKind]] = [
    (
        "wrong key",
        problem(401, "about:blank", "Unauthorized"),
        SourceRefused,
        "`bearer_token` (401)",
        FindingKind.NO_KEY,
    ),
    (
        "no credits",
        problem(402, f"{PROBLEM}/credits", "Your account has no credits"),
        SourceBudgetSpent,
        "are used up (402). It says: “Your account has no credits”. Buy credits",
        FindingKind.NO_BUDGET,
    ),
    (
        "not enrolled",
        Reply(status=403, body=NOT_ENROLLED),
        SourceRefused,
        "put your app into a project",
        FindingKind.NOT_APPROVED,
    ),
    (
        "wrong kind of key",
        problem(403, f"{PROBLEM}/unsupported-authentication", "Authenticating with OAuth 1.0a is forbidden"),
        SourceRefused,
        "app-only",
        FindingKind.WRONG_SCOPE,
    ),
    ("forbidden", problem(403, "about:blank", "Forbidden"), SourceRefused, "(403)", FindingKind.WRONG_SCOPE),
    (
        "monthly cap",
        Reply(status=429, body=CAPPED),
        SourceBudgetSpent,
        "raise your spending limit",
        FindingKind.NO_BUDGET,
    ),
    ("not found", problem(404, "about:blank", "Not Found"), SourceChanged, "404", FindingKind.WRONG_SETTING),
    ("legal", problem(451, "about:blank", "Unavailable"), SourceRefused, "451", FindingKind.UNREACHABLE),
    ("down", problem(503, "about:blank", "Service Unavailable"), SourceUnreachable, "503", FindingKind.UNREACHABLE),
    ("teapot", Reply(status=418, body=b"[1]"), SourceChanged, "418", FindingKind.WRONG_SETTING),
    (
        "moved",
        Reply(status=302, headers={"Location": "http://x.example/"}),
        SourceChanged,
        "(302)",
        FindingKind.WRONG_SETTING,
    ),
    (
        "HTML",
        Reply(body=b"<html>sign in</html>", headers={"Content-Type": "text/html"}),
        SourceChanged,
        "no JSON but text/html",
        FindingKind.WRONG_SETTING,
    ),
    ("cut short", Reply(body=b'{"data": [{"id": "1"'), SourceUnreachable, "cut short", FindingKind.UNREACHABLE),
    ("a list", Reply(body=b"[]"), SourceChanged, "new shape", FindingKind.WRONG_SETTING),
    ("nothing", Reply(body={}), SourceChanged, "new shape", FindingKind.WRONG_SETTING),
    ("posts no list", Reply(body={"data": {"id": "1"}}), SourceChanged, "`data` is no list", FindingKind.WRONG_SETTING),
    (
        "users no list",
        Reply(body={"data": [], "includes": {"users": 3}}),
        SourceChanged,
        "`users`",
        FindingKind.WRONG_SETTING,
    ),
    ("connection reset", Reply(reset=True), SourceUnreachable, "could not be reached", FindingKind.UNREACHABLE),
    (
        "packed strangely",
        Reply(body=b"x", headers={"Content-Encoding": "br"}),
        SourceChanged,
        "packed",
        FindingKind.WRONG_SETTING,
    ),
]


@pytest.fixture
def world() -> Iterator[XWorld]:
    with XWorld() as made:
        made.write()
        yield made


@pytest.mark.parametrize(
    ("reply", "kind", "words", "finding"), [each[1:] for each in ANSWERS], ids=[each[0] for each in ANSWERS]
)
def test_each_bad_answer_is_a_sentence_and_a_finding(
    world: XWorld, reply: Reply, kind: type[SourceError], words: str, finding: FindingKind
) -> None:
    world.server.fault = lambda _number, _asked: reply
    run = Host(world).run()
    assert isinstance(run.fault, kind)
    assert words in str(run.fault)
    assert run.mentions == {}
    assert run.heard == []
    (found,) = world.source().check()
    assert (found.kind, bool(found.fix)) == (finding, True)


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b'"x"', b'{"errors": 3}', b'{"errors": [null, {"message": 1}]}', b"\xff" * 99, b"[" * 90_000],
)
@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 429, 500])
def test_an_odd_body_of_a_refusal_is_survived(status: int, body: bytes) -> None:
    assert isinstance(refusal(status, {}, body), SourceError)


def test_what_x_says_is_quoted_shortly_and_on_one_line() -> None:
    words = "no\nsuch\x00 \ud800operator " + "x" * 5_000
    fault = refusal(400, {}, b'{"errors": [{"message": %s, "parameters": {"query": ["x"]}}]}' % json_bytes(words))
    assert len(str(fault)) < 400
    assert str(fault).isprintable()
    assert "no such� �operator" in str(fault)


def json_bytes(text: str) -> bytes:
    import json

    return json.dumps(text).encode()


def test_slowed_down_it_asks_nothing_more_and_says_for_how_long(world: XWorld) -> None:
    world.left = 0
    run = Host(world).run()
    assert isinstance(run.fault, SourceSlowed)
    assert run.fault.retry_after == pytest.approx(600, abs=5)
    assert "X slows us down (429) for 10 minutes." in str(run.fault)
    assert len(world.asked) == 1, "tweepy would have asked 974 times"


@pytest.mark.parametrize("skew", [timedelta(days=1), timedelta(days=-1)])
def test_the_reset_is_taken_against_the_clock_of_x(skew: timedelta) -> None:
    theirs = datetime.now(UTC) + skew
    headers = {"Date": format_datetime(theirs, usegmt=True), "x-rate-limit-reset": str(int(theirs.timestamp()) + 300)}
    fault = refusal(429, headers, b"")
    assert isinstance(fault, SourceSlowed)
    assert fault.retry_after == pytest.approx(300, abs=2)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"x-rate-limit-reset": "soon"}, None),
        ({"x-rate-limit-reset": "9" * 40}, None),
        ({"x-rate-limit-reset": "1000000000"}, 0),
        ({"Retry-After": "120", "x-rate-limit-reset": "1"}, 120),
    ],
)
def test_without_a_sensible_reset_the_wait_is_unknown_or_none(headers: dict[str, str], seconds: float | None) -> None:
    fault = refusal(429, headers, b"")
    assert isinstance(fault, SourceSlowed)
    assert fault.retry_after == seconds


def test_a_reset_within_the_run_is_waited_for(world: XWorld) -> None:
    world.server.fault = lambda number, _asked: world.slowed(0) if number == 1 else None
    run = Host(world).run()
    assert (len(run.mentions), run.fault, len(world.asked)) == (1, None, 2)


def test_errors_within_a_good_answer_do_not_stop_the_walk(world: XWorld) -> None:
    def change(_number: int, _asked: Asked, reply: Reply) -> Reply:
        error = {
            "resource_type": "user",
            "detail": "User has been suspended: [x].",
            "parameter": "entities.mentions.username",
        }
        return Reply(body=reply.body | {"errors": [error, None, "odd"]})

    world.server.change = change
    run = Host(world).run()
    assert (set(run.mentions), run.fault) == (world.expected(), None)


def test_check_is_content_and_says_what_a_mention_costs(world: XWorld) -> None:
    world.account = world.user_id("larkfield")
    (found,) = world.source(authors=True).check()
    assert (found.kind, found.what) == (FindingKind.FINE, "X answers. A mention costs $0.015.")
    assert world.meter.total() == 0
    assert all(asked.method == "GET" for asked in world.asked)


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"bearer_token": None}, FindingKind.NO_KEY, "`bearer_token` is missing."),
        ({"account_id": "@larkfield"}, FindingKind.WRONG_SETTING, "`account_id` is no number."),
        ({"account_id": "42"}, FindingKind.WRONG_SETTING, "X knows no account 42."),
        ({"query_length": 20}, FindingKind.WRONG_SETTING, "`query_length` is out of range."),
        ({"post_price": -0.005}, FindingKind.WRONG_SETTING, "`post_price` is no price."),
        ({"user_price": float("nan")}, FindingKind.WRONG_SETTING, "`user_price` is no price."),
        ({"own_price": float("inf")}, FindingKind.WRONG_SETTING, "`own_price` is no price."),
    ],
)
def test_check_names_a_wrong_setting(world: XWorld, options: dict[str, Any], kind: FindingKind, words: str) -> None:
    (found,) = world.source(**options).check()
    assert (found.kind, found.what, bool(found.fix)) == (kind, words, True)
    assert world.source(**options).outlook(world.queries).micros_per_mention >= 0


def test_check_tells_a_budget_too_small_for_one_question(world: XWorld) -> None:
    class Empty:
        def reserve(self, micros: int) -> None:
            raise SourceBudgetSpent(f"{micros} are more than is left.")

        def settle(self, bill: object) -> None:
            raise AssertionError("nothing was asked")

    source = world.source()
    source.purse = Empty()
    (found,) = source.check()
    assert (found.kind, found.what) == (FindingKind.NO_BUDGET, "50000 are more than is left.")
    assert world.asked == []


def test_the_key_is_in_no_log_even_at_the_loudest_level(world: XWorld, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("tweepy").setLevel(logging.DEBUG)
    Host(world).run()
    assert world.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in caplog.text


def test_a_redirect_does_not_get_the_key(world: XWorld) -> None:
    elsewhere = Server(lambda _asked: Reply(body={"meta": {"result_count": 0}}))
    try:
        world.server.fault = lambda _number, asked: Reply(status=307, headers={"Location": elsewhere.url + asked.path})
        run = Host(world).run()
        assert isinstance(run.fault, SourceChanged)
        assert elsewhere.asked == []
    finally:
        elsewhere.close()


def test_nothing_is_sent_to_the_host_that_tweepy_has_built_in(world: XWorld) -> None:
    Host(world).run()
    (asked,) = world.asked
    assert asked.headers["host"] == world.url.removeprefix("http://")
    assert asked.headers["user-agent"].startswith("reputation-monitor/")


def test_a_base_url_with_a_path_is_kept(world: XWorld) -> None:
    Host(world, base_url=f"{world.url}/through/a/proxy/").run()
    assert world.asked[0].path == "/through/a/proxy/2/tweets/search/recent"


def test_a_server_that_hangs_is_cut_off(world: XWorld) -> None:
    world.server.fault = lambda _number, _asked: Reply(wait=30)
    begun = time.monotonic()
    run = Host(world).run()
    assert "did not answer in time" in str(run.fault)
    assert time.monotonic() - begun < 10
