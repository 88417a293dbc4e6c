"""Posts of one Discourse forum (docs.discourse.org), from its list of all latest posts. Needs no key where all may read.

The list is complete and goes by the posts' numbers, so nothing shifts while we read, and whatever words the brand is
named by, one request finds them; the search of a forum is neither complete nor in order of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from connectors.answers import moment, record_in, records
from connectors.base import (
    Answer,
    Capability,
    Connector,
    Option,
    OptionType,
    Outlook,
    SourceSlowed,
    Window,
)
from connectors.discourse_posts import Forum, is_spoken, posts_of, said_in, title_of, wait_of
from connectors.options import lookback_days
from connectors.text import Matcher, attributed
from connectors.walk import Lane, Page, Read, Walk, Wrong
from monitor.errors import SourceError, SourceRefused
from monitor.model import (
    Absence,
    Batch,
    Edited,
    EngagementSample,
    Finding,
    FindingKind,
    Gone,
    Json,
    Mention,
    Query,
)

STEP = 50  # posts of one answer; older forums look at 50 numbers instead, of which all may be hidden from us
CHUNK = 20  # posts of a topic asked for together, as Discourse's own pages do
_ABSENCES = {403: Absence.PROTECTED, 404: Absence.ABSENT, 410: Absence.REMOVED}


class Discourse(Connector):
    """Posts of a Discourse forum that name a brand."""

    title = "Discourse"
    platform = "discourse"
    together = 1
    capabilities = frozenset(
        {
            Capability.SEARCH,
            Capability.ENGAGEMENT,
            Capability.THREADS,
            Capability.DELETIONS,
            Capability.EDITS,
            Capability.KEYLESS,
        }
    )
    interval = timedelta(minutes=15)
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="base_url",
            type=OptionType.ADDRESS,
            required=True,
            help="the forum",
            example='"https://forum.example"',
        ),
        Option(
            name="only_matching",
            type=OptionType.FLAG,
            default=True,
            help="keep only posts that name a brand; false keeps all, for a forum of your own",
            example="true",
        ),
        Option(
            name="api_key",
            secret=True,
            help="a read-only key, for a forum that only members may read",
            example='{ env = "FORUM_KEY" }',
        ),
        Option(
            name="api_username",
            default="",
            help="the member the key belongs to; needed with `api_key`",
            example='"monitor"',
        ),
        lookback_days(),
    )

    def check(self) -> list[Finding]:
        """Ask for the latest posts."""
        key, username = self.settings["api_key"], self.settings["api_username"]
        if bool(key) != bool(username):
            what = "Only one of `api_key` and `api_username` is set: a forum takes both or none."
            return [Finding(kind=FindingKind.WRONG_SETTING, what=what, fix="Set the other one too.")]
        try:
            found = records(self._ask("posts.json").json(), "latest_posts", self.title)
        except SourceRefused as fault:
            fix = "Ask the forum's administrator for a read-only key, and set `api_key` and `api_username`."
            return [Finding(kind=FindingKind.WRONG_SCOPE if key else FindingKind.NO_KEY, what=str(fault), fix=fix)]
        except SourceError as fault:
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")]
        return [Finding(kind=FindingKind.FINE, what=f"The forum answers; it shows its latest {len(found)} posts.")]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One request, however many names are listened for."""
        del queries
        return Outlook(requests=1)

    @property
    def _forum(self) -> Forum:
        return Forum(source=self.name, address=self.settings["base_url"].rstrip("/"))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk through the latest posts, newest first."""
        matcher, forum = Matcher(queries), self._forum
        first = next((query.brand for query in queries), None)

        def read(_lane: Lane, record: Any) -> Read:  # noqa: ANN401 - JSON is whatever the server says
            if not is_spoken(record):
                return Read(key=forum.key_of(record), at=moment(record, "created_at"))
            mention = forum.mention(record)
            hit = matcher.find(mention.text)
            if hit is None and self.settings["only_matching"]:
                return Read(key=mention.stable_key, at=mention.posted_at)
            mention = attributed(mention, hit, first)
            sample = forum.sample(mention, record, window.now)
            return Read(key=mention.stable_key, at=mention.posted_at, mention=mention, sample=sample)

        walk = Walk(self, self._page, read, lookback=timedelta(days=self.settings["lookback_days"]))
        yield from walk.batches([Lane(key=forum.address, label=forum.address)], checkpoint, window)

    def _page(self, _lane: Lane, token: str | None, _lower: datetime) -> Page:
        """Ask for the posts before a number. Newer forums leave out the post of that number itself, older ones do not."""
        found = records(self._ask("posts.json", {"before": token} if token else {}).json(), "latest_posts", self.title)
        numbers = [each["id"] for each in found if isinstance(each, dict) and isinstance(each.get("id"), int)]
        if not found and not token:
            raise SourceRefused("The forum lists no posts. It may be for members only: set `api_key`.")
        above = int(token) if token else None
        lowest = min((each for each in numbers if above is None or each < above), default=(above or 0) - STEP)
        return Page(records=found, following=str(lowest) if lowest > 1 else None)

    def _ask(self, path: str, parameters: Mapping[str, str] | None = None, accept: Sequence[int] = ()) -> Answer:
        """Ask; where the forum slows us down, wait as long as it asks in its words, and ask once more."""
        headers = {}
        if self.settings["api_key"]:
            headers = {"Api-Key": self.settings["api_key"], "Api-Username": self.settings["api_username"]}
        url = f"{self.settings['base_url'].rstrip('/')}/{path}"
        for _ in range(2):
            answer = self.http.get(url, parameters, headers=headers, accept=(403, 429, *accept))
            if answer.status == 403 and 403 not in accept:
                said = self.redact(said_in(answer))
                raise SourceRefused(f"The forum refuses us (403): {said} It may be for members only: set `api_key`.")
            if answer.status != 429:
                return answer
            seconds = wait_of(answer)
            if seconds is None:
                break
            self.wait(seconds)
        raise SourceSlowed("The forum slows us down. Run less often.", retry_after=seconds)

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look at every post again, one request each."""
        for mention in mentions:
            answer = self._ask(f"posts/{mention.external_id}.json", accept=tuple(_ABSENCES))
            if answer.status in _ABSENCES:
                yield Gone(mention_id=mention.id, why=_ABSENCES[answer.status])
            else:
                with suppress(*Wrong):
                    yield from self._forum.news(mention, record_in(answer.json(), self.title), now)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the topic, oldest first; what was deleted or hidden in it is left out."""
        topic = (mention.thread or "").rpartition("/")[2]
        answer = self._ask(f"t/{topic}.json", accept=tuple(_ABSENCES))
        if answer.status in _ABSENCES:
            return
        posts, missing = posts_of(answer.json())
        for start in range(0, len(missing), CHUNK):
            wanted = urlencode([("post_ids[]", each) for each in missing[start : start + CHUNK]])
            posts += posts_of(self._ask(f"t/{topic}/posts.json?{wanted}").json())[0]
        yield from self._forum.conversation(mention, posts, title_of(answer.json()))
