"""Posts and comments on Lemmy, against a made-up instance on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from worlds.lemmy import HOME, LemmyWorld

from connectors.base import SourceSlowed
from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply
from monitor.errors import SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Absence, Edited, EngagementSample, FindingKind, Gone, Mention, MentionKind, Query


@pytest.fixture
def instance() -> Iterator[LemmyWorld]:
    with LemmyWorld() as made:
        made.queries = (Query(brand="Larkfield", terms=("Larkfield",)),)
        yield made


def fill(instance: LemmyWorld, posts: int, comments: int = 0) -> None:
    for number in range(posts):
        instance.write(f"My Larkfield order {number} is lost.", author=f"p{number}")
        instance.pass_time(minutes=11)
    root = next(iter(instance.posts.values()), None)
    for number in range(comments if root else 0):
        instance.write_reply(root, f"Larkfield lost mine too, {number}.", author=f"c{number}")  # type: ignore[arg-type]
        instance.pass_time(minutes=11)


def test_a_post_and_a_comment_become_mentions(instance: LemmyWorld) -> None:
    post = instance.write("It *broke*.", author="Ann", likes=5, replies=1, more={"title": "Larkfield &amp; me"})
    instance.pass_time(minutes=3)
    comment = instance.write_reply(post, "Larkfield? Never.", author="bob", likes=0)
    instance.pass_time(minutes=3)
    instance.edit(comment.key, "Larkfield? Never again.")
    run = Host(instance).run()
    assert run.mentions[f"{HOME}/post/1000"] == Mention(
        platform="lemmy",
        stable_key=f"{HOME}/post/1000",
        external_id="post/1000",
        source="here",
        text="Larkfield & me\n\nIt *broke*.",
        posted_at=post.at,
        author_key=f"{HOME}/u/ann",
        author="Ann@lemmy.example",
        url=f"{HOME}/post/1000",
        thread=f"{HOME}/post/1000",
        place="Sofas and so on",
        query="Larkfield",
        matched="Larkfield",
    )
    said = run.mentions[f"{HOME}/comment/1001"]
    assert (said.kind, said.in_reply_to, said.thread) == (MentionKind.REPLY, f"{HOME}/post/1000", f"{HOME}/post/1000")
    assert said.edited_at == instance.now
    samples = {key: (sample.likes, sample.replies) for key, sample in run.samples.items()}
    assert samples == {f"lemmy:{HOME}/post/1000": (5, 1), f"lemmy:{HOME}/comment/1001": (0, 0)}


def test_a_post_is_the_same_on_every_instance(instance: LemmyWorld) -> None:
    fill(instance, 1)

    def elsewhere(_number: int, _asked: Asked, reply: Reply) -> Reply:
        reply.body["posts"][0]["post"]["id"] = 77
        return reply

    here = Host(instance).run().mentions
    instance.server.change = elsewhere
    there = Host(instance).run().mentions
    assert set(here) == set(there)
    assert [each.external_id for each in (*here.values(), *there.values())] == ["post/1000", "post/77"]


def test_one_search_a_name_asks_for_posts_and_comments_together(instance: LemmyWorld) -> None:
    instance.queries = (Query(brand="Larkfield", terms=("Larkfield", " lark field ", "")),)
    fill(instance, 2, 2)
    host = Host(instance)
    host.run()
    instance.pass_time(minutes=30)
    before = len(instance.asked)
    assert host.run().requests == 2 == host.connector().outlook(instance.queries).requests
    asked = [each.parameters for each in instance.asked[before:]]
    general = {"type_": "All", "sort": "New", "listing_type": "All", "limit": "50", "page": "1"}
    assert asked == [{"q": term, **general} for term in ("Larkfield", "lark field")]


@pytest.mark.parametrize(("posts", "comments"), [(3, 22), (22, 3), (17, 17), (5, 0)])
def test_the_longer_of_the_two_lists_is_read_to_its_end(instance: LemmyWorld, posts: int, comments: int) -> None:
    fill(instance, posts, comments)
    run = Host(instance).run()
    assert (run.fault, set(run.mentions)) == (None, instance.expected())
    kinds = {asked.parameters["type_"] for asked in instance.asked}
    longer = {(3, 22): {"Comments"}, (22, 3): {"Posts"}}.get((posts, comments), set())
    assert longer <= kinds


def test_a_young_list_is_not_ended_by_the_older_records_of_the_other(instance: LemmyWorld) -> None:
    old = instance.write("Larkfield, long ago.")
    instance.pass_time(days=30)
    for number in range(12):
        instance.write_reply(old, f"Larkfield again, {number}.")
        instance.pass_time(minutes=5)
    run = Host(instance).run()
    assert set(run.mentions) == instance.expected() - {f"{HOME}/post/{old.key}"}


def test_a_name_inside_another_word_is_no_mention(instance: LemmyWorld) -> None:
    instance.write("Larkfielders unite.", more={"title": "No"})
    run = Host(instance).run()
    assert (run.mentions, run.rejects, bool(run.heard)) == ({}, [], True)


def test_what_another_instance_told_late_is_found(instance: LemmyWorld) -> None:
    instance.page = 50
    fill(instance, 7)
    host = Host(instance)
    host.run()
    late = instance.write("Larkfield, from afar.", at=instance.now - timedelta(hours=5))
    instance.pass_time(minutes=30)
    host.run()
    assert f"{HOME}/post/{late.key}" in host.mentions


def test_stopped_after_any_request_and_resumed_it_finds_the_same(instance: LemmyWorld) -> None:
    fill(instance, 8, 13)
    total = Host(instance).run().requests
    for allowed in range(1, total):
        host = Host(instance)
        assert not host.run(requests=allowed).heard
        assert host.run().fault is None
        assert set(host.mentions) == instance.expected()


def test_an_instance_that_knows_no_pages_is_left(instance: LemmyWorld) -> None:
    fill(instance, 5)
    instance.server.change = lambda _number, _asked, reply: instance.answer(instance.asked[0]) if reply else reply
    run = Host(instance).run(requests=30)
    assert isinstance(run.fault, SourceChanged)
    assert "the same page again and again" in str(run.fault)
    assert run.requests < 4


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (Reply(status=400, body={"error": "rate_limit_error"}), SourceSlowed, "slows us down"),
        (Reply(status=429, body=b""), SourceSlowed, "slows us down"),
        (Reply(status=400, body={"error": "instance_is_private"}), SourceRefused, "(400, instance_is_private)"),
        (Reply(status=400, body={"error": "<b>evil</b>"}), SourceRefused, "(400, no reason given)"),
        (Reply(status=404, body=b""), SourceChanged, "no API v3 of Lemmy at `base_url`"),
        (Reply(status=502, body=b"<html>"), SourceUnreachable, "fault of its own"),
        (Reply(body=[]), SourceChanged, "there are no `posts`"),
        (Reply(body={"posts": [], "comments": 1}), SourceChanged, "there are no `comments`"),
    ],
)
def test_errors_come_under_any_status_and_are_told_in_a_sentence(
    instance: LemmyWorld, reply: Reply, kind: type[SourceError], said: str
) -> None:
    instance.server.fault = lambda _number, _asked: reply
    fault = Host(instance).run().fault
    assert type(fault) is kind
    assert said in str(fault)


def test_looking_again_tells_what_became_of_posts_and_comments(instance: LemmyWorld) -> None:
    fill(instance, 5, 2)
    host = Host(instance)
    host.run()
    posts = list(instance.posts.values())
    instance.delete(posts[1].key)
    posts[2].more["removed"] = True
    posts[3].more["purged"] = True
    posts[4].author_gone = True
    instance.edit(posts[5].key, "Larkfield paid.")
    posts[6].likes = 3
    made = instance.source()
    assert made.together == 1
    found = [told for mention in host.mentions.values() for told in made.refresh([mention], instance.now)]
    gone = {each.mention_id.rpartition("/")[2]: each.why for each in found if isinstance(each, Gone)}
    assert gone == {
        posts[1].key: Absence.DELETED,
        posts[2].key: Absence.REMOVED,
        posts[3].key: Absence.ABSENT,
        posts[4].key: Absence.AUTHOR_GONE,
    }
    likes = {each.mention_id.rpartition("/")[2]: each.likes for each in found if isinstance(each, EngagementSample)}
    assert likes == {posts[0].key: 0, posts[4].key: 0, posts[5].key: 0, posts[6].key: 3}
    (edited,) = [each.mention for each in found if isinstance(each, Edited)]
    assert (edited.text, edited.edited_at) == ("Larkfield paid.", instance.now)


def test_a_conversation_tells_who_answers_whom_beyond_the_first_step(instance: LemmyWorld) -> None:
    post = instance.write("Larkfield lost it.", author="ann")
    above = post
    for number in range(4):
        instance.pass_time(minutes=2)
        above = instance.write_reply(above, f"Larkfield, step {number}.", author="bob")
    instance.pass_time(minutes=2)
    gone = instance.write_reply(post, "Deleted words.")
    instance.delete(gone.key)
    found = Host(instance).run().mentions
    deep = found[f"{HOME}/comment/{above.key}"]
    assert deep.in_reply_to is None, "the search tells only the number of the comment above"
    said = list(instance.source().thread(deep))
    assert [each.in_reply_to for each in said] == [
        None,
        f"{HOME}/post/1000",
        f"{HOME}/comment/1001",
        f"{HOME}/comment/1002",
        f"{HOME}/comment/1003",
    ]
    assert "Deleted words." not in {each.text for each in said}
    assert {(each.query, each.matched, each.thread) for each in said} == {
        ("Larkfield", "Larkfield", f"{HOME}/post/1000")
    }
    instance.posts[above.key].more["purged"] = True
    assert list(instance.source().thread(deep)) == []


def test_a_time_without_a_zone_is_utc(instance: LemmyWorld) -> None:
    fill(instance, 1)
    at = next(iter(instance.posts.values())).at

    def older(_number: int, _asked: Asked, reply: Reply) -> Reply:
        for view in reply.body["posts"]:
            view["post"]["published"] = view["post"]["published"].removesuffix("Z")
        return reply

    instance.server.change = older
    (mention,) = Host(instance).run().mentions.values()
    assert mention.posted_at == at


def test_check_tells_a_private_instance(instance: LemmyWorld) -> None:
    assert [each.kind for each in instance.source().check()] == [FindingKind.FINE]
    instance.private = True
    (finding,) = instance.source().check()
    assert finding.kind is FindingKind.NOT_APPROVED
    assert "shows nothing without an account" in finding.fix
