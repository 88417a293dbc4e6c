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
burnt|burned|scalded ~2 me|hand|hands|finger|fingers|arm|leg|socket|plug|smell|skin|wires|wire|cable|charger|outlet|child|baby|son|daughter|rubber|plastic
burnt|burned down|through
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
my|our employer|coworkers|colleagues""",
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
    "vulnerable": """my|our|a|an|her|his|with|the ~3 baby|infant|toddler|newborn|toddlers|infants
month|months|yr|year|years|yo ~1 old ~1 baby|infant|toddler|son|daughter|child|kid|girl|boy|twins|grandson|granddaughter|kids
my|our|a|# ~2 child|children|kids|kid|son|daughter|grandson|granddaughter|twins|girls|boys
unaccompanied minor|minors
# year|yr|month|week|y old|olds
he's|she's|is|aged|age|am|mom's|mother's|dad's #|eighty|seventy|ninety ~1 years?
he's|she's|aged #
elderly|disabled|handicapped|handicap|wheelchair|wheelchairs|blind|deaf|autistic|autism|disability|paralyzed|paraplegic|crutches|dementia|alzheimer's
my|our|his|her|their|old|year ~2 grandmother|grandma|grandfather|grandpa|grandparents|gran|nan|grandad|mother|father|mom|dad|mum|parents|mother|inlaws
pregnant|pregnancy|breastfeeding
medication|medications|medicine|meds|insulin|inhaler|epipen|prescription|oxygen|dialysis|chemo|chemotherapy|surgery|cancer|diabetic|diabetes|epileptic|asthma|asthmatic|surgeon|hospice|hospital|transplant
funeral|death|died|dying|bereavement|funerals|burial|memorial|deceased
passed away
military|soldier|veteran|deployed|deployment|wounded
single mom|mother|mum|dad|parent
widow|widowed
service dog|animal
honeymoon|wedding""",
    "amount": """$
# dollars|pounds|euros|bucks|quid|rupees|usd|gbp|eur|dollar
rs|inr|usd|eur|gbp ~1 #
# k usd|dollars""",
    "product_word": """model|version ~1 #""",
}
