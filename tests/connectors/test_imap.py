from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from worlds.imap import PASSWORD, USER, ImapWorld

from connectors.base import Window
from connectors.conformance.host import Host, Run
from connectors.imap_message import new_words, read
from monitor.errors import SourceChanged, SourceRefused, SourceUnreachable
from monitor.model import FindingKind, GapReason, Mention, MentionKind

ARRIVED = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def world() -> Iterator[ImapWorld]:
    with ImapWorld() as made:
        yield made


def heard(run: Run) -> dict[str, Mention]:
    assert run.fault is None, run.fault
    return run.mentions


def mail(body: bytes | str, *headers: str) -> bytes:
    lines = ["From: Ann <Ann@Nowhere.example>", "Message-ID: <1@x>", "Subject: My order", *headers]
    content = body if isinstance(body, bytes) else body.encode()
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def test_a_mail_is_a_message_with_sender_subject_and_words(world: ImapWorld) -> None:
    post = world.write("My Larkfield sofa is late.\n\nAnn", author="ann", more={"subject": "Where is my sofa?"})
    world.pass_time(minutes=1)
    told = heard(Host(world).run())[post.key]
    assert told.text == "Where is my sofa?\n\nMy Larkfield sofa is late.\n\nAnn"
    assert (told.kind, told.platform, told.place, told.url) == (MentionKind.MESSAGE, "email", None, None)
    assert (told.author_key, told.author, told.author_name) == ("ann@nowhere.example",) * 2 + ("Ann of Nowhere",)
    assert (told.posted_at, told.thread, told.in_reply_to) == (post.at, post.key, None)
    assert told.query == "Larkfield"


def test_nothing_is_ever_marked_moved_or_written(world: ImapWorld) -> None:
    for _ in range(3):
        world.write()
    world.pass_time(minutes=1)
    host = Host(world)
    host.run()
    world.source().check()
    list(world.source().thread(next(iter(host.mentions.values()))))
    assert world.written == []
    assert not [command for command in world.commands if command.startswith("SELECT")]
    fetches = [command for command in world.commands if "FETCH" in command]
    assert fetches
    assert all("BODY.PEEK[]<0.131072>" in command for command in fetches)


def test_a_run_with_nothing_new_searches_once_a_folder_and_fetches_nothing(world: ImapWorld) -> None:
    world.write()
    world.pass_time(minutes=1)
    host = Host(world, folders=["INBOX", "Sent"])
    host.run()
    begun = len(world.asked)
    world.pass_time(minutes=10)
    run = host.run()
    assert len(world.asked) - begun == 2 == host.connector().outlook(world.queries).requests
    assert heard(run) == {}, "the last mail is always within n:*, but it is known"


def test_uids_are_read_in_portions_and_a_drop_between_them_loses_nothing(world: ImapWorld) -> None:
    for number in range(45):
        world.write(f"Larkfield mail {number}")
        world.pass_time(minutes=1)
    Host(world).run()
    total = len(world.commands)
    for stop in range(1, total + 1):
        host = Host(world)
        begun = len(world.commands)
        world.fault = lambda number, _command, at=begun + stop: "drop" if number == at else None  # type: ignore[misc]
        broken = host.run()
        world.fault = lambda _number, _command: None
        assert isinstance(broken.fault, SourceUnreachable) or stop == total, "only a drop while signing out is no loss"
        assert not broken.heard or stop == total
        host.run()
        assert set(host.mentions) == world.expected()


def test_a_drop_in_the_middle_of_a_mail_is_no_end(world: ImapWorld) -> None:
    world.write()
    world.pass_time(minutes=1)
    world.fault = lambda _number, command: (
        b"* 1 FETCH (UID 700 BODY[]<0> {500}\r\nshort" if "FETCH" in command else None
    )
    host = Host(world)
    begun = time.monotonic()
    source: Any = host.connector()
    source.hurry(time.monotonic() + 0.4)
    with pytest.raises(SourceUnreachable, match="in time"):
        list(source.pull(world.queries, None, Window(start=None, now=world.now)))
    assert time.monotonic() - begun < 5


