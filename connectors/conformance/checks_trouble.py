"""Checks of bad answers: each becomes a sentence, none a crash, a loss, a lie, a long wait or a leak."""

# ruff: noqa: D401 - the first line of a check's docstring is its claim
from __future__ import annotations

import contextlib
import io
import json
import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from connectors.base import Capability, Connector, Window
from connectors.conformance.checks import Tier, check, demand, filled
from connectors.conformance.checks_hearing import fine
from connectors.conformance.host import Host, Run, requests_of
from connectors.conformance.server import Asked, Reply
from connectors.conformance.trouble import SHAPES, TROUBLES, Trouble, from_request
from connectors.conformance.world import HttpWorld, World
from connectors.http import Limits
from monitor.errors import MonitorError, SourceError
from monitor.model import Finding, FindingKind, GapReason

MOST_TRIES = 40  # requests of one pull at a platform that answers nothing good: more are hammering
_PATIENT = Limits(connect=2, read=30, total=30, tries=4, backoff=0.05, longest_wait=60)
_THREADS_OF_OURS = {"connectors.guard", "connectors.conformance.server", "socketserver"}
_KEY_KINDS = {FindingKind.NO_KEY, FindingKind.NOT_APPROVED, FindingKind.WRONG_SCOPE, FindingKind.WRONG_SETTING}


@check(Tier.BRONZE, http=True)
def every_bad_answer_is_a_sentence(kind: type[World]) -> None:
    """401, 403, 404, 410, 429, 451, 5xx, pages, cuts and silence each raise the right SourceError, in a sentence."""
    with filled(kind) as world:
        for trouble in TROUBLES:
            run = _troubled(world, trouble, place=1)
            when = f"at {trouble.name}"
            demand(run.fault is not None, f"{when}, the pull did not fail")
            demand(not run.heard, f"{when}, time is vouched for")
            names = " or ".join(each.__name__ for each in trouble.kinds)
            demand(isinstance(run.fault, trouble.kinds), f"{when}: {run.fault!r} is no {names}")
            demand(run.requests <= MOST_TRIES, f"{when}, it asked {run.requests} times")
            fault = _not_a_sentence(str(run.fault))
            demand(not fault, f"{when}, the message {str(run.fault)[:200]!r} {fault}")


@check(Tier.SILVER, http=True)
def a_bad_answer_halfway_loses_nothing(kind: type[World]) -> None:
    """When the second answer of a pull is a bad one, nothing is vouched for, and the next pull completes it."""
    with filled(kind) as world:
        if fine(Host(world).run()).requests < 2:
            return
        for trouble in TROUBLES[::3]:
            host = Host(world, trouble.limits)
            run = _troubled(world, trouble, place=2, host=host)
            standing = [gap for gap in run.gaps if gap.reason is not GapReason.LIMIT]
            when = f"at {trouble.name} halfway"
            demand(run.fault or standing, f"{when}, it neither fails nor names a gap")
            demand(not run.heard or (standing and not run.fault), f"{when}, time is vouched for")
            fine(host.run())
            lost = sorted(world.expected() - set(host.mentions))
            demand(not lost, f"{when}: lost {lost[:3]}")


@check(Tier.GOLD, http=True)
def another_shape_is_not_silence(kind: type[World]) -> None:
    """JSON that is no answer of the platform (null, a number, an object of other things) is a fault, not an empty result."""
    _demand_no_silence(kind, SHAPES)


@check(Tier.GOLD, excusable=True, http=True)
def an_empty_object_is_not_silence(kind: type[World]) -> None:
    """An answer of `{}` is a fault, not an empty result; excused where the platform leaves out what is empty."""
    _demand_no_silence(kind, ({},))


def _demand_no_silence(kind: type[World], shapes: tuple[object, ...]) -> None:
    with filled(kind) as world:
        for shape in shapes:
            trouble = Trouble(name=f"the answer {json.dumps(shape)}", reply=_always(shape), kinds=())
            run = _troubled(world, trouble, place=1)
            demand(run.fault or not run.heard, f"{trouble.name} is taken for an empty result, and vouched for")


def _always(shape: object) -> Callable[[Reply], Reply]:
    return lambda good: Reply(body=json.dumps(shape).encode(), headers=good.headers)


def _troubled(world: World, trouble: Trouble, place: int, host: Host | None = None) -> Run:
    """Pull while every answer from the n-th on is a bad one; the platform is well again afterwards."""
    server = _http(world).server
    server.change = from_request(place, trouble, _http(world).is_sign_in)
    try:
        return (host or Host(world, trouble.limits)).run()
    finally:
        server.change = lambda _number, _asked, reply: reply


