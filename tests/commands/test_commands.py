"""Every command does what its help says, in a folder of its own, as an operator would call it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import running
from running import ROOT

from monitor.cli import make_parser

NOW = "2026-03-04T09:00:00Z"


def monitor(
    folder: Path, *arguments: object, given: str = "", afresh: bool = False
) -> subprocess.CompletedProcess[str]:
    """Call the command line in a folder, as an operator named Priya."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "USER": "Priya"}
    return running.monitor(*arguments, folder=folder, environment=environment, given=given, afresh=afresh)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo once for the commands that only look."""
    folder = tmp_path_factory.mktemp("demo")
    done = monitor(folder, "demo", "--folder", ".", afresh=True)
    assert done.returncode == 0, done.stderr
    assert str(folder / "report" / "index.html") in done.stdout
    return folder


def all_commands() -> list[str]:
    """Name every command of the parser."""
    actions = [action for action in make_parser()._actions if action.dest == "command"]
    return sorted(actions[0].choices)  # type: ignore[arg-type] - the commands by name


@pytest.mark.parametrize("command", all_commands())
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = monitor(tmp_path, command, "--help", afresh=True)
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: reputation-monitor {command}")


def test_help_imports_no_library_before_it_is_needed() -> None:
    heavy = "sqlalchemy alembic praw tweepy requests jinja2 feedparser vaderSentiment numpy connectors reports monitor.store monitor.model"
    program = f"import sys\nfrom monitor.cli import make_parser\nmake_parser().format_help()\nprint([name for name in {heavy.split()!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_init_writes_a_configuration_that_check_accepts(tmp_path: Path) -> None:
    done = monitor(tmp_path, "init", "--brand", 'Dr. "Quote" Ünal', "--handle", "@quote", afresh=True)
    assert done.returncode == 0, done.stderr
    written = tomllib.loads((tmp_path / "monitor.toml").read_text(encoding="utf-8"))
    assert written["brands"][0]["name"] == 'Dr. "Quote" Ünal'
    assert written["brands"][0]["handles"] == ["@quote"]
    assert "hackernews" in written["sources"], "a source that needs no key is on"
    assert monitor(tmp_path, "sources", afresh=True).returncode == 0


def test_init_never_replaces_a_configuration_unasked(tmp_path: Path) -> None:
    (tmp_path / "monitor.toml").write_text("mine", encoding="utf-8")
    done = monitor(tmp_path, "init", "--brand", "Larkfield")
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert (tmp_path / "monitor.toml").read_text(encoding="utf-8") == "mine"


def test_init_without_a_terminal_or_a_brand_says_what_to_write(tmp_path: Path) -> None:
    done = monitor(tmp_path, "init")
    assert done.returncode == 2
    assert "--brand" in done.stderr


def test_check_finds_every_source_of_the_demo_fine(demo: Path) -> None:
    done = monitor(demo, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "store: fine" in done.stdout


def test_check_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("id,text,created_at\n", encoding="utf-8")
    config = '[[brands]]\nname = "L"\n[sources.posts]\nconnector = "file"\npath = "posts.csv"\nplatform = "x"\n'
    (tmp_path / "monitor.toml").write_text(config, encoding="utf-8")
    monitor(tmp_path, "check", afresh=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["monitor.toml", "posts.csv"]


def test_cases_lists_people_and_case_shows_one(demo: Path) -> None:
    done = monitor(demo, "cases", "--json", "--now", NOW, afresh=True)
    listed = [json.loads(line) for line in done.stdout.splitlines()]
    assert listed
    shown = monitor(demo, "case", listed[0]["case"], "--now", NOW, afresh=True)
    assert shown.returncode == 0, shown.stderr
    assert listed[0]["case"] in shown.stdout
    assert listed[0]["reasons"][0] in shown.stdout


def test_stories_lists_the_story_that_jumped_platforms_first(demo: Path) -> None:
    done = monitor(demo, "stories", "--json", "--now", NOW, afresh=True)
    listed = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(listed[0]["platforms"]) >= 4
    assert listed[0]["phase"] == "growing"


def test_what_a_person_does_with_a_case_is_kept_with_who_and_when(demo: Path) -> None:
    first = json.loads(monitor(demo, "cases", "--json", "--now", NOW).stdout.splitlines()[-1])["case"]
    before = json.loads(
        next(line for line in monitor(demo, "cases", "--json", "--now", NOW).stdout.splitlines() if first in line)
    )
    done = monitor(demo, "case", first, "--handed-to", "Legal", "--note", "rang her", "--by", "Sam", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert "handed over (Sam): Legal" in done.stdout
    assert "noted (Sam): rang her" in done.stdout
    after = json.loads(
        next(line for line in monitor(demo, "cases", "--json", "--now", NOW).stdout.splitlines() if first in line)
    )
    assert after["owner"] == "Legal"
    assert after["due_at"] == before["due_at"], "handing over never resets the clock"


def test_two_acts_of_one_kind_at_one_moment_are_both_kept(demo: Path) -> None:
    last = json.loads(monitor(demo, "cases", "--json", "--now", NOW).stdout.splitlines()[-1])["case"]
    for words in ("rang her", "she was out"):
        done = monitor(demo, "case", last, "--note", words, "--by", "Sam \udcff", "--now", NOW)
        assert done.returncode == 0, done.stderr
    assert "rang her" in done.stdout
    assert "she was out" in done.stdout


def test_a_reply_nobody_sees_stops_the_clock_and_why_nobody_need_reply_is_kept(demo: Path) -> None:
    first, second = [
        json.loads(line)["case"] for line in monitor(demo, "cases", "--json", "--now", NOW).stdout.splitlines()[-2:]
    ]
    done = monitor(demo, "case", first, "--answered", "--by", "Sam", "--now", NOW)
    assert f"{first}  replied" in done.stdout
    assert "replied (Sam): where we cannot see it" in done.stdout
    done = monitor(demo, "case", second, "--not-for-us", "--because", "another shop", "--by", "observed", "--now", NOW)
    assert f"{second}  closed" in done.stdout
    assert "not for us (somebody): another shop" in done.stdout
    assert monitor(demo, "case", second, "--because", "another shop", "--now", NOW).returncode == 2


def test_serving_without_its_extra_says_how_to_install_it(demo: Path) -> None:
    call = "import sys; sys.modules['flask'] = None; from monitor.cli import main; main(['serve'])"
    done = subprocess.run(
        [sys.executable, "-c", call], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "pip install 'reputation-monitor[serve]'" in done.stderr


def test_never_contact_is_kept_with_who_and_when(demo: Path) -> None:
    last = json.loads(monitor(demo, "cases", "--json", "--now", NOW).stdout.splitlines()[-1])["case"]
    done = monitor(demo, "case", last, "--never-contact", "--note", "by phone", "--by", "Sam", "--now", NOW)
    assert "noted (Sam): does not want to hear from us, ever; by phone" in done.stdout


@pytest.mark.parametrize("gone", [("--not-for-us",), ("--snooze", "2d"), ("--never-contact",)])
def test_a_case_nobody_should_answer_now_leaves_the_queue(demo: Path, gone: tuple[str, ...]) -> None:
    before = monitor(demo, "cases", "--json", "--limit", "200", "--now", NOW).stdout.splitlines()
    last = json.loads(before[-1])["case"]
    assert monitor(demo, "case", last, *gone, "--now", NOW).returncode == 0
    after = monitor(demo, "cases", "--json", "--limit", "200", "--now", NOW).stdout
    assert last not in after


@pytest.mark.parametrize(
    "wrong",
    [
        ("case", "R-99999999"),
        ("case", "nonsense"),
        ("case", "R-1001", "--snooze", "soon"),
        ("case", "R-99999999999999999999999"),
        ("case", "R-1001", "--snooze", "9999-12-31T23:59:59-14:00"),
        ("cases", "--limit", "99999999999999999999"),
        ("stories", "--limit", "-1"),
        ("run", "--now", "yesterday"),
        ("run", "--now", "0001-01-01T00:00:00+14:00"),
        ("init", "--brand", "L", "--config", "/proc/nowhere/monitor.toml"),
    ],
)
def test_what_makes_no_sense_is_2_and_a_sentence(demo: Path, wrong: tuple[str, ...]) -> None:
    done = monitor(demo, *wrong)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("reputation-monitor: ")


def test_import_reads_another_tools_export_by_its_own_column_names(tmp_path: Path) -> None:
    (tmp_path / "monitor.toml").write_text('[[brands]]\nname = "Larkfield"\n', encoding="utf-8")
    (tmp_path / "export.csv").write_text(
        "Nr,Message,When,Who\n1,my larkfield oven broke,2026-03-04T08:00:00Z,ann\n", encoding="utf-8"
    )
    columns = [
        part
        for pair in ("stable_key=Nr", "text=Message", "posted_at=When", "author=Who")
        for part in ("--column", pair)
    ]
    done = monitor(tmp_path, "import", "export.csv", "--platform", "x", *columns, "--now", NOW, afresh=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 new mention stored" in done.stdout
    assert (
        "0 new mentions stored"
        in monitor(tmp_path, "import", "export.csv", "--platform", "x", *columns, "--now", NOW).stdout
    )


def test_an_erased_person_is_in_no_file_and_never_comes_back(tmp_path: Path) -> None:
    secret = "zanzibarpostcard"
    rows = [
        f"p{number},{secret if number == 3 else 'ann'},2026-03-04T0{number}:00:00Z,my larkfield kettle leaks {secret if number == 3 else ''}"
        for number in range(5)
    ]
    (tmp_path / "posts.csv").write_text("\n".join(["id,author,created_at,text", *rows]) + "\n", encoding="utf-8")
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\n[sources.posts]\nconnector = "file"\npath = "posts.csv"\nplatform = "x"\n',
        encoding="utf-8",
    )
    monitor(tmp_path, "run", "--now", NOW, afresh=True)
    assert _holds(tmp_path, secret)
    done = monitor(tmp_path, "erase", "--author", f"x:{secret}", "--now", NOW, afresh=True)
    assert "Erased 1 mention and 1 case" in done.stdout
    (tmp_path / "posts.csv").write_text(
        (tmp_path / "posts.csv").read_text() + "p9,ann,2026-03-04T08:30:00Z,larkfield again broken\n", encoding="utf-8"
    )
    assert monitor(tmp_path, "run", "--now", NOW).returncode == 0
    assert _holds(tmp_path, secret) == []


def test_erase_knows_a_person_by_any_spelling_and_says_when_it_found_nobody(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text(
        "id,author,created_at,text\n1,QuietKettle,2026-03-04T08:00:00Z,my larkfield oven broke\n"
        "2,QuietKettle,2026-02-30T08:00:00Z,on no day at all\n3,kettles,2026-02-30T08:00:00Z,the toaster next door\n",
        encoding="utf-8",
    )
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\n[sources.posts]\nconnector = "file"\npath = "posts.csv"\nplatform = "x"\n',
        encoding="utf-8",
    )
    assert monitor(tmp_path, "run", "--now", NOW).returncode == 3
    assert "Nothing of x:quiet was stored" in monitor(tmp_path, "erase", "--author", "x:quiet", "--now", NOW).stdout
    assert "Erased 1 mention" in monitor(tmp_path, "erase", "--author", "X:@QuietKettle", "--now", NOW).stdout
    assert _holds(tmp_path, "QuietKettle") == []
    assert _holds(tmp_path, "the toaster next door") == ["reputation.db"], "an unreadable record of somebody else stays"


def test_the_demo_never_touches_a_store_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "reputation.db").write_bytes(b"years of work")
    done = monitor(tmp_path, "demo", "--folder", ".")
    assert done.returncode == 2
    assert (tmp_path / "reputation.db").read_bytes() == b"years of work"


def test_what_came_from_outside_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(
        json.dumps(
            {
                "id": "1",
                "author": "an\x1b[2Jn",
                "created_at": "2026-03-04T08:00:00Z",
                "text": "my larkfield \x1b]0;owned\x07oven broke\r\nand nobody \u202eanswers",
            }
        )
        + '\n{"\\u001b[31mno": 1}\n',
        encoding="utf-8",
    )
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\n[sources.posts]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n',
        encoding="utf-8",
    )
    shown = [monitor(tmp_path, *command, "--now", NOW) for command in (("run",), ("cases",), ("case", "R-1001"))]
    for done in shown:
        printed = done.stdout + done.stderr
        assert printed
        assert all(character.isprintable() or character == "\n" for character in printed)


def _holds(folder: Path, secret: str) -> list[str]:
    """Name every file, except the source itself, in which the words stand."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "posts.csv"]
    return [path.name for path in files if secret.encode() in path.read_bytes()]


