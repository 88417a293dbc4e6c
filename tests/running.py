"""Runs the command line as cron would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def monitor(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in the repository's folder, without a terminal."""
    command = [sys.executable, "-m", "monitor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
