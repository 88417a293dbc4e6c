"""Hostile strings in a real browser: nothing runs, nothing is fetched, nothing foreign appears, every text is whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

from reports.build import build
from reports.document import Report, Utterance
from reports.registry import render
from tests.browser.looking import as_shown, look_at_markup, on_a_page
from tests.reports.hostile import STRINGS, generated, poisoned
from tests.reports.larkfield import assessed, case_file, material, mention, tom

pytestmark = pytest.mark.browser


def all_words(report: Report) -> list[str]:
    """List every text of a report as the page should show it, in the order of the page."""
    told: list[Utterance] = []
    for card in report.cards:
        told += [card.words, *card.more]
    told += [one.words for one in report.later]
    told += [row.words for row in report.held]
    told += [member.words for story in report.stories for member in story.members]
    told += [row.words for row in (*report.quiet, *report.praise)]
    told += [row.last for row in report.outcomes if row.last]
    return [as_shown(words.text) for words in told if words.text]


@pytest.mark.parametrize("offset", range(0, len(STRINGS), 11))
def test_hostile_strings_in_every_field_do_nothing_and_stay_whole(
    chromium: Browser, tmp_path: Path, offset: int
) -> None:
    report = build(poisoned(material(), offset))
    seen = look_at_markup(chromium, render("html", report), tmp_path)
    assert seen.problems() == []
    assert (seen.cards, seen.headlines) == (3, 1)
    assert seen.page["words"] == all_words(report)


@pytest.mark.parametrize("strings", [STRINGS[::2], STRINGS[1::2]], ids=["even", "odd"])
def test_every_hostile_string_as_a_customer_s_words_name_and_address_stays_whole(
    chromium: Browser, tmp_path: Path, strings: tuple[str, ...]
) -> None:
    files = tuple(
        case_file(number, assessed(mention(f"h{number}", text, author_name=text, url=text, place=text), gist=text))
        for number, text in enumerate(strings)
    )
    report = build(material(waiting=files))
    seen = look_at_markup(chromium, render("html", report), tmp_path)
    assert seen.problems() == []
    assert seen.cards == len(strings) >= 30
    assert seen.page["words"] == all_words(report)


@pytest.mark.parametrize(
    ("count", "seed"), [(120, 1), *(pytest.param(500, seed, marks=pytest.mark.faults) for seed in range(2, 7))]
)
def test_generated_strings_do_nothing_and_stay_whole(chromium: Browser, tmp_path: Path, count: int, seed: int) -> None:
    """Each is a customer's words, name, place and address once, and stands in every other field that a page has."""
    strings, shown = generated(count, seed), 0
    for start in range(0, count, 40):
        some = strings[start : start + 40]
        files = tuple(
            case_file(number, assessed(mention(f"h{number}", text, author_name=text, url=text, place=text), gist=text))
            for number, text in enumerate(some)
        )
        report = build(replace(poisoned(material(), 0, some), waiting=files))
        seen = look_at_markup(chromium, render("html", report), tmp_path)
        assert seen.problems() == []
        assert seen.page["words"] == all_words(report)
        shown += seen.cards
    assert shown == count


def test_generated_strings_do_harm_where_nothing_is_escaped(chromium: Browser, tmp_path: Path) -> None:
    markup = render("html", build(material(waiting=(replace(tom(), mentions=(assessed(mention("hob", "PLANTED")),)),))))
    harmed = 0
    for start in range(0, 60, 10):
        planted = markup.replace(b"PLANTED", "\n".join(generated(60, 1)[start : start + 10]).encode(errors="replace"))
        harmed += bool(look_at_markup(chromium, planted, tmp_path).problems())
    assert harmed >= 4, "strings that harm nobody prove nothing"


CONTROLS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<b onmouseover=alert(1)>x</b>",
    "<svg onload=alert(1)></svg>",
    "<iframe srcdoc='x'></iframe>",
    "<p style='color:red'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
)


