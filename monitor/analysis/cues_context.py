"""Words that change what others mean: idioms that are no failure, others' stories, advice, questions before buying."""

from __future__ import annotations

from typing import Final

CONTEXT: Final = {
    # A cue found inside one of these is taken back (monitor/analysis/corrections.py).
    "harmless": """can't|cannot|couldn't ~1 fault|complain|grumble|beat|thank|recommend|praise|rate|believe
no|zero|without|any|never ~1 fault|faults|problem|problems|complaint|complaints|trouble|hassle|hassles|fuss|drama|dramas|quibbles|bother|bugs
not|never|hasn't|haven't|didn't|wasn't|isn't|weren't|hadn't|nobody|nothing|neither ~1 a|had|been|was|ever|once|one missed|miss|late|delayed|delay|broke|broken|crashed|crash|failed|fault|faulty|rude|lost|damaged|cancelled|crack|cracked|problem|problems|issue|issues|leaked|leak|slow|stuck|wrong
not|never|hasn't|haven't|didn't|wasn't|isn't|weren't|hadn't missed|miss|late|delayed|broke|broken|crashed|crash|failed|faulty|rude|lost|damaged|cracked|leaked|slow
won't|don't|didn't|never|not ~1 regret|disappoint|disappointed
nothing ~1 wrong|broken|missing|lost|damaged|taken|bad
slow cooker|cookers|cooking|cook|cooked|motion|roast|roasted|roasting|fashion|down|traffic
late one|goal|lunch|tea|dinner|breakfast|nights|night|afternoon|evening|morning|winner|equaliser|summer|spring|autumn|in|fee
dead on|centre|center|easy|simple|sure|handy|good|quiet|impressed|chuffed|happy|link|end|fish|sea
when|till|until|before|if i'm|we're|he's|she's|i dead|gone
i'm|im dead
hot water|chocolate|drink|drinks|plate|pot
put|putting|sit|sat|lie|set|lay|turn|turned|turning|write|wrote|written|calm|broke ~3 down
turn|turned|turning|switch|switched|switching ~3 off
lost for|count
stuck to|into|in|at? there|it|together
no gas|need|cost|argument|strings|worries|brainer|doubt|wonder|frills|nonsense|code|rush|fuss|small|mean|means|matter|regrets|pressure|strong
without ~2 asking|asked|prompting|fail|doubt|question|exception|knife|fuss|hassle|effort
without even? having|needing to
had|have|owned|using|used|got|getting mine|ours|it|this|one|them|ours|these ~1 since|for|over|nearly|almost|about
# <unit> ~2 on low|high|medium|full|a|gas|fan|slow
for # <unit> ~1 until|at|in|on|over|per|and ~2 low|high|heat|oven|pan|fridge|simmer|not|turn|stir|flip
# <unit> at|per #
ears|days|legs|style|vibes for days
is|are|was|were|sits|it's behind the|a|it
wake|woke|sign|signed|pick|picked up late
small|large|short|flat side
old ~2 gone
worst|bad case|luck|wrist|knee|back|hip|hair|leg|habit|weather|mood|boy|girl
not ~1 bad
bad|rude|mean|sorry ~1 good
doesn't|don't|didn't ~1 pay|charge|shout|matter|hurt|mind|bother|rattle|budge|leak|drip
didn't|don't|doesn't make ~1 fuss|mess|noise
not one call|complaint|problem|issue back?
only ones|one|thing written|that|doesn't
if|should|unless anything|something|it|one ~1 broke|breaks|goes|went ~1 wrong?
had|have|got|get ~1 missed|lost you|it|them|that
how|so ~1 hard|bad could|can
on the mend|house
broken in|english|record
bumped into
charged|charge ~1 fully|overnight|phone|battery|up
shock|surprise ~1 good|pleasant
stop|stopped|stops dithering|worrying|looking
wedding|birthday|christmas|leaving present|gift|presents|gifts|list|cake|card
""",
    # What the author heard of others, or says from outside.
    "retold": """reading|read|seen|heard|saw|hearing|follow|following ~2 account|thread|story|stories|post|posts|article|about|reports|report|tale
reading this
i've|i|we|just|only ~2 read|reading|seen|heard|saw|watched ~2 account|story|thread|stories|post|posts|article|about
read it for
this|that|poor|old ~1 man|woman|guy|lady|bloke|lad|couple|pensioner|chap|fella|dude|gentleman|grandmother|grandfather|veteran|family ~1 has|had|have|waited|waiting|posted|lost|can't|is
man|woman|lady|pensioner|grandmother|grandfather|couple of #
ring|call|help|refund|answer|phone the|that|this|poor man|woman|guy|lady|bloke|lad|couple|family|chap
his|her|their|son's|daughter's|somebody's|someone's|man's|woman's|pensioner's ~2 father|dad|mother|mum|mom|son|daughter|wife|husband|grandmother|grandfather|nan|account
his|her|their ~1 elderly|old
a son's|daughter's|father's|mother's|customer's|colleague's
furious|livid|angry|fuming|cross|upset|raging|gutted|sorry|sad ~1 on|for his|her|their|him|them ~1 behalf?
you strand|treat|left|leave|keep|ignore|ignored him|her|them
never ~1 bought|used|owned|ordered|shopped|flown|dealt|tried|had|been ~4 life|myself|personally
not|never ~1 a? customer ~1 of|myself|and|but|here
only|just|in my|our ~1 view|opinion|experience? but
big|large|these|all|most|any|every|such firms|companies|firm|company|corporations|brands|chains ~2 are|with|that|eh|like|do|will|should|would|don't|never|is
they're|they are all the same
other people|families|customers|households got|had|have|too|say|with|are|were
local news|press
in the news|papers
""",
    "advice": """don't|never let ~1 anyone|anybody|them|it
you'll|you'd ~1 want|need|see|find|be
keep every|the|all|your ~1 receipt|receipts|email|emails|envelope|envelopes|box|boxes|proof|records
turn|switch the ~1 off
take your time
if i were
i'd|i would recommend|suggest|try|say|go|get|ring|ask
have you tried
try ~1 turning|resetting|restarting|asking|ringing|calling
ask for ~2 on|at|in|by
get an|a electrician|plumber|solicitor|lawyer|receipt|engineer
empty|level|descale the|every|your
pay them|extra if
top tip
for a|an straight|simple|basic|first
go|look|head to ~2 <brand>|<rival>
""",
    "prospect": """do|does|can|could|will|would you|u|they|<brand>|anyone|anybody|it ~1 sell|deliver|ship|stock|offer|install|fit|have|make|take|accept|price|post|service|collect|recycle|still|know|knows|own|come|do|use|remove
is|are ~5 worth|available|compatible|suitable|loud|noisy|reliable|better|stock|coming|alright|normal|easy|cheaper|safe|right|waterproof|included
does|do|will|would|can ~5 work|fit|come|take|go|need|support|last|charge|run|use with|in|on|the|a|an
thinking|considering|planning|tempted|hoping|looking|want|wanting|torn|deciding|dithering ~2 buying|getting|upgrading|switching|ordering|buy|get|upgrade|order|between|new
before i|we ~1 buy|order|settle|commit|get|book|upgrade|pay|choose
should|shall i|we ~1 buy|get|order|cancel|go|pick|choose|wait|book|upgrade
which ~3 should|would|is better|recommend|best
anyone|anybody|someone|somebody know|knows|recommend|tried|used|own|got|have|been ~1 whether|if|a|one|this|the|through|any
does|do anyone|anybody know|knows|have|own|use ~1 whether|if|the|a|how|what
any ~1 recommendations|recommendation|reviews
or spend|buy|go|get|pay more|the|a|with|for
or <rival>|<brand>
<rival>|<brand> or
where's|where is|are ~1 everyone|everybody|best|people ~1 buying|getting|to
what's|whats|what is the ~1 best|difference|cheapest|price|cost
how much|loud|big|many|heavy|tall|wide ~1 is|are|does|do|would
looking for ~2 recommendations|new|recommendation
is|are there ~2 another|better|alternative|discount|student|anywhere
""",
    "offer": """% off
#|up % ~1 off|discount|cheaper
sale|deals|offers|bargain|discounts ~2 watch|thread|starts|start|so|until|ends|ending|today|now|on|this
free delivery|shipping|postage ~1 over|on|for|until|to
off ~5 until|to|till|ends ~1 <weekday>|midnight|sunday|easter|tomorrow
no code|voucher needed|required
easter|spring|bank|christmas|january|summer ~1 offers|sale|sales|deals|holiday ~1 sale|offers|deals
link in|is bio|description|the|below
""",
    # Talk of cooking and of sport: there, slow, late, burnt and left out are no failures.
    "pastime": """recipe|recipes|tbsp|tsp|tablespoon|tablespoons|teaspoon|simmer|marinade|icing|dough|flour|yeast|sourdough|preheat|garnish|marmalade|flapjack|chilli|grated|chopped|whisk|knead
# g|ml|tbsp|tsp of|flour|sugar|butter|water|carrots
ft|fc|rovers|albion|wanderers ~3 # #
hat-trick|equaliser|equalizer|kickoff|offside|touchdown
""",
}
