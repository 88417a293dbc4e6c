"""Words that tell who is leaving, for whom, who comes to us instead, and who had stayed for long."""

from __future__ import annotations

from typing import Final

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
breakup|breaking ~1 with you
cancelling|canceling as|because|when|cuz|cos|anyway|mine
i've|we've|i|we have? ~1 cancelled|canceled .|,|!|;|asap|today|tonight|yesterday|immediately|after|because|<brand>
just|so|now|and|am|i'm|be|we're cancelling|canceling .|,|!|;|asap|today|tomorrow|tonight|immediately|after|<brand>
want|like|wish|need|how|please|pls|kindly|trying ~3 to|i|we|just ~1 cancel|terminate|downgrade .|,|!|;|?|this|it|before|as|account|everything|please|pls|accounts|subscription|service|membership|policy|contract
want|like|wish|need|how|please|pls|kindly|going|trying ~3 to|i|we|just ~1 close|end|stop my|our|this|both ~2 account|accounts|acct|subscription|membership|policy|contract|plan|isa|savings
sub's|subscription's|membership's|account's|subs|acct cancelled|canceled|closed|gone|over
kindly|please|pls ~1 cancel|close|end|terminate|stop my|our|this|everything|membership|subscription|policy|contract ~2 account|subscription|membership|policy|contract|plan|now|asap|today|immediately
unsubscribed|unsubscribing|resub|resubbing|resubscribing
won't|not|never|no ~2 resub|resubbing|resubscribe|resubscribing|renewing|renewed|repurchase|repurchasing|reorder|rejoin|rejoining
my|our|a|your|the|get|request pac ~1 code|request|please|pls|today|now
pac code|request
let|letting|lets it|mine|membership|policy|contract|subscription|sub ~1 lapse|expire|run
gone|going|go|went|switched|switching|moved|moving over to
back|gone|going|switched|swapped|moved to ~1 the|my|our|old|paper|a ~2 for me|us|it|then|one|i|we
back|drifted|drifting to <rival>
gone|going|went|switched|switching back to my|paper|using|buying|<rival>|pen
from now on|onwards|then
from here on|in|onwards|onward
from now|here|monday|tuesday|wednesday|thursday|friday|next|march|june|september|january on|onwards|month|week|year
buying|using|ordering|booking|taking|shopping|buy|use|shop|book|drive|driving|going|fly|flying|get|getting ~5 from now|here on|in|onwards
next|future ~2 one|time|pair|phone|car|trip|kettle|printer|order|holiday|piece|box|laptop|set|flight|year ~1 will|won't|i'll|we'll|it's|is|i ~1 not|be|try|go|book|use|take|rather|buy|wait
won't|shan't|wont|wouldn't|doubt|not ~3 be back
won't|shan't|wont|wouldn't|nor ~2 go|come|return|returning ~1 back|there|again
i'm|we're|im|not ~2 going|coming|taking|returning ~2 back there|again
not|never going|coming back there|again|.
can't|cannot|cant see|imagine us|me|myself|ourselves ~1 coming|choosing|back|buying|booking|returning|using
doubt|wouldn't|won't|shan't ~2 rebuy|repurchase|renew|resubscribe
doubt ~2 rebook|return
won't|wouldn't|never|wont ~1 be ~1 buying|ordering|booking|using|shopping|flying|touching|going|giving|setting|needing ~5 again|anymore|foot|penny|cent|them|you|there
i|we ~2 not be ~1 buying|ordering|booking|using|shopping|flying ~2 you|again|anymore|them|<brand>
never|not ~1 touching|buying|using|ordering|going|booking|setting|stepping|giving ~5 again|foot|penny|cent
another|single|one|red cent|penny|dime|dollar|euro|pound|rupee
seen|see|get ~1 the last of me|us
we're|i'm|im|we|be|i'll|and|so|then ~1 off .|!|,|;|to ~1 <rival>|sorry|now|another|somewhere|someone|anyone|as|when|because
i'm|im|we're|i'll|we'll|be off as|when|because|if|once|elsewhere|soon
off to another|somewhere|someone|anyone|somebody|<rival>
bye|byebye|adios|ta-ra|tara then|guys|<brand>|forever|!
goodbye <brand>
so long and|<brand>|@
good riddance
see|seeing ~1 you|ya|u ~1 never|again
part|parted|parting ways
that's|thats me|us ~1 done|finished|out|gone|over|off
that's|thats it ~1 for me|us|<rival>
done with ~1 them|you|this|<brand>|@|it|u|here
i'm|im|we're|i|we|now ~1 done .|!|,|here|now
last|ninth|final|third|fourth|fifth time|order|box|visit|trip|flight|purchase|parcel|season|summer|renewal ~1 .|!|here|ever|from|with ~1 me|here|you|them|<brand>|it|us
that ~1 was ~2 last|final time|order|box|visit|trip|flight|purchase|parcel|one
ninth|second|third|fourth|fifth|tenth|first and ~1 last
only|i'm|we're|im|sadly|sorry ~1 leaving|quitting because|as|when|cos|once|for|after|if|you
leaving|switching|quitting|moving|changing|leave when|as|once|because|cos|soon|end|mid ~1 soon|contract|of|it|the|my|year|they|you|month|i'm|out|term
leave|leaving on the #
leaving|leave|end date
we've|i've left .|,|!|all|them|you|for|<brand>
leaving date
exit|termination fee|fees
to|and|how|lets|let|i|we|can ~3 export|transfer|port ~4 leave|out|away|elsewhere|another
account|accounts|acct|accts|acc closed|closing|cancelled|deleted|gone|shut
closing|close|closed|shutting|shut ~1 my|our|the|both|this|it|an|all|down|mine ~2 accounts|account|acct|accts|acc|mine|savings|card|isa
closing|leaving|cancelling|canceling|moving|deleting mine|ours|everything
given|gave|giving|give|hand|handed|handing|as ~3 notice ~1 .|,|in|to|today|that|since|!|on
end|ending|terminate|out ~2 my|our|of ~2 contract|subscription|membership|tenancy|policy
contract|deal|term|fix|tenancy ~1 is|ends|up|end|runs|ending|run|expires ~1 up|in|out|and|on|at|next|is
moved|moving|transferred|transferring|transfer ~1 mine|ours|it|everything|business|account|accounts|money|salary|bookings|custom|policy|prescription|number|savings|pension|mortgage ~3 elsewhere|out|away|somewhere|another
moved|moving|transferred|transferring mine|ours|it|everything to
ported|porting|port ~3 out|away|number
migrated|migrating|we're|i'm|swapped|swapping off|away|from <brand>|them|you
joining|joined|joins|signed|signing ~1 with|up|the ~1 <rival>|instead|another|one
next|use|using|buy|buying|go|going|went|joined|joining|ordering|drinking|bought|booked|switched ~4 instead .|!|now|from|,
deleted|deleting|uninstalled|uninstalling|delete it|<brand>|both|app|account ~2 .|,|!|app|account|last|after
app|account deleted|uninstalled|gone|closed
i've|we've|i'm|we're|i|just|so ~1 switching|switched|swapped|changed|changing|moved|moving|gone ~2 as|to|because|for|with|from ~2 soon|another|cheaper|someone|different|somebody|anyone|anybody|elsewhere|local
switching as|because|when|once|to ~2 soon|another|cheaper|other|somewhere|someone|different|somebody|anyone|anybody|elsewhere|local
gone|going|switched|signed ~1 with|for ~1 a|another|different|cheaper|local|someone|somebody|anyone|anybody|the ~1 other|different|local|cheaper|else
using|use|with|buying|from anyone|anybody|someone|somebody else now|from|next|instead|.|!
somewhere|someone|somebody|anyone|anybody else next|instead|now|from|then
going|go|went|gone|buy|book|shop|order|take|spend|custom|money ~2 somewhere else
gets|get|earned ~1 my|our business|custom ~1 .|,|!|now|from|instead|again
there are other|plenty|better ~2 restaurants|places|shops|banks|airlines|garages|pubs|cafes|hotels|companies|gyms|salons|ones|options
tempted|thinking|considering|plan|planning|seriously|deciding|decided ~1 to|of|about|whether ~2 switch|switching|leave|leaving|cancel|cancelling|canceling|move|moving|quit|quitting|changing ~1 .|,|!|?|to|provider|bank|network|supplier|after|for|<brand>|banks|providers|if|now
don't|dont|never|rarely|hardly|barely ~1 really ~1 go|use|shop|bother|order|open|watch ~3 anymore|any|there ~1 more|.|,|since
every|last one of us|our|them ~1 switching|leaving|cancelling
will|won't ~1 be|not ~1 needing|requiring|continuing|carrying ~5 you|after|anymore|services|longer|on
intend|want|wish ~2 carry|continue|continuing on? after|with|beyond
thinking|tempted|considering|looking ~1 of|about|to|at ~1 going|go|switching|moving|joining ~1 to|back|over|elsewhere|with ~1 <rival>""",
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
