"""The page of the demo, opened as the reader opens it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
def test_the_demo_page_opens_without_error_request_or_sideways_scrolling(
    chromium: Browser, demo_folder: Path, width: int
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((demo_folder / "report" / "index.html").as_uri())
    cards = page.locator("article.card").count()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    report = json.loads((demo_folder / "report" / "index.json").read_text(encoding="utf-8"))
    assert (said, len(asked), overflow) == ([], 1, 0)
    assert cards == len(report["cards"]) > 0
