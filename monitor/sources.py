"""From the configured sources to connectors ready to listen, and from the brands to what they listen for."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from connectors.base import Capability, Connector, validate_options
from connectors.registry import build, load
from monitor.config import Config, SourceConfig
from monitor.config.sources import GENERIC
from monitor.errors import ConfigurationError
from monitor.model import Query


def queries_of(config: Config) -> list[Query]:
    """Give one query for each brand: its names, products and accounts, and the words that make a hit not ours."""
    return [
        Query(
            brand=brand.name,
            terms=(brand.name, *brand.aliases, *brand.products),
            handles=brand.handles,
            excluded=brand.exclude,
            products=brand.products,
            competitors=brand.competitors,
            context=brand.context,
        )
        for brand in config.brands
    ]


def connectors_of(config: Config) -> list[Connector]:
    """Make the connector of every configured source; nothing is read or sent yet. Raises ConfigurationError."""
    made = []
    for source in config.sources:
        connector = load(source.connector)
        values, faults = validate_options(connector, source.options, config.path.parent)
        if faults:
            raise ConfigurationError([f"{config.path}: sources.{source.name}: {fault}" for fault in faults])
        made.append(build(source.name, connector, values, config.mailbox))
    return made


def heirs_of(connectors: Sequence[Connector]) -> dict[str, str]:
    """Name for each platform the first source that can ask it again about what is known."""
    asking = [each for each in connectors if Capability.LOCAL not in each.capabilities]
    return {each.platform: each.name for each in reversed(asking)}


def faults_of(source: SourceConfig) -> list[tuple[str, str]]:
    """Tell everything that is wrong with one source's settings, as (option, what) pairs: for `config.load`."""
    try:
        connector = load(source.connector)
    except ConfigurationError as error:
        return [("connector", finding) for finding in error.findings]
    _, faults = validate_options(connector, source.options)
    own = [option.name for option in connector.options]
    return [(fault.option, _generic_meant(fault.option, own) or str(fault)) for fault in faults]


def _generic_meant(option: str, own: list[str]) -> str:
    """Say which setting of every source was probably meant by an unknown name; the connector knows only its `own`."""
    close = get_close_matches(option.lower(), [*own, *GENERIC], n=1)
    if option in own or not close or close[0] in own:
        return ""
    return f"`{option}` is no setting of a source; did you mean `{close[0]}`?"
