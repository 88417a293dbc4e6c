"""The word lists by which texts are compared: words that tell nothing, and words that tell only the kind of failure."""

from __future__ import annotations

# Words of any text, of no use for telling stories apart.
STOPWORDS = frozenset(
    """
a able about above absolutely across actual actually after afternoon afterwards again against ago ain't all almost
alone along already also although always am among amongst amp an and another any anybody anyhow anymore anyone
anything anyway anywhere are aren't around as ask asked asking at away awful back bad basically be became because
become been before behind being believe below beside besides best better between beyond big bit both bring brought but
by call called can can't cannot cant cause come comes coming completely could couldn't couldnt cuz day days definitely
did didn't didnt do does doesn't doesnt doing don't done dont down due during each either else end enough especially
etc even evening ever every everybody everyone everything everywhere far feel felt few finally find first folks for
found four friday from further gave get gets getting give given giving go goes going gone gonna good got gotta gotten
great guess guy guys had hadn't happen happened happening hardly has hasn't have haven't having he he's hello help her
here here's hers herself hey hi him himself his hour hours how how's however hr hrs i i'd i'll i'm i've idea if im in
indeed instead into is isn't isnt it it's its itself ive just keep keeps kept kind knew know known knows last lately
later least left less let let's lets like likely literally little ll lol long look looked looking looks lot lots love
made make makes making many matter may maybe me mean means might min mine mins minute minutes monday more morning most
mostly much must my myself near nearly need needed needs neither never new next nice night no nobody none nope nor not
nothing now nowhere obviously of off often oh ok okay old omg on once one only onto open or other others ought our
ours ourselves out over own part people per perhaps place please pls plz pm point poor possible probably put quite
rather re real really reason rt same sat saturday saw say saying says second see seem seemed seems seen seriously set
several shall she she's should shouldn't show side simply since sit sitting so some somebody somehow someone something
sometimes somewhere soon sorry sort start started still stop stuff such suck sucks sunday supposed sure take taken
takes taking talk tell terrible than thank thanks that that's thats the their theirs them themselves then there
there's therefore these they they'd they'll they're they've thing things think this those though thought three through
thru thursday thx time times to today today's together told tomorrow tonight tonight's too took totally toward tried
tries try trying tuesday turn two u under understand unless until up upon ur us use used using usually ve very via
wait waited waiting wanna want wanted wants was wasn't wasnt way we we'd we'll we're we've wednesday week weeks well
went were weren't what what's whatever when where where's whether which while who who's whole whom whose why will wish
with within without won't wont work working works worse worst would wouldn't wow wtf ya yeah year years yes yesterday
yet you you'd you'll you're you've your yours yourself yourselves
""".split()  # noqa: SIM905  words are read as words
)

# What customers of any company complain about: these say what kind of failure it was, never which one.
ORDINARY = frozenset(
    """
account agent aircraft airline airport airway annoyed answer answered apology app arrive arrived awesome bag baggage
bank bill boarding book booked booking broken bus call caller calling cancel canceled cancellation cancelled
cancelling card care change changed charge charged charging chat check checked claim class company compensation
complaint connect connecting connection contact counter counting crew cust customer damaged deal delay delayed
delaying deliver delivered delivery depart departure desk disappointed disappointing disgusting driver email employee
error experience explanation extra fail failed fee feedback fix fixed flight flown fly flying form free frustrated
frustrating full gate hold holding home horrible hotel hung impossible inconvenience information internet issue item
job joke lack landed landing late leave leaving line lines link loss lost loyalty luggage mail manager meal member
message miles miss missed missing mistake money month move moved offer offered offline online order ordered outage
package paid parcel passenger pathetic pay paying payment phone pilot plan plane policy poor post price problem
product promised quality queue receive received refund refuse refused rep replacement replied reply report
representative request reschedule rescheduled reservation respond response ride ridiculous room rude sale schedule
scheduled seat sent service shame shipping shop signal sit site snow staff stand status store storm stranded stuck
support swapped system tarmac team terminal ticket train travel trip tweet twitter unable unacceptable unhelpful
update upgrade useless vacation voucher waste wasted weather website wifi worker wrong
""".split()  # noqa: SIM905  words are read as words
)

# Letters of a number with its unit: "40mins" and "2hr15min" name nothing.
UNITS = frozenset(
    """
am day days eur gb hm hmin hour hours hr hrmin hrmins hrs k kg lb lbs m mb min mins minute minutes month months nd pm
px rd st th usd week weeks x
""".split()  # noqa: SIM905  words are read as words
)

# Words before a bare number that make it the name of one thing: "flight 1080", "order no 55120".
NUMBERED = frozenset(
    """
bus case claim fl flight flights flt no number order ref reference ticket train
""".split()  # noqa: SIM905  words are read as words
)
