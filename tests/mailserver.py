"""A mail server and a web service on loopback, which take what they are sent, or fail as they are told to."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class MailServer:
    """What a server took, and how it behaves: `refused` recipients, an `answer` to letters, what happens `on_letter`."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    answer: str = "250 taken"
    on_letter: Callable[[], None] = lambda: None

    def address(self, to: str = "team@shop.example", user: str = "") -> str:
        return f"smtp://{user}127.0.0.1:{self.port}?from=monitor@shop.example&to={to}"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: MailServer = self.server.told  # type: ignore[attr-defined]
        self.say("220 hello")
        sender, recipients = "", []
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    self.say("250-hello\r\n250 AUTH PLAIN")
                case "AUTH":
                    server.signed_in.append(rest)
                    self.say("235 welcome" if "wrong" not in server.answer else "535 wrong password")
                case "MAIL":
                    sender = rest
                    self.say("250 fine")
                case "RCPT":
                    is_refused = any(each in rest for each in server.refused)
                    recipients += [] if is_refused else [rest]
                    self.say("550 nobody of this name" if is_refused else "250 fine")
                case "DATA":
                    self.say("354 go on")
                    self.take(server, sender, recipients)
                    self.say(server.answer)
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 fine")

    def take(self, server: MailServer, sender: str, recipients: list[str]) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        raw = b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)
        if server.answer.startswith("250"):
            server.letters.append(message_from_bytes(raw, policy=SMTP))  # type: ignore[arg-type] - an EmailMessage
            server.envelopes.append((sender, list(recipients)))
        server.on_letter()

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Threads(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads, block_on_close = True, True, False

    def handle_error(self, *_: object) -> None:
        """Say nothing: some tests kill who is speaking with us."""


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with _Threads(("127.0.0.1", 0), _Conversation) as server:
        told = MailServer(port=server.server_address[1])
        server.told = told  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield told
        server.shutdown()


@dataclass
class Service:
    """A web service that takes JSON, and what it answers."""

    port: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    code: int = 200

    def address(self, key: str = "k3y-of-the-team") -> str:
        return f"json://127.0.0.1:{self.port}/{key}/"


@contextmanager
def web_service() -> Iterator[Service]:
    told = Service()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if told.code == 200:
                told.taken.append(json.loads(body))
            self.send_response(told.code)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        told.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield told
        server.shutdown()
