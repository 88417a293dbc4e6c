"""Words that tell who speaks and how: own experience, request, praise, lukewarm, question, leaving."""

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

LEAVING: Final = {
    "leaving": """never|won't|wouldn't|nor ~4 again
never|won't|wouldn't ~1 ever ~1 flying|fly|buy|buying|use|using|order|shop|book|return|trust|purchase|recommend
never ~1 flying|using|buying|booking|ordering|shopping|purchasing|travelling|traveling ~2 <brand>|with|from|you|them|this|your
will never|not ~1 fly|buy|use|book|order|shop|return|purchase|travel|recommend|trust|spend
switching|switched|switch|moving|moved|changing|changed|going|leaving|jumping|migrating|defecting|back|gone ~1 to ~2 <rival>
switching|switched|switch|defecting|migrating|jumping ~1 to ~2 <firm>
switching|switch|moving|jumping|going ~1 to ~1 someone|somebody|anyone else
next ~2 will|is|time|one|one's ~4 <rival>|elsewhere
next ~1 one|time|order|phone|order|purchase|holiday|flight|order will|won't|is|i'll ~2 be ~1 from|with? you|elsewhere|another|different|<rival>|someone|somebody
ordered|bought|got|chose|gone|went|going|getting|buying|buy ~1 for? the other|another|different|competitor's|rival ~1 make|brand|one|company|supplier|airline|maker
i've|we've|i|we stopped ~1 looking|buying|ordering|going|shopping|using|flying|bothering ~2 at|from|with|there|to|you|here|<brand>
opened|opening|open ~2 account ~1 elsewhere|with|at
moving|moved|taking|switching|switched my|our ~1 money|account|business|custom|mortgage|pension|savings|line|contract|number
given|gave|giving up on you|them|<brand>
won't|wouldn't ~2 rush|rushing|hurry|hurrying back
whoever|whichever|wherever ~1 is|ships|delivers|costs|has|it's|ship|sells|does ~2 first|cheapest|cheaper|fastest|quicker|nearest
lost my|our|me|us ~1 business|custom|loyalty|trust|goodwill
switching|leaving|ditching|dropping|quitting|dumping <brand>|you|u|them|@
going|go|gone|went|going|buy|bought|ordered|order|shop|shopping|book|booked|booking back? elsewhere
take|taking|took|taken ~2 business|money|custom elsewhere|away|to|somewhere
i've|i|we've|i'm|we're|we|just|am ~2 cancelled|canceled|cancelling|canceling|ending|ended ~1 my|our|this|the|your ~2 account|subscription|membership|contract|policy|service|plan|acct|renewal|broadband|internet|card
i'll|we'll|gonna|i'm|going ~2 cancel|end ~1 my|our|the|your ~2 account|subscription|membership|contract|policy|plan|renewal|broadband
cancelled|canceled|cancelling|canceling|ending|ended my|our ~1 account|subscription|membership|contract|policy|plan|acct|renewal|broadband|card
closing|close|closed|deleting|deleted|delete|uninstalling|uninstalled|uninstall my|our|the|this|your ~1 account|app|membership
uninstalling|uninstalled
my|our|is|was|be|the last|final ~2 time|flight|purchase|order|trip ~2 i|with|ever|flying|we|buying|<brand>|you
last|final straw
first and last
lost|lose|losing|loses ~2 customer|customers|passenger|loyalty ~1 as|for|here|over|today|with|.|!
lost|losing|lose my|our ~1 business|custom|loyalty
i'm|im|we're|and|so|is|that's|officially|am ~1 done with ~1 you|u|them|this|@|<brand>|your
i'm|im|so|totally|officially over you|u|them
won't|not ~1 renew|renewing
won't ~1 be ~1 flying|back|using|buying|returning|renewing|coming|recommending|booking|ordering|shopping
probably|definitely won't ~1 renew|fly|buy|use|return|order|recommend|shop|come
i've|i|we|just|already|so ~1 ordered|bought|got|chose|picked|prefer ~1 the other ~1 one|brand|company|airline|provider
time to switch|leave|find ~1 <brand>|you|another|provider|airline|bank|carrier|company|.|!
goodbye|bye|farewell|adios|ditching|ditched|boycott|boycotting ~1 <brand>|you|@
look|looking|shop|shopping ~2 elsewhere|alternatives|alternative
looking|look for another|other|different|new|a ~2 <firm>|<rival>
neveragain|neverflying|neverflyagain|boycott|neverbuyagain|donewithyou|lastflight|nevershoppingagain
used to be ~2 go|loyal|fan
should|shoulda ~1 have ~1 flown|stuck|gone|used|booked|chosen|bought|stayed <rival>|with|elsewhere|to
should've|shoulda flown|stuck|gone|used|booked|chosen|bought|stayed
i'll|ill|will|gonna|we'll|rather|just ~1 stick|fly|use|go|try|stay|buy|book|shop|drive|take|switch ~3 <rival>|elsewhere|competitor|competitors|amtrak
i'll|ill|will|gonna|we'll|rather|just ~1 fly|use|go|try|buy|book|take|switch ~2 another|other|different <firm>
why ~1 i|we ~2 fly|use|buy|prefer|stick|choose <rival>
why ~1 i|we ~1 don't|never|hate|avoid|switched|left|stopped ~1 fly|flying|buy|buying|shop|use|using|you|<brand>
back to <rival>
no longer ~2 customer|fly|flying|buying|loyal|fan|recommend
i'm|im|we're|am out|gone .|,
probably|definitely ~2 leaving|switching
breakup|breaking ~1 with you""",
    "switch_to": """switching|switched|switch|defecting|defected over? to
i'm|im|we're|i|we|i've|just ~1 moving|moved|jumping|changing|changed ~1 over? to
next ~1 one|time|order|kettle|phone|car|purchase|trip|holiday|flight|bank|tv|laptop|printer|order ~1 will|is|would|i'll|be|gets ~2 be|from|with a?
next ~1 one's|time's|one'll ~1 coming|be|going|a ~1 from|with|be|to? a?""",
    "joining": """switch|switched|switching|moving|moved|come|coming|came ~1 to|over ~1 us|you|@
switched|switching|moving|moved|left from|over ~3 to
back to you|@
never going back
won't go back
thanks|thank|love ~4 switch|switched|switching
new|newest|happy customer
for life""",
    "loyal_before": """for # years|yrs|decades
for ~2 years|decades
loyal ~1 customer|flyer|member|user|fan|client|passenger|flier|shopper|subscriber|since|to
<count>|been|over|than ~1 years ~2 customer|member|loyal|loyalty|user|subscriber|flying|flyer
customer|member|user|subscriber|flyer|flying|client|passenger|fan|with ~2 for|since|of ~1 #|years|over|almost|decades|many|twenty
long|longtime|lifelong ~1 time|customer|user|member|fan|flyer
been ~2 customer|member|fan|user|subscriber|loyal|client|with
used to ~1 be|love|rave|recommend
platinum|gold|silver|elite|diamond|premier|exec|executive ~1 member|status|flyer|customer|plat|flier|members|elite|medallion|platinum
#|one|1 k member|status|flyer
k member|flyer|status
frequent ~1 flyer|flier|traveler|customer|traveller|flyers|shopper
million miler|mile
my|a favorite|favourite|fav|go ~1 airline|brand|store|shop|app|place|to
always ~1 loved|flown|bought|used|been|recommended|fly|use|buy|had
told|telling everyone ~4 years""",
}
