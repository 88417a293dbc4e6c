"""Mastodon: what is heard, how it is read, and every trap of its row in the design."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from worlds.mastodon import HOME, TOKEN, MastodonWorld

from connectors.base import Absence, Edited, Gone, SourceSlowed, Window
from connectors.conformance.server import Asked, Reply
from connectors.mastodon import Mastodon
from connectors.mastodon_status import Statuses, bound_above, filed_at
from monitor.errors import SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Batch, EngagementSample, FindingKind, GapReason, Json, Mention, MentionKind, Query


@pytest.fixture
def world() -> Iterator[MastodonWorld]:
    with MastodonWorld() as made:
        yield made


class Heard:
    """What one pull brought."""

    def __init__(self, world: MastodonWorld, checkpoint: dict[str, Json] | None = None, **options: Any) -> None:
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
        self.asked = world.asked[before:]

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

    @property
    def gaps(self) -> list[str]:
        return [gap.detail for batch in self.batches for gap in batch.gaps]


def refreshed(world: MastodonWorld, mentions: list[Mention]) -> list[EngagementSample | Gone | Edited]:
    return list(world.source().refresh(mentions, world.now))


# What a status becomes


def test_a_status_is_read_in_full(world: MastodonWorld) -> None:
    post = world.write(
        "Larkfield & co\nlost it",
        author="bea",
        likes=4,
        replies=2,
        reposts=1,
        more={"acct": "Bea@far.example", "spoiler_text": "rant", "language": "de-AT", "followers": 40},
    )
    world.edit(post.key, "Larkfield & co\nlost it")
    heard = Heard(world)
    assert heard.one == Mention(
        platform="mastodon",
        stable_key=f"https://{HOME}/users/bea/statuses/{post.key}",
        external_id=post.key,
        source="here",
        text="rant\n\nLarkfield & co\nlost it",
        posted_at=world.now,
        kind=MentionKind.POST,
        author_key="bea@far.example",
        author="Bea@far.example",
        author_name="Bea",
        followers=40,
        url=f"https://{HOME}/@Bea@far.example/{post.key}",
        thread=f"https://{HOME}/users/bea/statuses/{post.key}",
        language="de",
        query="Larkfield",
        matched="Larkfield",
        edited_at=world.now,
    )
    (sample,) = [sample for batch in heard.batches for sample in batch.samples]
    assert sample == EngagementSample(mention_id=heard.one.id, at=world.now, likes=4, replies=2, reposts=1)


def test_counts_that_are_not_told_are_unknown_and_zero_is_zero(world: MastodonWorld) -> None:
    world.write(likes=None, replies=0, reposts=None)
    (sample,) = [sample for batch in Heard(world).batches for sample in batch.samples]
    assert (sample.likes, sample.replies, sample.reposts, sample.quotes) == (None, 0, None, None)


def test_only_what_anybody_may_read_is_kept(world: MastodonWorld) -> None:
    for visibility in ("public", "unlisted", "private", "direct"):
        world.write(f"@larkfield hello, {visibility}", more={"visibility": visibility})
        world.pass_time(seconds=5)
    assert Heard(world).texts == {"@larkfield hello, public", "@larkfield hello, unlisted"}


def test_a_boost_is_no_mention_of_its_own(world: MastodonWorld) -> None:
    post = world.write()
    world.write(more={"reblog": world.status(post)})
    assert Heard(world).one.external_id == post.key


def test_a_picture_without_words_says_what_it_shows(world: MastodonWorld) -> None:
    post = world.write("#larkfield", more={"media_attachments": [{"description": "A Larkfield sofa in pieces"}]})
    post.text = ""
    told = Statuses(source="here").mention(world.status(post))
    assert told is not None
    assert told.text == "A Larkfield sofa in pieces"


def test_a_brand_named_only_beside_the_text_has_no_matched_name(world: MastodonWorld) -> None:
    world.write("Look at this mess", more={"card": {"title": "Larkfield recalls sofas", "url": "https://news.example"}})
    heard = Heard(world, access_token="", public_timeline=True)
    assert (heard.one.query, heard.one.matched) == ("Larkfield", None)


def test_a_hit_with_an_excluded_word_or_without_the_name_is_none_of_ours(world: MastodonWorld) -> None:
    world.write("Larkfield the village has a fair")
    world.write("Larkfield sofas are nice")
    query = Query(brand="Larkfield", terms=("Larkfield",), excluded=("village",))
    assert Heard(world, queries=[query]).texts == {"Larkfield sofas are nice"}


def test_the_same_post_seen_through_two_servers_is_one_mention_of_one_person(world: MastodonWorld) -> None:
    at_home = world.write(author="ann")
    elsewhere = world.status(at_home) | {"id": "999", "url": f"https://{HOME}/@ann/1"}
    elsewhere["account"] = elsewhere["account"] | {"acct": f"ann@{HOME}", "id": "5"}
    one = Statuses(source="one").mention(world.status(at_home))
    two = Statuses(source="two").mention(elsewhere)
    assert one is not None
    assert two is not None
    assert (one.id, one.person) == (two.id, two.person) == (one.id, f"mastodon:ann@{HOME}")


# Who answers whom


def test_a_reply_names_what_it_answers_by_the_name_that_is_the_same_everywhere(world: MastodonWorld) -> None:
    begun = world.write("Sofas anyone?", at=world.now - timedelta(days=30))
    reply = world.write_reply(begun)
    heard = Heard(world)
    assert heard.one.kind is MentionKind.REPLY
    assert heard.one.in_reply_to == world.stable_key_of(begun)
    assert heard.one.external_id == reply.key
    assert heard.one.thread is None, "the server does not say where the conversation began"


def test_parents_are_asked_for_twenty_at_a_time_and_never_twice(world: MastodonWorld) -> None:
    world.page = 40
    for number in range(25):
        world.write_reply(world.write(f"What about {number}?", at=world.now - timedelta(days=30)))
        world.pass_time(seconds=9)
    world.delete(next(iter(world.posts)))
    heard = Heard(world, own_mentions=False)
    looked_up = [asked for asked in heard.asked if asked.path == "/api/v1/statuses"]
    assert [len(asked.repeated["id[]"]) for asked in looked_up] == [20, 5]
    assert sum(mention.in_reply_to is None for mention in heard.mentions.values()) == 1, "that parent is deleted"
    world.pass_time(minutes=10)
    again = Heard(world, heard.checkpoint, own_mentions=False)
    assert len(again.asked) == 1
    assert again.mentions == heard.mentions


def test_a_server_that_cannot_name_parents_is_heard_all_the_same(world: MastodonWorld) -> None:
    world.knows_several = False
    world.write_reply(world.write("Sofas anyone?"))
    heard = Heard(world)
    assert (heard.one.in_reply_to, heard.one.kind, heard.fault) == (None, MentionKind.REPLY, None)


def test_a_quote_names_what_it_quotes(world: MastodonWorld) -> None:
    quoted = world.write("Sofas anyone?")
    world.write("Larkfield, never again", more={"quote": quoted.key})
    heard = Heard(world)
    assert (heard.one.kind, heard.one.in_reply_to) == (MentionKind.QUOTE, world.stable_key_of(quoted))


def test_a_conversation_is_read_oldest_first_with_who_answers_whom(world: MastodonWorld) -> None:
    begun = world.write("Which sofa?", author="cem")
    complaint = world.write_reply(begun, at=world.now + timedelta(minutes=1), author="ann")
    answer = world.write_reply(complaint, "So sorry!", at=world.now + timedelta(minutes=2), author="larkfield")
    gone = world.write_reply(answer, "Never mind", at=world.now + timedelta(minutes=3))
    last = world.write_reply(gone, "It came at last", at=world.now + timedelta(minutes=4), author="ann")
    secret = world.write_reply(answer, "My address", at=world.now + timedelta(minutes=5), more={"visibility": "direct"})
    world.pass_time(minutes=10)
    world.delete(gone.key)
    mention = next(each for each in Heard(world).mentions.values() if each.external_id == complaint.key)
    said = list(world.source().thread(mention))
    assert [each.external_id for each in said] == [begun.key, complaint.key, answer.key, last.key]
    assert secret.key not in {each.external_id for each in said}
    keys = [world.stable_key_of(post) for post in (begun, complaint, answer)]
    assert [each.in_reply_to for each in said] == [None, keys[0], keys[1], None]
    assert {each.thread for each in said} == {keys[0]}
    assert {(each.query, each.matched) for each in said} == {("Larkfield", mention.matched)}


def test_the_conversation_of_a_deleted_post_is_empty(world: MastodonWorld) -> None:
    post = world.write()
    mention = Heard(world).one
    world.delete(post.key)
    assert list(world.source().thread(mention)) == []


def test_a_conversation_is_bounded(world: MastodonWorld) -> None:
    post = world.write()
    mention = Heard(world).one
    answers = [
        world.status(post) | {"id": str(number), "uri": f"https://a.example/{number}"} for number in range(5_000)
    ]
    world.server.fault = lambda _number, _asked: Reply(body={"ancestors": [], "descendants": answers})
    assert len(list(world.source().thread(mention))) == 1_000


# Lists and their pages


def test_a_quiet_run_asks_once_for_each_thing_listened_to(world: MastodonWorld) -> None:
    options: dict[str, Any] = {"hashtags": ["larkfield", "#sofa"], "public_timeline": True}
    world.write("@larkfield #larkfield #sofa broke")
    first = Heard(world, **options)
    world.pass_time(hours=3)
    again = Heard(world, first.checkpoint, **options)
    assert [asked.path for asked in again.asked] == [
        "/api/v2/search",
        "/api/v1/notifications",
        "/api/v1/timelines/tag/larkfield",
        "/api/v1/timelines/tag/sofa",
        "/api/v1/timelines/public",
    ]
    assert world.source(**options).outlook(world.queries).requests == 5
    assert again.heard


def test_everything_listened_to_is_found_and_a_post_heard_twice_is_one(world: MastodonWorld) -> None:
    world.write("Larkfield sofa broke")
    world.write("@larkfield it broke")
    world.write("broken #settee")
    world.write("nothing of the kind")
    heard = Heard(world, hashtags=["settee"])
    assert heard.texts == {"Larkfield sofa broke", "@larkfield it broke", "broken #settee"}
    tagged = next(each for each in heard.mentions.values() if "settee" in each.text)
    assert (tagged.query, tagged.matched) == ("Larkfield", None), "found by other means than a name"


def test_a_hashtag_is_asked_for_alone_because_an_unknown_first_one_would_hide_the_others(world: MastodonWorld) -> None:
    world.write("broken #settee")
    heard = Heard(world, access_token="", hashtags=["neverseen", "settee"])
    assert heard.texts == {"broken #settee"}
    assert not any("any[]" in asked.repeated for asked in heard.asked)


def test_a_name_with_an_at_sign_is_not_searched_because_servers_silently_find_nothing(world: MastodonWorld) -> None:
    query = Query(
        brand="Larkfield", terms=("Larkfield", "Lark Field"), handles=("@larkfield@toots.example", "@LARKFIELD")
    )
    world.write()
    heard = Heard(world, queries=[query])
    assert [
        asked.parameters["q"]
        for asked in heard.asked
        if asked.path == "/api/v2/search" and "max_id" not in asked.parameters
    ] == [
        "Larkfield",
        '"Lark Field"',
    ]


def test_a_post_delivered_late_does_not_end_the_walk_before_what_lies_behind_it(world: MastodonWorld) -> None:
    for _ in range(12):
        world.write("#settee early")
        world.pass_time(minutes=1)
    begun = Heard(world, access_token="", hashtags=["settee"])
    world.pass_time(hours=5)
    for number in range(12):
        late = {"at": world.now - timedelta(hours=6), "more": {"arrived": world.now}}
        world.write(f"#settee number {number}", **(late if number == 7 else {}))
        world.pass_time(seconds=1)
    heard = Heard(world, begun.checkpoint, access_token="", hashtags=["settee"])
    assert {text for text in heard.texts if "number" in text} == {f"#settee number {number}" for number in range(12)}


def test_a_late_delivery_is_found_by_the_search_too_and_hides_none(world: MastodonWorld) -> None:
    for number in range(12):
        late = {"at": world.now - timedelta(days=2), "more": {"arrived": world.now}}
        world.write(f"Larkfield {number}", **(late if number % 5 == 4 else {}))
        world.pass_time(minutes=2)
    assert Heard(world).texts == {f"Larkfield {number}" for number in range(12)}


def test_a_search_reads_on_within_a_second_that_fills_several_pages(world: MastodonWorld) -> None:
    for second in range(2):
        for number in range(13):
            world.write(f"Larkfield {second} {number}", at=world.now + timedelta(milliseconds=7 * number))
        world.pass_time(seconds=1)
    heard = Heard(world)
    assert (len(heard.mentions), heard.fault, heard.heard) == (26, None, True)


def test_the_bound_of_a_search_is_the_next_whole_second() -> None:
    filed = datetime(2026, 3, 2, 9, 0, 1, 250_000, UTC)
    number = str(int(filed.timestamp() * 1000) << 16)
    assert filed_at(number, datetime.now(UTC)) == filed
    assert filed_at(bound_above(number), datetime.now(UTC)) == datetime(2026, 3, 2, 9, 0, 2, tzinfo=UTC)


@pytest.mark.parametrize("number", ["01HXYZABCDEFGHJKMNPQRSTVWX", "17", "500000000000000000"])
def test_the_ids_of_other_software_are_no_times(number: str) -> None:
    written = datetime(2026, 3, 2, tzinfo=UTC)
    assert filed_at(number, written) == written
    assert bound_above(number) == number


def test_a_search_whose_pages_repeat_is_left(world: MastodonWorld) -> None:
    posts = [world.status(world.write(f"Larkfield {number}")) for number in range(3)]
    world.server.fault = lambda _number, _asked: Reply(body={"statuses": posts})
    heard = Heard(world, own_mentions=False)
    assert "circle" in str(heard.fault)
    assert len(heard.asked) < 10


def test_a_page_from_which_all_was_taken_out_is_not_the_end_where_the_server_points_on(world: MastodonWorld) -> None:
    for number in range(12):
        world.write(f"#settee {number}")
        world.pass_time(minutes=1)

    def emptied(number: int, asked: Asked, reply: Reply) -> Reply:
        return Reply(body=[], headers=reply.headers) if number == 2 else reply

    world.server.change = emptied
    assert len(Heard(world, access_token="", hashtags=["settee"]).mentions) == 7


def test_broken_off_after_any_request_every_list_is_read_to_its_end_by_the_next_run(world: MastodonWorld) -> None:
    options: dict[str, Any] = {"hashtags": ["settee"], "public_timeline": True}
    begun = world.write("Sofas anyone?", at=world.now - timedelta(days=20))
    for number in range(12):
        write = (lambda text: world.write_reply(begun, text)) if number % 4 == 3 else world.write
        write(("Larkfield broke {}", "@larkfield broke {}", "#settee {}")[number % 3].format(number))
        world.pass_time(minutes=3)
    whole = Heard(world, **options)
    assert len(whole.mentions) == 12
    for stop in range(1, len(whole.asked) + 1):
        already = len(world.asked)
        world.server.fault = lambda n, _a, at=already + stop: Reply(status=500) if n >= at else None  # type: ignore[misc]
        broken = Heard(world, **options)
        assert isinstance(broken.fault, SourceUnreachable)
        assert not broken.heard
        world.server.fault = lambda _n, _a: None
        world.pass_time(minutes=1)
        rest = Heard(world, broken.checkpoint, **options)
        assert broken.mentions | rest.mentions == whole.mentions
        assert rest.heard


def test_nothing_later_than_now_is_taken_neither_by_its_time_nor_by_its_arrival(world: MastodonWorld) -> None:
    world.write("Larkfield then")
    then = world.now
    world.pass_time(days=2)
    world.write("Larkfield today")
    world.write("Larkfield, delivered today", at=then - timedelta(hours=1), more={"arrived": world.now})
    world.write("Larkfield from the future", at=then + timedelta(days=1), more={"arrived": then})
    world.now += timedelta(days=2)
    assert Heard(world, now=then).texts == {"Larkfield then"}


def test_another_server_is_walked_from_the_beginning(world: MastodonWorld) -> None:
    post = world.write()
    first = Heard(world)
    world.pass_time(days=1)
    with MastodonWorld() as other:
        other.now = world.now
        other.write(at=post.at)
        assert len(Heard(other, first.checkpoint).mentions) == 1


# Silence and deafness


def test_a_server_without_full_text_search_is_a_gap_and_not_taken_for_silence(world: MastodonWorld) -> None:
    world.full_text = False
    world.write("@larkfield it broke")
    heard = Heard(world)
    assert heard.texts == {"@larkfield it broke"}, "what can be heard is heard"
    assert not heard.heard
    (gap,) = heard.gaps
    assert gap.startswith("the search for Larkfield: This server finds neither")
    assert "search = false" in gap
    assert {gap.reason for batch in heard.batches for gap in batch.gaps} == {GapReason.REFUSED}


def test_all_searches_of_a_deaf_server_together_ask_twice_more(world: MastodonWorld) -> None:
    world.full_text = False
    query = Query(brand="Larkfield", terms=("Larkfield", "Larkfields", "Lark"))
    heard = Heard(world, queries=[query], own_mentions=False)
    assert isinstance(heard.fault, SourceRefused)
    assert len(heard.asked) == 5


def test_that_the_search_works_is_proven_once_a_day_while_it_finds_nothing(world: MastodonWorld) -> None:
    heard = Heard(world, own_mentions=False)
    assert (len(heard.asked), heard.heard) == (2, True)
    for _ in range(5):
        world.pass_time(hours=4)
        heard = Heard(world, heard.checkpoint, own_mentions=False)
        assert (len(heard.asked), heard.heard) == (1, True)
    world.full_text = False
    world.pass_time(hours=5)
    heard = Heard(world, heard.checkpoint, own_mentions=False)
    assert isinstance(heard.fault, SourceRefused)


@pytest.mark.parametrize(
    ("feed", "options"), [("hashtag_feeds", {"hashtags": ["settee"]}), ("live_feeds", {"public_timeline": True})]
)
def test_a_list_that_is_switched_off_answers_with_nothing_and_is_not_taken_for_silence(
    world: MastodonWorld, feed: str, options: dict[str, Any]
) -> None:
    world.access[feed] = {"local": "disabled", "remote": "disabled"}
    heard = Heard(world, access_token="", **options)
    assert isinstance(heard.fault, SourceRefused)
    assert "to nobody" in str(heard.fault)
    (finding,) = [each for each in world.source(search=False, own_mentions=False, **options).check() if each.fix]
    assert finding.kind is FindingKind.UNSUPPORTED


def test_nothing_to_listen_to_is_said(world: MastodonWorld) -> None:
    assert "nothing to listen to" in str(Heard(world, access_token="").fault)


# Refusals


@pytest.mark.parametrize(
    ("scopes", "words"),
    [({"read:statuses", "read:notifications"}, "/api/v2/search"), ({"read:search"}, "/api/v1/notifications")],
)
def test_a_missing_scope_is_named_and_what_needs_it_not_is_heard(
    world: MastodonWorld, scopes: set[str], words: str
) -> None:
    world.scopes = scopes
    world.write("@larkfield, Larkfield broke")
    heard = Heard(world)
    assert len(heard.mentions) == 1
    (gap,) = heard.gaps
    assert f"lacks a scope for {words} (403: This action is outside the authorized scopes)" in gap
    assert {finding.kind for finding in world.source().check()} == {FindingKind.WRONG_SCOPE, FindingKind.FINE}


def test_a_wrong_token_is_refused_and_shown_nowhere(world: MastodonWorld) -> None:
    wrong = "another-secret-token"
    heard = Heard(world, access_token=wrong)
    assert isinstance(heard.fault, SourceRefused)
    assert "does not accept the access token (401: The access token is invalid)" in str(heard.fault)
    findings = world.source(access_token=wrong).check()
    assert FindingKind.NO_KEY in {finding.kind for finding in findings}
    assert not any(wrong in f"{each}" for each in [heard.fault, *heard.gaps, *findings])


@pytest.mark.parametrize(
    ("status", "words", "token", "kind"),
    [
        (401, "This method requires an authenticated user", "", (SourceRefused, "signed-in readers only")),
        (422, "This method requires an authenticated user", "", (SourceRefused, "signed-in readers only")),
        (403, "Your login is currently disabled", TOKEN, (SourceRefused, "refuses your account")),
        (422, "Validation failed", TOKEN, (SourceChanged, "does not understand")),
        (404, "Not Found", TOKEN, (SourceChanged, "Correct the address")),
        (410, "Gone", TOKEN, (SourceChanged, "Correct the address")),
        (451, "", TOKEN, (SourceRefused, "legal reasons")),
        (503, "", TOKEN, (SourceUnreachable, "a fault of its own")),
    ],
)
def test_every_refusal_says_what_to_do(
    world: MastodonWorld, status: int, words: str, token: str, kind: tuple[type[SourceError], str]
) -> None:
    world.server.fault = lambda _number, _asked: Reply(status=status, body={"error": words})
    heard = Heard(world, access_token=token, hashtags=["settee"])
    assert isinstance(heard.fault, kind[0])
    assert kind[1] in str(heard.fault)


def test_an_error_in_html_or_of_another_shape_is_a_sentence_too(world: MastodonWorld) -> None:
    for body in (b"<html>no</html>", {"error": {"deep": TOKEN}}, [], {"error": f"you sent {TOKEN}" + "x" * 5_000}):
        world.server.fault = lambda _number, _asked, body=body: Reply(status=403, body=body)  # type: ignore[misc]
        words = str(Heard(world).fault)
        assert len(words) < 400
        assert TOKEN not in words
        assert "403" in words


def test_300_requests_in_five_minutes_are_obeyed_to_the_moment_the_server_names(world: MastodonWorld) -> None:
    world.limit = 3
    for _ in range(40):
        world.write()
        world.pass_time(minutes=5)
    first = Heard(world)
    assert isinstance(first.fault, SourceSlowed)
    assert first.fault.retry_after is not None
    assert 190 < first.fault.retry_after <= 202
    assert len(first.asked) == 4, "the request that was refused is not repeated"
    found = first.mentions
    for _ in range(20):
        world.pass_time(minutes=6)
        again = Heard(world, first.checkpoint)
        found, first = found | again.mentions, again
        if again.heard:
            break
    assert set(found) == world.expected()


# Looking again


def test_looking_again_gives_counts_edits_and_what_is_gone(world: MastodonWorld) -> None:
    posts = [world.write(f"Larkfield {number}", likes=1) for number in range(4)]
    mentions = list(Heard(world).mentions.values())
    world.pass_time(hours=1)
    posts[0].likes, posts[0].replies = 9, None
    world.edit(posts[1].key, "Larkfield has mended it")
    world.delete(posts[2].key)
    posts[3].author_gone = True
    told = {(type(each).__name__, getattr(each, "mention_id", "")): each for each in refreshed(world, mentions)}
    ids = [f"mastodon:{world.stable_key_of(post)}" for post in posts]
    assert told["EngagementSample", ids[0]] == EngagementSample(mention_id=ids[0], at=world.now, likes=9, reposts=0)
    edited = told["Edited", ""]
    assert isinstance(edited, Edited)
    before = next(each for each in mentions if each.id == ids[1])
    assert (edited.mention.id, edited.mention.text) == (ids[1], "Larkfield has mended it")
    assert (edited.mention.edited_at, edited.mention.posted_at) == (world.now, before.posted_at)
    assert (edited.mention.query, edited.mention.matched) == (before.query, before.matched)
    assert told["Gone", ids[2]] == Gone(mention_id=ids[2], why=Absence.ABSENT)
    assert told["Gone", ids[3]] == Gone(mention_id=ids[3], why=Absence.ABSENT)
    assert len(told) == 5, "an edited one has counts too"


def test_an_edit_already_known_is_not_told_again(world: MastodonWorld) -> None:
    post = world.write()
    world.pass_time(minutes=1)
    world.edit(post.key, "Larkfield, better now")
    mention = Heard(world).one
    assert [type(each) for each in refreshed(world, [mention])] == [EngagementSample]


def test_twenty_are_asked_for_at_once_and_only_the_missing_singly(world: MastodonWorld) -> None:
    world.page = 40
    for number in range(45):
        world.write(f"Larkfield {number}")
        world.pass_time(seconds=2)
    mentions = list(Heard(world).mentions.values())
    world.delete(mentions[7].external_id)
    before = len(world.asked)
    told = refreshed(world, mentions)
    asked = world.asked[before:]
    assert [len(each.repeated.get("id[]", "x")) for each in asked] == [20, 1, 20, 5]
    assert sum(isinstance(each, Gone) for each in told) == 1
    assert sum(isinstance(each, EngagementSample) for each in told) == 44


def test_a_server_before_4_3_is_asked_for_one_after_the_other(world: MastodonWorld) -> None:
    for number in range(3):
        world.write(f"Larkfield {number}")
    mentions = list(Heard(world).mentions.values())
    world.knows_several = False
    world.delete(mentions[1].external_id)
    assert [type(each).__name__ for each in refreshed(world, mentions)] == [
        "EngagementSample",
        "Gone",
        "EngagementSample",
    ]


def test_an_empty_answer_alone_makes_nothing_gone(world: MastodonWorld) -> None:
    for number in range(3):
        world.write(f"Larkfield {number}")
    mentions = list(Heard(world).mentions.values())
    world.server.fault = lambda _n, asked: Reply(body=[]) if asked.path == "/api/v1/statuses" else None
    assert [type(each) for each in refreshed(world, mentions)] == [EngagementSample] * 3


def test_a_server_that_fails_makes_nothing_gone(world: MastodonWorld) -> None:
    world.write()
    mention = Heard(world).one
    for status in (401, 403, 500, 503, 451):
        world.server.fault = lambda _n, _a, status=status: Reply(status=status)  # type: ignore[misc]
        with pytest.raises(SourceError):
            refreshed(world, [mention])


def test_what_is_for_followers_only_now_is_no_longer_public(world: MastodonWorld) -> None:
    post = world.write()
    mention = Heard(world).one
    closed = world.status(post) | {"visibility": "private"}
    world.server.fault = lambda _n, _a: Reply(body=closed)
    assert refreshed(world, [mention]) == [Gone(mention_id=mention.id, why=Absence.PROTECTED)]


def test_an_answer_about_another_status_says_nothing(world: MastodonWorld) -> None:
    post = world.write()
    mention = Heard(world).one
    other = world.status(post) | {"uri": "https://elsewhere.example/1"}
    for answer in (other, world.status(post) | {"visibility": 3}, {"id": post.key}):
        world.server.fault = lambda _n, _a, answer=answer: Reply(body=answer)  # type: ignore[misc]
        assert not any(isinstance(each, EngagementSample | Edited) for each in refreshed(world, [mention]))


# What is out of order


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"id": 7},
        {"uri": ""},
        {"uri": "https://a.example/" + "u" * 600},
        {"content": None},
        {"content": {"html": "x"}},
        {"created_at": "yesterday"},
        {"created_at": None},
        {"visibility": []},
        {"account": None},
        {"account": {"acct": "", "url": "https://a.example"}},
        {"account": {"acct": "a" * 600, "url": "https://a.example"}},
        {"edited_at": "soon"},
    ],
)
def test_a_status_that_lacks_what_must_be_there_is_set_aside_and_the_others_are_read(
    world: MastodonWorld, change: dict[str, Any]
) -> None:
    posts = [world.status(world.write(f"Larkfield {number}")) for number in range(3)]
    answer = {"statuses": [posts[0], posts[1] | change, posts[2]]}
    world.server.fault = lambda number, _asked: Reply(body=answer if number == 1 else {"statuses": []})
    heard = Heard(world, own_mentions=False)
    assert {mention.external_id for mention in heard.mentions.values()} == {posts[0]["id"], posts[2]["id"]}
    (reject,) = [reject for batch in heard.batches for reject in batch.rejects]
    assert reject.reason


def test_many_unreadable_statuses_stop_the_search(world: MastodonWorld) -> None:
    posts = [world.status(world.write(f"Larkfield {number}")) | {"content": 3} for number in range(3)]
    world.server.fault = lambda _number, _asked: Reply(body={"statuses": posts})
    heard = Heard(world, own_mentions=False)
    assert isinstance(heard.fault, SourceChanged)
    assert not heard.mentions


def test_odd_values_that_may_be_missing_are_unknown(world: MastodonWorld) -> None:
    odd = world.status(world.write()) | {
        "language": 5,
        "url": "javascript:alert(1)",
        "favourites_count": "many",
        "replies_count": -1,
        "reblogs_count": True,
        "quotes_count": 10**30,
        "card": [1],
        "poll": {"options": [3]},
        "tags": {"name": "x"},
        "mentions": "x",
        "media_attachments": [None, {"description": None}],
        "quote": {"quoted_status": 3},
    }
    odd["account"] = odd["account"] | {"followers_count": None, "display_name": 9}
    world.server.fault = lambda number, _asked: Reply(body={"statuses": [odd] if number == 1 else []})
    heard = Heard(world, own_mentions=False)
    assert (heard.one.language, heard.one.followers, heard.one.author_name) == (None, None, None)
    assert heard.one.url == odd["uri"]
    assert not any(batch.samples for batch in heard.batches)


def test_a_damaged_memory_of_parents_and_proofs_is_forgotten(world: MastodonWorld) -> None:
    world.write_reply(world.write("Sofas anyone?"))
    heard = Heard(world)
    world.pass_time(minutes=1)
    for damaged in (7, [], {"search": "x", "1": {}}, {"search": -5}, {"search": 1e300}, None):
        again = Heard(world, (heard.checkpoint or {}) | {"proven": damaged, "parents": damaged})
        assert again.fault is None
        assert again.mentions == heard.mentions


def test_the_memory_in_the_checkpoint_is_bounded(world: MastodonWorld) -> None:
    world.page = 40
    for number in range(120):
        world.write_reply(world.write(f"What about {number}?"))
        world.pass_time(seconds=1)
    kept = (Heard(world).checkpoint or {})["parents"]
    assert isinstance(kept, dict)
    assert 20 < len(kept) < 120
    assert sum(len(str(each)) for each in kept.items()) < 6_000


# Checking


def test_check_is_content_and_says_what_it_tried(world: MastodonWorld) -> None:
    findings = world.source(hashtags=["settee"], public_timeline=True).check()
    assert {finding.kind for finding in findings} == {FindingKind.FINE}
    assert len(findings) == 4
    assert {asked.method for asked in world.asked} == {"GET"}


def test_check_tells_no_search_from_no_hits(world: MastodonWorld) -> None:
    world.full_text = False
    found = {finding.kind for finding in world.source(own_mentions=False).check()}
    assert found == {FindingKind.UNSUPPORTED}
    world.full_text = True
    assert {finding.kind for finding in world.source(own_mentions=False).check()} == {FindingKind.FINE}


def test_check_says_what_a_source_without_key_does_not_hear(world: MastodonWorld) -> None:
    (missing,) = [each for each in world.source(access_token="", hashtags=["settee"]).check() if each.fix]
    assert missing.kind is FindingKind.NO_KEY
    assert "Development" in missing.fix
    findings = world.source(access_token="", hashtags=["settee"], search=False, own_mentions=False).check()
    assert {finding.kind for finding in findings} == {FindingKind.FINE}


def test_check_names_lists_for_signed_in_readers_and_those_shown_in_part(world: MastodonWorld) -> None:
    options: dict[str, Any] = {"access_token": "", "search": False, "own_mentions": False, "hashtags": ["settee"]}
    world.access["hashtag_feeds"] = {"local": "authenticated", "remote": "authenticated"}
    (finding,) = world.source(**options).check()
    assert finding.kind is FindingKind.NO_KEY
    world.access["hashtag_feeds"] = {"local": "public", "remote": "disabled"}
    (finding,) = world.source(**options).check()
    assert (finding.kind, finding.what) == (FindingKind.FINE, "#settee can be read, without remote posts.")


def test_check_of_something_that_is_no_mastodon_says_so(world: MastodonWorld) -> None:
    world.server.fault = lambda _number, _asked: Reply(
        body=b"<html>hello</html>", headers={"Content-Type": "text/html"}
    )
    (finding,) = world.source().check()
    assert (finding.kind, "base_url" in finding.fix) == (FindingKind.WRONG_SETTING, True)


def test_check_of_nothing_to_listen_to_says_so(world: MastodonWorld) -> None:
    found = [each.kind for each in world.source(access_token="", search=False, own_mentions=False).check()]
    assert found == [FindingKind.WRONG_SETTING]


def test_only_the_operators_own_server_may_be_private() -> None:
    assert Mastodon.own_addresses({"base_url": "http://10.0.0.7"}) == ["http://10.0.0.7"]
