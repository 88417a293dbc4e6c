"""Who may come in: password hashes, and the session that says who has signed in."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from werkzeug.security import check_password_hash, generate_password_hash

from monitor.config import Role, Serving, Visitor

METHOD = "scrypt:32768:8:3"
"""Cost of a hash: 32 MiB, three passes (OWASP Password Storage Cheat Sheet, scrypt)."""

_ONE_AT_A_TIME = Lock()
"""Held while a hash is made: many at once would take the machine's memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Whoever asks: a name, what they may do, and the token that goes with their forms."""

    name: str
    may_act: bool
    token: str


class Guests:
    """Knows who may sign in. Without any visitors whoever reaches the server is the user who runs it."""

    def __init__(self, serving: Serving, user: str) -> None:
        self.needs_sign_in = bool(serving.visitors)
        self._user = user
        self._visitors = {each.name: each for each in serving.visitors if each.password}
        self._nobody = hash_of(secrets.token_urlsafe())

    def admit(self, name: str, password: str) -> Visitor | None:
        """Give the visitor of this name and password; who is not known takes as long to refuse."""
        visitor = self._visitors.get(name)
        with _ONE_AT_A_TIME:
            fits = check_password_hash(visitor.password if visitor else self._nobody, password)
        return visitor if visitor and fits else None

    def guest_of(self, session: MutableMapping[str, Any]) -> Guest | None:
        """Give who has signed in; None when nobody has, or when their password has been changed or taken away since."""
        token = token_of(session)
        if not self.needs_sign_in:
            return Guest(name=self._user, may_act=True, token=token)
        visitor = self._visitors.get(str(session.get("name", "")))
        if visitor is None or not hmac.compare_digest(_mark(visitor), str(session.get("mark", ""))):
            return None
        return Guest(name=visitor.name, may_act=visitor.role is Role.ACT, token=token)


def let_in(session: MutableMapping[str, Any], visitor: Visitor) -> None:
    """Begin a session afresh, with a token nobody knew before."""
    session.clear()
    session["name"], session["mark"] = visitor.name, _mark(visitor)
    token_of(session)


def token_of(session: MutableMapping[str, Any]) -> str:
    """Give the session's token, made when there is none."""
    if "token" not in session:
        session["token"] = secrets.token_urlsafe(32)
    return str(session["token"])


def hash_of(password: str) -> str:
    """Make the hash of a password that may stand where a password must not."""
    return generate_password_hash(password, METHOD, salt_length=22)


def _mark(visitor: Visitor) -> str:
    """Mark a session with the password it was opened by, without telling it."""
    return hashlib.sha256(f"{visitor.name}\0{visitor.password}".encode()).hexdigest()
