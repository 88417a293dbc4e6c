"""Recorded answers of X, read through tweepy and the connector; what is expected is computed from the recording."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cassettes import Player, read, recorded

from connectors.base import Absence, Edited, Gone, Window, validate_options
from connectors.conformance.server import Asked, Reply, Server
from connectors.http import HttpSession
from connectors.x import X
from connectors.x_posts import moment
from monitor.model import Batch, EngagementSample, Mention, MentionKind, Query

KEY = "synthetic-bearer-token"
QUERIES = (Query(brand="Recorded", terms=("no such brand",)),)
OURS = frozenset({"query", "max_results", "tweet.fields", "since_id", "until_id", "expansions", "user.fields"})
"""Parameters we ask with and the recordings, made with less, do not have."""
KINDS = (
    ("replied_to", MentionKind.REPLY),
    ("quoted", MentionKind.QUOTE),
    ("retweeted", MentionKind.REPOST),
)
COUNTS = {
    "likes": "like_count",
    "replies": "reply_count",
    "reposts": "retweet_count",
    "quotes": "quote_count",
    "views": "impression_count",
}
PAGES = [
    "brexit.jsonl",
    "kpop.jsonl",
    "noflat.jsonl",
    "media_policy_violation_off.jsonl",
    "entities_test.jsonl",
    "two_tweets.jsonl",
]
PAGES += [f"pytwitter/searches/{name}.json" for name in ("search_tweets_for_nyc", "search_tweets_query")]
LOOKUPS = [f"{name}.jsonl" for name in ("cashtags", "cotweet", "edited", "many_urls", "media_tweet", "mentions_tweet")]
LOOKUPS += ["geo_tweets.jsonl", "verified_type.jsonl", "pytwitter/tweet/tweets_resp.json"]


@contextmanager
def source(answering: Callable[[Asked], Reply], **options: object) -> Iterator[tuple[X, Server]]:
    server = Server(answering)
    told = {"base_url": server.url, "bearer_token": KEY, "lookback_days": 7} | options
    values, faults = validate_options(X, told)
    assert faults == []
    made = X("here", values, HttpSession(own_addresses=[server.url], secrets=[KEY]))
    try:
        yield made, server
    finally:
        made.close()
        server.close()


def playing(*files: str) -> Callable[[Asked], Reply]:
    """Answer as recorded by tweepy's own tests, then as if there was nothing more."""
    player = Player([each for name in files for each in read(recorded("x", name))], ignore=OURS)
    known = {exchange.path for exchange in player.exchanges}

    def answer(asked: Asked) -> Reply:
        follows = asked.parameters.keys() & {"next_token", "pagination_token"}
        if asked.path in known and not follows and asked.headers["authorization"] == f"Bearer {KEY}":
            return player(asked)
        return Reply(body={"meta": {"result_count": 0}})

    return answer


def told(name: str) -> dict[str, Any]:
    """Give one recorded answer."""
    text = recorded("x_full", name).read_text(encoding="utf-8")
    found = json.loads(text.splitlines()[0] if name.endswith(".jsonl") else text)
    assert isinstance(found, dict)
    return found


def always(answer: Mapping[str, Any]) -> Callable[[Asked], Reply]:
    """Give the same answer to the first page of a search, and nothing after it."""

    def reply(asked: Asked) -> Reply:
        return Reply(body={"meta": {"result_count": 0}} if "next_token" in asked.parameters else answer)

    return reply


def heard(made: X, records: Sequence[Mapping[str, Any]]) -> list[Batch]:
    newest = max(moment(record["id"]) for record in records)
    return list(made.pull(QUERIES, None, Window(start=None, now=newest + timedelta(minutes=1))))


def versions(record: Mapping[str, Any]) -> list[str]:
    return record.get("edit_history_tweet_ids") or [record["id"]]


def kind_of(record: Mapping[str, Any]) -> MentionKind:
    types = [each["type"] for each in record.get("referenced_tweets", [])]
    answers = record.get("conversation_id", record["id"]) not in versions(record)
    return next((kind for name, kind in KINDS if name in types), MentionKind.REPLY if answers else MentionKind.POST)


def parent_of(record: Mapping[str, Any]) -> str | None:
    parents = {each["type"]: each["id"] for each in record.get("referenced_tweets", [])}
    return next((parents[name] for name, _ in KINDS if name in parents), None)


