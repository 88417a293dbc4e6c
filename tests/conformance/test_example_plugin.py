"""A connector is one file and its responses: the example of the manual installs, is discovered, hears and conforms."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from connectors.conformance.world import World

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "exampleforum"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the plugin's wheel without the network and unpack it where Python finds it; give that folder."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(EXAMPLE, folder / "package", ignore=shutil.ignore_patterns("__pycache__"))
    program = f"import hatchling.build; hatchling.build.build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, cwd=folder / "package")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "target")
    return folder / "target"


def python(*arguments: object, path: list[Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Start Python elsewhere than in the repository, with these folders to import from."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, path))}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def forum(installed: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Give the plugin's own made-up forum."""
    monkeypatch.syspath_prepend(str(installed))
    for name in ("exampleforum", "exampleforum_world"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    made: World = _module(EXAMPLE / "exampleforum_world.py").ExampleForumWorld()
    return made


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_one_module_its_responses_and_a_test_of_three_lines() -> None:
    files = {path.name for path in EXAMPLE.iterdir() if path.is_file()}
    assert files == {"exampleforum.py", "exampleforum_world.py", "test_exampleforum.py", "pyproject.toml"}
    test = (EXAMPLE / "test_exampleforum.py").read_text(encoding="utf-8")
    code = [line for line in test.splitlines() if line.strip() and '"""' not in line and "import" not in line]
    assert len(code) <= 3


def test_the_wheel_holds_the_module_alone(installed: Path) -> None:
    tops = {path.name for path in installed.iterdir()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"exampleforum.py"}


def test_it_is_discovered(installed: Path, tmp_path: Path) -> None:
    listed = python("-m", "monitor", "sources", path=[ROOT, installed], folder=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert re.search(r"^exampleforum\s+Example Forum\b", listed.stdout, re.MULTILINE)
    without = python("-m", "monitor", "sources", path=[ROOT], folder=tmp_path)
    assert "exampleforum" not in without.stdout


def test_a_run_hears_it(installed: Path, forum: World, tmp_path: Path) -> None:
    with forum:
        for number in range(7):
            forum.write(f"My Larkfield order {number} never arrived.", author=f"person{number}")
            forum.pass_time(minutes=5)
        config = tmp_path / "monitor.toml"
        address = forum.options()["base_url"]
        config.write_text(
            f'store = "sqlite:///heard.db"\n[[brands]]\nname = "Larkfield"\n'
            f'[sources.forum]\nconnector = "exampleforum"\nbase_url = "{address}"\n',
            encoding="utf-8",
        )
        arguments = ("-m", "monitor", "run", "--config", config, "--now", forum.now.isoformat())
        done = python(*arguments, path=[ROOT, installed], folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(forum.asked) == 2, "seven posts are two pages"
    with sqlite3.connect(tmp_path / "heard.db") as store:
        assert store.execute("SELECT count(*) FROM mentions").fetchone() == (7,)
    store.close()


def test_it_conforms_where_it_lives(installed: Path) -> None:
    package = installed.parent / "package"
    path = [ROOT, installed, package]
    done = python("-m", "pytest", "-q", "-p", "no:cacheprovider", path=path, folder=package)
    assert done.returncode == 0, done.stdout[-3_000:]
    found = re.search(r"(\d+) passed", done.stdout)
    assert found
    assert int(found[1]) > 35
    assert "skipped" not in done.stdout


def test_the_manual_shows_the_very_file() -> None:
    manual = (ROOT / "docs" / "connectors.md").read_text(encoding="utf-8")
    for name in ("exampleforum.py", "exampleforum_world.py", "test_exampleforum.py"):
        assert f"```python\n{(EXAMPLE / name).read_text(encoding='utf-8')}```\n" in manual, name
    entry = re.search(r"(\[project\.entry-points.*?\n.*?)\n", (EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))
    assert entry
    assert f"```toml\n{entry[1]}\n```\n" in manual
