"""Puts the heart of a mention into one line, in the author's own words: cut out, never invented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from monitor.analysis.clauses import ENDS, SUBJECTS, Place, clause, opens
from monitor.analysis.gist_choice import AND, LONGEST, MOODS, PERSON, POINTING, SUBJECTLESS, reaches_back, strongest
from monitor.analysis.reading import Reading
from monitor.analysis.speaking import DEED, DENIAL, MISHAP, PAST, STATED, SWAP, speaks_of
from monitor.analysis.words import ADDRESS, NUMBER_WORDS, STOP, Words, listed


def noise_of(signs: str, flags: int = 0) -> re.Pattern[str]:
    """Build the pattern of what a headline leaves out: addresses, entities, the sign of a hashtag, and `signs`."""
    return re.compile(rf"https?://\S+|www\.\S+|#(?=\w)|&\w+;|{signs}+", flags)


NOISE: Final = noise_of(r"[^\w\s.,;:!?'’\"“”$£€%&/()+-]")
PLAIN_NOISE: Final = noise_of(r"[#*<=>@\[\\\]^`{|}~]", re.ASCII)
"""Finds the same in a text that is plain ASCII, in less than half the time."""
NOISY: Final = re.compile(r"[^\w\s.,;:!?'’\"“”$£€%/()+-]")
"""Without one of these signs, or an address, there is nothing to take out, which is quicker to see than to do."""
ADDRESSED: Final = re.compile(r"(?:[\W_]*@\w+(?:[.@-]\w+)*)+")
COPIED: Final = re.compile(
    r"(?=\s@)(?<! to)(?<! of)(?<! by)(?<! on)(?<! at)(?<! from)(?<! with)(?<! than)(?<! for)(?<! like)(?:\s@\w+(?:[.@-]\w+)*\W*)+$"
)
"""Accounts at the ends are spoken to; one amid the words ("moved to @Northline") stays, without its sign."""
EDGES: Final = " .,;:-!?&/)("
QUOTES: Final = re.compile('["“”]')
LEADING: Final = tuple(
    f"{word} " for word in sorted(listed("and but so because also well yes yeah ok okay hey hi oh then or of"))
)
THAT: Final = re.compile(r"that (?=(?:there|no|the|my|our|we|i|they|it|you|your|he|she)\b)", re.IGNORECASE)
"""Who told it is cut off; what was told begins behind "that"."""
HANGING: Final = listed(
    "a an the my your our his her their to of on in at for from with and or but that i we you is are was were it as "
    "by this no not so if than upon you've we've i've they've you're we're they're i'm"
)
"""A headline that is cut does not end on one of these."""
CUT_OFF: Final = listed("to the a an my your our of for with and or at from")
"""A headline that ends on one of these was cut, by an account or an address behind it."""
CARRIES_ON: Final = listed("when if that because which and so then while but")
SHORT: Final = 22
"""A headline of no more characters may go on over one of these words."""
SHORT_TEXT: Final = 120
"""A text of no more characters may be a headline as it stands, without its accounts and addresses."""
FIRST: Final = ("waiting", "repeated_contact")
"""What stands beside a short headline before anything else."""
SECOND: Final = ("amount", "vulnerable", "failure")
"""What may stand there otherwise, in this order."""
NAMING: Final = 3
"""A person in need stands beside a headline only when named in so many words ("my 84 year old dad")."""
BESIDE: Final = 34
"""The clause around a fact may be so long, in characters, to stand beside a headline."""
LITTLE: Final = (
    listed(
        "a an the my our your his her their we you they it he she it's we're we've you're you've they're they've he's she's its still never nobody "
        "nothing no not only just when what how why that this there now then after been had has on at for in to of from with by as husband wife "
        "poor rude bad worst full day days"
    )
    | NUMBER_WORDS
)
"""Words that are no names."""
COMMON: Final = DENIAL | MISHAP | DEED | SWAP | PAST | STATED
"""What speaks of one of these is no name either."""
NAMED: Final = 3
"""The clause before names what is pointed at when it has so many words."""
ACTS: Final = listed("has hasn't is isn't does doesn't keeps makes needs says treats lets")
"""Behind an account these have it as their subject ("@northline has lost my bag")."""
THEIRS: Final = listed("my our his her")
"""From one of these on a clause names a person."""


def gist(reading: Reading, complains: float) -> str:
    """Give at most 60 characters of the author's words: the strongest clause and a fact, otherwise the beginning."""
    words = reading.words
    whole = cleaned(words.text) if is_sentence(words) else ""
    if whole and len(words.keys) > 1:
        whole = subject(words, 1) + whole
    if 0 < len(whole) <= LONGEST:
        return headline(whole)
    if complains >= 0.3:
        best = strongest(reading)
        if best is not None:
            place = completed(words, *with_overlap(reading, begun(words, best)))
            return around(reading, anchored(words, place))
    return headline(cleaned(words.text[:400]))


