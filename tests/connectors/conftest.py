"""Small real servers on loopback for the connectors' tests."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from connectors.http import HttpSession, Limits

QUICK = Limits(connect=2, read=2, total=2, tries=3, backoff=0.001, longest_wait=0.5)


@dataclass
class Asked:
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]


@dataclass
class Server:
    url: str
    asked: list[Asked]
    sessions: list[HttpSession] = field(default_factory=list)

    def session(self, limits: Limits = QUICK, secrets: tuple[str, ...] = ()) -> HttpSession:
        """Make a session whose operator wrote this server down."""
        self.sessions.append(HttpSession(limits, [self.url], secrets))
        return self.sessions[-1]


# An answer: status, body (bytes, or what becomes JSON), headers; or `raw`, pieces sent as they are, `drip` seconds apart.
Answering = Callable[[Asked], dict[str, Any]]


def _handler(answering: Answering, asked: list[Asked], stopped: threading.Event) -> type[BaseHTTPRequestHandler]:
    """Make what answers a question as `answering` says and writes it down."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
            question = Asked(parts.path, parameters, {name.lower(): value for name, value in self.headers.items()})
            asked.append(question)
            with suppress(OSError):
                self._answer(answering(question))

        def _answer(self, answer: dict[str, Any]) -> None:
            if "raw" in answer:
                self.close_connection = True
                for piece in answer["raw"]:
                    self.wfile.write(piece)
                    if stopped.wait(answer.get("drip", 0)):
                        return
                return
            body = answer.get("body", b"")
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(answer.get("status", 200))
            for name, value in {"Content-Length": str(len(body)), **answer.get("headers", {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the library's
            pass

    return Handler


@pytest.fixture
def serve() -> Iterator[Callable[[Answering], Server]]:
    running: list[tuple[ThreadingHTTPServer, Server, threading.Event]] = []

    def start(answering: Answering) -> Server:
        asked: list[Asked] = []
        stopped = threading.Event()
        listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answering, asked, stopped))
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        server = Server(f"http://127.0.0.1:{listening.server_address[1]}", asked)
        running.append((listening, server, stopped))
        return server

    yield start
    for listening, server, stopped in running:
        stopped.set()
        for session in server.sessions:
            session.close()
        listening.shutdown()
        listening.server_close()


@pytest.fixture
def closed_port() -> int:
    """Give a port of this machine on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
