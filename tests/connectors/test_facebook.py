from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from worlds.facebook import PAGE_ID, FacebookWorld
from worlds.graph import TOKEN, not_there, refusal

from connectors.base import Edited, Gone, SourceSlowed
from connectors.conformance.host import Host, Run
from connectors.conformance.server import Asked, Reply
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import EngagementSample, FindingKind, Mention, MentionKind


@pytest.fixture
def world() -> Iterator[FacebookWorld]:
    with FacebookWorld() as made:
        yield made


def heard(run: Run) -> dict[str, Mention]:
    assert run.fault is None, run.fault
    return run.mentions


def test_posts_come_with_their_comments_in_one_question_for_each_listing(world: FacebookWorld) -> None:
    post = world.write()
    reply = world.write_reply(post)
    inner = world.write(parent=reply.key, thread=post.key, text="Mine too.")
    tagged = world.write("Thanks, Larkfield!", more={"tagged": True})
    world.pass_time(minutes=1)
    run = Host(world).run()
    found = heard(run)
    assert set(found) == {post.key, reply.key, inner.key, tagged.key}
    assert run.requests == 2 == world.source().outlook(world.queries).requests
    assert (found[reply.key].in_reply_to, found[reply.key].thread) == (post.key, post.key)
    assert (found[inner.key].in_reply_to, found[inner.key].thread) == (reply.key, post.key)
    assert [found[one.key].kind for one in (post, reply)] == [MentionKind.POST, MentionKind.REPLY]


def test_a_new_comment_under_an_old_post_is_heard_by_the_same_question(world: FacebookWorld) -> None:
    post = world.write()
    world.pass_time(days=5)
    host = Host(world)
    host.run()
    world.pass_time(hours=2)
    late = world.write_reply(post)
    world.pass_time(minutes=1)
    run = host.run()
    assert late.key in heard(run)
    assert run.requests == 2


def test_comments_that_a_post_does_not_bring_along_are_asked_for_and_a_stop_goes_on_there(world: FacebookWorld) -> None:
    for _ in range(2):
        post = world.write()
        for number in range(11):
            world.write_reply(post, f"comment {number}")
            world.pass_time(seconds=20)
    total = Host(world).run().requests
    assert total == 2 + 2 * 2, "3 comments come along, 8 more in pages of 5"
    for allowed in range(total):
        host = Host(world)
        assert isinstance(host.run(requests=allowed).fault, SourceBudgetSpent)
        again = host.run()
        assert again.fault is None
        assert set(host.mentions) == world.expected()
        assert again.requests <= total - allowed + 1


def test_comments_older_than_the_last_run_are_not_asked_for_again(world: FacebookWorld) -> None:
    post = world.write()
    for number in range(9):
        world.write_reply(post, f"comment {number}")
    world.pass_time(minutes=30)
    host = Host(world)
    host.run()
    world.pass_time(hours=1)
    world.write_reply(post, "one more")
    world.pass_time(minutes=1)
    run = host.run()
    assert run.requests == 2
    assert [one.text for one in run.mentions.values() if one.kind is MentionKind.REPLY] == ["one more"]


def test_the_link_to_the_next_page_is_never_followed_and_the_token_never_in_an_address(world: FacebookWorld) -> None:
    for _ in range(12):
        world.write()
        world.pass_time(minutes=1)
    host = Host(world)
    run = host.run(requests=2)
    assert TOKEN not in json.dumps(host.checkpoint)
    assert "graph.facebook.com" not in json.dumps(host.checkpoint)
    assert run.requests == 2
    host.run()
    assert set(host.mentions) == world.expected()
    for asked in world.asked:
        assert TOKEN not in asked.path + json.dumps(dict(asked.parameters))
        assert asked.headers["authorization"] == f"Bearer {TOKEN}"


def test_who_wrote_it_is_unknown_where_meta_does_not_tell_and_the_page_is_ourselves(world: FacebookWorld) -> None:
    hidden = world.write(more={"anonymous": True})
    ours = world.write_reply(hidden, "We are sorry and will call you.", author="us")
    world.pass_time(minutes=1)
    found = heard(Host(world).run())
    assert (found[hidden.key].author_key, found[hidden.key].author) == (None, None)
    assert found[ours.key].author_key == PAGE_ID
    assert PAGE_ID in world.source().check()[0].what


