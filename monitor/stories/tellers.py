"""Tells the people who tell a story from copies of one text, from machines, and from one author's every further word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from monitor.model import Assessed, Gate, Mention, MentionKind

COPIED_WORDS = 5
"""Words from which the same text by two people is one text copied, and no longer two people of one mind."""
MOST_CHARACTERS = 400
"""A text's beginning tells whether it is a copy; the work a text can cause stays bounded."""
_NO_WORDS = re.compile(r"https?://\S+|@\w+|[\W_]+")


def tellers(mentions: Iterable[Assessed]) -> list[Assessed]:
    """Give the first telling of everybody who tells a story in words of their own, oldest first.

    One text under many names counts once, and what looks automatic not at all. A repost says by itself that it is somebody
    else's text, so each of its people counts.
    """
    found: dict[str, Assessed] = {}
    wordings: set[str] = set()
    for each in sorted(mentions, key=_when):
        person = each.mention.person or each.mention.id
        if person in found or Gate.AUTOMATIC in each.assessment.gates:
            continue
        wording = _wording(each.mention)
        if wording not in wordings:
            wordings.add(wording)
            found[person] = each
    return list(found.values())


def _when(each: Assessed) -> tuple[datetime, str]:
    return each.mention.posted_at, each.mention.id


def _wording(mention: Mention) -> str:
    """Give what makes two texts copies of each other: all their words, when there are enough of them.

    Grouping's `copy_key` asks for five telling words; bots copy shorter texts than that.
    """
    if mention.kind is MentionKind.REPOST:
        return mention.id
    words = _NO_WORDS.sub(" ", mention.text[:MOST_CHARACTERS].casefold()).split()
    return " ".join(words) if len(words) >= COPIED_WORDS else mention.id
