"""Mastodon, through one server of the operator's choice: full-text search, own mentions, hashtags, public timeline.

Spoken to by our own guarded HTTP instead of a client library: docs/decisions/own-http-for-mastodon-and-bluesky.md.
Lists are walked from the newest down, not up by `min_id`: a walk down reads the same minutes again, and so finds what
other servers delivered late.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from connectors.base import (
    THREAD_LIMIT,
    Absence,
    Answer,
    Capability,
    Connector,
    Edited,
    Gone,
    Option,
    OptionType,
    Outlook,
    Window,
)
from connectors.mastodon_check import NEW_KEY, findings
from connectors.mastodon_ears import ears
from connectors.mastodon_pull import TOGETHER, Pull
from connectors.mastodon_status import CLOSED, Statuses, key_of, number_of, parent_of, sample
from connectors.options import base_url, lookback_days
from connectors.text import plain
from connectors.walk import Walk, Wrong
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Finding, Json, Mention, Query

OVERLAP = timedelta(hours=1)  # read again every time: servers deliver to each other late, and index later still
_GONE = (404, 410)
_REFUSED = (401, 403, 422)


class Mastodon(Connector):
    """Public posts that one Mastodon server knows of."""

    title = "Mastodon"
    platform = "mastodon"
    capabilities = frozenset(
        {Capability.SEARCH, Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS}
    )
    interval = timedelta(minutes=10)
    together = TOGETHER
    options: ClassVar[tuple[Option, ...]] = (
        base_url("https://mastodon.social", "the server we listen through: the one your account is on"),
        Option(
            name="access_token",
            secret=True,
            help="token of an application of your account; without it only `hashtags` and `public_timeline` are heard",
            example='{ env = "MASTODON_TOKEN" }',
        ),
        Option(
            name="search",
            type=OptionType.FLAG,
            default=True,
            help="search the posts for the names; needs `access_token` and a server with full-text search",
            example="true",
        ),
        Option(
            name="own_mentions",
            type=OptionType.FLAG,
            default=True,
            help="hear who names your account; needs `access_token`",
            example="true",
        ),
        Option(
            name="hashtags",
            type=OptionType.TEXTS,
            default=[],
            help="hashtags to listen to, whether or not the post names the brand in words",
            example='["larkfield"]',
        ),
        Option(
            name="public_timeline",
            type=OptionType.FLAG,
            default=False,
            help="read everything the server shows in public and keep what names a brand; many requests",
            example="false",
        ),
        lookback_days(),
    )

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk every lane from its newest status back to where the last walk began."""
        listened = ears(self.settings, queries)
        if not listened:
            raise SourceRefused("There is nothing to listen to: set `access_token`, or list `hashtags`.")
        pull = Pull(self._ask, self.name, checkpoint, window.now)
        lookback = timedelta(days=self.settings["lookback_days"])
        walk = Walk(self, pull.fetch, pull.read, lookback=lookback, overlap=OVERLAP)
        yield from pull.complete(walk.batches(pull.lanes(listened, self._base), checkpoint, window))

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """Count one request for every name searched, for own mentions, for every hashtag and for the public timeline."""
        return Outlook(requests=len(ears(self.settings, queries)))

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look at known statuses again: twenty in one question, then one by one those that were not among them.

        What is missing is asked for singly before it counts as gone: what is told to be gone is erased for ever.
        """
        known = {mention.external_id: mention for mention in mentions if mention.external_id.isalnum()}
        numbers = list(known)
        for start in range(0, len(numbers), TOGETHER):
            asked = numbers[start : start + TOGETHER]
            found = self._several(asked) if len(asked) > 1 else {}
            for number in asked:
                status = found.get(number) or self._single(number)
                yield from self._looked_at(known[number], status, now)

    def _several(self, numbers: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Ask for statuses by number; nothing from servers before 4.3, which do not know the question."""
        answer = self._ask("/api/v1/statuses", [("id[]", number) for number in numbers], accept=(*_GONE, 405))
        found = answer.json() if answer.status == 200 else []
        if not isinstance(found, list):
            raise SourceChanged("Mastodon answers in a new shape: asked for statuses, it gives no list.")
        return {
            status["id"]: status for status in found if isinstance(status, dict) and isinstance(status.get("id"), str)
        }

    def _single(self, number: str) -> dict[str, Any] | None:
        answer = self._ask(f"/api/v1/statuses/{number}", {}, accept=_GONE)
        if answer.status in _GONE:
            return None
        status = answer.json()
        if not isinstance(status, dict):
            raise SourceChanged("Mastodon answers in a new shape: asked for a status, it gives none.")
        return status

    def _looked_at(
        self, mention: Mention, status: dict[str, Any] | None, now: datetime
    ) -> Iterator[EngagementSample | Gone | Edited]:
        """Say what became of a mention; nothing when the answer is about another one or cannot be read."""
        if status is None:
            yield Gone(mention_id=mention.id, why=Absence.ABSENT)
            return
        try:
            if key_of(status) != mention.stable_key:
                return
            if status["visibility"] in CLOSED:
                yield Gone(mention_id=mention.id, why=Absence.PROTECTED)
                return
            read = Statuses(source=self.name).mention(status)
        except Wrong:
            return
        counted = sample(mention.id, status, now)
        if counted is not None:
            yield counted
        if read is not None and read.edited_at is not None and read.edited_at != mention.edited_at:
            answered = read.in_reply_to or mention.in_reply_to
            told = replace(
                read, in_reply_to=answered, thread=mention.thread, query=mention.query, matched=mention.matched
            )
            yield Edited(mention=told)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read what a status answers and what answers it, as far as this server knows."""
        if not mention.external_id.isalnum():
            return
        answer = self._ask(f"/api/v1/statuses/{mention.external_id}/context", {}, accept=_GONE)
        if answer.status in _GONE:
            return
        around = answer.json()
        before, after = (
            (around.get("ancestors"), around.get("descendants")) if isinstance(around, dict) else (None, None)
        )
        if not isinstance(before, list) or not isinstance(after, list):
            raise SourceChanged("Mastodon answers in a new shape: a conversation has no ancestors and descendants.")
        yield from _conversation(mention, before, after)

    def check(self) -> list[Finding]:
        """Find out what of the chosen can be heard, and say how to hear the rest."""
        return findings(self._ask, self.settings)

    @property
    def _base(self) -> str:
        return str(self.settings["base_url"]).rstrip("/")

    def _ask(
        self, path: str, parameters: Mapping[str, str] | Sequence[tuple[str, str]], accept: Sequence[int] = ()
    ) -> Answer:
        """Ask the server; what it says about a refusal becomes a sentence."""
        token = self.settings["access_token"]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        asked = f"?{urlencode(parameters)}" if parameters else ""
        answer = self.http.get(f"{self._base}{path}{asked}", headers=headers, accept=(*accept, *_REFUSED))
        if answer.status in _REFUSED and answer.status not in accept:
            raise self._refusal(answer, path)
        return answer

    def _refusal(self, answer: Answer, path: str) -> SourceError:
        """Say what a server that refuses us wants. Its words: app/controllers/api/base_controller.rb and Doorkeeper's."""
        words = self._words_of(answer)
        said = f"({answer.status}{': ' + words if words else ''})"
        if answer.status == 403 and "scope" in words.lower():
            return SourceRefused(f"The access token lacks a scope for {path} {said}. {NEW_KEY}")
        if not self.settings["access_token"]:
            return SourceRefused(f"{path} is shown to signed-in readers only {said}. Set `access_token`. {NEW_KEY}")
        if answer.status == 401:
            return SourceRefused(f"The server does not accept the access token {said}. {NEW_KEY}")
        if answer.status == 403:
            return SourceRefused(f"The server refuses your account {said}. Sign in to it once and see what is wanted.")
        return SourceChanged(
            f"The server does not understand our question for {path} {said}. Look for a newer release."
        )

    def _words_of(self, answer: Answer) -> str:
        try:
            told = answer.json()
        except SourceError:
            return ""
        words = told.get("error") if isinstance(told, dict) else None
        return self.redact(plain(words[:200])).replace("\n", " ")[:120] if isinstance(words, str) else ""


def _conversation(mention: Mention, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Mention]:
    """Give a conversation oldest first, with who answers whom; what cannot be read or seen is left out."""
    keys = {mention.external_id: mention.stable_key}
    readable: list[tuple[dict[str, Any], Mention | None]] = []
    for status in [*before, *after][: 4 * THREAD_LIMIT]:
        try:
            keys[number_of(status)] = key_of(status)
            readable.append((status, Statuses(source=mention.source).mention(status)))
        except Wrong:
            continue
    root = next((key_of(status) for status, _ in readable if status is before[0]), mention.stable_key) if before else ""
    said = [
        replace(
            each,
            in_reply_to=keys.get(parent_of(status) or "") or each.in_reply_to,
            thread=root or mention.stable_key,
            query=mention.query,
            matched=mention.matched,
        )
        for status, each in readable
        if each is not None
    ]
    said.append(replace(mention, thread=root or mention.stable_key))
    yield from sorted(said, key=lambda each: each.posted_at)[:THREAD_LIMIT]
