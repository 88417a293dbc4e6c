"""How Reddit is asked: as whom, how often, with whose key, and what a bad answer is called."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import praw
import pytest
from praw.config import Config
from worlds.reddit import PASSWORD, SECRET, RedditWorld, hear, window_of

from connectors.base import SourceSlowed
from connectors.conformance.server import Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.http import Limits
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable


@pytest.fixture
def world() -> Iterator[RedditWorld]:
    with RedditWorld() as made:
        made.write()
        yield made


@pytest.fixture
def thief() -> Iterator[Server]:
    """Give a server that would like to have our key."""
    server = Server(lambda _asked: Reply(body={"access_token": "x", "expires_in": 9, "scope": "*", "token_type": "b"}))
    yield server
    server.close()


@pytest.fixture
def untouched_praw() -> Iterator[None]:
    """Let praw be as it is after being imported: it reads its files with the first client."""
    before, Config.CONFIG = Config.CONFIG, None
    yield
    Config.CONFIG = before


def ini(folder: Path, thief: Server) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"oauth_url = {thief.url}",
        f"reddit_url = {thief.url}",
        "username = thief",
        "password = thief",
        "client_id = x",
    ]
    (folder / "praw.ini").write_text("\n".join(["[DEFAULT]", *lines, "refresh_token = t", "comment_kind = t9", ""]))


@pytest.mark.usefixtures("untouched_praw")
def test_a_praw_ini_sends_the_key_nowhere(
    world: RedditWorld, thief: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path, tmp_path / "config", tmp_path / "home" / ".config"):
        ini(folder, thief)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in (
        "client_id",
        "client_secret",
        "username",
        "password",
        "refresh_token",
        "redirect_uri",
        "user_agent",
        "site",
    ):
        monkeypatch.setenv(f"praw_{name}", "thief")
    monkeypatch.setenv("praw_check_for_updates", "true")
    heard = hear(world)
    assert (set(heard.mentions), heard.fault) == (world.expected(), None)
    assert thief.asked == []
    assert world.asked[0].parameters["grant_type"] == "client_credentials"
    Config.CONFIG = None
    monkeypatch.delenv("praw_site")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = praw.Reddit(client_id="a", client_secret="b", user_agent="a plain use", check_for_updates=False)
    assert plain.config.oauth_url == thief.url, "without our care the file wins: the check can fail"


@pytest.mark.usefixtures("untouched_praw")
@pytest.mark.parametrize(
    "broken", [b"\xff\xfe\x00", b"no section", b"[DEFAULT]\na=1\na=2\n", b"[DEFAULT]\noauth_url=%(x)s\n"]
)
def test_a_broken_praw_ini_breaks_nothing(
    world: RedditWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: bytes
) -> None:
    (tmp_path / "praw.ini").write_bytes(broken)
    monkeypatch.chdir(tmp_path)
    assert hear(world).fault is None


def test_it_says_who_asks_in_the_form_reddit_demands(world: RedditWorld) -> None:
    hear(world, user="/u/larkfield_care")
    agents = {asked.headers["user-agent"] for asked in world.asked}
    (agent,) = agents
    assert agent.startswith("python:reputation-monitor:")
    assert "(by /u/larkfield_care)" in agent


def test_it_asks_for_a_token_that_can_only_read_and_posts_nothing_else(world: RedditWorld) -> None:
    heard = hear(world)
    (mention,) = heard.mentions.values()
    source = world.source()
    list(source.thread(mention))
    list(source.refresh([mention], world.now))
    source.check()
    posted = [asked for asked in world.asked if asked.method != "GET"]
    assert {(asked.path, asked.parameters["scope"]) for asked in posted} == {("/api/v1/access_token", "read identity")}


def test_an_account_signs_in_with_its_password(world: RedditWorld) -> None:
    assert hear(world, username="care", password=PASSWORD).fault is None
    form = world.asked[0].parameters
    assert (form["grant_type"], form["username"]) == ("password", "care")


def test_a_token_that_no_longer_counts_is_renewed_once_and_at_once(world: RedditWorld) -> None:
    for _ in range(12):
        world.write()
        world.pass_time(minutes=5)
    world.server.fault = lambda number, _asked: world.revoke() if number == 4 else None
    begun = time.monotonic()
    heard = hear(world)
    assert (set(heard.mentions), heard.fault) == (world.expected(), None)
    assert sum(world.is_sign_in(asked) for asked in world.asked) == 2
    assert time.monotonic() - begun < 1.5, "prawcore would have slept up to two seconds"


@pytest.mark.parametrize(
    "headers", [{}, {"WWW-Authenticate": "strange"}, {"WWW-Authenticate": 'Bearer error="invalid_token"'}]
)
def test_a_token_that_never_counts_is_renewed_once_for_the_whole_run(
    world: RedditWorld, headers: dict[str, str]
) -> None:
    world.server.fault = lambda _n, asked: (
        None if world.is_sign_in(asked) else Reply(status=401, body={}, headers=headers)
    )
    heard = hear(world)
    assert isinstance(heard.fault, SourceRefused)
    assert "(401)" in str(heard.fault)
    assert [asked.path for asked in world.asked] == ["/api/v1/access_token", "/r/all/search/"] * 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"client_secret": "wrong-secret"}, "`client_id` with this `client_secret` (401)"),
        ({"username": "care", "password": "wrong-password"}, "`username` and `password` (invalid_grant)"),
    ],
)
def test_a_wrong_key_is_tried_once_for_the_whole_run(world: RedditWorld, options: dict[str, str], words: str) -> None:
    heard = hear(world, **options)
    assert isinstance(heard.fault, SourceRefused)
    assert words in str(heard.fault)
    assert len(world.asked) == 1
    assert all(value not in str(heard.fault) for value in options.values())


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("tries", [1, 2, 4])
def test_a_fault_of_the_server_is_asked_as_often_as_the_host_allows_and_no_more(
    world: RedditWorld, status: int, tries: int
) -> None:
    """Prawcore asks three times by itself; its tries and the session's must not multiply."""
    world.server.fault = lambda _n, asked: None if world.is_sign_in(asked) else Reply(status=status)
    limits = Limits(connect=2, read=2, total=2, tries=tries, backoff=0.001, longest_wait=0.05)
    source = world.source(limits)
    with pytest.raises(SourceUnreachable, match=f"fault of its own \\({status}\\)"):
        list(source.pull(world.queries, None, window_of(world)))
    assert sum(not world.is_sign_in(asked) for asked in world.asked) == tries


