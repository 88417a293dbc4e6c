"""The people of a report as a table: one row a person, those who wait first, no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from reports.document import Card, Estimate, Later, Link, OutcomeRow, Report, Row

COLUMNS = (
    "list", "reference", "level", "promise", "due", "owner", "name", "handle", "platform", "place", "brand", "gist", "words",
    "written", "link", "reasons", "seen_low", "seen_likely", "seen_high", "standing",
)  # fmt: skip

# What may stand before a formula without stopping a spreadsheet from computing it: blanks, controls, quotes, marks
# that show nothing. And what begins one, in plain and full width (OWASP, "CSV Injection").
_BEFORE = "\\s\x00-\x1f\x7f-\xa0\"'`´‘’“”„«»\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u3000\ufffd"
_STARTS = "=+\\-@|%＝＋－＠−"
_CELL = re.compile(f"[{_BEFORE}]*[{_STARTS}]")
# Inside a cell the same after what another locale, or a careless reader, takes for the end of a cell. It always takes
# the whole run of blanks, so that a text of nothing but line breaks costs no more than any other.
_BORDER = re.compile(f"[;\t\r\n][;{_BEFORE}]*")
_BEGINS = re.compile(f"[{_STARTS}]")
_LEADING = ("\t", "\r", "\n")


class CsvFormat:
    """One row a person, for a spreadsheet."""

    name = "csv"
    title = "one row a person, for a spreadsheet"
    suffix = ".csv"

    def render(self, report: Report) -> bytes:
        """Render a report as UTF-8 CSV with a byte order mark, which Excel needs to read it as UTF-8."""
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        for row in rows(report):
            writer.writerow({column: defused(cell) for column, cell in row.items()})
        return out.getvalue().encode("utf-8-sig", "replace")


def defused(cell: str) -> str:
    """Make a cell text for every spreadsheet: an apostrophe goes before whatever could be computed."""
    cell = _BORDER.sub(_parted, cell.replace("\x00", "\ufffd"))
    return "'" + cell if cell.startswith(_LEADING) or _CELL.match(cell) else cell


def _parted(border: re.Match[str]) -> str:
    return border.group() + "'" if _BEGINS.match(border.string, border.end()) else border.group()


def rows(report: Report) -> Iterator[dict[str, str]]:
    """Give every person of the report once, by column; those who wait come first."""
    seen: set[str] = set()
    for row in _all_rows(report):
        if row["reference"] not in seen or not row["reference"]:
            seen.add(row["reference"])
            yield row


def _all_rows(report: Report) -> Iterator[dict[str, str]]:
    yield from (_card(card) for card in report.cards)
    yield from (_later(one) for one in report.later)
    for name, listed in (("do not reply", report.held), ("quietly leaving", report.quiet), ("praise", report.praise)):
        yield from (_row(name, row) for row in listed)
    yield from (_outcome(row) for row in report.outcomes)


def _card(card: Card) -> dict[str, str]:
    return {
        "list": "waiting",
        "reference": card.reference,
        "level": card.level,
        "promise": card.clock.words,
        "due": card.clock.due.at.isoformat() if card.clock.due else "",
        "owner": card.owner,
        "name": card.person.name,
        "handle": card.person.handle,
        "platform": card.person.platform,
        "place": card.person.place,
        "brand": card.brand,
        "gist": card.gist,
        "words": card.words.text,
        "written": card.words.written.at.isoformat(),
        "link": _url(card.words.link),
        "reasons": "; ".join(reason.text for reason in card.reasons),
        **_seen(card.seen),
        "standing": card.status,
    }


def _seen(seen: Estimate) -> dict[str, str]:
    figures = {"seen_low": seen.low, "seen_likely": seen.likely, "seen_high": seen.high}
    return {name: "" if figure is None else f"{figure:.0f}" for name, figure in figures.items()}


def _later(one: Later) -> dict[str, str]:
    return {
        "list": "later",
        "reference": one.reference,
        "promise": one.clock.words,
        "due": one.clock.due.at.isoformat() if one.clock.due else "",
        "owner": one.owner,
        "name": one.person.name,
        "handle": one.person.handle,
        "platform": one.person.platform,
        "place": one.person.place,
        "brand": one.brand,
        "gist": one.gist,
        "words": one.words.text,
        "written": one.words.written.at.isoformat(),
        "link": _url(one.words.link),
    }


def _row(name: str, row: Row) -> dict[str, str]:
    return {
        "list": name,
        "reference": row.reference,
        "name": row.person.name,
        "handle": row.person.handle,
        "platform": row.person.platform,
        "place": row.person.place,
        "brand": row.brand,
        "words": row.words.text,
        "written": row.words.written.at.isoformat(),
        "link": _url(row.words.link),
        "reasons": "; ".join(part for part in (row.title, row.remark, row.detail) if part),
        "standing": row.tag.text if row.tag else row.passed_on.words if row.passed_on else "",
    }


def _outcome(row: OutcomeRow) -> dict[str, str]:
    last = row.last
    return {
        "list": "after you replied",
        "reference": row.reference,
        "name": row.person.name,
        "handle": row.person.handle,
        "platform": row.person.platform,
        "place": row.person.place,
        "words": last.text if last else "",
        "written": last.written.at.isoformat() if last else "",
        "link": _url(last.link) if last else "",
        "standing": row.tag.text,
    }


def _url(link: Link | None) -> str:
    return link.url if link else ""


FORMAT = CsvFormat()
