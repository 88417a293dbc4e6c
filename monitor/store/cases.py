"""Cases: what is known about the people to decide about, and what was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine

from monitor.model import (
    Assessed,
    Case,
    CaseEvent,
    CaseEventKind,
    CaseState,
    Decision,
    Dossier,
    History,
    Kind,
    Mention,
    MentionKind,
    Outcome,
    StoryView,
)
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.engine import reading, transaction
from monitor.store.records import STORY_COLUMNS, priority_of, priority_text, spread_of, storable, story_of
from monitor.store.sql import (
    from_micros,
    insert_new,
    insert_or_replace,
    micros_or_none,
    moment_or_none,
    run,
    select_in,
    to_micros,
)
from monitor.store.stages import stage_done

FIRST_NUMBER = 1001
ERASED_UP_TO = "highest erased case"
"""The stage under which the highest number of an erased case is remembered."""

RECENT = timedelta(days=14)
"""How far back a person's mentions are one matter; older ones are history."""

MENTIONS_READ = 40
"""The newest mentions of one person that are read: a bound on the work for a very chatty author."""

LEAVE_PENDING = "INSERT INTO pending_people VALUES (?) ON CONFLICT (person) DO UPDATE SET person = excluded.person"
"""Written also where the row is there: on a server, who is deciding about the person must then wait for what we add."""

CASE_COLUMNS = "number, person, platform, author, story_id, opened_at, state, owner, priority, first_reply_at, outcome, snoozed_until"
"""The columns `case_of` reads, in its order."""


def case_of(row: Sequence[Any]) -> Case:
    """Give back the case of a row that starts with CASE_COLUMNS."""
    number, person, platform, author, story_id, opened_at, state, owner, priority, first_reply, outcome, snoozed, *_ = (
        row
    )
    return Case(
        number=number,
        person=person,
        platform=platform,
        author=author,
        story_id=story_id,
        opened_at=from_micros(opened_at),
        state=CaseState(state),
        owner=owner,
        priority=priority_of(priority),
        first_reply_at=moment_or_none(first_reply),
        outcome=Outcome(outcome) if outcome else None,
        snoozed_until=moment_or_none(snoozed),
    )


