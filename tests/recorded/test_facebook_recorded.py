"""The recorded answers of the Graph API about Pages, read by the connector: every field is compared with the recording."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cassettes import recorded

from connectors.base import Edited, Window
from connectors.conformance.server import Answering, Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.facebook import Facebook
from connectors.http import HttpSession
from monitor.errors import SourceRefused
from monitor.model import Batch, EngagementSample, Mention, MentionKind, Query

AFTER_ALL = datetime(2026, 3, 2, 9, tzinfo=UTC)


@contextmanager
def facebook(answering: Answering, **options: Any) -> Iterator[tuple[Facebook, Server]]:
    server = Server(answering)
    defaults = {option.name: option.default for option in Facebook.options}
    given = {"token": "synthetic", "page": "1", "base_url": server.url, "lookback_days": 36_500, "tagged": False}
    connector = Facebook("fb", defaults | given | options, HttpSession(QUICK, [server.url], ["synthetic"]))
    try:
        yield connector, server
    finally:
        connector.close()
        server.close()


def told(*parts: str) -> Any:
    return json.loads(recorded("facebook", *parts).read_text(encoding="utf-8"))


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)


def place_in(answer: Any) -> dict[str, str]:
    """Give what of the recorded link to the next page says where it begins."""
    names = {"after", "until", "__paging_token"}
    pairs = parse_qs(urlsplit(answer["paging"]["next"]).query)
    return {name: values[0] for name, values in pairs.items() if name in names}


def paged(first: Any, second: Any, asked_after: list[dict[str, str]]) -> Answering:
    place = place_in(first)

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/comments"):
            return Reply(body={"data": []})
        here = {name: asked.parameters[name] for name in place if name in asked.parameters}
        asked_after.append(here)
        return Reply(body=second if here == place else first)

    return answer


def pull(connector: Facebook) -> list[Batch]:
    queries = (Query(brand="Any", terms=("a name nobody wrote",)),)
    return list(connector.pull(queries, None, Window(start=None, now=AFTER_ALL)))


def mentions_of(batches: list[Batch]) -> dict[str, Mention]:
    return {mention.stable_key: mention for batch in batches for mention in batch.mentions}


def assert_same(mention: Mention, record: dict[str, Any]) -> None:
    assert mention.text == record["message"].strip()
    assert mention.posted_at == moment(record["created_time"])
    assert mention.url == record.get("permalink_url")
    author = record.get("from", {})
    assert (mention.author_key, mention.author) == (author.get("id"), author.get("name"))
    assert (mention.edited_at, mention.followers, mention.rating) == (None, None, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("posts", "feeds_default_fields_p1.json"), ("posts", "feeds_default_fields_p2.json")),
        (("base", "full_connecions_p1.json"), ("base", "full_connecions_p2.json")),
        (("posts", "feed_fields_p1.json"), ("posts", "feed_fields_p2.json")),
    ],
)
def test_a_feed_in_two_pages(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    pages = [told(*first), told(*second)]
    pages[1]["paging"].pop("next", None)
    posts = {post["id"]: post for page in pages for post in page["data"]}
    places: list[dict[str, str]] = []
    with facebook(paged(pages[0], pages[1], places)) as (connector, server):
        batches = pull(connector)
    found = mentions_of(batches)
    assert set(found) == {key for key, post in posts.items() if post.get("message")}
    for key, mention in found.items():
        assert_same(mention, posts[key])
        assert (mention.thread, mention.kind, mention.query) == (key, MentionKind.POST, "Any")
    samples = {sample.mention_id: sample for batch in batches for sample in batch.samples}
    for key in found:
        post, sample = posts[key], samples.get(f"facebook:{key}")
        totals = [(post.get(edge) or {}).get("summary", {}).get("total_count") for edge in ("reactions", "comments")]
        expected = [*totals, post.get("shares", {}).get("count")]
        assert ([sample.likes, sample.replies, sample.reposts] if sample else [None] * 3) == expected
    assert places == [{}, place_in(pages[0])]
    assert all("access_token" not in asked.parameters for asked in server.asked)
    assert batches[-1].heard is not None


def test_posts_that_carry_their_comments() -> None:
    posts = told("posts", "multi_posts_data.json")
    with facebook(
        lambda asked: Reply(body={"data": [] if asked.path.endswith("/comments") else list(posts.values())})
    ) as (
        connector,
        _,
    ):
        found = mentions_of(pull(connector))
    comments = {
        comment["id"]: (key, comment)
        for key, post in posts.items()
        for comment in post["comments"]["data"]
        if comment.get("message")
    }
    assert len(comments) > 5
    assert set(found) == {key for key, post in posts.items() if post.get("message")} | set(comments)
    for key, (post, comment) in comments.items():
        assert_same(found[key], comment)
        assert (found[key].thread, found[key].kind) == (post, MentionKind.REPLY)
        assert found[key].in_reply_to == comment.get("parent", {}).get("id", post)


def test_a_page_of_comments_whose_ids_only_their_links_tell() -> None:
    answer = told("comments", "comments_p1.json")
    links = {each["permalink_url"]: each for each in answer["data"]}
    post_number = next(iter(links)).split("/posts/")[1].split("/")[0]
    post = f"19_{post_number}"
    last = {"data": answer["data"]}
    mention = Mention(platform="facebook", stable_key=post, thread=post, source="fb", text="x", posted_at=AFTER_ALL)
    told_post = {"id": post, "created_time": "2020-01-01T00:00:00+0000", "message": "synthetic"}

    def answering(asked: Asked) -> Reply:
        return Reply(body=last if asked.path.endswith("/comments") else told_post)

    with facebook(answering) as (connector, _):
        said = {one.url: one for one in connector.thread(mention) if one.kind is MentionKind.REPLY}
    assert set(said) == set(links)
    for link, one in said.items():
        assert_same(one, links[link])
        query = parse_qs(urlsplit(link).query)
        assert one.stable_key == f"{post_number}_{query.get('reply_comment_id', query['comment_id'])[0]}"


def test_comments_and_posts_looked_at_again() -> None:
    comments, single = told("comments", "comments_info.json"), told("comments", "comment_info.json")
    posts = told("posts", "multi_posts_data.json")
    lone = told("posts", "single_post_data.json")
    bodies: list[dict[str, Any]] = [comments, {single["id"]: single}, posts, {lone["id"]: lone}]
    for body, kind in zip(bodies, [MentionKind.REPLY] * 2 + [MentionKind.POST] * 2, strict=True):
        known = [
            Mention(
                platform="facebook",
                stable_key=key,
                external_id=key,
                source="fb",
                thread=key if kind is MentionKind.POST else "1_2",
                text=record["message"].strip() if number == 0 else "other words",
                posted_at=moment(record["created_time"]),
                kind=kind,
            )
            for number, (key, record) in enumerate(body.items())
        ]
        with facebook(lambda _asked, body=body: Reply(body=body)) as (connector, server):  # type: ignore[misc]
            seen = list(connector.refresh(known, AFTER_ALL))
        edited = {one.mention.stable_key: one.mention.text for one in seen if isinstance(one, Edited)}
        assert edited == {key: record["message"].strip() for key, record in list(body.items())[1:]}
        samples = {one.mention_id: one for one in seen if isinstance(one, EngagementSample)}
        for key, record in body.items():
            sample = samples.get(f"facebook:{key}")
            if kind is MentionKind.REPLY:
                assert sample is not None
                assert (sample.likes, sample.replies) == (record["like_count"], record["comment_count"])
            else:
                total = record.get("reactions", {}).get("summary", {}).get("total_count")
                assert (sample.likes if sample else None) == total
                assert (sample.reposts if sample else None) == record.get("shares", {}).get("count")
        assert len(server.asked) == 1


@pytest.mark.parametrize("name", [("error.json",), ("base", "error_data.json")])
def test_the_recorded_errors_are_about_a_missing_permission(name: tuple[str, ...]) -> None:
    body = told(*name)
    with facebook(lambda _asked: Reply(status=400, body=body)) as (connector, _):
        with pytest.raises(SourceRefused, match="permission is missing"):
            pull(connector)
        assert connector.check()[0].kind == "wrong scope"