def _not_a_sentence(text: str) -> str:
    """Say why a text is no sentence for a person; empty when it is."""
    if not text.strip().endswith((".", "?", "…")) or not 15 <= len(text) <= 1_500:
        return "is no whole sentence"
    if "Traceback" in text or "<html" in text.lower() or "object at 0x" in text:
        return "shows the inside of a program"
    return "" if text.isprintable() or "\n" not in text else "has several lines"


@check(Tier.BRONZE)
def only_reads(kind: type[World]) -> None:
    """Pulling, checking, looking again and reading conversations send GET requests only; a POST only to sign in."""
    with filled(kind) as world:
        _use_everything(world)
        if isinstance(world, HttpWorld):
            sent = {(asked.method, asked.path) for asked in world.asked if not world.is_sign_in(asked)}
            writes = [f"{method} {path}" for method, path in sorted(sent) if method not in ("GET", "HEAD")]
            demand(not writes, f"this writes: {writes[:3]}")


@check(Tier.BRONZE)
def prints_nothing(kind: type[World]) -> None:
    """Nothing is printed, neither in good order nor in trouble."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written), contextlib.redirect_stderr(written), filled(kind) as world:
        _use_everything(world)
        if isinstance(world, HttpWorld):
            _troubled(world, TROUBLES[0], place=1)
    demand(not written.getvalue(), f"it prints: {written.getvalue()[:100]!r}")


@check(Tier.BRONZE)
def starts_no_thread(kind: type[World]) -> None:
    """The connector starts no thread of its own: the host gives it one, and ends it."""
    started: list[str] = []
    start = threading.Thread.start

    def note(thread: threading.Thread) -> None:
        names = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_stack(None)]
        ours = next((name for name in names if name in _THREADS_OF_OURS), "")
        if not ours and kind.connector.__module__ in names:
            started.append(thread.name)
        start(thread)

    with filled(kind) as world, mock.patch.object(threading.Thread, "start", note):
        _use_everything(world)
    demand(not started, f"it starts a thread: {started[:1]}")


@check(Tier.BRONZE)
def keys_stay_home(kind: type[World]) -> None:
    """No key is in an error, a finding, a gap, a checkpoint or a log, not even when the platform repeats it."""
    with filled(kind) as world, _log() as logged:
        secrets = _secrets(world)
        texts = [repr(run) for run in _use_everything(world)]
        if isinstance(world, HttpWorld):
            for status in (400, 401, 403, 429, 500):
                echo = Trouble(name=str(status), reply=lambda good: good, kinds=())
                world.server.fault = lambda _number, asked, status=status: _echo(asked, status)  # type: ignore[misc]
                run = _troubled(world, echo, place=1)
                texts += [repr(run.batches), *_all_of(run.fault), *(repr(each) for each in _findings(world))]
                world.server.fault = lambda _number, _asked: None
        texts += logged
        leaks = [(secret, text) for secret in secrets for text in texts if secret in text]
        demand(not leaks, f"the key is shown: {leaks[0][1].replace(leaks[0][0], '<KEY>')[:200]!r}" if leaks else "")


def _secrets(world: World) -> list[str]:
    settings = world.source().settings
    values = [settings.get(option.name) for option in world.connector.options if option.secret]
    return [value for value in values if isinstance(value, str) and len(value) >= 4]


def _echo(asked: Asked, status: int) -> Reply:
    """Answer with all that was sent, as careless platforms do."""
    sent = f"{asked.method} {asked.path} {dict(asked.parameters)} {dict(asked.headers)} {asked.body.decode('utf-8', 'replace')}"
    shapes = {"message": sent, "error_description": sent, "detail": sent, "title": sent, "reason": sent}
    return Reply(status=status, body=shapes | {"error": shapes, "errors": [shapes]})


def _all_of(fault: BaseException | None) -> list[str]:
    if fault is None:
        return []
    return [str(fault), repr(fault), *traceback.format_exception(fault)]


@contextlib.contextmanager
def _log() -> Iterator[list[str]]:
    """Collect what is logged at the loudest level."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    root, keeping = logging.getLogger(), Keeping()
    level = root.level
    root.addHandler(keeping)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(keeping)
        root.setLevel(level)


def _use_everything(world: World) -> list[Any]:
    """Check, pull, look again and read a conversation; give all that came of it."""
    run = fine(Host(world).run())
    made, mentions = world.source(), list(run.mentions.values())
    demand(mentions, "there is nothing to look at: the pull found no mention")
    found: list[Any] = [run, _findings(world), list(made.refresh(mentions[: made.together], world.now))]
    if Capability.THREADS in made.capabilities:
        found.append(list(made.thread(mentions[0])))
    return found


