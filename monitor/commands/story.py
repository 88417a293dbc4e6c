"""Shows one story: how far it has gone, what was forecast of it, and everything said, oldest first."""

from __future__ import annotations

import argparse
from datetime import datetime

from monitor.commands.lists import story_record
from monitor.commands.options import configuration, moment, print_json, print_line
from monitor.errors import Exit, UsageError
from monitor.model import Alert, Assessed, Merge, ShownForecast, Spread, Story
from monitor.session import reading_store
from monitor.stories.record import record_words

MOST_FORECASTS = 10
WIDTH = 160
FORGOTTEN = "a mention that is gone belonged to both"


def story(options: argparse.Namespace) -> Exit:
    """Show one story. Raises UsageError when there is none of that name."""
    config, now = configuration(options), moment(options)
    with reading_store(config) as store:
        found = store.reading.story(options.id)
        if found is None:
            raise UsageError(f"there is no story {options.id}; `reputation-monitor stories` lists them with their ids")
        about, spread = found
        told = store.reading.story_mentions([about.id], now)[about.id]
        alerts = [alert for alert in store.alerts.of_stories([about.id]).get(about.id, ()) if alert.decided_at <= now]
        forecasts = store.forecasts.of_story(about.id, now, MOST_FORECASTS)
        merges = store.reading.merges(about.id)
        record = record_words(store.forecasts.record())
    if options.json:
        print_json(
            _record(about, spread, told, alerts, forecasts) | {"merges": [_merge_record(each) for each in merges]}
        )
        return Exit.FINE
    _show(about, spread)
    for alert in alerts:
        print_line(f"  {_when(alert.decided_at)}  alert A-{alert.number}: {'; '.join(alert.reasons)}")
    for forecast in forecasts:
        print_line(f"  {_when(forecast.at)}  {_turned_out(forecast)}")
    print_line(record)
    for merge in merges:
        by = f" ({merge.mention_id})" if merge.mention_id else ""
        why = f"{merge.because or FORGOTTEN}{by}"
        print_line(f"{_when(merge.at)}  {merge.absorbed} and {merge.kept} became one story: {why}")
    for each, because in told:
        _show_telling(each, because)
    return Exit.FINE


def _show(about: Story, spread: Spread | None) -> None:
    print_line(f"{about.name} ({about.brand}, {about.id})")
    print_line(f"  begun {_when(about.started_at)}, last told {_when(about.last_at)}, {about.mentions} mentions")
    if spread:
        expected = spread.expected_mentions
        print_line(
            f"  {spread.phase.value}: {spread.tellers} people on {', '.join(spread.platforms)}, {spread.pace:.1f} an hour; "
            f"by {_when(spread.horizon)} {expected.low:.0f} to {expected.high:.0f} more are expected"
        )


def _turned_out(forecast: ShownForecast) -> str:
    expected = forecast.expected
    words = f"forecast {expected.low:.0f} to {expected.high:.0f} more by {_when(forecast.horizon)}"
    if forecast.came is None:
        return f"{words}: not due or not known"
    return f"{words}: {forecast.came:.0f} came, so it {'held' if forecast.held else 'did not hold'}"


def _show_telling(each: Assessed, because: str) -> None:
    mention = each.mention
    text = " ".join(mention.text.split())
    print_line(f"{_when(mention.posted_at)}  {mention.platform}  {mention.author or 'somebody'}: {text[:WIDTH]}")
    print_line(f"    {because}")


def _merge_record(merge: Merge) -> dict[str, object]:
    return {
        "absorbed": merge.absorbed,
        "kept": merge.kept,
        "mention": merge.mention_id or None,
        "because": merge.because or FORGOTTEN,
        "at": merge.at.isoformat(),
    }


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _record(
    about: Story,
    spread: Spread | None,
    told: list[tuple[Assessed, str]],
    alerts: list[Alert],
    forecasts: list[ShownForecast],
) -> dict[str, object]:
    return {
        **({"id": about.id, "name": about.name} if spread is None else story_record(about, spread)),
        "alerts": [alert.number for alert in alerts],
        "forecasts": [
            {
                "at": each.at.isoformat(),
                "horizon": each.horizon.isoformat(),
                "range": [each.expected.low, each.expected.likely, each.expected.high],
                "came": each.came,
                "held": each.held,
            }
            for each in forecasts
        ],
        "mentions": [
            {"id": each.mention.id, "posted_at": each.mention.posted_at.isoformat(), "because": because}
            for each, because in told
        ],
    }
