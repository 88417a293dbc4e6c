"""Options that most connectors have, worded once."""

from __future__ import annotations

from connectors.base import Option, OptionType


def lookback_days(days: int = 7) -> Option:
    """Make the option that says how far the first run reaches back."""
    return Option(
        name="lookback_days",
        type=OptionType.INTEGER,
        default=days,
        help="how many days the first run reaches back",
        example=str(days),
    )


def base_url(address: str, what: str = "the server of the API") -> Option:
    """Make the option that says which server is asked, with the one usually asked; `what` says what it is."""
    return Option(name="base_url", type=OptionType.ADDRESS, default=address, help=what, example=f'"{address}"')
