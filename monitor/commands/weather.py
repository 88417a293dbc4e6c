"""Lists when a brand was talked about, or complained about, far more than usual."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from monitor.commands.options import configuration, limit, moment, print_json, print_line, print_table
from monitor.errors import Exit
from monitor.model import Spike
from monitor.session import reading_store
from monitor.stories.alerts import spike_words

EVER = datetime(1970, 1, 1, tzinfo=UTC)


def weather(options: argparse.Namespace) -> Exit:
    """List the spikes of all brands, newest first."""
    config, now = configuration(options), moment(options)
    with reading_store(config) as store:
        found = store.weather.newest_spikes(EVER, now, limit(options))
    if options.json:
        for spike, name in found:
            print_json(_record(spike, name))
        return Exit.FINE
    if not found:
        print_line("No brand was talked about far more than usual yet.")
        return Exit.FINE
    rows = [
        [f"{spike.at.astimezone(config.zone):%Y-%m-%d %H:%M}", spike.brand, spike_words(spike), _cause(spike, name)]
        for spike, name in found
    ]
    print_table(["hour from", "brand", "what", "most of it from"], rows)
    return Exit.FINE


def _cause(spike: Spike, name: str) -> str:
    return f"{name} ({spike.share:.0%})" if name else "no single story"


def _record(spike: Spike, name: str) -> dict[str, object]:
    return {
        "at": spike.at.isoformat(),
        "brand": spike.brand,
        "kind": spike.kind.value,
        "count": spike.count,
        "usual": spike.usual,
        "score": spike.score,
        "story": spike.story_id,
        "name": name,
        "share": spike.share,
    }
