"""Somebody is woken for what spreads, is dangerous, or reached the press; once, and again only when it has doubled."""

from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.config import AlertRules, QuietHours
from monitor.model import Alert, AlertCause, Assessed, EngagementSample, Gate, MentionKind
from monitor.stories.alerts import FORGOTTEN, Standing, decide
from monitor.stories.quiet import quiet_until
from monitor.stories.spread import measure
from tests.stories.telling import NOW, story_of, tell

NEVER = QuietHours(start=time(0, 0), end=time(0, 0))
RULES = AlertRules(zone=ZoneInfo("UTC"), quiet=NEVER, recipient="Ann", recipients={AlertCause.SAFETY: "Duty manager"})


def standing(mentions: list[Assessed], earlier: tuple[Alert, ...] = (), **looks: list[EngagementSample]) -> Standing:
    samples = {f"x:{key}": look for key, look in looks.items()}
    story = story_of(*mentions)
    return Standing(story=story, spread=measure(story, mentions, samples, NOW), mentions=mentions, earlier=earlier)


def spreading(count: int, **fields: Any) -> list[Assessed]:
    """Tell a story by `count` people within the last hour, each in words of their own."""
    return [
        tell(f"{at}", f"the boiler {at} burst again and nobody came {at}", hours=-1 + at / count, **fields)
        for at in range(count)
    ]


def alert(size: float, *, hours: float, causes: tuple[AlertCause, ...] = (AlertCause.SPREADING,)) -> Alert:
    at = NOW + timedelta(hours=hours)
    return Alert(
        brand="L", story_id="x:0", decided_at=at, wake_at=at, causes=causes, reasons=("it doubles",), size=size
    )


def test_a_story_that_several_people_tell_and_that_doubles_wakes_somebody_and_says_why() -> None:
    found = decide(standing(spreading(16)), RULES, NOW)
    assert found is not None
    assert (found.causes, found.recipient) == ((AlertCause.FORECAST, AlertCause.SPREADING), "Ann")
    assert found.size == 16
    assert found.reasons[1] == "16 different people tell it; 3 hours ago nobody did"


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_a_few_people_within_an_hour_are_what_most_stories_have_that_stop_there(count: int) -> None:
    assert decide(standing(spreading(count)), RULES, NOW) is None


def test_the_same_number_of_people_wakes_somebody_when_they_come_quickly_and_not_when_they_come_slowly() -> None:
    def over(hours: float) -> list[Assessed]:
        return [tell(f"{at}", f"the boiler {at} burst again {at}", hours=hours * (at / 16 - 1)) for at in range(16)]

    assert decide(standing(over(1)), RULES, NOW) is not None
    assert decide(standing(over(20)), RULES, NOW) is None


def test_who_wants_to_be_woken_earlier_lowers_the_probability_it_takes() -> None:
    few = standing(spreading(6))
    assert decide(few, RULES, NOW) is None
    for likely in (few.spread.will_spread, 0.0):
        found = decide(few, replace(RULES, likely=likely), NOW)
        assert found is not None
        assert AlertCause.SPREADING in found.causes
        assert (AlertCause.FORECAST in found.causes) == (likely > 0), "nothing is foretold with a probability of none"


def test_a_hundred_people_who_have_doubled_wake_somebody_however_little_room_is_left() -> None:
    slow = [tell(f"{at}", f"the boiler {at} burst again {at}", hours=-5.6 + at / 20) for at in range(112)]
    stands = standing(slow)
    assert stands.spread.will_spread < RULES.likely
    found = decide(stands, RULES, NOW)
    assert found is not None
    assert found.causes == (AlertCause.SPREADING,)
    few = decide(standing(slow[24::2]), RULES, NOW)
    assert few is None, "as slow, but less than half as many"


def test_a_story_that_woke_somebody_before_and_has_doubled_needs_no_forecast() -> None:
    few = spreading(6)
    assert decide(standing(few), RULES, NOW) is None
    danger = alert(1, hours=-2, causes=(AlertCause.SAFETY,))
    found = decide(standing(few, (danger,)), RULES, NOW)
    assert found is not None
    assert found.causes == (AlertCause.SPREADING,)
    spike = alert(1, hours=-2, causes=(AlertCause.SPIKE,))
    assert decide(standing(few, (spike,)), RULES, NOW) is None, "that was about the brand"