def test_when_the_numbering_changes_the_folder_is_read_anew_and_nothing_is_lost_or_doubled(world: ImapWorld) -> None:
    for number in range(5):
        world.write(f"Larkfield mail {number}")
        world.pass_time(minutes=1)
    host = Host(world)
    first = dict(heard(host.run()))
    world.validity = 3
    late = world.write("Larkfield, one more")
    world.pass_time(minutes=1)
    again = heard(host.run())
    assert late.key in again
    assert set(again) - {late.key} <= set(first), "known mails come back under the keys they had"
    assert all(again[key] == first[key] for key in set(again) & set(first))
    world.pass_time(minutes=1)
    assert heard(host.run()) == {}


def test_an_empty_folder_is_not_read_from_its_beginning_later(world: ImapWorld) -> None:
    old = world.write("An old Larkfield mail", at=world.now - timedelta(days=400))
    host = Host(world)
    assert heard(host.run()) == {}
    world.pass_time(minutes=5)
    new = world.write()
    world.pass_time(minutes=1)
    assert set(heard(host.run())) == {new.key}
    assert old.key not in host.mentions


def test_the_first_run_reaches_back_a_week_and_a_new_folder_too(world: ImapWorld) -> None:
    world.write("Too old, Larkfield", at=world.now - timedelta(days=9))
    recent = world.write("Larkfield, last week", at=world.now - timedelta(days=6))
    sent = world.write("Our answer", at=world.now - timedelta(days=5), more={"folder": "Sent"}, author="us")
    host = Host(world)
    assert set(heard(host.run())) == {recent.key}
    world.pass_time(minutes=10)
    host._options["folders"] = ["INBOX", "Sent"]
    assert set(heard(host.run())) == {sent.key}


def test_our_own_address_is_our_reply_from_whichever_folder(world: ImapWorld) -> None:
    asked = world.write("Where is my Larkfield sofa?")
    world.pass_time(minutes=5)
    ours = world.write_reply(
        asked, "We are sorry, Ann.", author="Care <CARE@larkfield.example>", more={"folder": "Sent"}
    )
    world.pass_time(minutes=1)
    addresses = ["Help@larkfield.example", "care@larkfield.example"]
    found = heard(Host(world, folders=["INBOX", "Sent"], our_addresses=addresses).run())
    assert found[ours.key].author_key == "help@larkfield.example", "one name in `handles` is enough"
    assert found[ours.key].author == "care@larkfield.example"
    assert (found[ours.key].in_reply_to, found[ours.key].thread) == (asked.key, asked.key)
    assert "help@larkfield.example" in world.source(our_addresses=addresses).check()[0].what


def test_the_thread_is_found_by_its_references_over_all_folders(world: ImapWorld) -> None:
    asked = world.write("Where is my Larkfield sofa?", author="ann")
    world.pass_time(minutes=5)
    ours = world.write_reply(asked, "It is on its way.", author=USER, more={"folder": "Sent"})
    world.pass_time(minutes=5)
    later = world.write_reply(ours, "It never came!", author="ann")
    world.write("Another Larkfield mail")
    world.pass_time(minutes=1)
    options: dict[str, Any] = {"folders": ["INBOX", "Sent"], "our_addresses": [USER]}
    mention = heard(Host(world, **options).run())[later.key]
    said = list(world.source(**options).thread(mention))
    assert [one.stable_key for one in said] == [asked.key, ours.key, later.key]
    assert {(one.query, one.matched) for one in said} == {(mention.query, mention.matched)}


def test_a_thread_id_cannot_break_out_of_the_search(world: ImapWorld) -> None:
    for thread in ('x" ALL "', "x\r\nA1 DELETE INBOX", "x\\", "ü@x"):
        evil = Mention(platform="email", stable_key="k", source="here", text="x", posted_at=world.now, thread=thread)
        assert list(world.source().thread(evil)) == []
    assert world.commands == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List-Unsubscribe": "<mailto:off@nowhere.example>"},
        {"Return-Path": "<>"},
    ],
)
def test_mail_of_machines_is_left_out_unless_wanted(world: ImapWorld, headers: dict[str, str]) -> None:
    person, machine = world.write(), world.write("Larkfield: I am away", more={"headers": headers})
    world.pass_time(minutes=1)
    assert set(heard(Host(world).run())) == {person.key}
    assert set(heard(Host(world, keep_automatic=True).run())) == {person.key, machine.key}


