"""What can be seen of a customer's answer, as named traits that either are there or are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.analysis.phrases import Hits
from monitor.analysis.words import NUMBER, PAUSE, STOP, Words, listed
from monitor.outreach.answer_cues import KIND, TROUBLE, cues_in, words_of
from monitor.outreach.answer_reply import EMPTY, LONGEST, SORTS, sorts_of, telling_words, writer_of

_ENDED = ("settled", "solved", "arrived")
_WARMTH = ("glad", "praised", "warm", "kiss", "smiley", "keeps")
_HEARTFELT = (*_WARMTH, "nice", "settled", "thanks")
_POLITE = (*_ENDED, *_WARMTH, "thanks", "okay", "agrees", "plans", "done", "shrugs", "nice")
_RUDE = ("cross", "retorts", "mocks", "threatens")
_LITTLE, _MUCH = 3, 9
"""So few or many words besides thanks."""
_YOU, _YOUR = listed("you you're you've u you'd"), listed("your ur yours")
_ME = listed("i i'm i've my we our i'll we're")
_CODE = re.compile(
    r"\b(?!\d+(?:st|nd|rd|th|am|pm|k|g|x|p|hrs?|mins?|days?|gb|mb|m|s)\b)(?:[a-z]{1,20}\d\w*|\d{1,20}[a-z]\w*|\d{4,})",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”]([^\"“”\n]{3,40})[\"“”]")


class Traits(NamedTuple):
    """The traits of an answer, its words, and the cues among them with their places."""

    names: frozenset[str]
    words: Words
    hits: Hits


class _Seen(NamedTuple):
    """An answer made ready: what several traits rest on."""

    text: str
    words: Words
    hits: Hits
    kind: int
    """Where the last kind cue begins; -1 without one."""
    trouble: int
    """Where the last cue of trouble begins; -1 without one."""

    def any(self, *cues: str) -> bool:
        """Tell whether one of the cues was found."""
        return not self.hits.keys().isdisjoint(cues)

    @property
    def asks(self) -> bool:
        """Tell whether there is a question mark."""
        return "?" in self.text


def traits_of(text: str, reply: str = "") -> Traits:
    """See the traits of an answer to a reply; accounts and addresses must have been blanked out of the answer."""
    words = words_of(text)
    hits, denied = cues_in(words)
    seen = _Seen(text, words, hits, _last(hits, KIND), _last(hits, TROUBLE))
    names = {*hits, *_order(seen), *_ending(seen), *_besides(seen), *_marks(seen), *_shape(seen)}
    if denied:
        names.add("denied")
    if reply:
        names |= {*_taking_up(seen, reply), *_after(seen, reply)}
    return Traits(frozenset(names), words, hits)


def _last(hits: Hits, cues: tuple[str, ...]) -> int:
    return max((first for cue in cues for first, _ in hits.get(cue, ())), default=-1)


def _order(seen: _Seen) -> Iterator[str]:
    """See whether kind words, mere good news or trouble come last, or stand alone."""
    if seen.kind < 0 and seen.trouble < 0:
        return
    if seen.kind > seen.trouble:
        what = "kind" if seen.any(*_HEARTFELT) or "!" in seen.text else "news"
        yield f"{what}_last" if seen.trouble >= 0 else f"{what}_only"
    elif seen.trouble > seen.kind:
        yield "trouble_last" if seen.kind >= 0 else "trouble_only"


def _ending(seen: _Seen) -> Iterator[str]:
    """See whether a good end is told, and how warmly."""
    ended, warm, thanks = seen.any(*_ENDED), seen.any(*_WARMTH), seen.any("thanks")
    turned = 0 <= seen.kind < seen.trouble
    if ended and warm and not turned:
        yield "ended_warmly"
    if ended and thanks and not turned and not seen.asks:
        yield "ended_with_thanks"
    if ended and not (warm or thanks or seen.any("laughs") or "!" in seen.text):
        yield "ended_coolly"
    if warm and not ended and seen.trouble < 0:
        yield "sends_warmly" if seen.any("private", "plans") else "warm_only"
    if not seen.any(*_POLITE) and seen.trouble < 0:
        yield "bare"


def _besides(seen: _Seen) -> Iterator[str]:
    """See how much is said besides thanks: the details we asked for, politely sent, are no verdict."""
    if not seen.any("thanks", "warm"):
        return
    polite = {word for cue in _POLITE for place in seen.hits.get(cue, ()) for word in range(*place)}
    others = sum(key not in (STOP, PAUSE) for place, key in enumerate(seen.words.keys) if place not in polite)
    if others <= _LITTLE:
        yield "thanks_alone"
    elif others >= _MUCH:
        yield "thanks_and_more" if not seen.any(*_ENDED, "glad", "praised", "keeps") else "thanks_and_good_news"


def _marks(seen: _Seen) -> Iterator[str]:
    """See questions, exclamations and shouting."""
    calm = seen.kind >= 0 and seen.trouble < 0
    if seen.asks:
        yield "question"
        yield "asks_plainly" if seen.any("asks") else "asks_oddly"
        if seen.text.rstrip().endswith("?"):
            yield "ends_asking"
        if any(len(token) > 1 and "?" in token for token in seen.words.tokens):
            yield "many_marks"
    if "!" in seen.text:
        if not seen.asks:
            yield "exclaims" if seen.kind >= 0 or seen.trouble >= 0 else "exclaims_barely"
        if calm:
            yield "exclaims_kindly"
    letters = [token for token in seen.words.tokens if token.isalpha()]
    if any(len(token) > 2 and token.isupper() for token in letters):
        yield "shouts"
        if calm:
            yield "shouts_kindly"
        if len(letters) <= 4 and not any(token.islower() for token in letters):
            yield "shouts_all"


def _shape(seen: _Seen) -> Iterator[str]:
    """See length, numbers, addresses, and of whom is spoken."""
    said = [key for key in seen.words.keys if key not in (STOP, PAUSE)]
    if len(said) <= 2:
        yield "tiny"
        if seen.any("persists"):
            yield "tiny_trouble"
    elif len(said) <= 6:
        yield "short"
    elif len(said) > 20:
        yield "long"
    vocabulary = seen.words.vocabulary
    if NUMBER in vocabulary:
        yield "number"
    if _CODE.search(seen.text):
        yield "code"
    for name, listed_words in (("you", _YOU), ("your", _YOUR), ("me", _ME)):
        if not vocabulary.isdisjoint(listed_words):
            yield name


def _taking_up(seen: _Seen, reply: str) -> Iterator[str]:
    """See how the answer takes up the words of the reply: thanks to its writer, an echo, a mocking quotation."""
    polite, replied = seen.any(*_POLITE), reply[:LONGEST].lower()
    shared = telling_words(reply) & seen.words.vocabulary
    if shared:
        yield "echo"
        if len(shared) > 1:
            yield "long_echo"
        if not polite and not seen.asks:
            yield "rude_echo"
    if any(quoted.lower().strip(" .!,") in replied for quoted in _QUOTED.findall(seen.text)):
        yield "quotes_us"
    opening = re.split(r"[.!?\n,]", seen.text.strip(), maxsplit=1)[0].lower().strip()
    if not polite and len(opening) > 3 and len(opening.split()) <= 6 and opening in replied:
        yield "parrots"
    writer = writer_of(reply)
    if writer and writer in seen.words.vocabulary:
        yield "names_writer"


def _after(seen: _Seen, reply: str) -> Iterator[str]:
    """See what sort of reply it was, and whether the answer is polite, rude or plain."""
    sorts = sorts_of(reply)
    polite, rude = seen.any(*_POLITE), seen.any(*_RUDE)
    for sort in SORTS:
        if sort in sorts:
            yield f"after_{sort}"
            if not polite:
                yield f"after_{sort}_impolite"
                if not rude and not seen.asks:
                    yield f"after_{sort}_plain"
    if not sorts:
        yield "after_news"
    elif sorts <= EMPTY:
        yield "after_nothing"
        if not polite:
            yield "after_nothing_impolite"
