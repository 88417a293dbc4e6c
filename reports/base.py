"""What a report format must offer."""

from __future__ import annotations

from typing import Protocol

from reports.document import Report


class Format(Protocol):
    """One rendering of a report. A third party offers one under the entry point group `monitor.reports`."""

    name: str
    """What the configuration calls it."""
    title: str
    """What it is, in a few words."""
    suffix: str
    """How its file ends, with the dot."""

    def render(self, report: Report) -> bytes:
        """Render a report. The same report always gives the same bytes; nothing is read or written."""
        ...
