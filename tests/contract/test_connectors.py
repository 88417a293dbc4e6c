"""What holds for every connector, whoever wrote it."""

import inspect
import json
from datetime import timedelta
from pathlib import Path

import pytest

from connectors import registry
from connectors.base import Capability, Connector, Option, OptionType, validate_options

ROOT = Path(__file__).parents[2]
NAMES = registry.names()


@pytest.fixture(params=NAMES)
def connector(request: pytest.FixtureRequest) -> type[Connector]:
    return registry.load(request.param)


def example_options(connector: type[Connector]) -> dict[str, object]:
    return {option.name: _value(option) for option in connector.options if option.required}


def _value(option: Option) -> object:
    kind = option.type
    if kind in (OptionType.TEXTS, OptionType.TABLE, OptionType.INTEGER, OptionType.NUMBER):
        return json.loads(option.example)
    return option.example.strip('"')


def test_there_are_connectors_to_test() -> None:
    assert {"feeds", "file", "hackernews"} <= set(NAMES)


def test_it_says_what_it_is(connector: type[Connector]) -> None:
    assert issubclass(connector, Connector)
    assert connector.title
    assert connector.platform == connector.platform.lower()
    assert connector.capabilities <= frozenset(Capability)
    assert connector.interval >= timedelta(0)
    assert inspect.getdoc(connector)


def test_every_option_is_explained_and_has_an_example(connector: type[Connector]) -> None:
    names = [option.name for option in connector.options]
    assert len(names) == len(set(names))
    for option in connector.options:
        assert option.help
        assert option.example
        assert not (option.secret and option.default), "a secret has no default"
        assert not (option.required and option.default is not None)


def test_a_networked_one_can_be_pointed_elsewhere(connector: type[Connector]) -> None:
    addresses = [option for option in connector.options if option.name == "base_url"]
    assert bool(addresses) is (Capability.LOCAL not in connector.capabilities)
    assert all(option.type is OptionType.ADDRESS for option in addresses)


def test_one_with_a_secret_does_not_call_itself_keyless(connector: type[Connector]) -> None:
    required_secrets = [option for option in connector.options if option.secret and option.required]
    assert not (required_secrets and Capability.KEYLESS in connector.capabilities)


def test_its_examples_are_valid_and_every_default_too(connector: type[Connector]) -> None:
    values, faults = validate_options(connector, example_options(connector))
    assert faults == []
    given = {name: value for name, value in values.items() if value not in (None, "")}
    assert validate_options(connector, given)[1] == []


def test_making_one_neither_reads_nor_sends_anything(
    connector: type[Connector], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_arguments: object, **_named: object) -> None:
        raise AssertionError("input or output while constructing")

    values, _ = validate_options(connector, example_options(connector))
    with monkeypatch.context() as guarded:
        guarded.setattr("socket.socket.connect", forbidden)
        guarded.setattr("socket.getaddrinfo", forbidden)
        guarded.setattr("pathlib.Path.open", forbidden)
        guarded.setattr("builtins.open", forbidden)
        made = connector("mine", values)
    assert made.name == "mine"


def test_every_option_is_in_the_manual(connector: type[Connector]) -> None:
    name = connector.__module__.removeprefix("connectors.")
    manual = (ROOT / "docs" / "connectors" / f"{name}.md").read_text(encoding="utf-8")
    for option in connector.options:
        assert f"`{option.name}`" in manual, f"{option.name} is not explained"
