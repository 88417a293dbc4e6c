"""Words by which a clause states that something went wrong, also where no phrase of the lexicon knows the mishap.

Chosen by hand: from general knowledge, and by reading what the halves to learn from and `training/texts` complain of.
"""

from __future__ import annotations

from typing import Final

from monitor.analysis.lengths import MOMENTS, UNITS
from monitor.analysis.words import PAUSE, listed

DENIED: Final = listed(
    "not never no don't doesn't didn't won't isn't wasn't aren't weren't hasn't haven't hadn't cannot can't couldn't wouldn't ain't "
    "nobody nothing none neither noone nowhere without zero barely hardly "
    "refuses refused refusing unable failed fails failing nought nil"
)
"""What should be there or happen and does not."""
MISHAPS: Final = listed(
    # what things do when they break
    "broke broken breaks breaking snapped snaps cracked cracks cracking split splits splitting burst bursts leaked leaks leaking "
    "dripping drips flooded floods melted melts melting warped warps bent bends shattered smashed ripped rips tore torn tears "
    "frayed peeling peeled peels faded fades fading shrank shrunk stained scratched scratches dented chipped rusted rusty rusting "
    "rotten rotted mouldy moldy mould mold stale soggy soaked wet damp burnt burned burning scorched raw undercooked overcooked "
    "cold lukewarm flat dead died dies dying crashed crashes crashing froze frozen freezes freezing glitched glitches glitching "
    "lagging lags flickers flickering flickered reboots rebooting rebooted restarts overheats overheated overheating smoking sparked "
    "jammed jams sticks stuck seized slipped slips slipping collapsed collapses fell falling falls dropped drops dropping "
    "detached unravelled unravelling loose wobbly wobbles rattles rattling squeaks squeaking grinding drains drained draining "
    "stalled stalls stopped stops quit tripped trips blew blown exploded caught wiped erased deleted corrupted vanished disappeared "
    "disappears gone missing lost loses losing misplaced stolen stole nicked swapped mixed spilled spilt tipped dumped threw thrown "
    # what firms do
    "cancelled canceled cancels delayed delays late overdue rejected denied declined blocked locked suspended closed shut removed "
    "overcharged charged billed debited deducted doubled trebled bumped downgraded rerouted diverted ignored abandoned stranded hung "
    "lied misled scammed cheated robbed accused shouted swore rude sneered laughed shrugged barked blamed missed "
    "misses forgot forgotten wasted ruined spoiled spoilt botched bodged mangled crushed squashed trampled damaged damages faulty "
    "defective wrong incorrect misspelled misspelt mislabelled mislabeled duplicate counterfeit fake unreadable unread unanswered "
    "unusable useless hopeless expired recalled understaffed overbooked oversold shortchanged short lacking unpaid unsent "
    "unsigned unfinished incomplete uneven crooked wonky misaligned backwards upside halfway empty blank dark filthy "
    "dirty grubby greasy sticky smelly stinks stank smells smelled smelt reeks reeked stinking noisy clogged "
    "overflowing infested "
    "cockroach cockroaches ants mice rat rats maggot maggots bugs bedbugs hair plaster glass worm worms slugs "
    "tasteless bland gristly watery tough limp bald worn threadbare bobbled pilled matted scuffed outage outages "
    "blackout error errors fault faults bug glitch breakdown disconnects disconnected disconnecting buffering pixelated silent "
    "garbled muffled tinny blurry scrambled gibberish looping loops spinning hacked exposed breached bounced bounces "
    "undelivered misdelivered pending hurts hurt bleeding blistered scalded itchy rash swollen allergic sick ill "
    "overflowed subsided gave gouged tampered fobbed stonewalled unplugged unattended stunk "
    "buzzes buzzing fuzzy sour bitter salty warm booted declines sweats slides hole holes dent dents gap gaps crumbs sewage "
    "smell odour odor noise puddle puddles smoke draught chips scuffs spots bruise bruises lump lumps bone bones "
    "shard shards splinter mess sulking stains scratch crack chip tear stain mark marks crease creased "
    "dribbles trickle skipped skips stutters stuttering lurched jolted refusing unsafe unclean unhelpful "
    "hiked fined furry knock knocking knocked reset resets grey blood stitches stranger stranger's vandalised vandalized "
    "reversed unplayable laggy crackles crackling hisses hissing humming clunking clunks shudder shudders judder vibrates "
    "veers unpicked unravels thinner shorter smaller tiny shrinks bled bleeds clogs overheat corroded mangles loosened "
    "tangled misfires backfired rained scuffing spill sprayed oozing oozed ooze pus mites fleas wasps "
    "conked fizzled guzzles gushing gushed pouring poured spewing sprung popped buckled rotting curdled congealed "
    "soapy gritty chewy rubbery stringy grease singed charred blackened sodden drenched muddy discoloured discolored "
    "yellowed dishwater hums screeches screeching whines whining grinds clanks rumbles stutter jitters ghosting "
    "crackly mute muted unresponsive timed missold ghosted refuses withheld confiscated impounded "
    "clamped towed evicted repossessed defaulted overbooking docked pocketed swiped "
    "duplicated mislaid scrapped dinged gashed scraped ruptured severed chafed "
    "blisters sprained bruised choked fainted vomiting vomited poisoned poisoning sickened stung nits lice bedbug weevils "
    "moths silverfish slug caterpillar fingernail staples unsealed unwrapped untouched unmade unwashed "
    "uncollected unrepaired unlit unheated misread misquoted misdiagnosed mischarged misfiled "
    "misprinted mistaken muddled penalised penalized fiddled rigged wrecked trashed scalped jumped flagged "
    "bricked drifting drift crawls crawling sags sagging sagged ripoff "
)
"""What goes wrong with things, and what firms do wrong."""
FIRM: Final = listed(
    "you your u ur they their the driver engineer fitter technician agent staff support app website site system team shop "
    "store branch "
    "courier manager waiter nurse receptionist salesman cashier man woman lad girl lady person bot chatbot helpline he she it "
    "your've you've they've you'd they'd yous y'all"
)
"""Who does something wrong."""
SELF: Final = listed("i we i'm we're i've we've i'd we'd i'll we'll my me")
HEADS: Final = listed(
    "i we i'm we're i've we've i'd we'd i'll we'll ill booked ordered paid spent bought rang called emailed asked "
    "waited tried "
    "took went drove found switched phoned opened wrote used been having had thinking deleted binned joined picked "
    "collected counted walked rated"
)
"""A clause that begins with these tells what the author does or did."""
SUFFERED: Final = listed("was were got been get being am i'm we're")
"""Behind "I" these tell what was done to the author ("I was refused my own cash")."""
ORDERS: Final = listed("don't do let make please avoid press try check")
"""A clause that begins with these and a verb may be an order or an opinion."""
DONE: Final = listed(
    "sent gave put took left came went got told said says made ate let turned kept keep keeps found ran cut did had "
    "has arrived charged delivered returned held brought showed broke lost drove threw cancelled changed moved closed"
)
SWAPPED: Final = listed(
    "instead only again still twice already yet half just another double thrice mid else someone somebody somebody's "
    "someone's"
)
"""Small words that show that it is not as it should be."""
SHORTFALL: Final = frozenset((
    ("instead", "of"), ("rather", "than"), ("other", "than"), ("half", "of"), ("of", "#"), ("too", "long"),
    ("too", "small"), ("too", "big"), ("too", "late"), ("in", "half"), ("in", "bits"), ("in", "pieces"), ("to", "pieces"),
    ("came", "off"), ("comes", "off"), ("fell", "off"), ("came", "away"), ("came", "apart"), ("came", "without"), ("came", "with"),
    ("gave", "way"), ("gave", "up"), ("rang", "out"), ("went", "dead"), ("went", "off"), ("went", "to"), ("went", "on"),
    ("the", "wrong"), ("wrong", "way"), ("still", "no"), ("still", "has"), ("still", "not"), ("still", "there"), ("still", "waiting"),
    ("no", "longer"), ("never", "came"), ("cut", "off"), ("cut", "out"), ("run", "out"), ("ran", "out"), ("sold", "out"),
    ("out", "of"), ("shut", "down"), ("locked", "out"), ("put", "up"), ("price", "rise"), ("gone", "up"), ("went", "up"),
    ("straight", "past"), ("straight", "by"), ("left", "outside"), ("left", "on"), ("left", "in"), ("left", "out"), ("given", "away"),
    ("two", "left"), ("both", "left"), ("logs", "me"), ("logged", "me"), ("turned", "away"), ("turned", "down"), ("turned", "into"),
    ("no", "one"), ("to", "wait"), ("supposed", "to"), ("meant", "to"), ("was", "out"), ("is", "off"), ("been", "off"), ("is", "down"),
    ("was", "off"), ("are", "down"), ("is", "out"), ("at", "all"), ("rings", "out"), ("goes", "dead"), ("goes", "to"), ("kicked", "out"),
    ("goes", "off"), ("keeps", "going"), ("not", "even"), ("packed", "in"), ("packed", "up"), ("conked", "out"), ("gave", "out"), ("seized", "up"), ("timed", "out"), ("times", "out"),
    ("errors", "out"), ("signed", "off"), ("wrong", "address"), ("old", "address"), ("someone", "else's"), ("somebody", "else's"),
    ("double", "the"), ("twice", "the"), ("drove", "off"), ("drove", "past"), ("walked", "off"), ("hung", "up"), ("went", "missing"), ("written", "off"),
    ("was", "given"), ("were", "given"), ("was", "charged"), ("been", "charged"), ("got", "charged"),
    ("fell", "through"), ("still", "in"), ("still", "on"), ("still", "says"), ("still", "showing"), ("inside", "it"),
    ("falls", "apart"), ("comes", "away"), ("come", "off"), ("come", "away"), ("ripped", "off"), ("stood", "up"), ("played", "up"),
    ("playing", "up"), ("acting", "up"), ("hung", "on"), ("went", "cold"), ("run", "cold"), ("gone", "off"),
    ("went", "green"), ("gone", "green"), ("gone", "hard"), ("past", "its"), ("use", "by"), ("out", "date"), ("only", "half"), ("mixed", "up"), ("falls", "off"), ("falling", "apart"), ("fell", "apart"), ("fell", "out"),
))  # fmt: skip
"""Pairs of words that state a mishap without a word of it."""
OPINION: Final = listed(
    "know sure think believe understand care mind want need worry bother wonder see recommend guess suppose blame remember "
    "mean trust funny ideal good great bad happy impressed sorry thanks interested asking saying kidding complain fault "
    "repeat imagine"
)
"""Behind a denial these state what the author thinks, not what failed."""
UNREAL: Final = listed("would could should might may if hope hopefully maybe perhaps wish whether unless imagine")
"""Words of what might be."""
FINE: Final = listed(
    "great lovely brilliant excellent perfect fine good nice happy pleased thanks love loved best amazing fantastic wonderful superb "
    "sorted fixed solved helped helpful friendly easy delighted gorgeous beautiful smooth polite"
)
LEADING: Final = frozenset({PAUSE}) | listed(
    "then well also anyway however meanwhile honestly basically literally apparently obviously sadly unfortunately update yes "
    "yeah ok okay oh hmm pls please kindly help hi hello hey ah ugh tbh sorry or today yesterday now turns out "
    "guess luckily because really"
)
"""Little words before a failure that do not belong to it."""
TRAILING: Final = listed(
    "for since in at on by to from of with the a an my your our is was as or that it's this i we after about over and nearly"
)
"""Little words that hang behind a failure when what follows was cut off."""
THIRD: Final = frozenset({"is", "was"}) | DONE | DENIED | MISHAPS
"""With one of these a word ending in 's tells what has happened to something ("power's been off")."""
TELLING: Final = listed(
    "that's it's what's let's he's she's there's who's informed told know note report see understand find say says "
    "explain wondering wonder ask asking me inform love realise realised discovered found noticed imagine turns "
    "turned guess"
)
"""Words that frame what is told ("I was informed that …")."""
DATES: Final = MOMENTS | UNITS | {"time"}
DENIALS: Final = DENIED | listed("ever again more way thanks chance sir mate")
"""A clause of these alone denies without saying what ("never ever", "no thanks")."""
FEELINGS: Final = listed(
    "disappointed annoyed gutted tired frustrated pleased excited amazed impressed shocked disgusted surprised worried "
    "bored bothered "
    "scared terrified confused delighted relieved interested stressed exhausted fed hoped expected wanted needed liked loved hated "
    "enjoyed appreciated dissatisfied upset puzzled saddened horrified appalled deflated indeed red bed need"
)
"""Words in -ed that tell a feeling, nothing that happened."""
