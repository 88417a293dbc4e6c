"""All cues of the field in one lexicon, so that one pass over the words of a text finds every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from monitor.analysis.cues_context import CONTEXT
from monitor.analysis.cues_danger import DANGER
from monitor.analysis.cues_everyday import EVERYDAY
from monitor.analysis.cues_failure import CLASSES, FAILURES, LOSSES, WAITS
from monitor.analysis.cues_gates import GATES
from monitor.analysis.cues_hints import HINT_PHRASES
from monitor.analysis.cues_leaving import LEAVING
from monitor.analysis.cues_noise import NOISE
from monitor.analysis.cues_onlookers import ONLOOKERS
from monitor.analysis.cues_outsiders import OUTSIDERS
from monitor.analysis.cues_staff import STAFF
from monitor.analysis.cues_telling import EXPERIENCE, WARMTH
from monitor.analysis.cues_tone import FEELING, IRONY
from monitor.analysis.cues_trolls import TROLLS
from monitor.analysis.phrases import Lexicon
from monitor.analysis.words import Words
from monitor.config import Brand

GROUPS: Final = (
    FAILURES, EVERYDAY, WAITS, LOSSES, EXPERIENCE, WARMTH, LEAVING, FEELING, IRONY, GATES, STAFF, NOISE, TROLLS, DANGER, OUTSIDERS,
    ONLOOKERS, HINT_PHRASES, CONTEXT,
)  # fmt: skip


def lexicon_for(brands: Iterable[Brand]) -> Lexicon:
    """Build the lexicon; phrases about the brand or its rivals know their names."""
    brands = tuple(brands)
    names = [name for brand in brands for name in (brand.name, *brand.aliases, *brand.handles)]
    rivals = [name for brand in brands for name in brand.competitors]
    classes = CLASSES | {"brand": first_words(names), "rival": first_words(rivals)}
    return Lexicon(all_cues(), classes)


def all_cues() -> dict[str, str]:
    """Join the phrases of all groups; a cue may have phrases in several."""
    cues: dict[str, str] = {}
    for group in GROUPS:
        for cue, lines in group.items():
            cues[cue] = f"{cues[cue]}\n{lines}" if cue in cues else lines
    return cues


def first_words(names: Iterable[str]) -> frozenset[str]:
    """Give the words by which names begin, as they stand in a text: as a name and as an account."""
    found: set[str] = set()
    for name in names:
        keys = Words(name).keys
        if keys:
            found |= {keys[0].lstrip("@"), "@" + keys[0].lstrip("@")}
    return frozenset(found)
