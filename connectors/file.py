"""Mentions from CSV and JSON-lines files: exports of other tools, of platforms without a public search, and our own."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from datetime import timedelta, tzinfo
from glob import glob
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from connectors.base import Capability, Connector, Option, OptionType, Window
from connectors.checkpoint import part, taken_up
from connectors.fields import FIELDS, Fields
from connectors.mappings import EXPORTS
from connectors.reading import VERSION, Layout, Reading
from monitor.errors import SourceChanged, SourceError, SourceUnreachable
from monitor.model import Batch, Finding, FindingKind, Json, Query

MOST_FILES = 200  # so that the checkpoint stays within 64 KB


class File(Connector):
    """Mentions from files on this machine."""

    title = "Files (CSV, JSON lines)"
    platform = "file"
    capabilities = frozenset({Capability.LOCAL, Capability.KEYLESS, Capability.ENGAGEMENT})
    interval = timedelta(0)
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="path",
            type=OptionType.PATH,
            required=True,
            help="the file to read, or a pattern for several",
            example='"exports/*.csv"',
        ),
        Option(
            name="mapping",
            help="the tool or site that wrote the export, whose column names we know",
            example='"trustpilot"',
            choices=tuple(EXPORTS),
        ),
        Option(
            name="format",
            help="csv (also with tabs or semicolons), jsonl, or json (one list); told from the suffix when left out",
            example='"csv"',
            choices=("csv", "jsonl", "json"),
        ),
        Option(
            name="columns",
            type=OptionType.TABLE,
            default={},
            choices=FIELDS,
            help="which of their columns is which field; common names are known without it",
            example='{ stable_key = "Tweet ID", text = "Full Text", posted_at = "Date", reposts = "RTs" }',
        ),
        Option(name="platform", default="file", help="where the mentions were said", example='"x"'),
        Option(name="timezone", default="UTC", help="the zone of dates that name none", example='"Europe/Berlin"'),
        Option(
            name="date_format",
            default="",
            help="how dates are written, for forms such as 03/04/2025 that can be read two ways (Python's strptime)",
            example='"%d/%m/%Y %H:%M"',
        ),
        Option(name="encoding", default="utf-8-sig", help="the encoding of the file", example='"cp1252"'),
    )

    def check(self) -> list[Finding]:
        """Find out whether the files are there, their columns are known and the settings make sense."""
        try:
            self._fields()
            layout = self._layout()
            for path in self._paths():
                lines = layout.open(path)
                try:
                    layout.rows(path, lines)
                finally:
                    lines.close()
        except SourceError as fault:
            missing = isinstance(fault, SourceUnreachable)
            kind = FindingKind.UNREACHABLE if missing else FindingKind.WRONG_SETTING
            return [Finding(kind=kind, what=str(fault), fix="Correct the options of this source.")]
        return [Finding(kind=FindingKind.FINE, what=f"{len(self._paths())} file(s) can be read.")]

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Yield every row that is new or whose time has come; a file that cannot be read does not stop the others."""
        # The operator chose the file: everything in it counts. The query only tells whose replies an export holds.
        own_account = next((handle for query in queries for handle in query.handles), "")
        fields, layout = self._fields(), self._layout(own_account)
        paths = self._paths()
        remembered = part(taken_up(checkpoint, VERSION), "files")
        places = {str(path): remembered[str(path)] for path in paths if str(path) in remembered}
        faults: list[SourceError] = []
        for path in paths:
            try:
                yield from Reading(path, layout, fields, window, places).batches()
            except SourceError as fault:
                faults.append(fault)
        if faults:
            raise type(faults[0])("; ".join(map(str, faults)))

    def _fields(self) -> Fields:
        return Fields(self.name, self.settings["platform"], self._zone(), self.settings["date_format"])

    def _zone(self) -> tzinfo:
        try:
            return ZoneInfo(self.settings["timezone"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise SourceChanged(f"There is no time zone `{self.settings['timezone']}`: see `timezone`.") from None

    def _layout(self, own_account: str = "") -> Layout:
        try:
            encoding = codecs.lookup(self.settings["encoding"]).name
        except (LookupError, ValueError):
            raise SourceChanged(f"There is no encoding `{self.settings['encoding']}`: see `encoding`.") from None
        return Layout(
            format=self.settings["format"] or "",
            encoding=encoding,
            columns=self.settings["columns"],
            export=EXPORTS.get(self.settings["mapping"] or ""),
            own_account=own_account,
        )

    def _paths(self) -> list[Path]:
        pattern = self.settings["path"]
        whole = Path(pattern)
        found = [whole] if whole.is_file() else sorted(path for path in map(Path, glob(pattern)) if path.is_file())  # noqa: PTH207 - patterns may be absolute
        if not found:
            raise SourceUnreachable(f"There is no file {pattern}. Was the export written, and may this user read it?")
        if len(found) > MOST_FILES:
            raise SourceUnreachable(f"{pattern} fits {len(found)} files; at most {MOST_FILES} can be followed.")
        return found
