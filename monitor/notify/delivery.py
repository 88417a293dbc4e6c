"""Delivers notices: each once to each channel, remembered before and after, so that a killed run repeats none.

Before a message goes out the attempt is stored; afterwards what became of it. An attempt without an end was cut off, and
is not repeated (docs/decisions/delivery-at-most-once.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from monitor.config import Channel
from monitor.errors import NotDelivered
from monitor.model import Notice, What
from monitor.notify.message import BODY_LENGTH, TITLE_LENGTH, Message, shown, without_secrets
from monitor.notify.services import send_by_service, service_at
from monitor.notify.smtp import SCHEMES, read_address, send_letter
from monitor.store import Store
from monitor.store.deliveries import digest_of

STALE = timedelta(hours=24)
"""News older than this is not sent any more: the page says it."""

AT_ONCE = 10
"""Notices that one channel gets in one run at most; the others follow in the next."""


PROBLEM_LENGTH = 300
NO_ADDRESS = "it has no address: the variable or file that `url` names is absent or empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A notice on its way: its letter, where it has one of its own, and whom the channel has heard of with it."""

    notice: Notice
    letter: EmailMessage | None = None
    told: tuple[str, ...] = ()


def deliver(channel: Channel, what: What, posts: Sequence[Post], store: Store, now: datetime) -> str:
    """Send a channel what it has not had yet, oldest first; say what went wrong, or nothing. Never raises but StoreError.

    After the first failure the channel is left alone until the next run: a server that is down is not asked ten times.
    """
    fresh = sorted((post for post in posts if post.notice.at > now - STALE), key=lambda post: post.notice.at)
    sent = 0
    for post in fresh:
        if sent == AT_ONCE:
            break
        if not store.deliveries.begin(channel.name, what, post.notice, now):
            continue
        sent += 1
        try:
            remark = send(channel, message_of(post))
        except Exception as fault:  # noqa: BLE001 - whatever a service stumbles over, the run and the other channels go on
            problem = shown(words_of(fault, channel), PROBLEM_LENGTH)
            store.deliveries.fail(channel.name, post.notice, problem)
            return problem
        store.deliveries.arrive(channel.name, post.notice, remark, post.told)
    return ""


def words_of(fault: Exception, channel: Channel) -> str:
    """Say what went wrong, without any secret of the address."""
    known = isinstance(fault, NotDelivered)
    return str(fault) if known else without_secrets(f"{type(fault).__name__}: {fault}", channel.url)


def message_of(post: Post) -> Message:
    """Write the message of a notice."""
    notice = post.notice
    return Message(
        name=digest_of(notice.key),
        title=" ".join(shown(notice.title, TITLE_LENGTH).split()),
        body=shown(notice.body, BODY_LENGTH),
        link=notice.link,
        letter=post.letter,
    )


def send(channel: Channel, message: Message) -> str:
    """Send one message by what its channel's address names; say what did not work all the same. Raises NotDelivered."""
    if not channel.url:
        raise NotDelivered(NO_ADDRESS)
    if _is_mail(channel):
        return send_letter(channel.url, message)
    send_by_service(channel.url, message)
    return ""


def fault_of(channel: Channel) -> str:
    """Say what is wrong with a channel as far as that shows without sending anything; nothing when it is fine."""
    if not channel.url:
        return NO_ADDRESS
    try:
        read_address(channel.url) if _is_mail(channel) else service_at(channel.url)
    except NotDelivered as fault:
        return str(fault)
    return ""


def _is_mail(channel: Channel) -> bool:
    return channel.url.partition("://")[0] in SCHEMES
