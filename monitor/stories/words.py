"""Cuts a text into words, links and codes once, for everything that compares stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.stories.lexicon import NUMBERED, ORDINARY, STOPWORDS, UNITS

# Beyond this a text repeats itself for our purpose, and work per mention stays bounded whatever comes from outside.
MOST_CHARACTERS = 4_000
LONGEST_WORD = 40
NUMBER = re.compile(r"(?<!\w)\d{1,9}(?:[.,:]\d{1,9}){0,3}")
UNTOLD = re.compile(r"https?://\S{1,500}|@\w+")
"""What holds digits that tell nothing: links and accounts."""
DIGIT = re.compile(r"\d")
MOST_NUMBERS = 4

TOKEN = re.compile(r"https?://[^\s<>\"']{1,500}|[@#]?[^\W_]\w*(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a text consists of: content words in order (with repeats), links, and codes that name one thing.

    `names` are those of the words that are written like a name, or with a number, or as a hashtag.
    """

    words: list[str]
    names: set[str]
    links: list[str]
    codes: list[str]


@lru_cache(maxsize=65_536)
def normal(word: str) -> str:
    """Give a word as it is compared: lower case, straight apostrophe, no possessive or plural ending; "" for stopwords."""
    word = word.lower().replace("’", "'")
    if word in STOPWORDS:
        return ""
    word = word.removesuffix("'s")
    if len(word) > 3:
        word = _stem(word)
    return "" if len(word) < 2 or word in STOPWORDS else word


def _stem(word: str) -> str:
    """Take off a plural, "-ed" or "-ing", so that "logs", "logged" and "logging" are one word; no more than that."""
    if word[-1] == "s" and word[-2] not in "suia'":
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and any(vowel in stem for vowel in "aeiouy"):
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
    return word[:-1] if word[-1] == "e" and len(word) > 4 else word


ORDINARY_WORDS = frozenset(map(normal, ORDINARY))


def cut(text: str) -> Cut:
    """Cut a text into content words, links and codes; handles of accounts are left out, "#" is taken off."""
    parts = Cut(words=[], names=set(), links=[], codes=[])
    words, before = parts.words, ""
    for token in tokens_of(text):
        if not token.isalpha():
            before = _cut_odd(token, before, parts, text)
            continue
        word = normal(token[:LONGEST_WORD])
        if word:
            words.append(word)
            if before and token[0].isupper():
                parts.names.add(word)
        before = token
    return parts


@lru_cache(maxsize=1)
def tokens_of(text: str) -> Sequence[str]:
    """Give the words, accounts and links of a text as they stand there; the text cut last is the next to be quoted."""
    return TOKEN.findall(text[:MOST_CHARACTERS])


def numbers_in(text: str) -> list[str]:
    """Give the numbers a text names, the longest first, however they are written: "£1,157.00" and "1157" are one."""
    if not DIGIT.search(text):  # as most do not: a tenth of the time of what follows
        return []
    told = UNTOLD.sub(" ", text[:MOST_CHARACTERS])
    found = {each.replace(",", "").removesuffix(".00") for each in NUMBER.findall(told)}
    return sorted(found, key=lambda each: (-len(each), each))[:MOST_NUMBERS]


def _cut_odd(token: str, before: str, parts: Cut, text: str) -> str:
    """Cut a token that is not letters alone; give the word that stands before the next one then."""
    if token[0] == "@":
        return before
    if token.startswith(("http://", "https://")):
        parts.links.append(token)
        return before
    plain = token.removeprefix("#")[:LONGEST_WORD]
    if not plain.isalpha():
        _cut_mixed(plain, before[:LONGEST_WORD], parts, text)
    elif word := normal(plain):
        parts.words.append(word)
        if token[0] == "#" or (before and plain[0].isupper()):
            parts.names.add(word)
    return plain


def _cut_mixed(token: str, before: str, parts: Cut, text: str) -> None:
    """Sort a token with digits, apostrophes or underscores into words or codes.

    "Arden 60" is also one word; in "Arden, £60" the number is one of its own.
    """
    if not any(map(str.isdecimal, token)):
        word = normal(token)
        if word:
            parts.words.append(word)
        return
    lower = token.lower()
    code = code_of(lower, before)
    if code:
        parts.codes.append(code)
        return
    named = token.isdecimal() and len(token) <= 4 and before[:1].isupper() and before[1:2].islower()
    if named and f"{before} {token}" in text:
        lower = normal(before) + " " + token
    if not lower[0].isdecimal() and not lower[0].isspace():
        parts.words.append(lower)
        parts.names.add(lower)


def code_of(token: str, before: str) -> str:
    """Give the name of the one thing a token with digits stands for ("ua1080" and "flight 1080" are both "1080"), or ""."""
    if token.isdecimal():
        if 6 <= len(token) <= 9:
            return token
        numbered = before.lower() in NUMBERED or (len(before) == 2 and before.isupper())
        return token.lstrip("0") if 2 <= len(token) <= 5 and numbered else ""
    carrier, number = token[:2], token[2:]
    if carrier.isalpha() and number.isdecimal() and 2 <= len(number) <= 4:
        return number
    return token if 6 <= len(token) <= 20 and token.isalnum() and _is_reference(token) else ""


def _is_reference(token: str) -> bool:
    """Say whether letters and digits are mixed as in a booking or order code, not as in "erj145" or "40mins"."""
    letters = "".join(filter(str.isalpha, token))
    digits = len(token) - len(letters)
    if not letters or digits < 2 or letters in UNITS:
        return False
    return (
        digits >= 4 or (token[-1].isalpha() and token[0].isalpha()) or (token[0].isdecimal() and token[-1].isdecimal())
    )
