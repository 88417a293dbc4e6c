"""Words in which customers state a failure, a wait, a loss: most complaints are told as facts, without angry words."""

from __future__ import annotations

from typing import Final

CLASSES: Final = {
    name: frozenset(words.split())
    for name, words in {
        "not": "not never no don't doesn't didn't won't isn't wasn't aren't weren't hasn't haven't hadn't cannot can't couldn't wouldn't ain't nobody nothing",
        "cannot": "can't cannot couldn't unable",
        "unit": "second seconds sec secs minute minutes min mins hour hours hr hrs h day days week weeks wk wks month months year years yr yrs night nights",
        "long": "hour hours hr hrs day days week weeks month months years minute minutes min mins",
        "count": "# a an one several many few couple multiple countless half",
        "times": "times x",
        "be": "is was are were be been being am 's i'm it's that's he's she's they're we're you're isn't",
        "have": "have has had having i've we've they've you've he's she's it's",
        "my": "my our his her their the this your its an a mine these those another",
        "they": "you they he she it u ur y'all nobody noone someone anyone",
        "weekday": "monday tuesday wednesday thursday friday saturday sunday mon tues tue wed thurs thu fri sat sun",
        "service": "service support customer-service cs care help communication response treatment attitude quality experience performance reception signal coverage connection product delivery app website site phone battery management handling job staff crew agents agent rep reps company airline store value",
        "thing": "flight flights plane bag bags baggage luggage suitcase order orders package packages parcel parcels delivery account app website site page link phone battery screen printer laptop computer device software update internet wifi broadband signal service connection payment refund card ticket tickets booking reservation seat seats room item items product shoes jeans dress machine unit charger cable camera speaker speakers sound button keyboard mouse email emails password code login email number line lines system server servers store food meal mobile watch tablet tv box router cord adapter headphones earphones engine gate door toilet heating power electricity water voucher",
        "worker": "agent agents staff rep reps representative representatives employee employees crew attendant attendants stewardess manager supervisor driver drivers courier technician assistant clerk pilot team person people service support guy woman lady man desk",
        "vanish": "lost missing gone stolen misplaced disappeared vanished",
        "firm": "airline airlines carrier brand company provider bank network store supplier shop manufacturer operator competitor competitors broker phone-company",
        "verb": "get log login access use reach find book check change open connect sign pay see speak talk contact update download install print view load play cancel activate locate buy order submit call answer help know care respond pick picks answers fix tell rebook watch send upload complete make receive return hear",
        "break": "broken broke damaged faulty defective cracked ripped torn shattered ruined destroyed smashed dented scratched leaking leaked burst bent",
    }.items()
}

