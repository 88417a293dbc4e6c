"""Reads texts about an invented brand and gives the facts found in them."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.analysis.corrections import correct
from monitor.analysis.facts import facts_of
from monitor.analysis.lexicon import lexicon_for
from monitor.analysis.reading import Reading
from monitor.analysis.sentiment import Vader
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.model import Mention

MOORCOTE = Brand(name="Moorcote", handles=("moorcote",))
LEXICON = lexicon_for((MOORCOTE,))
VADER = Vader()
WHEN = datetime(2026, 3, 4, 9, tzinfo=UTC)


def reading_of(text: str) -> Reading:
    words = Words(text)
    hits = LEXICON.find(words)
    correct(hits, words)
    mention = Mention(platform="x", stable_key="1", source="test", text=text, posted_at=WHEN)
    return Reading(mention, words, hits, VADER.measure(words.text), certainty=0.9)


def marked(text: str, name: str, complains: float = 0.9) -> list[str]:
    """Give the stretches of one type, as written, of a text that complains so surely."""
    found = facts_of([(reading_of(text), complains, MOORCOTE)])[0]
    return [text[signal.start : signal.end] for signal in found if signal.name == name]
