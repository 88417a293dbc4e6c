"""Words of those who tell no experience of their own: headlines, hearsay, remarks on a company from outside."""

from __future__ import annotations

from typing import Final

OUTSIDERS: Final = {
    "headline": """breaking|exclusive|revealed|leaked|explainer|developing , ~1 #|<brand>
breaking , ~3 network|flight|flights|fire|police|outage|recall|strike|crews|ceo|shares|bank|airline|recalls|announces|to|two|crash|train|trains|workers|staff|union|company
just in , ~2 cancels|cancelled|to|is|are|has|flights|police|ceo|recalls
breaking news
shares|stock|shareholders ~5 fell|falls|rose|rises|drops|dropped|slump|slumped|slide|jumped|tumble|tumbled|climb|climbs|surge|plunge|plunged|edge|sink|dips|dipped|soar|soared|vote
shares|stock|down|up|opens|closes ~1 down|up|lower|higher ~1 # ~1 % ~2 after|on|as|by|since|following|in
# % ~1 lower|higher ~2 after|on|as
profit|profits|revenue|sales|income|earnings ~1 up|down|rose|fell|jumped|halved|halve|slump|slumped|warning|doubled|rises|falls|surge|jump
pre tax profit|profits|loss|losses
quarterly|annual|year|q results|profit|profits|loss|earnings|revenue
q # , ~3 income|profit|revenue|results|sales
shut|close|axe|cut|cuts|slash|shed|create|scrap|closes|closing|shuts|axes|move|hire ~1 # ~2 stores|shops|branches|jobs|roles|posts|workers|offices|pubs|restaurants|sites|staff
to|will ~1 shut|close|axe|scrap|build|acquire|resume|merge ~3 plant|factory|depot|stores|shops|branches|flights|routes|headquarters|stake|plants|sites
jobs|roles|posts ~1 at|are|could|may ~1 risk|threat|axed
recalls ~1 #|its|over|hundreds|thousands|some|batch|batches|hummus|children's ~3 over|after|due|vehicles|suvs|cars|hatchbacks|products|units
recalls ~2 over|after|amid
is|been|was ~1 fined $ ~1 over|by|for|after
fined $ ~1 over|after|for
fines <brand>
says|say ~1 union|report|police|study|watchdog|regulator|minister|mayor|ceo|boss|source|sources|survey|unions|fda|officials|experts|analysts|campaigners|researchers|witnesses|administrators|mps
says mayor|minister
sources|officials|witnesses|analysts|campaigners|mps|unions|union|regulators|regulator|watchdog|police|investors|shareholders|administrators ~1 say|said|tell|told|warn|warned|expect|expected|confirm|confirmed|calls|call|deeply|fear|hail|react|vote|vow|demand|question
figures|survey|study|report|data|poll ~1 show|shows|reveals|suggests|finds|found
survey|poll|study , ~1 #|most|half|majority|almost|nearly
according to ~3 report|figures|survey|sources|study|filing|bloomberg|reuters|research|documents|officials|analysts
ceo|chairman|boss|chief|founder ~3 steps|resigns|quits|ousted|departs|appointed|warns|defends|apologises|apologizes|admits|denies|insists|battles|seeks|hints|pledges|exit|says|unveils
names|appoints ~4 ceo|chief|chairman|president|boss
strike|walkout dates|vote|ballot|action ~1 announced|by|over|planned|across|at|,
walkout ~1 over|at|by
vote|votes|voted ~2 for|to ~1 strike|walkout|action
walk out ~2 second|third|over|in|day|strike
announce|announces|announced|unveils|launches|confirms|confirm|reveals|shows ~4 strike|plans|plan|merger|deal|results|partnership|dates|tour|expansion|closure|routes|breach|cuts|redundancies|teaser|handheld|second|network|price
to launch ~4 today|tomorrow|next|later|new
read|watch ~2 full|more ~1 story|article|interview ~1 here|http|,|on|below|via
read more ~1 ,|http|here|at
live updates|blog|coverage
live from #
declined|declines|decline|refused to? comment|respond
wall street ~1 analysts|expects|reacts
files|filed|enters|entered|calls|called|goes|went|into ~2 bankruptcy|administration|liquidation|administrators|receivership
tops|topped box|chart|charts|poll|ranking|rankings
chain|maker|giant|carmaker|lender|supermarket|retailer|airline|operator|regulator|watchdog ~2 said|announced|warned|confirmed|recalled
spokesman|spokeswoman|spokesperson ~1 said|says|for|told|confirmed
as # ~2 strike|walk
crews|police|firefighters called to
all # ~3 safe|rescued|evacuated
crash|outage|blast|fire|accident|collision ~2 leaves|left|kills|killed|injures|hits|across ~3 #|million|thousands|dead|injured|west|north|south|east
leaves|leaving # ~1 million|thousand|customers|homes|passengers ~2 offline|without|stranded
in talks to|with|over
to question|grill ~2 boss|ceo|chief|executives
talks collapse|collapsed|resume
sources tell|told
case ~1 settled
biggest deal|merger|fine|loss|profit|recall
red|amber|yellow warning for|issued|across
opens|opening # ~1 st|nd|rd|th|first|stores ~2 store|stores
chief|government|council|minister|ministers ~1 executive ~1 today|yesterday|said|confirmed|announced
warns of ~3 shortage|shortages|delays|disruption|outage|losses|scam
has|have updated its""",
    # What only those who publish say of themselves.
    "byline": """writes|by our ~2 correspondent|critic|editor|reporter|columnist|staff
our critic|correspondent|columnist|reviewer|reporter
full story|report|interview|article ~1 on|here|in|http|,|below
podcast|episode|newsletter|column ~1 is|out ~1 now|live|up
my|our exclusive|investigation|scoop ~1 is|on|into|.|,|up
this week|month ~1 we talk|speak|chat|discuss ~1 to|with|about
link below , ~3 company|firm|spokesman
long read
editor|correspondent|reporter ~2 reports|writes|asks|explains
listen|watch|read , ~1 our|the|my|why|how
in the spotlight
our podcast|documentary|film|investigation ~1 on|into|about
inside the ~3 of|behind""",
    "outsider": """never|haven't|havent ~1 set|stepped foot
haven't|havent|hasn't read|seen|stayed|eaten|watched|visited|owned|played|tasted|driven ~2 yet|but|there|one|place|it|this|film|movie|book|show|series ~2 but|though|and|yet|.|,|don't
haven't|havent tried ~1 the|one|them|there|this|place|that ~1 place|one|yet|.|,|but|restaurant|new
haven't|havent been ~1 yet|there|in .|,|but|though
never|not|nor|neither ~1 been|owned|tried|used|eaten|driven|flown|stayed|visited|bought|joined|watched|played|read|clicked|worn|shopped|banked|sat|installed|drunk|dealt ~3 but|and|though|nor|however|.|, ~1 never|don't|won't|not|wouldn't|nor|probably|going ~1 will|plan|want|would|intend|going|to|ever
never ~1 looked|bothered|tried|owned .|,
never ~1 eaten|owned|driven|watched|joined|tasted|worn|stayed|installed|opened|clicked ~1 it|one|there|here|them|any|facebook|in|on|at|<brand>
never ~1 been|bought|ordered|used|had|shopped|flown ~2 myself|life|personally
never ~1 bought|used|owned|ordered|shopped|flown|dealt|tried|had|been ~4 life|myself|personally
never ordered|joined|owned|eaten .|,|and|one|from
don't|doesn't|won't|not|no ~1 intend|intention|plan|going ~2 to|of ~1 start|starting|try|trying|watch|read|buy|use|eat|bother|join|find|change|either|install|opening
not|isn't|won't ~2 signing|bothering|joining ~1 up|to|with ~2 start|for|that|them|this
never will .|,|be|and|it|either
i'd|would ~1 never|not ~1 own|drive|eat|wear|join|touch ~1 a|an|one|it|them|anything|from
wouldn't ~1 touch|wear|fill|wrap|trust|put ~2 it|them|one|lawnmower|a|chips|on|at ~3 if|with|boots|free|in|station|pole|paid
if|even you|they paid me
not that i|i've|we ever|have
i|i'm|im|who's|we|i've ~1 not|never ~1 a|been|with ~1 customer|member|them|subscriber|user|client ~1 .|,|of|and|but|so|here|or|myself
don't|didn't|dont|doesn't ~1 bank|subscribe ~1 with|there|here|to
don't ~1 live|work|shop ~1 in|there|here|near ~2 but|just|.|, ~1 just|but|don't|pay|came
don't|dont pay|live|work ~2 there|penny
don't ~1 even ~1 own|need ~2 to ~1 download|buy|play|try|one
not|never ~1 even ~1 with ~1 them|<brand>
don't ~1 know ~1 her|him|them ~1 from
no dog in|this
no skin in
whoever she|he|they is|are
so|as the story|legend|rumour|tale goes
rumour|rumor|rumours|rumors|word|gossip|legend ~1 has|is|on|about|going ~1 it|the|that
apparently ~1 a|some|someone|somebody|one|there's|his|her ~1 lad|woman|man|bloke|guy|girl|lady|couple
i've|i ~1 only|just ~1 heard|read|seen
from what|everything ~1 i've|i|people|they|we ~1 heard|hear|read|seen|told
everything i|i've hear|heard
from ~1 the ~1 reviews|stories|reports|posts|pictures ~2 read|seen|heard
everyone|everybody|people|someone|somebody|mates|lads|bloke|colleague|colleagues|parents|half ~1 at|in|from|on ~1 work|school|gym|pub|office|church ~1 says|said|told|reckons|swears|claims|had|got|reckon|was|honeymooned|thinks|has ~1 it's|they|they're|it|that|me|had|been|at|how|the
mate's|cousin's|friend's|colleague's|flatmate's|neighbour's|neighbor's|law's|boss's|someone's|hairdresser's|uncle's|aunt's|barber's ~1 cousin|colleague|mate|friend|flatmate|boss|boyfriend|girlfriend|neighbour|ex|nephew|niece|brother|sister|son|daughter|uncle|aunt|dad|mum|wife|husband|lad
sister's|brother's|mum's|dad's|wife's|husband's|son's|daughter's ~1 colleague|mate|friend|flatmate|boss|neighbour|hairdresser
mate's|cousin's|friend's|colleague's cousin|brother|sister|dad|mum ~1 had|has|got|says|reckons|was|is
my ~1 mate|mates|flatmate|colleague|coworker|hairdresser|barber|uncle|cousin ~1 says|reckons|said|swears|claims
someone|somebody ~1 at|from ~1 work ~1 told|says|said|claims|reckons
some woman|man|guy|bloke|lad|lady|girl|fella|kid|dude|couple|fellow|chap ~3 saying|said|was|whose|had|got|says|told|who
wouldn't know ~1 .|,|myself|though
no idea what ~3 does|do|is|sells|even
with|knows|know|knew|met a man|woman|guy|bloke|lad|lady whose|who
bystander|bystanders|lurker|lurking
not|isn't|never|no a? longer? customer ~1 .|,|just|but|and|here|myself
people|everyone|everybody|friends|mates|they ~1 keep|kept|always|all ~1 telling|tell|tells|say|saying|says|said ~2 it's|it|they|them|how|that|you're|about
companies|firms|banks|airlines|corporations|businesses|brands|apps|people like this|them|these|that|you ~2 should|shouldn't|need|are|make|don't|exist|get|ruin
would|i'd rather ~5 than ~1 bank|fly|use|shop|buy|pay|give|eat|deal|set
i hear|heard ~2 is|are|was|were|their|they|it's|they're|that
friend of ~1 friend|mate|cousin
friend of mine|a ~1 friend ~1 got|had|was|has
a|some|this|old ~1 man|bloke|guy|woman|lad|lady|fella|couple|chap|pensioner|dude ~1 in|on|at|from|behind|next|near ~2 front|me|bus|train|queue|plane|tube|pub|work|telly|street
saw|seen|read|watched|reading|seeing|watching ~3 on|in|about ~1 news|telly|documentary|timeline|article|thread|feed|footage|clip|tiktok|youtube|instagram|reddit|facebook|tv
on the news|telly|radio|tv ~1 that|was|said|about|saying
in|on|all ~1 over ~1 the|my|every ~1 papers|news|timeline|telly|feed|headlines
that|the woman|man|guy|bloke|lady|girl|couple|family|pensioner|lad who|that|whose ~1 was|had|got|were|waited|lost|paid|won|died
won|lost|got|deserves|deserve ~1 her|his|their ~1 case|refund|deposit
good on|for her|him|them ~1 .|,|whoever
poor woman|man|lady|lad|guy|bloke|sod|souls|girl
sorry ~1 for ~1 the|that|anyone|those|people ~2 staff|families|customers|passengers|people|involved|family|man|woman
heart|thoughts|prayers|hearts ~1 goes|go|are|and out|to|with
sorry to hear|see ~1 about ~1 the fire|crash|accident|flood|news
did|doing|do|does|made the rounds
no idea if|whether ~3 true
happened|happens ~1 in|to ~1 leeds|#|another|some|someone|somebody|a|someone's ~1 bloke|man|woman|guy|lady|mate|customer|couple|family|in|#|friend
on principle
out of principle
reminder|psa that|, ~5 still|sells|owns|sponsors|tests|supports|funds
because|since they're|it's|its|theyre ~1 an|a|owned ~1 american|chinese|russian|british|israeli|french|foreign|tory ~1 company|firm|bank|brand|owned
don't|won't|can't|refuse ~1 to? support|condone ~1 that|them|this|companies
asking for a friend
glad|thankful|relieved|happy i|i'm|im|we ~2 not|never|don't|didn't ~2 with|signed|use|bought|joined|them|own|bank
after|from reading all|these|this|the ~2 reviews|comments|thread|stories|.|,
who ~1 has|have|got|actually ~1 that kind|sort of ~1 money|cash
read|reading|seen|skimmed ~1 the|some|your|all reviews|comments ~1 .|,|and ~1 nope|no|yikes|wow|pass|avoid
setting|set foot
is it true ~1 they|there|about
someone|somebody|a|my ~1 friend|mate|bloke|guy ~1 once? told me
used to say|joke|tell
sooner ~5 than
bosses|directors|executives|ceos|ceo|chiefs on|with|get|take|pocket ~1 millions|#|six|bonuses|huge
don't own|drive|eat|drink|watch|play|use ~1 a|an|any|it|one ~2 so|but|and
never needed|wanted|understood|fancied ~1 them|one|it|to|the
or so he|she|they ~1 says|said|claims|reckons
never set|step|stepping foot ~1 on|in|inside|there|one
never|wouldn't|won't ~1 set|step foot
dentist|hairdresser|barber|taxi|cabbie|neighbour|postman|plumber|doctor|nephew|landlord|uncle ~1 driver ~1 was|told|says|said|tells|reckons|swears ~1 me|telling|that|about|they|us
telling|told me about ~1 a|someone|somebody|some|his|her|how
i|we only know|hear|read|see|saw|have|go ~2 what|from|on|by
gather|understand|believe|hear|assume|suspect ~1 that ~1 the|it|they|it's|they're ~3 were|was|are|is ~1 long|bad|awful|good|dreadful|shocking
overheard|overhearing|eavesdropping
not my ~1 bank|airline|supplier|provider|insurer|phone|shop|landlord|council|gym|circus|problem ~1 .|,|thank|luckily|thankfully|but|any
thank god|goodness|heavens ~1 i ~1 don't|never|didn't|am|left|wasn't ~1 not|use|bank|fly|shop|with|buy|there
how can|could|do|on anyone|anybody|people|they|earth|someone ~2 pay|pays|justify|charge|eat|afford|buy|like|charging|spend
the ethics|morals|politics|owners|owner|values|greed|cheek|arrogance of|at ~1 that|those|these|them|this|the
don't even ~1 like|drink|eat|drive|own|need|watch|play
wasn't|weren't there myself|but|so|personally
not ~1 been|tried|used ~1 it|there|them ~1 myself|personally|yet|but ~1 but|myself
only ~1 ever ~1 seen|heard|walked|driven past|of|about|it|them ~1 from|past|on
walk|walked|drive|drove|pass|passed|walking|driving past|by ~2 one|it|their|your|every|the|them
if ~1 the|these|those|what rumours|stories|reports|reviews ~1 i've|are|is ~1 true|read|heard|anything
word is|has
secondhand|hearsay|anecdotally
on behalf of nobody
as an|a|from ~1 outsider|outside|observer|taxpayer|vegan|vegetarian|environmentalist|non
in|from ~1 my|the ~1 opinion|view|perspective|outside ~2 industry|companies|company|capitalism|sector|should
this|that|whole|entire|the industry|sector ~1 is|needs|has|should|just
do|are|does|is people|anyone|folk|anybody|they ~1 really|actually|still|even|honestly ~1 buy|pay|use|like|eat|watch|going|think|want|need|listen
what|whats next ~1 ,
never ~1 flown|been|used|tried|driven|bought|owned|stayed|eaten|shopped|met ~1 with|at|in|from? them|it|there|one|him|here but
according to my|a|some|one
i've|i|we|only heard ~3 is|are|was|were|it's|they're ~1 good|bad|great|awful|terrible|nice|lovely|shocking|dreadful|decent|amazing|rubbish
because of ~1 their|his|the|its politics|owner|owners|views|stance|ceo|boss|advert
haven't|not|never|won't spent|spend|give|given ~1 them ~1 a penny|cent|pound
from the|their photos|pictures|trailer|advert|adverts|outside|website it|they|looks|look|this ~1 looks|look|seems|tiny
not a|an ~1 gamer|driver|drinker|fan|reader|flyer|flier|meat|football ~2 but|so|and
never been in|inside|near ~1 .|,|but|one|it
couldn't|can't tell you what|how|if
in|from the comments|replies ~2 says|said|saying|claims
only|just came|here|logged ~1 on|here ~1 to|for ~1 look|see|say|read|laugh|comments
not ~1 that i|i'd ~1 ever|know""",
    "remark": """congratulations|congrats ~1 to ~2 for|the
happy national|world|birthday ~2 day|to
petition|dissertation
imagine paying|queueing|queuing|spending|calling|wanting|being
who ~2 earth|would|pays|actually|voted ~2 paying|buying|buys|pay|pays|spends
at these|those prices
looks|sounds|looked like ~1 a|an|it|something ~2 mouse|coffin|kettle|soap|drawn|toaster|folk|potato|spaceship
hard pass
can do one
corporate greed
taxpayer|taxpayers|shareholders|shareholder|capitalism|nationalise|nationalize|billionaire|billionaires
fat cats|cat
ceo|ceos|directors|executives|chairman|founder|owner|bosses ~4 millions|profits|yacht|tax|richer|island|islands|telly|rocket|nurses|robot
their|the boss|ceo|owner|founder ~1 said|says|thinks|tweeted
record|billion|obscene profits|profit
laid off ~2 staff|workers|studio|people|half
whoever signed|approved|designed ~1 that|the|this ~1 advert|ad|logo
your|their|that|an|another ~1 new|latest|tv ~1 advert|billboard|commercial|slogan|trailer|mascot|jingle
new logo ~2 looks|is|like
crying|talking|dancing|singing badger|meerkat|llama|dog|cat|kangaroo
nurses|farmers|rabbits|climate|unions|regime|apartheid|union
who sewed|made ~1 it|them|this
rumoured
announced|announces|announcing ~2 another|yet|fourth|fifth|ninth|#|sequel
stop preordering|buying|supporting|giving|targeting
don't ~1 buy|shop ~1 from|there and|neither
neither should
fanboys|millennials|hipsters|influencers|boomers
what's|whats next ,
what could possibly
how much|many ~2 did ~1 they ~1 pay|paid|spend
good morning|luck to ~1 everyone|all|everybody
fingers crossed
comp|competition entry
entry for ~1 the
back in ~1 eighties|seventies|nineties
uncle|grandad|grandfather|grandpa ~1 flew|worked|drove|swept|was
not|isn't even with them|<brand>
a publisher|insurer|firm|bank ~1 that|which ~1 spends|gives|sponsors|pays|closes|builds
any company|firm|bank|insurer|app ~1 that|which|who
wouldn't|never ~1 use|fly|buy|give ~3 penny|money ~2 to|if
they|it|who ~1 should ~1 be ashamed
somebody|someone ~1 at|in ~1 marketing|<brand>
back to ~1 dark|stone ages
mods|admins ~3 close|thread|pin|lock
this thread|post is ~2 old|years
says ~1 nobody|everyone
said no one|nobody ever""",
    "news": """breaking|exclusive|report|reports|news ,
announces|announced|launches|unveils|reportedly ~2 new|plans|profit|quarter|deal|merger
according to
shares|stocks|revenue|profit|profits|earnings|nasdaq|nyse|investors|analyst|analysts|quarterly
via @|http
rt @
by @ http
read more
new ~2 study|report|survey|research|poll
top # ~2 ways|reasons|things|tips|airlines|brands""",
    "joke": """jokes|joking|jk|lol|lmao|rofl|lmfao|haha|hahaha|😂|🤣|kidding
just|only a joke
imagine if
what if
be like""",
}
