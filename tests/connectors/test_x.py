"""Hearing X: what a pull brings, how it goes on, and where X's reach ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from worlds.x import KEY, XWorld
from worlds.x_words import refused

from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import BEGIN, Post
from connectors.x_posts import id_at, moment
from monitor.errors import SourceUnreachable
from monitor.model import EngagementSample, GapReason, Mention, MentionKind, Query, TimeSpan


@pytest.fixture
def world() -> Iterator[XWorld]:
    with XWorld() as made:
        yield made


def written(world: XWorld, posts: int = 13) -> list[Post]:
    """Write some posts, seven minutes apart; 13 are three pages of five."""
    found = []
    for number in range(posts):
        found.append(world.write(f"My Larkfield sofa, order {number}, arrived broken."))
        world.pass_time(minutes=7)
    return found


def bounds(world: XWorld) -> list[dict[str, str]]:
    names = ("since_id", "until_id", "next_token", "pagination_token")
    return [{name: asked.parameters[name] for name in names if name in asked.parameters} for asked in world.asked]


def test_a_post_becomes_a_mention_with_its_counts(world: XWorld) -> None:
    text = "Larkfield &  co. <broke> my\nsofa https://t.co/abc"
    post = world.write(text, author="ann", likes=3, replies=1, reposts=2, more={"quotes": 4, "views": 99, "lang": "in"})
    run = Host(world).run()
    assert list(run.mentions.values()) == [
        Mention(
            platform="x",
            stable_key=post.key,
            external_id=post.key,
            source="here",
            text=text,
            posted_at=BEGIN,
            author_key=world.user_id("ann"),
            url=f"https://x.com/i/status/{post.key}",
            thread=post.key,
            language="id",
            query="Larkfield",
            matched="Larkfield",
        )
    ]
    sample = EngagementSample(
        mention_id=f"x:{post.key}", at=world.now, likes=3, replies=1, reposts=2, quotes=4, views=99
    )
    assert list(run.samples.values()) == [sample]


def test_the_author_is_told_only_where_asked_for(world: XWorld) -> None:
    post = world.write(author="ann")
    (mention,) = Host(world, authors=True).run().mentions.values()
    assert (mention.author, mention.author_name, mention.followers) == ("ann", "ann of X", 21)
    assert mention.author_key == world.user_id("ann")
    assert mention.url == f"https://x.com/ann/status/{post.key}"
    assert "expansions" in world.asked[-1].parameters
    Host(world).run()
    assert "expansions" not in world.asked[-1].parameters


def test_of_a_long_post_the_whole_text_is_taken(world: XWorld) -> None:
    text = "Larkfield " + "& more " * 100
    world.write(text)
    (mention,) = Host(world).run().mentions.values()
    assert mention.text == text


def test_reposts_are_neither_searched_nor_taken(world: XWorld) -> None:
    world.account = world.user_id("larkfield")
    post = world.write("@larkfield where is my Larkfield sofa?")
    world.write("RT: Larkfield", parent=post.key, more={"kind": "retweeted"})
    run = Host(world).run()
    assert set(run.mentions) == {post.key}
    assert sum("-is:retweet" in asked.parameters.get("query", "") for asked in world.asked) == 1


def test_replies_and_quotes_name_their_parent_and_conversation(world: XWorld) -> None:
    root = world.write()
    reply = world.write_reply(root)
    quote = world.write("Larkfield again", more={"quoted": reply.key})
    mentions = Host(world).run().mentions
    assert {key: (each.kind, each.in_reply_to, each.thread) for key, each in mentions.items()} == {
        root.key: (MentionKind.POST, None, root.key),
        reply.key: (MentionKind.REPLY, root.key, root.key),
        quote.key: (MentionKind.QUOTE, reply.key, quote.key),
    }


def test_a_reply_to_an_edited_post_names_the_first_version_where_x_tells_it(world: XWorld) -> None:
    root = world.write()
    world.pass_time(minutes=2)
    world.edit(root.key, "My Larkfield sofa arrived late.")
    latest = str(world.versions(root)[-1])
    reply = world.write("Same, my Larkfield too", parent=latest, thread=latest)
    mentions = Host(world).run().mentions
    assert (mentions[reply.key].in_reply_to, mentions[reply.key].thread) == (root.key, root.key)
    world.pass_time(days=1)
    later = world.write("Still no Larkfield", parent=latest, thread=latest)
    (alone,) = Host(world, lookback_days=0.01).run().mentions.values()
    assert (alone.stable_key, alone.in_reply_to) == (later.key, latest), "the first id cannot be known here"


def test_an_edit_keeps_the_key_and_brings_the_new_words(world: XWorld) -> None:
    (post,) = written(world, 1)
    host = Host(world)
    first = host.run().mentions[post.key]
    world.edit(post.key, "My Larkfield sofa arrived late.")
    edited_at = world.now
    world.pass_time(minutes=15)
    (again,) = host.run().mentions.values()
    assert (again.stable_key, again.posted_at, first.edited_at) == (post.key, first.posted_at, None)
    assert again.external_id == str(world.versions(post)[-1]) != post.key
    assert (again.text, again.edited_at) == ("My Larkfield sofa arrived late.", edited_at)


def test_a_page_of_edits_does_not_end_the_walk(world: XWorld) -> None:
    known = written(world, 5)
    host = Host(world)
    host.run()
    new = written(world, 3)
    for post in known:
        world.edit(post.key, "My Larkfield sofa arrived late.")
    world.pass_time(minutes=1)
    assert set(host.run().mentions) == {post.key for post in (*known, *new)}


def test_ids_tell_the_time(world: XWorld) -> None:
    post = world.write()
    assert moment(post.key) == world.now
    assert id_at(world.now) < int(post.key) < id_at(world.now + timedelta(milliseconds=1))
    with pytest.raises(ValueError, match="before ids held their time"):
        moment("20")


def test_since_id_is_the_newest_of_the_first_page_and_moves_after_the_last(world: XWorld) -> None:
    posts = written(world)
    world.pass_time(minutes=5)
    host = Host(world, lookback_days=1)
    broken_off = host.run(requests=2)
    assert (len(broken_off.mentions), broken_off.heard) == (10, [])
    first = bounds(world)[0]["since_id"]
    assert [asked.get("since_id") for asked in bounds(world)] == [first, first]
    world.pass_time(minutes=10)
    late = world.write()
    world.pass_time(minutes=10)
    host.run()
    resumed, new = bounds(world)[2:]
    assert (resumed["since_id"], resumed["next_token"]) == (first, resumed["next_token"])
    assert new["since_id"] == posts[-1].key
    assert set(host.mentions) == {post.key for post in (*posts, late)}
    world.pass_time(minutes=10)
    host.run()
    assert bounds(world)[-1]["since_id"] == late.key


def test_what_enters_the_index_late_is_still_found(world: XWorld) -> None:
    host = Host(world)
    world.write()
    host.run()
    late = world.write(at=world.now - timedelta(seconds=90))
    world.pass_time(minutes=15)
    assert late.key in host.run().mentions


def test_ids_are_never_mixed_with_times(world: XWorld) -> None:
    written(world)
    host = Host(world)
    host.run()
    world.pass_time(minutes=15)
    host.run()
    assert not any(asked.parameters.keys() & {"start_time", "end_time"} for asked in world.asked)


def test_a_quiet_run_asks_once_a_search(world: XWorld) -> None:
    world.queries = (Query(brand="Larkfield", terms=("Larkfield",)), Query(brand="Otter", terms=("Otter",)))  # type: ignore[misc]
    world.account = world.user_id("larkfield")
    written(world)
    host = Host(world)
    host.run()
    world.pass_time(minutes=15)
    before = len(world.asked)
    run = host.run()
    assert (run.mentions, len(world.asked) - before) == ({}, 3)
    assert host.connector().outlook(world.queries).requests == 3
    assert run.heard[-1].end == world.now


def test_a_token_that_x_no_longer_knows_begins_the_walk_anew(world: XWorld) -> None:
    written(world)
    host = Host(world)
    host.run(requests=1)

    def forgetful(_number: int, asked: Asked) -> Reply | None:
        token = asked.parameters.get("next_token")
        return refused("next_token", token, "Invalid 'next_token'") if token and len(world.asked) == 2 else None

    world.server.fault = forgetful
    host.run()
    assert set(host.mentions) == world.expected()
    assert "next_token" in bounds(world)[1]
    assert "next_token" not in bounds(world)[2]


def test_with_a_past_now_later_posts_are_neither_taken_nor_paid(world: XWorld) -> None:
    posts = written(world, 6)
    then = posts[3].at + timedelta(minutes=1)
    run = Host(world).run(now=then)
    assert set(run.mentions) == {post.key for post in posts[:4]}
    assert world.meter.total() == 4 * world.meter.post
    assert bounds(world)[0]["until_id"] == str(id_at(then + timedelta(milliseconds=1)))


def test_at_the_present_no_upper_end_is_asked_for(world: XWorld) -> None:
    Host(world).run(now=datetime.now(UTC))
    assert "until_id" not in bounds(world)[0]


def test_after_more_than_seven_days_what_x_no_longer_shows_is_a_gap(world: XWorld) -> None:
    written(world, 2)
    host = Host(world)
    host.run()
    left_off = world.now
    lost = world.write()
    world.pass_time(days=9)
    found = world.write()
    world.pass_time(minutes=1)
    run = host.run()
    assert set(run.mentions) == {found.key}
    assert lost.key not in host.mentions
    (gap,) = run.gaps
    assert gap.reason is GapReason.LIMIT
    assert gap.span == TimeSpan(start=left_off, end=world.now - timedelta(days=7) + timedelta(minutes=10))
    assert "seven days" in gap.detail


def test_a_brand_nobody_named_for_weeks_is_no_gap(world: XWorld) -> None:
    written(world, 1)
    host = Host(world)
    for _ in range(20):
        assert host.run().gaps == []
        world.pass_time(days=1)
    late = world.write()
    world.pass_time(minutes=1)
    run = host.run()
    assert (set(run.mentions), run.gaps) == ({late.key}, [])


def test_an_id_that_x_finds_too_old_is_replaced_by_the_one_it_names(world: XWorld) -> None:
    written(world, 2)
    host = Host(world)
    host.run()
    left_off = world.now
    world.pass_time(days=6, hours=12)
    post = world.write()
    world.pass_time(days=2)
    run = host.run(now=world.now - timedelta(days=1.5))  # a past `now`, or a clock that is behind
    reach = world.now - timedelta(days=7)
    assert [asked["since_id"] for asked in bounds(world)[-1:]] == [str(id_at(reach) + 1)]
    assert (set(run.mentions), run.fault) == ({post.key}, None)
    assert [gap.span for gap in run.gaps] == [TimeSpan(start=left_off, end=reach)]


@pytest.mark.parametrize("words", ["'since_id' is too old", "Please use a 'since_id' that is larger than 1"])
def test_an_id_refused_again_and_again_is_a_fault_and_no_loop(world: XWorld, words: str) -> None:
    world.server.fault = lambda _number, asked: refused("since_id", asked.parameters["since_id"], words)
    run = Host(world).run()
    assert "does not accept the question (400). It says: “" in str(run.fault)
    assert len(world.asked) == 2


def test_a_time_wholly_before_x_reaches_is_a_gap_and_costs_nothing(world: XWorld) -> None:
    written(world, 2)
    then = world.now
    world.pass_time(days=30)
    run = Host(world).run(now=then)
    assert (run.mentions, run.fault, world.meter.total()) == ({}, None, 0)
    assert [gap.span.end for gap in run.gaps] == [then]


def test_a_clock_that_is_ahead_loses_nothing(world: XWorld) -> None:
    written(world, 3)
    host = Host(world)
    host.run(now=world.now + timedelta(days=1))
    written(world, 13)
    host.run(now=world.now + timedelta(days=1))
    assert set(host.mentions) == world.expected()


def test_own_mentions_come_first_and_are_attributed(world: XWorld) -> None:
    world.account = world.user_id("larkfield")
    plain = world.write("@larkfield, hello?")
    named = world.write("@larkfield your Larkfield sofa broke")
    other = world.write("A Larkfield sofa")
    run = Host(world).run()
    assert [asked.path for asked in world.asked] == [f"/2/users/{world.account}/mentions", "/2/tweets/search/recent"]
    told = {key: (each.query, each.matched) for key, each in run.mentions.items()}
    assert told == {
        plain.key: ("Larkfield", "@larkfield"),
        named.key: ("Larkfield", "@larkfield"),
        other.key: ("Larkfield", "Larkfield"),
    }


def test_beyond_the_800_mentions_x_keeps_there_is_a_gap(world: XWorld) -> None:
    world.account, world.page = world.user_id("larkfield"), 100
    world.write("@larkfield")
    host = Host(world)
    host.run()
    began = world.now
    posts = []
    for number in range(900):
        world.pass_time(seconds=20)
        posts.append(world.write(f"@larkfield {number}"))
    world.pass_time(seconds=20)
    world.queries = (Query(brand="Larkfield", terms=("nobody writes this",)),)  # type: ignore[misc]
    run = host.run()
    assert set(run.mentions) == {post.key for post in posts[100:]}
    (gap,) = run.gaps
    assert gap.reason is GapReason.LIMIT
    assert gap.span == TimeSpan(start=began, end=posts[100].at)


def test_an_account_that_is_none_is_named_and_the_searches_go_on(world: XWorld) -> None:
    world.account = "12345"
    written(world, 2)
    run = Host(world).run()
    assert set(run.mentions) == world.expected()
    assert [gap.detail for gap in run.gaps] == [
        "posts that mention account 12345: X knows no account 12345. Correct `account_id`."
    ]
    assert run.heard == []


def test_an_excluded_word_without_room_in_the_search_still_excludes(world: XWorld) -> None:
    words = tuple(f"word{number}" for number in range(60))
    world.queries = (Query(brand="Larkfield", terms=("Larkfield",), excluded=words),)  # type: ignore[misc]
    for word in (*words, "other"):
        world.write(f"Larkfield {word}")
        world.pass_time(seconds=1)
    world.page = 100
    (mention,) = Host(world).run().mentions.values()
    assert mention.text == "Larkfield other"
    assert len(world.asked[0].parameters["query"]) <= 512


def test_a_name_no_search_has_room_for_is_a_gap(world: XWorld) -> None:
    world.queries = (Query(brand="Larkfield", terms=("Larkfield", "x" * 600)),)  # type: ignore[misc]
    post = world.write()
    run = Host(world).run()
    assert set(run.mentions) == {post.key}
    (gap,) = run.gaps
    assert gap.detail.startswith("X searches for no name as long as “xxx")


def test_each_brand_has_its_own_search_and_its_own_mentions(world: XWorld) -> None:
    brands = [f"brand{number}" for number in range(6)]
    world.queries = tuple(Query(brand=name, terms=(name,)) for name in brands)  # type: ignore[misc]
    posts = {world.write(f"{name} is late").key: name for name in brands}
    run = Host(world).run()
    assert {key: each.query for key, each in run.mentions.items()} == posts
    assert len(world.asked) == 6


def test_two_brands_of_the_same_name_ask_once(world: XWorld) -> None:
    world.queries = (Query(brand="Larkfield", terms=("larkfield",)), Query(brand="Lark", terms=("larkfield",)))  # type: ignore[misc]
    post = world.write()
    run = Host(world).run()
    assert (set(run.mentions), run.fault, len(world.asked)) == ({post.key}, None, 1)


@pytest.mark.parametrize("days", [float("inf"), float("nan"), -1, 10**9])
def test_an_odd_lookback_is_bounded(world: XWorld, days: float) -> None:
    assert Host(world, lookback_days=days).run().fault is None


def test_one_unreadable_record_is_set_aside_and_many_stop_the_search(world: XWorld) -> None:
    world.page = 100
    written(world, 30)

    def spoil(first: int) -> None:
        def change(_number: int, _asked: Asked, reply: Reply) -> Reply:
            for record in reply.body["data"][:first]:
                del record["text"]
            return reply

        world.server.change = change

    spoil(1)
    run = Host(world).run()
    assert (len(run.mentions), len(run.rejects), run.fault) == (29, 1, None)
    spoil(3)
    run = Host(world).run()
    assert run.mentions == {}
    assert "3 of 30 records could not be read" in str(run.fault)


@pytest.mark.parametrize("history", [None, [], ["1"], "2028394880824246273", [7], ["x"]])
def test_a_post_that_does_not_tell_its_versions_is_set_aside(world: XWorld, history: object) -> None:
    """Without them the first id, and so the stable key, cannot be known."""
    world.page = 100
    written(world, 30)

    def change(_number: int, _asked: Asked, reply: Reply) -> Reply:
        reply.body["data"][0]["edit_history_tweet_ids"] = history
        return reply

    world.server.change = change
    run = Host(world).run()
    assert (len(run.mentions), len(run.rejects), run.fault) == (29, 1, None)


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ({"next_token": "b26v89c19z" * 10_000}, "`next_token`"),
        ({"next_token": 7}, "`next_token`"),
        ({"next_token": ""}, "`next_token`"),
        ({"result_count": None}, "`meta`"),
    ],
)
def test_where_x_does_not_tell_in_its_own_way_what_follows_the_search_ends(
    world: XWorld, meta: dict[str, object], words: str
) -> None:
    written(world, 13)

    def change(_number: int, _asked: Asked, reply: Reply) -> Reply:
        reply.body["meta"] |= meta
        return reply

    world.server.change = change
    host = Host(world)
    run = host.run()
    assert words in str(run.fault)
    assert (run.mentions, run.heard, host.checkpoint) == ({}, [], None)


def test_a_key_that_is_missing_is_told_without_asking(world: XWorld) -> None:
    run = Host(world, bearer_token=None).run()
    assert "`bearer_token` is missing. Make one at https://console.x.com" in str(run.fault)
    assert world.asked == []


def test_a_checkpoint_stays_small_with_many_searches(world: XWorld) -> None:
    world.queries = tuple(Query(brand=f"b{number}", terms=(f"b{number}",)) for number in range(200))  # type: ignore[misc]
    world.write("b1 and b2")
    host = Host(world)
    host.run(requests=150)
    host.run()
    assert len(str(host.checkpoint)) < 64 * 1024
    assert len(world.asked) == 200


def test_stopped_by_an_outage_the_run_ends_and_the_next_goes_on(world: XWorld) -> None:
    written(world)
    host = Host(world)
    world.server.fault = lambda number, _asked: Reply(status=503) if number > 1 else None
    assert isinstance(host.run().fault, SourceUnreachable)
    world.server.fault = lambda _number, _asked: None
    host.run()
    assert set(host.mentions) == world.expected()
    assert KEY not in str(host.checkpoint)
