"""One reading of one file of mentions: what is new, what is held back for later, and how far it vouches.

A file vouches only for the time its rows cover. Rows posted after the run's `now` are held back and found again by a
later run. Engagement counts are taken as of the moment of reading, because an export does not say when it counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from connectors.base import RAW_LIMIT, Window
from connectors.fields import KNOWN_HEADERS, REQUIRED, Fields, Unreadable, columns, plain_header
from connectors.mappings import Export
from connectors.rows import Lines, Row, csv_header, csv_rows, json_rows, open_document, open_lines
from monitor.errors import SourceUnreachable
from monitor.model import Batch, EngagementSample, Gap, GapReason, Json, Mention, MentionKind, Reject, TimeSpan

BATCH = 5_000
VERSION = 1
_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the files of one source are written; an empty `format` is told from each file."""

    format: str
    encoding: str
    columns: Mapping[str, str]
    export: Export | None = None
    own_account: str = ""

    def open(self, path: Path) -> Lines:
        """Open a file for reading by lines."""
        return open_document(path) if self.format == "json" else open_lines(path, self.encoding)

    def rows(self, path: Path, lines: Lines) -> tuple[Iterator[Row], dict[str, int]]:
        """Begin reading: for CSV the header is consumed and each field's position given."""
        layout = self.format or _SUFFIXES.get(path.suffix.lower(), "")
        if (layout or ("jsonl" if lines.starts_like_json() else "csv")) in ("jsonl", "json"):
            return json_rows(lines), {}
        if self.export is None:
            header, delimiter = csv_header(lines)
            return csv_rows(lines, len(header), delimiter), columns(header, self.columns, path.name)
        header, delimiter = csv_header(lines, self._is_header)
        said = columns(header, dict.fromkeys(REQUIRED, "") | dict(self.columns), path.name)
        chosen = {name: place for name, place in said.items() if name in self.columns}
        return csv_rows(lines, len(header), delimiter), self.export.positions(header) | chosen

    def _is_header(self, header: list[str]) -> bool:
        """Tell the header from lines before it: it names a time and a text."""
        found = self.export.positions(header) if self.export else {}
        plain = {plain_header(name) for name in header}
        mapped = {name for name, theirs in self.columns.items() if plain_header(theirs) in plain}
        return "posted_at" in (found.keys() | mapped) and bool({"text", "title", "excerpt"} & (found.keys() | mapped))

    def records(self, record: dict[str, Any]) -> list[dict[str, Any]]:
        """Make our records of one of theirs: the one, and what an export holds beside it."""
        return [record] if self.export is None else self.export.arranged(record, self.own_account)

    def renamed(self, record: dict[str, Any]) -> dict[str, Any]:
        """Give a JSON record's fields our names: as the operator says, otherwise by the names others commonly use."""
        if self.export is not None:
            return self.export.names(record) | {field: record.get(theirs) for field, theirs in self.columns.items()}
        said = {field: record.get(theirs) for field, theirs in self.columns.items()}
        if "stable_key" in record or record.get("record", "mention") != "mention":
            return record | said
        usual = {
            field: record[theirs]
            for field, names in KNOWN_HEADERS.items()
            if field not in record and (theirs := next((name for name in names if name in record), ""))
        }
        return record | usual | said


@dataclass(slots=True, kw_only=True)
class _Place:
    """How far one file was read, and for which `now`.

    `seen_*` is how far and for which `now` an earlier reading had come, when this one began again before that place.
    `later_*` is the first row held back and the time of the earliest one. `digest` covers the bytes before `offset`.
    """

    size: int = -1
    mtime_ns: int = -1
    digest: str = ""
    offset: int = 0
    line: int = 0
    done: bool = False
    read_at: str = ""
    seen_offset: int = 0
    seen_at: str = ""
    later_at: str = ""
    later_offset: int = 0
    later_line: int = 0
    heard_until: str = ""
    tells_heard: bool = False

    def hold_back(self, row: Row, until: datetime) -> None:
        """Remember where to look again once `until` has come."""
        if not self.later_at:
            self.later_offset, self.later_line = row.start, row.line - 1
        moment = until.isoformat()
        self.later_at = min(self.later_at or moment, moment, key=datetime.fromisoformat)

    def awaits(self, now: datetime) -> bool:
        """Tell whether rows were held back whose time has come."""
        return bool(self.later_at) and datetime.fromisoformat(self.later_at) <= now


