"""The served page in a real browser: nothing for axe to find, usable by keyboard, and its own policy lets its forms work."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.findings import findings
from tests.serve.serving import Server, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served") / "copy"
    shutil.copytree(demo_folder, folder)
    config = folder / "monitor.toml"
    # A small page is as telling as a large one, and axe takes a minute for a large one.
    config.write_text(re.sub(r"capacity = \d+", "capacity = 2", config.read_text(encoding="utf-8")), encoding="utf-8")
    with served(folder) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(server.address)
    yield page
    page.close()


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def test_a_press_leads_back_to_its_card_which_tells_it(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    case = page.locator(".desk").first.get_attribute("id")
    desk = page.locator(f"#{case}")
    desk.get_by_text("Hand over, put off, note, not for us").click()
    desk.get_by_label("Note").fill("rang her\n<b>twice</b>")
    desk.get_by_role("button", name="Keep the note").click()
    assert page.url.endswith(f"index.html?did={case}#{case}")
    assert page.locator(f"#{case} .typed").first.inner_text() == "rang her\n<b>twice</b>"
    assert page.locator(f"#{case}").evaluate("one => one.getBoundingClientRect().top") < 900
    assert complaints == []


def test_by_keyboard_alone_a_case_is_taken(page: Page) -> None:
    desk = page.locator(".desk").last
    case = desk.get_attribute("id")
    desk.get_by_role("button", name="I’ll take it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**did=*")
    assert "took it" in page.locator(f"#{case} .done").inner_text()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_with_buttons_and_nothing_runs_off_the_screen(page: Page, server: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    case = page.locator(".desk").first.get_attribute("id")
    for path in (
        f"index.html?did={case}",
        f"people/{case}.html?did",
        "index.html?did=R-9999&waits",
        "sign-in",
        "nowhere",
    ):
        page.goto(server.address + path)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            unfold(page)
            assert findings(page, theme) == [], (path, theme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_axe_does_find_a_field_without_a_name(page: Page) -> None:
    page.evaluate(
        "document.querySelector('.desk textarea').closest('label').replaceWith(document.querySelector('.desk textarea'))"
    )
    unfold(page)
    assert any("label" in one for one in findings(page))
