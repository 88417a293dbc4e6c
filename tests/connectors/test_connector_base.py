import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from connectors.base import Answer, Connector, Option, OptionType, Window, validate_options
from connectors.file import File
from monitor.errors import SourceChanged, SourceUnreachable
from monitor.model import Batch, Query, Reject

Checkpoint: TypeAlias = dict[str, Any] | None
ROOT = Path(__file__).parents[2]


class Example(Connector):
    title = "Example"
    platform = "example"
    options = (
        Option(name="key", help="the key", secret=True, required=True, example='"abc"'),
        Option(name="limit", type=OptionType.INTEGER, help="how many", default=10, example="10"),
        Option(name="share", type=OptionType.NUMBER, help="how much", default=0.5),
        Option(name="deep", type=OptionType.FLAG, help="all of it", default=False),
        Option(name="names", type=OptionType.TEXTS, help="which", default=()),
        Option(name="fields", type=OptionType.TABLE, help="which is which", default={}, choices=("text", "author")),
        Option(name="mode", help="how", default="fast", choices=("fast", "slow")),
        Option(name="base_url", type=OptionType.ADDRESS, help="where", default="https://example.org"),
    )

    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        del queries, checkpoint, window
        yield from ()


def loaded_by(statement: str) -> set[str]:
    """Give the modules a fresh interpreter holds after a statement, beyond the standard library."""
    script = f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) - before))"
    names = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    return {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}


def test_the_contract_alone_loads_only_the_floor() -> None:
    loaded = loaded_by("import connectors.base")
    floor = {"connectors", "connectors.base", "monitor", "monitor.errors"}
    assert floor <= loaded
    assert {name for name in loaded - floor if not name.startswith("monitor.model")} == set()


def test_a_run_that_only_reads_files_never_loads_the_network() -> None:
    statement = (
        "from connectors import registry; "
        "registry.build('f', registry.load('file'), {'path': 'x', 'platform': '', 'timezone': 'UTC'}).close()"
    )
    loaded = loaded_by(statement)
    assert "connectors.file" in loaded
    assert loaded.isdisjoint(
        {"requests", "urllib3", "feedparser", "connectors.feeds", "connectors.hackernews", "sqlalchemy"}
    )


def test_valid_options_get_their_defaults() -> None:
    values, faults = validate_options(Example, {"key": "k3y!", "limit": 3, "fields": {"text": "Body"}})
    assert faults == []
    assert values == {
        "key": "k3y!",
        "limit": 3,
        "share": 0.5,
        "deep": False,
        "names": (),
        "fields": {"text": "Body"},
        "mode": "fast",
        "base_url": "https://example.org",
    }


def test_all_errors_are_found_at_once_each_with_its_option_and_the_nearest_name() -> None:
    given = {
        "limt": 3,
        "limit": True,
        "share": "half",
        "deep": 1,
        "names": ["a", 2],
        "fields": {"txet": "Body"},
        "mode": "fats",
        "base_url": "ftp://x",
        "zzz": 1,
    }
    _, faults = validate_options(Example, given)
    told = {fault.option: str(fault) for fault in faults}
    assert told == {
        "limt": "`limt` is no option of this source; did you mean `limit`?",
        "zzz": "`zzz` is no option of this source; the options are `key`, `limit`, `share`, `deep`, `names`, `fields`, `mode`, `base_url`",
        "key": '`key` is missing: the key, for example key = "abc"',
        "limit": "`limit` must be a whole number, for example 10",
        "share": "`share` must be a number",
        "deep": "`deep` must be a true or false",
        "names": "`names` must be a list of texts",
        "fields": "`fields` does not know `txet`; did you mean `text`?",
        "mode": "`mode` does not know `fats`; did you mean `fast`?",
        "base_url": "`base_url` must start with https:// or http://",
    }


def test_a_required_option_left_empty_is_missing() -> None:
    assert [fault.option for fault in validate_options(Example, {"key": ""})[1]] == ["key"]


def test_a_wrong_secret_is_never_quoted() -> None:
    _, faults = validate_options(Example, {"key": ["planted-secret"]})
    assert [fault.option for fault in faults] == ["key"]
    assert "planted-secret" not in str(faults)


def test_a_relative_path_belongs_to_the_folder_of_the_configuration() -> None:
    assert validate_options(File, {"path": "a.csv"}, Path("/etc/monitor"))[0]["path"] == "/etc/monitor/a.csv"
    assert validate_options(File, {"path": "/b/a.csv"}, Path("/etc/monitor"))[0]["path"] == "/b/a.csv"


def test_secrets_are_hidden_and_nothing_else() -> None:
    source = Example("e", {"key": "k3y!", "mode": "fast"})
    assert source.redact("k3y! is fast, k3y!!") == "••• is fast, •••!"


def test_without_the_network_a_connector_says_so() -> None:
    with pytest.raises(SourceUnreachable, match="without access to the network"):
        Example("e", {}).http.get("https://example.org")


@pytest.mark.parametrize(
    ("read", "bad", "stops"), [(100, 5, False), (100, 6, True), (3, 1, False), (3, 2, True), (0, 0, False)]
)
def test_more_than_five_in_a_hundred_unreadable_records_stop_the_source(read: int, bad: int, stops: bool) -> None:
    rejects = [Reject(place="1", reason="no id", raw="")] * bad
    source = Example("e", {})
    if stops:
        with pytest.raises(SourceChanged, match=f"{bad} of {read}"):
            source.stop_if_changed(read, rejects)
    else:
        source.stop_if_changed(read, rejects)


def test_an_answer_shows_no_body_when_printed() -> None:
    assert "private" not in repr(Answer(status=200, url="", headers={}, body=b"private"))
