import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Asked
from typing import Any, TypeAlias

import pytest

from connectors import hackernews
from connectors.base import Absence, Edited, Gone, Window, validate_options
from connectors.hackernews import HackerNews
from monitor.errors import SourceChanged, SourceError, SourceUnreachable
from monitor.model import Batch, EngagementSample, FindingKind, GapReason, Mention, MentionKind, Query, TimeSpan

Checkpoint: TypeAlias = dict[str, Any] | None
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
START = int((NOW - timedelta(days=2)).timestamp())
QUERIES = (Query(brand="Larkfield", terms=("larkfield", "lark field")), Query(brand="Otter", terms=("otter",)))


class FakeSearch:
    """A stateful stand-in for the search: newest first, a cap on hits, time filters, phrase queries; written from its API page."""

    def __init__(self, cap: int = 7) -> None:
        self.cap = cap
        self.posts = []
        self.fail_at = 0
        self.fault = {"status": 503}
        self.asked = 0

    def add(self, key: object, seconds: int, text: str = "my larkfield order", **more: object) -> None:
        self.posts.append(
            {
                "objectID": str(key),
                "created_at_i": START + seconds,
                "author": "Ann",
                "comment_text": f"<p>{text}",
                "parent_id": 1,
                "story_id": 1,
                "points": None,
                "title": None,
                **more,
            }
        )

    def __call__(self, asked: Asked) -> dict[str, Any]:
        self.asked += 1
        if self.asked == self.fail_at:
            return self.fault
        phrase = asked.parameters.get("query", "").strip('"').lower()
        low, high = (int(part.split("=")[1]) for part in asked.parameters["numericFilters"].split(","))
        found = [post for post in self.posts if low <= post["created_at_i"] <= high and phrase in _words(post)]
        found.sort(key=lambda post: -post["created_at_i"])
        shown = found[: min(self.cap, int(asked.parameters["hitsPerPage"]))]
        return {"body": {"hits": shown, "nbHits": len(found), "page": 0, "nbPages": 1, "unknown": {"field": 1}}}


def _words(post: dict[str, Any]) -> str:
    return " ".join(str(post.get(name) or "") for name in ("title", "story_text", "comment_text")).lower()


@pytest.fixture
def search(serve: Callable[..., Any]) -> FakeSearch:
    fake = FakeSearch()
    fake.server = serve(fake)
    return fake


def source(search: FakeSearch, **options: object) -> HackerNews:
    values, faults = validate_options(HackerNews, {"base_url": search.server.url, **options})
    assert faults == []
    return HackerNews("hn", values, search.server.session())


def pull(
    search: FakeSearch, checkpoint: Checkpoint = None, now: datetime = NOW, queries: Sequence[Query] = QUERIES
) -> list[Batch]:
    return list(source(search).pull(queries, checkpoint, Window(start=None, now=now)))


def keys(batches: list[Batch]) -> list[str]:
    return [mention.stable_key for batch in batches for mention in batch.mentions]


def test_a_comment_and_a_story_become_mentions(search: FakeSearch) -> None:
    search.add(31, 60, "Larkfield &amp; co lost <i>my</i> bag.<p>Twice.", parent_id=30, story_id=29)
    search.add(32, 120, comment_text=None, title="Otter is down", parent_id=None, story_id=32, points=7, num_comments=0)
    batches = pull(search)
    by_key = {mention.stable_key: mention for batch in batches for mention in batch.mentions}
    comment, story = by_key["31"], by_key["32"]
    assert comment == Mention(
        platform="hackernews",
        stable_key="31",
        external_id="31",
        source="hn",
        text="Larkfield & co lost my bag.\nTwice.",
        posted_at=datetime.fromtimestamp(START + 60, UTC),
        kind=MentionKind.REPLY,
        author_key="ann",
        author="Ann",
        url="https://news.ycombinator.com/item?id=31",
        in_reply_to="30",
        thread="29",
        query="Larkfield",
        matched="larkfield",
    )
    assert (story.text, story.kind, story.in_reply_to, story.thread) == ("Otter is down", MentionKind.POST, None, "32")
    assert story.query == "Otter"
    (sample,) = [sample for batch in batches for sample in batch.samples]
    assert (sample.mention_id, sample.at, sample.likes, sample.replies) == ("hackernews:32", NOW, 7, 0)


