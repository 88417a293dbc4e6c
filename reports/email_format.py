"""The opening of the page as an e-mail: worst first, the answer in its subject, a page's part and a plain one.

Mail clients know tables and inline styles only, so it has a template of its own. Nothing in it is fetched from anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from reports.document import Card, Report, Tone
from reports.html import environment
from reports.text import letter_lines
from reports.tidying import SHORT, short_name

MOST_BYTES = 60_000
"""Bytes of the HTML part: Gmail clips a message at 102 KB, and what it clips is the end, which says what was not heard."""

ROOMS = ((5, 40), (3, 40), (1, 40), (0, 40), (0, 20), (0, 8))
"""How many people are quoted and how many are listed, most first: the first that fits is taken."""

SENDER = "reputation-monitor@report.invalid"
"""Who a letter in a file is from: nobody yet (RFC 2606). Delivery writes the true sender over it."""

POLICY = SMTP.clone(cte_type="7bit")
"""Lines end as in RFC 5322, and any mail server can carry the content."""

INKS = {Tone.LATE: "#a8201f", Tone.SOON: "#855000", Tone.CALM: "#2c5d7c", Tone.GOOD: "#1c6745"}
"""The colours of the page's light theme, on white."""

SUBJECT_LENGTH = 70
"""Characters of the first person's matter in the subject: more is cut off by every list of mails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter holds of a report: whom it quotes, whom it only lists, and how many it leaves to the page."""

    report: Report
    quoted: tuple[Card, ...]
    listed: tuple[Card, ...]
    unlisted: int


class EmailFormat:
    """The page's opening as one .eml file, which every mail program opens."""

    name = "email"
    title = "the page’s opening as an e-mail"
    suffix = ".eml"

    def render(self, report: Report) -> bytes:
        """Render a report as a whole message (RFC 5322), from nobody to nobody yet."""
        return compose(report).as_bytes()


def compose(report: Report) -> EmailMessage:
    """Write the letter of a report. Its date, name and inner borders follow from the report alone."""
    letter, page = _that_fits(report)
    plain = "\n".join(letter_lines(report, letter.quoted, letter.listed)) + "\n"
    digest = sha256(f"{report.made.at.isoformat()}\0{plain}\0{page}".encode(errors="replace")).hexdigest()
    message = EmailMessage(policy=POLICY)
    message["Date"] = report.made.at
    message["From"] = Address(display_name=for_header(report.title), addr_spec=SENDER)
    message["To"] = "undisclosed-recipients:;"
    message["Subject"] = subject_of(report)
    message["Message-ID"] = f"<{report.made.at:%Y%m%dT%H%M%S}.{digest[:24]}@report.invalid>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
    message.set_content(plain)
    message.add_alternative(page, subtype="html")
    # No encoded line can hold "=_", and nobody can write a text that holds its own digest.
    message.set_boundary(f"=_{digest[24:56]}")
    return message


def subject_of(report: Report) -> str:
    """Answer in one line what the reader asks first: how many need them, and what about."""
    about = f": {for_header(report.cards[0].gist, SUBJECT_LENGTH)}" if report.cards else ""
    return f"{report.opening.headline}{about}{' (sample)' if report.sample else ''}"


def for_header(text: str, longest: int = SHORT) -> str:
    """Make a text fit for a header: one short line, in which nothing passes for an encoded word (RFC 2047).

    The standard library decodes those it is given, and writes line breaks that were hidden in them into the header.
    """
    return short_name(text, longest).replace("=?", "= ?")


def _that_fits(report: Report) -> tuple[Letter, str]:
    """Lay the letter out with as many people as there is room for; of very long ones the last is taken as it is."""
    template = environment().get_template("email.html")
    for quoted, listed in ROOMS:
        letter = Letter(
            report=report,
            quoted=report.cards[:quoted],
            listed=report.cards[quoted:listed],
            unlisted=max(0, len(report.cards) - listed),
        )
        page = template.render(letter=letter, report=report, inks=INKS, brief=short_name, words_of=_opening_words)
        if len(page.encode()) <= MOST_BYTES:
            break
    return letter, page


def _opening_words(card: Card) -> str:
    """Give what the page shows of somebody's words before it is unfolded, with one kind of line break."""
    return "\n".join("".join(piece.text for piece in card.words.opening).splitlines())


FORMAT = EmailFormat()
