"""The recorded answers of the Graph API about Instagram, read by the connector and compared with the recording."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from cassettes import recorded

from connectors.base import Edited, Window
from connectors.conformance.server import Answering, Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.http import HttpSession
from connectors.instagram import Instagram
from monitor.model import Batch, EngagementSample, Mention, MentionKind, Query

AFTER_ALL = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOTHING = {"data": []}


@contextmanager
def instagram(answering: Answering, **options: Any) -> Iterator[tuple[Instagram, Server]]:
    server = Server(answering)
    defaults = {option.name: option.default for option in Instagram.options}
    given = {"token": "synthetic", "user": "1", "base_url": server.url, "lookback_days": 36_500}
    connector = Instagram("ig", defaults | given | options, HttpSession(QUICK, [server.url], ["synthetic"]))
    try:
        yield connector, server
    finally:
        connector.close()
        server.close()


def told(*parts: str) -> Any:
    return json.loads(recorded("instagram", *parts).read_text(encoding="utf-8"))


def by_path(bodies: dict[tuple[str, str | None], Any]) -> Answering:
    def answer(asked: Asked) -> Reply:
        key = (asked.path.rsplit("/", 1)[1], asked.parameters.get("after"))
        return Reply(body=bodies.get(key, NOTHING))

    return answer


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)


def pull(connector: Instagram) -> list[Batch]:
    queries = (Query(brand="Any", terms=("a name nobody wrote",)),)
    return list(connector.pull(queries, None, Window(start=None, now=AFTER_ALL)))


def mentions_of(batches: list[Batch]) -> dict[str, Mention]:
    return {mention.stable_key: mention for batch in batches for mention in batch.mentions}


def assert_same(mention: Mention, record: dict[str, Any], words: str) -> None:
    assert mention.text == record[words].strip()
    assert mention.posted_at == moment(record["timestamp"])
    assert mention.author == record.get("username")
    assert mention.author_key == (record["username"].lower() if "username" in record else None)
    assert mention.url == record.get("permalink")


def assert_counted(batches: list[Batch], records: dict[str, Any]) -> None:
    samples = {sample.mention_id: sample for batch in batches for sample in batch.samples}
    for key in mentions_of(batches):
        sample = samples.get(f"instagram:{key}")
        expected = [records[key].get("like_count"), records[key].get("comments_count")]
        assert ([sample.likes, sample.replies] if sample else [None, None]) == expected


def test_media_that_tag_the_account() -> None:
    answer = told("users", "tagged_medias.json")
    media = {each["id"]: each for each in answer["data"]}
    with instagram(by_path({("tags", None): answer})) as (connector, _):
        batches = pull(connector)
    found = mentions_of(batches)
    assert set(found) == {key for key, each in media.items() if each.get("caption")}
    for key, mention in found.items():
        assert_same(mention, media[key], "caption")
        assert (mention.kind, mention.thread) == (MentionKind.POST, key)
    assert_counted(batches, media)


def test_our_own_media_in_two_pages() -> None:
    first, second = told("users", "medias_p1.json"), told("users", "medias_p2.json")
    second.get("paging", {}).pop("next", None)
    media = {each["id"]: each for page in (first, second) for each in page["data"]}
    bodies = {("media", None): first, ("media", first["paging"]["cursors"]["after"]): second}
    with instagram(by_path(bodies)) as (connector, server):
        batches = pull(connector)
    found = mentions_of(batches)
    assert set(found) == {key for key, each in media.items() if each.get("caption")}
    for key, mention in found.items():
        assert_same(mention, media[key], "caption")
    assert_counted(batches, media)
    commented = [key for key, each in media.items() if each["comments_count"]]
    asked = [asked.path.split("/")[2] for asked in server.asked if asked.path.endswith("/comments")]
    assert asked == commented, "media that say they have comments but bring none along are asked about"


def test_a_page_of_comments_and_a_page_of_replies() -> None:
    comments, replies = told("medias", "comments_p1.json"), told("comments", "replies.json")
    after = comments["paging"]["cursors"]["after"]
    mention = Mention(platform="instagram", stable_key="2", thread="2", source="ig", text="x", posted_at=AFTER_ALL)
    first = comments["data"][0] | {"replies": replies}
    body = {"data": [first, *comments["data"][1:]], "paging": comments["paging"]}
    medium = {"id": "2", "timestamp": "2020-01-01T00:00:00+0000"}
    bodies = {("2", None): medium, ("comments", None): body, ("comments", after): NOTHING}
    with instagram(by_path(bodies)) as (connector, _):
        said = {one.stable_key: one for one in connector.thread(mention)}
    records = {each["id"]: each for each in [*comments["data"], *replies["data"]]}
    assert set(said) == set(records)
    for key, one in said.items():
        assert_same(one, records[key], "text")
        assert one.in_reply_to == (first["id"] if records[key] in replies["data"] else "2")


def test_comments_looked_at_again() -> None:
    several, single = told("comments", "comments_fields.json"), told("comments", "comment_fields.json")
    for body in (several, {single["id"]: single}):
        known = [
            Mention(
                platform="instagram",
                stable_key=key,
                external_id=key,
                source="ig",
                thread="2",
                text=record["text"].strip() if number == 0 else "other words",
                posted_at=moment(record["timestamp"]),
                kind=MentionKind.REPLY,
            )
            for number, (key, record) in enumerate(body.items())
        ]
        with instagram(lambda _asked, body=body: Reply(body=body)) as (connector, server):  # type: ignore[misc]
            seen = list(connector.refresh(known, AFTER_ALL))
        likes = {one.mention_id: one.likes for one in seen if isinstance(one, EngagementSample)}
        assert likes == {f"instagram:{key}": record["like_count"] for key, record in body.items()}
        edited = {one.mention.stable_key: one.mention.text for one in seen if isinstance(one, Edited)}
        assert edited == {key: record["text"].strip() for key, record in list(body.items())[1:]}
        assert len(server.asked) == 1


def test_a_hashtag_is_looked_up_and_its_media_have_no_author() -> None:
    search = told("users", "hashtag_search.json")
    number, name = search["data"][0]["id"], search["data"][0]["name"]
    pages = [told("hashtags", f"hashtag_top_medias_p{number}.json") for number in (1, 2)]
    for page in pages:
        for each in page["data"]:
            each["timestamp"] = "2026-03-02T08:00:00+0000"  # recorded without: the field was not asked for then
    media = {each["id"]: each for page in pages for each in page["data"]}
    bodies = {
        ("ig_hashtag_search", None): search,
        ("recent_media", None): pages[0],
        ("recent_media", pages[0]["paging"]["cursors"]["after"]): pages[1],
    }
    with instagram(by_path(bodies), hashtags=[name]) as (connector, server):
        batches = pull(connector)
    found = mentions_of(batches)
    assert set(found) == {key for key, each in media.items() if each.get("caption")}
    for key, mention in found.items():
        assert_same(mention, media[key], "caption")
        assert mention.author is None
    assert_counted(batches, media)
    assert [asked.path.split("/")[2] for asked in server.asked if asked.path.endswith("/recent_media")] == [number] * 2
