"""Assesses one record without a store: the `assess` command, JSON object in, JSON object out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from monitor.analysis.assess import Assessor
from monitor.analysis.reasons import reason
from monitor.analysis.registry import VERSIONS
from monitor.config import Brand
from monitor.model import Assessment, Kind, Mention, Signal

TIMELESS: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""No finding depends on when something was said."""


def assess_record(record: dict[str, Any]) -> dict[str, Any]:
    """Assess the `text` of a record; `id`, `author`, `source`, `brand`, `in_reply_to` and `language` are optional.

    Raises ValueError with a sentence for the sender where the record cannot be assessed.
    """
    mention = mention_of(record)
    brand = optional_text(record, "brand")
    assessment = assessor_for(brand).assess([mention])[0]
    return {"id": record.get("id"), **findings(mention.text, assessment), "versions": dict(VERSIONS)}


@lru_cache(maxsize=16)
def assessor_for(brand: str) -> Assessor:
    """Make the assessor for one brand name (or none) once."""
    return Assessor((Brand(name=brand, handles=(brand.replace(" ", ""),)),) if brand else ())


def mention_of(record: object) -> Mention:
    """Read a record into a mention."""
    if not isinstance(record, dict):
        raise ValueError("a record must be a JSON object with a `text`")  # noqa: TRY004 - one error for the sender
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("`text` must be a string that is not empty")
    author = optional_text(record, "author") or None
    return Mention(
        platform=optional_text(record, "source") or "record",
        stable_key=str(record.get("id", "")),
        source="record",
        text=text,
        posted_at=TIMELESS,
        author=author,
        author_key=author.lstrip("@").lower() if author else None,
        in_reply_to=optional_text(record, "in_reply_to") or None,
        language=optional_text(record, "language") or None,
    )


def optional_text(record: dict[str, Any], name: str) -> str:
    """Read an optional field that must be a string or null."""
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"`{name}` must be a string, not {type(value).__name__}")  # noqa: TRY004 - as above
    return value


def findings(text: str, assessment: Assessment) -> dict[str, Any]:
    """Lay out an assessment with the field names of the command."""
    sentiment = assessment.sentiment
    return {
        "kind": assessment.kind.value,
        "kinds": {kind.value: round(share, 4) for kind, share in zip(Kind, assessment.kinds, strict=True)},
        "sentiment": {"compound": sentiment.compound, "neg": sentiment.neg, "neu": sentiment.neu, "pos": sentiment.pos},
        "negative": round(assessment.negative, 4),
        "severity": assessment.severity,
        "severity_level": assessment.severity_level,
        "arousal": assessment.arousal,
        "leaving": assessment.leaving,
        "misread": assessment.misread,
        "misread_cues": spans(signal for signal in assessment.signals if signal.analyzer == "tone"),
        "language": assessment.language,
        "evidence": spans(assessment.signals),
        "facts": [
            {"type": signal.name, "start": signal.start, "end": signal.end, "text": text[signal.start : signal.end]}
            for signal in assessment.signals
            if signal.analyzer == "facts"
        ],
        "gist": assessment.gist,
    }


def spans(signals: Iterable[Signal]) -> list[dict[str, Any]]:
    """Give signals as spans with a reason in plain words."""
    return [{"start": signal.start, "end": signal.end, "reason": reason(signal.name)} for signal in signals]
