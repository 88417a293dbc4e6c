"""Bluesky: what is heard, how it is read, and every trap of its row in the design."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from worlds.bluesky import HANDLE, PASSWORD, BlueskyWorld, did_of

from connectors.base import Absence, Edited, Gone, SourceSlowed, Window
from connectors.bluesky_post import mention_of, posted_at
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import Post
from monitor.errors import SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Batch, EngagementSample, FindingKind, Json, Mention, MentionKind, Query


@pytest.fixture
def world() -> Iterator[BlueskyWorld]:
    with BlueskyWorld() as made:
        yield made


class Heard:
    """What one pull brought."""

    def __init__(self, world: BlueskyWorld, checkpoint: dict[str, Json] | None = None, **options: Any) -> None:
        before, now = len(world.asked), options.pop("now", world.now)
        queries = options.pop("queries", world.queries)
        self.batches: list[Batch] = []
        self.fault: SourceError | None = None
        self.checkpoint = checkpoint
        try:
            for batch in world.source(**options).pull(queries, checkpoint, Window(start=None, now=now)):
                self.batches.append(batch)
                self.checkpoint = batch.checkpoint or self.checkpoint
        except SourceError as fault:
            self.fault = fault
        self.sign_ins = [asked for asked in world.asked[before:] if asked.method == "POST"]
        self.asked = [asked for asked in world.asked[before:] if asked.method == "GET"]

    @property
    def mentions(self) -> dict[str, Mention]:
        return {mention.stable_key: mention for batch in self.batches for mention in batch.mentions}

    @property
    def texts(self) -> set[str]:
        return {mention.text for mention in self.mentions.values()}

    @property
    def one(self) -> Mention:
        (only,) = self.mentions.values()
        return only

    @property
    def heard(self) -> bool:
        return any(batch.heard for batch in self.batches)


def refreshed(world: BlueskyWorld, mentions: list[Mention]) -> list[EngagementSample | Gone | Edited]:
    return list(world.source().refresh(mentions, world.now))


def some(world: BlueskyWorld, count: int) -> list[Post]:
    posts = []
    for number in range(count):
        posts.append(world.write(f"Larkfield {number}"))
        world.pass_time(seconds=30)
    return posts


# What a post becomes


def test_a_post_is_read_in_full(world: BlueskyWorld) -> None:
    post = world.write(
        "Larkfield\nlost it", author="bea", likes=4, replies=2, reposts=1, more={"langs": ["de-AT", "en"]}
    )
    heard = Heard(world)
    assert heard.one == Mention(
        platform="bluesky",
        stable_key=post.key,
        external_id=post.key,
        source="here",
        text="Larkfield\nlost it",
        posted_at=world.now,
        kind=MentionKind.POST,
        author_key=did_of("bea"),
        author="bea.bsky.social",
        author_name="Bea",
        url=f"https://bsky.app/profile/bea.bsky.social/post/{post.key.rpartition('/')[2]}",
        thread=post.key,
        language="de",
        query="Larkfield",
        matched="Larkfield",
    )
    (sample,) = [sample for batch in heard.batches for sample in batch.samples]
    assert sample == EngagementSample(mention_id=heard.one.id, at=world.now, likes=4, replies=2, reposts=1, quotes=0)


def test_counts_that_are_not_told_are_unknown_and_zero_is_zero(world: BlueskyWorld) -> None:
    world.write(likes=None, replies=0, reposts=None)
    (sample,) = [sample for batch in Heard(world).batches for sample in batch.samples]
    assert (sample.likes, sample.replies, sample.reposts, sample.quotes) == (None, 0, None, 0)


def test_the_followers_are_unknown_because_no_answer_tells_them(world: BlueskyWorld) -> None:
    world.write()
    assert Heard(world).one.followers is None


def test_an_account_whose_name_does_not_resolve_is_named_by_its_lasting_id(world: BlueskyWorld) -> None:
    post = world.write(more={"handle": "handle.invalid"})
    heard = Heard(world)
    assert (heard.one.author, heard.one.author_key) == (None, did_of("ann"))
    assert heard.one.url == f"https://bsky.app/profile/{did_of('ann')}/post/{post.key.rpartition('/')[2]}"


def test_a_reply_names_its_parent_and_its_conversation(world: BlueskyWorld) -> None:
    begun = world.write("Sofas?")
    answer = world.write_reply(begun, "Larkfield has some")
    deeper = world.write_reply(answer, "Larkfield? Never")
    heard = Heard(world)
    assert {each.kind for each in heard.mentions.values()} == {MentionKind.REPLY}
    assert (heard.mentions[deeper.key].in_reply_to, heard.mentions[deeper.key].thread) == (answer.key, begun.key)


def test_a_quote_names_what_it_quotes_with_and_without_pictures(world: BlueskyWorld) -> None:
    quoted = world.write("Sofas?")
    plain = world.write("Larkfield, look", more={"quote": quoted.key})
    record = {"record": {"uri": quoted.key, "cid": "x"}}
    media = {"images": [{"alt": "a sofa"}]}
    both = world.write(
        "Larkfield, see", more={"embed": {"$type": "app.bsky.embed.recordWithMedia", "record": record, "media": media}}
    )
    a_list = {
        "$type": "app.bsky.embed.record",
        "record": {"uri": f"at://{did_of('ann')}/app.bsky.graph.list/1", "cid": "x"},
    }
    listed = world.write("Larkfield lovers", more={"embed": a_list})
    heard = Heard(world).mentions
    told = [(heard[post.key].kind, heard[post.key].in_reply_to) for post in (plain, both, listed)]
    assert told == [(MentionKind.QUOTE, quoted.key), (MentionKind.QUOTE, quoted.key), (MentionKind.POST, None)]


def test_a_brand_named_only_on_a_card_or_under_a_picture_has_no_matched_name(world: BlueskyWorld) -> None:
    card = {"title": "Larkfield recalls sofas", "description": "", "uri": "https://news.example/1"}
    world.write("Look at this", more={"embed": {"$type": "app.bsky.embed.external", "external": card}})
    world.write(
        "", more={"embed": {"$type": "app.bsky.embed.images", "images": [{"alt": "A Larkfield sofa in pieces"}]}}
    )
    found = {mention.text: (mention.query, mention.matched) for mention in Heard(world).mentions.values()}
    assert found == {
        "Look at this": ("Larkfield", None),
        "A Larkfield sofa in pieces": ("Larkfield", "Larkfield"),
    }


def test_a_hit_with_an_excluded_word_or_merely_similar_is_none_of_ours(world: BlueskyWorld) -> None:
    world.write("Larkfield the village has a fair")
    similar = world.view(world.write("Larkfields everywhere"))
    world.write("Larkfield sofas are nice")
    query = Query(brand="Larkfield", terms=("Larkfield",), excluded=("village",))

    def with_similar(_number: int, _asked: Asked, reply: Reply) -> Reply:
        is_search = isinstance(reply.body, dict) and "posts" in reply.body
        return Reply(body=reply.body | {"posts": [*reply.body["posts"], similar]}) if is_search else reply

    world.server.change = with_similar
    assert Heard(world, queries=[query]).texts == {"Larkfield sofas are nice"}


@pytest.mark.parametrize("value", ["!hide", "!takedown"])
def test_what_moderators_hid_is_not_taken(world: BlueskyWorld, value: str) -> None:
    world.write("Larkfield hidden", more={"labels": [value]})
    world.write("Larkfield labelled", more={"labels": ["spam"]})
    assert Heard(world).texts == {"Larkfield labelled"}


def test_a_label_that_was_taken_back_hides_nothing(world: BlueskyWorld) -> None:
    view = world.view(world.write())
    view["labels"] = [{"val": "!hide", "neg": True}]
    assert mention_of(view, "here") is not None
    view["author"]["labels"] = [{"val": "!takedown"}]
    assert mention_of(view, "here") is None


# Times


def test_a_post_that_claims_to_be_from_the_future_is_dated_by_when_it_was_seen(world: BlueskyWorld) -> None:
    world.write(more={"created": world.now + timedelta(days=400)})
    assert Heard(world).one.posted_at == world.now


def test_a_post_that_claims_to_be_old_is_dated_as_it_claims(world: BlueskyWorld) -> None:
    claimed = world.now - timedelta(days=2)
    world.write(more={"created": claimed})
    assert Heard(world).one.posted_at == claimed


@pytest.mark.parametrize("claim", [None, "never", 7, "0001-01-01T00:00:00Z"])
def test_a_post_without_a_time_is_set_aside_because_a_later_one_would_be_a_guess(
    world: BlueskyWorld, claim: object
) -> None:
    view = world.view(world.write())
    view["record"]["createdAt"] = claim
    with pytest.raises((TypeError, ValueError)):
        posted_at(view)


def test_a_time_without_a_zone_is_universal_time(world: BlueskyWorld) -> None:
    view = world.view(world.write())
    view["record"]["createdAt"] = "2023-07-21T01:33:51.481951"
    assert posted_at(view) == datetime(2023, 7, 21, 1, 33, 51, 481951, UTC)


def test_a_future_claim_on_a_page_does_not_make_the_walk_jump(world: BlueskyWorld) -> None:
    some(world, 12)
    liar = world.view(world.write(at=world.now - timedelta(days=6), more={"created": world.now + timedelta(days=9)}))
    pages = 0

    def liar_first(_number: int, _asked: Asked, reply: Reply) -> Reply:
        nonlocal pages
        pages += 1
        is_search = isinstance(reply.body, dict) and "posts" in reply.body
        return Reply(body=reply.body | {"posts": [liar, *reply.body["posts"]]}) if is_search and pages == 2 else reply

    world.server.change = liar_first
    assert len(Heard(world).mentions) == 13


def test_nothing_later_than_now_is_asked_for(world: BlueskyWorld) -> None:
    world.write("Larkfield then")
    then = world.now
    world.pass_time(days=1)
    for _ in range(20):
        world.write("Larkfield today")
    heard = Heard(world, now=then)
    assert heard.texts == {"Larkfield then"}
    assert heard.asked[0].parameters["until"] == "2026-03-02T09:00:00.001Z"
    assert len(heard.asked) == 1


# Searching


def test_a_quiet_run_signs_in_once_and_asks_once_for_every_name(world: BlueskyWorld) -> None:
    queries = [
        Query(brand="Larkfield", terms=("Larkfield", "Lark Field"), handles=("@larkfield", "@larkfield.bsky.social")),
        Query(brand="Oakhill", terms=("Oakhill",)),
    ]
    world.write("Larkfield and Lark Field and Oakhill, all by larkfield.bsky.social")
    first = Heard(world, queries=queries)
    world.pass_time(hours=3)
    again = Heard(world, first.checkpoint, queries=queries)
    sought = [asked.parameters["q"] for asked in again.asked]
    assert sought == ["Larkfield", '"Lark Field"', '"larkfield.bsky.social"', "Oakhill"]
    assert world.source().outlook(queries).requests == 4
    assert (len(again.sign_ins), again.heard) == (1, True)
    assert {asked.parameters["sort"] for asked in again.asked} == {"latest"}


def test_each_search_gives_its_own_brand(world: BlueskyWorld) -> None:
    world.write("Oakhill is worse than Larkfield")
    queries = [Query(brand=name, terms=(name,)) for name in ("Larkfield", "Oakhill")]
    batches = Heard(world, queries=queries).batches
    assert [mention.query for batch in batches for mention in batch.mentions] == ["Larkfield", "Oakhill"]


def test_pages_are_bounded_by_time_so_that_nothing_shifts(world: BlueskyWorld) -> None:
    posts = some(world, 18)

    def deleting(number: int, _asked: Asked) -> None:
        if number in (3, 4):
            world.delete(world.visible()[0].key)

    world.server.fault = deleting
    heard = Heard(world)
    assert {post.key for post in posts if not post.deleted} <= set(heard.mentions)
    assert not any("cursor" in asked.parameters for asked in heard.asked)


def test_many_posts_of_one_millisecond_are_read_by_cursor(world: BlueskyWorld) -> None:
    for number in range(17):
        world.write(f"Larkfield {number}")
    world.write("Larkfield before", at=world.now - timedelta(hours=1))
    heard = Heard(world)
    assert (len(heard.mentions), heard.heard) == (18, True)
    assert sum(len(batch.mentions) for batch in heard.batches) == 18, "none is told twice"
    assert any("cursor" in asked.parameters for asked in heard.asked)


def test_a_page_whose_posts_are_all_hidden_is_not_the_end(world: BlueskyWorld) -> None:
    some(world, 3)
    for _ in range(12):
        world.write("Larkfield, says a blocker", more={"blocked": True})
        world.pass_time(seconds=30)
    some(world, 3)
    assert len(Heard(world).mentions) == 6


def test_the_end_of_cursors_is_not_the_end_of_the_posts(world: BlueskyWorld) -> None:
    some(world, 23)

    def without_cursor(_number: int, _asked: Asked, reply: Reply) -> Reply:
        if isinstance(reply.body, dict) and "posts" in reply.body:
            return Reply(body={"posts": reply.body["posts"]})
        return reply

    world.server.change = without_cursor
    assert len(Heard(world).mentions) == 23


def test_a_search_that_leads_in_a_circle_is_left(world: BlueskyWorld) -> None:
    posts = [world.view(post) for post in some(world, 3)]
    cursors = iter(range(1, 1_000))

    def circling(_number: int, asked: Asked) -> Reply | None:
        return Reply(body={"posts": posts, "cursor": str(next(cursors))}) if asked.method == "GET" else None

    world.server.fault = circling
    heard = Heard(world)
    assert "circle" in str(heard.fault)
    assert len(heard.asked) < 10


def test_broken_off_after_any_request_it_is_completed_by_the_next_run(world: BlueskyWorld) -> None:
    queries = [Query(brand="Larkfield", terms=("Larkfield", "sofa"))]
    for number in range(14):
        world.write(f"{('Larkfield', 'my sofa')[number % 2]} {number}")
        world.pass_time(minutes=3)
    whole = Heard(world, queries=queries)
    assert len(whole.mentions) == 14
    for stop in range(1, len(whole.asked) + 2):
        already = len(world.asked)
        world.server.fault = lambda n, _a, at=already + stop: Reply(status=500) if n >= at else None  # type: ignore[misc]
        broken = Heard(world, queries=queries)
        assert isinstance(broken.fault, SourceUnreachable)
        assert not broken.heard
        world.server.fault = lambda _n, _a: None
        world.pass_time(minutes=1)
        rest = Heard(world, broken.checkpoint, queries=queries)
        assert broken.mentions | rest.mentions == whole.mentions
        assert rest.heard


# Signing in


def test_one_session_serves_all_that_a_source_does(world: BlueskyWorld) -> None:
    post = world.write()
    source = world.source()
    (mention,) = [
        each for batch in source.pull(world.queries, None, Window(start=None, now=world.now)) for each in batch.mentions
    ]
    list(source.refresh([mention], world.now))
    list(source.thread(mention))
    assert mention.stable_key == post.key
    assert len(world.sign_ins) == 1


def test_a_run_every_twenty_minutes_stays_below_every_limit_of_sign_ins(world: BlueskyWorld) -> None:
    world.sign_ins_a_day = 100
    checkpoint = None
    for _ in range(72):
        heard = Heard(world, checkpoint)
        assert heard.fault is None
        checkpoint = heard.checkpoint
        world.pass_time(seconds=world.source().interval.total_seconds())
    assert len(world.sign_ins) == 72


def test_no_token_and_no_password_is_kept(world: BlueskyWorld) -> None:
    world.write()
    heard = Heard(world)
    tokens = [token for token in world._issued if token]
    assert len(tokens) == 2
    kept = repr([heard.batches, heard.checkpoint])
    assert not any(secret in kept for secret in [*tokens, PASSWORD])


def test_an_expired_session_is_prolonged_once_and_the_question_asked_again(world: BlueskyWorld) -> None:
    world.write()
    source = world.source()
    (mention,) = [
        each for batch in source.pull(world.queries, None, Window(start=None, now=world.now)) for each in batch.mentions
    ]
    world.pass_time(hours=3)
    before = len(world.asked)
    assert len(list(source.refresh([mention], world.now))) == 1
    assert [asked.path.rpartition(".")[2] for asked in world.asked[before:]] == [
        "getPosts",
        "refreshSession",
        "getPosts",
    ]
    assert len(world.sign_ins) == 1


def test_a_session_that_cannot_be_prolonged_is_begun_anew(world: BlueskyWorld) -> None:
    world.write()
    source = world.source()
    (mention,) = [
        each for batch in source.pull(world.queries, None, Window(start=None, now=world.now)) for each in batch.mentions
    ]
    world.pass_time(hours=3)
    world._issued = {token: at for token, at in world._issued.items() if "nobody" in token}
    expired = Reply(status=400, body={"error": "ExpiredToken", "message": "Token has expired"})
    number_of_questions = len(world.asked)
    world.server.fault = lambda number, _asked: expired if number == number_of_questions + 1 else None
    assert len(list(source.refresh([mention], world.now))) == 1
    assert len(world.sign_ins) == 2


def test_a_session_that_is_always_expired_is_not_prolonged_for_ever(world: BlueskyWorld) -> None:
    world.write()
    expired = Reply(status=400, body={"error": "ExpiredToken", "message": "Token has expired"})
    world.server.fault = lambda _number, asked: expired if asked.method == "GET" else None
    heard = Heard(world)
    assert isinstance(heard.fault, SourceChanged)
    assert len(heard.asked) == 2


@pytest.mark.parametrize(
    ("status", "name", "words"),
    [
        (401, "AuthenticationRequired", "does not accept `handle` and `app_password` (401: AuthenticationRequired)"),
        (401, "AuthFactorTokenRequired", "the account's own password"),
        (401, "AccountTakedown", "suspended"),
        (400, "InvalidRequest", "does not accept"),
        (403, "Forbidden", "does not accept"),
    ],
)
def test_not_being_let_in_says_why_and_what_to_do(world: BlueskyWorld, status: int, name: str, words: str) -> None:
    world.refused = (status, name)
    heard = Heard(world)
    assert isinstance(heard.fault, SourceRefused)
    assert words in str(heard.fault)
    (finding,) = world.source().check()
    assert (finding.kind, words in finding.what) == (FindingKind.NO_KEY, True)


def test_a_wrong_password_is_shown_nowhere(world: BlueskyWorld) -> None:
    wrong = "zzzz-yyyy-xxxx-wwww"
    heard = Heard(world, app_password=wrong)
    findings = world.source(app_password=wrong).check()
    assert isinstance(heard.fault, SourceRefused)
    assert not any(wrong in f"{each}" for each in [heard.fault, *findings])


def test_without_an_account_nothing_is_asked_and_it_says_how_to_get_in(world: BlueskyWorld) -> None:
    for options in ({"handle": ""}, {"app_password": ""}):
        heard = Heard(world, **options)
        assert isinstance(heard.fault, SourceRefused)
        assert "Settings, Privacy and security, App passwords" in str(heard.fault)
        (finding,) = world.source(**options).check()
        assert finding.kind is FindingKind.NO_KEY
    assert not world.asked


def test_too_many_sign_ins_are_obeyed_to_the_moment_the_server_names(world: BlueskyWorld) -> None:
    world.sign_ins_a_day = 0
    heard = Heard(world)
    assert isinstance(heard.fault, SourceSlowed)
    assert heard.fault.retry_after is not None
    assert 39_990 < heard.fault.retry_after < 40_002
    assert len(heard.sign_ins) == 1
    (finding,) = world.source().check()
    assert finding.kind is FindingKind.NO_BUDGET


def test_too_many_requests_are_not_repeated_before_the_moment_the_server_names(world: BlueskyWorld) -> None:
    some(world, 14)
    world.limit = 3
    heard = Heard(world)
    assert isinstance(heard.fault, SourceSlowed)
    assert heard.fault.retry_after is not None
    assert 230 < heard.fault.retry_after < 242
    assert len(heard.asked) == 3
    world.pass_time(minutes=6)
    world.limit = 100
    rest = Heard(world, heard.checkpoint)
    assert set(heard.mentions) | set(rest.mentions) == world.expected()


@pytest.mark.parametrize(
    "body", [{}, [], {"accessJwt": 3, "refreshJwt": "x"}, {"accessJwt": "a\nb", "refreshJwt": "x"}]
)
def test_a_sign_in_without_tokens_is_a_new_shape(world: BlueskyWorld, body: object) -> None:
    world.server.fault = lambda _number, _asked: Reply(body=body)
    assert isinstance(Heard(world).fault, SourceChanged)


def test_unsigned_search_is_refused_by_a_page_and_that_is_a_sentence(world: BlueskyWorld) -> None:
    page = Reply(status=403, body=b"<html>Request forbidden</html>", headers={"Content-Type": "text/html"})
    world.server.fault = lambda _number, asked: page if asked.method == "GET" else None
    heard = Heard(world)
    assert isinstance(heard.fault, SourceRefused)
    assert str(heard.fault).startswith("Bluesky refuses searchPosts (403)")


@pytest.mark.parametrize(
    ("status", "name", "kind"),
    [
        (400, "BadQueryString", SourceChanged),
        (401, "AuthMissing", SourceRefused),
        (404, "XRPCNotSupported", SourceChanged),
        (410, "Gone", SourceChanged),
        (451, "Legal", SourceRefused),
        (500, "InternalServerError", SourceUnreachable),
        (502, "UpstreamFailure", SourceUnreachable),
    ],
)
def test_every_refusal_of_a_search_is_the_right_error(
    world: BlueskyWorld, status: int, name: str, kind: type[SourceError]
) -> None:
    for told in (name, f"{name}: you sent {PASSWORD}", {"name": name}, None):
        fault = Reply(status=status, body={"error": told, "message": f"you sent {PASSWORD}"})
        world.server.fault = lambda _number, asked, fault=fault: fault if asked.method == "GET" else None  # type: ignore[misc]
        heard = Heard(world)
        assert isinstance(heard.fault, kind)
        assert PASSWORD not in str(heard.fault)
        assert not heard.heard


# Looking again


def test_looking_again_gives_counts_edits_and_what_is_gone(world: BlueskyWorld) -> None:
    posts = some(world, 6)
    mentions = Heard(world).mentions
    world.pass_time(hours=1)
    posts[0].likes, posts[0].replies = 9, None
    world.edit(posts[1].key, "Larkfield has mended it")
    world.delete(posts[2].key)
    posts[3].author_gone = True
    posts[4].more["labels"] = ["!takedown"]
    posts[5].more["blocked"] = True
    told = refreshed(world, [mentions[post.key] for post in posts])
    ids = [f"bluesky:{post.key}" for post in posts]
    assert told[0] == EngagementSample(mention_id=ids[0], at=world.now, likes=9, reposts=0, quotes=0)
    assert isinstance(told[2], Edited)
    assert (told[2].mention.id, told[2].mention.text) == (ids[1], "Larkfield has mended it")
    assert (told[2].mention.edited_at, told[2].mention.posted_at) == (world.now, posts[1].at)
    assert (told[2].mention.query, told[2].mention.matched) == ("Larkfield", "Larkfield")
    assert told[3:] == [
        Gone(mention_id=ids[2], why=Absence.ABSENT),
        Gone(mention_id=ids[3], why=Absence.ABSENT),
        Gone(mention_id=ids[4], why=Absence.REMOVED),
        Gone(mention_id=ids[5], why=Absence.PROTECTED),
    ]


def test_an_edit_already_known_is_not_told_again(world: BlueskyWorld) -> None:
    (post,) = some(world, 1)
    mention = Heard(world).one
    world.edit(post.key, "Larkfield, better now")
    (_, edited) = refreshed(world, [mention])
    assert isinstance(edited, Edited)
    assert [type(each) for each in refreshed(world, [edited.mention])] == [EngagementSample]


def test_25_are_asked_for_at_once_and_only_the_missing_singly(world: BlueskyWorld) -> None:
    world.page = 100
    posts = some(world, 60)
    mentions = Heard(world).mentions
    world.delete(posts[7].key)
    before = len(world.asked)
    told = refreshed(world, [mentions[post.key] for post in posts])
    asked = [each for each in world.asked[before:] if each.method == "GET"]
    assert [len(each.repeated.get("uris", [])) for each in asked] == [25, 0, 25, 10]
    assert sum(isinstance(each, Gone) for each in told) == 1
    assert sum(isinstance(each, EngagementSample) for each in told) == 59


def test_an_empty_answer_alone_makes_nothing_gone(world: BlueskyWorld) -> None:
    some(world, 3)
    mentions = list(Heard(world).mentions.values())
    world.server.fault = lambda _n, asked: Reply(body={"posts": []}) if asked.path.endswith("getPosts") else None
    assert [type(each) for each in refreshed(world, mentions)] == [EngagementSample] * 3


def test_a_server_that_fails_makes_nothing_gone(world: BlueskyWorld) -> None:
    some(world, 1)
    mention = Heard(world).one
    for status in (400, 401, 403, 404, 500, 503, 451):
        world.server.fault = lambda _n, a, status=status: Reply(status=status) if a.method == "GET" else None  # type: ignore[misc]
        with pytest.raises(SourceError):
            refreshed(world, [mention])


def test_answers_of_another_shape_make_nothing_gone(world: BlueskyWorld) -> None:
    some(world, 1)
    mention = Heard(world).one
    for shape in ([], {}, {"posts": 3}, {"thread": []}):
        world.server.fault = lambda _n, a, shape=shape: Reply(body=shape) if a.method == "GET" else None  # type: ignore[misc]
        with pytest.raises(SourceChanged):
            refreshed(world, [mention])
        with pytest.raises(SourceChanged):
            list(world.source().thread(mention))
        assert isinstance(Heard(world).fault, SourceChanged)


# Conversations


def test_a_conversation_is_read_oldest_first_without_what_is_deleted_or_blocked(world: BlueskyWorld) -> None:
    begun = world.write("Which sofa?", author="cem")
    posts = [begun]
    for parent, text, author, more in (
        (0, "Larkfield lost mine", "ann", {}),
        (1, "So sorry!", "larkfield", {}),
        (1, "Me too", "bob", {"blocked": True}),
        (2, "Nonsense", "eve", {}),
        (2, "It came at last", "ann", {}),
        (5, "Glad to hear it", "larkfield", {}),
    ):
        world.pass_time(minutes=1)
        posts.append(world.write(text, parent=posts[parent].key, thread=begun.key, author=author, more=more))
    world.delete(posts[4].key)
    mention = Heard(world).mentions[posts[1].key]
    said = list(world.source().thread(mention))
    assert [each.stable_key for each in said] == [posts[place].key for place in (0, 1, 2, 5, 6)]
    assert [each.in_reply_to for each in said] == [None, *(posts[place].key for place in (0, 1, 2, 5))]
    assert {each.thread for each in said} == {begun.key}
    assert {(each.query, each.matched) for each in said} == {("Larkfield", mention.matched)}


def test_the_conversation_of_a_deleted_or_blocked_post_is_empty(world: BlueskyWorld) -> None:
    (post,) = some(world, 1)
    mention = Heard(world).one
    post.more["blocked"] = True
    assert list(world.source().thread(mention)) == []
    world.delete(post.key)
    assert list(world.source().thread(mention)) == []


def test_a_deleted_parent_ends_the_conversation_upwards(world: BlueskyWorld) -> None:
    begun = world.write("Which sofa?")
    world.delete(begun.key)
    reply = world.write_reply(begun, "Larkfield, surely")
    mention = Heard(world).one
    assert [each.stable_key for each in world.source().thread(mention)] == [reply.key]
    assert mention.in_reply_to == begun.key


def test_a_conversation_is_bounded_in_breadth_and_depth(world: BlueskyWorld) -> None:
    (post,) = some(world, 1)
    mention = Heard(world).one
    node = {"post": world.view(post)}
    many = [{"post": world.view(post) | {"uri": f"{post.key}{number}"}, "replies": []} for number in range(6_000)]
    world.server.fault = lambda _n, a: Reply(body={"thread": node | {"replies": many}}) if a.method == "GET" else None
    assert len(list(world.source().thread(mention))) == 1_000
    deep = b'{"thread":' + b'{"replies":[' * 5_000 + b"]}" * 5_000 + b"}"
    world.server.fault = lambda _n, a: Reply(body=deep) if a.method == "GET" else None
    with pytest.raises(SourceChanged):
        list(world.source().thread(mention))


# What is out of order


@pytest.mark.parametrize(
    "change",
    [
        {"uri": None},
        {"uri": "https://bsky.app/1"},
        {"uri": "at://did:plc:a/app.bsky.graph.list/1"},
        {"uri": "at://did:plc:a/app.bsky.feed.post/" + "k" * 600},
        {"record": None},
        {"record": {"text": 3, "createdAt": "2026-03-02T09:00:00Z"}},
        {"record": {"$type": "app.bsky.feed.like", "text": "Larkfield"}},
        {"record": {"text": "Larkfield", "reply": {"root": {}, "parent": {}}}},
        {"author": None},
        {"author": {"did": 7}},
        {"author": {"did": "d" * 600}},
        {"indexedAt": "soon"},
        {"indexedAt": None},
    ],
)
def test_a_post_that_lacks_what_must_be_there_is_set_aside_and_the_others_are_read(
    world: BlueskyWorld, change: dict[str, Any]
) -> None:
    views = [world.view(post) for post in reversed(some(world, 3))]
    answers = iter([{"posts": [views[0], views[1] | change, views[2]]}])
    world.server.fault = lambda _n, asked: Reply(body=next(answers, {"posts": []})) if asked.method == "GET" else None
    heard = Heard(world)
    assert set(heard.mentions) == {views[0]["uri"], views[2]["uri"]}
    (reject,) = [reject for batch in heard.batches for reject in batch.rejects]
    assert reject.reason


def test_many_unreadable_posts_stop_the_search(world: BlueskyWorld) -> None:
    views = [world.view(post) | {"record": 3} for post in some(world, 3)]
    world.server.fault = lambda _n, asked: Reply(body={"posts": views}) if asked.method == "GET" else None
    heard = Heard(world)
    assert isinstance(heard.fault, SourceChanged)
    assert not heard.mentions


def test_odd_values_that_may_be_missing_are_unknown(world: BlueskyWorld) -> None:
    view = world.view(world.write())
    view |= {"likeCount": "many", "replyCount": -1, "repostCount": True, "quoteCount": 10**30, "labels": "!hide"}
    view["author"] |= {"handle": "<b>", "displayName": 7}
    view["record"] |= {
        "langs": {"en": 1},
        "tags": 5,
        "embed": {"images": [None, {"alt": 4}], "external": "x", "record": 3},
    }
    told = mention_of(view, "here")
    assert told is not None
    assert (told.author, told.author_name, told.language, told.kind) == (None, None, None, MentionKind.POST)
    assert told.url == f"https://bsky.app/profile/{did_of('ann')}/post/{told.stable_key.rpartition('/')[2]}"


def test_check_is_content_with_one_sign_in_and_one_search(world: BlueskyWorld) -> None:
    (finding,) = world.source().check()
    assert finding.kind is FindingKind.FINE
    assert [asked.path.rpartition(".")[2] for asked in world.asked] == ["createSession", "searchPosts"]
    assert world.asked[0].json() == {"identifier": HANDLE, "password": PASSWORD}


def test_a_handle_with_its_sign_is_understood(world: BlueskyWorld) -> None:
    world.write()
    assert len(Heard(world, handle=f" @{HANDLE}").mentions) == 1
