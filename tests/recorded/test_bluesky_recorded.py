"""Recorded records, a recorded conversation and the lexicons of Bluesky, held against the connector and the simulator.

Our connector has its own HTTP; tests/connectors/test_bluesky_wire.py holds the client library against our simulator.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import cassettes
import pytest
from worlds.bluesky import BlueskyWorld

from connectors.base import Gone, Window
from connectors.bluesky import PAGE
from connectors.bluesky_post import mention_of, posted_at, sample_of
from connectors.conformance.server import Asked, Reply
from monitor.model import EngagementSample, Mention, MentionKind, Query

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def recording(name: str) -> Any:
    return json.loads(cassettes.recorded("bluesky", f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def world() -> Iterator[BlueskyWorld]:
    with BlueskyWorld() as made:
        yield made


def view_of(recorded: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Put a recorded record into the view that a search gives of it."""
    did = recorded["uri"].split("/")[2]
    author = {"did": did, "handle": "somebody.example"}
    seen = "2026-01-01T00:00:00.000Z"
    return {
        "uri": recorded["uri"],
        "cid": recorded["cid"],
        "author": author,
        "record": recorded["value"],
        "indexedAt": seen,
    } | more


@pytest.mark.parametrize("name", ["post_record", "extended_post_record"])
def test_a_recorded_post_is_read_whatever_else_is_in_it(name: str) -> None:
    recorded = recording(name)
    value = recorded["value"]
    found = mention_of(view_of(recorded), "here")
    written = datetime.fromisoformat(value["createdAt"])
    langs = value.get("langs")
    assert found == Mention(
        platform="bluesky",
        stable_key=recorded["uri"],
        external_id=recorded["uri"],
        source="here",
        text=value["text"],
        posted_at=written if written.tzinfo else written.replace(tzinfo=UTC),
        kind=MentionKind.POST,
        author_key=recorded["uri"].split("/")[2],
        author="somebody.example",
        url=f"https://bsky.app/profile/somebody.example/post/{recorded['uri'].split('/')[-1]}",
        thread=recorded["uri"],
        language=langs[0] if langs else None,
    )
    assert sample_of(found.id, view_of(recorded), NOW) is None, "no count was told"


@pytest.mark.parametrize("name", ["like_record", "feed_record"])
def test_a_recorded_record_of_another_kind_is_no_post(name: str) -> None:
    with pytest.raises(ValueError, match="not that of a post"):
        mention_of(view_of(recording(name)), "here")


def test_recorded_posts_are_pulled_through_the_connector(world: BlueskyWorld) -> None:
    recorded = [recording(name) for name in ("post_record", "extended_post_record")]
    views = sorted((view_of(each) for each in recorded), key=posted_at, reverse=True)
    word = views[0]["record"]["text"].split()[-1]
    world.server.fault = lambda _n, a: Reply(body={"posts": views}) if a.method == "GET" else None
    world.now = NOW
    queries = [Query(brand="any", terms=(word, views[1]["record"]["text"].split()[-1]))]
    batches = list(world.source(lookback_days=4_000).pull(queries, None, Window(start=None, now=NOW)))
    assert {mention.stable_key for batch in batches for mention in batch.mentions} == {each["uri"] for each in recorded}
    assert batches[-1].heard is not None


def test_the_recorded_conversation_is_read(world: BlueskyWorld) -> None:
    answer = recording("thread_view_post_with_embed_media")
    post = answer["thread"]["post"]
    quoted = post["record"]["embed"]["record"]["record"]["uri"]
    assert post["record"]["text"] == ""
    assert mention_of(post, "here") is None, "there are no words in it"
    post["record"]["text"] = "synthetic words"
    found = mention_of(post, "here")
    assert found is not None
    assert (found.kind, found.in_reply_to, found.thread) == (MentionKind.QUOTE, quoted, post["uri"])
    assert (found.author, found.author_name) == (post["author"]["handle"], post["author"]["displayName"])
    assert found.posted_at == datetime.fromisoformat(post["record"]["createdAt"])
    world.server.fault = lambda _n, a: Reply(body=answer) if a.method == "GET" else None
    (said,) = world.source().thread(found)
    assert said == found
    inner = post["embed"]["record"]["record"]
    wrapped = inner | {"record": inner["value"]}
    told = mention_of(wrapped, "here")
    assert told is not None
    assert (told.stable_key, told.text) == (inner["uri"], inner["value"]["text"])
    expected = tuple(inner.get(f"{name}Count") for name in ("like", "reply", "repost", "quote"))
    sample = sample_of(told.id, wrapped, NOW)
    assert sample is not None
    assert (sample.likes, sample.replies, sample.reposts, sample.quotes) == expected == (0, 0, 0, None)


