import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from connectors import registry
from connectors.base import Connector
from monitor.errors import ConfigurationError


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Install a real distribution with one entry point into a folder of its own."""

    def install(name: str, code: str, target: str = "third:Third") -> None:
        (tmp_path / "third.py").write_text(code)
        folder = tmp_path / "third_party-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: third-party\nVersion: 1.0\n")
        (folder / "entry_points.txt").write_text(f"[monitor.connectors]\n{name} = {target}\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        importlib.invalidate_caches()

    yield install
    sys.modules.pop("third", None)


def test_our_connectors_are_found_by_their_modules_and_nothing_else_is() -> None:
    assert {"feeds", "file", "hackernews"} <= set(registry.names())
    assert {"base", "registry", "http", "guard", "text", "rows", "fields"}.isdisjoint(registry.names())


@pytest.mark.parametrize("name", ["feeds", "file", "hackernews"])
def test_a_connector_is_loaded_by_its_name(name: str) -> None:
    assert registry.load(name).__module__ == f"connectors.{name}"


def test_an_unknown_name_gets_the_nearest_one() -> None:
    with pytest.raises(ConfigurationError, match="`hackernws`; did you mean `hackernews`"):
        registry.load("hackernws")


def test_a_strange_name_gets_the_whole_list() -> None:
    with pytest.raises(ConfigurationError, match=r"Known: .*feeds, file"):
        registry.load("../../etc/passwd")


def test_a_third_party_connector_is_found_by_its_entry_point(plugin: Callable[..., None]) -> None:
    plugin(
        "third", "from connectors.base import Connector\nclass Third(Connector):\n    title = 'T'\n    pull = None\n"
    )
    assert "third" in registry.names()
    assert "third" not in sys.modules, "listing imports nothing"
    loaded = registry.load("third")
    assert issubclass(loaded, Connector)
    assert loaded.title == "T"


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("import no_such_library_anywhere", "ModuleNotFoundError: No module named 'no_such_library_anywhere'"),
        ("raise RuntimeError('at import')", "RuntimeError: at import"),
        ("raise SystemExit(9)", "SystemExit: 9"),
        ("def broken(:", "SyntaxError"),
        ("x = 1", "AttributeError"),
        ("Third = 7", "no class deriving from"),
        ("class Third: pass", "no class deriving from"),
    ],
)
def test_a_plugin_that_cannot_be_used_names_the_culprit(plugin: Callable[..., None], code: str, complaint: str) -> None:
    plugin("third", code)
    with pytest.raises(ConfigurationError) as caught:
        registry.load("third")
    assert "connector `third` of the plugin third-party" in str(caught.value)
    assert complaint in str(caught.value)


def test_a_plugin_cannot_take_the_place_of_ours(plugin: Callable[..., None]) -> None:
    plugin("file", "raise RuntimeError('at import')")
    assert registry.load("file").__module__ == "connectors.file"
