"""Read-only views for other programs (docs/figures.md): what became of people and stories, without a name or a word of theirs.

They are no part of any migration: a store that is brought up to date gets those of this release.
"""

from __future__ import annotations

from sqlalchemy import Connection

OWED = "(c.first_reply_at IS NOT NULL OR c.lane = 'reply' OR c.outcome = 'unanswered')"
"""Who was owed a reply: whoever waits or got one, and whoever never did."""

IS_PASSED_ON = "EXISTS (SELECT 1 FROM praise_events e WHERE e.praise_number = p.number)"

MOMENT = {
    "sqlite": "datetime({0} / 1000000, 'unixepoch')",
    "postgresql": "(to_timestamp({0} / 1000000.0) AT TIME ZONE 'UTC')",
}
MONDAY = {
    "sqlite": "date({0} / 1000000, 'unixepoch', '-6 days', 'weekday 1')",
    "postgresql": "date_trunc('week', to_timestamp({0} / 1000000.0) AT TIME ZONE 'UTC')::date",
}
_BY_TIME = (
    "SELECT c.number AS case_number, {monday:c.opened_at} AS week, {moment:c.opened_at} AS opened_at, "
    "{moment:c.promised_at} AS promised_at, {moment:c.first_reply_at} AS first_reply_at, "
    "(c.first_reply_at - c.opened_at) / 3600000000.0 AS wait_hours, "
    "CASE WHEN c.outcome = 'unanswered' THEN 0 WHEN c.first_reply_at <= c.promised_at THEN 1 "
    "WHEN c.first_reply_at > c.promised_at THEN 0 END AS promise_kept, "
    "c.owner, c.brand, c.product, c.platform, c.state, c.outcome, "
    "CASE WHEN c.outcome = 'satisfied' THEN 1 ELSE 0 END AS satisfied, "
    "CASE WHEN c.outcome = 'silent' THEN 1 ELSE 0 END AS silent, "
    "CASE WHEN EXISTS (SELECT 1 FROM case_events e WHERE e.case_number = c.number AND e.kind = 'reopened') "
    "THEN 1 ELSE 0 END AS reopened, c.negative_before, c.negative_after "
    f"FROM cases c WHERE {OWED}"
)
_STORIES = (
    "SELECT {monday:s.started_at} AS week, {moment:s.started_at} AS started_at, {moment:s.last_at} AS last_at, "
    "s.brand, s.phase, s.mentions, {moment:r.first_at} AS first_reply_at, "
    "(SELECT COUNT(*) FROM (SELECT MIN(a.posted_at) AS told_at FROM story_mentions m JOIN assessments a "
    "ON a.mention_id = m.mention_id WHERE m.story_id = s.id AND a.own = 0 AND a.kind IN ('complaint', 'lukewarm') "
    "GROUP BY COALESCE(a.person, a.mention_id)) t WHERE t.told_at > r.first_at) AS people_after_reply "
    "FROM stories s LEFT JOIN (SELECT story_id, MIN(first_reply_at) AS first_at FROM cases GROUP BY story_id) r "
    "ON r.story_id = s.id WHERE s.mentions > 1 AND COALESCE(s.alias_of, '') = ''"
)
_PRAISE = (
    "SELECT {monday:a.posted_at} AS week, a.brand, COALESCE(p.owner, '') AS owner, COALESCE(p.product, '') AS product, COUNT(*) AS praise, "
    f"SUM(CASE WHEN {IS_PASSED_ON} THEN 1 ELSE 0 END) AS passed_on "
    "FROM assessments a JOIN praise p ON p.mention_id = a.mention_id WHERE a.kind = 'praise' AND a.own = 0 GROUP BY 1, 2, 3, 4"
)
VIEWS = {"case_figures": _BY_TIME, "story_figures": _STORIES, "praise_figures": _PRAISE}


class _Spelling:
    """Spells `{monday:column}` and `{moment:column}` as one kind of database does."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def __format__(self, column: str) -> str:
        return self._pattern.format(column)


def create_views(connection: Connection) -> None:
    """Make the views in a schema of this release."""
    kind = connection.dialect.name
    spelling = {"monday": _Spelling(MONDAY[kind]), "moment": _Spelling(MOMENT[kind])}
    for name, sql in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {sql.format_map(spelling)}")


def drop_views(connection: Connection) -> None:
    """Take the views away, so that the tables beneath them can change."""
    for name in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
