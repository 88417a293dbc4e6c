"""Words that say a trouble is over or that what was awaited has come: news that is glad only with warmth beside it."""

from __future__ import annotations

from typing import Final

from monitor.analysis.words import listed

LIVING: Final = {
    "live": listed(
        "breathe sleep relax rest see eat walk hear smile drive cook wash chew work play watch read enjoy stop get go manage shower live "
        "log use finally bath focus swallow talk move bend rent sell fly"
    ),
    "very": listed(
        "very really quite all now just absolutely totally perfectly so finally pretty properly completely fully nicely"
    ),
    "came": listed("arrived came landed appeared delivered collected"),
    "thing": listed(
        "power water heating internet wifi broadband signal light lights money cash electric electricity gas heat phone sound picture channel "
        "account boiler cat dog bag bags photos access line tv site screen refund credit points payment fridge car app page music parcel "
        "password code login lift van card ticket tickets payment download update patch"
    ),
}
"""What people can do again, how a thing came, and the things they miss most."""

ENDED: Final = {
    "settled": """all|it's|that's|is|are|been|everything|everything's|now|that|it|finally ~1 sorted|fixed|resolved|solved|mended|repaired|working|corrected|restored ~1 now|again|thanks|thank|cheers|ta|at|and|.|,
sorted|fixed|resolved|solved|working|works|worked ~1 now|again|thanks|thank|cheers|ta|perfectly|.
all sorted|fixed|resolved|solved|working|done|good
back to normal
up and running
it does|did|worked|works .|, thanks|thank|cheers""",
    "solved": """sorted|resolved|rectified|restored|reunited|reinstated|recovered|unlocked|rescued|mended|repaired|cured|reimbursed|solved|fixed|refunded|unblocked|reconnected|reactivated|rebooked|swapped
that|this|it|which|what|you|they|update|reset|restart|trick|one|patch|mode|first did|fixed|worked|cured|solved|sorted|helped|works ~1 it|that|trick|now|perfectly|a|great|like|and|for|so|as|too|first|straight|immediately|cheers|thanks|thank|ty|go|time|.|,
. worked|works|did|fixed|sorted|solved ~1 it|first|straight|perfectly|like|a|now|.|,|thanks
it|she|he|that|thing|this lives|works|worked|moves|charges|boots|sings|starts|started|prints|flies|installed|loads|found|paired|beeped
works|working|running|charging|printing|loading|flying|humming|purring|ticking|playing|streaming|heating|cooling|syncing|connecting|breathing|walking|cooking|clicking|roasting ~1 now|again|perfectly|fine|beautifully|like|nicely|great|smoothly|well|better|properly|brilliantly|quietly|away|already
humming|purring|purrs|hums|roasting
back online|home|working|running|again|to|where|together|safe|safely|already|on|in|up
is|are|am|i'm|we're|it's|they're|she's|he's|that's|. ~1 back|home|through|up|inside ~1 .|,|now|at|and|again
i'm|we're|am|are in ~1 .|,|now|and
. back
<thing> ~1 back|on|working|restored|returned|up|live|fixed|here|in|through|works
money's|heating's|power's|internet's|water's|wifi's|account's|refund's|boiler's|lights|bag's|light's|parcel's ~1 back|on|in|here|through|landed|sorted|at
back|up and running|going|working|about
back on|in|at ~1 road|air|action|business|feet|saddle|arms|account
good as new|gold
like|as new|clockwork|charm|magic|lightning|dream|butter|silk
brand new
clear|clean|dry|warm|hot|quiet|cold|cool|bright|sharp|silent|tidy|normal|better|faster|quieter now|again|today
is|it's|are|so|as clear|sharp ~1 as|bell|now
all|everything|it's|that's|everything's|we're|i'm <very>? sorted|done|fixed|good|fine|set|restored|synced|swapped|settled|squared|dandy|well|green|back
everything|all in|is order|there
all|both|they're|everything|nothing there|here|in|back|copied|present|accounted|missing|showing
problem|issue|error|fault|leak|noise|charge|bug|smell|trouble|rattle|squeak|glitch|problems|issues|fee|fine|it's ~2 gone|solved|disappeared|vanished|sorted|resolved|removed|cancelled|dropped|cleared|over
gone already|now|completely|for
no more|longer leak|leaks|error|errors|noise|issues|problems|trouble|buffering|crashing|crashes|dropouts|calls
not ~2 single|one ~3 since
we're|i'm|am|are|were|we|they're|he's|she's|finally|got|all|home|she|he ~1 in|inside|onboard|aboard|home|through|online|boarding|seated|landed|safe .|,|and|now|at|with|no|from
on board
home ~1 safe|for|now|at
went|gone|go|goes|going|ran|run|runs ~2 through|smoothly|like|perfectly|without|clockwork
paid ~1 in|out|up|and full|.
in full
to the penny|letter|minute
fit|fits|fitted|fitting perfectly|like|a|great|beautifully|well
they|it|both|boots|shoes|he|she fit|fits
made it
hit|in|into|back ~1 my|the|our account|bank
full|all bars|signal|speed|power|fixed
on the dot
swapped|replaced|exchanged|changed ~3 no|without|minutes|seconds|#
no questions|fuss|quibble|hassle|drama|arguments|bother
without a|any|so fuss|hitch|quibble|hassle|argument|much
made|put|make|putting ~3 right
at last
in|within ~2 minutes|minute|seconds|mins|hour
in and out
same day
first time|go|try|pull|attempt
that was it
simple when|once
on the road|air|wall|mend
down from # to
not one|a ~1 broken|scratch|mark|missing|crease|dent|problem|hitch|leak|peep
nothing broken|missing|cracked|lost|damaged
silent as
clean as
right|correct now|again|at
looks|showing|shows|is|are right|correct|perfect|spot ~1 now|.|,|again
boom|voila|voilà|tada|et ~1 voila
that|this'll|that'll do|did it|nicely
made|got ~1 to|it ~3 on|in time
in time for
stopped ~4 finally|thank|thanks|at|last
done and dusted
problem|problems|issue ~2 solved|sorted|over|history
case closed
worry|worries|pain|nightmare|ordeal|saga ~2 over|gone
smells|looks|good ~1 new|fresh
open|opens|opened|opening ~1 fine|now|properly
off ~1 my|our hands|back|chest
everything ~2 where|is|was ~1 it|should|left
no sign of ~2 leak|it|damp|problem|mice|noise
no more|longer pain|tears|drips|waiting|cold|noise|banging|smell|dramas
off the bill|card|account|invoice|list
across|through|in|on now|already|today
at|on #|full % ~1 already|now|and
intact|unscathed|unharmed|undamaged
in one piece
has|have|he's|she's|they've|it's ~1 brought|fixed|sorted|mended|replaced|cleared|done|finished|connected
not ~1 seen|heard|had ~1 since
can see|hear|find it|him|her|them|everything|all|now
charge|fee|fine|money|block|ban|hold|restriction ~2 reversed|lifted|dropped|removed|returned|released|gone""",
    "arrived": """<came> ~2 today|yesterday|this|on|at|in|and|with|just|earlier|safe|safely|.|,|thanks|thank|up|saturday|monday|tuesday|wednesday|thursday|friday|sunday
has|have|just|finally|it|they|he|she|parcel|refund|replacement|one|ones|there|well <came>
it|it's|they're|he's|she's|is|are|money's|cable's|one's ~1 here|there|in .|,|now|and|at
. here|there|in now|.|,|at
turned|showed|popped|rolled|dropped up|round|over
picked|collected it|them|him|her|up
collected|received|landed|refunded|credited|reimbursed|fitted|installed|replaced|exchanged|delivered
got|found|have ~2 it|mine|refund|money|replacement|parcel|package|bag|bags|luggage|key|keys|card|cards|cot|wallet|passport|phone|order|credit|earring|ring|glasses .|,|and|back|at|this|today|now|in|thanks|thank
at|on|in ~2 door|step|doorstep|hands|arms|lap|mat|porch|hallway
he's|she's|engineer's|man's|they've|has|plumber's just been .|,|and|with|round
rang|phoned|called|spoke me|us|back|within|personally|and|straight
got|had|took a call
came|he|she|they straight|over|round|back|came|went ~1 over|round|back|with|and|at
been|was|were|is|are|it's ~1 delivered|fitted|replaced|mended|repaired|collected|refunded|credited|paid|returned|found|reinstated|removed|installed|cleaned|lifted
walked out with
on ~1 system|list when|now""",
}
"""`settled` says so outright; `solved`: the trouble is gone; `arrived`: something or somebody came."""
