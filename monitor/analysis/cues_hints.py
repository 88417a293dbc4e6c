"""Words that alone prove nothing: two kinds of them together say what a fixed phrase would miss (monitor/analysis/hints.py)."""

from __future__ import annotations

from typing import Final

HINTS: Final = {
    # The press: what they make, who they are, what they ask for.
    "press_work": """piece|documentary|segment|bulletin|podcast|investigation|exposé|expose|supplement|exclusive
radio|tv|television|breakfast|evening|consumer|live show|programme|program
report on|into|about
front page
item|items on
i|we cover|report|write
pitching|pitch
live at|on ~1 #|air
story|article|feature|column|report|coverage ~1 on|about|for|we|i'm
edition
news ~1 item|story|report""",
    "press_house": """reporter|journalist|journo|producer|correspondent|columnist|presenter|freelancer|newsroom|newspaper|broadcaster|editorial|dispatch|freelance|viewer|viewers|listeners|readership|bulletin
courier|gazette|herald|tribune|chronicle|observer|telegraph|guardian|reuters|bbc|itv|cnn|bloomberg|newsnight|buzzfeed|vice
sunday|evening|daily|local|morning|financial standard|echo|times|news|post|mail|express|star|mirror|press|argus|world
news|business|features|consumer|picture|city|money desk|editor|site|website|channel|agency|outlet|blog
press team|office|contact|release|queries|officer
media enquiry|inquiry|request|relations""",
    "press_ask": """spokesperson|spokesman|spokeswoman|interviewing|embed|credited|crediting|quotable
with ~1 credit
in confidence|strictest
on|off air|camera|record|screen
publish|airs|airing
going|go|goes live|out tonight|today|tomorrow|at|on
looking|searching|appealing for ~2 people|anyone|customers|passengers|tenants|families|parents|someone|case
speak|talk|hear|chat to|with|from ~1 people|anyone|customers|passengers|tenants|families|parents|someone|anybody|somebody
come on ~1 the|our|my ~1 programme|show|podcast
who handles|deals|speaks
use|run|show|share|feature|credit your|this|these|the ~1 picture|pictures|photo|photos|video|footage|clip|image|images|pic|pics
statement|response|reply|answer ~1 from|by|before ~3 deadline|noon|#|tomorrow|today|publication|monday|friday
join us ~1 live|tonight|on|at
your side ~2 story|.|,|in
confirm ~1 how|whether|if
happen|happened to you
on|to our ~1 site|channel|page|platforms|website
your ~1 response|reply|comments ~1 by
under|with your name
include|including your
chance|opportunity to ~1 respond|reply|comment
discuss ~3 live|air|programme|show
for|to comment
comment ~1 from|on|by
interview|interviewed|interviewing ~1 you|on|about|for|him|her|with""",
    "press_read": """saw|read|seen|watched|found|noticed|heard|loved|spotted|reading|bought|enjoyed ~2 in|on|about|through|via|from|the|your|an|a ~3 article|paper|magazine|interview|piece|programme|show|podcast|documentary|column|news|feature|story|advert|radio|guardian|telegraph|times
in ~1 the|your|a ~1 magazine|paper|papers|newspaper|guardian|times|telegraph|mail
job|my interview""",
    # Headlines: what companies and authorities do in them, and who and what appears there. Asked only where nobody says I or you.
    "headline_verb": """announces|announce|announced|cancels|posted|opens|cuts|blames|warns|warned|faces|hits|tops|unveils|launches|launch|admits|denies|vows|urges|probes|sues|fined|fines|recalls|slashes|axes|quits|names|appoints|buys|acquires|sells|agrees|rejects|loses|extends|suspends|halts|seeks|plans|eyes|confirms|confirmed|reveals|scraps|shuts|grounds|grounded|raises|lifts|beats|misses|expands|replaces|signs|secures|accused|investigates|investigated|investigate|apologises|apologizes|resigns|resigned|collapsed|collapse|files|evacuated|arrested|killed|injured|hospitalised|rescued|derails|derailed|strikes|votes|vote|bans|banned|settles|rises|rose|slumps|soars|jumps|climbs|dips|tumbles|doubles|halves|privatised|nationalised|outlines|predicts|publishes|proposes|overhauls|merges|defends|outbid|snaps|hires|grilled|slammed|urged|sparks|battles|braces|struggles|returns|bosses|shed|tipped|blasts|blasted|hails|hailed|grills|dealt|nears|mulls|rivals|swoops|pledges|pauses|unveil|ousts|ousted|stuns|plots|trims|ditches|snubs|scrap|says|said|reports|protest|protests|slide|slides|apologised|fires|test|tests|glitch
to close|shut|cut|axe|open|launch|move|build|buy|sell|raise|hire|recall|merge|resume|scrap|end|pay|face|appeal|strike|expand|replace|introduce|appear
set|poised|due|expected|plans|forced|ordered|agreed to""",
    "headline_noun": """ceo|chief|chairman|boss|union|unions|regulator|watchdog|ofcom|ofgem|ofwat|fca|cma|minister|ministers|mps|mp|council|mayor|government|parliament|court|police|inquiry|enquiry|probe|investigation|profit|profits|revenue|earnings|shares|stocks|shareholders|investors|analysts|dividend|merger|takeover|acquisition|stake|redundancies|pilots|plant|factory|headquarters|branches|billion|bn|million|ipo|administration|administrators|quarter|quarterly|annual|strike|walkout|tariffs|sanctions|fleet|operator|carrier|retailer|lender|chain|carmaker|insurer|supermarket|giant|consumers|households|victims|blaze|outage|breach|hackers|cyberattack|memo|recall|tax|sources|source|spokesman|spokesperson|experts|scientists|study|survey|poll|figures|campaigners|firefighters|suspect|founder|privatised|thousands|hundreds|dozens|bosses|storm|executive|repairs|sewage|cyber|rival|rivals|watchdogs|lawmakers|senators|senate|congress|eu|uk|ministry|commission|judge|judges|lawyers|families|residents|protesters|activists|official|officials|listing|float|bond|bonds|debt|billionaire|results|deal|jobs|crash|glitch|students|campaign|protest|pay|row|scandal|lawsuit|data|trains""",
    "headline_label": """breaking|exclusive|opinion|interview|analysis|leaked|revealed|explainer|podcast|news|editorial|comment|investigation|obituary|profile|column|watch|factcheck ,""",
    # The brand's own staff: where they work, what their days are like, with whom, as what.
    "staff_place": """warehouse|depot|tills|till|stockroom|canteen|staffroom|shopfloor|hangar|rota|rotas|payslip|overtime|onboarding|callcentre
shop|sales|factory|office floor
head office|quarters
this|the company|firm|job
one|some|many|# of ~1 your|the|their shops|stores|branches|restaurants|schools|nurseries|hotels|depots
your|their|one|a ~2 warehouse|kitchen|ward|shop|store|branch ~1 and ~1 my|i|we|our
on|in|at ward|gate|till|bay|line #
call centre|center
the|our kitchen|kitchens|warehouse|depot|ward|bakery|stockroom
site|store|branch|depot|shop ~1 is ~1 closing|shutting
staff|crew|break room|fridge|kitchen|microwave|locker|toilets""",
    "staff_life": """shift|shifts|payroll|appraisal|redundancies|apprenticeship|timesheet|timesheets|understaffed|shortstaffed|workload|whistleblowing|unpaid|rotas
minimum|living wage
zero hours
my|our hours|breaks|wages|tips|rota|notice|contract ~1 cut|again|are|is|and|have|were|.|,
get|got|getting|didn't|don't|not|never|doesn't|without ~1 paid|pay ~1 us|me|staff ~2 for|it|overtime|hours|break|training|christmas|holiday|yet
make|made|makes|told|tells|expect|expects|want|wants us|staff ~1 to|come|work|do|smile|sell|stay|cover|clean|call
hour|hr|h shift|shifts|day|days|week
rent to pay
we're|we ~1 are|aren't ~1 not allowed to
best|worst ~1 decision ~1 ever|i
left|quit|quitting|leaving|resigned|joined ~1 from|the|that company|job|firm|place
handed|gave|given|handing ~1 in ~1 my notice
hr is|are|was|did|has|have|said|team|dept|department
day|week # of|on|at ~1 training|induction|job
# short ~2 night|day|shift|week|every
all|any ~1 the staff|drivers|crew ~1 are|feel|hate|know|want|say
throw|throws|threw|bin|bins|waste ~4 night|bins|skip|away
feet ~1 are|hurt|killing|bleeding
toilet|loo|fag|lunch|tea breaks|break
calls ~1 a|per|an day|hour
my job|contract|hours
quit|quitting|resign|resigning|leaving ~1 my|this|the job
years ~1 i've|i|we ~1 given|gave
given|gave|give ~1 them|you|this ~2 years|yrs
stacking|stack shelves
won|win ~1 branch|store|employee|team of""",
    "staff_people": """my|our ~1 colleagues|coworkers|workmates|teammates|management|managers|bosses|supervisors|manager|supervisor|gaffer
area|regional|line|floor|duty manager|managers|supervisor
my|our|love|of|the team|crew|lads|girls ~2 at|today|tonight|who|worked
proud of ~1 my|our|the team|crew|staff|colleagues|drivers
the union|bosses
higher ups
we|us ~1 cabin|ground|kitchen|bar|shop|bus|train|van|delivery|warehouse ~1 staff|crew|drivers|nurses|teachers|pickers|couriers|baristas|cleaners|porters
customers ~1 don't|think|never|treat|scream|shout|always ~2 us|we|realise|understand
pensioners|customers|passengers ~4 we ~1 opened|serve|help""",
    "staff_role": """insider|whistleblower|staffer
i'm|im|am|as|being|was ~1 a|an|one driver|barista|cashier|porter|steward|stewardess|fitter|picker|packer|waiter|waitress|carer|supervisor|teller|receptionist|courier|technician|cleaner|lifeguard|merchandiser|conductor|shelf|nurse ~3 at|for|here|in|on|of ~2 your|the|this|one|<brand>|ward|#|them|you|here
one of ~1 the|your|their drivers|crew|staff|cleaners|couriers|baristas|pickers|nurses|engineers|team ~1 here|.|,|myself|we
i teach|drive|cook|clean|bake|deliver|nurse|serve|stack|pack ~2 at|for|here|shelves ~1 this|your|the|them|<brand>|here|school|you
anyone|anybody|someone|others|those|people ~1 else ~1 who work|works|worked|working at|for|here|in ~2 getting|got|get|have|having|had|feel
work|works|worked|working ~1 there|here ~3 they|we|us|for|and|until|#|never|so|it's|it
used to work there|here|for|in|at
speaking as ~1 one|a|an|someone|staff|crew|driver
been at|with the|this|that ~1 company|firm|job|shop ~2 #|years|yrs|months""",
    # Adverts: what is offered, what to do, until when.
    "advert_offer": """% off|discount|cheaper
$ off
off ~1 your|everything|all|first|selected
free ~2 delivery|shipping|trial|gift|entry|sample|samples|quote|tote|drink|coffee|case|month|months|spins|consultation|installation|with|tickets|app|workshop|parking|tasting
only|from|just|now ~1 $
price of one|#
half price
special|exclusive|intro|introductory|weekend|today's|summer|winter|festive|limited offer|offers|deal|deals|edition|price|rate
bundle|bundles|bogof|giveaway|giveaways|prize|prizes|voucher|sale|clearance|savings|bargains|jackpot|bonus|pcm|operatives|vouchers
# for|4 #|$|#
new ~2 range|collection|menu|flavour|flavours|store|arrivals|season|films|releases|stock|branch|line
opening|vacancy|vacancies|position|role|opportunity ~1 for|in|at ~2 assistant|manager|driver|chef|engineer|sales|nurse|developer|teacher|cleaner|barista
hiring|recruiting
natural|organic|proven|guaranteed|clinically ~2 results|gummies|serum|tea|capsules|weight|skin|formula|ingredients
lost|lose|shed ~2 kilos|kilo|kg|stone|lbs|pounds|inches
passive|extra|easy|quick income|cash|money
trading ~1 signals|course|mentor
hacker|hackman
immediate start
gift card|cards
to|for rent|let
everything must
took ~2 years off
# bed|bedroom|bedrooms""",
    "advert_call": """click|tap|swipe|visit|order|shop|book|subscribe|join|download|register|apply|hurry|grab|discover|enter|explore here|now|today|us|yours|online|early|fast|free|below|link
sign up
link in ~1 bio|profile|comments
find out more
don't|dont miss ~1 out|it|this
send ~1 us|your|a cv|cvs|resume|application
cv|cvs|resume to|by
email|call|text|message|dm|whatsapp|contact|inbox ~2 us|me|him|her|mr|agent|dr|coach|on ~2 today|now|for|on|instagram|telegram|whatsapp|info|details|to
come ~1 and|along|down|on|see ~1 see|join|visit|try|say|down|in
full list|details|lineup|menu|schedule ~1 ,|here|http
http
👉|👇|➡|➜|🛒|🔗|📲|📞
> >
use|with|enter|quote|code ~1 code|promo
for more ~1 info|information|details
see you|u there
retweet|rt|repost|reshare|tag|follow ~1 and|&|this|us|to|, ~1 follow|retweet|like|share|win|enter|tag|friend|mates
try ~1 it|us ~1 today|now|free|yourself
no skills|experience|catch|strings|contract
available ~1 now|at|in|from|online|on
call|ring|text|contact|ask ~1 for? dean|dave|john|sam|lisa|sarah|mike|us|now|#
claim ~1 here|now|yours|your|it|today
like & subscribe
like and subscribe
subscribe ~1 for|.|,|to|below|here
no pets|agencies|timewasters|dss
tap|click to""",
    "advert_time": """ends|closes|offer|today|tonight|sale|only ~1 sunday|tonight|midnight|soon|today|tomorrow|friday|only|monday
only today
grand opening|reopening
while stocks|supplies
last chance|few|day|days ~1 to|left|,|.
limited time|spaces|places|stock|edition|availability
this|all weekend|saturday|sunday|friday|month|week ~1 only|at|from|in|.|,
first # ~1 customers|people|guests|orders|visitors
doors open
starts|launches|drops|begins ~1 this|on ~1 saturday|sunday|friday|monday|tomorrow|today
from #|home|your ~1 sofa|phone|am|pm|week|couch
$ a|per week|day|month|hour
now open
back|again ~1 in ~1 stock|store""",
    # Danger: what happened, to which part of whom, what doctor was needed, what the hazard was.
    "danger_event": """unplugged|evacuated|slipped|tripped|collapsed|trapped|crushed|slammed|swerving|swerved|skidded|derailed|overturned|capsized|toppled|impaled|electrocuted|scalded|stabbed|shattered|splintered|detached|fainted|choked|choking|suffocating|stumbled|concussed|swallowed|alight
fell|fallen|falling ~1 down|off|over|out|onto|from|through|backwards|asleep
gave|give|gives|giving way
came|come|comes|coming ~1 off|undone|away|loose|unclipped
landed|closed|closes|shut|closing|stepped|stood|knelt ~1 on|onto ~1 my|his|her
burnt|burned|burns|cut|cuts|sliced|hit|struck|scraped|scratched|grazed|stung|bit|bitten|jabbed|pricked|pinched|banged|bumped|cracked|broke|smashed|bruised|twisted|whacked ~1 on ~1 my|his|her|me|him|their|our
grabbed|pushed|shoved|kicked|choked|groped|touched|dragged|hit|slapped|punched ~1 me|him|her|my
nearly|almost ~1 fell|hit|lost|died|choked|drowned|crashed|killed|knocked|ran|broke|passed|electrocuted|blinded
went ~1 over|under|through|into|flying ~2 head|handlebars|bonnet|kerb|wheel|barrier|window|floor
ran|driven|drove|run ~1 over|into|off|at|through
exploded|exploding|explodes|burst|blew|ignited|combusted
after|since|from ~2 using|applying|wearing|taking|eating|drinking|ate|drank
came|come|broke|coming|breaking up|out ~1 in
coming|come ~1 to|down|round ~1 your|you|there
burning|stinging|blistered|bleeding""",
    "danger_body": """my|his|her|their ~1 arm|arms|leg|legs|neck|eye|eyes|wrist|ankle|knee|knees|elbow|shoulder|finger|fingers|thumb|toe|toes|rib|ribs|skull|forehead|lip|lips|mouth|tooth|teeth|throat|scalp|skin|chest|stomach|tongue|chin|jaw|hip|spine|ear|palm|cheek|nose|temple|feet|fingertip|knuckles
my|his|her ~1 head|back|foot|hand|hands|face ~1 .|,|when|while|because|off|against|open
by|on|in|to the throat|head|face|neck|arm|eye|leg|back
me|him|her|us ~1 in ~1 the ~1 head|face|eye|leg|arm|back|neck|throat|chest""",
    "danger_medical": """ambulance|paramedic|paramedics|casualty|stitches|concussion|fracture|fractured|xray|unconscious|vomiting|vomited|vomit|poisoning|poisoned|rash|hives|welts|blisters|seizure|epipen|asthma|tetanus|bleeding|bruises|bruised|sprained|injury|injuries|injured|burns|swollen|nauseous|diarrhoea|miscarriage|whiplash|antibiotics|pneumonia|hypothermia|heatstroke|headaches|dizzy|fitting|seizures|faint
a & e
x ray|rays
throwing|threw up
emergency room|department|surgery|dentist|doctor|vet
see|seen|saw|to|at|the|my ~1 doctor|gp|dentist|vet
black ~1 and? blue|eye
ill|sick ~1 all|since|after|from|as|for
panic|asthma|allergic|heart attack|reaction
passed out
in|to|from|at ~1 the hospital
allergic|skin|chest reaction|infection""",
    "danger_hazard": """fumes|smoke|smoking|sparks|sparking|flames|petrol|bleach|asbestos|shards|syringe|razor|cockroaches|wasps|lithium|toxic|carcinogenic|contaminated|poison|magnets|magnet
live|exposed|bare|loose|frayed|dangling|hanging wire|wires|cable|cables|wiring|socket
broken|shattered|sharp|smashed|jagged ~1 glass|edge|edges|metal|spring
glass|metal|plastic|bone|wire|screw|nail ~1 in|inside|from|all|everywhere
wet|slippery|icy|broken|loose|rotten|uneven|unlit floor|floors|step|steps|stairs|tile|tiles|handrail|railing|pavement|board|boards|kerb
seatbelt|seatbelts|airbag|airbags|brakes|brake|steering|tyre|tire|harness|handlebars|bumper|windscreen|throttle
fire|emergency exit|exits|door|alarm|escape ~2 locked|blocked|chained|broken|not
ladder|scaffold|scaffolding|escalator|rollercoaster|trampoline|ride|slide|platform|highchair|pushchair|pram|cot|stairgate|treadmill|balcony|railing
carbon monoxide
raw|undercooked|uncooked|pink|expired|mouldy|rotten|off chicken|pork|meat|burger|egg|eggs|inside|prawns|milk|formula
nuts|peanuts|peanut|sesame|gluten|dairy|shellfish|cashews|almonds ~1 in|inside
wrong|double|twice ~1 the ~1 dose|dosage|tablets|medication|medicine|strength|prescription
knife|gun|weapon|axe|bat
asleep|drunk|phone|speeding|swerving|texting ~1 at|on|while|behind ~1 the|his|her ~1 wheel|phone|motorway
# mph|kph|kmh""",
    # Those who only want to provoke: names they call, mockery, dares.
    "troll_insult": """idiots|idiot|morons|moron|sheep|losers|loser|clowns|clown|virgins|virgin|muppet|muppets|braindead|mugs|cowards|coward|peasants|bozo|nerds|nerd|cretins|cretin|imbeciles|imbecile|dumb|dumbest|simpleton|scum|trash|pathetic|ugly|thick|retard|wankers|wanker|twats|twat|tossers|dickheads|dickhead|bellend|bellends|scrotes|vermin|filth|degenerates|abortion|inbreds|chavs|dimwits|donkeys|lizard|lizards|cult|brainwashed|brainless|crybabies|crybaby|snowflake|karen|boomer|incels|mince|gay|failure
face like
your|ur|yo ~1 mum|mom|mother|nan|wife|sister|girlfriend
stupid ~1 .|,|people|company|bank|airline|lot
smell|smells|stink|stinks ~1 of|like ~2 farts|fart|wee|feet|cheese|arse""",
    "troll_mock": """lol|lmao|lmfao|rofl|haha|hahaha|hehe|😂|🤣|😘|🤡|💩|🖕|🥱|🍿|😜|🤪|😹|💀|🍼|👶|boohoo
hurr|durr|derp|pmsl|lul|kek|rekt|owned|pwned|yawn|boo|booo|mommy|mummy|waaah|waah|toodle|nananana|ner
day # .|,|of
admin|intern|interns|bot|mod
just here for|to
popcorn
tell your|ur ~1 ceo|boss|mum|intern|admin
imagine being|working""",
    "troll_dare": """cry|cope|seethe|ratio|fight|block|downvote|ban|sue|report me|harder|about|more|it
bet you|u won't|wont|can't|cry|didn't
come|fight|try at|me ~1 me|bro|then
what|whatcha ~2 gonna|going ~2 do ~1 about
won't ~1 reply|answer|dare
dare you|u
prove me
reply ~1 to|if ~1 this|me|you're|ur ~2 cowards|coward|gay|scared
notice|follow me ~1 .|,|senpai|back
whos|who's crying|laughing
suck ~1 on ~1 my|it|eggs|these|dick|a
get|go a|to|cry|back|outside ~1 life|job|mommy|kitchen|mummy|hell|bed|grass|school
get rekt|owned|wrecked
shut up""",
}


def single(lines: str) -> frozenset[str]:
    """Give the words of a cue that stand alone."""
    return frozenset(word for line in lines.split("\n") if " " not in line for word in line.split("|"))


HINT_PHRASES: Final = {
    cue: "\n".join(line for line in lines.split("\n") if " " in line) for cue, lines in HINTS.items()
}
"""For the lexicon; a word that stands alone is cheaper to find in the vocabulary of a text."""
HINT_WORDS: Final = {cue: single(lines) for cue, lines in HINTS.items()}