def is_sentence(words: Words) -> bool:
    """Say whether a text is one short sentence without hashtags: the best headline of itself."""
    return len(words.text) <= SHORT_TEXT and STOP not in words.keys[:-1] and "#" not in words.text


def around(reading: Reading, place: Place) -> str:
    """Make the line of a clause: with a wait or a count beside it, or its "and" and what follows, or any other fact."""
    words = reading.words
    line = subject(words, place[0]) + cleaned(words.text[slice(*words.span(*place))])
    if goes_on(words, place[1]):
        return open_end(line)
    told = with_fact(reading, place, line, FIRST)
    joined = over_and(words, *place) if told is None else place
    if joined != place:
        line = subject(words, joined[0]) + cleaned(words.text[slice(*words.span(*joined))])
    return told or with_fact(reading, joined, line, SECOND) or headline(line)


def subject(words: Words, first: int) -> str:
    """Give the account before a headline when it is what the headline is about ("@northline" has lost my bag)."""
    if not first or words.tokens[first - 1][0] != "@" or words.keys[first] not in ACTS or "?" in words.text:
        return ""
    return words.tokens[first - 1].lstrip("@") + " "


def with_overlap(reading: Reading, best: Place) -> Place:
    """Widen a headline over a wait or a request that reaches into it ("three weeks and" still no refund)."""
    for first, end in reading.hits.get("waiting", ()):
        if first < best[0] < end and best[1] - first <= 12:
            return first, best[1]
    places = reading.words.places
    for kind, (first, end) in reading.facts:
        if kind == "request" and first < best[0] < end and places[end - 1][1] - places[first][0] <= LONGEST:
            return first, end
    return best


def completed(words: Words, first: int, end: int) -> Place:
    """Let a headline begin before an "and" when it lacks who it is about, and go on to the end of its clause or over a "when"."""
    keys, places = words.keys, words.places
    short = places[end - 1][1] - places[first][0] <= SHORT
    if short or keys[first] in SUBJECTLESS:
        first = reaches_back(words, first, end)
    start = places[first][0]
    end = furthest(words, end, start)
    if end + 1 < len(keys) and keys[end] in CARRIES_ON - AND and places[end - 1][1] - start <= SHORT:
        stop = furthest(words, end + 1, start)
        return first, stop if stop - end > 2 else end
    return first, end


def anchored(words: Words, place: Place) -> Place:
    """Let a headline that only points ("she gave up", "wouldn't touch it") begin with the clause before, where both fit."""
    first, end = place
    keys = words.keys
    if first < NAMED or (keys[first] not in POINTING and keys[end - 1] not in POINTING):
        return place
    behind = first - 1 if keys[first - 1] in ENDS or keys[first - 1] in AND else first
    start = clause(words, behind - 1, behind)[0] if behind and opens(keys[behind - 1]) else behind
    if behind - start < NAMED or not MOODS.isdisjoint(keys[start:behind]) or denies(keys[start:behind]):
        return place
    starts = [start, *(at for at in range(start + 1, behind - 1) if keys[first] in PERSON and keys[at] in THEIRS)]
    return next(((at, end) for at in starts if words.places[end - 1][1] - words.places[at][0] <= LONGEST), place)


def denies(keys: Sequence[str]) -> bool:
    """Say whether a clause denies something ("I didn't miss my slot")."""
    return any(key in ("not", "never") or key.endswith("n't") for key in keys)


def begun(words: Words, place: Place) -> Place:
    """Let a headline that begins amid a long clause begin with a subject of its own instead."""
    first, end = place
    keys = words.keys
    places = words.places
    if not first or not opens(keys[first - 1]) or places[end - 1][1] - places[first - 1][0] <= LONGEST:
        return place
    return next(((at, end) for at in range(first, end - NAMED) if keys[at] in SUBJECTS), place)


def over_and(words: Words, first: int, end: int) -> Place:
    """Let a headline go on over an "and" where all that it joins fits."""
    keys = words.keys
    if end + 1 < len(keys) and keys[end] in AND:
        stop = furthest(words, end + 1, words.places[first][0])
        if stop - end > 2 and (stop == len(keys) or not opens(keys[stop])):
            return first, stop
    return first, end


def furthest(words: Words, end: int, start: int) -> int:
    """Give where a clause ends behind token `end`, as far as it fits into a headline that begins at character `start`."""
    keys, places = words.keys, words.places
    while end < len(keys) and opens(keys[end]) and places[end][1] - start <= LONGEST and not is_tag(words, end):
        end += 1
    return end


