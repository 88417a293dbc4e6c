"""`check` tells how every source stands, what a month of it takes and what to do, and writes nothing."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from making import mention

from monitor.breaker import Breaker
from monitor.cli import call, make_parser
from monitor.errors import Exit, StoreError, StoreTooNew
from monitor.model import Batch, FindingKind, GapReason, TimeSpan
from monitor.store import Store

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
PLUGIN = '''
from datetime import timedelta
from threading import Barrier
from connectors.base import Connector, Option, OptionType, Outlook
from monitor.model import Finding, FindingKind

class Told(Connector):
    """Finds what its options tell it to find."""
    title = "Told"
    platform = "told"
    interval = timedelta(minutes=20)
    options = (
        Option(name="kind", help="what check finds", default="ok"),
        Option(name="requests", type=OptionType.INTEGER, help="of an empty pull", default=1),
        Option(name="price", type=OptionType.INTEGER, help="of a mention, in micros", default=0),
        Option(name="reserve", type=OptionType.INTEGER, help="what checking may cost, in micros", default=0),
        Option(name="billed", type=OptionType.INTEGER, help="what checking costs, in micros", default=0),
        Option(name="key", help="a secret", secret=True),
    )

    both = Barrier(2)

    def check(self):
        if self.settings["key"] == "meet":
            self.both.wait(10)
        if self.settings["kind"] == "bug":
            raise ZeroDivisionError(f"with {self.settings['key']}")
        if self.settings["reserve"]:
            self.purse.reserve(self.settings["reserve"])
            self.purse.settle({"post:1": self.settings["billed"]})
        kind = FindingKind(self.settings["kind"])
        what = f"finding {kind.value} with {self.settings['key']}"
        return [Finding(kind=kind, what=what, fix="" if kind is FindingKind.FINE else f"mend {kind.value}")]

    def outlook(self, queries):
        return Outlook(requests=self.settings["requests"], micros_per_mention=self.settings["price"])

    def pull(self, queries, checkpoint, window):
        return iter(())
'''
Check = Callable[..., SimpleNamespace]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Install a plugin, then run `check` on a configuration with some sources; gives what it said and its exit code."""
    plugins = tmp_path / "plugins"
    (plugins / "told-1.dist-info").mkdir(parents=True)
    (plugins / "told_plugin.py").write_text(PLUGIN, encoding="utf-8")
    (plugins / "told-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: told\nVersion: 1\n")
    (plugins / "told-1.dist-info" / "entry_points.txt").write_text("[monitor.connectors]\ntold = told_plugin:Told\n")
    monkeypatch.syspath_prepend(str(plugins))
    folder = tmp_path / "here"
    folder.mkdir()

    def run(sources: str, *options: str, head: str = "") -> SimpleNamespace:
        config = folder / "monitor.toml"
        config.write_text(f'{head}\n[[brands]]\nname = "Larkfield"\n{sources}', encoding="utf-8")
        arguments = ["check", "--config", str(config), "--now", NOW.isoformat(), *options]
        code = call(make_parser().parse_args(arguments))
        said = capsys.readouterr().out
        return SimpleNamespace(code=code, said=said, lines=said.splitlines(), folder=folder)

    run.folder = folder  # type: ignore[attr-defined] - where the store lies
    return run


def _store(check: Check) -> Path:
    return check.folder / "reputation.db"  # type: ignore[attr-defined] - set by the fixture


def _told(name: str, **options: object) -> str:
    settings = "".join(f"{key} = {value if key == 'budget' else json.dumps(value)}\n" for key, value in options.items())
    return f'[sources.{name}]\nconnector = "told"\n{settings}'


def test_every_kind_of_finding_is_shown_with_how_to_fix_it(check: Check) -> None:
    kinds = list(FindingKind)
    done = check("".join(_told(f"s{number}", kind=kind.value) for number, kind in enumerate(kinds)))
    assert done.code is Exit.SOME_SOURCES_FAILED
    table = [line for line in done.lines if re.match(r"s\d ", line)]
    assert len(table) == len(kinds), "one line a source"
    for number, kind in enumerate(kinds):
        assert re.match(rf"s{number}\s+{kind.value}\s", table[number])
        assert (f"to do: s{number}: mend {kind.value}" in done.lines) is (kind is not FindingKind.FINE)


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        (["ok", "ok"], Exit.FINE),
        (["ok", "no key"], Exit.SOME_SOURCES_FAILED),
        (["no key", "unreachable"], Exit.NO_SOURCE_HEARD),
        ([], Exit.NO_SOURCE_HEARD),
    ],
)
def test_the_exit_code_tells_whether_all_some_or_no_source_is_ready(check: Check, kinds: list[str], code: Exit) -> None:
    assert check("".join(_told(f"s{number}", kind=kind) for number, kind in enumerate(kinds))).code is code