def test_counts_are_told_and_absent_ones_are_unknown(world: FacebookWorld) -> None:
    some, none = world.write(likes=4, reposts=2), world.write(likes=None, replies=None, reposts=None)
    comment = world.write_reply(some, likes=1)
    world.pass_time(minutes=1)
    samples = Host(world).run().samples
    told = samples[f"facebook:{some.key}"]
    assert (told.likes, told.replies, told.reposts, told.views) == (4, 1, 2, None)
    assert f"facebook:{none.key}" not in samples
    assert samples[f"facebook:{comment.key}"].likes == 1


def test_refresh_finds_absent_edited_and_counted_ones_fifty_to_a_question(world: FacebookWorld) -> None:
    world.page = world.inner = 100
    posts = [world.write(f"Larkfield {number}", likes=number) for number in range(30)]
    comments = [world.write_reply(posts[0], f"comment {number}") for number in range(30)]
    world.pass_time(minutes=1)
    known = list(heard(Host(world).run()).values())
    begun = len(world.asked)
    assert not [one for one in world.source().refresh(known, world.now) if not isinstance(one, EngagementSample)]
    assert len(world.asked) - begun == 2, "30 posts and 30 comments have different fields"
    world.delete(posts[3].key)
    world.delete(comments[7].key)
    world.edit(comments[8].key, "Solved, thank you.")
    told = list(world.source().refresh(known, world.now))
    gone = {one.mention_id for one in told if isinstance(one, Gone)}
    assert gone == {f"facebook:{posts[3].key}", f"facebook:{comments[7].key}"}
    (edit,) = [one.mention for one in told if isinstance(one, Edited)]
    assert (edit.stable_key, edit.text, edit.edited_at) == (comments[8].key, "Solved, thank you.", None)
    likes = {one.mention_id: one.likes for one in told if isinstance(one, EngagementSample)}
    assert len(likes) == 58
    assert likes[f"facebook:{posts[29].key}"] == 29


def test_a_lost_permission_does_not_look_like_everything_deleted(world: FacebookWorld) -> None:
    world.write()
    world.pass_time(minutes=1)
    known = list(heard(Host(world).run()).values())

    def forbidden(_number: int, asked: Asked) -> Reply | None:
        return not_there("any") if "ids" in asked.parameters else refusal(10, "permission denied", status=403)

    world.server.fault = forbidden
    with pytest.raises(SourceRefused, match="permission is missing"):
        list(world.source().refresh(known, world.now))


def test_updated_time_alone_is_no_edit(world: FacebookWorld) -> None:
    post = world.write()
    world.pass_time(minutes=1)
    known = list(heard(Host(world).run()).values())
    world.write_reply(post)
    world.pass_time(minutes=1)
    assert not [one for one in world.source().refresh(known, world.now) if isinstance(one, Edited)]


def test_the_thread_is_the_post_and_all_its_comments_oldest_first(world: FacebookWorld) -> None:
    post = world.write()
    world.pass_time(seconds=30)
    for number in range(12):
        world.write_reply(post, f"comment {number}", author="us" if number == 3 else "bob")
        world.pass_time(seconds=30)
    mention = heard(Host(world).run())[post.key]
    said = list(world.source().thread(mention))
    assert [one.text for one in said] == [post.text, *(f"comment {number}" for number in range(12))]
    assert {(one.query, one.matched) for one in said} == {(mention.query, mention.matched)}
    assert said[4].author_key == PAGE_ID
    world.delete(post.key)
    assert list(world.source().thread(mention)) == []


@pytest.mark.parametrize(
    ("reply", "fault", "finding", "words"),
    [
        (refusal(190, "expired", subcode=463), SourceRefused, FindingKind.NO_KEY, "Make a new one"),
        (refusal(102, "session"), SourceRefused, FindingKind.NO_KEY, "expired"),
        (refusal(4, "limit", status=403), SourceSlowed, FindingKind.NO_BUDGET, "slows us down"),
        (refusal(17), SourceSlowed, FindingKind.NO_BUDGET, "slows us down"),
        (refusal(32), SourceSlowed, FindingKind.NO_BUDGET, "slows us down"),
        (refusal(613), SourceSlowed, FindingKind.NO_BUDGET, "slows us down"),
        (refusal(80001), SourceSlowed, FindingKind.NO_BUDGET, "slows us down"),
        (refusal(10, status=403), SourceRefused, FindingKind.WRONG_SCOPE, "permission is missing"),
        (refusal(200, status=403), SourceRefused, FindingKind.WRONG_SCOPE, "permission is missing"),
        (refusal(299), SourceRefused, FindingKind.WRONG_SCOPE, "permission is missing"),
        (refusal(368), SourceRefused, FindingKind.NOT_APPROVED, "blocked"),
        (refusal(803), SourceChanged, FindingKind.WRONG_SETTING, "not there"),
        (not_there("100"), SourceChanged, FindingKind.WRONG_SETTING, "not there"),
        (refusal(100, "Invalid parameter"), SourceChanged, FindingKind.WRONG_SETTING, "refuses the question"),
        (refusal(2, status=500), SourceUnreachable, FindingKind.UNREACHABLE, "fault of its own"),
        (refusal(1, "Please reduce the amount of data"), SourceUnreachable, FindingKind.UNREACHABLE, "page_size"),
        (refusal(99_999, is_transient=True), SourceUnreachable, FindingKind.UNREACHABLE, "asks again"),
    ],
)
def test_every_error_code_is_a_sentence_and_a_finding(
    world: FacebookWorld, reply: Reply, fault: type[SourceError], finding: FindingKind, words: str
) -> None:
    world.wrong = {"feed": reply, "tagged": reply}
    run = Host(world).run()
    assert type(run.fault) is fault or isinstance(run.fault, fault)
    assert words in str(run.fault)
    assert not run.heard
    for found in world.source().check():
        assert (found.kind, bool(found.fix)) == (finding, True)


