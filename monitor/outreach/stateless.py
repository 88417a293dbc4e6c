"""The `thread` command: one conversation in, what became of it out; no store, no configuration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from monitor.model import Outcome, OutcomeReading
from monitor.outreach.outcome import read_answers

_WHY = {
    Outcome.SATISFIED: "says it is settled, or thanks warmly",
    Outcome.ACCEPTED: "accepts it without warmth",
    Outcome.DISSATISFIED: "is not satisfied with the reply",
    Outcome.WROTE_AGAIN: "wrote again: the matter goes on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a conversation; `place` is where it stood in the list that was given."""

    place: int
    author: str
    text: str
    posted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The customer's last words after a reply (`said`, oldest first), and the reply before them.

    `first_reply_seconds` runs from the customer's first message; None without a reply.
    """

    first_reply_seconds: float | None
    said: tuple[Message, ...] = ()
    reply: str = ""


def thread_record(record: dict[str, Any]) -> dict[str, Any]:
    """Read one conversation given as `brand` and `messages` (author, text, posted_at).

    Gives `replied`, `first_reply_seconds`, `outcome` and `evidence`: spans with the place of their message in the list.
    Times are ISO 8601, RFC 5322 or seconds since 1970; without a zone they are UTC. Raises ValueError on anything else.
    """
    brand, messages = _brand(record), _messages(record)
    turn = last_turn(brand, messages)
    reading, seconds = _read(turn), turn.first_reply_seconds
    return {
        **({"id": record["id"]} if "id" in record else {}),
        "replied": seconds is not None,
        "first_reply_seconds": int(seconds) if seconds is not None and seconds == int(seconds) else seconds,
        "outcome": reading.outcome.value,
        "evidence": _evidence(reading, messages),
    }


def _read(turn: Turn) -> OutcomeReading:
    """Read what the customer's last words say about the reply."""
    if turn.first_reply_seconds is None:
        return OutcomeReading(outcome=Outcome.UNANSWERED)
    answers = [(str(message.place), message.text) for message in turn.said]
    return read_answers(answers, turn.reply, closely=True)


def turn_of(record: dict[str, Any]) -> Turn:
    """Find the customer's last turn in a conversation given as `thread_record` takes it; raises ValueError likewise."""
    return last_turn(_brand(record), _messages(record))


def last_turn(brand: str, messages: Sequence[Message]) -> Turn:
    """Find when the brand first replied, what the customer said last after that, and the reply they answered.

    The customer is whoever spoke first and is not the brand; other people's words are no verdict.
    """
    ours = _bare(brand)
    ordered = sorted(messages, key=lambda message: message.posted_at)
    customer = next((message for message in ordered if _bare(message.author) != ours), None)
    after = ordered[ordered.index(customer) + 1 :] if customer else []
    first = next((place for place, message in enumerate(after) if _bare(message.author) == ours), None)
    if customer is None or first is None:
        return Turn(first_reply_seconds=None)
    said, reply = _said_last(after[first:], _bare(customer.author), ours)
    seconds = (after[first].posted_at - customer.posted_at).total_seconds()
    return Turn(first_reply_seconds=seconds, said=tuple(said), reply=reply)


def _said_last(messages: Sequence[Message], customer: str, ours: str) -> tuple[list[Message], str]:
    """Keep what the customer wrote last, and the words of ours before it that they answer."""
    said: list[Message] = []
    for message in reversed(messages):
        if _bare(message.author) == customer:
            said.append(message)
        elif said and _bare(message.author) == ours:
            return said[::-1], message.text
    return said[::-1], ""


def _evidence(reading: OutcomeReading, messages: Sequence[Message]) -> list[dict[str, Any]]:
    if reading.mention_id is None:
        return []
    message = messages[int(reading.mention_id)]
    words = message.text[reading.start : reading.end]
    return [
        {
            "message": message.place,
            "start": reading.start,
            "end": reading.end,
            "text": words,
            "reason": _WHY[reading.outcome],
        }
    ]


def _brand(record: dict[str, Any]) -> str:
    brand = record.get("brand") if isinstance(record, dict) else None
    if not isinstance(brand, str) or not _bare(brand):
        raise ValueError("a conversation needs `brand`, the handle of the account that replies")
    return brand


def _messages(record: dict[str, Any]) -> list[Message]:
    given = record.get("messages")
    if not isinstance(given, list):
        raise ValueError("a conversation needs `messages`, a list of objects with author, text and posted_at")  # noqa: TRY004
    return [_message(place, message) for place, message in enumerate(given)]


def _message(place: int, given: object) -> Message:
    if not isinstance(given, dict):
        raise ValueError(f"message {place} must be an object with author, text and posted_at")  # noqa: TRY004
    author, text = given.get("author"), given.get("text")
    if not isinstance(author, str) or not isinstance(text, str):
        raise ValueError(f"message {place} needs `author` and `text`, both texts")  # noqa: TRY004
    return Message(place=place, author=author, text=text, posted_at=_time(place, given.get("posted_at")))


def _time(place: int, given: object) -> datetime:
    try:
        if isinstance(given, int | float) and not isinstance(given, bool):
            return datetime.fromtimestamp(given, UTC)
        if isinstance(given, str):
            return _in_utc(_parse(given.strip()))
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"message {place}: cannot read the time {given!r}") from error
    raise ValueError(f"message {place} needs `posted_at`, a time like 2026-03-04T09:00:00Z")


def _parse(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def _in_utc(time: datetime) -> datetime:
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


def _bare(handle: str) -> str:
    return handle.strip().removeprefix("@").casefold()
