"""A Facebook Page, through the Graph API: what visitors post on it, what is said under its posts, and who tags it.

There is no public search. A question for the Page's newest posts brings the newest comments of each along, so one
question hears all that is said under them; comments under older posts are only read while a case is open (`thread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from connectors.base import (
    THREAD_LIMIT,
    Absence,
    Capability,
    Connector,
    Edited,
    Gone,
    Option,
    OptionType,
    Outlook,
    Window,
)
from connectors.facebook_answers import (
    COMMENT_FIELDS,
    POST_FIELDS,
    comment_key,
    comment_of,
    comment_sample,
    comment_total,
    created,
    listing_fields,
    post_of,
    post_sample,
)
from connectors.graph import COMMON_OPTIONS, TOGETHER, Graph, NotThere, finding_of, following, place_of, records_in
from connectors.options import lookback_days
from connectors.text import Matcher, attributed, sole_brand
from connectors.walk import Lane, Page, Read, Walk, Wrong
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, MentionKind, Query

PERMISSIONS = "pages_read_engagement, pages_read_user_content, pages_show_list"
_COMMENTS = 25  # that a post of a listing brings along
_PAGE = 100  # the most records of one answer
_ID = re.compile(r"[\w.-]{1,200}")
_NO_TOKEN = "Make a Page access token: docs/connectors/facebook.md says how, step by step."  # noqa: S105 - no secret


class Facebook(Connector):
    """Posts and comments of one Facebook Page, and posts that tag it."""

    title = "Facebook Page"
    platform = "facebook"
    capabilities = frozenset({Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS})
    interval = timedelta(minutes=15)
    together = TOGETHER
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="page", required=True, help="the number of your Page", example='"100000000000001"'),
        Option(
            name="token",
            secret=True,
            default="",
            help="an access token of the Page",
            example='{ env = "FACEBOOK_TOKEN" }',
        ),
        Option(
            name="tagged",
            type=OptionType.FLAG,
            default=True,
            help="listen to posts of others that tag the Page, too",
            example="true",
        ),
        Option(
            name="page_size",
            type=OptionType.INTEGER,
            default=50,
            help="how many posts are asked for at once, 100 at most",
            example="50",
        ),
        lookback_days(),
        *COMMON_OPTIONS,
    )

    def __init__(self, *positional: Any, **named: Any) -> None:  # noqa: ANN401 - as the base takes them
        super().__init__(*positional, **named)
        self._graph = Graph(self)

    def check(self) -> list[Finding]:
        """Ask for one post of every listing, with a comment: that shows which permission is missing."""
        if not self.settings["token"]:
            return [Finding(kind=FindingKind.NO_KEY, what="There is no access token.", fix=_NO_TOKEN)]
        faults = []
        for lane in self._lanes():
            try:
                self._graph.ask(lane.asks, {"limit": "1", "fields": listing_fields(1)}, lane.label)
            except SourceError as fault:
                faults.append(finding_of(fault, PERMISSIONS))
        own = f"Replies of yours count as yours when {self.settings['page']} is among the brand's `handles`."
        return faults or [Finding(kind=FindingKind.FINE, what=f"The Page answers. {own}")]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One question for each listing, whatever the queries are."""
        del queries
        return Outlook(requests=len(self._lanes()))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk along the Page's posts and those that tag it, each with its comments."""
        if not self.settings["token"]:
            raise SourceRefused(f"Facebook: there is no access token. {_NO_TOKEN}")
        matcher = Matcher(queries)
        alone = sole_brand(queries)
        walk = Walk(
            self,
            self._fetch,
            lambda _lane, record: self._read(record, matcher, alone, window.now),
            lookback=timedelta(days=self.settings["lookback_days"]),
        )
        yield from walk.batches(self._lanes(), checkpoint, window)

    def _lanes(self) -> list[Lane]:
        page = self.settings["page"]
        edges = ["feed", "tagged"] if self.settings["tagged"] else ["feed"]
        return [Lane(key=f"{page}/{edge}", label=f"the Page's {edge}", asks=f"{page}/{edge}") for edge in edges]

    def _fetch(self, lane: Lane, token: str | None, lower: datetime) -> Page:
        """Ask for a page of posts with their newest comments, or for more comments of one of these."""
        if token is not None and token.startswith("comments "):
            return self._more_comments(token, lower)
        limit = str(max(1, min(_PAGE, self.settings["page_size"])))
        asked = {"limit": limit, "fields": listing_fields(_COMMENTS), **place_of(token)}
        answer = self._graph.ask(lane.asks, asked, lane.label)
        records: list[dict[str, Any]] = []
        within: list[str] = []
        for post in records_in(answer):
            key = post.get("id") if isinstance(post, dict) else None
            if isinstance(key, str) and _ID.fullmatch(key):
                comments, place = self._brought_along(key, post, lower)
                records += comments
                within += place
            records.append({"id": key, "post": post})
        return Page(records=records, following=following(answer), within=within)

    def _brought_along(
        self, key: str, post: Mapping[str, Any], lower: datetime
    ) -> tuple[list[dict[str, Any]], list[str]]:
        """Give the new comments that a post brings along, and the place of more; all of them where it brings none."""
        edge = post.get("comments")
        try:
            comments, place = self._new_comments(key, edge, lower)
        except SourceChanged:
            return [], [f"comments {key} "]
        held_back = len(comments) == len(records_in(edge)) and (comment_total(post) or 0) > len(comments)
        return comments, place or ([f"comments {key} "] if held_back else [])

    def _new_comments(self, post: str, edge: Any, lower: datetime) -> tuple[list[dict[str, Any]], list[str]]:  # noqa: ANN401 - JSON
        """Give the comments not older than asked for, and the place of more of them if there may be some.

        They come newest first; one that cannot be read is handed on, to be counted as such.
        """
        comments = records_in(edge)
        kept: list[dict[str, Any]] = [
            {"id": post, "comment": each, "of": post} for each in comments if not _is_before(each, lower)
        ]
        place = following(edge) if len(kept) == len(comments) else None
        return kept, [f"comments {post} {place}"] if place else []

    def _more_comments(self, token: str, lower: datetime) -> Page:
        _, post, place = token.split(" ", 2)
        asked = {"limit": str(_PAGE), "order": "reverse_chronological", "filter": "stream", "fields": COMMENT_FIELDS}
        answer = self._graph.ask(f"{post}/comments", asked | place_of(place), f"comments of {post}")
        records, within = self._new_comments(post, answer, lower)
        return Page(records=records, within=within)

    def _read(self, record: Mapping[str, Any], matcher: Matcher, alone: str | None, now: datetime) -> Read:
        """Read a post or comment: on our own Page, or where it is tagged, every one counts."""
        if "comment" in record:
            told = record["comment"]
            mention, key = comment_of(self.name, record["of"], told), comment_key(told)
            sample = comment_sample(mention, told, now) if mention else None
        else:
            told = record["post"]
            mention, key = post_of(self.name, told), told["id"]
            sample = post_sample(mention, told, now) if mention else None
        if mention is not None:
            mention = attributed(mention, matcher.find(mention.text), alone)
        return Read(key=key, at=created(told), mention=mention, sample=sample)

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Read posts and comments again, 50 to a question."""
        missing: list[Mention] = []
        for replies, fields in ((False, POST_FIELDS), (True, COMMENT_FIELDS)):
            known = {each.external_id: each for each in mentions if (each.kind is MentionKind.REPLY) is replies}
            ids = [one for one in known if one and "," not in one]
            for start in range(0, len(ids), self.together):
                for one, told in self._graph.many(ids[start : start + self.together], fields):
                    if told is None:
                        missing.append(known[one])
                    else:
                        yield from self._seen_again(known[one], told, now)
        if missing:
            # Meta says the same of what is deleted and of what a permission is missing for: make sure it is not that.
            for lane in self._lanes()[:1]:
                self._graph.ask(lane.asks, {"limit": "1", "fields": listing_fields(1)}, lane.label)
        yield from (Gone(mention_id=mention.id, why=Absence.ABSENT) for mention in missing)

    def _seen_again(
        self, mention: Mention, told: Mapping[str, Any], now: datetime
    ) -> Iterator[EngagementSample | Edited]:
        try:
            if mention.kind is MentionKind.REPLY:
                said, sample = comment_of(self.name, mention.thread or "", told), comment_sample(mention, told, now)
            else:
                said, sample = post_of(self.name, told), post_sample(mention, told, now)
        except Wrong:
            return  # neither gone nor readable: what we know of it stays as it is
        # `updated_time` also moves with every comment; only the words themselves tell that they were changed.
        if said is not None and said.text != mention.text:
            yield Edited(mention=replace(mention, text=said.text))
        if sample is not None:
            yield sample

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read a post and its comments."""
        post = mention.thread or mention.stable_key
        said: dict[str, Mention] = {}
        asked = {"limit": str(_PAGE), "order": "chronological", "filter": "stream", "fields": COMMENT_FIELDS}
        try:
            records: list[dict[str, Any]] = [{"post": self._graph.ask(post, {"fields": POST_FIELDS}, f"post {post}")}]
            comments = self._graph.pages(f"{post}/comments", asked, THREAD_LIMIT // _PAGE)
            records += [{"comment": each, "of": post} for each in comments]
        except NotThere:
            return
        for record in records:
            try:
                found = self._read(record, Matcher(()), None, mention.posted_at).mention
            except Wrong:
                continue  # what can be read of a conversation is better than nothing
            if found is not None and len(said) < THREAD_LIMIT:
                said[found.stable_key] = replace(found, query=mention.query, matched=mention.matched)
        yield from sorted(said.values(), key=lambda each: (each.posted_at, each.stable_key))


def _is_before(comment: Any, lower: datetime) -> bool:  # noqa: ANN401 - JSON is whatever the server says
    """Tell whether a comment is surely older than asked for."""
    try:
        return created(comment) < lower
    except Wrong:
        return False
