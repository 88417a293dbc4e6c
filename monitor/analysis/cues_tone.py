"""Words of feeling and of irony: how something is said, not what."""

from __future__ import annotations

from typing import Final

FEELING: Final = {
    "anger": """angry|furious|fuming|livid|outraged|outrageous|outrage|pissed|rage|raging|irate|😡|🤬|😠|infuriating|infuriated|mad|seething|hate|hated|disgrace|disgraceful|unacceptable|ridiculous|shameful|unbelievable|inexcusable|idiots|morons|liars|thieves|crooks|criminals|scammers|incompetent|boycott|insult|insulting|wtf|joke|bs|bullshit|lies|lied|scam|fraud|robbed|stole|stealing|theft|worst|fucked|screwed
sick|tired of
sick and tired
fed up
shame on
how dare
what the hell|fuck|heck
had enough
get your|ur|it shit|act|together""",
    "profanity": """fuck|fucking|fuckin|fucked|fck|fcking|f*ck|shit|shitty|bullshit|damn|damnit|dammit|goddamn|ass|asses|asshole|assholes|bitch|bastards|bastard|crap|crappy|hell|piss|pissed|wtf|wth|motherfucker|motherfucking|bloody|effing|freaking|friggin|fricking|af|omfg|stfu|dick|cunt|twat|wanker|wankers|bollocks|sucks|suck""",
    "fear": """scared|scary|afraid|terrified|terrifying|frightened|frightening|worried|worrying|panic|panicking|dangerous|danger|unsafe|nervous|fear|emergency|urgent|urgently|desperate|desperately|traumatized|trauma|anxious|anxiety|horrifying|asap|help|sos|hazard""",
    "disgust": """disgusting|disgusted|gross|filthy|revolting|nasty|vile|sickening|vomit|puke|stinks|stank|smells|repulsive|appalling|appalled|disgust|shocking|shocked|horrific|atrocious|deplorable|abhorrent|moldy|maggots|cockroach|roach|bugs|rotten""",
    "low": """sad|sadly|disappointed|disappointing|disappointment|unfortunately|sorry|shame|pity|tired|exhausted|bored|boring|meh|bummed|bummer|unhappy|miss|lonely|depressed|depressing|down|unfortunate|regret|underwhelmed|sigh|whatever|alas|hoped|hoping
let down
oh well
what a shame|pity
wish you|it|they|there|i|we""",
}

IRONY: Final = {
    "bitter": """thanks|thank|thx|ty|thankyou|cheers ~3 for ~2 nothing|ruining|losing|cancelling|canceling|wasting|breaking|delaying|ignoring|leaving|stranding|lying|charging|not|keeping|destroying|scamming|cancelled|screwing|delay|delays|hanging|forgetting|missing|damaging|another|overcharging|ripping|failing|making|sending|waiting|lost|losing|false|wrong|bad|poor|terrible|awful|horrible|worst|no|zero
thanks|thank for ~1 the ~1 delay|delays|wait|lies|runaround|mess|headache|stress|late|lost|broken|terrible|horrible|awful|bad|poor|worst|miserable
way to ~1 ruin|lose|treat|screw|mess|not
great|good|nice|awesome|excellent|fantastic|brilliant|fine|stellar|super|lovely job|work|customer|service|start|way ~3 losing|not|delaying|cancelling|canceling|breaking|ruining|keeping|ignoring|wasting|lost
love|loving|loved how|when|that|being|sitting|waiting|having|paying ~3 <not>|charge|charges|lost|late|delayed|cancelled|canceled|stuck|wait|waiting|hours|hold|pay|broken|ignore|ignored|ignoring|stranded|miss|lie|lied|again|extra
thanks|thank|thx ~4 not
so much for
no|zero thanks to
slow clap
only took|takes|needed ~4 missed|failed|cancelled|lost|wrong|broken|calls|emails|attempts|visits|appointments|complaints|months|weeks
superb|great|excellent|brilliant|fantastic|lovely|top|stellar|amazing|outstanding ~2 service|job|work|effort|stuff ~4 as ever|always|usual
treated|treat ~1 me|us ~1 to a|another
never|always|rarely fails|failed ~1 to disappoint|annoy|ruin|let
great|good|nice|awesome ~3 👏|🙄|😒|😑|🙃|😤
👏 👏 👏""",
    "irony": """thanks|thank|thx|ty you? for ~1 nothing
love|loving|adore how|when|that|waiting|being|sitting|having|paying|getting
gotta|got|have to? love
great|good|nice|awesome|excellent|fantastic|brilliant|fine|stellar|wonderful|super job|work|going|start|one|way|customer|service|timing ~3 losing|with|on|at|of|keeping|to|by|not|delaying|cancelling|canceling|breaking|guys
way to ~1 go|ruin|lose|treat|make|start|keep|screw|mess|be|not|run|leave|help
yeah|yea|ya right|sure|okay|ok
oh|well great|joy|good|wonderful|look|yay|nice|fantastic|awesome|lovely|perfect
so|how|very|real|really|super ~1 helpful|professional|classy|impressed|nice|convenient|reassuring|lovely ~1 not|,|.|when|that
truly ~1 a ~2 premium|experience|service|masterclass|triumph
big|huge|slow|golf clap
👏
🙄
ironic|sarcasm|irony|sarcastic|justkidding|shocker|servicewithasmile|thanksfornothing|customerservicefail
shocker|surprise surprise|.
what a surprise|treat|joy|delight|pleasure|shocker|shock|start|great
how|very convenient|lovely|nice ~1 of|that
as|per always|usual
no ~1 surprise|surprises|wonder|shock
must be|have nice|been
nice try
only took|takes|cost|costs|needed|had ~2 #|a|an|the
as ever
points for
premium|luxury|star ~1 experience|service|treatment
wonders|joys of
well played|done
i guess|suppose ~3 thanks|cool|great|too|right
apparently
real|really|totally|absolutely ~1 worth ~1 the|my
congrats|congratulations|kudos|bravo|props ~2 on|for|to
keep up ~2 great|good|fine|bad
can't|cannot|couldn't wait ~2 spend|sit|hear|wait|fly|stand
wow|yay|yippee|hooray|woohoo|hurray
so much fun|for|love
my|another favorite|favourite ~2 part|thing|way
just what|perfect i|we|timing|needed
exactly what i|we
clearly|obviously
😒|😑|🙃|😏|😤
how do you like""",
    "laugh": """lol|lmao|haha|ha|hahaha|😂""",
}