FAILURES: Final = {
    # Something did not happen, or not as it should.
    "negated_service": """<not> ~1 working|works|worked
doesn't|don't|didn't|won't|wouldn't|never|not|can't work
<not> ~2 answer|answered|answering|answers|respond|responded|responding|responds|reply|replied|replying
<not> ~1 arrive|arrived|arriving|deliver|delivered|delivering|received|receive|shipped|dispatched|turned|come|came|show|showed|shown
not|never|hasn't|haven't|didn't|doesn't|won't|wasn't|isn't|don't ~2 refunded|resolved|fixed|updated|notified|informed|contacted|help|helping|helped|allow|allowed|letting|load|loading|open|opening|connect|connecting|charge|charging|turn|fit|fitting|fix|provide|provided|honor|honored|honour|honoured|credited|sync|recognize|recognise|register|registered|print|printing|start|starting|respond|support|apologize|apologise|listen
<cannot> ~1 get|log|login|access|use|reach|find|book|check|change|open|connect|sign|pay|see|speak|talk|contact|update|download|install|print|view|load|play|add|retrieve|cancel|activate|locate|buy|order|submit|call|rebook|even|watch|send|upload|complete|make|receive|return|hear|fix|enter|select|turn|fly|leave|board|deliver|help|handle|locate|manage
unable to <verb>
won't|wouldn't|doesn't|didn't|not|don't ~1 let|letting|allow|allowing|accept|accepting
never|not ~1 got|heard|called|received|arrived|came|showed|gotten|emailed|showed|rang|delivered
haven't|hasn't|hadn't|havent ~2 heard|received|got|gotten|arrived|come|had|moved|left|been|seen|shipped|taken|responded
no ~1 response|reply|answer|help|update|updates|communication|explanation|apology|apologies|notification|refund|wifi|power|gate|record|luggage|bags|bag|service|signal|internet|support|solution|resolution|confirmation|connection|reason|compensation|crew|pilot|pilots|seats|seat|food|water|electricity|sound|picture|broadband|warning|hotel|voucher|vouchers|option|options|rep|reps|agent|agents|assistance|email|ac|air|heat|avail|luck|replacement|invoice|charger|bill|warranty|info|information|sign|network|coverage|flights|return|accountability|follow|call|callback|show|tracking|movement|accommodation|accommodations|wheelchair
nobody|noone ~3 <verb>
no one ~3 <verb>
no one|idea <be>? ~1 knows|there|helping|available|answers|answering
there <be> nobody|none|nothing
doesn't|don't|didn't|won't ~1 exist|show|care|match|recognize|recognise|honor|honour|know|understand|return|give|tell|offer
couldn't|could ~1 care less
not ~1 possible|available|showing|working|responding|charging|loading|opening|acceptable|letting|allowing|able|getting|receiving|recognizing|connecting|helpful|delivered|recieved|received|syncing|resolved|turning|updating|coming|fitting|original|genuine|functioning|properly
none of ~3 work|works|working|answer|answers
refuse|refused|refuses|refusing|failed|fails|failing|neglected|forgot ~1 to
without ~2 notice|warning|explanation|permission|reason|telling|notifying|power|internet|wifi|electricity|water|heat|ac|luggage|my|help|apology|asking|clothes
nothing works|happens|happened|done|yet
yet to receive|hear|arrive|get|be|see
only auto replies
left me|us|him|her|them ~2 with|without|stranded|on|in|at|waiting|hanging
<not> ~1 enough ~1 <worker>
<not> ~1 an|the|a option|answer|apology|apologise
""",
    "failure": """cancelled|canceled|cancels|cancelling|canceling flight|flights|my|our|on|again|due|after|and|order|without|me|at|for|the|all|last|out|it|because|twice
flight|flights|order|booking|reservation|reservations|trip|appointment|delivery|it ~4 cancelled|canceled|cxl|cxld|cancelled
<be>|<have> ~1 cancelled|canceled|delayed|diverted|bumped|stranded|rerouted|overcharged|scammed|robbed|ripped|ignored|denied|declined|downgraded|displaced|disconnected|misplaced|hacked|suspended|blocked|rejected|locked|lost|stolen|misled|grounded|oversold|overbooked|damaged|hung|dropped|removed|deleted|kicked|bounced
cancelled|canceled flight|flights
cancellations|cancelations
cancelled|canceled
delayed|delay|delays
<vanish> <my>? <thing>
<thing> ~3 <vanish>
lost|lose|loses|losing|losses|misplaced|misplace my|our|his|her|the|a|another|people's|baggage|luggage|bag|bags|reservation|everything|all
<break>
<thing> ~3 dead|died|crashed|frozen|freezing|froze|down|stuck|late|wrong|slow|empty|expired|useless|horrible|terrible|awful
stopped|stops|quit|quits working|charging|responding|functioning|playing|loading
keep|keeps|kept ~1 crashing|freezing|dropping|saying|telling|getting|disconnecting|cutting|failing|coming|giving|going|changing|hanging|asking|shutting|restarting|popping|buffering|sending|pushing|showing|restarting|happening|ignoring|logging|delaying|closing|hearing
crash|crashes|crashed|crashing|glitch|glitches|glitching|glitchy|bug|bugs|buggy|freezes|froze|freezing|lag|lagging|laggy|flickering|flicker|malfunction|malfunctioning|malfunctioned|outage|outages|buffering
error|errors
issue|issues|problem|problems|trouble|difficulties with|w|on|in|logging|since|at|again|getting|connecting|here|today|when|using|after|persists|trying|finding
having|have|had|experiencing|encountering|facing|got|many|same|ongoing|big|serious|major ~2 issue|issues|problem|problems|trouble|difficulties|difficulty
issue|issues|problem|problems
charged|billed|debited|deducted|charging|charge|bill ~3 twice|double|wrong|incorrectly|again|extra|already|anyway|wrongly|but
double|over|wrongly charged|billed|booked|booking
overcharged|overcharging|overcharge|overbooked|oversold|overbook|overheating|overheats|overheat
wrong ~1 <thing>
wrong|incorrect|misleading|false|inaccurate ~1 size|color|colour|address|name|date|price|info|information|description|item|one|part|model|day|time|place|city|airport|way|product|advertising|status|charge|amount|number
sent|gave|given|delivered|got|received ~1 wrong|incorrect|damaged|broken|empty|defective|faulty|used|different|fake|old
<be> ~1 wrong|broken|down|stuck|stranded|crap|rubbish|useless|faulty|slow
is|it's|are|been ~1 dead|out|off
went|gone|goes|going ~1 wrong|down|dead|missing|astray|off
fail|fails|failed|failing|failure|epicfail|fails
stuck|stranded|trapped
locked out|me
hung|hang|hangs|hanging up
cut|cuts|cutting|dropped|drops|dropping ~1 me|us ~1 off|out
cut|cuts|cutting|dropped|drops|dropping ~1 call|calls
cuts|cutting out|off
cut out|off ~1 on|during|mid|half|after|every|when|again|at
<be>|be|running ~1 out of
got|been|was|get|were|being cut ~1 off
held ~1 up|hostage
left|leaving|dumped|thrown|threw|dumping ~5 outside|rain|snow|pavement|street|doorstep|porch|neighbour|neighbor
marked|marks|marking ~3 delivered|complete|completed|resolved|closed|done|fixed|returned
logs|logged|logging|kicks|kicked|signs|signed me|us out
disconnected|disconnecting|disconnects
missed|miss|missing|misconnect|misconnected ~2 flight|flights|connection|connections|connecting|wedding|funeral|meeting|interview|birthday|christmas|event|work|party|trip|appointment|day|cruise|holiday|vacation|class|classes|delivery|deadline|game|concert
make|made|making|causing|cause|caused|costing|cost ~2 miss|missed|late
ignore|ignores|ignored|ignoring
ruined|ruin|ruining|ruins|wasted|wasting|destroyed
waste of|my|our
took off without
denied|declined|rejected|bumped|diverted|downgraded|kicked|deplaned|overbooked|misled|misinformed|lied|cheated|scammed|robbed|mistreated|abandoned|neglected|humiliated|discriminated
lie|lies|lied|lying to|about
rude|unhelpful|incompetent|unprofessional|disrespectful|clueless|incompetence|rudeness|dismissive|condescending|hostile|surly|nasty
late again|flight|flights|for|by|because|every|leaving|arrival|arriving|night
<be>|running|arrived|arriving|always|hours|hrs|hour|hr|minutes|mins|min|landed|landing|day|days ~1 late
running|hours|hrs|minutes|mins|weeks|days|miles|left ~1 behind
sat|sitting|sit|been ~5 runway|tarmac
on ~2 runway|tarmac ~2 for|#|over|waiting
too|very|extremely|so|really ~1 slow|late|hot|cold|small|tight|expensive|loud|noisy|poor
out of stock|order|service|date|power|sync
heating|heats|heated up|issue
drains|draining|drain|dies|died
hidden|extra|unfair|outrageous fee|fees|charges|cost
bait and switch
scam|scams|fraud|cheat|cheats|cheating|cheated|ripoff|fake|counterfeit|spam|spamming|stole|stealing|theft|unauthorized|unauthorised|misleading
rip|ripped|ripping off|people|us|me
dirty|filthy|smells|smelly|stinks|stank|disgusting|mold|moldy|mould|stale|rotten|expired|inedible|gross
short ~1 changed|staffed
understaffed
mechanical|maintenance|technical|computer|system|weather ~1 issue|issues|problem|problems|failure|difficulties|error|delay|delays|trouble
second|third|2nd|3rd|fourth|another ~2 cancelled|canceled|delay|delayed|failure|problem|issue
mess|messed|screwed|fucked|botched|bungled|mishandled|mishandling|mixup|fubar ~1 up
mess|shambles|fiasco|debacle|chaos|clusterfuck|disorganized|disorganised
rebooked ~3 #|tomorrow|next|later|without|wrong|different
defect|defects|damage|fault|faults|problematic|flaw|flaws
misses|lacks|lacking|lack of|any|basic
turned away|off|down
shut ~1 down|off
only ~2 lasts|lasted|works|worked
after # <unit> ~2 use|using|it|stopped|of
return|returning|returned|replace|replacing|replaced|exchange it|this|them|the|back
send|sending|sent it|this|them|back
removed|deleted|disabled|deactivated|suspended my|our
hole|crack|scratch|scratches|stain|stains|dent in|on|after
dropping ~1 connection|calls
turning|turns|switches|shuts itself? off
low|poor|bad|weak|inferior|cheap|pathetic|worst|horrible|terrible|awful|substandard|shoddy ~1 <service>
price ~1 gouging
shorted
""",
}