def is_tag(words: Words, position: int) -> bool:
    """Say whether a word is a hashtag that belongs to no sentence: one more, or the end, stands behind it."""
    if words.tokens[position][0] != "#":
        return False
    behind = words.tokens[position + 1 : position + 2]
    return not behind or behind[0][0] == "#" or words.keys[position + 1] in (ADDRESS, STOP)


def with_fact(reading: Reading, best: Place, line: str, names: Sequence[str]) -> str | None:
    """Put one more fact of the types given beside a short headline; None where none fits."""
    room = LONGEST - len(line) - 2
    names = [name for name in names if any(name == kind for kind, _ in reading.facts)] if room > 5 else []
    for place in beside(reading, best, names):
        fact = fact_words(reading.words, place, alone=place[0] >= best[1])
        if (
            5 < len(fact) <= room
            and fact.rpartition(" ")[2].lower() not in HANGING
            and fact.lower() not in line.lower()
        ):
            return headline(f"{line}, {lowered(fact)}" if place[0] >= best[1] else f"{fact}, {lowered(line)}")
    return None


def beside(reading: Reading, best: Place, names: Sequence[str]) -> Iterator[Place]:
    """Give the facts of the types given that lie outside a headline, the most telling first."""
    for name in names:
        for kind, (first, end) in reading.facts:
            outside = end <= best[0] or first >= best[1]
            if kind == name and outside and (name != "vulnerable" or end - first >= NAMING):
                yield first, end


def fact_words(words: Words, place: Place, *, alone: bool) -> str:
    """Give the clause around a fact when it is short enough to stand beside a headline, otherwise the fact if it may stand alone."""
    around_fact = clause(words, *place)
    if words.tokens[around_fact[1] : around_fact[1] + 1] and words.tokens[around_fact[1]][0] == "@":
        return ""  # what goes on with an account is cut
    start, end = words.span(*around_fact)
    if end - start > BESIDE:
        if not alone:
            return ""
        start, end = words.span(*place)
    return cleaned(words.text[start:end])


def lowered(text: str) -> str:
    """Write the first letter of a common word small; any other may be a name."""
    first = text.partition(" ")[0].lower()
    if not text[1:2].islower() or not (first in LITTLE or speaks_of(first) & COMMON):
        return text
    return text[:1].lower() + text[1:]


def goes_on(words: Words, end: int) -> bool:
    """Say whether the clause goes on behind token `end`."""
    return end < len(words.keys) and opens(words.keys[end]) and words.tokens[end][0] not in "#@"


def cleaned(text: str) -> str:
    """Take accounts, addresses, signs and a leading little word out of a stretch of text."""
    if is_noisy(text):
        text = unaddressed(text).replace("@", "")
        if is_noisy(text):
            text = (PLAIN_NOISE if text.isascii() else NOISE).sub(" ", text)
        text = " ".join(text.split()).replace(" ,", ",").replace(" .", ".")
    plain = " ".join(text.split()).strip(EDGES)
    if ('"' in plain or "“" in plain or "”" in plain) and len(QUOTES.findall(plain)) % 2:
        plain = QUOTES.sub("", plain).strip(EDGES)
    while plain[:8].lower().replace(",", "").startswith(LEADING):
        plain = plain.split(" ", 1)[1].lstrip(EDGES)
    return plain[5:] if THAT.match(plain) else plain


def is_noisy(text: str) -> bool:
    """Say whether a text holds anything that a headline leaves out."""
    return bool(NOISY.search(text)) or "http:" in text or "https:" in text or "www." in text


def unaddressed(text: str) -> str:
    """Take the accounts off both ends of a stretch of text."""
    before = ADDRESSED.match(text)
    start = before.end() if before else 0
    account = text.find("@", start)
    behind = COPIED.search(text, max(start, account - 1)) if account >= 0 else None
    return text[start : behind.start() if behind else None]


def headline(text: str) -> str:
    """Begin a line with a capital and cut it between words where it is too long."""
    if len(text) > LONGEST or text.rpartition(" ")[2].lower() in CUT_OFF:
        return open_end(text[:LONGEST])
    return capital(text)


def capital(text: str) -> str:
    """Write the first letter large, unless that makes two of it ("ß")."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text


def open_end(line: str) -> str:
    """Show that the sentence goes on, without leaving a little word hanging."""
    plain = line if len(line) < LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0]
    while True:
        rest, _, last = plain.rstrip(EDGES).rpartition(" ")
        if " " not in rest or last.lower() not in HANGING:
            break
        plain = rest
    plain = plain.rstrip(EDGES)
    return capital(plain) + "…"
