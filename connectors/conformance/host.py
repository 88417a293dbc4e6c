"""Stands in for the product: pulls a made-up platform, keeps what a batch brought together with its checkpoint."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from connectors.base import Connector, Window
from connectors.conformance.checks import Broken
from connectors.conformance.world import QUICK, HttpWorld, World
from connectors.http import Limits
from monitor.errors import SourceBudgetSpent, SourceError
from monitor.model import Batch, EngagementSample, Gap, Json, Mention, Reject, TimeSpan


@dataclass(slots=True, kw_only=True)
class Run:
    """How one pull went. `requests` are those that reached the platform, sign-ins aside."""

    batches: list[Batch] = field(default_factory=list)
    fault: SourceError | None = None
    requests: int = 0

    @property
    def mentions(self) -> dict[str, Mention]:
        """What was heard, by stable key."""
        return {mention.stable_key: mention for batch in self.batches for mention in batch.mentions}

    @property
    def samples(self) -> dict[str, EngagementSample]:
        """How it was received, by the mention's name."""
        return {sample.mention_id: sample for batch in self.batches for sample in batch.samples}

    @property
    def gaps(self) -> list[Gap]:
        """What could not be heard."""
        return [gap for batch in self.batches for gap in batch.gaps]

    @property
    def rejects(self) -> list[Reject]:
        """What could not be read."""
        return [reject for batch in self.batches for reject in batch.rejects]

    @property
    def heard(self) -> list[TimeSpan]:
        """What is vouched for."""
        return [batch.heard for batch in self.batches if batch.heard]


class Host:
    """Pulls again and again as cron would: each run goes on from the checkpoint of the last batch that was kept."""

    def __init__(self, world: World, limits: Limits = QUICK, **options: Any) -> None:  # noqa: ANN401 - any option of the connector
        self.world = world
        self.mentions: dict[str, Mention] = {}
        self.checkpoint: dict[str, Json] | None = None
        self.heard_until: datetime | None = None
        self._limits = limits
        self._options = options

    def connector(self) -> Connector:
        """Make the connector anew, as every run does."""
        return self.world.source(self._limits, **self._options)

    def run(self, *, requests: int | None = None, batches: int | None = None, now: datetime | None = None) -> Run:
        """Pull once; at most so many requests are allowed, and after so many batches we are killed."""
        begun, made = requests_of(self.world), self.connector()
        if requests is not None:
            _allow(made, requests)
        run = Run()
        window = Window(start=self.heard_until, now=now or self.world.now)
        pulling = made.pull(self.world.queries, self.checkpoint, window)
        try:
            for batch in pulling if batches != 0 else ():
                run.batches.append(batch)
                self._keep(batch)
                if len(run.batches) == batches:
                    break
        except SourceError as fault:
            run.fault = fault
        except Exception as fault:
            raise Broken(f"`pull` let a {type(fault).__name__} out, which is no SourceError: {fault}") from fault
        finally:
            made.close()
        run.requests = requests_of(self.world) - begun
        return run

    def _keep(self, batch: Batch) -> None:
        self.mentions |= {mention.stable_key: mention for mention in batch.mentions}
        if batch.checkpoint is not None:
            self.checkpoint = through_json(batch.checkpoint)
        if batch.heard and (self.heard_until is None or batch.heard.end > self.heard_until):
            self.heard_until = batch.heard.end


def through_json(checkpoint: dict[str, Json]) -> dict[str, Json]:
    """Give a checkpoint as it comes back from a store."""
    try:
        written = json.dumps(checkpoint, allow_nan=False)
    except (TypeError, ValueError) as fault:
        raise Broken(f"A checkpoint is no JSON: {fault}") from fault
    read = json.loads(written)
    if read != checkpoint:
        raise Broken("A checkpoint comes back from JSON as something else: are its keys texts, its lists lists?")
    return dict(read)


def requests_of(world: World) -> int:
    """Count the requests so far, sign-ins aside."""
    if isinstance(world, HttpWorld):
        return sum(not world.is_sign_in(asked) for asked in world.asked)
    return len(world.asked)


def _allow(made: Connector, requests: int) -> None:
    """Let a connector ask so many times, as the host's budget does."""
    http = made.http
    left = iter(range(requests))
    then: Callable[[], None] | None = http.before_request

    def count() -> None:
        if then is not None:
            then()
        if next(left, None) is None:
            raise SourceBudgetSpent(f"The {requests} requests of this run are used up.")

    http.before_request = count
