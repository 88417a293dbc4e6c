"""The page for everybody: no finding of axe with contrast on, at three widths, light and dark, empty and full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from reports.build import build
from reports.registry import render
from tests.browser.findings import findings
from tests.reports.larkfield import calm, crowd, material

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390, 320)


def opened(chromium: Browser, file: Path, width: int, theme: Any) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce")
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return page


# Fifty cards take a minute in all: the default run looks at them once, `-m faults` at every width and theme.
CASES = [(cards, theme, WIDTHS) for cards in (0, 1, 3) for theme in ("light", "dark")]
LONG = [pytest.param(50, theme, WIDTHS, marks=pytest.mark.faults) for theme in ("light", "dark")]


@pytest.mark.parametrize(("cards", "theme", "widths"), [*CASES, (50, "light", (390,)), *LONG])
def test_axe_finds_nothing(chromium: Browser, tmp_path: Path, cards: int, theme: str, widths: tuple[int, ...]) -> None:
    made = calm() if cards == 0 else material(waiting=crowd(cards))
    (tmp_path / "page.html").write_bytes(render("html", build(made)))
    page = opened(chromium, tmp_path / "page.html", widths[0], theme)
    assert page.locator("article.card").count() == cards
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert findings(page, theme) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_axe_does_find_a_planted_fault(chromium: Browser, tmp_path: Path) -> None:
    markup = render("html", build(material())).replace(b'<html lang="en">', b"<html>")
    (tmp_path / "page.html").write_bytes(markup)
    page = opened(chromium, tmp_path / "page.html", 1280, "light")
    assert any(one.startswith("html-has-lang") for one in findings(page))
    page.close()


def test_axe_does_find_pale_words_in_the_dark(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    page = opened(chromium, tmp_path / "page.html", 1280, "dark")
    page.evaluate("document.querySelector('h1').style.color = '#444'")
    assert [one[:14] for one in findings(page, "dark")] == ["color-contrast"]
    page.close()


def test_the_keyboard_alone_reaches_the_first_answer(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    page = opened(chromium, tmp_path / "page.html", 1280, "light")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the people waiting"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Answer on Reddit":
            break
    else:
        pytest.fail("the answer was not reached")
    page.close()


def test_on_paper_every_person_has_a_sheet_and_nothing_stays_folded(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(render("html", build(material())))
    page = chromium.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    heights = page.evaluate(
        "[...document.querySelectorAll('#method details p')].map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) > 0
    page.close()
