"""Says in plain words what a story is called and why a mention belongs to it. Nothing is invented: all is taken from the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from monitor.model import Assessed, Mention
from monitor.stories.words import normal, tokens_of

LONGEST_NAME = 50
SAME_WORDS = "almost the same words"
SURE = {
    "thread": "in the same conversation",
    "copy": "the same words",
    "person": "the same person",
}


def name_of(assessed: Assessed) -> str:
    """Name a story after the title, else the gist, else the beginning of its first mention, in at most 50 characters."""
    text = assessed.mention.text[:400]
    words = title_of(text) or assessed.assessment.gist
    if not words:
        parts = text.split()
        if "@" in text or "://" in text:
            parts = [part for part in parts if not part.startswith(("@", "http://", "https://"))]
        words = " ".join(parts)
    return shorten(words) or "Untitled"


def title_of(text: str) -> str:
    """Give the first line of a text when it looks like a title: short, and something follows; else ""."""
    first, gap, rest = text.strip().partition("\n")
    if not gap:
        first, gap, rest = first.partition("  ")
    title = first.strip()
    looks = 12 <= len(title) <= 90 and len(rest.strip()) > len(title) and title[0] != "@" and "://" not in title
    return title if looks and title[-1] not in ".,;:!?…" else ""


def shorten(words: str) -> str:
    """Cut at the last blank before 50 characters; an ellipsis says that something was cut."""
    if len(words) <= LONGEST_NAME:
        return words
    short = words[: LONGEST_NAME - 1]
    at_blank = short.rpartition(" ")[0]
    return (at_blank if len(at_blank) >= LONGEST_NAME // 2 else short).rstrip(" ,;:.–-") + "…"


def because_of_key(key: str, since: timedelta) -> str:
    """Say which sure link joined a mention to its story."""
    kind, _, rest = key.partition(":")
    if kind == "url":
        return f"shares the link {rest}"
    if kind == "code":
        return f"both mention {rest}"
    if kind == "person" and since >= timedelta(minutes=1):
        return f"the same person, {duration(since)} after it began"
    return SURE[kind]


def because_of_words(shared: Sequence[str], own_words: int, story_words: int, mention: Mention) -> str:
    """Say which words (rarest first) joined a mention to its story, as the mention writes them; "" for none."""
    if len(shared) >= 4 and len(shared) >= 0.7 * min(own_words, story_words):
        return SAME_WORDS
    return "both mention " + _listed(shared, mention) if shared else ""


def because_of_sense(words: str) -> str:
    """Say that a mention tells the same in other words, and which rare words it shares all the same, if any."""
    if words == SAME_WORDS:
        return words
    return "tells much the same in other words" + (f"; {words}" if words else "")


def _listed(shared: Sequence[str], mention: Mention) -> str:
    """List the three rarest words, as the mention writes them."""
    wanted = shared[:3]
    written: dict[str, str] = {}
    for token in reversed(tokens_of(mention.text)):
        plain = token.lstrip("#")
        word = normal(plain)
        if word in wanted and word not in written:
            written[word] = plain
            if len(written) == len(wanted):
                break
    shown = [written.get(word, word.lstrip("#")) for word in wanted]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def duration(time: timedelta) -> str:
    """Say how long, in the largest unit that fits: "40 minutes", "2 hours", "3 days"."""
    minutes = int(time.total_seconds() // 60)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        count = minutes // size
        if count:
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "a moment"
