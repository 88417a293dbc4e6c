"""Who is told: the channels and how their last messages fared, or a test message to each."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from monitor.commands.options import configuration, moment, print_json, print_line, print_table
from monitor.config import Channel, Config
from monitor.errors import Exit, NotDelivered
from monitor.model import Delivered, Delivery
from monitor.session import reading_store

LATELY = timedelta(days=7)
STATES = {Delivered.SENT: "arrived", Delivered.FAILED: "did not arrive", Delivered.TRYING: "cut off, nobody knows"}


def notify(options: argparse.Namespace) -> Exit:
    """List the channels and their last messages, or with `--test` send each a message."""
    config, now = configuration(options), moment(options)
    if not config.notify.channels:
        print_line("Nobody is told anything: [notify.channels.…] in the configuration says whom (docs/notify.md).")
        return Exit.FINE
    return _test(config, now, as_json=options.json) if options.test else _list(config, now, as_json=options.json)


def _test(config: Config, now: datetime, *, as_json: bool) -> Exit:
    """Send every channel a test message; nothing of it is stored."""
    failed = 0
    for channel in config.notify.channels:
        problem = _tried(channel, config, now)
        failed += bool(problem)
        if as_json:
            print_json({"channel": channel.name, "arrived": not problem, "problem": problem})
        else:
            print_line(f"{channel.name}: {problem or 'sent, look whether it is there'}")
    return Exit.NOT_DELIVERED if failed else Exit.FINE


def _tried(channel: Channel, config: Config, now: datetime) -> str:
    from monitor.notify.delivery import send, words_of  # noqa: PLC0415 - listing needs none of it
    from monitor.notify.message import Message  # noqa: PLC0415

    kinds = ", ".join(channel.what)
    message = Message(
        name=f"test.{now:%Y%m%dT%H%M%S}",
        title=f"A test for {config.title}",
        body=f"reputation-monitor can reach “{channel.name}”. It will hear of: {kinds}. Nobody needs to do anything.",
        link=config.address,
    )
    try:
        return send(channel, message)
    except NotDelivered as fault:
        return str(fault)
    except Exception as fault:  # noqa: BLE001 - as in a run: whatever a service stumbles over, the others are tried
        return words_of(fault, channel)


def _list(config: Config, now: datetime, *, as_json: bool) -> Exit:
    with reading_store(config) as store:
        lately = store.deliveries.since(now - LATELY)
    if as_json:
        for each in lately:
            print_json(_record(each))
        return Exit.FINE
    print_table(
        ["channel", "hears of", "last message", "how it fared"],
        [[channel.name, ", ".join(channel.what), *_last(channel, lately)] for channel in config.notify.channels],
    )
    return Exit.FINE


def _last(channel: Channel, lately: list[Delivery]) -> list[str]:
    own = [each for each in lately if each.channel == channel.name]
    if not own:
        return ["none in 7 days", ""]
    last = own[-1]
    return [f"{last.tried_at:%Y-%m-%d %H:%M} UTC", ": ".join(filter(None, (STATES[last.state], last.problem)))]


def _record(delivery: Delivery) -> dict[str, object]:
    return {
        "channel": delivery.channel,
        "what": delivery.what.value,
        "at": delivery.at.isoformat(),
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "tried_at": delivery.tried_at.isoformat(),
        "problem": delivery.problem,
    }