@pytest.mark.parametrize("status", [408, 520, 522])
def test_statuses_that_only_prawcore_would_repeat_are_asked_once(world: RedditWorld, status: int) -> None:
    world.server.fault = lambda _n, asked: None if world.is_sign_in(asked) else Reply(status=status)
    assert hear(world).fault is not None
    assert sum(not world.is_sign_in(asked) for asked in world.asked) <= 3, "once for each of three lanes"


def test_a_broken_connection_is_asked_as_often_as_the_host_allows(world: RedditWorld) -> None:
    world.server.fault = lambda _n, asked: None if world.is_sign_in(asked) else Reply(reset=True)
    heard = hear(world)
    assert isinstance(heard.fault, SourceUnreachable)
    assert sum(not world.is_sign_in(asked) for asked in world.asked) == QUICK.tries


IN_TEN_DAYS = format_datetime(datetime.now(UTC) + timedelta(days=10), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({}, None, None),
        ({"Retry-After": "90"}, 90, 90),
        ({"Retry-After": IN_TEN_DAYS}, 9 * 86_400, 10 * 86_400),
        ({"Retry-After": "Mon, 02 Mar 2020 09:00:00 GMT"}, 0, 0),
        ({"Retry-After": "soon"}, None, None),
        ({"x-ratelimit-reset": "271", "x-ratelimit-remaining": "0", "x-ratelimit-used": "100"}, 271, 271),
    ],
)
def test_being_slowed_down_says_for_how_long(
    world: RedditWorld, headers: dict[str, str], least: float | None, most: float | None
) -> None:
    """Praw's own error fails on a date in Retry-After."""
    world.server.fault = lambda _n, asked: None if world.is_sign_in(asked) else Reply(status=429, headers=headers)
    heard = hear(world)
    assert isinstance(heard.fault, SourceSlowed)
    assert "(429)" in str(heard.fault)
    wait = heard.fault.retry_after
    assert wait is least or (wait is not None and least is not None and most is not None and least <= wait <= most)
    assert sum(not world.is_sign_in(asked) for asked in world.asked) <= QUICK.tries