WAITS: Final = {
    "waiting": """# ~1 <unit> ~2 wait|hold|delay|late|waiting|delayed|later|without|queue|tarmac|runway|behind|overdue
# <unit> and counting|still|no|nothing|now
# <unit> on the|this|that
# <unit> on|in|at the? hold|line|queue|phone|plane|gate|tarmac|runway|airport|bus
<count> ~1 <long> on|in|at hold|line|queue|phone|plane|tarmac|runway
<count> ~1 <long> wait|delay|late|waiting|delayed|later|queue|line|layover
hold|waiting|waited|wait|sat|sitting|stuck|delayed|holding|stranded|queued|late|delay|queuing|standing|stood ~4 # ~1 <unit>
waiting|waited|wait|sat|sitting|stuck|delayed|holding|stranded|on|late|been|taken|took|takes|taking ~2 hours|days|weeks|months|ages|forever
waiting|waited|wait|sat|sitting|stuck|delayed|holding|stranded|hold ~2 over|almost|nearly|about|than|for|at|like|a|an ~1 # ~1 <unit>
waiting|waited|wait|sat|sitting|stuck|delayed|holding|stranded|hold ~2 an|half|one ~1 hour|day|week|month|hr
<have>|been|<be> ~2 # <unit> since|now|already|without|and|with|of
over|nearly|almost|another|additional|extra # <unit>
more than # <unit>
been|its|it's|for over? # <unit> ~1 now|still|since|already
been|its|it's # <unit> and
after # <unit>
hours and hours
for hours|days|weeks|months|ages|forever
hours|days|weeks|months late|later|waiting|delayed|without|overdue|wasted|now
all day|night|morning|week|weekend waiting|trying|long|on
still waiting|wait|holding|on|at|sitting|stuck|delayed|haven't|hasn't|no|not|nothing|don't|can't|missing|without|down|here|in
long|longest|lengthy|endless|ridiculous ~1 wait|waits|waiting|lines|line|queue|queues|delay|delays|hold|time|times
on hold
keep|keeps|kept|left ~2 waiting|hold|holding
how much|many longer|more
waited|waiting ~2 line|queue|phone|gate|plane|luggage|bag|bags|tarmac|runway|agent|crew|pilot|refund|reply|response|callback
waiting ~1 on|for
since ~1 <weekday>|yesterday|morning|noon|midnight|last|new|christmas|easter
no|not|nothing|haven't|hasn't|been|waiting|down|off|out ~4 since ~1 january|february|march|april|june|july|august|september|october|november|december|#
since # ~1 am|pm|this|on|today|yesterday|a
takes|took|taking forever|ages
overdue
too long
at|been ~2 # ~1 am|pm ~2 still""",
    "repeated_contact": """# <times> ~3 called|call|phoned|phone|rung|rang|emailed|tweeted|contacted|written|asked|dm|dm'd|messaged|complained|tried|told|hung|disconnected|transferred|rebooked|rescheduled|cancelled|canceled|changed|delayed
called|phoned|rung|rang|emailed|tweeted|contacted|written|asked|dmed|dm'd|messaged|complained|tried|told|hung|disconnected|transferred|rebooked|rescheduled|call|calling|cancelled|canceled|changed|delayed ~4 # <times>
called|phoned|rung|rang|emailed|tweeted|contacted|written|asked|dmed|messaged|complained|tried|told|hung|rebooked|rescheduled|asking|cancelled|canceled ~3 twice|repeatedly|again|multiple|several|countless|numerous
several|multiple|countless|numerous|many|repeated|# ~1 calls|emails|tweets|messages|dms|attempts|complaints|tickets|reps|agents|tries|requests
# phone calls
second|third|fourth|fifth|sixth|2nd|3rd|4th|5th time|email|call|attempt|day|flight|agent|tweet|message|replacement|week|complaint|delivery|appointment|visit|engineer|fitter|courier
# rd|th|nd|st ~1 time|email|call|attempt|flight|agent|tweet|message|replacement|complaint|phone|rep|delay
twice|again ~2 week|month|today|year|row
# <times> in|already|today|now|this
again and again
over and over
time and again
time after time
every ~1 time|flight|launch
every single time|day|week|month|flight|call|morning|order
trying|asking|writing|posting|messaging again
time of asking
both times
#|many|several <times> ~1 tonight|today|now|this|already|since
once|yet again
in a row
following|follow|followed up
same|this ~1 issue|problem|thing ~1 again
keep|kept|keeps ~1 calling|emailing|asking|trying|tweeting|contacting|getting
still ~1 no|waiting|haven't|hasn't|not
been ~1 trying|calling|emailing|tweeting
tried ~2 calling|emailing|contacting|everything|reset|restart|reinstalling|to""",
    "unanswered": """no ~1 response|reply|answer|answers|callback|call|email|communication
<not> ~2 answer|answered|answering|respond|responded|responding|reply|replied|replying|called|calling|call back?
haven't|hasn't|not ~2 heard ~1 back|from|anything|a
ignoring|ignored|ignores me|us|my|by|our|customers|the|your|tweets
nobody|noone ~2 answers|answering|answer|responds|replied|replies|helps|help|knows|cares|called|picks|picking|telling|tell
no one ~3 answers|answering|answer|responds|replied|replies|helps|help|knows|cares|called|picks|pick|picking|telling|tell|available|here|has|can|will|would|could|seems
only auto|automated ~1 reply|replies|response|responses
hung|hang|hangs up
never ~2 heard|called|replied|answered|responded|got|emailed|returned
phone|line|lines|call|calls ~3 busy|disconnected|dead|dropped
can't|cannot|couldn't ~1 get ~1 through|hold|anyone|someone|a
can't|cannot|couldn't ~1 reach|speak|contact ~1 anyone|someone|you|a|anybody|customer|your|human""",
    "passed_around": """<not> ~1 their|my|his|her|our department|problem|job|fault|responsibility
not|isn't my|their|our department|problem
transferred|transfered ~3 #|to|me|again|us|between|times|twice|around|department
passed|pass|bounced|sent|shuffled|pushed|shoved|referred|moved|directed ~2 around|between|pillar|department|departments
passing ~2 buck
different|another|wrong|other|every|# department|departments|agents|agent|reps|people|answers|stories|story
runaround
the run around
back and forth
told ~2 to|me|us ~1 call|contact|email|go|try|speak|wait|talk|dm
pointing fingers|at
blame|blames|blaming ~2 weather|each|other|airline|seller|courier""",
}