def test_the_recorded_post_looked_at_again_gives_its_counts(world: BlueskyWorld) -> None:
    post = recording("thread_view_post_with_embed_media")["thread"]["post"]
    known = Mention(
        platform="bluesky", stable_key=post["uri"], external_id=post["uri"], source="here", text="", posted_at=NOW
    )
    world.server.fault = lambda _n, a: Reply(body={"posts": [post]}) if a.method == "GET" else None
    expected = [post[f"{name}Count"] for name in ("like", "reply", "repost")]
    (sample,) = world.source().refresh([known], NOW)
    assert isinstance(sample, EngagementSample)
    assert [sample.likes, sample.replies, sample.reposts] == expected
    assert sample.quotes is None, "it was not told"


def asked_by_the_connector(world: BlueskyWorld) -> list[Asked]:
    posts = []
    for number in range(30):
        posts.append(world.write(f"Larkfield {number}"))
        world.pass_time(minutes=1)
    source = world.source()
    batches = source.pull(world.queries, None, Window(start=None, now=world.now))
    mentions = [mention for batch in batches for mention in batch.mentions]
    world.delete(posts[0].key)
    assert any(isinstance(each, Gone) for each in source.refresh(mentions, world.now))
    list(source.thread(mentions[0]))
    return [asked for asked in world.asked if asked.method == "GET"]


def test_every_question_of_a_search_is_one_the_lexicon_allows(world: BlueskyWorld) -> None:
    main = recording("lexicon_searchPosts")["defs"]["main"]
    allowed = main["parameters"]["properties"]
    searches = [asked for asked in asked_by_the_connector(world) if asked.path.endswith("searchPosts")]
    assert len(searches) > 3
    for asked in searches:
        assert set(main["parameters"]["required"]) <= set(asked.parameters) <= set(allowed)
        assert 1 <= int(asked.parameters["limit"]) <= allowed["limit"]["maximum"] == PAGE
        assert asked.parameters["sort"] in allowed["sort"]["knownValues"]
        assert datetime.fromisoformat(asked.parameters["until"]).utcoffset() == timedelta(0)


def test_the_simulator_answers_with_what_the_lexicon_requires_and_nothing_else(world: BlueskyWorld) -> None:
    defs, search = recording("lexicon_feed_defs")["defs"], recording("lexicon_searchPosts")["defs"]["main"]
    post = world.write(more={"labels": ["spam"], "quote": "at://did:plc:a/app.bsky.feed.post/b"})
    view = world.view(post)
    assert set(defs["postView"]["required"]) <= set(view) <= {*defs["postView"]["properties"], "$type"}
    assert set(view["viewer"]) <= set(defs["viewerState"]["properties"])
    world.write_reply(post, more={"blocked": True})
    gone = world.write_reply(post)
    asked_by_the_connector(world)
    replies: list[Any] = []
    world.server.change = lambda _n, _a, reply: replies.append(reply.body) or reply  # type: ignore[func-returns-value]
    source = world.source()
    mention = next(m for b in source.pull(world.queries, None, Window(start=None, now=world.now)) for m in b.mentions)
    world.delete(gone.key)
    list(source.thread(mention))
    output = search["output"]["schema"]
    pages = [body for body in replies if isinstance(body, dict) and "posts" in body]
    assert pages
    for body in pages:
        assert set(output["required"]) <= set(body) <= set(output["properties"])
    for name, node in (
        ("blockedPost", world._node(world.write(more={"blocked": True}), 0)),
        ("notFoundPost", world._node(gone, 0)),
    ):
        assert set(defs[name]["required"]) <= set(node) <= {*defs[name]["properties"], "$type"}
    thread = next(body["thread"] for body in replies if isinstance(body, dict) and "thread" in body)
    assert set(thread) <= {*defs["threadViewPost"]["properties"], "$type"}
