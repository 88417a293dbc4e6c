"""Words that tell who speaks and how: own experience, request, praise, lukewarm, question."""

from __future__ import annotations

from typing import Final

EXPERIENCE: Final = {
    "first_person": """i|me|my|mine|we|us|our|i'm|i've|i'd|i'll|we're|we've|im|myself|we'll|we'd|ive""",
    "told": """i|we had|was|were|called|bought|ordered|paid|waited|tried|got|received|asked|booked|purchased|lost|missed|spent|sat|sent|spoke|contacted|returned|went|flew|used|emailed|arrived|came|took|needed|wanted|left|rang|phoned|have|requested|filed|submitted|found|told|landed|checked|checked
i've|we've|ive|i'm|we're|im|i've been|waited|waiting|had|called|tried|paid|sat|on|stuck|sitting|still|lost|never|just|now|at|stranded|in|having|trying|getting
my|our flight|flights|bag|bags|baggage|luggage|suitcase|order|package|parcel|delivery|account|phone|card|refund|ticket|tickets|booking|reservation|seat|seats|connection|trip|plane|laptop|internet|wifi|broadband|bill|printer|app|device|money|daughter|son|wife|husband|mom|mother|dad|father|family|kids|parents|grandmother|mum|nan|gran|grandad|brother|sister|partner|daughter's|son's|wife's|husband's|mum's|mom's|mother's|dad's|father's|nan's|gran's|brother's|sister's|neighbour|computer|tv|payment|email|calls|subscription|car|call|watch|screen|battery|stuff|belongings|claim|case|complaint|kid|child|baby|boyfriend|girlfriend|friend|fiance|password|game|controller|purchase|product|shoes|jeans
told|tell|telling|gave|giving|left|charged|sent|made|making|cost|keeps|let|letting|kept|help|lost|put me|us
just|still ~1 got|bought|received|arrived|landed|waiting|stuck|sitting|been|waited|spent|had|flew
me|us|my|our ~3 <unit>""",
    "please_help": """please|pls|plz ~2 help|fix|advise|assist|respond|reply|call|contact|dm|sort|resolve|refund|explain|do|get|let|send|answer|follow|look|check|tell|make|give|stop
can|could|would|will you|u|someone|somebody|anyone|ya ~2 help|fix|advise|assist|respond|reply|call|contact|dm|sort|resolve|refund|explain|look|check|tell|get|send|answer|do|follow|please|let
help me|us|please|pls|plz|out|needed|with|!
need|needs|want|wanna|require ~2 help|refund|assistance|someone|somebody|answers|answer|explanation|replacement|compensation|rebook|rebooked|bag|bags|luggage|money|to
i just want|need
i|we want|demand|need|expect|deserve ~2 refund|money|replacement|apology|answer|answers|compensation|explanation|full|back
sort|fix|resolve|solve it|this|out|asap|my|the|your
give|send|get|bring|return me|us ~1 my|our|a|the|back
my|our money back
please refund|replace
who|whom|where|how ~1 do|can|should|to ~1 i|we|do ~1 contact|speak|call|talk|complain|file|get|reach|claim
help""",
    "dm": """check|see|sent|send|replied|responded|answered|look ~2 dm|dms|pm|message|inbox
dm|dm'd|dmed sent|me|you|us""",
}

