"""Issues on GitHub, against a made-up API on loopback."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from worlds.github import REPOSITORY, GitHubWorld

from connectors.base import Answer, SourceSlowed
from connectors.conformance.host import Host
from connectors.conformance.server import Reply
from connectors.github_issues import told_wait
from monitor.errors import SourceChanged, SourceRefused
from monitor.model import (
    Absence,
    Edited,
    EngagementSample,
    FindingKind,
    GapReason,
    Gone,
    Mention,
    MentionKind,
    Query,
)

WORDS = ("Larkfield", "lark field", "lark-field", "LF Sofa", "LF Chair", "LF Desk", "LF Lamp")


@pytest.fixture
def hub() -> Iterator[GitHubWorld]:
    with GitHubWorld() as made:
        made.queries = (Query(brand="Larkfield", terms=("Larkfield",)),)
        yield made


def fill(hub: GitHubWorld, issues: int, **between: float) -> None:
    for number in range(issues):
        hub.write(f"The Larkfield app loses order {number}.", author=f"p{number}")
        hub.pass_time(**(between or {"minutes": 11}))


def test_an_issue_becomes_a_mention(hub: GitHubWorld) -> None:
    post = hub.write(
        "Since Larkfield 2.0.<!-- steps -->", author="Ann", likes=3, replies=2, more={"title": "Crash &amp; burn"}
    )
    run = Host(hub).run()
    (mention,) = run.mentions.values()
    assert mention == Mention(
        platform="github",
        stable_key=post.key,
        external_id=f"repos/{REPOSITORY}/issues/1005",
        source="here",
        text="Crash & burn\n\nSince Larkfield 2.0.",
        posted_at=post.at,
        author_key=mention.author_key,
        author="Ann",
        url=f"https://github.com/{REPOSITORY}/issues/1005",
        thread=f"repos/{REPOSITORY}/issues/1005",
        place=REPOSITORY,
        query="Larkfield",
        matched="Larkfield",
    )
    assert str(mention.author_key).isdecimal(), "a name can change, the number of an account cannot"
    (sample,) = run.samples.values()
    assert (sample.likes, sample.replies) == (3, 2)


def test_a_search_keeps_to_256_characters_and_five_operators(hub: GitHubWorld) -> None:
    hub.queries = (Query(brand="Larkfield", terms=WORDS),)
    hub.write("An LF Lamp fell on me.")
    run = Host(hub).run()
    searches = [asked.parameters["q"] for asked in hub.asked]
    assert len(searches) == 2 == hub.source().outlook(hub.queries).requests
    assert [search.count(" OR ") for search in searches] == [5, 0]
    assert max(map(len, searches)) <= 256
    assert all(" is:issue in:title,body created:" in search for search in searches)
    assert run.mentions["1000"].matched == "LF Lamp"


def test_a_name_too_long_to_search_is_a_gap_and_the_others_are_heard(hub: GitHubWorld) -> None:
    fill(hub, 1)
    hub.queries = (Query(brand="Larkfield", terms=("Larkfield", "x" * 200)),)
    run = Host(hub).run()
    assert set(run.mentions) == hub.expected()
    (gap,) = run.gaps
    assert (gap.reason, "were not searched: xxxx" in gap.detail) == (GapReason.LIMIT, True)


def test_more_than_1000_issues_are_found_by_moving_the_time_not_the_page(hub: GitHubWorld) -> None:
    hub.page = 100
    fill(hub, 1_120, seconds=30)
    run = Host(hub).run()
    assert (run.fault, run.gaps) == (None, [])
    assert set(run.mentions) == hub.expected()
    assert {asked.parameters["page"] for asked in hub.asked} == {"1"}


def test_issues_of_one_second_are_paged_and_beyond_the_cap_a_gap(hub: GitHubWorld) -> None:
    fill(hub, 12, seconds=0)
    run = Host(hub).run()
    assert (set(run.mentions), run.gaps) == (hub.expected(), [])
    hub.page = 1
    run = Host(hub).run()
    assert [gap.reason for gap in run.gaps] == [GapReason.LIMIT]


def test_what_was_searched_only_in_part_is_a_gap(hub: GitHubWorld) -> None:
    fill(hub, 2)
    hub.partial = True
    run = Host(hub).run()
    assert set(run.mentions) == hub.expected()
    (gap,) = run.gaps
    assert gap.reason is GapReason.LIMIT
    assert "gave up on the search Larkfield" in gap.detail
    assert (gap.span.end - gap.span.start, gap.span.end) == (timedelta(days=7), hub.now)


def test_nothing_new_costs_one_request_a_search(hub: GitHubWorld) -> None:
    fill(hub, 12)
    host = Host(hub)
    host.run()
    hub.pass_time(minutes=15)
    assert host.run().requests == 1


def test_stopped_after_any_request_and_resumed_it_finds_the_same(hub: GitHubWorld) -> None:
    fill(hub, 18)
    total = Host(hub).run().requests
    for allowed in range(1, total):
        host = Host(hub)
        assert not host.run(requests=allowed).heard
        assert host.run().fault is None
        assert set(host.mentions) == hub.expected()


def test_repositories_restrict_and_all_their_issues_can_be_kept(hub: GitHubWorld) -> None:
    ours = hub.write("Larkfield crashes.")
    silent = hub.write("It crashes.")
    other = hub.write("Larkfield is slow.", more={"repository": "ann/notes"})
    assert set(Host(hub).run().mentions) == {ours.key, other.key}
    assert set(Host(hub, repositories=[REPOSITORY]).run().mentions) == {ours.key}
    kept = Host(hub, repositories=[REPOSITORY, "larkfield/web"], only_matching=False)
    run = kept.run()
    assert {key: mention.matched for key, mention in run.mentions.items()} == {ours.key: "Larkfield", silent.key: None}
    assert {mention.query for mention in run.mentions.values()} == {"Larkfield"}
    assert run.requests == 1, "six repositories fit into one search"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"only_matching": False}, "there are no `repositories`"),
        ({"repositories": ["https://github.com/x/y"]}, "not of the form owner/name"),
    ],
)
def test_wrong_settings_are_named(hub: GitHubWorld, options: dict[str, Any], said: str) -> None:
    fault = Host(hub, **options).run().fault
    assert isinstance(fault, SourceRefused)
    assert said in str(fault)


def limited(status: int, **headers: str) -> Reply:
    body = (
        {"message": "You have exceeded a secondary rate limit."}
        if not headers
        else {"message": "API rate limit exceeded"}
    )
    return Reply(status=status, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_a_limit_that_ends_within_the_run_is_waited_for(hub: GitHubWorld) -> None:
    fill(hub, 1)
    reset = str(int(time.time()) + 1)
    reply = limited(403, x_ratelimit_remaining="0", x_ratelimit_reset=reset)
    hub.server.fault = lambda number, _asked: reply if number == 1 else None
    run = Host(hub).run()
    assert (run.fault, set(run.mentions), run.requests) == (None, hub.expected(), 2)
    assert time.time() >= int(reset)


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        (limited(403, retry_after="900"), 900),
        (limited(429, retry_after="900"), 900),
        (limited(403), None),
        (limited(429), None),
    ],
    ids=["403 told", "429 told", "403 untold", "429 untold"],
)
def test_a_limit_beyond_the_run_is_told_and_nothing_more_is_asked(
    hub: GitHubWorld, reply: Reply, seconds: int | None
) -> None:
    fill(hub, 1)
    hub.server.fault = lambda _number, _asked: reply
    begun = time.monotonic()
    fault = Host(hub).run().fault
    assert isinstance(fault, SourceSlowed)
    assert seconds is None or seconds - 5 < (fault.retry_after or 0) <= seconds
    assert len(hub.asked) <= 2
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (
            200,
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000", "date": "Thu, 01 Jan 1970 00:15:00 GMT"},
            100,
        ),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "800", "date": "Thu, 01 Jan 1970 00:15:00 GMT"}, 0),
        (200, {"x-ratelimit-remaining": "3", "x-ratelimit-reset": "1000"}, None),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, None),
        (200, {"retry-after": "7"}, None),
        (403, {"retry-after": "7"}, 7),
        (403, {"retry-after": "soon"}, None),
    ],
)
def test_the_time_to_wait_is_told_by_the_servers_own_clock(
    status: int, headers: dict[str, str], seconds: float | None
) -> None:
    assert told_wait(Answer(status=status, url="", headers=headers, body=b"")) == seconds


def test_the_last_request_of_a_limit_is_the_last_one_sent(hub: GitHubWorld) -> None:
    fill(hub, 9)
    spent = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(time.time()) + 3_000)}
    hub.server.change = lambda _number, _asked, reply: Reply(body=reply.body, headers=spent)
    host = Host(hub)
    run = host.run()
    assert isinstance(run.fault, SourceSlowed)
    assert (run.requests, len(run.mentions)) == (1, 5)
    hub.server.change = lambda _number, _asked, reply: reply
    host.run()
    assert set(host.mentions) == hub.expected()


def test_a_refusal_for_good_is_no_limit(hub: GitHubWorld) -> None:
    message = {"message": "Validation Failed", "errors": [{"message": "The listed repositories cannot be searched"}]}
    for reply in (Reply(status=403, body={"message": "Forbidden"}), Reply(status=422, body=message)):
        hub.server.fault = lambda _number, _asked, reply=reply: reply  # type: ignore[misc]
        fault = Host(hub).run().fault
        assert type(fault) is SourceRefused
        assert "Correct `repositories` or `token`" in str(fault)
    assert "cannot be searched" in str(fault)


def test_looking_again_tells_what_became_of_every_issue(hub: GitHubWorld) -> None:
    fill(hub, 6)
    host = Host(hub)
    host.run()
    posts = list(hub.posts.values())
    hub.delete(posts[0].key)
    posts[1].author_gone = True
    hub.edit(posts[2].key, "Larkfield fixed it.")
    posts[3].likes = 8
    old = f"/repos/{REPOSITORY}/issues/{int(posts[4].key) + 5}"
    posts[4].more["repository"] = "larkfield/web"
    hub.moved[old] = f"{hub.url}/repos/larkfield/web/issues/{int(posts[4].key) + 5}"
    posts[4].likes = 2
    posts[5].more["repository"] = "now/private"
    made = hub.source()
    assert made.together == 1
    found = [told for key in host.mentions for told in made.refresh([host.mentions[key]], hub.now)]
    gone = {(each.mention_id.removeprefix("github:"), each.why) for each in found if isinstance(each, Gone)}
    assert gone == {
        (posts[0].key, Absence.DELETED),
        (posts[1].key, Absence.AUTHOR_GONE),
        (posts[5].key, Absence.ABSENT),
    }
    likes = {
        each.mention_id.removeprefix("github:"): each.likes for each in found if isinstance(each, EngagementSample)
    }
    assert likes == {posts[1].key: 0, posts[2].key: 0, posts[3].key: 8, posts[4].key: 2}, (
        "a transferred issue is followed"
    )
    (edited,) = [each.mention for each in found if isinstance(each, Edited)]
    assert (edited.stable_key, edited.text) == (posts[2].key, "It fails\n\nLarkfield fixed it.")


@pytest.mark.parametrize("user", [None, {"login": "ghost", "id": 10137}])
def test_an_issue_of_a_deleted_account_has_no_author(hub: GitHubWorld, user: object) -> None:
    fill(hub, 1)

    def without(_number: int, _asked: object, reply: Reply) -> Reply:
        for issue in reply.body["items"]:
            issue["user"] = user
        return reply

    hub.server.change = without
    (mention,) = Host(hub).run().mentions.values()
    assert (mention.author_key, mention.author) == (None, None)


def test_a_conversation_is_read_in_pages_oldest_first(hub: GitHubWorld) -> None:
    issue = hub.write("Larkfield fails.", author="ann", more={"title": "It fails"})
    for number in range(105):
        hub.pass_time(minutes=1)
        hub.write_reply(issue, f"Comment {number}.", author="bob")
    (mention,) = Host(hub).run().mentions.values()
    said = list(hub.source().thread(mention))
    assert len(said) == 106
    assert [each.text for each in said[:3]] == ["It fails\n\nLarkfield fails.", "Comment 0.", "Comment 1."]
    assert {(each.in_reply_to, each.kind) for each in said[1:]} == {(issue.key, MentionKind.REPLY)}
    assert {(each.thread, each.query, each.matched) for each in said} == {(mention.thread, "Larkfield", "Larkfield")}
    assert all(re.fullmatch(r"comment-\d+", each.stable_key) for each in said[1:])
    comment = hub.posts[said[1].stable_key.removeprefix("comment-")]
    hub.edit(comment.key, "Comment 0, corrected.")
    (edited,) = [each for each in hub.source().refresh([said[1]], hub.now) if isinstance(each, Edited)]
    assert edited.mention.text == "Comment 0, corrected."
    hub.delete(issue.key)
    assert list(hub.source().thread(mention)) == []


def test_without_a_token_nothing_is_sent_in_its_place(hub: GitHubWorld) -> None:
    fill(hub, 1)
    assert set(Host(hub, token=None).run().mentions) == hub.expected()
    assert "authorization" not in hub.asked[-1].headers
    Host(hub).run()
    assert hub.asked[-1].headers["authorization"] == "Bearer synthetic-github-token"


def test_check_tells_a_bad_token_and_a_missing_repository(hub: GitHubWorld) -> None:
    assert [each.kind for each in hub.source().check()] == [FindingKind.FINE]
    fine, missing = hub.source(repositories=[REPOSITORY, "larkfield/none"]).check()
    assert "30 searches a minute" in fine.what
    assert (missing.kind, "no repository larkfield/none" in missing.what) == (FindingKind.WRONG_SETTING, True)
    (bad,) = hub.source(token="expired-token").check()
    assert (bad.kind, bad.fix) == (FindingKind.NO_KEY, "Make a new `token`; it needs no scope.")


def test_an_answer_of_another_shape_is_a_sentence(hub: GitHubWorld) -> None:
    hub.server.fault = lambda _number, _asked: Reply(
        body={"items": [{"id": 1}, {"id": 2}, {"id": 3}], "total_count": 3}
    )
    fault = Host(hub).run().fault
    assert isinstance(fault, SourceChanged)
    assert "3 of 3 records could not be read" in str(fault)
