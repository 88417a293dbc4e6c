"""Looking again at what is known: what is asked about once more, and what was found then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.model.facts import EngagementSample, Mention


class Absence(StrEnum):
    """Why a mention, or who wrote it, is no longer public. All but AUTHOR_GONE take the words away."""

    DELETED = "deleted by its author"
    REMOVED = "removed by the platform"
    PROTECTED = "no longer public"
    ABSENT = "no longer there"
    AUTHOR_GONE = "its author's account is gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A mention may no longer be kept; with AUTHOR_GONE the words may, but nothing of who wrote them."""

    mention_id: str
    why: Absence


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A mention says something else now. It keeps its stable key; `mention.edited_at` says since when, where known."""

    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one source is asked about again in this run, most urgent first: mentions, and conversations around some."""

    refresh: tuple[Mention, ...] = ()
    threads: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisited:
    """What one question about known mentions found.

    `mentions` are those of a conversation. `looked_at` and `read_threads` name the mentions that were really asked
    about: they are not due again before their time, whatever was found.
    """

    samples: tuple[EngagementSample, ...] = ()
    gone: tuple[Gone, ...] = ()
    edited: tuple[Edited, ...] = ()
    mentions: tuple[Mention, ...] = ()
    looked_at: tuple[str, ...] = ()
    read_threads: tuple[str, ...] = ()
