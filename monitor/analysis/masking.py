"""Makes a text ready for the encoder: who is addressed and what is linked to must not decide."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

HEAD, TAIL = 700, 300
"""Of a longer text its beginning and end are read, in characters: reviews sum up at both ends."""
ACCOUNT: Final = re.compile(r"(?<![\w@])@\w+")
LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
SPACE: Final = re.compile(r"\s+")


def masked(text: str) -> str:
    """Replace accounts by `@user` and addresses by `http`, and leave out the middle of a long text."""
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]} {text[-TAIL:]}"
    return SPACE.sub(" ", ACCOUNT.sub("@user", LINK.sub("http", unescape(text)))).strip()


def question_about(brand: str, trade: str, text: str) -> str:
    """Put the brand and its trade before a text, to ask whether it means them."""
    return f"{brand}, {trade}: {text}"
