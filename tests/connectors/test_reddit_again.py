"""Known mentions on Reddit looked at again: five states, edits, counts; and what `check` finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from worlds.reddit import HOME, PASSWORD, RedditWorld, fullname, hear

from connectors.base import Absence, Edited, Gone
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import Post
from monitor.errors import SourceChanged
from monitor.model import EngagementSample, FindingKind, Mention


@pytest.fixture
def world() -> Iterator[RedditWorld]:
    with RedditWorld() as made:
        made.page = 100
        yield made


def look(world: RedditWorld, mentions: list[Mention]) -> list[EngagementSample | Gone | Edited]:
    return list(world.source().refresh(mentions, world.now))


def gone_in(told: list[EngagementSample | Gone | Edited]) -> dict[str, Absence]:
    return {each.mention_id.removeprefix("reddit:"): each.why for each in told if isinstance(each, Gone)}


def heard_in(world: RedditWorld) -> list[Mention]:
    return list(hear(world).mentions.values())


def questions(world: RedditWorld) -> list[Asked]:
    return [asked for asked in world.asked if asked.path == "/api/info/"]


def test_the_five_states_are_told_apart(world: RedditWorld) -> None:
    live, left, deleted, removed, absent = [world.write(author=f"author{number}") for number in range(5)]
    said = [world.write_reply(live, author=f"other{number}") for number in range(5)]
    mentions = heard_in(world)
    assert len(mentions) == 10
    for post in (left, said[1]):
        world.close_account(str(post.author))
    for post in (deleted, said[2]):
        world.delete(post.key)
    for post in (removed, said[3]):
        world.remove(post.key)
    for post in (absent, said[4]):
        world.purge(post.key)
    told = look(world, mentions)
    why = [Absence.AUTHOR_GONE, Absence.DELETED, Absence.REMOVED, Absence.ABSENT]
    expected = zip([left, deleted, removed, absent, *said[1:]], why + why, strict=True)
    assert gone_in(told) == {fullname(post): absence for post, absence in expected}
    counted = {each.mention_id for each in told if isinstance(each, EngagementSample)}
    assert counted == {f"reddit:{fullname(post)}" for post in (live, left, said[0], said[1])}
    assert not [each for each in told if isinstance(each, Edited)]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"removed_by_category": "deleted"}, Absence.DELETED),
        ({"removed_by_category": "author"}, Absence.DELETED),
        ({"removed_by_category": "moderator"}, Absence.REMOVED),
        ({"removed_by_category": "automod_filtered"}, Absence.REMOVED),
        ({"removed_by_category": "copyright_takedown"}, Absence.REMOVED),
        ({"removed_by_category": "a word of tomorrow"}, Absence.REMOVED),
        ({"selftext": "[deleted]"}, Absence.DELETED),
        ({"title": "[deleted by user]", "selftext": ""}, Absence.DELETED),
        ({"selftext": "[removed]"}, Absence.REMOVED),
        ({"selftext": "[ Removed by Reddit ]"}, Absence.REMOVED),
        ({"selftext": "[ Removed by Reddit on account of violating the [content policy](/help). ]"}, Absence.REMOVED),
        ({"title": "[ Removed by moderator ]"}, Absence.REMOVED),
        ({"author": "[unavailable]", "selftext": "[unavailable]"}, Absence.PROTECTED),
        ({"author": "[deleted]"}, Absence.AUTHOR_GONE),
        ({"removed_by_category": None, "author": None}, None),
        ({"removed_by_category": 7}, None),
    ],
)
def test_every_way_reddit_says_that_words_are_gone(
    world: RedditWorld, fields: dict[str, Any], why: Absence | None
) -> None:
    post = world.write(author="ann")
    mentions = heard_in(world)

    def changed(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path == "/api/info/":
            reply.body["data"]["children"][0]["data"] |= fields
        return reply

    world.server.change = changed
    assert gone_in(look(world, mentions)) == ({fullname(post): why} if why else {})


def test_an_author_known_to_be_gone_is_not_told_again(world: RedditWorld) -> None:
    world.write(author="ann")
    mentions = heard_in(world)
    world.close_account("ann")
    assert gone_in(look(world, [replace(mentions[0], author=None, author_key=None)])) == {}


def test_three_hundred_mentions_are_three_questions(world: RedditWorld) -> None:
    for _ in range(300):
        world.write()
        world.pass_time(seconds=20)
    mentions = heard_in(world)
    for post in world.visible()[:3]:
        world.purge(post.key)
    told = look(world, mentions)
    assert len(questions(world)) == 3
    assert all(len(asked.parameters["id"].split(",")) == 100 for asked in questions(world))
    assert list(gone_in(told).values()) == [Absence.ABSENT] * 3
    assert sum(isinstance(each, EngagementSample) for each in told) == 297


def test_counts_that_grow_are_told_and_a_wavering_score_is_no_edit(world: RedditWorld) -> None:
    post = world.write(likes=40, replies=0)
    mentions = heard_in(world)
    world.write("Look: Larkfield!", crosspost_of=post.key)
    world.write_reply(post)
    world.fuzz = 9
    seen = set()
    for _ in range(10):
        (sample,) = look(world, mentions)
        assert isinstance(sample, EngagementSample)
        assert (sample.replies, sample.reposts, sample.at) == (1, 1, world.now)
        seen.add(sample.likes)
    assert len(seen) > 3, "the score really wavered"


def test_an_edit_is_told_once_with_its_time_and_keeps_key_and_query(world: RedditWorld) -> None:
    post = world.write()
    (mention,) = heard_in(world)
    edited_at = world.pass_time(hours=2)
    world.edit(post.key, "EDIT: Larkfield paid me back.")
    world.pass_time(hours=1)
    edits = [each.mention for each in look(world, [mention]) if isinstance(each, Edited)]
    (edited,) = edits
    assert (edited.stable_key, edited.query, edited.matched) == (mention.stable_key, "Larkfield", mention.matched)
    assert edited.text.endswith("EDIT: Larkfield paid me back.")
    assert (edited.edited_at, edited.posted_at) == (edited_at, mention.posted_at)
    assert not [each for each in look(world, edits) if isinstance(each, Edited)]
    (again,) = heard_in(world)
    assert again.edited_at == edited_at, "a pull tells the edit too"


def test_an_edit_within_three_minutes_is_seen_by_its_words(world: RedditWorld) -> None:
    post = world.write()
    (mention,) = heard_in(world)
    world.edit(post.key, "Larkfield, I was wrong.", ninja=True)
    (edited,) = [each.mention for each in look(world, [mention]) if isinstance(each, Edited)]
    assert edited.edited_at is None
    assert not [each for each in look(world, [edited]) if isinstance(each, Edited)]


def test_a_whole_answer_that_is_empty_is_believed_only_when_told_twice(world: RedditWorld) -> None:
    posts = [world.write() for _ in range(3)]
    mentions = heard_in(world)
    empty = Reply(body={"kind": "Listing", "data": {"children": [], "after": None}})
    faulty = iter([empty])
    world.server.fault = lambda _n, asked: next(faulty, None) if asked.path == "/api/info/" else None
    assert gone_in(look(world, mentions)) == {}
    for post in posts:
        world.purge(post.key)
    assert set(gone_in(look(world, mentions)).values()) == {Absence.ABSENT}


def test_an_answer_that_cannot_be_read_erases_nothing(world: RedditWorld) -> None:
    for _ in range(30):
        world.write()
        world.pass_time(minutes=1)
    mentions = heard_in(world)

    def renamed(count: int) -> Any:
        def change(_number: int, asked: Asked, reply: Reply) -> Reply:
            for child in reply.body["data"]["children"][:count] if asked.path == "/api/info/" else ():
                child["data"]["fullname"] = child["data"].pop("name")
            return reply

        return change

    world.server.change = renamed(1)
    assert gone_in(look(world, mentions)) == {}
    world.server.change = renamed(30)
    with pytest.raises(SourceChanged, match="new shape"):
        look(world, mentions)


def test_a_record_in_another_shape_is_neither_gone_nor_edited(world: RedditWorld) -> None:
    for _ in range(30):
        world.write()
    mentions = heard_in(world)

    def broken(_number: int, asked: Asked, reply: Reply) -> Reply:
        if asked.path == "/api/info/":
            reply.body["data"]["children"][0]["data"]["title"] = None
        return reply

    world.server.change = broken
    told = look(world, mentions)
    assert len(told) == 29
    assert all(isinstance(each, EngagementSample) for each in told)


def test_mentions_with_keys_that_are_none_of_reddits_are_not_asked_about(world: RedditWorld) -> None:
    post = world.write()
    (mention,) = heard_in(world)
    strange = [replace(mention, stable_key=key) for key in ("1", "t3_x,t3_y", "t3_../x", "t5_abc", "")]
    told = look(world, [*strange, mention])
    assert [asked.parameters["id"] for asked in questions(world)] == [fullname(post)]
    assert gone_in(told) == {}
    assert look(world, strange) == []


def test_what_lies_after_now_is_not_there_yet(world: RedditWorld) -> None:
    post: Post = world.write(at=world.now + timedelta(hours=1))
    assert hear(world).mentions == {}
    world.pass_time(hours=2)
    assert set(hear(world).mentions) == {fullname(post)}


def check(world: RedditWorld, **options: Any) -> list[tuple[FindingKind, str, str]]:
    return [(found.kind, found.what, found.fix) for found in world.source(**options).check()]


def test_check_is_fine_when_all_is_well_and_reads_only(world: RedditWorld) -> None:
    ((kind, what, _),) = check(world, username="care", password=PASSWORD)
    assert kind is FindingKind.FINE
    assert "Commercial use needs an agreement" in what
    assert [asked.path for asked in world.asked] == [
        "/api/v1/access_token",
        "/r/all/search/",
        "/api/v1/me",
        f"/r/{HOME}/about/",
    ]


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"client_id": "", "client_secret": ""}, FindingKind.NO_KEY, "`client_id`, `client_secret`"),
        ({"user": ""}, FindingKind.NO_KEY, "`user`"),
        ({"user": "not a name"}, FindingKind.WRONG_SETTING, "`user`"),
        ({"subreddits": ["ok", "../etc", "a b"]}, FindingKind.WRONG_SETTING, "'../etc' in `subreddits`"),
        ({"username": "care"}, FindingKind.WRONG_SETTING, "`username` without `password`"),
        ({"search": "off", "subreddits": []}, FindingKind.WRONG_SETTING, "place to listen"),
        ({"client_secret": "wrong-secret"}, FindingKind.NO_KEY, "(401)"),
        ({"username": "care", "password": "wrong-password"}, FindingKind.NO_KEY, "invalid_grant"),
    ],
)
def test_check_finds_what_is_wrong_with_the_settings(
    world: RedditWorld, options: dict[str, Any], kind: FindingKind, words: str
) -> None:
    found = check(world, **options)
    assert {each for each, _, _ in found} == {kind}
    assert words in found[0][1]
    assert all(fix for _, _, fix in found)


def test_check_says_that_access_must_be_approved_first(world: RedditWorld) -> None:
    world.approved = False
    ((kind, _, fix),) = check(world)
    assert kind is FindingKind.NOT_APPROVED
    assert "Self-service access" in fix
    assert "commercial" in fix
    ((kind, _, fix),) = check(world, client_id="")
    assert kind is FindingKind.NO_KEY
    assert "Self-service access" in fix


def test_check_tells_a_token_that_may_not_read(world: RedditWorld) -> None:
    world.scope = "identity"
    assert check(world)[0][0] is FindingKind.WRONG_SCOPE
    world.scope = "read"  # the token says so, but the API refuses it
    assert check(world)[0][0] is FindingKind.WRONG_SCOPE


def test_check_tells_a_suspended_account(world: RedditWorld) -> None:
    world.suspended = True
    ((kind, what, _),) = check(world, username="care", password=PASSWORD)
    assert (kind, "suspended" in what) == (FindingKind.NOT_APPROVED, True)


def test_check_names_every_community_that_cannot_be_read(world: RedditWorld) -> None:
    """In a listing of several they are left out without a word."""
    world.communities = {"one": "private", "two": "banned", "three": "quarantined", "four": "gated", "five": "missing"}
    names = ["one", HOME, "two", "three", "four", "five"]
    found = check(world, subreddits=names)
    assert [what for _, what, _ in found] == [
        "r/one is private: only its members can read it.",
        "r/two was banned by Reddit.",
        "r/three is quarantined: Reddit shows it only to accounts that opted in.",
        "r/four is gated: Reddit shows it only to accounts that accepted its warning.",
        "r/five does not exist.",
    ]
    assert {kind for kind, _, _ in found} == {FindingKind.WRONG_SETTING}
    world.write()
    heard = hear(world, subreddits=names)
    assert heard.gaps == [], "the pull cannot know"


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(status=503), FindingKind.UNREACHABLE),
        (Reply(status=429), FindingKind.NO_BUDGET),
        (Reply(body=b"<html>"), FindingKind.UNREACHABLE),
        (Reply(reset=True), FindingKind.UNREACHABLE),
    ],
)
def test_check_finds_that_reddit_does_not_answer(world: RedditWorld, reply: Reply, kind: FindingKind) -> None:
    world.server.fault = lambda _n, _a: reply
    ((found, what, fix),) = check(world)
    assert found is kind
    assert what
    assert fix
