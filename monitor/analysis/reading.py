"""One mention made ready for the analyzers: its words, the cues in them and its sentiment, each found once."""

from __future__ import annotations

from monitor.analysis.phrases import Hits
from monitor.analysis.words import Words
from monitor.model import Gate, Mention, Sentiment, Signal


class Reading:
    """A mention with everything the analyzers share. Places are token positions in `words`."""

    __slots__ = ("certainty", "clauses", "facts", "gates", "hits", "mention", "sentiment", "vader", "words")

    def __init__(
        self, mention: Mention, words: Words, hits: Hits, sentiment: Sentiment, *, certainty: float = 0.0
    ) -> None:
        self.certainty = certainty
        """How surely the mention is about one of the brands."""
        self.mention = mention
        self.words = words
        self.hits = hits
        self.vader = sentiment
        """VADER's scores as its package gives them."""
        self.sentiment = sentiment
        """What is judged by: the same, without the names in the text once `mood` has left them out."""
        self.clauses: list[tuple[int, int]] | None = None
        """The clauses that state a failure, once facts.failures has found them."""
        self.gates: tuple[Gate, ...] | None = None
        """The gates that the words show, once gate.by_words has found them."""
        self.facts: list[tuple[str, tuple[int, int]]] = []
        """The other facts by type, once facts.facts has found them."""

    def count(self, cue: str) -> int:
        """Count how often a cue was found."""
        return len(self.hits.get(cue, ()))

    def any(self, *cues: str) -> bool:
        """Say whether one of the cues was found."""
        return not self.hits.keys().isdisjoint(cues)

    def signals(self, analyzer: str, name: str, cue: str, most: int = 3) -> list[Signal]:
        """Give the places of a cue as signals, the first few of them."""
        span = self.words.span
        return [signal(analyzer, name, *span(*place)) for place in self.hits.get(cue, ())[:most]]


def signal(analyzer: str, name: str, start: int, end: int) -> Signal:
    """Make a signal from a stretch of text."""
    return Signal(analyzer=analyzer, name=name, start=start, end=end)
