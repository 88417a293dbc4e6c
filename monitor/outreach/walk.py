"""One pass over all that happened in a case, in order of time, noting what nobody noted before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.config import Policy
from monitor.model import Assessed, CaseEvent, CaseEventKind, CaseState, Dossier, Kind, Outcome, OutcomeReading
from monitor.outreach.doubt import is_doubtful, may_be_settled
from monitor.outreach.matter import Cause, cause_of
from monitor.outreach.outcome import read_answer, read_settlement, sends_what_was_asked, sum_up
from monitor.outreach.replies import describe_reply
from monitor.outreach.states import AWAITS_REPLY, FAILED_AGAIN, SETTLED, STATE_AFTER, WAITING, next_state

CLOSE_SETTLED_AFTER = timedelta(days=14)
"""A settled or silent case is closed when nothing more was heard for this long."""

CLOSE_UNANSWERED_AFTER = timedelta(days=30)
"""A case nobody answered is closed, and said to be, when its customer was not heard for this long."""

_AFTER_REPLY = frozenset({CaseState.REPLIED, CaseState.SILENT})
_NEW_TROUBLE = frozenset({Cause.FAILURE, Cause.GATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a case stands now, and the events that were observed since it was last looked at.

    `mentions` are the person's mentions that belong to the case. `waiting_since` is when the customer said what nobody
    has answered yet; None when nobody waits. `calls` are their mentions since then. `answer` is what they
    said about our reply, `reading` what that means. `failed_again` tells that something
    went wrong after our reply, or that the reply itself did not satisfy.
    """

    state: CaseState
    opened_at: datetime
    mentions: tuple[Assessed, ...]
    calls: tuple[Assessed, ...]
    events: tuple[CaseEvent, ...]
    waiting_since: datetime | None
    failed_again: bool
    first_reply_at: datetime | None
    outcome: Outcome | None
    answer: Assessed | None
    reading: OutcomeReading | None
    look_again_at: datetime | None
    owner: str