def test_everything_is_found_beyond_the_cap_and_vouched_for_once(search: FakeSearch) -> None:
    for number in range(60):
        search.add(number, number * 600, "otter" if number % 3 else "larkfield and otter")
    batches = pull(search)
    assert set(keys(batches)) == {str(number) for number in range(60)}
    heard = [batch.heard for batch in batches if batch.heard]
    assert heard == [TimeSpan(start=NOW - timedelta(days=7), end=NOW)]
    assert batches[-1].heard == heard[0], "newest first: nothing is vouched for before the last answer"
    assert [gap for batch in batches for gap in batch.gaps] == []


def test_a_second_pull_brings_nothing_new_and_asks_little(search: FakeSearch) -> None:
    for number in range(20):
        search.add(number, number * 600)
    first = pull(search)
    search.asked = 0
    second = pull(search, first[-1].checkpoint, NOW + timedelta(hours=1))
    assert keys(second) == []
    assert second[-1].heard == TimeSpan(start=NOW, end=NOW + timedelta(hours=1))
    assert search.asked == 3, "one question a term"


def test_what_enters_the_index_late_is_still_found(search: FakeSearch) -> None:
    first = pull(search)
    search.add(5, 2 * 86_400 - 1_800)
    assert keys(pull(search, first[-1].checkpoint, NOW + timedelta(hours=1))) == ["5"]


def test_nothing_after_now_is_handed_over(search: FakeSearch) -> None:
    search.add(1, 2 * 86_400 - 5)
    search.add(2, 2 * 86_400 + 5)
    assert keys(pull(search)) == ["1"]
    assert keys(pull(search, now=NOW - timedelta(days=30))) == []


def test_more_posts_in_one_second_than_an_answer_holds_are_a_gap(search: FakeSearch) -> None:
    for number in range(20):
        search.add(number, 500)
    search.add(90, 100)
    batches = pull(search)
    assert "90" in keys(batches)
    (gap,) = {gap for batch in batches for gap in batch.gaps}
    second = datetime.fromtimestamp(START + 500, UTC)
    assert (gap.reason, gap.span) == (GapReason.LIMIT, TimeSpan(start=second, end=second + timedelta(seconds=1)))


def test_what_is_only_similar_is_left_out(search: FakeSearch) -> None:
    search.add(1, 10, "larkfields are birds, otterly so")
    search.add(2, 20, "LARKFIELD!")
    assert keys(pull(search)) == ["2"]


@pytest.mark.parametrize("new_posts", [False, True])
def test_stopped_after_any_request_and_resumed_gives_the_same_as_uninterrupted(
    serve: Callable[..., Any], new_posts: bool
) -> None:
    chance = random.Random(7)  # noqa: S311 - a fixed world, not a secret
    times = [chance.randrange(0, 2 * 86_400) for _ in range(45)]

    def world() -> FakeSearch:
        fake = FakeSearch()
        for number, seconds in enumerate(times):
            fake.add(number, seconds, chance.choice(["larkfield", "otter"]))
        fake.server = serve(fake)
        return fake

    later = NOW + timedelta(minutes=30)
    search = world()
    first = pull(search)
    total, expected = search.asked, set(keys(first)) | ({"900"} if new_posts else set())
    assert total > 8
    for stop_after in range(1, total + 1):
        search = world()
        search.fail_at = stop_after
        search.fault = {"status": 403}
        stored, checkpoint, heard = set(), None, []
        for now in (NOW, later):
            try:
                for batch in source(search).pull(QUERIES, checkpoint, Window(start=None, now=now)):
                    stored |= {mention.stable_key for mention in batch.mentions}
                    checkpoint = batch.checkpoint or checkpoint
                    heard += [batch.heard] if batch.heard else []
            except SourceError:
                assert heard == [], "nothing is vouched for before the walk is complete"
            if new_posts and now == NOW:
                search.add(900, 2 * 86_400 + 60, "larkfield")
        assert stored == expected
        assert max(span.end for span in heard) == later


