"""What the reader must know within a minute: how many people, whom first and why, and whether we could hear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from monitor.model import Material
from reports.document import Card, Opening, Part, SourceHours, Tone
from reports.wording import LEVELS, Times, count, listed

NAMED = 4
"""How many sources that fell silent alike, and how many such groups, the opening names."""


def opening_of(material: Material, cards: Sequence[Card], hearing: Sequence[SourceHours], times: Times) -> Opening:
    """Put the opening together."""
    deaf = [source for source in hearing if source.deaf]
    return Opening(
        headline=_headline(cards, hearing, deaf),
        lede=_lede(material, cards, hearing, deaf),
        not_the_whole=_not_the_whole(deaf, hearing),
        read=_read(material, times),
    )


def _not_the_whole(deaf: Sequence[SourceHours], hearing: Sequence[SourceHours]) -> tuple[str, ...]:
    """Name the sources that are missing, those of one fate together; of many the first, and how many more."""
    if not hearing:
        return ("No source is set up, so nobody could be heard.",)
    alike: dict[str, list[str]] = defaultdict(list)
    for source in deaf:
        alike[source.deaf].append(source.title)
    lines = [_fate(titles, words) for words, titles in alike.items()]
    more = sum(len(titles) for titles in [*alike.values()][NAMED:])
    return tuple(lines) if more <= 1 else (*lines[:NAMED], f"{more} more sources have gaps too.")


def _fate(titles: list[str], words: str) -> str:
    """Say what became of sources that fell silent alike: "X and Reddit have been silent to us since today 04:10 GMT."."""
    if len(titles) == 1:
        return f"{titles[0]} {words}."
    more = len(titles) - NAMED
    named = titles if more <= 1 else [*titles[:NAMED], f"{more} more sources"]
    return f"{listed(named)} {'have ' + words.removeprefix('has ') if words.startswith('has ') else words}."


def _headline(cards: Sequence[Card], hearing: Sequence[SourceHours], deaf: Sequence[SourceHours]) -> str:
    if cards:
        return "1 person needs you today" if len(cards) == 1 else f"{len(cards):,} people need you today"
    if not any(source.heard_hours for source in hearing):
        return "We could not hear anybody"
    return "Nobody we could hear needs you today" if deaf else "Nobody needs you today"


def _lede(
    material: Material, cards: Sequence[Card], hearing: Sequence[SourceHours], deaf: Sequence[SourceHours]
) -> tuple[Part, ...]:
    if cards:
        return (*_first(cards[0]), *_others(cards))
    if not any(source.heard_hours for source in hearing):
        return (Part(text="No source was heard in the last 24 hours, so this page cannot say whether anybody waits."),)
    if deaf:
        return (
            Part(
                text=f"But {count(len(deaf), 'source')} of {len(hearing)} could not be heard, so somebody may be waiting."
            ),
        )
    return (Part(text=f"Every source was heard, so this is calm and not silence.{_beside_the_queue(material)}"),)


def _beside_the_queue(material: Material) -> str:
    """Say what a quiet day's reader may still wonder about."""
    if material.put_off:
        return f" {put_off_words(material.put_off)}"
    if material.held or material.quiet:
        return " Those below can wait."
    if material.mentions_in_window:
        return ""
    return (
        " Nobody wrote about you in this time. If that surprises you, ask whoever runs this for which names it listens."
    )


def _first(card: Card) -> tuple[Part, ...]:
    """Say whom to answer first, and why."""
    name = Part(text=card.person.short, outside=True)
    promise = card.clock.promise.removeprefix("you promise ")
    moving = {"Spreading fast": ", and the story is spreading fast", "Spreading": ", and the story is spreading"}
    tail = moving.get(card.spreading, "")
    waited = card.clock.waiting.removeprefix("waiting ")
    if card.clock.tone is Tone.LATE:
        why = f": {waited} without an answer, past the {promise} you promise{tail}."
    elif card.clock.due is not None:
        why = f": {card.clock.words.lower()} of the {promise} you promise{tail}."
    else:
        why = f", who has waited {waited}{tail}."
    return (Part(text="Start with "), name, Part(text=why))


def _others(cards: Sequence[Card]) -> tuple[Part, ...]:
    late = sum(card.clock.tone is Tone.LATE for card in cards)
    if late == 0:
        return (Part(text=" Nobody has waited past your promise yet."),)
    if late == len(cards):
        return () if late == 1 else (Part(text=f" All {late} have waited past your promise."),)
    if late == 1:
        return (Part(text=" The others are still within your promise."),)
    return (Part(text=f" {late} of the {len(cards)} have waited past your promise."),)


def put_off_words(number: int) -> str:
    """Say how many people are put off, so that nobody is forgotten; empty when nobody is."""
    return f"{count(number, 'person is', 'people are')} put off for now, until their time comes." if number else ""


def later_words(later: dict[str, int]) -> str:
    """Say how many more can wait, by how hard they were hit."""
    levels = [(level, number) for level, number in sorted(later.items()) if number > 0]
    total = sum(number for _, number in levels)
    if not total:
        return ""
    parts = listed([f"{number:,} {LEVELS.get(level, 'others')}" for level, number in levels])
    verb = "stands" if total == 1 else "stand"
    return f"{count(total, 'more person', 'more people')} {verb} in line after these: {parts}."


def _read(material: Material, times: Times) -> str:
    start, end = times.clock(material.window.start), times.moment(material.window.end).words
    questions = material.questions_in_window
    if not material.mentions_in_window:
        return f"We read no mention from {start} to {end}."
    asked = f", {count(questions, 'question')} among them" if questions else ""
    return f"We read {count(material.mentions_in_window, 'mention')} from {start} to {end}{asked}."
