"""The letter in a real browser: readable for everybody, on any width, and it asks nobody for anything."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from monitor.model import Material
from reports.build import build
from reports.registry import render
from tests.browser.looking import findings_everywhere, look_at_markup
from tests.reports.hostile import STRINGS, poisoned
from tests.reports.larkfield import assessed, calm, case_file, crowd, material, mention

pytestmark = pytest.mark.browser


def page_of(made: Material) -> bytes:
    part = message_from_bytes(render("email", build(made)), policy=SMTP).get_body(("html",))
    assert part is not None
    return str(part.get_content()).encode()


MADE = {"nobody": calm(), "three": material(), "many": material(waiting=crowd(50)), "hostile": poisoned(material(), 7)}


@pytest.mark.parametrize("name", MADE)
def test_axe_finds_nothing_in_a_letter_nothing_runs_and_it_asks_nobody(
    chromium: Browser, tmp_path: Path, name: str
) -> None:
    markup = page_of(MADE[name])
    # Mail programs know styles inline only.
    assert look_at_markup(chromium, markup, tmp_path).problems(handlers=frozenset({"style"})) == []
    assert findings_everywhere(chromium, (tmp_path / "page.html").as_uri()) == (6, [])


def visible(text: str) -> str:
    """Give what can be seen of a text: a letter breaks its lines by elements, and stand-ins for controls are ours."""
    return "".join(letter for letter in text if letter.isprintable() and letter not in STAND_INS and letter != " ")


STAND_INS = frozenset(map(chr, (*range(0x2400, 0x2422), 0xFFFD)))


@pytest.mark.parametrize("strings", [STRINGS[::2], STRINGS[1::2]], ids=["even", "odd"])
def test_every_hostile_string_stays_whole_in_a_letter(
    chromium: Browser, tmp_path: Path, strings: tuple[str, ...]
) -> None:
    for place in range(0, len(strings), 5):
        some = strings[place : place + 5]
        files = tuple(
            case_file(number, assessed(mention(f"h{number}", text, author_name=text, url=text), gist=text))
            for number, text in enumerate(some)
        )
        seen = look_at_markup(chromium, page_of(material(waiting=files)), tmp_path)
        assert seen.problems(handlers=frozenset({"style"})) == []
        for text in some:
            assert visible(text[:900]) in visible(seen.text)


def test_the_check_fails_on_a_letter_that_is_not_escaped(chromium: Browser, tmp_path: Path) -> None:
    file = case_file(1, assessed(mention("hob", "PLANTED HERE")))
    markup = page_of(material(waiting=(file,))).replace(b"PLANTED HERE", b"<img src=x onerror=alert(1)>")
    assert look_at_markup(chromium, markup, tmp_path).problems(handlers=frozenset({"style"}))
