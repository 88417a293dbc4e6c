"""Says which language a text is in and whether we can read it, with as little work as the text allows.

Asked in this order: the platform's own tag, common words of English and of its neighbours, the script, the rows of
letters, and only for what looks foreign then a library, which costs .6 s of CPU once (docs/decisions/analysis-language.md).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from monitor.analysis.language_words import ALL_NEIGHBOURS, ENGLISH, LOANED, NEIGHBOURS, WEAK
from monitor.analysis.words import ADDRESS, Words, listed

DENSE: Final = 3
"""A sign that stands for a syllable or a word counts as so many letters."""
SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    (None, re.compile("[\u0400-\u052f\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e80-\u109f\u10a0-\u10ff\u0530-\u058f\u1200-\u137f\u1780-\u17ff]")),
)  # fmt: skip
"""Scripts in which English is not written; None stands for those that several languages share."""
LATIN: Final = re.compile("[a-zA-Z]")
SILENT: Final = WEAK | LOANED
READ: Final = 1_000
"""No more characters, or words, of a text are looked at: a language shows at once."""
STRANGE: Final = 0.34
"""From this share of unknown rows of letters on, words look foreign. Our choice: of 6,205 airline tweets none reaches it."""
STRANGE_BESIDE_NEIGHBOUR: Final = 0.2
"""The same where a word of a neighbour stands."""
UNLIKELY: Final = 0.02
"""Below this the library gives English no chance. It is small because so are all its probabilities of short texts: it held
for 143 of 145 foreign texts of our learning half and for 2 of 44 English ones, which the words before had settled."""
MOST_UNLIKELY: Final = 0.001
"""The same for a text in which an English word stands."""
NAMED: Final = 0.2
"""Below this probability the library's likeliest language is not named. Our choice."""
KNOWN: Final = sorted(
    listed(
        "af am ar az bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk "
        "ml mn mr ms mt ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur vi zh"
    )
)
"""The languages the library may name: the others it knows are hardly written in public, and a row of names looks like them."""


def language_of(tagged: str | None, words: Words) -> tuple[str | None, bool]:
    """Give the ISO 639-1 code, None when unsure, and whether the text can be read as English.

    A text too short to tell counts as readable: better read a word too much than lose a customer. A platform that calls
    a text English is asked twice, because some call everything English that its author said nothing about.
    """
    code = tagged.lower().replace("_", "-").split("-")[0] if tagged else ""
    if code and code not in ("und", "zxx", "unknown", "en"):
        return code, False
    vocabulary = words.vocabulary
    if vocabulary.isdisjoint(ALL_NEIGHBOURS) and len(vocabulary & ENGLISH) > 1:
        return "en", True
    found = judged(words)
    return ("en", True) if code and found[1] else found


def judged(words: Words) -> tuple[str | None, bool]:
    """Judge a text that is not plainly English: by its words, its script, its letters, and at last by the library."""
    spoken = spoken_words(words)
    english = len(spoken & ENGLISH)
    english += len(words.vocabulary & WEAK) // 2 if english else 0
    other, count = nearest_neighbour(spoken)
    if english >= max(count, 1) and english * 3 >= len(spoken):
        return "en", True
    foreign_script, code = in_foreign_script(words)
    if foreign_script:
        return code or identified(words)[0], False
    if count > max(english, 1) and (count > 2 or not english):
        return other, False
    if not looks_strange(unnamed_words(words) - ENGLISH, beside_neighbour=count > 0):
        return ("en" if english > count else None), True
    code, chance = identified(words)
    if code != "en" and chance < (MOST_UNLIKELY if english else UNLIKELY):
        return code, False
    return ("en" if code == "en" else None), True


def spoken_words(words: Words) -> frozenset[str]:
    """Give the different words that may tell a language: no accounts, addresses, abbreviations, nothing all languages share."""
    loud = words.text.isupper()
    pairs = zip(words.keys[:READ], words.tokens, strict=False)
    telling = (key for key, token in pairs if token[0].isalpha() and (loud or not token.isupper() or len(token) == 1))
    return frozenset(telling) - SILENT - {ADDRESS}


def unnamed_words(words: Words) -> frozenset[str]:
    """Give the words among them that are hardly names or abbreviations: those with a small letter, and long enough to look at."""
    loud = words.text.isupper()
    pairs = zip(words.keys[:READ], words.tokens, strict=False)
    first = next(iter(words.tokens), "")
    plain = (key for key, token in pairs if token[0].isalpha() and (loud or token[0].islower() or token is first))
    return frozenset(key for key in plain if len(key) > 2) - SILENT - {ADDRESS}


def in_foreign_script(words: Words) -> tuple[bool, str | None]:
    """Say whether most letters belong to a script in which English is not written, and its language where it has one."""
    if words.text.isascii():
        return False, None
    beginning = plain_words(words)
    latin = len(LATIN.findall(beginning))
    for code, letters in SCRIPTS:
        count = len(letters.findall(beginning))
        if count > 1 and count * (2 * DENSE if code in ("ja", "ko", "zh") else 2) > latin:
            return True, code
    return False, None


def nearest_neighbour(spoken: frozenset[str]) -> tuple[str, int]:
    """Name the neighbour's language that shares most common words with a text, and how many."""
    if spoken.isdisjoint(ALL_NEIGHBOURS):
        return "", 0
    return max(((name, len(spoken & words)) for name, words in NEIGHBOURS.items()), key=lambda pair: pair[1])


def looks_strange(unknown: frozenset[str], *, beside_neighbour: bool) -> bool:
    """Say whether many rows of three letters in the unknown words never stand in an English word."""
    if len(unknown) < (1 if beside_neighbour else 3):
        return False
    rows = [row for word in unknown for row in rows_of_letters(word)]
    foreign = sum(row not in english_rows() for row in rows)
    return foreign > (STRANGE_BESIDE_NEIGHBOUR if beside_neighbour else STRANGE) * len(rows)


def rows_of_letters(word: str) -> list[str]:
    """Give every row of three letters of a word, a blank standing at either end."""
    padded = f" {word} "
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


@lru_cache(maxsize=1)
def english_rows() -> frozenset[str]:
    """Give the rows of three letters that stand in our English words."""
    return frozenset(row for word in ENGLISH | SILENT for row in rows_of_letters(word))


def identified(words: Words) -> tuple[str | None, float]:
    """Ask py3langid for the likeliest language of a text, None where it hardly knows, and for the probability of English."""
    ranked = identifier().rank(plain_words(words).lower())
    code, probability = str(ranked[0][0]), float(ranked[0][1])
    named = "no" if code == "nn" else code
    return named if probability >= NAMED or code == "en" else None, float(dict(ranked)["en"])


def plain_words(words: Words) -> str:
    """Give the words at the beginning of a text, without accounts, hashtags and addresses."""
    pairs = zip(words.keys[:READ], words.tokens, strict=False)
    return " ".join(token for key, token in pairs if token[0].isalpha() and key != ADDRESS)[:READ]


@lru_cache(maxsize=1)
def identifier() -> Any:  # noqa: ANN401 - the library publishes no types
    """Load py3langid, only once a text needs it: that costs .6 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    loaded = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    loaded.set_languages(KNOWN)
    return loaded
