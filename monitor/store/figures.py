"""What a lead's figures are summed up from."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Engine

from monitor.model import Followed, Outcome, Praised, ToldOn
from monitor.store.engine import reading
from monitor.store.sql import from_micros, moment_or_none, run, to_micros
from monitor.store.views import IS_PASSED_ON, OWED

_FOLLOWED = (
    "SELECT c.opened_at, c.first_reply_at, c.promised_at, c.owner, c.brand, c.product, c.outcome, c.negative_before, "
    "c.negative_after, EXISTS (SELECT 1 FROM case_events e WHERE e.case_number = c.number AND e.kind = 'reopened') "
    f"FROM cases c WHERE c.opened_at >= ? AND c.opened_at <= ? AND {OWED} ORDER BY c.opened_at, c.number"
)
_TELLERS = (
    "SELECT r.story_id, r.first_at, MIN(a.posted_at) FROM (SELECT story_id, MIN(first_reply_at) AS first_at FROM cases "
    "WHERE first_reply_at >= ? AND first_reply_at <= ? AND story_id IS NOT NULL GROUP BY story_id) r "
    "JOIN story_mentions m ON m.story_id = r.story_id JOIN assessments a ON a.mention_id = m.mention_id "
    "WHERE a.own = 0 AND a.kind IN ('complaint', 'lukewarm') "
    "GROUP BY r.story_id, r.first_at, COALESCE(a.person, a.mention_id) ORDER BY r.story_id, 3"
)
"""Each person who complains in a story that we answered in, with when they first did."""
_PRAISED = (
    f"SELECT a.posted_at, COALESCE(p.owner, ''), COALESCE(p.product, ''), {IS_PASSED_ON} FROM assessments a JOIN praise p ON p.mention_id = a.mention_id "
    "WHERE a.kind = 'praise' AND a.own = 0 AND a.posted_at >= ? AND a.posted_at <= ?"
)


class Figures:
    """Reads what became of people, stories and praise; each question is answered from an index by time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def followed(self, since: datetime, until: datetime) -> list[Followed]:
        """Give everybody owed a reply whose wait began in a stretch of time."""
        with reading(self._engine) as connection:
            rows = run(connection, _FOLLOWED, (to_micros(since), to_micros(until)))
        return [
            Followed(
                opened_at=from_micros(opened),
                first_reply_at=moment_or_none(replied),
                promised_at=moment_or_none(promised),
                owner=owner,
                brand=brand,
                product=product,
                outcome=Outcome(outcome) if outcome else None,
                was_reopened=bool(reopened),
                negative_before=before,
                negative_after=after,
            )
            for opened, replied, promised, owner, brand, product, outcome, before, after, reopened in rows
        ]

    def told_on(self, since: datetime, until: datetime) -> list[ToldOn]:
        """Tell of each story several people complain in, and in which we first answered in a stretch of time, how it went on.

        Whoever wrote again, thanked or asked did not tell it on: each person counts once, when they first complained.
        """
        with reading(self._engine) as connection:
            rows = run(connection, _TELLERS, (to_micros(since), to_micros(until)))
        tellers: dict[tuple[str, int], list[int]] = defaultdict(list)
        for story_id, replied_at, told_at in rows:
            tellers[story_id, replied_at].append(told_at)
        return [
            ToldOn(
                first_reply_at=from_micros(replied_at),
                before=sum(at <= replied_at for at in told),
                after=sum(at > replied_at for at in told),
                last_at=from_micros(told[-1]),
            )
            for (_, replied_at), told in tellers.items()
            if len(told) > 1
        ]

    def praised(self, since: datetime, until: datetime) -> list[Praised]:
        """Give the praise that was written in a stretch of time."""
        with reading(self._engine) as connection:
            rows = run(connection, _PRAISED, (to_micros(since), to_micros(until)))
        return [
            Praised(written_at=from_micros(at), owner=owner, product=product, is_passed_on=bool(is_passed_on))
            for at, owner, product, is_passed_on in rows
        ]
