import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace as Asked
from typing import Any, TypeAlias

import pytest
from conftest import require

from connectors.base import Answer, Window, validate_options
from connectors.feeds import MOST_FEEDS, Feeds
from connectors.feeds_parsing import MOST_BYTES, MOST_ENTRIES, parsed
from monitor.errors import SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Batch, FindingKind, Gap, GapReason, Mention, MentionKind, Query, TimeSpan

Checkpoint: TypeAlias = dict[str, Any] | None
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUERIES = (Query(brand="Larkfield", terms=("Larkfield", "lark field"), excluded=("larkfield road",)),)
RECORDED = Path(__file__).parents[3] / "shared" / "traffic" / "feeds"


def entry(  # noqa: PLR0917 - the parts of an entry
    number: object,
    hours_ago: float | None = 1.0,
    title: str = "Larkfield loses bags",
    link: str = "https://news.example/{}",
    more: str = "",
    guid: bool = True,
) -> str:
    date = (
        ""
        if hours_ago is None
        else f"<pubDate>{(NOW - timedelta(hours=hours_ago)).strftime('%a, %d %b %Y %H:%M:%S GMT')}</pubDate>"
    )
    guid = f"<guid>https://news.example/{number}</guid>" if guid else ""
    link = f"<link>{link.format(number)}</link>" if link else ""
    return f"<item><title>{title}</title>{link}{guid}{date}{more}</item>"


def rss(*entries: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Daily Example</title>{"".join(entries)}</channel></rss>'.encode()


class FakeSite:
    """Several feeds that keep to RFC 9110: an unchanged one is answered by 304."""

    def __init__(self) -> None:
        self.feeds = {}
        self.broken = {}
        self.asked = []
        self.fail_at = 0
        self.etags = True

    def __call__(self, asked: Asked) -> dict[str, Any]:
        self.asked.append(asked)
        if len(self.asked) == self.fail_at:
            return {"status": 403}
        if asked.path in self.broken:
            return self.broken[asked.path]
        body = self.feeds.get(asked.path)
        if body is None:
            return {"status": 404}
        etag = f'"{hash(body)}"'
        if self.etags and asked.headers.get("if-none-match") == etag:
            return {"status": 304}
        return {"body": body, "headers": {"ETag": etag} if self.etags else {}}


@pytest.fixture
def site(serve: Callable[..., Any]) -> FakeSite:
    fake = FakeSite()
    fake.server = serve(fake)
    return fake


def source(site: FakeSite, *paths: str, **options: object) -> Feeds:
    values, faults = validate_options(
        Feeds, {"feeds": list(paths or sorted(site.feeds)), "base_url": site.server.url, **options}
    )
    assert faults == []
    return Feeds("news", values, site.server.session())


def pull(
    site: FakeSite, checkpoint: Checkpoint = None, now: datetime = NOW, start: datetime | None = None, **options: object
) -> list[Batch]:
    return list(source(site, **options).pull(QUERIES, checkpoint, Window(start=start, now=now)))


def mentions(batches: list[Batch]) -> list[Mention]:
    return [mention for batch in batches for mention in batch.mentions]


def checkpoint_of(batches: list[Batch], before: Checkpoint = None) -> Checkpoint:
    return next((batch.checkpoint for batch in reversed(batches) if batch.checkpoint is not None), before)


def gaps(batches: list[Batch]) -> list[Gap]:
    return [gap for batch in batches for gap in batch.gaps]


def test_an_entry_becomes_an_article(site: FakeSite) -> None:
    more = "<description>&lt;p&gt;Two &lt;b&gt;weeks&lt;/b&gt; late &amp;amp; lost.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description><author>Kim Lee</author>"
    site.feeds["/rss"] = rss(entry(7, more=more))
    (mention,) = mentions(pull(site))
    assert mention.text == "Larkfield loses bags\n\nTwo weeks late & lost."
    assert (mention.platform, mention.kind, mention.place, mention.query) == (
        "news",
        MentionKind.ARTICLE,
        "Daily Example",
        "Larkfield",
    )
    assert (mention.stable_key, mention.url) == ("https://news.example/7", "https://news.example/7")
    assert (mention.author, mention.author_key) == ("Kim Lee", "kim lee@127.0.0.1")
    assert mention.posted_at == NOW - HOUR


def test_an_atom_entry_with_content_is_read_whole(site: FakeSite) -> None:
    site.feeds["/atom"] = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>tag:a,2026:1</id><title>Lark Field?</title>'
        b'<link href="/relative"/><updated>2026-05-04T10:00:00+02:00</updated><summary>short</summary>'
        b'<content type="html">&lt;p&gt;the long story&lt;/p&gt;</content></entry></feed>'
    )
    (mention,) = mentions(pull(site))
    assert mention.text == "Lark Field?\n\nthe long story"
    assert mention.stable_key == "tag:a,2026:1"
    assert mention.url == f"{site.server.url}/relative"
    assert mention.posted_at == datetime(2026, 5, 4, 8, tzinfo=UTC)


