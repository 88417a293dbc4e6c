"""What stories are about, as grouping left it: kept beside the stories, found by brand and time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection

from monitor.model import Direction, Story, TimeSpan
from monitor.store import tables
from monitor.store.sql import from_micros, insert_or_replace, run, select_in, to_micros
from monitor.stories.rules import STORIES_IN_SENSE


def told_lately(connection: Connection, brands: Collection[str], span: TimeSpan) -> list[str]:
    """Give the stories of some brands that were told last in a stretch of time, as many as grouping compares with.

    The stretch has an end, or a thousand mentions from clocks years ahead would hide all others for years.
    """
    sql = (
        "SELECT story_id FROM story_directions WHERE brand = ? AND told_at >= ? AND told_at < ? "
        "ORDER BY told_at DESC, story_id LIMIT ?"
    )
    times = (to_micros(span.start), to_micros(span.end))
    return [
        story_id for brand in sorted(brands) for (story_id,) in run(connection, sql, (brand, *times, STORIES_IN_SENSE))
    ]


def directions_of(connection: Connection, story_ids: Iterable[str]) -> dict[str, Direction]:
    """Read what stories are about; a story that only copies or answers made has no direction."""
    sql = "SELECT story_id, direction, told_at FROM story_directions WHERE story_id IN ({marks})"
    return {
        story_id: Direction(packed=bytes(packed), told_at=from_micros(told_at))
        for story_id, packed, told_at in select_in(connection, sql, story_ids)
    }


def save_directions(connection: Connection, directions: Mapping[str, Direction], stories: Iterable[Story]) -> None:
    """Keep what stories are about now."""
    brand_of = {story.id: story.brand for story in stories}
    rows = [
        (story_id, brand_of[story_id], to_micros(each.told_at), each.packed) for story_id, each in directions.items()
    ]
    insert_or_replace(connection, tables.story_directions, rows)


def forget_directions(connection: Connection, story_ids: Iterable[str]) -> None:
    """Forget what stories were about: some of it was said by a mention that is gone."""
    select_in(connection, "DELETE FROM story_directions WHERE story_id IN ({marks})", story_ids)
