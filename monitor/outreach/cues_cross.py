"""Words of customers whom our reply made angry: insult, disgust, and threats of law, of leaving, of telling others."""

from __future__ import annotations

from typing import Final

CROSS: Final = {
    "cross": """useless|pathetic|ridiculous|unacceptable|appalling|disgraceful|disgusting|shambles|shambolic|farce|farcical|ludicrous|laughable|outrageous|insulting|shameful|shameless|disgrace|nonsense|rubbish|garbage|trash|bullshit|bollocks|crap|crappy|bs|bull|horseshit|codswallop|hogwash|baloney|drivel|waffle|cobblers|tosh|incompetent|incompetence|clueless|cowboys|crooks|thieves|robbers|liars|liar|lies|lying|scam|scammers|scamming|rogues|clowns|clown|circus|jokers|amateurs|muppets|idiots|morons|idiotic|moronic|dismal|abysmal|atrocious|diabolical|dire|woeful|hopeless|dreadful|deplorable|horrendous|horrible|terrible|awful|worst|furious|fuming|livid|angry|seething|disgusted|disappointed|disappointing|insult|inexcusable|unbelievable|joke|wtf|ffs|omfg|smh|absurd|infuriating|frustrating|frustrated|exasperating|maddening|unreal|fobbed|fobbing|dishonest|deceitful|misleading|patronising|patronizing|condescending|insensitive|heartless|callous|uncaring|rude|arrogant|dismissive|evasive|robotic|scripted|canned|automated|template|templates|generic|boilerplate|gaslighting|excuses|excuse|platitudes|shoddy|theft|robbery|fraud|unpaid|ignored|ignoring|😡|🤬|😠|😤|🖕|👎|🤡|💩|🙄|😒|🤦|😑|🤨
shame on
stick|shove it|your|that|ur
get stuffed|lost|knotted|real|fucked|bent
screw|sod|fuck|stuff you|this|off|that|it|your
bugger|piss off|me|all
bloody|absolute|total|complete|utter|what|such ~1 joke|farce|disgrace|shambles|mess|waste|rubbish|nonsense|cheek|insult|nerve|liberty|con|robbery|shower|disaster|racket
the|have|honestly|of|you've|sheer|some cheek|nerve|audacity|gall
daylight|highway robbery
waste|wasting|wasted ~2 of|my|our|time|more|breath|evening|day|morning|money
how dare|hard|stupid|low
fed|had|sick|tired up|enough|of|and
had it with|up
not|isn't|hardly|nowhere|nothing|far|barely ~1 good|near|from|hard ~1 enough|near|acceptable
poor|bad|shocking|terrible|awful|shoddy|appalling|lousy|sorry|abysmal|worst ~1 form|show|service|response|excuse|reply|attitude|customer|answer|effort|joke|support|taste|treatment|experience|business|communication
let ~2 down
couldn't|can't|cannot be|give ~1 bothered|arsed|damn|shit
couldn't care less
don't|doesn't|didn't|clearly|obviously|nobody ~1 care|cares|give|listen|bother
ashamed|embarrassing
have some|no shame|decency|respect|integrity|clue|idea|intention|conscience
no shame|decency|respect|integrity
flat|bare|total|another|outright|a|straight ~1 lie
make|making|made things|it|stuff|that up
fiction|fairytale|fantasy
don't lie|insult|patronise|patronize|give|hide|pretend|bother ~1 me|us|to|replying|behind|my
spare|give me|us ~1 break|the|strength
beggars belief
beyond|past|worse ~1 joke|belief|words|caring|pathetic|parody|ridiculous
makes|making ~1 sick|blood|mad
my blood
for god's|goodness|heaven's|christ's|fuck's|crying|pete's sake
enough is
hung up
a slap|kick in
last straw
lip service
ripped|ripping|rip off|me
taking|having the|a piss|mick|mickey|michael|biscuit|laugh|giraffe|bubble
pull the|other
out of your|ur ~1 minds|mind|depth
you|they ~1 should be ashamed
hell|fuck|heck is|are|do|did|was
someone|somebody who knows
ruined|dizzy|sickening
one|# star|stars .|,|yes|review|from
#|zero|one|nil out|/|from of|#
# / #
#|zero|nil .
bin|binned|binning|void|dustbin
thanks|thank|thx|cheers|ta you? for ~1 nothing|no|not|wasting|ruining|losing|ignoring|leaving|making|cancelling|canceling|keeping|headache|runaround|useless|canned|generic|bot|lack|delay|stress|false
worthless|unhelpful|sucks|suck|shit|unhappy|unsatisfied|dissatisfied|robot|bot|liar|shite|crappy|unacceptably|fob|whom|stonewalled|stonewalling
not|isn't|wasn't ~2 satisfied|happy|impressed|amused|helpful|acceptable|ok|okay|true|fair
giving|give up
give|gave|giving up on
expected|expect ~1 better|more
you can't|cannot|couldn't do|help|even|be
no use
no thanks to
don't you|u dare
the mug|fool|idiot|sucker|muggins
do|does|did your|ur|their job|jobs
your job
con|conned|conning|fleeced|robbed|duped|cheated|swindled|stitched
stolen|stole|steal|stealing ~2 money|from
hire somebody|someone|people|staff
absolute|utterly|absolutely|complete ~1 mad|madness|bonkers|insane|insanity|crazy|chaos
insane|insanity|madness|bonkers|nuts|mental|crazy
appalled|outraged|speechless|gobsmacked|astonished|stunned|aghast ~2 that|at|by|how|you
bare minimum
insult|insulted|insulting
treat|treating|treated ~2 like ~1 dirt|idiot|fool|rubbish|criminal|child|number|nobody|second
like|as ~1 a|an idiot|fool|criminal|nuisance|number
disrespect|disrespectful|contempt|negligent|negligence|unprofessional|unhelpful|obstructive|cruel|disgustingly|heartbroken|sickened|horrified|shocked|despair|despairing|nightmare
zero|no|nil|minus customer|empathy|sympathy|accountability|ownership|communication|respect|support|point|compassion|interest ~1 care|service|.|,|from|whatever|at
worse than|and|every""",
    "threatens": """ombudsman|ombudsmen|solicitor|solicitors|lawyer|lawyers|attorney|regulator|ofcom|ofgem|ofwat|fca|b|ftc|cfpb|watchdog|chargeback|tribunal|trustpilot|sue|suing|invoice
trading standards
small claims
claims court
legal action|advice|proceedings|route
see|take|taking ~1 you ~2 court
consumer rights|protection|affairs|court|forum
better business
speaking|talking|talk|going|writing|complaining|report|reporting|reported|escalating|contacting|taking ~3 bank|police|mp|ceo|council|press
dispute|disputing|reversing charge|payment|transaction|it
cancel|cancelling|canceling|cancelled|canceled|closing|ending|terminating|ditching|deleting|binning|quitting|leaving|moved|moving|closed ~2 account|subscription|membership|contract|policy|everything|.|now|business
i'm|we're|am cancelling|canceling|leaving|done|out|off|moving|finished|through .|,|with|here|to|now
done|finished|through with
never|won't|not|last|wouldn't|be ~2 again|back|returning|use|using|buying|shopping|flying|fly|buy|booking|ordering|another|getting|next|seeing|welcoming|coming ~2 you|again|here|from|with|your|back|penny|one|order|us|.
never again
. you won't
won't|not|you|we|i|don't|on ~1 seeing|welcoming|getting ~1 back|again|me|us
last time|straw|order|penny|booking|purchase
lost|losing|lose ~2 customer|custom|business|sale
take|taking|took ~2 business|custom|money ~1 elsewhere
going|go|we'll|i'll|move|moving|switch|switching|switched ~1 elsewhere|competitor|competition
switching|switched|moving|moved|gone to
another|different|your provider|competitor|competitors|rivals
avoid|boycott|warning|warn|beware ~3 this|company|people|everyone|others|anyone
warn|warning everyone|everybody|anyone|people|others
want|demand|demanding|just|full|so ~2 refund ~1 now|today|immediately|full|.|,
card company
rest from ~1 my
money back ~1 now|today|or
last ~2 you'll|you|i'll|i ~2 see|get|hear|spend
that's ~1 it ~1 i'm|we're|for
refund me
that's ~1 no then
card|account|contract's|card's cut|closed
loyal|customer|happy until|till
speak|talk|put|escalate|get|give ~2 to|through|me|someone ~2 manager|supervisor|human|person|adult|who""",
}
"""`cross`: anger and insult; `threatens`: law, press, leaving, wanting somebody higher up."""