def test_a_broken_off_walk_starts_again_when_other_names_are_asked_for(search: FakeSearch) -> None:
    for number in range(30):
        search.add(number, number * 600, "larkfield" if number % 2 else "otter")
    search.fail_at = 3
    search.fault = {"status": 403}
    pulling = source(search).pull(QUERIES, None, Window(start=None, now=NOW))
    batches = [next(pulling), next(pulling)]
    with pytest.raises(SourceError):
        next(pulling)
    checkpoint, got = batches[-1].checkpoint, set(keys(batches))
    got |= set(keys(pull(search, checkpoint, NOW + timedelta(hours=1), QUERIES[::-1])))
    assert got == {str(number) for number in range(30)}


@pytest.mark.parametrize(
    "body",
    [
        {"message": "gone"},
        [],
        {"hits": None},
        {"hits": [None] * 10},
        {"hits": [{"objectID": "x", "created_at_i": START, "comment_text": "larkfield"}] * 5, "nbHits": 5},
        {"hits": [{"objectID": "1", "created_at_i": str(START), "comment_text": "larkfield"}] * 5, "nbHits": 5},
        {"hits": [{"objectID": "1", "created_at_i": START, "comment_text": {"a": 1}}] * 5, "nbHits": 5},
        {"hits": [{"objectID": "1", "created_at_i": 5, "comment_text": "larkfield"}], "nbHits": 1},
        {"hits": [{"objectID": "1", "created_at_i": 10**18, "comment_text": "larkfield"}], "nbHits": 1},
    ],
)
def test_an_answer_in_a_new_shape_stops_the_source(serve: Callable[..., Any], body: object, search: FakeSearch) -> None:
    search.server = serve(lambda _asked: {"body": body})
    with pytest.raises(SourceChanged):
        pull(search)


def test_one_unreadable_hit_is_set_aside(search: FakeSearch) -> None:
    for number in range(5):
        search.add(number, number * 60)
    search.posts[2]["objectID"] = None
    batches = pull(search)
    assert set(keys(batches)) == {"0", "1", "3", "4"}
    assert {reject.place for batch in batches for reject in batch.rejects} == {"hit None"}


def test_a_metric_that_is_not_told_is_unknown_and_not_zero(search: FakeSearch) -> None:
    search.add(1, 10, points=0, num_comments=None)
    search.add(2, 20, points=None)
    samples = {sample.mention_id: sample for batch in pull(search) for sample in batch.samples}
    assert list(samples) == ["hackernews:1"]
    assert (samples["hackernews:1"].likes, samples["hackernews:1"].replies) == (0, None)


def known(*keys: str, text: str = "larkfield") -> list[Mention]:
    return [
        Mention(platform="hackernews", stable_key=key, source="hn", text=text, posted_at=NOW, query="Larkfield")
        for key in keys
    ]


def looked_at(search: FakeSearch, serve: Callable[..., Any], items: dict[str, Any], *mentions: Mention) -> list[Any]:
    """Look again while Hacker News tells these items; its form is that of github.com/HackerNews/API."""
    search.server = serve(lambda asked: {"body": items.get(asked.path.split("/")[-1].removesuffix(".json"))})
    return list(source(search, items_url=search.server.url).refresh(mentions, NOW))


def test_what_became_of_a_mention_is_asked_at_hacker_news_itself(serve: Callable[..., Any], search: FakeSearch) -> None:
    items = {
        "4": {"id": 4, "type": "story", "title": "larkfield", "score": 9, "descendants": 2, "by": "ann"},
        "5": {"id": 5, "type": "comment", "deleted": True, "parent": 4, "time": START},
        "6": {"id": 6, "type": "comment", "dead": True, "text": "[flagged]", "by": "bob"},
        "7": {"id": 7, "type": "comment", "text": "<p>larkfield", "by": "cem", "parent": 4},
        "8": {"id": 8, "type": "comment", "text": "larkfield &amp; again", "by": "cem", "parent": 4},
        "9": None,
    }
    found = looked_at(search, serve, items, *known("4", "5", "6", "7", "8", "9"))
    assert found == [
        EngagementSample(mention_id="hackernews:4", at=NOW, likes=9, replies=2),
        Gone(mention_id="hackernews:5", why=Absence.DELETED),
        Gone(mention_id="hackernews:6", why=Absence.REMOVED),
        Edited(mention=replace(known("8")[0], text="larkfield & again")),
    ]