def test_reposts_are_people_who_pass_it_on_and_copies_are_not() -> None:
    told = tell("0", "the boiler burst again and nobody came", hours=-1)
    shared = [tell(str(at), told.mention.text, hours=-1 + at / 30, kind=MentionKind.REPOST) for at in range(1, 31)]
    copied = [tell(str(at), told.mention.text, hours=-1 + at / 30) for at in range(1, 31)]
    found = decide(standing([told, *shared]), RULES, NOW)
    assert found is not None
    assert "1 person tells it and 30 passed it on; 3 hours ago nobody did" in found.reasons
    assert (
        standing([told, *copied]).spread.will_spread
        < 0.02
        < RULES.likely
        < standing([told, *shared]).spread.will_spread
    )


def test_one_tireless_author_wakes_nobody() -> None:
    assert decide(standing(spreading(400, author_key="ann")), RULES, NOW) is None


def test_ten_thousand_copies_by_bots_wake_nobody_and_cost_little() -> None:
    copies = [
        tell(
            str(at),
            "@larkfield The boiler burst again and nobody came https://t.example/" + str(at),
            hours=-at / 10_000,
        )
        for at in range(10_000)
    ]
    stands = standing(copies)
    before = clock.process_time()
    assert decide(stands, RULES, NOW) is None
    assert clock.process_time() - before < 2
    assert decide(standing([*copies, *spreading(16)]), RULES, NOW) is not None, "people beside the bots are heard"


def test_many_who_agree_in_the_same_few_words_are_many_people() -> None:
    mentions = [tell("first", "the boiler burst again and nobody came", hours=-1)]
    mentions += [tell(str(at), "same here!", hours=-0.9 + at / 18) for at in range(15)]
    found = decide(standing(mentions), RULES, NOW)
    assert found is not None
    assert found.size == 16


def test_one_post_passed_on_by_many_is_a_spreading_story() -> None:
    told = tell("1", "the boiler burst again and nobody came", hours=-2)
    looks = [EngagementSample(mention_id="x:1", at=NOW - timedelta(hours=1), reposts=4)]
    looks.append(EngagementSample(mention_id="x:1", at=NOW, reposts=40))
    found = decide(replace(standing([told]), spread=measure(story_of(told), [told], {"x:1": looks}, NOW)), RULES, NOW)
    assert found is not None
    assert AlertCause.SPREADING in found.causes
    assert "40 passed it on" in " ".join(found.reasons)


def test_danger_wakes_somebody_from_the_first_telling_and_goes_to_who_is_named_for_it() -> None:
    told = tell("1", "the boiler caught fire, my son is in hospital", found={"gates": (Gate.SAFETY,)})
    found = decide(standing([told]), RULES, NOW)
    assert found is not None
    assert (found.causes, found.recipient) == ((AlertCause.SAFETY,), "Duty manager")


@pytest.mark.parametrize("fields", [{"kind": MentionKind.ARTICLE}, {"platform": "news"}])
def test_an_article_about_danger_is_nobodys_own_danger_and_no_pickup_by_itself(fields: dict[str, Any]) -> None:
    article = tell("1", "Boiler fire", found={"gates": (Gate.SAFETY,)}, **fields)
    assert decide(standing([article]), RULES, NOW) is None
    found = decide(standing([tell("0", "my boiler burst", hours=-3), article]), RULES, NOW)
    assert found is not None
    assert found.causes == (AlertCause.PRESS,)


def test_what_is_older_than_a_day_wakes_nobody_however_late_it_is_heard() -> None:
    old = [
        replace(each, mention=replace(each.mention, posted_at=each.mention.posted_at - timedelta(days=30)))
        for each in spreading(50)
    ]
    danger = tell("d", "it caught fire", hours=-30, found={"gates": (Gate.SAFETY,)})
    assert decide(standing(old), RULES, NOW) is None
    assert decide(standing([danger]), RULES, NOW) is None


def test_clocks_that_are_years_ahead_or_behind_change_nothing() -> None:
    skewed = [
        tell("a", "from the future, the boiler burst twice", hours=9e4),
        tell("b", "long ago the boiler", hours=-9e5),
    ]
    found, plain = decide(standing([*skewed, *spreading(30)]), RULES, NOW), decide(standing(spreading(30)), RULES, NOW)
    assert found is not None
    assert plain is not None
    assert found.causes == plain.causes


