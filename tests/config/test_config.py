"""Every error of a configuration is told at once, where it stands and what was probably meant."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from monitor.config.lines import find_lines, line_of
from monitor.config.load import load
from monitor.errors import ConfigurationError
from monitor.model import AlertCause
from monitor.sources import faults_of

LEAST = '[[brands]]\nname = "Larkfield"\n'


def _write(folder: Path, text: str) -> Path:
    path = folder / "monitor.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _errors(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load(_write(folder, text), faults_of)
    return caught.value.findings


def test_the_least_configuration_is_enough(tmp_path: Path) -> None:
    config = load(_write(tmp_path, LEAST))
    assert [brand.name for brand in config.brands] == ["Larkfield"]
    assert config.title == "Larkfield"
    assert config.store == f"sqlite:///{tmp_path / 'reputation.db'}"
    assert config.report_folder == tmp_path / "report"
    assert config.policy.capacity == 20
    assert len(config.policy.working_hours.days) == 7


def test_every_error_is_told_at_once_with_path_line_and_nearest_name(tmp_path: Path) -> None:
    text = """\
titel = "x"
timezone = "Europe/Londn"
locale = "en-Us"
[[brands]]
name = "Larkfield"
alias = ["L"]
[team]
capacity = "ten"
working_hours = "9 to 5"
[promise]
urgent_hours = 0
[report]
formats = ["html", "jsn"]
[sources.posts]
connector = "fle"
[sources.export]
connector = "file"
pth = "x.csv"
"""
    errors = _errors(tmp_path, text)
    told = "\n".join(errors)
    for words in (
        "line 1: titel: is not a setting; did you mean “title”?",
        "line 2: timezone: “Europe/Londn” is not a time zone; did you mean “Europe/London”?",
        "line 3: locale: “en-Us” is not known; did you mean “en-US”?",
        "line 6: brands.0.alias: is not a setting; did you mean “aliases”?",
        "line 8: team.capacity: must be a number, not text",
        "line 9: team.working_hours: must look like 09:00-17:30, not “9 to 5”",
        "line 11: promise.urgent_hours: must lie between 0.05 and 1000, not 0",
        "line 13: report.formats: “jsn” is not known; did you mean “json”?",
        "line 15: sources.posts.connector:",
        "line 18: sources.export.pth:",
    ):
        assert words in told
    assert "did you mean `file`?" in told
    assert "did you mean `path`?" in told
    lines = [int(error.split("line ")[1].split(":")[0]) for error in errors]
    assert lines == sorted(lines)


def test_a_missing_file_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="reputation-monitor init"):
        load(tmp_path / "monitor.toml")


def test_broken_toml_is_one_error_with_its_line(tmp_path: Path) -> None:
    assert "line 1" in _errors(tmp_path, "title = \n")[0]


def test_no_brand_is_an_error(tmp_path: Path) -> None:
    assert "at least one brand" in _errors(tmp_path, 'title = "x"\n')[0]


def test_working_hours_may_run_to_midnight(tmp_path: Path) -> None:
    text = LEAST + '[team]\nworking_hours = "08:00-24:00"\nworking_days = ["mon", "fri"]\n'
    hours = load(_write(tmp_path, text)).policy.working_hours
    assert (hours.start, hours.end, sorted(hours.days)) == (time(8), time(0), [0, 4])


def test_hours_that_end_before_they_begin_are_refused(tmp_path: Path) -> None:
    assert "must end after it begins" in _errors(tmp_path, LEAST + '[team]\nworking_hours = "17:00-09:00"\n')[0]


def test_a_secret_comes_from_the_environment_or_a_file_and_shows_in_no_repr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_TEST_KEY", "s3cret-value")
    (tmp_path / "key").write_text("file-value\n", encoding="utf-8")
    text = (
        LEAST
        + '[sources.a]\nconnector = "x"\nkey = { env = "MONITOR_TEST_KEY" }\nother = { file = "key" }\nnone = { env = "NO_SUCH" }\n'
    )
    config = load(_write(tmp_path, text))
    assert dict(config.sources[0].options) == {"key": "s3cret-value", "other": "file-value", "none": ""}
    assert "s3cret-value" not in repr(config)
    assert "file-value" not in repr(config)


def test_a_source_switched_off_is_not_there(tmp_path: Path) -> None:
    assert load(_write(tmp_path, LEAST + "[sources.feeds]\nenabled = false\n")).sources == ()


def test_a_store_on_a_server_keeps_its_address(tmp_path: Path) -> None:
    text = 'store = "postgresql://me:pass@db/name"\n' + LEAST
    config = load(_write(tmp_path, text))
    assert config.store == "postgresql://me:pass@db/name"
    assert "pass@" not in repr(config)


@pytest.mark.parametrize(
    "store",
    [
        "sqlite+pysqlite:///x.db",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://me:geheim@host/x",
        "postgres://me:geheim@h/x",
        "",
    ],
)
def test_a_store_we_cannot_keep_is_refused_without_quoting_its_password(tmp_path: Path, store: str) -> None:
    (told,) = _errors(tmp_path, f'store = "{store}"\n{LEAST}')
    assert "line 1: store: must be sqlite:///FILE or postgresql://" in told
    assert "geheim" not in told


@pytest.mark.parametrize(
    "text",
    [
        '[report]\nfolder = "a\\u0000b"\n',
        '[sources.a]\nconnector = "file"\npath = { file = "a\\u0000b" }\n',
        '[sources.a]\nconnector = "file"\npath = { file = "." }\n',
    ],
)
def test_a_path_that_can_be_none_is_an_error_of_the_configuration(tmp_path: Path, text: str) -> None:
    assert _errors(tmp_path, LEAST + text)


def test_lines_are_found_in_tables_arrays_and_quoted_names() -> None:
    lines = find_lines('a = 1\n[b."c d"]\nx = 2\n[[e]]\ny = 1\n[[e]]\n  y = 2 # z\n')
    assert (lines["a"], lines["b.c d.x"], lines["e.0.y"], lines["e.1.y"]) == (1, 3, 5, 7)
    assert line_of(lines, "e.1.unknown") == 6
    assert line_of(lines, "nowhere") is None


def test_alerts_have_good_defaults_and_go_to_whom_the_recipients_name(tmp_path: Path) -> None:
    rules = load(_write(tmp_path, LEAST + '[recipients]\nsafety = "Duty manager"\nlegal = "Legal"\n')).alerts
    assert rules.causes == frozenset(AlertCause)
    assert rules.wake_for == {AlertCause.SAFETY, AlertCause.FORECAST}
    assert (rules.quiet.start, rules.quiet.end) == (time(22, 0), time(7, 0))
    assert rules.recipients == {AlertCause.SAFETY: "Duty manager"}


@pytest.mark.parametrize("hours", ["", "00:00-00:00"])
def test_there_may_be_no_quiet_hours(tmp_path: Path, hours: str) -> None:
    quiet = load(_write(tmp_path, f'{LEAST}[alerts]\nquiet_hours = "{hours}"\n')).alerts.quiet
    assert quiet.start == quiet.end


def test_what_is_wrong_with_the_alerts_is_told_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    text = LEAST + '[alerts]\ncauses = ["safty"]\nquiet_hours = "ten to six"\ntellers = 1\ncooldown_hours = 3\n'
    told = "\n".join(_errors(tmp_path, text))
    for words in (
        "line 4: alerts.causes: “safty” is not known; did you mean “safety”?",
        "line 5: alerts.quiet_hours: must look like 22:00-07:00, or be empty for none, not “ten to six”",
        "line 6: alerts.tellers: must lie between 2 and 10000, not 1",
        "line 7: alerts.cooldown_hours: is not a setting; did you mean “cool_down_hours”?",
    ):
        assert words in told
