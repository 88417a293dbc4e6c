"""Plain English: numbers, durations, times and the names of things as a reader in marketing would say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from math import floor, log10
from zoneinfo import ZoneInfo

from monitor.dates import WEEKDAYS, day_of, time_of, weekday_and_day
from monitor.model import Gate, Locale, Material, Range
from reports.document import Estimate, Moment
from reports.tidying import short_name

PLATFORMS = {
    "x": "X",
    "twitter": "X",
    "reddit": "Reddit",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "hackernews": "Hacker News",
    "youtube": "YouTube",
    "news": "News",
    "appstore": "App Store",
    "apple_app_store": "App Store",
    "google_play": "Google Play",
    "googleplay": "Google Play",
    "google": "Google reviews",
    "stackexchange": "Stack Exchange",
    "github": "GitHub",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "email": "E-mail",
}
GATES = {
    Gate.OWN: "Our own words",
    Gate.MEDIA: "A reporter or the press",
    Gate.LEGAL: "Mentions a lawyer",
    Gate.SAFETY: "Somebody’s safety",
    Gate.EMPLOYEE: "A colleague",
    Gate.AUTOMATIC: "Likely automatic, or copies",
    Gate.TROLL: "Only provokes",
    Gate.NO_EXPERIENCE: "Not their own experience",
    Gate.ANSWERED: "Already answered",
    Gate.OPTED_OUT: "Asked not to be contacted",
}
LEVELS = {
    "S1": "at risk or spreading fast",
    "S2": "let down badly",
    "S3": "let down",
    "S4": "lukewarm or leaving",
}
LANGUAGES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "es": "Spanish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip


def stars(rating: float | None) -> str:
    """Say a rating: "3 stars"; empty when there is none."""
    return "" if rating is None else f"{rating:g} {'star' if rating == 1 else 'stars'}"


def count(number: int, one: str, many: str = "") -> str:
    """Count things in words: "1 person", "3 people", "6,205 mentions"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def capitalised(text: str) -> str:
    """Begin a text of ours with a capital letter, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str]) -> str:
    """Join parts as in a sentence: "a, b and c"."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def platform_title(platform: str) -> str:
    """Name a platform as people write it."""
    return PLATFORMS.get(platform) or short_name(platform.replace("_", " ").capitalize()) or "an unknown place"


def duration(span: timedelta) -> str:
    """Say how long a span is with at most two units; a negative span counts as none."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 1:
        return "less than 1 min"
    hours, minutes = divmod(minutes, 60)
    days, rest = divmod(hours, 24)
    if hours < 48:
        return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)
    if days < 14:
        return f"{days} days {rest} h" if rest else f"{days} days"
    return f"{days} days" if days < 90 else f"{days // 30} months"


def hours_words(hours: float) -> str:
    """Say a promise given in hours: "1 h", "1 h 30 min", "45 min"."""
    return duration(timedelta(hours=hours))


def rounded(number: float) -> int:
    """Round to two digits that count, below 100 to fives and below 20 to whole ones: more would pretend."""
    if number < 20:
        return max(0, round(number))
    step = 5 if number < 100 else 10 ** (floor(log10(number)) - 1)
    return int(round(number / step) * step)


def people(number: float) -> str:
    """Say about how many people: "about 14,000 people", "1 person"."""
    whole = rounded(number)
    return count(whole, "person", "people") if whole < 20 else f"about {whole:,} people"


def between(low: float, high: float) -> str:
    """Say a range, or nothing when rounding leaves none."""
    lower, upper = rounded(low), rounded(high)
    return f"between {lower:,} and {upper:,}" if lower < upper else ""


def seen_so_far(reach: Range, coverage: float) -> Estimate:
    """Say how many have seen a story; where no author's followers are known it is unknown, never 0."""
    if coverage > 0 and rounded(reach.likely) > 0:
        return _estimate(reach, people(reach.likely))
    guess = f"our guess: {between(reach.low, reach.high)}" if rounded(reach.high) > rounded(reach.low) else ""
    return Estimate(
        low=None, likely=None, high=None, words="Not known", between=guess or "nobody says how many read it"
    )


def seen_by_then(reach: Range, coming: Range, coverage: float) -> Estimate | None:
    """Say how many will have seen a story by its horizon; None when the number so far is unknown."""
    if coverage <= 0 or rounded(reach.likely) <= 0:
        return None
    total = Range(low=reach.low + coming.low, likely=reach.likely + coming.likely, high=reach.high + coming.high)
    if coming.likely <= reach.likely / 20:
        most = f"at most {rounded(total.high):,}" if coming.high > reach.likely / 4 else ""
        return Estimate(low=total.low, likely=total.likely, high=total.high, words="hardly anyone more", between=most)
    return _estimate(total, people(total.likely))


def _estimate(span: Range, words: str) -> Estimate:
    return Estimate(low=span.low, likely=span.likely, high=span.high, words=words, between=between(span.low, span.high))


def zone_short(at: datetime) -> str:
    """Name the zone of a local time briefly: "GMT", "CET", or "UTC+3" where it has no letters."""
    name = at.tzname() or "UTC"
    if name.isalpha():
        return name
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def day_words(at: datetime, now: datetime, locale: Locale = Locale.BRITISH) -> str:
    """Name a local day as seen from a local now: "today", "Tuesday", "4 March", "4 March 2025"."""
    days = (at.date() - now.date()).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(days)
    if near:
        return near
    if abs(days) < 7:
        return WEEKDAYS[at.weekday()]
    return day_of(at, locale, year=at.year != now.year)


class Times:
    """Words for times as seen from one moment in one zone, as a locale has them."""

    __slots__ = ("locale", "name", "now", "zone")

    def __init__(self, now: datetime, zone: tzinfo, name: str, locale: Locale = Locale.BRITISH) -> None:
        self.now, self.zone, self.name, self.locale = now, zone, name, locale

    @classmethod
    def of(cls, material: Material) -> Times:
        """See times from the moment and the zone of a material."""
        return cls(material.now, ZoneInfo(material.timezone), material.timezone, material.locale)

    def local(self, at: datetime) -> datetime:
        """Give a time in the reader's zone."""
        return at.astimezone(self.zone)

    def clock(self, at: datetime) -> str:
        """Say day and time without the zone, for the axis of a drawing that names its zone elsewhere."""
        local = self.local(at)
        return f"{day_words(local, self.local(self.now), self.locale)} {time_of(local, self.locale)}"

    def moment(self, at: datetime) -> Moment:
        """Say a time near and in full, with its zone."""
        local = self.local(at)
        full = f"{weekday_and_day(local, self.locale)}, {time_of(local, self.locale)} {self.name}"
        return Moment(at=at.astimezone(UTC), words=f"{self.clock(at)} {zone_short(local)}", full=full)

    def dated(self, at: datetime) -> Moment:
        """Say a time with its date, for what is read on another day."""
        local, moment = self.local(at), self.moment(at)
        words = f"{weekday_and_day(local, self.locale, letters=3)}, {time_of(local, self.locale)}"
        return Moment(at=moment.at, words=f"{words} {zone_short(local)}", full=moment.full)

    def until(self, at: datetime) -> str:
        """Say a time to come: only the hour when it is today."""
        local = self.local(at)
        today = local.date() == self.local(self.now).date()
        return f"{time_of(local, self.locale)} {zone_short(local)}" if today else self.moment(at).words

    def ago(self, at: datetime) -> str:
        """Say how long ago a time was; what lies ahead is "just now", since a clock was wrong somewhere."""
        return "just now" if (self.now - at).total_seconds() < 60 else f"{duration(self.now - at)} ago"
