"""Links from outside: only what is safe to follow, with the host it truly leads to."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.links import mail_link, praise_link, safe_link
from tests.reports.hostile import STRINGS

UNSAFE = (
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
    "\x01javascript:alert(1)", "javascript://example.com/%0aalert(1)", "javascript&colon;alert(1)", "vbscript:x", "data:text/html,x",
    "data:text/html;base64,eA==", "file:///etc/passwd", "ftp://example.com/x", "blob:https://example.com/x", "about:blank",
    "chrome://settings", "view-source:https://example.com", "intent://x#Intent;end", "tel:+1", "sms:1", "mailto:a@b.c", "ws://example.com",
    "//example.com/x", "/relative", "relative", "#fragment", "?query", "", None, "https:", "https://", "https:///x", "http:example.com",
    "http:/example.com", "https:\\\\example.com", "https://example.com\\@evil.example", "https://user@example.com",
    "https://user:pass@example.com", "https://good.example@evil.example", "https://good.example%40evil.example/", "https://:pass@example.com", "https://@example.com/",
    "https://exa mple.com", "https://example.com/a b", "https://example.com/\x00", "https://example.com/\r\nSet-Cookie: x",
    "https://example.com/\u202egpj.exe", "https://example.com/\u200bx", "https://example.com/\u2066x\u2069", "https://exam\u00adple.com/",
    "https://example.com/\ufeff", "https://example.com\u2028/", "https://ex\u2024ample.com:x/", "https://example.com:99999/",
    "https://example.com:port/", "https://[::1]/", "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/",
    "https://.example.com/", "https://intranet/", "https://localhost/", "https://example..com/", "https://-example.com/", "https://example.com<script>/", 'https://example.com/"onload=x',
    "https://example.com/'x", "https://example.com/<b>", "https://example.com/`x`", "https://example.com/{x}", "https://example.com/|x",
    "https://example.com/^x", "https://exa%6dple.com/", "https://" + "a" * 64 + ".com/", "https://" + "a." * 130 + "com/", "https://example.com/" + "a" * 3000,
    "https://example.com/\ud800", "https://example.com/\U000e0041", "https://\u0000.com", "https://%00.com", "https://example.com?\u061c",
)  # fmt: skip

SAFE = (
    ("https://example.com", "https://example.com", "example.com"),
    ("http://example.com/a?b=c&d=e#f", "http://example.com/a?b=c&d=e#f", "example.com"),
    ("HTTPS://Example.COM/Path", "https://example.com/Path", "example.com"),
    ("https://example.com:8443/x", "https://example.com:8443/x", "example.com:8443"),
    ("https://example.com./x", "https://example.com/x", "example.com"),
    ("https://x.com/a/status/1?s=20", "https://x.com/a/status/1?s=20", "x.com"),
    ("https://example.com/%3Cscript%3E", "https://example.com/%3Cscript%3E", "example.com"),
    ("https://example.com/caf\u00e9", "https://example.com/caf%C3%A9", "example.com"),
    ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
    ("https://\u0440\u0430\u0443\u0440al.com/", "https://xn--al-6kc7dbr.com/", "xn--al-6kc7dbr.com"),
    ("https://sub.under_score.example/x", "https://sub.under_score.example/x", "sub.under_score.example"),
)


@pytest.mark.parametrize("url", UNSAFE)
def test_an_address_that_could_trick_is_no_link(url: str | None) -> None:
    assert safe_link(url) is None


@pytest.mark.parametrize(("url", "followed", "host"), SAFE)
def test_a_plain_address_is_a_link_that_shows_where_it_leads(url: str | None, followed: str, host: str) -> None:
    link = safe_link(url)
    assert link is not None
    assert link.host == host
    assert link.url == followed


@given(st.text(max_size=60))
def test_no_text_ever_becomes_a_link_that_is_not_plain_http(text: str) -> None:
    for url in (text, "https://" + text, "https://example.com/" + text):
        link = safe_link(url)
        if link is not None:
            assert link.url.startswith(("http://", "https://"))
            assert link.url.isascii()
            assert re.split("[/?#]", link.url)[2] == link.host
            assert not set(link.url) & set("\"'<>\\ \n\t`")


def test_a_letter_carries_its_case_and_cannot_carry_another_header() -> None:
    assert (
        mail_link("care@larkfield.example", "R-1 hand over")
        == "mailto:care@larkfield.example?subject=R-1%20hand%20over"
    )
    for mailbox in ("", "a@b.c?bcc=d@e.f", "a@b.c\r\nBcc: d@e.f", "a b@c.d", "a@b@c", "x", "a&b@c.d", "<a@b.c>"):
        assert mail_link(mailbox, "R-1") == ""
    assert mail_link("a@b.c", "x&bcc=d@e.f\r\n") == "mailto:a@b.c?subject=x%26bcc%3Dd%40e.f%0D%0A"


def opened(letter: str) -> tuple[str, dict[str, list[str]]]:
    """Open a letter as a mail program does: whom it is to, and its fields."""
    parts = urlsplit(letter)
    return parts.path, parse_qs(parts.query, keep_blank_values=True)


@pytest.mark.parametrize("words", STRINGS)
def test_hostile_words_of_a_customer_stay_words_in_the_letter_that_passes_them_on(words: str) -> None:
    letter = praise_link(
        "fitting@larkfield.example", "reports@larkfield.example", "P-1 Praise", words, "https://x.example/?a=1&b=2"
    )
    assert len(letter) <= 2_000
    assert letter.isascii()
    assert not set(letter) & set("\"'<>\\ \n\r\t`")
    to, fields = opened(letter)
    assert (to, set(fields)) == ("fitting@larkfield.example", {"cc", "subject", "body"})
    (body,) = fields["body"]
    assert body.startswith("“")
    assert body.endswith("”\r\n\r\nhttps://x.example/?a=1&b=2")
    assert not set(body) & set("\x00\x1b\u202e\u2028\ud800")
    assert body.count("\n") == body.count("\r")


def test_words_without_end_are_cut_and_a_long_address_leaves_room_for_some() -> None:
    for words in ("x" * 20_000, "ع" * 20_000, "\n" * 20_000, "😀" * 20_000):
        letter = praise_link("", "reports@larkfield.example", "P-1 Praise", words, "https://x.example/1")
        assert 1_400 < len(letter) <= 2_000
        assert opened(letter)[1]["body"][0].endswith("…”\r\n\r\nhttps://x.example/1")
    body = opened(praise_link("", "", "P-1 Praise", "kind " * 99, "https://x.example/" + "a" * 1_900))[1]["body"][0]
    assert body.startswith("“kind kind kind")
    assert body.endswith("a")


def test_a_letter_goes_to_plain_addresses_alone() -> None:
    for address in ("", "a@b.c?bcc=d@e.f", "a@b.c\r\nBcc: d@e.f", "a&b@c.d"):
        assert praise_link(address, address, "P-1", "x", "").startswith("mailto:?subject=P-1&body=")
