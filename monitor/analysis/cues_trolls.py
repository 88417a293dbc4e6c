"""Words of those who only want to provoke or insult."""

from __future__ import annotations

from typing import Final

TROLLS: Final = {
    "troll": """women|immigrants|foreigners|muslims|jews|gays|blacks|whites|arabs|gypsies|poles ~1 shouldn't|should|can't|belong|don't|go ~2 allowed|stay|drive|vote|fly|kitchen|home|country|smell|lie|back
hurr|durr|derp
ratio|ratioed + ~1 ur|you|u|l
cry|cope|seethe|mald|whine harder|more|about ~1 .|,|it|river|seethe|sheep
stay|remain mad|salty|triggered|pressed
skill issue
touch grass
fight|downvote|block|cancel me ~1 .|,|then|if|i|idc|no|lol|😘
come at me
notice me ~1 .|,|senpai|pls|please|<brand>|@|😂
your|ur|yo mum|mom|mother|mums|ma|nan ~1 works|lol|.|,|jokes|so|fat|smells|likes
u|you|ur|you're|they're|and ~1 also ~1 virgins|virgin|inbred|fatties|subhuman|cucks|simps
u|ur|you're ~1 all? ugly|fat|smelly ~1 .|,|and|+|lol|😂
inbred|inbreds|libtard|libtards|retards|fatties|snowflakes|sheeple|normies|incel|incels|cucks|soyboys|kys|feminazi|feminazis
go woke
poo|poopoo|bum|willy ~1 poo|bum|airways|head|heads|face|airlines|bank
💩 💩
admin|intern ~1 do|are|is|does ~1 you|u|ye|they ~1 shower|single|wash|smell|marry|naked|bald|blink|like|even
hi|hey|dear|oi ~1 admin|intern ~1 do|are|is|u|what|why|,
intern|admin ~2 cries|cry|crying|virgin
day # of ~1 asking|tweeting|telling|bullying|begging|insulting|calling|trolling ~5 until|admit|notice|follow|every|earth|marry|to
my hobby is
just|only came|here ~1 to|for ~2 laugh|comments|troll|annoy|lols|insult|argue|your
so ~1 that the ~1 vegans|snowflakes|libs|karens|lefties|fanboys|feminists|millennials|boomers ~2 upset|cry|mad|triggered|angry|offended
trigger|triggering|owning|own|annoy|upset|offend|wind ~1 up ~1 the libs|fans|vegans|snowflakes|fanboys|karens|leftists|admin|intern
for the lols|lulz|bants|banter
earth is flat
deported|deport|lynched|gassed|sterilised|shot ~3 zoo|country|jungle|moon|lot
go back to ~1 your|where ~1 country|own|came
brain|iq|personality of a|an ~1 prawn|potato|goldfish|peanut|slug|brick|amoeba|pea|cabbage|gnat|hamster
suck next
i've|i|got got|have|made # ~1 more ~1 accounts
block me
banned|ban|report me ~2 again|accounts|lol|nine|see|idc|if
only|all idiots|morons|losers|plebs|simpletons|clowns|retards|mugs|peasants|chavs ~3 bank|shop|buy|use|fly|go|eat|watch|drive|play|like|pay
anyone|anybody|everyone|everybody|people|those who|that|buying|using ~5 idiot|moron|braindead|loser|clown|mug|mugs|losers|idiots|morons|cretin|cretins|virgin|pathetic|sheep|prawn|thick
hope|wish ~1 you|they|u|ur|your ~1 all|family|intern|ceo ~1 die|dies|rot|choke|chokes
shut up nerd|nerds|bozo|admin
l + ratio
boo hoo
nobody likes you|u
ur|you're|u ~1 all? gay|virgins|nerds|poor
poor baby|babies|wittle ~2 company|brand|bank|admin|ceo
cry me
soy boys|drinking|boy
iq|brain of|size
deez|dees nuts
ok boomer
go ~1 bankrupt|broke|bust challenge|lol|already
challenge impossible|failed|difficulty
no friends|mates|life|bitches|gf ~1 lol|.|,|🤣|😂|u|you|loser
grow up ~1 snowflakes|snowflake|losers|babies|kids|idiots|princess
wah|waah|whaa wah|waah|whaa|my
sad|pathetic|silly little|lonely ~1 company|man|men|people|brand|account|admin|intern
hope ~3 servers|building|office|hq|headquarters|family|mum|kids ~2 burn|burns|catch|die|dies|leaves|leave|explode
looks|look|smells|sounds like ~1 a|your|my|ur ~2 bum|arse|ass|willy|dick|penis|poo|turd|nan|fart
your|ur ~2 face|mum|wife|ceo|boss|admin ~2 looks|smells|is|has ~1 like|a|fat|ugly
get a ~1 real|proper job|life|grip ~1 lol|loser|.|,|you
cope ~1 and|&|,|harder seethe|mald|.|,
trash|worst company|brand|airline|bank lol|lmao|😂
bootlicker|bootlickers|npc|npcs|soyjak|simp
sucks ~1 to be|2 ~1 you|u|be
who|nobody ~1 even asked|cares ~1 lol|.|,|about|bro|you
yo momma|mama
eat my|a|shit|dirt ~1 shorts|ass|arse|dick|shit
lick my|a|boots
unfollowed|unfollowing ~1 lol|ratio|for|because|you|u
cope|seethe|cry harder
delete your account|app|page|twitter
everyone|anyone|anybody|people|those who|that ~3 is|are|must ~1 be ~1 fat|ugly|poor|stupid|thick|gay|trash|dumb|sad|mental
l company|brand|take|bozo
do a flip
you|u smell|stink ~1 .|,|lol
our|your kind ~1 here|around
lives|live with|in ~1 their|his|your|ur|her mum|mom|mums|mother|basement
who's|whos|who ~1 is ~1 the|this clown|idiot|muppet|genius|moron|donkey ~2 running|behind|typing|writing
reporting|downvoting|blocking|disliking ~1 all ~1 your ~1 posts|ads|tweets|videos
keep crying|coping|seething|malding ~1 .|,|about|sheep
touching grass
nobody|noone likes|cares|asked ~1 .|,|you|lol|about""",
}
