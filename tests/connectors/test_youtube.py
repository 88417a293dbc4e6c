from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from worlds.youtube import CHANNEL, KEY, YouTubeWorld, refusal

from connectors.base import Edited, Gone, SourceSlowed, Window
from connectors.conformance.host import Host, Run
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import EngagementSample, FindingKind, Mention, MentionKind, Query


@pytest.fixture
def world() -> Iterator[YouTubeWorld]:
    with YouTubeWorld() as made:
        yield made


def heard(run: Run) -> dict[str, Mention]:
    assert run.fault is None, run.fault
    return run.mentions


def paths(world: YouTubeWorld, begin: int = 0) -> list[str]:
    return [asked.path.rsplit("/", 1)[1] for asked in world.asked[begin:]]


def test_replies_that_a_thread_does_not_carry_are_asked_for(world: YouTubeWorld) -> None:
    top = world.write()
    replies = [world.write_reply(top, f"Larkfield reply {number}").key for number in range(7)]
    world.pass_time(minutes=1)
    found = heard(Host(world).run())
    assert set(found) == {top.key, *replies}
    assert paths(world) == ["commentThreads", "comments", "comments"], "7 replies, 5 to a page"
    assert all(found[key].in_reply_to == top.key and found[key].kind is MentionKind.REPLY for key in replies)
    assert {found[key].thread for key in found} == {top.key}


def test_a_new_reply_to_a_known_thread_is_heard_and_costs_one_unit_more(world: YouTubeWorld) -> None:
    top = world.write()
    for _ in range(4):
        world.write_reply(top)
    world.pass_time(days=3)
    host = Host(world)
    host.run()
    world.pass_time(minutes=15)
    begun = len(world.asked)
    host.run()
    assert paths(world, begun) == ["commentThreads"], "with the same number of replies nothing more is asked"
    late = world.write_reply(top, "And still no Larkfield sofa.")
    world.given = 0
    world.pass_time(minutes=15)
    begun = len(world.asked)
    assert late.key in heard(host.run())
    assert paths(world, begun) == ["commentThreads", "comments"]


def test_stopped_between_two_pages_of_replies_it_goes_on_there(world: YouTubeWorld) -> None:
    for _ in range(3):
        top = world.write()
        for _ in range(8):
            world.write_reply(top)
        world.pass_time(minutes=5)
    total = Host(world).run().requests
    assert total == 1 + 3 * 2
    for allowed in range(total):
        host = Host(world)
        assert isinstance(host.run(requests=allowed).fault, SourceBudgetSpent)
        again = host.run()
        assert again.fault is None
        assert set(host.mentions) == world.expected()
        assert again.requests <= total - allowed + 1, "what was read before the stop is not read again"


def test_updated_later_than_published_means_edited(world: YouTubeWorld) -> None:
    plain, changed = world.write(), world.write()
    world.pass_time(minutes=3)
    world.edit(changed.key, "My Larkfield sofa arrived after all.")
    found = heard(Host(world).run())
    assert found[plain.key].edited_at is None
    assert found[changed.key].edited_at == world.now
    assert found[changed.key].posted_at == changed.at


def test_refresh_tells_likes_edits_and_deletions_fifty_to_a_question(world: YouTubeWorld) -> None:
    posts = [world.write(f"Larkfield {number}", likes=number) for number in range(60)]
    world.page = 100
    known = list(heard(Host(world).run()).values())
    world.delete(posts[0].key)
    world.pass_time(minutes=2)
    world.edit(posts[1].key, "Larkfield made it right.")
    posts[2].likes = None
    begun = len(world.asked)
    told = list(world.source().refresh(known, world.now))
    assert paths(world, begun) == ["comments", "comments"]
    assert [one.mention_id for one in told if isinstance(one, Gone)] == [f"youtube:{posts[0].key}"]
    (edit,) = [one.mention for one in told if isinstance(one, Edited)]
    assert (edit.stable_key, edit.text, edit.edited_at) == (posts[1].key, "Larkfield made it right.", world.now)
    before = next(one for one in known if one.stable_key == posts[1].key)
    assert (edit.posted_at, edit.query, edit.matched) == (posts[1].at, "Larkfield", before.matched)
    likes = {one.mention_id: one.likes for one in told if isinstance(one, EngagementSample)}
    assert likes == {f"youtube:{post.key}": post.likes for post in posts[1:] if post.likes is not None}
    assert all(one.views is None for one in told if isinstance(one, EngagementSample)), "a comment has no views"


def test_a_thread_is_read_whole_oldest_first_and_keeps_the_query(world: YouTubeWorld) -> None:
    top = world.write(author="ann")
    for number in range(9):
        world.pass_time(minutes=1)
        world.write_reply(top, f"answer {number}", author="us" if number == 4 else "bob")
    host = Host(world)
    mention = heard(host.run())[top.key]
    said = list(world.source().thread(mention))
    assert [one.text for one in said] == [top.text, *(f"answer {number}" for number in range(9))]
    assert {(one.query, one.matched) for one in said} == {("Larkfield", mention.matched)}
    assert mention.matched
    assert said[5].author_key == CHANNEL, "our own reply is told by the channel's id"


