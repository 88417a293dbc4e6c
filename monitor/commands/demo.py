"""Makes the page for an invented company's eventful week, by the very way a real page is made."""

from __future__ import annotations

import argparse
import shutil
from datetime import timedelta
from pathlib import Path

from monitor.acting import pass_on
from monitor.clock import parse_moment
from monitor.commands.options import print_line
from monitor.config.load import load
from monitor.errors import Exit, MonitorError, UsageError
from monitor.model import TimeSpan
from monitor.pipeline import run
from monitor.progress import shown_progress
from monitor.session import working_store
from monitor.sources import faults_of
from monitor.store import Store

SAMPLE = Path(__file__).parent.parent / "sample"
END = parse_moment("2026-03-04T09:00:00+00:00")
MORNINGS = (END - timedelta(days=2), END - timedelta(days=1), END)
"""The demo runs on three mornings, so that the last page can say what changed since the one before."""

MOST_PRAISE = 100
PASSED_ON = (
    ("reviews:lorna-1", "Priya N.", "Kev and Samir", END - timedelta(hours=22, minutes=58)),
    ("mastodon:hanne-2", "Jonah P.", "Marek D.", END - timedelta(hours=16, minutes=20)),
)
"""Praise that was passed on in this week, after its second morning: which, by whom, to whom, and when."""


def demo(options: argparse.Namespace) -> Exit:
    """Copy the sample into a folder of its own, run over it, and say where the page is."""
    folder = options.folder.resolve()
    _lay_out(folder)
    config = load(folder / "monitor.toml", faults_of)
    with working_store(config) as store, shown_progress() as progress:
        for morning in MORNINGS:
            if morning == END:
                _pass_on(store)
            ran = run(config, store, morning, progress)
    if ran.page is None:
        raise MonitorError("the demo wrote no page; please report this")
    print_line(
        "Larkfield Home and everyone in this sample are invented. Their page, as of Wednesday 4 March 2026, 09:00:"
    )
    print_line(f"  {ran.page}")
    print_line(f"Its configuration is {config.path}; to listen for your own brand: reputation-monitor init")
    return Exit.FINE


def _pass_on(store: Store) -> None:
    """Do what colleagues of the sample did on its last day."""
    heard, _ = store.praise.listed(TimeSpan(start=END - timedelta(days=7), end=END), MOST_PRAISE)
    numbers = {each.said.mention.id: each.number for each in heard}
    for mention_id, who, whom, at in PASSED_ON:
        pass_on(store, numbers[mention_id], whom, who, at)


def _lay_out(folder: Path) -> None:
    """Copy the sample's files; start from an empty store every time. Never touches a folder that is not a demo's."""
    config = folder / "monitor.toml"
    try:
        is_ours = config.exists() and "sample = true" in config.read_text(encoding="utf-8", errors="replace")
        if not is_ours and (config.exists() or (folder / "reputation.db").exists()):
            raise UsageError(f"{folder} holds a store or a monitor.toml of yours; name another folder with --folder")
        (folder / "mentions").mkdir(parents=True, exist_ok=True)
        for file in SAMPLE.glob("*.jsonl"):
            shutil.copyfile(file, folder / "mentions" / file.name)
        shutil.copyfile(SAMPLE / "monitor.toml", config)
        for ending in ("", "-wal", "-shm"):
            (folder / f"reputation.db{ending}").unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"the demo cannot be laid out in {folder}: {error}") from error
