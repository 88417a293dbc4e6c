"""The recorded answers of the YouTube Data API, read by the connector: every field is compared with the recording."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from cassettes import recorded

from connectors.base import Edited, Gone, Window
from connectors.conformance.server import Answering, Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.http import HttpSession
from connectors.youtube import YouTube
from monitor.errors import SourceRefused
from monitor.model import Batch, EngagementSample, Mention, Query

BEFORE_ALL = 36_500  # days; the recordings are years old
AFTER_ALL = datetime(2026, 3, 2, 9, tzinfo=UTC)


@contextmanager
def youtube(answering: Answering, **options: Any) -> Iterator[tuple[YouTube, Server]]:
    server = Server(answering)
    defaults = {option.name: option.default for option in YouTube.options}
    settings = defaults | {"key": "synthetic", "base_url": server.url, "lookback_days": BEFORE_ALL} | options
    connector = YouTube("yt", settings, HttpSession(QUICK, [server.url], ["synthetic"]))
    try:
        yield connector, server
    finally:
        connector.close()
        server.close()


def told(*parts: str) -> Any:
    return json.loads(recorded("youtube", *parts).read_text(encoding="utf-8"))


def answers(bodies: dict[tuple[str, str | None], Any]) -> Callable[[Asked], Reply]:
    """Answer by path and page token; replies that were not recorded are none."""

    def answer(asked: Asked) -> Reply:
        key = (asked.path.rsplit("/", 1)[1], asked.parameters.get("pageToken"))
        return Reply(body=bodies.get(key, {"items": []}))

    return answer


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def pull(connector: YouTube, *terms: str) -> list[Batch]:
    queries = (Query(brand="Any", terms=terms),)
    return list(connector.pull(queries, None, Window(start=None, now=AFTER_ALL)))


def mentions_of(batches: list[Batch]) -> dict[str, Mention]:
    return {mention.stable_key: mention for batch in batches for mention in batch.mentions}


def assert_same(mention: Mention, comment: dict[str, Any]) -> None:
    snippet = comment["snippet"]
    assert mention.text == snippet["textOriginal"]
    assert mention.posted_at == moment(snippet["publishedAt"])
    edited = moment(snippet["updatedAt"])
    assert mention.edited_at == (edited if edited > mention.posted_at else None)
    assert mention.author_key == snippet["authorChannelId"]["value"]
    assert mention.author == mention.author_name == snippet["authorDisplayName"]
    assert (mention.followers, mention.rating, mention.place) == (None, None, None)


def test_comment_threads_of_a_video_in_two_pages() -> None:
    first = told("comment_threads", "comment_threads_by_video_paged_1.json")
    second = told("comment_threads", "comment_threads_by_video_paged_2.json")
    pages = [first, second]
    threads = {each["id"]: each for page in pages for each in page["items"]}
    words = {each["snippet"]["topLevelComment"]["snippet"]["textOriginal"].split()[0] for each in threads.values()}
    bodies = {("commentThreads", None): first, ("commentThreads", first["nextPageToken"]): second}
    video = first["items"][0]["snippet"]["videoId"]
    with youtube(answers(bodies), videos=[video]) as (connector, server):
        batches = pull(connector, *words)
    found = mentions_of(batches)
    assert set(found) == set(threads)
    for key, thread in threads.items():
        assert_same(found[key], thread["snippet"]["topLevelComment"])
        assert (found[key].thread, found[key].in_reply_to, found[key].query) == (key, None, "Any")
        assert found[key].url == f"https://www.youtube.com/watch?v={video}&lc={key}"
    samples = {sample.mention_id: sample for batch in batches for sample in batch.samples}
    for key, thread in threads.items():
        sample = samples[f"youtube:{key}"]
        snippet = thread["snippet"]
        assert sample.likes == snippet["topLevelComment"]["snippet"]["likeCount"]
        assert (sample.replies, sample.views, sample.at) == (snippet["totalReplyCount"], None, AFTER_ALL)
    unanswered = [each for each in threads.values() if each["snippet"]["totalReplyCount"]]
    asked = [asked.parameters["parentId"] for asked in server.asked if asked.path.endswith("/comments")]
    assert sorted(set(asked)) == sorted(each["id"] for each in unanswered), "threads whose replies are not given"
    assert batches[-1].heard is not None


def test_comment_threads_of_our_own_channel() -> None:
    answer = told("comment_threads", "comment_threads_all_to_me.json")
    channel = answer["items"][0]["snippet"]["channelId"]
    with youtube(answers({("commentThreads", None): answer}), channels=[channel]) as (connector, server):
        batches = pull(connector, "a name nobody wrote")
    found = mentions_of(batches)
    assert set(found) == {each["id"] for each in answer["items"]}, "on our own channel every comment counts"
    for thread in answer["items"]:
        mention = found[thread["id"]]
        assert_same(mention, thread["snippet"]["topLevelComment"])
        video = thread["snippet"].get("videoId")
        assert mention.url == (f"https://www.youtube.com/watch?v={video}&lc={thread['id']}" if video else None)
        assert (mention.query, mention.matched) == ("Any", None)
    assert server.asked[0].parameters["allThreadsRelatedToChannelId"] == channel


def test_a_single_thread_and_one_found_by_its_id_are_read_as_a_conversation() -> None:
    for name in ("comment_thread_single.json", "comment_threads_multi.json", "comment_threads_by_channel.json"):
        answer = told("comment_threads", name)
        thread = answer["items"][0]
        comment = thread["snippet"]["topLevelComment"]
        replies = (thread.get("replies") or {}).get("comments", [])
        mention = Mention(platform="youtube", stable_key=thread["id"], source="yt", text="x", posted_at=AFTER_ALL)
        with youtube(answers({("commentThreads", None): {"items": [thread]}})) as (connector, _):
            said = list(connector.thread(mention))
        by_key = {one.stable_key: one for one in said}
        complete = thread["snippet"]["totalReplyCount"] <= len(replies)
        assert set(by_key) == {comment["id"], *(reply["id"] for reply in replies if complete)}
        assert_same(by_key[comment["id"]], comment)


def test_comments_looked_at_again() -> None:
    for name in ("comments_multi.json", "comments_single.json"):
        answer = told("comments", name)
        known = [
            Mention(
                platform="youtube",
                stable_key=each["id"],
                external_id=each["id"],
                source="yt",
                text=each["snippet"]["textOriginal"] if number == 0 else "other words",
                posted_at=moment(each["snippet"]["publishedAt"]),
            )
            for number, each in enumerate(answer["items"])
        ]
        gone = Mention(
            platform="youtube", stable_key="Ugone", external_id="Ugone", source="yt", text="x", posted_at=AFTER_ALL
        )
        with youtube(answers({("comments", None): answer})) as (connector, server):
            seen = list(connector.refresh([*known, gone], AFTER_ALL))
        likes = {one.mention_id: one.likes for one in seen if isinstance(one, EngagementSample)}
        assert likes == {f"youtube:{each['id']}": each["snippet"]["likeCount"] for each in answer["items"]}
        edited = {one.mention.stable_key: one.mention.text for one in seen if isinstance(one, Edited)}
        assert edited == {each["id"]: each["snippet"]["textOriginal"] for each in answer["items"][1:]}
        assert [one.mention_id for one in seen if isinstance(one, Gone)] == ["youtube:Ugone"]
        assert len(server.asked) == 1


def test_a_search_in_two_pages() -> None:
    first, second = (told("search", f"search_by_keywords_p{number}.json") for number in (1, 2))
    hits = {each["id"]["videoId"]: each["snippet"] for page in (first, second) for each in page["items"]}
    words = {snippet["title"].split()[0] for snippet in hits.values()}
    second.pop("nextPageToken", None)
    bodies = {("search", None): first, ("search", first["nextPageToken"]): second}
    with youtube(answers(bodies), search=True) as (connector, server):
        batches = pull(connector, *words)
    found = mentions_of(batches)
    named = {f"video:{key}" for key in hits}
    assert set(found) <= named
    assert len(found) > len(named) / 2, "nearly every title holds its own first word"
    for key, mention in found.items():
        snippet = hits[key.removeprefix("video:")]
        assert mention.posted_at == moment(snippet["publishedAt"])
        assert (mention.author_key, mention.author) == (snippet["channelId"], snippet["channelTitle"].strip())
        assert mention.url == f"https://www.youtube.com/watch?v={key.removeprefix('video:')}"
        assert "&amp;" not in mention.text
    assert [asked.parameters.get("pageToken") for asked in server.asked] == [None, first["nextPageToken"]] * (
        len(server.asked) // 2
    )


def test_videos_looked_at_again() -> None:
    for name in ("videos_info_multi.json", "videos_info_single.json"):
        answer = told("videos", name)
        known = [
            Mention(
                platform="youtube",
                stable_key=f"video:{each['id']}",
                external_id=each["id"],
                source="yt",
                text=each["snippet"]["title"],
                posted_at=moment(each["snippet"]["publishedAt"]),
            )
            for each in answer["items"]
        ]
        with youtube(answers({("videos", None): answer})) as (connector, _):
            seen = list(connector.refresh(known, AFTER_ALL))
        counts = {one.mention_id: one for one in seen if isinstance(one, EngagementSample)}
        for each in answer["items"]:
            statistics = each.get("statistics") or {}
            sample = counts.get(f"youtube:video:{each['id']}")
            expected = [statistics.get(key) for key in ("likeCount", "commentCount", "viewCount")]
            got = [sample.likes, sample.replies, sample.views] if sample else [None] * 3
            assert got == [int(count) if count is not None else None for count in expected]
        assert not [one for one in seen if isinstance(one, Gone)]


def test_both_recorded_errors_are_sentences() -> None:
    errors = {name: told(f"{name}.json") for name in ("error_response", "error_response_simple")}
    with youtube(lambda _asked: Reply(status=400, body=errors["error_response"]), channels=["UC1"]) as (connector, _):
        try:
            pull(connector, "x")
        except SourceRefused as fault:
            assert "key is not valid" in str(fault)  # noqa: PT017 - the sentence is what is tested
        else:
            raise AssertionError("a refused key went unnoticed")
    with youtube(lambda _asked: Reply(status=400, body=errors["error_response_simple"]), channels=["UC1"]) as (made, _):
        assert "400" in made.check()[0].what
