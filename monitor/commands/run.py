"""The commands that do the work: run, and each of its stages alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from monitor.commands.options import configuration, moment, print_line
from monitor.config import Config, SourceConfig
from monitor.errors import Busy, Exit, UsageError
from monitor.guard import say
from monitor.model import SourceRun
from monitor.ping import ping
from monitor.pipeline import Ran, listen
from monitor.pipeline import analyze as analyze_all
from monitor.pipeline import report as write_report
from monitor.pipeline import run as run_all
from monitor.progress import shown_progress
from monitor.session import working_store


def run(options: argparse.Namespace) -> Exit:
    """Do the whole job: the line for cron."""
    config, now = configuration(options), moment(options)
    try:
        with working_store(config) as store, shown_progress() as progress:
            ping(config.ping, "start")
            ran = run_all(config, store, now, progress)
    except Busy:  # the run that is at work tells how it went
        raise
    except BaseException:
        ping(config.ping, "fail")
        raise
    ping(config.ping, "fail" if ran.exit_code is Exit.NO_SOURCE_HEARD else "")
    _tell_failures(ran.sources)
    for sentence in ran.untold:
        say(sentence)
    if sys.stderr.isatty() and ran.page:
        print_line(f"The page is {ran.page}")
    return ran.exit_code


def collect(options: argparse.Namespace) -> Exit:
    """Only hear what is new."""
    config, now = configuration(options), moment(options)
    with working_store(config) as store, shown_progress() as progress:
        ran = Ran(sources=tuple(listen(config, store, now, progress)), page=None)
    _tell_failures(ran.sources)
    return ran.exit_code


def analyze(options: argparse.Namespace) -> Exit:
    """Only bring everything derived up to date, or build it anew."""
    config, now = configuration(options), moment(options)
    with working_store(config) as store, shown_progress() as progress:
        if options.all:
            store.mentions.start_over()
        analyze_all(config, store, now, progress)
    return Exit.FINE


def report(options: argparse.Namespace) -> Exit:
    """Only write the page from what is known."""
    config, now = configuration(options), moment(options)
    with working_store(config) as store:
        page = write_report(config, store, now)
    if page:
        print_line(f"The page is {page}")
    return Exit.FINE


def import_file(options: argparse.Namespace) -> Exit:
    """Store the mentions of one file."""
    config, now = configuration(options), moment(options)
    source = _source_of(options)
    with working_store(config, wait_seconds=30) as store, shown_progress() as progress:
        runs = listen(_only(config, source), store, now, progress)
    _tell_failures(runs)
    new = sum(each.new_mentions for each in runs)
    print_line(
        f"{new:,} new {'mention' if new == 1 else 'mentions'} stored; `reputation-monitor run` reads them and writes the page"
    )
    return Ran(sources=tuple(runs), page=None).exit_code


def _source_of(options: argparse.Namespace) -> SourceConfig:
    """Make a source of the one file to import. Raises UsageError."""
    from monitor.sources import faults_of  # noqa: PLC0415 - brings the connectors, which other stages do without

    columns = dict(_pair(column) for column in options.column)
    settings = {"path": str(options.file.resolve())}
    settings |= {"platform": options.platform} if options.platform else {}
    source = SourceConfig(
        name=f"import {options.file.name}",
        connector="file",
        options=settings | ({"columns": columns} if columns else {}),
    )
    faults = faults_of(source)
    if faults:
        raise UsageError("; ".join(what for _, what in faults))
    return source


def _pair(column: str) -> tuple[str, str]:
    ours, separator, theirs = column.partition("=")
    if not separator:
        raise UsageError(f"--column must look like text=Message, not {column!r}")
    return ours.strip(), theirs.strip()


def _only(config: Config, source: SourceConfig) -> Config:
    from dataclasses import replace  # noqa: PLC0415 - keeps the import beside its one use

    return replace(config, sources=(source,))


def _tell_failures(runs: Sequence[SourceRun]) -> None:
    """Say which sources failed, and which rows were kept aside: cron mails what is said here."""
    for each in runs:
        if each.error:
            say(f"{each.source} could not be heard: {each.error}")
        for part in each.unheard:
            say(f"{each.source} could only be heard in part: {part}")
        if each.rejected:
            say(f"{each.source}: {each.notes[0]}")
