"""The guarded requests.Session: checks every address before connecting, bounds time and size, waits and retries.

Apart from `connectors.http` because it needs `requests`. The guard sits below the session, so that client libraries
which bring their own logic (praw, tweepy) are bounded too.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import requests
from requests import exceptions
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError, ProtocolError
from urllib3.util import connection as urllib3_connection

from connectors.http import READING, REDIRECTS, REPEATABLE, WORTH_ANOTHER_TRY, HttpSession, Limits, asked_wait
from monitor.errors import SourceChanged, SourceRefused, SourceUnreachable

Resolve = Callable[..., list[Any]]
_PIECE = 64 * 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


def guarded_session(owner: HttpSession, resolve: Resolve = socket.getaddrinfo) -> requests.Session:
    """Make a session whose every connection is checked against `owner.own`; `resolve` looks host names up."""
    session = requests.Session()
    # At DEBUG it writes down whole addresses, and some platforms take their key there.
    logging.getLogger("urllib3").setLevel(logging.INFO)
    session.trust_env = False
    session.max_redirects = REDIRECTS
    session.headers["User-Agent"] = user_agent(owner.limits.contact)
    session.headers["Accept-Encoding"] = "gzip, deflate"  # what we can unpack piece by piece
    session.adapters.clear()
    adapter = _GuardedAdapter(owner, resolve)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def user_agent(contact: str) -> str:
    """Say honestly who asks, and whom to complain to."""
    try:
        release = version("reputation-monitor")
    except PackageNotFoundError:  # run from a source tree
        release = "0"
    clean = "".join(letter for letter in contact if letter.isprintable() and letter.isascii())[:100]
    return f"reputation-monitor/{release} (reads public posts{'; contact ' + clean if clean else ''})"


def is_public(address: str) -> bool:
    """Tell whether an IP address is on the open internet, looking through every way of wrapping IPv4 in IPv6."""
    try:
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


class _Watch:
    """Cuts a connection off when its time is up, even if the server keeps it alive a byte at a time."""

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._descriptor: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def follow(self, connected: socket.socket) -> None:
        """Watch this connection: through a duplicate, because wrapping in TLS takes the original away."""
        self._let_go()
        self._descriptor = socket.socket(fileno=os.dup(connected.fileno()))

    def _ring(self) -> None:
        self.rang = True
        if self._descriptor is not None:
            with suppress(OSError):
                self._descriptor.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Stop watching."""
        self._timer.cancel()
        self._let_go()

    def _let_go(self) -> None:
        if self._descriptor is not None:
            self._descriptor.close()
            self._descriptor = None


class _Guard:
    """Opens connections for one session: looks up, checks, connects to what was checked, and watches the time."""

    def __init__(self, owner: HttpSession, resolve: Resolve) -> None:
        self.owner = owner
        self.watch: _Watch | None = None
        self._resolve = resolve

    def connect(self, connection: HTTPConnection) -> socket.socket:
        """Refuse private addresses that the operator did not write down, and connect to exactly what was checked."""
        host, port = connection.host.strip("[]"), int(connection.port or connection.default_port)
        try:
            found = self._resolve(host, port, 0, socket.SOCK_STREAM)
        except socket.gaierror as fault:
            raise NameResolutionError(host, connection, fault) from fault
        except (UnicodeError, ValueError):
            raise SourceRefused(f"{host[:80]!r} is no host name we may open.") from None
        addresses = [str(entry[4][0]) for entry in found]
        if (host.lower(), port) not in self.owner.own and not all(is_public(address) for address in addresses):
            raise SourceRefused(
                f"{host[:80]} lies in a private network and was not opened. "
                "If it is your own server, write its address into this source's options."
            )
        opened = _first_that_answers(connection, addresses, port)
        self.follow(opened)
        return opened

    def follow(self, connected: socket.socket | None) -> None:
        """Let the watch know which connection is in use."""
        if connected is not None and self.watch is not None:
            self.watch.follow(connected)


def _first_that_answers(connection: HTTPConnection, addresses: list[str], port: int) -> socket.socket:
    fault: OSError | None = None
    for address in addresses:
        try:
            return urllib3_connection.create_connection(
                (address, port),
                connection.timeout,
                source_address=connection.source_address,
                socket_options=connection.socket_options,
            )
        except TimeoutError as late:
            raise ConnectTimeoutError(connection, "connecting took too long") from late
        except OSError as refused:
            fault = refused
    raise NewConnectionError(connection, f"no address of {connection.host} answered") from fault


