"""What triage looks at, gathered once from a person's dossier and the standing of their case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.model import Assessed, Dossier, Kind, Outcome, Phase, Spread
from monitor.outreach.matter import Cause, cause_of, is_leaving, is_misread_easily, is_own_failure, signal_names
from monitor.outreach.order import STILL_SPREADING
from monitor.outreach.outcome import read_answer
from monitor.outreach.walk import Standing

MANY_TELLERS = 3
"""Different people telling a growing story make it most urgent (product design, "Triage")."""

SEPARATE_CALLS = timedelta(hours=1)
"""Mentions closer together than this are one call told in several posts."""

TIME_TO_ANSWER = timedelta(minutes=10)
"""Thanks sooner than this after a call are politeness; later ones may answer somebody. Our choice, not measured."""

_UNKIND = 0.1
"""Probability of unkind words from which mere praise is not taken for a good ending."""

_GROWING = frozenset({Phase.NEW, Phase.GROWING, Phase.PEAKING, Phase.RESURFACED})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One person's matter: what they told, what of it went wrong, and what makes it worse.

    `viral` is a story that doubles and has many tellers, `press` one that a news site took up, `spreading` any that
    still grows or is expected to reach many more. `certain` are failures the author surely had themselves.
    """

    dossier: Dossier
    standing: Standing
    told: tuple[Assessed, ...]
    failures: tuple[Assessed, ...]
    certain: bool
    names: frozenset[str]
    repeated: bool
    leaving: bool
    spread: Spread | None
    spreading: bool
    viral: bool
    press: bool


def look(dossier: Dossier, standing: Standing) -> View:
    """Gather what triage looks at."""
    told = standing.mentions
    failures = tuple(said for said in told if cause_of(said) is Cause.FAILURE)
    spread = dossier.story.spread if dossier.story else None
    return View(
        dossier=dossier,
        standing=standing,
        told=told,
        failures=failures,
        certain=any(map(is_own_failure, failures)),
        names=frozenset(signal.name for said in told for signal in said.assessment.signals),
        repeated=_is_repeated(dossier, standing),
        leaving=any(map(is_leaving, told)),
        spread=spread,
        spreading=spread is not None and _is_spreading(spread),
        viral=spread is not None and _is_viral(spread),
        press=spread is not None and "news" in spread.platforms,
    )


def kind_last_words(standing: Standing) -> Assessed | None:
    """Find thanks or praise with which a person ended who waits without a reply we saw: somebody may have helped them."""
    last = standing.mentions[-1]
    calls = standing.calls
    if standing.first_reply_at or not calls or last.assessment.kind is not Kind.PRAISE or is_misread_easily(last):
        return None
    if last.mention.posted_at - calls[-1].mention.posted_at < TIME_TO_ANSWER:
        return None
    if last.assessment.brand not in {"", calls[-1].assessment.brand}:
        return None
    return last if _is_kind(last) else None


def _is_kind(said: Assessed) -> bool:
    """Tell whether words thank or praise without anything in them that still wants an answer."""
    words = said.mention.text.casefold()
    if "?" in words or "no thank" in words:
        return False
    read = read_answer(said.mention.text).outcome
    warm = said.assessment.negative < _UNKIND and "praise" in signal_names(said)
    return read in {Outcome.SATISFIED, Outcome.ACCEPTED} or (warm and read is not Outcome.DISSATISFIED)


def choose_lead(told: tuple[Assessed, ...]) -> Assessed:
    """Choose the mention a reader should see first: the failure that tells most; of equals the earliest."""
    return max(told, key=_telling) if len(told) > 1 else told[0]


def _telling(said: Assessed) -> tuple[int, float]:
    """Rank how much a mention tells: first what it calls for, then how grave, factual and personal it is."""
    rank = {Cause.GATED: 2, Cause.FAILURE: 2, Cause.QUIET: 1, Cause.NONE: 0}[cause_of(said)]
    found = said.assessment
    return rank, found.severity + 0.1 * len(signal_names(said)) + 0.2 * found.firsthand


def _is_repeated(dossier: Dossier, standing: Standing) -> bool:
    """Tell whether they called more than once and nobody answered, in this matter or in an earlier one."""
    if dossier.history.unanswered:
        return True
    times = [said.mention.posted_at for said in standing.calls if said.assessment.kind is not Kind.PRAISE]
    return len(times) > 1 and times[-1] - times[0] >= SEPARATE_CALLS


def _is_viral(spread: Spread) -> bool:
    return spread.doubling_hours is not None and spread.tellers >= MANY_TELLERS and spread.phase in _GROWING


def _is_spreading(spread: Spread) -> bool:
    growing = spread.doubling_hours is not None and spread.mentions > 1 and spread.phase in _GROWING
    return growing or spread.expected_reach.likely >= STILL_SPREADING
