"""Kind words in doubt: when they may settle a matter, and when they may mean the opposite."""

from __future__ import annotations

from monitor.model import Assessed, Kind
from monitor.outreach.matter import is_misread_easily
from monitor.outreach.outcome import settled_until

DOUBTFUL = 0.7
"""From here on kind words after our reply go to a person even when nothing in them tells of a failure."""


def may_be_settled(said: Assessed) -> bool:
    """Spare the words of the many the close reading: only kind words can say that all is well."""
    return (
        said.assessment.kind in {Kind.PRAISE, Kind.OTHER}
        and said.assessment.sentiment.compound > 0
        and not is_misread_easily(said)
    )


def is_doubtful(said: Assessed) -> bool:
    """Tell whether kind words about our reply may mean the opposite.

    A weak doubt needs a failure beside it, and one that is told after all was said to be settled, not in passing.
    """
    if said.assessment.misread >= DOUBTFUL:
        return True
    failures = [signal.start for signal in said.assessment.signals if signal.name == "failure"]
    return is_misread_easily(said) and bool(failures) and max(failures) >= settled_until(said.mention.text)
