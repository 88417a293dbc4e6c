"""The command line: arguments in, one command called, its exit code out. No rule and no SQL lives here.

Command modules are imported only when they are called, so that `--help` stays instant.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from monitor.errors import Exit, MonitorError

DESCRIPTION = """\
Finds customers with a bad experience while their stories are small, and says who needs a personal reply.
It reads public mentions of your brand and writes one HTML page. It never writes anything to any platform.
"""

EPILOG = """\
getting started:
  reputation-monitor demo                        make the page for an invented company, and look at it
  reputation-monitor init --brand "Your Brand"   write monitor.toml
  reputation-monitor check                       see what is ready, and what is missing
  reputation-monitor run                         hear, understand, write the page: the line for cron

exit codes: 0 fine, 1 a bug, 2 wrong usage, 3 some sources failed (the page says which), 4 no source could be heard,
5 the store failed, 69 a test message did not arrive, 75 another run is busy, 78 the configuration is wrong.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    # Values that flow through a run hold no cycles, and a search for every 700 of them costs a fifth of the run.
    gc.set_threshold(1_000_000, 20, 20)
    options = make_parser().parse_args(arguments)
    from monitor.guard import guarded  # noqa: PLC0415 - signals and logging are of no use to `--help`

    exit_code = guarded(lambda: call(options))
    gc.freeze()  # the system takes back all memory at once; Python would first search it for cycles, for 0.1 s
    sys.exit(exit_code)


def call(options: argparse.Namespace) -> Exit:
    """Call the command that was chosen. Raises MonitorError."""
    module, function = options.command_at.split(":")
    found = getattr(import_module(f"monitor.commands.{module}"), function)(options)
    if not isinstance(found, Exit):
        raise MonitorError(f"the command {options.command} gave no exit code; please report this")
    return found


