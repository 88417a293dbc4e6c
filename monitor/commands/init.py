"""Writes a commented monitor.toml: keyless sources on, the others ready to fill in."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from connectors.base import Capability, Connector, Option
from connectors.registry import load, names
from monitor.commands.options import print_line
from monitor.config.load import TRADES
from monitor.errors import Exit, UsageError
from monitor.publish import replace_files

HEAD = """\
# What reputation-monitor listens for, whom it tells, and where it listens.
# `reputation-monitor check` says whether all is well. A password or key never stands here: write
#   token = {{ env = "NAME_OF_A_VARIABLE" }}   or   token = {{ file = "path/of/a/file" }}

title = {title}
timezone = "UTC"                      # as in "Europe/London": clocks and dates on the page
locale = "en-GB"                      # 4 March 2026, 17:05; or "en-US": March 4, 2026, 5:05 PM
store = "sqlite:///reputation.db"     # or postgresql://USER@HOST/NAME, with pip install 'reputation-monitor[postgres]'

[[brands]]                            # repeat the whole block for a second brand
name = {title}
aliases = []                          # other names people use
handles = {handles}                   # your own accounts: what they write counts as your reply
products = []                         # product names that are heard as yours
competitors = []                      # whom people leave you for
exclude = []                          # words that make a hit not yours, as in ["Primary School"]
# If other things bear your name too ("Delta": a river, a variant), say what you are; {trades}
trade = ""
context = []                          # further words that show it is you, as in ["flight", "lounge"]

[team]
capacity = 20                         # how many people you can answer a day; the rest is listed under "later"
working_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
working_hours = "00:00-24:00"         # as in "09:00-17:30": the promise runs only then
employees = []                        # names of colleagues whose posts are no customers' stories
never_contact = []                    # people who do not want to hear from you, as in ["x:somebody"]

[promise]                             # hours from the customer's words to your reply
urgent_hours = 1                      # urgent or spreading
slow_hours = 8                        # everybody else
ceiling_hours = 24                    # nobody waits longer
silent_after_days = 3                 # no word for this long after your reply counts as silent

# [[owners]]                          # who answers what; the first whose words occur gets the case
# name = "Deliveries"
# words = ["delivery", "courier", "parcel"]
# on_shift = "Priya N."

[recipients]                          # who gets what must not be answered like the rest
media = "Press office"
legal = "Legal"
safety = "Duty manager"
employee = "People team"
automatic = "Whoever watches for misuse"
troll = ""                            # who only provokes is read and not answered
no_experience = "Community manager"
opted_out = "Head of customer care"

[alerts]                              # what is worth waking somebody for: `reputation-monitor alerts` lists it
causes = ["safety", "press", "forecast", "spreading", "anger", "spike"]
tellers = 3                           # a story spreads when so many different people tell it
doubling_hours = 3                    # it doubles within this time,
likely = 0.25                         # and grows tenfold with this probability; lower wakes earlier and oftener, 0 whenever it doubles
people = 100000                       # forecast: so many more people are likely to see it
arousal = 0.6                         # anger: how worked up its words are, from 0 to 1
cool_down_hours = 6                   # the same story again only after this time, unless it has doubled
quiet_hours = "22:00-07:00"           # in your time zone; what is decided then waits; "" for none
wake_for = ["safety", "forecast"]     # what does not wait
recipient = ""                        # who is woken; for safety and the press, those below

[report]
folder = "report"
formats = ["html", "json", "csv", "text"]   # and "email": the opening as a letter in a file, index.eml
keep = 30                             # days for which the last page of each day is kept, in past/; 0 keeps none
mailbox = ""                          # for the page's "hand to someone else" and "pass it on" letters; read it with [sources.mail] team_addresses
address = ""                          # where people open the page, as in "https://intranet.example/report/": for links in letters

