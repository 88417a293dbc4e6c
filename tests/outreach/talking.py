"""A customer's words, made by hand: no analysis is needed to test the rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import Assessed, Assessment, Dossier, Gate, Kind, Mention, MentionKind, Sentiment, Signal

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def build_say(
    text: str,
    hours: float = 0.0,
    *,
    kind: Kind = Kind.COMPLAINT,
    signals: dict[str, str] | None = None,
    gates: tuple[Gate, ...] = (),
    author: str = "tom",
    mention_kind: MentionKind = MentionKind.POST,
    in_reply_to: str | None = None,
    thread: str | None = None,
    **found: object,
) -> Assessed:
    """Let somebody say something some hours after the start; `signals` maps a finding to the words behind it."""
    at = START + timedelta(hours=hours)
    key = f"{author}-{at.timestamp():.0f}"
    mention = Mention(
        platform="x", stable_key=key, source="test", text=text, posted_at=at, kind=mention_kind,
        author_key=author, author=author.title(), in_reply_to=in_reply_to, thread=thread,
    )  # fmt: skip
    spans = tuple(
        Signal(analyzer="facts", name=name, start=text.index(words), end=text.index(words) + len(words))
        for name, words in (signals or {}).items()
    )
    warm = kind in {Kind.PRAISE, Kind.OTHER}
    scores: dict[str, Any] = {
        "kinds": (0.2,) * 5,
        "sentiment": Sentiment(compound=0.5 if warm else -0.5, neg=0.0, neu=1.0, pos=0.0),
        "negative": 0.1 if warm else 0.9,
        "severity": 0.3, "arousal": 0.2, "leaving": 0.0, "misread": 0.0, "firsthand": 0.9,
    }  # fmt: skip
    assessment = Assessment(mention_id=mention.id, kind=kind, gates=gates, signals=spans, **(scores | found))
    return Assessed(mention=mention, assessment=assessment)


def build_answer(to: Assessed, text: str = "We are on it. Anna", hours: float = 1.0) -> Assessed:
    """Let the brand answer a mention some hours after the start."""
    return build_say(text, hours, kind=Kind.OTHER, gates=(Gate.OWN,), author="brand", in_reply_to=to.mention.stable_key)


def build_dossier(*mentions: Assessed, **more: object) -> Dossier:
    """Put together what is known about Tom."""
    return Dossier(**({"person": "x:tom", "mentions": mentions} | more))
