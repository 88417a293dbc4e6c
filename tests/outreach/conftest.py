"""A customer, a brand and a policy for the rules of outreach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.config import Owner, Policy
from monitor.model import Assessed, Dossier
from tests.outreach.talking import START, build_answer, build_dossier, build_say


@pytest.fixture
def start() -> datetime:
    return START


@pytest.fixture
def say() -> Callable[..., Assessed]:
    return build_say


@pytest.fixture
def answer() -> Callable[..., Assessed]:
    return build_answer


@pytest.fixture
def dossier() -> Callable[..., Dossier]:
    return build_dossier


@pytest.fixture
def policy() -> Policy:
    return Policy(
        zone=ZoneInfo("Europe/London"),
        owners=(Owner(name="Refunds", words=("refund", "money back")), Owner(name="Deliveries", words=("parcel",))),
        recipients={"media": "Jo in the press office"},
    )