def test_with_the_allowance_used_up_nothing_is_asked_before_its_time(world: RedditWorld) -> None:
    """Prawcore would sleep until then, whatever the run's end."""
    world.allowed = 1
    begun = time.monotonic()
    heard = hear(world)
    assert isinstance(heard.fault, SourceSlowed)
    assert heard.fault.retry_after is not None
    assert 590 < heard.fault.retry_after <= 600
    assert time.monotonic() - begun < 1.5
    assert sum(not world.is_sign_in(asked) for asked in world.asked) == 1
    world.pass_time(minutes=11)
    world.allowed = None
    again = hear(world, heard.checkpoint)
    assert set(heard.mentions) | set(again.mentions) == world.expected()


def test_a_short_wait_for_the_allowance_is_waited(world: RedditWorld) -> None:
    used_up = {"x-ratelimit-remaining": "0.0", "x-ratelimit-used": "100", "x-ratelimit-reset": "0.3"}
    arrived: list[float] = []

    def limited(_number: int, asked: Asked, reply: Reply) -> Reply:
        if world.is_sign_in(asked):
            return reply
        arrived.append(time.monotonic())
        return Reply(body=reply.body, headers=used_up)

    world.server.change = limited
    assert hear(world, search="off").fault is None
    assert arrived[1] - arrived[0] >= 0.3


@pytest.mark.parametrize("hostile", ["", "-1", "nan", "inf", "soon", "9" * 400])
def test_numbers_of_the_allowance_that_are_none_are_no_trap(world: RedditWorld, hostile: str) -> None:
    names = ("x-ratelimit-remaining", "x-ratelimit-used", "x-ratelimit-reset")
    for name in names:
        headers = dict.fromkeys(names, "5") | {name: hostile}
        world.server.change = lambda _n, _a, reply, headers=headers: Reply(  # type: ignore[misc]
            status=reply.status, body=reply.body, headers=headers
        )
        assert hear(world).fault is None


def test_the_requests_of_a_run_can_be_bounded(world: RedditWorld) -> None:
    source, left = world.source(), iter(range(2))

    def counting() -> None:
        if next(left, None) is None:
            raise SourceBudgetSpent("used up")

    source.count_requests(counting)
    with pytest.raises(SourceBudgetSpent, match="used up"):
        list(source.pull(world.queries, None, window_of(world)))
    assert len(world.asked) == 2


def test_when_the_time_is_up_nothing_more_is_asked(world: RedditWorld) -> None:
    source = world.source()
    source.hurry(time.monotonic() - 1)
    with pytest.raises(SourceUnreachable, match="time of this run"):
        list(source.pull(world.queries, None, window_of(world)))
    assert world.asked == []


@pytest.mark.parametrize("path", ["/api/v1/access_token", "/r/all/search/"])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed_and_no_key_goes_elsewhere(
    world: RedditWorld, thief: Server, path: str, status: int
) -> None:
    sent_on = Reply(status=status, headers={"Location": f"{thief.url}/"})
    world.server.fault = lambda _n, asked: sent_on if asked.path == path else None
    heard = hear(world, subreddits=[], username="care", password=PASSWORD)
    assert isinstance(heard.fault, SourceChanged)
    assert thief.asked == []


BAD = [
    (403, {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}, {"error": 403}, SourceRefused, "scope `read`"),
    (403, {"WWW-Authenticate": "="}, {"error": 403}, SourceRefused, "refuses us (403)"),
    (403, {}, b"<html>blocked by network security</html>", SourceRefused, "approval first"),
    (403, {}, {"reason": "private", "error": 403}, SourceRefused, "is private"),
    (404, {}, {"reason": "banned", "error": 404}, SourceRefused, "was banned"),
    (404, {}, {"error": 404}, SourceChanged, "nothing there any more (404)"),
    (301, {}, b"", SourceChanged, "sends us elsewhere (301)"),
    (410, {}, b"", SourceChanged, "(410)"),
    (415, {}, b"no json", SourceChanged, "415"),
    (414, {"Retry-After": "0"}, b"Error: URI Too Long", SourceChanged, "414"),
    (451, {}, b"", SourceRefused, "legal reasons (451)"),
    (204, {}, b"", SourceChanged, "no listing"),
    (200, {}, b"", SourceChanged, "no listing"),
    (200, {"Content-Type": "text/html"}, b"<html>Sign in</html>", SourceChanged, "no JSON but text/html"),
    (200, {}, b'{"kind": "Listing", "data": {"chil', SourceUnreachable, "cut short"),
    (200, {}, b"[" * 200_000, SourceChanged, "nested"),
]


