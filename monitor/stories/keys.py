"""Decides what may be a story, and names the few keys under which a story can be found again.

Two mentions that share no key are never compared: that is what keeps the cost of a run independent of what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from monitor.model import Assessed, Gate, Kind, Mention, MentionKind
from monitor.stories.rules import EXPERIENCES, Rules
from monitor.stories.words import ORDINARY_WORDS, Cut, cut, normal, numbers_in

MOST_WORDS = 10
MOST_CODES = 2
MOST_LINKS = 2
FEWEST_WORDS_OF_A_COPY = 5
LIKELY_BAD = 0.4
"""Below one half on purpose: a story of one mention costs nothing, a first telling overlooked is never found again."""
MIDDLING_STARS = 3
WORD = "word:"
NUMBER = "word:#"
CODE = "code:"


def may_be_story(assessed: Assessed) -> bool:
    """Say whether a mention tells a bad experience, or belongs to a conversation that may be one."""
    if Gate.OWN in assessed.assessment.gates:
        return False
    return may_begin_story(assessed) or _follows(assessed.mention)


def may_begin_story(assessed: Assessed) -> bool:
    """Say whether a mention can be the first of a story; a bare "same here" can only join one."""
    found = assessed.assessment
    if not found.readable or found.relevance < 0.5 or Gate.OWN in found.gates:
        return False
    if found.negative >= LIKELY_BAD or found.leaving >= 0.5 or found.kind in {Kind.COMPLAINT, Kind.LUKEWARM}:
        return True  # the numbers first, since comparing kinds takes longer
    if assessed.mention.rating is not None and assessed.mention.rating <= MIDDLING_STARS:
        return True
    if Gate.AUTOMATIC in found.gates or Gate.MEDIA in found.gates or assessed.mention.kind is MentionKind.ARTICLE:
        return True
    return found.kind is Kind.QUESTION and any(signal.name == "failure" for signal in found.signals)


def _follows(mention: Mention) -> bool:
    """Say whether a mention answers, repeats or points at another one."""
    if mention.in_reply_to is not None or mention.kind in {MentionKind.QUOTE, MentionKind.REPOST}:
        return True
    return "://" in mention.text


def keys(assessed: Assessed, *, ordinary: bool = False) -> tuple[str, ...]:
    """Name the keys of a mention, the surest first: conversation, copy, link, person, code, then words.

    At most 23: two of the conversation, one of the copy, three links, the person, two codes, ten words, four numbers.
    Words of complaints in general are left out unless `ordinary`, and then numbers are.
    """
    mention = assessed.mention
    parts = cut(mention.text)
    found = _conversation(mention)
    copy = copy_key(parts)
    if copy:
        found.append(copy)
    found.extend(_links(mention, parts))
    if Gate.AUTOMATIC in assessed.assessment.gates or not may_begin_story(assessed):
        return tuple(found)
    if mention.person is not None and mention.kind is not MentionKind.ARTICLE:
        found.append(f"person:{mention.person}")
    if parts.codes:
        found += [CODE + code for code in list(dict.fromkeys(parts.codes))[:MOST_CODES]]
    own = words_of_name(assessed.assessment.brand)
    found += [_word_key(word) for word in choose_words(parts, ordinary=ordinary) if word not in own]
    numbers = [] if ordinary else numbers_in(mention.text)
    if numbers:
        named = {word.rpartition(" ")[2] for word in parts.words if " " in word}  # "Arden 60" is a name
        found += [NUMBER + number for number in numbers if number not in named]
    return tuple(found)


@lru_cache(maxsize=65_536)
def _word_key(word: str) -> str:
    """Give the key of a word, the same object each time: its hash is known, and whoever looks it up need not compare."""
    return WORD + word


def _conversation(mention: Mention) -> list[str]:
    """Name the conversation by thread; without one, by the mention itself and what it answers."""
    if mention.thread is not None:
        return [f"thread:{mention.platform}:{mention.thread}"]
    own = [f"thread:{mention.platform}:{mention.stable_key}"]
    if mention.in_reply_to is not None:
        own.insert(0, f"thread:{mention.platform}:{mention.in_reply_to}")
    return own


def copy_key(parts: Cut) -> str:
    """Name the exact wording (without case, handles, links and stopwords), or "" when too short to be telling."""
    if len(parts.words) < FEWEST_WORDS_OF_A_COPY:
        return ""
    return "copy:" + blake2b(" ".join(parts.words).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _links(mention: Mention, parts: Cut) -> Iterable[str]:
    """Name the pages a mention points at; a post or article is itself such a page."""
    links = parts.links
    if mention.url and mention.kind in {MentionKind.POST, MentionKind.ARTICLE}:
        links = [mention.url, *links]
    for link in links[: MOST_LINKS + 1]:
        page = normal_link(link)
        if page:
            yield "url:" + page


def normal_link(link: str) -> str:
    """Give host and path of a link in one spelling, or "" for a bare home page or what is no link."""
    try:
        parts = urlsplit(link)
    except ValueError:  # for example an unclosed bracket in the host
        return ""
    path = parts.path.rstrip("/.,;:!?)…")
    if not parts.netloc or not path:
        return ""
    query = "?" + parts.query if parts.query and not parts.query.startswith(("utm_", "fbclid", "ref=")) else ""
    return (parts.netloc.lower().removeprefix("www.") + path + query)[:200]


@lru_cache(maxsize=1_000)
def words_of_name(brand: str) -> frozenset[str]:
    """Give the words of a brand's name as texts are compared by: whoever speaks of the brand uses them."""
    return frozenset(map(normal, brand.split()))


def choose_words(parts: Cut, *, ordinary: bool = False) -> list[str]:
    """Choose at most ten different words, by default none of complaints in general: names first, then repeated ones."""
    counts: dict[str, int] = {}
    for word in parts.words:
        counts[word] = counts.get(word, 0) + 1
    different = list(counts) if ordinary else [word for word in counts if word not in ORDINARY_WORDS]
    if len(different) > MOST_WORDS:
        different.sort()  # one sort after another, the least important first: half the time of one by all at once
        different.sort(key=len, reverse=True)
        if len(counts) < len(parts.words):
            different.sort(key=counts.__getitem__, reverse=True)
        if parts.names:
            different.sort(key=parts.names.__contains__, reverse=True)
    return different[:MOST_WORDS]


def is_lasting(key: str) -> bool:
    """Say whether a key tells one story from another however old it is: a conversation, a page, an exact wording."""
    return key.startswith(("thread:", "url:", "copy:"))


def lookup_keys(wanted: Iterable[str], counts: Mapping[str, int], total: int, rules: Rules = EXPERIENCES) -> list[str]:
    """Leave out the words too common to tell one story from another: looking them up would find everything.

    `counts` says how many of the `total` grouped mentions carry each word (`GroupingChanges.key_counts`, summed).
    """
    most = rules.telling_most(total)
    return [key for key in wanted if counts.get(key, 0) <= most]
