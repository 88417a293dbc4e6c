"""What the reader must know within a minute: how many people, whom first and why, and whether we could hear."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Material
from reports.document import Card, Opening, Part, SourceHours, Tone
from reports.wording import LEVELS, Times, count, listed

NAMED = 4
"""How many sources the opening names one by one."""


def opening_of(material: Material, cards: Sequence[Card], hearing: Sequence[SourceHours], times: Times) -> Opening:
    """Put the opening together."""
    deaf = [f"{source.title} {source.deaf}." for source in hearing if source.deaf]
    return Opening(
        headline=_headline(cards, hearing, deaf),
        lede=_lede(material, cards, hearing, deaf),
        not_the_whole=_not_the_whole(deaf, hearing),
        read=_read(material, times),
    )


def _not_the_whole(deaf: Sequence[str], hearing: Sequence[SourceHours]) -> tuple[str, ...]:
    """Name the sources that are missing; of many the first, and how many more."""
    if not hearing:
        return ("No source is set up, so nobody could be heard.",)
    more = len(deaf) - NAMED
    return tuple(deaf) if more <= 1 else (*deaf[:NAMED], f"{more} more sources have gaps too.")


def _headline(cards: Sequence[Card], hearing: Sequence[SourceHours], deaf: Sequence[str]) -> str:
    if cards:
        return "1 person needs you today" if len(cards) == 1 else f"{len(cards):,} people need you today"
    if not any(source.heard_hours for source in hearing):
        return "We could not hear anybody"
    return "Nobody we could hear needs you today" if deaf else "Nobody needs you today"


def _lede(
    material: Material, cards: Sequence[Card], hearing: Sequence[SourceHours], deaf: Sequence[str]
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
    more = " Those below can wait." if material.held or material.quiet else ""
    return (Part(text=f"Every source was heard, so this is calm and not silence.{more}"),)


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
        why = f": {card.clock.words} of the {promise} you promise{tail}."
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
    asked = f", {count(questions, 'question')} among them" if questions else ""
    return f"We read {count(material.mentions_in_window, 'mention')} from {start} to {end}{asked}."
