"""The page's own letter, sent by a colleague, passes praise on: read from a real mailbox, once, and only of those on the list."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from running import monitor
from worlds.imap import ImapWorld

from tests.pipeline.test_mail_about_cases import NOW, PRIYA, asked, folder, mailbox, ran, write

__all__ = ["folder", "mailbox"]

EVENTS = "SELECT praise_number, actor, recipient, at FROM praise_events WHERE actor LIKE '%@%' ORDER BY at, actor"


def praise_on(folder: Path) -> dict[str, dict[str, Any]]:
    report = json.loads((folder / "report" / "index.json").read_text(encoding="utf-8"))
    return {row["reference"]: row for row in report["praise"]}


def letter_of(row: dict[str, Any]) -> dict[str, str]:
    """Open the letter of a row as a mail program does."""
    address = urlsplit(row["mail"])
    return {"to": address.path, **{name: told[0] for name, told in parse_qs(address.query).items()}}


def send(mailbox: ImapWorld, letter: dict[str, str], author: str = PRIYA, **more: object) -> None:
    write(mailbox, letter["subject"], letter["body"].replace("\r\n", "\n"), author, **more)


def test_the_pages_letter_counts_once_with_who_and_when_and_the_page_says_so(folder: Path, mailbox: ImapWorld) -> None:
    before = praise_on(folder)
    letter = letter_of(before["P-124"])
    assert (letter["to"], letter["cc"]) == ("deliveries@larkfield.example", "reports@larkfield.example")
    assert letter["subject"] == "P-124 Praise from a customer"
    assert letter["body"].startswith("“Rescheduled a delivery from a hospital waiting room in about a minute.")
    assert letter["body"].endswith("”\r\n\r\nhttps://example.invalid/appstore/adeyemi-1")
    send(mailbox, letter)
    ran(folder, mailbox)
    send(mailbox, letter | {"subject": "Re: " + letter["subject"]})
    mailbox.validity += 1  # the folder is numbered anew, so that every mail is read once more
    ran(folder, mailbox)
    at = (NOW - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert asked(folder, EVENTS)[0] == (124, PRIYA, "", at)
    assert asked(folder, "SELECT DISTINCT state, tag, words FROM instructions") == [("done", "", "")]
    assert asked(folder, "SELECT COUNT(*) FROM mentions WHERE platform = 'email'") == [(0,)]
    row = praise_on(folder)["P-124"]
    assert (row["passed_on"]["who"], row["passed_on"]["when"]["words"], row["mail"]) == (PRIYA, "today 09:00 GMT", "")
    order = [reference for reference, row in praise_on(folder).items() if row["passed_on"]]
    assert order[0] == "P-124"
    assert list(praise_on(folder))[-len(order) :] == order
    assert asked(folder, "SELECT SUM(passed_on) FROM praise_figures") == [(3,)]
    assert mailbox.written == []


def test_strangers_other_words_and_praise_that_is_gone_pass_nothing_on_and_check_tells(
    folder: Path, mailbox: ImapWorld
) -> None:
    subject = "Praise from a customer"
    write(mailbox, f"P-124 {subject}", "x", author="stranger@nowhere.example")
    write(mailbox, f"P-124 {subject}", "forged", headers={"Authentication-Results": "mx.example; dmarc=fail"})
    write(mailbox, f"P-124 P-121 {subject}", "which one?")
    write(mailbox, f"P-124 R-1042 {subject}", "which one?")
    write(mailbox, "P-124 is this ours?", "I wonder")
    write(mailbox, f"P-99999 {subject}", "x")
    assert monitor("erase", "--mention", "reviews:tariq-1", "--config", folder / "monitor.toml").returncode == 0
    write(mailbox, f"P-121 {subject}", "x")
    ran(folder, mailbox)
    assert asked(folder, EVENTS) == []
    states = asked(folder, "SELECT reference, state, words FROM instructions ORDER BY reference")
    assert states == [
        ("P-121", "no such praise", ""),
        ("P-124", "not understood", "I wonder"),
        ("P-99999", "no such praise", ""),
    ]
    told = monitor("check", "--config", folder / "monitor.toml", "--now", mailbox.now.isoformat()).stdout
    assert f"mail: {PRIYA} about P-124: not understood" in told
    assert f"mail: {PRIYA} about P-121: no such praise" in told


def test_whom_it_was_passed_on_to_is_read_from_the_first_line(folder: Path, mailbox: ImapWorld) -> None:
    write(mailbox, "P-124", "passed on to the app people")
    ran(folder, mailbox)
    assert [row[:3] for row in asked(folder, EVENTS)] == [(124, PRIYA, "the app people")]
