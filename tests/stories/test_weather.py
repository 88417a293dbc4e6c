"""A brand's spikes are found as they come, whatever order its mentions come in, and named after the story behind them."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta

from monitor.model import Hour, Spike, SpikeKind
from monitor.stories.rhythm import Rhythm
from monitor.stories.spikes import SpikeDetector
from monitor.stories.weather import HOUR, SETTLED, follow, hour_of, origin_of
from tests.stories.telling import NOW

START = NOW - timedelta(days=40)


def usual(seed: int = 1, days: int = 40, *, complaints: float = 0.3) -> dict[datetime, Hour]:
    """Invent quiet days: busier by day than by night, a third of it complaints."""
    rng = random.Random(seed)  # noqa: S311  a simulation
    found = {}
    for step in range(days * 24):
        at = START + step * HOUR
        mentions = sum(rng.random() < (0.6 if 8 <= at.hour < 20 else 0.2) for _ in range(30))
        found[at] = Hour(at=at, mentions=mentions, complaints=sum(rng.random() < complaints for _ in range(mentions)))
    return found


def with_spike(
    hours: dict[datetime, Hour], at: datetime, mentions: int = 200, complaints: int = 60
) -> dict[datetime, Hour]:
    return hours | {at: Hour(at=at, mentions=mentions, complaints=complaints)}


def once(hours: dict[datetime, Hour], now: datetime = NOW) -> list[Spike]:
    return follow("Larkfield", None, list(hours.values()), now)[0]


def test_quiet_weeks_hold_hardly_any_spike() -> None:
    assert sum(len(once(usual(seed))) for seed in range(6)) <= 1


def test_a_burst_is_one_spike_at_its_hour_with_what_was_usual() -> None:
    at = NOW - 5 * HOUR
    (spike,) = once(with_spike(usual(), at))
    assert (spike.kind, spike.at, spike.count) == (SpikeKind.MENTIONS, at, 200)
    assert 3 < spike.usual < 12


def test_more_complaints_among_as_many_mentions_are_a_spike_of_complaints() -> None:
    at = NOW - 5 * HOUR
    hours = usual()
    worse = {each: Hour(at=each, mentions=20, complaints=19) for each in (at, at + HOUR)}
    (spike,) = [each for each in once(hours | worse) if each.kind is SpikeKind.COMPLAINTS]
    assert spike.at in worse
    assert spike.count == 0.95
    assert 0.2 < spike.usual < 0.4


def test_hour_by_hour_ends_where_one_reading_of_everything_ends() -> None:
    hours = with_spike(with_spike(usual(), NOW - 5 * HOUR), NOW - 100 * HOUR)
    state, found, since = None, {}, None
    now = START + timedelta(minutes=20)
    while now <= NOW:
        heard = [hour for hour in hours.values() if hour.at <= now and (since is None or hour.at >= since)]
        spikes, state = follow("Larkfield", state and json.loads(json.dumps(state)), heard, now)
        found = {at: spike for at, spike in found.items() if since is not None and at < since}
        found |= {spike.at: spike for spike in spikes}
        since = datetime.fromisoformat(state[0]) if state[0] else None
        now += timedelta(hours=5)
    spikes, kept = follow("Larkfield", None, list(hours.values()), now - timedelta(hours=5))
    assert list(found.values()) == spikes
    assert state == kept


def test_mentions_that_come_late_still_make_a_spike_and_later_ones_none() -> None:
    state = follow("Larkfield", None, list(usual().values()), NOW)[1]
    since = datetime.fromisoformat(str(state[0]))
    assert since == hour_of(NOW - SETTLED)
    late, too_late = NOW - 30 * HOUR, NOW - 60 * HOUR
    for at, found in ((late, [late]), (too_late, [])):
        hours = [hour for hour in with_spike(usual(), at).values() if hour.at >= since]
        assert [spike.at for spike in follow("Larkfield", state, hours, NOW + HOUR)[0]] == found


def test_the_hour_that_is_not_over_can_already_be_a_spike() -> None:
    assert [spike.at for spike in once(with_spike(usual(), hour_of(NOW)), NOW + timedelta(minutes=7))] == [hour_of(NOW)]


def test_mentions_from_the_future_are_not_read_before_their_time() -> None:
    ahead = NOW + timedelta(days=900)
    spikes, state = follow("Larkfield", None, list(with_spike(usual(), ahead).values()), NOW)
    assert spikes == []
    assert datetime.fromisoformat(str(state[0])) < NOW


def test_one_old_stray_mention_is_no_baseline_and_costs_no_years_of_reading() -> None:
    busy = [Hour(at=each.at, mentions=30 * each.mentions, complaints=0) for each in usual().values()]
    for before in (timedelta(days=30), timedelta(days=20_000)):
        stray = Hour(at=hour_of(START - before), mentions=1, complaints=0)
        assert follow("Larkfield", None, [stray, *busy], NOW) == follow("Larkfield", None, busy, NOW)


def test_a_clock_that_was_set_back_reads_nothing_twice() -> None:
    hours = list(usual().values())
    state = follow("Larkfield", None, hours, NOW)[1]
    assert follow("Larkfield", state, hours, NOW - timedelta(days=5)) == ([], state)


def test_a_detector_goes_on_from_its_state_as_if_never_stopped() -> None:
    whole, first = SpikeDetector(), SpikeDetector()
    rng = random.Random(3)  # noqa: S311  a simulation
    counts = [rng.randrange(40) for _ in range(600)]
    readings = [whole.read(START + step * HOUR, count) for step, count in enumerate(counts)]
    for step, count in enumerate(counts[:300]):
        first.read(START + step * HOUR, count)
    second = SpikeDetector.of(json.loads(json.dumps(first.state())))
    assert [second.read(START + (300 + step) * HOUR, count) for step, count in enumerate(counts[300:])] == readings[
        300:
    ]


def test_a_weekday_that_is_always_busy_is_excused_after_some_weeks_and_a_calm_one_never_held_against_it() -> None:
    rhythm = Rhythm()
    excused = []
    for day in range(56):
        at = START + timedelta(days=day)
        for hour in range(24):
            rhythm.learn_weekday(at + hour * HOUR, 4.0 if at.weekday() == 0 else -1.0, 1.0)
        if at.weekday() == 0:
            excused.append(rhythm.excused(at))
    assert max(excused[:2]) < 1e-9
    assert excused == sorted(excused)
    assert excused[-1] > 1
    assert rhythm.excused(START + timedelta(days=(2 - START.weekday()) % 7)) == 0.0


def test_the_story_that_most_of_the_excess_comes_from_is_named_and_none_when_none_stands_out() -> None:
    assert origin_of({"big but always so": (40, 480), "new": (30, 0), "small": (2, 0)}) == ("new", 0.938)
    assert origin_of({f"alone {at}": (1, 0) for at in range(90)}) == (None, 0.0)
    assert origin_of({"calm": (0, 40)}) == (None, 0.0)
    assert origin_of({}) == (None, 0.0)