@pytest.mark.parametrize(("status", "headers", "body", "kind", "words"), BAD)
def test_a_bad_answer_becomes_a_sentence(  # noqa: PLR0917 - a table
    world: RedditWorld, status: int, headers: Mapping[str, str], body: Any, kind: type[SourceError], words: str
) -> None:
    world.server.fault = lambda _n, asked: (
        None if world.is_sign_in(asked) else Reply(status=status, body=body, headers=headers)
    )
    heard = hear(world, subreddits=[])
    assert type(heard.fault) is kind or isinstance(heard.fault, kind)
    assert words in str(heard.fault)
    assert not any(batch.heard for batch in heard.batches)


TOKENS: list[tuple[int, Any, type[SourceError], str]] = [
    (200, {"error": "invalid_grant"}, SourceRefused, "two-factor"),
    (200, {"error": "unauthorized_client", "error_description": "x"}, SourceRefused, "unauthorized_client"),
    (200, {"error": "<b>\x1b[31m" + "x" * 500}, SourceRefused, "does not let this app sign in"),
    (200, {"error": "invalid_scope"}, SourceRefused, "scope `read`"),
    (200, {"access_token": "t", "expires_in": 9, "scope": "identity"}, SourceRefused, "scope `read`"),
    (200, {"access_token": "t", "expires_in": "9", "scope": "read"}, SourceChanged, "new shape"),
    (200, {"access_token": None, "expires_in": 9, "scope": "read"}, SourceChanged, "new shape"),
    (200, {"access_token": "t", "expires_in": 9}, SourceChanged, "new shape"),
    (200, [], SourceChanged, "new shape"),
    (200, b"<html>", SourceChanged, "no JSON"),
    (400, {"error": 400}, SourceChanged, "400"),
    (403, b"<html>blocked</html>", SourceRefused, "approval first"),
    (429, b"", SourceSlowed, "(429)"),
    (503, b"", SourceUnreachable, "(503)"),
]


@pytest.mark.parametrize(("status", "body", "kind", "words"), TOKENS)
def test_a_bad_answer_to_a_sign_in_becomes_a_sentence(
    world: RedditWorld, status: int, body: Any, kind: type[SourceError], words: str
) -> None:
    world.server.fault = lambda _n, asked: Reply(status=status, body=body) if world.is_sign_in(asked) else None
    heard = hear(world)
    assert isinstance(heard.fault, kind)
    assert words in str(heard.fault)
    assert "\x1b" not in str(heard.fault)
    assert all(world.is_sign_in(asked) for asked in world.asked)


@pytest.mark.parametrize("state", ["private", "banned", "quarantined", "gated", "missing", "something new"])
def test_one_community_that_is_closed_is_a_gap_and_the_search_goes_on(world: RedditWorld, state: str) -> None:
    world.communities["den"] = state
    heard = hear(world, subreddits=["den"])
    assert (set(heard.mentions), heard.fault) == (world.expected(), None)
    assert [gap.detail.split(":")[0] for gap in heard.gaps] == ["new submissions in r/den", "comments in r/den"]
    assert all("r/den" in gap.detail.split(":", 1)[1] for gap in heard.gaps)
    assert not any(batch.heard for batch in heard.batches)


def test_no_secret_is_in_any_sentence(world: RedditWorld, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    secrets = (SECRET, PASSWORD, "made-up-token")
    shown = []
    for status in (400, 401, 403, 404, 429, 500):
        world.server.fault = lambda _n, _a, status=status: Reply(status=status, body={"message": SECRET})  # type: ignore[misc]
        heard = hear(world, username="care", password=PASSWORD)
        shown += [str(heard.fault), repr(heard.fault), *(gap.detail for gap in heard.gaps)]
        shown += [str(finding) for finding in world.source(username="care", password=PASSWORD).check()]
    world.server.fault = lambda _n, _a: None
    hear(world, username="care", password=PASSWORD)
    assert shown
    assert not [text for text in (*shown, caplog.text) for secret in secrets if secret in text]


def test_without_a_key_it_says_what_is_missing(world: RedditWorld) -> None:
    heard = hear(world, client_id="")
    assert isinstance(heard.fault, SourceRefused)
    assert "`client_id`" in str(heard.fault)
    assert world.asked == []
