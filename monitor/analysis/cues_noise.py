"""Words of what no customer wrote: adverts, bots, feeds, chain letters, giveaways, job adverts."""

from __future__ import annotations

from typing import Final

NOISE: Final = {
    "automatic": """giveaway|giveaways|sweepstakes|raffle|freebies
win|winning ~3 tickets|trip|prize|iphone|ipad|gift|giveaway|card|free|vip|passes|hamper|hampers|bundle
win a year|pair|holiday|trip|copy
chance|wanna|want to win
enter|rt|retweet|repost|share ~4 win|enter|chance|giveaway|prize
follow|like , ~2 like|tag|rt|share|follow|retweet
follow|rt|like|share|retweet|comment and|& ~1 retweet|rt|like|follow|win|tag|share|comment
tag # mates|friends|people|pals
tag|share a|with ~1 friend|mate|pal|friends|mates ~1 who|to|and|below|for|they
we're|we|now|is|are|currently|also ~1 hiring
hiring , ~3 assistant|manager|driver|drivers|engineer|nurse|chef|cook|clerk|picker|pickers|technician|analyst|developer
apply now|here|today|within|by|via|online|before
job alert|alerts|opening|openings|fair|vacancy|vacancies
job|jobs ~3 apply|salary|vacancy|hr
job|jobs|career|careers|vacancy|vacancies|openings http
vacancy|vacancies|recruiting|hiring ~1 ,
$ / ~1 hr|hour|h|annum
no experience needed|necessary|required
earn ~1 up|$|extra|cash|money|from ~2 to|home|online|weekly|daily|month|day|week|hour
click|tap|buy|shop|order|register|book|subscribe|download|grab here|now|link|today|yours ~1 http|>|👉|➡|👇|,
get ~2 refund|refunds|money here|now|back ~1 http|here
with|use|enter|using|quote ~2 code ~1 # ~1 at|for|to|and|when|.|,|http
use|with|using ~1 my|our|partner ~1 partner|referral|discount|promo|invite|friend code|link
sign|join|switch|register ~1 up ~1 with ~1 my code|link
referral|affiliate|invite code|link
both get|earn $|a|#
limited time offer|only|deal
check out this|these|our|my|the|how|what|new|a ~3 http
free shipping|trial|download|gift|ebook|consultation|webinar|quote ~4 http|today
dm|whatsapp|text|contact|message|email|inbox|telegram ~2 for|us|me|on|him|her ~2 recovery|hack|unlock|promo|sales|business|loan|recover|quick|fast|paid|whatsapp|telegram|collab|agent
write to agent|dr|doctor|mr
recover|recovery|recovered ~2 lost|stolen|hacked ~2 funds|money|account|crypto|wallet|bitcoin
recovered|retrieved my funds|money|account|crypto ~3 thanks|agent|him|her|contact|dm
# % success|legit|guaranteed
make money ~1 online|from|fast|with|at|while
work from home ~1 and|opportunity|jobs|job|$
airdrop|crypto|forex|nft|nfts|casino|onlyfans
bitcoin|crypto|forex ~3 invest|investment|trading|profit|earn|signals|beloved|giveaway
listed|for sale|rent|hire ~1 $|,|in|at|by|http
posted|uploaded|added a ~2 photo|video
liked a youtube|video
selling|wts|wtb|wtt|sold|iso , ~3 $|#|my|the
wts|wtb|ono|ovno|obo|bnwt|bnib
no timewasters|swaps ~1 .|,|please|pls|thx
time wasters
collection|collect|pickup ~1 from|in|only ~3 $|ono|cash|only
smoke|pet free ~1 home
price drop|alert|tracker|watch ~1 alert|,|.|on
deal|deals|restock|flash|stock alert|alerts ~1 ,|.
was $ ~1 now
now $ ~1 was|rrp|reduced
$ ➜|→|➡ $
# left|remaining at|in ~2 price|stock
only # ~1 packs|pieces|spots|spaces|places|left ~1 left|at|remaining
first # ~1 only|customers|people|orders
while|whilst stocks|supplies last|lasts
ts & cs|c's
terms|t's ~1 and|& conditions|c's apply
sponsored|affiliatelink|paidpartnership
paid partnership
just|i ran|cycled|walked|completed|finished|burned|earned|unlocked|scored|logged ~1 # ~1 km|k|miles|mi|kcal|calories|steps|points ~5 with|using|on|via|in
can you beat me
checked in ~1 at|to ~5 with|via|on
w|with / ~1 # others|other
w|with # others
i'm|im at ~5 http
mayor|badge of|on|unlocked ~4 foursquare|swarm|via|http
just unlocked|earned ~3 badge|achievement|trophy
unlocked the|a|my ~3 badge|level|achievement|trophy
my|your|today's|weekly|daily ~1 stats ~1 ,|#
new followers|follower|unfollowers|unfollower ~2 #|and|,|.
unfollower|unfollowers
person|people unfollowed me
most engaged|popular brand|follower|post|fan
this|is|was ~1 an ~1 automated|automatic message|reply|response|email|notification|tweet|post ~1 .|,|from
do not reply to ~1 this
automated|automatic reply|tweet|post|alert|update|responder ~1 ,|from|by
out of ~1 office ~2 until|from|on|with|reply|till|today|between|returning
annual|maternity|parental|on leave ~2 until|from|returning|and|with ~4 email|emails|office|urgent|contact|messages
in urgent cases
away from my desk
reply|respond|answer|back ~1 on|when|upon ~1 my|i return
unofficial|status|news|alert|price ~1 bot
beep boop
minor|severe|part delays|closure|suspension ~1 ,|between|on ~3 -|,|and|due|to|line|lines|carlisle
good|normal service ~1 ,|on|between|all|resumed|.  ~2 lines|routes|other|all|bot|updates|next
degraded|partial performance|outage|availability
next update|bulletin ~1 #|in|at|by|,
all systems operational
status|service ~1 update|report|alert ~1 ,|#
status|service , ~2 degraded|resolved|operational|delays|minor|good|partial|investigating
tickets accepted on|by|via
replacement buses requested|running|operating|in
investigating|identified|resolved|monitoring , ~4 incident|issue|fix|update|error
no service between ~5 until|owing|due
forward|send|pass|share|copy|repost|resend|post|paste this|it|on ~3 to|with|as|before|if|on|in|or ~2 everyone|everybody|all|#|many|friends|family|contacts|people|status|wall|page|groups|twelve|ten
next|nearest bus|train|tram|ferry|departure ~2 # ~1 min|mins|minutes
forward|send|pass|share ~1 to|with everyone|everybody|all|#|ten|your|as ~2 you|contacts|friends|people|know|many|list
please|pls|plz forward|repost|reshare|resend|circulate|recirculate
copy|copied|cut and|& paste|pasted
copypaste|copypasta|chainletter
copied|stolen|reposted from|off ~1 a ~1 friend|facebook|mate
pass it|this on|along ~1 .|,|to|everyone|please
repost ~1 if|this|to|from|don't
not a hoax|joke|drill
no|isn't|ain't a? hoax
unless|if|until you ~2 send|forward|share|copy|repost|post|pass ~1 this|it|# ~3 to|friends|people|contacts|on
will start|begin|be ~1 charging|charge|charged|deleted|closing|deactivated ~5 midnight|tomorrow|unless|monday|users|everyone
i|we ~1 do|hereby|declare ~1 not|hereby|give|that ~3 permission|consent ~1 to|for ~2 facebook|instagram|meta|use
type|say amen
good luck will|within
lose|lost|losing|shed|dropped ~2 #|stone|weight ~1 stone|kg|kgs|lbs|pounds|kilos|inches|lb ~1 in|without ~2 #|days|weeks|week|month|giving|dieting|exercise|a
doctors|doctor|banks|bankers ~1 don't|hate|hates ~2 you|it|this|him|her ~1 to ~1 know|.|,
link|links in ~1 my|her|his|our|the ~1 bio|profile|name|comments
thank me later
changed my life ~4 http|link|order|dm|whatsapp|message|code
half price ~1 off|today|this|now|until|tuesdays|for|at ~3 >|only|at|with|new|customers|week|http
$ off your|when|with|first|orders|everything
# % off ~3 at|with|code|everything|today|all|your|until|when|http|use|this|orders
kids|under|children|students ~2 go|eat|stay|travel|fly|play free
buy|get one get one
bogof
book|order|buy|shop|save|register|join ~1 by|before|until|till midnight|sunday|friday|monday|noon|today|tomorrow|saturday
available|order|out|buy|stream|preorder now|today ~1 at|on|from|in|via|, ~4 http|stores|store|online|website|app
new in|arrivals|drop|collection|season ~2 stores|http|drops|online
drops|launches|launching|lands ~1 friday|monday|thursday|tomorrow|tonight|wednesday|saturday ~3 app|online|#|only|stores|alarms
visit|find ~1 us|our ~1 at|website|stall|stand|booth|store ~2 http|stand|booth|for|at|today|#
pop|come ~1 in|down|along|try ~2 us|our|see ~3 store|stand|team|half|today|book
we ~1 beat|undercut ~4 price|prices|quote
switch|come|move|leave ~3 to ~1 us|<brand>|@ ~3 today|now|save|free|months
tired|sick|fed|bored|struggling ~2 of|up|with ~5 . ~4 try|switch|we|call|get|join|come|save|so|discover|found|our
used to|too|was ~1 ,|until|till ~2 until|till|our|my|i|met|found|discovered|tried ~3 found|discovered|showed|met|introduced|tried
giving|gives|give ~1 away ~1 a|an|#|$|free ~3 pair|copies|subs|ipad|copy|signed|prize|for|to|below|free
giving|offering new|our ~1 customers
last|final chance ~1 to ~1 win|save|buy|enter|book|grab
earn|earned|redeem ~2 points|cashback|rewards ~3 code|join|sign|http
poll , ~5 rt|fav|retweet|like|vote
rt for
top # ~2 ways|reasons|things|tips|shortcuts|tricks|hacks
new|latest ~1 blog post|episode ~1 ,|http
free eye|health|online ~1 tests|consultation|check|course ~3 book|pop|all|http
immediate start
like and|& subscribe
forwarded as ~1 received
pls|please|plz circulate
not monitored
selected|chosen to ~1 receive|win|get
claim ~1 your|the ~1 prize|gift|reward|winnings
platform alteration|change
now|will departs|depart from
pcm
operatives|chefs|carers|cleaners|bartenders wanted|required|needed
thanks to mrs|mr|dr|coach|agent
this account|mailbox|inbox|page ~1 is ~1 not|no
checked in ~2 on|via|with yelp|foursquare|swarm|facebook|untappd
don't ~1 answer|click|open ~3 forwarded|forward|share
everything must go
first month|week|order|class|box|session|lesson ~1 free|half
sign up ~1 today|now|here|at|for|and ~2 free|get|save|#|$|%
shares|share this ~1 post|message|tweet|picture
giving|gives ~1 $ to ~1 everyone|anyone|all|every
new listing|listings|arrivals|offer|offers|menu ~1 ,
offers|offer over $
check ~1 out ~1 my profile|bio|page|onlyfans|channel|store|shop|website|link|blog
hot pics|girls|singles|deals
just completed|finished ~1 a|my ~1 # ~1 minute|min|mile|km|day|hour ~5 with|on|using|via
is # ~1 late|early|mins at|from|on
gift|box sets|set|boxes ~2 now|in|from|only|$
$ each ~1 or|,|and ~1 two|#|buy
ask for|call|ring|text|contact|whatsapp ~1 mel|dave|sue|jo|tom|sam|priya|us|me|now ~1 at|on ~1 the|#|this
good tips|pay|rates ~1 .|,|immediate|weekends
don't|dont accept ~1 it|a|any|the|friend ~1 request|from|he|she|they|.|,
tell|warn ~1 all ~1 your|ur contacts|friends|everyone
he|she|this|it is|'s|are ~1 a hacker|virus|scammer|scam ~2 tell|share|copy|send|pass
meditation|workout|run|ride|walk|lesson|streak ~1 with|on|in|completed ~1 calmly|strava|duolingo|garmin|fitbit|nike|headspace
got your message|email|enquiry ~2 and|we|will|someone
will|we'll|someone ~1 be|get ~1 be in|back ~1 touch|to ~1 with|within|you ~1 #|you|shortly|within|soon
thank|thanks you|for ~1 for ~1 contacting|your ~1 message|us|email|enquiry ~2 we|will|our|out|this
# bed|beds|bedroom ~2 flat|house|semi|apartment|terrace|property|detached
now ~1 in|available ~1 stores|stock|open|online|from|at|now ~1 $|#|http|nationwide
new , ~4 $|http|now|out
on sale ~1 now|today|from|friday|at
tickets ~1 from|on|still|selling|available|only ~1 sale|available|fast|$
today's deal|special|menu|offer|winner|specials ~1 ,
deal of the
price match|promise
from|just|only $ ~1 pp|per|each|a ~1 person|month|night|week|head
gift ~1 ideas|guide
visit|see|find|order|shop|book|apply|more|info|details ~1 at|us|our|online|via|on ~1 www|http
read ~1 our|the|my ~1 blog|latest|new ~1 post|blog|guide|article
live now|stream
now playing|nowplaying
weather|temperature|humidity|wind , ~2 #
sunrise|sunset #
tide|tides , #
quote of|word of the day
daily|weekly ~1 digest|roundup|bulletin|horoscope|quote
# new|unread ~1 followers|messages|jobs|listings|reviews
this tweet|post|week ~1 on|in|was ~1 brought|sponsored|posted|sent|scheduled|ifttt
fitstats
# steps|miles ~1 and # ~1 miles|steps|kcal|calories
made|earned|earning|making|makes|earn $ ~2 in|a|per ~1 a ~1 week|day|month|hour|days
earning # ~1 %
trading|investment platform ~3 made|message|thanks|him|her|profit
it's|is a scam ~1 share|forward|tell|pass|please|copy
share|tell ~1 with|this|it ~1 to|with everyone|everybody ~1 you|.|,|know
today's|tonight's|sunday|lunch|weekday|daily special|specials|menu|lunch ~1 at|,
free quotes|estimates|quotation
no call out ~1 fee|charge|charges
in your area
running normally between|on|again
bus|train|tram|route|line|ferry|service|trains|buses # ~2 diverted|suspended|delayed|cancelled|terminates|departs
meet|introducing|discover|try|presenting|announcing our|the new|brand|latest|all ~1 new
imdb|letterboxd|goodreads
hotel|hotels|flights|holidays|cruises|breaks deals|from ~2 from|$ ~1 $|per|pp|now
cv|cvs ~1 to|by
auto , #|bus|train|temperature
message|dm|inbox|text him|her on|for|now|today|and ~1 telegram|whatsapp|instagram|get|make|start""",
}
