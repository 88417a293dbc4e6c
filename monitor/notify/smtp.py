"""Sends letters by a mail server: `smtp://` (encrypted as soon as the server offers it) or `smtps://` (from the start).

Ours rather than Apprise's, which writes a mail of its own: a report must arrive as it was composed, both parts of it.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.errors import NotDelivered
from monitor.notify.message import HIDDEN, Message
from reports.email_format import POLICY, for_header

SCHEMES = ("smtp", "smtps")
PORTS = {"smtp": 25, "smtps": 465}
SUBMISSION = 587
"""The port for those who sign in (RFC 6409)."""

TIMEOUT_SECONDS = 20.0
NEARBY = ("localhost", "127.0.0.1", "::1")
FORM = "smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS&to=ADDRESS,ADDRESS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A mail server, how to sign in there, and whose letters it carries to whom."""

    secure: bool
    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    sender: Address
    recipients: tuple[Address, ...]


def read_address(url: str) -> Post:
    """Read an address of the form FORM. Raises NotDelivered, which quotes nothing of it, when it is none."""
    try:
        parts = urlsplit(url)
        port, settings = parts.port, dict(parse_qsl(parts.query, strict_parsing=True))
        sender = Address(addr_spec=settings.pop("from", ""))
        recipients = tuple(Address(addr_spec=each.strip()) for each in settings.pop("to", "").split(","))
    except Exception:  # noqa: BLE001 - the parser of addresses raises whatever it stumbles over
        raise NotDelivered(f"its address cannot be read: it must look like {FORM}") from None
    if settings or not parts.hostname or not sender.domain or not all(each.domain for each in recipients):
        raise NotDelivered(f"its address lacks something, or has too much: it must look like {FORM}")
    user = unquote(parts.username or "")
    return Post(
        secure=parts.scheme == "smtps",
        host=parts.hostname,
        port=port or (SUBMISSION if user and parts.scheme == "smtp" else PORTS[parts.scheme]),
        user=user,
        password=unquote(parts.password or ""),
        sender=sender,
        recipients=recipients,
    )


def send_letter(url: str, message: Message) -> str:
    """Send a message as a letter; say which part of it did not work, if any. Raises NotDelivered when nobody got it."""
    post = read_address(url)
    letter = addressed(message, post)
    try:
        with _connected(post) as server:
            refused = server.send_message(letter, str(post.sender), [each.addr_spec for each in post.recipients])
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(_said(error, post)) from None
    # Who got it must not get it again, so that this is no failure.
    return f"the server refused {len(refused)} of {len(post.recipients)} recipients" if refused else ""


def addressed(message: Message, post: Post) -> EmailMessage:
    """Write the letter of a message to its recipients; one notice has the same Message-ID whenever it goes out."""
    letter = EmailMessage(policy=POLICY)
    if message.letter is None:
        letter["Subject"] = for_header(message.title, 150)
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content("\n\n".join(filter(None, (message.body, message.link))) + "\n")
        name = ""
    else:
        letter.set_payload(message.letter.get_payload())
        for header, value in message.letter.items():
            letter[header] = value
        name = message.letter["From"].addresses[0].display_name
    for header in ("From", "To", "Message-ID"):
        del letter[header]
    letter["From"] = Address(display_name=name, username=post.sender.username, domain=post.sender.domain)
    letter["To"] = post.recipients
    letter["Message-ID"] = f"<{message.name}@{post.sender.domain}>"
    return letter


def _connected(post: Post) -> smtplib.SMTP:
    """Connect and sign in. A password is never sent in the clear but to this very machine."""
    context = ssl.create_default_context()
    if post.secure:
        server: smtplib.SMTP = smtplib.SMTP_SSL(post.host, post.port, timeout=TIMEOUT_SECONDS, context=context)
    else:
        server = smtplib.SMTP(post.host, post.port, timeout=TIMEOUT_SECONDS)
    try:
        if not post.secure:
            _encrypt(server, post, context)
        if post.user:
            server.login(post.user, post.password)
    except BaseException:
        server.close()
        raise
    return server


def _encrypt(server: smtplib.SMTP, post: Post, context: ssl.SSLContext) -> None:
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    elif post.user and post.host not in NEARBY:
        raise NotDelivered("the server offers no encryption, and a password is not sent in the clear")


def _said(error: Exception, post: Post) -> str:
    """Say what a server or the network said, without what signed us in."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        text = (
            f"the server said {error.smtp_code} {reply.decode(errors='replace') if isinstance(reply, bytes) else reply}"
        )
    elif isinstance(error, smtplib.SMTPRecipientsRefused):
        text = "the server refused every recipient"
    else:
        text = str(error) or type(error).__name__
    for secret in (post.password, post.user):
        text = text.replace(secret, HIDDEN) if len(secret) >= 4 else text
    return text
