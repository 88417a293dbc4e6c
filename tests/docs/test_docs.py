"""What is documented is what there is."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from monitor.cli import make_parser
from monitor.commands.init import configuration_text
from monitor.config.load import load
from monitor.errors import Exit
from monitor.sources import faults_of
from monitor.store import Store
from monitor.store.views import VIEWS

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def _commands() -> dict[str, argparse.ArgumentParser]:
    action = next(action for action in make_parser()._actions if action.dest == "command")
    return dict(action.choices)  # type: ignore[arg-type] - the commands by name


@pytest.mark.parametrize("name", sorted(_commands()))
def test_every_command_and_every_option_is_documented(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"`{name}" in page
    general = {"-h", "--help", "--config", "--now"}
    options = {option for action in _commands()[name]._actions for option in action.option_strings} - general
    assert [option for option in options if option not in page] == []


@pytest.mark.parametrize("code", [code for code in Exit if code is not Exit.FINE])
def test_every_exit_code_is_documented(code: Exit) -> None:
    assert f"| {int(code)} |" in (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_documents_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_sample_configuration_loads_and_names_every_setting_there_is(tmp_path: Path) -> None:
    text = configuration_text("Larkfield", ["@larkfield"])
    path = tmp_path / "monitor.toml"
    path.write_text(text, encoding="utf-8")
    load(path, faults_of)
    folder = ROOT / "monitor" / "config"
    known = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("load.py", "alerts.py", "notify.py", "serve.py")
    )
    settings = set(re.findall(r'take_\w+\("(\w+)"', known)) - {
        "enabled",
        "sample",
        "contact",
        "title",
        "channels",
        "users",
    }
    assert [name for name in settings if not re.search(rf"^#?\s*\[*{name}\b", text, re.MULTILINE)] == []


def test_the_project_names_python_3_11_and_the_packages_it_was_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    dependencies = " ".join(project["dependencies"]).lower()
    assert all(name in dependencies for name in ("praw", "tweepy", "vadersentiment", "sqlalchemy"))


def test_every_dependency_has_its_reason_written_down() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = [
        re.split(r"[<>=\[ ]", each)[0] for each in [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    ]
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_a_path_of_the_machine_it_was_written_on(page: Path) -> None:
    assert not re.search(r"/work/|/tmp/|/root/", page.read_text(encoding="utf-8"))


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [
        page.name for page in folder.glob("*.md") if page.name != "README.md" and f"({page.name})" not in listed
    ] == []


def test_every_column_of_every_view_is_documented(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    with store._engine.connect() as connection:
        columns = [row[1] for name in VIEWS for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")]
    store.close()
    assert len(columns) > 25
    assert [name for name in (*VIEWS, *columns) if f"`{name}`" not in page] == []
