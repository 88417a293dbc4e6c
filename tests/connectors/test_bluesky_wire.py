"""The made-up Bluesky speaks what the real client library expects, in every operation our connector uses."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from worlds.bluesky import HANDLE, PASSWORD, BlueskyWorld, did_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what the library's own dependencies deprecate is not ours to judge
    atproto = pytest.importorskip("atproto", reason="the client library atproto is absent")
    exceptions = pytest.importorskip("atproto.exceptions")


@pytest.fixture
def world() -> Iterator[BlueskyWorld]:
    with BlueskyWorld() as made:
        made.page = 100
        yield made


@pytest.fixture
def stranger(world: BlueskyWorld) -> Iterator[Any]:
    """Give a client that is not signed in."""
    made = atproto.Client(base_url=f"{world.url}/xrpc")
    yield made
    made.request.close()


@pytest.fixture
def client(world: BlueskyWorld) -> Iterator[Any]:
    made = atproto.Client(base_url=f"{world.url}/xrpc")
    made.login(HANDLE, PASSWORD)
    yield made
    made.request.close()


def search(client: Any, **asked: Any) -> Any:
    return client.app.bsky.feed.search_posts({"q": "Larkfield", "sort": "latest", "limit": 100} | asked)


def test_signing_in_gives_a_session_the_library_accepts(world: BlueskyWorld, client: Any) -> None:
    assert client.me.did == did_of("larkfield")
    assert len(world.sign_ins) == 1


def test_the_search_gives_posts_as_the_library_reads_them(world: BlueskyWorld, client: Any) -> None:
    post = world.write("Larkfield lost it", likes=3, replies=2, reposts=1)
    (view,) = search(client).posts
    assert (view.uri, view.record.text, view.record.langs) == (post.key, "Larkfield lost it", ["en"])
    assert (view.like_count, view.reply_count, view.repost_count, view.quote_count) == (3, 2, 1, 0)
    assert (view.author.did, view.author.handle) == (did_of("ann"), "ann.bsky.social")
    assert view.record.created_at == view.indexed_at == "2026-03-02T09:00:00.000Z"


def test_the_search_pages_by_cursor_and_by_time(world: BlueskyWorld, client: Any) -> None:
    world.page = 2
    for number in range(5):
        world.write(f"Larkfield {number}")
        world.pass_time(minutes=1)
    texts, cursor = [], None
    while True:
        found = search(client, **({"cursor": cursor} if cursor else {}))
        texts += [view.record.text for view in found.posts]
        cursor = found.cursor
        if not cursor:
            break
    assert texts == [f"Larkfield {number}" for number in (4, 3, 2, 1, 0)]
    bounded = search(client, until="2026-03-02T09:02:00.000Z", since="2026-03-02T09:01:00.000Z")
    assert [view.record.text for view in bounded.posts] == ["Larkfield 1"]


def test_posts_by_address_leave_out_what_is_gone(world: BlueskyWorld, client: Any) -> None:
    posts = [world.write(f"Larkfield {number}") for number in range(3)]
    world.delete(posts[1].key)
    found = client.app.bsky.feed.get_posts({"uris": [post.key for post in posts]}).posts
    assert [view.uri for view in found] == [posts[0].key, posts[2].key]


def test_replies_quotes_and_labels_are_read(world: BlueskyWorld, client: Any) -> None:
    begun = world.write("Sofas?")
    reply = world.write_reply(begun, more={"labels": ["spam"]})
    quote = world.write("Larkfield, look", more={"quote": begun.key})
    found = {view.uri: view for view in client.app.bsky.feed.get_posts({"uris": [reply.key, quote.key]}).posts}
    assert found[reply.key].record.reply.parent.uri == found[reply.key].record.reply.root.uri == begun.key
    assert [label.val for label in found[reply.key].labels] == ["spam"]
    assert found[quote.key].record.embed.record.uri == begun.key


def test_a_conversation_with_its_deleted_and_blocked_posts(world: BlueskyWorld, client: Any) -> None:
    begun = world.write("Which sofa?")
    reply = world.write_reply(begun)
    world.write_reply(reply, "hidden", more={"blocked": True})
    last = world.write_reply(reply, "last")
    thread = client.app.bsky.feed.get_post_thread({"uri": reply.key, "depth": 5, "parentHeight": 5}).thread
    assert (thread.post.uri, thread.parent.post.uri) == (reply.key, begun.key)
    kinds = [each.py_type.rpartition("#")[2] for each in thread.replies]
    assert kinds == ["blockedPost", "threadViewPost"]
    assert thread.replies[1].post.uri == last.key
    world.delete(begun.key)
    orphan = client.app.bsky.feed.get_post_thread({"uri": reply.key, "depth": 0, "parentHeight": 5}).thread
    assert orphan.parent.not_found
    world.delete(reply.key)
    with pytest.raises(exceptions.BadRequestError, match="NotFound"):
        client.app.bsky.feed.get_post_thread({"uri": reply.key})


def test_a_session_is_prolonged_as_the_library_does_it(world: BlueskyWorld, client: Any) -> None:
    prolonged = client.com.atproto.server.refresh_session(
        headers={"Authorization": f"Bearer {client.export_session_string().split(':::')[3]}"}
    )
    assert prolonged.did == did_of("larkfield")
    assert len(world.sign_ins) == 1


def test_refusals_and_limits_raise_what_the_library_has_for_them(
    world: BlueskyWorld, client: Any, stranger: Any
) -> None:
    with pytest.raises(exceptions.UnauthorizedError, match="AuthenticationRequired"):
        stranger.login(HANDLE, "wrong")
    with pytest.raises(exceptions.UnauthorizedError, match="403"):
        search(stranger)
    world.limit = 0
    with pytest.raises(exceptions.RequestException, match="RateLimitExceeded"):
        search(client)
