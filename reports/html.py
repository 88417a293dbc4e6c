"""The report as one self-contained page: no script, no outside request, everything escaped by the template engine."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reports import charts
from reports.desk import Desk
from reports.document import Card, Later, Report, StoryTold
from reports.tidying import short_name
from reports.wording import LEVELS

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

TEMPLATES = Path(__file__).parent / "templates"
# What HTML cannot carry (NUL, lone surrogates), and controls that would only be invisible. Line breaks and tabs stay.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


FULL = 50
"""People whose cards stand on the page itself; the others have a line there, and a page of their own."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONG_NAME = 80
"""Characters of a name that fit where somebody is named; whoever has a longer one is shown by its beginning."""


class HtmlFormat:
    """The page people read."""

    name = "html"
    title = "the page people read"
    suffix = ".html"

    def render(self, report: Report) -> bytes:
        """Render a report as one UTF-8 page that needs nothing but itself."""
        return page_of(report)


def page_of(report: Report, *, is_past: bool = False, desk: Desk | None = None) -> bytes:
    """Render the page; one that `is_past` says so, and where the newest is, from a folder of its own two levels below.

    With a `desk` it is the page as it is served, with buttons.
    """
    owners = owners_of(report)
    page = environment().get_template("page.html")
    return page.render(
        report=report,
        shown_cards=report.cards[:FULL],
        rest=report.cards[FULL:],
        owners=owners,
        counts=Counter(owner_name(card) for card in report.cards),
        digest=style_digest(len(owners), "long" if report.cards[FULL:] else "page", forms=desk is not None),
        is_past=is_past,
        desk=desk,
    ).encode()


def own_pages(report: Report) -> dict[str, bytes]:
    """Render a page for each person and each long story without room on the page itself, by its place beside the page."""
    page = environment().get_template("own.html")
    common = {"report": report, "home": "../index.html", "digest": style_digest(), "desk": None}
    people = {
        file_of(card): page.render(card=card, story=None, title=card.gist, **common) for card in report.cards[FULL:]
    }
    told = {
        story_file(story): page.render(card=None, story=story, title=story.name, **common)
        for story in report.stories
        if story.told
    }
    return {name: text.encode() for name, text in (people | told).items()}


def file_of(card: Card) -> str:
    """Name the page of its own of a person, beside the page: the same in every report."""
    return f"people/{card.reference}.html"


def story_file(story: StoryTold) -> str:
    """Name the page of its own of a story, beside the page: the same in every report."""
    return f"stories/{sha256(story.story_id.encode(errors='replace')).hexdigest()[:12]}.html"


def style_digest(owners: int = 0, kind: str = "beside", *, forms: bool = False) -> str:
    """Give the hash by which a page's policy admits its one style block, which holds what this kind of page needs."""
    style = environment().get_template("style.css").render(owners=owners, kind=kind, forms=forms)
    return b64encode(sha256(style.encode()).digest()).decode()


def owners_of(report: Report) -> dict[str, int]:
    """Give numbers to the owners of the cards from 1, in the order of the page; one alone needs no filter."""
    names = dict.fromkeys(owner_name(card) for card in report.cards)
    return {name: number for number, name in enumerate(names, 1)} if len(names) > 1 else {}


def owner_name(card: Card | Later) -> str:
    """Name the owner of a card or a line, or say that there is none."""
    return card.owner or "No owner yet"


def fitted(name: str) -> str:
    """Give a name as it is when it fits where somebody is named, else tidied: the card keeps the whole of it folded."""
    return short_name(name, LONG_NAME) if _is_unfit(name) else name


def _is_unfit(name: str) -> bool:
    """Tell whether a name is too long for a line of ours, or holds signs that turn text round.

    Such a sign without its partner ends the isolation around the name, and turns round what stands beside it (UAX #9, BD9).
    """
    return len(name) > LONG_NAME or _TURNING.search(name) is not None


def shown(value: object) -> object:
    """Make a value visible: what a page cannot carry or would hide stands as its control picture or "\ufffd"."""
    if type(value) is str and _UNSHOWABLE.search(value):
        return _UNSHOWABLE.sub(_picture, value)
    return value


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _grouped(number: int) -> str:
    return f"{number:,}"


@cache
def environment() -> Environment:
    """Give the one template engine of all formats with markup: it escapes everything."""
    # Imported late: it costs 60 ms, and a run that writes no page needs none of it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        bytecode_cache=_compiled_templates(),
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "spark": charts.spark,
        "lanes": charts.lanes,
        "WIDE": charts.WIDE,
        "SLIM": charts.SLIM,
        "owner_name": owner_name,
        "file_of": file_of,
        "story_file": story_file,
        "LEVELS": LEVELS,
    }
    environment.tests["unfit_name"] = _is_unfit
    environment.filters |= {"grouped": _grouped, "brief": short_name, "fitted": fitted}
    return environment


def _compiled_templates() -> BytecodeCache | None:
    """Keep compiled templates in this user's own temporary folder: compiling them is half of what a page costs.

    The library refuses a folder that others may write to; then, and where there is none, each run compiles.
    """
    from jinja2 import FileSystemBytecodeCache  # noqa: PLC0415 - as above

    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


FORMAT = HtmlFormat()
