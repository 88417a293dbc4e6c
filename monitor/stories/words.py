"""Cuts a text into words, links and codes once, for everything that compares stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Beyond this a text repeats itself for our purpose, and work per mention stays bounded whatever comes from outside.
MOST_CHARACTERS = 4_000

TOKEN = re.compile(r"https?://[^\s<>\"']{1,500}|[@#]?[^\W_]\w*(?:['’][^\W_]+)*")

STOPWORDS = frozenset(
    """
a able about above across after afterwards again against ago ain't all almost alone along already also although always am
among amongst an and another any anybody anyhow anymore anyone anything anyway anywhere are aren't around as ask asked asking
at away awful back bad be became because become been before behind being believe below beside besides best better between
beyond big bit both bring brought but by call called can can't cannot cant cause come comes coming could couldn't couldnt
cuz day days did didn't didnt do does doesn't doesnt doing don't done dont down due during each either else end enough
etc even ever every everybody everyone everything everywhere far feel felt few finally find first folks for found four
from further gave get gets getting give given giving go goes going gonna gone good got gotta gotten great guess guy guys had
hadn't happen happened happening hardly has hasn't have haven't having he he's hello help her here here's hers herself hey
hi him himself his how how's however i i'd i'll i'm i've idea if im in indeed instead into is isn't isnt it it's its itself
ive just keep keeps kept kind knew know known knows last lately later least left less let let's lets like likely little ll
lol long look looked looking looks lot lots love made make makes making many matter may maybe me mean means might mine more
most mostly much must my myself near nearly need needed needs neither never new next nice no nobody none nope nor not
nothing now nowhere of off often oh ok okay old omg on once one only onto open or other others ought our ours ourselves out
over own part people per perhaps place please pls plz point poor possible probably put quite rather re real really
reason rt same sat saw say saying says second see seem seemed seems seen sent set several shall she she's should
shouldn't show side since sit sitting so some somebody somehow someone something sometimes somewhere soon sorry sort start
started still stop stuff such suck sucks supposed sure take taken takes taking talk tell terrible than thank thanks
that that's thats the their theirs them themselves then there there's therefore these they they'd they'll they're they've thing
things think this those though thought three through thru thx time times to today together told tomorrow tonight too took
totally toward tried tries try trying turn two u under understand unless until up upon ur us use used using usually ve
very via wait waited waiting wanna want wanted wants was wasn't wasnt way we we'd we'll we're we've week weeks well
went were weren't what what's whatever when where where's whether which while who who's whole whom whose why will wish
with within without won't wont work working works worse worst would wouldn't wow wrong wtf ya yeah year years yes
yesterday yet you you'd you'll you're you've your you're yours yourself yourselves hour hours minute minutes min mins hr hrs
monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night am pm amp
ever-ish actual actually absolutely basically completely definitely especially literally obviously seriously simply
""".split()
)

# Words before a bare number that make it the name of one thing: "flight 1080", "order no 55120".
NUMBERED = frozenset("flight flights flt fl order ticket case train bus number no model ref reference claim item room".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a text consists of: content words in order (with repeats), links, and codes that name one thing."""

    words: list[str]
    links: list[str]
    codes: list[str]


@lru_cache(maxsize=20_000)
def normal(word: str) -> str:
    """Give a word as it is compared: lower case, straight apostrophe, no possessive or plural ending; "" for stopwords."""
    word = word.lower().replace("’", "'")
    if word in STOPWORDS:
        return ""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui'":
        word = word[:-1]
    return "" if len(word) < 2 or word in STOPWORDS else word


def cut(text: str) -> Cut:
    """Cut a text into content words, links and codes; handles of accounts are left out, "#" is taken off."""
    words: list[str] = []
    links: list[str] = []
    codes: list[str] = []
    before = ""
    for token in TOKEN.findall(text[:MOST_CHARACTERS]):
        first = token[0]
        if first == "@":
            continue
        if first == "#":
            token = token[1:]  # noqa: PLW2901  the mark is no part of the word
        elif token.startswith(("http://", "https://")):
            links.append(token)
            continue
        if token.isalpha():
            word = normal(token)
            if word:
                words.append(word)
            before = token
        else:
            _cut_odd(token, before, words, codes)
            before = token
    return Cut(words=words, links=links, codes=codes)


def _cut_odd(token: str, before: str, words: list[str], codes: list[str]) -> None:
    """Sort a token with digits, apostrophes or underscores into words or codes."""
    lower = token.lower()
    if not any(map(str.isdecimal, token)):
        word = normal(token)
        if word:
            words.append(word)
        return
    code = code_of(lower, before)
    if code:
        codes.append(code)
    elif not lower[0].isdecimal():
        words.append(lower)


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
    letters = sum(map(str.isalpha, token))
    return token if 6 <= len(token) <= 20 and letters >= 2 and len(token) - letters >= 2 and token.isalnum() else ""
