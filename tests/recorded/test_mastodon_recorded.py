"""Recorded traffic of real Mastodon servers, replayed through the connector; what is expected is computed from it.

Our connector has its own HTTP; tests/connectors/test_mastodon_wire.py holds the client library against our simulator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import cassettes
import pytest

from connectors.base import Absence, Edited, Gone, Window, validate_options
from connectors.conformance.server import Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.http import HttpSession
from connectors.mastodon import Mastodon
from connectors.mastodon_ears import closed_feeds
from monitor.model import Batch, EngagementSample, Mention, MentionKind, Query

NOW = datetime(2026, 9, 1, tzinfo=UTC)
FREE = frozenset({"limit", "q", "resolve", "exclude_unreviewed", "type", "types[]", "local", "remote"})


@contextmanager
def replayed(answering: Callable[[Asked], Reply], **options: Any) -> Iterator[tuple[Mastodon, Server]]:
    """Give a connector whose server answers as recorded."""
    server = Server(answering)
    values, faults = validate_options(Mastodon, {"base_url": server.url, "lookback_days": 4_000, **options})
    assert not faults
    made = Mastodon("here", values, HttpSession(QUICK, [server.url], []))
    try:
        yield made, server
    finally:
        made.close()
        server.close()


def player(*parts: str) -> cassettes.Player:
    """Give what answers as recorded; a list that was recorded once has no older page."""
    return cassettes.Player(cassettes.read(cassettes.recorded("mastodon", *parts)), ignore=FREE)


def and_then_nothing(playing: cassettes.Player) -> Callable[[Asked], Reply]:
    """Answer whatever was not recorded (older pages, several statuses at once) as servers that have nothing do."""

    def answer(asked: Asked) -> Reply:
        if asked.path == "/api/v1/statuses":
            return Reply(status=404, body={"error": "Not Found"})
        if "max_id" in asked.parameters:
            return Reply(body={"statuses": []} if asked.path.endswith("search") else [])
        return playing(asked)

    return answer


def pulled(made: Mastodon, queries: list[Query]) -> list[Batch]:
    return list(made.pull(queries, None, Window(start=None, now=NOW)))


def mentions_of(batches: list[Batch]) -> dict[str, Mention]:
    return {mention.stable_key: mention for batch in batches for mention in batch.mentions}


def samples_of(batches: list[Batch]) -> dict[str, EngagementSample]:
    return {sample.mention_id: sample for batch in batches for sample in batch.samples}


def naming(statuses: list[dict[str, Any]]) -> list[Query]:
    """Listen for the longest word of every status, so that each is one of ours."""
    words = {max(_words(status), key=len) for status in statuses}
    return [Query(brand="any", terms=tuple(sorted(words)))]


def _words(status: dict[str, Any]) -> list[str]:
    return re.findall(r"\w+", unescape(re.sub(r"<[^<>]*>", "", status["content"]))) or ["?"]


def facts(status: dict[str, Any]) -> tuple[Any, ...]:
    """Compute from a recorded status what the mention must say."""
    account = status["account"]
    acct = account["acct"] if "@" in account["acct"] else f"{account['acct']}@{urlsplit(account['url']).hostname}"
    edited = status.get("edited_at")
    is_reply = status["in_reply_to_id"] is not None
    kind = MentionKind.REPLY if is_reply else MentionKind.QUOTE if status.get("quote") else MentionKind.POST
    return (
        status["uri"],
        status["id"],
        datetime.fromisoformat(status["created_at"]),
        datetime.fromisoformat(edited) if edited else None,
        kind,
        acct.lower(),
        account["display_name"] or None,
        account["followers_count"],
        status["url"] or status["uri"],
        (status["language"] or "")[:2] or None,
    )


def told(mention: Mention) -> tuple[Any, ...]:
    return (
        mention.stable_key,
        mention.external_id,
        mention.posted_at,
        mention.edited_at,
        mention.kind,
        mention.author_key,
        mention.author_name,
        mention.followers,
        mention.url,
        mention.language,
    )


def counts(status: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(status.get(f"{name}_count") for name in ("favourites", "replies", "reblogs", "quotes"))


def counted(sample: EngagementSample) -> tuple[Any, ...]:
    return (sample.likes, sample.replies, sample.reposts, sample.quotes)


def demand_all(batches: list[Batch], statuses: list[dict[str, Any]]) -> None:
    """Compare everything that was heard with everything that was recorded and may be kept."""
    kept = [status for status in statuses if status["visibility"] in ("public", "unlisted") and not status["reblog"]]
    found, samples = mentions_of(batches), samples_of(batches)
    assert {key: told(mention) for key, mention in found.items()} == {status["uri"]: facts(status) for status in kept}
    assert {key: counted(samples[mention.id]) for key, mention in found.items()} == {
        status["uri"]: counts(status) for status in kept
    }
    for status in kept:
        longest = max(_words(status), key=len)
        assert longest in found[status["uri"]].text
        assert "<" not in found[status["uri"]].text or "&lt;" in status["content"]
    assert not [reject for batch in batches for reject in batch.rejects]


@pytest.mark.parametrize("recording", [["entity", "test_entity_searchv2.yaml"]])
def test_the_statuses_of_a_search_are_read(recording: list[str]) -> None:
    playing = player(*recording)
    statuses = next(each for each in playing.exchanges if each.path == "/api/v2/search").json()["statuses"]
    assert statuses
    with replayed(and_then_nothing(playing), access_token="t", own_mentions=False) as (made, _):
        queries = [Query(brand="any", terms=(naming([status])[0].terms[0],)) for status in statuses]
        batches = pulled(made, queries[:1])
        word = queries[0].terms[0]
        demand_all(batches, [status for status in statuses if word.casefold() in status["content"].casefold()])


def test_a_search_that_found_no_status_is_only_believed_once_it_is_proven() -> None:
    playing = player("test_search.yaml")
    playing.exchanges = [each for each in playing.exchanges if ("type", "statuses") in each.query]
    own = {"statuses": [{"id": "1"}]}

    def answer(asked: Asked) -> Reply:
        return Reply(body=own) if asked.parameters.get("q") == "from:me" else playing(asked)

    with replayed(answer, access_token="t", own_mentions=False) as (made, server):
        batches = pulled(made, [Query(brand="any", terms=("any",))])
        assert mentions_of(batches) == {}
        assert batches[-1].heard is not None
        assert len(server.asked) == 2
    assert len(playing.used) == 1


def test_a_hashtag_timeline_is_read() -> None:
    playing = player("test_hashtag_tl.yaml")
    (exchange,) = [each for each in playing.exchanges if each.path.startswith("/api/v1/timelines/tag/")]
    tag = exchange.path.rpartition("/")[2]
    with replayed(and_then_nothing(playing), hashtags=[tag]) as (made, server):
        batches = pulled(made, [Query(brand="any", terms=("nobody says this",))])
        demand_all(batches, exchange.json())
        assert {(each.query, each.matched) for each in mentions_of(batches).values()} == {("any", None)}
        assert len(server.asked) == 2, "one page, and the page after it"
    assert exchange in playing.used


def test_the_public_timeline_is_read() -> None:
    playing = player("test_timeline_disabled.yaml")
    (exchange,) = [each for each in playing.exchanges if each.path == "/api/v1/timelines/public"]
    statuses = exchange.json()
    assert len(statuses) == 20
    with replayed(and_then_nothing(playing), public_timeline=True) as (made, _):
        demand_all(pulled(made, naming(statuses)), statuses)
    assert exchange in playing.used


def test_notifications_of_mentions_are_read_and_direct_ones_never_kept() -> None:
    for name in ("test_notifications_mentions_only.yaml", "test_notifications.yaml", "test_notifications_dismiss.yaml"):
        playing = player(name)
        exchange = next(each for each in playing.exchanges if each.path == "/api/v1/notifications")
        statuses = [each["status"] for each in exchange.json() if each["type"] == "mention"]
        assert statuses
        with replayed(and_then_nothing(playing), access_token="t", search=False) as (made, _):
            demand_all(pulled(made, naming(statuses)), statuses)
        assert exchange in playing.used
    playing = player("entity", "test_entity_notification.yaml")
    (exchange,) = [each for each in playing.exchanges if each.path == "/api/v1/notifications"]
    listed = exchange.json()
    statuses = [each["status"] for each in listed if each.get("status")]
    assert len(listed) == 40
    assert {status["visibility"] for status in statuses} == {"direct"}
    with replayed(and_then_nothing(playing), access_token="t", search=False) as (made, _):
        batches = pulled(made, [Query(brand="any", terms=("any",))])
        assert mentions_of(batches) == {}
        assert not [reject for batch in batches for reject in batch.rejects]


def known(status: dict[str, Any], **changed: Any) -> Mention:
    """Make the mention that an earlier run may have stored."""
    made: dict[str, Any] = {
        "platform": "mastodon",
        "stable_key": status["uri"],
        "external_id": status["id"],
        "source": "here",
        "text": "as it was",
        "posted_at": datetime.fromisoformat(status["created_at"]),
        "query": "any",
        "matched": "any",
    }
    return Mention(**(made | changed))


def test_statuses_looked_at_again_give_their_counts_and_their_edits() -> None:
    playing = player("entity", "test_entity_status.yaml")
    statuses = [each.json() for each in playing.exchanges]
    with replayed(and_then_nothing(playing), access_token="t") as (made, _):
        found = list(made.refresh([known(status) for status in statuses], NOW))
    samples = [each for each in found if isinstance(each, EngagementSample)]
    edits = [each.mention for each in found if isinstance(each, Edited)]
    assert [counted(sample) for sample in samples] == [counts(status) for status in statuses]
    assert [told(mention) for mention in edits] == [facts(status) for status in statuses if status["edited_at"]]
    assert {(mention.query, mention.matched) for mention in edits} == {("any", "any")}
    assert len(playing.used) == len(statuses) == 2


def test_a_status_that_is_missing_is_gone() -> None:
    playing = player("test_status_missing.yaml")
    (exchange,) = playing.exchanges
    assert exchange.status == 404
    number = exchange.path.rpartition("/")[2]
    status = {"uri": "https://a.example/0", "id": number, "created_at": "2026-08-01T00:00:00Z"}
    with replayed(and_then_nothing(playing), access_token="t") as (made, _):
        assert list(made.refresh([known(status)], NOW)) == [
            Gone(mention_id="mastodon:https://a.example/0", why=Absence.ABSENT)
        ]


def test_conversations_hold_nothing_that_is_not_public() -> None:
    for parts in (["entity", "test_entity_context.yaml"], ["test_status_context.yaml"]):
        playing = player(*parts)
        exchange = next(each for each in playing.exchanges if each.path.endswith("/context"))
        around = exchange.json()
        number = exchange.path.split("/")[-2]
        mention = known({"uri": "https://a.example/1", "id": number, "created_at": "2026-08-01T00:00:00Z"})
        shown = [
            each
            for each in [*around["ancestors"], *around["descendants"]]
            if each["visibility"] in ("public", "unlisted")
        ]
        with replayed(and_then_nothing(playing), access_token="t") as (made, _):
            said = list(made.thread(mention))
        assert {each.stable_key for each in said} == {status["uri"] for status in shown} | {mention.stable_key}
        assert exchange in playing.used


def test_a_conversation_put_together_from_a_recorded_status_and_its_recorded_reply_is_linked() -> None:
    posted = [
        each
        for each in cassettes.read(cassettes.recorded("mastodon", "test_status_reply.yaml"))
        if each.method == "POST"
    ]
    begun, reply = (each.json() for each in posted)
    assert reply["in_reply_to_id"] == begun["id"]
    with replayed(lambda _asked: Reply(body={"ancestors": [], "descendants": [reply]}), access_token="t") as (made, _):
        first, second = made.thread(known(begun))
    assert (first.stable_key, first.in_reply_to) == (begun["uri"], None)
    assert (second.in_reply_to, second.thread, second.kind) == (begun["uri"], begun["uri"], MentionKind.REPLY)
    assert told(second) == facts(reply)


def test_the_server_says_which_lists_it_shows() -> None:
    for parts in (["entity", "test_entity_searchv2.yaml"], ["test_hashtag_tl.yaml"], ["test_timeline_disabled.yaml"]):
        described = next(each for each in player(*parts).exchanges if each.path.startswith("/api/v2/instance")).json()
        for feed in ("live_feeds", "hashtag_feeds"):
            said = described["configuration"]["timelines_access"][feed]
            assert closed_feeds(described, feed) == said
            assert set(said.values()) <= {"public", "authenticated", "disabled"}


def test_the_recorded_rate_limit_is_300_in_five_minutes_and_names_its_end_with_a_date() -> None:
    exchanges = [
        exchange
        for path in sorted(cassettes.recorded("mastodon").rglob("*.yaml"))
        for exchange in cassettes.read(path)
        if exchange.method == "GET" and exchange.path.startswith("/api/")
    ]
    assert len(exchanges) > 40
    for exchange in exchanges:
        headers = {name.lower(): value for name, value in exchange.headers.items()}
        assert headers["x-ratelimit-limit"] == "300"
        reset = datetime.fromisoformat(headers["x-ratelimit-reset"])
        assert reset.tzinfo is not None
        assert (reset.minute % 5, timedelta(0)) == (0, reset.utcoffset())
