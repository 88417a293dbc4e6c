"""Several made-up platforms at once, and a configuration that hears them all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from connectors.conformance.world import HttpWorld

PLATFORMS = ("reddit", "x", "mastodon", "bluesky", "hackernews")


def platforms(stack: ExitStack, names: tuple[str, ...] = PLATFORMS, page: int = 20) -> dict[str, HttpWorld]:
    """Make a platform of each name; they end with the stack."""
    made: dict[str, HttpWorld] = {}
    for name in names:
        module = import_module(f"worlds.{name}")
        kind = next(
            each
            for each in vars(module).values()
            if isinstance(each, type) and issubclass(each, HttpWorld) and each.__module__ == module.__name__
        )
        made[name] = stack.enter_context(kind())
        made[name].page = page
    return made


def lay_out(folder: Path, worlds: Mapping[str, HttpWorld], store: str, dollars: float = 1000) -> Path:
    """Write the configuration that hears these platforms, and give its path. Texts are judged by the fast tier alone."""
    lines = [f"store = {json.dumps(store)}", "[analysis]", "encoder = false"]
    lines += ["[[brands]]", 'name = "Larkfield"', 'handles = ["@larkfield"]']
    for name, world in worlds.items():
        lines += [f"[sources.{name}]", f'connector = "{name}"', "every_minutes = 1"]
        lines += [f"budget = {{ dollars_per_month = {dollars} }}"]
        lines += [f"{option} = {_toml(value)}" for option, value in world.options().items() if value is not None]
    (folder / "monitor.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "monitor.toml"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + " }"
    return json.dumps(value)
