"""The served page in a real browser: nothing for axe to find, usable by keyboard, and its own policy lets its forms work."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from running import monitor

from tests.browser.looking import FORMS, THEMES, WIDTHS, findings, look_at, look_at_markup, on_a_page, unfold
from tests.reports.hostile import STRINGS
from tests.serve.serving import NOW, Server, fresh_case, served

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
    with on_a_page(chromium) as page:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(reduced_motion="reduce")
        page.goto(server.address)
        yield page


def test_a_press_leads_back_to_its_card_which_tells_it(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    case = page.locator(".desk").first.get_attribute("id")
    desk = page.locator(f"#{case}")
    desk.get_by_text("Hand over, put off, note, not for us").click()
    desk.get_by_label("Note").fill("rang her\n<b>twice</b>")
    desk.get_by_role("button", name="Keep the note").click()
    expect(page).to_have_url(re.compile(rf"index\.html\?did={case}#{case}$"))
    expect(page.locator(f"#{case} .typed").first).to_have_text("rang her\n<b>twice</b>", use_inner_text=True)
    assert page.locator(f"#{case}").evaluate("one => one.getBoundingClientRect().top") < 900
    assert complaints == []


def test_by_keyboard_alone_a_case_is_taken(page: Page) -> None:
    desk = page.locator(".desk").last
    case = desk.get_attribute("id")
    desk.get_by_role("button", name="I’ll take it").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("did="))
    # What is off the screen is laid out late: until then it can be seen by nobody, and has no inner text.
    expect(page.locator(f"#{case} .done")).to_contain_text("took it", use_inner_text=True)


def test_praise_is_passed_on_by_keyboard_and_its_row_tells_it(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    button = page.get_by_role("button", name="I passed it on: P-").first
    row = button.locator("xpath=ancestor::li")
    reference = row.get_attribute("id")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**did={reference}*")
    told = page.locator(f"#{reference}")
    assert "Passed on by " in told.inner_text()
    assert told.get_by_role("button").count() == 0
    assert told.evaluate("one => one.getBoundingClientRect().top") < 900
    assert complaints == []


# What stands at one width stands at the others: the default run looks at a telephone, `-m faults` everywhere.
@pytest.mark.parametrize(
    "width", [390, *(pytest.param(width, marks=pytest.mark.faults) for width in WIDTHS if width != 390)]
)
def test_axe_finds_nothing_with_buttons_and_nothing_runs_off_the_screen(page: Page, server: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    case = page.locator(".desk").first.get_attribute("id")
    held = page.locator("#held a[href^=people]").first.get_attribute("href")
    for path in (
        f"people/{case}.html?did",
        str(held),
        "index.html?did=R-9999&waits",  # the page itself, and a notice on it
        "sign-in",
        "nowhere",
    ):
        page.goto(server.address + path)
        unfold(page)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            assert findings(page, theme) == [], (path, theme)


@pytest.mark.parametrize("path", ["figures.html", "past/index.html"])
def test_pages_that_were_written_open_as_well_when_they_are_served(
    chromium: Browser, server: Server, path: str
) -> None:
    seen = look_at(chromium, server.address + path)
    assert (seen.problems(), seen.headlines) == ([], 1)


def test_axe_does_find_a_field_without_a_name(page: Page, server: Server) -> None:
    page.goto(f"{server.address}people/{page.locator('.desk').first.get_attribute('id')}.html")
    page.evaluate(
        "document.querySelector('.desk textarea').closest('label').replaceWith(document.querySelector('.desk textarea'))"
    )
    unfold(page)
    assert any("label" in one for one in findings(page))


def test_of_a_case_to_which_nothing_is_owed_its_page_says_no_more_that_they_wait(page: Page, server: Server) -> None:
    desk = page.locator(".desk").last
    case = desk.get_attribute("id")
    desk.get_by_text("Hand over, put off, note, not for us").click()
    desk.get_by_role("button", name="Not for us").click()
    page.goto(f"{server.address}people/{case}.html")
    assert page.locator(".top .clock").inner_text() == "Closed"
    assert "waiting" not in page.locator("article").inner_text()
    held = page.goto(server.address) and page.locator("#held a[href^=people]").first.get_attribute("href")
    page.goto(f"{server.address}{held}")
    assert page.locator("main > .lede").inner_text().startswith("Read, but don’t reply. ")
    assert page.get_by_text("A good reply acknowledges").count() == 0


STORY = "My sofa from Larkfield arrived broken and support keeps hanging up on me. I want a refund."
TOLD = tuple(dict.fromkeys(text for text in STRINGS if text.isprintable() and text.strip()))


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the page of a brand, an owner and people who all have hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    with (folder / "mentions.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "author", "when", "words"))
        for number, text in enumerate(TOLD):
            rows.writerow((number, text[:500], f"2026-03-04T08:{number % 60:02d}:00Z", f"{STORY} {text}"))
    (folder / "monitor.toml").write_text(CONFIG, encoding="utf-8")
    done = monitor("run", "--config", folder / "monitor.toml", "--now", NOW)
    assert done.returncode == 0, done.stderr
    with served(folder) as running:
        yield running


CONFIG = """
title = "</title><script>alert('title')</script>"
[[brands]]
name = "Larkfield"
[team]
capacity = 100
[[owners]]
name = "<img src=x onerror=alert('owner')>"
words = ["sofa"]
on_shift = "<svg onload=alert('shift')>"
[sources.mentions]
connector = "file"
path = "mentions.csv"
platform = "x"
title = "<b onclick=alert('source')>source</b>"
columns = { stable_key = "id", author = "author", posted_at = "when", text = "words" }
"""


def test_hostile_words_on_the_served_page_and_in_notes_do_nothing_and_stay_whole(
    chromium: Browser, hostile_server: Server
) -> None:
    seen = look_at(chromium, hostile_server.address)
    assert seen.problems(FORMS) == []
    shown = {words.removeprefix(f"{STORY} ") for words in seen.page["words"]}
    assert len(shown & set(TOLD)) >= 30
    visitor = hostile_server.visitor()
    case = fresh_case(visitor.open().text)
    note = "</textarea><script>alert('note')</script>"
    assert visitor.press(case, "note", note).status_code == 303
    own = look_at(chromium, f"{hostile_server.address}people/{case}.html")
    assert own.problems(FORMS) == []
    assert note in own.text


@pytest.mark.parametrize("place", ["", "people/R-1.html?did=", "past/", "stories/", "index.html?did=", "cases/R-1?"])
def test_a_hostile_address_is_never_said_back(hostile_server: Server, place: str) -> None:
    assert "intruder" not in hostile_server.visitor().open(f"{place}<script>intruder()</script>").text


def test_the_check_fails_on_a_served_page_that_is_not_escaped(
    chromium: Browser, hostile_server: Server, tmp_path: Path
) -> None:
    markup = hostile_server.visitor().open().content
    assert look_at_markup(chromium, markup, tmp_path).problems(FORMS) == []
    open_page = markup.replace(b"&lt;img src=x onerror=alert(", b"<img src=x onerror=alert(")
    assert look_at_markup(chromium, open_page, tmp_path).problems(FORMS)
