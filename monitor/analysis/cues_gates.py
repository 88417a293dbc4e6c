"""Words that mark what needs somebody else than the reply desk: the press and the law; and vulnerable people."""

from __future__ import annotations

from typing import Final

GATES: Final = {
    "media": """i'm|am|im|i ~2 reporter|journalist|journo|correspondent|columnist|newsreader
i'm|am|im a|an|the ~1 producer|presenter ~1 for|at|with|on
reporter|journalist|journo|producer|correspondent|editor|columnist from|with|at|for|here|working|covering|looking|doing|writing
reporters|journalists ~1 asking|want|wanting|outside
student|freelance|investigative|consumer|local journalist|journo|reporter|columnist|writer
request|requesting|seeking|like|want|provide|care|arrange ~1 comment|interview|statement ~1 on|about|from|regarding|for
available|willing|free|happy|like|love ~2 to|for ~3 interview|interviewed|comment|quoted
speak|talk|chat ~1 to ~1 us ~1 on|for ~1 air|camera|radio|programme|broadcast|show
on|off the record
working|reporting on ~3 story|article|piece|segment|report|documentary|feature|podcast|investigation
writing|filming|recording|researching ~3 story|article|piece|segment|documentary|feature|column|package|podcast ~1 on|about|for
writing a|an ~2 story|article|piece|column
running|publishing|filing|updating|preparing ~2 story|article|piece|feature
doing|covering a|the|this ~2 story|piece|feature ~1 on|about|for
story|piece|article|feature|documentary|report|segment|programme ~1 we're|i'm|we|im ~1 working|doing|writing|running|making|filming|publishing|preparing|planning
for ~2 feature|story|article|piece|segment|documentary|programme|supplement|column ~4 could|would|can|are|we|statement|comment|quote
i write|edit|present|produce ~3 column|page|pages|section|programme|magazine
press|media office|officer|inquiry|enquiry|request|relations|query|contact|deadline
press team|contact
dear|hi|hello press|media ~1 office|team|officer
may|can|could|ok|okay|mind ~1 we|if ~2 use|using|broadcast|publish|air|show|run|share|interview ~3 photo|photos|video|picture|pictures|footage|clip|pics|image|air|you
permission to use|share|publish|broadcast
use|run|show|share ~2 on our|the ~1 channel|programme|broadcast|bulletin|platforms|newspaper
press|quotable|official comment|statement
has|have|would ~3 comment on
give|send|provide|issue|make|declined|asked|chance|opportunity|invited|approached ~2 comment|statement|quote ~1 .|,|before|by|on|and|about|from|for
right of reply|response
statement|quote ~2 i|we can|could|may ~1 quote|use|print|run|publish
quote|statement|comment ~2 for ~1 my|our|a|the|tonight's ~1 story|article|piece|feature|paper|column|programme|blog|bulletin
newsdesk|newsroom|journorequest|prrequest
news desk|team|editor|programme|agency ~1 at|from|here|for|.|,|would|could|is
go|goes|going|went|off to print|press|air
on deadline
on|our|my|for deadline ~1 of|is|at|.|,
our|my readers|viewers|listeners ~1 have|are|would|say|want|has|deserve|could
reader|listener|viewer|readers|listeners|viewers ~5 has|have ~1 contacted|written|sent|complained|told|asked
bbc|itv|cnn|nbc|abc|cbs|reuters|bloomberg|cnbc|npr|sky|rte here|producer|reporter|radio ~2 here|producer|reporter|would|could|may
radio|tv|television|camera|live|phone interview ~2 about|on|today|tonight|this
case studies for
follow|dm|email|call ~3 for|about ~2 story|article|piece|report|programme|documentary
seeking|need|wanted|looking ~1 for? guests|contributors|interviewees ~2 on|for|about|tonight|tonight's
head of comms|communications|press|pr
press|pr|comms contact|person|people|team ~2 for|at|.|,|please
letters|consumer|money|business|travel|city|news|features|sports|education|health|transport|picture editor|desk|page|pages|team|correspondent ~1 at|of|here|on|for|reports
for ~1 our|tonight's|tomorrow's ~1 paper|bulletin|broadcast|newspaper|edition|front|show
mind if ~1 channel|we|our ~2 used|use|published|shared|showed|ran ~1 these|this|your|the
full credit|credits ~1 given|to
a line for ~1 the|our|my
news ~1 # ~1 used|using|would|here|want
could|can|would|may|might we|i ~1 use|run|publish|broadcast|embed ~1 your|this|these|the ~1 photo|photos|picture|pictures|video|footage|clip|image|images
speak|talk to ~1 the|our ~1 programme|paper|show|listeners|viewers|newsroom""",
    "legal": """my|our|his|her|your|their ~1 lawyer|solicitor|attorney|lawyers|attorneys|solicitors|barrister|barristers
contact|contacting|contacted|consult|consulting|consulted|see|seeing|seen|hire|hiring|hired|instruct|instructing|instructed|call|calling|called|get|getting|got|speak|speaking|spoke|spoken|talk|talking|need|find|finding|through|via|by|from ~2 lawyer|solicitor|attorney|lawyers|solicitors|attorneys|barrister|advocate
lawyer|solicitor|attorney|lawyers|solicitors|attorneys|barrister ~2 touch|letter|involved|advised|contact|contacting
lawyers|solicitors next|now|involved|.|, ~1 .|,|then|now|involved
lawyered|lawyerup|lawyering up|.|,
suing you|u|them|@|<brand>|over|for|your|if|this
i'm|i'll|we'll|i|we|we're|im|gonna|will|to|could|should|can|might|would|wanna ~2 sue ~1 you|u|them|@|<brand>|over|for|your|if|.|,|the|this
small|county claims|court
money claim|claims online
legal action|proceedings|team|advice|department|matter|rights|case|steps|notice|letter|letters|recourse|representation|claim|counsel|route|ombudsman
take|taking|took|taken|see|going|go|goes|heading|off ~2 court ~1 .|,|over|for|if|and|then|now|soon|to|with|about|unless
see|c|meet you|u|ya|them ~1 in court|tribunal
taking|take|taken|took you|u|them|@|<brand>|this|it to tribunal
court claim|case|order|papers|hearing|summons|action|proceedings|judgment|judgement|costs|documents|letter|bailiffs|fees|appearance
letter|notice before ~1 action|claim|proceedings
issue|issuing|issued|commence|commencing|begin|start|starting ~2 proceedings
class|group|collective|joint action|claim|suit|litigation|lawsuit
file|filing|filed|bring|bringing ~2 lawsuit|suit
file|filing|filed|lodge|lodged|lodging|making|made|raise|raised|raising|submitted|registered|submit|sent ~3 complaint|complaints ~4 ftc|dot|faa|bbb|court|ombudsman|police|forum|fca|ofcom|ofgem|ofwat|caa|regulator|authority|commission|commissioner|dgca|rbi|trai|accc|tio|fcc|cfpb|bureau|council|affairs|department
complaint|complaints will be filed|lodged ~3 court|forum|ombudsman|police|regulator
reported|report|reporting|complain|complaining|complained|escalate|escalated|escalating|refer|referred|referring|write|writing|going|taking|taken|off ~2 to ~2 ftc|dot|faa|bbb|ofcom|ofgem|ofwat|fca|caa|regulator|ico|asa|cma|fcc|cfpb|accc|tio|dgca|rbi|trai|hse|watchdog|authorities|ombudsman|police|tribunal|commissioner
reported|reporting|report ~2 ftc|dot|faa|bbb|ofcom|ofgem|fca|asa|caa|dgca|authorities|regulator
better business bureau
trading|advertising standards
fair trading ~1 complaint|will|now|next|have|has|.|,
ombudsman|ombudsmans|ombudsmen|ombudsman's
information|consumer commissioner|commissioner's|commission
attorney general
citizens advice
consumer court|protection|forum|rights|tribunal|affairs|law|laws|redressal
lawsuit|lawsuits|litigation|litigate|arbitration|adjudication|adjudicator|tribunal|tribunals|bailiff|bailiffs|subpoena|injunction|affidavit
won|lost|win|winning ~1 my|her|his|our|their|the|a case|claim|appeal ~1 against
judge ruled|said|read|ordered|awarded|agreed|decided|found|threw|sided
court|tribunal|judge|ombudsman ~1 ruled|ordered|awarded|gave|found|agreed|sided|upheld
under|breach|breached|breaching|violation|violated|violates|violating ~2 gdpr|act|contract|regulations|licence
breach|violation of ~1 contract|law|privacy|licence|duty|data|trust|gdpr
under ~1 law ~1 .|,|you|and|i|we
by law ~1 .|,|you|and
against the law
gdpr|dsar ~2 request|breach|complaint|i|violation|.|,
subject|data access request|requests
data protection|breach act|law|complaint|officer|authority|rights|report|reported|and|.|,
section # ~1 claim|with|.|,|and|act|notice
statutory|legal rights
dispute resolution
deposit|redress scheme
compensation|injury|insurance|damages|negligence claim|claims ~1 against|lawyer|lodged|filed
sue|suing|claim|claiming|seek|seeking|pay for|of? damages|negligence|injury
with|to|by the|our|my insurers
cease and desist
press|pressing|pressed charges
called|calling|call|contacted|contacting|involve|involving|involved|get|getting ~1 police|cops ~1 .|,|about|and|if|now|today|because|involved|on|for
going|gone|went|go to ~1 police ~1 .|,|and|about|with|if|today|tomorrow
police report|complaint|matter|case|involved|investigation
crime|cad reference|number
criminal complaint|charges|damage|offence|case|investigation|proceedings|negligence
fir ~1 lodged|filed|against|registered
fined|fine|fines|penalty ~2 $ ~2 for|over|damp|breach|breaches|failings|laundering|misleading|by
settlement|settled out|agreement|offer
power of reply
court of appeal|law
solicitor|solicitors|barrister|barristers|litigator
legal rep|reps|representatives
counsel
ofgem|ofcom|ofwat|cfpb|accc|dgca|acas
suing|sueing ~1 .|,|tbh|you|them|for|over|this|the|if
let ~1 the|a court|courts|judge|tribunal|ombudsman
front of ~1 a|the judge|court|tribunal
start|starting|started|making|open|opening ~1 a|the claim ~1 online|against|for|with|in
equality|discrimination|disability act
consumer|sale|goods|privacy|competition|rights act ~1 #|.|,|and|says|you
discriminated|discrimination ~2 claim|act|law|case
judgment|judgement ~2 against|on|court|enforced
legally ~2 entitled|obliged|required|binding
legal ~1 letter|fight|battle|threat
notice of ~1 my|our intention|intent
intention|intend to ~1 claim|sue|litigate|commence|issue
at the hearing
hearing on|date|is ~1 the #|set
gave|given|giving|made a statement ~1 to ~1 the police
the police ~1 have|are|were|has|now|know|will
complaint|email|letter|stop|call|next ~1 goes|going|is|to ~1 to|with ~1 the fca|ico|fos|caa|asa|faa|ftc|hse
district|county|high judge|court
under ~2 gdpr|consumer|equality|protection|privacy|competition|contract|tenancy|employment law|act|regulations
all the data ~1 you hold
data ~1 you hold ~1 on|about
acas|redress|ccj|ccjs|mcol
tribunal|court date|hearing|order ~1 set|for|is
rights|entitled|entitlement under ~1 the
rejecting|reject|rejected ~1 the|this|my ~1 car|vehicle|goods|sofa|phone ~1 under
lawful|unlawful|illegal|illegally ~1 deduction|deductions|charge|eviction|evict|evicted|withheld|term|terms|fee|practice
without prejudice
class|group ~1 action|claim
mediation|mediator|arbitrator|conciliation
chambers|paralegal
evict|eviction notice
breach of ~1 contract|duty|trust|gdpr|confidence|regulations""",
    # What only sounds like a gate, or like danger: it is taken back (monitor/analysis/corrections.py).
    "no_gate": """lawyer|solicitor|barrister|attorney ~1 friend|neighbour|mate|sister|brother|client|clients|office ~1 recommended|recommends|loves|swears|uses|liked|said|likes
power|powers of attorney
district attorney
tennis|squash|badminton|food|basketball|clay|indoor|grass|retail|volleyball court|courts
court shoe|shoes|jester|yard
press|pressed|pressing|presses the|a|it|your|button|play|start|and|any|down|on|hard|#|enter|snooze
coffee|french|garlic|trouser|bench|leg|apple|pill|printing press
fire|flash|boot sale|sales
fire|gas|log|camp|electric pit|door|doors|engine|engines|truck|station|certificate|inspection|check|checks|stick|tv|hd|drill|gate|gates|cape|fighter|fighters|fighting
safety boots|boot|shoes|trainers|glasses|goggles|pin|pins|net|first|instructions|features|rating|standards|record|briefing|video|demo|announcement|card|catch|cap|check|checks|inspection
sauce|salsa|wings|curry|chilli|vindaloo|mouth|tongue|tastebuds|guys|crew|team|form|lineup|you're|playlist|album|beat|y'all ~2 on fire
this|that|it|it's|album|song|mixtape|menu|playlist|beat|straight|pure|absolute ~1 fire .|,|🔥
caught fire ~2 twitter|online|internet|media|idea
burn|burns|burnt|burning ~1 calories|fat|kcal|rubber|candle|candles|bridges|money|incense|cash|cd|cds|disc|dvd|question|desire|man
burn|burns|burnt|burned|burning my|our|your|his|her fingers ~1 with|on|in|before|financially
burns so good
killing|killed|kill|kills|slaying it|time|two|for
could|would murder
panic|heart attack ~1 when|at|looking|seeing|reading|opening ~2 price|bill|prices|total|cost|how
shock ~2 price|bill|prices
smoke|smoked|smoking salmon|bacon|haddock|cheese|ham|sausage|gun|area|room|hot|brisket|fish|paprika|meat|turkey
could|can|would|used|allowed|no|non|stop ~1 smoke|smoking in|on
stroke ~1 of|the|him|her|dog|cat
stroke|strokes ~1 engine|genius|luck|midnight|brush
screen|light|backlight|colour|color|edge|ink|nose bleed|bleeding|bleeds
bleeding ~1 edge|all|from ~2 edges|screen|edge|money|obvious
collapsed ~2 menu|section|laughing|into
table|chair|desk|sofa|stool|cracked|wonky|hind ~1 leg|legs
hurt|hurts my|your ~1 feelings|heart|soul|wallet|brain|pride
break|broke|breaks|broken my|your|her|his ~1 heart|hearts|brain
cost|costs|costing|cheap bomb
costs|cost|costing|costed a bomb|arm
arm and a leg
head ~3 explode|exploded|exploding
hit me|us|him|her up
shoot you|u ~1 a|an|over|the
everything ~1 on fire
drowning|drowned in
dangerous ~2 wallet|diet|waistline|bank|budget|addictive|moreish
nearly|almost ~1 lost|left|dropped ~1 a|my|the
knife|knives to ~1 butter|gun|a
gun to ~1 gun|my|his|head
not have ~1 had ~1 worse
left ~1 my|our|a|the ~4 on|in|at ~2 flight|plane|seat|bus|train|gate|taxi|cab|store|airport|terminal|lounge|yesterday
my|our|a brother|friend|mate|sister|mom|mum|dad works|work ~1 for|at
win|won|winning ~1 match|argument|lottery|battle|war|round|hearts|heart|day|medal|league|over
didn't|never|haven't|nor|don't|not|didnt|hasn't|nobody|no|still|who ~2 win|won|winner|winners|prize ~4 raffle|giveaway|prize|competition|draw
raffle|giveaway|competition ~3 winners|winner|not|still|hasn't|nobody|scam|fake|rigged|won|stall|ended
sue ~1 from|at|on|and|was|is|who|behind|helped
judges|judge on|of|this|that|a|by|for|him|her|me|book
sued for custody
legal age|high|tender|drama|thriller|aid
criminal|criminally ~1 how|good|underrated
insurance|warranty|expense|expenses claim|claims ~1 department|form|number|process|team|line
stock up
your|their ~1 staff|crew room|discount|entrance|party
going to court ~2 tennis|court
legal general|& general
solicitor|solicitors|barrister ~4 drummer|sandwich""",
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
my|our|his|her ~1 mother|father|mum|mom|dad|husband|wife|son|daughter|brother|sister|grandmother|grandfather|grandma|grandpa|nan|gran|grandad|friend|uncle|aunt ~2 died|dying|death|passed
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
