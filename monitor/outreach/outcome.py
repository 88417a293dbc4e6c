"""What the customer's words after our reply say about it: satisfied, accepted without warmth, dissatisfied, wrote again.

Traits of the words are weighed (`answer_traits.py`, `answer_points.py`), and read closely also what the encoder hears in
them. The cues that decide can be shown. Rather doubt satisfaction than claim it: it needs a cue of its own.
"""

from __future__ import annotations

import re
from collections.abc import KeysView, Sequence
from functools import cache
from typing import Final

from monitor.analysis.encoder import EncoderTier
from monitor.analysis.words import PAUSE, STOP
from monitor.model import Outcome, OutcomeReading
from monitor.outreach.answer_cues import WISHED, cues_in, words_of
from monitor.outreach.answer_points import Points, points
from monitor.outreach.answer_traits import Traits, traits_of

_LONGEST_TEXT: Final = 5_000
"""Characters read: an answer to a reply is short, and a hostile text must not cost more."""
_BLANKED: Final = re.compile(r"(?<!\w)@[\w.@-]+|https?://\S+|\[(?:link|email|phone)\]")
_GLADNESS: Final = frozenset({
    "glad", "praised", "keeps", "nice", "settled", "solved", "arrived", "warm", "kiss", "smiley", "laughs", "exclaims", "exclaims_barely",
})  # fmt: skip
"""Without one of these nobody is called satisfied, whatever else speaks for it: "okay, that's fine" never is."""
_GOOD_NEWS: Final = frozenset({"glad", "praised", "keeps", "nice", "settled", "solved", "arrived"})
"""Where some good news is only wished for, thanks make nobody satisfied without other good news that is so."""
_MEANT_FOR_ANYTHING: Final = frozenset({"glad", "praised", "keeps", "nice"})
_UNSETTLED: Final = frozenset({
    "persists", "lapsed", "turns", "asks", "cross", "retorts", "mocks", "threatens",
})  # fmt: skip
"""With one of these, or a question, nothing is settled where no reply was seen."""

_Span = tuple[int, int]


def read_answer(text: str, mention_id: str | None = None, reply: str = "", *, closely: bool = False) -> OutcomeReading:
    """Read what one message of the customer says about the `reply` before it; `closely` asks the encoder as well.

    Gives the outcome and the words it rests on; never `SILENT` or `UNANSWERED`, which have no words.
    """
    shown = blanked(text)
    traits = traits_of(shown, reply)
    weighed = points(closely=closely)
    outcome = _judge(traits, weighed, _heard(text) if closely else ())
    start, end = _evidence(shown, traits, weighed, outcome)
    return OutcomeReading(outcome=outcome, mention_id=mention_id, start=start, end=end)


def read_answers(answers: Sequence[tuple[str, str]], reply: str = "", *, closely: bool = False) -> OutcomeReading:
    """Read one turn of the customer, oldest message first, each as (mention id, text); no message at all is silence."""
    return sum_up([read_answer(text, mention_id, reply, closely=closely) for mention_id, text in answers])


def sum_up(readings: Sequence[OutcomeReading]) -> OutcomeReading:
    """Sum up the readings of one turn, oldest first.

    The last message decides, but mere thanks or an okay do not undo what was said just before it.
    """
    if not readings:
        return OutcomeReading(outcome=Outcome.SILENT)
    last = readings[-1]
    if last.outcome is Outcome.ACCEPTED:
        return next((reading for reading in reversed(readings) if reading.outcome is not Outcome.ACCEPTED), last)
    if last.outcome is Outcome.WROTE_AGAIN:
        return next((reading for reading in reversed(readings) if reading.outcome is Outcome.DISSATISFIED), last)
    return last


