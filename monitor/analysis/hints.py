"""Finds hints: words that alone say little, and two kinds of which together speak for a gate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from monitor.analysis.cues_hints import HINT_PHRASES, HINT_WORDS
from monitor.analysis.experience import FAILURE_CUES, LONG
from monitor.analysis.reading import Reading
from monitor.analysis.words import PAUSE, listed

BY_HINTS: Final = {
    "media": ("press_work", "press_house", "press_ask"),
    "safety": ("danger_event", "danger_hazard", "danger_body", "danger_medical"),
    "employee": ("staff_place", "staff_life", "staff_people", "staff_role"),
    "automatic": ("advert_offer", "advert_call", "advert_time"),
    "troll": ("troll_insult", "troll_mock", "troll_dare"),
}  # fmt: skip
"""Two of a row speak for what the cue of that name would say."""

CASE: Final = (*FAILURE_CUES, "why_question", "please_help", "repeated_contact", "waiting", "passed_around")
"""Who tells one of these is likely a customer: then no hints make an advert or a troll of them."""
TELLING: Final = listed("again but charged refused said wasn't didn't isn't")
"""Words that adverts avoid and customers need."""
UNPAID: Final = ("please_help", "why_question", "repeated_contact", "unanswered", "missed_event")
"""What customers say and staff do not; both tell of long hours and of what fails."""
UNHEARD: Final = ("negated_service", "why_question", "unanswered", "repeated_contact")
"""What no reporter tells of themselves."""
UNWRITTEN: Final = (
    "please_help", "why_question", "repeated_contact", "praise", "question", "prospect", "judgement", "told",
)  # fmt: skip
"""What no headline says."""
SINGLE: Final = listed("i i'm i've i'd i'll")
"""One person speaks, and no shop: adverts that pretend to be somebody are known by their phrases."""
PERSONAL: Final = listed("i i'm i've i'd i'll my me we we're we've our us you your u ur mine you're")
TALKED_OF: Final = listed(
    "they they're them their he she it's that's this nobody everyone someone everybody lol please help"
)
"""Words that headlines seldom hold."""

KINDS: Final = {
    word: frozenset(kind for kind, words in HINT_WORDS.items() if word in words)
    for words in HINT_WORDS.values()
    for word in words
}
"""The kinds of hints that a word gives."""
MARKED: Final = frozenset({"advert_offer", "advert_call"})
"""What a text marked as an advert hints at."""
WORDS: Final = frozenset(KINDS)
PHRASED: Final = frozenset(HINT_PHRASES)


def hinted(reading: Reading) -> frozenset[str]:
    """Give the kinds of hints in a text, found by its words and by the phrases of the lexicon.

    A long text holds words of every kind somewhere: there hints say nothing.
    """
    if len(reading.words.keys) > LONG:
        return frozenset()
    found = PHRASED.intersection(reading.hits)
    for word in reading.words.vocabulary & WORDS:
        found |= KINDS[word]
    if "ad" in reading.words.vocabulary and any(token.lower() == "#ad" for token in reading.words.tokens):
        found |= MARKED
    return found


def tells_a_case(reading: Reading) -> bool:
    """Say whether somebody likely tells what happened to them as a customer."""
    return reading.any(*CASE) or not reading.words.vocabulary.isdisjoint(TELLING)


def hints_agree(cue: str, kinds: frozenset[str], reading: Reading) -> bool:
    """Say whether hints of two kinds speak for what this cue would say, and nothing that customers say speaks against it."""
    hints = kinds.intersection(BY_HINTS.get(cue, ()))
    if len(hints) < 2:
        return False
    if cue == "safety":  # a doctor's name and somebody's knee are no danger
        return not hints.isdisjoint(("danger_event", "danger_hazard"))
    if cue == "media":
        return "press_ask" in hints and "press_read" not in kinds and not reading.any(*UNHEARD)
    if cue == "employee":
        return not reading.any(*UNPAID)
    if cue == "automatic" and not reading.words.vocabulary.isdisjoint(SINGLE):
        return False
    return not tells_a_case(reading)


def is_headline(kinds: frozenset[str], reading: Reading) -> bool:
    """Say whether the mention reads like the news: nobody speaks of themselves or to anybody."""
    hits, keys, vocabulary = reading.hits, reading.words.keys, reading.words.vocabulary
    if "byline" in hits:
        return True
    if not vocabulary.isdisjoint(PERSONAL):
        return False
    if "headline" in hits or ("headline_label" in kinds and len(keys) > 1 and keys[1] == PAUSE):
        return True
    if not {"headline_verb", "headline_noun"} <= kinds or keys[0][0] == "@":
        return False
    return vocabulary.isdisjoint(TALKED_OF) and not reading.any(*UNWRITTEN)


def place_of(cue: str, reading: Reading) -> tuple[int, int] | None:
    """Give the tokens of the first hint of what this cue would say."""
    return first_of(BY_HINTS.get(cue, ()), reading)


def first_of(kinds: Iterable[str], reading: Reading) -> tuple[int, int] | None:
    """Give the tokens of the first hint of these kinds."""
    wanted = frozenset(kinds)
    places = [reading.hits[kind][0] for kind in wanted if kind in reading.hits]
    keys = reading.words.keys
    places += [(at, at + 1) for at, key in enumerate(keys) if key in WORDS and not wanted.isdisjoint(KINDS[key])][:1]
    return min(places, default=None)