@pytest.fixture(scope="module")
def sound(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a page with a place to plant something, in which the check finds nothing."""
    file = replace(tom(), mentions=(assessed(mention("hob", "PLANTED HERE")),))
    markup = render("html", build(material(waiting=(file,))))
    assert look_at_markup(chromium, markup, tmp_path_factory.mktemp("sound")).problems() == []
    return markup


@pytest.mark.parametrize("planted", CONTROLS)
def test_the_check_fails_on_a_page_that_is_not_escaped(
    chromium: Browser, tmp_path: Path, sound: bytes, planted: str
) -> None:
    assert look_at_markup(chromium, sound.replace(b"PLANTED HERE", planted.encode()), tmp_path).problems()


def test_without_the_policy_the_check_sees_a_script_run(chromium: Browser, tmp_path: Path, sound: bytes) -> None:
    markup = sound.replace(b"PLANTED HERE", b"<script>alert('ran')</script>")
    open_page = re.sub(rb"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", b"", markup)
    assert look_at_markup(chromium, markup, tmp_path).dialogs == []
    assert set(look_at_markup(chromium, open_page, tmp_path).dialogs) == {"ran"}


STRANGE = (
    "W" * 500, "Z\u0351\u036b\u0343" * 120, "\u202eevil\u202e", "\u2067\u2067evil", "\u2066a\u2069\u2069", "a\u200bb\u200db", "\u061c\u200f1 2",
    "مرحبا بالعالم " * 20, "👩‍👩‍👧‍👦" * 60, "ﷺ" * 60, "T\u043em", "\ufdfd" * 9, "\U000e0001x", "\u3164", "⠀" * 80, "ู้ำ" * 80,
)  # fmt: skip
"""What names are made of that hide, turn round, stack up, stretch, or look like other letters."""
NEIGHBOURS = """() => {
  const readsForward = text => {
    const start = text.data.indexOf('Reddit'), ends = [0, 5].map(place => {
      const range = document.createRange();
      range.setStart(text, start + place);
      range.setEnd(text, start + place + 1);
      return range.getBoundingClientRect();
    });
    return ends[0].top < ends[1].top || ends[0].left < ends[1].left;  // a narrow line may part the word
  };
  const beside = [...document.querySelectorAll('h3.person, .glance .who')].flatMap(one => [...one.childNodes]);
  return [
    beside.filter(node => node.nodeType === 3 && node.data.includes('Reddit')).map(readsForward),
    [...document.querySelectorAll('.card .top')].map(top => [top.querySelector('.clock').getBoundingClientRect().left, top.textContent]),
  ];
}"""


def neighbours(chromium: Browser, tmp_path: Path, names: Sequence[str], planted: str = "") -> list[object]:
    """Say of each name where what stands beside it is, and whether it still reads forward; `planted` stands raw after it."""
    found: list[object] = []
    with on_a_page(chromium) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        for name in names:
            file = case_file(1, assessed(mention("n", "Broken again.", author_name=name), gist="Broken again"))
            markup = render("html", build(material(waiting=(file, tom()))))
            (tmp_path / "page.html").write_bytes(
                markup.replace(f"{name}</bdi>".encode(), f"{name}</bdi>{planted}".encode())
            )
            page.goto((tmp_path / "page.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
            found.append(page.evaluate(NEIGHBOURS))
    return found


@pytest.mark.parametrize(("count", "seed"), [(8, 1), pytest.param(120, 2, marks=pytest.mark.faults)])
def test_long_and_strange_names_leave_their_neighbours_where_they_were(
    chromium: Browser, tmp_path: Path, count: int, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - the same names in every run
    usual, *others = neighbours(
        chromium, tmp_path, ["Tom", *STRANGE, *("".join(chance.sample(STRANGE, 3)) for _ in range(count))]
    )
    assert usual[0] == [True] * 4  # type: ignore[index]
    assert len(others) == len(STRANGE) + count
    assert [one for one in others if one != usual] == []


def test_a_name_that_is_not_isolated_is_seen_to_turn_its_neighbours_round(chromium: Browser, tmp_path: Path) -> None:
    assert neighbours(chromium, tmp_path, ["Ann"]) != neighbours(chromium, tmp_path, ["Ann"], planted="\u202e")


def test_the_filter_shows_one_owner_s_people_without_any_script(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    page = chromium.new_page(java_script_enabled=False)
    page.goto((tmp_path / "page.html").as_uri())
    assert page.locator("article.card:visible").count() == 3
    page.get_by_text("Product support, 1").click()
    assert page.locator("article.card:visible").count() == 1
    page.close()
