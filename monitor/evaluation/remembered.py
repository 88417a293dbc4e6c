"""The net that says what texts are about, where the same ones are asked about again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.stories.sense import Sense

if TYPE_CHECKING:
    from monitor.stories.sense import Vector


class Remembered(Sense):
    """Answers each text once by the net."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, Vector | None] = {}

    def of(self, text: str) -> Vector | None:
        """Give what a text is about."""
        if text not in self.known:
            self.known[text] = super().of(text)
        return self.known[text]
