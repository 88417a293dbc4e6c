"""A storm of 429s in every form: no request before the allowed time, over any number of runs, and nobody else waits for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from collect.forum import PAGES, answer, forum, listen
from collect.listening import NOW, MemoryStore, run

from connectors.conformance.server import Asked, Reply, Server
from connectors.http import Limits
from monitor.breaker import LONGEST_ASKED
from monitor.model import GapReason
from monitor.store import Store

MINUTE = timedelta(minutes=1)
POLITE = Limits(tries=4, backoff=0.001, longest_wait=2)


def _in(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


class Storm:
    """A server that slows us down from the first request on; `when` gives the run's own time of each request."""

    def __init__(self, retry_after: str | None) -> None:
        self.now = NOW
        self.when: list[datetime] = []
        self.headers = {} if retry_after is None else {"Retry-After": retry_after}
        self.server = Server(self._answer)

    def _answer(self, _asked: Asked) -> Reply:
        self.when.append(self.now)
        return Reply(status=429, headers=self.headers)


@pytest.fixture
def calm() -> Iterator[Server]:
    opened = forum()
    yield opened
    opened.close()


STORMS = {
    "seconds": ("5400", timedelta(seconds=5400)),
    "a date": (_in(5400), timedelta(seconds=5390)),
    "a date long past": (_in(-5400), timedelta()),
    "zero": ("0", timedelta()),
    "a time beyond all reason": ("9" * 40, LONGEST_ASKED),
    "nothing": (None, timedelta()),
    "nonsense": ("a while", timedelta()),
}


# What names no time we can wait for is waited out alike: the default run tries silence and a date long past.
ALIKE = ("zero", "nonsense")


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=[pytest.mark.faults] if form in ALIKE else []) for form in STORMS]
)
def test_no_request_is_sent_before_the_allowed_time_whatever_its_form(form: str, calm: Server, tmp_path: Path) -> None:
    """40 runs in ten hours; each run may try four times where no time was named, and not once before one that was."""
    retry_after, allowed = STORMS[form]
    storm, store = Storm(retry_after), Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    for number in range(40):
        storm.now = NOW + number * 15 * MINUTE
        slowed, fine = run(
            store, listen("storm", storm.server.url, POLITE), listen("calm", calm.url), now=storm.now  # type: ignore[arg-type] - the real store
        )  # fmt: skip
        assert fine.error is None
        assert slowed.gap is not None
        assert (slowed.gap.reason, slowed.gap.span.end) == (GapReason.SLOWED, storm.now)
    storm.server.close()
    store.close()
    asked = sorted(set(storm.when))
    assert all(later - earlier >= allowed for earlier, later in pairwise(asked))
    assert len(calm.asked) >= 40 * PAGES, "the other source was heard in every run"
    if allowed:
        assert len(storm.when) == len(asked) <= 1 + timedelta(hours=9, minutes=45) // allowed
    else:
        minutes = [(at - NOW) / MINUTE for at in asked]
        assert minutes == [0, 15, 30, 45, 75, 135, 255, 495], "ever rarer from the third time on"
        assert len(storm.when) == 4 * len(asked)


def test_a_storm_that_ends_is_heard_again_at_the_allowed_time(store: Store) -> None:
    storm = Storm("3600")
    run(store, listen("storm", storm.server.url, POLITE))  # type: ignore[arg-type] - the real store
    storm.server.fault = lambda _number, asked: answer(asked)
    runs = [
        run(store, listen("storm", storm.server.url, POLITE), now=NOW + minutes * MINUTE)[0]  # type: ignore[arg-type]
        for minutes in (30, 59, 61)
    ]
    storm.server.close()
    assert [each.error is None for each in runs] == [False, False, True]
    assert "It is asked again after 2026-05-04 13:00 UTC." in str(runs[0].error)
    assert runs[2].new_mentions > 0
    assert store.breakers.of("storm") is None


def test_a_short_wait_is_waited_within_the_run_and_costs_the_others_nothing(calm: Server) -> None:
    """The slowed source sleeps a second before its second page; the calm one is done long before."""
    slow = forum()
    slow.fault = lambda number, _asked: Reply(status=429, headers={"Retry-After": "1"}) if number == 2 else None
    told: dict[str, list[float]] = {"slow": [], "calm": []}
    begun = time.monotonic()
    slowed, fine = run(
        MemoryStore(),
        listen("slow", slow.url, POLITE),
        listen("calm", calm.url),
        progress=lambda source, _new: told[source].append(time.monotonic() - begun),
    )
    slow.close()
    assert (slowed.error, fine.error) == (None, None)
    assert told["slow"][1] >= 1
    assert told["calm"][-1] < 0.8


@pytest.mark.faults
def test_a_storm_makes_the_others_less_than_5_percent_slower() -> None:
    """Median of 30 runs each of five healthy sources, with a sixth that is healthy and with one in a storm."""
    healthy = [forum() for _ in range(5)]
    storm, sixth = Storm("3600"), forum()

    def seconds(url: str) -> float:
        told: list[float] = []
        connectors = [listen(f"s{number}", server.url) for number, server in enumerate(healthy)]
        begun = time.monotonic()
        run(
            MemoryStore(), listen("sixth", url), *connectors,
            progress=lambda source, _new: told.append(time.monotonic() - begun if source != "sixth" else 0),
        )  # fmt: skip
        return max(told)

    pairs = sorted(seconds(storm.server.url) / seconds(sixth.url) for _ in range(30))
    for server in (*healthy, storm.server, sixth):
        server.close()
    assert pairs[15] < 1.05
