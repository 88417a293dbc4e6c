"""Reviews of the App Store, against a made-up store on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from worlds.appstore import APP, AppStoreWorld, told

from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply
from monitor.errors import SourceRefused
from monitor.model import Edited, EngagementSample, FindingKind, GapReason, Mention, MentionKind, Query

EMPTY = {"feed": {}}


@pytest.fixture
def store() -> Iterator[AppStoreWorld]:
    with AppStoreWorld() as made:
        made.queries = (Query(brand="Larkfield", terms=("Larkfield",)),)
        yield made


def fill(store: AppStoreWorld, reviews: int, **more: Any) -> None:
    for number in range(reviews):
        store.write(f"Order {number} of my sofa is late.", author=f"p{number}", **more)
        store.pass_time(minutes=20)


def test_a_review_becomes_a_mention(store: AppStoreWorld) -> None:
    store.pass_time(hours=2)
    post = store.write("Larkfield &amp; co lost it.", author="Ann B", likes=3, more={"title": "Bad", "rating": 1})
    run = Host(store).run()
    (mention,) = run.mentions.values()
    assert mention == Mention(
        platform="appstore",
        stable_key=post.key,
        external_id=f"us/{APP}/{post.key}",
        source="here",
        text="Bad\n\nLarkfield & co lost it.",
        posted_at=post.at,
        kind=MentionKind.REVIEW,
        author_key=mention.author_key,
        author="Ann B",
        url=f"https://apps.apple.com/us/app/id{APP}?see-all=reviews",
        rating=1.0,
        place="App Store US",
        query="Larkfield",
        matched="Larkfield",
    )
    assert str(mention.author_key).isdecimal()
    assert told(post.at).endswith("-07:00"), "the feed tells the time of California, the mention that of UTC"
    (sample,) = run.samples.values()
    assert (sample.likes, sample.replies) == (3, None)


def test_every_review_of_our_app_counts_but_only_one_that_names_us_matches(store: AppStoreWorld) -> None:
    named, silent = store.write("Larkfield, never again."), store.write("Crashes all day, unlike Otter.")
    queries = (Query(brand="Larkfield", terms=("Larkfield",)), Query(brand="Otter", terms=("otter",)))
    store.queries = queries
    found = Host(store).run().mentions
    assert (found[named.key].query, found[named.key].matched) == ("Larkfield", "Larkfield")
    assert (found[silent.key].query, found[silent.key].matched) == ("Larkfield", None)
    assert {each.query for each in Host(store, brand="otter").run().mentions.values()} == {"Otter"}
    assert "none of the brands" in str(Host(store, brand="Oter").run().fault)


@pytest.mark.parametrize("leading", [False, True])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_one_review_arrives_alone_and_none_as_nothing(store: AppStoreWorld, count: int, leading: bool) -> None:
    store.leading = leading
    fill(store, count)
    run = Host(store).run()
    assert (run.fault, run.rejects, set(run.mentions)) == (None, [], store.expected())
    assert run.heard, "an app without reviews was heard too"
    assert run.requests == 1


def test_beyond_500_reviews_a_storefront_holds_back_and_a_gap_says_so(store: AppStoreWorld) -> None:
    store.page = 50
    fill(store, 520)
    run = Host(store).run()
    assert len(run.mentions) == 500
    (gap,) = {gap.span: gap for gap in run.gaps}.values()
    assert gap.reason is GapReason.LIMIT
    assert gap.span.end == store.visible()[499].at
    assert {asked.path.split("/page=")[1].split("/")[0] for asked in store.asked} == {str(n) for n in range(1, 11)}


def test_the_cap_is_no_gap_when_what_is_known_comes_before_it(store: AppStoreWorld) -> None:
    store.page = 50
    fill(store, 520)
    host = Host(store)
    host.run()
    fill(store, 60)
    run = host.run()
    assert run.gaps == []
    assert store.expected() - set(host.mentions) == store.expected() - {post.key for post in store.visible()[:560]}


def blank(store: AppStoreWorld, page: int, times: int, body: Any = EMPTY) -> None:
    left = iter(range(times))

    def fault(_number: int, asked: Asked) -> Reply | None:
        return Reply(body=body) if f"/page={page}/" in asked.path and next(left, None) is not None else None

    store.server.fault = fault


@pytest.mark.parametrize("page", [1, 2])
def test_a_page_that_is_empty_by_mistake_is_asked_for_again(store: AppStoreWorld, page: int) -> None:
    store.page = 50
    fill(store, 120)
    blank(store, page, times=2)
    run = Host(store).run()
    assert (run.fault, run.gaps, set(run.mentions)) == (None, [], store.expected())


def test_a_page_that_stays_empty_is_a_gap_of_its_storefront_and_read_by_the_next_run(store: AppStoreWorld) -> None:
    store.page = 50
    fill(store, 120)
    store.write("Sofa gut.", more={"country": "de"})
    blank(store, 2, times=3)
    host = Host(store, countries=["us", "de"])
    run = host.run()
    (gap,) = run.gaps
    assert f"left page 2 of app {APP} in `us` empty" in gap.detail
    assert not run.heard
    assert any(mention.external_id.startswith("de/") for mention in run.mentions.values())
    assert host.run().fault is None
    assert set(host.mentions) == store.expected()


def test_a_storefront_that_does_not_exist_hides_no_other(store: AppStoreWorld) -> None:
    fill(store, 3)
    run = Host(store, countries=["us", "zz"]).run()
    assert set(run.mentions) == store.expected()
    (gap,) = run.gaps
    assert gap.reason is GapReason.REFUSED
    assert "(400). Correct `apps` or `countries`" in gap.detail


def test_nothing_new_costs_one_request_a_storefront(store: AppStoreWorld) -> None:
    fill(store, 30)
    host = Host(store, countries=["us", "de"])
    host.run()
    store.pass_time(hours=1)
    assert host.run().requests == 2 == host.connector().outlook(store.queries).requests


def test_a_review_that_is_shown_late_is_found(store: AppStoreWorld) -> None:
    fill(store, 9)
    host = Host(store)
    host.run()
    late = store.write("Shown a day late.", at=store.now - timedelta(days=1))
    store.pass_time(hours=1)
    fill(store, 1)
    host.run()
    assert late.key in host.mentions


def test_stopped_after_any_request_and_resumed_it_finds_the_same(store: AppStoreWorld) -> None:
    fill(store, 20)
    total = Host(store).run().requests
    for allowed in range(1, total):
        host = Host(store)
        assert not host.run(requests=allowed).heard
        assert host.run().fault is None
        assert set(host.mentions) == store.expected()


def test_an_edited_review_keeps_its_key_and_looking_again_tells_the_new_words(store: AppStoreWorld) -> None:
    fill(store, 20)
    host = Host(store)
    host.run()
    post = list(store.posts.values())[2]
    known = host.mentions[post.key]
    store.edit(post.key, "They brought it at last.")
    post.more["rating"] = 4
    store.pass_time(hours=1)
    before = len(store.asked)
    found = list(store.source().refresh([known], store.now))
    assert len(store.asked) == before + 1, "an edited review comes first, so no other page is asked for"
    (edited,) = [each.mention for each in found if isinstance(each, Edited)]
    assert (edited.stable_key, edited.posted_at, edited.edited_at) == (post.key, known.posted_at, post.edited_at)
    assert (edited.text, edited.rating) == ("Disappointed\n\nThey brought it at last.", 4.0)
    assert host.run().fault is None
    assert len(host.mentions) == 20, "the edited review is no second one"


def test_looking_again_stops_where_the_oldest_of_the_asked_must_be(store: AppStoreWorld) -> None:
    fill(store, 40)
    host = Host(store)
    host.run()
    newest = [host.mentions[post.key] for post in store.visible()[:3]]
    store.delete(newest[0].stable_key)
    store.posts[newest[1].stable_key].likes = 9
    before = len(store.asked)
    found = list(store.source().refresh(newest, store.now))
    assert len(store.asked) == before + 1
    samples = {each.mention_id: each.likes for each in found if isinstance(each, EngagementSample)}
    assert samples == {newest[1].id: 9, newest[2].id: 0}, "a review that is not listed tells nothing: it may be a blip"


def test_a_review_without_stars_is_set_aside_and_the_rest_goes_on(store: AppStoreWorld) -> None:
    fill(store, 3)
    list(store.posts.values())[1].more["rating"] = 7
    run = Host(store).run()
    assert len(run.mentions) == 2
    assert "7 stars" in run.rejects[0].reason


@pytest.mark.parametrize(
    ("options", "said"),
    [({"apps": ["my app"]}, "take the digits after `id`"), ({"countries": ["usa"]}, "no country of two letters")],
)
def test_wrong_settings_are_named(store: AppStoreWorld, options: dict[str, Any], said: str) -> None:
    fault = Host(store, **options).run().fault
    assert isinstance(fault, SourceRefused)
    assert said in str(fault)
    (finding,) = store.source(**options).check()
    assert (finding.kind, finding.fix) == (FindingKind.WRONG_SETTING, "Correct `apps` or `countries`.")


def test_check_tells_an_app_that_is_not_in_a_storefront(store: AppStoreWorld) -> None:
    here, away = store.source(countries=["de", "fr"]).check()
    assert here.kind is FindingKind.FINE
    assert (away.kind, "`fr`" in away.what) == (FindingKind.WRONG_SETTING, True)
