"""Asks axe what it finds on a page that is open."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"light": (), "dark": ("color-contrast",)}
"""Which rules to try in each theme, by name, or all: our style changes colours alone for the dark one."""


def findings(page: Page, theme: str = "light") -> list[str]:
    """Give what axe finds, with the beginning of the markup."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": [*RULES[theme]]} if RULES[theme] else {})
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
