"""What the YouTube connector remembers between runs: two walks, the day's units, and threads' numbers of replies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from connectors.checkpoint import part, taken_up
from monitor.model import Json

VERSION = 1
_REMEMBERED = 400  # threads; with what the walk remembers the checkpoint stays within 64 KB


@dataclass(slots=True, kw_only=True)
class Replies:
    """How many replies the threads had that were seen last."""

    counts: dict[str, int] = field(default_factory=dict)

    def get(self, key: str) -> int | None:
        """Give the number of replies a thread had; None where it was not seen."""
        return self.counts.get(_short(key))


@dataclass(slots=True, kw_only=True)
class YouTubeState:
    """The checkpoint while a pull is going on; `searched` in seconds since 1970."""

    walk: dict[str, Json] | None = None
    found: dict[str, Json] | None = None
    searched: float = 0.0
    day: str = ""
    units: int = 0
    replies: Replies = field(default_factory=Replies)

    @classmethod
    def read(cls, checkpoint: dict[str, Json] | None) -> YouTubeState:
        """Take up a checkpoint; what is of another version or shape is left out."""
        told = taken_up(checkpoint, VERSION)
        counts = part(told, "replies")
        searched, units = told.get("searched"), told.get("units")
        return cls(
            walk=_record(told.get("walk")),
            found=_record(told.get("found")),
            searched=float(searched) if isinstance(searched, int | float) else 0.0,
            day=str(told.get("day")),
            units=units if isinstance(units, int) and units >= 0 else 0,
            replies=Replies(counts={key: each for key, each in counts.items() if isinstance(each, int)}),
        )

    def begin_day(self, day: str) -> None:
        """Begin counting units anew when another day has come."""
        if day != self.day:
            self.day, self.units = day, 0

    def remember(self, key: str, replies: int) -> None:
        """Note how many replies a thread has; threads not seen for longest are forgotten first."""
        self.replies.counts.pop(_short(key), None)
        self.replies.counts[_short(key)] = replies

    def search_is_pending(self) -> bool:
        """Tell whether a search was broken off."""
        lanes = (self.found or {}).get("lanes")
        waiting = lanes.values() if isinstance(lanes, dict) else ()
        return any(isinstance(lane, dict) and lane.get("pending") for lane in waiting)

    def written(self, units: int) -> dict[str, Json]:
        """Give the checkpoint as it stands now."""
        kept: dict[str, Json] = dict(list(self.replies.counts.items())[-_REMEMBERED:])
        return {
            "version": VERSION,
            "walk": self.walk,
            "found": self.found,
            "searched": self.searched,
            "day": self.day,
            "units": units,
            "replies": kept,
        }


def _record(told: object) -> dict[str, Json] | None:
    return told if isinstance(told, dict) else None


def _short(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:10]
