"""Words of customers who take note, agree, comply or let a matter go: neither pleased nor displeased."""

from __future__ import annotations

from typing import Final

from monitor.analysis.words import listed

CLASSES: Final = {
    "do": listed(
        "wait try check go look call ring phone email write send dm message bring take pop pick order buy use do keep get pay give leave "
        "come drop collect post return fill apply rebook reorder speak ask have make let contact see sort stick put hang hold watch read "
        "stay switch reset restart test monitor register sign book reply follow upload download install stand visit swing head update "
        "manage cope sit change move be reach review print walk meet land start set eat stop fetch find borrow"
    ),
    "did": listed(
        "sent checked filled booked posted emailed messaged dmed dm'd dmd submitted completed picked printed replied paid registered signed "
        "uploaded attached forwarded reset confirmed accepted updated restarted responded applied ordered contacted shared entered followed "
        "written moved rebooked changed chosen dropped left kept paused switched cancelled used set saved added closed downloaded"
    ),
    "day": listed(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri tomorrow today tonight noon # pm "
        "january february april june july august september october november december weekend o'clock clock"
    ),
    "ok": listed("fine ok okay good grand great works suits perfect alright cool lovely convenient acceptable"),
}

ASSENT: Final = {
    "okay": """ok|okay|okey|k|kk|oki|okie|okk|alright|alrighty|aight|noted|understood|gotcha|righto|roger|yep|yup|aye|agreed|acknowledged|understandable|np
. fine|sure|right|cool|fair|yes|yeah|ah ~1 .|,|then|ok|okay|thanks|so|i|we
. fine|sure|right|cool|fair|yes|deal .
fair enough|do's|dos|point|comment
got it|that .|,|thanks|thank|cheers|ta
no problem|worries|probs
i see|understand|get|appreciate .|,|now|the|that|it|it's|you
ah ok|okay|right|i|fair|well
makes|make|made|that sense|explains
good|useful|helpful|handy|nice to know|hear
no worries|problem|problems|probs|prob|bother|biggie|rush|drama|stress|sweat|harm|hurry|matter|need|trouble
in no rush|hurry
not a problem|worry|rush
that's|it's|its|is|be|are|was|sounds|looks <very>? fine|ok|okay|alright|cool|grand|reasonable|fair|acceptable|suitable|good
all right
sounds|looks|seems good|fine|reasonable|ok|okay|fair
thanks|thank|thx|cheers|ta you? for ~2 letting|update|info|information|reply|replying|response|responding|explaining|clarifying|looking|heads|checking|confirming|link|advice|tip|trying|explanation|clarification|number|telling|answer|answering|details|getting
thanks|thank|thx|cheers|ta|ty you? anyway|though
didn't|never know|realise|realize|see|spot
missed|misread that|it
mistakes|things|it happen|happens
. very well .
stay safe
thanks|thank|thx|cheers|ta|appreciate you? for? ~1 quick|prompt|fast|speedy|swift|rapid ~1 reply|response|answer|help|update|attention
sure thing
. sure .|,
ok|okay|right|oh|fine so
that's all i|we ~1 need|needed|wanted
just checking|asking|wondering|curious
good|nice|great enough
if|as you say so
no more questions
that answers|helps|clears
answers my
all clear|good|set|done .|,
ok|okay|alright|cool|great|perfect|thanks ,? will|i'll|we'll|then|noted
duly noted
noted ,? ~1 thanks|thank|with
much of muchness
no|not ~1 complaints|further|more questions|action|help|needed
i|we ~1 stand corrected
received|noted with thanks
loud and clear
thought as|so much|.|,
same|thanks ~1 all the same
so that's that
fine|ok|okay|good|cool|grand with me|us
look|looking forward ~1 to
okie|okey dokie|dokey|doke
it'll ~3 when ~1 it
i|now see|know|get|understand ~1 how ~1 it|that""",
    "agrees": """yes please|pls|thanks|that|thank|ok|fine|tomorrow|go|book|do|send|i|on
please|yes|pls|just|then ~1 book|do|go|close|send|reserve|put|sign|add|keep|move|cancel
book|keep|move|send|change|put it|me|us|them ~1 in|on|down|to|please|.|for|then|out
. do|keep it|that|so .|please
go ahead|for|on
<day> ~1 works|suits|then|pls|please
<day> it is
<day> ~1 is|sounds <very>? <ok>
<day> then|pls|please .|,
<day> <ok> .|,|for|by|with
. <day> .|,
that|it|this|which|slot|time|either|voucher|replacement|credit|repair|one|both|day works|suits|will|would|is|sounds <very>? fine|ok|okay|good|do|grand|great
that|it|this|slot|time|day|one works|suits .|,|for|me|us
works|suits|<ok> for|by|with me|us
that'll|that will|would|should do|have|work|suit|be
will|i'll have to|todo
happy|ok|fine|content|okay|cool with that
i|we can do|manage|make|live|wait
i'll|we'll|someone|somebody be|will ~1 home|in|there|around|about
i'm|we're home|in|around ~1 all|then|that|until
either|whichever|any|whatever is|works|day|suits|comes
you|u|please|can|may|could ~2 close|mark ~1 this|it|case|ticket|the
tell|use ~1 him|her|them|the ~3 after|before|mobile
on|in my|our way|car .|there|now|over|down
put ~1 me|us ~1 on|down
charge|bill|take it|me|my
that's ok|fine|okay|good|great|alright|grand ~1 with|for|by|.|,
with|for us|me .
. # .|,
. #|one|both .
whenever|whatever ~2 suits|ready|easier|easiest|best|convenient
first|second|last|morning|afternoon|evening|earlier|later one|slot|option ~1 please|works|then
i'll|we'll take|have it|that|the|one|#
let's do|go|say
. yes|yeah|yep|aye|sure|please|pls|ok|okay <do> ~1 it|that|them|please|.
one|# ~1 it is
more to go""",
    "plans": """i'll|we'll|will|shall|gonna|imma|ill ~1 <do>
. so|ok|okay|right|then|and|. ~1 we'll|i'll|ill|will
going|gonna to <do>
i'm|we're|am going to
. will do|try|check|wait|call|go|bring|email|look|keep|give|send|pop|dm|message|contact|ring|report|let|get|see|ask|follow|take|pay|apply|watch
tomorrow|tmrw|tmr|tonight|later|meanwhile|meantime
waiting on|for|it|then
fingers crossed
okay|ok|just waiting
let you know
see how|what|if ~1 goes|happens|it
on ~1 way .|there|now|over
leave it there|that|at|be|then
alarm|reminder|calendar|diary set|.|in
set a|an reminder|alarm
next time|week|month|year
take ~1 it|this up with
i'll|will|i ~1 ask|have ~1 ask|to them|him|her|the
maybe|perhaps|possibly in|next|another|later|tomorrow|at
get my|our son|daughter|husband|wife|dad|mum ~2 to|do
us|uk|online|cash|store|that|tuesday only|then|instead then|.
on|with ~1 it|them|him|her now
speak|talk|see you|soon|then ~1 tomorrow|later|then|monday|there
keep|keeping an|my|me ~1 eye|fingers|posted|updated|out
watch this|out|for
i'll|we'll|will tell|mark|nip|hear|ask|order|ring|be ~1 him|her|them|the|in|on|from|there
when i'm|i|we ~2 at|home|in|back|pc|free
till|until|when|once i'm|i|we""",
    "done": """. done|sent|posted|emailed|messaged|dmed|dm'd|dmd|submitted|completed|replied|booked|confirmed|checked|received|found|picked|printed|uploaded|attached|kept|paid|seen|accepted|filled|reset|switched|dropped|left|used|paused|registered|signed|updated|restarted|changed|moved|cancelled|did|returned|collected|noted|saved|added|closed|written|ordered
. have|just|all|already|now|that's|ok|okay|yes|yep|right|and|then ,? have? <did>
just did
. did .
i|i've|have|we've|just|now|is|already|been|we ~1 <did> ~1 it|them|you|the|a|my|your|over|in|to|off|now|by|last|this|.|,|with|at|for
<did> ~1 it|them|you|the|a|my|in|to|with|over|via|by ~2 .|,|dm|now|last|this|just|over|today|yesterday|already|privately|morning|night|concierge
form|email|message|details|dm|photo|photos|number|address|screenshot|pictures|pics|video|receipt|review|survey|info|reference|request|claim|ticket|documents|alarm|reminder ~2 sent|filled|done|submitted|completed|attached|uploaded|posted|in|forwarded|provided|signed|set
sent|dropped|replied|shared|messaged|answered ~3 dm|dms|pm|email|message|inbox|details|form|photos|you|chat|privately|detail
in|check your|ur dm|dms|inbox|messages|pm|mail
got|have|found|received|seen|read|saw ~2 email|message|mail|text|return|link|voucher|code|tickets|reply|note|letter|form|ticket|page
had|have|having a read|look|check
it's|has|have come through
written|wrote|jotted|noted ~1 down
. shows|says|it|yep|checked ~1 shows|says|has ~2 .|changed|now|correct
gone back to
shared|sent|done|uploaded|submitted sir|madam|ma'am|mam|you|pls|please|.|,
left|added|put|posted some|one|it|them|that|a .|,|note|comment|review|message
came through ~1 today|now|this|fine|ok
ticked|unticked|clicked|pressed|entered|typed|scanned|emptied|deleted|unsubscribed|resubscribed|renewed|opted|paid .|,|it|them|the|in|out|that|my
did that|so|it|as ~1 .|,|now|already|and
. dm|pm|email|message|msg|form|photo|pic|pics|details|inbox ~1 sent|.|you|in|done|dropped""",
    "private": """dm|pm|email|message|messages|dms|mail|msg ~2 sent|sending
sent|sending|send|dropped|drop|replied|responded|shared|share ~4 dm|dms|pm|pms|email|emails|inbox|message|messages|details|detail|form
will|i'll|we'll|just|i|have|i've|we've|now|to|gonna ~1 dm|dm'd|dmed|dmd|pm|pm'd|email|emailed|message|messaged|inbox|inboxed|dming
check your|ur dm|dms|inbox|messages|message
. dm'd|dmed|dmd|messaged|emailed|done|sent ~1 .|,
. dm'd|dmed|dmd|messaged|emailed|done|sent ,? many? thanks|thank|thx|cheers|ta""",
    "shrugs": """never mind
nevermind|nvm|whatever|meh|gutted
it is what
what it is
too|such bad|is|a shame|pity|life
that's|what|bit ~1 a pity|shame
pity|shame but|, but|i|about
ah|oh well|ok|okay|right
can't be helped
happens|things happen
such is life
not ~2 end of
no harm
worth a|ask|asking try|shot|go
i|. ~1 guess|suppose|imagine
suppose so|it|i|that|that's|we|i'll|they
that's|it's something|it
have to wait
not ~1 bothered|fussed|worried|urgent|desperate
not worth|going ~2 bothering|bother|it|hassle
isn't|hardly worth
don't worry|bother|mind
better than nothing
i'll live|survive|manage|cope
live without|with
next time
not ideal
rather it|you|they|not|have
would|i'd have preferred|liked|rather
it's ~1 edible|usable|only
out of luck
good run
hope it|that helps
in ~1 end .
elsewhere ~2 end
🤷""",
}
"""Words of assent: `agrees` accepts an offer, `plans` says what they will do, `done` that they did it,
`private` that they write where others cannot read, `shrugs` lets go."""
