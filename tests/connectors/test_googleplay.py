from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from worlds.googleplay import PACKAGE, TOKEN, US, GooglePlayWorld, refusal, service_account

from connectors.base import Edited, Gone, SourceSlowed
from connectors.conformance.host import Host, Run
from connectors.conformance.server import Asked, Reply
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import EngagementSample, FindingKind, GapReason, Mention, MentionKind


@pytest.fixture
def world() -> Iterator[GooglePlayWorld]:
    with GooglePlayWorld() as made:
        yield made


def heard(run: Run) -> dict[str, Mention]:
    assert run.fault is None, run.fault
    return run.mentions


def test_a_review_has_stars_language_and_a_link_and_our_reply_is_ours(world: GooglePlayWorld) -> None:
    review = world.write("The app forgot my order.", more={"stars": 1})
    world.pass_time(minutes=5)
    world.write_reply(review, "We are sorry!")
    replied = world.now
    world.pass_time(minutes=1)
    found = heard(Host(world).run())
    told, reply = found[review.key], found[f"{review.key}/reply"]
    assert (told.kind, told.rating, told.language, told.text) == (
        MentionKind.REVIEW,
        1.0,
        "en",
        "The app forgot my order.",
    )
    assert told.url == f"https://play.google.com/store/apps/details?id={PACKAGE}&reviewId={review.key}"
    assert (told.author, told.author_name) == (review.author, review.author)
    assert (reply.author_key, reply.in_reply_to, reply.thread) == (US, review.key, review.key)
    assert (reply.kind, reply.posted_at, reply.rating) == (MentionKind.REPLY, replied, None)
    assert (told.query, told.matched) == ("Larkfield", None), "on our own app every review counts"


def test_seconds_come_as_text_and_nanoseconds_count(world: GooglePlayWorld) -> None:
    review = world.write(at=world.now + timedelta(microseconds=713_000))
    world.pass_time(minutes=1)
    assert heard(Host(world).run())[review.key].posted_at == review.at


