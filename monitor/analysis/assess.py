"""Assesses mentions: every analyzer looks at the same words, cut once, and all findings end in one value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import compress
from typing import Final, NamedTuple

from monitor.analysis import arousal, experience, facts, gate, leaving, severity, tone
from monitor.analysis.base import Analyzer
from monitor.analysis.corrections import correct
from monitor.analysis.gist import gist
from monitor.analysis.heard import heard, settled
from monitor.analysis.judgement import GATES, Judgement
from monitor.analysis.language import language_of
from monitor.analysis.lexicon import lexicon_for
from monitor.analysis.masking import question_about
from monitor.analysis.measures import Rules, measures_of, rules_of
from monitor.analysis.mood import Mood
from monitor.analysis.namesakes import Judged
from monitor.analysis.phrases import Lexicon
from monitor.analysis.readers import read_elsewhere
from monitor.analysis.reading import Reading, signal
from monitor.analysis.relevance import Names
from monitor.analysis.sentiment import NOTHING, Vader
from monitor.analysis.tiers import LIKELY, Tiers
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.model import Assessment, Gate, Kind, Mention, Signal

VERSION: Final = "2026.1"
UNREAD: Final = tuple(1.0 if kind is Kind.OTHER else 0.0 for kind in Kind)


class Opened(NamedTuple):
    """A mention that the rules have read and the tiers have yet to judge."""

    reading: Reading
    turn: leaving.Turn
    rules: Rules
    language: str | None
    brand: str
    meant: Judged
    """Whether the brand is meant, by the rules."""


class Assessor:
    """All analyzers together, for the brands of one configuration."""

    def __init__(
        self,
        brands: Sequence[Brand],
        employees: Sequence[str] = (),
        extras: Sequence[Analyzer] = (),
        *,
        use_encoder: bool = True,
    ) -> None:
        self.tiers = Tiers(use_encoder=use_encoder)
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

    @cached_property
    def mood(self) -> Mood:
        """Score texts without names."""
        return Mood(self.vader, self.brands.values())

    @property
    def version(self) -> str:
        """Name what an assessment was made with: our version, then each further analyzer's."""
        return "+".join([VERSION, *(f"{analyzer.name}-{analyzer.version}" for analyzer in self.extras)])

    def assess(self, mentions: Sequence[Mention]) -> list[Assessment]:
        """Assess mentions, in their order.

        Each analyzer reads all of them before the next one begins: its rules and words stay at hand, in the caches of the
        processor, which is cheaper than reading one mention after the other.
        """
        told = [heard(mention) for mention in mentions]
        opened = self.open([each.read for each in told])
        readings = [each for each in opened if isinstance(each, Opened)]
        self.look_closer(readings)
        measures = [measures_of(each.reading, each.rules) for each in readings]
        judged = self.tiers.judge([each.reading for each in readings], measures)
        closed = iter(self.close(readings, judged))
        found = [next(closed) if isinstance(each, Opened) else each for each in opened]
        return [settled(one, each, self.names, self.vader) for one, each in zip(found, told, strict=True)]

    def look_closer(self, opened: Sequence[Opened]) -> None:
        """Ask the encoder whether an ambiguous name means the brand; what it says replaces the certainty of the rules."""
        doubtful = [each for each in opened if each.meant.is_ambiguous]
        if not doubtful or not self.tiers.use_encoder:
            return
        questions = [
            question_about(each.brand, self.brands[each.brand].trade, each.reading.words.text) for each in doubtful
        ]
        sure = self.tiers.about(questions, [each.reading.certainty for each in doubtful])
        for each, certainty in zip(doubtful, sure, strict=True):
            each.reading.certainty = certainty

    def open(self, mentions: Sequence[Mention]) -> list[Opened | Assessment]:
        """Read mentions as the rules do; what is not in English is marked as unread and not scored."""
        cut = [Words(mention.text) for mention in mentions]
        spoken = [language_of(mention.language, words) for mention, words in zip(mentions, cut, strict=True)]
        named = [self.names.judge(mention, words) for mention, words in zip(mentions, cut, strict=True)]
        read = [is_read for _, is_read in spoken]
        readings = self.read(list(compress(mentions, read)), list(compress(cut, read)), list(compress(named, read)))
        turns = [leaving.turn(reading, self.names.firsts) for reading in readings]
        ruled = zip(readings, turns, rules_of(readings, turns), strict=True)
        return [
            Opened(*next(ruled), language, *meant) if is_read else self.elsewhere(mention, language, *meant)
            for mention, (language, is_read), meant in zip(mentions, spoken, named, strict=True)
        ]

    def read(
        self, mentions: Sequence[Mention], cut: Sequence[Words], named: Sequence[tuple[str, Judged]]
    ) -> list[Reading]:
        """Find the cues and the sentiment of mentions in English."""
        hits = [self.lexicon.find(words) for words in cut]
        for found, words in zip(hits, cut, strict=True):
            correct(found, words)
        sentiments = [self.vader.measure_words(words) for words in cut]
        readings = [
            Reading(mention, words, found, sentiment, certainty=meant.certainty)
            for mention, words, found, sentiment, (_, meant) in zip(mentions, cut, hits, sentiments, named, strict=True)
        ]
        self.mood.leave_out_names(readings)
        return readings

    def elsewhere(self, mention: Mention, language: str | None, brand: str, meant: Judged) -> Assessment:
        """Leave a mention in another language to the readers of that language."""
        return read_elsewhere(
            self.extras, mention, self.unread(mention, self.version, language, brand, meant.certainty)
        )

    def close(self, opened: Sequence[Opened], judged: Sequence[Judgement]) -> list[Assessment]:
        """Find the facts and the gist of mentions that the tiers have judged, and put all together."""
        version = self.version
        pairs = list(zip(opened, judged, strict=True))
        told = facts.facts_of([(each.reading, by.complaint, self.brands.get(each.brand)) for each, by in pairs])
        gists = [gist(each.reading, by.complaint) for each, by in pairs]
        return [
            self.put_together(each, by, signals, line, version)
            for (each, by), signals, line in zip(pairs, told, gists, strict=True)
        ]

    def put_together(
        self, opened: Opened, judged: Judgement, told: list[Signal], line: str, version: str
    ) -> Assessment:
        """Put together what the rules found and the tiers judged; `told` are the facts, `line` the gist."""
        reading, brand, complains = opened.reading, opened.brand, judged.complaint
        goes, doubt = opened.rules.leaving, opened.rules.misread
        own = min(
            opened.rules.firsthand, round(judged.firsthand, 3)
        )  # either finds strangers that the other takes for customers
        if not (opened.turn.towards or leaving.only_others(reading)):
            goes = max(goes, round(judged.leaving, 3))
        if judged.by_encoder:  # words and pairs of words alone hear irony in any warm greeting
            doubt = max(doubt, round(judged.irony, 3))
        learnt = self.learnt_gates(reading, judged)
        found = gate.gates(reading, own, self.own, self.employees, learnt)
        kind = experience.kind_of(judged.kinds)
        ours = self.brands.get(brand)
        signals = told + experience.signals(reading, kind)
        signals += tone.signals(reading, doubt)
        signals += leaving.signals(reading, goes, opened.turn, ours.competitors if ours else ())
        signals += gate.signals(reading, found, learnt)
        signals += [
            signal("relevance", name, *reading.words.span(first, end)) for name, first, end in opened.meant.marks
        ]
        for analyzer in self.extras:
            signals += checked(analyzer, reading)
        return Assessment(
            mention_id=reading.mention.id,
            kind=kind,
            kinds=judged.kinds,
            sentiment=reading.vader,
            negative=round(judged.negative, 4),
            severity=severity.severity(reading, complains, judged.severity),
            arousal=arousal.arousal(reading),
            leaving=goes,
            misread=doubt,
            firsthand=own,
            relevance=reading.certainty,
            language=opened.language,
            gates=found,
            signals=tuple(signals),
            gist=line,
            brand=brand,
            version=version,
        )

    def learnt_gates(self, reading: Reading, judged: Judgement) -> list[gate.Learnt]:
        """Give the gates that the tiers find, with the words that weigh most for each."""
        if max(judged.gates) < LIKELY:
            return []
        likely = [cue for cue, chance in zip(GATES, judged.gates, strict=True) if chance >= LIKELY]
        return [gate.Learnt(cue, *self.tiers.fast.telling(reading, cue)) for cue in gate.credible(reading, likely)]

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