def _findings(world: World) -> list[Finding]:
    return list(world.source().check())


@check(Tier.SILVER, http=True)
def waits_no_longer_than_the_run(kind: type[World]) -> None:
    """With little time left, neither a slow platform nor one that asks for patience keeps the run."""
    left = 0.3
    patience = Reply(status=429, headers={"Retry-After": "3"}, body={"backoff": 3})
    for trouble in (patience, Reply(status=503, headers={"Retry-After": "3"}), Reply(wait=3.0)):
        with filled(kind) as world:
            _http(world).server.fault = lambda _number, _asked, reply=trouble: reply  # type: ignore[misc]
            made = world.source(_PATIENT)
            begun = time.monotonic()
            made.hurry(begun + left)
            raised = _drain(made, world)
            took = time.monotonic() - begun
            demand(took < left + 1.0, f"with {left} s left it took {took:.1f} s")
            demand(raised, "it did not say that it could not be done in time")


def _drain(made: Connector, world: World) -> bool:
    """Pull to the end; tell whether a SourceError ended it."""
    try:
        for _ in made.pull(world.queries, None, Window(start=None, now=world.now)):
            pass
    except SourceError:
        return True
    return False


@check(Tier.BRONZE)
def check_is_content_with_a_good_platform(kind: type[World]) -> None:
    """`check` finds nothing to complain about where all is well, with a handful of requests."""
    with filled(kind) as world:
        before = requests_of(world)
        findings = _findings(world)
        bad = [finding for finding in findings if finding.kind is not FindingKind.FINE]
        demand(findings, "`check` finds nothing at all, not even that all is well")
        demand(not bad, f"`check` complains of a platform in good order: {bad[:1]}")
        asked = requests_of(world) - before
        demand(asked <= 10, f"`check` asks {asked} times")


@check(Tier.SILVER, http=True)
def check_names_what_is_wrong(kind: type[World]) -> None:
    """At 401, 403, 429, 500 and a dead line, `check` names a finding with a way to fix it, and never raises."""
    with filled(kind) as world:
        server, keyed = _http(world).server, bool(_secrets(world))
        for status in (401, 403, 429, 500, 0):
            reply = Reply(status=status, body={"error": "synthetic"}) if status else Reply(reset=True)
            server.fault = lambda _number, _asked, reply=reply: reply  # type: ignore[misc]
            findings = _checked(world, status)
            bad = [finding for finding in findings if finding.kind is not FindingKind.FINE]
            when = f"at {status or 'a dead line'}"
            demand(bad, f"{when}, `check` finds everything fine")
            demand(all(each.what and each.fix for each in bad), f"{when}, a finding has no words or no fix: {bad[:1]}")
            right = status not in (401, 403) or not keyed or any(each.kind in _KEY_KINDS for each in bad)
            demand(right, f"{when}, no finding speaks of the key: {bad[:1]}")


@check(Tier.SILVER)
def check_misses_the_key(kind: type[World]) -> None:
    """Without its key, `check` says that it is missing and how to get one; a keyless connector is content."""
    with filled(kind) as world:
        optional = [option for option in kind.connector.options if option.secret and not option.required]
        given = [option.name for option in optional if world.options().get(option.name)]
        if not given:
            return
        with _without(world, given):
            findings = _checked(world, 0)
        bad = [finding for finding in findings if finding.kind is not FindingKind.FINE]
        keyless = Capability.KEYLESS in kind.connector.capabilities
        demand(
            keyless or any(each.kind is FindingKind.NO_KEY for each in bad), f"without {given}, it finds {findings[:1]}"
        )
        demand(all(each.fix for each in bad), f"a finding without a fix: {bad[:1]}")


@contextlib.contextmanager
def _without(world: World, names: list[str]) -> Iterator[None]:
    whole = world.options
    world.options = lambda: {name: value for name, value in whole().items() if name not in names}  # type: ignore[method-assign]
    try:
        yield
    finally:
        world.options = whole  # type: ignore[method-assign]


def _checked(world: World, status: int) -> list[Finding]:
    try:
        return _findings(world)
    except MonitorError as fault:
        demand(False, f"`check` raises at {status or 'trouble'}: {fault!r}")  # noqa: FBT003 - it failed
        raise


def _http(world: World) -> HttpWorld:
    if not isinstance(world, HttpWorld):
        raise TypeError("this check is for platforms spoken to by HTTP")
    return world
