"""Read CSV and JSON lines from any byte offset in bounded memory; a broken row costs that row only, never its neighbours."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from connectors.base import RAW_LIMIT
from connectors.text import storable
from monitor.errors import SourceChanged, SourceUnreachable

PREAMBLE = 20  # lines in which a header is looked for
DOCUMENT_LIMIT = 64 << 20  # bytes of a file that is one JSON value and must be read whole
LINE_LIMIT = 1 << 20  # bytes; longer lines are set aside unread
_CHUNK = 1 << 20


class Row(NamedTuple):
    """One record with where it stood; `fault` says why it cannot be read, `raw` is then what it looked like."""

    line: int
    start: int
    end: int
    whole: bool
    cells: Any
    fault: str = ""
    raw: str = ""


class _TooLong(Exception):
    """A line is longer than we read."""


class Lines:
    """The lines of a file as text, with byte offsets and a running digest of what is done with.

    Bytes that do not fit the encoding become lone surrogates, so that one bad line does not end the file.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._encoding = "utf-8" if encoding == "utf-8-sig" else encoding
        self._back: deque[bytes] = deque()
        self.taken: list[bytes] = []
        self.line = 0
        self.offset = 0
        self._digest = hashlib.sha256()
        self._before_last = self._digest.hexdigest()
        self.whole = True
        self._skipped = 0

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def starts_like_json(self) -> bool:
        """Tell whether the first character is an opening brace."""
        start = self._file.read(_CHUNK)
        self._file.seek(0)
        return start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")

    def covered(self, length: int) -> str:
        """Give the digest of the first `length` bytes, then go back to the beginning."""
        return self._digest_to(length, rewind=True)

    def go_to(self, offset: int, line: int) -> None:
        """Go on at an offset known from an earlier reading."""
        self._digest_to(offset, rewind=False)
        self.offset, self.line = offset, line

    def digest_at(self, offset: int) -> str:
        """Give the digest of all bytes before `offset`, which is where the last finished record ended or began."""
        return self._digest.hexdigest() if offset == self.offset else self._before_last

    def _digest_to(self, length: int, *, rewind: bool) -> str:
        digest = hashlib.sha256()
        self._file.seek(0)
        while length > 0 and (chunk := self._file.read(min(_CHUNK, length))):
            digest.update(chunk)
            length -= len(chunk)
        if rewind:
            self._file.seek(0)
        else:
            self._digest = digest
        return digest.hexdigest()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._back.popleft() if self._back else self._file.readline(LINE_LIMIT)
        if not raw:
            raise StopIteration
        self.taken.append(raw)
        if raw[-1] != 10:
            if len(raw) >= LINE_LIMIT:
                self._skip()
                raise _TooLong
            self.whole = False
        if self.offset == 0 and len(self.taken) == 1 and raw.startswith(codecs.BOM_UTF8):
            raw = raw[3:]
        return raw.decode(self._encoding, "surrogateescape")

    def _skip(self) -> None:
        """Pass over the rest of a line, keeping nothing of it."""
        self._digest.update(b"".join(self.taken))
        self._skipped = sum(map(len, self.taken))
        self.taken = [self.taken[0][:RAW_LIMIT]] + [b""] * (len(self.taken) - 1)
        while chunk := self._file.readline(LINE_LIMIT):
            self._digest.update(chunk)
            self._skipped += len(chunk)
            if chunk.endswith(b"\n"):
                return

    def finish(self) -> None:
        """Be done with the lines taken for one record."""
        self.line += len(self.taken)
        if self._skipped:
            self.offset += self._skipped
            self._skipped = 0
        else:
            if not self.whole:
                self._before_last = self._digest.hexdigest()
            for raw in self.taken:
                self._digest.update(raw)
                self.offset += len(raw)
        self.taken.clear()

    def keep_first(self) -> None:
        """Give back all but the first line taken: a quote that was never closed has swallowed them."""
        if not self._skipped:
            self._back.extendleft(reversed(self.taken[1:]))
            del self.taken[1:]

    def raw(self) -> str:
        """Show what was taken, shortened."""
        joined = b"".join(self.taken)[:RAW_LIMIT]
        return joined.decode(self._encoding, "replace").replace("\x00", "\ufffd").rstrip("\r\n")


def open_document(path: Path) -> Lines:
    """Open a file that is one JSON value, a list of records or an object that holds one, as if it were JSON lines."""
    if path.stat().st_size > DOCUMENT_LIMIT:
        raise SourceChanged(f"{path.name} is larger than {DOCUMENT_LIMIT >> 20} MiB: export it in parts.")
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise SourceChanged(f"{path.name} is no JSON, or was cut short. Was the export completed?") from None
    lists = [document] if isinstance(document, list) else list(document.values()) if isinstance(document, dict) else []
    records = next((each for each in lists if isinstance(each, list)), None)
    if records is None:
        raise SourceChanged(f"{path.name} holds no list of records.")
    rewritten = tempfile.SpooledTemporaryFile(max_size=8 * _CHUNK)  # noqa: SIM115 - lives as long as its reader
    for record in records:
        rewritten.write(json.dumps(record, ensure_ascii=True).encode() + b"\n")
    rewritten.seek(0)
    return Lines(cast("BinaryIO", rewritten), "utf-8")