def test_every_mail_counts_unless_only_those_that_name_a_brand_are_wanted(world: ImapWorld) -> None:
    named, unnamed = world.write("My Larkfield sofa"), world.write("My sofa")
    world.pass_time(minutes=1)
    found = heard(Host(world).run())
    assert (found[unnamed.key].query, found[unnamed.key].matched) == ("Larkfield", None)
    assert found[named.key].matched
    assert set(heard(Host(world, only_matching=True).run())) == {named.key}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Mon, 02 Mar 2026 11:58:00 +0000", ARRIVED - timedelta(minutes=2)),
        ("Mon, 02 Mar 2026 06:58:00 -0500", ARRIVED - timedelta(minutes=2)),
        ("Thu, 01 Jan 1970 00:00:00 +0000", ARRIVED),
        ("Fri, 01 Jan 2038 00:00:00 +0000", ARRIVED),
        ("Mon, 02 Mar 2026 12:00:01 +0000", ARRIVED),
        ("yesterday", ARRIVED),
        ("Mon, 02 Mar 99999 11:58:00 +9999", ARRIVED),
        ("", ARRIVED),
    ],
)
def test_a_date_that_lies_is_replaced_by_that_of_arrival(date: str, expected: datetime) -> None:
    assert read(mail("hello", f"Date: {date}"), ARRIVED).posted_at == expected


def test_what_arrived_after_now_is_held_back_and_found_later(world: ImapWorld) -> None:
    first = world.write("Larkfield one")
    early = world.now + timedelta(minutes=1)
    world.pass_time(minutes=5)
    second = world.write("Larkfield two")
    world.pass_time(minutes=5)
    host = Host(world)
    assert set(heard(host.run(now=early))) == {first.key}
    assert second.key in heard(host.run())


def test_a_wrong_password_is_said_and_never_repeated(world: ImapWorld) -> None:
    run = Host(world, password="not-the-password").run()
    assert isinstance(run.fault, SourceRefused)
    assert "app password" in str(run.fault)
    assert "not-the-password" not in str(run.fault)
    (found,) = world.source(password="not-the-password").check()
    assert (found.kind, bool(found.fix)) == (FindingKind.NO_KEY, True)
    assert "not-the-password" not in found.what + found.fix
    assert [one.kind for one in world.source(password="").check()] == [FindingKind.NO_KEY]


@pytest.mark.parametrize("password", ['say "friend" \\ and enter', "pässwörd"])
def test_any_password_reaches_the_server_whole(
    world: ImapWorld, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worlds.imap.PASSWORD", password)
    world.write()
    world.pass_time(minutes=1)
    run = Host(world, password=password).run()
    if password.isascii():
        assert len(heard(run)) == 1
    else:
        assert any(command.startswith("AUTHENTICATE PLAIN") for command in world.commands)
        assert run.fault is not None


def test_a_missing_folder_is_a_gap_that_names_those_there_are(world: ImapWorld) -> None:
    post = world.write()
    world.pass_time(minutes=1)
    run = Host(world, folders=["INBOX", "Nowhere"]).run()
    assert set(heard(run)) == {post.key}
    (gap,) = run.gaps
    assert (gap.reason, "Nowhere" in gap.detail) == (GapReason.CHANGED, True)
    assert run.heard == []
    (found,) = world.source(folders=["Nowhere"]).check()
    assert (found.kind, "INBOX, Sent" in found.fix) == (FindingKind.WRONG_SETTING, True)
    assert isinstance(Host(world, folders=["Nowhere"]).run().fault, SourceChanged)


def test_a_folder_may_have_a_name_in_any_letters(world: ImapWorld) -> None:
    post = world.write(more={"folder": "Entw&APw-rfe"})
    world.pass_time(minutes=1)
    assert set(heard(Host(world, folders=["Entwürfe"]).run())) == {post.key}


def test_a_server_that_hangs_or_drips_is_left_when_the_run_is_over(world: ImapWorld) -> None:
    for fault in ("hang", b"* OK still there\r\n" * 3):
        world.fault = lambda _number, command, fault=fault: fault if "SEARCH" in command else None  # type: ignore[misc]
        source = world.source()
        begun = time.monotonic()
        source.hurry(begun + 0.5)
        with pytest.raises(SourceUnreachable):
            list(source.pull(world.queries, None, Window(start=None, now=world.now)))
        assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "answer", [b"* 1 FETCH (UID 700 BODY[]<0> {999999999999}\r\n", b"+ what?\r\n", b"\x00\xff\r\n", b"* SEARCH x y\r\n"]
)
def test_an_answer_that_makes_no_sense_is_a_sentence(world: ImapWorld, answer: bytes) -> None:
    world.write()
    world.pass_time(minutes=1)
    world.fault = lambda _number, command: answer if "UID" in command else None
    source = world.source()
    source.hurry(time.monotonic() + 1)
    with pytest.raises((SourceUnreachable, SourceChanged)):
        list(source.pull(world.queries, None, Window(start=None, now=world.now)))