class Cases:
    """Hands out dossiers to decide about and keeps the decisions."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def wake_due(self, now: datetime) -> None:
        """Leave cases whose time to look again has come to be decided about."""
        sql = "INSERT INTO pending_people SELECT person FROM cases WHERE look_again_at <= ? ON CONFLICT DO NOTHING"
        with transaction(self._engine) as connection:
            run(connection, sql, (to_micros(now),))

    def undecided(self, limit: int, now: datetime, after: str = "") -> tuple[list[str], list[Dossier]]:
        """Give the next people to decide about, in the order of their names from `after` on, and what is known of each."""
        sql = "SELECT person FROM pending_people WHERE person > ? ORDER BY person LIMIT ?"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (after, limit))
            people = [row[0] for row in rows]
            return people, dossiers_of(connection, self._reader, people, now)

    def save_decisions(self, people: Sequence[str], decisions: Sequence[Decision], now: datetime) -> None:
        """Store decisions, give new cases their numbers, and take `people` off the list of those to decide about.

        Who wrote after `now`, which happens when a clock was set back, stays on the list until that moment has come, and so
        does whose case somebody did something about while it was being decided.
        """
        with transaction(self._engine) as connection:
            highest = highest_number(connection)
            numbered = []
            for decision in decisions:
                number = decision.case_number
                if number is None:
                    highest += 1
                    number = highest
                numbered.append((number, decision))
            # Taken off the list before their events are read: an act that is noted meanwhile then waits, or is seen.
            select_in(connection, "DELETE FROM pending_people WHERE person IN ({marks})", people)
            overtaken = _save(connection, numbered, now)
            insert_new(connection, tables.pending_people, [(person,) for person in overtaken])
            later = "SELECT DISTINCT person FROM mentions WHERE person IN ({marks}) AND posted_at > ?"
            insert_new(connection, tables.pending_people, select_in(connection, later, people, to_micros(now)))

    def find(self, number: int) -> Case | None:
        """Give the case with this number."""
        sql = f"SELECT {CASE_COLUMNS} FROM cases WHERE number = ?"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (number,))
        return case_of(rows[0]) if rows else None

    def events(self, number: int) -> tuple[CaseEvent, ...]:
        """Give all that happened to a case, oldest first."""
        with reading(self._engine) as connection:
            return tuple(events_of(connection, [number])[number])

    def record(self, number: int, events: Sequence[CaseEvent], now: datetime, *, opts_out: bool = False) -> str | None:
        """Store what a person did with a case and leave it to be decided about; None when there is no such case.

        With `opts_out` its person is never listed for a reply again. All of it is one transaction.
        """
        with transaction(self._engine) as connection:
            person = add_events(connection, number, events, now)
            if person and opts_out:
                insert_new(connection, tables.opt_outs, [(person, to_micros(now))])
            return person

    def dossiers(self, people: Sequence[str], now: datetime) -> list[Dossier]:
        """Give what is known of some people, whether or not there is anything to decide."""
        with reading(self._engine) as connection:
            return dossiers_of(connection, self._reader, people, now)


def add_events(connection: Connection, number: int, events: Sequence[CaseEvent], now: datetime) -> str | None:
    """Add what a person did with a case and leave it to be decided about; None when there is no such case."""
    found = run(connection, "SELECT person FROM cases WHERE number = ?", (number,))
    if not found:
        return None
    run(connection, LEAVE_PENDING, (found[0][0],))
    for event in events:
        _add_event(connection, number, event, now)
    return str(found[0][0])


def _add_event(connection: Connection, number: int, event: CaseEvent, now: datetime) -> None:
    """Add an event; two of one kind at one moment are two facts, and the second is noted a microsecond later."""
    while not insert_new(connection, tables.case_events, [_event_row(number, event, now)]):
        event = replace(event, at=event.at + timedelta(microseconds=1))


def highest_number(connection: Connection) -> int:
    """Give the highest number any case ever had, also one that was erased: a number names one case for ever."""
    stored = run(connection, "SELECT MAX(number) FROM cases")[0][0] or FIRST_NUMBER - 1
    return max(int(stored), stage_done(connection, ERASED_UP_TO))


def dossiers_of(connection: Connection, reader: AssessedReader, people: Sequence[str], now: datetime) -> list[Dossier]:
    """Gather what is known of each person: their present matter, our replies, their story and their past."""
    cases = _present_cases(connection, people)
    mentions = _present_mentions(connection, reader, people, cases, now)
    events = events_of(connection, [case.number for case in cases.values()])
    replies = _replies(connection, reader, mentions, now)
    stories = _stories(connection, mentions)
    bystanders = _bystanders(connection, mentions, now)
    histories = histories_of(connection, people, now - RECENT)
    opted_out = {
        row[0] for row in select_in(connection, "SELECT person FROM opt_outs WHERE person IN ({marks})", people)
    }
    return [
        Dossier(
            person=person,
            mentions=tuple(mentions[person]),
            replies=tuple(replies.get(person, ())),
            story=stories.get(person),
            history=histories.get(person, History()),
            bystanders=bystanders.get(person, 0),
            case=cases.get(person),
            events=tuple(events[cases[person].number]) if person in cases else (),
            opted_out=person in opted_out,
        )
        for person in people
        if mentions.get(person)
    ]


def events_of(connection: Connection, numbers: Collection[int]) -> dict[int, list[CaseEvent]]:
    """Read what happened to cases, oldest first."""
    sql = "SELECT case_number, at, kind, mention_id, actor, detail FROM case_events WHERE case_number IN ({marks}) ORDER BY at, noted_at, kind, mention_id"
    found: dict[int, list[CaseEvent]] = defaultdict(list)
    for number, at, kind, mention_id, actor, detail in select_in(connection, sql, numbers):
        found[number].append(
            CaseEvent(
                at=from_micros(at), kind=CaseEventKind(kind), actor=actor, mention_id=mention_id or None, detail=detail
            )
        )
    return found


def histories_of(connection: Connection, people: Sequence[str], before: datetime) -> dict[str, History]:
    """Sum up what each person wrote before the present matter."""
    sql = (
        "SELECT person, kind, COUNT(*), MIN(posted_at), MAX(posted_at) FROM assessments "
        "WHERE person IN ({marks}) AND posted_at < ? GROUP BY person, kind"
    )
    kinds: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    for person, kind, count, first, last in select_in(connection, sql, people, to_micros(before)):
        kinds[person][kind] = (count, first, last)
    sql = "SELECT person, COUNT(*) FROM cases WHERE person IN ({marks}) AND first_reply_at IS NULL AND opened_at < ? GROUP BY person"
    unanswered = dict(map(tuple, select_in(connection, sql, list(kinds), to_micros(before)))) if kinds else {}
    return {person: _history(found, unanswered.get(person, 0)) for person, found in kinds.items()}


def _history(kinds: dict[str, tuple[int, int, int]], unanswered: int) -> History:
    return History(
        mentions=sum(count for count, _, _ in kinds.values()),
        complaints=kinds["complaint"][0] if "complaint" in kinds else 0,
        praise=kinds["praise"][0] if "praise" in kinds else 0,
        unanswered=unanswered,
        first_at=from_micros(min(first for _, first, _ in kinds.values())),
        last_praise_at=from_micros(kinds["praise"][2]) if "praise" in kinds else None,
    )


def _present_cases(connection: Connection, people: Sequence[str]) -> dict[str, Case]:
    # Sorted here: asked for this order, SQLite would rather read all cases by number than look these people up.
    sql = f"SELECT {CASE_COLUMNS} FROM cases WHERE person IN ({{marks}})"
    return {case.person: case for case in map(case_of, sorted(select_in(connection, sql, people)))}


def _present_mentions(
    connection: Connection, reader: AssessedReader, people: Sequence[str], cases: dict[str, Case], now: datetime
) -> dict[str, list[Assessed]]:
    recent = (
        "SELECT id, ROW_NUMBER() OVER (PARTITION BY person ORDER BY posted_at DESC, id) AS place FROM mentions "
        "WHERE person IN ({marks}) AND posted_at > ? AND posted_at <= ?"
    )
    rows = select_in(connection, recent, people, to_micros(now - RECENT), to_micros(now))
    ids = [mention_id for mention_id, place in rows if place <= MENTIONS_READ]
    of_case = "SELECT mention_id FROM case_mentions WHERE case_number IN ({marks})"
    ids += [row[0] for row in select_in(connection, of_case, [case.number for case in cases.values()])]
    found: dict[str, list[Assessed]] = defaultdict(list)
    for each in sorted(reader.read(connection, ids).values(), key=_when):
        found[each.mention.person or ""].append(each)
    return found


def _when(assessed: Assessed) -> tuple[datetime, str]:
    return assessed.mention.posted_at, assessed.mention.id


def _replies(
    connection: Connection, reader: AssessedReader, mentions: dict[str, list[Assessed]], now: datetime
) -> dict[str, list[Assessed]]:
    """Find what our own accounts wrote below or after the people's mentions, in the same threads."""
    asked = {each.mention.stable_key: each.mention for found in mentions.values() for each in found}
    threads = {each.mention.thread for found in mentions.values() for each in found if each.mention.thread}
    sql = "SELECT m.id FROM mentions m JOIN assessments a ON a.mention_id = m.id WHERE a.own = 1 AND "
    rows = select_in(connection, f"{sql}m.in_reply_to IN ({{marks}}) AND m.posted_at <= ?", list(asked), to_micros(now))
    rows += select_in(connection, f"{sql}m.thread IN ({{marks}}) AND m.posted_at <= ?", list(threads), to_micros(now))
    own = reader.read(connection, [row[0] for row in rows])
    found: dict[str, list[Assessed]] = defaultdict(list)
    authors = {each.mention.id: person for person, said in mentions.items() for each in said}
    speakers = _speakers(mentions)
    for reply in sorted(own.values(), key=_when):
        for person in _people_answered(reply.mention, authors, speakers):
            found[person].append(reply)
    return found


