"""What the customer's words after our reply say about it: satisfied, accepted without warmth, dissatisfied, wrote again.

Lexical on purpose: the words that decide can be shown. Rather doubt satisfaction than claim it; an unclear answer counts
as "wrote again", which puts a person before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from monitor.model import Outcome, OutcomeReading

_LONGEST_TEXT = 5_000
"""Characters read: an answer to a reply is short, and a hostile text must not cost more."""

_BLANKED = r"(?<!\w)@[\w.@-]+|https?://\S+|\[(?:link|email|phone)\]"

_DISPLEASED = (
    r"(?:thanks|thank you|thx|cheers)\s+for\s+(?:nothing|no\s|not\s|wasting|ruining|losing|ignoring|leaving|making\s+(?:me|us)|cancel|keeping|the\s+(?:headache|run\s?around|useless|canned|generic|bot|lack))"
    r"|\buse?less\b|\bworthless\b|\bunhelpful\b|\b(?:not|isn['’]?t|wasn['’]?t|hardly|zero|no)\s+(?:at\s+all\s+|very\s+|much\s+|of\s+any\s+|really\s+)?(?:helpful|help)\b"
    r"|\b(?:didn|doesn|don|won)['’]?t\s+(?:really\s+)?(?:help|answer)\b|\bdid\s+not\s+(?:help|answer)\b|\bnone\s+of\s+(?:your|these|those|that|them)\b"
    r"|\bwaste\s+of\b|\b(?:a|what\s+a|such\s+a|complete|bad)\s+joke\b|\bridiculous|\bunacceptable\b|\bterrible\b|\bhorrible\b|\bhorrendous\b|\bawful\b|\bworst\b|\bpathetic\b"
    r"|\bappalling\b|\bdisgust|\bdisgrace|\bdisappoint|\bshameful\b|\bshocking\b|\babsurd\b|\binsulting\b|\ba\s+lie\b|\bliars?\b|\bscam|\bsucks?\b|\bcrap|\bbullshit|\bbs\b|\bshit\b|\bgarbage\b|\brubbish\b"
    r"|\bnot\s+(?:good\s+enough|an\s+answer|acceptable|satisfied|happy|impressed|ok(?:ay)?|fine|what\s+i\s+asked|the\s+(?:point|answer|question))\b|\bunsatisf|\bunhappy\b|\bdissatisf"
    r"|\bcanned\b|\bcopy\s*(?:and|&|/|\+|n)?\s*paste|\bautomated\b|\bauto[- ]?reply|\b(?:you['’]?re|are\s+you|is\s+this|a|stupid|talking\s+to)\s+(?:a\s+)?(?:ro)?bots?\b|\bgeneric\s+(?:reply|response|answer)"
    r"|\bare\s+you\s+(?:kidding|serious|joking)|\byou['’]?re\s+(?:kidding|joking)|\bwtf\b|\bfed\s+up\b|\bhad\s+enough\b|\bnever\s+again\b|\bsick\s+of\b|\bgiving\s+up\b|\bgive\s+up\b"
    r"|\b(?:done|through|finished)\s+with\s+(?:you|y['’]?all|this)\b|\bswitch(?:ing|ed)?\s+to\b|\btaking\s+my\s+(?:business|money|custom)\b|\b(?:ignored?|ignoring)\b|\byou\s+don['’]?t\s+care\b|\bpassing\s+the\s+buck\b"
    r"|\bjoke\s+of\s+a\b|\bnot\s+much\s+(?:use|help)\b|\bof\s+no\s+use\b|\bno\s+use\s+to\b|\btime\s+you(?:['’]?ve|\s+have)?\s+(?:\w+\s+)?(?:told|said|sent|asked|promised)|\byou\s+can['’]?t\s+(?:do|help|even)\b|\bexpected\s+(?:better|more)\b"
    r"|\b(?:did|have|do)(?:n['’]?t)?\s+(?:you\s+)?(?:even\s+)?(?:bother\s+(?:to\s+)?)?read\s+(?:my|what|the|it)\b|\b(?:same|scripted|script)\s+(?:script|reply|answer|response|line|excuse)|\bthat['’]?s\s+(?:your|it|all\s+you)\b[^.!]{0,25}\?|\bsupposed\s+to\s+help\b|\bhow\s+(?:is|does|will|would)\s+(?:that|this)\s+help"
    r"|\blet(?:ting)?\s+(?:me|us)\s+down\b|\bunbelievable\b|\blaughable\b|\bclueless\b|\bincompetent\b|\bhopeless\b|\bpoor\s+(?:service|response|show|reply|form|support)\b|\bno\s+thanks\s+to\s+you\b|\bnonsense\b|\brude\b|\bnever\s+(?:using|buying|flying|coming|ordering|use|buy|fly|order)\b|\bexcuses\b|👏"
    r"|\bangry\b|\bfuming\b|\bfurious\b|\blivid\b|\bfuck|\bscrew\s+you\b|[🙄😡🤬😠👎]|,\s*not\s*[.!]*$|[\"“”](?:help|support|service|care|solution)[\"“”]"
)

_DONE = r"sorted|resolved|fixed|solved|settled|refunded|sorted\s+out|working|up\s+and\s+running|back\s+to\s+normal"

_RESOLVED = (
    rf"\b(?:(?:it|that|this|thing|problem|issue|everything|all|mine|account|order|app|which)(?:['’]?s|\s+is|\s+are|\s+was|\s+has\s+been|\s+got|\s+seems?|\s+looks|\s+appears)?|(?:you|they|we|i|he|she|have|has)(?:['’]?ve)?(?:\s+got)?|got|now|finally|been|am|are|is)"
    rf"\s+(?:it\s+|this\s+|that\s+|my\s+\w+\s+|the\s+\w+\s+)?(?:now\s+|all\s+|finally\s+|been\s+|totally\s+|already\s+|to\s+be\s+)*(?:{_DONE})\b"
    rf"|(?:^|[.,!;–-])\W*(?:all\s+|now\s+)?(?:sorted|resolved|fixed|solved)\b|\b(?:back\s+)?up\s+and\s+running\b|\bback\s+to\s+normal\b|\b(?:fine|ok|okay|good|great|perfect)\s+(?:again\s+)?now\b"
    r"|\ball\s+(?:good|set|clear|sorted|resolved|fixed|solved|ok(?:ay)?\s+now|done\s+now)\b|\bgood\s+to\s+go\b"
    r"|\b(?:it|that|this|which|everything|app|they|finally|now)\s+(?:all\s+|just\s+|really\s+|finally\s+|now\s+)*(?:works?(?:\s+(?:now|again|fine|perfectly|great|like\s+a\s+charm))?|worked(?!\s+(?:for|until|till|once|before|a\s+while))|did\s+(?:it|the\s+trick)|helped|solved\s+it|fixed\s+it)\b"
    r"|\bworks\s+(?:now|again|perfectly|like\s+a\s+charm)\b|\bworked\s+(?:perfectly|like\s+a\s+charm|a\s+treat|great)\b|\bstarted\s+working\b|\bdid\s+the\s+trick\b|\bfixed\s+(?:it|the\s+\w+|my\s+\w+)\b|\bsolved\s+(?:it|the\s+\w+|my\s+\w+)\b"
    r"|\b(?:got|received|have)\s+(?:my|our|his|her|the|a)\s+(?:full\s+)?(?:refund|money\s+back|replacement|credit|voucher|package|parcel|order|bags?|luggage|suitcase)\b|\b(?:package|parcel|order|refund|replacement|bags?|luggage)\s+(?:has\s+|have\s+|was\s+|just\s+|finally\s+)*(?:arrived|came|turned\s+up|delivered)\b"
    r"|\b(?:they|you|someone|somebody)\s+(?:actually\s+|finally\s+|just\s+)?(?:came\s+back|called\s+(?:me\s+)?back|rang\s+me|sorted\s+(?:it|me|everything)|took\s+care\s+of|helped\s+me)\b|\bchanged\s+(?:my\s+review|.{0,20}\s+to\s+[45](?:\s+stars?)?)\b"
)

_WARM = (
    r"\b(?:thank\s*(?:you|u)|thanks|thx|ty|tysm|cheers)\s+(?:so\s+much|sooo+\s+much|very\s+much|a\s+(?:lot|million|bunch|ton)|loads|heaps|again\s+for|ever\s+so\s+much|all|(?:\w+\s+)?for\s+(?:all\s+)?(?:your|the|ur)\s+(?:\w+\s+){0,2}(?:help|support|assistance|service|kindness|solution|fix|advice|tip))\b|\btysm\b"
    r"|\b(?:many|huge|big|massive|great|awesome|perfect|brilliant|lovely|wonderful|excellent|amazing|fantastic|super|superb)[,.! ]+(?:thanks|thank\s+you|thx|cheers|ty)\b"
    r"|\b(?:thanks|thank\s+you|thx|cheers)[,.! ]+(?:that['’]?s\s+|you['’]?re\s+|this\s+is\s+|it['’]?s\s+)?(?:\w+\s+)?(?:great|awesome|perfect|brilliant|lovely|wonderful|excellent|amazing|fantastic|superb|helpful|appreciated?)\b"
    r"|\b(?:really|very|much|truly|so|greatly|do|i|we)\s+appreciat(?:e|ed)\b|^\W*appreciate\s+(?:it|you|the|your)\b|\b(?:thanks|thank\s+you|thx|cheers)\s+for\s+(?:sorting|fixing|solving|resolving|chasing|(?:making|putting|setting)\s+(?:it|this|that|things)\s+right)\b|\babove\s+and\s+beyond\b|\bkudos\b|\b(?:did|done|doing)\s+a\s+(?:great|good|fantastic|brilliant|super|wonderful|lovely|amazing)\s+job\b|\bso\s+grateful\b|\bvery\s+grateful\b|\bmuch\s+appreciated\b"
    r"|\b(?:very|so|super|really|extremely|most|incredibly|been)\s+helpful\b|\b(?:i['’]?m|am|very|really|so|genuinely)\s+(?:happy|impressed|pleased|delighted|satisfied|relieved|thrilled)\b"
    r"|\byou(?:['’]?re|\s+are|\s+guys\s+are|\s+guys)?\s+(?:the\s+best|awesome|amazing|great|rock|legends?|a\s+(?:star|legend|lifesaver|life\s*saver))\b|\blife\s?savers?\b"
    r"|^\W*(?:perfect|brilliant|awesome|excellent|fantastic|wonderful|lovely|amazing|superb)\b(?=\W*$)|\b(?:love|loved)\s+(?:it|you|u|you\s+guys|this|your\s+\w+)\b|[❤💕🥰😍🎉💯]"
)

_PRAISING = r"\b(?:great|excellent|amazing|awesome|fantastic|outstanding|brilliant|best)\s+(?:customer\s+)?(?:service|support|response|help|team)\b"

_PERSISTS = (
    r"\bstill\b(?!\s+(?:love|think\s+you|a\s+fan|happy|impressed|grateful))|\bsame\s+(?:thing|issue|problem|error|again|result|message)|\bkeeps?\s+\w+ing\b|\b(?:it|that|this|they|nothing|none)\s+(?:\w+\s+)?(?:does|did|has|is|was|are|have|do|wo|ca)\s?n['’]?o?t\b|\bnothing\s+(?:works?|worked|happen|has|changed|helps?|yet)"
    r"|\b(?:not|isn['’]?t|wasn['’]?t|hasn['’]?t|haven['’]?t|aren['’]?t|never|yet\s+to)\s+(?:\w+\s+)?(?:work|fix|resolv|sort|solv|receiv|arriv|refund|been|come|got|hear|help|there|an?\s+option|possible|good)\w*|\b(?:doesn|didn|won|can|couldn|wouldn)['’]?t\s+(?:even\s+|seem\s+to\s+|get\s+|let\s+)?\w+"
    r"|\bcannot\b|\bcant\b|\bwont\b|\bdoesnt\b|\bunable\s+to\b|\bstopped\b|\b(?:is|are|came|comes)\s+back\s+(?:though|again)\b|\b(?:nobody|no\s*one)\s+(?:\w+\s+)?(?:got|came|called|rang|replied|answered|responded|has|is)\b|\bno\s+(?:luck|dice|joy|change|reply|response|answer|one|option|way|difference|help|email|sign|refund|update)\b|\bunresolved\b|\bwrong\b|\bbroken\b|\bbroke\s+again\b|\bmissing\b|\berrors?\b|\bcrash|\bfail(?:s|ed|ing|ure)?\b"
    r"|(?<!working\s)(?<!works\s)(?<!worked\s)(?<!thanks\s)(?<!you\s)\bagain\b(?!\s*(?:[.,;!]|$))|\bhappen(?:s|ed|ing)\s+again\b|\balready\s+(?:did|done|tried|have|sent|told|said|filled)|\bi(?:['’]?ve)?\s+(?:have\s+)?(?:already\s+)?tried\b|\bwaiting\b|\bplease\s+(?:fix|help|send|call|refund|look|do|get|answer|reply|respond)|\bhow\s+(?:long|many|much)\b|(?<!no\s)\bproblem\b(?!\s+(?:solved|fixed|sorted))"
)

_PRIVATE = r"\b(?:dm|pm|email|e-mail|message|messag)(?:['’]?e?d|ing)?\s*(?:is\s+|has\s+been\s+|now\s+|just\s+)?sent\b|\b(?:sent|sending|send|dropped|drop|replied|responded|shared?)\s+(?:\w+\s+){0,4}?(?:dms?|pms?|emails?|e-mails?|inbox|direct\s+messages?|private\s+messages?|details?|form)\b|\b(?:will|['’]ll|just|i|have|['’]ve|now|going\s+to|gonna)\s+(?:\w+\s+)?(?:dm|dm['’]?e?d|pm['’]?d?|dming|email(?:ed)?|message[d]?|inbox(?:ed)?)\b|\bcheck\s+(?:your\s+)?(?:dms?|inbox|messages?)\b|^\W*(?:dm['’]?e?d|done|sent)\W*$"

_LETS_GO = r"\b(?:no\s+worries|never\s*mind|nvm|don['’]?t\s+worry|it['’]?s\s+(?:alright|all\s+right|fine|ok|okay))\b"

_COMPLIES = (
    r"\b(?:ok|okay|okey|k|kk|fine|alright|all\s+right|no\s+worries|no\s+problem|never\s*mind|nvm|whatever|fair\s+enough|understood|understand|got\s+it|gotcha|i\s+see|noted|makes\s+sense|i\s+guess|i\s+suppose|guess\s+so|if\s+you\s+say\s+so|cool|sure|good\s+to\s+know|will\s+do|shame)\b"
    r"|\b(?:will|['’]ll|gonna|going\s+to|let\s+me)\s+(?:\w+\s+)?(?:try|check|wait|look|see|complete|fill|submit|give|keep|sort|handle|do\s+that|have\s+a\s+look|contact|call|ring|let\s+you\s+know)\b|\bworth\s+a\s+(?:try|shot)\b"
)

_THANKS = r"\b(?:thanks|thank\s*(?:you|u)|thx|thnx|ty|cheers|ta|appreciate\s+(?:it|that|the|your|you))\b|[👍🙏👌😊🙂]"

_SETTLED_HINTS = (
    "thank", "thx", "sorted", "resolved", "fixed", "solved", "arrived", "working", "worked", "works now", "all good",
    "all set", "appreciat", "received", "delivered", "helped", "got my", "got our", "refunded",
)  # fmt: skip
"""Without one of these nobody says that all is well; looked for first because most words say nothing of the kind."""

_UNREAL = r"(?:\bnot|\b(?:is|was|are|were|has|have|had|does|did|do|ca|wo|could|would|should)n['’]?t|\bnever|\bno|\byet|\bif|\bwhen|\bunless|\buntil|\btill|\bonce|\bhop(?:e|ing|efully)|\bplease|\bpls|\bneeds?|\bwants?|\bwould|\bwish|\bcould|\bshould|\bcan|\bwill|['’]ll|\bwaiting|\bbe\s+nice|\bhow|\bthought|\bsaid|\bsupposed|\bnone|\bnothing|\bwhy|\bbefore|\btrying\s+to|\bgets?|\bhad\s+it|\bsays|\bstill)\b[^.!?\n;]{0,30}$"


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Compile when first needed: most runs read no answer at all."""
    return re.compile(words)