@pytest.mark.parametrize("item", [[], {"id": 5}, "x", {"id": "4", "title": {"a": 1}}, {"deleted": True}])
def test_an_item_in_a_new_shape_is_no_deletion(serve: Callable[..., Any], search: FakeSearch, item: object) -> None:
    with pytest.raises(SourceChanged):
        looked_at(search, serve, {"4": item}, *known("4"))


def test_a_count_that_is_none_is_unknown(serve: Callable[..., Any], search: FakeSearch) -> None:
    item = {"id": 4, "title": "larkfield", "score": True, "descendants": 10**30}
    assert looked_at(search, serve, {"4": item}, *known("4")) == []


def test_a_conversation_is_read_oldest_first_without_what_was_deleted(
    serve: Callable[..., Any], search: FakeSearch
) -> None:
    node = {
        "id": 1,
        "created_at_i": START,
        "type": "story",
        "author": "Ann",
        "title": "Larkfield?",
        "text": None,
        "children": [],
    }
    node["children"] = [
        {"id": 3, "created_at_i": START + 9, "author": "bob", "text": "<p>later", "parent_id": 1, "children": []},
        {
            "id": 2,
            "created_at_i": START + 5,
            "author": "brand",
            "text": "sorry",
            "parent_id": 1,
            "children": [
                {"id": 4, "created_at_i": START + 7, "author": None, "text": None, "parent_id": 2, "children": []}
            ],
        },
    ]
    search.server = serve(lambda asked: {"body": node} if asked.path == "/api/v1/items/1" else {"status": 404})
    asked_about = replace(known("1")[0], thread="1", matched="lark field")
    thread = list(source(search).thread(asked_about))
    assert {(said.query, said.matched) for said in thread} == {("Larkfield", "lark field")}
    assert [(said.stable_key, said.in_reply_to, said.text) for said in thread] == [
        ("1", None, "Larkfield?"),
        ("2", "1", "sorry"),
        ("3", "1", "later"),
    ]


def test_a_comment_that_names_no_story_belongs_to_no_conversation(search: FakeSearch) -> None:
    search.add(31, 60, parent_id=30, story_id=None)
    (mention,) = [mention for batch in pull(search) for mention in batch.mentions]
    assert (mention.in_reply_to, mention.thread) == ("30", None)


@pytest.mark.parametrize(
    "pending", ["soon", {"lower": 1}, {"lower": START, "target": "x", "heard_from": 1}, {"term": -1, "lower": 1}]
)
def test_a_checkpoint_that_makes_no_sense_begins_anew(search: FakeSearch, pending: object) -> None:
    search.add(1, 10)
    assert keys(pull(search, {"version": 1, "until": START, "pending": pending})) == ["1"]
    assert keys(pull(search, {"version": 1, "until": "yesterday", "pending": None})) == ["1"]


def test_check_says_whether_it_answers(serve: Callable[..., Any], search: FakeSearch) -> None:
    search.server = serve(lambda _asked: {"body": {"hits": []}})
    assert source(search).check()[0].kind is FindingKind.FINE
    search.server = serve(lambda _asked: {"status": 403})
    assert source(search).check()[0].kind is FindingKind.UNREACHABLE


def test_hostile_text_is_stored_as_plain_text_in_bounded_time(search: FakeSearch) -> None:
    search.add(1, 1, "larkfield \x00 <script>alert(1)</script> \ud83d \u202e &lt;b&gt;")
    search.add(2, 2, "larkfield " + "<" * 300_000)
    search.add(3, 3, "larkfield " + "<!--" * 50_000)
    begun = time.process_time()
    texts = {mention.stable_key: mention.text for batch in pull(search) for mention in batch.mentions}
    assert time.process_time() - begun < 1
    assert texts["1"] == "larkfield \ufffd \ufffd \u202e <b>"
    texts["1"].encode()
    assert len(texts["2"]) <= 100_000


def test_the_real_cap_is_the_one_of_the_service() -> None:
    assert hackernews.HITS == 1_000


def test_an_interrupted_answer_is_unreachable(serve: Callable[..., Any], search: FakeSearch) -> None:
    search.server = serve(lambda _asked: {"body": b'{"hits": [{"objectID": "1"'})
    with pytest.raises(SourceUnreachable):
        pull(search)
