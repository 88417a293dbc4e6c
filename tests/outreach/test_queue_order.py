"""Whose turn it is."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.config import Policy
from monitor.model import Lane, Level, Priority
from monitor.outreach.decide import decide
from monitor.outreach.order import STILL_SPREADING, hopeless_at, order_key
from tests.outreach.talking import START, build_dossier, build_say

NOW = START + timedelta(days=5)


def priority(
    level: Level = Level.S3,
    due: float = 1,
    *,
    gravity: int = 0,
    reach: float = 0,
    contacts: int = 1,
    hopeless: float | None = None,
) -> Priority:
    """Make a priority due some hours from now, hopeless some hours from now."""
    return Priority(
        lane=Lane.REPLY, level=level, reasons=(), due_at=NOW + timedelta(hours=due), promise_hours=1, expected_reach=reach,
        contacts=contacts, gravity=gravity, hopeless_at=NOW + timedelta(hours=hopeless) if hopeless is not None else None,
    )  # fmt: skip


def first(*waiting: Priority) -> Priority:
    return min(waiting, key=lambda one: order_key(one, NOW))


def test_the_level_comes_first_whatever_else_is_true() -> None:
    urgent = priority(Level.S2, due=50, hopeless=-1)
    assert first(priority(Level.S3, due=-9, gravity=2, reach=1e9, contacts=99), urgent) is urgent


def test_who_can_still_be_reached_in_time_comes_before_the_hopelessly_late() -> None:
    fresh = priority(due=-1, hopeless=10)
    assert first(priority(due=-90, hopeless=-70, gravity=2), fresh) is fresh


def test_the_graver_harm_comes_before_the_older_nuisance() -> None:
    grave = priority(due=2, gravity=2)
    assert first(priority(due=-2), grave) is grave


def test_the_least_time_left_comes_first_among_equals() -> None:
    soon = priority(due=1)
    assert first(priority(due=3, reach=1e6, contacts=9), soon) is soon


def test_further_reach_and_then_calls_break_a_tie() -> None:
    far, often = priority(reach=500), priority(contacts=3)
    assert first(priority(), often, far) is far
    assert first(priority(), often) is often


def test_a_spreading_story_is_never_hopeless() -> None:
    policy = Policy(zone=START.tzinfo)
    assert hopeless_at(START, Level.S2, STILL_SPREADING, policy) is None
    assert hopeless_at(START, Level.S1, 0, policy) is None
    assert hopeless_at(START, Level.S2, 0, policy) == START + timedelta(hours=24)


def test_who_writes_again_today_is_not_hopeless_though_it_began_last_week(policy: Policy) -> None:
    calls = [build_say("They lost my parcel", 0), build_say("Still no parcel", 5 * 24 - 1)]
    decision = decide(build_dossier(*calls), policy, NOW)
    assert decision is not None
    assert decision.priority.due_at == START + timedelta(hours=1)
    assert decision.priority.hopeless_at == NOW + timedelta(hours=23)


@given(st.integers(0, 10_000_000), st.sampled_from(Level), st.integers(-90, 90))
def test_nobody_is_pushed_back_by_somebody_elses_followers(reach: int, level: Level, due: int) -> None:
    """Reach is compared last but one: it never moves anybody with less time left or of a higher level."""
    other = priority(level, due - 1)
    assert first(priority(level, due, reach=reach), other) is other
