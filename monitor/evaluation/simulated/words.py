"""Puts words into the mouths of simulated customers: a grammar with invented things and places, and real rewordings.

The grammar's own words were chosen without looking at the product's word lists, and the names of things and places are
syllables drawn anew in every run, so no list can know them. Beside it stand our own retellings (the half to learn
from): what people really write when they tell the same again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random

from monitor.evaluation.halves import OWN, path_of, rows_of

SYLLABLES = ("bra", "cho", "dil", "fen", "gro", "hus", "jal", "kem", "lor", "mip", "nar", "oss", "plu", "rud", "sten", "tav", "urm", "vek", "wob", "zin")  # fmt: skip
FIRST = (
    "{thing} from {brand} {fault} in {place} {when}. {after}",
    "So my {thing} {fault} {when}, {after} Thanks {brand}",
    "@{handle} {thing} {fault} in {place}, {after}",
    "Never {brand} again. The {thing} {fault} {when} and {after}",
    "{when} the {thing} {fault}. {after} This is {place}, {brand}, people live here",
)
AGAIN = (
    "did you read about the {thing} in {place}? {fault}, and {brand} {shrug}",
    "{place}: a {brand} {thing} {fault}. {shrug_own}",
    "my cousin was there when the {thing} {fault} in {place}. {after}",
    "{brand} {shrug} while somebody in {place} has a {thing} that {fault}",
    "a {thing} that {fault} {when} and all {brand} says is please be patient",
    "that {place} {thing} business: {after} wow",
)
AGREE = (
    "same here",
    "this happened to us too",
    "unbelievable",
    "they {shrug} with me as well",
    "following, mine {fault} too",
)
OPENING = ("", "ok so", "wait,", "not my day:", "right.", "again,", "well well,", "look at this:", "oh good,", "seriously,", "once more:", "so tired of this.")  # fmt: skip
CLOSING = ("", "no words", "what a week", "so much for that", "enough of this", "just saying", "make of it what you will", "who runs this place", "anyway", "good night", "and breathe", "not even surprised")  # fmt: skip
"""What people put around it: hardly two of them write the same, word for word, as copies do."""
FAULTS = ("gave up", "split in half", "flooded the hallway", "billed me twice", "went missing", "locked everyone out", "sent it to strangers", "started to smoke", "froze and stayed frozen", "turned up empty")  # fmt: skip
AFTER = ("nobody picks up the phone.", "three calls and still nothing.", "they want me to wait until next month.", "I paid in full and got silence.", "we slept on the floor.", "the desk closed in our faces.", "no refund, no apology, nothing.")  # fmt: skip
SHRUG = ("shrugs", "keeps quiet", "blames the weather", "sends the same canned line", "calls it a known issue")
WHEN = (
    "on day two",
    "at six in the morning",
    "during the wedding",
    "twice this week",
    "right after the warranty",
    "with my kids watching",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What one story is about. `lines` are real rewordings by role, where the story has them."""

    facts: dict[str, str]
    lines: dict[str, list[str]]


def draw_script(rng: Random, brand: str, incident: dict[str, list[str]] | None) -> Script:
    """Draw what a story is about: an incident of our own set, or invented facts."""
    facts = {
        "brand": brand,
        "handle": brand.casefold(),
        "thing": f"{name(rng)} {rng.choice(('kettle', 'booking', 'parcel', 'router', 'account', 'seat', 'boiler'))}",
        "place": name(rng).title(),
        "fault": rng.choice(FAULTS),
        "after": rng.choice(AFTER),
        "when": rng.choice(WHEN),
        "shrug": rng.choice(SHRUG),
        "shrug_own": rng.choice(AFTER).capitalize(),
    }
    return Script(facts=facts, lines=incident or {})


def name(rng: Random) -> str:
    """Invent a word."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3))))


def first_words(rng: Random, script: Script) -> str:
    """Tell a story for the first time."""
    return script.lines["first"][0] if script.lines.get("first") else rng.choice(FIRST).format(**script.facts)


def retold_words(rng: Random, script: Script, *, in_reply: bool) -> str:
    """Tell a story again in other words; below somebody's post often only agree."""
    if in_reply and rng.random() < 0.5:
        return _personal(rng, rng.choice(script.lines.get("agrees") or AGREE).format(**script.facts))
    others = [line for role in ("retold", "witness", "again", "press") for line in script.lines.get(role, ())]
    return _personal(rng, rng.choice(others) if others else rng.choice(AGAIN).format(**script.facts))


def _personal(rng: Random, line: str) -> str:
    """Put a person's own words around a line."""
    return f"{rng.choice(OPENING)} {line} {rng.choice(CLOSING)}".strip()


def incidents(own: Path = OWN) -> list[dict[str, list[str]]]:
    """Read our own retellings, the half to learn from: the lines of each incident by role."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(path_of("retellings", "train", own)):
        found[row["incident"]][row["role"]].append(row["text"].replace("{", "(").replace("}", ")"))
    return [dict(lines) for lines in found.values()]
