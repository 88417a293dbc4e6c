"""What is pressed on the served page is noted once, by name, and the card tells it."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from running import monitor

from monitor.store.tables import REVISION
from tests.serve.serving import NOW, Server, done_about, fresh_case, served


def events(folder: Path, case: str) -> list[tuple[str, str, str]]:
    with sqlite3.connect(folder / "reputation.db") as connection:
        sql = "SELECT kind, actor, detail FROM case_events WHERE case_number = ? AND actor <> 'observed' ORDER BY at"
        found = connection.execute(sql, (int(case[2:]),)).fetchall()
    connection.close()
    return found


def lane_of(folder: Path, case: str) -> tuple[str, str, str]:
    connection = sqlite3.connect(folder / "reputation.db")
    row = connection.execute("SELECT lane, state, owner FROM cases WHERE number = ?", (int(case[2:]),)).fetchone()
    connection.close()
    return row


@pytest.mark.parametrize(
    ("deed", "words", "kept", "told"),
    [
        ("hand over", "Deliveries & more", ("handed over", "Deliveries & more"), "handed it to Deliveries &amp; more"),
        ("answered", "", ("replied", "where we cannot see it"), "answered it"),
        ("not for us", "a rival's shop", ("not for us", "a rival's shop"), "not for us"),
        ("snooze", "4h", ("snoozed", "2026-03-04T13:00:00+00:00"), "put it off until today 13:00"),
        ("note", "rang her\r\ntwice", ("noted", "rang her\ntwice"), "noted"),
        ("confirm", "", ("confirmed satisfied", "the customer said so to us"), "satisfied"),
    ],
)
def test_every_button_does_what_the_command_does(
    server: Server, running_folder: Path, deed: str, words: str, *, kept: tuple[str, str], told: str
) -> None:
    visitor = server.visitor()
    case = fresh_case(visitor.open().text)
    answer = visitor.press(case, deed, words)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"../index.html?did={case}#{case}")
    [(kind, actor, detail)] = events(running_folder, case)
    assert (kind, detail) == kept
    assert actor
    assert told in done_about(visitor.open(f"people/{case}.html").text, case)
    page = visitor.open(f"index.html?did={case}").text
    assert f'id="{case}"' in page  # the card, or the line that says where it went
    listed = monitor("case", case, "--config", running_folder / "monitor.toml", "--now", NOW).stdout
    assert kept[0] in listed


def test_taking_a_case_makes_it_ones_own_and_its_clock_goes_on(door: Server, guarded_folder: Path) -> None:
    priya = door.visitor()
    assert priya.sign_in("priya").status_code == 303
    page = priya.open().text
    case = fresh_case(page)
    clock = re.search(r'<span class="clock [^"]*">([^<]+)', page)
    priya.press(case, "take")
    after = priya.open().text
    assert events(guarded_folder, case) == [("handed over", "priya", "priya")]
    assert lane_of(guarded_folder, case) == ("reply", "open", "priya")
    assert clock
    assert clock[1] in after
    assert "priya took it" in done_about(after, case)


def test_never_contact_wants_a_second_thought_and_then_holds(server: Server, running_folder: Path) -> None:
    visitor = server.visitor()
    case = fresh_case(visitor.open().text)
    assert visitor.press(case, "never contact").status_code == 400
    assert events(running_folder, case) == []
    assert visitor.press(case, "never contact", sure="yes").status_code == 303
    assert lane_of(running_folder, case)[0] == "held"


def test_who_is_put_off_is_counted_on_the_page_and_said_so_on_their_own(server: Server) -> None:
    visitor = server.visitor()
    page = visitor.open().text
    case = fresh_case(page)
    visitor.press(case, "snooze", "2d")
    assert put_off_on(visitor.open().text) == put_off_on(page) + 1
    own = visitor.open(f"people/{case}.html").text
    assert own.count("Put off until Friday 09:00 GMT") == 2  # above the card and on its clock


def put_off_on(page: str) -> int:
    found = re.search(r"(\d+) (?:person is|people are) put off for now", page)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("deed", "words"), [("snooze", "soon"), ("snooze", "2020-01-01"), ("hand over", " "), ("note", ""), ("resell", "x")]
)
def test_what_makes_no_sense_is_refused_and_nothing_is_noted(
    server: Server, running_folder: Path, deed: str, words: str
) -> None:
    visitor = server.visitor()
    case = fresh_case(visitor.open().text)
    answer = visitor.press(case, deed, words)
    assert answer.status_code == 400
    assert "Nothing was noted" in answer.text
    assert events(running_folder, case) == []


def test_a_case_that_is_not_there_is_said_to_be_none(server: Server) -> None:
    visitor = server.visitor()
    visitor.open()
    assert visitor.press("R-99999", "take").status_code == 404
    assert visitor.open("people/R-99999.html").status_code == 404


HOSTILE = "</textarea><script>alert(1)</script>\n<img src=x onerror=alert(2)> \u202eevil {{ 7*7 }}"


def test_a_hostile_note_is_shown_as_text(server: Server) -> None:
    visitor = server.visitor()
    case = fresh_case(visitor.open().text)
    visitor.press(case, "note", HOSTILE)
    visitor.press(case, "hand over", HOSTILE)
    for page in (visitor.open().text, visitor.open(f"people/{case}.html").text):
        assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "{{ 7*7 }}" in page
        assert "<script" not in page
        assert "<img" not in page


def test_two_presses_at_once_both_land(server: Server, running_folder: Path) -> None:
    visitors = [server.visitor() for _ in range(4)]
    case = fresh_case(visitors[0].open().text)
    for visitor in visitors[1:]:
        visitor.open()
    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = list(pool.map(lambda each: each[1].press(case, "note", f"note {each[0]}"), enumerate(visitors)))
    assert {answer.status_code for answer in answers} == {303}
    assert sorted(detail for _, _, detail in events(running_folder, case)) == [f"note {n}" for n in range(4)]


def test_a_press_while_a_run_is_at_work_is_noted_at_once_and_decided_by_the_next(
    server: Server, running_folder: Path
) -> None:
    from filelock import FileLock

    visitor = server.visitor()
    case = fresh_case(visitor.open().text)
    with FileLock(running_folder / "reputation.db.lock"):
        answer = visitor.press(case, "not for us", "not ours")
        assert answer.headers["Location"].endswith(f"did={case}&waits#{case}")
        assert "A run is at work" in visitor.open(f"index.html?did={case}&waits").text
        assert events(running_folder, case)
        assert lane_of(running_folder, case)[1] == "open"
    assert monitor("analyze", "--config", running_folder / "monitor.toml", "--now", NOW).returncode == 0
    assert lane_of(running_folder, case)[1] == "closed"


def test_a_store_that_stays_busy_is_a_503_and_nothing_is_noted(server: Server, running_folder: Path) -> None:
    visitor = server.visitor()
    case = fresh_case(visitor.open().text)
    connection = sqlite3.connect(running_folder / "reputation.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    answer = visitor.press(case, "take")
    connection.execute("ROLLBACK")
    connection.close()
    assert answer.status_code == 503
    assert "busy" in answer.text
    assert answer.headers["Retry-After"]
    assert events(running_folder, case) == []
    assert visitor.press(case, "take").status_code == 303


def test_killed_in_mid_press_the_store_is_whole_and_every_note_that_was_said_to_be_kept_is(folder: Path) -> None:
    kept = 0
    case = ""
    for round_ in range(3):
        with served(folder) as server:
            visitors = [server.visitor() for _ in range(3)]
            pages = [visitor.open().text for visitor in visitors]
            case = fresh_case(pages[0])
            with ThreadPoolExecutor(4) as pool:
                presses = [
                    pool.submit(visitor.press, case, "note", f"{round_} {number} {place}")
                    for place in range(6)
                    for number, visitor in enumerate(visitors)
                ]
                while not any(press.done() for press in presses[: 2 + 3 * round_]):
                    pass
                os.kill(server.process.pid, signal.SIGKILL)
            kept += sum(press.exception() is None and press.result().status_code == 303 for press in presses)
    assert kept > 0
    connection = sqlite3.connect(folder / "reputation.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    noted = connection.execute("SELECT COUNT(*) FROM case_events WHERE kind = 'noted'").fetchone()[0]
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (REVISION,)
    connection.close()
    assert noted >= kept
    assert monitor("report", "--config", folder / "monitor.toml", "--now", NOW).returncode == 0
    assert case


@pytest.mark.postgres
def test_the_same_holds_on_postgresql(folder: Path, postgres: str) -> None:
    config = folder / "monitor.toml"
    config.write_text(f'store = "{postgres}"\n{config.read_text(encoding="utf-8")}', encoding="utf-8")
    assert monitor("run", "--config", config, "--now", NOW).returncode in {0, 3}
    with served(folder) as server:
        visitors = [server.visitor() for _ in range(3)]
        pages = [visitor.open().text for visitor in visitors]
        case = fresh_case(pages[0])
        with ThreadPoolExecutor(len(visitors)) as pool:
            answers = list(pool.map(lambda each: each[1].press(case, "note", f"n{each[0]}"), enumerate(visitors)))
        assert {answer.status_code for answer in answers} == {303}
        page = visitors[0].open().text
        assert all(f"n{number}" in done_about(page, case) for number in range(3))
        assert visitors[0].press(case, "not for us", "no").status_code == 303
        assert f'class="desk" id="{case}"' not in visitors[0].open().text
