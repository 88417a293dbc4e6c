"""Finds how often somebody asked: "rang four times", "my 5th chat", "emailed on Monday, Tuesday and today"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.analysis.clauses import ENDS, Place
from monitor.analysis.lengths import MOMENTS, VAGUE
from monitor.analysis.words import PAUSE, STOP, Words, listed

ASKED: Final = listed(
    "called phoned rung rang emailed mailed tweeted contacted written wrote asked dmed dm'd messaged complained tried "
    "chased reported told texted spoken visited raised reopened tagged pinged requested nagged begged submitted filed explained "
    "reminded logged calling phoning ringing emailing tweeting contacting writing asking messaging complaining trying "
    "chasing reporting telling texting begging explaining call phone ring email write ask message complain chase report spoke "
    "contact tell explain tweet speak visit filled followed posted appealed appealing appeal disputed escalated chatted "
    "pleaded pestered hassled badgered hounded "
    "nudged prodded poked redialled redialed dialled dialed faxed whatsapped facebooked enquired inquired approached "
    "prompted knocked "
    "sent resent resubmitted uploaded applied lodged notified alerted flagged rechecked queried popped "
    "returned queued"
)
"""What somebody does who asks a company."""
NOUNS: Final = listed(
    "call calls chat chats email emails mail mails letter letters message messages msg msgs ticket tickets tweet "
    "tweets dm dms visit visits voicemail voicemails complaint complaints form forms attempt attempts request "
    "requests text texts reminder reminders phonecall phonecalls enquiry enquiries query queries window windows "
    "session sessions conversation conversations go goes try tries appeal appeals contact contacts webchat webchats "
    "chaser chasers nudge nudges exchange exchanges fax faxes whatsapps callbacks"
)
COUNTED: Final = listed(
    "times occasions mornings days weeks x evenings people agents advisers advisors operators departments reps managers "
    "colleagues staff"
)
MANY: Final = listed("# several many multiple countless numerous umpteen endless few couple dozen dozens hundreds")
ADVERBS: Final = listed(
    "twice thrice repeatedly daily hourly constantly continually continuously endlessly incessantly relentlessly nonstop "
    "fortnightly"
)
ORDINALS: Final = listed(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth umpteenth nth millionth hundredth"
)
SUFFIXES: Final = listed("st nd rd th")
BETWEEN: Final = listed(
    "phone separate different unanswered more odd bloody long polite whatsapp angry support customer increasingly "
    "chat web live video lengthy written recorded registered desperate whole full further"
)
"""What may stand between a count and what is counted."""
SPOKEN: Final = listed("calls letters visits texts goes tries conversations appeals emails")
"""Of these a count may stand for itself."""
AFTER_COUNT: Final = listed("and to with later in so since now")
WRITING: Final = listed("write writing send sending sends keep bombard bombarding post posting")
THEIRS: Final = listed("got received get getting from you've you they them they've he she we're missed driver your u")
"""Right before the asking these make it somebody else's, or the letters of the firm."""
PERIODS: Final = listed(
    "day days week weeks morning mornings hour hours evening evenings night lunchtime dinnertime lunch afternoon weekend month "
    "months year time minutes"
)
"""Behind "every" these say how often, behind "this" when."""
LATER: Final = listed("today tonight since already")
REPEATING: Final = listed(
    "call ring email phone write ask chase contact wrote written emailed asked called rang phoned messaged tweeted asking "
    "writing emailing messaging chasing calling ringing"
)
KEEPING: Final = listed("keep kept")
CHASING: Final = listed("been still constantly")
"""Before "ringing" or "chasing" these say that it was more than once."""
REPEATS: Final = (
    CHASING
    | MANY
    | ADVERBS
    | ORDINALS
    | SUFFIXES
    | KEEPING
    | MOMENTS
    | {"again", "every", "and", "after", "more", "each", "once"}
)
"""Without one of these nothing was asked more than once."""
OVER: Final = frozenset(
    {
        ("over", "and", "over"),
        ("day", "after", "day"),
        ("week", "after", "week"),
        ("again", "and", "again"),
        ("time", "and", "again"),
        ("time", "after", "time"),
    }
)
JOINING: Final = frozenset({"and", PAUSE, "in", "on", "again", "then", "#", "today", "the"})
"""What stands between the days of a row of askings."""
PLAIN: Final = listed(
    "contact tell explain tweet speak visit call phone ring email write ask message complain chase report appeal sent uploaded "
    "applied lodged posted knocked flagged"
)
"""Without the author or "to" before them these are asked of somebody else ("ring twice")."""
OWN: Final = listed("i we i've we've have had having been now to i'd we'd must")
CHASES: Final = listed("calling ringing phoning emailing asking trying tweeting contacting chasing messaging writing")
GOING: Final = listed("been went gone came taken brought popped go going trekked traipsed driven drove walked")
"""With a word of direction behind them these are visits."""
BACK: Final = listed("back in there round down to on over up")
ANCHORS: Final = ASKED | NOUNS | GOING | {"time"}
BOUGHT: Final = listed(
    "ticket tickets text texts letters form forms visit visits mail call calls go goes try tries session sessions "
    "conversations windows window appeals appeal exchange exchanges contact contacts meetings conversation callbacks"
)
"""Of these a number alone may count something else than asking."""
RAISED: Final = listed(
    "raised opened logged submitted support sent filled filed wrote written made phone after my this closed reference "
    "calls emails took taken it's chatbot chatbots bot helpline human live agent agents adviser advisor unanswered ignored "
    "reply response"
)
MOST: Final = 4
"""No more of one text are marked."""
REACH: Final = 5
"""No more words than this stand between the asking and its count."""


