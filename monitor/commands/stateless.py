"""The judgements without a store: JSON lines in, JSON lines out, in order, one line a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, TextIO

from monitor.commands.options import print_json
from monitor.errors import Exit, UsageError
from monitor.guard import say

Record = dict[str, Any]


def assess(options: argparse.Namespace) -> Exit:
    """Say what each text is."""
    from monitor.analysis.stateless import assess_record  # noqa: PLC0415 - each command brings only its own room

    return _one_by_one(options.file, assess_record)


def thread(options: argparse.Namespace) -> Exit:
    """Say what became of each conversation."""
    from monitor.outreach.stateless import thread_record  # noqa: PLC0415 - each command brings only its own room

    return _one_by_one(options.file, thread_record)


def forecast(options: argparse.Namespace) -> Exit:
    """Say how far each story will go."""
    from monitor.stories.stateless import forecast_record  # noqa: PLC0415 - each command brings only its own room

    return _one_by_one(options.file, forecast_record)


def group(options: argparse.Namespace) -> Exit:
    """Put texts to the stories they tell."""
    from monitor.stories.sense import Sense  # noqa: PLC0415 - each command brings only its own room
    from monitor.stories.stateless import group_records  # noqa: PLC0415 - as above

    sense = None if options.words_only else Sense()
    return _in_a_row(options.file, lambda records: group_records(records, sense))


def spikes(options: argparse.Namespace) -> Exit:
    """Say when counts leave their usual course."""
    from monitor.stories.stateless import spike_records  # noqa: PLC0415 - each command brings only its own room

    return _in_a_row(options.file, spike_records)


def _one_by_one(name: str, judge: Callable[[Record], Record]) -> Exit:
    """Judge each line by itself; a line that cannot be judged is answered by what is wrong with it."""
    wrong = 0
    with _lines_of(name) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                print_json(judge(_record(line)))
            except ValueError as error:
                wrong += 1
                print_json({"error": f"line {number}: {error}"})
    return _told(wrong)


def _in_a_row(name: str, judge: Callable[[Iterable[Record]], Iterator[Record]]) -> Exit:
    """Judge lines that depend on those before; the first that cannot be judged ends the row."""
    number = 0

    def records(lines: Iterable[str]) -> Iterator[Record]:
        nonlocal number
        for number, line in enumerate(lines, start=1):  # noqa: B007 - the error message below names it
            if line.strip():
                yield _record(line)

    with _lines_of(name) as lines:
        try:
            for judged in judge(records(lines)):
                print_json(judged)
        except ValueError as error:
            raise UsageError(f"line {number}: {error}; everything before it was answered") from None
    return Exit.FINE


def _record(line: str) -> Record:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"this is not JSON: {error}") from None
    if not isinstance(record, dict):
        raise ValueError('a line must be one JSON object, as in {"text": "…"}')  # noqa: TRY004 - it is the line that is wrong
    return record


@contextmanager
def _lines_of(name: str) -> Iterator[TextIO]:
    if name == "-":
        with TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace") as lines:
            yield lines
        return
    try:
        file = open(name, encoding="utf-8-sig", errors="replace")  # noqa: PTH123, SIM115 - closed just below
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error}") from error
    with file:
        yield file


def _told(wrong: int) -> Exit:
    if not wrong:
        return Exit.FINE
    say(f"{wrong} {'line' if wrong == 1 else 'lines'} could not be judged; each was answered by what is wrong with it")
    return Exit.SOME_SOURCES_FAILED
