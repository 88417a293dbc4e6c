"""For every check of the conformance kit there is a fault that it catches: a check that cannot fail proves nothing."""

from __future__ import annotations

import dataclasses
import itertools
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, ClassVar

import pytest
from toyforum import KEY, Toy, ToyWorld

from connectors.base import Absence, Connector, Edited, Gone, Option, Outlook, Window
from connectors.conformance.checks import CHECKS, Broken
from connectors.conformance.suite import applying
from connectors.conformance.world import HttpWorld
from connectors.text import Matcher
from connectors.walk import Page, Read
from monitor.errors import SourceError
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, Query, TimeSpan

Checkpoint = dict[str, Json] | None
FAULTS: dict[str, type[HttpWorld]] = {}
"""A world whose connector has a fault, by the check that must catch it."""


def caught_by(check: str) -> Any:
    """Enter a faulty connector, or a faulty world, for the check that must catch it."""

    def enter(faulty: type) -> type:
        world = faulty if issubclass(faulty, HttpWorld) else type("FaultyWorld", (ToyWorld,), {"connector": faulty})
        FAULTS[check] = world
        return faulty

    return enter


@caught_by("finds-all-there-is")
class Forgetful(Toy):
    def reading(self, record: Mapping[str, Any], matcher: Matcher, now: datetime) -> Read:
        read = super().reading(record, matcher, now)
        return replace(read, mention=None, sample=None) if int(read.key) % 5 == 0 else read


@caught_by("all-it-yields-is-valid")
class WrongZone(Toy):
    def mention(self, record: Mapping[str, Any]) -> Mention:
        mention = super().mention(record)
        return replace(mention, posted_at=mention.posted_at.astimezone(timezone(timedelta(hours=1))))


@caught_by("tells-what-was-said")
class Shortened(Toy):
    def mention(self, record: Mapping[str, Any]) -> Mention:
        mention = super().mention(record)
        return replace(mention, text=mention.text[:20])