def test_a_likely_large_audience_wakes_somebody() -> None:
    crowd = spreading(60, followers=40_000)
    found = decide(standing(crowd), RULES, NOW)
    assert found is not None
    assert AlertCause.FORECAST in found.causes
    assert decide(standing(crowd), replace(RULES, causes=frozenset({AlertCause.PRESS})), NOW) is None


def test_anger_that_grows_wakes_somebody() -> None:
    found = decide(standing(spreading(8, found={"arousal": 0.9})), RULES, NOW)
    assert found is not None
    assert AlertCause.ANGER in found.causes


@pytest.mark.parametrize(
    ("size", "hours", "told"),
    [
        (8, -1, False),
        (7, -5.9, False),
        (5, -5.9, False),
        (4, -1, True),
        (4, -0.01, True),
        (8, -50, False),
        (8, 30, False),
    ],
)
def test_a_story_is_told_of_again_when_it_has_doubled_and_not_before(size: float, hours: float, told: bool) -> None:
    found = decide(standing(spreading(8), (alert(size, hours=hours),)), RULES, NOW)
    assert (found is not None) == told
    if found is not None:
        assert found.reasons[0] == "It has doubled since the last alert: 4 told or passed it on then, 8 now"


def test_a_new_reason_waits_for_the_cool_down_and_danger_does_not() -> None:
    press = [*spreading(8), tell("p", "Boilers burst", kind=MentionKind.ARTICLE)]
    danger = [*spreading(8), tell("d", "mine caught fire", found={"gates": (Gate.SAFETY,)})]
    assert decide(standing(press, (alert(8, hours=-2),)), RULES, NOW) is None
    assert decide(standing(press, (alert(8, hours=-7),)), RULES, NOW) is not None
    assert decide(standing(danger, (alert(8, hours=-2),)), RULES, NOW) is not None


def test_a_story_nobody_was_woken_for_since_a_week_is_a_new_one() -> None:
    old = alert(500, hours=-FORGOTTEN / timedelta(hours=1))
    assert decide(standing(spreading(16), (old,)), RULES, NOW) is not None


def quiet(start: time, end: time, zone: str = "Europe/London") -> AlertRules:
    return replace(RULES, zone=ZoneInfo(zone), quiet=QuietHours(start=start, end=end))


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-04T21:59", "2026-03-04T21:59"),
        ("2026-03-04T22:00", "2026-03-05T07:00"),
        ("2026-03-05T06:59", "2026-03-05T07:00"),
        ("2026-03-05T07:00", "2026-03-05T07:00"),
        ("2026-03-28T23:30", "2026-03-29T06:00"),  # the night the clock goes forward
        ("2026-10-24T22:30", "2026-10-25T07:00"),  # the night it goes back
        ("2026-07-01T21:30", "2026-07-02T06:00"),
    ],
)
def test_quiet_hours_follow_the_clock_on_the_wall(now: str, until: str) -> None:
    rules = quiet(time(22, 0), time(7, 0))
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert quiet_until(at, rules) == datetime.fromisoformat(until).replace(tzinfo=UTC)


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_or_never_end_later_than_now() -> None:
    twice, never = quiet(time(22, 0), time(1, 30)), quiet(time(22, 0), time(1, 30))
    for minute in range(0, 300, 7):
        for day, rules in ((datetime(2026, 10, 25, tzinfo=UTC), twice), (datetime(2026, 3, 29, tzinfo=UTC), never)):
            now = day + timedelta(minutes=minute)
            assert timedelta() <= quiet_until(now, rules) - now <= timedelta(hours=4)


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    noon = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
    assert quiet_until(noon, quiet(time(12, 0), time(14, 0))) == noon.replace(hour=14, minute=0)
    assert quiet_until(noon, RULES) == noon


def test_what_is_decided_in_quiet_hours_waits_but_for_danger() -> None:
    rules = replace(RULES, quiet=QuietHours(start=time(8, 0), end=time(11, 0)))
    found = decide(standing(spreading(16)), replace(rules, wake_for=frozenset({AlertCause.SAFETY})), NOW)
    danger = decide(standing([tell("1", "fire", found={"gates": (Gate.SAFETY,)})]), rules, NOW)
    assert found is not None
    assert danger is not None
    assert (found.decided_at, found.wake_at) == (NOW, NOW + timedelta(hours=2))
    assert danger.wake_at == NOW
