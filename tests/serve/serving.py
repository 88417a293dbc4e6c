"""Starts the server as a process of its own, and asks it as a browser would, cookies and forms included."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from running import ROOT

NOW = "2026-03-04T09:00:00Z"
PASSWORD = "correct horse battery"


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Server]:
    """Serve the folder's page on a free port until the body is done; it must end well when it is told to."""
    command = [sys.executable, "-m", "monitor", "serve", "--config", str(folder / "monitor.toml"), "--now", NOW]
    process = subprocess.Popen(
        [*command, "--port", "0", *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stderr
    try:
        line = process.stdout.readline()
        found = re.search(r":(\d+)/ ", line)
        assert found, process.stderr.read()
        yield Server(process, int(found[1]))
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
        process.stderr.close()


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port
        self.address = f"http://127.0.0.1:{port}/"

    def visitor(self) -> Visitor:
        return Visitor(self.address)


class Visitor:
    """Somebody with a browser: keeps cookies, and knows the token of the last page that had one."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.session = requests.Session()
        self.session.trust_env = False
        self.token = ""

    def open(self, path: str = "", **headers: str) -> requests.Response:
        answer = self.session.get(self.address + path, headers=headers, timeout=30, allow_redirects=False)
        if found := re.search(r'name="token" value="([^"]+)"', answer.text):
            self.token = found[1]
        return answer

    def send(self, path: str, fields: dict[str, str], **headers: str) -> requests.Response:
        form = {"token": self.token, **fields}
        return self.session.post(self.address + path, data=form, headers=headers, timeout=30, allow_redirects=False)

    def press(self, case: str, deed: str, words: str = "", **fields: str) -> requests.Response:
        return self.send(f"cases/{case}", {"deed": deed, "words": words, **fields})

    def sign_in(self, name: str, password: str = PASSWORD) -> requests.Response:
        self.open("sign-in")
        return self.send("sign-in", {"name": name, "password": password})


def fresh_case(page: str) -> str:
    """Name the first case on a page about which nobody has done anything yet."""
    cases = re.findall(r'class="desk" id="(R-\d+)"', page)
    return next(case for case in cases if not done_about(page, case))


def done_about(page: str, case: str) -> str:
    """Give what a page tells was done about a case, without markup."""
    found = re.search(rf'class="desk" id="{case}">(.*?)</article>', page, re.DOTALL)
    told = found[1].partition('<ol class="done">')[2] if found else ""
    return " ".join(re.sub(r"<[^>]+>", " ", told).split())