def test_only_entries_that_name_a_brand_are_mentions_unless_all_are_wanted(site: FakeSite) -> None:
    titles = ["LARKFIELD: late", "Larkfields of birds", "At lark-field again", "Fire in Larkfield Road", "Nothing"]
    site.feeds["/rss"] = rss(*[entry(number, title=title) for number, title in enumerate(titles)])
    assert [mention.text for mention in mentions(pull(site))] == ["LARKFIELD: late", "At lark-field again"]
    everything = mentions(pull(site, only_matching=False))
    assert len(everything) == 5
    assert everything[0].query is None


def test_an_unchanged_feed_is_not_sent_again_and_still_counts_as_heard(site: FakeSite) -> None:
    site.feeds["/rss"] = rss(entry(1))
    first = pull(site)
    second = pull(site, checkpoint_of(first), NOW + HOUR, start=NOW)
    assert "if-none-match" in site.asked[1].headers
    assert mentions(second) == []
    assert [batch.heard for batch in second if batch.heard] == [TimeSpan(start=NOW, end=NOW + HOUR)]


def test_the_first_pull_vouches_only_as_far_back_as_every_feed_reaches(site: FakeSite) -> None:
    site.feeds["/a"] = rss(entry(1, 5), entry(2, 30))
    site.feeds["/b"] = rss(entry(3, 9))
    assert pull(site)[-1].heard == TimeSpan(start=NOW - 9 * HOUR, end=NOW)


def test_an_entry_without_a_date_counts_from_when_it_was_first_seen(site: FakeSite) -> None:
    site.etags = False
    site.feeds["/rss"] = rss(entry(1, None), entry(2, None, link="", guid=False))
    first = pull(site)
    assert [mention.posted_at for mention in mentions(first)] == [NOW, NOW]
    assert len({mention.stable_key for mention in mentions(first)}) == 2
    site.feeds["/rss"] = rss(entry(1, None), entry(2, None, link="", guid=False), entry(3, None))
    second = pull(site, checkpoint_of(first), NOW + HOUR)
    assert [mention.stable_key for mention in mentions(second)] == ["https://news.example/3"]


def test_an_entry_of_the_future_waits_for_its_time_even_if_the_feed_does_not_change(site: FakeSite) -> None:
    site.feeds["/rss"] = rss(entry(1, -1), entry(2, 1))
    first = pull(site)
    assert [mention.stable_key[-1] for mention in mentions(first)] == ["2"]
    second = pull(site, checkpoint_of(first), NOW + 2 * HOUR)
    assert "1" in [mention.stable_key[-1] for mention in mentions(second)]


def test_a_bare_number_as_id_belongs_to_its_site(site: FakeSite) -> None:
    site.feeds["/rss"] = rss("<item><title>Larkfield</title><guid isPermaLink='false'>17</guid></item>")
    assert mentions(pull(site))[0].stable_key == "127.0.0.1#17"