def test_on_our_own_channel_every_comment_counts_elsewhere_only_what_names_the_brand(world: YouTubeWorld) -> None:
    ours = world.write("Where is my sofa?")
    there = {"video": "vid-of-them"}
    named = world.write("I prefer Larkfield.", more=there)
    world.write("Nice video!", more=there)
    found = heard(Host(world, videos=["vid-of-them"]).run())
    assert set(found) == {ours.key, named.key}
    assert (found[ours.key].query, found[ours.key].matched) == ("Larkfield", None)
    assert found[named.key].query == "Larkfield"
    assert found[named.key].matched in world.queries[0].terms + world.queries[0].handles
    assert found[named.key].url == f"https://www.youtube.com/watch?v=vid-of-them&lc={named.key}"


def test_with_two_brands_a_comment_that_names_none_belongs_to_neither(world: YouTubeWorld) -> None:
    unnamed = world.write("Where is my sofa?")
    queries = (Query(brand="Larkfield", terms=("Larkfield",)), Query(brand="Oakley Row", terms=("Oakley Row",)))
    batches = list(world.source().pull(queries, None, Window(start=None, now=world.now)))
    assert [one.query for batch in batches for one in batch.mentions if one.stable_key == unnamed.key] == [None]


def test_searching_is_off_unless_asked_for_and_then_every_six_hours(world: YouTubeWorld) -> None:
    video = world.write("Larkfield sofas: an honest review", more={"is": "video"}, key="vid-review01", author="dee")
    Host(world).run()
    assert "search" not in paths(world)
    host = Host(world, search=True)
    found = heard(host.run())
    assert found["video:vid-review01"].text == video.text
    assert found["video:vid-review01"].url == "https://www.youtube.com/watch?v=vid-review01"
    for hours, asked in ((5, 0), (2, 1)):
        begun = len(world.asked)
        world.pass_time(hours=hours)
        host.run()
        assert paths(world, begun).count("search") == asked


def test_a_video_has_views_and_its_comments_are_its_thread(world: YouTubeWorld) -> None:
    world.write("Larkfield sofas: a review", more={"is": "video"}, key="vid-review01", likes=3)
    said = world.write("Is Larkfield any good?", more={"video": "vid-review01"})
    mention = heard(Host(world, search=True).run())["video:vid-review01"]
    (sample,) = world.source().refresh([mention], world.now)
    assert isinstance(sample, EngagementSample)
    assert (sample.likes, sample.replies, sample.views) == (3, 4, 120)
    assert [one.stable_key for one in world.source().thread(mention)] == [said.key]
    world.delete("vid-review01")
    assert [type(one) for one in world.source().refresh([mention], world.now)] == [Gone]


def test_units_are_counted_over_the_runs_of_a_day_and_never_passed(world: YouTubeWorld) -> None:
    host = Host(world, units_per_day=3)
    spent = []
    for _ in range(5):
        world.pass_time(minutes=15)
        spent.append(host.run().fault)
    assert world.units == 3
    assert [type(fault) for fault in spent] == [type(None)] * 3 + [SourceBudgetSpent] * 2
    assert "units_per_day" in str(spent[3])
    world.pass_time(days=1)
    assert host.run().fault is None, "another day, other units"


def test_a_search_that_would_pass_the_units_is_not_sent(world: YouTubeWorld) -> None:
    run = Host(world, units_per_day=99, search=True).run()
    assert isinstance(run.fault, SourceBudgetSpent)
    assert world.units == 0


def test_the_outlook_and_check_speak_of_units(world: YouTubeWorld) -> None:
    assert world.source(videos=["a", "b"]).outlook(world.queries).requests == 3
    assert world.source(search=True).outlook(world.queries).requests == 2
    (fine,) = world.source().check()
    assert (fine.kind, "96 units a day of 10,000" in fine.what) == (FindingKind.FINE, True)
    many = world.source(search=True, search_every_hours=1, units_per_day=2_000).check()
    assert many[-1].kind is FindingKind.NO_BUDGET
    assert "2,496 units" in many[-1].what


