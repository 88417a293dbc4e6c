"""Serves the page with buttons, to this machine alone unless told otherwise; or makes the hash of a password."""

from __future__ import annotations

import argparse
import gc
import getpass
import sys
from dataclasses import replace

from monitor.clock import current_time
from monitor.commands.case import user_name
from monitor.commands.options import configuration, moment, print_line
from monitor.config import Config, Role, Serving
from monitor.errors import ConfigurationError, Exit, UsageError
from monitor.guard import say
from monitor.session import reading_store

INSTALL = "pip install 'reputation-monitor[serve]'"
WAIT_SECONDS = 5.0
"""How long a press waits for another program's write before the page says that the store is busy."""

SHORTEST_PASSWORD = 10
LONGEST_PORT = 65_535


def serve(options: argparse.Namespace) -> Exit:
    """Serve the page until stopped, or with `--hash` make the hash of a password."""
    try:
        import flask  # noqa: F401, PLC0415 - an extra: only looked for
        import waitress  # noqa: F401, PLC0415 - as above
    except ModuleNotFoundError as error:
        raise UsageError(f"serving needs {error.name}, which is not installed: {INSTALL}") from None
    if options.hash:
        return _print_hash()
    config = configuration(options)
    config = replace(config, serving=_with_options(config.serving, options))
    _refuse_open_doors(config)
    return _serve(config, options)


def _with_options(serving: Serving, options: argparse.Namespace) -> Serving:
    port = serving.port if options.port is None else options.port
    if not 0 <= port <= LONGEST_PORT:
        raise UsageError(f"--port must lie between 0 (any that is free) and {LONGEST_PORT}, not {port}")
    return replace(serving, host=options.host or serving.host, port=port)


def _refuse_open_doors(config: Config) -> None:
    """See to it that nobody unknown can act, or read what the page holds of real people. Raises ConfigurationError."""
    serving, found = config.serving, []
    if not serving.is_local and not any(each.password for each in serving.visitors):
        found.append("serve.users: beyond this machine people must sign in, and nobody can: docs/serving.md says how")
    if not serving.is_local and not serving.hosts:
        found.append('serve.hosts: the names by which the page is opened must be given, as in ["care.example"]')
    if found:
        raise ConfigurationError([f"{config.path}: {each}" for each in found])
    for visitor in serving.visitors:
        if not visitor.password:
            say(f"[serve.users.{visitor.name}] has no password, so {visitor.name} cannot sign in")
    if not serving.is_local and not serving.behind_tls:
        say("passwords and pages travel in the clear: put TLS in front and say so ([serve] behind_tls = true)")


def _serve(config: Config, options: argparse.Namespace) -> Exit:
    from waitress.server import create_server  # noqa: PLC0415 - an extra

    from monitor.serve.app import make_app  # noqa: PLC0415 - as above

    gc.set_threshold(100_000, 20, 20)  # a server lives long: requests leave cycles behind, and a run does not
    serving = config.serving
    clock = (lambda: moment(options)) if options.now else current_time
    with reading_store(config, WAIT_SECONDS) as store:
        app = make_app(config, store, user_name(), clock)
        try:
            server = create_server(
                app, host=serving.host, port=serving.port, threads=4, ident=None, max_request_body_size=1 << 20
            )
        except OSError as error:
            raise UsageError(f"{serving.host}:{serving.port} cannot be listened on: {error}") from error
        port = getattr(server, "effective_port", serving.port)
        print_line(f"The page is at http://{_shown(serving.host)}:{port}/ {_who(serving)}. Ctrl-C ends it.")
        sys.stdout.flush()
        server.run()
    return Exit.FINE


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _who(serving: Serving) -> str:
    if not serving.visitors:
        return "for whoever uses this machine"
    acting = sum(each.role is Role.ACT for each in serving.visitors)
    return f"for {len(serving.visitors)} who can sign in, {acting} of whom may act"


def _print_hash() -> Exit:
    from monitor.serve.guests import hash_of  # noqa: PLC0415 - an extra

    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise UsageError("the two are not the same")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < SHORTEST_PASSWORD:
        raise UsageError(f"a password needs {SHORTEST_PASSWORD} characters or more")
    print_line(hash_of(password))
    return Exit.FINE
