"""Real recorded API traffic, read from where it lies (beside this repository) and answered again on loopback.

Two forms of recording are known: JSON of betamax, and YAML or JSON of VCR. An answer is found by method, path and query,
whatever the order of its parameters; several answers to one request come in the order they were recorded in.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from conftest import require

from connectors.conformance.server import Asked, Reply

TRAFFIC = Path(__file__).parents[2] / "shared" / "traffic"


def recorded(*parts: str) -> Path:
    """Give the path of a recording; skip the test, and say so, where the recordings are absent."""
    path = TRAFFIC.joinpath(*parts)
    require(
        path.exists(),
        f"the recorded traffic is absent: no ../shared/traffic/{'/'.join(parts)} beside the repository",
    )
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One recorded request and its answer. `query` is sorted."""

    method: str
    url: str
    path: str
    query: tuple[tuple[str, str], ...]
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Parse the recorded body."""
        return json.loads(self.body)


def read(path: Path) -> list[Exchange]:
    """Read a recording of either form."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".yaml", ".yml"):
        import yaml

        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    else:
        content = json.loads(text)
    return [_exchange(each) for each in content.get("http_interactions") or content["interactions"]]


def _exchange(one: dict[str, Any]) -> Exchange:
    request, response = one["request"], one["response"]
    url = urlsplit(request["uri"])
    headers = {name: _first(value) for name, value in response["headers"].items()}
    status = response["status"]["code"] if isinstance(response["status"], dict) else response["status_code"]
    return Exchange(
        method=request["method"],
        url=request["uri"],
        path=url.path,
        query=tuple(sorted(parse_qsl(url.query, keep_blank_values=True))),
        status=int(status),
        headers=headers,
        body=_unpacked(_body(response["body"]), headers),
    )


def _first(value: object) -> str:
    return str(value[0] if isinstance(value, list) else value)


def _body(body: object) -> bytes:
    if isinstance(body, dict):
        if body.get("base64_string") is not None:
            return base64.b64decode(body["base64_string"])
        body = body.get("string") or b""
    return body if isinstance(body, bytes) else str(body).encode()


def _unpacked(body: bytes, headers: dict[str, str]) -> bytes:
    packing = next((value for name, value in headers.items() if name.lower() == "content-encoding"), "")
    if packing == "gzip" and body[:2] == b"\x1f\x8b":
        return gzip.decompress(body)
    return zlib.decompress(body) if packing == "deflate" and body[:1] == b"\x78" else body


_LEFT_OUT = {"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie"}


@dataclass(slots=True)
class Player:
    """Answers as recorded: for `connectors.conformance.server.Server`. `ignore` names parameters that may differ."""

    exchanges: list[Exchange]
    ignore: frozenset[str] = frozenset()
    unknown: list[Asked] = field(default_factory=list)
    used: list[Exchange] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        query = self._without(tuple(sorted(asked.parameters.items())))
        for exchange in self.exchanges:
            fits = exchange.method == asked.method and exchange.path == asked.path
            if fits and exchange not in self.used and (asked.method != "GET" or self._without(exchange.query) == query):
                self.used.append(exchange)
                headers = {name: value for name, value in exchange.headers.items() if name.lower() not in _LEFT_OUT}
                return Reply(status=exchange.status, body=exchange.body, headers=headers)
        self.unknown.append(asked)
        return Reply(status=599, body={"error": f"not recorded: {asked.method} {asked.path} {query}"})

    def _without(self, query: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in query if pair[0] not in self.ignore)