def read_answer(text: str, mention_id: str | None = None) -> OutcomeReading:
    """Read what one message of the customer, written after our reply, says about that reply.

    Gives the outcome and the words it rests on; never `SILENT` or `UNANSWERED`, which have no words.
    """
    outcome, span = _judge(_plain(text))
    return OutcomeReading(outcome=outcome, mention_id=mention_id, start=span[0], end=span[1])


def read_settlement(text: str, mention_id: str) -> OutcomeReading | None:
    """Find words of a customer that say all is well though no reply of ours was seen; None when they do not say so.

    Stricter than after a reply: general praise is not enough, for it may be meant for anybody.
    """
    words = _plain(text)
    if not any(hint in words for hint in _SETTLED_HINTS) or _pattern(_PRAISING).search(words):
        return None
    outcome, span = _judge(words)
    if outcome is not Outcome.SATISFIED:
        return None
    return OutcomeReading(outcome=outcome, mention_id=mention_id, start=span[0], end=span[1])


def _plain(text: str) -> str:
    """Lower the case and blank out handles and links, so that every place in the text stays where it was."""
    shown = text[:_LONGEST_TEXT]
    words = shown.lower()
    if len(words) != len(shown):  # a few letters grow when lowered, such as the Turkish capital I with a dot
        words = "".join(low if len(low := letter.lower()) == 1 else letter for letter in shown)
    return _pattern(_BLANKED).sub(lambda found: " " * len(found.group()), words)


