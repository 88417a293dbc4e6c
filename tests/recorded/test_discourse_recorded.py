"""The recorded answers of Discourse that the connector uses: the latest posts, one post, a topic and more of its posts.

What is expected is computed from the recordings. What they hold beside (the list of topics, categories, notifications,
a member, the answers to one, the search) is never asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cassettes import recorded

from connectors.base import Window, validate_options
from connectors.conformance.server import Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.discourse import Discourse
from connectors.http import HttpSession
from connectors.text import plain
from monitor.model import EngagementSample, Mention, MentionKind, Query

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUERIES = (Query(brand="Forum", terms=("a name nobody says",)),)


def recording(name: str) -> Any:
    return json.loads(recorded("discourse", f"{name}.json").read_text(encoding="utf-8"))


@contextmanager
def forum(answering: Callable[[Asked], Reply], **options: Any) -> Iterator[tuple[Discourse, Server]]:
    server = Server(answering)
    values, faults = validate_options(Discourse, {"base_url": server.url, "only_matching": False, **options})
    assert faults == []
    made = Discourse("here", values, HttpSession(QUICK, [server.url]))
    yield made, server
    made.close()
    server.close()


def mention_of(post: dict[str, Any], url: str, title: str = "", **more: Any) -> Mention:
    host = urlsplit(url).netloc
    first = post["post_number"] == 1
    edited = datetime.fromisoformat(post["updated_at"]).astimezone(UTC) if post["version"] > 1 else None
    words = [plain(title or post.get("topic_title", "")) if first else "", plain(post["cooked"])]
    told = {
        "platform": "discourse",
        "stable_key": f"{host}/{post['id']}",
        "external_id": str(post["id"]),
        "source": "here",
        "text": "\n\n".join(filter(None, words)),
        "posted_at": datetime.fromisoformat(post["created_at"]).astimezone(UTC),
        "kind": MentionKind.POST if first else MentionKind.REPLY,
        "author_key": f"{host}/{post['user_id']}",
        "author": post["username"],
        "author_name": post["name"],
        "url": f"{url}/t/{post['topic_id']}/{post['post_number']}",
        "thread": f"{host}/{post['topic_id']}",
        "place": host,
        "query": "Forum",
        "edited_at": edited,
    }
    return Mention(**(told | more))


def likes_of(post: dict[str, Any]) -> int | None:
    actions = {action["id"]: action["count"] for action in post["actions_summary"]}
    return actions.get(2, None if actions else 0)


def test_the_recorded_latest_posts_are_told_in_full() -> None:
    latest = recording("posts_latest")
    pages = iter([Reply(body=latest)])
    with forum(lambda _asked: next(pages, Reply(body={"latest_posts": []})), lookback_days=6_000) as (made, server):
        batches = list(made.pull(QUERIES, None, Window(start=None, now=NOW)))
    posts = latest["latest_posts"]
    assert [mention for batch in batches for mention in batch.mentions] == [
        mention_of(each, server.url) for each in posts
    ]
    assert [
        (sample.mention_id, sample.likes, sample.replies, sample.quotes, sample.views)
        for batch in batches
        for sample in batch.samples
    ] == [
        (mention_of(each, server.url).id, likes_of(each), each["reply_count"], each["quote_count"], each["reads"])
        for each in posts
    ]
    assert server.asked[1].parameters == {"before": str(posts[-1]["id"])}
    assert batches[-1].heard is not None


def test_the_recorded_post_is_looked_at_again() -> None:
    post = recording("post")
    with forum(lambda _asked: Reply(body=post)) as (made, server):
        known = mention_of(post, server.url, title="A title")
        found = list(made.refresh([known], NOW))
    assert server.asked[0].path == f"/posts/{post['id']}.json"
    counts = {
        "likes": likes_of(post),
        "replies": post["reply_count"],
        "views": post["reads"],
        "quotes": post["quote_count"],
    }
    assert found == [EngagementSample(mention_id=known.id, at=NOW, **counts)], "nothing is told as edited"


def test_the_recorded_topic_and_more_of_its_posts_are_told_in_full() -> None:
    topic, more = recording("topic"), recording("topic_posts")
    shown, late = topic["post_stream"]["posts"], more["post_stream"]["posts"]
    for number, post in enumerate(late, start=1):  # recorded of another topic: here they come last
        post["post_number"] = shown[-1]["post_number"] + number
    topic["post_stream"]["stream"] += [each["id"] for each in late]

    def answering(asked: Asked) -> Reply:
        return Reply(body=more if asked.path.endswith("/posts.json") else topic)

    with forum(answering) as (made, server):
        asked_about = mention_of(shown[0], server.url, title=topic["title"], matched="forum")
        said = list(made.thread(asked_about))
    assert [asked.path for asked in server.asked] == [f"/t/{topic['id']}.json", f"/t/{topic['id']}/posts.json"]
    missing = set(topic["post_stream"]["stream"]) - {each["id"] for each in shown}
    assert {int(each) for each in server.asked[1].repeated["post_ids[]"]} == missing
    spoken = [post for post in shown + late if plain(post["cooked"])]
    assert len(shown + late) - len(spoken) > 0, "one of the recorded posts holds only a picture"
    numbered = {post["post_number"]: post for post in spoken}
    assert [each.external_id for each in said] == [str(numbered[number]["id"]) for number in sorted(numbered)]
    for each, number in zip(said, sorted(numbered), strict=True):
        above = numbered.get(numbered[number]["reply_to_post_number"] or 1)
        key = None if above is None or number == 1 else f"{urlsplit(server.url).netloc}/{above['id']}"
        assert each == mention_of(numbered[number], server.url, title=topic["title"], in_reply_to=key, matched="forum")