WARMTH: Final = {
    "praise": """thank|thanks|thx|thanx|ty you|u|so|for|to|a|much|again|@|guys|very|,|.|!
thank|thanks|thankyou|thx|thanx|kudos|props|bravo|cheers|congrats
shout|shoutout out|to
great|excellent|awesome|amazing|fantastic|wonderful|outstanding|superb|best|good|brilliant|perfect|incredible|exceptional|terrific|stellar|nice|lovely|fabulous|phenomenal ~2 service|job|work|flight|crew|experience|help|staff|team|customer|product|quality|phone|sound|trip|airline|support|attitude|people|response|value|price|buy|deal|purchase|day|time|app|looking
i ~1 like|enjoy it|them|this|using
love|loved|loving|luv|adore ~2 them|him|her|you|u|this|it|my|your|the|this|flying|these|how|that
so|very|really|super|most|extremely|always|such|was|were|is|are ~1 helpful|friendly|kind|awesome|amazing|great|excellent|polite|professional|courteous|fantastic|wonderful|nice|impressed|comfortable|smooth|pleased|happy|satisfied|efficient|quick|fast|good|fab|lovely|brilliant|perfect
made my|our day|night|trip|week
appreciate|appreciated|grateful|thankful|impressed|delighted
well done|worth
keep ~1 up ~2 good|great|work
highly ~1 recommend|recommended|satisfied
recommend ~2 to everyone|anyone|all|this|it
job well done
above and beyond
can't|cannot|couldn't ~1 fault|complain|praise|thank|recommend|rate|beat ~2 it|them|enough|him|her|you|the|.|,
hasn't|haven't|never|not ~1 missed|let|failed|skipped ~1 a|me|us|once
couldn't ~1 have been|be|ask ~2 nicer|kinder|happier|better|easier|for|simpler
happy with|customer|bunny|to
pleased with|as
fair play|enough ~1 to|,|.
credit where|to
hats off
job done
clean|tidy|neat|smart|quick|cracking|top job|work|app|lad|bloke|chap|firm|outfit
spot|bang on .|,
does|did|do exactly? what ~1 it|i ~1 should|says|want|wanted|need|promised|said
arrived when it should
all i ask|need|want ~1 of|for|from
easier|quieter|better|lighter|quicker than ~3 last|old|others|previous|any|most
deserves|deserve ~2 medal|raise|lunch|bonus|promotion|pint|holiday|praise|award
would|will again
still worked|works|going|runs|perfect ~1 strong|fine|perfectly|.|,|after|today|like
careful of|with ~1 the|our|my
never once hurried|rushed|moaned|complained
first|top class|rate|notch service|job|people|staff|team|crew|work|stuff|all|.|,
went out of their|his|her
worth every|the ~1 penny|money|wait
chuffed|faultless|flawlessly|superstar|godsend|lifesaver|legend|legends
without a fuss|hitch|murmur
lovely|great|good|cracking|brilliant|super|fantastic|marvellous little|old|quiet|range|bit|people|lads|blokes|chaps|bunch|folk|price|prices|man|woman|lady|machine|kettle
cheerful|cheery|courteous|friendly|polite|helpful|lovely ~1 blokes|lads|men|man|driver|drivers|fitter|fitters|people|staff|chap|team|engineer
put ~1 it|that|this right
properly|all sorted
remembers|fits perfectly
good|great job|work|stuff|value|phone|product|quality|one
works|working|fits|performs|runs|sounds|looks ~1 great|perfectly|perfect|well|fine|flawlessly|awesome|amazing|good|smoothly|excellent
value for money
no ~1 complaints|complaint|issues|problems
you|u|ya|guys rock|rule|rocks|are the best
would|will|definitely|surely definitely? buy|use|recommend|order|come|shop|fly again|back
best ~2 ever|airline|buy|phone|purchase|product|far
excellent|awesome|superb|fantastic|amazing|brilliant|outstanding|terrific|wonderful|fabulous|flawless|gorgeous|stunning|sooperb|loveit""",
    "resolved": """got|get|made|finally|she|he|they|you|u|guys|lady|agent|rep|crew|staff|everyone|who ~3 fixed|sorted|helped|resolved|rebooked|solved|saved|answered|refunded
all|now sorted|good|fixed|set|resolved|working
problem|issue|it ~1 solved|resolved|sorted|fixed
thanks|thank|thx ~2 help|helping|quick|response|reply|fixing|sorting|assistance|getting|fast|prompt|making|taking
came|got ~1 through|back
works ~1 now|again
puts|put it|everything ~1 right
replacement|replacement's ~1 came|arrived|here|works|fits
new|replacement ~1 one|one's|tank|lid|part|unit|one|card ~2 came|arrived|here|works|fits|is
now ~1 works|fixed|sorted|fine|perfect
all is well
sorted ~1 it|out|,|.|in|within
that did it""",
    "lukewarm": """it's|is|was|its|be|just|it|all|they're ~1 fine|okay|ok|alright|meh|decent|average|adequate|passable but|nothing|though|.|,|i
nothing wrong with
no strong|real|particular feelings|opinion|opinions|complaints
wouldn't|won't|not ~2 go ~2 out of my|our
wouldn't|won't|not|no ~3 rush|rushing|hurry ~2 back|again|to
wouldn't say|call i'd|it|it's|i
expecting|expected|hoping|hoped ~3 more|better ~1 for|from|at|of|,|.
not ~2 lot ~1 in it
not much in|between it|them
neither here nor
take it or leave
live with it
keep it i|then
bit of a letdown|anticlimax
not ~2 home about
fine|okay|ok|alright ~1 i guess
i guess|suppose
does|do|did the job
nothing special|fancy|great|extraordinary
used to be|love|like|think|rave|recommend|enjoy|buy|fly|swear|have|work|trust
could be|have better|been|improved
not bad|great|amazing|perfect
so so
meh|mediocre|average|underwhelming|underwhelmed|okayish|passable|soso|lackluster|lacklustre|unremarkable|indifferent
wanted|want to like|love it|this
good|ok|okay|fine|decent enough
whatever|shrug
don't|no ~1 care anymore|more
i'll|will ~1 sort|do|fix|handle ~2 myself
expected|hoped|hoping ~1 for? more|better
these days ~2 whoever|whatever|anything
hit or|and miss
average ~1 product|quality|phone|performance|at
nothing ~1 write home
it|that will do
okay|ok|fine that's|thats|is fine|ok|okay
that's fine|okay|ok
ok ok
just ok|okay|average|fine""",
    "question": """do|does|did|can|could|will|would|is|are|may|should|has|have you|u|i|we|there|it|this|the|they|anyone|someone|your|any
what|which|when|where|who|how|why|what's|whats|when's|how's
any|anyone|anybody know|chance|idea|plans|plan|update|news|way|info|flights|tips|recommendations|deals
how much|many|do|can|long|far|to|about|would|does
wondering|curious|wonder if|whether|about|how
question
looking for|to|at
what time|is|are|do|does|s|about|kind
tell me
know if|when|where|how|what
thinking ~1 of|about
want to know
interested in
possible to
is it possible""",
}