@pytest.mark.parametrize(
    "broken",
    [
        {"status": 404},
        {"status": 403},
        {"status": 500},
        {"body": b"<!DOCTYPE html><html><body>Sign in</body></html>"},
        {"body": b"{}"},
        {"body": b""},
        {"body": rss(head='<!DOCTYPE rss [<!ENTITY a "b">]>')},
        {"body": rss(head="<!DOCTYPE rss [<!ENTITY a 'b'>]>").decode().encode("utf-16")},
        {"body": b" " + rss(entry(1), head='<!DOCTYPE rss [<!ENTITY a "b">]>')},
        {"body": b'<?xml version="1.0" encoding="utf-7"?><rss/>'},
        {"body": '<?xml version="1.0" encoding="cp037"?><rss/>'.encode("cp037")},
        {"body": rss(*[entry(1)] * 40_000)},
        {"raw": (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>",)},
    ],
)
def test_one_bad_feed_is_a_gap_and_does_not_stop_the_others(site: FakeSite, broken: dict[str, Any]) -> None:
    site.broken["/bad"] = broken
    site.feeds["/good"] = rss(entry(1))
    batches = list(source(site, "/bad", "/good").pull(QUERIES, None, Window(start=NOW - HOUR, now=NOW)))
    assert len(mentions(batches)) == 1
    (gap,) = gaps(batches)
    assert gap.span == TimeSpan(start=NOW - HOUR, end=NOW)
    assert gap.reason is (GapReason.REFUSED if broken.get("status") == 403 else GapReason.FAILED)
    assert "/bad could not be read" in gap.detail
    assert batches[-1].heard == TimeSpan(start=NOW - HOUR, end=NOW)


def test_all_feeds_bad_is_a_failure_of_the_source(site: FakeSite) -> None:
    with pytest.raises(SourceChanged):
        list(source(site, "/a", "/b").pull(QUERIES, None, Window(start=None, now=NOW)))


def test_a_feed_that_rolled_over_owns_up_to_what_may_be_missing(site: FakeSite) -> None:
    site.feeds["/rss"] = rss(*[entry(number, number / 10) for number in range(20)])
    (gap,) = gaps(pull(site, start=NOW - 9 * HOUR))
    assert gap.reason is GapReason.LIMIT
    assert gap.span == TimeSpan(start=NOW - 9 * HOUR, end=NOW - timedelta(hours=1.9))
    assert gaps(pull(site, start=NOW - HOUR)) == []


@pytest.mark.parametrize("stop_after", range(1, 7))
def test_stopped_after_any_request_and_resumed_gives_the_same_as_uninterrupted(site: FakeSite, stop_after: int) -> None:
    for number in range(6):
        site.feeds[f"/{number}"] = rss(entry(f"{number}a"), entry(f"{number}b", None), entry(f"{number}c", 3))
    expected = {mention.id for mention in mentions(pull(site))}
    assert len(expected) == 18
    site.asked.clear()
    stored, checkpoint, requests = set(), None, iter(range(1, 99))
    for batch in source(site).pull(QUERIES, None, Window(start=None, now=NOW)):
        stored |= {mention.id for mention in batch.mentions}
        checkpoint = batch.checkpoint or checkpoint
        if next(requests) == stop_after:
            break
    resumed = pull(site, checkpoint, NOW + HOUR)
    assert stored | {mention.id for mention in mentions(resumed)} == expected
    assert {mention.id for mention in mentions(resumed)}.isdisjoint(stored), "what was stored is not sent again"


def test_a_feed_that_failed_once_is_caught_up_by_the_next_run(site: FakeSite) -> None:
    for number in range(3):
        site.feeds[f"/{number}"] = rss(entry(number))
    site.fail_at = 2
    first = pull(site)
    second = pull(site, checkpoint_of(first), NOW + HOUR)
    assert {mention.stable_key[-1] for mention in mentions(first) + mentions(second)} == {"0", "1", "2"}


def test_a_search_feed_is_asked_for_every_name(site: FakeSite) -> None:
    site.feeds["/search"] = rss(entry(1))
    list(source(site, "/search?q={term}").pull(QUERIES, None, Window(start=None, now=NOW)))
    assert [asked.parameters["q"] for asked in site.asked] == ["Larkfield", "lark field"]


def test_too_many_feeds_are_refused_and_many_fit_the_checkpoint(site: FakeSite) -> None:
    with pytest.raises(SourceChanged, match="Make two of it"):
        list(source(site, *[f"/{n}" for n in range(MOST_FEEDS + 1)]).pull(QUERIES, None, Window(start=None, now=NOW)))
    for number in range(MOST_FEEDS):
        site.feeds[f"/{number}"] = rss(*[entry(f"{number}-{undated}", None) for undated in range(25)])
    checkpoint = checkpoint_of(pull(site))
    assert len(json.dumps(checkpoint)) < 64 * 1024


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_an_address_that_is_no_web_page_is_dropped(site: FakeSite, link: str) -> None:
    site.feeds["/rss"] = rss(entry(1, link=link))
    assert mentions(pull(site))[0].url is None


def test_a_body_that_names_a_file_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "<rss").mkdir()  # "<rss/>" is a file name, too
    (tmp_path / "<rss" / ">").write_bytes(rss(entry(1)))
    monkeypatch.chdir(tmp_path)
    answer = Answer(status=200, url="http://a.example/", headers={}, body=b"<rss/>")
    assert parsed(answer, "http://a.example/")["entries"] == []


@pytest.mark.parametrize(
    "body",
    [
        rss("<item>" * 100_000),
        rss(*[f"<item><title>{'&lt;b' * 50_000}</title></item>"]),
        rss(*["<item><title>x</title></item>"] * 30_000),
        rss(f"<item><title>{'&#9' * 100_000};</title></item>"),
        b"<rss><channel>" + b"<a>" * 200_000,
        b"<x></y><rss><channel>" + b"<a>" * 55_000,
        b"<?xml version='1.0'?>" + b"<rss " + b"a='b' " * 100_000 + b"/>",
    ],
    ids=["nested items", "half tags", "many entries", "half references", "deep", "deep and broken", "attributes"],
)
def test_a_hostile_feed_costs_seconds_at_most_and_never_crashes(site: FakeSite, body: bytes) -> None:
    assert len(body) < MOST_BYTES
    site.feeds["/rss"] = body
    begun = time.process_time()
    with suppress(SourceError):
        assert len(mentions(pull(site, only_matching=False))) <= MOST_ENTRIES
    assert time.process_time() - begun < 2


def test_check_names_every_feed(site: FakeSite) -> None:
    site.feeds["/good"] = rss(entry(1))
    good, bad = source(site, "/good", "/bad").check()
    assert (good.kind, bad.kind) == (FindingKind.FINE, FindingKind.UNREACHABLE)
    assert "/bad" in bad.fix


def test_a_feed_cannot_send_us_into_the_private_network(site: FakeSite, serve: Callable[..., Any]) -> None:
    inside = serve(lambda _asked: {"body": rss(entry(1))})
    site.broken["/rss"] = {"status": 302, "headers": {"Location": f"{inside.url}/rss"}}
    with pytest.raises(SourceRefused, match="private network"):
        list(source(site, "/rss").pull(QUERIES, None, Window(start=None, now=NOW)))
    assert inside.asked == []


def test_a_site_that_is_down_is_unreachable(site: FakeSite) -> None:
    site.broken["/rss"] = {"status": 503}
    with pytest.raises(SourceUnreachable):
        list(source(site, "/rss").pull(QUERIES, None, Window(start=None, now=NOW)))


def test_every_recorded_feed_is_read_or_refused_with_a_sentence(request: pytest.FixtureRequest) -> None:
    require(RECORDED.is_dir(), "the folder ../shared/traffic with recorded feeds is absent")
    read, entries, refused = 0, 0, []
    for file in RECORDED.rglob("*.xml"):
        try:
            entries += len(parsed(Answer(status=200, url="", headers={}, body=file.read_bytes()), file.name)["entries"])
            read += 1
        except SourceError as fault:
            refused.append(str(fault))
    assert read > 1_100
    assert entries > 700
    assert len(refused) < 20


def test_a_feed_that_ends_in_the_middle_is_no_feed(site: FakeSite) -> None:
    whole = rss(entry(1), entry(2), entry(3))
    site.feeds["/rss"] = whole[: len(whole) * 2 // 3]
    with pytest.raises(SourceUnreachable, match="cut short"):
        pull(site)
    site.feeds["/rss"] = whole + b"<!-- made in 0.1 seconds -->"
    assert len(mentions(pull(site))) == 3


def test_a_huge_author_does_not_stall_the_parser(site: FakeSite) -> None:
    site.feeds["/rss"] = rss(entry(1).replace("</item>", f"<author>{'Z' * 120_000}</author></item>"))
    begun = time.process_time()
    found = mentions(pull(site))
    assert time.process_time() - begun < 1, "feedparser alone takes a minute"
    assert [len(mention.author or "") for mention in found] == [200]


@pytest.mark.parametrize(
    "state", ["x", {}, {"seen": "all"}, {"seen": [1]}, {"seen": [], "etag": 7}, {"seen": [], "modified": "a\nb"}]
)
def test_a_state_of_a_feed_that_makes_no_sense_is_forgotten(site: FakeSite, state: object) -> None:
    site.feeds["/rss"] = rss(entry(1))
    checkpoint = pull(site)[0].checkpoint
    assert checkpoint is not None
    damaged = checkpoint | {"feeds": dict.fromkeys(checkpoint["feeds"], state)}
    assert len(mentions(pull(site, damaged))) == 1
    assert len(mentions(pull(site, {"version": 1, "feeds": state}))) == 1
