"""Praise is passed on by a button: once, by name, by those who may act, from our own page alone."""

from __future__ import annotations

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.serve.serving import Server


def events(folder: Path, number: int) -> list[str]:
    connection = sqlite3.connect(folder / "reputation.db")
    sql = "SELECT actor FROM praise_events WHERE praise_number = ? ORDER BY at"
    found = [row[0] for row in connection.execute(sql, (number,))]
    connection.close()
    return found


def waiting(page: str) -> list[int]:
    """Give the praise on a page that has a button."""
    return [int(number) for number in re.findall(r'action="praise/P-(\d+)"', page)]


def row_of(page: str, number: int) -> str:
    found = re.search(rf'<li class="row" id="P-{number}">(.*?)</li>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def test_a_press_is_noted_by_name_and_the_page_says_so(own_door: Server, guarded: Path) -> None:
    priya = own_door.visitor()
    priya.sign_in("priya")
    number, *others = waiting(priya.open().text)
    answer = priya.send(f"praise/P-{number}", {})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"../index.html?did=P-{number}#P-{number}")
    after = priya.open(f"index.html?did=P-{number}").text
    assert events(guarded, number) == ["priya"]
    assert "Passed on by priya , today 09:00 GMT" in row_of(after, number)
    assert number not in waiting(after)
    assert set(others) <= set(waiting(after))


def test_who_may_only_read_has_no_button_and_presses_in_vain(own_door: Server, guarded: Path) -> None:
    rae, priya = own_door.visitor(), own_door.visitor()
    priya.sign_in("priya")
    number = waiting(priya.open().text)[0]
    rae.sign_in("rae")
    assert waiting(rae.open().text) == []
    assert rae.send(f"praise/P-{number}", {}).status_code == 403
    assert own_door.visitor().send(f"praise/P-{number}", {}).status_code == 401
    assert priya.send(f"praise/P-{number}", {"token": "made up"}).status_code == 403
    assert priya.send(f"praise/P-{number}", {}, Origin="https://evil.example").status_code == 403
    assert priya.open(f"praise/P-{number}").status_code == 405
    assert events(guarded, number) == []


def test_praise_that_is_gone_is_said_to_be_gone(server: Server) -> None:
    visitor = server.visitor()
    visitor.open()
    answer = visitor.send("praise/P-99999", {})
    assert (answer.status_code, "no praise P-99999 any more" in answer.text) == (404, True)
    assert visitor.send("praise/P-1%27--", {}).status_code == 404
    assert "Noted for P-99999, which is not among the praise" in visitor.open("index.html?did=P-99999").text


def test_two_presses_at_once_are_both_heard_and_count_once(server: Server, running_folder: Path) -> None:
    visitors = [server.visitor() for _ in range(3)]
    for visitor in visitors:
        number = waiting(visitor.open().text)[-1]
    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = list(pool.map(lambda each: each.send(f"praise/P-{number}", {}), visitors))
    assert {answer.status_code for answer in answers} == {303}
    assert events(running_folder, number)
    assert row_of(visitors[0].open().text, number).count("Passed on") == 1
