"""Checks of what a connector says about itself, and of what happens when it is imported and made."""

# ruff: noqa: D401 - the first line of a check's docstring is its claim
from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from dataclasses import fields
from datetime import timedelta
from typing import Any
from unittest import mock

from connectors.base import Capability, Connector, Option, OptionType, validate_options
from connectors.conformance.checks import CHECKS, Broken, Tier, check, demand
from connectors.conformance.world import World
from monitor.model import Mention

_OVERRIDES = {Capability.THREADS: "thread", Capability.DELETIONS: "refresh", Capability.EDITS: "refresh"}
_ADDRESSES = ("base_url", "host")
_IMPORTING = """
import sys
def refuse(event, arguments):
    if event.split(".")[0] in ("socket", "subprocess", "os.system") or event in ("os.system", "os.exec", "os.fork"):
        raise SystemExit(f"importing it does {event}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise SystemExit(f"importing it writes {arguments[0]}")
import importlib, socket
import connectors.base
before = set(sys.modules)
sys.addaudithook(refuse)
importlib.import_module(sys.argv[1])
print(*sorted({name.split(".")[0] for name in set(sys.modules) - before}))
"""


@check(Tier.BRONZE)
def says_what_it_is(kind: type[World]) -> None:
    """Title, platform, interval and capabilities are there, and what it claims it has the method for."""
    connector = kind.connector
    demand(issubclass(connector, Connector), "it does not derive from Connector")
    demand(connector.title and inspect.getdoc(connector), "it has no title or no docstring")
    demand(connector.platform and connector.platform == connector.platform.lower(), "`platform` is not in lower case")
    demand(connector.capabilities <= frozenset(Capability), "an unknown capability")
    demand(connector.interval >= timedelta(0), "a negative interval")
    demand(connector.together >= 1, "`together` is less than 1")
    for capability, method in _OVERRIDES.items():
        has = getattr(connector, method) is not getattr(Connector, method)
        demand(has or capability not in connector.capabilities, f"it claims {capability.value}, but has no `{method}`")


@check(Tier.BRONZE)
def every_option_is_explained(kind: type[World]) -> None:
    """Every option has help and a valid example; a secret has no default; defaults and examples are valid."""
    options = kind.connector.options
    names = [option.name for option in options]
    demand(len(names) == len(set(names)), "two options of one name")
    for option in options:
        demand(option.help and option.example, f"`{option.name}` has no help or no example")
        demand(not (option.secret and option.default), f"`{option.name}` is secret and has a default")
        demand(not (option.required and option.default is not None), f"`{option.name}` is required and has a default")
    examples = {option.name: _example(option) for option in options if option.required}
    values, faults = validate_options(kind.connector, examples)
    demand(not faults, f"an example is not valid: {faults[:1]}")
    given = {name: value for name, value in values.items() if value not in (None, "")}
    faults = validate_options(kind.connector, given)[1]
    demand(not faults, f"a default is not valid: {faults[:1]}")
    required = [option.name for option in options if option.secret and option.required]
    demand(not required or Capability.KEYLESS not in kind.connector.capabilities, "it calls itself keyless, but is not")
    local = Capability.LOCAL in kind.connector.capabilities
    demand(local or any(name in names for name in _ADDRESSES), "it cannot be pointed elsewhere: there is no `base_url`")


def _example(option: Option) -> Any:  # noqa: ANN401 - the value of any option
    if option.type in (OptionType.TEXTS, OptionType.INTEGER, OptionType.NUMBER, OptionType.FLAG):
        return json.loads(option.example)
    return {} if option.type is OptionType.TABLE else option.example.strip('"')


@check(Tier.BRONZE)
def importing_it_is_quiet(kind: type[World]) -> None:
    """Importing it opens no connection, starts nothing, writes and prints nothing and loads no heavy library."""
    name = kind.connector.__module__
    command = [sys.executable, "-B", "-c", _IMPORTING, name]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)  # noqa: S603 - our own words
    demand(done.returncode == 0, f"{done.stderr.strip()[-300:]}")
    lines = done.stdout.strip().splitlines()
    demand(len(lines) <= 1, f"importing it prints {lines[:1]}")
    loaded = set(lines[-1].split()) if lines else set()
    known = {*sys.stdlib_module_names, "connectors", "monitor", name.split(".")[0]}
    foreign = {each for each in loaded - known if not each.startswith("_")}
    demand(not foreign, f"importing it loads {sorted(foreign)[:4]}: import libraries in the function that needs them")


@check(Tier.BRONZE)
def making_it_is_quiet(kind: type[World]) -> None:
    """Making a connector neither reads nor sends anything."""
    with kind() as world:
        values, faults = validate_options(world.connector, world.options())
        demand(not faults, f"the world's own options are not valid: {faults[:1]}")
        before = len(world.asked)
        with _forbidden("socket.socket.connect"), _forbidden("socket.getaddrinfo"), _forbidden("builtins.open"):
            made = world.connector("mine", values)
        demand(len(world.asked) == before and made.name == "mine", "making it asks the platform")


def _forbidden(name: str) -> Any:  # noqa: ANN401 - a patcher
    def refuse(*_arguments: object, **_named: object) -> None:
        raise Broken(f"making a connector uses {name}")

    return mock.patch(name, refuse)


@check(Tier.SILVER)
def outlook_asks_nobody(kind: type[World]) -> None:
    """`outlook` gives whole numbers, asks nobody, and grows no faster than the brands do."""
    with kind() as world:
        before, made = len(world.asked), world.source()
        one, three = made.outlook(world.queries), made.outlook(world.queries * 3)
        demand(len(world.asked) == before, "`outlook` asks the platform")
        for outlook in (one, three):
            counts = (outlook.requests, outlook.micros, outlook.micros_per_mention)
            demand(all(isinstance(each, int) and each >= 0 for each in counts), f"`outlook` gives {counts}")
        demand(
            three.requests <= max(1, one.requests) * 3, f"{one.requests} requests for one brand, {three.requests} for 3"
        )


@check(Tier.BRONZE)
def excuses_make_sense(kind: type[World]) -> None:
    """Every check that the world excuses itself from exists and can be excused, and every excuse has a reason."""
    for name, reason in kind.excused.items():
        demand(name in CHECKS, f"there is no check `{name}`")
        demand(CHECKS[name].excusable, f"`{name}` cannot be excused")
        demand(reason.strip(), f"`{name}` is excused without a reason")
    unknown = set(kind.tolerated) - {each.name for each in fields(Mention)}
    demand(not unknown, f"`tolerated` names what is no field of a mention: {sorted(unknown)}")
    demand(all(reason.strip() for reason in kind.tolerated.values()), "`tolerated` needs a reason for every field")
