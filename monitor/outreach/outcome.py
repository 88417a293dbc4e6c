"""What the customer's words after our reply say about it: satisfied, accepted without warmth, dissatisfied, wrote again.

Lexical on purpose: the words that decide can be shown. Rather doubt satisfaction than claim it; an unclear answer counts
as "wrote again", which puts a person before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.model import Outcome, OutcomeReading
from monitor.outreach.outcome_words import (
    BLANKED,
    COMPLIES,
    DISPLEASED,
    HARM,
    HERE,
    LETS_GO,
    PERSISTS,
    PLEASED,
    PRAISING,
    PRIVATE,
    RESOLVED,
    SETTLED_HINTS,
    THANKS,
    TURNS,
    UNREAL,
    WARM,
    compiled,
)

_LONGEST_TEXT = 5_000
"""Characters read: an answer to a reply is short, and a hostile text must not cost more."""


def read_answer(text: str, mention_id: str | None = None) -> OutcomeReading:
    """Read what one message of the customer, written after our reply, says about that reply.

    Gives the outcome and the words it rests on; never `SILENT` or `UNANSWERED`, which have no words.
    """
    outcome, span = _judge(_plain(text))
    return OutcomeReading(outcome=outcome, mention_id=mention_id, start=span[0], end=span[1])


def read_settlement(text: str, mention_id: str) -> OutcomeReading | None:
    """Find words of a customer that say all is well though no reply of ours was seen; None when they do not say so.

    Stricter than after a reply: praise and pleasure alone are not enough, for they may be meant for anything.
    """
    words = _plain(text)
    if not any(hint in words for hint in SETTLED_HINTS) or compiled(PRAISING).search(words):
        return None
    ended = _last_real(RESOLVED, words) or _last_real(HERE, words)
    ended = ended or (_last_real(WARM, words) if not _last_real(PLEASED, words) else None)
    outcome, span = _judge(words) if ended else (Outcome.WROTE_AGAIN, (0, 0))
    if outcome is not Outcome.SATISFIED:
        return None
    return OutcomeReading(outcome=outcome, mention_id=mention_id, start=span[0], end=span[1])


def sends_what_was_asked(text: str) -> bool:
    """Tell whether somebody only does what we asked, such as writing in private: no verdict on the reply, and no call."""
    words = _plain(text)
    return bool(_last(PRIVATE, words)) and _judge(words)[0] is Outcome.ACCEPTED


def settled_until(text: str) -> int:
    """Find where a text last says that the matter is settled, in characters; 0 where it only thanks."""
    words = _plain(text)
    return max((span[1] for span in (_last_real(RESOLVED, words), _last_real(PLEASED, words)) if span), default=0)


def _plain(text: str) -> str:
    """Lower the case and blank out handles and links, so that every place in the text stays where it was."""
    shown = text[:_LONGEST_TEXT]
    words = shown.lower()
    if len(words) != len(shown):  # a few letters grow when lowered, such as the Turkish capital I with a dot
        words = "".join(low if len(low := letter.lower()) == 1 else letter for letter in shown)
    return compiled(BLANKED).sub(lambda found: " " * len(found.group()), words)


def read_answers(answers: Sequence[tuple[str, str]]) -> OutcomeReading:
    """Read one turn of the customer, oldest message first, each as (mention id, text); no message at all is silence."""
    return sum_up([read_answer(text, mention_id) for mention_id, text in answers])


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


_Span = tuple[int, int]


def _judge(words: str) -> tuple[Outcome, _Span]:
    displeased, resolved = _last(DISPLEASED, words), _last_real(RESOLVED, words)
    if displeased and (not resolved or resolved[1] < displeased[1]):
        return Outcome.DISSATISFIED, displeased
    persists = max((span for span in _matches(PERSISTS, words) if not _is_over(words, span)), default=None)
    if resolved and (not persists or persists[1] <= resolved[0] or _is_past(words, persists)):
        return Outcome.SATISFIED, resolved
    lets_go = _last(LETS_GO, words)
    if lets_go:
        return Outcome.ACCEPTED, lets_go
    if persists:
        return Outcome.WROTE_AGAIN, persists
    if "?" in words:
        place = words.rindex("?")
        return Outcome.WROTE_AGAIN, (_sentence_start(words, place), place + 1)
    return _judge_calm(words)


def _judge_calm(words: str) -> tuple[Outcome, _Span]:
    """Judge words without displeasure, without a lasting problem and without a question."""
    content = _judge_content(words)
    if content:
        return Outcome.SATISFIED, content
    private, complies = _last(PRIVATE, words), _last(COMPLIES, words)
    if (private or complies) and not compiled(r"\bbut\b").search(words):
        return Outcome.ACCEPTED, private or complies or (0, 0)
    warm = _last_real(WARM, words) or _last_real(PRAISING, words)
    thanks = _last(THANKS, words)
    if warm and not _brings_more(words, warm, 14):
        return Outcome.SATISFIED, warm
    if thanks and not _brings_more(words, thanks, 9) and not compiled(r"\d").search(words):
        return Outcome.ACCEPTED, thanks
    return Outcome.WROTE_AGAIN, _trimmed(words)


def _judge_content(words: str) -> _Span | None:
    """Find that somebody calls themselves pleased, or thanks for what came, and takes nothing of it back after that."""
    pleased, here = _last_real(PLEASED, words), _last_real(HERE, words)
    ending = pleased or (here if _last(THANKS, words) else None)
    told = min(span for span in (pleased, here) if span) if ending else None
    if told is None or compiled(HARM).search(words, told[1]) or compiled(TURNS).search(words, told[1]):
        return None
    return ending


def _is_over(words: str, span: _Span) -> bool:
    """Tell whether a trouble is named as gone: "nothing missing", "the light that was broken", "the old cracked one"."""
    before = words[max(0, span[0] - 24) : span[0]]
    return bool(compiled(r"(?:\b(?:nothing|no\s+longer|old)|\w\s+(?:that|which)\s+(?:was|were))\s+$").search(before))


def _is_past(words: str, span: _Span) -> bool:
    """Tell whether a trouble is told as over: "it's sorted now, the update didn't work so I started afresh"."""
    return bool(compiled(r"\bdid(?:n['’]?t|\s+not)\b|\btried\b|\bwas\b").search(words[span[0] : span[1]]))


def _brings_more(words: str, polite: _Span, most: int) -> bool:
    """Tell whether there is much besides the polite words: the details we asked for, politely sent, are no verdict."""
    rest = words[: polite[0]] + words[polite[1] :]
    return len(rest.split()) > most or bool(compiled(r"\bbut\b|\bbtw\b|\bhowever\b|\balthough\b").search(rest))


def _matches(pattern: str, words: str) -> Iterator[_Span]:
    return (found.span() for found in compiled(pattern).finditer(words))


def _last(pattern: str, words: str) -> _Span | None:
    return max(_matches(pattern, words), default=None)


def _last_real(pattern: str, words: str) -> _Span | None:
    """Find the last match that is said to be so: not negated, not wished for, not asked."""
    return max((span for span in _matches(pattern, words) if _is_real(words, span)), default=None)


def _is_real(words: str, span: _Span) -> bool:
    before = words[max(0, span[0] - 40) : span[0]]
    unreal = compiled(UNREAL).search(before) or compiled(r"\b(?:if|to\s+be)\b").search(words[span[0] : span[1]])
    asked = re.match(r"[^.!\n]{0,80}\?", words[span[1] : span[1] + 81])
    return not unreal and not asked


def _sentence_start(words: str, place: int) -> int:
    start = max(words.rfind(mark, 0, place) for mark in ".!?\n") + 1
    return start + len(words[start:place]) - len(words[start:place].lstrip())


def _trimmed(words: str) -> _Span:
    """Give the span of the words without the blanks around them."""
    start = len(words) - len(words.lstrip())
    return min(start, len(words.rstrip())), len(words.rstrip())
