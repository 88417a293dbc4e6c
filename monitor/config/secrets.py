"""Secrets stay out of the configuration: an option may name an environment variable or a file to read it from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def resolve_secrets(options: Mapping[str, Any], folder: Path, note: Callable[[str, str], None]) -> dict[str, Any]:
    """Replace every `{ env = "NAME" }` and `{ file = "path" }` among `options` by what it names.

    An absent variable or file becomes an empty text: `check` then says that the key is missing, and how to get one.
    `note(option, what)` is told of a file that exists but cannot be read.
    """
    return {key: _resolve(key, value, folder, note) for key, value in options.items()}


def _resolve(key: str, value: Any, folder: Path, note: Callable[[str, str], None]) -> Any:  # noqa: ANN401 - options are the connector's
    if isinstance(value, dict) and set(value) == {"env"}:
        return os.environ.get(str(value["env"]), "")
    if isinstance(value, dict) and set(value) == {"file"}:
        try:
            return (folder / str(value["file"])).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path, or a file that is no UTF-8
            reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8, or its path is none"
            note(key, f"cannot be read from its file: {reason}")
            return ""
    return value
