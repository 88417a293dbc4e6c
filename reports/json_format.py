"""The report as JSON: every field of the `Report` value under its own name, times in UTC as ISO 8601."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime

from reports.document import Report


class JsonFormat:
    """The whole report for other programs."""

    name = "json"
    title = "the whole report for other programs"
    suffix = ".json"

    def render(self, report: Report) -> bytes:
        """Render a report as UTF-8 JSON; what cannot be written in UTF-8 is escaped."""
        text = json.dumps(plain(report), ensure_ascii=False, indent=1)
        return (text + "\n").encode("utf-8", "backslashreplace")


def plain(value: object) -> object:
    """Turn a value of the report into what JSON knows."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


FORMAT = JsonFormat()
