"""Only what is surely praise is passed on."""

from __future__ import annotations

import pytest

from monitor.model import Gate, Kind
from monitor.outreach.praise import praise_in
from tests.outreach.talking import build_say


@pytest.mark.parametrize(
    ("kinds", "passed_on"),
    [((0.1, 0.5, 0.2, 0.1, 0.1), True), ((0.15, 0.45, 0.1, 0.0, 0.3), False)],
)
def test_praise_is_passed_on_when_it_is_likelier_than_all_else_together(
    kinds: tuple[float, ...], passed_on: bool
) -> None:
    said = build_say("I have put this on our village page", kind=Kind.PRAISE, kinds=kinds)
    assert [each.mention_id for each in praise_in([said], ())] == [said.mention.id] * passed_on


def test_praise_behind_a_gate_is_not_passed_on() -> None:
    said = build_say("Best shop I ever worked in", kind=Kind.PRAISE, kinds=(0, 1.0, 0, 0, 0), gates=(Gate.EMPLOYEE,))
    assert praise_in([said], ()) == []