def repeated_contact(words: Words, spots: Sequence[int]) -> list[Place]:
    """Find the places that say how often somebody asked, tight around the asking and its count, beside words at `spots`."""
    keys = words.keys
    found: list[Place] = []
    for position in spots:
        key = keys[position]
        if found and position < found[-1][1]:
            continue
        place = (row_of(keys, position) or counted_noun(keys, position)) if key in NOUNS else None
        if place is None and key == "time":
            place = nth_time(keys, position)
        if place is None and key in GOING and is_visit(keys, position):
            place = asked_often(keys, position)
        if place is None and key in ASKED and is_own(keys, position):
            place = asked_often(keys, position)
        if place is not None:
            place = place[0], going_on(keys, place[1])
            if found and place[0] <= found[-1][1] + 1 and place[0] < found[-1][1] + 2:
                place = min(found[-1][0], place[0]), place[1]
                found.pop()
            found.append(place)
            if len(found) == MOST:
                break
    return found


def going_on(keys: Sequence[str], end: int) -> int:
    """Widen a count over what goes on with it ("emailed twice", rang once; "asked again" and again)."""
    if keys[end : end + 2] == ["and", "again"]:
        return end + 2
    joined = end + 2 < len(keys) and keys[end] in (PAUSE, "and", "&") and keys[end + 1] in ASKED
    return end + 3 if joined and (keys[end + 2] == "once" or keys[end + 2] in ADVERBS) else end


def row_of(keys: Sequence[str], position: int) -> Place | None:
    """Read "email after email"."""
    return (position, position + 3) if keys[position + 1 : position + 3] == ["after", keys[position]] else None


def is_visit(keys: Sequence[str], position: int) -> bool:
    """Say whether somebody goes back there, or to a shop ("been to the shop twice"), not to a town."""
    behind = keys[position + 1 : position + 3]
    return behind[:1] != [] and behind[0] in BACK and (behind[0] != "to" or behind[1:] in (["the"], ["your"], ["ur"]))


def is_own(keys: Sequence[str], position: int) -> bool:
    """Say whether the asking is the author's, not the firm's ("you called me twice")."""
    before = keys[max(0, position - 2) : position]
    return THEIRS.isdisjoint(before) and (keys[position] not in PLAIN or not OWN.isdisjoint(before))


def counted_noun(keys: Sequence[str], position: int) -> Place | None:
    """Read "eleven phone calls", "5th chat", "third letter", several of them joined."""
    first = position
    while first > 0 and position - first < 2 and keys[first - 1] in BETWEEN:
        first -= 1
    if first == 0:
        return None
    before = keys[first - 1]
    beside = [*keys[max(0, first - 4) : first], *keys[position + 1 : position + 4]]
    if keys[position] in BOUGHT and RAISED.isdisjoint(beside) and not is_fragment(keys, first, position):
        return None
    if before in ORDINALS:
        return first - 1, position + 1
    if before in SUFFIXES and first > 1 and keys[first - 2] == "#":
        return (first - 2, position + 1) if keys[first - 2 : first] != ["#", "st"] else None
    if before not in MANY or not keys[position].endswith("s"):
        return None
    first -= 1
    if keys[max(0, first - 2) : first] == ["a", "couple"] or (first > 0 and keys[first - 1] == "a"):
        first -= 1
    theirs = not THEIRS.isdisjoint(keys[max(0, first - 3) : first]) or is_theirs(keys, first)
    return None if theirs else (first, position + 1)


def is_fragment(keys: Sequence[str], first: int, position: int) -> bool:
    """Say whether a count of askings stands for itself ("24 calls, no answer")."""
    opened = first < 2 or keys[first - 2] in ENDS or keys[first - 2] == "and"
    behind = keys[position + 1] if position + 1 < len(keys) else STOP
    return keys[position] in SPOKEN and opened and (behind in ENDS or behind in AFTER_COUNT)


def is_theirs(keys: Sequence[str], first: int) -> bool:
    """Say whether it is the firm that writes ("you still write to him, four letters")."""
    before = keys[max(0, first - 9) : first]
    return any(key in ("you", "they") and not WRITING.isdisjoint(before[place:]) for place, key in enumerate(before))


def nth_time(keys: Sequence[str], position: int) -> Place | None:
    """Read "fourth time I've chased it", "second time of asking"."""
    before = keys[position - 1] if position else STOP
    if before in ORDINALS:
        first = position - 1
    elif before in SUFFIXES and position > 1 and keys[position - 2] == "#":
        first = position - 2
    else:
        return None
    for end in range(position + 1, min(len(keys), position + 7)):
        if keys[end] in ENDS or keys[end] in ("and", "&"):
            break
        if keys[end] in ASKED:
            return first, end + 1
    return None


