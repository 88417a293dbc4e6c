"""A made-up IMAP server on loopback (RFC 9051, what imap-tools and imaplib need of it). Synthetic throughout."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, ClassVar

from connectors.conformance.world import Post as Mail
from connectors.conformance.world import World
from connectors.imap import Imap

USER, PASSWORD = "help@larkfield.example", "synthetic-password"
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\([^)]*\)|BODY\.PEEK\[\]\S*|[^\s()]+)')


class ImapWorld(World):
    """One mailbox with the folders INBOX and Sent. A post is a mail; `more` may hold `raw`, `folder`, `headers`, `html`.

    `fault` is asked with the number and the text of every command: what it gives is done instead: "drop" the connection,
    "hang", or send these bytes. `written` are the commands that would have changed something.
    """

    connector = Imap
    garbles = True
    excused: ClassVar[Mapping[str, str]] = {}
    tolerated: ClassVar[Mapping[str, str]] = {
        "text": "a mail is free text: what is broken in its headers or borders may be read as words, or be lost",
        "stable_key": "without a Message-ID a mail is known by its headers",
        "external_id": "as the stable key",
        "posted_at": "without a Date that can be read, the time of arrival counts",
        "author_key": "the address stands in free text",
        "author": "the address stands in free text",
        "author_name": "the name stands in free text",
        "thread": "the ids of other mails stand in free text",
        "in_reply_to": "the ids of other mails stand in free text",
    }

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__()
        self.validity = 7
        self.commands: list[str] = []
        self.written: list[str] = []
        self.fault: Callable[[int, str], str | bytes | None] = lambda _number, _command: None
        self.starttls = False
        self._tls = tls
        self._closed = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.1)
        threading.Thread(target=self._listen, name="imap", daemon=True).start()

    @property
    def asked(self) -> list[str]:
        """Every question for mails, in order; signing in and opening folders aside."""
        return [command for command in self.commands if command.startswith("UID ")]

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        port = self._listening.getsockname()[1]
        return {"host": "127.0.0.1", "port": port, "ssl": False, "user": USER, "password": PASSWORD}

    def new_key(self, number: int) -> str:
        """Make the id of a mail."""
        return f"{1000 + number}@nowhere.example"

    def close(self) -> None:
        """Stop listening."""
        super().close()
        self._closed.set()
        self._listening.close()

    def folder(self, name: str) -> list[tuple[int, Mail]]:
        """List a folder's mails that are there by now, with their UIDs in the order of arrival."""
        numbered = enumerate(self.posts.values(), start=self.validity * 100)
        return [
            (uid, mail)
            for uid, mail in numbered
            if mail.more.get("folder", "INBOX") == name and mail.at <= self.now and not mail.deleted
        ]

    def raw(self, mail: Mail) -> bytes:
        """Write a mail as it travels."""
        if "raw" in mail.more:
            content = mail.more["raw"]
            return content if isinstance(content, bytes) else content.encode()
        message = EmailMessage()
        author = str(mail.author)
        message["From"] = f'"{author.title()} of Nowhere" <{author}@nowhere.example>' if "@" not in author else author
        message["To"] = USER
        message["Subject"] = str(Header(mail.more.get("subject", "Hello"), "utf-8"))
        message["Date"] = format_datetime(mail.at)
        message["Message-ID"] = f"<{mail.key}>"
        if mail.parent:
            message["In-Reply-To"] = f"<{mail.parent}>"
            message["References"] = " ".join(f"<{key}>" for key in dict.fromkeys((mail.thread, mail.parent)))
        for name, value in mail.more.get("headers", {}).items():
            message[name] = value
        message.set_content(mail.text.encode("utf-8", "replace").decode(), cte="base64")
        if "html" in mail.more:
            message.add_alternative(mail.more["html"], subtype="html")
        if "attachment" in mail.more:
            message.add_attachment(mail.more["attachment"], maintype="text", subtype="plain", filename="a.txt")
        return message.as_bytes()

    def _listen(self) -> None:
        while not self._closed.is_set():
            with suppress(TimeoutError, OSError):
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError):
            connection.settimeout(10)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else the other side waits 40 ms for more
            if self._tls and not self.starttls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            session = _Session(self, connection)
            try:
                session.run(self._tls)
            finally:
                connection = session.connection
        connection.close()