def test_a_plugin_that_fails_in_any_way_is_a_finding_and_the_others_are_told_of(check: Check) -> None:
    done = check(_told("bad", kind="bug", key="hush-hush-42") + _told("fine"))
    assert done.code is Exit.SOME_SOURCES_FAILED
    (bad,) = [line for line in done.lines if line.startswith("bad ")]
    assert "unreachable" in bad
    assert "told_plugin.Told failed in line" in bad
    assert any(re.match(r"fine +ok", line) for line in done.lines)
    assert "hush-hush-42" not in done.said


def test_requests_a_month_follow_the_rarer_of_cron_and_source(check: Check) -> None:
    """30 days: 2160 runs at the connector's 20 minutes, 720 at every_minutes 60, 360 where cron runs every 2 hours."""
    sources = _told("own", requests=3) + _told("rare", requests=3, every_minutes=60)
    shown = {each["source"]: each for each in map(json.loads, check(sources, "--json").lines)}
    assert (shown["own"]["requests_a_month"], shown["rare"]["requests_a_month"]) == (6480, 2160)
    shown = {
        each["source"]: each
        for each in map(json.loads, check(sources, "--json", head="[run]\nevery_minutes = 120").lines)
    }
    assert (shown["own"]["requests_a_month"], shown["rare"]["requests_a_month"]) == (1080, 1080)
    assert re.search(r"^own +ok +6,480 +- +- +finding", check(sources).said, re.MULTILINE)


def _listened(store: Path, mentions: int, *, days: float = 30) -> None:
    """Make a store that has heard so many mentions in the last week."""
    opened = Store(f"sqlite:///{store}")
    heard = TimeSpan(start=NOW - timedelta(days=days), end=NOW)
    made = [mention(f"m{number}", source="paid", posted_at=NOW - timedelta(hours=number)) for number in range(mentions)]
    old = mention("old", source="paid", posted_at=NOW - timedelta(days=8))
    opened.sources.save_batch("paid", Batch(mentions=(*made, old), heard=heard), NOW)
    opened.close()


def test_the_cost_of_a_month_is_reckoned_from_the_mentions_of_the_last_week(check: Check) -> None:
    source = _told("paid", price=5_000, budget="{ dollars_per_month = 20 }")
    assert "$0.005 a mention" in check(source).said, "nobody knows yet how much there is to hear"
    _listened(_store(check), 70)
    done = check(source)
    assert re.search(r"^paid +ok +2,160 +\$1\.50 +\$0\.00 of \$20\.00 this month +finding", done.said, re.MULTILINE)
    (record,) = map(json.loads, check(source, "--json").lines)
    assert (record["dollars_a_month"], record["dollars_a_mention"]) == (1.5, 0.005)


def test_a_source_heard_for_two_days_only_is_reckoned_by_these(check: Check) -> None:
    _listened(_store(check), 40, days=2)
    (record,) = map(json.loads, check(_told("paid", price=5_000), "--json").lines)
    assert record["dollars_a_month"] == pytest.approx(40 / 2 * 30 * 0.005)


def test_what_of_the_budget_is_used_is_shown(check: Check) -> None:
    store = Store(f"sqlite:///{_store(check)}")
    store.spending.add("told", "2026-03-10", requests=12, micros=500_000)
    store.spending.add("told", "2026-03-02", requests=1_000, micros=2_600_000)
    store.spending.add("told", "2026-02-28", requests=9_000, micros=9_000_000)
    store.close()
    budget = "{ requests_per_day = 100, requests_per_month = 50000, dollars_per_month = 40 }"
    source = _told("told", budget=budget)
    words = "12 of 100 requests today; 1,012 of 50,000 requests this month; $3.10 of $40.00 this month"
    assert words in check(source).said
    (record,) = map(json.loads, check(source, "--json").lines)
    assert record["budget"] == [
        {"setting": "requests_per_day", "used": 12, "most": 100},
        {"setting": "requests_per_month", "used": 1012, "most": 50000},
        {"setting": "dollars_per_month", "used": 3.1, "most": 40.0},
    ]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"price": 5_000}, "nobody has said how much it may cost"),
        ({"budget": "{ requests_per_day = 12 }"}, "The budget of 12 requests a day is used up"),
        (
            {"budget": "{ dollars_per_month = 0.5 }"},
            "The budget of $0.50 a month is used up; it goes on at 2026-04-01 00:00 UTC.",
        ),
        ({"budget": "{ requests_per_day = 50 }"}, "About 72 requests a day are expected, and 50 requests are allowed."),
        ({"budget": "{ requests_per_month = 2000 }"}, "About 2,160 requests a month are expected"),
        ({"reserve": 50_000}, "nobody has said how much it may cost"),
        (
            {"reserve": 50_000, "budget": "{ dollars_per_day = 0.04 }"},
            "may cost $0.05, and of the budget of $0.04 a day",
        ),
        ({"reserve": 50_000, "billed": 5_000, "budget": "{ dollars_per_day = 2 }"}, "Checking cost $0.005"),
    ],
)
def test_a_budget_that_is_absent_used_up_or_too_small_is_a_finding(
    check: Check, options: dict[str, object], complaint: str
) -> None:
    store = Store(f"sqlite:///{_store(check)}")
    store.spending.add("told", "2026-03-10", requests=12, micros=0 if "reserve" in options else 500_000)
    store.close()
    done = check(_told("told", **options))
    assert complaint in done.said
    assert done.code is Exit.NO_SOURCE_HEARD