def check(mention: Mention, record: Mapping[str, Any], users: Mapping[str, Mapping[str, Any]]) -> None:
    """Compare a mention with its record, field by field."""
    ids, user = versions(record), users.get(record.get("author_id", ""), {})
    assert (mention.stable_key, mention.external_id) == (ids[0], record["id"])
    assert mention.text == html.unescape(record["text"])
    if "created_at" in record:
        created = datetime.fromisoformat(record["created_at"])
        written = mention.edited_at or mention.posted_at
        assert timedelta(0) <= written - created < timedelta(seconds=1)
    assert (mention.edited_at is None) is (ids[0] == record["id"])
    assert mention.posted_at.tzinfo is UTC
    assert (mention.kind, mention.in_reply_to) == (kind_of(record), parent_of(record))
    conversation = record.get("conversation_id")
    assert mention.thread == (ids[0] if conversation in ids else conversation)
    assert mention.author_key == record.get("author_id")
    assert (mention.author, mention.author_name) == (user.get("username"), user.get("name"))
    assert mention.followers == user.get("public_metrics", {}).get("followers_count")
    assert mention.url == f"https://x.com/{user.get('username', 'i')}/status/{record['id']}"
    code = record.get("lang", "und")
    assert mention.language == {"in": "id", "iw": "he"}.get(code, code if len(code) == 2 else None)
    assert (mention.query, mention.matched) == ("Recorded", None)


def check_sample(sample: EngagementSample, record: Mapping[str, Any]) -> None:
    metrics = record["public_metrics"]
    assert {name: getattr(sample, name) for name in COUNTS} == {name: metrics.get(key) for name, key in COUNTS.items()}


@pytest.mark.parametrize("what", ["search_recent_tweets", "get_users_mentions"])
def test_tweepys_own_recording_of_a_page_is_read_in_full(what: str) -> None:
    file = f"test_client_{what}.yaml"
    (exchange,) = read(recorded("x", file))
    records = exchange.json()["data"]
    options = {"account_id": exchange.path.split("/")[3]} if what == "get_users_mentions" else {}
    with source(playing(file), **options) as (made, server):
        batches = heard(made, records)
    mentions = [mention for batch in batches for mention in batch.mentions]
    assert len(mentions) == len(records) == exchange.json()["meta"]["result_count"]
    for mention, record in zip(mentions, records, strict=True):
        check(mention, record, {})
    assert [sample for batch in batches for sample in batch.samples] == [], "without metrics nothing is known"
    tokens = [asked.parameters.keys() & {"next_token", "pagination_token"} for asked in server.asked]
    assert sum(map(bool, tokens)) == 1
    state: Any = batches[-1].checkpoint
    (reach,) = (each for each in state["reaches"].values() if each["newest"] == exchange.json()["meta"]["newest_id"])
    assert not reach["under_way"]
    assert batches[-1].heard is not None


@pytest.mark.parametrize("name", PAGES)
def test_a_full_page_with_authors_and_counts_is_read_in_full(name: str) -> None:
    answer = told(name)
    users = {user["id"]: user for user in answer.get("includes", {}).get("users", [])}
    records = {record["id"]: record for record in answer["data"]}
    with source(always(answer), authors=True) as (made, _server):
        batches = heard(made, answer["data"])
    mentions = [mention for batch in batches for mention in batch.mentions]
    samples = {sample.mention_id: sample for batch in batches for sample in batch.samples}
    wanted = [key for key, record in records.items() if kind_of(record) is not MentionKind.REPOST]
    assert sorted(mention.external_id for mention in mentions) == sorted(wanted)
    for mention in mentions:
        record = records[mention.external_id]
        check(mention, record, users)
        if "public_metrics" in record:
            check_sample(samples.pop(mention.id), record)
    assert samples == {}
    assert [reject for batch in batches for reject in batch.rejects] == []
    assert [gap for batch in batches for gap in batch.gaps] == []


def known(record: Mapping[str, Any]) -> Mention:
    """Make the mention that a pull would have stored."""
    return Mention(
        platform="x",
        stable_key=versions(record)[0],
        external_id=record["id"],
        source="here",
        text=html.unescape(record["text"]),
        posted_at=moment(versions(record)[0]),
        query="Recorded",
    )


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_recorded_lookup_gives_counts_and_no_edit(name: str) -> None:
    answer = told(name)
    now = datetime(2026, 3, 2, tzinfo=UTC)
    mentions = [known(record) for record in answer["data"]]
    with source(lambda _asked: Reply(body=answer)) as (made, server):
        found = list(made.refresh(mentions, now))
    assert [asked.parameters["ids"] for asked in server.asked] == [",".join(each.external_id for each in mentions)]
    counted = [record for record in answer["data"] if "public_metrics" in record]
    assert len(found) == len(counted)
    for sample, record in zip(found, counted, strict=True):
        assert isinstance(sample, EngagementSample)
        assert (sample.mention_id, sample.at) == (f"x:{versions(record)[0]}", now)
        check_sample(sample, record)


