"""The list of past pages, with what each said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.model import PastPage
from reports.document import Moment, Report
from reports.html import environment, style_digest
from reports.wording import Times


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRow:
    """One past page and when it was made, in words."""

    page: PastPage
    made: Moment


def past_list(report: Report, pages: Sequence[PastPage]) -> bytes:
    """Render the list, newest first, as it stands in the folder of past pages."""
    rows = [PastRow(page=page, made=_dated(page.made_at, report)) for page in pages]
    return environment().get_template("past.html").render(title=report.title, rows=rows, digest=style_digest()).encode()


def _dated(at: datetime, report: Report) -> Moment:
    return Times(at, ZoneInfo(report.zone), report.zone, report.locale).dated(at)
