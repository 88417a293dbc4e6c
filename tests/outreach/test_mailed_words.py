"""What a colleague's mail about a case asks for is read from its first line or its subject, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.heeding import events_of
from monitor.model import CaseEventKind, Instruction
from monitor.outreach.mailed import passing_in

AT = datetime(2026, 3, 4, 8, tzinfo=UTC)


def asked(tag: str, words: str) -> list[tuple[CaseEventKind, str]]:
    letter = Instruction(
        key="1@x", sender="priya@larkfield.example", reference="R-1042", tag=tag, words=words, written_at=AT
    )
    return [(event.kind, event.detail) for event in events_of(letter)]


@pytest.mark.parametrize(
    ("tag", "words", "expected"),
    [
        ("", "handed to Deliveries", [(CaseEventKind.HANDED_OVER, "Deliveries")]),
        ("", "Handed over to Legal.\n\nShe rang them, too.", [(CaseEventKind.HANDED_OVER, "Legal"), (CaseEventKind.NOTED, "She rang them, too.")]),
        ("hand over", "Sam", [(CaseEventKind.HANDED_OVER, "Sam")]),
        ("hand over", "hand over to Sam", [(CaseEventKind.HANDED_OVER, "Sam")]),
        ("not for us", "", [(CaseEventKind.NOT_FOR_US, "nobody needs to reply")]),
        ("not for us", "It is about another Larkfield.", [(CaseEventKind.NOT_FOR_US, "It is about another Larkfield.")]),
        ("", "Not one for us: another shop", [(CaseEventKind.NOT_FOR_US, "another shop")]),
        ("", "ANSWERED", [(CaseEventKind.REPLIED, "where we cannot see it")]),
        ("", "I've answered in private.\nBy telephone.", [(CaseEventKind.REPLIED, "where we cannot see it"), (CaseEventKind.NOTED, "By telephone.")]),
        ("", "snooze until 2026-03-05T09:00", [(CaseEventKind.SNOOZED, "2026-03-05T09:00:00+00:00")]),
        ("", "put off for 2d", [(CaseEventKind.SNOOZED, "2026-03-06T08:00:00+00:00")]),
        ("", "note: rang her", [(CaseEventKind.NOTED, "rang her")]),
        ("", "satisfied", [(CaseEventKind.CONFIRMED, "the customer said so to us")]),
        ("", "I’ll take it", [(CaseEventKind.HANDED_OVER, "priya@larkfield.example")]),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_done(tag: str, words: str, expected: list[tuple[CaseEventKind, str]]) -> None:
    assert asked(tag, words) == expected


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("", ""), ("hand over", ""), ("", "Thanks, all clear!"), ("", "this is not for us to decide, or is it?"),
        ("", "answered prayers"), ("", "they are not satisfied"), ("", "snooze until soon"), ("", "snooze until 2026-03-01"),
        ("", "Hello Priya,\nnot for us"), ("my view", "we could hand it to legal tomorrow, what do you think"), ("", "not for us either way"),
        ("", "never contact"), ("", "note"),
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_command_does_nothing(tag: str, words: str) -> None:
    assert asked(tag, words) == []


def passed_on(tag: str, words: str) -> tuple[str, str] | None:
    letter = Instruction(
        key="1@x", sender="priya@larkfield.example", reference="P-311", tag=tag, words=words, written_at=AT
    )
    found = passing_in(letter)
    return (found.actor, found.recipient) if found else None


@pytest.mark.parametrize(
    ("tag", "words", "whom"),
    [
        ("Praise from a customer", "“Lovely people!”\n\nhttps://x.example/1", ""), ("", "passed on", ""),
        ("passed on", "", ""), ("", "I've passed it on to Kev and Samir.\nThey blushed.", "Kev and Samir"),
        ("", "Sent on to: Deliveries", "Deliveries"), ("PRAISE FROM A CUSTOMER", "passed on to my sister, lovely kettle", ""),
    ],
)  # fmt: skip
def test_praise_is_passed_on_by_the_pages_letter_or_by_saying_so(tag: str, words: str, whom: str) -> None:
    assert passed_on(tag, words) == ("priya@larkfield.example", whom)


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("", ""), ("is this ours?", "passed on what exactly?"), ("", "Thanks!"), ("not for us", "no"), ("", "hand over to Sam"),
        ("", "We should pass it on to Kev"), ("", "“passed on”"), ("my praise from a customer", "x"), ("", "Hello\npassed on"),
    ],
)  # fmt: skip
def test_what_does_not_plainly_say_so_passes_nothing_on(tag: str, words: str) -> None:
    assert passed_on(tag, words) is None