Speakers: TypeAlias = dict[tuple[str, str], dict[str, datetime]]
"""By platform and thread: who speaks there, and since when."""


def _speakers(mentions: dict[str, list[Assessed]]) -> Speakers:
    found: Speakers = defaultdict(dict)
    for person, said in mentions.items():
        for each in said:  # oldest first
            if each.mention.thread:
                found[each.mention.platform, each.mention.thread].setdefault(person, each.mention.posted_at)
    return found


def _people_answered(said: Mention, authors: dict[str, str], speakers: Speakers) -> list[str]:
    """Find whom a reply answers: the author of its parent, or without a parent everyone who spoke before in its thread."""
    if said.in_reply_to:
        author = authors.get(f"{said.platform}:{said.in_reply_to}")
        return [author] if author else []
    threads = speakers.get((said.platform, said.thread or ""), {})
    return [person for person, since in threads.items() if since < said.posted_at]


def _stories(connection: Connection, mentions: dict[str, list[Assessed]]) -> dict[str, StoryView]:
    """Find each person's story: of those their own words belong to, complaints before others, the one told most."""
    ids = [each.mention.id for found in mentions.values() for each in found]
    joined = dict(
        map(
            tuple,
            select_in(connection, "SELECT mention_id, story_id FROM story_mentions WHERE mention_id IN ({marks})", ids),
        )
    )
    sql = f"SELECT {STORY_COLUMNS}, spread FROM stories WHERE id IN ({{marks}})"
    stories = {
        row[0]: StoryView(story=story_of(row[:-1]), spread=spread_of(row[0], row[-1]))
        for row in select_in(connection, sql, joined.values())
    }
    chosen = {}
    for person, found in mentions.items():
        own = [
            (each.assessment.kind is Kind.COMPLAINT, stories[story])
            for each in found
            if each.mention.kind is not MentionKind.REPOST and (story := joined.get(each.mention.id)) in stories
        ]
        if own:
            chosen[person] = max(own, key=_rank)[1]
    return chosen


