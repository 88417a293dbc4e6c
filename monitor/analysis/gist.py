"""Puts the heart of a mention into one line, in the author's own words: cut out, never invented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from monitor.analysis.clauses import Place, clause, opens
from monitor.analysis.facts import failures
from monitor.analysis.reading import Reading
from monitor.analysis.words import ADDRESS, STOP, Words, listed

LONGEST: Final = 60


def noise_of(signs: str, flags: int = 0) -> re.Pattern[str]:
    """Build the pattern of what a headline leaves out: addresses, entities, the sign of a hashtag, and `signs`."""
    return re.compile(rf"https?://\S+|www\.\S+|#(?=\w)|&\w+;|{signs}+", flags)


NOISE: Final = noise_of(r"[^\w\s.,;:!?'’\"“”$£€%&/()+-]")
PLAIN_NOISE: Final = noise_of(r"[#*<=>@\[\\\]^`{|}~]", re.ASCII)
"""Finds the same in a text that is plain ASCII, in less than half the time."""
NOISY: Final = re.compile(r"https?:|www\.|&|[^\w\s.,;:!?'’\"“”$£€%/()+-]")
"""Without any of these there is nothing to take out, which is quicker to see than to do."""
ADDRESSED: Final = re.compile(r"(?:[\W_]*@\w+(?:[.@-]\w+)*)+")
COPIED: Final = re.compile(
    r"(?=\s@)(?<! to)(?<! of)(?<! by)(?<! on)(?<! at)(?<! from)(?<! with)(?<! than)(?<! for)(?<! like)(?:\s@\w+(?:[.@-]\w+)*\W*)+$"
)
"""Accounts at the ends are spoken to; one amid the words ("moved to @Northline") stays, without its sign."""
EDGES: Final = " .,;:-!?&/)("
QUOTES: Final = re.compile('["“”]')
LEADING: Final = tuple(
    f"{word} " for word in sorted(listed("and but so because also well yes yeah ok okay hey hi oh then or"))
)
HANGING: Final = listed(
    "a an the my your our his her their to of on in at for from with and or but that i we you is are was were it as by my "
    "this no not so if than"
)
"""A headline that is cut does not end on one of these."""
CUT_OFF: Final = listed("to the a an my your our of for with and or at from")
"""A headline that ends on one of these was cut, by an account or an address behind it."""
CARRIES_ON: Final = listed("when if that because which and so then while but")
SHORT: Final = 22
"""A headline of no more characters may go on over one of these words."""
SHORT_TEXT: Final = 120
"""A text of no more characters may be a headline as it stands, without its accounts and addresses."""
WEIGHTS: Final = {
    "failure": 1.0, "negated_service": 1.1, "waiting": 1.5, "stranded": 1.5, "missed_event": 1.5, "repeated_contact": 0.7,
    "unanswered": 0.7, "passed_around": 0.7, "vulnerable": 1.5, "money": 0.5, "amount": 0.5, "safety": 3.0, "judgement": 0.2,
}  # fmt: skip
"""How much a clause gains as a headline by what it tells (set by hand, by reading headlines)."""
HEAVIEST: Final = 1.5
"""How much the clause gains that states the failure most plainly."""
FIRST: Final = ("waiting", "repeated_contact")
"""What stands beside a short headline before anything else."""
SECOND: Final = ("amount", "vulnerable", "failure")
"""What may stand there otherwise, in this order."""
NAMING: Final = 3
"""A person in need stands beside a headline only when named in so many words ("my 84 year old dad")."""
BESIDE: Final = 34
"""The clause around a fact may be so long, in characters, to stand beside a headline."""
AND: Final = frozenset({"and", "&", "n"})
SUBJECTLESS: Final = listed("was were is are has had have got did does")
"""A clause behind "and" that begins with these lacks who it is about."""


def gist(reading: Reading, complains: float) -> str:
    """Give at most 60 characters of the author's words: the strongest clause and a fact, otherwise the beginning."""
    words = reading.words
    whole = cleaned(words.text) if is_sentence(words) else ""
    if 0 < len(whole) <= LONGEST:
        return headline(whole)
    if complains >= 0.3:
        choices = candidates(reading)
        if choices:
            place = completed(words, *with_overlap(reading, strongest(reading, choices)))
            return around(reading, place)
    return headline(cleaned(words.text[:400]))


