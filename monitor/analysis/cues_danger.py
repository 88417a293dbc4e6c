"""Words of danger, injury and threat, to others or to oneself: they go before all else."""

from __future__ import annotations

from typing import Final

DANGER: Final = {
    "safety": """caught|catches|catching|on fire
fire ~1 in|on|hazard|started|broke|brigade|department|risk|service|crew|crews|extinguisher
went|gone|goes|burst up? in|into flames
smoke ~2 in|from|coming|cabin|filled|cockpit|started|out|pouring|inhalation
smoking|smoked|smouldering|smoldering|sparks|sparking|sparked ~1 from|out|when|charger|battery|plug|socket|kettle|toaster|oven|fridge|cable|motor|machine|phone|engine|dishwasher|dryer
burning|burnt smell|rubber|plastic|wire|wires|electrics|metal|cable
smell|smells|smelt|smelled|smelling|stink|stinks|reek|reeks|whiff ~2 burning|smoke|gas|burnt|scorching|petrol|fumes
scorched|singed|charred|smouldering|smoldering
plug|socket|outlet|cable|wire|wires|charger|adapter|battery|fuse ~2 melted|melting|smoking|sparked|sparking|sparks|smoke|fire|blackened|hot|swollen|swelled|burnt|burned
melted|melting|burnt|burned|blackened|hot|swollen|bulging ~2 plug|socket|outlet|wire|wires|cable|fuse|adapter|charger|battery
sparks|flames ~2 from|out|behind|flew|flying|coming|shooting|inside|everywhere
saw|gave|throwing|threw|shooting|spitting|shot ~2 sparks|flames
exposed|bare|dangling|live ~1 wires|wiring|wire|cables|cable
stranger|strangers|man|men|someone|somebody|intruder ~2 let|walked|came|got|broke|given ~1 into|in|access ~1 to? my|our|her ~1 room|house|flat|home|bedroom
burnt|burned down|through ~2 cable|casing|carpet|worktop|floor|table|wire|house|kitchen|shed|.|,
explode|exploded|exploding|explodes|explosion
blew|blown up ~1 in|on|and|my|while|.
steam|water|oil|hot|nasty|bad|a|chemical|acid|degree burn|burns|scald|scalds ~1 on|my|to|.|,|from
burn|burns|scald|blister|blisters ~1 on|to ~1 my|his|her|our ~2 hand|hands|thumb|finger|fingers|arm|leg|wrist|foot|face|son|daughter|chest|scalp|neck|lips
burnt|burned|scalded|scalding|burns|blistered ~1 my|his|her|our|himself|herself|myself ~2 hand|hands|thumb|finger|fingers|arm|leg|wrist|foot|face|son|daughter|chest|lip|mouth|scalp|skin|tongue|eyes
burnt|burned|scalded ~2 me|hand|hands|finger|fingers|arm|leg|skin|child|baby|son|daughter
hand|hands|arm|leg|finger|fingers|face|son|daughter|child|baby|scalp|skin|lips|eyes|eyelids ~2 burnt|burned|scalded|blistered|blistering|blisters|swelled|swollen|hives
came|broke|coming out ~1 in ~2 rash|hives|blisters|welts
throat|tongue ~2 closed|closing|swelled|swelling
got|get|gave|gives|getting|had ~3 shock|shocks from|off|touching|through
electric|electrical|electrocuted ~1 shock|shocks|fire|me
electrocuted
injured|bleeding|bled|concussion|concussed|hospitalised|hospitalized|amputated
my|our|his|her|an|serious|head|back|eye|caused|causing|personal ~2 injury|injuries
hurt|cut|broke|broken|fractured|sprained|dislocated|injured|bruised|twisted|sliced|gashed|crushed|severed ~1 my|our|his|her|me|him ~2 hand|arm|leg|head|back|foot|finger|fingers|thumb|knee|face|child|son|daughter|neck|ankle|wrist|rib|ribs|nose|tooth|teeth|hip|toe|collarbone|elbow|shoulder|eye|lip|chin|palm
broken|fractured|sprained|dislocated|shattered|cracked|chipped|broke ~2 wrist|ankle|rib|ribs|arm|nose|hip|collarbone|toe|finger|tooth|teeth|elbow|bones|kneecap|jaw|skull|pelvis
# ~1 stitches
needed|need|got|had|with stitches
black eye
blood ~1 everywhere|pouring|gushing|streaming
slipped|slip|tripped|trip|fell|fallen|fall|tumbled ~2 on|over|down|off|in|backwards|from ~3 floor|stairs|steps|step|wet|ice|lobby|escalator|ramp|kerb|platform|bed|pram|cot|highchair|bathroom|shower|pavement|spill|puddle|ladder|deck
went|go|flew|thrown over|off|head backwards|handlebars|first
had|has|bad|nasty|serious|mother's|mum's|dad's|nan's|wife's|law's|gran's ~1 fall ~1 in|on|at|off|from|because|down
wet|slippery|icy|uneven floor|floors|steps|stairs|tiles ~4 sign|signs|slipped|fell|cone|accident
knocked|hit|ran|run|mowed over|down|by ~1 by|a|my|him|her ~2 van|car|bus|driver|lorry|tram|truck|child|cyclist|dog|bike
nearly|almost ~1 hit|killed|died|crashed|drowned|choked|suffocated|ran|knocked|electrocuted|strangled ~1 me|us|my|him|her|over|down|a|the|on|someone|somebody|into|off
could|could've|might ~1 have ~2 killed|died|drowned|hurt|blinded|choked|fatal|tragic|dead|injured|suffocated|electrocuted
someone|somebody|someone's|somebody's|people|child|kid|anyone|you'll ~2 get|be|gets|getting ~1 seriously ~1 hurt|killed|injured
before|until|till someone|somebody|a|another|somebody's ~2 hurt|killed|dies|injured|die
somebody|someone|person|child|baby ~1 will|could|might|gonna|may ~1 die
accident waiting to
death|fire trap|traps
deathtrap|deathtraps
health and|& safety ~1 issue|risk|hazard|breach|violation|nightmare|executive|concern|problem
taken|rushed|sent|went|going|go|ended|spent|admitted|carted|night|hours|trip|airlifted ~3 hospital|er|icu
a & e
ambulance|paramedics|paramedic
on a drip
allergic|anaphylactic ~1 reaction|shock
anaphylactic|anaphylaxis
needed|need|use|used|using|with|gave|got|her|his ~1 epipen
contains|contained|undeclared|had|with|traces ~2 nuts|nut|allergens|allergen|peanuts|sesame|milk|egg ~3 allergic|label|listed|labelled|allergy|reaction|warning
nut|dairy|gluten|egg|peanut free ~5 reaction|epipen|hospital|ill|hives|contains|contained|swelled
food poisoning|poisoned
poisoned|poisonous|salmonella|listeria|legionella|botulism|norovirus
e coli
ill|sick|vomiting|unwell|puking|poorly ~2 since|after|from ~2 eating|ate|food|meal|dinner|takeaway|lunch|chicken|mussels|burger|salad|prawns|oysters|having|drinking|eat|curry|fish|breakfast|buffet|meat
been|was|were|both|all|us|and|fell|made|family|kids|everyone ~2 ill|vomiting|unwell ~1 since|after|from|all
made|making|makes ~1 me|us|him|her|them|everyone|kids|son|daughter|family ~1 ill|vomit|violently|unwell
violently|severely|gravely ~1 ill|sick|unwell
throwing|threw up ~1 all|since|after|blood|from|twice|both
vomited|vomiting|diarrhoea|diarrhea
sick all night|weekend
found|finding|bit|bitten|swallowed|there's|theres|there|had|crunched|chewed ~3 glass|metal|needle|shard|razor|blade|staple|nail|sliver|maggots|maggot|stone|mould|screw|bolt|wire|plastic ~1 in|inside ~4 sandwich|salad|food|jar|porridge|soup|bread|pot|bag|packet|tin|cereal|meal|burger|curry|yoghurt|rice|toy|teddy|chocolate|bar|drink|bottle|pie
glass|metal|needle|razor|blade|shards|shard|plastic|staple|maggots|bleach|screw ~1 in|inside ~3 food|porridge|baby|salad|soup|bread|yoghurt|yogurt|jar|cereal|sandwich|rice|curry|pizza|burger|formula|milk|drink|juice|chocolate|pasta|meal|sauce|wrap|cake|biscuits|lunch|dinner|breakfast|teddy|pot|tin|ice|pie|crisps|chips|nuggets|sweets
piece|pieces|bit|bits|shard|shards|sliver|slivers|splinter|fragment|fragments|chunk of ~2 glass|metal|plastic|wire|bone|wood ~1 in|inside|from
emergency landing|landed|descent|evacuation|slide
engine ~2 failure|failed|fire|exploded|blew
gas|carbon leak|leaks|leaking|monoxide|smell
gas ~1 escaping|hissing
co alarm|detector
near ~1 miss|collision|crash
unsafe ~2 drive|fly|use|condition|conditions|plane|car|product|vehicle|with|for|around
is|are|it's|so|very|really|that's|was|were|bloody|extremely|its|highly|downright|absolutely|incredibly|seriously|potentially ~1 dangerous|unsafe|hazardous|lethal
dangerous ~1 driving|driver|drivers|condition|fault
dangerous and|for|around|near|when|if|with
button|coin cell|battery|batteries ~4 mouth|throat|swallowed|baby|toddler|child
danger|risk|hazard to ~2 life|public|children|kids|others|health|anyone|everyone|passengers|people|child
driver|drivers|pilot|courier|van|bus|rider|cabbie|he|she ~3 on|using|texting|watching his|her|their ~1 phone|mobile ~1 while|doing|driving|at|all|the|whole|.|,
texting|drunk|asleep|drinking ~1 while|at|behind ~1 driving|wheel
drunk driver|driving|pilot
ran|jumped|through|run|running ~2 red light|lights
# ~2 in|on|past|through|outside ~3 school|residential|# ~1 road|zone|limit|mph
drove|swerved|pulled|overtook ~2 at|into|onto|off ~2 path|pavement|road|oncoming|cyclists|pedestrians|me
heart attack|failure
seizure|unconscious|fainted|collapsed|convulsions
having|suffered a stroke
choking|choked ~1 on|hazard|to
suffocated|drowning
brakes|brake|steering|accelerator|throttle|handbrake|airbag|airbags|seatbelt ~2 failed|fail|failure|stopped|went|locked|snapped|stuck|jammed|sheared|gave|didn't ~2 .|,|to|out|on|while|at|in|when|working|deploy|going|doing|as|completely|motorway
tyre|tire|tyres ~1 blew|burst|exploded ~1 out|on|at|while|doing
wheel|wheels|bonnet|handlebars|handlebar|pedal|stem|fork|axle|bolt|harness|buckle|rung ~2 came|fell|flew|snapped|sheared|broke|gave|detached|ripped ~1 off|clean|open|away|way|under
bolt|stem|axle|harness|rung|pedal ~1 snapped|sheared
chair|highchair|cot|bed|stool|swing|ladder|trampoline|bench|shelf|step|bunk|hammock ~2 collapsed|gave|tipped|snapped|broke|came ~1 under|way|beneath|over|with|down|on ~3 me|him|her|my|son|daughter|toddler|baby|us|mum|kid|while|child
snapped|sheared|broke|collapsed|came ~2 off|under|while|at ~2 # mph|kph|kmh
fell|fallen|falling|dropped|came|crashed|collapsed|landed ~1 on|onto ~1 my|me|his|her|him|us|the|top ~2 head|foot|bed|cot|baby|son|daughter|child|sleeping|kids|toddler|passengers|him|me|her
ceiling|roof|balcony|wall|shelf|shelves|scaffolding|wardrobe|mirror|cupboard|boiler|radiator ~2 collapsed|fell|came|falling|caved ~1 in|down|on|off|onto|through
oven|glass|screen|dish|jug|bottle|kettle|door|lid|shower ~2 shattered|exploded|shattering|burst ~2 in|over|all|hand|everywhere|on|onto|next
lift|elevator|ride|rollercoaster ~2 dropped|plunged|plummeted|jolted ~3 floors|feet|metres|storeys
trapped ~2 lift|elevator|smoke|seat|finger|fingers|hand
assaulted|assault|attacked|groped|harassed|molested|raped|stalked|mugged|punched|spiked|knifepoint|gunpoint
threatened ~1 to ~1 hit|kill|punch|hurt|stab|beat|assault|me|us
feel|felt|feeling ~1 threatened|unsafe
shoved|grabbed|punched|slapped|kicked|spat|headbutted|dragged ~1 my|me|her|him|at ~2 son|daughter|child|wife|mum|husband|arm|me|face|friend|kid|mother|girlfriend|by|in|and|.|,
security|bouncer|bouncers|guard|doorman|driver|officer ~2 punched|assaulted|dragged|choked|kicked|beat|grabbed|shoved|spat
knife|gun|weapon|machete ~1 on|at ~1 me|us|the|board|him|her|plane|bus|train|school
followed me|us|her|my ~2 home|car|daughter|wife|street
don't|didn't|did|do|not|never|no ~1 feel|felt|feeling ~1 safe
feared|fear|fearing|fears|scared|afraid for ~1 my|our|her|his ~1 life|lives|safety
walking|walk|walked ~1 home ~4 alone|own|dark|docks
waiting|waited|stood|standing|left|stranded ~1 alone ~2 in|at ~2 dark|night
son|daughter|child|toddler|baby|girl|boy|kid|kids|grandson|granddaughter|he|she ~3 alone|unsupervised|unattended|himself|herself|unaccompanied|wandered ~1 on|outside|in|at|out|off|onto|.|, ~2 pavement|street|road|car|park|gate|outside|nursery|school|platform|station|dark|hours|airport
pavement|street|road|gate|station|dark ~2 by|on|all himself|herself|themselves|his|her ~1 own|.|,
let|released|left|leaving ~1 my|a|our|the|him|her ~2 alone|unattended|unsupervised
wrong|double|expired|mislabelled|contaminated ~2 medication|medicine|dose|dosage|prescription|tablets|pills|meds|insulin|injection|inhaler
someone|somebody|patient's|person's ~1 else's|else ~1 medication|medicine|prescription|tablets|meds|pills
overdose|overdosed
safety ~1 hazard|issue|risk|concern|violation|threat|violations|fault|failure|critical|fears
life threatening|or
child seat|lock|gate ~2 failed|broke|opened|snapped|came|gave
i|we ~1 know where|when ~3 live|lives|work|works|park|parks|finish|finishes|sleep|branch|sleeps
i|i'll|i'm|we'll|gonna|going|want|wanna|will|swear ~3 kill|shoot|stab|strangle|bomb|torch|murder|firebomb ~1 you|u|him|her|them|your|those|that|every ~2 head|all|lot|driver|drivers|family|office|branch|manager|.|,|next|myself
i|i'll|gonna|going|will|we'll ~2 smash|kick|break|punch|cave ~1 your|his|her|their ~1 face|head|windows|teeth|legs|jaw|skull|in|door
watch your back|backs
somebody|someone|you'll|they'll|he'll|she'll|you ~1 will|gonna|going ~2 pay|regret ~1 for ~1 this|what|that ~1 one|dearly|with|in ~1 way|blood|life
bomb|acid|death threat|threats|attack
come|coming down|round|over ~1 there ~3 bat|knife|gun|hammer|petrol|axe
point|reason|energy ~1 in|of|to|for ~1 carrying|going|living|live ~1 on|anymore|any|.|,|for
nobody|noone|one|world|everyone|anyone ~2 miss|notice|without ~1 me|gone|if ~1 .|,|when|i|gone
be better off ~1 without|dead ~1 me|.|,
well|off be? dead
can't|cannot|couldn't|don't|not ~1 want|go|carry|cope|wanna ~2 live|living|on|here ~1 living|like|anymore|any ~1 anymore|longer|more
kill|killing|hang|hanging|harm|harming|hurt|hurting|cut|cutting|drown myself
end|ending|take|taking ~1 my own? life
end it all
suicidal|suicide
want|wanted|wish|wishing ~1 to|i ~1 be|was|were dead
caught|catch|gone|went alight
swallowed ~3 magnet|magnets|battery|batteries|piece|bit|glass|pin|screw|coin
blood ~1 in|on ~2 bath|bed|sheets|sheet|floor|towel|towels|mattress|pillow|food|sink|walls|seat
needles|syringe|syringes ~1 in|under|on ~2 bed|seat|room|bag|sand|bath|pillow|floor|park|mattress
hurt|kill|harm|hit|stab|shoot somebody|someone|anyone ~1 in|at|if|there|soon|.|,
point ~1 in|of being|living|life|existing|any
wiped|mowed|took out ~3 kids|schoolkids|pedestrians|cyclist|family|children|child
someone|somebody else|else's ~2 pills|tablets|medicine|medication|meds|prescription|insulin
given|gave|took|sent|got ~2 wrong ~1 insulin|tablets|medicine|medication|pills|dose|prescription
uncapped|unsecured|unguarded|ungrounded|unearthed
our|we|all|terrible|bad|splitting headaches|headache ~2 gas|fumes|smell|since|paint
followed me|us|her|my to|home|into|around|down
# ~1 degree|degrees burns
went|go|going up ~1 like|in ~1 a ~1 torch|flames|smoke
thrown|threw ~1 me ~1 across|into|off|against|from ~1 the
plaster|tooth|nail|fingernail|cockroach|mouse|rat|tick|razor|wire|screw|glass|stone ~1 in|inside ~1 it|my|his|her|the|our ~2 food|pizza|burger|salad|soup|sandwich|curry|meal|wrap|rice|bread|pie
mercury|asbestos ~2 in|on|all|everywhere|from|over|exposed
nodded|nodding|fell|dozed|dozing|falling off|asleep ~2 at|twice|behind|on|while ~2 wheel|motorway|driving
coma|comatose
exposed|exposing|flashed|masturbating|masturbated ~1 himself|at|on|in
sprang|snapped|slammed|shut back|shut|on ~3 finger|fingers|hand|arm|leg
tip of ~1 my|his|her finger|thumb|toe|nose
slit|cut|slash your|his|her|their ~1 throat|throats|tyres|brakes|wrists
ending|end it ~1 all|because|over|tonight
smelt|smells|smelled|smell|stink|stank like|of ~1 petrol|gas|burning|fumes|paint|bleach|chemicals|carbon
carbon monoxide|dioxide
# ~1 stitches|fractures
lost ~1 consciousness|two|half|her|his|my|a ~1 consciousness|tooth|teeth|finger|fingers|toe|sight|eye
through my|his|her|the ~1 lip|foot|hand|eye|cheek|leg|palm
stuck in ~1 the|a|your ~1 lift|elevator
blind|blinded ~1 in|for|by ~1 one
knocked ~1 me|him|her|us|unconscious|my ~1 out|over|off|down|unconscious
no ~1 fire|smoke ~1 alarm|alarms|exits|extinguisher|exit|escape
fire exit|exits|door|doors|escape ~2 locked|blocked|wedged|chained|propped
blocked|locked|chained|wedged fire exit|exits|door|doors
wired ~2 wrong|incorrectly|backwards|badly
resuscitate|resuscitated|defibrillator|cpr|lifeguard ~1 .|,|and|for|on|had|was|in
racially|sexually|physically ~1 abused|assaulted|harassed|attacked
racist|homophobic ~1 abuse|attack|assault|driver|slur|slurs
predator|pervert|paedophile|creep ~1 on|in|at|following|staring
touched|touching|touches ~1 my|her|me|himself|inappropriately ~1 inappropriately|up|leg|thigh|bum|breast|daughter|son
spiked ~1 my|her|his|drink|drinks
self harm|harming|harmed
jump|jumping|jumped off|in|from ~1 a|the ~1 bridge|building|roof|train|front
raw chicken|pork|mince ~1 .|,|in|inside|served|and
undercooked|uncooked|pink ~1 chicken|pork|in ~1 the|middle
out of date ~2 baby|milk|formula|food|meat|chicken|medicine
choking|choke hazard
sharp ~1 edge|edges|metal|plastic|point|piece|bit ~3 cut|finger|baby|child|toy|hand|mouth
blew|tipped|toppled|turned over|away ~2 children|kids|people|child|us|toddlers
kicked|hit|hurt|poisoned|killed|attacked|bit my|our|the ~1 dog|cat|puppy|pet|kitten|horse
rats|mice|cockroaches|cockroach|rat|bedbugs|maggots ~1 in|on|running|all ~3 ward|hospital|nursery|kitchen|bed|bedroom|food|restaurant|canteen|cot
blue with cold
lips|hands|feet ~1 went|turned|are|were blue
shock|shocks off|through ~1 the|my|a
pills|tablets|medication|medicine|prescription|inhaler|meds ~5 aren't|not|isn't|wasn't ~1 mine|his|hers|ours
name on the ~1 box|label|bottle|packet is|says|was ~2 not|mrs|mr|someone
want it ~1 all ~1 to stop|end|over
can't feed|go ~1 on|my|them|the ~1 kids|children|like|any|them
be|i'll ~1 waiting ~1 in|outside|by|for|at ~2 car|him|her|door|gate|exit|them ~1 park|when|after|at
left|leaving the gas on
restraint|restraints|harness|bar|belt|buckle|strap ~1 lifted|undone|opened|unlocked|failed|undid ~2 halfway|on|during|mid|round|while
fainted|passed|collapsed ~1 out ~2 on|in|at|from|heat
choked ~1 on
mould|mold|maggots|glass|metal ~2 in|inside ~2 formula|baby|bottle
bouncy castle ~3 blew|collapsed|deflated|tipped|flew
neglect|neglected|abused|mistreated|starved|dehydrated ~2 by|in|at|my|mum|dad|mother|nan|residents|him|her|dog
bed sores|bedsores
sepsis|stillborn|miscarried|overdosing
left ~1 on|in ~2 floor|corridor|trolley ~3 hours|#|all|night
locked ~1 in|inside ~2 store|shop|toilet|room|building|bank|car|lift""",
}
