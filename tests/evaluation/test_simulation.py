"""Simulated truth is drawn anew, can be drawn again by its seed, is mostly quiet, and scores what it should."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from monitor.evaluation import simulation
from monitor.evaluation.early import (
    AHEAD,
    FEWEST,
    IN_TIME,
    TENFOLD,
    Course,
    Flag,
    early_figures,
    flag,
    growth,
    precision_at_recall,
    velocity,
    velocity_of_people,
)
from monitor.evaluation.forecast import szabo_huberman
from monitor.evaluation.simulated.cascades import LONGEST, MOST_TELLINGS, poisson, run_story
from monitor.evaluation.simulated.stream import draw_stream
from monitor.evaluation.simulated.words import incidents
from monitor.evaluation.simulated.world import World, draw_world
from monitor.evaluation.watched import alerted, as_they_are, course_of
from monitor.stories.forecast import forecast
from monitor.stories.words import ORDINARY_WORDS


def rng(seed: int) -> Random:
    return Random(seed)  # noqa: S311  a simulation


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("WORLDS", 3), ("STORIES", 120), ("TOLD_WORLDS", 1), ("TOLD_STORIES", 40)):
        monkeypatch.setattr(simulation, name, value)


def test_a_seed_draws_the_same_worlds_again_and_none_draws_fresh_ones(small: None, tmp_path: Path) -> None:
    first, again = simulation.measure(tmp_path, 11), simulation.measure(tmp_path, 11)
    assert repr(first) == repr(again)
    assert (first[0].measure, first[0].value) == ("seed", 11.0)
    assert repr(simulation.measure(tmp_path)) != repr(first)


def test_most_stories_go_nowhere_and_a_few_go_far() -> None:
    sizes = []
    for seed in range(12):
        source = rng(seed)
        world = replace(draw_world(source), audience=1_000.0)
        sizes += [len(run_story(source, world, 0.0)) for _ in range(120)]
    assert sum(size == 1 for size in sizes) > 0.6 * len(sizes)
    assert max(sizes) > 100
    assert max(sizes) <= MOST_TELLINGS


def test_a_story_is_told_in_order_of_time_each_telling_led_to_by_an_earlier_one() -> None:
    source = rng(5)
    for _ in range(300):
        tellings = run_story(source, replace(draw_world(source), floods=0.2), 0.0)
        assert tellings[0].parent is None
        assert [each.at for each in tellings] == sorted(each.at for each in tellings)
        assert all(0 <= (each.parent or 0) < place for place, each in enumerate(tellings) if place)
        assert tellings[-1].at < 2 * LONGEST


def test_worlds_differ_in_everything() -> None:
    worlds = [draw_world(rng(seed)) for seed in range(20)]
    for name in ("memory", "scale", "branching", "unequal", "interest", "pull", "jumps", "deletions", "night"):
        values = [getattr(world, name) for world in worlds]
        assert max(values) > 1.5 * min(values), name


def test_the_words_of_a_stream_name_things_no_list_knows_and_its_stories_are_told_in_other_words() -> None:
    world: World = replace(draw_world(rng(3)), branching=0.4, floods=0.0)
    brand, said = draw_stream(rng(3), world, 60)
    assert brand.casefold() not in ORDINARY_WORDS
    by_story: dict[int, set[str]] = {}
    for each in said:
        by_story.setdefault(each.story, set()).add(each.mention.text)
    assert len(by_story) == 60
    assert any(len(texts) > 1 for texts in by_story.values())
    assert [each.mention.posted_at for each in said] == sorted(each.mention.posted_at for each in said)
    assert len(incidents()) > 50


def test_hardly_two_people_write_the_same_word_for_word_and_every_machine_does() -> None:
    world = replace(draw_world(rng(3)), branching=0.9, floods=0.3)
    _, said = draw_stream(rng(3), world, 60)
    copies = [each for each in said if each.copies]
    by_story: dict[int, list[str]] = {}
    for each in said:
        if not each.copies:
            by_story.setdefault(each.story, []).append(each.mention.text)
    assert len(copies) > 50
    assert all(each.mention.text in by_story[each.story] for each in copies)
    largest = max(by_story.values(), key=len)
    assert len(largest) > 30
    assert len(set(largest)) > 0.8 * len(largest)


def test_most_stories_that_an_alert_says_grow_at_least_double_afterwards_and_most_that_grow_tenfold_are_told_of() -> (
    None
):
    source = rng(35)
    courses, alerts = list[Course](), list[Flag | None]()
    for _ in range(4):
        world = replace(draw_world(source), audience=1_500.0, branching=0.45)
        _, said = draw_stream(source, world, 150)
        copies = {each.mention.id for each in said if each.copies}
        for mentions in as_they_are(said):
            courses.append(course_of(mentions, copies))
            alerts.append(alerted(mentions, courses[-1]))
    figures = {(each.subject, each.measure): each for each in early_figures("t", courses, {"alerts": alerts})}
    doubled, found = figures["alerts", "flagged before it doubled: precision"], figures["alerts", FOUND]
    assert doubled.rows >= 15
    assert doubled.value > 0.6
    assert found.value > 0.5 * figures["truth", IN_TIME].value


def test_poisson_has_its_mean_small_and_large() -> None:
    source = rng(1)
    for mean in (0.0, 0.3, 4.0, 80.0):
        assert sum(poisson(source, mean) for _ in range(4000)) / 4000 == pytest.approx(mean, rel=0.08, abs=0.02)


def test_no_story_is_cut_off_and_the_last_of_an_audience_are_the_hardest_to_reach() -> None:
    world = replace(
        draw_world(rng(2)), audience=200.0, branching=3.0, unequal=0.0, night=0.0, floods=0.0, deletions=0.0
    )
    sizes = [len(run_story(rng(seed), world, 0.0)) for seed in range(8)]
    assert max(sizes) <= 200
    assert max(sizes) > 100
    assert max(sizes) < MOST_TELLINGS


def test_the_probability_of_growing_tenfold_ranks_better_than_velocity_and_is_right_as_often_as_it_says() -> None:
    source = rng(34)
    ours, plain = list[tuple[float, bool]](), list[tuple[float, bool]]()
    worlds = [replace(draw_world(source), audience=2_000.0, branching=0.45, floods=0.0) for _ in range(12)]
    for drawn in (each for world in worlds for each in simulation.draw_courses(source, world, 200)):
        now = source.uniform(900.0, 7_200.0)
        known = bisect_right(drawn.times, now)
        if known >= FEWEST:
            truth = bisect_right(drawn.times, now + AHEAD) >= TENFOLD * known
            ours.append((forecast(drawn.times, now, now + AHEAD).will_spread, truth))
            plain.append((float(velocity(drawn, now)), truth))
    grown = sum(truth for _, truth in ours)
    assert grown >= 20
    assert precision_at_recall(ours, 0.8) > 1.2 * precision_at_recall(plain, 0.8)
    assert 0.6 < sum(probability for probability, _ in ours) / grown < 1.6


def course(times: Sequence[float], people: Sequence[float] | None = None) -> Course:
    return Course(times=times, followers=[None] * len(times), people=times if people is None else people)


FOUND = "flagged before it grew tenfold: recall"
STEADY = course([float(at * 300) for at in range(12)])
BURST = course([0.0, 60.0, 120.0, *(1_000.0 + at for at in range(60))])
FLOOD = course(BURST.times, people=BURST.times[:2])


def test_a_flag_is_right_when_the_story_grows_tenfold_after_it_and_not_when_it_has_grown_already() -> None:
    def at_once(each: Course, now: float) -> bool:
        return bisect_right(each.times, now) >= 3

    early, late = flag(BURST, at_once), flag(BURST, lambda _, now: now > 2_000)
    assert early is not None
    assert (early.at, early.right) == (900.0, True)
    assert late is None, "nothing new was told then, so nobody looked"
    steady = flag(STEADY, at_once)
    assert steady is not None
    assert not steady.right


@pytest.mark.parametrize(("size", "right"), [(29, False), (30, True)])
def test_growing_tenfold_is_no_less(size: int, right: bool) -> None:
    grown = growth(course([0.0, 1.0, 2.0, *(9_000.0 + at for at in range(size - 3))]), 10.0)
    assert (grown >= TENFOLD) == right


def test_machines_that_copy_a_story_are_seen_by_velocity_and_are_growth_to_nobody() -> None:
    assert growth(BURST, 900.0) > TENFOLD > growth(FLOOD, 900.0)
    assert velocity(FLOOD, 1_800.0) == velocity(BURST, 1_800.0) > 50
    assert velocity_of_people(FLOOD, 1_800.0) == 2


def test_one_person_and_machines_are_not_three_people_from_whom_a_story_grows() -> None:
    assert growth(course([0.0, 1.0, 2.0, 9_000.0], people=[0.0, 9_000.0]), 10.0) < 1.0


def test_what_grows_only_by_machines_is_neither_to_be_found_nor_right_to_flag() -> None:
    figures = early_figures("t", [FLOOD, BURST], {"ours": [flag(each, lambda *_: True) for each in (FLOOD, BURST)]})
    found = {(each.subject, each.measure): (each.value, each.rows) for each in figures}
    assert found["ours", "flagged before it grew tenfold: recall"] == (1.0, 1)
    assert found["ours", "flagged before it grew tenfold: precision"] == (0.5, 2)
    assert found["velocity alone, of people, most precise", "flagged before it grew tenfold: precision"] == (1.0, 1)


def test_flags_are_scored_beside_velocity() -> None:
    found = {
        (each.subject, each.measure): each.value
        for each in early_figures(
            "t",
            [BURST, STEADY],
            {"ours": [flag(each, lambda c, now: velocity(c, now) >= 3 and now < 1_000) for each in (BURST, STEADY)]},
        )
    }
    assert found["ours", "flagged before it grew tenfold: recall"] == 1.0
    assert found["ours", "flagged before it grew tenfold: precision"] == 0.5
    assert found["ours", "flagged before it doubled: precision"] == 1.0
    assert found["ours", "median minutes until a right flag"] == 15.0
    assert ("velocity alone, most precise", "flagged before it grew tenfold: precision") in found


def test_where_no_story_grew_every_flag_is_counted_as_false() -> None:
    figures = early_figures("t", [STEADY], {"ours": [flag(STEADY, lambda *_: True)]})
    assert (figures[0].subject, figures[0].value) == ("ours", 1.0)


def test_precision_at_recall_is_that_of_the_best_threshold_and_ties_stand_together() -> None:
    scored = [(0.9, True), (0.8, False), (0.7, True), (0.1, False)]
    assert precision_at_recall(scored, 0.5) == 1.0
    assert precision_at_recall(scored, 0.8) == pytest.approx(2 / 3)
    assert precision_at_recall([(1.0, True), (1.0, False)], 0.5) == 0.5
    assert precision_at_recall([(1.0, False)], 0.5) == 0.0


def test_szabo_huberman_multiplies_what_is_known_by_the_growth_of_others() -> None:
    assert szabo_huberman([0.0, 1.0, 2.0, 50.0], 10.0, 0.0) == 3.0
