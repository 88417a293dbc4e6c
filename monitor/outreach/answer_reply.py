"""What the reply was that a customer answers, as far as it changes how the answer is to be read."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from monitor.analysis.words import Words, listed

LONGEST: Final = 2_000
"""Characters of a reply that are read."""

SORTS: Final = {
    "question": r"\?",
    "request": r"\b(?:please|could you|can you|dm|send|share|let us know|provide|confirm|tell us|pop|kindly|email|call|visit)\b",
    "advice": r"\b(?:try|tried|restart|reset|reboot|clear|reinstall|press|hold|update|unplug|turn|switch|plug|check|log|tip|scan|close|reopen)\b",
    "deed": r"\b(?:refund(?:ed)?|credited|sent|on (?:its|the|their|his|her) way|fixed|restored|sorted|cancelled|removed|replac\w*|leaves|approved|found|waived|added|delivered|collect\w*|arriv\w*|issued|posted|dispatched|corrected|booked|moved|swapped|released|upgraded|reversed|merged|paid|ready|live|mended|lifted|unlocked|transferred|reissued|resent)\b",
    "regret": r"\b(?:sorry (?:you|to hear|for any|this)|feel|appreciate|value|patience|feedback|noted?|committed|understand\w*|frustrat\w*|thanks? (?:you )?for|inconvenience|always looking|glad|hope|hear you|rest assured|passed|shared|forwarded|raised|logged|looking into|looked at|in progress|team|roadmap|survey|improve|bear with|apolog\w+|matters|enjoy|happy to|we'll do|feed this)\b",
    "refusal": r"\b(?:unfortunately|sadly|can['’]?t|cannot|unable|not able|declined|don['’]?t|no longer|no record|policy|terms|stand by|isn['’]?t|aren['’]?t|final|correct|expected|guidelines|in line with|won['’]?t|nothing we can|only|afraid|appl(?:y|ied))\b",
    "gift": r"\b(?:voucher|points|discount|free|gesture|goodwill|credit|offer|code|coupon)|\d%",
}
"""What a reply does, by the words it does it with (general knowledge of how support accounts write)."""
EMPTY: Final = frozenset({"regret", "refusal", "gift"})
"""A reply that only does these gives no help."""
EVERYDAY: Final = listed(
    "that this with your have from will they there their been just what when then than them some about would could please thanks thank "
    "sorry here were very much more into also still team"
)
"""Words that a reply and its answer share without meaning anything by it."""
_SIGNED = re.compile(
    r"(?:[\^/–—-]\s?|[.!?)]\s(?:team |best, |regards, |kind regards, |thanks, )?)([a-z][a-zéí]{1,11})(?: x{1,3})?[ .]?$",
    re.IGNORECASE,
)
_SIGNATURE = 60
"""Characters at the end of a reply in which its writer signs."""


@cache
def _sorts() -> dict[str, re.Pattern[str]]:
    return {sort: re.compile(words, re.IGNORECASE) for sort, words in SORTS.items()}


def sorts_of(reply: str) -> frozenset[str]:
    """Say what a reply does: asks, advises, tells of a deed, regrets, refuses, gives."""
    return frozenset(sort for sort, words in _sorts().items() if words.search(reply[:LONGEST]))


def writer_of(reply: str) -> str:
    """Give the first name a reply is signed with, in lower case; empty without one."""
    signed = _SIGNED.search(reply[:LONGEST].strip()[-_SIGNATURE:])
    return signed.group(1).lower() if signed else ""


def telling_words(text: str) -> frozenset[str]:
    """Give the words of a text by which an answer can take it up."""
    return frozenset(key for key in Words(text[:LONGEST]).keys if len(key) > 3) - EVERYDAY
