from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from worlds.graph import TOKEN, not_there, refusal
from worlds.instagram import MEDIUM, InstagramWorld

from connectors.base import Edited, Gone, SourceSlowed
from connectors.conformance.host import Host, Run
from connectors.conformance.server import Asked, Reply
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import EngagementSample, FindingKind, GapReason, Mention, MentionKind


@pytest.fixture
def world() -> Iterator[InstagramWorld]:
    with InstagramWorld() as made:
        yield made


def heard(run: Run) -> dict[str, Mention]:
    assert run.fault is None, run.fault
    return run.mentions


def test_comments_and_their_replies_come_with_our_media(world: InstagramWorld) -> None:
    comment = world.write()
    reply = world.write_reply(comment, "We are sorry.", author="us")
    world.pass_time(minutes=1)
    run = Host(world).run()
    found = heard(run)
    assert set(found) == {comment.key, reply.key}
    assert run.requests == 2 == world.source().outlook(world.queries).requests
    assert (found[comment.key].in_reply_to, found[comment.key].thread) == (MEDIUM, MEDIUM)
    assert (found[reply.key].in_reply_to, found[reply.key].thread) == (comment.key, MEDIUM)
    assert {one.kind for one in found.values()} == {MentionKind.REPLY}


def test_our_own_account_is_known_by_its_name(world: InstagramWorld) -> None:
    ours = world.write_reply(world.write(), "We are sorry.", author="us")
    world.pass_time(minutes=1)
    told = heard(Host(world).run())[ours.key]
    assert (told.author_key, told.author) == ("larkfield", "Larkfield")
    assert told.author_key == world.queries[0].handles[0].lstrip("@")


def test_a_new_reply_to_an_old_comment_is_heard_by_the_same_question(world: InstagramWorld) -> None:
    comment = world.write()
    world.pass_time(days=2)
    host = Host(world)
    host.run()
    world.pass_time(hours=3)
    late = world.write_reply(comment)
    world.pass_time(minutes=1)
    run = host.run()
    assert set(heard(run)) == {late.key}
    assert run.requests == 2


def test_media_that_tag_us_count_even_when_made_long_before_they_were_tagged(world: InstagramWorld) -> None:
    now = world.now
    old = world.write("An old photo", more={"is": "tags"}, at=now - timedelta(days=5))
    new = world.write("Our sofa @larkfield", more={"is": "tags"})
    world.pass_time(minutes=1)
    found = heard(Host(world).run())
    assert set(found) == {old.key, new.key}
    assert found[new.key].url == f"https://www.instagram.com/p/{new.key}/"
    assert found[old.key].kind is MentionKind.POST


