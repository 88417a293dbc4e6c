"""A real HTTP server on loopback that a made-up platform answers through, and that misbehaves on demand."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it arrived. `parameters` are those of the query and of a posted form, the first value of each.

    `repeated` holds all values of each, for platforms that take several things in one question.
    """

    method: str
    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""
    repeated: Mapping[str, list[str]] = field(default_factory=dict)

    def json(self) -> Any:  # noqa: ANN401 - JSON is whatever was sent
        """Parse what was posted."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer: `body` is sent as it stands if it is bytes, else as JSON.

    `cut` sends only that many bytes of it; `reset` breaks the connection instead of answering; `wait` stalls before
    answering and `drip` between any two bytes, both in seconds.
    """

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    reset: bool = False
    wait: float = 0.0
    drip: float = 0.0

    def content(self) -> bytes:
        """Give the bytes of the body."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answering: TypeAlias = Callable[[Asked], Reply]


class Server:
    """Answers on a free port of this machine until closed; keeps every request in `asked`.

    `fault` is asked before the platform is: what it gives for the n-th request (from 1) is sent instead. `change` may
    alter what the platform answered.
    """

    def __init__(self, answering: Answering) -> None:
        self.asked: list[Asked] = []
        self.fault: Callable[[int, Asked], Reply | None] = lambda _number, _asked: None
        self.change: Callable[[int, Asked, Reply], Reply] = lambda _number, _asked, reply: reply
        self._answering = answering
        self._closed = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._listening = _Listening(self)
        self.url = f"http://127.0.0.1:{self._listening.server_address[1]}"
        threading.Thread(
            target=self._listening.serve_forever, kwargs={"poll_interval": 0.01}, name="platform", daemon=True
        ).start()

    def reply_to(self, asked: Asked) -> Reply:
        """Note a request and say what is answered."""
        with self._one_at_a_time:
            self.asked.append(asked)
            number = len(self.asked)
            return self.fault(number, asked) or self.change(number, asked, self._answering(asked))

    def pause(self, seconds: float) -> bool:
        """Wait, but not beyond the server's end; tell whether it has ended."""
        return self._closed.wait(seconds)

    def close(self) -> None:
        """Stop answering."""
        self._closed.set()
        self._listening.shutdown()
        self._listening.server_close()


class _Listening(ThreadingHTTPServer):
    """Listens for one platform; a client that goes away in the middle is no news."""

    daemon_threads = True

    def __init__(self, platform: Server) -> None:
        self.platform = platform
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class _Handler(BaseHTTPRequestHandler):
    """Reads a request and sends the reply."""

    server: _Listening
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer anything."""
        with suppress(OSError):
            self._send(self.server.platform.reply_to(self._read()))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the names are the library's

    def _read(self) -> Asked:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        form = body.decode("utf-8", "replace") if "form" in self.headers.get("Content-Type", "") else ""
        parameters = parse_qs(form, keep_blank_values=True) | parse_qs(parts.query, keep_blank_values=True)
        return Asked(
            method=self.command,
            path=parts.path,
            parameters={name: values[0] for name, values in parameters.items()},
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            repeated=parameters,
        )

    def _send(self, reply: Reply) -> None:
        if self.server.platform.pause(reply.wait) or reply.reset:
            self._break()
            return
        content = reply.content()
        self.send_response(reply.status)
        named = {name.lower() for name in reply.headers}
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "content-type" not in named:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection and "connection" not in named:  # or the client may ask its next question on it
            self.send_header("Connection", "close")
        self.end_headers()
        self._write(content if reply.cut is None else content[: reply.cut], reply.drip)
        if reply.cut is not None:
            self.close_connection = True

    def _write(self, content: bytes, drip: float) -> None:
        if not drip:
            self.wfile.write(content)
            return
        for place in range(len(content)):
            self.wfile.write(content[place : place + 1])
            if self.server.platform.pause(drip):
                return

    def _break(self) -> None:
        """Close with a reset instead of an orderly end."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""
