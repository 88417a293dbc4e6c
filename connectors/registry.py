"""Find connectors by name: ours by the module's name, others by entry point. Only what is asked for is imported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from connectors.base import Connector, nearest
from monitor.errors import ConfigurationError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "monitor.connectors"
_FOLDER = Path(__file__).parent
_DERIVES = re.compile(r"^class \w+\((?:base\.)?Connector\)", re.MULTILINE)


def names() -> list[str]:
    """List every connector that can be named in monitor.toml, sorted, without importing any of them."""
    return sorted({*_built_in(), *_plugins()})


def load(name: str) -> type[Connector]:
    """Import the connector of that name; ConfigurationError when there is none or its module cannot be imported."""
    if name.isidentifier() and _is_connector(_FOLDER / f"{name}.py"):
        return _class_in(f"connectors.{name}")
    plugins = _plugins()
    if name in plugins:
        return _plugin(plugins[name])
    valid = names()
    tail = nearest(name, valid)
    raise ConfigurationError([f"there is no connector `{name}`{tail or '.'} Known: {', '.join(valid)}."])


def build(source: str, connector: type[Connector], options: Mapping[str, Any], contact: str = "") -> Connector:
    """Make a connector for one configured source from validated options; nothing is read or sent yet.

    `contact` is the operator's address: it goes into the User-Agent so that a platform can complain to a person.
    """
    from connectors.http import HttpSession, Limits  # noqa: PLC0415 - a run that only reads files needs no network

    secrets = [str(options[option.name]) for option in connector.options if option.secret and options.get(option.name)]
    http = HttpSession(Limits(contact=contact), connector.own_addresses(options), secrets)
    return connector(source, options, http)


def _built_in() -> list[str]:
    return [file.stem for file in _FOLDER.glob("*.py") if _is_connector(file)]


def _is_connector(file: Path) -> bool:
    """Tell whether a module of ours holds a class deriving from Connector: by its text, so that none is imported."""
    return file.is_file() and _DERIVES.search(file.read_text(encoding="utf-8")) is not None


def _plugins() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - 30 ms that a run with our own connectors saves

    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _class_in(module_name: str) -> type[Connector]:
    module = import_module(module_name)
    found = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Connector) and thing.__module__ == module_name
    ]
    return found[0]


def _plugin(entry: EntryPoint) -> type[Connector]:
    culprit = f"connector `{entry.name}` of the plugin {entry.dist.name if entry.dist else entry.value}"
    try:
        loaded = entry.load()
    except (Exception, SystemExit) as fault:
        raise ConfigurationError([f"{culprit} cannot be imported: {type(fault).__name__}: {fault}"]) from fault
    if not (isinstance(loaded, type) and issubclass(loaded, Connector)):
        raise ConfigurationError([f"{culprit} is no class deriving from connectors.base.Connector."])
    return loaded
