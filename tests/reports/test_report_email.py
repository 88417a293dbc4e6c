"""The letter: the answer in its subject, small, whole, and deaf to whatever a name tries to write into a header."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from reports.build import build
from reports.document import Report
from reports.email_format import MOST_BYTES
from reports.registry import render
from tests.reports.hostile import STRINGS, poisoned
from tests.reports.larkfield import HOB, assessed, calm, case_file, crowd, material, mention


def letter(report: Report) -> EmailMessage:
    message = message_from_bytes(render("email", report), policy=SMTP)
    assert message.defects == []
    return message


def parts(message: EmailMessage) -> tuple[str, str]:
    """Give the plain part and the HTML part."""
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    return str(plain.get_content()), str(page.get_content())


def named(text: str) -> Report:
    one = assessed(mention("n", text, author_name=text, place=text, url=text), gist=text)
    return build(material(title=text, waiting=(case_file(1, one, owner=text),)))


def test_the_subject_answers_how_many_and_what_about() -> None:
    subject = "3 people need you today: Nine weeks, wrong hob twice, passed around"
    assert letter(build(material(sample=False)))["Subject"] == subject
    assert letter(build(calm(sample=False)))["Subject"] == "Nobody needs you today"


def test_the_worst_comes_first_in_both_parts_with_their_own_words() -> None:
    plain, page = parts(letter(build(material())))
    for part in (plain, page):
        assert part.index("wrong hob twice, passed") < part.index("Mixer left") < part.index("Three emails")
        assert "Not the whole picture" in part
    assert HOB in page
    assert " ".join(HOB.split()) in " ".join(plain.replace("| ", "").split())


def test_the_same_report_gives_the_same_bytes_and_another_clock_another_name() -> None:
    report = build(material())
    assert render("email", report) == render("email", report)
    later = build(material(now=material().now.replace(hour=10)))
    assert letter(later)["Message-ID"] != letter(report)["Message-ID"]
    assert letter(report)["Date"] == "Wed, 04 Mar 2026 09:00:14 +0000"


def test_every_line_of_the_message_can_be_carried_by_any_mail_server() -> None:
    for offset in (0, 20, 40, 60):
        raw = render("email", build(poisoned(material(waiting=crowd(30)), offset)))
        assert raw.isascii()
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("people", [1, 50, 500])
def test_the_page_s_part_stays_below_what_mail_programs_clip(people: int) -> None:
    worst = "&\"<'" * 5_000
    files = tuple(
        case_file(number, assessed(mention(f"w{number}", worst, author_name=worst, place=worst), gist=worst))
        for number in range(people)
    )
    for waiting in (files, crowd(people)):
        _, page = parts(letter(build(material(waiting=waiting))))
        assert len(page.encode()) <= MOST_BYTES


def test_who_finds_no_room_is_counted() -> None:
    plain, page = parts(letter(build(material(waiting=crowd(300)))))
    assert "260 more people wait today" in page
    assert "260 more wait today" in plain


@pytest.mark.parametrize("text", STRINGS)
def test_no_name_writes_a_header_or_an_element(text: str) -> None:
    message = letter(named(text))
    headers = ["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
    assert message.keys() == headers
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    plain, page = parts(message)
    assert set(re.findall(r"<(\w+)", page)) <= {
        "html", "head", "meta", "title", "body", "div", "table", "tr", "td", "p", "a", "b", "bdi", "h1", "h2",
        "blockquote", "br", "span",
    }  # fmt: skip
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", plain.replace("\r\n", "\n"))


@pytest.mark.parametrize("planted", ["Tom\r\nBcc: all@evil.example", "Tom\nX: y", "=?utf-8?q?=0d=0aBcc=3a?= x"])
def test_line_breaks_in_a_name_stay_inside_their_header(planted: str) -> None:
    one = assessed(mention("n", "Broken.", author_name=planted), gist=planted)
    raw = render("email", build(material(title=planted, waiting=(case_file(1, one),))))
    head = raw.split(b"\r\n\r\n")[0].decode()
    assert [line for line in head.split("\r\n") if re.match(r"(?i)bcc:|x:", line)] == []


def test_nothing_is_fetched_and_nothing_runs() -> None:
    _, page = parts(letter(build(replace(material(), address="https://intranet.example/report/"))))
    assert not re.search(r"(?i)<(img|script|link|style|iframe|form)|url\(|@import|\bsrc=|\bon\w+=", page)
    assert 'href="https://intranet.example/report/#p1"' in page
