"""Whatever subset of six sources fails, in whatever way: the others are heard, every gap is named, the run is in time."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from collect.forum import ON_A_PAGE, PAGES, Forum, forum, listen
from collect.listening import HOUR, NOW

from connectors.conformance.server import Reply, Server
from connectors.guard import guarded_session
from connectors.http import HttpSession, Limits
from monitor.collect import collect
from monitor.model import Batch, GapReason, Query, SourceHearing, TimeSpan
from monitor.pipeline import Ran
from monitor.store import Store
from reports.document import Hour
from reports.hearing import source_hours
from reports.wording import Times

SOURCES = tuple("abcdef")
SUBSETS = [subset for size in range(7) for subset in combinations(SOURCES, size)]
WAYS: dict[str, Reply | None] = {
    "timeout": Reply(wait=4),
    "reset": Reply(reset=True),
    "500": Reply(status=500),
    "TLS": None,
    "DNS": None,
    "1 byte a second": Reply(body=b"x" * 60, drip=1),
}
ALL = [(way, subset) for way in WAYS for subset in SUBSETS]
QUICK_WAYS = ("reset", "500", "TLS", "DNS")
FEW = [(), ("a",), ("b", "e"), ("a", "c", "d", "f"), SOURCES]
SAMPLE = [(way, subset) for way in QUICK_WAYS for subset in FEW] + [
    (way, subset) for way in WAYS if way not in QUICK_WAYS for subset in (("c",), SOURCES)
]
SECONDS = dict.fromkeys(WAYS, 2.0) | dict.fromkeys(QUICK_WAYS, 20.0)
"""What a run may take: slow sources must be cut off by its end, quick ones leave a busy machine time for the others."""

PATIENT = Limits(tries=2, backoff=0.001)  # half a minute for an answer: only the run's own end cuts a slow one off


def _unknown(*_arguments: Any) -> list[Any]:
    raise socket.gaierror(-2, "Name or service not known")


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Server]]:
    """Open six forums."""
    opened = {name: forum() for name in SOURCES}
    yield opened
    for server in opened.values():
        server.close()


def _listen(name: str, server: Server, way: str) -> Forum:
    """Make a connector; `way` says how its source fails, empty not at all."""
    reply = WAYS.get(way)
    server.fault = lambda _number, _asked: reply
    connector = listen(name, server.url.replace("http:", "https:") if way == "TLS" else server.url, PATIENT)
    if way == "DNS":
        http = connector.http
        assert isinstance(http, HttpSession)
        http._session = guarded_session(http, _unknown)
    return connector


def test_all_384_combinations_are_there() -> None:
    assert len(set(ALL)) == 384
    assert len(set(SAMPLE)) == 24
    assert set(SAMPLE) <= set(ALL)


@pytest.mark.parametrize(
    ("way", "failing"), SAMPLE, ids=lambda each: each if isinstance(each, str) else "".join(each) or "none"
)
def test_a_sample_of_outages(servers: dict[str, Server], tmp_path: Path, way: str, failing: tuple[str, ...]) -> None:
    _prove(servers, tmp_path, way, failing)


@pytest.mark.faults
@pytest.mark.parametrize(
    ("way", "failing"), ALL, ids=lambda each: each if isinstance(each, str) else "".join(each) or "none"
)
def test_every_outage(servers: dict[str, Server], tmp_path: Path, way: str, failing: tuple[str, ...]) -> None:
    _prove(servers, tmp_path, way, failing)


def _prove(servers: dict[str, Server], folder: Path, way: str, failing: tuple[str, ...]) -> None:
    store = Store(f"sqlite:///{folder / 'reputation.db'}")
    begin = TimeSpan(start=NOW - 30 * HOUR, end=NOW - 3 * HOUR)
    for name in SOURCES:
        store.sources.save_batch(name, Batch(heard=begin), NOW - 3 * HOUR)
    connectors = [_listen(name, servers[name], way if name in failing else "") for name in SOURCES]
    begun = time.monotonic()
    runs = collect(connectors, (Query(brand="B", terms=("b",)),), store, NOW, deadline_seconds=SECONDS[way])
    assert time.monotonic() - begun <= SECONDS[way] * 1.1
    expected = 3 if failing else 0
    assert Ran(sources=tuple(runs), page=None).exit_code == (4 if len(failing) == len(SOURCES) else expected)
    for source_run in runs:
        if source_run.source in failing:
            _prove_gap(store, source_run.source, source_run.error)
        else:
            assert (source_run.error, source_run.gap) == (None, None)
            assert source_run.new_mentions == PAGES * ON_A_PAGE
    store.close()


def _prove_gap(store: Store, source: str, error: str | None) -> None:
    """See that the gap names its hours, in the store and on the page: last heard at nine, and it is noon."""
    known = store.reading.hearing(source, TimeSpan(start=NOW - timedelta(days=1), end=NOW))
    (gap,) = known.gaps
    assert (gap.span, gap.reason, gap.detail) == (TimeSpan(start=NOW - 3 * HOUR, end=NOW), GapReason.FAILED, error)
    assert gap.detail
    hearing = SourceHearing(
        source=source, title=source, platform="forum", mentions=0, usual_mentions=None, heard=known.heard,
        gaps=known.gaps, rejected=0, listening_since=known.listening_since, last_error=error,
    )  # fmt: skip
    shown = source_hours(hearing, NOW, Times(NOW, UTC, "UTC"))
    assert shown.hours.count(Hour.DEAF) == 3
    assert "since" in shown.deaf
    assert "09:00" in shown.deaf
    assert str(error) in shown.detail
