"""How readers of English write dates where they live."""

from __future__ import annotations

from enum import StrEnum


class Locale(StrEnum):
    """Whose dates: "4 March 2026, 17:05" (British), "March 4, 2026, 5:05 PM" (American)."""

    BRITISH = "en-GB"
    AMERICAN = "en-US"
