"""Posts of a Discourse forum, against a made-up forum on loopback."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from worlds.discourse import DiscourseWorld

from connectors.base import SourceSlowed
from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply
from monitor.errors import SourceRefused
from monitor.model import Absence, Edited, EngagementSample, FindingKind, Gone, Mention, MentionKind, Query


@pytest.fixture
def forum() -> Iterator[DiscourseWorld]:
    with DiscourseWorld() as made:
        made.queries = (Query(brand="Larkfield", terms=("Larkfield",)),)
        yield made


def host_of(forum: DiscourseWorld) -> str:
    return forum.url.removeprefix("http://")


def fill(forum: DiscourseWorld, posts: int) -> None:
    for number in range(posts):
        forum.write(f"My Larkfield order {number} is lost.", author=f"p{number}")
        forum.pass_time(minutes=11)


def test_a_post_becomes_a_mention_that_is_of_this_forum_only(forum: DiscourseWorld) -> None:
    post = forum.write("Never <again>.", author="Ann", likes=2, replies=1, more={"title": "Larkfield &amp; me"})
    forum.pass_time(minutes=2)
    forum.edit(post.key, post.text)
    run = Host(forum).run()
    host = host_of(forum)
    assert run.mentions == {
        f"{host}/1": Mention(
            platform="discourse",
            stable_key=f"{host}/1",
            external_id="1",
            source="here",
            text="Larkfield & me\n\nNever <again>.",
            posted_at=post.at,
            author_key=run.mentions[f"{host}/1"].author_key,
            author="Ann",
            url=f"{forum.url}/t/701/1",
            thread=f"{host}/701",
            place=host,
            query="Larkfield",
            matched="Larkfield",
            edited_at=forum.now,
        )
    }
    (sample,) = run.samples.values()
    assert (sample.likes, sample.replies, sample.quotes, sample.views) == (2, 1, 0, 3)


@pytest.mark.parametrize(
    ("actions", "likes"),
    [
        ([], 0),
        ([{"id": 2, "count": 4}], 4),
        ([{"id": 2, "can_act": True}], 0),
        ([{"id": 3, "count": 1}], None),
        (None, None),
    ],
)
def test_an_action_that_nobody_took_is_left_out_and_means_0(
    forum: DiscourseWorld, actions: object, likes: int | None
) -> None:
    fill(forum, 1)

    def told(_number: int, _asked: Asked, reply: Reply) -> Reply:
        reply.body["latest_posts"][0]["actions_summary"] = actions
        return reply

    forum.server.change = told
    (sample,) = Host(forum).run().samples.values()
    assert sample.likes == likes


@pytest.mark.parametrize("older", [False, True])
def test_the_latest_posts_are_walked_by_their_numbers_in_both_dialects(forum: DiscourseWorld, older: bool) -> None:
    forum.older = older
    fill(forum, 60)
    for number in range(3, 58):
        forum.posts[str(number)].deleted = True
    run = Host(forum).run()
    assert (run.fault, set(run.mentions)) == (None, forum.expected())
    assert len(run.mentions) == 5
    before = [int(asked.parameters.get("before", "99")) for asked in forum.asked]
    assert before == sorted(before, reverse=True)


def test_nothing_new_costs_one_request_whatever_is_listened_for(forum: DiscourseWorld) -> None:
    fill(forum, 23)
    forum.queries = tuple(Query(brand=name, terms=(name, f"{name} Sofa")) for name in ("Larkfield", "Otter"))
    host = Host(forum)
    host.run()
    forum.pass_time(minutes=15)
    assert host.run().requests == 1 == host.connector().outlook(forum.queries).requests


def test_stopped_after_any_request_and_resumed_it_finds_the_same(forum: DiscourseWorld) -> None:
    fill(forum, 18)
    total = Host(forum).run().requests
    for allowed in range(1, total):
        host = Host(forum)
        assert not host.run(requests=allowed).heard
        assert host.run().fault is None
        assert set(host.mentions) == forum.expected()


def test_only_what_names_us_is_kept_unless_all_is_asked_for(forum: DiscourseWorld) -> None:
    fill(forum, 1)
    forum.write("The weather is fine.", more={"title": "Off topic"})
    run = Host(forum).run()
    assert set(run.mentions) == forum.expected()
    everything = Host(forum, only_matching=False).run().mentions.values()
    assert {(each.query, each.matched) for each in everything} == {("Larkfield", "Larkfield"), ("Larkfield", None)}


@pytest.mark.parametrize("more", [{"hidden": True}, {"user_deleted": True}, {"type": 3}])
def test_what_is_hidden_or_no_words_of_a_member_is_not_heard(forum: DiscourseWorld, more: dict[str, Any]) -> None:
    fill(forum, 1)
    forum.write("", parent="1", thread="1", more=more)
    run = Host(forum).run()
    assert (set(run.mentions), run.rejects) == ({f"{host_of(forum)}/1"}, [])


def test_a_post_that_holds_only_a_picture_is_neither_heard_nor_broken(forum: DiscourseWorld) -> None:
    fill(forum, 12)
    forum.page = 50
    shown = '<p><img src="/uploads/1.png" alt="broken sofa"></p>'

    def pictures(_number: int, _asked: Asked, reply: Reply) -> Reply:
        for post in reply.body["latest_posts"]:
            post["cooked"], post["post_number"] = shown, 2
        return reply

    forum.server.change = pictures
    run = Host(forum).run()
    assert (run.fault, run.rejects, run.mentions) == (None, [], {})
    assert run.heard


def slowed(body: object, **headers: str) -> Reply:
    return Reply(status=429, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_the_waiting_time_in_the_words_of_a_refusal_is_obeyed(forum: DiscourseWorld) -> None:
    fill(forum, 1)
    body = {
        "errors": ["Slow down."],
        "error_type": "rate_limit",
        "extras": {"wait_seconds": 0.3, "time_left": "1 second"},
    }
    forum.server.fault = lambda number, _asked: slowed(body) if number <= 2 else None
    begun = time.monotonic()
    run = Host(forum).run()
    assert (run.fault, set(run.mentions)) == (None, forum.expected())
    assert time.monotonic() - begun >= 0.3


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        (slowed({"errors": ["x"], "extras": {"wait_seconds": 900}}), 900),
        (slowed({"errors": ["x"], "extras": {"wait_seconds": 900}}, Retry_After="901"), 901),
        (slowed(b"Slow down, too many requests from this IP address.", Retry_After="700"), 700),
        (slowed({"extras": {"wait_seconds": "soon"}}), None),
        (slowed(b""), None),
    ],
)
def test_a_waiting_time_beyond_the_run_ends_it(forum: DiscourseWorld, reply: Reply, seconds: int | None) -> None:
    fill(forum, 1)
    forum.server.fault = lambda _number, _asked: reply
    begun = time.monotonic()
    fault = Host(forum).run().fault
    assert isinstance(fault, SourceSlowed)
    assert fault.retry_after == seconds
    assert time.monotonic() - begun < 2


def test_looking_again_tells_what_became_of_every_post(forum: DiscourseWorld) -> None:
    fill(forum, 6)
    host = Host(forum)
    host.run()
    one, two, three, four, five, six = forum.posts.values()
    forum.delete(one.key)
    two.more["user_deleted"] = True
    three.more["hidden"] = True
    forum.edit(four.key, "Larkfield found it.")
    five.likes = 6
    refused = f"/posts/{six.key}.json"
    forum.server.fault = lambda _number, asked: Reply(status=403, body={}) if asked.path == refused else None
    made = forum.source()
    assert made.together == 1
    found = [told for mention in host.mentions.values() for told in made.refresh([mention], forum.now)]
    start = f"discourse:{host_of(forum)}/"
    assert {each.mention_id.removeprefix(start): each.why for each in found if isinstance(each, Gone)} == {
        one.key: Absence.ABSENT,
        two.key: Absence.DELETED,
        three.key: Absence.REMOVED,
        six.key: Absence.PROTECTED,
    }
    samples = {each.mention_id.removeprefix(start): each.likes for each in found if isinstance(each, EngagementSample)}
    assert samples == {four.key: 0, five.key: 6}
    (edited,) = [each.mention for each in found if isinstance(each, Edited)]
    assert (edited.text, edited.edited_at) == ("My order\n\nLarkfield found it.", forum.now)


def test_a_topic_is_read_to_its_end_with_who_answers_whom(forum: DiscourseWorld) -> None:
    root = forum.write("Larkfield lost it.", author="ann", more={"title": "Lost"})
    posts = []
    for number in range(44):
        forum.pass_time(minutes=1)
        posts.append(forum.write_reply(posts[0] if number == 1 else root, f"Answer {number}.", author="bob"))
    forum.delete(posts[5].key)
    posts[6].more["hidden"] = True
    (mention,) = Host(forum).run().mentions.values()
    before = len(forum.asked)
    said = list(forum.source().thread(mention))
    assert len(forum.asked) - before == 3, "20 at once, then 20 at a time"
    assert len(said) == 43
    assert [each.text for each in said[:3]] == ["Lost\n\nLarkfield lost it.", "Answer 0.", "Answer 1."]
    start = f"{host_of(forum)}/"
    assert [each.in_reply_to for each in said[:4]] == [None, start + root.key, start + posts[0].key, start + root.key]
    assert {(each.query, each.matched, each.thread) for each in said} == {("Larkfield", "Larkfield", f"{start}701")}
    assert {each.kind for each in said[1:]} == {MentionKind.REPLY}
    forum.delete(root.key)
    assert list(forum.source().thread(mention)) == []


def test_a_forum_for_members_says_what_it_needs(forum: DiscourseWorld) -> None:
    fill(forum, 1)
    forum.members_only = True
    fault = Host(forum, api_key=None, api_username="").run().fault
    assert isinstance(fault, SourceRefused)
    assert "You need to be logged in to do that. It may be for members only: set `api_key`." in str(fault)
    (finding,) = forum.source(api_key=None, api_username="").check()
    assert (finding.kind, "set `api_key` and `api_username`" in finding.fix) == (FindingKind.NO_KEY, True)
    assert set(Host(forum).run().mentions) == forum.expected()
    assert [each.kind for each in forum.source().check()] == [FindingKind.FINE]


def test_half_a_key_is_a_wrong_setting(forum: DiscourseWorld) -> None:
    (finding,) = forum.source(api_username="").check()
    assert finding.kind is FindingKind.WRONG_SETTING


def test_a_forum_that_lists_nothing_is_not_taken_for_heard(forum: DiscourseWorld) -> None:
    run = Host(forum).run()
    assert isinstance(run.fault, SourceRefused)
    assert "lists no posts" in str(run.fault)
    assert not run.heard


def test_the_first_run_reaches_back_as_far_as_it_is_told(forum: DiscourseWorld) -> None:
    old = forum.write("Larkfield, long ago.")
    forum.pass_time(days=10)
    fill(forum, 12)
    assert f"{host_of(forum)}/{old.key}" in Host(forum, lookback_days=30).run().mentions
    run = Host(forum).run()
    assert run.heard[0].start == forum.now - timedelta(days=7)
