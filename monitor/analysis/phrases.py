"""Finds phrases of a lexicon in the words of a text: one table look-up a word, more only where a phrase may begin.

A phrase is written as words with blanks between. `a|b` means either, a trailing `?` that the word may be missing,
`<name>` any word of a named class, `~2` up to two words of any kind within the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from monitor.analysis.words import STOP, Words

Part: TypeAlias = "frozenset[str] | int"
Entry: TypeAlias = "tuple[int, frozenset[str] | None, tuple[Part, ...], str]"
"""The widest gap before the second word of a phrase, the word behind it (None: any, or none), what follows both, and the cue."""
Hits: TypeAlias = "dict[str, list[tuple[int, int]]]"
"""Cue → where it was found, as token positions (first, end), in order of the text."""

MOST_STARTS: Final = 2_000
"""Of a text with more words that may begin a phrase only the beginning is searched."""
NO_WORD: Final = ""
"""What stands behind the end of a text: in no phrase."""
WIDEST: Final = 5
"""No gap is wider than this many words."""


class Start:
    """What may follow a word that begins phrases."""

    __slots__ = ("alone", "by_later", "by_second", "later", "reach")

    def __init__(self) -> None:
        self.alone: list[str] = []
        """The cues of the word alone."""
        self.by_second: dict[str, list[Entry]] = {}
        self.by_later: dict[str, list[Entry]] = {}
        """The same for a word soon after."""
        self.later: set[str] = set()
        """The words of `by_later`, to be asked about many words at once."""
        self.reach = 0
        """How many words behind this one may be one of these."""


class Lexicon:
    """Phrases of many cues, indexed by their first two words."""

    def __init__(self, cues: Mapping[str, str], classes: Mapping[str, frozenset[str]]) -> None:
        self.starts: dict[str, Start] = {}
        for cue, lines in cues.items():
            for line in lines.split("\n"):
                for parts in variants(tuple(line.split()), classes):
                    self.add(cue, parts)

    def add(self, cue: str, parts: tuple[Part, ...]) -> None:
        """Index one phrase under each word it may begin with."""
        first, rest = parts[0], parts[1:]
        if isinstance(first, int):
            raise TypeError(f"a phrase of {cue!r} begins with a gap")
        filed = entry(cue, rest)  # shared by all its words: many small objects would slow down the garbage collector
        for word in first:
            start = self.starts.get(word)
            if start is None:
                start = self.starts[word] = Start()
            index(start, rest, filed)

    def find(self, words: Words) -> Hits:
        """Find all cues of a text; hits of one cue that overlap are joined."""
        keys = words.keys
        hits: Hits = {}
        searched = 0
        for place, start in enumerate(map(self.starts.get, keys), 1):
            if start is None:
                continue
            for cue in start.alone:
                note(hits, cue, place - 1, place)
            second = start.by_second.get(keys[place]) if place < len(keys) else None
            if second:
                note_all(hits, second, keys, place - 1)
            if start.later and not start.later.isdisjoint(keys[place : place + start.reach]):
                note_later(hits, start, keys, place - 1)
            searched += 1
            if searched == MOST_STARTS:
                break
        return hits


def note_all(hits: Hits, entries: list[Entry], keys: list[str], first: int, gap: int = 0) -> None:
    """Note the phrases that begin at `first` and whose second word was found behind a gap of so many words."""
    place = first + gap + 2
    key = keys[place] if place < len(keys) else NO_WORD
    for widest, third, rest, cue in entries:
        if gap <= widest and (third is None or key in third):
            end = follow(rest, 0, keys, place + (third is not None))
            if end:
                note(hits, cue, first, end)


def note_later(hits: Hits, start: Start, keys: list[str], first: int) -> None:
    """Note the phrases that begin at `first` and go on after a gap, within the sentence."""
    for gap, key in enumerate(keys[first + 1 : first + 1 + start.reach]):
        if key in start.by_later:
            note_all(hits, start.by_later[key], keys, first, gap)
        if key == STOP:
            return


def note(hits: Hits, cue: str, first: int, end: int) -> None:
    """Remember a hit, joined with the one before where both overlap."""
    spans = hits.get(cue)
    if spans is None:
        hits[cue] = [(first, end)]
    elif spans[-1][1] > first:
        if spans[-1][1] < end:
            spans[-1] = (spans[-1][0], end)
    else:
        spans.append((first, end))


def follow(parts: tuple[Part, ...], part: int, keys: list[str], place: int) -> int:
    """Give the token after the last of the remaining parts, or 0 when they do not follow."""
    while part < len(parts):
        wanted = parts[part]
        if isinstance(wanted, int):
            return over_gap(parts, part, keys, place)
        if place >= len(keys) or keys[place] not in wanted:
            return 0
        place += 1
        part += 1
    return place


def over_gap(parts: tuple[Part, ...], part: int, keys: list[str], place: int) -> int:
    """Try the parts behind a gap after 0, 1, 2 … words, never beyond the end of the sentence."""
    widest = parts[part]
    for skipped in range((widest if isinstance(widest, int) else 0) + 1):
        end = follow(parts, part + 1, keys, place + skipped)
        if end:
            return end
        if place + skipped >= len(keys) or keys[place + skipped] == STOP:
            return 0
    return 0


def entry(cue: str, rest: tuple[Part, ...]) -> Entry:
    """Say what is left to be found of a phrase behind its first two words, and how wide the gap between these may be."""
    second = rest[0] if rest else 0
    if not isinstance(second, int):
        return 0, *behind(rest[1:]), cue
    if second > WIDEST or (rest and isinstance(rest[1], int)):
        raise TypeError(f"a phrase of {cue!r} has a gap that is too wide")
    return second, *behind(rest[2:]), cue


def behind(rest: tuple[Part, ...]) -> tuple[frozenset[str] | None, tuple[Part, ...]]:
    """Set apart the word behind the second, which tells most phrases that do not go on from those that do."""
    if rest and not isinstance(rest[0], int):
        return rest[0], rest[1:]
    return None, rest


def index(start: Start, rest: tuple[Part, ...], filed: Entry) -> None:
    """File what follows the first word of a phrase."""
    most, _, _, cue = filed
    if not rest:
        if cue not in start.alone:
            start.alone.append(cue)
    elif isinstance(rest[0], int):
        later = rest[1]
        start.reach = max(start.reach, most + 1)
        for word in later if isinstance(later, frozenset) else ():
            start.later.add(word)
            start.by_later.setdefault(word, []).append(filed)
    else:
        for word in rest[0]:
            start.by_second.setdefault(word, []).append(filed)


def variants(line: tuple[str, ...], classes: Mapping[str, frozenset[str]]) -> Iterable[tuple[Part, ...]]:
    """Give a phrase with and without each of its optional words."""
    forms: list[tuple[Part, ...]] = [()]
    for written in line:
        optional = written.endswith("?") and len(written) > 1
        part = parse(written.rstrip("?") if optional else written, classes)
        longer = [(*form, part) for form in forms]
        forms = forms + longer if optional else longer
    return [form for form in forms if form]


def parse(written: str, classes: Mapping[str, frozenset[str]]) -> Part:
    """Read one part of a phrase."""
    if written.startswith("~"):
        return int(written[1:])
    words: set[str] = set()
    for choice in written.split("|"):
        words |= classes[choice[1:-1]] if choice.startswith("<") else {choice.replace("_", " ")}
    return frozenset(words)
