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
from reports.document import Card, Report

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

TEMPLATES = Path(__file__).parent / "templates"
# What HTML cannot carry (NUL, lone surrogates), and controls that would only be invisible. Line breaks and tabs stay.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class HtmlFormat:
    """The page people read."""

    name = "html"
    title = "the page people read"
    suffix = ".html"

    def render(self, report: Report) -> bytes:
        """Render a report as one UTF-8 page that needs nothing but itself."""
        owners = owners_of(report)
        counts = Counter(owner_name(card) for card in report.cards)
        style = environment().get_template("style.css").render(owners=len(owners))
        digest = b64encode(sha256(style.encode()).digest()).decode()
        page = environment().get_template("page.html")
        return page.render(report=report, owners=owners, counts=counts, digest=digest).encode()


def owners_of(report: Report) -> dict[str, int]:
    """Give numbers to the owners of the cards from 1, in the order of the page; one alone needs no filter."""
    names = dict.fromkeys(owner_name(card) for card in report.cards)
    return {name: number for number, name in enumerate(names, 1)} if len(names) > 1 else {}


def owner_name(card: Card) -> str:
    """Name the owner of a card, or say that there is none."""
    return card.owner or "No owner yet"


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
    }
    environment.filters["grouped"] = _grouped
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
