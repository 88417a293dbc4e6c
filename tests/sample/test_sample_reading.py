"""The sample needs no special treatment: the ordinary configuration and the ordinary file source read all of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.base import Window, validate_options
from connectors.registry import load as load_connector
from monitor.config import Config
from monitor.config.load import load
from monitor.model import Batch
from monitor.outreach.routing import find_owner

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "monitor" / "sample"
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SITUATIONS: dict[str, list[str]] = json.loads((HERE / "situations.json").read_text(encoding="utf-8"))
OWNERS = {
    "first_in_queue": "Deliveries",
    "own_order_wrong_hob": "Deliveries",
    "story_app_logs_out": "App team",
    "safety": "Product support",
    "wrote_again_thread": "Product support",
}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Load the sample's configuration with its files where they lie."""
    shown = (SAMPLE / "monitor.toml").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("sample") / "monitor.toml"
    path.write_text(shown.replace('path = "mentions/', f'path = "{SAMPLE.as_posix()}/'), encoding="utf-8")
    return load(path)


def _pull(config: Config, now: datetime) -> Iterator[Batch]:
    for source in config.sources:
        connector = load_connector(source.connector)
        options, faults = validate_options(connector, source.options)
        assert faults == []
        yield from connector(source.name, options).pull((), None, Window(start=None, now=now))


def test_the_file_source_reads_every_line_and_refuses_none(config: Config) -> None:
    batches = list(_pull(config, NOW))
    written = Counter(
        json.loads(line)["record"]
        for file in SAMPLE.glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    assert [reject for batch in batches for reject in batch.rejects] == []
    assert sum(len(batch.mentions) for batch in batches) == written["mention"] > 200
    assert sum(len(batch.samples) for batch in batches) == written["sample"] > 60
    assert sum(len(batch.gaps) for batch in batches) == written["gap"] == 2
    assert sum(batch.heard is not None for batch in batches) == written["heard"] == 9


def test_a_day_earlier_the_story_is_still_small(config: Config) -> None:
    story = set(SITUATIONS["story_wrong_hob"])
    told = [mention for batch in _pull(config, DAY_BEFORE) for mention in batch.mentions if mention.id in story]
    assert 4 < len(told) < 10
    assert {mention.platform for mention in told} == {"reddit"}


def test_the_configuration_names_every_file_of_the_sample(config: Config) -> None:
    assert sorted(source.name for source in config.sources) == sorted(file.stem for file in SAMPLE.glob("*.jsonl"))
    assert config.sample


@pytest.mark.parametrize("situation", OWNERS)
def test_the_owners_words_find_who_answers(config: Config, situation: str) -> None:
    texts = {mention.id: mention.text for batch in _pull(config, NOW) for mention in batch.mentions}
    found = Counter(find_owner([texts[mention_id]], config.policy.owners) for mention_id in SITUATIONS[situation])
    assert found.most_common(1)[0][0] == OWNERS[situation]