@pytest.mark.parametrize(
    ("status", "reason", "fault", "finding", "words"),
    [
        (400, "keyInvalid", SourceRefused, FindingKind.NO_KEY, "key is not valid"),
        (403, "accessNotConfigured", SourceRefused, FindingKind.NOT_APPROVED, "not switched on"),
        (403, "ipRefererBlocked", SourceRefused, FindingKind.WRONG_SCOPE, "restrictions"),
        (403, "quotaExceeded", SourceBudgetSpent, FindingKind.NO_BUDGET, "used up"),
        (403, "rateLimitExceeded", SourceSlowed, FindingKind.NO_BUDGET, "short time"),
        (403, "commentsDisabled", SourceChanged, FindingKind.UNSUPPORTED, "switched off"),
        (404, "videoNotFound", SourceChanged, FindingKind.WRONG_SETTING, "no such video"),
        (403, "forbidden", SourceRefused, FindingKind.WRONG_SCOPE, "API key"),
        (401, "whatever", SourceRefused, FindingKind.NO_KEY, "key is not valid"),
        (404, "whatever", SourceChanged, FindingKind.UNREACHABLE, "404"),
    ],
)
def test_every_refusal_is_a_sentence_and_a_finding(  # noqa: PLR0917 - the columns of the table
    world: YouTubeWorld, status: int, reason: str, fault: type[SourceError], finding: FindingKind, words: str
) -> None:
    world.wrong[CHANNEL] = refusal(status, reason)
    run = Host(world).run()
    assert isinstance(run.fault, fault)
    assert words in str(run.fault)
    first = world.source().check()[0]
    assert (first.kind, bool(first.fix)) == (finding, True)


def test_one_video_without_comments_is_a_gap_and_the_channel_is_heard(world: YouTubeWorld) -> None:
    post = world.write()
    world.wrong["vid-shut"] = refusal(403, "commentsDisabled")
    run = Host(world, videos=["vid-shut"]).run()
    assert set(heard(run)) == {post.key}
    (gap,) = run.gaps
    assert "vid-shut" in gap.detail
    assert "switched off" in gap.detail
    assert run.heard == []


def test_a_wrong_key_is_named_and_never_shown(world: YouTubeWorld) -> None:
    for finding in world.source(key="another-secret-key").check():
        assert "another-secret-key" not in f"{finding.what} {finding.fix}"
    assert world.source(key="another-secret-key").check()[0].kind is FindingKind.NO_KEY
    assert all(KEY not in asked.path and KEY not in asked.parameters.values() for asked in world.asked)


def test_without_a_key_or_anything_to_hear_it_says_how_to_go_on(world: YouTubeWorld) -> None:
    assert [one.kind for one in world.source(key="").check()] == [FindingKind.NO_KEY]
    assert [one.kind for one in world.source(channels=[]).check()] == [FindingKind.WRONG_SETTING]
    assert "docs/connectors/youtube.md" in str(Host(world, key="").run().fault)
    assert "`channels`" in str(Host(world, channels=[]).run().fault)
    assert world.asked == []


def test_words_are_plain_text_and_stay_as_they_were_written(world: YouTubeWorld) -> None:
    post = world.write("Larkfield <script>alert(1)</script> &amp; 5 < 6 \x00")
    assert heard(Host(world).run())[post.key].text == "Larkfield <script>alert(1)</script> &amp; 5 < 6 \ufffd"


def test_a_thread_that_cannot_be_read_is_kept_aside_and_many_stop_the_source(world: YouTubeWorld) -> None:
    posts = [world.write(f"Larkfield {number}") for number in range(30)]
    world.page = 30

    def break_threads(number: int) -> None:
        def change(_number: int, _asked: Any, reply: Any) -> Any:
            for thread in reply.body["items"][:number]:
                del thread["snippet"]["topLevelComment"]["snippet"]["publishedAt"]
            return reply

        world.server.change = change

    break_threads(1)
    run = Host(world).run()
    assert len(heard(run)) == len(posts) - 1
    assert len(run.rejects) == 1
    break_threads(2)
    assert isinstance(Host(world).run().fault, SourceChanged)


def test_the_checkpoint_stays_within_64_kb_with_all_lanes_full(world: YouTubeWorld) -> None:
    world.page = 100
    videos = [f"vid-{number:02}" for number in range(29)]
    for number in range(3_000):
        world.write(
            f"Larkfield {number}", more={"video": videos[number % 29]}, at=world.now - timedelta(seconds=number)
        )
    run = Host(world, videos=videos).run()
    assert run.fault is None
    assert len(run.mentions) == 3_000
    sizes = [len(json.dumps(batch.checkpoint)) for batch in run.batches if batch.checkpoint]
    assert 45_000 < max(sizes) < 64 * 1024


def test_too_many_lanes_are_refused_before_anything_is_asked(world: YouTubeWorld) -> None:
    run = Host(world, videos=[f"v{number}" for number in range(40)]).run()
    assert "41 channels and videos" in str(run.fault)
    assert world.asked == []


def test_nothing_said_after_now_is_taken_not_even_as_a_reply(world: YouTubeWorld) -> None:
    top = world.write()
    for _ in range(4):
        world.write_reply(top)
    early = world.now
    world.pass_time(minutes=9)
    world.write_reply(top)
    found = heard(Host(world).run(now=early + timedelta(minutes=1)))
    assert len(found) == 5
