import gzip
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from connectors.base import SourceSlowed
from connectors.http import HttpSession, Limits, complaint, waiting_time
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def reply(make, **values):
    return make.__globals__["Reply"](**values)


@pytest.fixture
def make_reply(serve):
    """The Reply class of the servers in conftest, which no test module may import by name."""
    return serve.__globals__["Reply"]
