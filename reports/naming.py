"""People as the page names them: their own name, kept whole once and shortened where it stands in our lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from monitor.model import Mention
from reports.document import Person
from reports.tidying import short_name
from reports.wording import platform_title

_AT: Final = frozenset({"x", "twitter", "mastodon", "bluesky", "instagram", "threads", "tiktok"})
_OFFICIAL: Final = frozenset(
    {"", "official", "support", "help", "helpdesk", "care", "customercare", "team", "service", "hq"}
)


def person_of(mention: Mention, brands: Sequence[str]) -> Person:
    """Name the author of a mention; somebody else who calls themselves like one of our brands is flagged."""
    handle = _handle(mention)
    named = (mention.author_name or "").strip()
    name = named if short_name(named) else handle if short_name(handle) else "Somebody"
    return Person(
        name=name,
        short=short_name(name),
        handle="" if handle == name else handle,
        platform=platform_title(mention.platform),
        place=mention.place or "",
        flag="Uses your name, but is not your account" if _sounds_like_us(name, handle, brands) else "",
    )


def _handle(mention: Mention) -> str:
    handle = (mention.author or mention.author_key or "").strip()
    if not handle or handle[0] == "@" or handle.startswith("u/"):
        return handle
    if mention.platform in _AT:
        return "@" + handle
    return "u/" + handle if mention.platform == "reddit" else handle


def _sounds_like_us(name: str, handle: str, brands: Sequence[str]) -> bool:
    """Compare by plain letters, so that accents, full-width forms and hidden characters do not disguise a name."""
    said = {_letters(name), _letters(handle)}
    ours = {_letters(brand) for brand in brands}
    return any(word.startswith(brand) and word[len(brand) :] in _OFFICIAL for brand in ours if brand for word in said)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text[:200]).casefold()
    return "".join(letter for letter in folded.translate(_LOOKALIKES) if letter.isalnum())


# Cyrillic and Greek letters that look Latin (Unicode confusables, the ones used to imitate names).
_LOOKALIKES = str.maketrans("аеорсухіјѕԁոӏαοερνικτ", "aeopcyxijsdnlaoepvikt")