def is_sentence(words: Words) -> bool:
    """Say whether a text is one short sentence without hashtags: the best headline of itself."""
    return len(words.text) <= SHORT_TEXT and STOP not in words.keys[:-1] and "#" not in words.text


def strongest(reading: Reading, choices: list[Place]) -> Place:
    """Give the clause that makes the best headline."""
    return choices[0] if len(choices) == 1 else max(choices, key=lambda place: strength(reading, place))


def around(reading: Reading, place: Place) -> str:
    """Make the line of a clause: with a wait or a count beside it, or its "and" and what follows, or any other fact."""
    words = reading.words
    line = cleaned(words.text[slice(*words.span(*place))])
    if goes_on(words, place[1]):
        return open_end(line)
    told = with_fact(reading, place, line, FIRST)
    joined = over_and(words, *place) if told is None else place
    if joined != place:
        line = cleaned(words.text[slice(*words.span(*joined))])
    return told or with_fact(reading, joined, line, SECOND) or headline(line)


def candidates(reading: Reading) -> list[Place]:
    """Give the clauses that may be the headline, as token positions: failures, and what is weightier than most of them."""
    found = list(failures(reading))
    for cue in ("safety",) if found else ("safety", "waiting", "stranded", "repeated_contact"):
        for first, end in reading.hits.get(cue, ())[:2]:
            if not any(start < end and first < stop for start, stop in found):
                found.append(clause(reading.words, first, end))
    return found


def with_overlap(reading: Reading, best: Place) -> Place:
    """Widen a headline over a wait that reaches into it ("three weeks and" still no refund)."""
    for first, end in reading.hits.get("waiting", ()):
        if first < best[0] < end and best[1] - first <= 12:
            return first, best[1]
    return best


def completed(words: Words, first: int, end: int) -> Place:
    """Let a headline begin before an "and" when it lacks who it is about, and go on to the end of its clause or over a "when"."""
    keys, places = words.keys, words.places
    short = places[end - 1][1] - places[first][0] <= SHORT
    if first > 1 and keys[first - 1] in AND and (short or keys[first] in SUBJECTLESS):
        start = clause(words, first - 2, first - 1)[0]
        first = start if places[end - 1][1] - places[start][0] <= LONGEST else first
    start = places[first][0]
    end = furthest(words, end, start)
    if end + 1 < len(keys) and keys[end] in CARRIES_ON - AND and places[end - 1][1] - start <= SHORT:
        stop = furthest(words, end + 1, start)
        return first, stop if stop - end > 2 else end
    return first, end


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


def strength(reading: Reading, place: Place) -> float:
    """Weigh a clause by the cues in it; a word or two, or a row of hashtags, makes no headline."""
    first, end = place
    score = HEAVIEST if reading.clauses and place == reading.clauses[0] else 0.0
    for cue, places in reading.hits.items():
        weight = WEIGHTS.get(cue)
        if weight is not None and any(first <= start < end for start, _ in places):
            score += weight
    score -= sum(token[0] == "#" for token in reading.words.tokens[first:end])
    words = end - first
    return score - (2.0 if words < 3 else 0.8 if words < 4 else 0.0)


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
    start, end = words.span(*clause(words, *place))
    if end - start > BESIDE:
        if not alone:
            return ""
        start, end = words.span(*place)
    return cleaned(words.text[start:end])


def lowered(text: str) -> str:
    """Write the first letter small where the word is neither "I" nor written in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def goes_on(words: Words, end: int) -> bool:
    """Say whether the clause goes on behind token `end`."""
    return end < len(words.keys) and opens(words.keys[end]) and words.tokens[end][0] not in "#@"


def cleaned(text: str) -> str:
    """Take accounts, addresses, signs and a leading little word out of a stretch of text."""
    if NOISY.search(text):
        text = unaddressed(text).replace("@", "")
        text = " ".join((PLAIN_NOISE if text.isascii() else NOISE).sub(" ", text).split())
        text = text.replace(" ,", ",").replace(" .", ".")
    plain = " ".join(text.split()).strip(EDGES)
    if ('"' in plain or "“" in plain or "”" in plain) and len(QUOTES.findall(plain)) % 2:
        plain = QUOTES.sub("", plain).strip(EDGES)
    while plain[:8].lower().replace(",", "").startswith(LEADING):
        plain = plain.split(" ", 1)[1].lstrip(EDGES)
    return plain


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
