"""Known posts of X looked at again, and the conversation around one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from connectors.base import THREAD_LIMIT, Absence, Connector, Edited, Gone
from connectors.rejects import put_aside
from connectors.text import Matcher
from connectors.walk import Wrong
from connectors.x_posts import Post, first_ids, permalink, post_id, quotes_of, read_post, sample_of, versions_of
from connectors.x_till import Answered
from monitor.model import EngagementSample, Mention, MentionKind, Query, Reject

if TYPE_CHECKING:
    from connectors.x_client import Api

_ROUNDS = 3  # how often we look for a version that was written while we looked
_MOST_VERSIONS = 12  # ids of conversations in one search; a post has six versions at most
_PAGES = 200  # pages of one conversation, should X name ever new ones


def look_again(
    connector: Connector, api: Api, mentions: Sequence[Mention], now: datetime
) -> Iterator[EngagementSample | Gone | Edited]:
    """Look posts up by their ids.

    Asked for by an old id, X gives the old words and names the newer id: that one is looked up too. An id that X tells
    nothing about stays as it is.
    """
    waiting = {mention.external_id: mention for mention in mentions if _is_id(mention.external_id)}
    for _ in range(_ROUNDS):
        newer: dict[str, Mention] = {}
        for answered in api.lookup(list(waiting)):
            yield from _judge(connector, answered, waiting, newer, now)
        if not newer:
            return
        waiting = newer


def _judge(
    connector: Connector, answered: Answered, waiting: Mapping[str, Mention], newer: dict[str, Mention], now: datetime
) -> Iterator[EngagementSample | Gone | Edited]:
    """Say what one answer tells about the posts asked for; note in `newer` which have a newer version."""
    rejects: list[Reject] = []
    for record in answered.posts:
        try:
            post = read_post(record, connector.name, answered.people, {})
            mention = next(waiting[version] for version in post.versions if version in waiting)
        except (*Wrong, StopIteration) as fault:
            rejects.append(put_aside("lookup", record, fault))
            continue
        if post.versions[-1] != post.mention.external_id:
            newer[post.versions[-1]] = mention
            continue
        if post.mention.external_id != mention.external_id:
            yield Edited(mention=_rewritten(mention, post))
        if sample := sample_of(record, mention.id, now):
            yield sample
    connector.stop_if_changed(len(answered.posts), rejects)
    for error in answered.errors:
        gone, why = waiting.get(str(error.get("resource_id") or error.get("value"))), _absence(error)
        if gone is not None and why is not None:
            yield Gone(mention_id=gone.id, why=why)


def _rewritten(mention: Mention, post: Post) -> Mention:
    """Put the words of the newest version into a mention; who wrote it and where stays."""
    said = post.mention
    hit = Matcher([Query(brand="", terms=(mention.matched,))]).find(said.text) if mention.matched else None
    return replace(
        mention,
        text=said.text,
        external_id=said.external_id,
        edited_at=said.edited_at,
        language=said.language,
        url=permalink(mention.author, said.external_id),
        matched=hit.matched if hit else None,
    )


def _absence(error: Mapping[str, Any]) -> Absence | None:
    """Say why X does not show a post; None where the error is about something else.

    X says the same of a post that its author deleted and of one that went with the whole account.
    """
    if error.get("resource_type", "tweet") != "tweet" or error.get("parameter", "ids") != "ids":
        return None
    if "suspended" in str(error.get("detail", ""))[:500]:
        return Absence.REMOVED
    kind = str(error.get("type", "")).rsplit("/", 1)[-1]
    return {"resource-not-found": Absence.ABSENT, "not-authorized-for-resource": Absence.PROTECTED}.get(kind)


class Conversation:
    """Everything X still tells of one conversation, at most `most` posts."""

    def __init__(self, connector: Connector, api: Api, mention: Mention, most: int) -> None:
        self._connector = connector
        self._api = api
        self._mention = mention
        self._most = max(1, min(most, THREAD_LIMIT))
        self._found: dict[str, Any] = {}
        self._people: dict[str, Mapping[str, Any]] = {}
        self._rejects: list[Reject] = []

    def read(self) -> list[Mention]:
        """Read the post that opened it and the one asked about, all answers, and what quotes the post asked about."""
        asked = [each for each in dict.fromkeys((self._mention.thread, self._mention.external_id)) if _is_id(each)]
        for answered in self._api.lookup([each for each in asked if each]):
            self._keep(answered)
        if opening := self._opening():
            query = " OR ".join(f"conversation_id:{each}" for each in opening)
            self._follow(lambda token, most: self._api.search(query, {}, token, most))
        if self._is_quoted():
            post = self._mention.external_id
            self._follow(lambda token, most: self._api.quotes(post, token, most))
        return self._mentions()

    def _opening(self) -> list[str]:
        """List the ids under which the conversation runs: one for every version of the post that opened it."""
        told = [self._mention.thread, *(record.get("conversation_id") for record in self._found.values())]
        opening = {each for each in told if _is_id(each)}
        for versions in map(versions_of, self._found.values()):
            if opening & {*versions}:
                opening |= {*versions}
        return sorted(opening, key=int)[:_MOST_VERSIONS]

    def _is_quoted(self) -> bool:
        """Tell whether the post asked about is quoted; a post that X no longer shows is not asked about."""
        record = self._found.get(self._mention.stable_key)
        return record is not None and quotes_of(record) != 0

    def _follow(self, ask: Callable[[str | None, int], Answered]) -> None:
        """Read page after page, newest first, until enough was read or X names no next page or one named before."""
        token: str | None = None
        followed: set[str | None] = set()
        while token not in followed and len(self._found) < self._most and len(followed) < _PAGES:
            answered = ask(token, self._most - len(self._found))
            self._keep(answered)
            if answered.following is None:
                return
            followed.add(token)
            token = answered.following

    def _keep(self, answered: Answered) -> None:
        """Keep what can be read at all; of each post the newest version that X told of."""
        for record in answered.posts:
            try:
                versions = versions_of(record)
            except Wrong as fault:
                self._rejects.append(put_aside("conversation", record, fault))
                continue
            before = self._found.get(versions[0])
            if before is None or int(before["id"]) <= int(record["id"]):
                self._found[versions[0]] = record
        self._people |= answered.people
        self._connector.stop_if_changed(len(self._found) + len(self._rejects), self._rejects)

    def _mentions(self) -> list[Mention]:
        """Make mentions of all posts, oldest first."""
        firsts = first_ids(self._found.values())
        said: list[Mention] = []
        for record in self._found.values():
            try:
                mention = read_post(record, self._connector.name, self._people, firsts).mention
            except Wrong as fault:
                self._rejects.append(put_aside("conversation", record, fault))
                continue
            if mention.kind is not MentionKind.REPOST:
                said.append(replace(mention, query=self._mention.query, matched=self._name_in(mention)))
        self._connector.stop_if_changed(len(self._found), self._rejects)
        return sorted(said, key=lambda each: (each.posted_at, int(each.stable_key)))[-self._most :]

    def _name_in(self, said: Mention) -> str | None:
        """Give the name by which the mention asked about was found, where a text holds it too."""
        name = self._mention.matched
        if name is None or said.stable_key == self._mention.stable_key:
            return name
        hit = Matcher([Query(brand="", terms=(name,))]).find(said.text)
        return hit.matched if hit else None


def _is_id(value: object) -> bool:
    with suppress(ValueError):
        return bool(post_id(value))
    return False
