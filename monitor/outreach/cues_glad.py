"""Words of customers who are pleased with what came of our reply: gladness, praise, staying, thanks and warm signs.

Phrases as `monitor.analysis.phrases` reads them, from general knowledge of how people write and the train half of the set.
A full stop in a phrase stands for any end of a sentence, the beginning and the end of the text included.
"""

from __future__ import annotations

from typing import Final

GLAD: Final = {
    "glad": """delighted|thrilled|chuffed|ecstatic|elated|overjoyed|stoked|gobsmacked|buzzing|relieved|impressed|thankful|grateful
i'm|am|are|we're|very|really|so|dead|well|quite|pretty|most|absolutely|truly|genuinely happy|pleased|glad|content|touched
glad|happy|pleased i|you|we|it|that|with|about
glad|pleased to
happy again|now|days|man|lady|woman|girl|boy|bunny|camper|campers|dance|mum|mom|wife|chappy|customer
very|one|#|a|made|so happy ~2 customer|customers|bunny|family|household|camper|man|boy|girl|mum|mom|old|person
what|such|big|huge a? relief|result|difference|surprise|joy
phew|hallelujah|hurray|hooray|hurrah|yay|yippee|woohoo|woo|woop|whoop|whoopee|wahoo|eureka|bingo|yess|yas|result
. get|getting in .|,
. yes .
thank god|goodness|heavens|christ|fuck|the|heaven|jesus
praise be
could|nearly|almost|actually ~1 cry|cried|weep|wept|kiss|hug
happy|tears ~1 tears|joy|dance|crying
in|with|of tears|bits|relief
crying ~3 desk|relief|happy|joy|thank|thanks
over the moon
on cloud #
made|makes|making|you've|have ~1 my|our|her|his|their|this ~1 day|week|month|year|morning|evening|night|christmas|weekend|birthday|trip
made|makes|making ~3 happy|smile|laugh|comfortable
can|could finally|actually? <live> again|now|at|easy|properly|easily
can|could ~5 <live> ~4 now|again
can breathe|sleep|relax
and breathe
faith ~3 restored
restored|restores ~2 faith
weight|load off
all smiles
smile|grin|smiling|grinning|beaming
no complaints|faults|fuss|bother|hassle|quibble|hard
can't|cannot|couldn't fault|complain|praise|recommend
couldn't|can't|cannot|could not ~1 be|ask|have|hope|wish ~2 happier|better|more|smoother|easier|nicer|faster
love|loved|loving|loves it|them|him|her|ya|u|this|you|that|my|our
absolutely|just|really|totally love|loved|adore
much|lots ~1 love
ily|luv
best|nicest|greatest|quickest|easiest|smoothest|loveliest|finest|fastest|kindest|friendliest ~3 in|ever|yet|going|around|all|i've|of|by|on|thing|staff|service|team
worth ~2 wait|penny|while
wasn't|weren't|didn't|never|hadn't|not ~1 expect|expecting|expected|think|thought|dared|ask|bargain
above|beyond|more|better|faster|sooner|quicker|nicer|kinder|easier|cheaper|bigger ~1 than|what ~2 hoped|expected|fair|enough|generous|promised|asked|ordered|quoted|braced|thought|before|said|new
would you believe
pleasantly|happily surprised
i'll be damned
holy cow|moly|smokes
wow|omg|blimey|crikey|gosh|whoa|amazeballs|wowzers
oh my god|days|word|goodness|gosh
sorry for|about|to ~1 fuss|trouble|bother|rant|moan|hassle|doubt|doubting|shouting|snapping
feel|felt|feeling ~2 daft|silly|foolish|stupid|looked|valued|heard|special|cared|listened|like|better|sheepish|embarrassed
rather|bit|little|so embarrassed|sheepish
my own|bad|fault|mistake
all|everything ~1 forgiven
hard feelings
won ~2 over|back|round
kept|earned|keeping|gained ~2 customer|lunch|custom|coffee|pint|loyalty|fan|business
peace at|and|of
sleep|slept|sleeping ~2 like|till|until|through|tonight|well|soundly|night
happy|good|in ~1 good place|mood
happy|good ending|days|times
happy as
doing ~2 dance
stop worrying|panicking|stressing
clear conscience
dreading|dreaded|braced|expecting|expected ~4 fight|argument|calls|hassle|worse|battle|worst|wait
given up on it|them|her|him|ever
had|i'd given up
should've|should ~1 asked|contacted|done|messaged|got|called|tweeted ~5 ago|sooner|earlier|before
months|years|ages ago
that's more like it
now that's|we're what|more|talking
ever ~1 so
like christmas
best ~2 day|thing|customer|company|airline|bank|money
didn't have to fight|chase|argue|wait
without me|having ~2 ask|fight|chase|argue
yours ~1 favourite|favorite
my|our favourite|favorite ~2 now|company|person|people|shop
in love with
proud|honoured|honored
feels ~1 amazing|great|good|better|like
touching|touched|heartwarming|lush
hooked|converted|convinced|sold on
nothing ~3 trouble|bother
a|real|total|absolute|such pleasure|treat|joy|breeze|dream|doddle
pleasure dealing|doing
amen|cheers|hip ~1 all|hip|hurray
quick|fast|prompt|swift|speedy|efficient|easy ~1 and|action|turnaround|service|work|fix|solution|one|as
very much satisfied|happy|pleased
satisfied|happy with your|the|this|it|how
i ~1 satisfied
than ~3 feared|dreaded|imagined
no|any clue|idea what|how ~4 did|done|means|much|happy|relieved|grateful
worth every|it
owes you
sorry i ~2 doubted|shouted|snapped|moaned
all|everything is ~1 well|forgiven|good
have a ~1 great|good|lovely|nice|wonderful|fab|brilliant day|weekend|evening|one|christmas|night|week
marry me
stop|stopped|quit shaking|crying|worrying|panicking|stressing|smiling|dancing
exactly|just|precisely what i|we ~1 after|needed|wanted|hoped|meant
just the|what job|ticket|tonic|needed
booked|booking|signed|going ~2 again
santa|karma|stars
star|legend|hero|champion ~2 to|for ~1 me|us
lovely|wonderful|special|happy memory|memories|day|evening|surprise|ending|news
eased|calmed|soothed|cheered|perked|warmed ~1 me|us|my|her|him|right
thing of beauty
like a film|new|different
went|gone ~1 down a|so treat|well
unreal|unbelievable|incredible|insane ~1 service|speed|quick|kindness|turnaround|response
can't|cannot|couldn't believe|get ~2 how|over|the|my|our ~2 easy|quick|fast|kind|lucky|luck|good|smooth|it|well|eyes""",
    "praised": """legend|legends|lifesaver|lifesavers|superstar|superstars|godsend|hero|heroes|angel|angels|saint|gem|gems|rockstar|rockstars|mvp|wizard|wizards|genius|geniuses|miracle|legendary
life saver|savers
you're|ur|you|are|an|absolute|total|proper|true|pure|such|little|what|they're|he's|she's|real ~2 star|stars|gent|gentleman|diamond|treasure|champ|champion|ace|beauty|beauties|sweetheart|delight|joy|godsend|pro|credit|brilliant|amazing|awesome|fantastic|incredible|wonderful|fabulous|lovely|brill|fab|excellent|superb|outstanding|phenomenal|gem
you|u|guys|yall|y'all|all|ya ~1 rock|rule|rocks
. . star
are the best
you|they|he|she|u|has|have|you've|that's ~1 saved|nailed|smashed|aced|rescued ~3 day|bacon|skin|life|bedtime|trip|holiday|holidays|christmas|wedding|weekend|birthday|evening|job|me|us|marriage|sanity|party
saved ~2 day|bacon|skin|life|bedtime|trip|holiday|christmas|wedding|weekend|birthday|evening|bother
day|bedtime|trip|holiday|christmas|wedding|weekend|birthday|evening|night|party|crisis|disaster|freezer|dinner|marriage saved|rescued|averted
hats off
hat off
kudos|bravo|respect|props|hero|heroine
credit ~2 where|to
credit's due
shout out
shoutout
fair play|dues
class act
top|full|#|high|perfect marks|bloke|man|lass|lad|service|stuff|class|drawer|work|guy|team|effort
# out of
top|first|world|second notch|class|rate|none
above|over and beyond
extra mile
went|gone|going|go out ~1 way
well done|handled|played|sorted|dealt|looked|trained
good on|for you|ya|them|him|her
good|great|nice|brilliant|belting|cracking|tidy|grand|lovely|excellent|fantastic|amazing|super|smashing|stellar|wonderful|superb|fabulous|outstanding|solid|proper|impressive|quality job|work|stuff|lad|lass|egg|people|customer|service|effort|team|staff|response|guy|guys|lads|bloke|man|woman|lady|girl|gal|chap|fella|driver|engineer|communication|folks|folk|touch|surprise|gesture|experience|outcome|turnaround|dentist|teacher|support|help|guard|crew
that's|this|is how|what|more you|it|customer|good|like
as it should|ought
how customer|it|things should|is|be ~2 done
done|did|doing right
take note
give|gave|deserve|deserves|deserved|needs|earned|get|wants|merits ~4 raise|promotion|medal|bonus|pat|rise|payrise|award|hug|biscuit|review|tip|praise|recognition|recognised
pass on|along ~3 thanks|regards|compliments|love
tell|thank|hug|kiss ~5 from|hero|star|legend|love|cheers|beer|pint|thanks|owe
please|must|do thank|commend|praise|hug
bless you|him|her|them|ya|your|u|that|those
lovely|nice|nicest|loveliest|kind|kindest|sweet|sweetest|super|friendly|polite|helpful|gentle|decent|good|patient|charming|pleasant ~2 chap|man|lady|lad|lass|guy|fella|bloke|girl|woman|driver|people|folk|folks|person|team|engineer|staff|gentleman|chaps|lads|soul|souls|nurse|teacher|dentist
so|very|most|really|super|incredibly|extremely|exceptionally|amazingly|unbelievably|especially|truly|ever|nice helpful|kind|polite|patient|friendly|professional|generous|understanding|thoughtful|lovely|quick|fast|efficient|considerate|sweet|good|nice|courteous|caring|attentive|responsive|prompt|speedy|easy|impressive|decent|fair|gentle|accommodating|gently|nicely
couldn't|could not have|be been|done ~1 more|nicer|kinder|better|lovelier|sweeter|easier
was|were|been|is|are|she's|he's|they're|it's|looks ~1 brilliant|great|amazing|lovely|fantastic|wonderful|excellent|ace|superb|fab|incredible|delightful|marvellous|marvelous|stellar|spectacular|outstanding|terrific|phenomenal|golden|brill|spot|stunning|gorgeous|beautiful|class
kind|good|nice|lovely|sweet|decent|generous|thoughtful|big of you|him|her|them|the
how|very|so|awfully|terribly kind|generous|sweet
what a guy|man|woman|lady|star|team|hero|legend|service|gent|gentleman|gem|company|bunch|lovely|kind|nice|sweet|wonderful|great|brilliant|fantastic|difference|treasure|save|champ|view|chap|treat|lad
clever girl|boy|lad|lass|you|chap|thing|people|clogs
owe|owed you|him|her|them
i|we ~1 take ~2 it|that|this|everything ~1 back
taking back|that|it
apologised|apologized|apologising properly|personally|profusely|sincerely|nicely
nicely|quickly|brilliantly|beautifully|well|promptly|swiftly|fairly done|handled|sorted|resolved|fixed|dealt|recovered|put|played
listened
thanks|thank|somebody|someone ~3 listening
above what
threw|thrown in ~4 free|bread|extra
with a smile|wink
his|her|their|without|no ~1 charge|fuss
wouldn't ~2 take|accept|hear|charge
looked after
turn|turned|get|got things ~1 round|around|done
for president|pm|king|queen|mayor
ran with me|us
stayed|waited|sat|kept ~3 with|until|till|company ~2 me|us|safe|home|mum
like a queen|king|star|vip|family
treated ~2 like|well|gently|kindly|fairly
like family
your ~2 is|are|was|were ~1 credit|star|hero|gem|brilliant|great|lovely|amazing|fantastic|legend|wonderful|excellent
couldn't|could not do|have ~1 enough|better
went ~2 way
no questions asked
kindness|kindest|kindly|courtesy|compassion|generosity|professionalism
prompt|immediate|quick|timely action|help|support|resolution
handed it in
human|humanity touch|being|restored|at
difference ~2 human|makes|person
that's|now customer|what service|i
sweetheart|sweetie|gentleman|trooper|superhero|professional|professionals|wonderful|marvel|marvels|heroic
owning ~2 mistake|it|up
top|great|good|super stuff|bunch|lot|crew|draw|people
believing|trusting ~1 me|us
found|finds|find us|me ~1 now|straight|first
credit to""",
    "keeps": """customer|fan|yours|loyal|user|reader|member|guest|convert ~1 for life|ever
i'll|we'll|will|shall|be|definitely ~2 back ~1 soon|again|next|for|with|tomorrow|.
see you|ye|ya ~1 soon|next|again
will|would|i'd|we'd|i'll|shall|definitely|gladly|happily ~2 recommend|reorder|renew
buy|book|order|shop|use|fly|stay|come|visit|eat|hire ~4 again|heartbeat
recommending|recommended ~2 you|them|this|everyone|anyone|friends|highly
highly recommend|recommended
won't|wouldn't go|shop|buy ~1 anywhere|elsewhere
not|isn't|ain't going|leaving anywhere
telling|told|tell everyone|everybody|all|people ~2 how|about
# stars|star|⭐
⭐ ⭐
changed|updated|amended|edited|upgraded|changing|updating|raised|removed|deleted|deleting|taken|leave ~2 review|rating|post|tweet|score
won't|never|not ~1 forget
staying|sticking|stay|stick with you|ye
you ~2 fan""",
    "nice": """brilliant|fantastic|amazing|awesome|excellent|superb|perfect|perfection|wonderful|wonderfully|fab|fabulous|lovely|magic|mint|ace|sweet|belter|cracking|smashing|mega|epic|stellar|outstanding|incredible|phenomenal|terrific|marvellous|marvelous|splendid|lush|banging|beautiful|beautifully|gorgeous|spotless|flawless|flawlessly|faultless|immaculate|seamless|seamlessly|painless|effortless|smooth|smoothly|smoother|delicious|yummy|cosy|toasty|comfy|brill|stunning|bliss|heaven|heavenly|treat|crisp|tremendous|spectacular|sublime|ripper|classy|corker|stunner|peachy|perfecto|dreamy|roasting|impressive
good|nice|lovely|great|very well
spot|bang on
much|lots|far|so ~1 better|easier|quicker|nicer|quieter|faster|happier
best|great|good|brilliant|fantastic|lovely news
nice one
so|really good|great|nice
feels|looks|tastes|rides|runs|sounds|drives|smells like|good|great|lovely|beautiful|brand|amazing|fantastic""",
}
"""Words of pleasure and of praise; `keeps` says that they stay customers, `nice` alone may be meant or mocking."""

