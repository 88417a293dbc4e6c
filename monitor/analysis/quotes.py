"""Finds what somebody else wrote inside a mention: quoted lines, the mail that is answered, footers, retweets.

The complaint somebody quotes is not theirs. Every rule looks at each line or match once, so that no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from monitor.analysis.cut import Cut

QUOTED: Final = re.compile(r"[ \t]*(?:>|&gt;)+(?![.:;_<=-]|[ \t]*[\d£$€])")
"""A line that begins with ">"; but neither ">_<" nor "> 3 hours"."""
ADORNED: Final = ("<", "&lt;")
"""A line that ends so as well as it begins is no quote: ">>> the best <<<"."""
QUOTED_ON: Final = re.compile(r"[ \t]*(?:>|&gt;)")
"""The same below such a line."""
WROTE: Final = re.compile(
    r"[ \t]*(?:on|am|le|el|il|op|em)\b.{5,300}?\b(?:wrote|schrieb|écrit|escribió|scritto|schreef|escreveu)\b.{0,80}:[ \t]*$",
    re.IGNORECASE,
)
OLD_MAIL: Final = re.compile(
    r"[ \t]*-{2,}[ \t]*(?:original message|original appointment|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original)\b",
    re.IGNORECASE,
)
FROM: Final = re.compile(r"\W{0,3}(?:from|von|de|da|van)\W{0,3}:", re.IGNORECASE)
SENT: Final = re.compile(r"\W{0,3}(?:sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden)\W{0,3}:", re.IGNORECASE)
DEVICE: Final = re.compile(
    r"[ \t]*(?:sent from (?:my|the)\b|sent (?:via|with) \w+|get outlook for\b|envoyé de mon\b|von meinem \w+ gesendet).{0,60}$",
    re.IGNORECASE,
)
NOTICE: Final = re.compile(
    r"[ \t*_]*(?:(?:confidentiality|legal|privacy) notice\b|(?:disclaimer:? )?this (?:e-?mail|message)(?: and (?:any|its|all)\b| is (?:intended|confidential|only)"
    r"| (?:may )?contains?\b)|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message)|please consider the environment)",
    re.IGNORECASE,
)
LONGEST_LINE: Final = 400
"""No more of a line is looked at: no attribution or header is longer."""
MOST_LINES: Final = 2_000
"""No more lines are looked at, as of a mail."""
FOOTER: Final = 12
"""Below "--" no signature has more lines than this."""
BROKEN: Final = 100
"""An attribution is broken over two lines because mails are written in short ones."""
NEAR: Final = 5
"""Quoted lines begin within so many lines below "Ann wrote:", where they are marked at all."""

RETWEET: Final = re.compile(
    r"(?<![^\s“\"(:.!?])(?P<before>(?:\b(?:a|an|the|please|pls|plz|for|my|your|to|this|and|or|you|u|i|will|must)[ \t]+)?)"
    r"(?P<mark>RT)[ \t]*:?[ \t]*@\w+(?P<colon>[ \t]*:?)"
)
"""Old retweets; a word before it tells "gimme a RT @you", which quotes nobody."""
OPENED: Final = re.compile(r"(?P<mark>[“\"])@\w+[ \t]*:")
ADDRESSED: Final = re.compile(r"@\w+|https?://\S+|\b(?:RT|via|cc)\b")
SPOKEN: Final = re.compile("[^\\W_]|[\u2600-\u27bf\U0001f000-\U0001faff]")
"""A letter, a digit or an emoji."""


class Line(NamedTuple):
    """One line of a text and where it stands."""

    start: int
    end: int
    text: str


def quoted(text: str, *, answers: bool = True) -> list[Cut]:
    """Find the stretches of a text that are somebody else's words, in no order; they may overlap.

    What `answers` nobody, as a review does, quotes nobody's lines: there ">" begins the points of a list.
    """
    cuts = list(in_tweets(text))
    if not answers:
        return cuts
    if "\n" in text or text.lstrip()[:4].startswith((">", "&gt;")):
        cuts += in_lines(lines_of(text))
    return cuts


def lines_of(text: str) -> list[Line]:
    """Cut a text into lines, their ends included."""
    lines: list[Line] = []
    place = 0
    for line in text.splitlines(keepends=True)[:MOST_LINES]:
        lines.append(Line(place, place + len(line), line[:LONGEST_LINE].rstrip("\r\n")))
        place += len(line)
    return lines


def in_lines(lines: list[Line]) -> Iterator[Cut]:
    """Yield quoted lines, the mail that is answered and what stands below a mail."""
    quoting = False
    for place, line in enumerate(lines):
        if ends_here(lines, place):
            yield Cut(line.start, lines[-1].end)
            return
        attribution = attribution_of(lines, place)
        if attribution and not any(QUOTED_ON.match(below.text) for below in lines[place + 1 : place + 1 + NEAR]):
            yield Cut(line.start, lines[-1].end)
            return
        pattern = QUOTED_ON if quoting or attribution else QUOTED
        quoting = bool(pattern.match(line.text)) and not line.text.rstrip(" .").endswith(ADORNED)
        if quoting or attribution or DEVICE.match(line.text):
            yield Cut(line.start, lines[place + max(attribution, 1) - 1].end)
        quoting = quoting or attribution > 0


def ends_here(lines: list[Line], place: int) -> bool:
    """Say whether the author's words end at a line: an older mail, a signature or a notice of lawyers begins."""
    line = lines[place]
    if place and line.text.rstrip() == "--" and len(lines) - place <= FOOTER:
        return True
    if OLD_MAIL.match(line.text) or NOTICE.match(line.text):
        return True
    return bool(FROM.match(line.text)) and any(SENT.match(below.text) for below in lines[place + 1 : place + 4])


def attribution_of(lines: list[Line], place: int) -> int:
    """Give over how many lines "On Monday, Ann wrote:" stands from a line on: none, one, or two where it is broken."""
    line = lines[place].text
    if WROTE.match(line):
        return 1
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    if len(line) > BROKEN or not below or len(below) > BROKEN or WROTE.match(below):
        return 0
    return 2 if WROTE.match(f"{line} {below}") else 0


def in_tweets(text: str) -> Iterator[Cut]:
    """Yield what somebody is quoted to have written in a short post: "RT @ann: …" to the end, “@ann: …” to the closing mark."""
    retweet = next((each for each in RETWEET.finditer(text) if not each["before"] or each["colon"].strip()), None)
    end = len(text)
    if retweet:
        end = retweet.start("mark")
        yield Cut(end, len(text))
    opened = OPENED.search(text, 0, end)
    while opened:
        closing = text.find("”" if opened["mark"] == "“" else '"', opened.end())
        stop = closing + 1 if closing >= 0 else len(text)
        yield Cut(opened.start(), stop)
        opened = OPENED.search(text, stop, end)


def says_something(text: str) -> bool:
    """Say whether a text holds more than accounts, addresses and signs."""
    return bool(SPOKEN.search(ADDRESSED.sub(" ", text)))
