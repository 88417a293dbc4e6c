"""Takes the certainty from judgements of what hardly is a customer's sentence: bare emoji, one word over and over, chain letters.

Whoever judges words will find some in anything. What is no prose gets an honest "other", never a confident guess.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from monitor.analysis.words import MAX_CHARACTERS
from monitor.model import Assessment, Gate, Kind, Mention

HESITANT: Final = 0.45
"""All kinds but "other" together are no likelier than this where a text is hardly prose."""
PARTLY_READ: Final = 0.85
"""No kind but "other" is likelier than this where only a part of a text was read, or where readers see another one."""
DISTORTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ud800-\udfff]")
"""Control characters, halves of signs, and marks that turn the letters behind them round: nobody sees what stands there."""
PASSED_ON: Final = 0.05
"""So much of a complaint is left to who only passes it on."""
UNKIND: Final = 0.6
"""How surely such a text speaks ill at most."""
SURE: Final = 0.5
"""Below this for every kind, leaving and tone there is no certainty to take away."""
WORD: Final = re.compile(r"(?<![@\w])[^\W\d_]")
"""A letter that begins a word, and no account."""
ASKING: Final = ("paste", "forward", "send", "pass", "share", "post", "chain", "friends")
"""Without one of these words nobody asks to be copied."""
CHAIN: Final = re.compile(
    r"\b(?:copy (?:and|&|n|\+) ?paste (?:this|it|the following|to your|on your|into)\b|(?:forward|send|pass|share) (?:this|it)(?: \w+)? (?:on )?to"
    r" (?:\d+|ten|all|every\w*|at least|your (?:friends|contacts|family))\b|re-?post (?:this|if you)\b|don'?t break (?:the|this) chain\b"
    r"|forward to (?:\d+|ten|all|every\w*)\b|tell all your friends\b|share before (?:it|they)\b)",
)
"""What copied letters ask of who reads them."""
MOSTLY_SIGNS: Final = 4
"""Of so many signs fewer than one is a letter: accents heaped on letters, drawings, rows of figures."""
MANY: Final = 8
"""From so many words on it is asked whether they are the same again and again."""
AGAIN: Final = 8
"""A text whose words stand there so often on average repeats itself; twenty thousand characters of prose reach 5."""
FEWEST: Final = 2
LONG: Final = 400
"""A longer text is cut into words to see whether it repeats itself."""
BEGINNING: Final = 4_000
"""What a text is shows in so many characters."""


def doubted(found: Assessment, mention: Mention) -> Assessment:
    """Give the assessment as it stands, or less sure of itself where the text does not bear it.

    Who gave stars has said what they think, whatever the words.
    """
    text = mention.text
    rated = mention.rating is not None
    if not rated and not WORD.search(text):
        return hesitant(found)
    if max(*found.kinds[:-1], found.leaving, found.misread) < SURE and found.negative < UNKIND:
        return found
    if not rated and is_no_prose(text):
        return hesitant(found)
    return partly_sure(found) if len(text) > MAX_CHARACTERS else found


def is_no_prose(text: str) -> bool:
    """Say whether a text is a letter to be copied, mostly signs, or the same few words over and over."""
    lower = text[:MAX_CHARACTERS].lower()
    return is_chain_letter(lower) or is_heap_of_signs(text) or repeats(lower)


def is_chain_letter(lower: str) -> bool:
    """Say whether a text in small letters asks to be copied and sent on."""
    beginning = lower[:BEGINNING]
    return any(word in beginning for word in ASKING) and bool(CHAIN.search(beginning))


def is_heap_of_signs(text: str) -> bool:
    """Say whether hardly one sign in four is a letter: drawings, or accents heaped on letters."""
    if text.isascii():
        return False
    beginning = text[:BEGINNING]
    return sum(map(str.isalpha, beginning)) * MOSTLY_SIGNS < len(beginning) - beginning.count(" ")


def repeats(lower: str) -> bool:
    """Say whether a text in small letters holds the same few words over and over."""
    if len(lower) < LONG and lower.count(lower.lstrip().partition(" ")[0] or " ") < MANY:
        return False  # one look at the first word tells it of nearly every post
    words = lower.split()
    different = len(set(words))
    return len(words) >= MANY and (different <= FEWEST or different * AGAIN < len(words))


def hesitant(found: Assessment) -> Assessment:
    """Call a text "other", with what speaks for another kind still to be seen."""
    weaker = with_less(found, HESITANT / max(sum(found.kinds[:-1]), HESITANT))
    return replace(
        weaker,
        kind=Kind.OTHER,
        severity=0.0,
        negative=min(found.negative, UNKIND),
        leaving=min(found.leaving, HESITANT),
        misread=min(found.misread, HESITANT),
    )


def is_distorted(text: str) -> bool:
    """Say whether a text looks otherwise to its readers than to us."""
    return not text.isprintable() and bool(DISTORTED.search(text))


def partly_sure(found: Assessment) -> Assessment:
    """Leave no kind but "other" likelier than what a text read in part allows."""
    return with_less(found, PARTLY_READ / max(*found.kinds[:-1], PARTLY_READ))


def with_less(found: Assessment, share: float) -> Assessment:
    """Leave every kind but "other" at most this share of its probability."""
    if share >= 1:
        return found
    kinds = [each * share for each in found.kinds[:-1]]
    return replace(found, kinds=(*kinds, 1 - sum(kinds)))


def passed_on(found: Assessment) -> Assessment:
    """Take from the author what they only pass on: no experience of theirs; that the words are unkind stays."""
    gates = found.gates if Gate.NO_EXPERIENCE in found.gates else (*found.gates, Gate.NO_EXPERIENCE)
    return replace(
        with_less(found, PASSED_ON),
        kind=Kind.OTHER,
        severity=0.0,
        leaving=0.0,
        misread=0.0,
        firsthand=min(found.firsthand, PASSED_ON),
        gates=gates,
    )
