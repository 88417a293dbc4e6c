"""Measure how well replies are found and timed in real support conversations, against a direct computation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.evaluation.base import Figure
from monitor.outreach.stateless import thread_record

_TASK = "replies in conversations"
_OURS = "reputation-monitor"


def measure(folder: Path) -> list[Figure]:
    """Compare `replied` and the time of the first reply with the time stamps of `customer_care/dev.json`.

    The outcome itself has no labels there; its shares are given as counts, not as a quality. Nothing when the file is
    absent.
    """
    path = folder / "customer_care" / "dev.json"
    if not path.is_file():
        return []
    read = [(conversation, thread_record(conversation)) for conversation in conversations(path)]
    direct = [_direct(conversation) for conversation, _ in read]
    replied = [found["replied"] == (seconds is not None) for (_, found), seconds in zip(read, direct, strict=True)]
    timed = [
        found["first_reply_seconds"] == seconds for (_, found), seconds in zip(read, direct, strict=True) if seconds
    ]
    outcomes = [found["outcome"] for _, found in read if found["replied"]]
    return [
        _figure("replied agrees", sum(replied) / len(replied), len(replied)),
        _figure("first reply time agrees", sum(timed) / len(timed), len(timed)),
        *(
            _figure(f"read as {outcome}", outcomes.count(outcome) / len(outcomes), len(outcomes))
            for outcome in sorted(set(outcomes))
        ),
    ]


def conversations(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the conversations of the file as records of the `thread` command."""
    for conversation in json.loads(path.read_text(encoding="utf-8")):
        messages = [
            {"author": _author(spoken), "text": spoken["message"], "posted_at": spoken["datetime"]}
            for spoken in conversation["dialogContent"]
        ]
        yield {"brand": conversation["dialogHeader"]["company"], "messages": messages}


def _author(spoken: dict[str, str]) -> str:
    return next(spoken[role] for role in ("agent", "client", "client1") if role in spoken)


def _direct(conversation: dict[str, Any]) -> float | None:
    """Compute the seconds to the first reply from the time stamps alone."""
    brand = conversation["brand"]
    times = [
        (message["author"] == brand, datetime.fromisoformat(message["posted_at"]))
        for message in conversation["messages"]
    ]
    ours = [at for by_brand, at in times if by_brand]
    theirs = [at for by_brand, at in times if not by_brand]
    return (min(ours) - min(theirs)).total_seconds() if ours else None


def _figure(measured: str, value: float, rows: int) -> Figure:
    return Figure(task=_TASK, subject=_OURS, measure=measured, value=value, rows=rows)
