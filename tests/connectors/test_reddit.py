"""What the Reddit connector hears: searches, new submissions, comments, and what a listing holds back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from worlds.reddit import HOME, RedditWorld, fullname, hear, window_of

from connectors.conformance.server import Asked, Reply
from connectors.reddit import LONGEST_SEARCH
from monitor.errors import SourceChanged
from monitor.model import GapReason, MentionKind, Query


@pytest.fixture
def world() -> Iterator[RedditWorld]:
    with RedditWorld() as made:
        yield made


def fill(world: RedditWorld, posts: int, *, minutes: float = 7, **more: Any) -> None:
    for number in range(posts):
        world.write(f"My Larkfield order {number} is late.", **more)
        world.pass_time(minutes=minutes)


def questions(world: RedditWorld) -> list[Asked]:
    return [asked for asked in world.asked if not world.is_sign_in(asked)]


def test_submissions_are_searched_everywhere_and_comments_heard_in_the_communities(world: RedditWorld) -> None:
    elsewhere = world.write("Larkfield lost my order.", subreddit="furniture")
    silent = world.write_reply(elsewhere, "Larkfield did that to me.", subreddit="furniture")
    at_home = world.write("Anyone with a new sofa?")
    answer = world.write_reply(at_home, "Larkfield's fell apart in a week.")
    assert set(hear(world).mentions) == {fullname(elsewhere), fullname(answer)}
    assert fullname(silent) not in hear(world).mentions, (
        "comments of communities that are not listed cannot be searched"
    )


@pytest.mark.parametrize(
    ("search", "paths"),
    [
        ("everywhere", ["/r/all/search/", f"/r/{HOME}/new", f"/r/{HOME}/comments/"]),
        ("subreddits", [f"/r/{HOME}/search/", f"/r/{HOME}/new", f"/r/{HOME}/comments/"]),
        ("off", [f"/r/{HOME}/new", f"/r/{HOME}/comments/"]),
    ],
)
def test_where_it_searches_is_an_option(world: RedditWorld, search: str, paths: list[str]) -> None:
    world.write()
    hear(world, search=search)
    assert [asked.path for asked in questions(world)] == paths
    assert world.source(search=search).outlook(world.queries).requests == len(paths)


def test_a_mention_says_who_said_what_where_and_when(world: RedditWorld) -> None:
    world.pass_time(hours=1)
    root = world.write("The Larkfield sofa\nis too big.", author="Joan_of_Tarts", title="Help", likes=7, replies=3)
    answer = world.write_reply(root, "Larkfield takes it back.", author="tom", at=world.now + timedelta(minutes=1))
    world.pass_time(minutes=5)
    heard = hear(world)
    said = heard.mentions[fullname(root)]
    assert said.text == "Help\n\nThe Larkfield sofa\nis too big."
    assert (said.author, said.author_key, said.place) == ("Joan_of_Tarts", "joan_of_tarts", f"r/{HOME}")
    assert (said.posted_at, said.edited_at) == (root.at, None), "`created` is in another zone and not to be used"
    assert (said.kind, said.thread, said.in_reply_to) == (MentionKind.POST, said.stable_key, None)
    assert (said.query, said.matched, said.followers) == ("Larkfield", "Larkfield", None)
    assert said.url == f"https://www.reddit.com/comments/{root.key}/"
    reply = heard.mentions[fullname(answer)]
    assert (reply.kind, reply.thread, reply.in_reply_to) == (MentionKind.REPLY, said.stable_key, said.stable_key)
    assert reply.url == f"https://www.reddit.com/comments/{root.key}/_/{answer.key}/"
    samples = {sample.mention_id: sample for batch in heard.batches for sample in batch.samples}
    assert (samples[said.id].likes, samples[said.id].replies, samples[said.id].reposts) == (7, 4, 0)
    assert (samples[reply.id].likes, samples[reply.id].replies) == (0, None), "nobody says how many answered a comment"


def test_a_submission_and_a_comment_of_the_same_id_are_two_mentions(world: RedditWorld) -> None:
    root = world.write()
    other = world.record(root)["data"] | {
        "name": f"t1_{root.key}",
        "body": "Larkfield again.",
        "parent_id": fullname(root),
    }
    comment = {"kind": "t1", "data": other | {"link_id": fullname(root)}}

    def double(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/comments/"):
            reply.body["data"]["children"].append(comment)
        return reply

    world.server.change = double
    assert set(hear(world).mentions) == {f"t3_{root.key}", f"t1_{root.key}"}


def test_a_hidden_score_is_unknown_and_one_below_zero_is_nobodys_liking(world: RedditWorld) -> None:
    root = world.write(likes=None)
    hidden, bad = world.write_reply(root, likes=None), world.write_reply(root, likes=-12)
    heard = hear(world)
    likes = {sample.mention_id: sample.likes for batch in heard.batches for sample in batch.samples}
    assert likes == {f"reddit:{fullname(root)}": None, f"reddit:{fullname(bad)}": 0}
    assert fullname(hidden) in heard.mentions


def test_what_is_merely_similar_is_walked_past(world: RedditWorld) -> None:
    world.write("The Larkfieldish look is everywhere.")
    assert hear(world, subreddits=[]).mentions == {}
    assert len(questions(world)) == 1


def test_a_brand_only_in_the_link_is_heard_without_a_matched_name(world: RedditWorld) -> None:
    post = world.write("What a sofa", link="https://news.example/larkfield/recall")
    (said,) = hear(world).mentions.values()
    assert (said.stable_key, said.query, said.matched) == (fullname(post), "Larkfield", None)


def test_a_crosspost_is_a_repost_of_its_original_in_its_own_words(world: RedditWorld) -> None:
    original = world.write("My sofa arrived broken.", title="Larkfield, never again")
    crosspost = world.write("Look at this Larkfield mess", crosspost_of=original.key, subreddit="furniture")
    below = world.write_reply(crosspost, "Larkfield!", subreddit="furniture")
    heard = hear(world, subreddits=[HOME, "furniture"]).mentions
    said = heard[fullname(crosspost)]
    assert (said.kind, said.text) == (MentionKind.REPOST, "Look at this Larkfield mess")
    assert (said.in_reply_to, said.thread) == (fullname(original), None), "so that it counts to both conversations"
    assert heard[fullname(below)].thread == said.stable_key


def test_all_names_of_all_brands_take_as_few_searches_as_fit(world: RedditWorld) -> None:
    names = tuple(f"Brand number {number:03}" for number in range(100))
    queries = [
        Query(brand="Larkfield", terms=("Larkfield", "NOT", 'Lark "the" Field'), handles=("@LARKFIELD", "@lark_help")),
        Query(brand="Other", terms=names),
    ]
    source = world.source(subreddits=[])
    list(source.pull(queries, None, window_of(world)))
    searches = [asked.parameters["q"] for asked in questions(world)]
    assert len(searches) == source.outlook(queries).requests == 5, "100 names of 18 letters with quotes and OR"
    assert all(len(words) <= LONGEST_SEARCH for words in searches)
    found = [name for words in searches for name in words.split(" OR ")]
    assert found == [f'"{name}"' for name in ("Larkfield", "NOT", "Lark the Field", *names, "lark_help")]
    assert {asked.parameters["sort"] for asked in questions(world)} == {"new"}


def test_a_run_with_nothing_new_asks_once_for_each_query(world: RedditWorld) -> None:
    fill(world, 13)
    root = world.write()
    for _ in range(13):
        world.write_reply(root)
        world.pass_time(minutes=3)
    heard = hear(world)
    assert set(heard.mentions) == world.expected()
    before = len(questions(world))
    world.pass_time(minutes=15)
    again = hear(world, heard.checkpoint)
    assert len(questions(world)) - before == world.source().outlook(world.queries).requests == 3
    assert again.batches[-1].heard is not None
    assert again.batches[-1].heard.end == world.now


def test_a_run_signs_in_once(world: RedditWorld) -> None:
    fill(world, 13)
    hear(world)
    assert sum(world.is_sign_in(asked) for asked in world.asked) == 1


@pytest.mark.parametrize("stop", range(1, 9))
def test_stopped_after_any_request_and_resumed_it_finds_the_same(world: RedditWorld, stop: int) -> None:
    fill(world, 12)
    root = world.write()
    for _ in range(6):
        world.write_reply(root)
        world.pass_time(minutes=7)
    numbers = iter(range(1, 10_000))

    def stopping(_number: int, asked: Asked) -> Reply | None:
        return None if world.is_sign_in(asked) or next(numbers) < stop else Reply(status=500)

    world.server.fault = stopping
    first = hear(world)
    assert first.fault is not None
    assert not any(batch.heard for batch in first.batches)
    world.server.fault = lambda _number, _asked: None
    late = fullname(world.write())
    world.pass_time(minutes=1)
    second = hear(world, first.checkpoint)
    assert set(first.mentions) | set(second.mentions) == world.expected()
    assert late in second.mentions
    assert second.batches[-1].heard is not None


def test_an_anchor_that_was_deleted_is_replaced_by_the_next(world: RedditWorld) -> None:
    """Reddit answers nothing after a deleted post, as if the listing had ended."""
    fill(world, 12)
    oldest_of_page = world.visible()[world.page - 1]

    def deleting(number: int, _asked: Asked) -> None:
        if number == 3:  # the sign-in, the first page, and now the second
            world.delete(oldest_of_page.key)

    world.server.fault = deleting
    heard = hear(world, subreddits=[])
    assert set(heard.mentions) >= world.expected()
    pages = [asked.parameters.get("after") for asked in questions(world)]
    assert pages[1] == fullname(oldest_of_page)
    assert pages[2] == fullname(world.visible()[world.page - 2]), "the post before it was asked for next"
    assert not heard.gaps


def test_a_listing_all_of_whose_anchors_are_gone_begins_anew_in_the_next_run(world: RedditWorld) -> None:
    fill(world, 12)
    world.server.fault = lambda number, _asked: Reply(status=500) if number >= 3 else None
    first = hear(world, subreddits=[])
    assert len(first.mentions) == world.page
    for key in first.mentions:
        world.delete(key[3:])
    world.server.fault = lambda _number, _asked: None
    second = hear(world, first.checkpoint, subreddits=[])
    assert set(second.mentions) == world.expected()
    assert second.fault is None
    assert second.batches[-1].heard is not None


def test_it_never_asks_for_what_is_before_a_post(world: RedditWorld) -> None:
    checkpoint = None
    for _ in range(4):
        fill(world, 6)
        checkpoint = hear(world, checkpoint).checkpoint
        world.delete(world.visible()[0].key)
    assert not any("before" in asked.parameters for asked in world.asked)


def test_posts_written_and_deleted_between_two_pages_hide_no_other(world: RedditWorld) -> None:
    fill(world, 23)
    standing = {fullname(post) for post in world.visible()[8:]}

    def shifting(number: int, _asked: Asked) -> None:
        if number in (3, 4, 5):
            world.write()
            world.delete(world.visible()[number].key)

    world.server.fault = shifting
    assert standing <= set(hear(world).mentions)


@pytest.mark.parametrize(("search", "held"), [("off", 1_000), ("everywhere", 250)])
def test_a_listing_that_ends_before_the_last_run_is_a_gap(world: RedditWorld, search: str, held: int) -> None:
    """Listings end near 1,000 records, searches near 250."""
    world.page, world.cap = 100, held
    fill(world, held + 200, minutes=5)
    heard = hear(world, search=search, subreddits=[HOME] if search == "off" else [])
    assert len(heard.mentions) == held
    (gap,) = heard.gaps
    assert (gap.reason, gap.span.end) == (GapReason.LIMIT, world.visible()[held - 1].at)
    assert gap.span.start == world.now - timedelta(days=7)
    assert len(json.dumps(heard.checkpoint)) < 64 * 1024
    world.pass_time(minutes=10)
    assert hear(world, heard.checkpoint, search=search, subreddits=[HOME] if search == "off" else []).gaps == []


def test_a_listing_that_ends_after_the_last_run_is_no_gap(world: RedditWorld) -> None:
    world.page, world.cap = 100, 1_000
    fill(world, 950, minutes=1)
    first = hear(world, search="off")
    world.pass_time(hours=1)
    fill(world, 300, minutes=1)
    second = hear(world, first.checkpoint, search="off")
    assert set(first.mentions) | set(second.mentions) == world.expected()
    assert second.gaps == []


def test_a_young_community_of_few_posts_has_no_gap(world: RedditWorld) -> None:
    fill(world, 40)
    assert hear(world).gaps == []


@pytest.mark.parametrize("turn", ["same", "to and fro"])
def test_a_listing_that_leads_in_a_circle_is_left(world: RedditWorld, turn: str) -> None:
    fill(world, 3)
    posts = [world.record(post) for post in world.visible()]
    numbers = iter(range(10_000))

    def circling(_number: int, asked: Asked) -> Reply | None:
        after = "t3_zzzz" if turn == "same" else f"t3_zzz{next(numbers) % 2}"
        return (
            None
            if world.is_sign_in(asked)
            else Reply(body={"kind": "Listing", "data": {"children": posts, "after": after}})
        )

    world.server.fault = circling
    heard = hear(world)
    assert isinstance(heard.fault, SourceChanged)
    assert "circle" in str(heard.fault)
    assert len(world.asked) < 20


def test_an_empty_page_is_not_the_end(world: RedditWorld) -> None:
    fill(world, 12)

    def emptied(number: int, asked: Asked, reply: Reply) -> Reply:
        if number == 3:
            told = reply.body["data"] | {"children": []}
            return replace(reply, body=reply.body | {"data": told})
        return reply

    world.server.change = emptied
    lost = {fullname(post) for post in world.visible()[world.page : 2 * world.page]}
    assert set(hear(world, subreddits=[]).mentions) == world.expected() - lost


def test_what_was_deleted_removed_or_is_an_advertisement_is_walked_past(world: RedditWorld) -> None:
    for _ in range(4):
        world.write()
        world.pass_time(minutes=1)
    marks = iter([{"selftext": "[removed]"}, {"title": "[deleted by user]"}, {"promoted": True}, {}])

    def marked(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/new"):
            for child in reply.body["data"]["children"]:
                child["data"] |= next(marks)
        return reply

    world.server.change = marked
    heard = hear(world, search="off")
    assert list(heard.mentions) == [fullname(world.visible()[-1])]
    assert not any(batch.rejects for batch in heard.batches)


def test_somebody_whose_account_is_gone_is_still_heard_without_a_name(world: RedditWorld) -> None:
    post = world.write(author="ann")
    world.close_account("ann")
    said = hear(world).mentions[fullname(post)]
    assert (said.author, said.author_key) == (None, None)


def test_one_record_that_cannot_be_read_is_set_aside_and_many_stop_the_source(world: RedditWorld) -> None:
    world.page = 100
    fill(world, 30)
    broken = 1

    def breaking(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/new"):
            for child in reply.body["data"]["children"][:broken]:
                del child["data"]["created_utc"]
        return reply

    world.server.change = breaking
    heard = hear(world, search="off")
    (reject,) = [reject for batch in heard.batches for reject in batch.rejects]
    assert "created_utc" in reject.reason
    assert len(heard.mentions) == 29
    broken = 3
    heard = hear(world, search="off", subreddits=[HOME])
    assert heard.mentions == {}
    assert heard.batches[-1].heard is None
    assert "new shape" in heard.gaps[0].detail


def test_nothing_after_now_is_yielded(world: RedditWorld) -> None:
    fill(world, 9)
    middle = world.visible()[4].at
    window = replace(window_of(world), now=middle)
    batches = list(world.source().pull(world.queries, None, window))
    assert {mention.stable_key for batch in batches for mention in batch.mentions} == {
        fullname(post) for post in world.visible() if post.at <= middle
    }


@pytest.mark.parametrize("search", ["everywhere", "off"])
def test_other_names_begin_from_the_lookback(world: RedditWorld, search: str) -> None:
    fill(world, 3)
    old = world.write("Larkspring is worse.")
    world.pass_time(hours=1)
    fill(world, 12)
    heard = hear(world, search=search)
    assert fullname(old) not in heard.mentions
    queries = [Query(brand="Larkfield", terms=("Larkfield", "Larkspring"))]
    batches = list(world.source(search=search).pull(queries, heard.checkpoint, window_of(world)))
    assert fullname(old) in {mention.stable_key for batch in batches for mention in batch.mentions}


@pytest.mark.parametrize(
    "text", ["Larkfield \x00 \ud800 end", "Larkfield " + "x" * 300_000, "Larkfield <script>\u202e&amp;"]
)
def test_hostile_texts_are_made_storable_and_bounded(world: RedditWorld, text: str) -> None:
    post = world.write(text)
    said = hear(world).mentions[fullname(post)]
    said.text.encode("utf-8")
    assert "\x00" not in said.text
    assert len(said.text) <= 101_100
    assert "&amp;" in said.text or "&amp;" not in text, "what stands there is kept as it stands"


@pytest.mark.parametrize(
    "hostile",
    [
        {"author": "ann\n<b>"},
        {"subreddit": "../../etc"},
        {"permalink": "//evil.example/x"},
        {"url": ["https://evil.example"]},
        {"edited": True},
        {"score": "9"},
        {"num_comments": -1},
        {"crosspost_parent": 7},
    ],
)
def test_a_hostile_field_is_unknown_and_goes_nowhere(world: RedditWorld, hostile: dict[str, Any]) -> None:
    post = world.write(author="ann")

    def changed(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/new"):
            reply.body["data"]["children"][0]["data"] |= hostile
        return reply

    world.server.change = changed
    heard = hear(world, search="off")
    said = heard.mentions[fullname(post)]
    assert said.author in ("ann", None)
    assert said.place in (f"r/{HOME}", None)
    assert said.url == f"https://www.reddit.com/comments/{post.key}/"
    assert said.edited_at is None
    (sample,) = [sample for batch in heard.batches for sample in batch.samples]
    assert sample.likes in (0, None)
    assert sample.replies in (0, None)


@pytest.mark.parametrize(
    "body", [[], {"kind": "Listing"}, {"data": {"children": None}}, {"data": {"children": [], "after": 7}}, "x", 5]
)
def test_an_answer_of_another_shape_is_told(world: RedditWorld, body: Any) -> None:
    world.server.fault = lambda _number, asked: None if world.is_sign_in(asked) else Reply(body=body)
    assert isinstance(hear(world).fault, SourceChanged)


@pytest.mark.parametrize("token", ["", "x", "5", "5 a\nb", "-1 t3_a", "99999999999 t3_a", "5 " + "t" * 200])
def test_a_damaged_place_to_go_on_from_begins_anew(world: RedditWorld, token: str) -> None:
    fill(world, 12)
    world.server.fault = lambda number, _asked: Reply(status=500) if number >= 3 else None
    first = hear(world, subreddits=[])
    assert first.checkpoint is not None
    damaged = json.loads(json.dumps(first.checkpoint))
    (lane,) = damaged["lanes"].values()
    lane["pending"]["token"] = token
    world.server.fault = lambda _number, _asked: None
    assert set(hear(world, damaged, subreddits=[]).mentions) == world.expected()


def test_of_several_communities_all_are_asked_together(world: RedditWorld) -> None:
    hear(world, search="off", subreddits=["r/one", "/r/Two/", "one", "u_larkfield"])
    assert [asked.path for asked in questions(world)] == [
        "/r/one+Two+u_larkfield/new",
        "/r/one+Two+u_larkfield/comments/",
    ]
