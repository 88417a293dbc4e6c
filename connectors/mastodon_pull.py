"""One pull from a Mastodon server: fetches and reads its lists page by page, and finds out which of them are deaf."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from connectors.fields import moment
from connectors.mastodon_ears import NO_SEARCH, Ask, Ear, closed_feeds, finds_anything
from connectors.mastodon_status import (
    Statuses,
    bound_above,
    filed_at,
    key_of,
    names,
    number_of,
    parent_of,
    sample,
)
from connectors.walk import Lane, Page, Read, Wrong
from monitor.errors import SourceChanged, SourceRefused
from monitor.model import Batch, Json, Mention

TOGETHER = 20  # statuses one question may name (app/controllers/api/v1/statuses_controller.rb: DEFAULT_STATUSES_LIMIT)
_PROOF_LASTS = timedelta(days=1)
_REMEMBERED = 4_000  # characters of parents kept in the checkpoint
_FOLLOWING = re.compile(r'<([^<>]{1,2000})>;\s*rel="next"')


class Pull:
    """Fetches and reads the lanes of one pull, up to `now`."""

    def __init__(self, ask: Ask, source: str, checkpoint: Mapping[str, Json] | None, now: datetime) -> None:
        self._ask = ask
        self._statuses = Statuses(source=source)
        self._now = now
        self._proven = _times(checkpoint, "proven")
        self._parents = _texts(checkpoint, "parents")
        self._answered: dict[str, str] = {}
        self._asks_for_several = True
        self._deaf = False
        self._shown: dict[str, list[str]] = {}

    def lanes(self, listened: Sequence[Ear], base_url: str) -> list[Lane]:
        """Make a lane of every ear; another server is another lane."""
        return [
            Lane(key=f"{base_url} {ear.path} {ear.parameters.get('q', '')}", label=ear.label, asks=ear)
            for ear in listened
        ]

    def fetch(self, lane: Lane, token: str | None, _lower: datetime) -> Page:
        """Ask for one page; SourceRefused when the server would never show anything there."""
        ear: Ear = lane.asks
        bound, _, offset = (token or "").partition("|")
        further = {"max_id": bound} if bound else {}
        answer = self._ask(ear.path, {**ear.parameters, **further, **({"offset": offset} if offset else {})})
        records = answer.json()
        if ear.proof == "search":
            records = records.get("statuses") if isinstance(records, dict) else None
        if not isinstance(records, list):
            raise SourceChanged(f"The answer for {ear.label} is in a new shape: it holds no list of statuses.")
        if token is None:
            self._prove(ear, heard=bool(records))
        if ear.proof != "search":
            return Page(records=records, following=_older(records, answer.headers.get("link", "")))
        return self._searched(lane, records, bound, offset)

    def _searched(self, lane: Lane, records: Sequence[Any], bound: str, offset: str) -> Page:
        """Make a page of a search, without the statuses of the page before, which its bound lets in again."""
        before = self._shown.get(lane.key, []) if bound else []
        shown = [str(record.get("id")) if isinstance(record, dict) else "" for record in records]
        if offset and shown and shown == before:
            raise SourceChanged(f"{lane.label} leads us in a circle: further pages show the same statuses. Stopped.")
        self._shown[lane.key] = shown
        fresh = [record for record, number in zip(records, shown, strict=True) if not number or number not in before]
        return Page(records=fresh, following=_further(records, bound, offset))

    def read(self, lane: Lane, record: dict[str, Any]) -> Read:
        """Read a status, or a notification that holds one."""
        ear: Ear = lane.asks
        notified = record["created_at"] if ear.path.endswith("notifications") else None
        if notified is not None and (record["type"] != "mention" or record.get("status") is None):
            return Read(key=str(record["id"]), at=moment(notified, UTC))
        status = record["status"] if notified is not None else record
        key, number = key_of(status), number_of(status)
        written = moment(status["created_at"], UTC)
        at = moment(notified, UTC) if notified is not None else filed_at(number, written)
        mention = self._statuses.mention(status) if written <= self._now else None
        if mention is None:
            return Read(key=key, at=at)
        brand, matched = names(ear.matcher, mention, status)
        if brand is None and ear.only_named:
            return Read(key=key, at=at)
        self._note(status, key)
        mention = replace(mention, query=brand or ear.brand, matched=matched)
        return Read(key=key, at=at, mention=mention, sample=sample(mention.id, status, self._now))

    def complete(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """Say of every reply what it answers, and keep in the checkpoint what is known already."""
        for batch in batches:
            answered = {self._answered[each.stable_key] for each in batch.mentions if each.stable_key in self._answered}
            self._look_up([number for number in sorted(answered) if number not in self._parents])
            mentions = tuple(self._with_parent(mention) for mention in batch.mentions)
            more: dict[str, Json] = {
                "proven": {name: at.timestamp() for name, at in self._proven.items()},
                "parents": dict(self._recent_parents()),
            }
            checkpoint = None if batch.checkpoint is None else batch.checkpoint | more
            yield replace(batch, mentions=mentions, checkpoint=checkpoint)

    def _note(self, status: dict[str, Any], key: str) -> None:
        self._parents[number_of(status)] = key
        parent = parent_of(status)
        if parent is not None:
            self._answered[key] = parent

    def _with_parent(self, mention: Mention) -> Mention:
        parent = self._parents.get(self._answered.get(mention.stable_key, ""))
        return replace(mention, in_reply_to=parent) if parent else mention

    def _look_up(self, numbers: Sequence[str]) -> None:
        """Ask for the names of statuses, twenty at a time; what is gone or closed has none. Servers before 4.3 cannot tell."""
        for start in range(0, len(numbers) if self._asks_for_several else 0, TOGETHER):
            asked = numbers[start : start + TOGETHER]
            try:
                answer = self._ask("/api/v1/statuses", [("id[]", number) for number in asked], accept=(404, 405))
                found = answer.json() if answer.status == 200 else None
            except (SourceChanged, SourceRefused):
                found = None
            if not isinstance(found, list):
                self._asks_for_several = False
                return
            self._parents |= dict.fromkeys(asked, "") | dict(_named(found))

    def _recent_parents(self) -> Iterator[tuple[str, str]]:
        room = _REMEMBERED
        for number in reversed([each for each in dict.fromkeys(self._answered.values()) if each in self._parents]):
            room -= len(number) + len(self._parents[number]) + 10
            if room < 0:
                return
            yield number, self._parents[number]

    def _prove(self, ear: Ear, *, heard: bool) -> None:
        """Find out, once a day, whether silence means that there is nothing; SourceRefused when the server is deaf."""
        proven = self._proven.get(ear.proof)
        if not ear.proof or (not heard and proven is not None and abs(self._now - proven) < _PROOF_LASTS):
            return
        if not heard and ear.proof == "search":
            self._deaf = self._deaf or not finds_anything(self._ask)
            if self._deaf:
                raise SourceRefused(NO_SEARCH)
        elif not heard:
            answer = self._ask("/api/v2/instance", {}, accept=(404,))
            open_to = closed_feeds(answer.json() if answer.status == 200 else None, ear.proof)
            if open_to and set(open_to.values()) == {"disabled"}:
                raise SourceRefused(f"This server shows {ear.label} to nobody. Take it out of this source's options.")
        self._proven[ear.proof] = self._now


def _older(records: Sequence[Any], link: str) -> str | None:
    """Lead below the last status of a page; of a page that shows none, to where the server points."""
    if not records:
        pointed = _FOLLOWING.search(link)
        bound = parse_qs(urlsplit(pointed[1]).query).get("max_id") if pointed else None
        return f"{bound[0][:64]}|" if bound else None
    return f"{_last_number(records)}|"


def _further(records: Sequence[Any], bound: str, offset: str) -> str | None:
    """Lead a search on, newest first: to what was filed before its last status, or past a page within one second."""
    if not records:
        return None
    below = bound_above(_last_number(records))
    if not bound or int(below, 36) < int(bound, 36):
        return f"{below}|"
    return f"{bound}|{int(offset or 0) + len(records)}"


def _last_number(records: Sequence[Any]) -> str:
    for record in reversed(records):
        try:
            return number_of(record)
        except Wrong:
            continue
    raise SourceChanged("No status of an answer has an id: this is no answer of Mastodon.")


def _named(found: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for status in found:
        try:
            yield number_of(status), key_of(status)
        except Wrong:
            continue


def _times(checkpoint: Mapping[str, Json] | None, name: str) -> dict[str, datetime]:
    kept = (checkpoint or {}).get(name)
    seconds = kept.items() if isinstance(kept, dict) else ()
    return {
        each: datetime.fromtimestamp(at, UTC)
        for each, at in seconds
        if isinstance(at, int | float) and 0 <= at < 4_102_444_800
    }


def _texts(checkpoint: Mapping[str, Json] | None, name: str) -> dict[str, str]:
    kept = (checkpoint or {}).get(name)
    return {each: text for each, text in kept.items() if isinstance(text, str)} if isinstance(kept, dict) else {}
