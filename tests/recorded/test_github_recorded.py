"""The recorded answers of GitHub that the connector uses: a search of issues and the comments on one.

The recordings are those of PyGithub: ten lines an exchange, headers written as Python does. What is expected is computed
from them. What they hold beside (events, timelines, single reactions, the search of API v2) is never asked for.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cassettes import recorded

from connectors.base import Window, validate_options
from connectors.conformance.server import Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.github import GitHub
from connectors.http import HttpSession
from connectors.text import plain
from monitor.model import Mention, MentionKind, Query

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
COMPILE = (Query(brand="Compile", terms=("compile",)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def reply(self) -> Reply:
        dropped = {"content-length", "connection", "transfer-encoding", "content-encoding"}
        return Reply(body=self.body, headers={name: each for name, each in self.headers.items() if name not in dropped})


def read(name: str) -> Recorded:
    lines = recorded("github", f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return Recorded(path=lines[4].split("?")[0], headers=dict(ast.literal_eval(lines[8])), body=lines[9].encode())


@contextmanager
def github(answering: Callable[[Asked], Reply], **options: Any) -> Iterator[tuple[GitHub, Server]]:
    server = Server(answering)
    values, faults = validate_options(GitHub, {"base_url": server.url, **options})
    assert faults == []
    made = GitHub("here", values, HttpSession(QUICK, [server.url]))
    yield made, server
    made.close()
    server.close()


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


def text_of(*parts: str | None) -> str:
    return "\n\n".join(filter(None, (plain(part or "") for part in parts)))


def mention_of(issue: dict[str, Any]) -> Mention:
    path = issue["url"].removeprefix("https://api.github.com/")
    text = text_of(issue["title"], issue["body"])
    return Mention(
        platform="github",
        stable_key=str(issue["id"]),
        external_id=path,
        source="here",
        text=text,
        posted_at=moment(issue["created_at"]),
        author_key=str(issue["user"]["id"]),
        author=issue["user"]["login"],
        url=issue["html_url"],
        thread=path,
        place=path.split("/issues/")[0].removeprefix("repos/"),
        query="Compile",
        matched="compile",
    )


def test_every_issue_of_the_recorded_search_that_names_us_is_told_in_full() -> None:
    search = read("Search.testSearchIssues")
    issues = search.json()["items"]
    rest = Reply(body={"total_count": 0, "incomplete_results": False, "items": []})
    pages = iter([search.reply()])
    with github(lambda _asked: next(pages, rest), lookback_days=6_000) as (made, server):
        batches = list(made.pull(COMPILE, None, Window(start=None, now=NOW)))
    assert server.asked[0].path == search.path
    named = [each for each in map(mention_of, issues) if re.search(r"(?<!\w)compile(?!\w)", each.text.casefold())]
    assert 1 <= len(named) <= len(issues) == 30
    assert list(batches[0].mentions) == named
    counts = {str(issue["id"]): issue["comments"] for issue in issues}
    assert [(each.mention_id, each.likes, each.replies) for each in batches[0].samples] == [
        (each.id, None, counts[each.stable_key]) for each in named
    ], "of that time the answer knows no reactions, which is not 0"
    assert [batch.rejects for batch in batches] == [()] * len(batches)
    oldest = min(moment(issue["created_at"]) for issue in issues)
    assert server.asked[1].parameters["q"].endswith(f"..{oldest:%Y-%m-%dT%H:%M:%SZ}"), "its `next` link is followed"
    assert batches[-1].heard is not None


def test_the_recorded_comments_are_told_in_full_as_a_conversation() -> None:
    comments = read("Issue.testGetComments")
    path = comments.path.removesuffix("/comments")
    issue = {
        "id": 1,
        "url": f"https://api.github.com{path}",
        "title": "Compile",
        "body": None,
        "user": None,
        "created_at": "2012-05-01T00:00:00Z",
    }

    def answering(asked: Asked) -> Reply:
        return comments.reply() if asked.path == comments.path else Reply(body=issue)

    asked_about = Mention(
        platform="github",
        stable_key="1",
        external_id=path[1:],
        source="here",
        text="Compile",
        posted_at=moment(str(issue["created_at"])),
        thread=path[1:],
        query="Compile",
        matched="compile",
    )
    with github(answering) as (made, server):
        said = list(made.thread(asked_about))
    assert [asked.path for asked in server.asked] == [path, comments.path]
    assert said[1:] == [
        Mention(
            platform="github",
            stable_key=f"comment-{each['id']}",
            external_id=each["url"].removeprefix("https://api.github.com/"),
            source="here",
            text=text_of(each["body"]),
            posted_at=moment(each["created_at"]),
            kind=MentionKind.REPLY,
            author_key=str(each["user"]["id"]),
            author=each["user"]["login"],
            in_reply_to="1",
            thread=path[1:],
            place=path[len("/repos/") :].split("/issues/")[0],
            query="Compile",
            matched="compile",
        )
        for each in comments.json()
    ]