def read_settlement(text: str, mention_id: str) -> OutcomeReading | None:
    """Find words of a customer that say all is well though no reply of ours was seen; None when they do not say so.

    Stricter than after a reply: praise and pleasure alone are not enough, for they may be meant for anything.
    """
    shown = blanked(text)
    cues, _ = cues_in(words_of(shown))
    if "?" in shown or not cues.keys().isdisjoint(_UNSETTLED) or not _ends(cues.keys()):
        return None
    reading = read_answer(text, mention_id)
    return reading if reading.outcome is Outcome.SATISFIED else None


def _ends(names: KeysView[str]) -> bool:
    """Tell whether somebody says outright that it is settled, thanks for what came, or thanks warmly and praises nothing."""
    if "settled" in names:
        return True
    if not names.isdisjoint({"solved", "arrived"}):
        return not names.isdisjoint({"thanks", "warm"})
    return "warm" in names and names.isdisjoint(_MEANT_FOR_ANYTHING)


def sends_what_was_asked(text: str) -> bool:
    """Tell whether somebody only does what we asked, such as writing in private: no verdict on the reply, and no call."""
    traits = traits_of(blanked(text))
    return "private" in traits.hits and _judge(traits, points(closely=False)) is Outcome.ACCEPTED


def settled_until(text: str) -> int:
    """Find where a text last says that the matter is settled, in characters; 0 where it only thanks."""
    shown = blanked(text)
    traits = traits_of(shown)
    places = [place for cue in ("settled", "solved", "glad") for place in traits.hits.get(cue, ())]
    return max((_span(shown, traits, place)[1] for place in places), default=0)


def blanked(text: str) -> str:
    """Blank out accounts and links, so that every place in the text stays where it was."""
    return _BLANKED.sub(lambda found: " " * len(found.group()), text[:_LONGEST_TEXT])


@cache
def _encoder() -> EncoderTier:
    return EncoderTier()


def _heard(text: str) -> Sequence[float]:
    """Give what the encoder's heads say of a text."""
    heard: list[float] = _encoder().outputs([text[:_LONGEST_TEXT]])[0].tolist()
    return heard


def _judge(traits: Traits, weighed: Points, heard: Sequence[float] = ()) -> Outcome:
    names = traits.names
    ranked = weighed.ranked(names, heard)
    only_wished = "denied" in names and not WISHED.isdisjoint(traits.words.vocabulary)
    needed = _GOOD_NEWS if only_wished else _GLADNESS
    return ranked[1] if ranked[0] is Outcome.SATISFIED and names.isdisjoint(needed) else ranked[0]


def _evidence(shown: str, traits: Traits, weighed: Points, outcome: Outcome) -> _Span:
    """Find the words that speak most for the outcome: of the strongest cue the last place, or the sentence that asks."""
    if outcome is Outcome.WROTE_AGAIN and "?" in shown:
        place = shown.rindex("?")
        return _sentence_start(shown, place), place + 1
    strength, last = max(
        ((weighed.of(cue, outcome), places[-1]) for cue, places in traits.hits.items()), default=(0.0, (0, 0))
    )
    return _span(shown, traits, last) if strength > 0 else _trimmed(shown)


def _span(shown: str, traits: Traits, place: _Span) -> _Span:
    """Give where a cue stands in the text, without the ends of sentences that some phrases hold."""
    keys = traits.words.keys
    inner = [word for word in range(*place) if keys[word] not in (STOP, PAUSE)]
    if not inner:
        return _trimmed(shown)
    start, end = traits.words.span(inner[0], inner[-1] + 1)
    return start - 1, end - 1  # the words were cut with one character before the text


def _sentence_start(words: str, place: int) -> int:
    start = max(words.rfind(mark, 0, place) for mark in ".!?\n") + 1
    return start + len(words[start:place]) - len(words[start:place].lstrip())


def _trimmed(words: str) -> _Span:
    """Give the span of the words without the blanks around them."""
    start = len(words) - len(words.lstrip())
    return min(start, len(words.rstrip())), len(words.rstrip())
