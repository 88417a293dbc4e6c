"""Opens a page as a reader would, fires all that a hand could fire, and says what must never happen; and lets axe look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from reports.html import shown

WIDTHS = (1280, 390, 320)
THEMES = ("light", "dark")
RULES = {"light": (), "dark": ("color-contrast",)}
"""Which rules to try in each theme, by name, or all: our style changes colours alone for the dark one."""

EXPECTED = frozenset({
    "a", "article", "aside", "b", "bdi", "blockquote", "body", "br", "circle", "dd", "details", "div", "dl",
    "dt", "fieldset", "footer", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "i", "input", "label",
    "legend", "li", "main", "mark", "meta", "nav", "ol", "p", "path", "polygon", "polyline", "q", "section",
    "small", "span", "strong", "style", "summary", "sup", "svg", "table", "tbody", "td", "text", "th", "thead",
    "time", "title", "tr", "ul",
})  # fmt: skip
FORMS = frozenset({"button", "datalist", "form", "option", "select", "textarea"})
"""What the served page has beyond the written one."""

# Fires what a reader's hand could fire, and reports what the page is made of.
LOOK = """() => {
  for (const element of document.querySelectorAll('*')) {
    for (const name of ['mouseover', 'mouseenter', 'click', 'focus', 'pointerdown', 'toggle', 'load', 'error', 'animationstart'])
      if (!(name === 'click' && /^(A|BUTTON|INPUT)$/.test(element.tagName))) element.dispatchEvent(new Event(name));
    if (element.tagName === 'DETAILS') element.open = true;
  }
  const all = [...document.querySelectorAll('*')];
  return {
    tags: [...new Set(all.map(element => element.localName))],
    handlers: all.flatMap(element => [...element.attributes]).filter(one => /^on|^style$|^src/.test(one.name)).map(one => one.name),
    addresses: [...document.querySelectorAll('[href]')].map(element => element.getAttribute('href')),
    cards: document.querySelectorAll('article.card').length,
    headline: document.querySelectorAll('h1').length,
    words: [...document.querySelectorAll('blockquote.words')].map(element => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll('summary, sup').forEach(one => one.remove());
      return copy.textContent;
    }),
    text: document.body.textContent,
  };
}"""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a browser made of a page."""

    dialogs: list[str]
    complaints: list[str]
    requests: list[str]
    page: dict[str, list[str]]
    cards: int
    headlines: int
    text: str

    def problems(self, beside: frozenset[str] = frozenset(), handlers: frozenset[str] = frozenset()) -> list[str]:
        """List everything that must never happen; `beside` are further elements and `handlers` further attributes of ours."""
        foreign = sorted(set(self.page["tags"]) - EXPECTED - beside)
        strange = [url for url in self.page["addresses"] if not _is_ours(url)]
        odd = sorted(set(self.page["handlers"]) - handlers)
        found = (self.dialogs, self.complaints, self.requests, foreign, odd, strange)
        return [str(one) for group in found for one in group]


def _is_ours(url: str) -> bool:
    """Tell whether an address is one we write: a web address, a letter, a place on the page, or a page beside it."""
    beside = r"(\.\./)*((people|stories|past)/)?[\w-]+(/index)?\.html(#\w[\w-]*)?"
    return re.fullmatch(rf"#\w[\w-]*|https?://[\w.-]+(:\d+)?(/.*)?|mailto:.*|{beside}", url, re.DOTALL) is not None


_KEPT: dict[Browser, Page] = {}


@contextmanager
def on_a_page(chromium: Browser) -> Iterator[Page]:
    """Lend a page on which nothing is open. It is kept for the next who asks, as a new one costs a process.

    Not kept is one that was closed, or on which anything went wrong.
    """
    page = _KEPT.pop(chromium, None) or chromium.new_page()
    page.goto("about:blank")
    page.context.clear_cookies()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
    try:
        yield page
    except BaseException:
        page.close()
        raise
    if not page.is_closed():
        _KEPT[chromium] = page


def look_at(chromium: Browser, address: str) -> Seen:
    """Open an address and look."""
    dialogs: list[str] = []
    complaints: list[str] = []
    requests: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    def on_console(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    def on_request(request: Request) -> None:
        if request.url.split("#")[0] != address.split("#", maxsplit=1)[0]:
            requests.append(request.url)

    with on_a_page(chromium) as page:
        page.on("dialog", on_dialog)
        page.on("console", on_console)
        page.on("request", on_request)
        page.goto(address)
        made = page.evaluate(LOOK)
        page.wait_for_timeout(50)
        page.remove_listener("dialog", on_dialog)
        page.remove_listener("console", on_console)
        page.remove_listener("request", on_request)
        if dialogs or complaints or requests:
            page.close()
    return Seen(
        dialogs=dialogs,
        complaints=complaints,
        requests=requests,
        page=made,
        cards=made["cards"],
        headlines=made["headline"],
        text=made["text"],
    )


def look_at_markup(chromium: Browser, markup: bytes, folder: Path) -> Seen:
    """Write a page into a file, open it and look."""
    file = folder / "page.html"
    file.write_bytes(markup)
    return look_at(chromium, file.as_uri())


def as_shown(text: str) -> str:
    """Give the text a browser holds for ours: stand-ins for what a page cannot carry, line breaks made one kind."""
    return str(shown(text)).replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def opened(chromium: Browser, address: str, width: int, theme: Any) -> Iterator[Page]:
    """Open an address at a width and in a theme, everything unfolded."""
    with on_a_page(chromium) as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.goto(address)
        unfold(page)
        yield page


def unfold(page: Page) -> None:
    """Unfold everything, and lay out what is off the screen, so that axe sees it."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate("document.querySelectorAll('.card').forEach(one => one.style.contentVisibility = 'visible')")


def findings(page: Page, theme: str = "light") -> list[str]:
    """List what axe finds, contrast included, and whether the page runs off the screen sideways."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": [*RULES[theme]]} if RULES[theme] else {})
    found = Axe().run(page, options=options).response["violations"]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wide = [f"runs off the screen by {over} px"] if over > 0 else []
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]] + wide


def findings_everywhere(
    chromium: Browser, address: str, *, widths: tuple[int, ...] = WIDTHS, themes: tuple[str, ...] = THEMES
) -> tuple[int, list[str]]:
    """Say how often axe looked, at every width and in both themes, and what it found in all."""
    found: list[str] = []
    with opened(chromium, address, widths[0], themes[0]) as page:
        for theme in themes:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{width} {theme} {one}" for one in findings(page, theme)]
    return len(themes) * len(widths), found
