"""Our own account is known by its name as people see it and by its key, whichever the brand's handles say."""

from __future__ import annotations

import pytest
from making import mention

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.model import Gate


@pytest.mark.parametrize(
    ("handles", "author_key", "author", "own"),
    [
        (("@larkfield.example",), "did:plc:abc", "larkfield.example", True),
        (("17841400000",), "17841400000", "Larkfield Home", True),
        (("@larkfield@social.example",), "larkfield@social.example", "larkfield", True),
        (("@larkfield",), "larkfields", "larkfields", False),
        (("@larkfield",), None, None, False),
        ((), "larkfield", "larkfield", False),
    ],
)
def test_a_mention_is_our_own_by_key_or_by_name(
    handles: tuple[str, ...], author_key: str | None, author: str | None, own: bool
) -> None:
    said = mention("1", "We are sorry.", author_key=author_key, author=author)
    found = Assessor((Brand(name="Larkfield", handles=handles),)).assess([said])[0]
    assert (Gate.OWN in found.gates) is own
