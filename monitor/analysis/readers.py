"""Asks readers of other languages, which other packages bring, and believes nothing that cannot be true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Final

from monitor.analysis.base import Analyzer, Findings, Reader
from monitor.analysis.experience import kind_of
from monitor.model import Assessment, Gate, Kind, Mention, Signal

TOLERANCE: Final = 0.01
"""By so much the probabilities of the kinds may miss 1 and are put right."""
LONGEST_GIST: Final = 60
MOST_SIGNALS: Final = 50
SCORES: Final = ("negative", "severity", "arousal", "leaving", "misread", "firsthand")
WORD: Final = re.compile(r"\w+")


def read_elsewhere(extras: Sequence[Analyzer], mention: Mention, unread: Assessment) -> Assessment:
    """Give what the first reader of the mention's language found in it; `unread` where there is none, or none to believe.

    A reader that fails or says what cannot be true leaves the mention unread, as it would be without it: one package
    must not stop the run, nor put a number on the page that nobody can explain.
    """
    language = unread.language
    for reader in extras:
        if language and isinstance(reader, Reader) and language in reader.languages:
            found = asked(reader, mention, language)
            if found is not None and not faults(found, mention.text):
                return believed(found, unread)
    return unread


def asked(reader: Reader, mention: Mention, language: str) -> Findings | None:
    """Ask a reader; None where it leaves the mention unread, fails, or gives something else than findings."""
    try:
        found = reader.read(mention, language)
    except Exception:  # noqa: BLE001 - code of another package, on text of anybody: whatever it raises, the run goes on
        return None
    return found if isinstance(found, Findings) else None


def faults(found: Findings, text: str) -> list[str]:
    """Say what of the findings cannot be true of the text; empty where they may be believed."""
    said = []
    if not isinstance(found.kinds, tuple) or len(found.kinds) != len(Kind) or not all(map(is_share, found.kinds)):
        said.append("`kinds` must be five numbers between 0 and 1")
    elif abs(sum(found.kinds) - 1) > TOLERANCE:
        said.append("`kinds` must sum to 1")
    said += [f"`{name}` must be a number between 0 and 1" for name in SCORES if not is_share(getattr(found, name))]
    if not isinstance(found.signals, tuple) or not all(lies_within(each, text) for each in found.signals):
        said.append("`signals` must be named stretches of the text")
    if not isinstance(found.gates, tuple) or not all(isinstance(gate, Gate) for gate in found.gates):
        said.append("`gates` must be gates")
    if not isinstance(found.gist, str) or not is_cut_out(found.gist, text):
        said.append(f"`gist` must be at most {LONGEST_GIST} characters, in words of the text")
    return said


def is_share(value: object) -> bool:
    """Say whether a value is a number between 0 and 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and 0 <= value <= 1


def lies_within(signal: object, text: str) -> bool:
    """Say whether a value is a signal with a name whose evidence is a stretch of the text."""
    if not isinstance(signal, Signal) or not isinstance(signal.start, int) or not isinstance(signal.end, int):
        return False
    named = isinstance(signal.name, str) and isinstance(signal.analyzer, str) and signal.name and signal.analyzer
    return bool(named) and 0 <= signal.start < signal.end <= len(text)


def is_cut_out(gist: str, text: str) -> bool:
    """Say whether a headline is short and made of words of the text."""
    if len(gist) > LONGEST_GIST:
        return False
    there = set(WORD.findall(text.casefold()))
    return all(word in there for word in WORD.findall(gist.casefold()))


def believed(found: Findings, unread: Assessment) -> Assessment:
    """Put checked findings in the place of an unread mention's assessment."""
    total = sum(found.kinds)
    kinds = tuple(share / total for share in found.kinds)
    return replace(
        unread,
        readable=True,
        kind=kind_of(kinds),
        kinds=kinds,
        negative=found.negative,
        severity=found.severity,
        arousal=found.arousal,
        leaving=found.leaving,
        misread=found.misread,
        firsthand=found.firsthand,
        gates=(*unread.gates, *(gate for gate in found.gates if gate not in unread.gates)),
        signals=found.signals[:MOST_SIGNALS],
        gist=found.gist,
    )