def test_an_old_medium_among_newly_tagged_ones_does_not_end_the_walk(world: InstagramWorld) -> None:
    for number in range(12):
        age = 400 if number == 7 else 0
        world.write(f"Photo {number}", more={"is": "tags"}, at=world.now - timedelta(days=age))
        world.pass_time(minutes=1)
    order = [post.key for post in world.posts.values()][::-1]

    def as_tagged(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/tags") and "after" not in asked.parameters:
            by_key = {each["id"]: each for each in reply.body["data"]}
            old = world.posts[order[4]]
            told = {"id": old.key, "caption": old.text, "timestamp": "2025-01-01T00:00:00+0000"}
            reply.body["data"] = [*by_key.values(), told]
        return reply

    world.server.change = as_tagged
    assert len(heard(Host(world).run())) == 12


def test_hashtags_are_looked_up_once_and_who_wrote_is_unknown(world: InstagramWorld) -> None:
    post = world.write("So comfy #larkfieldsofa", more={"is": "#larkfieldsofa"})
    world.pass_time(minutes=1)
    host = Host(world, hashtags=["#LarkfieldSofa", "larkfieldsofa"])
    found = heard(host.run())
    assert (found[post.key].author_key, found[post.key].query) == (None, "Larkfield")
    world.pass_time(minutes=30)
    run = host.run()
    assert run.requests == 3 == host.connector().outlook(world.queries).requests
    assert sum(asked.path.endswith("ig_hashtag_search") for asked in world.asked) == 1


def test_hashtags_unheard_for_more_than_a_day_are_a_gap_of_exactly_that_time(world: InstagramWorld) -> None:
    host = Host(world, hashtags=["larkfieldsofa"])
    begun = world.now
    assert host.run().gaps == []
    world.pass_time(hours=20)
    assert host.run().gaps == []
    world.pass_time(hours=44)
    (gap,) = host.run().gaps
    assert gap.reason is GapReason.LIMIT
    assert (gap.span.start, gap.span.end) == (begun + timedelta(hours=20), world.now - timedelta(hours=24))


def test_more_than_thirty_hashtags_are_refused_before_anything_is_asked(world: InstagramWorld) -> None:
    run = Host(world, hashtags=[f"tag{number}" for number in range(31)]).run()
    assert "31 hashtags" in str(run.fault)
    assert world.asked == []


def test_comments_beyond_those_brought_along_are_asked_for_and_a_stop_goes_on_there(world: InstagramWorld) -> None:
    for number in range(14):
        world.write(f"comment {number}")
        world.pass_time(seconds=20)
    total = Host(world).run().requests
    assert total == 2 + 3, "3 comments come along, 11 more in pages of 5"
    for allowed in range(total):
        host = Host(world)
        assert isinstance(host.run(requests=allowed).fault, SourceBudgetSpent)
        again = host.run()
        assert again.fault is None
        assert set(host.mentions) == world.expected()
        assert again.requests <= total - allowed + 1


def test_an_empty_page_of_comments_that_names_a_next_one_is_not_the_end(world: InstagramWorld) -> None:
    for number in range(14):
        world.write(f"comment {number}")
        world.pass_time(seconds=20)
    total = Host(world).run().requests
    hidden: list[str] = []

    def hollow(number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/comments") and not hidden:
            hidden.extend(each["id"] for each in reply.body["data"])
            return Reply(body=reply.body | {"data": []})
        return reply

    world.server.change = hollow
    run = Host(world).run()
    assert run.requests == total
    assert set(heard(run)) == world.expected() - set(hidden)
    assert len(hidden) == 5


def test_a_medium_that_hides_some_of_its_new_comments_is_asked_about(world: InstagramWorld) -> None:
    for number in range(8):
        world.write(f"comment {number}")
    world.pass_time(minutes=1)

    def without_paging(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/media"):
            reply.body["data"][0]["comments"].pop("paging")
        return reply

    world.server.change = without_paging
    assert set(heard(Host(world).run())) == world.expected()


def test_refresh_finds_absent_and_edited_comments_fifty_to_a_question(world: InstagramWorld) -> None:
    world.page = world.inner = 100
    comments = [world.write(f"comment {number}", likes=number) for number in range(40)]
    world.pass_time(minutes=1)
    known = list(heard(Host(world).run()).values())
    begun = len(world.asked)
    assert len(list(world.source().refresh(known, world.now))) == 40
    assert len(world.asked) - begun == 1
    world.delete(comments[3].key)
    world.edit(comments[4].key, "Solved.")
    told = list(world.source().refresh(known, world.now))
    assert [one.mention_id for one in told if isinstance(one, Gone)] == [f"instagram:{comments[3].key}"]
    assert [one.mention.text for one in told if isinstance(one, Edited)] == ["Solved."]
    likes = {one.mention_id: one.likes for one in told if isinstance(one, EngagementSample)}
    assert likes[f"instagram:{comments[39].key}"] == 39


def test_media_of_others_are_counted_by_their_listing_and_never_called_gone(world: InstagramWorld) -> None:
    kept, away = (world.write(f"Photo {number}", more={"is": "tags"}, likes=number) for number in (3, 4))
    world.pass_time(minutes=1)
    known = list(heard(Host(world).run()).values())
    world.delete(away.key)
    told = list(world.source().refresh(known, world.now))
    assert [(type(one), one.mention_id) for one in told if not isinstance(one, Edited)] == [
        (EngagementSample, f"instagram:{kept.key}")
    ]


def test_a_lost_permission_does_not_look_like_everything_deleted(world: InstagramWorld) -> None:
    world.write()
    world.pass_time(minutes=1)
    known = list(heard(Host(world).run()).values())

    def forbidden(_number: int, asked: Asked) -> Reply | None:
        return not_there("any") if "ids" in asked.parameters else refusal(10, "permission denied", status=403)

    world.server.fault = forbidden
    with pytest.raises(SourceRefused, match="permission is missing"):
        list(world.source().refresh(known, world.now))


def test_the_thread_is_every_comment_under_the_medium_with_all_replies(world: InstagramWorld) -> None:
    for number in range(7):
        comment = world.write(f"comment {number}")
        for inner in range(6 if number == 2 else 0):
            world.pass_time(seconds=10)
            world.write_reply(comment, f"reply {inner}", author="us")
        world.pass_time(minutes=1)
    mention = next(iter(heard(Host(world).run()).values()))
    said = list(world.source().thread(mention))
    assert len(said) == 13
    assert [one.posted_at for one in said] == sorted(one.posted_at for one in said)
    assert {(one.query, one.matched) for one in said} == {(mention.query, mention.matched)}
    assert {one.in_reply_to for one in said if one.author_key == "larkfield"} == {list(world.posts.values())[2].key}


def test_a_medium_of_others_that_is_closed_to_us_has_no_thread(world: InstagramWorld) -> None:
    post = world.write("Photo", more={"is": "tags"})
    world.pass_time(minutes=1)
    mention = heard(Host(world).run())[post.key]
    world.delete(post.key)
    assert list(world.source().thread(mention)) == []


@pytest.mark.parametrize(
    ("reply", "fault", "finding"),
    [
        (refusal(190, subcode=460), SourceRefused, FindingKind.NO_KEY),
        (refusal(80002), SourceSlowed, FindingKind.NO_BUDGET),
        (refusal(10, status=403), SourceRefused, FindingKind.WRONG_SCOPE),
        (not_there("178414"), SourceChanged, FindingKind.WRONG_SETTING),
    ],
)
def test_every_refusal_is_a_sentence_and_a_finding(
    world: InstagramWorld, reply: Reply, fault: type[SourceError], finding: FindingKind
) -> None:
    world.wrong = {"media": reply, "tags": reply}
    assert isinstance(Host(world).run().fault, fault)
    assert {one.kind for one in world.source().check()} == {finding}


@pytest.mark.parametrize(
    ("reply", "words", "finding"),
    [
        (refusal(18, subcode=2207034), "30 different hashtags", FindingKind.NO_BUDGET),
        (refusal(24, subcode=2207024), "not there", FindingKind.WRONG_SETTING),
        (refusal(10, "Instagram Public Content Access", status=403), "permission is missing", FindingKind.WRONG_SCOPE),
        (Reply(body={"data": []}), "knows no hashtag", FindingKind.WRONG_SETTING),
    ],
)
def test_what_is_wrong_with_a_hashtag_is_said_of_it(
    world: InstagramWorld, reply: Reply, words: str, finding: FindingKind
) -> None:
    world.wrong = {"ig_hashtag_search": reply}
    comment = world.write()
    world.pass_time(minutes=1)
    run = Host(world, hashtags=["oddone"]).run()
    assert comment.key in run.mentions, "the account itself is heard"
    told = str(run.fault) if run.fault else run.gaps[0].detail
    assert words in told
    assert "#oddone" in told
    (found,) = world.source(hashtags=["oddone"]).check()
    assert (found.kind, bool(found.fix)) == (finding, True)


def test_the_token_stands_in_no_address_and_no_checkpoint(world: InstagramWorld) -> None:
    for number in range(9):
        world.write(f"comment {number}")
    world.pass_time(minutes=1)
    host = Host(world)
    host.run(requests=2)
    assert TOKEN not in json.dumps(host.checkpoint)
    assert all(TOKEN not in asked.path + json.dumps(dict(asked.parameters)) for asked in world.asked)


def test_without_a_token_it_says_how_to_get_one(world: InstagramWorld) -> None:
    assert [one.kind for one in world.source(token="").check()] == [FindingKind.NO_KEY]
    assert "docs/connectors/instagram.md" in str(Host(world, token="").run().fault)
    assert world.asked == []


def test_hostile_words_stay_what_they_are_and_a_medium_without_words_is_none(world: InstagramWorld) -> None:
    strange = world.write("Larkfield <i>&lt;</i> \x00 \U0001f6cb️")
    world.pass_time(minutes=1)
    found = heard(Host(world).run())
    assert {key: one.text for key, one in found.items()} == {strange.key: "Larkfield <i>&lt;</i> \ufffd \U0001f6cb️"}