def test_evaluate_measures_what_the_folder_holds(tmp_path: Path, labelled: Path) -> None:
    done = monitor(tmp_path, "evaluate", labelled, "--only", "outcomes", "--json")
    assert done.returncode == 0, done.stderr
    assert all(
        {"task", "subject", "measure", "value", "rows"} <= set(json.loads(line)) for line in done.stdout.splitlines()
    )
    assert done.stdout


LINES = {
    "assess": {"id": "1", "text": "On hold for two hours and my bag is still missing."},
    "group": {"id": "1", "text": "The hob in my box is the wrong one."},
    "thread": {
        "brand": "@larkfield",
        "messages": [{"author": "ann", "text": "It broke.", "posted_at": "2026-03-04T08:00:00Z"}],
    },
    "forecast": {"id": "1", "events": [[0, 10], [60, None]], "now": 3600, "horizon": 7200},
    "spikes": {"at": "2026-03-04T08:00:00Z", "count": 3},
}
ANSWERS = {
    "assess": "id kind kinds sentiment negative severity severity_level arousal leaving misread misread_cues language evidence facts gist versions",
    "group": "id story because",
    "thread": "replied first_reply_seconds outcome evidence",
    "forecast": "id size low high will_spread",
    "spikes": "at score spike baseline",
}


