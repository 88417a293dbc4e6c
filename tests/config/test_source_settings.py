"""What every source may have in its table is read, checked, documented, and no connector's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.registry import load as load_connector
from connectors.registry import names
from monitor.commands.init import configuration_text
from monitor.config import Budget, Config, Period
from monitor.config.load import load
from monitor.config.sources import DOLLARS, GENERIC, REQUESTS
from monitor.errors import ConfigurationError
from monitor.sources import faults_of

ROOT = Path(__file__).parents[2]
LEAST = '[[brands]]\nname = "Larkfield"\n[sources.hackernews]\n'


def _load(folder: Path, text: str) -> Config:
    path = folder / "monitor.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, faults_of)


def _errors(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        _load(folder, text)
    return [error.split("monitor.toml: ")[1] for error in caught.value.findings]


def test_budget_interval_refresh_and_retention_are_read_into_frozen_values(tmp_path: Path) -> None:
    text = (
        "every_minutes = 90\nrefresh = false\nkeep_days = 400\nbudget = { requests_per_run = 7, requests_per_day = 20, "
        "requests_per_month = 300, dollars_per_run = 0.1, dollars_per_day = 0.000001, dollars_per_month = 1.001 }\n"
    )
    (source,) = _load(tmp_path, LEAST + text).sources
    assert (source.every_minutes, source.refresh, source.keep_days) == (90, False, 400)
    assert source.budget == Budget(
        requests={Period.RUN: 7, Period.DAY: 20, Period.MONTH: 300},
        micros={Period.RUN: 100_000, Period.DAY: 1, Period.MONTH: 1_001_000},
    )
    assert dict(source.options) == {}, "the connector never sees what the host obeys"
    with pytest.raises(AttributeError):
        source.refresh = True  # type: ignore[misc] - that is the fault


def test_a_source_that_says_nothing_has_no_limits_and_is_looked_at_again(tmp_path: Path) -> None:
    config = _load(tmp_path, LEAST)
    (source,) = config.sources
    assert (source.budget, source.every_minutes, source.refresh, source.keep_days) == (Budget(), None, True, None)
    assert config.every_minutes == 15


def test_a_budget_may_be_a_table_of_its_own(tmp_path: Path) -> None:
    (source,) = _load(tmp_path, LEAST + "[sources.hackernews.budget]\nrequests_per_day = 5\n").sources
    assert source.budget.requests == {Period.DAY: 5}


def test_how_often_cron_runs_is_read(tmp_path: Path) -> None:
    assert _load(tmp_path, "[run]\nevery_minutes = 60\n" + LEAST).every_minutes == 60


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("every_minutes = 1441", "every_minutes: must lie between 0 and 1440, not 1441"),
        ("every_minutes = -1", "every_minutes: must lie between 0 and"),
        ("every_minutes = nan", "every_minutes: must lie between 0 and"),
        ('every_minutes = "hourly"', "every_minutes: must be a number, not text"),
        ("every_minute = 5", "every_minute: `every_minute` is no setting of a source; did you mean `every_minutes`?"),
        ("refresh = 1", "refresh: must be true or false, not a number"),
        ("keep_days = 0", "keep_days: must lie between 1 and"),
        ("budget = 5", "budget: must be a table"),
        ("budget = { requests_per_day = 1.5 }", "budget.requests_per_day: must be a whole number, not 1.5"),
        ("budget = { requests_per_day = 0 }", "budget.requests_per_day: must lie between 1 and"),
        ("budget = { dollars_per_day = -0.01 }", "budget.dollars_per_day: must lie between 0 and"),
        ("budget = { dollars_per_day = inf }", "budget.dollars_per_day: must lie between 0 and"),
        ("budget = { dollar_per_month = 5 }", "did you mean “dollars_per_month”?"),
        ("lookback_day = 5", "did you mean `lookback_days`?"),
    ],
)
def test_what_makes_no_sense_is_named_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    (error,) = _errors(tmp_path, LEAST + line + "\n")
    assert error.startswith("line 4: sources.hackernews.")
    assert complaint in error


def test_all_errors_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = LEAST + "refresh = 1\nbudget = { requests_per_dya = 5, dollars_per_day = -1 }\nkeep_days = 0\nnonsense = 1\n"
    errors = _errors(tmp_path, "[run]\nevery_minutes = 0\n" + text)
    assert [error.split(": ")[0] for error in errors] == [
        "line 2", "line 6", "line 7", "line 7", "line 8", "line 9"
    ]  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_no_connector_has_an_option_that_the_host_would_keep_for_itself(name: str) -> None:
    assert {option.name for option in load_connector(name).options} & set(GENERIC) == set()


@pytest.mark.parametrize("place", ["docs/operating.md", "the sample"])
@pytest.mark.parametrize(
    "name", [*sorted(set(GENERIC) - {"enabled", "connector", "title"}), *REQUESTS.values(), *DOLLARS.values()]
)
def test_every_setting_of_a_source_is_named_in_the_sample_and_explained(name: str, place: str) -> None:
    sample = configuration_text("Larkfield", [])
    text = sample if place == "the sample" else (ROOT / place).read_text(encoding="utf-8")
    assert name in text


def test_the_lines_the_sample_shows_for_every_source_are_valid_where_they_belong(tmp_path: Path) -> None:
    shown = [line.removeprefix("# ") for line in configuration_text("Larkfield", []).splitlines()]
    begin = shown.index("Every source below may also have, in its own table:")
    settings = shown[begin + 1 : begin + 6]
    for budget in settings[3:]:
        _load(tmp_path, LEAST + "\n".join([*settings[:3], budget]))
