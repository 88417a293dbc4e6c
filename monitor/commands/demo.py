"""Makes the page for an invented company's eventful week, by the very way a real page is made."""

from __future__ import annotations

import argparse
import shutil
from datetime import timedelta
from pathlib import Path

from monitor.clock import parse_moment
from monitor.commands.options import print_line
from monitor.config.load import load
from monitor.errors import Exit, MonitorError, UsageError
from monitor.pipeline import run
from monitor.progress import shown_progress
from monitor.session import working_store
from monitor.sources import faults_of

SAMPLE = Path(__file__).parent.parent / "sample"
END = parse_moment("2026-03-04T09:00:00+00:00")
MORNINGS = (END - timedelta(days=2), END - timedelta(days=1), END)
"""The demo runs on three mornings, so that the last page can say what changed since the one before."""


def demo(options: argparse.Namespace) -> Exit:
    """Copy the sample into a folder of its own, run over it, and say where the page is."""
    folder = options.folder.resolve()
    _lay_out(folder)
    config = load(folder / "monitor.toml", faults_of)
    with working_store(config) as store, shown_progress() as progress:
        for morning in MORNINGS:
            ran = run(config, store, morning, progress)
    if ran.page is None:
        raise MonitorError("the demo wrote no page; please report this")
    print_line(
        "Larkfield Home and everyone in this sample are invented. Their page, as of Wednesday 4 March 2026, 09:00:"
    )
    print_line(f"  {ran.page}")
    print_line(f"Its configuration is {config.path}; to listen for your own brand: reputation-monitor init")
    return Exit.FINE


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
