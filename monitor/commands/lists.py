"""The lists: stories being told, and people waiting."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from monitor.commands.options import configuration, limit, moment, print_json, print_line, print_table
from monitor.errors import Exit
from monitor.model import CaseFile, Lane, Spread, Story
from monitor.session import reading_store
from monitor.stories.record import record_words

GIST_WIDTH = 60
SINCE = timedelta(days=30)


def stories(options: argparse.Namespace) -> Exit:
    """List the stories being told, weightiest first."""
    config, now = configuration(options), moment(options)
    with reading_store(config) as store:
        found, total = store.reading.stories(now, limit(options))
        record = record_words(store.forecasts.record())
    if options.json:
        for story, spread in found:
            print_json(story_record(story, spread))
        return Exit.FINE
    if not found:
        print_line("No story is told by more than one person in the last seven days.")
        return Exit.FINE
    print_table(
        ["story", "phase", "mentions", "tellers", "an hour", "platforms", "id"],
        [
            [
                story.name,
                spread.phase.value,
                str(spread.mentions),
                str(spread.tellers),
                f"{spread.pace:.1f}",
                ", ".join(spread.platforms),
                story.id,
            ]
            for story, spread in found
        ],
    )
    if total > len(found):
        print_line(f"… and {total - len(found)} more; --limit shows more")
    print_line(record)
    return Exit.FINE


def cases(options: argparse.Namespace) -> Exit:
    """List the people of one of the page's lists."""
    config, now = configuration(options), moment(options)
    lane = Lane(options.lane)
    with reading_store(config) as store:
        if lane is Lane.REPLY:
            found, total = store.reading.queue(now, limit(options)), sum(store.reading.waiting_by_level(now).values())
        else:
            found, total = store.reading.in_lane(lane, now - SINCE, limit(options))
        files = store.reading.case_files(found, now)
    if options.json:
        for file in files:
            print_json(_case_record(file, now))
        return Exit.FINE
    if not files:
        print_line("Nobody is on this list.")
        return Exit.FINE
    print_table(
        ["case", "level", "due", "who", "where", "owner", "what"],
        [
            [
                file.case.reference,
                file.case.priority.level.value,
                _due(file.case.priority.due_at, now),
                file.case.author[:24],
                file.case.platform,
                file.case.owner or "nobody yet",
                gist_of(file)[:GIST_WIDTH],
            ]
            for file in files
        ],
    )
    if total > len(files):
        print_line(f"… and {total - len(files)} more; --limit shows more")
    return Exit.FINE


def gist_of(file: CaseFile) -> str:
    """Give the line a person is known by: the gist of their lead mention."""
    lead = file.case.priority.lead_mention_id
    return next((each.assessment.gist for each in file.mentions if each.mention.id == lead), "")


def _due(due: datetime | None, now: datetime) -> str:
    if due is None:
        return "-"
    hours = (due - now).total_seconds() / 3600
    words = f"{abs(hours):.1f} h" if abs(hours) < 48 else f"{abs(hours) / 24:.0f} d"
    return f"late by {words}" if hours < 0 else f"in {words}"


def story_record(story: Story, spread: Spread) -> dict[str, object]:
    """Give one story as a JSON record."""
    return {
        "id": story.id,
        "name": story.name,
        "brand": story.brand,
        "started_at": story.started_at.isoformat(),
        "last_at": story.last_at.isoformat(),
        "phase": spread.phase.value,
        "mentions": spread.mentions,
        "tellers": spread.tellers,
        "platforms": list(spread.platforms),
        "pace": round(spread.pace, 3),
        "doubling_hours": spread.doubling_hours,
        "reach": [spread.reach.low, spread.reach.likely, spread.reach.high],
        "expected_mentions": [
            spread.expected_mentions.low,
            spread.expected_mentions.likely,
            spread.expected_mentions.high,
        ],
        "will_spread": spread.will_spread,
    }


def _case_record(file: CaseFile, now: datetime) -> dict[str, object]:
    case, priority = file.case, file.case.priority
    return {
        "case": case.reference,
        "person": case.person,
        "state": case.state.value,
        "level": priority.level.value,
        "lane": priority.lane.value,
        "due_at": priority.due_at.isoformat() if priority.due_at else None,
        "due": _due(priority.due_at, now),
        "owner": case.owner,
        "gist": gist_of(file),
        "reasons": [reason.text for reason in priority.reasons],
        "mentions": [each.mention.id for each in file.mentions],
        "story": file.story.id if file.story else None,
    }