def _rank(told: tuple[bool, StoryView]) -> tuple[bool, int, datetime, str]:
    complains, view = told
    return complains, view.story.mentions, view.story.last_at, view.story.id


def _bystanders(connection: Connection, mentions: dict[str, list[Assessed]], now: datetime) -> dict[str, int]:
    """Count the other people who answered each person without asking, praising or belonging to us: they take part."""
    said = {each.mention.id: person for person, found in mentions.items() for each in found}
    sql = (
        "SELECT DISTINCT m.platform, m.in_reply_to, m.person FROM mentions m JOIN assessments a ON a.mention_id = m.id "
        "WHERE m.in_reply_to IN ({marks}) AND m.posted_at <= ? AND a.own = 0 AND a.kind NOT IN ('praise', 'question')"
    )
    keys = [each.mention.stable_key for found in mentions.values() for each in found]
    others: dict[str, set[str]] = defaultdict(set)
    for platform, parent, other in select_in(connection, sql, keys, to_micros(now)):
        person = said.get(f"{platform}:{parent}")
        if person and other and other != person:
            others[person].add(other)
    return {person: len(found) for person, found in others.items()}


def _save(connection: Connection, numbered: list[tuple[int, Decision]], now: datetime) -> list[str]:
    """Store decisions; give the people to whose cases an event was added since these were made."""
    happened = events_of(connection, [number for number, _ in numbered])
    rows = [_case_row(number, decision, happened[number], now) for number, decision in numbered]
    insert_or_replace(connection, tables.cases, rows)
    links = [(number, mention_id) for number, decision in numbered for mention_id in decision.mention_ids]
    insert_new(connection, tables.case_mentions, links)
    events = [_event_row(number, event, now) for number, decision in numbered for event in decision.events]
    insert_new(connection, tables.case_events, events)
    return [decision.person for number, decision in numbered if len(happened[number]) > decision.events_known]


def _case_row(number: int, decision: Decision, events: Sequence[CaseEvent], now: datetime) -> tuple[object, ...]:
    priority = decision.priority
    owners = [event.detail for event in events if event.kind is CaseEventKind.HANDED_OVER]
    return (
        number,
        decision.person,
        decision.platform,
        storable(decision.author),
        decision.story_id,
        to_micros(decision.opened_at),
        decision.state.value,
        owners[-1] if owners else priority.owner,
        priority.lane.value,
        priority.level.value,
        priority.gravity,
        micros_or_none(priority.hopeless_at),
        micros_or_none(priority.due_at),
        priority.expected_reach,
        priority.contacts,
        priority_text(priority),
        micros_or_none(decision.first_reply_at),
        decision.outcome.value if decision.outcome else None,
        micros_or_none(_snoozed_until(events)),
        micros_or_none(decision.look_again_at),
        to_micros(now),
        storable(decision.figures.brand),
        storable(decision.figures.product),
        micros_or_none(decision.figures.promised_at),
        decision.figures.negative_before,
        decision.figures.negative_after,
    )


def _snoozed_until(events: Sequence[CaseEvent]) -> datetime | None:
    """Read the last snooze: its detail holds the moment, in ISO form."""
    snoozes = [event.detail for event in events if event.kind is CaseEventKind.SNOOZED]
    return datetime.fromisoformat(snoozes[-1]) if snoozes else None


def _event_row(number: int, event: CaseEvent, now: datetime) -> tuple[object, ...]:
    return (
        number,
        to_micros(event.at),
        event.kind.value,
        event.mention_id or "",
        storable(event.actor),
        storable(event.detail),
        to_micros(now),
    )
