"""The pages beside the page: past pages, pages of their own, a lead's figures; for everybody, on any width, deaf to strangers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from monitor.model import LeadFigures, PastPage, StoryFates, Tally, WeekTally
from monitor.publish import publish
from reports.build import build
from tests.reports.hostile import STRINGS, poisoned
from tests.reports.larkfield import NOW, assessed, crowd, material, mention, stories

pytestmark = pytest.mark.browser


def tally(name: str) -> Tally:
    return Tally(
        name=name, people=60, answered=40, promised=50, kept=30, satisfied=20, reopened=3, silent=9,
        typical_wait_seconds=5400.0, compared=20, negative_before=0.8, negative_after=0.3,
    )  # fmt: skip


def figures(names: tuple[str, ...]) -> LeadFigures:
    weeks = tuple(
        WeekTally(monday=date(2026, 3, 2) - timedelta(weeks=back), tally=tally(""), praise=7) for back in range(8)
    )
    lines = tuple(map(tally, names))
    return LeadFigures(weeks=weeks, owners=lines, products=lines, stories=StoryFates(stopped=7, grew=2))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a long report whose strangers are hostile, with every page beside it."""
    told = tuple(assessed(mention(f"t{number}", STRINGS[number % len(STRINGS)])) for number in range(60))
    made = material(waiting=crowd(53), stories=(replace(stories()[0], mentions=told, total_mentions=60),))
    made = replace(poisoned(made, 3), figures=figures(STRINGS[:20]), keeps_past=True)
    past = [
        PastPage(
            day=f"2026-03-0{4 - back}",
            made_at=NOW - timedelta(days=back),
            headline="3 people need you today",
            waiting=3,
            deaf=back,
            is_withdrawn=back == 2,
        )
        for back in range(3)
    ]
    folder = tmp_path_factory.mktemp("report")
    publish(build(made), folder, ["html"], past)  # no run of the day before lived to write its page
    return folder


LONG = [pytest.param(name, marks=pytest.mark.faults) for name in ("past/2026-03-04/index.html", "index.html")]
PAGES = ("figures.html", "past/index.html", "people/*.html", "stories/*.html", *LONG)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_nothing_runs_and_nothing_is_fetched(
    chromium: Browser, folder: Path, name: str, theme: str
) -> None:
    file = min(folder.glob(name))
    said: list[str] = []
    asked: list[str] = []
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]] == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert said == []
    assert len(asked) == 1


def test_every_link_between_the_pages_opens_what_it_names(chromium: Browser, folder: Path) -> None:
    page = chromium.new_page()
    for file in [
        folder / "index.html",
        folder / "figures.html",
        *folder.glob("*/*.html"),
        *folder.glob("past/*/*.html"),
    ]:
        for link in set(re.findall(r'href="((?!https?:|mailto:|#)[^"]+)"', file.read_text(encoding="utf-8"))):
            assert (file.parent / link.partition("#")[0]).resolve().is_file(), (file.name, link)
    page.goto((folder / "index.html").as_uri())
    page.click("#rest + p + ol li a")
    assert page.locator("article.card").count() == 1
    page.click("text=Back to the page")
    assert page.url.endswith("index.html#p51")
    page.close()
