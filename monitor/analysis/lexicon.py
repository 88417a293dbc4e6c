"""All cues of the field in one lexicon, so that one pass over the words of a text finds every one of them."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.analysis.cues_failure import CLASSES, FAILURES, LOSSES, WAITS
from monitor.analysis.cues_gates import GATES
from monitor.analysis.cues_telling import EXPERIENCE, FEELING, IRONY, LEAVING, WARMTH
from monitor.analysis.phrases import Lexicon
from monitor.analysis.words import Words
from monitor.config import Brand


def lexicon_for(brands: Iterable[Brand]) -> Lexicon:
    """Build the lexicon; phrases about the brand or its rivals know their names."""
    brands = tuple(brands)
    names = [name for brand in brands for name in (brand.name, *brand.aliases, *brand.handles)]
    rivals = [name for brand in brands for name in brand.competitors]
    classes = CLASSES | {"brand": first_words(names), "rival": first_words(rivals)}
    cues = FAILURES | WAITS | LOSSES | EXPERIENCE | WARMTH | LEAVING | FEELING | IRONY | GATES
    return Lexicon(cues, classes)


def first_words(names: Iterable[str]) -> frozenset[str]:
    """Give the words by which names begin, as they stand in a text: as a name and as an account."""
    found: set[str] = set()
    for name in names:
        keys = Words(name).keys
        if keys:
            found |= {keys[0].lstrip("@"), "@" + keys[0].lstrip("@")}
    return frozenset(found)
