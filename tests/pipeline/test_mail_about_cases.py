"""Colleagues' mails about cases, from a real mailbox to the events of the case: done once, for those on the list, for cases there are."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from running import monitor
from worlds.imap import PASSWORD, USER, ImapWorld

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
PRIYA = "priya@larkfield.example"


@pytest.fixture
def mailbox() -> Iterator[ImapWorld]:
    with ImapWorld() as made:
        made.now = NOW
        yield made


@pytest.fixture
def folder(demo_folder: Path, tmp_path: Path, mailbox: ImapWorld) -> Path:
    place = tmp_path / "copy"
    shutil.copytree(demo_folder, place)
    port = mailbox.options()["port"]
    with (place / "monitor.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[sources.mail]\nconnector = "imap"\nhost = "127.0.0.1"\nport = {port}\nssl = false\nuser = "{USER}"\n'
            f'password = "{PASSWORD}"\nevery_minutes = 1\nour_addresses = ["{USER}"]\nteam_addresses = ["{PRIYA.title()}"]\n'
        )
    return place


def ran(folder: Path, mailbox: ImapWorld) -> None:
    mailbox.pass_time(minutes=30)
    done = monitor("run", "--config", folder / "monitor.toml", "--now", mailbox.now.isoformat())
    assert done.returncode in {0, 3}, done.stderr


def write(mailbox: ImapWorld, subject: str, words: str, author: str = PRIYA, **more: object) -> None:
    mailbox.write(words, author=author, more={"subject": subject, **more})


def asked(folder: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "reputation.db")
    found = connection.execute(sql, values).fetchall()
    connection.close()
    return found


def acts(folder: Path) -> list[tuple[object, ...]]:
    sql = "SELECT case_number, kind, actor, detail FROM case_events WHERE actor <> 'observed' ORDER BY case_number, at, kind"
    return asked(folder, sql)


def test_a_colleagues_mail_becomes_an_event_of_its_case_once(folder: Path, mailbox: ImapWorld) -> None:
    write(mailbox, "R-1042 hand over", "Sam from fitting\n\nHe knows the flat.\n-- \nPriya")
    write(mailbox, "Re: R-1039 not for us", "")
    for _ in range(3):
        ran(folder, mailbox)
    mailbox.validity += 1  # the folder is numbered anew, so that every mail is read once more
    ran(folder, mailbox)
    assert acts(folder) == [
        (1039, "not for us", PRIYA, "nobody needs to reply"),
        (1042, "handed over", PRIYA, "Sam from fitting"),
        (1042, "noted", PRIYA, "He knows the flat."),
    ]
    assert asked(folder, "SELECT owner, state FROM cases WHERE number = 1042") == [("Sam from fitting", "open")]
    assert asked(folder, "SELECT state FROM cases WHERE number = 1039") == [("closed",)]
    assert asked(folder, "SELECT DISTINCT state, words FROM instructions") == [("done", "")]
    assert asked(folder, "SELECT COUNT(*) FROM mentions WHERE platform = 'email'") == [(0,)]
    assert mailbox.written == []


def test_nobody_elses_mail_moves_a_case_and_a_made_up_number_is_harmless(folder: Path, mailbox: ImapWorld) -> None:
    write(mailbox, "R-1042 not for us", "", author="stranger@nowhere.example")
    write(mailbox, "R-1042 not for us", "", author=f"{PRIYA}.nowhere.example")
    write(mailbox, "R-1042 not for us", "forged", headers={"Authentication-Results": "mx.example; dmarc=fail"})
    write(mailbox, "R-1042 not for us", "away", headers={"Auto-Submitted": "auto-replied"})
    write(mailbox, "R-1042 R-1039 not for us", "which one?")
    for number in ("99999", "0", "999999999999999"):
        write(mailbox, f"R-{number} not for us", "")
    write(mailbox, "R-1042", "Thanks, what a story!")
    ran(folder, mailbox)
    assert acts(folder) == []
    states = asked(folder, "SELECT state, COUNT(*) FROM instructions GROUP BY state ORDER BY state")
    assert states == [("no such case", 3), ("not understood", 1)]
    told = monitor("check", "--config", folder / "monitor.toml", "--now", mailbox.now.isoformat()).stdout
    assert f"mail: {PRIYA} about R-1042: not understood" in told
    assert f"mail: {PRIYA} about R-99999: no such case" in told


def test_an_answer_in_private_stops_the_clock_from_when_it_was_written(folder: Path, mailbox: ImapWorld) -> None:
    write(mailbox, "R-1042", "answered")
    ran(folder, mailbox)
    at = (NOW - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert asked(folder, "SELECT state, first_reply_at FROM cases WHERE number = 1042") == [("replied", at)]


def test_erasing_a_case_leaves_nothing_of_what_was_written_about_it(folder: Path, mailbox: ImapWorld) -> None:
    write(mailbox, "R-1042 about Tom", "Tom rang me, poor man")
    ran(folder, mailbox)
    assert asked(folder, "SELECT words FROM instructions") == [("Tom rang me, poor man",)]
    person = str(asked(folder, "SELECT person FROM cases WHERE number = 1042")[0][0])
    assert monitor("erase", "--author", person, "--config", folder / "monitor.toml").returncode == 0
    assert asked(folder, "SELECT tag, words FROM instructions") == [("", "")]