def test_tweepys_own_recording_of_a_lookup_tells_nothing_new() -> None:
    (exchange,) = read(recorded("x", "test_client_get_tweets.yaml"))
    mentions = [known(record) for record in exchange.json()["data"]]
    with source(playing("test_client_get_tweets.yaml")) as (made, _server):
        assert list(made.refresh(mentions, datetime.now(UTC))) == []
        with_counts = exchange.json()
        for record in with_counts["data"]:
            record["public_metrics"] = {"like_count": 5}
    with source(lambda _asked: Reply(body=with_counts)) as (made, _server):
        found = list(made.refresh(mentions, datetime.now(UTC)))
        assert [(each.mention_id, each.likes) for each in found if isinstance(each, EngagementSample)] == [
            (mention.id, 5) for mention in mentions
        ]


def test_a_recorded_old_version_leads_to_the_recorded_edit() -> None:
    before, after = told("edited_before.jsonl"), told("edited.jsonl")
    old, new = before["data"][0], after["data"][0]
    answers = {old["id"]: before, new["id"]: after}
    mention = known(old)
    with source(lambda asked: Reply(body=answers[asked.parameters["ids"]])) as (made, server):
        edited, sample = made.refresh([mention], datetime(2026, 3, 2, tzinfo=UTC))
    assert [asked.parameters["ids"] for asked in server.asked] == [old["id"], new["id"]]
    assert isinstance(edited, Edited)
    said = edited.mention
    assert (said.stable_key, said.external_id, said.text) == (old["id"], new["id"], html.unescape(new["text"]))
    assert said.edited_at is not None
    assert timedelta(0) <= said.edited_at - datetime.fromisoformat(new["created_at"]) < timedelta(seconds=1)
    assert said.posted_at == mention.posted_at
    assert isinstance(sample, EngagementSample)
    check_sample(sample, new)


@pytest.mark.parametrize("name", ["entities_test.jsonl", "users.jsonl", "noflat.jsonl", "kpop.jsonl"])
def test_recorded_partial_errors_tell_absences_only_of_what_was_asked_for(name: str) -> None:
    errors = told(name)["errors"]
    posts = [error for error in errors if error["resource_type"] == "tweet"]
    mentions = [known({"id": error["resource_id"], "text": "words"}) for error in posts]
    with source(lambda _asked: Reply(body={"errors": errors})) as (made, _server):
        assert list(made.refresh(mentions, datetime.now(UTC))) == [], "these are about posts that others refer to"
        for error in errors:
            error["parameter"] = "ids"
        found = list(made.refresh(mentions, datetime.now(UTC)))
    expected = {
        f"x:{error['resource_id']}": Absence.ABSENT if error["title"] == "Not Found Error" else Absence.PROTECTED
        for error in posts
    }
    assert {each.mention_id: each.why for each in found if isinstance(each, Gone)} == expected
    assert len(found) == len(expected)


def test_recorded_quotes_are_read_into_the_conversation() -> None:
    quotes = told("pytwitter/tweet/tweet_quote_tweets_resp.json")
    asked_about = known({"id": "1495000000000000000", "text": "words"})
    root = {"id": asked_about.external_id, "text": "words", "edit_history_tweet_ids": [asked_about.external_id]}

    def reply(asked: Asked) -> Reply:
        if asked.path == "/2/tweets":
            return Reply(body={"data": [root]})
        if asked.path.endswith("/quote_tweets") and "pagination_token" not in asked.parameters:
            return Reply(body=quotes)
        return Reply(body={"meta": {"result_count": 0}})

    with source(reply, authors=True) as (made, _server):
        found = {mention.external_id: mention for mention in made.thread(asked_about)}
    users = {user["id"]: user for user in quotes["includes"]["users"]}
    assert found.keys() == {root["id"], *(record["id"] for record in quotes["data"])}
    for record in quotes["data"]:
        check(found[record["id"]], record, users)
