"""Nobody unknown comes in, nobody acts by another's hand, and nothing but the pages is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from running import monitor

from monitor.config.load import load
from monitor.serve.attempts import MOST, WINDOW_SECONDS, Attempts
from monitor.serve.gate import name_of
from tests.serve.serving import PASSWORD, Server, Visitor, fresh_case, served


@pytest.fixture
def visitor(server: Server) -> Visitor:
    return server.visitor()


def test_a_form_without_the_sessions_token_is_refused(server: Server) -> None:
    one, other = server.visitor(), server.visitor()
    case = fresh_case(one.open().text)
    other.open()
    assert one.press(case, "take", token="").status_code == 403
    assert one.press(case, "take", token=other.token).status_code == 403
    assert one.press(case, "take").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_token(visitor: Visitor, headers: dict[str, str]) -> None:
    case = fresh_case(visitor.open().text)
    assert visitor.send(f"cases/{case}", {"deed": "take"}, **headers).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "", "localhost@evil.example"]
)
def test_a_foreign_name_is_refused(visitor: Visitor, host: str) -> None:
    answer = visitor.open(Host=host)
    assert answer.status_code in {400, 421}
    assert "R-10" not in answer.text


def test_what_is_no_name_has_none() -> None:
    assert [name_of(host) for host in ("[", "", "::1", "a:b:c", "user@Care.Example:8443", "[::1]:80")] == [
        "", "", "", "a", "care.example", "::1",
    ]  # fmt: skip


def test_the_names_of_this_machine_are_fine(server: Server) -> None:
    for host in ("localhost", f"LOCALHOST:{server.port}", f"[::1]:{server.port}", "127.0.0.1"):
        assert server.visitor().open(Host=host).status_code == 200


def test_the_page_tells_the_browser_to_allow_nothing_but_its_style_and_forms(visitor: Visitor) -> None:
    answer = visitor.open()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'; style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "form-action 'self'; frame-ancestors 'none'" in policy
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Server" not in answer.headers


@pytest.mark.parametrize(
    "path", ["", "index.html", "figures.html", "people/R-1001.html", "past/index.html", "stories/0.html"]
)
def test_nobody_reads_without_signing_in(door: Server, path: str) -> None:
    answer = door.visitor().open(path)
    assert answer.status_code == 401
    assert "R-10" not in answer.text


def test_nobody_acts_without_signing_in(door: Server) -> None:
    visitor = door.visitor()
    visitor.open("sign-in")
    assert visitor.press("R-1001", "take").status_code == 401


def test_who_may_only_read_sees_no_buttons_and_is_refused(door: Server) -> None:
    rae = door.visitor()
    assert rae.sign_in("rae").status_code == 303
    page = rae.open().text
    assert 'name="deed"' not in page
    assert rae.press(fresh_case(page), "take").status_code == 403


@pytest.mark.parametrize(
    ("name", "password"), [("priya", "wrong"), ("nobody", PASSWORD), ("", ""), ("priya\0", PASSWORD)]
)
def test_a_wrong_name_or_password_is_told_alike(door: Server, name: str, password: str) -> None:
    visitor = door.visitor()
    answer = visitor.sign_in(name, password)
    assert answer.status_code == 401
    assert "Name or password is wrong." in answer.text
    assert visitor.open().status_code == 401


def test_signing_in_begins_another_session_and_signing_out_ends_it(door: Server) -> None:
    priya = door.visitor()
    priya.open("sign-in")
    before = priya.token
    priya.sign_in("priya")
    assert "You are <bdi" in priya.open().text
    assert priya.token != before
    assert priya.send("sign-out", {"token": before}).status_code == 403
    assert priya.send("sign-out", {}).status_code == 303
    assert priya.open().status_code == 401


def test_a_made_up_session_is_none(door: Server) -> None:
    visitor = door.visitor()
    priya = door.visitor()
    priya.sign_in("priya")
    name, value = next(iter(priya.session.cookies.items()))
    payload, rest = value.split(".", 1)
    for forged in (value[:-2] + "xx", f"{payload}A.{rest}", payload, "eyJuYW1lIjoicHJpeWEifQ.x.y"):
        visitor.session.cookies.set(name, forged)
        assert visitor.open().status_code == 401


def test_passwords_cannot_be_tried_for_long(own_door: Server) -> None:
    visitor = own_door.visitor()
    visitor.open("sign-in")
    codes = [visitor.send("sign-in", {"name": "priya", "password": "x"}).status_code for _ in range(MOST["name"] + 1)]
    assert codes[:-1] == [401] * MOST["name"]
    assert codes[-1] == 429
    assert visitor.sign_in("priya").status_code == 429


def test_a_name_or_an_address_waits_until_its_failures_are_old() -> None:
    attempts = Attempts()
    for second in range(MOST["address"]):
        attempts.failed(f"name {second}", "10.0.0.1", second)
    assert attempts.must_wait("other", "10.0.0.1", 60)
    assert not attempts.must_wait("other", "10.0.0.2", 60)
    assert not attempts.must_wait("name 1", "10.0.0.2", 60)
    assert not attempts.must_wait("other", "10.0.0.1", WINDOW_SECONDS + 1)


@pytest.mark.parametrize(
    "path",
    [
        "past/../index.json", "past/%2e%2e/index.csv", "past/..%2f..%2fmonitor.toml", "past/2026-03-03/../../index.html",
        "past/", "past", "past/2026-03-03/", "past/2026-03-03/people/..%2findex.html", "monitor.toml", "reputation.db",
        "index.json", "index.csv", "people/", "people/R-1.html/../x", "stories/..%2findex.html", "past//etc/passwd",
        "past/2026-03-03\\index.html", "static/x", "past/index.html%00.html",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(server: Server, path: str) -> None:
    request = requests.Request("GET", server.address).prepare()
    request.url = server.address + path
    with requests.Session() as session:
        session.trust_env = False
        answer = session.send(request, timeout=30, allow_redirects=False)
    assert answer.status_code == 404
    assert "SQLite" not in answer.text


def test_past_pages_and_figures_are_shown_without_buttons(visitor: Visitor) -> None:
    for path in ("past/index.html", "past/2026-03-03/index.html", "figures.html"):
        answer = visitor.open(path)
        assert answer.status_code == 200
        assert "<form" not in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_link_from_elsewhere_is_followed_without_losing_the_session(door: Server) -> None:
    priya = door.visitor()
    priya.sign_in("priya")
    stranger = door.visitor()
    answer = stranger.open(**{"Sec-Fetch-Site": "cross-site"})  # as a browser asks that keeps a strict cookie back
    assert answer.status_code == 401
    assert 'http-equiv="refresh" content="0;url=sign-in"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert priya.open("sign-in").headers["Location"] == "index.html"


def test_beyond_this_machine_it_starts_only_with_users_and_names(folder: Path, guarded: Path) -> None:
    config = guarded / "monitor.toml"
    with_users = config.read_text(encoding="utf-8")
    refused = monitor("serve", "--config", config, "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - it must be refused
    assert refused.returncode == 78
    assert "serve.hosts" in refused.stderr
    config.write_text(with_users.split("[serve]")[0] + '[serve]\nhosts = ["care.example"]\n', encoding="utf-8")
    refused = monitor("serve", "--config", config, "--port", "0")
    assert refused.returncode == 78
    assert "serve.users" in refused.stderr


def test_by_the_name_of_a_proxy_with_tls_in_front_cookies_are_for_tls_only(guarded: Path) -> None:
    config = guarded / "monitor.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("[serve]\n", '[serve]\nhosts = ["care.example"]\nbehind_tls = true\n'), encoding="utf-8"
    )
    with served(guarded) as running:
        answer = running.visitor().open("sign-in", Host="care.example")
        assert answer.status_code == 200
        assert "__Host-reputation=" in answer.headers["Set-Cookie"]
        assert "Secure" in answer.headers["Set-Cookie"]
        assert answer.headers["Strict-Transport-Security"]


def test_a_hash_is_made_and_a_password_in_its_place_is_refused(folder: Path) -> None:
    made = monitor("serve", "--hash", given=f"{PASSWORD}\n")
    config = folder / "monitor.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        f'{text}\n[serve.users.kim]\nrole = "act"\npassword = "{made.stdout.strip()}"\n', encoding="utf-8"
    )
    assert load(config).serving.visitors[0].password == made.stdout.strip()
    config.write_text(f'{text}\n[serve.users.kim]\nrole = "actor"\npassword = "hunter2hunter2"\n', encoding="utf-8")
    refused = monitor("serve", "--config", config)
    assert refused.returncode == 78
    assert "serve --hash" in refused.stderr
    assert "did you mean “act”" in refused.stderr
    assert "hunter2" not in refused.stderr
