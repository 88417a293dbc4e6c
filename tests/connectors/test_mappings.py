"""Exports of other tools and review sites are read without a word of configuration beyond their name.

Every file here is made up in the form of the export; nothing of a real one is in the repository.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from connectors.base import Window, validate_options
from connectors.file import File
from connectors.mappings import EXPORTS
from monitor.errors import SourceChanged
from monitor.model import Batch, EngagementSample, FindingKind, Mention, MentionKind, Query

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
QUERIES = (Query(brand="Larkfield", terms=("Larkfield",), handles=("@larkfieldhome",)),)


def table(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def source(path: Path, mapping: str, **options: Any) -> File:
    values, faults = validate_options(File, {"path": str(path), "mapping": mapping, **options})
    assert faults == []
    return File("export", values)


def pull(path: Path, mapping: str, **options: Any) -> list[Batch]:
    made = source(path, mapping, **options)
    assert made.check()[0].kind is FindingKind.FINE
    return list(made.pull(QUERIES, None, Window(start=None, now=NOW)))


def mentions(batches: list[Batch]) -> list[Mention]:
    assert [reject for batch in batches for reject in batch.rejects] == []
    return [mention for batch in batches for mention in batch.mentions]


def samples(batches: list[Batch]) -> list[EngagementSample]:
    return [sample for batch in batches for sample in batch.samples]


def test_a_trustpilot_export_gives_the_review_its_stars_and_our_reply(tmp_path: Path) -> None:
    row = {
        "Review ID": "65f0aa",
        "Review Consumer User ID": "c77",
        "Review Username": "Dana P",
        "Review Created (UTC)": "2026-05-01 10:00:00",
        "Review Stars": "1",
        "Review Title": "Never again",
        "Review Content": "Sofa came without legs.",
        "Company Reply": "We are sorry, Dana.",
        "Company Reply Date (UTC)": "2026-05-01 12:30:00",
    }
    path = tmp_path / "trustpilot.csv"
    path.write_text(table([row]), encoding="utf-8")
    review, reply = mentions(pull(path, "trustpilot"))
    assert (review.id, review.rating, review.kind) == ("trustpilot:65f0aa", 1.0, MentionKind.REVIEW)
    assert (review.text, review.author, review.author_key) == (
        "Never again\n\nSofa came without legs.",
        "Dana P",
        "c77",
    )
    assert (reply.in_reply_to, reply.author_key, reply.text) == ("65f0aa", "larkfieldhome", "We are sorry, Dana.")
    assert (reply.posted_at - review.posted_at).total_seconds() == 9_000


def test_google_reviews_as_json_give_words_stars_and_our_reply(tmp_path: Path) -> None:
    reviews = [
        {
            "name": "accounts/1/locations/2/reviews/a",
            "reviewer": {"displayName": "Ola"},
            "starRating": "TWO",
            "comment": "Waited three weeks.",
            "createTime": "2026-05-01T10:00:00.123Z",
            "reviewReply": {"comment": "Sorry!", "updateTime": "2026-05-02T10:00:00Z"},
        },
        {
            "name": "accounts/1/locations/2/reviews/b",
            "reviewer": {"displayName": "Sam"},
            "starRating": "ONE",
            "createTime": "2026-05-01T11:00:00Z",
        },
        {
            "name": "accounts/1/locations/2/reviews/c",
            "reviewer": {"displayName": "Eva"},
            "starRating": "FIVE",
            "comment": "(Translated by Google) Very good\n\n(Original)\nSehr gut",
            "createTime": "2026-05-01T12:00:00Z",
        },
    ]
    path = tmp_path / "reviews.json"
    path.write_text(json.dumps({"reviews": reviews}, indent=2), encoding="utf-8")
    found = mentions(pull(path, "google_reviews", format="json"))
    assert [(each.text, each.rating, each.author) for each in found] == [
        ("Waited three weeks.", 2.0, "Ola"),
        ("Sorry!", None, "larkfieldhome"),
        ("★☆☆☆☆", 1.0, "Sam"),
        ("Sehr gut", 5.0, "Eva"),
    ]
    assert {each.platform for each in found} == {"google"}
    assert found[1].in_reply_to == found[0].stable_key


def test_a_brandwatch_export_begins_with_lines_of_its_own_and_tells_the_platform_by_the_site(tmp_path: Path) -> None:
    rows = [
        {
            "Query Name": "Larkfield all",
            "Date": "2026-05-01 10:00:00.0",
            "Title": "Larkfield lost it",
            "Snippet": "...lost it...",
            "Url": "https://www.tiktok.com/@a/video/1",
            "Domain": "tiktok.com",
            "Author": "a",
            "Full Text": "Larkfield lost it. Again.",
            "Likes": "12",
            "Resource Id": "r1",
        },
        {
            "Query Name": "Larkfield all",
            "Date": "2026-05-01 11:00:00.0",
            "Title": "",
            "Snippet": "no reply from them",
            "Url": "https://www.linkedin.com/feed/update/2",
            "Domain": "linkedin.com",
            "Author": "b",
            "Full Text": "",
            "Likes": "",
            "Resource Id": "",
        },
    ]
    path = tmp_path / "brandwatch.csv"
    path.write_text("Report:\nBulk Mentions Download\nBrand:\nLarkfield\n\n" + table(rows), encoding="utf-8")
    batches = pull(path, "brandwatch")
    first, second = mentions(batches)
    assert (first.platform, first.stable_key, first.text) == (
        "tiktok",
        "r1",
        "Larkfield lost it. Again.",
    )
    assert first.query is None, "the name of a query over there is none of our brands"
    assert (second.platform, second.stable_key) == ("linkedin", "https://www.linkedin.com/feed/update/2")
    assert second.text == "no reply from them"
    assert [sample.likes for sample in samples(batches)] == [12]


def test_a_meltwater_export_in_utf_16_with_tabs_and_the_hour_apart_is_read(tmp_path: Path) -> None:
    row = {
        "Date": "01-May-2026",
        "Time": "05:12PM",
        "Document ID": "m1",
        "URL": "https://twitter.com/c/status/3",
        "Source Name": "Twitter",
        "Author Handle": "@c",
        "Opening Text": "",
        "Hit Sentence": "Larkfield, answer me",
        "Likes": "0",
        "Reposts": "7",
    }
    path = tmp_path / "meltwater.csv"
    path.write_text(table([row], "\t"), encoding="utf-16")
    batches = pull(path, "meltwater", encoding="utf-16")
    (found,) = mentions(batches)
    assert (found.platform, found.author, found.posted_at) == ("x", "c", datetime(2026, 5, 1, 17, 12, tzinfo=UTC))
    assert [(sample.likes, sample.reposts, sample.views) for sample in samples(batches)] == [(0, 7, None)]


def test_a_talkwalker_export_is_read(tmp_path: Path) -> None:
    row = {
        "url": "https://www.reddit.com/r/x/comments/1",
        "published": "2026-05-01 10:00:00",
        "title": "Larkfield",
        "content": "broken on arrival",
        "extra_author_attributes.name": "Dee",
        "extra_author_attributes.short_name": "dee",
        "lang": "en",
        "domain_url": "https://www.reddit.com/",
    }
    path = tmp_path / "talkwalker.csv"
    path.write_text(table([row], ";"), encoding="utf-8")
    (found,) = mentions(pull(path, "talkwalker"))
    assert (found.platform, found.author, found.author_name, found.language) == ("reddit", "dee", "Dee", "en")


@pytest.mark.parametrize("site", ["tiktok", "linkedin"])
def test_comments_saved_from_a_site_without_a_search_are_read(tmp_path: Path, site: str) -> None:
    row = {"Comment ID": "5", "Comment Time": "2026-05-01T10:00:00Z", "Comment Text": "still waiting", "Username": "f"}
    row |= {"Comment Date": row["Comment Time"], "Author": "f"}
    path = tmp_path / "comments.csv"
    path.write_text(table([row]), encoding="utf-8")
    (found,) = mentions(pull(path, site))
    assert (found.id, found.text, found.author) == (f"{site}:5", "still waiting", "f")


def test_a_column_the_operator_names_wins_over_the_mapping(tmp_path: Path) -> None:
    row = {"Review ID": "1", "Review Created (UTC)": "2026-05-01", "Review Content": "x", "Nickname": "Zed"}
    path = tmp_path / "t.csv"
    path.write_text(table([row]), encoding="utf-8")
    (found,) = mentions(pull(path, "trustpilot", columns={"author": "Nickname"}))
    assert found.author == "Zed"


def test_the_same_row_without_an_id_is_the_same_mention_in_the_next_export(tmp_path: Path) -> None:
    row = {"Comment Time": "2026-05-01T10:00:00Z", "Comment Text": "still waiting", "Username": "f"}
    other = row | {"Comment Text": "me too"}
    path = tmp_path / "c.csv"
    path.write_text(table([row]), encoding="utf-8")
    first = mentions(pull(path, "tiktok"))
    path.write_text(table([other, row]), encoding="utf-8")
    again = mentions(pull(path, "tiktok"))
    assert [each.id for each in again][1:] == [each.id for each in first]
    assert len({each.id for each in again}) == 2


def test_a_file_of_another_tool_is_refused_with_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Campaign,Cost\nspring,12\n", encoding="utf-8")
    finding = source(path, "trustpilot").check()[0]
    assert finding.kind is FindingKind.WRONG_SETTING
    assert "Campaign, Cost" in finding.what
    with pytest.raises(SourceChanged, match="mapping"):
        list(source(path, "trustpilot").pull(QUERIES, None, Window(start=None, now=NOW)))


@pytest.mark.parametrize("content", ["[", '{"reviews": 3}', '"x"', "[" * 100_000], ids=["cut", "none", "text", "deep"])
def test_a_json_document_that_cannot_be_read_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "reviews.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceChanged, match=r"reviews\.json"):
        list(source(path, "google_reviews", format="json").pull(QUERIES, None, Window(start=None, now=NOW)))


def test_hostile_records_cost_themselves_only(tmp_path: Path) -> None:
    good = {"name": "a", "starRating": "ONE", "comment": "bad", "createTime": "2026-05-01T10:00:00Z"}
    hostile: list[Any] = [
        7,
        [],
        {"name": {"deep": [1]}},
        {**good, "name": "x" * 9_999},
        {**good, "createTime": []},
    ]
    path = tmp_path / "reviews.json"
    path.write_text(json.dumps([*hostile, good]), encoding="utf-8")
    batches = list(source(path, "google_reviews", format="json").pull(QUERIES, None, Window(start=None, now=NOW)))
    assert [mention.stable_key for batch in batches for mention in batch.mentions] == ["a"]
    assert sum(len(batch.rejects) for batch in batches) == len(hostile)


def test_every_mapping_finds_what_must_be_there() -> None:
    for name, export in EXPORTS.items():
        assert {"posted_at", "text", "stable_key"} <= set(export.headers), name
        assert export.title


@pytest.mark.parametrize("start", ["id\rtext,posted_at\n", "x" * 200_000 + "\n"], ids=["return", "long field"])
def test_a_file_that_does_not_begin_like_a_csv_file_is_named(tmp_path: Path, start: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(start.encode() + b"1,2,3\n")
    values, _ = validate_options(File, {"path": str(path)})
    with pytest.raises(SourceChanged):
        list(File("export", values).pull(QUERIES, None, Window(start=None, now=NOW)))