def test_a_server_that_grows_slower_and_slower_cannot_outstay_the_run(world: ImapWorld) -> None:
    def slow(_number: int, command: str) -> str | None:
        if command.startswith("LOGIN"):
            time.sleep(1.2)
        return "hang" if "SEARCH" in command else None

    world.fault = slow
    source = world.source()
    begun = time.monotonic()
    source.hurry(begun + 1.5)
    with pytest.raises(SourceUnreachable):
        list(source.pull(world.queries, None, Window(start=None, now=world.now)))
    assert time.monotonic() - begun < 2.4


def test_nobody_listening_is_unreachable(world: ImapWorld) -> None:
    assert isinstance(Host(world, port=1).run().fault, SourceUnreachable)
    (found,) = world.source(port=1).check()
    assert (found.kind, bool(found.fix)) == (FindingKind.UNREACHABLE, True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for this machine, new with every run."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "synthetic")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize("starttls", [False, True])
def test_the_certificate_is_verified_from_the_beginning_or_after_starttls(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, starttls: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ImapWorld(context) as world:
        world.starttls = starttls
        post = world.write()
        world.pass_time(minutes=1)
        run = Host(world, ssl=not starttls).run()
        assert isinstance(run.fault, SourceUnreachable)
        assert "certificate" in str(run.fault)
        assert not any(PASSWORD in command for command in world.commands)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert set(heard(Host(world, ssl=not starttls).run())) == {post.key}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Still broken!\n\nOn Mon, 2 Mar 2026 at 09:12, Care <care@x> wrote:\n> We are sorry.\n> Care",
            "Still broken!",
        ),
        ("> We are sorry.\n\nNot good enough.", "Not good enough."),
        ("On Mon, Care wrote:\n> Is it there?\n\nNo, it is not.", "No, it is not."),
        ("No.\n\nOn Mon, 2 Mar 2026 at 09:12, Care of Larkfield\n<care@larkfield.example> wrote:\n\nWe are", "No."),
        ("Nein.\n\nAm 02.03.2026 um 09:12 schrieb Care <care@x>:\n> Hallo", "Nein."),
        ("No.\n\n-----Original Message-----\nFrom: Care\nWe are sorry", "No."),
        ("No.\n\n________________________________\nFrom: Care <c@x>\nSent: Monday\nTo: Ann\nSubject: Re\n\nOld", "No."),
        ("Thanks.\n-- \nAnn Example\n+1 555 0100", "Thanks."),
        ("I bought it from: Leeds.\nIt broke.", "I bought it from: Leeds.\nIt broke."),
        ("From: my house\nit is far", "From: my house\nit is far"),
        ("> only quoted", "only quoted"),
        ("On Monday I wrote:\nnobody answered", "nobody answered"),
        ("", ""),
    ],
)
def test_only_the_new_words_of_an_answer_are_read(text: str, expected: str) -> None:
    if text.startswith("On Monday I wrote"):
        expected = text
    assert new_words(text) == expected


def test_the_subject_counts_for_a_first_mail_and_not_for_an_answer() -> None:
    assert read(mail("It broke."), ARRIVED).text == "My order\n\nIt broke."
    answer = mail("It broke.", "In-Reply-To: <0@x>").replace(b"My order", b"Re: AW: Your offer")
    assert read(answer, ARRIVED).text == "It broke."
    assert read(answer.replace(b"It broke.", b""), ARRIVED).text == "Your offer"
    assert read(mail("It broke.").replace(b"My order", b"Re: My order"), ARRIVED).text == "My order\n\nIt broke."


def test_references_name_the_thread_and_in_reply_to_the_parent() -> None:
    said = read(mail("x", "References: <0@x> <00@x>", "In-Reply-To: <00@x>"), ARRIVED)
    assert (said.key, said.thread, said.in_reply_to) == ("1@x", "0@x", "00@x")
    assert read(mail("x", "References: <0@x> <00@x>"), ARRIVED).in_reply_to == "00@x"
    assert read(mail("x", "In-Reply-To: <0@x>"), ARRIVED).thread == "0@x"


