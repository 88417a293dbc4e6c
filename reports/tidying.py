"""Text from outside made fit for one of our own lines (nothing hidden, no towers of accents, not too long), or for plain text."""

from __future__ import annotations

import re
import unicodedata

SHORT = 32
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
# Escape sequences, and every mark that hides or reorders its neighbours: a terminal obeys them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\ufeff]"
)
_JOINER = "\u200d"
_AS_PICTURE = "\ufe0f"


def short_name(name: str, longest: int = SHORT) -> str:
    """Make a name fit into a line of ours: no hidden characters, no towers of accents, at most `longest` characters."""
    kept: list[str] = []
    marks = 0
    for letter in _HIDDEN.sub(" ", _joined(name[: longest * 20])):
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= 2:
            kept.append(letter)
    plain = " ".join("".join(kept).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip(" " + _JOINER) + "…"


def _joined(name: str) -> str:
    """Drop what hides without parting: two words around a hidden blank stay one word, joined pictures one picture."""
    return "".join(letter for place, letter in enumerate(name) if letter not in _WITHIN or _joins_pictures(name, place))


def _joins_pictures(name: str, place: int) -> bool:
    before, after = name[max(0, place - 1) : place], name[place + 1 : place + 2]
    if name[place] != _JOINER or not before or not after:
        return False
    # Symbols and skin tones (UTS #51, emoji zwj sequences).
    joins = before == _AS_PICTURE or unicodedata.category(before) in {"So", "Sk"}
    return joins and unicodedata.category(after) == "So"


_WITHIN = frozenset("\xad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def plain_text(text: str) -> str:
    """Make a text safe for a terminal or a letter: what would be obeyed there stands as its control picture or "\ufffd"."""
    return _UNSAFE.sub(_picture, text.replace("\r\n", "\n"))


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    return "\n" if code == 0x0D else chr(0x2400 + code) if code < 0x20 else "\ufffd"
