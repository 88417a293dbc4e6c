"""An invented company's material for tests: every section filled, every kind of line present."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import (
    Assessed,
    Assessment,
    Case,
    CaseFile,
    CaseState,
    Change,
    Coaching,
    CoachingPoint,
    Gap,
    GapReason,
    Gate,
    History,
    Kind,
    Lane,
    Level,
    Locale,
    Material,
    Mention,
    MentionKind,
    Outcome,
    OutcomeFacts,
    Passing,
    Phase,
    Praise,
    Priority,
    Range,
    Reason,
    Sentiment,
    Signal,
    SourceHearing,
    Spread,
    Story,
    StoryFile,
    TimeSpan,
)

NOW = datetime(2026, 3, 4, 9, 0, 14, tzinfo=UTC)

HOB = (
    "Nine weeks. That’s how long my dad has been without a cooker because Larkfield sent the wrong hob twice and then "
    "marked the order “complete”. He’s 81. I’ve rung four times, explained it from the start each time, and each time "
    "it’s not their department. On the last call I could hear them typing, and then they asked me what the problem was. "
    "I’m not after the money any more. I just want somebody to ring him."
)
MIXER = (
    "Love how Larkfield charges £29.99 for “white glove” delivery and the gloves turned out to be leaving a 40 kg mixer "
    "on the pavement in the rain. Truly a premium experience 👏"
)
LEAK = (
    "I wanted to like it. The machine’s fine, I guess. But three emails about the descaler leak and only auto-replies, "
    "so I’ve ordered the other one. Shame, I’ve told everyone about Larkfield for years."
)


def ago(hours: float = 0, minutes: float = 0) -> datetime:
    return NOW - timedelta(hours=hours, minutes=minutes)


def mention(key: str, text: str, *, platform: str = "reddit", hours: float = 1, **more: Any) -> Mention:
    settings: dict[str, Any] = {
        "source": platform,
        "posted_at": ago(hours),
        "author": f"writer_{key}",
        "author_key": f"writer_{key}",
        "url": f"https://example.invalid/{platform}/{key}",
    }
    return Mention(platform=platform, stable_key=key, text=text, **(settings | more))


def assessed(one: Mention, gist: str = "", **more: Any) -> Assessed:
    settings: dict[str, Any] = {
        "kind": Kind.COMPLAINT,
        "kinds": (0.9, 0.02, 0.03, 0.03, 0.02),
        "sentiment": Sentiment(compound=-0.4, neg=0.2, neu=0.7, pos=0.1),
        "negative": 0.9,
        "severity": 0.6,
        "arousal": 0.4,
        "leaving": 0.1,
        "misread": 0.1,
        "firsthand": 0.9,
        "gist": gist,
        "brand": "Larkfield Home",
    }
    return Assessed(mention=one, assessment=Assessment(mention_id=one.id, **(settings | more)))


def because(one: Mention, words: str, text: str) -> Reason:
    """Give a reason resting on `words`, which must occur in the mention."""
    start = one.text.index(words)
    return Reason(text=text, mention_id=one.id, start=start, end=start + len(words))


def spread(story_id: str, **more: Any) -> Spread:
    settings: dict[str, Any] = {
        "at": NOW,
        "mentions": 1,
        "tellers": 1,
        "platforms": ("reddit",),
        "pace": 0.0,
        "acceleration": 0.0,
        "doubling_hours": None,
        "reach": Range(low=200, likely=340, high=600),
        "coverage": 1.0,
        "phase": Phase.NEW,
        "arousal": 0.4,
        "expected_mentions": Range(low=0, likely=0.1, high=1),
        "expected_reach": Range(low=0, likely=2, high=40),
        "horizon": NOW + timedelta(hours=9),
        "series": (0.0,) * 12,
    }
    return Spread(story_id=story_id, **(settings | more))


def case_file(number: int, lead: Assessed, **more: Any) -> CaseFile:
    """Make the file of one person; keyword arguments name fields of the case, its priority or the file."""
    priority: dict[str, Any] = {
        "lane": Lane.REPLY,
        "level": Level.S3,
        "reasons": (),
        "due_at": lead.mention.posted_at + timedelta(hours=8),
        "promise_hours": 8.0,
        "expected_reach": 10.0,
        "contacts": 1,
        "lead_mention_id": lead.mention.id,
        "owner": "Deliveries",
    }
    case: dict[str, Any] = {
        "number": number,
        "person": lead.mention.person or f"{lead.mention.platform}:{number}",
        "platform": lead.mention.platform,
        "author": lead.mention.author or "",
        "story_id": None,
        "opened_at": lead.mention.posted_at,
        "state": CaseState.OPEN,
        "owner": more.pop("owner", "Deliveries"),
    }
    file: dict[str, Any] = {"mentions": (lead,)}
    for name, value in more.items():
        part = next(
            part for part, fields in ((priority, Priority), (case, Case), (file, CaseFile)) if name in fields.__slots__
        )
        part[name] = value
    return CaseFile(case=Case(priority=Priority(**priority), **case), **file)


def tom() -> CaseFile:
    one = mention("hob", HOB, hours=3.2, author="quietkettle_", author_name="Tom", place="r/HomeKitchen", followers=90)
    again = mention(
        "hob2", "Still nobody. My dad is eating cold soup.", hours=0.5, author="quietkettle_", author_name="Tom"
    )
    reasons = (
        because(one, "sent the wrong hob twice", "A told story of a failed order, not an opinion"),
        because(one, "He’s 81", "Someone vulnerable is affected"),
        because(one, "not their department", "Passed between departments, so they need one owner"),
        because(one, "I just want somebody to ring him", "They say exactly what would put it right"),
        because(again, "Still nobody", "Wrote again, and nobody has answered"),
        Reason(text="The story doubles every three hours", mention_id=one.id),
    )
    coaching = Coaching(
        acknowledge=(
            CoachingPoint(text="Say both", quote="sent the wrong hob twice", mention_id=one.id),
            CoachingPoint(text="They must not have to again", quote="explained it from the start each time"),
            CoachingPoint(text="Who will ring their father, and at what time"),
        ),
        avoid=(
            CoachingPoint(text="Money first", quote="not after the money"),
            CoachingPoint(text="Asking for the order number in public"),
        ),
    )
    told = spread(
        one.id,
        mentions=21,
        tellers=6,
        platforms=("reddit", "mastodon", "x", "news"),
        pace=11.0,
        phase=Phase.GROWING,
        doubling_hours=3.0,
        reach=Range(low=9000, likely=14213, high=22100),
        expected_mentions=Range(low=81, likely=126, high=176),
        expected_reach=Range(low=10000, likely=17000, high=32000),
        series=(0.0, 0.0, 1.0, 0.0, 1.0, 2.0, 2.0, 3.0, 4.0, 6.0, 8.0, 11.0),
    )
    return case_file(
        1042,
        assessed(one, "Nine weeks, wrong hob twice, passed around"),
        mentions=(assessed(one, "Nine weeks, wrong hob twice, passed around"), assessed(again)),
        level=Level.S1,
        reasons=reasons,
        due_at=ago(2.2),
        promise_hours=1.0,
        story=Story(
            id=one.id,
            name="Wrong hob, passed around",
            brand="Larkfield Home",
            started_at=ago(43),
            last_at=NOW,
            mentions=21,
        ),
        spread=told,
        coaching=coaching,
        history=History(
            mentions=3, complaints=2, praise=1, unanswered=2, first_at=ago(24 * 600), last_praise_at=ago(24 * 500)
        ),
    )


def mirela() -> CaseFile:
    one = mention(
        "mixer", MIXER, platform="x", hours=38 / 60, author="mirela_bakes", author_name="Mirela", followers=18200
    )
    lead = assessed(one, "Mixer left on the pavement in the rain", misread=0.8)
    return case_file(
        1043,
        lead,
        level=Level.S2,
        reasons=(
            because(
                one, "leaving a 40 kg mixer on the pavement in the rain", "Told by a customer about their own order"
            ),
        ),
        due_at=NOW + timedelta(minutes=22),
        promise_hours=1.0,
        spread=spread(
            one.id,
            pace=4.0,
            mentions=4,
            platforms=("x",),
            reach=Range(low=1400, likely=2600, high=5100),
            expected_mentions=Range(low=9, likely=40, high=80),
            expected_reach=Range(low=400, likely=4400, high=16000),
            series=(0.0,) * 10 + (1.0, 4.0),
        ),
        coaching=Coaching(
            acknowledge=(CoachingPoint(text="Ask whether the mixer works", quote="on the pavement in the rain"),),
            avoid=(CoachingPoint(text="Thanking them for the kind words"), CoachingPoint(text="Joking back")),
        ),
    )


def oona() -> CaseFile:
    one = mention(
        "leak", LEAK, platform="mastodon", hours=3.67, author="oona@kitchen.example", author_name="Oona", followers=None
    )
    reasons = (
        because(one, "The machine’s fine, I guess.", "Lukewarm: polite words, no warmth left"),
        because(one, "only auto-replies", "Wrote three times, no person answered"),
        because(one, "I’ve ordered the other one", "Leaving now, not some day"),
        because(one, "I’ve told everyone about Larkfield for years", "Has recommended us for years"),
    )
    return case_file(
        1044,
        assessed(one, "Three emails unanswered, has bought elsewhere"),
        level=Level.S2,
        reasons=reasons,
        due_at=NOW + timedelta(hours=4, minutes=20),
        owner="Product support",
        spread=spread(one.id, coverage=0.0, reach=Range(low=20, likely=0, high=900), platforms=("mastodon",)),
        history=History(mentions=6, praise=5, first_at=ago(24 * 1800)),
    )


def held() -> tuple[CaseFile, ...]:
    reporter = mention(
        "press",
        "Has Larkfield a comment on the nine-week hob order?",
        platform="x",
        author="a_field",
        author_name="A. Field",
    )
    lawyer = mention("law", "My solicitor has the photos of the burnt socket.", author="redbrick_home")
    return (
        case_file(
            1050,
            assessed(reporter),
            lane=Lane.HELD,
            gate=Gate.MEDIA,
            recipient="the press office",
            reasons=(Reason(text="A reporter asks for a comment", mention_id=reporter.id),),
        ),
        case_file(1051, assessed(lawyer), lane=Lane.HELD, gate=Gate.LEGAL, recipient="legal and product safety"),
    )


def stories() -> tuple[StoryFile, ...]:
    first = tom().mentions[0]
    told = [
        assessed(mention("hob0", "They sent me the wrong hob as well.", hours=43, followers=150, author_name="Ines"))
    ]
    told += [
        assessed(
            mention(
                f"r{number}", f"Wrong hob number {number}.", hours=40 - number * 3, followers=100 * 3 ** (number // 3)
            )
        )
        for number in range(12)
    ]
    told += [
        assessed(mention("m1", "Same here with the oven.", platform="mastodon", hours=15)),
        assessed(mention("x1", "Read this thread.", platform="x", hours=2.4, followers=41000, author="food_writer")),
        first,
        assessed(
            mention(
                "n1",
                "Customers wait weeks for the right hob",
                platform="news",
                hours=0.2,
                kind=MentionKind.ARTICLE,
                author_name="Local paper live blog",
            )
        ),
    ]
    story = Story(
        id=told[0].mention.id,
        name="Wrong hob, passed around",
        brand="Larkfield Home",
        started_at=ago(43),
        last_at=NOW,
        mentions=21,
    )
    doorstep = [
        assessed(
            mention(
                f"d{number}",
                "Left outside at the door.",
                platform="x" if number % 2 else "google",
                hours=44 - 5 * number,
            )
        )
        for number in range(8)
    ]
    second = Story(
        id=doorstep[0].mention.id,
        name="Left outside at delivery",
        brand="Larkfield Home",
        started_at=ago(44),
        last_at=ago(9),
        mentions=8,
    )
    growing = tom().spread
    assert growing is not None
    return (
        StoryFile(
            story=story,
            spread=replace(growing, story_id=story.id),
            mentions=tuple(sorted(told, key=lambda one: one.mention.posted_at)),
            because={one.mention.id: "both mention the wrong hob" for one in told[1:]},
            total_mentions=21,
        ),
        StoryFile(
            story=second,
            spread=spread(second.id, mentions=8, tellers=8, platforms=("google", "x"), pace=0.17, phase=Phase.FADING),
            mentions=tuple(doorstep),
            because={one.mention.id: "almost the same words" for one in doorstep[1:]},
            total_mentions=8,
        ),
    )


def quiet() -> tuple[CaseFile, ...]:
    bram = mention(
        "bram", "Does the job. Probably won’t renew the plan.", platform="appstore", rating=3.0, author_name="Bram"
    )
    joan = mention("joan", "used to be my go-to. these days it’s whoever ships first", author_name="Joan")
    return (
        case_file(
            1060,
            assessed(bram),
            lane=Lane.QUIET,
            level=Level.S4,
            reasons=(because(bram, "Probably won’t renew the plan.", "Leaving soon"),),
            history=History(mentions=1, praise=1, first_at=ago(24 * 400)),
        ),
        case_file(1061, assessed(joan), lane=Lane.QUIET, level=Level.S4),
    )


def praise() -> tuple[Praise, ...]:
    text = "The lad who fitted it in Leeds noticed our smoke alarm was dead and put a battery in. Didn’t make a fuss."
    one = mention("agnes", text, platform="google", author_name="Agnes", rating=5.0)
    start = text.index("Leeds")
    signals = (
        Signal(analyzer="facts", name="place", start=start, end=start + 5),
        Signal(analyzer="experience", name="praise", start=start + 6, end=start + 46),
    )
    two = mention("lorna", "Kev and Samir would not even take a biscuit. Lovely.", platform="x", author_name="Lorna")
    passing = Passing(at=ago(23), actor="Priya N.", recipient="Kev and Samir")
    return (
        Praise(number=311, said=assessed(one, kind=Kind.PRAISE, signals=signals), owner="Fitting"),
        Praise(number=207, said=assessed(two, kind=Kind.PRAISE), passings=(passing,)),
    )


def outcomes() -> tuple[CaseFile, ...]:
    hanne = mention("hanne", "The delivery never came.", platform="mastodon", hours=80, author_name="Hanne")
    thanks = mention(
        "hanne2", "they actually came back on Sunday, I’m impressed", platform="mastodon", hours=60, author_name="Hanne"
    )
    petra = mention("petra", "Lid broken on arrival.", platform="appstore", hours=24 * 7, author_name="Petra")
    return (
        case_file(
            1020,
            assessed(hanne),
            mentions=(assessed(hanne), assessed(thanks)),
            state=CaseState.SATISFIED,
            outcome=Outcome.SATISFIED,
            first_reply_at=ago(79, 19),
        ),
        case_file(1021, assessed(petra), state=CaseState.SILENT, outcome=Outcome.SILENT, first_reply_at=ago(24 * 6)),
    )


def hearing() -> tuple[SourceHearing, ...]:
    day = TimeSpan(start=ago(24), end=NOW)
    used_up = Gap(
        source="youtube",
        span=TimeSpan(start=ago(4, 50), end=NOW),
        reason=GapReason.BUDGET,
        detail="Today’s reading allowance is used up. We read them tomorrow, up to 7 days back.",
    )
    slowed = Gap(
        source="bluesky",
        span=TimeSpan(start=ago(13), end=ago(12)),
        reason=GapReason.SLOWED,
        detail="Slowed for one hour.",
    )
    listening: Callable[..., SourceHearing] = lambda **more: SourceHearing(  # noqa: E731
        **({"usual_mentions": None, "heard": (day,), "gaps": (), "rejected": 0, "listening_since": ago(24 * 90)} | more)
    )
    return (
        listening(source="reddit", title="Reddit", platform="reddit", mentions=41),
        listening(source="x", title="X", platform="x", mentions=14, rejected=3),
        listening(source="bluesky", title="Bluesky", platform="bluesky", mentions=9, gaps=(slowed,)),
        listening(
            source="youtube",
            title="YouTube",
            platform="youtube",
            mentions=12,
            usual_mentions=60.0,
            heard=(TimeSpan(start=ago(24), end=ago(4, 50)),),
            gaps=(used_up,),
        ),
        listening(
            source="news",
            title="News, 14 feeds",
            platform="news",
            mentions=3,
            heard=(TimeSpan(start=ago(6), end=NOW),),
            listening_since=ago(6),
        ),
    )


def material(**changes: Any) -> Material:
    """Make the whole material; keyword arguments replace its fields."""
    settings: dict[str, Any] = {
        "title": "Larkfield Home",
        "brands": ("Larkfield Home",),
        "now": NOW,
        "timezone": "Europe/London",
        "locale": Locale.BRITISH,
        "window": TimeSpan(start=ago(24), end=NOW),
        "previous_report_at": ago(24),
        "run": "2026-03-04T09:00Z-7",
        "sample": True,
        "waiting": (tom(), mirela(), oona()),
        "later": {"S3": 7, "S2": 2},
        "next_later": tuple(
            case_file(
                1070 + number,
                assessed(
                    mention(f"later{number}", f"Parcel {number} never came.", hours=5), f"Parcel {number} never came"
                ),
            )
            for number in range(3)
        ),
        "held": held(),
        "held_total": 3,
        "stories": stories(),
        "stories_total": 2,
        "changes": (
            Change(tag="New", text="Tom, Mirela and Oona joined the queue", case_number=1042),
            Change(tag="Worse", text="“Wrong hob” went from 2 platforms to 4", story_id="reddit:hob0"),
            Change(tag="Resolved", text="Hanne: “they actually came back on Sunday, I’m impressed”"),
            Change(tag="Deleted", text="1 post was taken down by its author, so we erased our copy"),
        ),
        "quiet": quiet(),
        "quiet_total": 2,
        "praise": praise(),
        "praise_total": 2,
        "outcomes": outcomes(),
        "outcome_facts": OutcomeFacts(
            days=7,
            replied=26,
            satisfied=11,
            accepted_or_silent=9,
            wrote_again=6,
            typical_wait_seconds=5040.0,
            previous_wait_seconds=7500.0,
        ),
        "hearing": hearing(),
        "mentions_in_window": 1240,
        "questions_in_window": 41,
        "unread_languages": {"es": 20, "fr": 11},
        "measured_error": ("Of 100 we put in the queue, 91 belonged there.",),
        "mailbox": "reports@larkfield.example",
        "owners": {"Deliveries": "Priya N.", "Product support": "Marek D."},
    }
    return Material(**(settings | changes))


def calm(**changes: Any) -> Material:
    """Make the material of a day on which nobody waits and every source was heard."""
    nothing: dict[str, Any] = dict.fromkeys(
        ("waiting", "next_later", "held", "stories", "changes", "quiet", "praise", "outcomes"), ()
    )
    totals: dict[str, Any] = dict.fromkeys(("held_total", "stories_total", "quiet_total", "praise_total"), 0)
    facts = OutcomeFacts(
        days=7,
        replied=0,
        satisfied=0,
        accepted_or_silent=0,
        wrote_again=0,
        typical_wait_seconds=None,
        previous_wait_seconds=None,
    )
    return material(
        **(
            nothing
            | totals
            | {"later": {}, "outcome_facts": facts, "hearing": hearing()[:2], "unread_languages": {}}
            | changes
        )
    )


def crowd(number: int) -> tuple[CaseFile, ...]:
    """Make `number` people who wait, alternating three owners."""
    models = (tom(), mirela(), oona())
    owners = ("Deliveries", "Product support", "Billing")
    return tuple(
        replace(models[place % 3], case=replace(models[place % 3].case, number=2000 + place, owner=owners[place % 3]))
        for place in range(number)
    )
