"""The letter in a real browser: readable for everybody, on any width, and it asks nobody for anything."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from monitor.model import Material
from reports.build import build
from reports.registry import render
from tests.reports.hostile import poisoned
from tests.reports.larkfield import calm, crowd, material

pytestmark = pytest.mark.browser


def page_of(made: Material) -> bytes:
    part = message_from_bytes(render("email", build(made)), policy=SMTP).get_body(("html",))
    assert part is not None
    return str(part.get_content()).encode()


MADE = {"nobody": calm(), "three": material(), "many": material(waiting=crowd(50)), "hostile": poisoned(material(), 7)}


@pytest.mark.parametrize("name", MADE)
def test_axe_finds_nothing_in_a_letter_and_it_asks_nobody(chromium: Browser, tmp_path: Path, name: str) -> None:
    file = tmp_path / "letter.html"
    file.write_bytes(page_of(MADE[name]))
    asked: list[str] = []
    for theme in ("light", "dark"):
        page = chromium.new_page(viewport={"width": 1280, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            assert [one["id"] for one in found] == [], width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
    assert len(asked) == 2
