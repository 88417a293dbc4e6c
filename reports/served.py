"""The page as it is served: the written page's own templates, with buttons, and the few pages around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.desk import Desk
from reports.document import Report
from reports.html import FULL, environment, owners_of, page_of, style_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A page, and the hash of the one style block that its policy may admit."""

    content: bytes
    digest: str


def front_page(report: Report, desk: Desk) -> Served:
    """Render the page with buttons on every card."""
    kind = "long" if report.cards[FULL:] else "page"
    digest = style_digest(len(owners_of(report)), kind, forms=True)
    return Served(content=page_of(report, desk=desk), digest=digest)


def case_page(report: Report, desk: Desk) -> Served:
    """Render the page of its own of the one person in a report."""
    card, digest = replace(report.cards[0], why="here"), style_digest(forms=True)
    page = environment().get_template("own.html")
    text = page.render(
        report=report, card=card, story=None, title=card.gist, home="../index.html", digest=digest, desk=desk
    )
    return Served(content=text.encode(), digest=digest)


def door(title: str, heading: str, words: str = "", *, token: str = "", root: str = "") -> Served:
    """Render a page that asks to sign in (with a `token`), or says why something could not be done."""
    digest = style_digest(forms=True)
    page = environment().get_template("door.html")
    text = page.render(title=title, heading=heading, words=words, token=token, root=root, digest=digest)
    return Served(content=text.encode(), digest=digest)


def bounce(title: str, to: str) -> Served:
    """Render a page that leads on at once, as if a link of ours had been followed: then the browser sends our cookie."""
    digest = style_digest(forms=True)
    page = environment().get_template("bounce.html")
    return Served(content=page.render(title=title, to=to, digest=digest).encode(), digest=digest)
