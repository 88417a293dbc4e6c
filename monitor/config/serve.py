"""Reads how the page is served, and who may sign in."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.config.secrets import resolve_secrets
from monitor.config.table import Table, nearest
from monitor.config.values import Role, Serving, Visitor

ROLES = tuple(role.value for role in Role)
SHORTEST_SECRET = 32
HASH = re.compile(r"scrypt:\d{1,7}:\d{1,2}:\d{1,2}\$[A-Za-z0-9]{8,64}\$[0-9a-f]{128}")
"""What `serve --hash` prints (https://werkzeug.palletsprojects.com/en/stable/utils/#module-werkzeug.security)."""

_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[?::1\]?(:\d{1,5})?")


def take_serving(top: Table, folder: Path) -> Serving:
    """Read the whole table; secrets in files are looked up from `folder`."""
    table = top.take_table("serve")
    serving = Serving(
        host=table.take_text("host", "127.0.0.1"),
        port=int(table.take_number("port", 8400, least=1, most=65_535)),
        hosts=_hosts(table),
        behind_tls=table.take_flag("behind_tls", default=False),
        secret=_secret(table, "secret", folder),
        visitors=tuple(
            _visitor(name, each, folder) for name, each in table.take_table("users").take_named_tables().items()
        ),
    )
    if 0 < len(serving.secret) < SHORTEST_SECRET:
        table.note("secret", f"must have {SHORTEST_SECRET} characters or more: it signs who is signed in")
    table.refuse_unknown()
    return serving


def _hosts(table: Table) -> tuple[str, ...]:
    hosts = table.take_texts("hosts")
    for host in hosts:
        if not _HOST.fullmatch(host):
            table.note("hosts", f"must be names as in care.example or care.example:8443, not “{host}”")
    return tuple(host.lower() for host in hosts)


def _visitor(name: str, table: Table, folder: Path) -> Visitor:
    role = table.take_text("role", Role.READ.value)
    if role not in ROLES:
        table.note("role", f"“{role}” is not known{nearest(role, ROLES)}; valid: {', '.join(ROLES)}")
        role = Role.READ.value
    password = _secret(table, "password", folder)
    if password and not HASH.fullmatch(password):
        table.note("password", "must be the hash that `reputation-monitor serve --hash` prints, not a password")
    table.refuse_unknown()
    return Visitor(name=name, role=Role(role), password=password)


def _secret(table: Table, key: str, folder: Path) -> str:
    """Read a secret; whatever is wrong with it, it is never quoted."""
    found = resolve_secrets({key: table.take_raw(key)}, folder, table.note)[key]
    if found is None or isinstance(found, str):
        return found or ""
    table.note(key, 'must be text in quotes, or { env = "NAME" }, or { file = "path" }')
    return ""
