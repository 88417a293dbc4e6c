"""One owner a case, found by the customer's words."""

from __future__ import annotations

import time

import pytest

from monitor.config import Owner
from monitor.outreach.routing import find_owner

OWNERS = (
    Owner(name="Refunds", words=("refund", "money back")),
    Owner(name="Deliveries", words=("parcel", "Straße")),
    Owner(name="Nobody"),
)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Where is my PARCEL?", "Deliveries"),
        ("My parcel is gone, I want my money back!", "Refunds"),
        ("A refund for the parcel", "Refunds"),
        ("parcels", ""),
        ("my money is back", ""),
        ("refund", "Refunds"),
        ("In der STRASSE verloren", "Deliveries"),
        ("", ""),
    ],
)
def test_the_first_owner_whose_words_occur_gets_the_case(text: str, owner: str) -> None:
    assert find_owner([text], OWNERS) == owner


def test_words_in_any_mention_count() -> None:
    assert find_owner(["Hello", "about the parcel", "a refund please"], OWNERS) == "Refunds"


def test_nobody_to_choose_from_means_nobody() -> None:
    assert find_owner(["refund"], ()) == ""


def test_a_flood_of_words_costs_little() -> None:
    begin = time.process_time()
    find_owner(["money money " * 100_000], OWNERS)
    assert time.process_time() - begin < 0.5
