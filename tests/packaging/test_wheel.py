"""What is installed is exactly our three packages, with everything they read at run time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel as pip would, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    program = f"import hatchling.build, os; os.chdir({str(ROOT)!r}); hatchling.build.build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_our_three_packages_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"monitor", "connectors", "reports"}


def test_the_wheel_holds_every_file_we_have(wheel: zipfile.ZipFile) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "monitor", "connectors", "reports"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = {name for name in listed.stdout.split() if (ROOT / name).exists()}
    assert ours - set(wheel.namelist()) == set()


def test_the_command_is_installed(wheel: zipfile.ZipFile) -> None:
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "reputation-monitor = monitor.cli:main" in wheel.read(entry_points).decode()


def test_importing_the_monitor_imports_nothing_of_ours() -> None:
    program = "import sys, monitor; print(sorted(name for name in sys.modules if name.split('.')[0] in ('monitor', 'connectors', 'reports')))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['monitor']"
