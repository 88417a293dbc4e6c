"""What a brand is called says nothing of how its customers feel."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.model import Assessment, Mention

WHEN = datetime(2026, 3, 4, 9, tzinfo=UTC)
PLAIN = Brand(name="Larkfield", handles=("larkfield",))


def assessed(brand: Brand, text: str) -> Assessment:
    said = Mention(
        platform="x", stable_key="1", source="test", text=text, posted_at=WHEN, query=brand.name, language="en"
    )
    return Assessor([brand]).assess([said])[0]


@pytest.mark.parametrize(
    ("name", "handle"),
    [("United", "united"), ("Perfect", "perfect"), ("Sunny", "sunny")],
)
@pytest.mark.parametrize(
    "text", ["please don't take my membership away", "just landed, nobody at the desk, bag not here"]
)
def test_a_brand_s_name_makes_its_customers_no_happier(name: str, handle: str, text: str) -> None:
    plain = assessed(PLAIN, f"@larkfield {text} Larkfield")
    charged = assessed(Brand(name=name, handles=(handle,)), f"@{handle} {text} {name}")
    assert charged.kind == plain.kind
    assert charged.negative >= plain.negative - 0.05


def test_what_is_reported_as_vader_s_score_stays_vader_s() -> None:
    found = assessed(Brand(name="United", handles=("united",)), "@united my bag is not here")
    assert found.sentiment == Assessor(()).vader.measure("@united my bag is not here")
    assert found.sentiment.compound > 0.3


def test_a_word_of_praise_stays_one_where_the_brand_has_it_in_its_name() -> None:
    brand = Brand(name="Best Buy", handles=("bestbuy",))
    assert assessed(brand, "the best staff I ever met, thank you").negative < 0.1