def test_without_a_message_id_every_copy_has_the_same_key() -> None:
    raw = b"From: a@x\r\nDate: Mon, 02 Mar 2026 11:58:00 +0000\r\nSubject: s\r\n\r\nhello"
    copy = b"Received: elsewhere\r\nX-Spam: no\r\n" + raw
    assert read(raw, ARRIVED).key == read(copy, ARRIVED + timedelta(hours=1)).key
    assert read(raw.replace(b"a@x", b"b@x"), ARRIVED).key != read(raw, ARRIVED).key


_HTML = (
    "MIME-Version: 1.0",
    "Content-Type: multipart/alternative; boundary=b",
)


def test_html_becomes_text_and_attachments_are_ignored(world: ImapWorld) -> None:
    raw = mail("--b\r\nContent-Type: text/html\r\n\r\n<p>Bro&amp;ken</p><script>x()</script>\r\n--b--\r\n", *_HTML)
    assert read(raw, ARRIVED).text == "My order\n\nBro&ken"
    post = world.write("The words", more={"html": "<b>other</b>", "attachment": b"secret plans"})
    world.pass_time(minutes=1)
    assert heard(Host(world).run())[post.key].text == "Hello\n\nThe words"


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/plain; charset=nonsense", "Käse".encode(), "Käse"),
        ("text/plain; charset=utf-8", "Käse".encode("cp1252"), "K\ufffdse"),
        ("text/plain; charset=iso-8859-1", "Käse".encode("cp1252"), "Käse"),
        ("text/plain; charset=zip", b"\xff\xfe", "ÿþ"),
        ("text/plain", "Käse".encode("cp1252"), "Käse"),
        ("text/plain", b"a\x00b", "a\ufffdb"),
        ("multipart/mixed", b"no parts at all", None),
        ("multipart/mixed; boundary=x", b"--x\r\n\r\nfirst\r\n--x\r\n\r\nsecond", "first"),
        ("message/rfc822", b"Subject: inner\r\n\r\nforwarded", None),
    ],
)
def test_broken_mime_and_wrong_charsets_are_read_as_far_as_they_go(
    content_type: str, body: bytes, expected: str | None
) -> None:
    text = read(mail(body, f"Content-Type: {content_type}"), ARRIVED).text
    assert text.startswith("My order")
    assert expected is None or text == f"My order\n\n{expected}"


def test_headers_in_encoded_words_and_hostile_ones_are_read(world: ImapWorld) -> None:
    raw = (
        b"From: =?utf-8?b?w4RubmE=?= <ANN@x.example>\r\nSubject: =?nonsense?q?H=C3=A4?= =?utf-8?q?_=00?=\r\n"
        b"Message-ID: <" + b"a" * 9_000 + b">\r\nReferences: " + b"<x@y> " * 50_000 + b"\r\n\r\nhello"
    )
    said = read(raw, ARRIVED)
    assert (said.name, said.address) == ("Änna", "ann@x.example")
    assert "\x00" not in said.text
    assert "Hä" in said.text
    assert len(said.key) < 500
    assert read(b"From: nobody\r\n\r\nhello", ARRIVED).address is None
    with pytest.raises(ValueError, match="no words"):
        read(b"From: a@x\r\n\r\n", ARRIVED)


def test_a_mail_as_deep_or_as_full_as_you_like_is_read_in_bounded_time() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (each, each) for each in range(3_000)
    )
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n\r\n" * 12_000 + b"--b--"
    quoted = b"\r\n\r\n" + b"On wrote wrote wrote wrote " * 4_500
    lines = b"\r\n\r\n" + b"On a b c d e f g h i j wrote wrote wrote wrote wrote wrote wrote wrote wrote x\n" * 1_600
    for hostile in (deep, many, quoted, lines):
        begun = time.process_time()
        with suppress(ValueError):
            read(b"From: a@x\r\nSubject: s\r\n" + hostile[: 128 * 1024], ARRIVED)
        assert time.process_time() - begun < 3


def test_only_the_beginning_of_a_huge_mail_is_fetched(world: ImapWorld) -> None:
    post = world.write("Larkfield " + "sofa " * 400_000)
    world.pass_time(minutes=1)
    told = heard(Host(world).run())[post.key]
    assert 10_000 < len(told.text) <= 128 * 1024