def asked_often(keys: Sequence[str], position: int) -> Place | None:
    """Read an asking with the count behind it, or before it ("three times I asked")."""
    if keys[position + 1 : position + 3] == ["and", keys[position]]:
        return position, position + 3
    if keys[position] in CHASES and is_kept_up(keys, position):
        return position - 1, position + 1
    for place in range(position + 1, min(len(keys), position + 2 + REACH)):
        if keys[place] in ENDS:
            break
        end = over_again(keys, place) or count_at(keys, place)
        if end is not None:
            return position, later(keys, end)
        if is_moment(keys, place):
            return moments(keys, position, place)
        if keys[place] == "again" and place - position <= 2 and keys[position] in REPEATING:
            return position, place + 1
    return counted_before(keys, position)


def later(keys: Sequence[str], end: int) -> int:
    """Widen a count over when it was ("twice today", "every evening this week")."""
    if keys[end : end + 1] == ["this"] and end + 1 < len(keys) and keys[end + 1] in PERIODS:
        return end + 2
    return end + (end < len(keys) and keys[end] in LATER)


def is_kept_up(keys: Sequence[str], position: int) -> bool:
    """Say whether the author keeps asking ("keep ringing", "been chasing")."""
    before = keys[position - 1] if position else STOP
    if before in CHASING:
        return keys[position] != "trying" and (before != "still" or keys[position] == "chasing")
    return before in KEEPING and (position < 2 or keys[position - 2] in OWN or keys[position - 2] in ENDS)


def over_again(keys: Sequence[str], place: int) -> int | None:
    """Give where "over and over", "time and again" and the like end."""
    said = tuple(keys[place : place + 3])
    return place + 3 if said in OVER else None


def count_at(keys: Sequence[str], place: int) -> int | None:
    """Give where a count that begins at a place ends; None when there is none."""
    key = keys[place]
    if key in ADVERBS:
        return place + 1
    behind = place + 1
    if key == "x" and behind < len(keys) and keys[behind] == "#":
        return behind + 1
    if key not in MANY:
        return uncounted_at(keys, place)
    while behind < len(keys) and (keys[behind] in BETWEEN or keys[behind] == "of"):
        behind += 1
    if behind < len(keys) and (keys[behind] in COUNTED or (keys[behind] in NOUNS and keys[behind].endswith("s"))):
        return None if keys[behind] in ("days", "weeks") and keys[place - 1] != "on" else behind + 1
    return None


def uncounted_at(keys: Sequence[str], place: int) -> int | None:
    """Give where "every day", "once, then again", "a fifth time" end: often, and yet no count."""
    key, behind = keys[place], place + 1
    if key in ("every", "each"):
        return every(keys, behind)
    if key == "once":
        paused = behind + (keys[behind : behind + 1] == [PAUSE])
        return paused + 2 if keys[paused : paused + 2] in (["then", "again"], ["and", "again"]) else None
    timed = key in ORDINALS or key == "more"
    return behind + 1 if timed and keys[behind : behind + 1] in (["time"], ["times"]) else None


def every(keys: Sequence[str], place: int) -> int | None:
    """Give where "every single day", "every other morning", "every few hours" end, behind "every"."""
    while place < len(keys) and keys[place] in ("single", "other", "few", "#", "bloody"):
        place += 1
    return place + 1 if place < len(keys) and keys[place] in PERIODS | MOMENTS else None


def is_moment(keys: Sequence[str], place: int) -> bool:
    """Say whether a day or a month is named at a place ("this" alone names none)."""
    if keys[place] in VAGUE:
        return place + 1 < len(keys) and keys[place + 1] in MOMENTS
    dated = keys[place] == "#" and place + 1 < len(keys) and keys[place + 1] in SUFFIXES
    return dated or keys[place] in MOMENTS


def moments(keys: Sequence[str], position: int, place: int) -> Place | None:
    """Read an asking on several days ("rang Monday, Wednesday and this morning"); None for a single one."""
    count, end = 0, place
    while end < len(keys) and (keys[end] in MOMENTS or keys[end] in SUFFIXES or keys[end] in JOINING):
        count += (keys[end] in MOMENTS and keys[end] not in VAGUE) or keys[end] in SUFFIXES
        end += 1
    while keys[end - 1] not in MOMENTS and keys[end - 1] not in SUFFIXES and keys[end - 1] != "today":
        end -= 1
    return (position, end) if count > 1 and ("and" in keys[place:end] or PAUSE in keys[place:end]) else None


def counted_before(keys: Sequence[str], position: int) -> Place | None:
    """Read a count that stands before the asking ("three times now I've asked")."""
    if OWN.isdisjoint(keys[max(0, position - 3) : position]):
        return None
    for place in range(max(0, position - 5), position):
        if keys[place] in ENDS:
            continue
        end = count_at(keys, place)
        if end is not None and end <= position and not ENDS.intersection(keys[end:position]):
            return place, position + 1
    return None
