"""What is news at the end of a run: the report, when somebody new needs a reply or its hour has come, and deaf sources."""

from __future__ import annotations

from datetime import datetime

from monitor.breaker import TOLERATED, words_of
from monitor.config import Channel, Config
from monitor.model import Notice, What
from monitor.notify.alerts import notices_of_alerts
from monitor.notify.delivery import Post, deliver
from monitor.store import Store
from reports.brief import brief_of
from reports.document import Card, Report
from reports.email_format import compose, subject_of

ORDER = (What.ALERTS, What.REPORT, What.TROUBLE)
"""What goes out first: a channel that fails is left alone until the next run."""


def tell(config: Config, store: Store, report: Report, now: datetime) -> list[str]:
    """Deliver the news of a run to every channel; give a sentence for each that could not be reached."""
    notices = {
        What.ALERTS: notices_of_alerts(store, now, config.address),
        What.TROUBLE: trouble_of(config, store, now),
    }
    failures = []
    for channel in config.notify.channels:
        for what in (each for each in ORDER if each in channel.what):
            if what is What.REPORT:
                posts = report_post(config, channel, store, report, now)
            else:
                posts = [Post(notice=notice) for notice in notices[what]]
            if problem := deliver(channel, what, posts, store, now):
                failures.append(f"“{channel.name}” could not be told: {problem}; the next run tries again")
                break
    if config.notify.channels:
        store.deliveries.forget_old(now)
    return failures


def report_post(config: Config, channel: Channel, store: Store, report: Report, now: datetime) -> list[Post]:
    """Give the report to send to a channel, if it is due: at its hour, or when it names somebody new."""
    people = [_name_of(card) for card in report.cards]
    key = _daily_key(config, now) if config.notify.report_at else _key_of(people, channel, store)
    if not key:
        return []
    notice = Notice(key=key, title=subject_of(report), body=brief_of(report), at=now, link=report.address)
    return [Post(notice=notice, letter=compose(report), told=tuple(people) or (key,))]


def _daily_key(config: Config, now: datetime) -> str:
    """Name the report of this day once its hour has come on a working day of the team, in the reader's zone."""
    local, at = now.astimezone(config.zone), config.notify.report_at
    days = config.policy.working_hours.days
    due = at is not None and local.time() >= at and (not days or local.weekday() in days)
    return f"report of {local:%Y-%m-%d}" if due else ""


def _key_of(people: list[str], channel: Channel, store: Store) -> str:
    return "report with " + " ".join(sorted(people)) if store.deliveries.untold(channel.name, people) else ""


def _name_of(card: Card) -> str:
    """Name a person with what makes them news again: another wait, or another level."""
    return f"{card.reference} {card.level} {card.clock.since.at.isoformat()}"


def trouble_of(config: Config, store: Store, now: datetime) -> list[Notice]:
    """Tell of each source that failed so often in a row that it is left alone for a while; once a day."""
    found = []
    for source in config.sources:
        breaker = store.breakers.of(source.name)
        if breaker and breaker.failures >= TOLERATED:
            title = source.title or source.name
            found.append(
                Notice(
                    key=f"deaf {source.name} {now.astimezone(config.zone):%Y-%m-%d}",
                    title=f"{title} could not be heard",
                    body=f"{words_of(breaker)}\nUntil then the page is not the whole picture. `reputation-monitor check` says how to mend it.",
                    at=now,
                    link=config.address,
                )
            )
    return found
