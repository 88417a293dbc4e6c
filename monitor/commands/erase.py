"""Erases a person or a mention on request."""

from __future__ import annotations

import argparse

from monitor.commands.options import configuration, moment, print_line
from monitor.errors import Exit, UsageError
from monitor.pipeline import analyze, report
from monitor.session import working_store

WAIT_SECONDS = 30


def erase(options: argparse.Namespace) -> Exit:
    """Erase everywhere, then write the page anew, so that no copy is left on it."""
    config, now = configuration(options), moment(options)
    name = options.author or options.mention
    platform, colon, key = name.partition(":")
    if not colon:
        raise UsageError(f"name the platform too, as in reddit:{name}")
    if options.author:  # authors are known by their names in lower case, without the @
        name = f"{platform.lower()}:{key.removeprefix('@').lower()}"
    with working_store(config, WAIT_SECONDS) as store:
        eraser = store.erasure.erase_person if options.author else store.erasure.erase_mention
        erased = eraser(name, now)
        analyze(config, store, now, lambda _stage, _count: None)
        report(config, store, now)
    mentions = "1 mention" if erased.mentions == 1 else f"{erased.mentions:,} mentions"
    cases = "1 case" if erased.cases == 1 else f"{erased.cases:,} cases"
    if not erased.mentions:
        print_line(
            f"Nothing of {name} was stored. Is the name right? Whatever comes under it will not be stored either."
        )
        return Exit.FINE
    print_line(
        f"Erased {mentions} and {cases} of {name}; the page was written anew, and the next pull will not bring them back."
    )
    print_line("Earlier pages that were copied or mailed elsewhere are not within our reach.")
    return Exit.FINE
