"""A real Chromium for tests of the page, or one loud line that says what is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from conftest import require
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    where = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(where, "NO BROWSER: the page is not tested; install Chromium (Debian: apt install chromium) and run again")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=ARGUMENTS)
        yield browser
        browser.close()
