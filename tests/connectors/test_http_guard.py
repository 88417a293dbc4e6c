import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from connectors.guard import guarded_session, is_public
from connectors.http import HttpSession, Limits
from monitor.errors import SourceRefused, SourceUnreachable

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "::127.0.0.1",
    "not an address",
]
TRICKS = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://0:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://public.example@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@public.example/",
    "http://127.0.0.1.:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://rebound.example:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/",
    "https://127.0.0.1:{port}/",
]
NO_WEB = [
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/d",
    "data:text/plain,x",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "",
    "http://",
    "http:///x",
    "http://[::1",
    "http://a b/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "151.101.1.69", "2606:4700::6810:84e5", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


class Listener:
    """Counts the connections that reach this machine."""

    def __init__(self) -> None:
        self.opened = 0
        self._socket = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.opened += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


def resolve(host: str, *arguments: object) -> list[Any]:
    if host == "rebound.example":
        return socket.getaddrinfo("127.0.0.1", *arguments)
    return socket.getaddrinfo(host, *arguments)


@pytest.mark.parametrize("trick", TRICKS + NO_WEB)
def test_no_trick_opens_a_connection_into_this_machine(listener: Listener, trick: str) -> None:
    session = HttpSession(Limits(connect=0.5, tries=1))
    session._session = guarded_session(session, resolve)
    before = listener.opened
    with pytest.raises((SourceRefused, SourceUnreachable)):
        session.get(trick.replace("{port}", str(listener.port)))
    session.close()
    assert listener.opened == before


def test_the_listener_would_have_noticed(listener: Listener) -> None:
    session = HttpSession(Limits(tries=1), [f"http://127.0.0.1:{listener.port}"])
    before = listener.opened
    with pytest.raises(SourceUnreachable):
        session.get(f"http://127.0.0.1:{listener.port}/")
    assert listener.opened == before + 1


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/", "http://[::1]:{port}/", "file:///etc/passwd"])
def test_a_redirect_into_this_machine_is_not_followed(
    serve: Callable[..., Any], listener: Listener, target: str
) -> None:
    where = target.replace("{port}", str(listener.port))
    server = serve(lambda _asked: {"status": 302, "headers": {"Location": where}})
    before = listener.opened
    with pytest.raises(SourceRefused):
        server.session().get(server.url)
    assert listener.opened == before


def test_a_name_with_one_private_address_among_public_ones_is_refused(listener: Listener) -> None:
    def mixed(host: str, port: int, *_rest: object) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]

    session = HttpSession(Limits(tries=1))
    session._session = guarded_session(session, mixed)
    with pytest.raises(SourceRefused, match="private network"):
        session.get(f"http://mixed.example:{listener.port}/")


def test_the_operators_own_private_server_is_opened_but_not_its_neighbour(
    serve: Callable[..., Any], listener: Listener
) -> None:
    server = serve(lambda _asked: {"body": b"mine"})
    session = server.session()
    assert session.get(server.url).body == b"mine"
    with pytest.raises(SourceRefused):
        session.get(f"http://127.0.0.1:{listener.port}/")