def test_a_source_that_runs_leave_alone_is_shown_with_when_it_is_asked_again(check: Check) -> None:
    breaker = Breaker(failures=4, retry_at=NOW + timedelta(minutes=20), reason=GapReason.FAILED, detail="No answer.")
    store = Store(f"sqlite:///{_store(check)}")
    store.breakers.save("told", breaker)
    store.close()
    line = "waiting: told: No answer. It failed 4 times in a row. It is asked again after 2026-03-10 09:20 UTC."
    assert line in check(_told("told")).lines


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_check_makes_no_store_and_leaves_the_one_there_is_untouched_to_the_byte(check: Check) -> None:
    assert "the first run makes" in check(_told("paid")).said
    assert [path.name for path in _store(check).parent.iterdir()] == ["monitor.toml"]
    _listened(_store(check), 5)
    check(_told("paid"))
    before = _state(_store(check).parent)
    assert "store: fine" in check(_told("paid")).said
    after = _state(_store(check).parent)
    assert sorted(after) == sorted(before) == ["monitor.toml", "reputation.db"]
    assert after["reputation.db"] == before["reputation.db"]


def test_check_reads_what_a_killed_run_left_beside_the_store_and_does_not_tidy_it(check: Check) -> None:
    store = _store(check)
    opened = Store(f"sqlite:///{store}")
    opened.spending.add("told", "2026-03-10", requests=7)
    for name in ("reputation.db", "reputation.db-wal", "reputation.db-shm"):  # as kill -9 would leave them
        shutil.copyfile(store.with_name(name), store.with_name(f"left-{name}"))
    opened.close()
    for name in ("reputation.db", "reputation.db-wal", "reputation.db-shm"):
        store.with_name(f"left-{name}").replace(store.with_name(name))
    before = _state(store.parent)
    assert "7 of 100 requests today" in check(_told("told", budget="{ requests_per_day = 100 }")).said
    after = _state(store.parent)
    assert {name: after[name] for name in ("reputation.db", "reputation.db-wal")} == {
        name: before[name] for name in ("reputation.db", "reputation.db-wal")
    }


def test_a_store_of_an_older_release_is_not_brought_up_to_date_by_check(check: Check) -> None:
    connection = sqlite3.connect(_store(check))
    connection.executescript(
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001')"
    )
    connection.close()
    before = _state(_store(check).parent)["reputation.db"]
    assert "store: the next run brings it up to date" in check(_told("told")).said
    assert _state(_store(check).parent)["reputation.db"] == before


def test_a_store_of_a_newer_release_or_a_damaged_one_stops_check(check: Check) -> None:
    connection = sqlite3.connect(_store(check))
    connection.executescript(
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('9999')"
    )
    connection.close()
    with pytest.raises(StoreTooNew, match="newer release"):
        check(_told("told"))
    _store(check).write_bytes(b"not a database at all" * 300)
    with pytest.raises(StoreError, match="the file is damaged"):
        check(_told("told"))


def test_a_store_on_a_server_is_looked_into_and_not_made(check: Check, postgres: str) -> None:
    head = f"store = {json.dumps(postgres)}"
    assert "store: the next run brings it up to date" in check(_told("told"), head=head).said
    store = Store(postgres)
    store.spending.add("told", "2026-03-10", requests=7)
    store.close()
    done = check(_told("told", budget="{ requests_per_day = 100 }"), head=head)
    assert "store: fine" in done.said
    assert "7 of 100 requests today" in done.said


def test_sources_shows_the_tier_each_connector_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tiers = tmp_path / "tiers.json"
    tiers.write_text(json.dumps({"hackernews": {"tier": "gold"}}), encoding="utf-8")
    monkeypatch.setattr("monitor.commands.sources.TIERS", tiers)
    for tiers_there in (True, False):
        call(make_parser().parse_args(["sources", "--config", str(tmp_path / "none.toml")]))
        (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("hackernews ")]
        assert re.search(r"\bgold\b" if tiers_there else r" no +- +", line)
        call(make_parser().parse_args(["sources", "--json", "--config", str(tmp_path / "none.toml")]))
        records = {each["name"]: each for each in map(json.loads, capsys.readouterr().out.splitlines())}
        assert records["hackernews"]["tier"] == ("gold" if tiers_there else None)
        assert "search" in records["hackernews"]["capabilities"]
        tiers.unlink(missing_ok=True)


def test_sources_are_asked_at_the_same_time(check: Check) -> None:
    assert check(_told("one", key="meet") + _told("two", key="meet")).code is Exit.FINE