@pytest.mark.parametrize("command", sorted(LINES))
def test_a_stateless_judgement_answers_a_line_with_exactly_the_documented_fields(tmp_path: Path, command: str) -> None:
    line = json.dumps(LINES[command])
    given = f"{line}\n{line}\n" if command != "spikes" else f"{line}\n"
    done = monitor(tmp_path, command, "-", given=given, afresh=True)
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(each) for each in done.stdout.splitlines()]
    assert len(answers) == (2 if command != "spikes" else 1)
    assert sorted(answers[0]) == sorted(ANSWERS[command].split())


@pytest.mark.parametrize("command", ["assess", "thread", "forecast"])
def test_a_line_that_is_no_json_is_answered_in_its_place_and_the_rest_go_on(tmp_path: Path, command: str) -> None:
    line = json.dumps(LINES[command])
    done = monitor(tmp_path, command, given=f"{line}\nnonsense\n[1]\n{{}}\n{line}\n")
    assert done.returncode == 3
    answers = [json.loads(each) for each in done.stdout.splitlines()]
    assert ["error" in each for each in answers] == [False, True, True, True, False]
    assert "line 2" in answers[1]["error"]


@pytest.mark.parametrize("command", ["group", "spikes"])
def test_a_row_of_lines_stops_at_the_first_that_makes_no_sense(tmp_path: Path, command: str) -> None:
    done = monitor(tmp_path, command, given=f"{json.dumps(LINES[command])}\nnonsense\n")
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    lines = "\n".join([json.dumps(LINES["assess"])] * 3000)
    command = f"{sys.executable} -m monitor assess | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, input=lines, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