[notify]                              # carries the news to people: docs/notify.md
report_at = ""                        # as in "08:30": once a working day; "" sends the report whenever somebody new needs you
# [notify.channels.team]
# url = {{ env = "TEAM_CHANNEL" }}    # smtp://USER:PASSWORD@HOST?from=ADDRESS&to=ADDRESS, or what Apprise knows: slack://…
# what = ["report", "alerts", "trouble"]   # which news this channel gets

[serve]                               # the page with buttons, `reputation-monitor serve`: docs/serving.md
host = "127.0.0.1"                    # this machine alone; beyond it people must sign in
port = 8400
hosts = []                            # further names by which the page is opened, as in ["care.example"]
behind_tls = false                    # true when a proxy in front speaks TLS
# secret = {{ file = "serve.secret" }}  # signs sessions; without it a restart signs everybody out
# [serve.users.priya]
# role = "act"                        # or "read"
# password = {{ env = "PRIYA_HASH" }}   # what `reputation-monitor serve --hash` prints

[analysis]
encoder = true                        # false: the fast tier alone judges and words alone make stories, five times as quick, more often wrong
extra = []                            # names of analyzers that other packages installed

[run]
every_minutes = 15                    # how often cron starts a run: `check` reckons with it
deadline_minutes = 10                 # a source that is not done by then is given up until the next run
ping = ""                             # address of a dead man's switch such as healthchecks

# Every source below may also have, in its own table:
# every_minutes = 60                  # asked at most this often; when left out, as often as its kind advises
# refresh = true                      # look again at what is known: counts, edits, deletions, conversations
# keep_days = 400                     # erase what is older; when left out, it is kept for ever
# budget = {{ requests_per_run = 200, requests_per_day = 5000, requests_per_month = 100000 }}
# budget = {{ dollars_per_run = 0.50, dollars_per_day = 2, dollars_per_month = 40 }}
#   any of the six may stand in it; nothing that costs money is read before one of the last three does
"""


def init(options: argparse.Namespace) -> Exit:
    """Write the configuration. Raises UsageError rather than replace one that is there."""
    if options.config.exists() and not options.force:
        raise UsageError(f"{options.config} is there already; --force replaces it, --config writes another")
    brand = (options.brand or _ask()).strip()
    if not brand:
        raise UsageError('a brand must have a name: reputation-monitor init --brand "Your Brand"')
    try:
        replace_files({options.config: configuration_text(brand, options.handle).encode()})
    except OSError as error:
        raise UsageError(f"{options.config} cannot be written: {error}") from error
    print_line(f"{options.config} is written. Look it over, then: reputation-monitor check && reputation-monitor run")
    return Exit.FINE


def configuration_text(brand: str, handles: Sequence[str]) -> str:
    """Write a configuration for one brand, with every kind of source that is installed."""
    head = HEAD.format(
        title=_quoted(brand), handles=json.dumps(list(handles), ensure_ascii=False), trades=", ".join(TRADES)
    )
    return "\n".join([head, *(_source_text(name, load(name)) for name in names())])


def _source_text(name: str, connector: type[Connector]) -> str:
    """Describe one kind of source; it is on when it needs nothing from the operator."""
    is_on = Capability.KEYLESS in connector.capabilities and not any(option.required for option in connector.options)
    mark = "" if is_on else "# "
    lines = [f"# {connector.title}", f"{mark}[sources.{name}]", f'{mark}connector = "{name}"']
    lines += [_option_text(name, option) for option in connector.options]
    return "\n".join(lines) + "\n"


def _option_text(connector: str, option: Option) -> str:
    example = f'{{ env = "{connector.upper()}_{option.name.upper()}" }}' if option.secret else option.example or '""'
    need = " (needed)" if option.required else ""
    return f"# {option.name} = {example}".ljust(48) + f"  # {option.help}{need}"


def _ask() -> str:
    if not sys.stdin.isatty():
        raise UsageError('which brand? reputation-monitor init --brand "Your Brand"')
    try:
        return input("What is your brand called? ")
    except EOFError:
        return ""


def _quoted(text: str) -> str:
    """Write a text as a TOML string (JSON's escapes are valid there)."""
    return json.dumps(text, ensure_ascii=False)
