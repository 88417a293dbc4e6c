"""The customer's own words, cut into pieces at the evidence for each reason, folded when long, never shortened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from monitor.model import Assessed, Mention
from monitor.model import Reason as Ground
from reports.document import Piece, Reason, Utterance
from reports.links import safe_link
from reports.wording import Times, platform_title, stars

FOLD_CARD = 1200
FOLD_ROW = 500
LINE = 60  # a line break takes about as much room as this many characters

Mark = tuple[int, int, int]
"""Evidence in a text: start, end, number of the reason."""
Marks = dict[str, list[Mark]]
"""Evidence by mention id."""


def number_reasons(grounds: Sequence[Ground], mentions: Iterable[Assessed]) -> tuple[tuple[Reason, ...], Marks]:
    """Give numbers to the reasons whose evidence is a stretch of the given mentions, and list those stretches by mention."""
    lengths = {assessed.mention.id: len(assessed.mention.text) for assessed in mentions}
    reasons: list[Reason] = []
    marks: Marks = {}
    number = 0
    for ground in grounds:
        end = min(ground.end, lengths.get(ground.mention_id, 0))
        if 0 <= ground.start < end:
            number += 1
            marks.setdefault(ground.mention_id, []).append((ground.start, end, number))
        reasons.append(Reason(number=number if 0 <= ground.start < end else None, text=ground.text))
    return tuple(reasons), marks


def utter(mention: Mention, times: Times, spans: Sequence[Mark] = (), *, fold: int, ours: bool = False) -> Utterance:
    """Give a mention's words whole, marked at `spans` and folded after about `fold` characters."""
    split = fold_at(mention.text, fold)
    link = safe_link(mention.url)
    return Utterance(
        mention_id=mention.id,
        opening=pieces(mention.text, 0, split, spans),
        rest=pieces(mention.text, split, len(mention.text), spans),
        written=times.moment(mention.posted_at),
        platform=platform_title(mention.platform),
        ours=ours,
        stars=stars(mention.rating),
        link=link,
        unsafe_link="" if link else mention.url or "",
    )


def fold_at(text: str, fold: int) -> int:
    """Say where to fold a text: at a blank near `fold` characters (a line break counts more); its length when short."""
    if len(text) + LINE * text.count("\n") <= fold * 5 // 4:
        return len(text)
    taken = accumulate(LINE if letter == "\n" else 1 for letter in text)
    position = next(place for place, room in enumerate(taken) if room >= fold)
    blank = max(text.rfind(gap, max(0, position - 80), position) for gap in " \n")
    return blank + 1 if blank > 0 else position + 1


def pieces(text: str, start: int, end: int, spans: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut `text[start:end]` at every border of evidence; the pieces joined are that text again."""
    near = [
        (max(low, start), min(high, end), high, number) for low, high, number in spans if low < end and high > start
    ]
    borders = sorted({start, end, *(border for low, high, _, _ in near for border in (low, high))})
    cut: list[Piece] = []
    for low, high in pairwise(borders):
        over = [(number, last) for first, until, last, number in near if first <= low and until >= high]
        cut.append(
            Piece(
                text=text[low:high],
                reasons=tuple(number for number, _ in over),
                ends=tuple(number for number, last in over if last == high),
            )
        )
    return tuple(cut)