@dataclass(slots=True, kw_only=True)
class _Harvest:
    """What has been read and not yet handed over."""

    mentions: list[Mention] = field(default_factory=list)
    samples: list[EngagementSample] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    heard: list[TimeSpan] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None

    def full(self) -> bool:
        """Tell whether it is time to hand over."""
        return len(self.mentions) + len(self.samples) + len(self.rejects) + len(self.gaps) >= 2 * BATCH or (
            len(self.mentions) >= BATCH
        )

    def note(self, posted_at: datetime) -> None:
        """Widen the stretch of time that the rows cover."""
        if self.first is None or posted_at < self.first:
            self.first = posted_at
        if self.last is None or posted_at > self.last:
            self.last = posted_at

    def hand_over(self, heard: TimeSpan | None, checkpoint: dict[str, Json] | None) -> Batch:
        """Make a batch of everything and start anew; the covered stretch goes on."""
        batch = Batch(
            mentions=tuple(self.mentions),
            samples=tuple(self.samples),
            gaps=tuple(self.gaps),
            rejects=tuple(self.rejects),
            heard=heard,
            checkpoint=checkpoint,
        )
        for kept in (self.mentions, self.samples, self.gaps, self.rejects):
            kept.clear()
        return batch


def _is_time(written: str) -> bool:
    """Tell whether a checkpoint holds a time here, or none yet."""
    try:
        return not written or datetime.fromisoformat(written).tzinfo is not None
    except ValueError:
        return False