def open_lines(path: Path, encoding: str) -> Lines:
    """Open a file for reading by lines; what is not written in single-byte line ends (UTF-16) is rewritten as UTF-8 first."""
    encoding = codecs.lookup(encoding).name
    file = path.open("rb")
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not encoding.startswith(("utf-16", "utf-32")):
        file.close()
        raise SourceChanged(f'{path.name} is written in UTF-16: set encoding = "utf-16".')
    if "\n".encode(encoding) == b"\n" or encoding == "utf-8-sig":
        return Lines(file, encoding)
    with file:
        return Lines(_as_utf8(file, encoding, path.name), "utf-8")


def _as_utf8(file: BinaryIO, encoding: str, name: str) -> BinaryIO:
    rewritten = tempfile.SpooledTemporaryFile(max_size=8 * _CHUNK)  # noqa: SIM115 - lives as long as its reader
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            rewritten.write(decoder.decode(chunk).encode("utf-8", "surrogatepass"))
        rewritten.write(decoder.decode(b"", final=True).encode("utf-8", "surrogatepass"))
    except UnicodeError:
        rewritten.close()
        raise SourceChanged(f"{name} is not written in {encoding}: set the option `encoding`.") from None
    rewritten.seek(0)
    return cast("BinaryIO", rewritten)


def csv_header(lines: Lines, is_header: Callable[[list[str]], bool] | None = None) -> tuple[list[str], str]:
    """Read the header and find the separator: the commonest of comma, semicolon, tab and bar.

    It is the first line, or the first of PREAMBLE lines that `is_header` knows: some exports begin with a few of their own.
    """
    begun: tuple[list[str], str] | None = None
    for _ in range(PREAMBLE if is_header else 1):
        try:
            first = next(lines)
        except (StopIteration, _TooLong):
            break
        delimiter = max(",;\t|", key=first.count)
        try:
            header = next(csv.reader(io.StringIO(first), delimiter=delimiter), [])
        except csv.Error as fault:
            raise SourceChanged(f"The file does not begin like a CSV file: {fault}.") from None
        lines.finish()
        begun = begun or (header, delimiter)
        if is_header is None or is_header(header):
            return header, delimiter
    if begun is None:
        raise SourceUnreachable("The file has no header line. Is the export complete?")
    raise SourceChanged(
        f"None of the first {PREAMBLE} lines is a header we know. Is `mapping` right? The first: {', '.join(begun[0])[:200]}"
    )


def csv_rows(lines: Lines, width: int, delimiter: str) -> Iterator[Row]:
    """Yield every record after the header; one with another number of fields than `width` carries a fault."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        start, line, fault = lines.offset, lines.line + 1, ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = f"is no CSV: {error}"
        except _TooLong:
            fault = f"is longer than {LINE_LIMIT:,} bytes"
        if not fault and cells and len(cells) != width:
            fault = f"has {len(cells)} fields instead of {width}"
        if fault and len(lines.taken) > 1:
            lines.keep_first()
        fault = fault or _foul("".join(cells))
        raw = lines.raw() if fault else ""
        lines.finish()
        if cells or fault:
            yield Row(line, start, lines.offset, lines.whole, cells, fault, raw)


def json_rows(lines: Lines) -> Iterator[Row]:
    """Yield every JSON object, one a line."""
    while True:
        start, line, fault, record = lines.offset, lines.line + 1, "", None
        try:
            text = next(lines)
            fault = _foul(text)
            record = json.loads(text) if text.strip() and not fault else None
            if "\\u" in text and isinstance(record, dict):
                record = {name: storable(value) if isinstance(value, str) else value for name, value in record.items()}
        except StopIteration:
            return
        except _TooLong:
            fault = f"is longer than {LINE_LIMIT:,} bytes"
        except (ValueError, RecursionError) as error:
            fault = f"is no JSON: {error}" if isinstance(error, ValueError) else "is no JSON we read: nested too deeply"
        if record is not None and not isinstance(record, dict):
            fault = "is no JSON object"
        raw = lines.raw() if fault else ""
        lines.finish()
        if record is not None or fault:
            yield Row(line, start, lines.offset, lines.whole, record, fault, raw)


def _foul(text: str) -> str:
    """Say whether a text holds characters that no text file should hold."""
    if "\x00" in text:
        return "holds a NUL character"
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return "does not fit the encoding of the file: set the option `encoding`"
    return ""
