"""Assesses mentions: every analyzer looks at the same words, cut once, and all findings end in one value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from monitor.analysis import arousal, experience, facts, gate, leaving, severity, tone
from monitor.analysis.base import Analyzer
from monitor.analysis.corrections import correct
from monitor.analysis.firsthand import firsthand
from monitor.analysis.gist import gist
from monitor.analysis.language import language_of
from monitor.analysis.lexicon import lexicon_for
from monitor.analysis.phrases import Lexicon
from monitor.analysis.reading import Reading, signal
from monitor.analysis.relevance import Names
from monitor.analysis.sentiment import NOTHING, Vader
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.model import Assessment, Gate, Kind, Mention, Signal

VERSION: Final = "2026.1"
UNREAD: Final = tuple(1.0 if kind is Kind.OTHER else 0.0 for kind in Kind)


class Assessor:
    """All analyzers together, for the brands of one configuration."""

    def __init__(self, brands: Sequence[Brand], employees: Sequence[str] = (), extras: Sequence[Analyzer] = ()) -> None:
        self.names = Names(brands)
        self.brands = {brand.name: brand for brand in brands}
        self.own = frozenset(gate.account(name) for brand in brands for name in brand.handles)
        self.employees = frozenset(gate.account(name) for name in employees)
        self.extras = tuple(extras)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Index all phrases: worth it only when there is something to read."""
        return lexicon_for(self.brands.values())

    @cached_property
    def vader(self) -> Vader:
        """Load VADER's word list: worth it only when there is something to read."""
        return Vader()

    @property
    def version(self) -> str:
        """Name what an assessment was made with: our version, then each further analyzer's."""
        return "+".join([VERSION, *(f"{analyzer.name}-{analyzer.version}" for analyzer in self.extras)])

    def assess(self, mentions: Sequence[Mention]) -> list[Assessment]:
        """Assess mentions, in their order."""
        version = self.version
        return [self.assess_one(mention, version) for mention in mentions]

    def assess_one(self, mention: Mention, version: str) -> Assessment:
        """Assess one mention; what is not in English is marked as unread and not scored."""
        words = Words(mention.text)
        language, readable = language_of(mention.language, words)
        brand, (certainty, marks) = self.names.judge(mention, words)
        if not readable:
            return self.unread(mention, version, language, brand, certainty)
        hits = self.lexicon.find(words)
        correct(hits, words)
        reading = Reading(mention, words, hits, self.vader.measure(words.text), certainty=certainty)
        complains = experience.complaint(reading)
        kinds = experience.kinds(reading, complains)
        own = firsthand(reading)
        doubt = tone.misread(reading)
        turn = leaving.turn(reading, self.names.firsts)
        goes = leaving.leaving(reading, complains, turn)
        found = gate.gates(reading, own, self.own, self.employees)
        kind = experience.kind_of(kinds)
        ours = self.brands.get(brand)
        signals = facts.facts(reading, complains, ours)
        signals += experience.signals(reading, kind)
        signals += tone.signals(reading, doubt)
        signals += leaving.signals(reading, goes, turn, ours.competitors if ours else ())
        signals += gate.signals(reading, found)
        signals += [signal("relevance", name, *words.span(first, end)) for name, first, end in marks]
        for analyzer in self.extras:
            signals += checked(analyzer, reading)
        return Assessment(
            mention_id=mention.id,
            kind=kind,
            kinds=kinds,
            sentiment=reading.sentiment,
            negative=experience.negative(reading, complains),
            severity=severity.severity(reading, complains),
            arousal=arousal.arousal(reading),
            leaving=goes,
            misread=doubt,
            firsthand=own,
            relevance=certainty,
            language=language,
            gates=found,
            signals=tuple(signals),
            gist=gist(reading, complains),
            brand=brand,
            version=version,
        )

    def unread(self, mention: Mention, version: str, language: str | None, brand: str, certainty: float) -> Assessment:
        """Mark a mention in another language as unread: no kind, no scores, no gist beyond its own beginning."""
        return Assessment(
            mention_id=mention.id,
            kind=Kind.OTHER,
            kinds=UNREAD,
            sentiment=NOTHING,
            negative=0.0,
            severity=0.0,
            arousal=0.0,
            leaving=0.0,
            misread=0.0,
            firsthand=0.0,
            relevance=certainty,
            language=language,
            readable=False,
            gates=(Gate.OWN,) if gate.authors_of(mention) & self.own else (),
            brand=brand,
            version=version,
        )


def checked(analyzer: Analyzer, reading: Reading) -> list[Signal]:
    """Take the findings of a further analyzer whose evidence lies within the text."""
    length = len(reading.words.text)
    return [signal for signal in analyzer.find(reading) if 0 <= signal.start <= signal.end <= length]