LOSSES: Final = {
    "money": """refund|refunds|refunded|reimburse|reimbursed|reimbursement|compensation|compensate|compensated
money back|wasted|down|gone
waste|wasted|lost|losing|out|costing|cost|costs|spent|paid|paying|charged|owe|owed ~3 $
waste|wasted|lost|cost|costing|out|spend|spent ~2 money|cash|dollars|pounds|bucks|thousands|hundreds|fortune|ticket
paid|pay|paying|charged|charge ~2 extra|more|double|twice|full|for
my|our|hard ~2 money
rip|ripped off
overcharged|overcharging|overcharge""",
    "missed_event": """miss|missed|missing|misses ~3 wedding|funeral|meeting|interview|birthday|christmas|party|cruise|holiday|vacation|honeymoon|game|concert|graduation|anniversary|class|exam|conference|event|connection|connections|connecting|flight|flights|appointment|work|surgery|day|days|delivery|presentation|school|job|time
ruined|ruining|ruin|destroyed|spoiled ~3 wedding|holiday|vacation|birthday|christmas|trip|honeymoon|day|night|weekend|evening|anniversary|spring|plans|dinner|meeting
late for|to my|the|a|work|our|her|his""",
    "stranded": """stranded|abandoned|trapped|homeless
stuck ~3 at|in|on|here|overnight|for|airport|plane|without|city
sleep|sleeping|slept|overnight|night ~4 airport|floor|terminal|gate|chairs|bench|lobby
no|without|get|find|finding|pay|paying|for|need ~2 hotel|hotels|room|accommodation|accommodations|voucher|vouchers
no way ~1 home|out|to
get|getting|bring|take ~1 me|us|him|her|them ~1 home
can't|cannot|couldn't ~1 get ~1 home|out|flight|there|back
locked out
no ~1 heating|electricity|power|water|cooker|fridge|internet|broadband|phone|heat""",
    "judgement": """worst|horrible|horrendous|terrible|awful|pathetic|ridiculous|unacceptable|disgusting|disgusted|shocking|appalling|useless|atrocious|abysmal|deplorable|inexcusable|disgraceful|disgrace|shameful|laughable|garbage|trash|crap|crappy|shit|shitty|rubbish|joke|nightmare|disaster|poor|poorly|poorest|bad|sucks|suck|sucked|sux|lousy|dreadful|absurd|insane|outrageous|unbelievable|disappointed|disappointing|disappointment|dissapointed|frustrated|frustrating|frustration|annoying|annoyed|angry|furious|fuming|livid|upset|unhappy|nothappy|dissatisfied|unsatisfied|hate|hated|regret|avoid|horrid|😡|🤬|😠|👎|mediocre|unreliable|shame|fail|failing|embarrassing|embarrassment|incompetent|inept|bs|bullshit|wtf|ugh|smh|fedup|worthless|unreal
fed up
let|lets|letting ~3 down
regret|regretting|regreting|impossible|unusable|unplayable|unwatchable|unreadable
what kind|type|sort of ~2 <service>
what the|a fuck|hell|heck|f|shit
not|isn't|wasn't|aren't ~2 happy|impressed|good|great|acceptable|ok|okay|cool|satisfied|worth|recommended|recommend|nice|pleased|amused|fun|right|fair|helpful|friendly|worthy|expected|upto|best
never ~2 again|recommend
don't|do|not ~1 buy|waste|bother|recommend|purchase|trust|expect
get|step|pick it|your|ur together|shit|act|game
do better
come on
shame on
so|very|really|extremely|highly ~1 disappointed|frustrated|frustrating|disappointing|annoyed|angry|upset|bad|poor|rude|sad
what ~1 fuck|hell|heck
what a|an joke|mess|nightmare|disaster|shame|waste|crock|terrible|horrible
how|why ~2 so hard|difficult|bad|terrible|horrible
no excuse
wait worst
customer service ~2 fail|sucks|terrible|horrible|awful|bad|worst|poor|disaster|nightmare
needs|need ~1 improve|improvement|better
expected|expect|expecting|deserve ~1 better|more""",
    "still": """still""",
    "why_question": """why ~3 <not>
why is|are|did|does|was|has|have|do|am|would|must|can't|isn't|won't|doesn't|hasn't|should
what's|whats going|happening|wrong
what is|are|was ~1 going|happening|up|wrong
what's|whats|is the point|holdup|hold|problem|issue|reason|deal|delay|status|wait|expected|meaning|story
what happened
when ~1 will|are|is|do|does|can|would ~3 fix|fixed|back|working|get|resolved|bags|bag|refund|arrive|reply|respond|be|open
where is|are|was my|our|the
where's|wheres my|our|the
how ~2 long|much longer|more
how ~1 is|do|can|could|does|did ~2 possible|acceptable|lose|charge|not|still|explain|fix|okay|ok
any idea why|what|when
anyone else|here having|else|got|getting
how come""",
}
