"""Judges texts in two tiers: the fast one reads every text, the encoder those of which the fast one is unsure.

What both say is blended and calibrated by numbers fitted on texts that neither had seen (`weights/blend.json`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from monitor.analysis.encoder import EncoderTier
from monitor.analysis.experience import Beyond, beyond_words
from monitor.analysis.fast import WEIGHTS, FastTier
from monitor.analysis.judgement import GATES, Judgement, place_of
from monitor.analysis.measures import odds
from monitor.analysis.reading import Reading
from monitor.model import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIKELY: Final = 0.5
GATE_DOUBT: Final = 0.05
"""From here on the encoder is asked whether somebody speaks who must not get an ordinary reply."""
_LUKEWARM: Final = tuple(Kind).index(Kind.LUKEWARM)
YES_OR_NO: Final = ("complaint", "negative", "leaving", "irony", "firsthand")
ADDRESSED: Final = ("complaint", "negative")
"""The heads, first of all, to which it matters that a text speaks to an account: most who do so have a reason."""


class Blend:
    """How outputs become calibrated probabilities."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the numbers. Raises OSError where they are missing."""
        kept = json.loads((folder / "blend.json").read_text(encoding="utf-8"))
        self.fast: dict[str, list[float]] = kept["fast"]
        self.both: dict[str, list[float]] = kept["both"]
        self.rareness: list[float] = kept["severity"]
        self.addressed: dict[str, list[float]] = kept["addressed"]
        self.band = [(Judgement._fields.index(head), *span) for head, span in kept["band"].items()]

    def judgements(
        self, fast: NDArray[np.float32], encoder: NDArray[np.float32] | None, beyond: Sequence[Beyond]
    ) -> list[Judgement]:
        """Blend the outputs of texts; `beyond` is what speaks for kinds beside their words."""
        import numpy as np  # noqa: PLC0415 - loaded by the fast tier already

        scores = np.stack([self._scores(head, fast, encoder)[:, 0] for head in (*YES_OR_NO, *GATES)], axis=1)
        aside = np.asarray(beyond, dtype=np.float32)
        scores[:, :2] += aside[:, :2] + aside[:, 4:] * self._addressed(encoder is None)
        chances = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        others = self._scores("kind", fast, encoder)[:, 1:]
        others[:, :2] += aside[:, 2:4]
        kinds = _shares(others) * (1 - chances[:, :1])
        levels = graded(self._scores("severity", fast, encoder), self.rareness)
        sure, gates = chances[:, : len(YES_OR_NO)].tolist(), chances[:, len(YES_OR_NO) :].tolist()
        return [
            Judgement._make((*each, level, (each[0], *shares), tuple(gated), encoder is not None))
            for each, level, shares, gated in zip(sure, levels.tolist(), kinds.tolist(), gates, strict=True)
        ]

    def _addressed(self, alone: bool) -> NDArray[np.float32]:
        """Give what speaking to an account adds to the heads in ADDRESSED."""
        import numpy as np  # noqa: PLC0415 - as above

        return np.asarray(self.addressed["fast" if alone else "both"], dtype=np.float32)

    def _scores(self, head: str, fast: NDArray[np.float32], encoder: NDArray[np.float32] | None) -> NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415 - as above

        place = place_of(head)
        scores: NDArray[np.float32]
        if encoder is None:
            weight, start = self.fast[head]
            scores = (weight * fast[:, place] + start).astype(np.float32)
        else:
            near, far, start = self.both[head]
            scores = (near * encoder[:, place] + far * fast[:, place] + start).astype(np.float32)
        return scores


def graded(scores: NDArray[np.float32], rareness: Sequence[float]) -> NDArray[np.float32]:
    """Turn scores of the four levels into 0.2 to 1: which fifth it is says the level, where in it the mean of all levels.

    `rareness` is what a level gains because it is rare: the likeliest level would nearly always be the most frequent.
    """
    import numpy as np  # noqa: PLC0415 - loaded by the fast tier already

    mean = _shares(scores) @ np.arange(scores.shape[1], dtype=np.float32)
    likeliest = (scores + np.asarray(rareness, np.float32)).argmax(axis=1)
    within = np.clip((mean - likeliest + 1) / 2, 0, 0.99)
    found: NDArray[np.float32] = ((1 + likeliest + within) / 5).astype(np.float32)
    return found


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn scores of classes into shares that sum to 1 (softmax)."""
    import numpy as np  # noqa: PLC0415 - as above

    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = grown / grown.sum(axis=1, keepdims=True)
    return shares


class Tiers:
    """Both tiers. With `use_encoder` off the fast one judges alone."""

    def __init__(self, *, use_encoder: bool = True) -> None:
        self.use_encoder = use_encoder
        self.encoder = EncoderTier()

    @cached_property
    def fast(self) -> FastTier:
        """Load the fast tier when the first text is judged."""
        return FastTier()

    @cached_property
    def blend(self) -> Blend:
        """Load the blend when the first text is judged."""
        return Blend()

    def judge(self, readings: Sequence[Reading], measures: Sequence[Sequence[float]]) -> list[Judgement]:
        """Judge texts, in their order."""
        if not readings:
            return []
        fast = self.fast.outputs(readings, measures)
        beyond = [beyond_words(reading) for reading in readings]
        found = self.blend.judgements(fast, None, beyond)
        unsure = [place for place, judged in enumerate(found) if self.use_encoder and self.is_unsure(judged)]
        if not unsure:
            return found
        closer = self.encoder.outputs([readings[place].words.text for place in unsure])
        again = self.blend.judgements(fast[unsure], closer, [beyond[place] for place in unsure])
        for place, judged in zip(unsure, again, strict=True):
            found[place] = judged
        return found

    def about(self, questions: Sequence[str], by_rules: Sequence[float]) -> list[float]:
        """Give how surely texts mean a brand; `questions` as `masking.question_about` makes them, `by_rules` what the rules say."""
        import numpy as np  # noqa: PLC0415 - loaded by the encoder as well

        near, far, start = self.blend.both["about"]
        outputs = self.encoder.outputs(questions)[:, place_of("about").start]
        scores = near * outputs + far * np.array([odds(chance) for chance in by_rules], dtype=np.float32) + start
        return [round(chance, 3) for chance in (1 / (1 + np.exp(-scores))).tolist()]

    def is_unsure(self, judged: Judgement) -> bool:
        """Say whether the encoder is asked: in the band of doubt, at ill words without a complaint, at lukewarm ones, at a gate."""
        if judged.complaint < LIKELY and (
            judged.negative >= LIKELY or judged.kinds[_LUKEWARM] == max(judged.kinds[1:])
        ):
            return True
        return max(judged.gates) >= GATE_DOUBT or any(
            low < judged[place] < high for place, low, high in self.blend.band
        )
