"""Which of our own mentions answer a person, and what sort of answer they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.model import Assessed

_PRIVATE = re.compile(r"\b(?:dm|pm|private(?:ly)?|direct message|email us|inbox)\b", re.IGNORECASE)


def is_our_reply(reply: Assessed, told: Sequence[Assessed]) -> bool:
    """Tell whether a mention of our own account answers this person and not somebody else in the same thread."""
    mention = reply.mention
    if any(mention.in_reply_to == said.mention.stable_key for said in told):
        return True
    names = {name.casefold() for said in told for name in (said.mention.author_key, said.mention.author) if name}
    named = {name.casefold() for name in re.findall(r"@([\w.@-]+)", mention.text[:2_000])}
    if named:
        return bool(names & named)
    starters = {said.mention.stable_key for said in told} | {
        said.mention.thread for said in told if not said.mention.in_reply_to
    }
    return mention.thread is not None and mention.thread in starters


def describe_reply(text: str) -> str:
    """Say what sort of reply it was: to be sent elsewhere is a reply too, but the reader should know."""
    return "asked them to write in private" if _PRIVATE.search(text[:2_000]) else ""
