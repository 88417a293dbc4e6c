"""Notes what a person did about a case, then decides anew about its person; or that praise was passed on.

This is the one way in for commands and buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.config import Config
from monitor.errors import Busy
from monitor.outreach.acts import Act, Deed, event_of
from monitor.outreach.praise import passing_of
from monitor.pipeline import decide_about_person
from monitor.session import alone
from monitor.store import Store


def note(store: Store, number: int, acts: Sequence[Act], actor: str, now: datetime) -> str | None:
    """Keep what somebody did about the case `number`, all or none; give its person, None when there is no such case.

    These are facts that are only ever added, so that nobody has to wait for a run at work. Raises ValueError with a
    sentence, before anything is kept, when an act makes no sense, and StoreError.
    """
    events = [event_of(act, actor, now) for act in acts]
    opts_out = any(act.deed is Deed.NEVER_CONTACT for act in acts)
    return store.cases.record(number, events, now, opts_out=opts_out)


def follow(config: Config, store: Store, person: str, now: datetime, wait_seconds: float) -> bool:
    """Decide about a person after an act; False when a run is at work for so long, which then decides itself."""
    try:
        with alone(config, store, wait_seconds):
            decide_about_person(store, config.policy, person, now)
    except Busy:
        return False
    return True


def pass_on(store: Store, number: int, recipient: str, actor: str, now: datetime) -> bool:
    """Keep that somebody passed on the praise `number`; False when there is no such praise (any more). Raises StoreError.

    Told again it is kept too, but the first time counts.
    """
    return store.praise.pass_on(number, passing_of(actor, recipient, now), now)