def _pools(guard: _Guard) -> dict[str, type[HTTPConnectionPool]]:
    """Make connection pools whose connections are opened by the guard."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return guard.connect(self)

        def request(self, *positional: Any, **named: Any) -> None:  # noqa: ANN401 - as urllib3 passes them
            guard.follow(self.sock)
            super().request(*positional, **named)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return guard.connect(self)

        def request(self, *positional: Any, **named: Any) -> None:  # noqa: ANN401 - as urllib3 passes them
            guard.follow(self.sock)
            super().request(*positional, **named)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _GuardedAdapter(HTTPAdapter):
    """Sends a request within the owner's limits and hands back a response that is already read."""

    def __init__(self, owner: HttpSession, resolve: Resolve) -> None:
        self._owner = owner
        self._guard = _Guard(owner, resolve)
        super().__init__(max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:  # noqa: ANN401 - the signature of requests
        """Use connections opened by the guard."""
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._guard)

    def send(self, request: requests.PreparedRequest, **arguments: Any) -> requests.Response:  # type: ignore[override]  # noqa: ANN401 - as requests passes them
        """Send, and send again while it is worth it and there is time."""
        url = request.url or ""
        if request.method not in READING:
            raise SourceRefused(f"A {request.method} was not sent: nothing is ever written to a platform.")
        self._owner.refuse_to_leak(url, request.headers, request.body)
        self._owner.refuse_too_early(url)
        attempt = 0
        while True:
            attempt += 1
            response, fault, asked = None, None, None
            try:
                response = self._send_once(request, arguments)
                if response.status_code not in WORTH_ANOTHER_TRY:
                    return response
                asked = asked_wait(response.headers, response.status_code)
            except exceptions.SSLError:
                raise
            except (exceptions.ConnectionError, exceptions.Timeout, exceptions.ChunkedEncodingError) as caught:
                fault = caught
            if request.method not in REPEATABLE or not self._owner.pause(attempt, asked):
                if response is not None:
                    self._owner.stay_away(url, asked or 0.0)
                    return response
                raise fault or exceptions.ConnectionError(request=request)

    def _send_once(self, request: requests.PreparedRequest, arguments: dict[str, Any]) -> requests.Response:
        """Send and read everything; what is not over within `total` seconds is cut off."""
        limits, left = self._owner.limits, self._owner.seconds_left()
        allowed = limits.total if left is None else min(limits.total, left)
        if allowed <= 0:
            raise SourceUnreachable("The time of this run was up before everything was asked. The next run goes on.")
        if self._owner.before_request is not None:
            self._owner.before_request()
        timeout = (min(limits.connect, allowed), min(limits.read, allowed))
        watch = self._guard.watch = _Watch(allowed)
        try:
            response = super().send(request, **(arguments | {"stream": True, "timeout": timeout}))
            _read_whole(response, limits)
        except (HTTPError, exceptions.RequestException, OSError) as fault:
            if watch.rang:
                raise exceptions.ReadTimeout(request=request) from fault
            raise
        finally:
            watch.stop()
        return response


def _read_whole(response: requests.Response, limits: Limits) -> None:
    """Read and unpack the body within the size limit and leave it where requests keeps it."""
    try:
        response._content = b"".join(_unpacked(response, limits.size))  # noqa: SLF001 - requests offers no other way
    except (HTTPError, OSError, zlib.error) as fault:
        response.close()
        raise exceptions.ChunkedEncodingError(request=response.request) from fault
    except SourceChanged:
        response.close()
        raise
    response._content_consumed = True  # type: ignore[attr-defined]  # noqa: SLF001 - as above


def _unpacked(response: requests.Response, limit: int) -> Iterator[bytes]:
    """Yield the body piece by piece, unpacking no more than the limit allows."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise SourceChanged("The answer is packed in a way we did not ask for.")
    unpacker = _Unpacker() if packing not in ("", "identity") else None
    size = 0
    while piece := response.raw.read1(_PIECE, decode_content=False):
        for part in unpacker.parts(piece, limit + 1 - size) if unpacker else (piece,):
            size += len(part)
            if size > limit:
                raise SourceChanged(f"The answer is larger than {limit / 1048576:.0f} MiB and was not read.")
            yield part
    if unpacker and not unpacker.whole():
        raise ProtocolError("the packed answer was cut short")


class _Unpacker:
    """Unpacks gzip (of one or several members) and deflate with a bound on what comes out."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    def parts(self, piece: bytes, limit: int) -> Iterator[bytes]:
        """Yield what a piece unpacks to, at most `limit` bytes of it."""
        while piece and limit > 0:
            try:
                part = self._stream.decompress(piece, limit)
            except zlib.error:
                if self._begun:
                    raise
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers send deflate without its header
                part = self._stream.decompress(piece, limit)
            self._begun = True
            limit -= len(part)
            yield part
            piece = self._stream.unconsumed_tail
            if self._stream.eof:
                piece = self._stream.unused_data
                if piece:
                    self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def whole(self) -> bool:
        """Tell whether the packed stream came to its end."""
        return self._stream.eof or not self._begun
