"""Conversations on Reddit: trees of which a part is shown, and how much is asked to see the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from worlds.reddit import HOME, RedditWorld, fullname, hear

from connectors.base import THREAD_LIMIT
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import Post
from connectors.reddit_tree import MOST_REQUESTS
from monitor.errors import SourceChanged, SourceRefused
from monitor.model import Mention, MentionKind
from monitor.stories.keys import _conversation


@pytest.fixture
def world() -> Iterator[RedditWorld]:
    with RedditWorld() as made:
        yield made


def mention_of(post: Post, world: RedditWorld) -> Mention:
    root = world.posts[post.thread] if post.thread else post
    return Mention(
        platform="reddit",
        stable_key=fullname(post),
        source="here",
        text=post.text,
        posted_at=post.at,
        thread=fullname(root),
        query="Larkfield",
        matched="Larkfield",
    )


def read(world: RedditWorld, post: Post) -> list[Mention]:
    return list(world.source().thread(mention_of(post, world)))


def asked_in(world: RedditWorld) -> list[Asked]:
    return [asked for asked in world.asked if not world.is_sign_in(asked)]


def chain(world: RedditWorld, post: Post, length: int) -> list[Post]:
    posts = []
    for number in range(length):
        post = world.write_reply(post, f"Answer {number}.")
        world.pass_time(minutes=1)
        posts.append(post)
    return posts


def test_a_conversation_is_read_oldest_first_with_one_question(world: RedditWorld) -> None:
    root = world.write()
    world.pass_time(minutes=1)
    first = world.write_reply(root, "Which one?")
    ours = world.write_reply(root, "So sorry, please write to us.", author="larkfield", at=world.now)
    world.pass_time(minutes=1)
    later = world.write_reply(ours, "Still waiting.")
    said = read(world, root)
    assert [each.stable_key for each in said] == [fullname(post) for post in (root, first, ours, later)]
    assert [each.in_reply_to for each in said] == [None, fullname(root), fullname(root), fullname(ours)]
    assert {each.thread for each in said} == {fullname(root)}
    assert {(each.query, each.matched) for each in said} == {("Larkfield", "Larkfield")}, (
        "also of those that name nobody"
    )
    assert said[2].author_key == "larkfield"
    assert len(asked_in(world)) == 1


def test_what_is_behind_more_is_opened(world: RedditWorld) -> None:
    world.shown = 20
    root = world.write()
    deep = chain(world, root, 5)
    wide = []
    for _ in range(30):
        wide.append(world.write_reply(root))
        world.pass_time(minutes=1)
    said = read(world, root)
    assert {each.stable_key for each in said} == {fullname(post) for post in (root, *deep, *wide)}
    times = [each.posted_at for each in said]
    assert times == sorted(times)
    assert [asked.path for asked in asked_in(world)] == [f"/comments/{root.key}/", "/api/morechildren/"]
    assert all(asked.method == "GET" for asked in asked_in(world))


def test_what_is_behind_continue_this_thread_is_opened(world: RedditWorld) -> None:
    root = world.write()
    deep = chain(world, root, 25)
    said = read(world, root)
    assert [each.stable_key for each in said] == [fullname(post) for post in (root, *deep)]
    branches = [asked.path for asked in asked_in(world)[1:]]
    assert all(path.startswith(f"/comments/{root.key}/_/") for path in branches)
    assert len(branches) == 2, "ten levels at a time"


def test_more_than_a_hundred_hidden_comments_are_asked_for_in_hundreds(world: RedditWorld) -> None:
    world.shown = 10
    root = world.write()
    for _ in range(250):
        world.write_reply(root)
    said = read(world, root)
    assert len(said) == 251
    counts = [
        len(asked.parameters["children"].split(",")) for asked in asked_in(world) if "children" in asked.parameters
    ]
    assert counts == [100, 100, 40]


def chatter(world: RedditWorld, root: Post, count: int) -> None:
    for number in range(count):
        world.write_reply(root, f"Me too {number}.")
        world.pass_time(seconds=1)


def test_a_huge_conversation_is_bounded_and_holds_what_surrounds_the_mention(world: RedditWorld) -> None:
    root = world.write()
    chatter(world, root, 1_500)
    mine = world.write_reply(root, "Mine never came.", author="joan")
    answers = chain(world, mine, 8)
    said = read(world, answers[3])
    assert len(said) == THREAD_LIMIT
    assert len(asked_in(world)) <= MOST_REQUESTS + 2
    keys = [each.stable_key for each in said]
    assert {fullname(post) for post in (root, mine, *answers)} <= set(keys)
    assert [each.posted_at for each in said] == sorted(each.posted_at for each in said)


def test_what_answers_the_mention_is_opened_before_all_else(world: RedditWorld) -> None:
    root = world.write()
    mine = world.write_reply(root, "Mine never came.", author="joan")
    ours = world.write_reply(mine, "So sorry.", author="larkfield")

    def hidden(parent: Post, key: str) -> dict[str, Any]:
        return {"kind": "more", "data": {"parent_id": fullname(parent), "children": [key], "count": 1}}

    def hiding(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path == f"/comments/{root.key}/":
            (shown,) = reply.body[1]["data"]["children"]
            shown["data"]["replies"] = {"kind": "Listing", "data": {"children": [hidden(mine, ours.key)]}}
            reply.body[1]["data"]["children"] += [hidden(root, f"zz{number}") for number in range(20)]
        return reply

    world.server.change = hiding
    assert fullname(ours) in {each.stable_key for each in read(world, mine)}
    assert asked_in(world)[1].parameters["children"] == ours.key


def test_comments_that_hide_without_end_end(world: RedditWorld) -> None:
    root = world.write()
    world.write_reply(root)
    numbers = iter(range(1_000_000))

    def endless(_number: int, asked: Asked) -> Reply | None:
        if asked.path != "/api/morechildren/":
            return None
        children = [world.new_key(10_000 + next(numbers)) for _ in range(200)]
        more = {"kind": "more", "data": {"parent_id": fullname(root), "children": children, "count": 200}}
        return Reply(body={"json": {"data": {"things": [more]}}})

    world.server.fault = endless
    world.shown = 0
    assert len(read(world, root)) == 1
    assert len(asked_in(world)) == MOST_REQUESTS + 1


def test_a_tree_that_repeats_itself_is_asked_once(world: RedditWorld) -> None:
    root = world.write()
    comment = world.write_reply(root)
    again = {"kind": "more", "data": {"parent_id": fullname(comment), "children": [], "count": 0}}

    def repeating(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.startswith("/comments/"):
            reply.body[1]["data"]["children"] += [again, again]
        return reply

    world.server.change = repeating
    assert len(read(world, root)) == 2
    assert len(asked_in(world)) == 2


def test_what_was_deleted_in_a_conversation_is_left_out_and_its_answers_stay(world: RedditWorld) -> None:
    root = world.write()
    gone = world.write_reply(root)
    answer = world.write_reply(gone, "Still here.")
    world.delete(gone.key)
    said = read(world, root)
    assert [each.stable_key for each in said] == [fullname(root), fullname(answer)]
    assert said[1].in_reply_to == fullname(gone)


def test_the_branch_of_a_mention_that_is_not_shown_is_asked_for_first(world: RedditWorld) -> None:
    world.shown = 5
    root = world.write()
    mine = world.write_reply(root, author="joan")
    ours = world.write_reply(mine, "We are sorry.", author="larkfield")
    for _ in range(20):
        world.pass_time(minutes=1)
        world.write_reply(root)
    said = read(world, mine)
    assert fullname(ours) in {each.stable_key for each in said}
    assert asked_in(world)[1].path == f"/comments/{root.key}/_/{mine.key}"
    assert asked_in(world)[1].parameters["context"] == "8"


def test_crossposts_belong_to_the_conversation_and_cost_one_question_more(world: RedditWorld) -> None:
    root = world.write()
    crosspost = world.write("Look at Larkfield", crosspost_of=root.key, subreddit="furniture")
    said = read(world, root)
    assert [each.stable_key for each in said] == [fullname(root), fullname(crosspost)]
    assert said[1].kind is MentionKind.REPOST
    assert [asked.path for asked in asked_in(world)] == [f"/comments/{root.key}/", f"/duplicates/{root.key}/"]
    assert asked_in(world)[1].parameters["crossposts_only"] == "1"


def test_a_crosspost_joins_its_original_and_what_is_said_below_it_in_one_story(world: RedditWorld) -> None:
    original = world.write()
    crosspost = world.write("Larkfield again", crosspost_of=original.key, subreddit="furniture")
    below = world.write_reply(crosspost, "Larkfield!", subreddit="furniture")
    heard = hear(world, subreddits=[HOME, "furniture"]).mentions
    keys = {name: set(_conversation(heard[fullname(post)])) for name, post in
            (("original", original), ("crosspost", crosspost), ("below", below))}  # fmt: skip
    assert keys["crosspost"] & keys["original"]
    assert keys["crosspost"] & keys["below"]
    assert [each.stable_key for each in world.source().thread(heard[fullname(crosspost)])] == [
        fullname(crosspost),
        fullname(below),
    ]


@pytest.mark.parametrize("state", ["private", "banned", "quarantined", "gated"])
def test_a_conversation_that_is_closed_to_us_or_gone_holds_nothing(world: RedditWorld, state: str) -> None:
    root = world.write()
    world.communities[HOME] = state
    assert read(world, root) == []
    world.communities.clear()
    world.purge(root.key)
    assert read(world, root) == []


def test_a_refused_key_is_not_taken_for_a_closed_conversation(world: RedditWorld) -> None:
    root = world.write()
    world.approved = False
    with pytest.raises(SourceRefused, match="approval"):
        read(world, root)


def test_a_mention_that_is_not_reddits_has_no_conversation(world: RedditWorld) -> None:
    root = world.write()
    strange = Mention(platform="x", stable_key="t1_abc", source="here", text="x", posted_at=root.at, thread="../../x")
    assert list(world.source().thread(strange)) == []
    assert world.asked == []


@pytest.mark.parametrize("body", [[], {}, [{}, {}], [1, 2], ["a"], {"json": {}}])
def test_a_tree_of_another_shape_is_told(world: RedditWorld, body: Any) -> None:
    root = world.write()
    world.server.fault = lambda _n, asked: None if world.is_sign_in(asked) else Reply(body=body)
    with pytest.raises(SourceChanged, match="new shape"):
        read(world, root)


@pytest.mark.parametrize("things", [None, {}, {"json": None}, {"json": {"data": {"things": 5}}}])
def test_more_of_another_shape_is_told(world: RedditWorld, things: Any) -> None:
    world.shown = 0
    root = world.write()
    world.write_reply(root)
    world.server.fault = lambda _n, asked: Reply(body=things) if asked.path == "/api/morechildren/" else None
    with pytest.raises(SourceChanged, match="`things`"):
        read(world, root)


@pytest.mark.parametrize(
    "node",
    [
        None,
        "t1",
        {"kind": "t1"},
        {"kind": "t1", "data": {"name": "t1_x", "replies": {"data": {"children": 5}}}},
        {"kind": "more", "data": {"parent_id": "t3_x", "children": [None, {}, "../x", "t1_y"]}},
        {"kind": "more", "data": {"parent_id": 5, "children": []}},
        {"kind": "t9", "data": []},
    ],
)
def test_hostile_nodes_are_walked_past(world: RedditWorld, node: Any) -> None:
    root = world.write()
    comment = world.write_reply(root)

    def hostile(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.startswith("/comments/"):
            reply.body[1]["data"]["children"].append(node)
        return reply

    world.server.change = hostile
    assert [each.stable_key for each in read(world, root)] == [fullname(root), fullname(comment)]
    assert len(asked_in(world)) == 1
