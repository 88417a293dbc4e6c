"""Known posts of X looked at again, and conversations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from worlds.x import XWorld

from connectors.base import THREAD_LIMIT, Absence, Edited, Gone
from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import Post
from connectors.x import X
from monitor.errors import SourceChanged
from monitor.model import EngagementSample, Mention, MentionKind


@pytest.fixture
def world() -> Iterator[XWorld]:
    with XWorld() as made:
        yield made


def heard(world: XWorld, *posts: Post) -> list[Mention]:
    """Pull, and give the mentions of some posts in their order."""
    found = Host(world).run().mentions
    world.asked.clear()
    return [found[post.key] for post in posts]


def looked_at(world: XWorld, *mentions: Mention) -> list[EngagementSample | Gone | Edited]:
    return list(world.source().refresh(mentions, world.now))


def thread(world: XWorld, mention: Mention, **options: object) -> list[Mention]:
    source = world.source(**options)
    assert isinstance(source, X)
    return list(source.thread(mention))


def test_counts_are_read_again_a_hundred_posts_at_a_time(world: XWorld) -> None:
    world.page = 100
    posts = [world.write(f"Larkfield {number}", likes=number) for number in range(230)]
    mentions = heard(world, *posts)
    for post in posts:
        post.likes += 7
    world.pass_time(hours=1)
    found = list(world.source(authors=True).refresh(mentions, world.now))
    assert [len(asked.parameters["ids"].split(",")) for asked in world.asked] == [100, 100, 30]
    assert not any("expansions" in asked.parameters for asked in world.asked), "authors would be billed again"
    assert [(each.mention_id, each.likes, each.at) for each in found if isinstance(each, EngagementSample)] == [
        (f"x:{post.key}", number + 7, world.now) for number, post in enumerate(posts)
    ]
    assert len(found) == 230


def test_an_unknown_count_is_not_zero(world: XWorld) -> None:
    post = world.write(likes=None, replies=None, reposts=0)
    (mention,) = heard(world, post)
    (sample,) = looked_at(world, mention)
    assert isinstance(sample, EngagementSample)
    assert (sample.likes, sample.replies, sample.reposts, sample.views) == (None, None, 0, None)


def test_partial_errors_tell_deleted_from_protected_from_suspended(world: XWorld) -> None:
    posts = [world.write(author=name) for name in ("ann", "bob", "cem", "dan")]
    mentions = heard(world, *posts)
    world.delete(posts[0].key)
    world.protected.add("bob")
    world.suspended.add("cem")
    found = looked_at(world, *mentions)
    assert {each.mention_id: each.why for each in found if isinstance(each, Gone)} == {
        mentions[0].id: Absence.ABSENT,
        mentions[1].id: Absence.PROTECTED,
        mentions[2].id: Absence.REMOVED,
    }
    assert [each.mention_id for each in found if isinstance(each, EngagementSample)] == [mentions[3].id]


@pytest.mark.parametrize(
    "error",
    [
        {"resource_type": "user"},
        {"parameter": "referenced_tweets.id"},
        {"type": "https://api.x.com/2/problems/disallowed-resource"},
        {"resource_id": "1", "value": "1"},
        {"type": None},
    ],
)
def test_an_error_about_something_else_is_no_deletion(world: XWorld, error: dict[str, object]) -> None:
    (mention,) = heard(world, world.write())
    world.delete(mention.stable_key)

    def change(_number: int, _asked: Asked, reply: Reply) -> Reply:
        reply.body["errors"][0] |= error
        return reply

    world.server.change = change
    assert looked_at(world, mention) == []


def test_an_old_id_leads_to_the_newest_version(world: XWorld) -> None:
    post = world.write("My Larkfield sofa arrived broken.", author="ann")
    mention = replace(heard(world, post)[0], author="ann")
    for minutes, words in ((5, "My Larkfield sofa arrived late."), (5, "My sofa arrived late.")):
        world.pass_time(minutes=minutes)
        world.edit(post.key, words)
    post.likes = 9
    edited, sample = looked_at(world, mention)
    newest = str(world.versions(post)[-1])
    assert edited == Edited(
        mention=replace(
            mention,
            text="My sofa arrived late.",
            external_id=newest,
            edited_at=world.now,
            url=f"https://x.com/ann/status/{newest}",
            matched=None,
        )
    )
    assert (sample.mention_id, sample.likes) == (mention.id, 9)  # type: ignore[union-attr]
    assert [asked.parameters["ids"] for asked in world.asked] == [mention.external_id, newest]
    assert looked_at(world, edited.mention) == [sample]


def test_an_edit_of_a_post_that_then_went_is_a_deletion(world: XWorld) -> None:
    post = world.write()
    (mention,) = heard(world, post)
    world.edit(post.key, "Larkfield!")
    world.delete(post.key)
    assert looked_at(world, mention) == [Gone(mention_id=mention.id, why=Absence.ABSENT)]


def test_mentions_without_an_id_of_x_are_not_asked_about(world: XWorld) -> None:
    (mention,) = heard(world, world.write())
    assert looked_at(world, replace(mention, external_id=""), replace(mention, external_id="t3_abc")) == []
    assert world.asked == []


def test_more_unreadable_records_than_a_few_stop_the_look(world: XWorld) -> None:
    mentions = heard(world, *(world.write() for _ in range(4)))

    def change(_number: int, _asked: Asked, reply: Reply) -> Reply:
        for record in reply.body["data"][:3]:
            record["text"] = None
        return reply

    world.server.change = change
    with pytest.raises(SourceChanged, match="3 of 4 records could not be read"):
        looked_at(world, *mentions)


def test_a_conversation_is_read_oldest_first_with_what_quotes_the_mention(world: XWorld) -> None:
    root = world.write("Anyone with a Larkfield sofa?", author="ann")
    world.pass_time(minutes=1)
    ours = world.write_reply(root, "@ann please write to us", author="larkfield")
    world.pass_time(minutes=1)
    thanks = world.write_reply(ours, "@larkfield done, thanks", author="ann")
    world.pass_time(minutes=1)
    quote = world.write("look at this", author="bob", more={"quoted": root.key})
    world.write("RT", more={"kind": "retweeted"}, parent=root.key, thread=root.key)
    world.write("another Larkfield sofa")
    (mention,) = heard(world, root)
    found = thread(world, mention, authors=True)
    assert [each.stable_key for each in found] == [root.key, ours.key, thanks.key, quote.key]
    assert [each.kind for each in found] == [MentionKind.POST, MentionKind.REPLY, MentionKind.REPLY, MentionKind.QUOTE]
    assert [each.in_reply_to for each in found] == [None, root.key, ours.key, root.key]
    assert [each.author for each in found] == ["ann", "larkfield", "ann", "bob"]
    assert {each.query for each in found} == {"Larkfield"}
    assert [each.matched for each in found] == ["Larkfield", None, "Larkfield", None]
    assert [asked.path.split("/", 2)[2] for asked in world.asked] == [
        "tweets",
        "tweets/search/recent",
        f"tweets/{root.key}/quote_tweets",
    ]


def test_the_conversation_of_an_edited_post_is_one(world: XWorld) -> None:
    root = world.write()
    replies = []
    for words in ("My Larkfield sofa arrived late.", "My Larkfield sofa never arrived.", ""):
        version = str(world.versions(root)[-1])
        replies.append(world.write(f"reply to {version}", parent=version, thread=version))
        world.pass_time(minutes=2)
        if words:
            world.edit(root.key, words)
    (mention,) = heard(world, root)
    found = thread(world, mention)
    assert [each.stable_key for each in found] == [root.key, *(reply.key for reply in replies)]
    assert {each.in_reply_to for each in found[1:]} == {root.key}
    assert {each.thread for each in found} == {root.key}
    assert found[0].text == "My Larkfield sofa never arrived."


def test_what_is_older_than_the_search_reaches_is_read_by_its_id(world: XWorld) -> None:
    root = world.write()
    world.pass_time(days=8)
    reply = world.write_reply(root)
    (mention,) = heard(world, reply)
    assert [each.stable_key for each in thread(world, mention)] == [root.key, reply.key]


def test_a_conversation_whose_opening_is_gone_is_still_read(world: XWorld) -> None:
    root = world.write("nothing about the brand")
    reply = world.write_reply(root)
    answer = world.write_reply(reply, "me too")
    (mention,) = heard(world, reply)
    world.delete(root.key)
    assert [each.stable_key for each in thread(world, mention)] == [reply.key, answer.key]


def test_of_a_huge_conversation_no_more_is_read_than_the_options_allow(world: XWorld) -> None:
    world.page = 100
    root = world.write()
    replies = [world.write_reply(root, f"reply {number}") for number in range(300)]
    (mention,) = heard(world, root)
    found = thread(world, mention, thread_posts=50)
    assert len(found) == 50
    assert found[-1].stable_key == replies[-1].key, "the latest words are those that matter"
    assert sum(int(asked.parameters.get("max_results", 0)) for asked in world.asked) <= 60
    assert len(thread(world, mention, thread_posts=10**9)) == 301 < THREAD_LIMIT


def test_a_conversation_that_goes_in_a_circle_is_left(world: XWorld) -> None:
    root = world.write(more={"quotes": 0})
    (mention,) = heard(world, root)

    def change(_number: int, asked: Asked, reply: Reply) -> Reply:
        reply.body.setdefault("meta", {})["next_token"] = "b26v89c19zzzzz"
        return reply

    world.server.change = change
    assert [each.stable_key for each in thread(world, mention)] == [root.key]
    assert len(world.asked) < 5
