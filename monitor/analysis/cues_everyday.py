"""Plain everyday words for what went wrong: left in the rain, fell apart, the box says one thing and holds another."""

from __future__ import annotations

from typing import Final

EVERYDAY: Final = {
    "failure": """left|leaving|leave|dumped|dropped|thrown|abandoned|sat|standing ~4 doorstep|doorsteps|step|steps|porch|drive|driveway|path|pavement|kerb|garden|hedge|bin|bins|outside|rain|hallway|stairwell|verge
marked|says|showing|shows|said ~2 delivered|complete|completed
snapped|snaps|seized|jammed|leaks|melted|warped|peeling|rusted|rusting|perished|collapsed|wobbles|shorted|bricked
fell|falls|falling|came|coming|comes ~1 apart|loose|unstuck
fell off|out|over|to ~1 after|when|in|within|bits|pieces
started|starts|begun|began|keeps|kept|keep ~1 knocking|leaking|rattling|squeaking|grinding|tripping|beeping|sparking|sticking|cutting|dripping|buzzing|clicking|overheating|turning|switching|kicking|throwing|logging|signing|losing|breaking|stopping|moving|cancelling|asking|saying
logged|kicked|signed|thrown|kicks|signs|throws|kicking|throwing|logging|signing me? out
trips|tripped|tripping|blew|blows|blown ~1 electrics|electric|fuse|fuses|breaker
arrived|came|received|recieved|delivered|turned|sent|got|unboxed ~4 with no|cracks|scratches|missing|somebody|someone|dents|half
arrived|came|received|recieved|delivered|got|sent ~3 cracked|broken|smashed|dented|scratched|damaged|opened|used|soaked|wet|mouldy|frozen|defrosted|chipped|bent|torn
what came|arrived|turned ~3 box|parcel|package|packet|bag|envelope
posted|brought|shipped|supplied|fitted|delivered|sent|gave|had|picked|ordered ~2 wrong
wrong again
appointment|slot|date|delivery|installation|fitting|visit ~1 moved|changed|pushed|postponed|rearranged|rescheduled|slipped
moved|changed|pushed|postponed|rescheduled|rearranged ~2 date|appointment|slot|delivery|installation|visit|back
missed ~2 appointment|appointments|slot|slots|visit|visits|delivery|deliveries|collection
holding|held|propped|taped|tied ~3 shut|together|closed with|by
stopped|stops|quit ~1 working|heating|spinning|cooling|draining|charging|turning|connecting
no longer works|working|turns|heats|charges|connects|opens|closes
picked|sent|got|has|have|with|and|charged|paid ~1 somebody|someone|anybody else's
couldn't|couldnt|can't|cannot|wouldn't|doesn't|won't ~1 lift|close|shut|lock|spin|drain|heat|cool|cook|wash|fit|start|shower
charged|billed|taken|paid|gone|payment|payments ~3 twice|double
is|was|it's|its|that's|are|were|came|they're|now ~1 wrong|broken|dead|down|stuck|useless|faulty|soaked|ruined|crooked|wonky|unusable
""",
    "negated_service": """nobody|noone|nobody's|noone's ~3 came|come|rang|ringing|rung|called|calling|knocked|showed|turned|answered|answering|told|replied|explained|apologised|apologized|helped|knew|knows|contacted|responded|bothered|listened|touch|fit|shown|been
nobody|noone ~3 has|can|could|would|will|seems|wants ~2 explain|help|say|tell|give|answer|answered|apologised|apologized|explained|rung|called|told|replied|know|find|come
no one ~2 came|rang|called|knocked|showed|turned|told|replied|explained|apologised|apologized|contacted|touch|bothered
didn't|didnt|never|not|wouldn't|wouldnt ~1 knock|knocked|ring|rang|bother|bothered|apologise|apologised|explain|explained|showed
didn't|didnt|never|wouldn't|wouldnt ~1 touch|knock|ring|bother|explain|call|phone|turn|wait|show
left|went|gone|drove without ~1 connecting|fitting|installing|finishing|fixing|telling|saying|knocking|ringing|testing|checking|doing|a
with|had|was|without ~1 no knock|note|card|call|warning|lid|plug|instructions|screws|date
still no|without ~2 date|delivery|call|reply|answer|refund|cooker|fridge|oven|order|parcel|sign|news|word|replacement|engineer
no further on|forward
none the wiser
getting|got|get nowhere
back to square
""",
    "waiting": """been|i'm|stuck|sat|still|i've|in ~3 queue|queues
hold|queue music
# <unit> ~2 without|overdue
waited in
""",
    "hint": """box|boxes|label|tracking|website|card|note|invoice|carton|page says|said|claims|insists
was|were|worked ~4 until|till last|the|this|you|recently|now|yesterday|update
had to ~1 buy|pay|throw|cancel|borrow|hire|carry|ring|find|pick|drive|use
late|slow|slower
hours|days|weeks|months of|on
loud|noisy|rattle|rattles|rattling|leak|stain|crumbs
given|gave|gives up
""",
    "passed_around": """told to ring|call|phone|contact|email|try|speak
put through to
who told me to
from the beginning
tell|tells|told|say|says|said ~2 it's|its|it ~1 not? ~1 them|theirs|yours|another
""",
    "money": """$ gone|down|wasted|poorer|lighter|later
""",
    "same_here": """same here
same|exactly|identical thing|problem|issue|story|fault|experience|trouble ~3 me|us|my|our|mine|ours|here
same thing|problem|issue|story ~1 happened|happening
happened|happening|happens to me|us|my|our|mine|ours
me|us|mine|ours ~1 too|also
ours|mine as well
on|with|to|for ours|mine too|also|as
so|also is|was|did|does|has mine|ours
and mine|ours .|,|too|also
had|have|got|getting|seeing|having this|it|that|exactly|same ~1 too|this|problem|issue|thing|a|as
mine|ours|mine's ~4 too|also
mine|ours|mine's ~3 as well
every one of us
not the only one|ones
i'm|im|we're|am not alone
it's not just me|him|her|you|us|them
same as ~1 everyone|everybody|others|you|mine
still doing it here|too
anyone else ~3 this|having|got|getting|had
""",
    "mine": """ours|mine was|came|went|is|has|did|does|arrived|broke|died|started|stopped|split|cracked|snapped|failed
mine's|ours's|mines
on|of|with|from mine|ours
""",
}
