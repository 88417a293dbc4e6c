"""The parts of the conformance kit do what its checks rely on."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from toyforum import Toy, ToyWorld

from connectors.conformance.__main__ import main
from connectors.conformance.checks import CHECKS, Broken, Tier
from connectors.conformance.garble import Change, garbled
from connectors.conformance.garble_xml import read_xml, write_xml
from connectors.conformance.host import Host, through_json
from connectors.conformance.mutations import survive
from connectors.conformance.suite import applying
from connectors.conformance.table import replaced
from connectors.conformance.tiers import judge, known, tier_of, write
from connectors.conformance.validity import faults_of_batch, faults_of_mention
from monitor.model import Batch, Mention

ANSWER = json.dumps(
    {"posts": [{"id": 1, "text": "a", "by": "c", "ok": True, "x": None}, {"id": 2, "text": "b", "l": [1.5]}]}
)
FEED = b'<rss version="2.0"><channel><title>T &amp; t</title><item><guid isPermaLink="false">1</guid></item></channel></rss>'


class Unzoned(Toy):
    def mention(self, record: object) -> Mention:  # type: ignore[override]
        mention = super().mention(record)  # type: ignore[arg-type]
        return replace(mention, edited_at=mention.posted_at.replace(tzinfo=None))


class UnzonedWorld(ToyWorld):
    connector = Unzoned


def chances(number: int) -> list[random.Random]:
    return [random.Random(seed) for seed in range(number)]  # noqa: S311 - the same every time


def test_an_answer_is_garbled_in_every_way_and_the_same_way_every_time() -> None:
    body = ANSWER.encode()
    first, again = ([garbled(body, chance) for chance in chances(600)] for _ in range(2))
    assert [each and each.body for each in first] == [each and each.body for each in again]
    assert {each.change for each in first if each} == set(Change) - {Change.LINE}
    same = [
        each
        for each in first
        if each and each.change is not Change.TRUNCATE and json.loads(each.body) == json.loads(body)
    ]
    assert {each.change for each in same} <= {Change.RETYPE}, "1 and 1.0 are the same number"
    assert len(same) < 30


def test_what_another_value_could_truly_be_is_not_judged() -> None:
    found = [each for chance in chances(600) if (each := garbled(ANSWER.encode(), chance))]
    unjudged = {Change.HUGE, Change.SWAP, Change.NEST, Change.RETYPE, Change.DROP}
    assert {each.change for each in found if not each.judged} == unjudged
    assert {each.path for each in found if not each.judged and each.change is Change.DROP} == {("posts", 1, "l", 0)}
    filled = [each for each in found if not each.judged and each.change in (Change.NEST, Change.RETYPE)]
    assert {each.path for each in filled} == {("posts", 0, "x")}
    texts = [each for chance in chances(300) if (each := garbled(FEED, chance)) and each.change is Change.RETYPE]
    assert texts
    assert not any(each.judged for each in texts)


def test_feeds_and_lines_are_garbled_too() -> None:
    tree = read_xml(FEED)
    assert read_xml(write_xml(tree)) == tree
    assert read_xml(b"<rss><channel>") is None
    changed = [each for chance in chances(200) if (each := garbled(FEED, chance)) and read_xml(each.body) != tree]
    assert len(changed) > 150
    lines = [garbled(b"id,text\n1,a\n2,b\n", chance) for chance in chances(100)]
    assert {each.change for each in lines if each} == {Change.LINE, Change.TRUNCATE}
    assert len({each.body for each in lines if each}) > 20
    assert garbled(b" \n", chances(1)[0]) is None


def test_a_tier_needs_all_checks_of_those_below() -> None:
    by_tier = {tier: next(name for name, check in CHECKS.items() if check.tier is tier) for tier in Tier}
    assert tier_of([]) is Tier.PLATINUM
    assert tier_of([by_tier[Tier.PLATINUM]]) is Tier.GOLD
    assert tier_of([by_tier[Tier.GOLD]]) is Tier.SILVER
    assert tier_of([by_tier[Tier.GOLD], by_tier[Tier.SILVER]]) is Tier.BRONZE
    assert tier_of([by_tier[Tier.PLATINUM], by_tier[Tier.BRONZE]]) is None


def test_a_verdict_is_computed_from_what_failed_and_survives_being_written(tmp_path: Path) -> None:
    verdict = judge([UnzonedWorld], garbled=20)
    assert verdict.tier == ""
    assert "UnzonedWorld.all-it-yields-is-valid" in verdict.failed
    assert "no time with a zone" in verdict.failed["UnzonedWorld.all-it-yields-is-valid"]
    assert verdict.garbled == 0
    assert verdict.passed == len(applying(UnzonedWorld)) - len(verdict.failed)
    write({"toy": verdict}, tmp_path / "tiers.json")
    assert known(tmp_path / "tiers.json") == {"toy": verdict}
    assert known(tmp_path / "none.json") == {}


def test_a_module_is_judged_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main(["toyforum"], garbled=20) == 0
    assert "Toy Forum: platinum" in capsys.readouterr().out


def test_a_world_that_answers_nothing_is_not_taken_for_one_that_survives() -> None:
    class Silent(ToyWorld):
        def visible(self) -> list[object]:  # type: ignore[override]
            return []

    with pytest.raises(Broken, match="nothing to garble"):
        survive(Silent, 5)


def test_a_table_is_put_in_the_place_of_the_old_one() -> None:
    page = "before\n<!-- table -->\nold\n<!-- end of table -->\nafter\n"
    assert replaced(page, "table", "new\n") == page.replace("old", "new")


def test_the_host_counts_requests_without_sign_ins_and_stops_where_it_is_told() -> None:
    with ToyWorld() as world:
        for _ in range(7):
            world.write()
            world.pass_time(minutes=1)
        host = Host(world)
        assert host.run(batches=1).requests == 1
        assert len(host.mentions) == 5
        run = host.run(requests=1)
        assert (run.requests, type(run.fault).__name__) == (0, "SourceBudgetSpent")
        assert len(world.asked) == 3, "a sign-in is a request, too, for the budget"
        assert host.run().fault is None
        assert len(host.mentions) == 7


def test_a_checkpoint_that_is_no_json_is_caught() -> None:
    assert through_json({"version": 1, "a": [1, "x", None]}) == {"version": 1, "a": [1, "x", None]}
    for wrong in ({"version": 1, "at": {1: 2}}, {"version": 1, "many": (1, 2)}, {"a": {1}}, {"a": float("nan")}):
        with pytest.raises(Broken):
            through_json(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", 7),
        ("text", "a\x00"),
        ("text", "\ud83d"),
        ("text", "x" * 300_000),
        ("stable_key", ""),
        ("stable_key", "k" * 501),
        ("source", "other"),
        ("platform", "Toy"),
        ("kind", "post"),
        ("posted_at", None),
        ("followers", True),
        ("followers", 2**63),
        ("rating", 6),
        ("rating", float("nan")),
        ("url", "javascript:alert(1)"),
        ("url", "https://[::1"),
        ("author_key", 7),
        ("external_id", None),
    ],
)
def test_every_invalid_field_is_named(field: str, value: object) -> None:
    with ToyWorld() as world:
        world.write()
        world.pass_time(minutes=1)
        (mention,) = Host(world).run().mentions.values()
        made = world.source()
        assert list(faults_of_mention(mention, made)) == []
        assert list(faults_of_mention(replace(mention, **{field: value}), made))


def test_an_invalid_batch_is_named() -> None:
    with ToyWorld() as world:
        made = world.source()
        assert list(faults_of_batch(Batch(checkpoint={"version": 1}), made)) == []
        assert list(faults_of_batch(Batch(checkpoint={"lanes": 1}), made))
        assert list(faults_of_batch(Batch(checkpoint={"version": 1, "all": "x" * 70_000}), made))
        assert list(faults_of_batch({"mentions": []}, made))