def make_parser() -> argparse.ArgumentParser:
    """Describe every command."""
    parser = argparse.ArgumentParser(
        prog="reputation-monitor",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    _add_setting_up(commands)
    _add_running(commands)
    _add_looking(commands)
    _add_doing(commands)
    _add_serving(commands)
    _add_measuring(commands)
    _add_stateless(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version and leave")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - 20 ms

        parser.exit(message=f"reputation-monitor {version('reputation-monitor')}\n")


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def _add(commands: Commands, name: str, at: str, words: str, more: str = "") -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=words,
        description=f"{words[0].upper()}{words[1:]}.",
        epilog=more,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command_at=at)
    return parser


def _add_configured(commands: Commands, name: str, at: str, words: str, more: str = "") -> argparse.ArgumentParser:
    """Add a command that works on a configuration."""
    parser = _add(commands, name, at, words, more)
    parser.add_argument(
        "--config", type=Path, default=Path("monitor.toml"), metavar="FILE", help="the configuration (monitor.toml)"
    )
    parser.add_argument(
        "--now", metavar="MOMENT", help="pretend it is this moment, as in 2026-03-04T09:00:00Z, for reproducible runs"
    )
    return parser


def _add_setting_up(commands: Commands) -> None:
    demo = _add(commands, "demo", "demo:demo", "make the page for an invented company's eventful week")
    demo.add_argument(
        "--folder", type=Path, default=Path("demo"), help="where to put its configuration, store and page (demo)"
    )
    init = _add(commands, "init", "init:init", "write a commented monitor.toml")
    init.add_argument("--brand", help="the name of your brand; asked for when it is not given")
    init.add_argument(
        "--handle", action="append", default=[], help="an account of your own, as in @yourbrand; may be repeated"
    )
    init.add_argument(
        "--config", type=Path, default=Path("monitor.toml"), metavar="FILE", help="the file to write (monitor.toml)"
    )
    init.add_argument("--force", action="store_true", help="replace a file that is there")
    checking = _add_configured(
        commands,
        "check",
        "check:check",
        "say what is ready, what is missing and how to fix it, and what a month will cost; writes nothing",
    )
    sources = _add_configured(
        commands, "sources", "sources:sources", "list every kind of source, what it can do and what it needs"
    )
    for parser in (checking, sources):
        parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_running(commands: Commands) -> None:
    _add_configured(
        commands,
        "run",
        "run:run",
        "hear what is new, understand it and write the page: the line for cron",
        "a line for cron, every 15 minutes:\n  */15 * * * *  cd /srv/reputation && .venv/bin/reputation-monitor run\n"
        "It says nothing unless something is wrong.",
    )
    _add_configured(commands, "collect", "run:collect", "only hear what is new")
    analyze = _add_configured(commands, "analyze", "run:analyze", "only bring everything derived up to date")
    analyze.add_argument("--all", action="store_true", help="forget what was derived and build it anew from the facts")
    _add_configured(commands, "report", "run:report", "only write the page from what is known")
    importing = _add_configured(
        commands,
        "import",
        "run:import_file",
        "store the mentions of a CSV or JSON-lines file, such as another listening tool's export",
        "columns are recognised by common names; name your own with --column:\n"
        "  reputation-monitor import export.csv --platform x --column text=Message --column posted_at=Date",
    )
    importing.add_argument("file", type=Path, help="the file")
    importing.add_argument("--platform", default="", help="where its mentions were said, unless a column tells")
    importing.add_argument(
        "--column", action="append", default=[], metavar="OURS=THEIRS", help="which of their columns is ours"
    )
    erase = _add_configured(commands, "erase", "erase:erase", "erase a person or a mention everywhere, for good")
    chosen = erase.add_mutually_exclusive_group(required=True)
    chosen.add_argument(
        "--author", metavar="PLATFORM:NAME", help="all of a person's mentions and cases, as in reddit:quietkettle_"
    )
    chosen.add_argument("--mention", metavar="PLATFORM:KEY", help="one mention")


def _add_looking(commands: Commands) -> None:
    stories = _add_configured(commands, "stories", "lists:stories", "list the stories being told, weightiest first")
    cases = _add_configured(commands, "cases", "lists:cases", "list the people waiting for a reply, most urgent first")
    cases.add_argument(
        "--lane", choices=["reply", "held", "quiet"], default="reply", help="which of the page's lists (reply)"
    )
    alerts = _add_configured(
        commands, "alerts", "alerts:alerts", "list what was worth waking somebody for, newest first"
    )
    weather = _add_configured(
        commands,
        "weather",
        "weather:weather",
        "list when a brand was talked about, or complained about, far more than usual",
    )
    for parser in (stories, cases, alerts, weather):
        parser.add_argument("--limit", type=int, default=20, help="how many (20)")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
    story = _add_configured(
        commands, "story", "story:story", "show one story, what was forecast of it, and everything said"
    )
    story.add_argument("id", metavar="ID", help="as `stories` lists it: the id of its first mention")
    story.add_argument("--json", action="store_true", help="as one JSON object")
    notify = _add_configured(
        commands, "notify", "notify:notify", "list who is told the news and how the last messages fared, or test it"
    )
    notify.add_argument("--test", action="store_true", help="send a test message to every channel")
    notify.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_doing(commands: Commands) -> None:
    praise = _add_configured(
        commands, "praise", "praise:praise", "list praise to pass along, show one, or note that you passed it on"
    )
    praise.add_argument("number", metavar="ID", nargs="?", help="as on the page: P-311; without it the list")
    praise.add_argument("--passed-on", action="store_true", help="you told the people it is about")
    praise.add_argument("--to", metavar="WHOM", default="", help="whom you told")
    praise.add_argument("--by", metavar="NAME", help="who does this (your user name)")
    praise.add_argument("--limit", type=int, default=20, help="how many (20)")
    praise.add_argument("--json", action="store_true", help="one JSON object a line")
    case = _add_configured(commands, "case", "case:case", "show one case, or note what you did about it")
    case.add_argument("number", metavar="ID", help="as on the page: R-1042")
    case.add_argument("--handed-to", metavar="OWNER", help="give it to somebody else; its clock goes on")
    case.add_argument("--answered", action="store_true", help="you replied where we cannot see it: its clock stops")
    case.add_argument("--not-for-us", action="store_true", help="nobody needs to reply")
    case.add_argument("--because", metavar="WHY", default="", help="why nobody needs to reply")
    case.add_argument("--snooze", metavar="UNTIL", help="leave it out of the queue for 4h, 2d, or until a moment")
    case.add_argument("--note", metavar="TEXT", help="write something down about it")
    case.add_argument("--confirm", action="store_true", help="the customer told you themselves that they are satisfied")
    case.add_argument("--never-contact", action="store_true", help="this person does not want to hear from us, ever")
    case.add_argument("--by", metavar="NAME", help="who does this (your user name)")


def _add_measuring(commands: Commands) -> None:
    evaluate = _add(
        commands, "evaluate", "evaluate:evaluate", "measure how right the product is, on a folder of labelled files"
    )
    evaluate.add_argument("folder", type=Path, help="the folder, laid out as docs/evaluation.md says")
    evaluate.add_argument(
        "--only", metavar="TASK", help="one task, as in complaints, grouping, spikes, forecast or outcomes"
    )
    evaluate.add_argument(
        "--seed", type=int, metavar="N", help="draw the simulated worlds of this seed again, not fresh ones"
    )
    evaluate.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_serving(commands: Commands) -> None:
    serve = _add_configured(
        commands,
        "serve",
        "serve:serve",
        "show the page with buttons, in a browser on this machine or, with sign-in, beyond it",
        "an extra: pip install 'reputation-monitor[serve]'; docs/serving.md says how people sign in.",
    )
    serve.add_argument("--host", metavar="ADDRESS", help="listen on this address (127.0.0.1: this machine alone)")
    serve.add_argument("--port", type=int, metavar="N", help="listen on this port (8400); 0 takes any that is free")
    serve.add_argument("--hash", action="store_true", help="read a password and print the hash for the configuration")


def _add_stateless(commands: Commands) -> None:
    judgements = {
        "assess": "say what each text is: complaint, praise, lukewarm, question; how bad; who is leaving",
        "group": "put texts to the stories they tell",
        "thread": "say whether a conversation was answered, how fast, and whether the customer was satisfied",
        "forecast": "say how far a story will go, with a range",
        "spikes": "say when a series of counts leaves its usual course",
    }
    for name, words in judgements.items():
        parser = _add(commands, name, f"stateless:{name}", f"{words}; JSON lines in, JSON lines out, nothing is stored")
        parser.add_argument(
            "file", nargs="?", default="-", help="a file of JSON lines; - is standard input, which is the default"
        )
        if name == "group":
            parser.add_argument(
                "--words-only",
                action="store_true",
                help="compare words alone: ten times as quick, and more often apart",
            )
