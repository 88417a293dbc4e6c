"""Words of customers who answer our reply back: that it did not help, that it was not read, and mockery."""

from __future__ import annotations

from typing import Final

RETORT: Final = {
    "retorts": """already|literally|i've|we've|have ~1 tried|did|told|sent|said|explained|submitted|answered|gave|given|provided|filled|rang|called|emailed|asked|dmed|dm'd|messaged ~3 that|this|it|you|twice|times|these|them|already|before|december|first|your|everything|since|#|all
already tried|did|done|told|sent|said|explained|submitted|answered|gave|given|provided|posted|filled|checked|rang|called|emailed|asked|have|been|know|wrote|written
. tried|did|done ~1 that|this|it|all|everything .
. did . twice
as|like|which|what|because i|we|i've said|explained|told|mentioned|stated|wrote|already|keep|tweeted|pointed|just
i|we told|said|explained|asked|listed|mentioned|stated you|that|this|for|so|already|twice|it|the
told you|your ~3 already|before|twice|times|yesterday|last|week|#
that|it|this|which|tweet|post|thread|message|email|it's|that's ~1 is|was|exactly|precisely|literally|what|isn't ~2 what|point|whole|problem|issue|thing ~1 i|we|was|my|asked|said|of|about|.|that's
exactly|precisely|literally what|the ~1 i|we|point|problem|they ~1 said|asked|told|complained|was|wrote|have|with|.|here
that's|is|isn't|not the|my|whole|exactly|precisely|entire ~1 point|problem|issue|question
read|reread|look|scroll|start|without|before|by ~1 the|my|what|it|up|this|above|back|reading ~2 thread|tweet|post|message|question|email|tweets|again|first|wrote|said|messages|up|reading|.
scroll up
read the|my|it|what
do|did|don't|didn't you|u|ya|anyone|anybody|any ~3 read|listen|reading|understand|think|bother|care|even|actually|lot
you ~1 even|actually|people|lot ~1 read|look|listen|know|care
it's ~1 in|up ~2 first|there|thread|tweet|above|post
up there|above
#|second|third|fourth|fifth|sixth|seventh|tenth|nth|umpteenth|another|yet ~1 case|ticket|person|reply|reference|apology|agent|excuse|week|promise|link|form|robot ~3 you|you've|told|said|asked|now|running|to|.|number|this|in
another ~2 apology|promise|excuse|week|days|link|form|template|reference|fortnight|ticket|day|reply
nobody|none|noone|never|not|neither|without ~2 read|reads|answered|listens|listening|cares|replies|answering|respond|responds|helped
none|neither ~1 of which|your|you|these|those|this|that|them|it
you|your|u|they|you've|they've ~1 answer|answered|said|told|did|done|helped|solved|offer|resolve|changed|fixed|offered|given ~1 nothing|zilch|none|nobody
not ~1 changed|done|answered|helped|solved|fixed|a ~1 thing
does|did|changes|solves|means|helps|fixes|achieves|answers|tells|worth ~1 nothing|zilch|sod|bugger|nada|nowt
didn't|doesn't|don't|won't|did|didn|does|hasn't|isn't|wasn't|not|no ~2 help|helped|helping|helpful|answer|solve|change|address|resolve|use
. it|that|this doesn't|didn't|hasn't|isn't|wasn't|won't .
not|isn't|no|wasn't|hardly ~1 answer|help|solution|explanation|apology|point
. nope|nah|negative .
. nope .|,
absolutely|certainly|definitely|hell|clearly|obviously no|not .|,
. no|not .
. not accepted|hard|good|the|interested|from|in|sorry|true|enough|impressed|happy|helpful
too late
was|already|is yesterday|over
ran|run|passed|expired|gone|ended|lapsed ~1 out|while|waiting|early|by
patience ~4 out|gone|thin|left|none|limit
been|was|am|i'm ~1 patient
have|got none
. i|i've none|have ~2 left
out of patience
sorry|apology|apologies|apologise|regret|sympathy|feedback|notes|points|words ~1 isn't|aren't|doesn't|don't|won't ~1 get|pay|buy|mend|fix|help|feed|sorry|bring|make|change|cut|good|enough
you're|ur|are|i'm|don't|not ~1 not|sound ~1 sorry|confused|it|understanding
. i'm|it's|we're|that's|it|that ~1 not|isn't ~2 mix|confused|sorry|mistake|problem|card|one|phone|point|what
isn't|wasn't|not me|mine .
empty|hollow|just|only words|promises|apologies|talk
whose|who's ~1 fault|mistake|problem
your|ur|you're|their|own ~1 mistake|fault|error|mess|responsibility|terms|policy|policies|doing|template|script|bot|incompetence|failure|lie|lies|greed|excuse|excuses|guidelines|standard|chatbot|rules
that's|this|it's|is on you
that is|isn't your
you lot|people|clowns|muppets|jokers
so|basically|essentially ~1 that's|you|you're|basically|nothing|your|it's|the ~3 answer|can't|won't|don't|admit|saying|not|nothing|have|tough|stuck|procedure|bothered|no|relevant
. so another|basically|nobody|nothing|no|you're|the|what|that's|why|that
passing|pass|passed|pushed ~1 buck|pillar|on|around ~2 is|all|post|.
pillar to
no|not|any|never|none nearer|wiser|closer|further|forward|the
square one
why|how|what ~2 should|would|earth|hell|fuck|heck|sort|use|odds|good|point ~2 i|we|on|is|the|of|that|are
why ~1 do you think
supposed|meant to help|be|mean|cheer|feel
. with respect
don't want|need ~3 want|need|just|apology|voucher|apologies|excuses|sympathy|points|discount|template
i|we don't|didn't want|need|ask ~1 apology|apologies|voucher|sympathy|excuse|discount|your|sorry|for
i|we don't|didn't|never understand|miss|hire|order|agree|accept|buy|believe|ask|break|lose
you did|could|said|were|had|know|knew|have|promised|told|took|sent ~2 that|fine|this|know|known|already|in|warned|last|since|when|before|me
you said|promised|told
you and you
then give|why|your|i'll|you|we|what|do|tell|explain|don't|stop|maybe
. then
. because
. and my|your|yet|that|i
one of us
all|is|are you ~1 ever|do|have|had
only|just ~2 reply|replies|respond|answer|care ~2 public|shout|twitter|tweet|here|when|because
hide|hiding behind
nothing ~2 done|changed|happened|happens|helpful|useful|more|else ~1 .|since|to|in|yet
stop|quit|stopped sending|asking|telling|copying|wasting|pretending|saying|lying
how many|much|long ~1 more|times
pick|answer up|the ~2 phone
some of us
next time|order what
. by|with|expected|like|such who|whom|what|a
since # days ~2 same|no|nobody|nothing|waiting
it wasn't|isn't|was|is ~1 a? ~1 question|complaint|request|joke|opinion|accident
wasn't|isn't|not a question|request|problem|mistake|secret|game
this|today|it's is|makes ~1 day|week|month|attempt|number #
day|week|month|email|call|attempt|ticket # ~1 .|,|of|now|and
expired|cancelled|lost|failed|missed|late|broken because you|your|u
you ~1 sold|charged|took|lost|threw|cancelled|closed|ignored|left|broke|promised|refused|failed|forgot|stole|kept|deleted|billed|delivered|offered|let|blocked|told|hung|made|ended|advertised|dropped|shut ~1 me|my|us|our|it|the|a|something|to|on|them|him|her|someone|over|at
says you
your own
your ~3 doesn't|don't|never|won't|can't|isn't|put|told|keeps|keep|said|hung|left|lost
nobody|none|they|they've ~1 has|have|had ~1 read|looked|done|bothered|called
come and look|see
tell|ask|explain me|us ~1 how|why|what|again|something|then
i can't|cannot|won't feed|trust|accept
i was ~3 polite|calm|patient|civil
weeks|months|days|years|hours ~1 of|and|later|in|on ~2 waiting|this|nothing|still|same|excuses|silence
every|each single|time ~1 i|we|you|day
in # weeks|days|months
# times
you ~1 can|could|should|might|need|must|want|will|would ~1 start|try|stop|learn|look|keep|do|go|explain|tell|have
expect|expecting me|us to
how ~1 am|are|is|do|can ~1 i|we|she|he ~1 supposed|meant
been ~1 since # days|weeks|months
wrong thing|answer
second|third|fourth|fifth|sixth|seventh|tenth|nth|umpteenth time ~2 you|you've|told|said|asked|now
how is|does|will|would ~1 this|that|it help|fix|solve|change
what|not ~1 i asked
told|tells|telling me|us what|nothing|why ~1 suits|.|,|you
only|just tells|told me
answer|reply|response ~1 is|was|to ~1 no|nothing|none|useless
to|by|with whom
forwarded|passed|sent|escalated|handed ~2 to which|who|whom|what
i|we ~1 messaged|dmed|dm'd|emailed|wrote|written|contacted|rang|called|phoned ~3 twice|times
messaged|dmed|dm'd|emailed|wrote|written|contacted|rang|called|phoned ~3 twice|times
, not .
don't want ~4 , i ~1 want
isn't a|an washing|answer|solution|excuse|apology
apology|sorry ~1 isn't|is ~1 not
and you know it
none|no ~1 wiser|nearer|better
still ~1 in ~1 dark
your ~2 suggestions|tips|advice|steps|solution|solutions|fix|answer|reply|link|help ~1 didn't|doesn't|don't|isn't|is|was|are|wasn't|did ~2 work|help|working|useless|not|nothing|wrong|nonsense|no
none of ~3 works|worked|work|helps|help|helped|solutions|suggestions|tips""",
    "mocks": """yeah|yea|yh|aye|lol|haha ~1 right|sure|whatever .|,|it
sure it|you|they|they'll|you'll|jan is|are|do|will|does|did
if you say
how|very|so|oh|really|real|most|that's|super|such|truly|incredibly original|thoughtful|convenient|helpful|useful|reassuring|comforting|considerate|professional|inspiring|insightful|generous|clever|exciting|surprising .|,|a|i|that|#|after|from|😂|🙄
. ~1 clearly|obviously|evidently|apparently
presumably|allegedly|supposedly|evidently
clearly|obviously|evidently|apparently not|nobody|no|you|your|don't|doesn't
couldn't|can't make ~1 up
slow|golf clap|clapping|handclap
👏
wow ,? . . just|wow
just wow
. wow .
so|very|really|awfully glad|pleased|happy|grateful|lucky|proud ~2 pay|paid|upgraded|chose|loyal|premium
must be nice|great|lovely|wonderful
glad it|you|your ~2 works|work|ok|fine|enjoy
love|loving|loved how|that|the ~2 way|you|your|being|waiting
round and|we|in round|go|circles|again
here|off we go
same old|script|reply|answer|email|response|thing|story|excuse|line|nonsense|copy|message|template|link|words
copy|copied and|&|n|paste|pasted|+|/
word for word
like|talking|speaking|talk|are|as|a|your|by ~3 robot|bot|brick|wall|parrot|machine|chatbot|ai|recording|goldfish
are you|u ~2 bot|robot|serious|kidding|joking|real|human|having|taking|deaf|blind|actually|for
you've|you|have|you're|got ~2 kidding|joking|laugh|laughing
great|brilliant|fantastic|excellent|wonderful|super|fab|lovely|marvellous|perfect|outstanding|amazing|stellar|nice|good ~2 as|again|there|🙄|👏|not|pay|premium ~1 always|ever|usual
as always|ever|usual|per|if
thanks|thank|thx|cheers|ta|ty ~3 nothing|zero|ignoring|wasting|useless|confirming ~1 .|,|my|me|our|that|you're
congratulations|congrats|genius|masterful
so much for
nice|good|great try
sounds|about right
no shit|kidding
thoughts and|prayers
crickets|tumbleweed
in other|what ~1 words|planet|world|universe
what|which ~1 planet|world|universe
lol|haha|hahaha|lmao|rofl ~1 no|sure|right|okay|really|what|pay|whatever|you|i've
comedy|hilarious|comical|laughing|pantomime|kafka|kafkaesque
pat ~3 back
well|bless that's|isn't
lucky|silly|poor me|us|old
what a surprise|shock|shocker|joke|shambles|mess|farce|waste|shower|load|cop|treat|coincidence|clever|way
shocker|quelle
no|any|quelle surprise|shock|wonder
why didn't i|we
shouldn't|won't|wouldn't|not|don't ~1 hold ~1 breath
believe|see it|that when
heard|seen that|it|this|all ~1 before|one
tell|try|explain ~1 that|it|telling|explaining to
good luck
funny that|how|.
figures .
as if
hard pass
of|. course you|it|they|we|not ~1 can't|don't|couldn't|won't|is|it|do|are|.
i|we bet you|they|it
not ~1 chance|likely|hope
no you|it|they|we won't|don't|didn't|isn't|aren't|can't
says|said ~1 it|that|everything all|lot
always the|your|my|some|an
more|bigger|longer like
where it'll|it ~2 die|rot
by|with|to|like|than|of|from|for|expected ~1 who|whom|what .|,|exactly|a|though
into|in the void|bin|abyss|ether
genius|einstein|sherlock
marvellous|marvelous|splendid|stunning|super|charming|delightful . who|what|so|and|my|now|another|how|thanks|i|not|do|where|shall
isn't|hardly|not ~1 complicated|rocket|hard|difficult|brain
is someone|somebody|anyone
nobody home
indeed .|,
while you|your|we|i|they ~1 were|was|wait|waited|watching
so i imagined|dreamt|invented|made
imagined|dreamt|invented it|this
for you ~2 sure|maybe
i'm|am sure you|it|they|he|that|.
sure you are|do|did|will|have|were
like|as|than that|if|ever ~1 will|would|helps|matters|that'll
it would|will if you|your
so is|are|was|does
or what
heard|seen|read that|it|this|all|them|those on|in|before|last|from|a|since|one
and .
then what
very|how funny|droll|original|clever
nice|good|great|lovely ~1 that|to ~2 it|you|know ~2 works|cares|care|reading|listening
ha ha
not funny|laughing
laughing|laugh stock
at least you|it's|they ~1 consistent|honest|polite|replied|admit
only took|takes|needed|cost|been
what would i|we|you do|expect
talk|speak ~2 to ~1 hand|wall|myself
copy paste|that|reply
. oh good|great|joy|wow|brilliant|lovely|perfect|right|really|well|dear|no
just|well|oh|that's great|brilliant|perfect|lovely|wonderful|fantastic|marvellous|super|dandy|fabulous
merry christmas
tick|box box|ticking
lovely jubbly
priceless|groundbreaking|riveting
. typical|classic|predictable|standard|amazing|incredible|wow|unreal .|,|of|that|you|how
heaven|god forbid
god|lord knows|help
would|could you ~1 believe|credit|adam
funny|strange|odd|peculiar way ~1 of|to
has|have|is|did|does it|they|you heck|hell|fuck|eck
can't or won't
sooner|rather walk|die|eat|swim|crawl|pay|lick|stick|chew|have|drink
. convenient|handy|nice|lovely|lucky . ~1 after|for|when|because
isn't|wasn't|not ~1 word|words
explain that|how|why|this|yourselves
reading ~1 off|from ~2 card|script|sheet
i can count|read|tell|hear|see . ~1 it's|you
certainly|definitely|obviously|clearly not
if one|i ~1 more|hear|get
i'll|i'm|we'll ~2 scream
liar now|then
a liar
beyond that|angry|annoyed|it
not ~1 happy|angry|annoyed was
what exactly
lol|lmao|😂 .""",
}
"""`retorts`: the reply is turned down or thrown back; `mocks`: turns of phrase that irony likes."""
