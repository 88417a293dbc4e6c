"""The made-up Mastodon server speaks what the real client library expects, in every operation our connector uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from worlds.mastodon import HOME, TOKEN, MastodonWorld

mastodon = pytest.importorskip("mastodon", reason="the client library Mastodon.py is absent")


@pytest.fixture
def world() -> Iterator[MastodonWorld]:
    with MastodonWorld() as made:
        made.page = 40
        yield made


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as made:
        yield made


def connected(world: MastodonWorld, session: requests.Session, token: str | None = TOKEN) -> Any:
    return mastodon.Mastodon(
        session=session,
        access_token=token,
        api_base_url=world.url,
        mastodon_version="4.5.0",
        version_check_mode="created",
        ratelimit_method="throw",
    )


@pytest.fixture
def client(world: MastodonWorld, session: requests.Session) -> Any:
    return connected(world, session)


def test_the_search_gives_statuses_as_the_library_reads_them(world: MastodonWorld, client: Any) -> None:
    post = world.write("Larkfield lost it", likes=3, replies=2, reposts=1, more={"followers": 77})
    (status,) = client.search_v2("Larkfield", result_type="statuses", resolve=False).statuses
    assert (status.id, status.uri, status.visibility) == (post.key, world.stable_key_of(post), "public")
    assert (status.created_at, status.content) == (world.now, "<p>Larkfield lost it</p>")
    assert (status.favourites_count, status.replies_count, status.reblogs_count) == (3, 2, 1)
    assert (status.account.acct, status.account.followers_count) == ("ann", 77)
    assert client.search_v2("Oakhill", result_type="statuses", resolve=False).statuses == []


def test_timelines_are_paged_by_the_links_the_library_follows(world: MastodonWorld, client: Any) -> None:
    world.page = 2
    for number in range(5):
        world.write(f"#settee {number}")
        world.pass_time(minutes=1)
    page = client.timeline_hashtag("settee", limit=2)
    texts = []
    while page:
        texts += [status.content for status in page]
        page = client.fetch_next(page)
    assert texts == [f"<p>#settee {number}</p>" for number in (4, 3, 2, 1, 0)]
    assert [status.content for status in client.timeline_public(limit=2)] == texts[:2]


def test_notifications_of_the_kind_mention_hold_the_status(world: MastodonWorld, client: Any) -> None:
    post = world.write("@larkfield hello")
    (notified,) = client.notifications(types=["mention"])
    assert (notified.type, notified.status.id, notified.created_at) == ("mention", post.key, world.now)


def test_one_and_several_statuses_and_one_that_is_gone(world: MastodonWorld, client: Any) -> None:
    posts = [world.write(f"Larkfield {number}") for number in range(3)]
    world.delete(posts[1].key)
    assert client.status(posts[0].key).uri == world.stable_key_of(posts[0])
    found = client.statuses([post.key for post in posts])
    assert [status.id for status in found] == [posts[0].key, posts[2].key]
    with pytest.raises(mastodon.MastodonNotFoundError, match="Record not found"):
        client.status(posts[1].key)


def test_an_edit_has_its_time(world: MastodonWorld, client: Any) -> None:
    post = world.write("Larkfield lost it")
    assert client.status(post.key).edited_at is None
    world.pass_time(minutes=5)
    world.edit(post.key, "Larkfield found it")
    assert client.status(post.key).edited_at == world.now


def test_a_conversation_has_ancestors_and_descendants(world: MastodonWorld, client: Any) -> None:
    begun = world.write("Which sofa?")
    reply = world.write_reply(begun, at=world.now + timedelta(minutes=1))
    answer = world.write_reply(reply, at=world.now + timedelta(minutes=2))
    world.pass_time(minutes=3)
    context = client.status_context(reply.key)
    assert [status.id for status in context.ancestors] == [begun.key]
    assert [(status.id, status.in_reply_to_id) for status in context.descendants] == [(answer.key, reply.key)]


def test_the_server_describes_itself(world: MastodonWorld, session: requests.Session) -> None:
    described = connected(world, session, token=None).instance_v2()
    assert (described.domain, described.version) == (HOME, "4.5.0")
    assert described.configuration.timelines_access.hashtag_feeds.local == "public"


def test_refusals_and_limits_raise_what_the_library_has_for_them(
    world: MastodonWorld, client: Any, session: requests.Session
) -> None:
    with pytest.raises(mastodon.MastodonUnauthorizedError, match="401"):
        connected(world, session, token="wrong").notifications(types=["mention"])
    world.scopes = set()
    with pytest.raises(mastodon.MastodonAPIError, match="outside the authorized scopes"):
        client.search_v2("Larkfield", result_type="statuses")
    world.limit = 0
    with pytest.raises(mastodon.MastodonRatelimitError):
        client.timeline_public()
