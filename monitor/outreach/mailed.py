"""Reads what a colleague's mail about a case or praise asks for: its subject or its first line is the command, the rest a note."""

from __future__ import annotations

import re
from typing import Final

from monitor.model import Instruction, Passing
from monitor.outreach.acts import Act, Deed
from monitor.outreach.praise import passing_of

COMMANDS: Final = (
    (Deed.TAKE, r"(?:i(?:['’]ll| will)? take (?:it|this)(?: one)?|mine)"),
    (Deed.HAND_OVER, r"(?:hand(?:ed)?(?: it)?(?: over)?|pass(?:ed)?(?: it)?(?: on)?|give(?: it)?) to:? (?P<words>.+)"),
    (Deed.NOT_FOR_US, r"not (?:one )?for us(?:[:,.;] ?(?P<words>.+))?"),
    (Deed.ANSWERED, r"(?:i(?:['’]ve| have)? )?answered(?: (?:it|them|in private))?(?:[:,] (?P<words>.+))?"),
    (Deed.SNOOZE, r"(?:snooze|put off)(?: until| for)?:? (?P<words>.+)"),
    (Deed.NOTE, r"note:? (?P<words>.+)"),
    (Deed.CONFIRM, r"(?:they are |confirmed )?satisfied"),
)
"""What a line may say, in any case of letters and with or without a full stop."""

HAND_OVER_TAG: Final = re.compile(r"hand over", re.IGNORECASE)
"""The subject of the page's own link, which leaves the name to the first line."""

PRAISE_TAG: Final = re.compile(r"praise from a customer", re.IGNORECASE)
"""The subject of the page's own letter that passes praise on: the words below are the customer's and command nothing."""

PASSED_ON: Final = re.compile(
    r"(?:i(?:['’]ve| have)? )?(?:passed|sent|handed)(?: (?:it|this))? on(?: to:? (?P<whom>.+?))?\s*[.!]?", re.IGNORECASE
)

_PATTERNS: Final = tuple((deed, re.compile(rf"{pattern}\s*[.!]?", re.IGNORECASE)) for deed, pattern in COMMANDS)


def acts_in(instruction: Instruction) -> list[Act]:
    """Give the acts a mail asks for; none when neither its first line nor its subject says what to do."""
    first, _, rest = instruction.words.strip().partition("\n")
    first, rest = first.strip(), rest.strip()
    if act := act_of(first):
        return _with_note(act, rest)
    if HAND_OVER_TAG.fullmatch(instruction.tag) and first:
        return _with_note(Act(deed=Deed.HAND_OVER, words=first), rest)
    if act := act_of(instruction.tag):
        return _with_note(act, instruction.words.strip())
    return []


def passing_in(letter: Instruction) -> Passing | None:
    """Read a mail about praise; None when it does not say that the praise was passed on."""
    if PRAISE_TAG.fullmatch(letter.tag):
        return passing_of(letter.sender, "", letter.written_at)
    for line in (letter.words.strip().partition("\n")[0], letter.tag):
        if match := PASSED_ON.fullmatch(" ".join(line.split())):
            return passing_of(letter.sender, match["whom"] or "", letter.written_at)
    return None


def act_of(line: str) -> Act | None:
    """Read one line as a command; None when it is none."""
    for deed, pattern in _PATTERNS:
        if match := pattern.fullmatch(" ".join(line.split())):
            return Act(deed=deed, words=(match.groupdict().get("words") or "").rstrip("."))
    return None


def _with_note(act: Act, rest: str) -> list[Act]:
    """Keep the rest: as the reason of what is given up unanswered, else as a note of its own."""
    if act.deed is Deed.NOT_FOR_US and not act.words:
        return [Act(deed=act.deed, words=rest)]
    return [act, Act(deed=Deed.NOTE, words=rest)] if rest else [act]
