"""Questions on Stack Exchange, against a made-up API on loopback."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from worlds.stackexchange import StackExchangeWorld, error

from connectors.base import SourceSlowed
from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
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


@pytest.fixture
def site() -> Iterator[StackExchangeWorld]:
    with StackExchangeWorld() as made:
        made.queries = (Query(brand="Larkfield", terms=("Larkfield", "lark field")),)
        yield made


def fill(site: StackExchangeWorld, questions: int) -> None:
    for number in range(questions):
        site.write(f"How do I return order {number} to Larkfield?", author=f"p{number}")
        site.pass_time(minutes=11)


def test_a_question_becomes_a_mention(site: StackExchangeWorld) -> None:
    post = site.write(
        'Is "Larkfield" <closed>?', author="Ann", likes=-2, replies=0, more={"title": "Gone & done?", "views": 40}
    )
    site.pass_time(minutes=5)
    site.edit(post.key, post.text)
    run = Host(site).run()
    assert run.mentions == {
        "stackoverflow/1000": Mention(
            platform="stackexchange",
            stable_key="stackoverflow/1000",
            external_id="question/1000",
            source="here",
            text='Gone & done?\n\nIs "Larkfield" <closed>?',
            posted_at=post.at,
            author_key=run.mentions["stackoverflow/1000"].author_key,
            author="Ann",
            url="https://stackoverflow.com/questions/1000/is-this-normal",
            thread="stackoverflow/1000",
            place="stackoverflow",
            query="Larkfield",
            matched="Larkfield",
            edited_at=site.now,
        )
    }
    (sample,) = run.samples.values()
    assert (sample.likes, sample.replies, sample.views) == (None, 0, 40), "a score below nothing is no number of likes"


def test_a_search_is_bounded_in_time_and_asks_for_the_texts(site: StackExchangeWorld) -> None:
    fill(site, 1)
    Host(site).run()
    asked = [each.parameters for each in site.asked]
    assert [each["q"] for each in asked] == ["Larkfield", '"lark field"']
    first = {name: value for name, value in asked[0].items() if name != "q"}
    now = int(site.now.timestamp())
    assert first == {
        "site": "stackoverflow",
        "pagesize": "100",
        "filter": "withbody",
        "fromdate": str(now - 7 * 86_400),
        "todate": str(now),
        "page": "1",
        "sort": "creation",
        "order": "desc",
        "key": "synthetic-stack-key",
    }


def test_no_page_above_25_is_ever_asked_for_however_much_there_is(site: StackExchangeWorld) -> None:
    fill(site, 140)
    run = Host(site).run()
    assert set(run.mentions) == site.expected()
    assert {each.parameters["page"] for each in site.asked} == {"1"}


def test_many_questions_of_one_second_are_paged_and_beyond_25_pages_a_gap(site: StackExchangeWorld) -> None:
    for number in range(12):
        site.write(f"Larkfield {number}?")
    run = Host(site).run()
    assert (set(run.mentions), run.gaps) == (site.expected(), [])
    site.page = 1
    for number in range(20):
        site.write(f"Larkfield {number}?")
    run = Host(site).run()
    assert [gap.reason for gap in run.gaps] == [GapReason.LIMIT]
    assert max(int(each.parameters["page"]) for each in site.asked) == 25


def test_nothing_new_costs_one_request_a_name_and_site(site: StackExchangeWorld) -> None:
    fill(site, 12)
    host = Host(site, sites=["stackoverflow", "superuser"])
    host.run()
    site.pass_time(minutes=30)
    assert host.run().requests == 4 == host.connector().outlook(site.queries).requests


def test_stopped_after_any_request_and_resumed_it_finds_the_same(site: StackExchangeWorld) -> None:
    fill(site, 18)
    total = Host(site).run().requests
    for allowed in range(1, total):
        host = Host(site)
        assert not host.run(requests=allowed).heard
        assert host.run().fault is None
        assert set(host.mentions) == site.expected()


def test_what_the_search_finds_though_it_does_not_name_us_is_left_out(site: StackExchangeWorld) -> None:
    site.write("I sat on my larkfield-like chair.")
    site.queries = (Query(brand="Larkfield", terms=("Larkfield",), excluded=("like",)),)
    run = Host(site).run()
    assert (run.mentions, run.rejects, run.fault) == ({}, [], None)


def test_backoff_is_waited_for_before_the_same_method_is_asked_again(site: StackExchangeWorld) -> None:
    fill(site, 7)
    site.backoff = 0.2
    begun = time.monotonic()
    run = Host(site).run()
    assert (run.fault, run.requests) == (None, 3)
    assert time.monotonic() - begun >= 0.4


def test_backoff_beyond_the_run_ends_it_and_the_next_run_goes_on(site: StackExchangeWorld) -> None:
    fill(site, 7)
    site.backoff = 3_600
    host = Host(site)
    begun = time.monotonic()
    run = host.run()
    assert isinstance(run.fault, SourceSlowed)
    assert (run.requests, run.heard) == (1, [])
    assert 3_590 < (run.fault.retry_after or 0) <= 3_600
    assert "asks us to wait 3600 seconds" in str(run.fault) or "asks us to wait 3599" in str(run.fault)
    assert time.monotonic() - begun < 2
    site.backoff = None
    host.run()
    assert set(host.mentions) == site.expected()


def test_a_day_without_requests_left_stops_before_the_platform_must_refuse(site: StackExchangeWorld) -> None:
    fill(site, 9)
    site.quota = 1
    run = Host(site).run()
    assert isinstance(run.fault, SourceBudgetSpent)
    assert "A free `key` allows 10,000 a day" in str(run.fault)
    assert run.requests == 1


@pytest.mark.parametrize(
    ("status", "body", "kind", "said"),
    [
        (400, error(502, "throttle_violation", "available in 77 seconds"), SourceSlowed, "available in 77 seconds"),
        (502, error(502, "throttle_violation", "too many requests"), SourceSlowed, "slows us down"),
        (400, error(400, "bad_parameter", "No site found for name `x`"), SourceRefused, "No site found"),
        (400, error(403, "access_denied", "page above 25"), SourceRefused, "Correct `sites` or `key`"),
        (400, error(404, "no_method", "no method"), SourceChanged, "no longer knows"),
        (400, error(500, "internal_error", "oops"), SourceUnreachable, "next run asks again"),
        (503, b"<html>maintenance</html>", SourceUnreachable, "a fault of its own (503)"),
        (200, [1], SourceChanged, "new shape"),
        (200, {"items": 7}, SourceChanged, "there are no `items`"),
    ],
)
def test_what_the_api_complains_of_is_told_in_a_sentence(
    site: StackExchangeWorld, status: int, body: object, kind: type[SourceError], said: str
) -> None:
    fill(site, 2)
    site.server.fault = lambda _number, _asked: Reply(status=status, body=body)
    fault = Host(site).run().fault
    assert type(fault) is kind
    assert said in str(fault)
    if isinstance(fault, SourceSlowed):
        assert fault.retry_after == (77.0 if "77" in said else None)


def test_the_key_is_not_shown_even_when_the_api_repeats_it(site: StackExchangeWorld) -> None:
    key = "synthetic-stack-key"
    site.server.fault = lambda _number, _asked: Reply(status=400, body=error(400, "bad_parameter", f"bad `{key}`"))
    fault = Host(site).run().fault
    assert key not in str(fault)
    assert "bad" in str(fault)


def test_looking_again_takes_100_at_a_time_and_what_is_not_given_back_is_gone(site: StackExchangeWorld) -> None:
    fill(site, 103)
    host = Host(site)
    host.run()
    posts = list(site.posts.values())
    site.delete(posts[0].key)
    posts[1].author_gone = True
    posts[2].likes = 7
    site.edit(posts[3].key, "Larkfield answered me.")
    before = len(site.asked)
    found = list(site.source().refresh(list(host.mentions.values()), site.now))
    assert len(site.asked) == before + 2
    assert [each.path.count(";") + 1 for each in site.asked[before:]] == [100, 3]
    gone = {(each.mention_id, each.why) for each in found if isinstance(each, Gone)}
    name = "stackexchange:stackoverflow/"
    assert gone == {
        (f"{name}{posts[0].key}", Absence.ABSENT),
        (f"{name}{posts[1].key}", Absence.AUTHOR_GONE),
    }
    samples = {each.mention_id: each.likes for each in found if isinstance(each, EngagementSample)}
    assert len(samples) == 102
    assert samples[f"{name}{posts[2].key}"] == 7
    (edited,) = [each.mention for each in found if isinstance(each, Edited)]
    assert edited.text.endswith("Larkfield answered me.")
    assert edited.edited_at == posts[3].edited_at


def test_what_cannot_be_read_is_not_gone(site: StackExchangeWorld) -> None:
    fill(site, 2)
    host = Host(site)
    host.run()

    def broken(_number: int, _asked: Asked) -> Reply:
        return Reply(body={"items": [{"question_id": "?"}], "has_more": False})

    site.server.fault = broken
    assert list(site.source().refresh(list(host.mentions.values()), site.now)) == []


def test_a_conversation_holds_answers_and_comments_with_their_addresses(site: StackExchangeWorld) -> None:
    question = site.write("Does Larkfield take sofas back?", author="ann")
    site.pass_time(minutes=3)
    answer = site.write_reply(question, "Yes.", author="bob")
    site.pass_time(minutes=3)
    comment = site.write_reply(answer, "Thank you.", author="ann")
    site.pass_time(minutes=3)
    (mention,) = Host(site).run().mentions.values()
    said = list(site.source().thread(mention))
    assert [(each.stable_key, each.kind, each.in_reply_to) for each in said] == [
        (f"stackoverflow/{question.key}", MentionKind.POST, None),
        (f"stackoverflow/{answer.key}", MentionKind.REPLY, f"stackoverflow/{question.key}"),
        (f"stackoverflow/comment-{comment.key}", MentionKind.REPLY, f"stackoverflow/{answer.key}"),
    ]
    assert [each.url for each in said] == [
        "https://stackoverflow.com/questions/1000/is-this-normal",
        f"https://stackoverflow.com/a/{answer.key}",
        f"https://stackoverflow.com/questions/1000/is-this-normal#comment{comment.key}_{answer.key}",
    ]
    assert {(each.query, each.matched, each.thread) for each in said} == {("Larkfield", "Larkfield", mention.thread)}
    site.posts[answer.key].likes = 5
    site.delete(comment.key)
    found = list(site.source().refresh(said, site.now))
    assert {each.mention_id for each in found if isinstance(each, Gone)} == {said[2].id}
    assert {each.likes for each in found if isinstance(each, EngagementSample)} == {0, 5}


def test_check_names_the_wrong_site_and_the_empty_quota(site: StackExchangeWorld) -> None:
    fine, wrong = site.source(sites=["stackoverflow", "stackoverfl0w"]).check()
    assert (fine.kind, "9999 requests are left" in fine.what) == (FindingKind.FINE, True)
    assert (wrong.kind, "No site found" in wrong.what) == (FindingKind.WRONG_SETTING, True)
    site.quota = 0
    (spent,) = site.source().check()
    assert spent.kind is FindingKind.NO_BUDGET


def test_a_wrong_site_hides_no_other(site: StackExchangeWorld) -> None:
    fill(site, 3)
    run = Host(site, sites=["stackoverfl0w", "stackoverflow"]).run()
    assert set(run.mentions) == site.expected()
    assert {gap.reason for gap in run.gaps} == {GapReason.REFUSED}
    assert run.gaps[0].span.end - run.gaps[0].span.start == timedelta(days=7)