def read_answers(answers: Sequence[tuple[str, str]]) -> OutcomeReading:
    """Read one turn of the customer, oldest message first, each as (mention id, text); no message at all is silence."""
    return sum_up([read_answer(text, mention_id) for mention_id, text in answers])


def sum_up(readings: Sequence[OutcomeReading]) -> OutcomeReading:
    """Sum up the readings of one turn, oldest first.

    The last message decides, but mere thanks or an okay do not undo what was said just before it.
    """
    if not readings:
        return OutcomeReading(outcome=Outcome.SILENT)
    last = readings[-1]
    if last.outcome is Outcome.ACCEPTED:
        return next((reading for reading in reversed(readings) if reading.outcome is not Outcome.ACCEPTED), last)
    if last.outcome is Outcome.WROTE_AGAIN:
        return next((reading for reading in reversed(readings) if reading.outcome is Outcome.DISSATISFIED), last)
    return last


_Span = tuple[int, int]


def _judge(words: str) -> tuple[Outcome, _Span]:
    displeased, resolved = _last(_DISPLEASED, words), _last_real(_RESOLVED, words)
    persists = _last(_PERSISTS, words)
    if displeased and (not resolved or resolved[1] < displeased[1]):
        return Outcome.DISSATISFIED, displeased
    if resolved and (not persists or persists[1] <= resolved[0] or _is_past(words, persists)):
        return Outcome.SATISFIED, resolved
    lets_go = _last(_LETS_GO, words)
    if lets_go:
        return Outcome.ACCEPTED, lets_go
    if persists:
        return Outcome.WROTE_AGAIN, persists
    if "?" in words:
        place = words.rindex("?")
        return Outcome.WROTE_AGAIN, (_sentence_start(words, place), place + 1)
    return _judge_calm(words)


