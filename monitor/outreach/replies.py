"""Which of our own mentions answer a person, and what sort of answer they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.model import Assessed, Kind
from monitor.outreach.matter import Cause, cause_of

_PRIVATE = re.compile(r"\b(?:dm|pm|private(?:ly)?|direct message|email us|inbox)\b", re.IGNORECASE)

_SORRY = re.compile(r"\b(?:sorry|apolog\w+)\b", re.IGNORECASE)


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


def worth_replying(replies: Sequence[Assessed], told: Sequence[Assessed]) -> frozenset[str]:
    """Name the mentions in which the analysis found no cause, but to which our team replied as if there was one.

    Not praise, unless we apologised for what stands beside it, and not a plain question; either counts when the
    customer came back to the reply with a failure or a lukewarm word.
    """
    found = (_answered(reply, told) for reply in replies)
    return frozenset(
        said.mention.id
        for reply, said in zip(replies, found, strict=True)
        if said is not None and _tells_of_more(said, reply, told)
    )


def _answered(reply: Assessed, told: Sequence[Assessed]) -> Assessed | None:
    """Find what a reply answers: its parent, or without one the person's last words in the thread before it."""
    mention = reply.mention
    if mention.in_reply_to:
        return next((said for said in told if said.mention.stable_key == mention.in_reply_to), None)
    before = (
        said
        for said in reversed(told)
        if said.mention.posted_at <= mention.posted_at
        and mention.thread in {said.mention.thread, said.mention.stable_key}
    )
    return next(before, None)


def _tells_of_more(said: Assessed, reply: Assessed, told: Sequence[Assessed]) -> bool:
    found = said.assessment
    if found.gates or not found.readable:
        return False
    if found.kind not in {Kind.PRAISE, Kind.QUESTION}:
        return True
    apologised = found.kind is Kind.PRAISE and bool(_SORRY.search(reply.mention.text[:2_000]))
    return apologised or any(
        each.mention.in_reply_to == reply.mention.stable_key and cause_of(each) in {Cause.FAILURE, Cause.QUIET}
        for each in told
    )


def describe_reply(text: str) -> str:
    """Say what sort of reply it was: to be sent elsewhere is a reply too, but the reader should know."""
    return "asked them to write in private" if _PRIVATE.search(text[:2_000]) else ""
