"""Small real servers on loopback for the connectors' tests."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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
class Reply:
    """What a server says; `raw` replaces everything, status line and headers too, sent piece by piece with `drip` between."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    raw: tuple[bytes, ...] = ()
    drip: float = 0.0


@dataclass
class Server:
    url: str
    asked: list[Asked]
    sessions: list[HttpSession] = field(default_factory=list)

    def session(self, limits: Limits = QUICK, secrets: tuple[str, ...] = ()) -> HttpSession:
        """Make a session whose operator wrote this server down."""
        self.sessions.append(HttpSession(limits, [self.url], secrets))
        return self.sessions[-1]


Answering = Callable[[Asked], Reply]


@pytest.fixture
def serve() -> Iterator[Callable[[Answering], Server]]:
    servers: list[tuple[ThreadingHTTPServer, Server]] = []

    def start(answering: Answering) -> Server:
        asked: list[Asked] = []
        stopped = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
                question = Asked(parts.path, parameters, {name.lower(): value for name, value in self.headers.items()})
                asked.append(question)
                reply = answering(question)
                try:
                    self.answer(reply)
                except OSError:
                    self.close_connection = True

            def answer(self, reply: Reply) -> None:
                if reply.raw:
                    self.close_connection = True
                    for piece in reply.raw:
                        self.wfile.write(piece)
                        self.wfile.flush()
                        if reply.drip and stopped.wait(reply.drip):
                            return
                    return
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the library's
                pass

        running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        server = Server(f"http://127.0.0.1:{running.server_address[1]}", asked)
        servers.append((running, server))
        running.stopped = stopped  # type: ignore[attr-defined]
        return server

    yield start
    for running, server in servers:
        running.stopped.set()  # type: ignore[attr-defined]
        for session in server.sessions:
            session.close()
        running.shutdown()
        running.server_close()


@pytest.fixture
def closed_port() -> int:
    """Give a port of this machine on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
