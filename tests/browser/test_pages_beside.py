"""The pages beside the page: past pages, pages of their own, a lead's figures; for everybody, on any width, deaf to strangers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from monitor.model import LeadFigures, PastPage, StoryFates, Tally, WeekTally
from monitor.publish import publish
from reports.build import build
from reports.document import Report
from tests.browser.looking import THEMES, WIDTHS, as_shown, findings_everywhere, look_at, look_at_markup, on_a_page
from tests.reports.hostile import STRINGS, poisoned
from tests.reports.larkfield import NOW, assessed, crowd, material, mention, stories

pytestmark = pytest.mark.browser


def tally(name: str) -> Tally:
    return Tally(
        name=name, people=60, answered=40, promised=50, kept=30, satisfied=20, reopened=3, silent=9,
        typical_wait_seconds=5400.0, compared=20, negative_before=0.8, negative_after=0.3, praise=7, passed_on=2,
    )  # fmt: skip


def figures(names: tuple[str, ...]) -> LeadFigures:
    weeks = tuple(WeekTally(monday=date(2026, 3, 2) - timedelta(weeks=back), tally=tally("")) for back in range(8))
    lines = tuple(map(tally, names))
    return LeadFigures(weeks=weeks, owners=lines, products=lines, stories=StoryFates(stopped=7, grew=2))


@pytest.fixture(scope="module")
def report() -> Report:
    """Make a long report whose strangers are hostile."""
    told = tuple(assessed(mention(f"t{number}", STRINGS[number % len(STRINGS)])) for number in range(60))
    made = material(waiting=crowd(53), stories=(replace(stories()[0], mentions=told, total_mentions=60),))
    return build(replace(poisoned(made, 3), figures=figures(STRINGS[:20]), keeps_past=True))


@pytest.fixture(scope="module")
def folder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report with every page beside it."""
    past = [
        PastPage(
            day=f"2026-03-0{4 - back}",
            made_at=NOW - timedelta(days=back),
            headline=STRINGS[back],
            waiting=3,
            deaf=back,
            is_withdrawn=back == 2,
        )
        for back in range(3)
    ]
    folder = tmp_path_factory.mktemp("report")
    publish(report, folder, ["html"], past)  # no run of the day before lived to write its page
    return folder


# Axe takes minutes in all: the default run looks at a telephone, at a long story in the dark; `-m faults` everywhere.
SHORT, LONG = ("figures.html", "past/index.html", "people/*.html"), ("stories/*.html",)
ONCE = [*((name, (390,), THEMES) for name in SHORT), *((name, (390,), ("dark",)) for name in LONG)]
FAULTS = [
    pytest.param(name, WIDTHS, THEMES, marks=pytest.mark.faults)
    for name in (*SHORT, *LONG, "past/2026-03-04/index.html", "index.html")
]


@pytest.mark.parametrize(("name", "widths", "themes"), [*ONCE, *FAULTS])
def test_axe_finds_nothing_nothing_runs_and_nothing_is_fetched(
    chromium: Browser, folder: Path, name: str, widths: tuple[int, ...], themes: tuple[str, ...]
) -> None:
    address = min(folder.glob(name)).as_uri()
    assert findings_everywhere(chromium, address, widths=widths, themes=themes) == (len(widths) * len(themes), [])
    assert look_at(chromium, address).problems() == []


def test_hostile_words_and_names_stay_whole_on_pages_of_their_own(
    chromium: Browser, folder: Path, report: Report
) -> None:
    (story,) = folder.glob("stories/*.html")
    told = [as_shown(member.words.text) for member in report.stories[0].told]
    assert look_at(chromium, story.as_uri()).page["words"] == [text for text in told if text]
    person = report.cards[-1]
    words = [as_shown(one.text) for one in (person.words, *person.more)]
    shown = look_at(chromium, (folder / "people" / f"{person.reference}.html").as_uri()).page["words"]
    assert shown == [text for text in words if text]
    for name, strings in {"figures.html": STRINGS[:20], "past/index.html": STRINGS[:3:2]}.items():
        text = look_at(chromium, (folder / name).as_uri()).text
        assert [one for one in strings if as_shown(one) not in text] == []


def test_the_check_fails_on_pages_that_are_not_escaped(chromium: Browser, folder: Path, tmp_path: Path) -> None:
    for name in ("figures.html", "past/index.html", "people/*.html", "stories/*.html"):
        markup = min(folder.glob(name)).read_bytes().replace(b"<main>", b"<main><img src=x onerror=alert(1)>")
        assert look_at_markup(chromium, markup, tmp_path).problems(), name


def test_every_link_between_the_pages_opens_what_it_names(chromium: Browser, folder: Path) -> None:
    for file in [
        folder / "index.html",
        folder / "figures.html",
        *folder.glob("*/*.html"),
        *folder.glob("past/*/*.html"),
    ]:
        for link in set(re.findall(r'href="((?!https?:|mailto:|#)[^"]+)"', file.read_text(encoding="utf-8"))):
            assert (file.parent / link.partition("#")[0]).resolve().is_file(), (file.name, link)
    with on_a_page(chromium) as page:
        page.goto((folder / "index.html").as_uri())
        page.click("#rest + p + ol li a")
        assert page.locator("article.card").count() == 1
        page.click("text=Back to the page")
        assert page.url.endswith("index.html#p51")
