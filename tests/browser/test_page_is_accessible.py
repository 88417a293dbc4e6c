"""The page for everybody: no finding of axe with contrast on, at three widths, light and dark, empty and full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from monitor.model import Material
from reports.build import build
from reports.html import FULL
from reports.registry import render
from tests.browser.looking import findings, findings_everywhere, on_a_page, opened
from tests.reports.hostile import poisoned
from tests.reports.larkfield import assessed, calm, case_file, crowd, hearing, material, mention

pytestmark = pytest.mark.browser


def crowded(cards: int) -> Material:
    return material(waiting=crowd(cards)) if cards else calm()


def strangers() -> Material:
    """Make a page of names and words that break layouts: right to left, pictures, without end, without a blank."""
    names = ("محمد عبد الله الطويل", "שירה בן־דוד", "👩‍👩‍👧‍👦🔥", "W" * 500, "Maximilian von und zu " * 25)
    words = (
        "طلبت الموقد مرتين ووصل الخطأ مرتين.",
        "הזמנתי כיריים, Larkfield!",
        "😡🚚😭" * 40,
        "word " * 4000,
        "W" * 3000,
    )
    waiting = tuple(
        case_file(number, assessed(mention(f"s{number}", text, author_name=name, place=name), gist=text))
        for number, (name, text) in enumerate(zip(names, words, strict=True))
    )
    brand = "The Larkfield Home And Garden Company " * 5
    lasting = replace(hearing()[3], title="W" * 200, gaps=(), last_error="https://example.invalid/" + "x" * 300)
    return material(
        hearing=(lasting,),
        waiting=waiting,
        next_later=waiting,
        held=waiting,
        quiet=waiting,
        title=brand,
        brands=(brand, "W" * 200),
    )


STATES = {
    "nothing ever heard": calm(hearing=tuple(replace(one, heard=(), listening_since=None) for one in hearing())),
    "no source": calm(hearing=(), mentions_in_window=0, questions_in_window=0, previous_report_at=None),
    "one source": material(hearing=hearing()[:1]),
    "put off": calm(put_off=3),
    "strangers": strangers(),
    "hostile": poisoned(material(), 5),
}


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_any_state_on_a_telephone_or_at_twice_the_size(
    chromium: Browser, tmp_path: Path, name: str
) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(STATES[name])))
    with opened(chromium, (tmp_path / "page.html").as_uri(), 320, "dark") as page:
        assert findings(page) == []
        for width in (1280, 901, 640):
            page.set_viewport_size({"width": width, "height": 450})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


# The default run looks at three cards, one of each kind, and once at a dozen; nobody and one are pages of which the states
# above and the three hold every part: `-m faults` looks at them and at fifty cards, at every width and theme too.
OTHERS = [pytest.param(cards, marks=pytest.mark.faults) for cards in (0, 1, 50, 500)]


@pytest.mark.parametrize("cards", [3, *OTHERS])
def test_axe_finds_nothing_at_any_width_in_any_theme(chromium: Browser, tmp_path: Path, cards: int) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(crowded(cards))))
    with opened(chromium, (tmp_path / "page.html").as_uri(), 1280, "light") as page:
        assert page.locator("article.card").count() == min(cards, FULL)
    assert findings_everywhere(chromium, (tmp_path / "page.html").as_uri()) == (6, [])


def test_axe_finds_nothing_among_many_cards_on_a_telephone(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(crowded(12))))
    address = (tmp_path / "page.html").as_uri()
    assert findings_everywhere(chromium, address, widths=(390,), themes=("light",)) == (1, [])


def test_axe_does_find_a_planted_fault(chromium: Browser, tmp_path: Path) -> None:
    markup = render("html", build(material())).replace(b'<html lang="en">', b"<html>")
    (tmp_path / "page.html").write_bytes(markup)
    with opened(chromium, (tmp_path / "page.html").as_uri(), 1280, "light") as page:
        assert any(one.startswith("html-has-lang") for one in findings(page))


def test_axe_does_find_pale_words_on_a_card_that_is_off_the_screen(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(crowded(6))))
    with opened(chromium, (tmp_path / "page.html").as_uri(), 390, "dark") as page:
        page.evaluate("[...document.querySelectorAll('.card .person')].at(-1).style.color = '#333'")
        assert {one[:14] for one in findings(page, "dark")} == {"color-contrast"}


def test_axe_does_find_pale_words_in_the_dark(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    with opened(chromium, (tmp_path / "page.html").as_uri(), 1280, "dark") as page:
        page.evaluate("document.querySelector('h1').style.color = '#444'")
        assert [one[:14] for one in findings(page, "dark")] == ["color-contrast"]


# Nobody asks for reduced motion here: it is smooth scrolling that once ended where things lay before they were laid out.
@pytest.mark.parametrize("width", [1280, 390])
def test_every_link_leads_to_its_place_though_cards_are_laid_out_late(
    chromium: Browser, tmp_path: Path, width: int
) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(crowded(50))))
    with on_a_page(chromium) as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((tmp_path / "page.html").as_uri())
        for place in ("p50", "p1", "held", "p31", "later", "praise", "p8"):
            page.locator(f"a[href='#{place}']").first.evaluate("link => link.click()")
            page.wait_for_timeout(100)
            assert 0 <= page.evaluate(f"document.getElementById('{place}').getBoundingClientRect().top") < 40, place


def test_the_keyboard_alone_reaches_the_first_answer(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    with opened(chromium, (tmp_path / "page.html").as_uri(), 1280, "light") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the people waiting"
        page.keyboard.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Answer on Reddit":
                break
        else:
            pytest.fail("the answer was not reached")


def test_on_paper_every_person_has_a_sheet_and_nothing_stays_folded(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    with on_a_page(chromium) as page:
        page.goto((tmp_path / "page.html").as_uri())
        page.emulate_media(media="print")
        assert page.locator("nav").is_hidden()
        heights = page.evaluate(
            "[...document.querySelectorAll('#method details p')].map(one => one.getBoundingClientRect().height)"
        )
        assert min(heights) > 0


def test_every_person_s_sheet_ends_before_the_next_begins(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    with on_a_page(chromium) as page:
        page.goto((tmp_path / "page.html").as_uri())
        page.emulate_media(media="print")
        ends = page.evaluate(
            "[...document.querySelectorAll('article.card')].map(one => getComputedStyle(one).breakAfter)"
        )
        assert ends == ["page"] * 3


def test_the_keyboard_goes_down_the_page_and_leaves_nothing_out(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    with opened(chromium, (tmp_path / "page.html").as_uri(), 1280, "light") as page:
        stops = (
            page.evaluate("document.querySelectorAll('a[href], summary').length") + 1
        )  # and the filter, by its arrows
        places = []
        for _ in range(stops):
            page.keyboard.press("Tab")
            places.append(page.evaluate(WHERE))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body")
        assert places == sorted(places)


WHERE = """() => [...document.querySelectorAll('a[href], summary, input')].indexOf(document.activeElement)"""