class Walk:
    """One pass over what happened, in order of time."""

    def __init__(self, dossier: Dossier, worth_replying: frozenset[str], *, closely: bool) -> None:
        self.dossier = dossier
        self.closely = closely
        self.worth_replying = worth_replying
        self.stored = {(event.kind, event.mention_id) for event in dossier.events}
        self.reply_ids = {reply.mention.id for reply in dossier.replies}
        opened = (event.mention_id for event in dossier.events if event.kind is CaseEventKind.OPENED)
        self.opening_id = next(opened, None)
        self.new: list[CaseEvent] = []
        self.mentions: list[Assessed] = []
        self.calls: list[Assessed] = []
        self.turn: list[OutcomeReading] = []
        self.reply = ""
        self.answer: Assessed | None = None
        self.reading: OutcomeReading | None = None
        self.state = CaseState.OPEN
        self.opened_at: datetime | None = None
        self.waiting_since: datetime | None = None
        self.first_reply_at = dossier.case.first_reply_at if dossier.case else None
        self.replied_at: datetime | None = None
        self.sent_at: datetime | None = None
        self.heard_at: datetime | None = None
        self.outcome: Outcome | None = None
        self.failed_again = False
        self.owner = dossier.case.owner if dossier.case else ""

    def take(self, happening: Assessed | CaseEvent) -> None:
        """Take the next thing that happened; they must come in order of time."""
        if isinstance(happening, CaseEvent):
            self._take_event(happening)
        elif happening.mention.id in self.reply_ids:
            self._take_reply(happening)
        else:
            self._take_words(happening)

    def _take_event(self, event: CaseEvent) -> None:
        """Follow an event of the past. What a person noted never touches the clock, unless it ends the case."""
        self.state = next_state(self.state, event)
        self.opened_at = self.opened_at or event.at
        match event.kind:
            case CaseEventKind.HANDED_OVER:
                self.owner = event.detail or self.owner
            case CaseEventKind.REPLIED:
                self._note_reply(event.at)
                if self.state is CaseState.REPLIED:
                    self._forget_answer()
            case CaseEventKind.CONFIRMED:
                self.outcome = Outcome.SATISFIED
            case CaseEventKind.OUTCOME:
                self._take_outcome(event.detail)
            case CaseEventKind.REOPENED:
                self.waiting_since = event.at
                self.failed_again |= event.detail == FAILED_AGAIN
        self._settle_clock(event.at)

    def _take_outcome(self, detail: str) -> None:
        """Follow an outcome of the past; a silence that words heard late have broken since does not count."""
        broken = detail == Outcome.SILENT and self.state is not CaseState.SILENT
        if detail in set(Outcome) and not broken:
            self._forget_answer()
            self.outcome = Outcome(detail)
            self.failed_again |= self.outcome is Outcome.DISSATISFIED

    def _settle_clock(self, at: datetime) -> None:
        """Stop the clock when nobody waits any more, and start it when somebody does."""
        if self.state is CaseState.CLOSED:
            self.turn = []
        if self.state not in WAITING:
            self._stop_waiting()
        elif self.waiting_since is None:
            self.waiting_since = at

    def _stop_waiting(self) -> None:
        self.waiting_since, self.failed_again, self.calls = None, False, []

    def _take_reply(self, reply: Assessed) -> None:
        at = reply.mention.posted_at
        if self.opened_at is None:
            return
        if self.state in AWAITS_REPLY or self.first_reply_at is None:
            self._emit(CaseEventKind.REPLIED, reply, describe_reply(reply.mention.text))
        self._note_reply(at)
        self.reply = reply.mention.text
        if self.state in AWAITS_REPLY:
            self.state = CaseState.REPLIED
            self._forget_answer()
        self._stop_waiting()
        self.turn = []

    def _forget_answer(self) -> None:
        """Start afresh with what the customer thinks: a new reply has been given, and their words were about the old."""
        self.outcome, self.answer, self.reading = None, None, None

    def _note_reply(self, at: datetime) -> None:
        self.first_reply_at = min(at, self.first_reply_at) if self.first_reply_at else at
        self.replied_at = max(at, self.replied_at) if self.replied_at else at

    def _take_words(self, said: Assessed) -> None:
        cause = cause_of(said)
        at = said.mention.posted_at
        opens = cause is not Cause.NONE or said.mention.id in self.worth_replying
        if not opens and (self.opened_at is None or self.state is CaseState.CLOSED):
            return
        if self.opened_at is None:
            self.opened_at = self.waiting_since = at
            # A cause that is heard late lies before the opening that was noted: one case is opened once.
            first = self.opening_id in {None, said.mention.id}
            self._emit(CaseEventKind.OPENED if first else CaseEventKind.WROTE_AGAIN, said)
        elif self.state in _AFTER_REPLY and cause is Cause.NONE and sends_what_was_asked(said.mention.text):
            self.state, self.sent_at = CaseState.REPLIED, at
        elif self.replied_at is not None or self.state not in WAITING:
            self._take_answer(said, cause)
        elif cause is Cause.NONE and may_be_settled(said):
            self._take_settlement(said)
        elif said.mention.id != self.opening_id and _calls(said, cause):
            self._emit(CaseEventKind.WROTE_AGAIN, said)
        self.mentions.append(said)
        self.heard_at = max(at, self.heard_at) if self.heard_at else at
        if self.state in WAITING and _calls(said, cause):
            self.calls.append(said)
            self.waiting_since = self.waiting_since or at

    def _take_answer(self, said: Assessed, cause: Cause) -> None:
        """Take what the customer says after our reply: a verdict on it, or a new trouble."""
        self.turn.append(read_answer(said.mention.text, said.mention.id, self.reply, closely=self.closely))
        reading = sum_up(self.turn)
        outcome = self._doubted(reading.outcome, said, cause)
        if reading.mention_id != said.mention.id and outcome is reading.outcome:
            return
        self.outcome, self.answer, self.reading = outcome, said, reading
        was_waiting = self.state in WAITING
        self.state = STATE_AFTER[outcome]
        self._emit(CaseEventKind.OUTCOME, said, outcome.value)
        failed = self.replied_at is not None and (outcome is Outcome.DISSATISFIED or cause in _NEW_TROUBLE)
        if outcome is Outcome.WROTE_AGAIN and not was_waiting:
            self._emit(CaseEventKind.REOPENED, said, FAILED_AGAIN if failed else "")
        if self.state in WAITING:
            self.failed_again |= failed
        else:
            self._stop_waiting()

    def _doubted(self, outcome: Outcome, said: Assessed, cause: Cause) -> Outcome:
        """Give a person the last say where words of thanks stand beside a new trouble, or the tone is doubtful.

        Where no reply of ours was seen nobody can be dissatisfied with it: they wrote again.
        """
        if outcome is Outcome.DISSATISFIED and self.replied_at is None:
            return Outcome.WROTE_AGAIN
        polite = outcome in {Outcome.SATISFIED, Outcome.ACCEPTED}
        doubtful = is_doubtful(said) or (cause in _NEW_TROUBLE and self.state is CaseState.CLOSED)
        return Outcome.WROTE_AGAIN if polite and doubtful else outcome

    def _take_settlement(self, said: Assessed) -> None:
        """Take it from the customer when they say all is well, though we saw no reply of ours."""
        reading = read_settlement(said.mention.text, said.mention.id)
        if reading and said.assessment.brand in {"", self.mentions[0].assessment.brand}:
            self.outcome, self.answer, self.reading, self.state = Outcome.SATISFIED, said, reading, CaseState.SATISFIED
            self._emit(CaseEventKind.OUTCOME, said, Outcome.SATISFIED.value)
            self.waiting_since, self.calls = None, []
        elif said.mention.id != self.opening_id and _calls(said, Cause.NONE):
            self._emit(CaseEventKind.WROTE_AGAIN, said)

    def _emit(self, kind: CaseEventKind, said: Assessed, detail: str = "") -> None:
        """Note an event, once: a run over the same mentions must not tell it a second time."""
        if (kind, said.mention.id) not in self.stored:
            self.new.append(CaseEvent(at=said.mention.posted_at, kind=kind, mention_id=said.mention.id, detail=detail))
            self.stored.add((kind, said.mention.id))

    def finish(self, policy: Policy, now: datetime) -> Standing | None:
        """Let time pass until `now`, then give where the case stands; None when nothing ever opened one."""
        case = self.dossier.case
        self.opened_at = self.opened_at or (case.opened_at if case else None)
        if self.opened_at is None:
            return None
        self._let_time_pass(policy, now)
        return Standing(
            state=self.state,
            opened_at=self.opened_at,
            mentions=tuple(self.mentions),
            calls=tuple(self.calls),
            events=tuple(self.new),
            waiting_since=self.waiting_since if self.state in WAITING else None,
            failed_again=self.failed_again,
            first_reply_at=self.first_reply_at,
            outcome=self.outcome,
            answer=self.answer,
            reading=self.reading,
            look_again_at=self._look_again_at(policy, now),
            owner=self.owner,
        )

    def _let_time_pass(self, policy: Policy, now: datetime) -> None:
        """Note the silence after our reply, and close what has been quiet for long."""
        silent_at = self._silent_at(policy)
        if silent_at and silent_at <= now:
            self._forget_answer()
            self.state, self.outcome = CaseState.SILENT, Outcome.SILENT
            self.new.append(CaseEvent(at=silent_at, kind=CaseEventKind.OUTCOME, detail=Outcome.SILENT.value))
        close_at = self._close_at()
        if close_at and close_at <= now:
            if self.first_reply_at is None and self.outcome is None:
                self.outcome = Outcome.UNANSWERED
                self.new.append(CaseEvent(at=close_at, kind=CaseEventKind.OUTCOME, detail=Outcome.UNANSWERED.value))
            self.new.append(
                CaseEvent(at=close_at, kind=CaseEventKind.CLOSED, detail=f"nothing more heard, {self.state.value}")
            )
            self.state = CaseState.CLOSED

    def _silent_at(self, policy: Policy) -> datetime | None:
        if self.state is not CaseState.REPLIED or self.replied_at is None:
            return None
        spoke = max(self.replied_at, self.sent_at) if self.sent_at else self.replied_at
        return spoke + timedelta(days=policy.silent_after_days)

    def _close_at(self) -> datetime | None:
        last = max((at for at in (self.heard_at, self.replied_at) if at), default=None)
        if last is None or self.state in {CaseState.CLOSED, CaseState.REPLIED}:
            return None
        return last + (CLOSE_SETTLED_AFTER if self.state in SETTLED else CLOSE_UNANSWERED_AFTER)

    def _look_again_at(self, policy: Policy, now: datetime) -> datetime | None:
        """Find when time alone will change something; the store asks for the person again then."""
        case = self.dossier.case
        snoozed = case.snoozed_until if case else None
        moments = [at for at in (self._silent_at(policy), self._close_at(), snoozed) if at and at > now]
        return min(moments, default=None)


def _calls(said: Assessed, cause: Cause) -> bool:
    """Tell whether a further mention asks for an answer once more."""
    return cause is not Cause.NONE or said.assessment.kind is not Kind.PRAISE
