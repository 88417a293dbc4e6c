"""The formats: one report, several renderings, each safe for what reads it."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from base64 import b64encode
from dataclasses import fields
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import UsageError
from reports import registry
from reports.build import build
from reports.csv_format import COLUMNS, defused
from reports.document import SCHEMA, Report
from reports.html import FULL, own_pages
from reports.registry import formats, load, render, suffix
from tests.reports.hostile import STRINGS, poisoned
from tests.reports.larkfield import HOB, assessed, calm, case_file, crowd, material, mention

ROOT = Path(registry.__file__).parent.parent
TEMPLATES = ROOT / "reports" / "templates"


def page(**changes: Any) -> str:
    return render("html", build(material(**changes))).decode()


class Structure(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.attributes: set[str] = set()
        self.tags: set[str] = set()
        self.outgoing: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        self.ids += [given["id"]] if given.get("id") else []
        href = given.get("href") or ""
        if href.startswith("#"):
            self.targets.append(href[1:])
        elif href.startswith("http"):
            self.outgoing.append(given)


# The registry


def test_our_own_formats_are_named_and_each_says_how_its_file_ends() -> None:
    assert formats()[:4] == ("html", "text", "json", "csv")
    assert [suffix(name) for name in formats()[:4]] == [".html", ".txt", ".json", ".csv"]


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no report format 'pdf'; there are: html, text, json, csv"):
        load("pdf")


def test_a_third_party_adds_a_format_by_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shouting.py").write_text(
        "class Shouting:\n"
        "    name, title, suffix = 'shouting', 'loud', '.loud'\n"
        "    def render(self, report):\n"
        "        return report.opening.headline.upper().encode()\n"
        "FORMAT = Shouting()\n"
    )
    information = tmp_path / "shouting-1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1\n")
    (information / "entry_points.txt").write_text("[monitor.reports]\nshouting = shouting:FORMAT\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert "shouting" in formats()
    assert render("shouting", build(material())) == b"3 PEOPLE NEED YOU TODAY"
    load.cache_clear()
    sys.modules.pop("shouting")


# The page


def test_no_template_and_no_code_switches_escaping_off() -> None:
    files = [*TEMPLATES.iterdir(), *(ROOT / "reports").glob("*.py")]
    assert len(files) > 20
    for file in files:
        text = file.read_text(encoding="utf-8")
        for forbidden in ("|safe", "| safe", "Markup", "autoescape false", "autoescape=False", "__html__"):
            assert forbidden not in text, (file.name, forbidden)


def test_the_page_carries_no_script_no_style_attribute_and_nothing_from_elsewhere() -> None:
    found = Structure(page())
    assert not found.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not {
        name for name in found.attributes if name.startswith("on") or name in {"style", "src", "srcset", "action"}
    }
    assert "url(" not in page()
    assert "@import" not in page()


def test_the_policy_admits_exactly_the_one_style_block() -> None:
    for text in (page(), page(waiting=crowd(1))):
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        assert style is not None
        digest = b64encode(sha256(style[1].encode()).digest()).decode()
        assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'".replace(
            "'", "&#39;"
        ) in text or (f"style-src 'sha256-{digest}'" in text)
        assert text.count("<style>") == 1


def test_every_inner_link_has_its_place_and_every_place_one_name() -> None:
    found = Structure(page())
    assert len(found.ids) == len(set(found.ids))
    assert found.targets
    assert set(found.targets) <= set(found.ids)


def test_every_way_out_reveals_nothing_about_the_reader() -> None:
    found = Structure(page())
    assert found.outgoing
    assert {link["rel"] for link in found.outgoing} == {"noopener noreferrer nofollow"}


def test_the_sections_stand_in_the_order_of_their_use() -> None:
    order = ["queue", "held", "stories", "changed", "quiet", "praise", "outcomes", "heard", "method"]
    for text in (page(), render("html", build(calm())).decode()):
        assert re.findall(r'<section id="(\w+)"', text) == order


def test_an_empty_section_says_so_in_a_line() -> None:
    text = render("html", build(calm(previous_report_at=None))).decode()
    assert text.count('class="none"') == 7
    assert "This is the first report" in text
    assert "Nobody waits for a reply." in text


def test_owners_can_be_told_apart_only_where_there_are_several() -> None:
    assert 'class="filter"' in page()
    assert "body:has(#f-2:checked) .card:not(.o-2)" in page()
    assert 'class="filter"' not in page(waiting=crowd(1))


def test_without_a_mailbox_there_is_no_letter_to_send() -> None:
    assert "Hand to someone else" in page()
    assert "Hand to someone else" not in page(mailbox="")


def test_an_address_that_is_not_safe_is_shown_as_text() -> None:
    file = case_file(1, assessed(mention("bad", "Broken.", url="javascript:alert(1)")))
    text = page(waiting=(file,))
    assert 'href="javascript' not in text
    assert 'Address not safe to follow: <bdi dir="ltr">javascript:alert(1)</bdi>' in text


def test_twenty_cards_and_two_stories_stay_within_150_kilobytes() -> None:
    assert len(page(waiting=crowd(20)).encode()) <= 150_000


def test_every_hostile_string_is_escaped_on_the_page() -> None:
    for offset in range(0, len(STRINGS), 7):
        found = Structure(render("html", build(poisoned(material(), offset))).decode())
        assert not found.tags & {
            "script",
            "img",
            "iframe",
            "h1x",
            "button",
            "form",
            "video",
            "marquee",
            "object",
            "base",
        }
        assert not {name for name in found.attributes if name.startswith("on") or name == "style"}


def test_what_a_page_cannot_carry_is_shown_as_a_picture_of_it() -> None:
    text = page(waiting=(case_file(1, assessed(mention("nul", "a\x00b\x1bc\ud800d"))),))
    assert "a\u2400b\u241bc\ufffdd" in text


# JSON


def test_the_json_form_carries_every_field_of_the_report_and_its_schema() -> None:
    found = json.loads(render("json", build(material())))
    assert found["schema"] == SCHEMA == 1
    assert set(found) == {field.name for field in fields(Report)}
    assert found["made"]["at"] == "2026-03-04T09:00:14Z"
    assert "".join(piece["text"] for piece in found["cards"][0]["words"]["opening"]) == HOB


def test_the_json_form_keeps_hostile_text_code_point_for_code_point() -> None:
    for text in STRINGS:
        report = build(material(waiting=(case_file(1, assessed(mention("x", text))),)))
        words = json.loads(render("json", report))["cards"][0]["words"]
        assert "".join(piece["text"] for piece in words["opening"] + words["rest"]) == text


def test_every_field_of_the_report_is_documented() -> None:
    documented = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    for field in fields(Report):
        assert f"`{field.name}`" in documented, field.name
    for column in COLUMNS:
        assert f"`{column}`" in documented, column


# CSV


def table(**changes: Any) -> list[dict[str, str]]:
    text = render("csv", build(material(**changes))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_one_row_a_person_and_those_who_wait_come_first() -> None:
    rows = table()
    assert [row["list"] for row in rows[:3]] == ["waiting"] * 3
    assert rows[0]["words"] == HOB
    references = [row["reference"] for row in rows if row["reference"]]
    assert len(references) == len(set(references))
    assert {row["list"] for row in rows} == {
        "waiting",
        "later",
        "do not reply",
        "quietly leaving",
        "praise",
        "after you replied",
    }


TRIGGERS = ("=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("//evil.example")')
LEADS = ("", " ", "\t", "\r", "\n", "'", '"', "\ufeff", "\u200b", "\xa0", "\u3000", "\x00", "“", "\u202e", ' "\t ')
WIDE = ("＝1+1", "＋1", "－1", "＠SUM(1)", "−1", "%0A=1", "|calc")


@pytest.mark.parametrize("cell", [lead + start for lead in LEADS for start in TRIGGERS] + list(WIDE))
def test_a_cell_that_a_spreadsheet_would_compute_becomes_text(cell: str) -> None:
    made = defused(cell)
    assert made.startswith("'")
    assert made.replace("'", "") == cell.replace("\x00", "\ufffd").replace("'", "")


@pytest.mark.parametrize("cell", ["a;=1+1", "a\t=1+1", "a\n=1+1", "a\r\n+1", 'x;"=1+1', "; @SUM(1)"])
def test_a_formula_after_what_another_locale_takes_for_a_border_becomes_text(cell: str) -> None:
    assert re.search(r"'[=+@]", defused(cell))


@given(st.text(max_size=40))
def test_no_cell_ever_begins_like_a_formula(text: str) -> None:
    made = defused(text)
    assert not made.lstrip().startswith(("=", "+", "-", "@"))
    assert not made.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("cell", ["Tom", "a = b", "nine-week wait", "https://x.example/?a=b", "", "3 stars", "café"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert defused(cell) == cell


def test_hostile_strings_leave_no_formula_in_the_whole_table() -> None:
    for offset in range(0, len(STRINGS), 9):
        text = render("csv", build(poisoned(material(), offset))).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [
                cell
                for cell in row
                if cell.lstrip(" \t\r\n\"'\ufeff").startswith(("=", "+", "@")) and not cell.startswith("'")
            ]


# Text


def test_the_plain_page_carries_the_whole_words_and_what_could_not_be_heard() -> None:
    text = render("text", build(material())).decode()
    joined = " ".join(line.removeprefix("  | ") for line in text.splitlines())
    assert HOB in joined
    assert "3 PEOPLE NEED YOU TODAY" in text
    assert "Not the whole picture: YouTube has been silent to us since today 04:10 GMT." in text
    assert "[###################.....] YouTube" in text


def test_a_terminal_is_given_nothing_it_would_obey() -> None:
    for offset in range(0, len(STRINGS), 5):
        text = render("text", build(poisoned(material(), offset))).decode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_lines_of_the_plain_page_fit_a_terminal() -> None:
    lines = render("text", build(material())).decode().splitlines()
    assert max(len(line) for line in lines) <= 92


# Size and time


def test_five_hundred_people_are_not_slow() -> None:
    started = process_time()
    crowded = build(material(waiting=crowd(500)))
    assert render("html", crowded).count(b"<article") == FULL
    assert sum(page.count(b"<article") for page in own_pages(crowded).values()) == 500 - FULL
    assert process_time() - started < 5


# Each takes seconds: the default run tries one word and one text of many, `-m faults` lines, signs and accents as well.
HUGE = [
    pytest.param(text, marks=pytest.mark.faults) for text in ("\n" * 1_000_000, "=\t;" * 300_000, "\u0300" * 1_000_000)
]


@pytest.mark.parametrize("text", ["W" * 1_000_000, "a b" * 300_000, *HUGE], ids=lambda text: repr(text[:3]))
def test_a_million_characters_are_not_slow(text: str) -> None:
    started = process_time()
    report = build(material(waiting=(case_file(1, assessed(mention("huge", text, author_name=text))),)))
    assert report.cards[0].words.text == text
    for name in formats():
        assert len(render(name, report)) > len(text)
    assert process_time() - started < 5