def _judge_calm(words: str) -> tuple[Outcome, _Span]:
    """Judge words without displeasure, without a lasting problem and without a question."""
    private, complies = _last(_PRIVATE, words), _last(_COMPLIES, words)
    if (private or complies) and not _pattern(r"\bbut\b").search(words):
        return Outcome.ACCEPTED, private or complies or (0, 0)
    warm = _last_real(_WARM, words) or _last_real(_PRAISING, words)
    thanks = _last(_THANKS, words)
    if warm and not _brings_more(words, warm, 14):
        return Outcome.SATISFIED, warm
    if thanks and not _brings_more(words, thanks, 9) and not _pattern(r"\d").search(words):
        return Outcome.ACCEPTED, thanks
    return Outcome.WROTE_AGAIN, _trimmed(words)


def _is_past(words: str, span: _Span) -> bool:
    """Tell whether a trouble is told as over: "it's sorted now, the update didn't work so I started afresh"."""
    return bool(_pattern(r"\bdid(?:n['’]?t|\s+not)\b|\btried\b|\bwas\b").search(words[span[0] : span[1]]))


def _brings_more(words: str, polite: _Span, most: int) -> bool:
    """Tell whether there is much besides the polite words: the details we asked for, politely sent, are no verdict."""
    rest = words[: polite[0]] + words[polite[1] :]
    return len(rest.split()) > most or bool(_pattern(r"\bbut\b|\bbtw\b|\bhowever\b|\balthough\b").search(rest))


def _matches(pattern: str, words: str) -> Iterator[_Span]:
    return (found.span() for found in _pattern(pattern).finditer(words))


def _last(pattern: str, words: str) -> _Span | None:
    return max(_matches(pattern, words), default=None)


def _last_real(pattern: str, words: str) -> _Span | None:
    """Find the last match that is said to be so: not negated, not wished for, not asked."""
    return max((span for span in _matches(pattern, words) if _is_real(words, span)), default=None)


def _is_real(words: str, span: _Span) -> bool:
    before = words[max(0, span[0] - 40) : span[0]]
    unreal = _pattern(_UNREAL).search(before) or _pattern(r"\b(?:if|to\s+be)\b").search(words[span[0] : span[1]])
    asked = re.match(r"[^.!\n]{0,80}\?", words[span[1] : span[1] + 81])
    return not unreal and not asked


def _sentence_start(words: str, place: int) -> int:
    start = max(words.rfind(mark, 0, place) for mark in ".!?\n") + 1
    return start + len(words[start:place]) - len(words[start:place].lstrip())


def _trimmed(words: str) -> _Span:
    """Give the span of the words without the blanks around them."""
    start = len(words) - len(words.lstrip())
    return min(start, len(words.rstrip())), len(words.rstrip())
