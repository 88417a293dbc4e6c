"""The report in a few lines, for a chat or a telephone: how many, whom first, and what was not heard."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Report
from reports.tidying import short_name

NAMED = 5
"""People who stand in a message with a line each."""


def brief_of(report: Report) -> str:
    """Write the lines below the subject (`reports.email_format.subject_of`)."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield "".join(part.text for part in report.opening.lede)
    for card in report.cards[:NAMED]:
        owner = short_name(card.owner) or "no owner yet"
        yield f"• {card.clock.words}: {card.gist} ({card.person.short}, on {card.person.platform}; {owner}; {card.reference})"
    more = len(report.cards) - NAMED
    if more > 0:
        yield f"… and {more:,} more today."
    if report.later_total:
        yield report.later_words
    if report.opening.not_the_whole:
        yield f"Not the whole picture: {' '.join(report.opening.not_the_whole)}"
