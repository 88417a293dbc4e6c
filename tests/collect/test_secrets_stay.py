"""25 secrets, planted wherever one could slip out of a source, are in nothing a run leaves behind."""

from __future__ import annotations

import base64
import json
import logging
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from collect.forum import Forum, listen
from collect.listening import HOUR, NOW, Scripted, run

from connectors.base import Connector, SourceSlowed
from connectors.conformance.server import Asked, Reply, Server
from connectors.http import HttpSession, Limits
from monitor.config import Budget, Period, SourceConfig
from monitor.errors import SourceChanged, SourceRefused, SourceUnreachable
from monitor.model import Batch, Gap, GapReason, Reject, TimeSpan
from monitor.store import Store

SECRETS = [f"pl4nted-{number:02}-{'zq' * (number % 4 + 1)}" for number in range(25)]
QUICK = Limits(connect=1, read=1, total=1, tries=2, backoff=0.001, longest_wait=0.01)
SPAN = TimeSpan(start=NOW - HOUR, end=NOW)


class Careless(Exception):
    """Shows a secret however it is shown."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        super().__init__(secret, {"token": secret})


def _raising(make: Callable[[str], BaseException]) -> Callable[[Connector], Iterator[Batch]]:
    def script(connector: Connector) -> Iterator[Batch]:
        raise make(connector.settings["key"])
        yield

    return script


def _printing(connector: Connector) -> Iterator[Batch]:
    sys.stdout.write(f"token={connector.settings['key']}\n")
    sys.stderr.write(f"Authorization: {connector.settings['key']}\n")
    yield Batch()


def _telling(connector: Connector) -> Iterator[Batch]:
    key = connector.settings["key"]
    gap = Gap(source=connector.name, span=SPAN, reason=GapReason.FAILED, detail=f"GET /?token={key} failed")
    yield Batch(gaps=(gap,), rejects=(Reject(place=f"record {key}", reason=f"bad {key}", raw=f'{{"echo": "{key}"}}'),))


def _breaking_the_contract(connector: Connector) -> Iterator[Batch]:
    yield Batch(checkpoint={connector.settings["key"]: {1, 2}})  # type: ignore[dict-item] - that is the fault


SCRIPTS: list[Callable[[Connector], Iterator[Batch]]] = [
    _raising(lambda secret: ValueError(f"GET /?token={secret}")),
    _raising(KeyError),
    _raising(Careless),
    _raising(SystemExit),
    _raising(lambda secret: SourceUnreachable(f"{secret} did not answer")),
    _raising(lambda secret: SourceRefused(f"{secret} is no key")),
    _raising(lambda secret: SourceChanged(f"{secret} came back")),
    _raising(lambda secret: SourceSlowed(f"{secret} is slowed", retry_after=3600)),
    _raising(lambda secret: ExceptionGroup(f"several with {secret}", [ValueError(secret)])),
    _raising(lambda secret: OSError(5, f"reading {secret}", secret)),
    _raising(lambda secret: ValueError("x" * 290 + secret)),
    _raising(lambda secret: RuntimeError({"token": secret})),
    _printing,
    _telling,
    _breaking_the_contract,
]


def _echo(status: int) -> Callable[[Asked], Reply]:
    """Answer with all that was sent to us, as careless servers do."""

    def answering(asked: Asked) -> Reply:
        sent = f"{asked.path} {asked.parameters} {asked.headers} {asked.body!r}"
        return Reply(status=status, body=sent.encode(), headers={"X-Echo": quote(sent[:500])})

    return answering


class _InTheAddress(Forum):
    """Sends its key in path and query, plain and in disguise, as some platforms demand."""

    def pull(self, *_arguments: object) -> Iterator[Batch]:  # type: ignore[override] - all the same to it
        key = self.settings["key"]
        packed = base64.b64encode(f"me:{key}".encode()).decode()
        url = f"{self.settings['base_url']}/bot{quote(key)}/posts"
        self.http.get(url, {"key": key}, headers={"Authorization": f"Basic {packed}", "Cookie": f"token={key}"})
        yield Batch()


@pytest.fixture
def careless() -> Iterator[list[Server]]:
    servers = [Server(_echo(status)) for status in (200, 401, 403, 404, 410, 429, 451, 500)]
    yield servers
    for server in servers:
        server.close()


def test_no_planted_secret_is_left_anywhere_after_runs_full_of_errors(
    careless: list[Server], tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = iter(SECRETS)
    sources: list[Connector] = [Scripted(f"s{n}", script, key=next(secrets)) for n, script in enumerate(SCRIPTS)]
    for number, server in enumerate(careless):
        secret = next(secrets)
        http = HttpSession(QUICK, [server.url], [secret])
        sources.append(_InTheAddress(f"h{number}", {"base_url": server.url, "key": secret}, http))
    secret = next(secrets)
    http = HttpSession(QUICK, ["http://own.example"], [secret])
    sources.append(_InTheAddress("private", {"base_url": "http://127.0.0.1:9", "key": secret}, http))
    secret = next(secrets)
    sources.append(
        _InTheAddress(
            "nowhere", {"base_url": f"http://user:{secret}@[::1", "key": secret}, HttpSession(QUICK, [], [secret])
        )
    )
    planted = {str(source.settings["key"]) for source in sources}
    assert planted == set(SECRETS)
    assert len(planted) == len(sources) == 25

    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    budget = Budget(requests={Period.DAY: 1})
    settings = [SourceConfig(name=each.name, connector="x", options=each.settings, budget=budget) for each in sources]
    runs = run(store, *sources, settings=settings, seconds=10)  # type: ignore[arg-type] - the real store
    runs += run(store, *sources, now=NOW + timedelta(minutes=30), settings=settings, seconds=10)  # type: ignore[arg-type]
    kept = [store.breakers.of(source.name) for source in sources]
    store.close()

    said = capsys.readouterr()
    everything = [said.out, said.err, caplog.text, repr(runs), repr(kept), repr(settings), json.dumps(repr(sources))]
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in planted:
        assert secret not in "".join(everything)
        assert secret.encode() not in files
        assert base64.b64encode(f"me:{secret}".encode()) not in files
    assert "•••".encode() in files, "they were said, and hidden"
    assert sum(each.error is not None for each in runs) > len(sources), "the errors were really met"


def test_a_half_of_a_secret_is_not_shown_either() -> None:
    """What a fault says is cut after it was hidden, not before."""
    from collect.listening import MemoryStore

    (bad,) = run(
        MemoryStore(), Scripted("bad", _raising(lambda secret: ValueError("x" * 290 + secret)), key=SECRETS[0])
    )
    assert SECRETS[0][:8] not in str(bad.error)


def test_the_key_of_a_source_is_in_no_repr() -> None:
    connector = listen("a", "http://127.0.0.1:9")
    source = SourceConfig(name="a", connector="forum", options=connector.settings)
    assert "hush-hush-42" not in repr((connector, connector.http, source))