def test_it_signs_in_once_a_run_with_a_signed_assertion_and_no_secret_travels(world: GooglePlayWorld) -> None:
    for _ in range(12):
        world.write()
        world.pass_time(minutes=1)
    run = Host(world).run()
    assert run.requests == 3
    (sign_in,) = [asked for asked in world.asked if asked.path == "/token"]
    assert sign_in.parameters["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    head, claims, signature = sign_in.parameters["assertion"].split(".")
    pem = json.loads(service_account())["private_key"]
    private = serialization.load_pem_private_key(pem.encode(), None)
    assert isinstance(private, rsa.RSAPrivateKey)
    signed = base64.urlsafe_b64decode(signature + "==")
    private.public_key().verify(signed, f"{head}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256())
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert told["scope"] == "https://www.googleapis.com/auth/androidpublisher"
    assert 0 < told["exp"] - told["iat"] <= 3_600
    line = pem.splitlines()[3]
    assert all(line not in asked.body.decode() + json.dumps(dict(asked.headers)) for asked in world.asked)


def test_what_is_older_than_a_week_is_a_gap_of_exactly_that_time(world: GooglePlayWorld) -> None:
    world.write()
    world.pass_time(minutes=1)
    host = Host(world)
    assert host.run().gaps == []
    last = world.now
    world.pass_time(days=6)
    assert host.run().gaps == []
    missed = world.write()
    world.pass_time(days=9)
    seen = world.write()
    world.pass_time(minutes=1)
    run = host.run()
    assert set(heard(run)) == {seen.key}
    assert missed.key not in run.mentions
    (gap,) = run.gaps
    assert gap.reason is GapReason.LIMIT
    assert (gap.span.start, gap.span.end) == (last + timedelta(days=6), world.now - timedelta(days=7))


def test_an_app_without_reviews_in_the_last_week_is_heard_all_the_same(world: GooglePlayWorld) -> None:
    run = Host(world).run()
    assert run.fault is None
    assert run.heard


def test_an_edited_review_keeps_its_key_and_is_told_by_looking_again(world: GooglePlayWorld) -> None:
    review = world.write("Bad.", likes=3, more={"stars": 1})
    reply = world.write_reply(review)
    world.pass_time(minutes=1)
    host = Host(world)
    known = list(heard(host.run()).values())
    assert not [one for one in world.source().refresh(known, world.now) if isinstance(one, Edited)]
    world.pass_time(hours=2)
    world.edit(review.key, "They fixed it!")
    review.more["stars"] = 5
    told = list(world.source().refresh(known, world.now))
    (edit,) = [one.mention for one in told if isinstance(one, Edited)]
    assert (edit.stable_key, edit.text, edit.rating) == (review.key, "They fixed it!", 5.0)
    assert (edit.posted_at, edit.edited_at) == (review.at, world.now)
    assert {one.likes for one in told if isinstance(one, EngagementSample)} == {3}
    assert review.key in heard(host.run()), "the changed review stands first in the list again"
    world.delete(reply.key)
    told = list(world.source().refresh(known, world.now))
    assert [one.mention_id for one in told if isinstance(one, Gone)] == [f"googleplay:{review.key}/reply"]


def test_a_new_review_behind_a_page_of_edited_ones_is_found(world: GooglePlayWorld) -> None:
    old = [world.write(f"Review {number}") for number in range(5)]
    world.pass_time(hours=2)
    host = Host(world)
    host.run()
    world.pass_time(minutes=30)
    new = world.write("New here")
    world.pass_time(minutes=1)
    for review in old:
        world.edit(review.key, f"{review.text}, edited")
    world.pass_time(minutes=1)
    assert new.key in heard(host.run())


def test_a_withdrawn_review_is_gone_with_our_reply_but_not_when_the_app_is_closed_to_us(world: GooglePlayWorld) -> None:
    review = world.write()
    world.write_reply(review)
    world.pass_time(minutes=1)
    known = list(heard(Host(world).run()).values())
    world.delete(review.key)
    gone = {one.mention_id for one in world.source().refresh(known, world.now) if isinstance(one, Gone)}
    assert gone == {f"googleplay:{review.key}", f"googleplay:{review.key}/reply"}
    world.wrong["list"] = refusal(404, "NOT_FOUND")
    with pytest.raises(SourceChanged, match="Correct `package`"):
        list(world.source().refresh(known, world.now))


def test_the_thread_is_the_review_and_our_reply(world: GooglePlayWorld) -> None:
    review = world.write()
    world.pass_time(minutes=2)
    world.write_reply(review, "We are sorry.")
    world.pass_time(minutes=1)
    mention = heard(Host(world).run())[review.key]
    said = list(world.source().thread(mention))
    assert [one.text for one in said] == [review.text, "We are sorry."]
    assert {(one.query, one.matched) for one in said} == {(mention.query, mention.matched)}


@pytest.mark.parametrize(
    ("where", "reply", "fault", "finding", "words"),
    [
        ("token", Reply(status=400, body={"error": "invalid_grant"}), SourceRefused, FindingKind.NO_KEY, "clock"),
        ("token", Reply(status=404, body={}), SourceChanged, FindingKind.UNREACHABLE, "sign-in"),
        ("list", refusal(401, "UNAUTHENTICATED"), SourceRefused, FindingKind.NO_KEY, "new key"),
        ("list", refusal(403, "PERMISSION_DENIED"), SourceRefused, FindingKind.WRONG_SCOPE, "Play Console"),
        (
            "list",
            refusal(403, "PERMISSION_DENIED", reason="SERVICE_DISABLED"),
            SourceRefused,
            FindingKind.NOT_APPROVED,
            "not switched on",
        ),
        (
            "list",
            refusal(403, "RESOURCE_EXHAUSTED", reason="RATE_LIMIT_EXCEEDED"),
            SourceSlowed,
            FindingKind.NO_BUDGET,
            "200 questions",
        ),
        (
            "list",
            refusal(403, "RESOURCE_EXHAUSTED", reason="dailyLimitExceeded"),
            SourceBudgetSpent,
            FindingKind.NO_BUDGET,
            "this day",
        ),
        ("list", refusal(404, "NOT_FOUND"), SourceChanged, FindingKind.WRONG_SETTING, "`package`"),
        ("list", refusal(400, "INVALID_ARGUMENT"), SourceChanged, FindingKind.UNREACHABLE, "400"),
    ],
)
def test_every_refusal_is_a_sentence_and_a_finding(  # noqa: PLR0917 - the columns of the table
    world: GooglePlayWorld, where: str, reply: Reply, fault: type[SourceError], finding: FindingKind, words: str
) -> None:
    world.wrong[where] = reply
    run = Host(world).run()
    assert isinstance(run.fault, fault)
    assert words in str(run.fault)
    (found,) = world.source().check()
    assert (found.kind, bool(found.fix)) == (finding, True)


@pytest.mark.parametrize(
    "key", ["no json", "{}", "[1]", '{"private_key": "x", "client_email": "y"}', '{"private_key": 7}']
)
def test_what_is_no_key_of_a_service_account_is_said_without_showing_it(world: GooglePlayWorld, key: str) -> None:
    run = Host(world, service_account=key).run()
    assert isinstance(run.fault, SourceRefused)
    assert "whole JSON file" in str(run.fault)
    assert key not in str(run.fault)
    assert world.asked == []


def test_a_key_of_somebody_else_is_not_accepted(world: GooglePlayWorld) -> None:
    key = json.loads(service_account()) | {"client_email": "other@synthetic.iam.gserviceaccount.com"}
    (found,) = world.source(service_account=json.dumps(key)).check()
    assert found.kind is FindingKind.NO_KEY
    assert json.loads(service_account())["private_key"][40:80] not in found.what


def test_without_google_auth_it_says_how_to_install_it(world: GooglePlayWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "google.auth", None)
    (found,) = world.source().check()
    assert (found.kind, found.fix) == (FindingKind.WRONG_SETTING, "pip install 'reputation-monitor[googleplay]'")
    with pytest.raises(ModuleNotFoundError):
        Host(world).connector()._api.ask("reviews", {})  # type: ignore[attr-defined]


def test_the_sign_in_may_lie_on_another_server_and_only_these_two_may_be_private(world: GooglePlayWorld) -> None:
    options = {"base_url": "http://127.0.0.1:1", "token_url": "http://127.0.0.1:2/token"}
    assert world.connector.own_addresses(options) == ["http://127.0.0.1:1", "http://127.0.0.1:2/token"]


def test_a_review_that_cannot_be_read_is_kept_aside(world: GooglePlayWorld) -> None:
    for _ in range(4):
        world.write()
        world.pass_time(minutes=1)

    def untimed(_number: int, _asked: Asked, reply: Reply) -> Reply:
        for review in (reply.body or {}).get("reviews", [])[:1]:
            del review["comments"][0]["userComment"]["lastModified"]
        return reply

    world.server.change = untimed
    run = Host(world).run()
    assert len(heard(run)) == 3
    assert len(run.rejects) == 1


def test_a_review_id_never_leads_out_of_the_path(world: GooglePlayWorld) -> None:
    evil = Mention(
        platform="googleplay",
        stable_key="x",
        external_id="../../../token?a=b#c",
        source="here",
        text="x",
        posted_at=world.now,
    )
    world.wrong["list"] = Reply(body={})
    list(world.source().refresh([evil], world.now))
    reads = [asked.path for asked in world.asked if asked.method == "GET"]
    assert all(path.startswith(f"/androidpublisher/v3/applications/{PACKAGE}/reviews") for path in reads)


def test_check_says_under_which_name_our_replies_are_kept(world: GooglePlayWorld) -> None:
    assert f"when {US} is among" in world.source().check()[0].what
    assert f"when {PACKAGE} is among" in world.source(account="").check()[0].what
    assert [one.kind for one in world.source(service_account="").check()] == [FindingKind.NO_KEY]


def test_the_token_is_asked_for_again_when_it_is_about_to_end(world: GooglePlayWorld) -> None:
    world.wrong["token"] = Reply(body={"access_token": TOKEN, "expires_in": 60})
    for _ in range(6):
        world.write()
        world.pass_time(minutes=1)
    assert Host(world).run().fault is None
    assert sum(asked.path == "/token" for asked in world.asked) == 2, "a token for less than two minutes is used once"
