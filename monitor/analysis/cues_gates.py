"""Words that mark what needs somebody else than the reply desk: press, law, danger, staff, adverts; and vulnerable people."""

from __future__ import annotations

from typing import Final

GATES: Final = {
    "media": """i'm|i am? a|an ~2 reporter|journalist|producer|correspondent
am a|an ~2 reporter|journalist|producer|correspondent
reporter|journalist|producer|correspondent|editor from|with|at|for|here|working|covering|looking
for ~2 comment|interview|story ~1 on|about|we're|i'm
request|requesting|seeking|like|want|offer|provide|care ~1 comment|interview|statement ~1 on|about|from|regarding|for
working on ~2 story|article|piece|segment|report
writing a|an ~2 story|article|piece
press|media office|inquiry|enquiry|request|relations|query
press team|contact
may|can|could we ~2 use|interview|broadcast|feature ~3 photo|video|picture|footage|you|air
permission to use
press comment|statement
has|have|would ~3 comment on
has|have|give|send|provide|offer|issue|make|declined|asked|for|like ~2 comment ~1 ?|.|,|before|by|on|and|about|from
updating|writing|running|publishing|preparing|covering|following|doing|filing ~2 story|article|piece|feature|report|coverage
newsdesk|newsroom
news desk|team|editor
going|go to print|press|air
on|our|my|for deadline ~1 of|is|at|.|,
""",
    "legal": """my|our|a|the|with|an|by|through|from ~1 lawyer|solicitor|attorney|lawyers|attorneys|solicitors|barrister
lawyer|solicitor|attorney|lawyers|attorneys ~3 contact|contacting|contacted|call|calling|involved|touch|letter|will
suing you|u|them|@|<brand>|over|for
i'm|i'll|we'll|i|we|we're|im ~3 sue
small claims
legal action|proceedings|team|advice|department|matter|rights|case|steps|notice
take|taking|took|see ~2 court
class action
file|filing|filed|bring|bringing ~2 lawsuit|suit
file|filing|filed ~2 complaint ~3 ftc|dot|faa|bbb|court|ombudsman|police
better business bureau
trading standards
ombudsman
consumer court|protection|forum|rights
lawsuit|litigation ~1 against|over|pending|filed
court|legal case|summons
reported ~2 police|ftc|dot|faa|bbb|ofcom|authorities
police report""",
    "safety": """caught|catches|catching|on fire
fire ~1 in|on|hazard|started|broke|brigade|department|alarm|risk
smoke ~2 in|from|coming|cabin|filled|cockpit|started|out
smoking|smoked|smouldering|sparks|sparking|sparked ~1 from|out|and|when|charger|battery|plug|socket
burning smell|rubber|plastic|wire|wires
smell|smells|smelt|smelled|smelling ~2 burning|smoke|gas|burnt|scorching
scorched|singed|charred|smouldering|smoldering
melted|melting|burnt|burned|blackened|hot ~2 plug|socket|outlet|wire|wires|cable|fuse|adapter|charger
plug|socket|outlet|cable|wire|charger|adapter ~2 melted|melting|smoking|sparked|sparking|sparks|smoke|fire|blackened|hot
sparks|flames ~2 from|out|behind|flew|flying|coming|shooting|inside|everywhere
saw|gave|throwing|threw|shooting|spitting|shot ~2 sparks|flames
smoking|smoldering ~1 plug|socket|kettle|toaster|oven|fridge|charger|cable|motor|machine|phone|battery
steam|water|oil|hot|nasty|bad|a burn|burns|scald|scalds on|my|to
burn|burns|scald|blister|blisters ~1 on|to ~1 my|his|her|our ~2 hand|hands|thumb|finger|fingers|arm|leg|wrist|foot|face|son|daughter|chest
burnt|burned|scalded|scalding|burns|blistered ~1 my|his|her|our|himself|herself|myself ~2 hand|hands|thumb|finger|fingers|arm|leg|wrist|foot|face|son|daughter|chest|lip|mouth
got|get|gave|gives|getting|had ~3 shock from|off|when|touching|every|each
blew|blown up ~1 in|on|and|my|while|.
sliced|slashed ~1 my|his|her ~1 hand|thumb|finger|arm|leg|foot|palm
burnt|burned|scalded ~2 me|hand|hands|finger|fingers|arm|leg|socket|plug|smell|skin|wires|wire|cable|charger|outlet|child|baby|son|daughter|rubber|plastic
burnt|burned down
burnt|burned through ~2 cable|casing|carpet|worktop|floor|table|wire
explode|exploded|exploding|explodes|explosion
electric|electrical|electrocuted ~1 shock|shocks|fire|me
electrocuted
injured|bleeding|concussion|hospitalised|hospitalized
my|our|his|her|an|serious|head|back|caused|causing ~2 injury|injuries
hurt|cut|broke ~1 my|our|his|her|me|him ~1 hand|arm|leg|head|back|foot|finger|knee|face|child|son|daughter|neck|ankle
taken|rushed|sent|went|going|go|ended ~2 hospital|er
hand|hands|arm|leg|finger|fingers|face|son|daughter|child|baby|socket|plug|cable|charger ~2 burnt|burned|scalded|a&e
allergic ~1 reaction
anaphylactic|anaphylaxis|epipen
food poisoning|poisoned
emergency landing|landed|descent|exit|evacuation|slide
engine ~2 failure|failed|fire|exploded|out|blew
gas|carbon leak|monoxide|smell
near ~1 miss|collision|crash
unsafe ~2 drive|fly|use|condition|conditions|plane|car|product|vehicle
heart attack|failure
seizure|unconscious|fainted|collapsed|stroke
choking|choked ~1 on|hazard
brakes|brake ~1 failed|fail|failure|stopped
assaulted|assault|attacked|groped|harassed|molested
safety ~1 hazard|issue|risk|concern|violation|threat|violations
life threatening|or""",
    "employee": """i work|worked for|at @|<brand>|your|you
as|am an|a ~2 employee ~1 of|at|here
employee ~1 here|of
my|our employer|coworkers|colleagues
i|we work|worked ~1 in|at|for|on their|your|<brand>
i|we work|worked nights|days|shifts|there|weekends ~1 in|at|for|on ~1 their|your|the
i'm|im|am|we're ~1 on|in|at ~1 their|your|the ~1 front|till|tills|checkout|checkouts|packing|shop|night|reception ~1 desk|floor|line|shift|team|counter|here|there|at
i'm|im|am|was ~1 staff|crew ~1 here|there|at|for
i|we man|staff|run their|your|the front|tills|phones|desk|counter
ex|former ~2 employee|staff|worker|driver|fitter|agent here|and|of|.
our|my ~2 depot|warehouse|shift ~1 manager|is|was|are|has|we""",
    "automatic": """giveaway|sweepstakes|raffle|freebie|freebies
win|winning ~3 tickets|trip|prize|iphone|ipad|gift|giveaway|card|free
chance to win
enter|rt|retweet|follow ~3 win|enter|chance|giveaway
follow|rt|like and|& retweet|rt|like|follow|win
we're|now|is|are hiring ~4 http
we're|now hiring
job|jobs alert|alerts
job|jobs ~3 apply
apply now|here|today
job|jobs|career|vacancy|vacancies|openings http
click|tap|buy|shop|order|register|book|subscribe|sign ~1 here|now|link|today|up ~2 http
get ~2 refund|refunds|money here|now|back ~1 http|here
promo|coupon|discount|voucher code|codes|off
use code
limited time offer
check out ~3 http
free shipping|trial|download|gift|ebook ~4 http
dm|whatsapp|text|call|contact|message ~2 for|us|me ~2 recovery|hack|unlock|promo|sales|business|loan|recover|quick|fast|paid
make money
work from home
airdrop|crypto|bitcoin|forex|nft|casino
listed|for sale|rent|hire
posted a ~2 photo|video
liked a youtube|video
""",
    "news": """breaking|exclusive|report|reports|news ,
announces|announced|launches|unveils|reportedly ~2 new|plans|profit|quarter|deal|merger
according to
shares|stocks|revenue|profit|profits|earnings|nasdaq|nyse|investors|analyst|analysts|quarterly
via @|http
rt @
by @ http
read more
new ~2 study|report|survey|research|poll
top # ~2 ways|reasons|things|tips|airlines|brands""",
    "joke": """jokes|joking|jk|lol|lmao|rofl|lmfao|haha|hahaha|😂|🤣|kidding
just|only a joke
imagine if
what if
be like""",
    "vulnerable": """my|our|her|his|with|and|have|holding ~1 baby|infant|toddler|newborn|toddlers|infants|newborns
month|months|week|weeks|day|days old baby|twins
yr|year|years|yo ~1 old ~1 son|daughter|child|kid|girl|boy|twins|grandson|granddaughter|kids|children|mother|father|mum|mom|dad|nan|gran|grandmother|grandfather|lady|woman|man
my|our|a|# ~2 child|children|kids|kid|grandson|granddaughter|twins
my|our|a|his|her little|young|small|poorly|sick|ill ~1 boy|girl|lad|lass|son|daughter|child|one|ones|brother|sister
unaccompanied minor|minors
elderly|disabled|handicapped|handicap|wheelchair|wheelchairs|autistic|autism|disability|paralyzed|paralysed|paraplegic|crutches|dementia|alzheimer's|parkinson's|housebound|bedridden|frail
i'm|he's|she's|i am|is|registered|partially|legally|totally|mum's|mom's|dad's|nan's|husband's|wife's|who's blind|deaf|sighted
i'm|he's|she's|is|am|mum's|mom's|dad's|nan's ~1 blind|deaf
use|uses|using|with|on ~1 a|her|his|my zimmer|frame|walker|cane|stick
type # ~1 diabetic|diabetes|and|.|,|on
my|our|his|her|their|elderly ~1 grandmother|grandma|grandfather|grandpa|grandparents|gran|nan|nana|granny|grandad
old|elderly|ill|sick|frail|disabled|vulnerable|widowed mother|father|mum|mom|dad|parents|parent|man|woman|lady|couple|neighbour|neighbor|husband|wife
pregnant|pregnancy|breastfeeding
medication|medications|medicine|meds|insulin|insulin's|inhaler|epipen|prescription|oxygen|dialysis|chemo|chemotherapy|cancer|diabetic|diabetes|epileptic|epilepsy|asthma|asthmatic|hospice|transplant|stroke
my|his|her|after|for|had|having|back|heart|hip|knee|emergency ~1 surgery|operation
in|to|from|out ~2 hospital
funeral|bereavement|funerals|burial|hospice|deceased
death in|of ~2 family|mother|father|mum|mom|dad|husband|wife|son|daughter|brother|sister|grandmother|grandfather|nan|gran|friend
my|our|his|her ~1 mother|father|mum|mom|dad|husband|wife|son|daughter|brother|sister|grandmother|grandfather|grandma|grandpa|nan|gran|grandad|friend|uncle|aunt ~2 died|dying|death|passed|died
passed away
single mom|mother|mum|dad|parent
widow|widowed|widower
service dog|animal""",
    # Taken as vulnerable only where the number fits a person (monitor/analysis/corrections.py).
    "age": """he's|she's|i'm|im|aged|turned|turns #
he|she|who|mum|mom|dad|mother|father|nan|gran|grandmother|grandfather|husband|wife|i is|am|was|turned|turns #
man|woman|lady|gentleman|couple|pensioner of|aged #
mum|mom|dad|mother|father|nan|gran|grandmother|grandfather|pensioner|woman|man|lady , #
mum's|mom's|dad's|nan's|gran's|mother's|father's|grandad's #
# yr|year|years|yo|y|month|months old|olds
# yo""",
    "amount": """$
# dollars|pounds|euros|bucks|quid|rupees|usd|gbp|eur|dollar
rs|inr|usd|eur|gbp ~1 #
# k usd|dollars""",
    "product_word": """model|version ~1 #""",
}
