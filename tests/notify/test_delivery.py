"""Delivery by itself: what goes out, when it is due, and what of an address or of a stranger's words never does."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from mailserver import mail_server, web_service

from monitor.breaker import Breaker
from monitor.config import Channel, Config, Notify, WorkingHours
from monitor.config.load import load
from monitor.errors import ConfigurationError, NotDelivered
from monitor.model import Delivered, GapReason, Notice, What
from monitor.notify.delivery import AT_ONCE, Post, deliver, fault_of, message_of, send
from monitor.notify.message import Message, defanged, without_secrets
from monitor.notify.news import _daily_key, report_post, trouble_of
from monitor.notify.smtp import addressed, read_address
from monitor.store import Store
from reports.build import build
from reports.email_format import compose
from tests.reports.hostile import STRINGS
from tests.reports.larkfield import NOW, calm, material

POST = read_address("smtp://127.0.0.1?from=monitor@shop.example&to=team@shop.example")

OLD_PYTHON = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
"""Apprise, of which one of its libraries asks for a module that Python is giving up."""


def notice(key: str, hours: float = 0, **more: Any) -> Notice:
    return Notice(
        **({"key": key, "title": f"About {key}", "body": "It grows.", "at": NOW - timedelta(hours=hours)} | more)
    )


def configured(tmp_path: Path, more: str) -> Config:
    path = tmp_path / "monitor.toml"
    path.write_text(f'[[brands]]\nname = "Larkfield"\n{more}', encoding="utf-8")
    return load(path)


# Once, and in order


def test_a_notice_goes_out_once_to_each_channel_for_ever(store: Store) -> None:
    with mail_server() as server:
        one, two = Channel(name="one", url=server.address()), Channel(name="two", url=server.address())
        for _ in range(3):
            for channel in (one, two):
                assert deliver(channel, What.ALERTS, [Post(notice=notice("a"))], store, NOW) == ""
        assert len(server.letters) == 2
        assert len({letter["Message-ID"] for letter in server.letters}) == 1
    assert [each.state for each in store.deliveries.since(NOW)] == [Delivered.SENT] * 2


def test_the_oldest_goes_first_a_few_a_run_and_stale_news_never(store: Store) -> None:
    posts = [Post(notice=notice(f"n{hours}", hours)) for hours in range(30)]
    with mail_server() as server:
        channel = Channel(name="team", url=server.address())
        for run in range(1, 5):
            deliver(channel, What.ALERTS, posts, store, NOW)
            assert len(server.letters) == min(run * AT_ONCE, 24)
        assert [str(letter["Subject"]) for letter in server.letters[:2]] == ["About n23", "About n22"]


def test_a_channel_that_fails_is_asked_once_a_run(store: Store) -> None:
    with mail_server() as server:
        server.answer = "451 busy"
        asked: list[int] = []
        server.on_letter = lambda: asked.append(1)
        channel = Channel(name="team", url=server.address())
        said = deliver(channel, What.ALERTS, [Post(notice=notice("a", 1)), Post(notice=notice("b"))], store, NOW)
    assert said == "the server said 451 busy"
    assert len(asked) == 1


def test_what_is_long_over_is_forgotten(store: Store) -> None:
    store.deliveries.begin("team", What.REPORT, notice("a"), NOW)
    store.deliveries.arrive("team", notice("a"), told=["R-1"])
    store.deliveries.forget_old(NOW + timedelta(days=119))
    assert store.deliveries.untold("team", ["R-1", "R-2"]) == ["R-2"]
    store.deliveries.forget_old(NOW + timedelta(days=121))
    assert store.deliveries.untold("team", ["R-1", "R-2"]) == ["R-1", "R-2"]
    assert store.deliveries.since(NOW - timedelta(days=1)) == []


# What is due


def test_the_report_is_due_at_its_wall_clock_hour_on_working_days_also_when_the_clocks_change(tmp_path: Path) -> None:
    config = configured(tmp_path, "")
    config = replace(
        config,
        zone=ZoneInfo("Europe/London"),
        notify=Notify(report_at=time(1, 30)),
        policy=replace(config.policy, working_hours=WorkingHours(days=frozenset(range(7)))),
    )
    # On 29 March 2026 the clocks of London go from 01:00 to 02:00: its 01:30 never comes, and 02:00 is after it.
    moments = {"28T01:29": "", "28T01:30": "report of 2026-03-28", "29T00:59": "", "29T01:00": "report of 2026-03-29"}
    for moment, key in moments.items():
        assert _daily_key(config, datetime.fromisoformat(f"2026-03-{moment}:00+00:00")) == key
    weekdays = replace(config, policy=replace(config.policy, working_hours=WorkingHours(days=frozenset(range(5)))))
    assert _daily_key(weekdays, datetime(2026, 3, 28, 12, tzinfo=UTC)) == ""


def test_a_report_with_nobody_new_is_no_news(tmp_path: Path, store: Store) -> None:
    channel = Channel(name="team", url="")
    config = configured(tmp_path, "")
    report = build(material())
    (post,) = report_post(config, channel, store, report, NOW)
    store.deliveries.arrive("team", post.notice, told=post.told)
    assert report_post(config, channel, store, report, NOW) == []
    assert report_post(config, channel, store, replace(report, cards=report.cards[1:]), NOW) == []
    worse = replace(report, cards=(replace(report.cards[1], level="S1"), *report.cards[2:]))
    assert report_post(config, channel, store, worse, NOW) != []
    assert report_post(config, channel, store, build(calm()), NOW) == []


def test_a_source_that_stays_deaf_is_told_of_once_a_day(tmp_path: Path, store: Store) -> None:
    config = configured(tmp_path, '[sources.posts]\nconnector = "file"\npath = "x"\n')
    for failures, told in ((2, 0), (3, 1), (9, 1)):
        detail = "It does not answer."
        breaker = Breaker(failures=failures, retry_at=NOW, reason=GapReason.FAILED, detail=detail)
        store.breakers.save("posts", breaker)
        assert len(trouble_of(config, store, NOW)) == told
    keys = {trouble_of(config, store, NOW + timedelta(hours=hours))[0].key for hours in (0, 5, 23, 30)}
    assert len(keys) == 2


# What goes out


@pytest.mark.parametrize("text", STRINGS)
def test_no_notice_writes_a_header_of_its_letter(text: str) -> None:
    raw = addressed(message_of(Post(notice=notice("k", title=text, body=text))), POST).as_bytes()
    head = raw.split(b"\r\n\r\n")[0].decode()
    names = [line.split(":")[0] for line in head.split("\r\n") if not line.startswith((" ", "\t"))]
    assert names == [
        "Subject", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "From", "To", "Message-ID",
    ]  # fmt: skip


def test_a_report_s_letter_is_sent_as_it_was_composed() -> None:
    letter = compose(build(material()))
    sent = addressed(Message(name="abc", title="", body="", letter=letter), POST)
    assert sent.get_payload() == letter.get_payload()
    assert (sent["Subject"], sent["Date"], sent["From"]) == (
        letter["Subject"],
        letter["Date"],
        "Larkfield Home <monitor@shop.example>",
    )
    assert sent.as_bytes() == addressed(Message(name="abc", title="", body="", letter=letter), POST).as_bytes()


@pytest.mark.parametrize(
    ("said", "harmless"),
    [
        ("@everyone", "@\u200beveryone"),
        ("<!channel|x>", "‹!channel|x›"),
        ("[here](https://evil.example)", "[here](https:\u200b//evil.example)"),
        ("a @ b", "a @ b"),
    ],
)
def test_words_from_outside_call_nobody_and_link_nowhere(said: str, harmless: str) -> None:
    assert defanged(said) == harmless


@OLD_PYTHON
def test_our_own_link_stays_alive() -> None:
    with web_service() as service:
        message = Message(name="n", title="t", body="see https://evil.example", link="https://intranet.example/report/")
        send(Channel(name="team", url=service.address()), message)
    assert "https://intranet.example/report/" in service.taken[0]["message"]
    assert "https://evil" not in service.taken[0]["message"]


# What never does


def test_every_part_of_an_address_is_taken_out_of_what_a_service_says() -> None:
    url = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/general?key=s%2Fcret99"
    said = f"POST {url} failed: T1JJ3T3L2 TIiajkdnlazkcOXrIdevi7FQ s/cret99 s%2Fcret99, error=404"
    assert without_secrets(said, url).endswith("error=404")
    assert not any(part in without_secrets(said, url) for part in ("T1JJ", "TIia", "cret99"))


@OLD_PYTHON
def test_apprise_prints_nothing_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    for url in ("nosuch://k3y-of-the-team", "json://127.0.0.1:9/k3y-of-the-team"):
        with pytest.raises(NotDelivered) as caught:
            send(Channel(name="team", url=url), Message(name="n", title="t", body="b"))
        assert not any(part in str(caught.value) for part in ("k3y", "127.0.0.1"))
    assert capfd.readouterr() == ("", "")


def test_without_apprise_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(NotDelivered, match=r"pip install 'reputation-monitor\[notify\]'"):
        send(Channel(name="team", url="slack://x"), Message(name="n", title="t", body="b"))


def test_a_password_is_never_sent_in_the_clear_to_another_machine() -> None:
    import smtplib

    from monitor.notify.smtp import _encrypt

    class Plain(smtplib.SMTP):
        def __init__(self) -> None:
            self.esmtp_features = {}

        def ehlo(self, name: str = "") -> tuple[int, bytes]:
            return 250, b""

    far = read_address("smtp://sam:secret@mail.shop.example?from=a@b.example&to=c@d.example")
    with pytest.raises(NotDelivered, match="not sent in the clear"):
        _encrypt(Plain(), far, None)  # type: ignore[arg-type] - never reached
    assert far.port == 587


@pytest.mark.parametrize(
    "url",
    [
        "smtp://sam:s3cret@host",
        "smtp://sam:s3cret@host?from=a@b.c",
        "smtp://sam:s3cret@host?from=a@b.c&to=",
        "smtp://sam:s3cret@host:port?from=a@b.c&to=d@e.f",
        "smtp://sam:s3cret@host?from=a@b.c&to=d@e.f&cc=x",
        "smtp://sam:s3cret@host?from=a@b.c%0d%0aBcc:x@y.z&to=d@e.f",
        "smtp://?from=a@b.c&to=d@e.f",
    ],
)
def test_a_wrong_mail_address_is_told_without_its_password(url: str) -> None:
    with pytest.raises(NotDelivered, match="must look like smtp://USER:PASSWORD@HOST") as caught:
        read_address(url)
    assert "s3cret" not in str(caught.value)


def test_configuration_errors_are_told_with_their_line_and_without_the_address(tmp_path: Path) -> None:
    text = (
        '[notify]\nreport_at = "8 o\'clock"\nreports = 1\n[notify.channels.a]\nurl = "s3cret"\nwhat = ["reprot"]\n'
        '[notify.channels.b]\nulr = "x"\n[notify.channels.c]\nurl = 7\n'
    )
    with pytest.raises(ConfigurationError) as caught:
        configured(tmp_path, text)
    told = str(caught.value)
    for words in (
        "line 4: notify.report_at: must look like 08:30",
        "line 5: notify.reports: is not a setting; did you mean “report_at”?",
        "line 7: notify.channels.a.url: must be an address",
        "line 8: notify.channels.a.what: “reprot” is not known; did you mean “report”?",
        "notify.channels.b.url: is missing",
        "line 10: notify.channels.b.ulr: is not a setting; did you mean “url”?",
        "line 12: notify.channels.c.url: must be text",
    ):
        assert words in told
    assert "s3cret" not in told


@OLD_PYTHON
@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("", "it has no address"),
        ("smtp://host", "must look like"),
        ("nosuch://x", "Apprise does not know"),
        ("smtps://host?from=a@b.c&to=d@e.f", ""),
        ("json://127.0.0.1/", ""),
    ],
)
def test_what_is_wrong_with_a_channel_shows_without_sending(url: str, fault: str) -> None:
    found = fault_of(Channel(name="team", url=url))
    assert fault in found
    assert bool(found) == bool(fault)


def test_an_address_never_shows_in_a_repr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAM", "slack://s3cret")
    config = configured(tmp_path, '[notify.channels.a]\nurl = { env = "TEAM" }\n')
    assert config.notify.channels[0].url == "slack://s3cret"
    assert "s3cret" not in repr(config)
