"""Writes days and times of day as the configured locale has them.

Never by strftime's names, which follow the machine's own locale: the same material must give the same page everywhere.
The patterns are those of the Unicode Common Locale Data Repository for both locales (https://cldr.unicode.org).
"""

from __future__ import annotations

from datetime import date, datetime

from monitor.model import Locale

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_of(at: date, locale: Locale, *, year: bool = True) -> str:
    """Write a day: "4 March 2026" or "March 4, 2026"; without its year "4 March" or "March 4"."""
    month = MONTHS[at.month - 1]
    if locale is Locale.AMERICAN:
        return f"{month} {at.day}" + (f", {at.year}" if year else "")
    return f"{at.day} {month}" + (f" {at.year}" if year else "")


def weekday_and_day(at: date, locale: Locale, *, letters: int | None = None, year: bool = True) -> str:
    """Write a day with its weekday, of which at most so many `letters`: "Wed 4 March 2026" or "Wed, March 4, 2026"."""
    comma = "," if locale is Locale.AMERICAN else ""
    return f"{WEEKDAYS[at.weekday()][:letters]}{comma} {day_of(at, locale, year=year)}"


def time_of(at: datetime, locale: Locale) -> str:
    """Write a time of day: "17:05" or "5:05 PM"."""
    if locale is Locale.AMERICAN:
        return f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    return f"{at:%H:%M}"


def week_of(first: date, last: date, locale: Locale) -> str:
    """Write the days of a week: "2 – 8 March 2026" or "March 2 – 8, 2026", with both months where they differ."""
    if locale is Locale.AMERICAN:
        end = day_of(last, locale) if first.month != last.month else f"{last.day}, {last.year}"
        return f"{day_of(first, locale, year=False)} – {end}"
    begin = str(first.day) if first.month == last.month else day_of(first, locale, year=False)
    return f"{begin} – {day_of(last, locale)}"