THANKING: Final = {
    "thanks": """thanks|thank|thankyou|thanku|thx|thnx|thanx|ty|cheers|ta|tnx|tks|tq|merci|gracias|obrigada|obrigado|danke|grazie|diolch|appreciated|appreciate|👍|🙏|👌""",
    "warm": """tysm|tyvm|muchly
thanks|thank|thankyou|thanku|thx|ty|cheers|ta|appreciate|appreciated|tks|thnx|thanx ~2 so|very|ever much
thanks|thank|thx|ty|cheers|ta|thankyou you? a million|bunch|lot|ton|heap|mil|bundle|thousand
thanks|thank|thx|ty|cheers|ta|thankyou you? again|million|loads|tons|heaps|lots|both|all|guys|everyone|everybody|team|lads|folks|kindly|sincerely|indeed|hun|love|darling|pal|mate|buddy|friend|man|sir|madam|x|❤|😊|dear|muchly
thank u so|all|both|very|guys
thank|thanks you? ,? . . thank|thanks
many|huge|massive|big|million|heartfelt|sincere|warmest|endless|eternal|special thanks|thank|thankyou|ta|love
a|big|huge ~1 thank
so|much|truly|very|greatly|sincerely|genuinely|totally|hugely|massively|really|do|most|highly|deeply appreciate|appreciated|appreciative
appreciate you|ya|u|all|him|her|them|everything|y'all|how|both|the
appreciate your|ur help|time|effort|efforts|kindness|support|work|honesty|quick
can't|cannot|could|couldn't|can ~2 thank
eternally|forever|most|very|so|ever|deeply|extremely|truly|really|incredibly|beyond|hugely|genuinely grateful|thankful|obliged
grateful|thankful|indebted to you|him|her|them|your|all|both|the
grateful|thankful for your|the|all|it
thanks|thank|thankyou|thx|cheers|ty|ta you? u? ~1 for ~1 sorting|fixing|helping|listening|sticking|resolving|making|being|finding|saving|putting|help|all|everything|turning|bringing|coming|mending|believing|caring|understanding|patience|great|excellent|brilliant|amazing|lovely|such|rescuing|stepping|restoring|refunding|treating|doing|pushing|fighting|not|leaning
thanks|thank to|you whoever|all|everyone|from|for
means|meant ~1 a|the|so|everything lot|world|much|to
much obliged|love|appreciated
you didn't|don't|shouldn't have|need to|.|,
no words|idea
have no words|idea
lots of love
god bless
you|you've|u ~2 no idea
you don't know|realise|realize how|what
words ~1 fail
. ~2 great|brilliant|perfect|lovely|fantastic|excellent|amazing|wonderful|awesome|super|superb|fab|marvellous|ace|magic|mint|sweet ,|.? many? thanks|thank|thx|cheers|ta|ty
don't have ~1 words
from ~3 bottom|heart|family""",
    "kiss": """xx|x|❤|💕|💛|💙|💚|💜|🧡|🖤|💖|💗|💓|💞|💝|♥|😍|🥰|😘|🤗|😻|🫶|🤍|💐|🌹
x .""",
    "smiley": """😊|🙂|😀|😃|😄|😁|😆|☺|😌|😇|🥹|😎|🤩|🥳|🎉|🎊|🙌|💪|✨|🌟|⭐|🔥|💯|🏆|🥇|🎂|🍾|🥂|🍻|🎈|🤝|🙏|😋|🤤|☀|🌈|😹|🐕|🐈|🐰|🎻|🎭
, ,""",
    "laughs": """😂|🤣|haha|hahaha|lol|lmao|rofl|hehe|ha|lolz|hah|chuckle|😅""",
    "weeps": """😭|😢|🥺|😩|😫|💔|😞|😔|🥲""",
}
"""Thanks, plain and warm, and the signs that stand for warmth; laughter and tears go with either mood."""