def test_one_listing_without_permission_is_a_gap_and_the_other_is_heard(world: FacebookWorld) -> None:
    post = world.write()
    world.pass_time(minutes=1)
    world.wrong = {"tagged": refusal(10, "needs pages_read_user_content", status=403)}
    run = Host(world).run()
    assert set(heard(run)) == {post.key}
    (gap,) = run.gaps
    assert "pages_read_user_content" in gap.detail
    assert [one.kind for one in world.source().check()] == [FindingKind.WRONG_SCOPE]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-App-Usage": '{"call_count":100,"total_time":25,"total_cputime":25}'},
        {"X-App-Usage": '{"call_count":3,"total_time":101,"total_cputime":25}'},
        {
            "X-Business-Use-Case-Usage": '{"100":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":19}]}'
        },
    ],
)
def test_with_all_allowed_calls_used_nothing_more_is_asked_in_this_run(
    world: FacebookWorld, headers: dict[str, str]
) -> None:
    post = world.write()
    world.pass_time(minutes=1)
    world.headers = headers
    run = Host(world).run()
    assert isinstance(run.fault, SourceSlowed)
    assert run.fault.retry_after == (19 * 60 if "Business" in next(iter(headers)) else None)
    assert run.requests == 1
    assert set(run.mentions) == {post.key}, "what had been answered is kept"


@pytest.mark.parametrize("header", ["{", "[[[", '{"a": null}', '{"call_count": "many"}', '{"call_count": 99}', ""])
def test_a_usage_that_says_nothing_changes_nothing(world: FacebookWorld, header: str) -> None:
    world.headers = {"X-App-Usage": header}
    assert Host(world).run().fault is None


def test_a_circle_of_comments_is_left(world: FacebookWorld) -> None:
    post = world.write()
    for number in range(9):
        world.write_reply(post, f"comment {number}")
    world.pass_time(minutes=1)
    first: list[Any] = []

    def same_place(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path.endswith("/comments"):
            first.append(reply.body)
            return Reply(body=first[0])
        return reply

    world.server.change = same_place
    run = Host(world).run()
    assert run.requests < 10
    assert run.fault is None


def test_hostile_text_and_a_photo_without_words(world: FacebookWorld) -> None:
    strange = world.write("Larkfield <b>&amp;</b> \x00 \u202e gnirts")
    world.write("")
    world.pass_time(minutes=1)
    found = heard(Host(world).run())
    assert {key: one.text for key, one in found.items()} == {strange.key: "Larkfield <b>&amp;</b> \ufffd \u202e gnirts"}


def test_meta_may_quote_our_token_but_nobody_sees_it(world: FacebookWorld) -> None:
    world.wrong = {"feed": refusal(190, f"token {TOKEN} is old"), "tagged": refusal(190, f"token {TOKEN} is old")}
    assert TOKEN not in str(Host(world).run().fault)
    assert all(TOKEN not in one.what for one in world.source().check())


def test_without_a_token_it_says_how_to_get_one(world: FacebookWorld) -> None:
    assert [one.kind for one in world.source(token="").check()] == [FindingKind.NO_KEY]
    assert "docs/connectors/facebook.md" in str(Host(world, token="").run().fault)
    assert world.asked == []


def test_nothing_said_after_now_is_taken_not_even_as_a_comment(world: FacebookWorld) -> None:
    post = world.write()
    early = world.now
    world.pass_time(minutes=9)
    world.write_reply(post)
    assert set(heard(Host(world).run(now=early + timedelta(minutes=1)))) == {post.key}
