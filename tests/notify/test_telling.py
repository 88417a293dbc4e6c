"""News in whole runs: it arrives once, fails without failing the run, is tried again, and is never repeated by a kill."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from mailserver import mail_server, web_service
from running import ROOT, monitor

BRAND = (
    '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n[analysis]\nencoder = false\n'
    '[sources.posts]\nconnector = "file"\npath = "posts.csv"\nplatform = "x"\n'
)
COMPLAINT = "@larkfieldhome my parcel never arrived and nobody answers the phone, three weeks now"


def lay_out(folder: Path, channel: str, more: str = "") -> Path:
    """Write a configuration with one channel whose address stands in the environment, and one post."""
    text = f'[notify]\n{more}\n[notify.channels.team]\nurl = {{ env = "TEAM" }}\n{channel}\n'
    (folder / "monitor.toml").write_text(BRAND + text, encoding="utf-8")
    say(folder, "p1", "Ines", "2026-03-04T08:00:00Z")
    return folder / "monitor.toml"


def say(folder: Path, key: str, author: str, at: str, text: str = COMPLAINT) -> None:
    is_new = not (folder / "posts.csv").exists()
    with (folder / "posts.csv").open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(["id", "author", "created_at", "text"])
        writer.writerow([key, author, at, text])


def started(config: Path, now: str, address: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "monitor", *(arguments or ("run",)), "--config", str(config), "--now", now]
    return subprocess.Popen(
        command, stdout=-1, stderr=-1, text=True, cwd=ROOT, env={**os.environ, "TEAM": address, "PYTHONPATH": str(ROOT)}
    )


def run(config: Path, now: str, address: str, *arguments: str) -> tuple[int, str, str]:
    given = {**os.environ, "TEAM": address}
    done = monitor(*(arguments or ("run",)), "--config", config, "--now", now, environment=given)
    return done.returncode, done.stdout, done.stderr


def undelivered(config: Path) -> list[str]:
    report = json.loads((config.parent / "report" / "index.json").read_text(encoding="utf-8"))
    lines: list[str] = report["undelivered"]
    page = (config.parent / "report" / "index.html").read_text(encoding="utf-8")
    assert ("Not delivered:" in page) == bool(lines)
    return lines


def test_the_report_arrives_whole_once_and_again_only_when_somebody_is_new(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["report"]')
    with mail_server() as server:
        address = server.address("one@shop.example,two@shop.example")
        assert run(config, "2026-03-04T09:00:00Z", address) == (0, "", "")
        assert run(config, "2026-03-04T09:15:00Z", address) == (0, "", "")
        assert len(server.letters) == 1
        say(tmp_path, "p2", "Tom", "2026-03-04T09:20:00Z", "The larkfield kettle broke on day two, I want a refund")
        assert run(config, "2026-03-04T09:30:00Z", address)[0] == 0
    first, second = server.letters
    assert str(first["Subject"]).startswith("1 person needs you today: ")
    assert str(second["Subject"]).startswith("2 people need you today: ")
    assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/html"]
    assert (first["From"].addresses[0].addr_spec, first["To"]) == (
        "monitor@shop.example",
        "one@shop.example, two@shop.example",
    )
    assert "never arrived" in first.get_body(("html",)).get_content()  # type: ignore[union-attr] - it has both
    assert len(server.envelopes[0][1]) == 2


def test_an_alert_arrives_once_in_plain_words(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["alerts"]')
    say(tmp_path, "p2", "Ute", "2026-03-04T08:30:00Z", "@larkfieldhome your kettle caught fire and burnt my hand")
    with mail_server() as server:
        address = server.address("duty@shop.example")
        assert run(config, "2026-03-04T09:00:00Z", address) == (0, "", "")
        assert run(config, "2026-03-04T09:15:00Z", address) == (0, "", "")
    assert len(server.letters) == 1
    assert str(server.letters[0]["Subject"]).startswith("Larkfield: ")
    assert "danger or injury" in server.letters[0].as_string()


def test_an_alert_that_may_wait_arrives_at_the_end_of_the_quiet_hours(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["alerts"]')
    text = config.read_text(encoding="utf-8") + '[alerts]\nwake_for = []\nquiet_hours = "22:00-07:00"\n'
    config.write_text(text, encoding="utf-8")
    say(tmp_path, "p2", "Ute", "2026-03-04T02:30:00Z", "@larkfieldhome your kettle caught fire and burnt my hand")
    with mail_server() as server:
        address = server.address("duty@shop.example")
        assert run(config, "2026-03-04T03:00:00Z", address) == (0, "", "")
        assert server.letters == []
        assert run(config, "2026-03-04T07:30:00Z", address) == (0, "", "")
        assert len(server.letters) == 1


def test_a_server_that_refuses_never_fails_the_run_is_shown_and_tried_again_until_it_is_given_up(
    tmp_path: Path,
) -> None:
    config = lay_out(tmp_path, 'what = ["report"]')
    with mail_server() as server:
        server.answer = "451 too busy"
        for minute in range(0, 30, 5):
            code, _, error = run(config, f"2026-03-04T09:{minute:02d}:00Z", server.address())
            assert code == 0
            assert ("the server said 451 too busy; the next run tries again" in error) == (minute < 25)
            if minute == 10:
                assert (
                    "did not reach “team”: the server said 451 too busy. The next run tries again."
                    in undelivered(config)[0]
                )
        assert "Given up after 5 attempts." in undelivered(config)[0]
        server.answer = "250 taken"
        say(tmp_path, "p2", "Tom", "2026-03-04T09:31:00Z")
        run(config, "2026-03-04T09:35:00Z", server.address())
        run(config, "2026-03-04T09:40:00Z", server.address())
    assert len(server.letters) == 1
    assert undelivered(config) == []


def test_a_run_killed_between_sending_and_remembering_does_not_send_twice_and_the_page_says_so(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["report"]')
    with mail_server() as server:
        children: list[subprocess.Popen[str]] = []
        server.on_letter = lambda: os.kill(children[0].pid, signal.SIGKILL)
        children.append(started(config, "2026-03-04T09:00:00Z", server.address()))
        children[0].communicate(timeout=120)
        assert children[0].returncode == -signal.SIGKILL
        server.on_letter = lambda: None
        assert run(config, "2026-03-04T09:15:00Z", server.address())[0] == 0
        assert len(server.letters) == 1
    assert "may not have reached “team”: the run was stopped" in undelivered(config)[0]


def test_some_recipients_refused_is_told_and_the_others_get_it_once(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["report"]')
    with mail_server() as server:
        server.refused = ("gone@shop.example",)
        for minute in (0, 15):
            run(config, f"2026-03-04T09:{minute:02d}:00Z", server.address("gone@shop.example,here@shop.example"))
        assert len(server.letters) == 1
    assert "only in part: the server refused 1 of 2 recipients" in undelivered(config)[0]


def test_a_chat_gets_the_lines_without_live_addresses_or_calls_to_everybody(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["report"]')
    say(tmp_path, "p0", "<!channel> @everyone", "2026-03-04T07:00:00Z", COMPLAINT)
    with web_service() as service:
        assert run(config, "2026-03-04T09:00:00Z", service.address()) == (0, "", "")
    (taken,) = service.taken
    assert taken["title"].startswith("2 people need you today")
    assert "@everyone" not in taken["message"]
    assert "<!channel>" not in taken["message"]
    assert "!channel" in taken["message"]


def test_what_a_service_answers_never_carries_its_key_anywhere(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["report"]')
    with web_service() as service:
        service.code = 500
        code, out, error = run(config, "2026-03-04T09:00:00Z", service.address())
        run(config, "2026-03-04T09:15:00Z", service.address())
    assert (code, out) == (0, "")
    assert "“team” could not be told" in error
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"k3y-of" in content for content in [*files, error.encode()])
    assert "500" in undelivered(config)[0]


@pytest.mark.parametrize("user", ["", "sam:s3cret@"])
def test_a_test_message_says_which_channel_was_reached(tmp_path: Path, user: str) -> None:
    config = lay_out(tmp_path, "")
    with mail_server() as server:
        code, out, _ = run(config, "2026-03-04T09:00:00Z", server.address(user=user), "notify", "--test")
        assert (code, out) == (0, "team: sent, look whether it is there\n")
        assert len(server.signed_in) == bool(user)
        server.answer = "550 wrong"
        code, out, error = run(config, "2026-03-04T09:00:00Z", server.address(user=user), "notify", "--test", "--json")
    assert code == 69
    assert json.loads(out)["arrived"] is False
    assert "s3cret" not in out + error
    assert "A test for Larkfield" in str(server.letters[0]["Subject"])


def test_a_channel_without_its_variable_is_told_of_and_the_run_goes_on(tmp_path: Path) -> None:
    config = lay_out(tmp_path, "")
    code, _, error = run(config, "2026-03-04T09:00:00Z", "")
    assert code == 0
    assert "“team” could not be told: it has no address" in error


def test_at_its_hour_the_report_goes_out_once_a_day(tmp_path: Path) -> None:
    config = lay_out(tmp_path, 'what = ["report"]', 'report_at = "08:30"')
    with mail_server() as server:
        for moment in ("04T08:15", "04T08:30", "04T08:45", "04T23:45", "05T08:15", "05T09:00"):
            assert run(config, f"2026-03-{moment}:00Z", server.address()) == (0, "", "")
    assert [str(letter["Date"])[:22] for letter in server.letters] == [
        "Wed, 04 Mar 2026 08:30",
        "Thu, 05 Mar 2026 09:00",
    ]


def test_without_channels_nothing_is_stored_or_loaded(tmp_path: Path) -> None:
    config = lay_out(tmp_path, "")
    config.write_text(BRAND, encoding="utf-8")
    assert run(config, "2026-03-04T09:00:00Z", "") == (0, "", "")
    with sqlite3.connect(tmp_path / "reputation.db") as connection:
        assert connection.execute("SELECT COUNT(*) FROM deliveries").fetchone() == (0,)