class Reading:
    """One reading of one file: from where the last one ended, or from the first row that was held back."""

    def __init__(self, path: Path, layout: Layout, fields: Fields, window: Window, places: dict[str, Json]) -> None:
        """Read `path` for `window.now`; `places` holds how far every file of the source was read and is kept current."""
        self._path = path
        self._layout = layout
        self._fields = fields
        self._now = window.now
        self._places = places
        self._harvest = _Harvest()
        self._place = _Place()

    def batches(self) -> Iterator[Batch]:
        """Yield the batches; none at all when nothing has changed and nothing held back is due."""
        try:
            status = self._path.stat()
            before = self._known()
            same = before is not None and (before.size, before.mtime_ns) == (status.st_size, status.st_mtime_ns)
            if before is not None and same and before.done and not before.awaits(self._now):
                return
            lines = self._layout.open(self._path)
            try:
                self._place = self._resumed(before, lines)
                self._place.size, self._place.mtime_ns = status.st_size, status.st_mtime_ns
                yield from self._read(lines)
            finally:
                lines.close()
        except OSError as fault:
            raise SourceUnreachable(f"{self._path} cannot be read: {fault.strerror}.") from None

    def _known(self) -> _Place | None:
        """Take up how far this file was read; what another release wrote is read afresh, the store knows what it has."""
        known = self._places.get(str(self._path))
        blank = asdict(_Place())
        if not isinstance(known, dict) or known.keys() != blank.keys():
            return None
        if any(type(known[name]) is not type(usual) for name, usual in blank.items()):
            return None
        place = _Place(**known)  # type: ignore[arg-type]
        counts = (place.offset, place.line, place.seen_offset, place.later_offset, place.later_line)
        times = (place.read_at, place.seen_at, place.later_at, place.heard_until)
        return place if min(counts) >= 0 and all(map(_is_time, times)) else None

    def _resumed(self, before: _Place | None, lines: Lines) -> _Place:
        """Go on where the last reading ended, if the file still begins as it did; else afresh."""
        if before is None or lines.covered(before.offset) != before.digest:
            return _Place()
        if not before.awaits(self._now):
            before.done = False
            return before
        return _Place(
            seen_offset=before.offset,
            seen_at=before.read_at,
            offset=before.later_offset,
            line=before.later_line,
            heard_until=before.heard_until,
            tells_heard=before.tells_heard,
        )

    def _read(self, lines: Lines) -> Iterator[Batch]:
        start = self._place
        rows, positions = self._layout.rows(self._path, lines)
        if start.offset > lines.offset:
            lines.go_to(start.offset, start.line)
        names, order = list(positions), list(positions.values())
        harvest, complete = self._harvest, True
        for row in rows:
            if row.fault:
                self._reject(row, row.fault, row.raw)
            else:
                record = {name: row.cells[index] for name, index in zip(names, order, strict=True)} if order else None
                for told in self._layout.records(record if record is not None else self._layout.renamed(row.cells)):
                    self._take(row, told)
            # A last line without its end may still be growing: it counts, and is read again when the file has changed.
            start.offset, start.line = (row.end, lines.line) if row.whole else (row.start, row.line - 1)
            complete = row.whole
            if harvest.full():
                yield harvest.hand_over(None, self._checkpoint(lines))
        if complete:
            start.offset, start.line = lines.offset, lines.line
        start.done = True
        yield from self._ending(lines)

    def _ending(self, lines: Lines) -> Iterator[Batch]:
        """Hand over the rest, with the stretch of time the file vouches for."""
        spans = self._harvest.heard
        if not self._place.tells_heard:
            spans = self._covered()
        for span in spans[:-1]:
            yield Batch(heard=span)
        yield self._harvest.hand_over(spans[-1] if spans else None, self._checkpoint(lines))

    def _covered(self) -> list[TimeSpan]:
        """From the first to the last row; up to now if rows were held back, because then the file reaches further."""
        known = self._place.heard_until
        start = datetime.fromisoformat(known) if known else self._harvest.first
        if self._place.later_at:
            end = self._now
        elif self._harvest.last:
            end = min(self._harvest.last + timedelta(seconds=1), self._now)
        else:
            return []
        if start is None or start >= end:
            return []
        self._place.heard_until = end.isoformat()
        return [TimeSpan(start=start, end=end)]

    def _checkpoint(self, lines: Lines) -> dict[str, Json]:
        self._place.digest = lines.digest_at(self._place.offset)
        self._place.read_at = self._now.isoformat()
        self._places[str(self._path)] = asdict(self._place)
        return {"version": VERSION, "files": dict(self._places)}

    def _take(self, row: Row, record: dict[str, Any]) -> None:
        """Read one record of any kind."""
        try:
            self._take_kind(row, record, str(record.get("record", "mention")))
        except Unreadable as fault:
            cells = row.cells
            raw = ",".join(cells) if isinstance(cells, list) else json.dumps(cells, ensure_ascii=False)
            self._reject(row, str(fault), raw)

    def _take_kind(self, row: Row, record: dict[str, Any], kind: str) -> None:
        if kind == "mention":
            self._take_mention(row, record, MentionKind.POST)
        elif kind == "reply":
            self._take_mention(row, record, MentionKind.REPLY)
        elif kind == "sample":
            self._take_sample(row, record)
        elif kind in ("gap", "heard"):
            self._take_span(row, record, kind)
        else:
            raise Unreadable(f"there is no kind of record called {kind[:40]!r}")

    def _due(self, row: Row, at: datetime) -> bool:
        """Tell whether a record is to be handed over now: its time has come, and no earlier run has had it."""
        if at > self._now:
            self._place.hold_back(row, at)
            return False
        return row.end > self._place.seen_offset or at > datetime.fromisoformat(self._place.seen_at)

    def _take_mention(self, row: Row, record: dict[str, Any], kind: MentionKind) -> None:
        mention = self._fields.mention(record, kind)
        if not self._due(row, mention.posted_at):
            return
        self._harvest.note(mention.posted_at)
        self._harvest.mentions.append(mention)
        sample = self._fields.sample(record, mention.id, self._now)
        if sample is not None:
            self._harvest.samples.append(sample)

    def _take_sample(self, row: Row, record: dict[str, Any]) -> None:
        at = self._fields.time(record, "at")
        if not self._due(row, at):
            return
        sample = self._fields.sample(record, self._fields.mention_id(record), at)
        if sample is None:
            raise Unreadable("the sample holds no count")
        self._harvest.samples.append(sample)

    def _take_span(self, row: Row, record: dict[str, Any], kind: str) -> None:
        """Take a stretch of silence or of listening, cut at now; the rest of it is held back."""
        span = self._fields.span(record)
        if kind == "heard":
            self._place.tells_heard = True
        if span.end > self._now:
            self._place.hold_back(row, span.end)
        elif not self._due(row, span.end):
            return
        if span.start >= self._now:
            return
        cut = TimeSpan(start=span.start, end=min(span.end, self._now))
        if kind == "heard":
            self._harvest.heard.append(cut)
            return
        reason = str(record.get("reason", GapReason.FAILED))
        if reason not in tuple(GapReason):
            raise Unreadable(f"there is no reason called {reason[:40]!r} for a gap")
        detail = str(record.get("detail", ""))[:RAW_LIMIT]
        self._harvest.gaps.append(Gap(source=self._fields.source, span=cut, reason=GapReason(reason), detail=detail))

    def _reject(self, row: Row, reason: str, raw: str) -> None:
        if row.end > self._place.seen_offset:
            place = f"{self._path.name}:{row.line}"
            self._harvest.rejects.append(Reject(place=place, reason=reason, raw=raw[:RAW_LIMIT]))