@caught_by("nothing-after-now")
class NoSenseOfTime(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        yield from super().pull(queries, checkpoint, replace(window, now=window.now + timedelta(hours=1)))


@caught_by("the-same-twice")
class Fickle(Toy):
    numbers: ClassVar = itertools.count()

    def mention(self, record: Mapping[str, Any]) -> Mention:
        return replace(super().mention(record), place=f"seen {next(self.numbers)} times")


@caught_by("nothing-new-costs-one-request-a-query")
class Tireless(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        yield from super().pull(queries, None, window)


@caught_by("several-brands-cost-what-outlook-says")
class AsksForEachTwice(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        for _ in range(2 * len(queries) if len(queries) > 1 else 0):
            self.get("posts")
        yield from super().pull(queries, checkpoint, window)


@caught_by("what-is-new-is-found")
class OnePageOnly(Toy):
    again = False

    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        lanes: Any = (checkpoint or {}).get("lanes")
        self.again = any(lane["until"] for lane in lanes.values()) if isinstance(lanes, dict) else False
        yield from super().pull(queries, checkpoint, window)

    def page(self, token: str | None) -> Page:
        page = super().page(token)
        return replace(page, following=None) if self.again else page


@caught_by("vouches-without-holes")
class VouchesForAMinute(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        for batch in super().pull(queries, checkpoint, window):
            minute = TimeSpan(start=window.now - timedelta(minutes=1), end=window.now)
            yield replace(batch, heard=minute) if batch.heard else batch


@caught_by("a-checkpoint-stays-small")
class RemembersAll(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        seen: list[Json] = []
        for batch in super().pull(queries, checkpoint, window):
            seen += [mention.text * 20 for mention in batch.mentions]
            yield replace(batch, checkpoint=(batch.checkpoint or {}) | {"seen": list(seen)})


@caught_by("strange-letters-survive")
class TakesAnything(Toy):
    def mention(self, record: Mapping[str, Any]) -> Mention:
        return replace(super().mention(record), text=record["text"])


@caught_by("pages-are-walked")
class OneHugePage(ToyWorld):
    page = 1_000


@caught_by("a-killed-pull-is-completed")
class CommitsEarly(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        batches = list(super().pull(queries, checkpoint, window))
        yield from (replace(batch, checkpoint=batches[-1].checkpoint) for batch in batches)


@caught_by("stopped-after-any-request-it-goes-on")
class HidesItsBudget(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        with suppress(SourceError):
            yield from super().pull(queries, checkpoint, window)
            return
        yield Batch(heard=TimeSpan(start=window.now - timedelta(days=2), end=window.now))


@caught_by("stopped-while-posts-arrive-it-goes-on")
class ResumesOnly(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        lanes: Any = (checkpoint or {}).get("lanes")
        pending = [lane["pending"] for lane in lanes.values()] if isinstance(lanes, dict) else []
        if pending and pending[0]:  # goes on with what was broken off, and takes that for all there is
            yield from super().pull(queries, checkpoint, replace(window, now=_time(pending[0]["target"])))
            return
        yield from super().pull(queries, checkpoint, window)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class Numbered(Toy):
    """Pages by number, which shift when posts come and go."""

    def page(self, token: str | None) -> Page:
        answer = self.get("posts", offset=token or "0")
        records = self.records(answer)
        following = str(int(token or "0") + len(records)) if answer.get("next") else None
        return Page(records=records, following=following)


@caught_by("posts-arriving-between-two-pages-hide-none")
class StopsAtWhatItKnows(Numbered):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        self.seen: set[Any] = set()
        yield from super().pull(queries, checkpoint, window)

    def page(self, token: str | None) -> Page:
        page = super().page(token)
        keys = {record.get("id") for record in page.records if isinstance(record, dict)}
        again = bool(keys & self.seen)
        self.seen |= keys
        return replace(page, following=None) if again else page


@caught_by("posts-deleted-between-two-pages-hide-none")
class SkipsWhatMovesUp(Numbered):
    pass


@caught_by("posts-coming-and-going-hide-none")
class SkipsWhatMoves(Numbered):
    pass


@caught_by("a-circle-of-pages-is-left")
class GoesInCircles(Toy):
    """Takes every next page for another one."""

    numbers: ClassVar = itertools.count()

    def page(self, token: str | None) -> Page:
        page = super().page(token.split("#")[0] if token else None)
        return replace(page, following=page.following and f"{page.following}#{next(self.numbers)}")


@caught_by("an-empty-page-is-not-the-end")
class TakesEmptyForTheEnd(Toy):
    def page(self, token: str | None) -> Page:
        page = super().page(token)
        return page if page.records else replace(page, following=None)


@caught_by("a-strange-checkpoint-is-no-trap")
class TrustsTheVersion(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        if checkpoint is not None:
            assert isinstance(checkpoint["lanes"], dict)
        yield from super().pull(queries, checkpoint, window)


@caught_by("a-damaged-checkpoint-is-no-trap")
class TrustsItsCheckpoint(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        if checkpoint and checkpoint.get("version") == 1 and checkpoint["vouched"] is not None:
            _time(checkpoint["vouched"])  # type: ignore[arg-type]
        yield from super().pull(queries, checkpoint, window)


@caught_by("every-bad-answer-is-a-sentence")
class SaysOops(Toy):
    def get(self, path: str, **parameters: str) -> Any:
        try:
            return super().get(path, **parameters)
        except SourceError as fault:
            raise type(fault)("oops") from None


@caught_by("a-bad-answer-halfway-loses-nothing")
class GivesUpQuietly(Toy):
    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        batches = 0
        try:
            for batch in super().pull(queries, checkpoint, window):
                batches += 1
                yield batch
        except SourceError:
            if not batches:
                raise


@caught_by("another-shape-is-not-silence")
class TakesAnyShapeForNothing(Toy):
    def page(self, token: str | None) -> Page:
        answer = self.get("posts", **({"before": token} if token else {}))
        if isinstance(answer, dict) and isinstance(answer.get("posts"), list):
            return super().page(token)
        return Page(records=[])


@caught_by("an-empty-object-is-not-silence")
class TakesNothingForNothing(Toy):
    def records(self, answer: Any) -> list[Any]:
        return [] if answer == {} else super().records(answer)


@caught_by("only-reads")
class MarksAsRead(Toy):
    def page(self, token: str | None) -> Page:
        with suppress(SourceError):
            self.http.post(f"{self.settings['base_url']}/seen", {"before": token or ""})
        return super().page(token)


@caught_by("prints-nothing")
class Chatty(Toy):
    def page(self, token: str | None) -> Page:
        print("asking", token)  # noqa: T201 - that is the fault
        return super().page(token)


@caught_by("starts-no-thread")
class StartsThreads(Toy):
    def page(self, token: str | None) -> Page:
        waiting = threading.Thread(target=lambda: None)
        waiting.start()
        waiting.join()
        return super().page(token)


@caught_by("keys-stay-home")
class Leaky(Toy):
    def get(self, path: str, **parameters: str) -> Any:
        try:
            return super().get(path, **parameters)
        except SourceError as fault:
            raise type(fault)(f"The key {KEY} was of no use at {path}.") from None


@caught_by("waits-no-longer-than-the-run")
class Patient(Toy):
    def get(self, path: str, **parameters: str) -> Any:
        try:
            return super().get(path, **parameters)
        except SourceError:
            time.sleep(1.5)
            raise


@caught_by("check-is-content-with-a-good-platform")
class NeverContent(Toy):
    def check(self) -> list[Finding]:
        return [Finding(kind=FindingKind.UNREACHABLE, what="I did not look.", fix="Look yourself.")]


@caught_by("check-names-what-is-wrong")
class AlwaysContent(Toy):
    def check(self) -> list[Finding]:
        return [Finding(kind=FindingKind.FINE, what="All is well, I suppose.")]


@caught_by("check-misses-the-key")
class MissesNoKey(Toy):
    def check(self) -> list[Finding]:
        found = super().check()
        return [
            replace(each, kind=FindingKind.UNREACHABLE) if each.kind is FindingKind.NO_KEY else each for each in found
        ]


@caught_by("counts-are-told-and-told-again")
class CountsOnce(Toy):
    def look(self, record: Mapping[str, Any], mention: Mention, now: datetime) -> Iterator[Any]:
        for each in super().look(record, mention, now):
            yield replace(each, likes=1) if isinstance(each, EngagementSample) else each


@caught_by("an-unknown-count-is-not-zero")
class TakesNullForZero(Toy):
    def sample(self, record: Mapping[str, Any], mention_id: str, now: datetime) -> EngagementSample:
        sample = super().sample(record, mention_id, now)
        return replace(sample, likes=sample.likes or 0)


@caught_by("a-deletion-is-told")
class OverlooksDeletions(Toy):
    def look(self, record: Mapping[str, Any], mention: Mention, now: datetime) -> Iterator[Any]:
        return iter(()) if record.get("deleted") else super().look(record, mention, now)


@caught_by("trouble-is-no-deletion")
class DeletesInTrouble(Toy):
    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        try:
            yield from super().refresh(mentions, now)
        except SourceError:
            yield from (Gone(mention_id=mention.id, why=Absence.ABSENT) for mention in mentions)


@caught_by("an-edit-is-told")
class OverlooksEdits(Toy):
    def look(self, record: Mapping[str, Any], mention: Mention, now: datetime) -> Iterator[Any]:
        return (each for each in super().look(record, mention, now) if not isinstance(each, Edited))


@caught_by("it-looks-only-at-what-is-asked")
class LooksAround(Toy):
    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        yield from super().refresh(mentions, now)
        yield EngagementSample(mention_id="toy:1009", at=now)


@caught_by("a-conversation-is-read")
class NewestFirst(Toy):
    def thread(self, mention: Mention) -> Iterator[Mention]:
        yield from reversed(list(super().thread(mention)))


@caught_by("a-conversation-in-trouble-is-a-fault")
class HearsNobody(Toy):
    def thread(self, mention: Mention) -> Iterator[Mention]:
        with suppress(SourceError):
            yield from super().thread(mention)


@caught_by("a-huge-conversation-is-bounded")
class ReadsOnAndOn(Toy):
    def thread(self, mention: Mention) -> Iterator[Mention]:
        for record in self.records(self.get("thread", of=mention.thread or "")):
            yield replace(self.mention(record), query=mention.query, matched=mention.matched)


@caught_by("says-what-it-is")
class ClaimsTooMuch(Toy):
    thread = Connector.thread


@caught_by("every-option-is-explained")
class KeepsItsOptionsDark(Toy):
    options = (*Toy.options, Option(name="mode", help="how"))


@caught_by("importing-it-is-quiet")
class LoudWhenImported(Toy):
    """Its module is made, with a fault, by the fixture below."""


LoudWhenImported.__module__ = "loud_toy"


@caught_by("making-it-is-quiet")
class ReadsWhenMade(Toy):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        with open(__file__, encoding="utf-8") as file:  # noqa: PTH123 - one way of reading
            file.read(1)


@caught_by("outlook-asks-nobody")
class AsksForTheOutlook(Toy):
    def outlook(self, queries: Sequence[Query]) -> Outlook:
        self.get("posts")
        return super().outlook(queries)


@caught_by("excuses-make-sense")
class Excused(ToyWorld):
    excused: ClassVar = {"keys-stay-home": "they like to travel"}


@caught_by("garbled-answers-store-nothing-wrong")
class TakesAnythingForAName(Toy):
    def mention(self, record: Mapping[str, Any]) -> Mention:
        mention = super().mention(record | {"author": str(record.get("author"))})
        return dataclasses.replace(mention)


@pytest.fixture
def loud_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loud_toy.py").write_text("import requests\nprint('here I am')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def test_every_check_has_a_fault_that_it_catches() -> None:
    assert set(FAULTS) == set(CHECKS)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_sound_connector_passes(name: str) -> None:
    CHECKS[name].run(ToyWorld)


@pytest.mark.usefixtures("loud_module")
@pytest.mark.parametrize("name", sorted(FAULTS))
def test_the_fault_is_caught(name: str) -> None:
    assert not CHECKS[name].why_not(FAULTS[name]) or name in FAULTS[name].excused
    with pytest.raises(Broken) as caught:
        CHECKS[name].run(FAULTS[name])
    assert len(str(caught.value)) > 15
    assert KEY not in str(caught.value)


BESIDES: dict[str, set[str]] = {
    "a-bad-answer-halfway-loses-nothing": {"every-bad-answer-is-a-sentence"},
    "a-checkpoint-stays-small": {"strange-letters-survive"},
    "a-huge-conversation-is-bounded": {"a-conversation-is-read"},
    "a-killed-pull-is-completed": {"a-damaged-checkpoint-is-no-trap"},
    "a-strange-checkpoint-is-no-trap": {"a-damaged-checkpoint-is-no-trap"},
    "all-it-yields-is-valid": {
        "a-checkpoint-stays-small",
        "a-conversation-is-read",
        "an-edit-is-told",
        "strange-letters-survive",
    },
    "another-shape-is-not-silence": {"an-empty-object-is-not-silence", "nothing-new-costs-one-request-a-query"},
    "check-is-content-with-a-good-platform": {"check-misses-the-key", "check-names-what-is-wrong"},
    "check-names-what-is-wrong": {"check-misses-the-key"},
    "finds-all-there-is": {
        "several-brands-cost-what-outlook-says",
        "a-bad-answer-halfway-loses-nothing",
        "a-checkpoint-stays-small",
        "a-conversation-in-trouble-is-a-fault",
        "a-conversation-is-read",
        "a-damaged-checkpoint-is-no-trap",
        "a-huge-conversation-is-bounded",
        "a-killed-pull-is-completed",
        "a-strange-checkpoint-is-no-trap",
        "nothing-after-now",
        "posts-arriving-between-two-pages-hide-none",
        "posts-coming-and-going-hide-none",
        "posts-deleted-between-two-pages-hide-none",
        "stopped-after-any-request-it-goes-on",
        "stopped-while-posts-arrive-it-goes-on",
        "strange-letters-survive",
        "what-is-new-is-found",
    },
    "nothing-after-now": {"stopped-while-posts-arrive-it-goes-on", "what-is-new-is-found"},
    "only-reads": {"nothing-new-costs-one-request-a-query"},
    "posts-arriving-between-two-pages-hide-none": {
        "posts-coming-and-going-hide-none",
        "posts-deleted-between-two-pages-hide-none",
    },
    "posts-coming-and-going-hide-none": {"a-circle-of-pages-is-left", "posts-deleted-between-two-pages-hide-none"},
    "posts-deleted-between-two-pages-hide-none": {"a-circle-of-pages-is-left", "posts-coming-and-going-hide-none"},
    "says-what-it-is": {"a-conversation-in-trouble-is-a-fault", "a-conversation-is-read"},
    "stopped-after-any-request-it-goes-on": {
        "a-bad-answer-halfway-loses-nothing",
        "an-empty-object-is-not-silence",
        "another-shape-is-not-silence",
        "every-bad-answer-is-a-sentence",
        "stopped-while-posts-arrive-it-goes-on",
        "waits-no-longer-than-the-run",
    },
    "stopped-while-posts-arrive-it-goes-on": {"a-damaged-checkpoint-is-no-trap"},
    "tells-what-was-said": {"a-conversation-is-read", "an-edit-is-told"},
    "the-same-twice": {"nothing-new-costs-one-request-a-query"},
    "what-is-new-is-found": {"a-damaged-checkpoint-is-no-trap", "posts-arriving-between-two-pages-hide-none"},
}
"""Checks that a fault breaks besides its own, because it breaks what they promise, too."""


@pytest.mark.faults
@pytest.mark.parametrize("name", sorted(set(FAULTS) - {"importing-it-is-quiet"}))
def test_the_fault_is_caught_by_no_other_check(name: str) -> None:
    broken = set()
    for check in applying(FAULTS[name]):
        try:
            check.run(FAULTS[name])
        except (Broken, SourceError):
            broken.add(check.name)
    # The module of these connectors is this one, which is loud when it is imported; garbling finds a bit of everything.
    assert broken - {name, "importing-it-is-quiet", "garbled-answers-store-nothing-wrong"} == BESIDES.get(name, set())
