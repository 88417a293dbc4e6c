"""Lets the analyzers see the author's own words only, and brings what they found back to the text as it was written."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from monitor.analysis.doubt import doubted, is_distorted, partly_sure, passed_on
from monitor.analysis.own_words import OwnWords, own_words
from monitor.analysis.reading import signal
from monitor.analysis.relevance import Names
from monitor.analysis.sentiment import Vader
from monitor.analysis.words import Words
from monitor.model import Assessment, Mention, MentionKind


class Heard(NamedTuple):
    """A mention as it was written, and as it is to be read; `own` is None where both are the same."""

    written: Mention
    read: Mention
    own: OwnWords | None


def heard(mention: Mention) -> Heard:
    """Set aside what the author of a mention only quotes, and what is no words."""
    own = own_words(mention.text, answers=mention.kind is not MentionKind.REVIEW and mention.rating is None)
    return Heard(mention, mention if own is None else replace(mention, text=own.text), own)


def settled(found: Assessment, told: Heard, names: Names, vader: Vader) -> Assessment:
    """Give the assessment of a mention as it was written: in its places, and no surer than its text allows."""
    if not found.readable:
        return found
    if told.own is None:
        return doubted(found, told.written)
    back = in_place(found, told.own)
    if told.own.quotes:
        back = meant(back, told.written, names)
    if found.language in (None, "en"):
        back = replace(back, sentiment=vader.measure(told.written.text))
    if told.own.passes_on:
        return passed_on(back)
    back = doubted(back, told.read)
    return partly_sure(back) if is_distorted(told.written.text) else back


def in_place(found: Assessment, own: OwnWords) -> Assessment:
    """Bring evidence back to its places in the text as it was written."""
    signals = [signal(each.analyzer, each.name, *own.place(each.start, each.end)) for each in found.signals]
    return replace(found, signals=tuple(signals))


def meant(found: Assessment, written: Mention, names: Names) -> Assessment:
    """Ask the whole text which brand is meant: its name may stand in what is quoted."""
    words = Words(written.text)
    brand, judged = names.judge(written, words)
    if judged.certainty <= found.relevance:
        return found
    signals = [each for each in found.signals if each.analyzer != "relevance"]
    signals += [signal("relevance", name, *words.span(first, end)) for name, first, end in judged.marks]
    return replace(found, brand=brand, relevance=judged.certainty, signals=tuple(signals))
