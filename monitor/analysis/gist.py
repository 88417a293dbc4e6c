"""Puts the heart of a mention into one line, in the author's own words: cut out, never invented."""

from __future__ import annotations

import re
from typing import Final

from monitor.analysis.facts import clause, failures, opens
from monitor.analysis.reading import Reading
from monitor.analysis.words import Words, listed

LONGEST: Final = 60
NOISE: Final = re.compile(r"https?://\S+|www\.\S+|@\w+(?:[.@-]\w+)*|#(?=\w)|&\w+;|[^\w\s.,;:!?'’\"“”$£€%&/()+-]+")
EDGES: Final = " .,;:-!?\"'“”&/)("
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
WEIGHTS: Final = {
    "failure": 2.0, "negated_service": 2.2, "waiting": 2.0, "stranded": 2.0, "missed_event": 2.0, "repeated_contact": 1.5,
    "unanswered": 1.5, "passed_around": 1.5, "vulnerable": 1.5, "money": 1.0, "amount": 1.0, "safety": 3.0, "judgement": 0.3,
}  # fmt: skip
"""How much a clause gains as a headline by what it tells (set by hand, by reading headlines)."""
SECOND: Final = ("waiting", "repeated_contact", "stranded", "vulnerable", "missed_event", "amount", "failure")
"""What may stand beside a short headline, in this order."""


def gist(reading: Reading, complains: float) -> str:
    """Give at most 60 characters of the author's words: the strongest clause and a fact, otherwise the beginning."""
    words = reading.words
    if complains >= 0.3:
        clauses = candidates(reading)
        if clauses:
            best = clauses[0]
            if len(clauses) > 1:
                best = max(clauses, key=lambda place: strength(reading, place))
            best = with_overlap(reading, best)
            best = best[0], completed(words, *best)
            line = cleaned(words.text[slice(*words.span(*best))])
            return open_end(line) if goes_on(words, best[1]) else with_fact(reading, best, line)
    return headline(cleaned(words.text[:400]))


def candidates(reading: Reading) -> list[tuple[int, int]]:
    """Give the clauses that may be the headline, as token positions: failures, and waits in their clause."""
    found = failures(reading)
    for cue in ("safety", "waiting", "stranded", "repeated_contact"):
        for first, end in reading.hits.get(cue, ())[:2]:
            if not any(start < end and first < stop for start, stop in found):
                found.append(clause(reading.words, first, end))
    return found


def with_overlap(reading: Reading, best: tuple[int, int]) -> tuple[int, int]:
    """Widen a headline over a wait that reaches into it ("three weeks and" still no refund)."""
    for first, end in reading.hits.get("waiting", ()):
        if first < best[0] < end and best[1] - first <= 12:
            return first, best[1]
    return best


def completed(words: Words, first: int, end: int) -> int:
    """Let a very short headline go on over a little word ("nobody could tell me" when it comes), where that fits."""
    places, keys = words.places, words.keys
    start = places[first][0]
    if end + 1 >= len(keys) or keys[end] not in CARRIES_ON or places[end - 1][1] - start > SHORT:
        return end
    stop = end + 1
    while stop < len(keys) and opens(keys[stop]) and places[stop][1] - start <= LONGEST:
        stop += 1
    return stop if stop - end > 2 else end


def strength(reading: Reading, place: tuple[int, int]) -> float:
    """Weigh a clause by the cues in it; a word or two, or a row of hashtags, makes no headline."""
    first, end = place
    score = 0.0
    for cue, places in reading.hits.items():
        weight = WEIGHTS.get(cue)
        if weight is not None and any(first <= start < end for start, _ in places):
            score += weight
    score -= sum(token[0] == "#" for token in reading.words.tokens[first:end])
    words = end - first
    return score - (2.0 if words < 3 else 0.8 if words < 4 else 0.0)


def with_fact(reading: Reading, best: tuple[int, int], line: str) -> str:
    """Put one more fact beside a short headline, where both fit."""
    for cue in SECOND:
        for first, end in reading.hits.get(cue, ())[:3]:
            if end <= best[0] or first >= best[1]:
                span = fact_span(reading.words, first, end)
                if span is None and cue == "failure":
                    continue
                fact = cleaned(reading.words.text[slice(*(span or reading.words.span(first, end)))])
                if fact.rpartition(" ")[2].lower() in HANGING:
                    continue
                if len(fact) > 5 and len(line) + 2 + len(fact) <= LONGEST and fact.lower() not in line.lower():
                    return headline(f"{line}, {lowered(fact)}" if first >= best[1] else f"{fact}, {lowered(line)}")
    return headline(line)


def lowered(text: str) -> str:
    """Write the first letter small where the word is neither "I" nor written in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def fact_span(words: Words, first: int, end: int) -> tuple[int, int] | None:
    """Give the clause around a fact when it is short enough to stand beside a headline."""
    wide = words.span(*clause(words, first, end))
    return wide if wide[1] - wide[0] <= 34 else None


def goes_on(words: Words, end: int) -> bool:
    """Say whether the clause goes on behind token `end`."""
    return end < len(words.keys) and opens(words.keys[end]) and words.tokens[end][0] not in "#@"


def cleaned(text: str) -> str:
    """Take accounts, addresses, signs and a leading little word out of a stretch of text."""
    plain = " ".join(NOISE.sub(" ", text).split()).strip(EDGES)
    while plain[:8].lower().startswith(LEADING):
        plain = plain.split(" ", 1)[1].lstrip(EDGES)
    return plain


def headline(text: str) -> str:
    """Begin a line with a capital and cut it between words where it is too long."""
    if len(text) > LONGEST or text.rpartition(" ")[2].lower() in CUT_OFF:
        return open_end(text[:LONGEST])
    return text[:1].upper() + text[1:]


def open_end(line: str) -> str:
    """Show that the sentence goes on, without leaving a little word hanging."""
    plain = line if len(line) < LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0]
    while True:
        rest, _, last = plain.rstrip(EDGES).rpartition(" ")
        if " " not in rest or last.lower() not in HANGING:
            break
        plain = rest
    plain = plain.rstrip(EDGES)
    return plain[:1].upper() + plain[1:] + "…"
