"""A made-up export: a file that another tool adds a row to for every post. Synthetic throughout."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from connectors.conformance.world import Post, World
from connectors.file import File


class FileWorld(World):
    """An export in CSV, oldest row first."""

    connector = File
    garbles = True

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "export.csv"

    @property
    def asked(self) -> Sequence[object]:
        """Nobody is asked anything."""
        return ()

    def options(self) -> dict[str, Any]:
        """Lead the connector here, with the file as it would be by now."""
        content = self.content().replace("\x00", "").encode("utf-8", "replace")
        self.path.write_bytes(self.garble(content) if self.garble else content)
        return {"path": str(self.path), "platform": "x"}

    def content(self) -> str:
        """Write the export."""
        written = io.StringIO()
        rows = csv.writer(written)
        rows.writerow(["id", "text", "date", "author", "likes", "in_reply_to"])
        rows.writerows(map(_row, reversed(self.visible())))
        return written.getvalue()

    def close(self) -> None:
        """Let go of everything."""
        super().close()
        self._folder.cleanup()


class LinesWorld(FileWorld):
    """The same export as JSON lines."""

    def __init__(self) -> None:
        super().__init__()
        self.path = self.path.with_suffix(".jsonl")

    def content(self) -> str:
        """Write the export."""
        names = ("id", "text", "date", "author", "likes", "in_reply_to")
        rows = (dict(zip(names, _row(post), strict=True)) for post in reversed(self.visible()))
        return "".join(json.dumps(row) + "\n" for row in rows)


def _row(post: Post) -> list[Any]:
    return [
        post.key,
        post.text,
        post.at.isoformat(),
        post.author,
        "" if post.likes is None else post.likes,
        post.parent,
    ]
