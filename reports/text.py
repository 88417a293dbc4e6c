"""The report as plain text for a terminal or the text part of a letter: everything the page says, without its drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from reports.document import Card, Estimate, Hour, OutcomeRow, Report, Row, SourceHours, StoryTold, Utterance
from reports.tidying import plain_text

WIDTH = 88
BOXES = {Hour.HEARD: "#", Hour.SLOWED: "~", Hour.DEAF: ".", Hour.BEFORE: " "}


class TextFormat:
    """A readable page without markup."""

    name = "text"
    title = "a plain page for a terminal or a letter"
    suffix = ".txt"

    def render(self, report: Report) -> bytes:
        """Render a report as UTF-8 text, lines of at most 88 characters where words allow it."""
        return ("\n".join(_lines(report)).rstrip() + "\n").encode()


def _block(text: str, indent: str = "") -> Iterator[str]:
    """Wrap a text; its own line breaks stay, its words are never cut."""
    for line in plain_text(text).split("\n"):
        if not line or line.isspace():  # of a million empty lines each would take as long to wrap as a full one
            yield ""
            continue
        yield from wrap(
            line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )


def _title(text: str) -> Iterator[str]:
    yield from ("", "", plain_text(text), "=" * min(len(text), WIDTH), "")


def _lines(report: Report) -> Iterator[str]:
    yield from _opening(report, report.cards)
    if report.later_total:
        yield from _block(report.later_words)
    yield from _title("People waiting for a reply")
    for card in report.cards:
        yield from _card(card)
    if not report.cards:
        yield "Nobody we could hear waits for a reply." if report.opening.not_the_whole else "Nobody waits for a reply."
    yield from _later(report)
    nothing = f"Nothing of this kind{report.as_heard}."
    yield from _rows("Read, but don’t reply", report.held, report.held_total, nothing)
    yield from _stories(report)
    yield from _title("What changed" + (f" since {report.changed_since}" if report.changed_since else ""))
    for change in report.changes:
        yield from _block(f"{change.tag.text}: {change.text}")
    if not report.changes:
        yield (
            f"Nothing{report.as_heard} has changed."
            if report.changed_since
            else "This is the first report: nothing to compare it with."
        )
    yield from _rows("Quietly leaving", report.quiet, report.quiet_total, nothing)
    yield from _rows("Praise to pass along", report.praise, report.praise_total, nothing)
    yield from _outcomes(report)
    yield from _hearing(report)
    yield from _method(report)


def _opening(report: Report, cards: Iterable[Card]) -> Iterator[str]:
    if report.sample:
        yield from _block(f"Sample report. {report.title} and every person, post and number here are invented.")
        yield ""
    yield from _block(f"{report.title}, {report.made.words}")
    yield ""
    yield report.opening.headline.upper()
    yield from _block("".join(part.text for part in report.opening.lede))
    if report.opening.not_the_whole:
        yield from ("", *_block("Not the whole picture: " + " ".join(report.opening.not_the_whole)))
    if report.undelivered:
        yield from ("", *_block("Not delivered: " + " ".join(report.undelivered)))
    yield ""
    for card in cards:
        yield from _block(
            f"{card.clock.words}: {card.gist} ({card.person.short}, on {card.person.platform}; {card.owner or 'no owner yet'})"
        )
    yield from ("", *_block(report.opening.read))


def letter_lines(report: Report, quoted: Sequence[Card], listed: Sequence[Card]) -> Iterator[str]:
    """Write the plain part of a letter: the opening, and the words of those who are `quoted`."""
    yield from _opening(report, (*quoted, *listed))
    unlisted = len(report.cards) - len(quoted) - len(listed)
    if unlisted:
        yield f"{unlisted:,} more wait today; they stand on the page."
    for card in quoted:
        yield from ("", *_block(f"[{card.reference}] {card.person.short} wrote:"))
        yield from _said(card.words)
    yield from _later(report)
    if report.changes:
        yield from ("", *_block(f"What changed{' since ' + report.changed_since if report.changed_since else ''}"))
    for change in report.changes:
        yield from _block(f"{change.tag.text}: {change.text}", "  ")
    if report.address:
        yield from ("", f"The whole page: {report.address}")
    yield from ("", *_block("This letter holds personal details: keep it inside the company."))


def _said(words: Utterance, indent: str = "  | ") -> Iterator[str]:
    yield from _block(words.text or "No words: deleted by their author, or only a picture.", indent)
    where = words.link.url if words.link else words.unsafe_link and "address not safe to follow"
    yield f"    {words.platform}, {words.written.words}{', ' + where if where else ''}"


def _card(card: Card) -> Iterator[str]:
    about = f", about {card.brand}" if card.brand else ""
    yield from _block(f"[{card.reference}] {card.clock.words}, {card.clock.waiting}. For {card.owner or 'nobody yet'}.")
    named = " ".join(part for part in (card.person.name, card.person.handle, card.person.flag) if part)
    yield from _block(f"{named} on {card.person.platform}{about}")
    yield from _said(card.words)
    for words in card.more:
        yield "  You wrote:" if words.ours else "  They also wrote:"
        yield from _said(words, "    | ")
    yield from _block(f"Why {card.person.short} is {card.why}:", "  ")
    for reason in card.reasons:
        yield from _block(f"{reason.number or '-'} {reason.text}", "  ")
    yield from _block(f"{card.spreading}. Seen so far: {_estimate(card.seen)}.", "  ")
    if card.expected:
        yield from _block(f"By {card.expected_by} if nobody replies: {_estimate(card.expected)}.", "  ")
    if len(card.route) > 1:
        yield from _block(f"Where it has gone: {' → '.join(card.route)}.", "  ")
    yield from _block(". ".join(part for part in (card.past, card.past_detail) if part) + ".", "  ")
    for heading, points in (("A good reply acknowledges", card.acknowledge), ("Avoid", card.avoid)):
        if points:
            yield f"  {heading}:"
        for point in points:
            yield from _block(
                "- " + ": ".join(part for part in (point.text, point.quote and f"“{point.quote}”") if part), "    "
            )
    yield from (f"  {card.reference}, {card.status}", "")


def _estimate(seen: Estimate) -> str:
    return f"{seen.words}, {seen.between}" if seen.between else seen.words


def _later(report: Report) -> Iterator[str]:
    if report.later_words:
        yield from ("", "Later", *_block(report.later_words))
    for one in report.later:
        yield from _block(
            f"{one.clock.words}: {one.gist} ({one.person.short}, on {one.person.platform}; {one.reference})", "  "
        )


def _rows(title: str, rows: Iterable[Row], total: int, nothing: str) -> Iterator[str]:
    yield from _title(title)
    shown = 0
    for row in rows:
        shown += 1
        marks = (
            row.title,
            row.tag.text if row.tag else "",
            row.remark,
            row.detail,
            row.reference,
            row.passed_on.words if row.passed_on else "",
        )
        yield from _block(f"{row.person.name}: " + ", ".join(part for part in marks if part))
        yield from _said(row.words)
        yield ""
    if not shown:
        yield nothing
    elif total > shown:
        yield f"{total - shown:,} more {'is' if total - shown == 1 else 'are'} not listed here."


def _stories(report: Report) -> Iterator[str]:
    yield from _title("Stories being told about you")
    for story in report.stories:
        yield from _story(story)
    if not report.stories:
        yield f"No story{report.as_heard} is being told by more than one person."


def _story(story: StoryTold) -> Iterator[str]:
    yield from _block(f"{story.name} ({story.tag.text})")
    yield from _block(f"{story.summary} Seen so far: {_estimate(story.seen)}.", "  ")
    if story.alerted:
        yield from _block(story.alerted, "  ")
    notes = [(dot.at, dot.note) for dot in story.dots if dot.note]
    for at, note in sorted(notes):
        yield from _block(f"{at:%Y-%m-%d %H:%M} UTC: {note}", "  ")
    yield ""


def _outcomes(report: Report) -> Iterator[str]:
    yield from _title("After you replied")
    yield f"Last {report.outcome_days} days."
    for figure in report.outcome_figures:
        yield from _block(f"{figure.value}: {figure.label}")
    for row in report.outcomes:
        yield from _outcome(row)
    if report.outcomes_total > len(report.outcomes):
        yield from ("", f"{report.outcomes_total - len(report.outcomes):,} more not listed here.")
    if not report.outcomes and not report.outcome_figures:
        yield "We saw no reply of yours in this time."


def _outcome(row: OutcomeRow) -> Iterator[str]:
    yield ""
    yield from _block(
        f"{row.person.name}, {row.reference}: {row.tag.text}. First reply after {row.first_reply}. {row.detail}"
    )
    if row.last:
        yield from _said(row.last)
    elif row.silence:
        yield f"  {row.silence}."


def _hearing(report: Report) -> Iterator[str]:
    yield from _title("What we could not hear")
    yield "Each sign is one hour: # heard, ~ slowed by the site, . not heard, blank not listening yet."
    for source in report.hearing:
        yield from _source(source)
    if report.unread:
        yield from ("", *_block(report.unread))


def _source(source: SourceHours) -> Iterator[str]:
    boxes = "".join(BOXES[hour] for hour in source.hours)
    yield from ("", plain_text(f"[{boxes}] {source.title}, {source.mentions:,} mentions {source.usual}".rstrip()))
    yield from _block(f"{source.meaning} {source.detail}".strip(), "  ")


def _method(report: Report) -> Iterator[str]:
    yield from _title("How often we are wrong")
    for line in report.measured_error or ("This has not been measured for this report.",):
        yield from _block(line)
    if report.forecast_record:
        yield from _block(report.forecast_record)
    yield from ("", *_block(f"Made {report.made.full} by run {report.run}."))
    yield from _block(f"Covers {report.window_start.full} to {report.window_end.full}.")


FORMAT = TextFormat()
