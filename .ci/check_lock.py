"""Fails when requirements.lock lacks a dependency of pyproject.toml, or pins one outside the allowed range."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def normal(name: str) -> str:
    """Give a distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


pins = {
    normal(name): version for name, version in PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
}
project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
wanted = [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
wrong = [
    f"{each.name}: pinned {pins.get(normal(each.name), 'nowhere')}, wanted {each.specifier or 'any'}"
    for each in wanted
    if normal(each.name) not in pins or not each.specifier.contains(pins[normal(each.name)], prereleases=True)
]
print(
    "\n".join(wrong)
    or f"requirements.lock pins all {len(wanted)} dependencies and {len(pins) - len(wanted)} more beneath them"
)
sys.exit(bool(wrong))