class _Session:
    """One connection."""

    def __init__(self, world: ImapWorld, connection: socket.socket) -> None:
        self.world = world
        self.connection = connection
        self.folder = ""
        self.signed_in = False
        self._ahead = b""

    def run(self, tls: ssl.SSLContext | None) -> None:
        """Answer command after command."""
        self._send(b"* OK synthetic server ready\r\n")
        while line := self._line():
            tag, _, command = line.partition(" ")
            self.world.commands.append(command)
            fault = self.world.fault(len(self.world.commands), command)
            if fault == "drop":
                return
            if fault == "hang":
                time.sleep(3)
                return
            answer = fault if isinstance(fault, bytes) else self._answer(command)
            done = b"" if isinstance(fault, bytes) else f"{tag} {self._verdict(command)}\r\n".encode()
            self._send(answer + done)
            if command.upper() == "STARTTLS" and tls:
                self.connection = tls.wrap_socket(self.connection, server_side=True)
            if command.upper() == "LOGOUT":
                return

    def _line(self) -> str:
        while b"\r\n" not in self._ahead:
            piece = self.connection.recv(65536)
            if not piece:
                return ""
            self._ahead += piece
        line, self._ahead = self._ahead.split(b"\r\n", 1)
        return line.decode("utf-8", "replace")

    def _send(self, answer: bytes) -> None:
        self.connection.sendall(answer)

    def _answer(self, command: str) -> bytes:
        self._refused = ""
        words = ["".join(found).replace('\\"', '"').replace("\\\\", "\\") for found in _WORDS.findall(command)]
        name = words[0].upper()
        if name == "UID":
            return self._search(command) if words[1].upper() == "SEARCH" else self._fetch(words[2])
        answering = {"CAPABILITY": self._capability, "LOGIN": self._login, "EXAMINE": self._examine, "LIST": self._list}
        if name in answering:
            return answering[name](words[1:])
        if name in ("SELECT", "STORE", "APPEND", "EXPUNGE", "COPY", "MOVE", "CREATE", "DELETE", "RENAME"):
            self.world.written.append(command)
        return b"* BYE\r\n" if name == "LOGOUT" else b""

    def _verdict(self, command: str) -> str:
        return self._refused or f"OK {command.split(maxsplit=1)[0]} completed"

    def _capability(self, _words: list[str]) -> bytes:
        return b"* CAPABILITY IMAP4rev1 " + (b"STARTTLS\r\n" if self.world.starttls else b"UIDPLUS\r\n")

    def _login(self, words: list[str]) -> bytes:
        self.signed_in = words == [USER, PASSWORD]
        if not self.signed_in:
            self._refused = f"NO [AUTHENTICATIONFAILED] not {' '.join(words)}"
        return b""

    def _examine(self, words: list[str]) -> bytes:
        self.folder = words[0]
        if not self.signed_in or self.folder not in ("INBOX", "Sent", "Entwürfe", "Entw&APw-rfe"):
            self._refused = "NO [NONEXISTENT] no such folder"
            return b""
        mails = self.world.folder(self.folder)
        following = self.world.validity * 100 + len(self.world.posts)
        return (
            f"* {len(mails)} EXISTS\r\n* OK [UIDVALIDITY {self.world.validity}] valid\r\n"
            f"* OK [UIDNEXT {following}] next\r\n* OK [PERMANENTFLAGS ()] none\r\n"
        ).encode()

    def _list(self, _words: list[str]) -> bytes:
        return b'* LIST (\\HasNoChildren) "/" "INBOX"\r\n* LIST (\\HasNoChildren) "/" "Sent"\r\n'

    def _search(self, command: str) -> bytes:
        mails = self.world.folder(self.folder)
        if found := re.search(r"SINCE (\d+)-(\w+)-(\d+)", command):
            day = time.strptime(" ".join(found.groups()), "%d %b %Y")[:3]
            mails = [(uid, mail) for uid, mail in mails if mail.at.timetuple()[:3] >= day]
        elif found := re.search(r"SEARCH UID (\d+):\*", command):
            # RFC 9051: the last mail is always within "n:*", however large n is.
            mails = [(uid, mail) for uid, mail in mails if uid >= int(found[1])] or mails[-1:]
        else:
            root = re.findall(r'"<([^>]*)>"', command)[0]
            mails = [(uid, mail) for uid, mail in mails if root in (mail.key, mail.thread)]
        return f"* SEARCH {' '.join(str(uid) for uid, _ in mails)}\r\n".encode()

    def _fetch(self, wanted: str) -> bytes:
        answer = b""
        for number, (uid, mail) in enumerate(self.world.folder(self.folder), start=1):
            if str(uid) not in wanted.split(","):
                continue
            raw = self.world.raw(mail)[: 128 * 1024]
            if self.world.garble:
                raw = self.world.garble(raw)
            arrived = mail.more.get("arrived", mail.at).strftime("%d-%b-%Y %H:%M:%S +0000")
            head = f'* {number} FETCH (UID {uid} INTERNALDATE "{arrived}" BODY[]<0> {{{len(raw)}}}\r\n'
            answer += head.encode() + raw + b")\r\n"
        return answer
