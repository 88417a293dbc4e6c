"""Words of those who look on in somebody else's thread: people of the trade, advisers, comforters."""

from __future__ import annotations

from typing import Final

TRADES: Final = (
    "fitter|engineer|plumber|electrician|sparky|spark|joiner|carpenter|builder|roofer|glazier|decorator|painter|tiler|mechanic|driver|"
    "courier|postie|postman|pilot|steward|stewardess|crew|baker|chef|cook|waiter|waitress|barman|barista|florist|gardener|farmer|"
    "butcher|tailor|cobbler|optician|dentist|hygienist|nurse|doctor|midwife|vet|pharmacist|chemist|audiologist|therapist|teacher|"
    "lecturer|lawyer|solicitor|accountant|banker|broker|adjuster|underwriter|agent|surveyor|architect|designer|programmer|developer|"
    "technician|manager|picker|packer|cleaner|housekeeper|concierge|receptionist|hairdresser|barber|colourist|colorist|stylist|"
    "upholsterer|fireman|firefighter|policeman|officer|guard|signaller|conductor|handler|agronomist|brewer|landlord|landlady|publican|"
    "butler|inspector|tester|welder|machinist|seamstress|locksmith|printer|photographer|projectionist|librarian|salesman|retailer|"
    "shopkeeper|cashier|buyer|merchandiser|tradesman|installer|repairer|restorer|planner|dispatcher|controller|operator|insider|visitor"
)
"""Trades by which somebody says that they know how such things go, as a phrase of the lexicon writes them."""

ONLOOKERS: Final = {
    # Who tells what they do or did for a living; what stands inside of this is told of the trade and not of a purchase.
    "expert": f"""i|we used to ~1 fit|work|run|sell|install|build|manage|teach|repair|deliver|design|service|sit|be|mend|bake
i|we used to ~1 drive|fly ~2 van|vans|lorry|lorries|truck|trucks|bus|buses|coach|coaches|taxi|cab|train|trains|for
used to ~1 fit|work|run|sell|install|build|manage|teach|repair|design|service ~4 for|in|on|at|there|these|those
i|i'm|im|we am? a|an ~2 {TRADES}
i've|ive been ~1 a|an|in ~3 {TRADES}|trade|business|industry
i|we|i've drove|drive|work|worked|fitted|fit|built|build|ran|run|sold|sell|flew|installed|repaired|serviced|managed ~5 # years|decades|yrs|summers|winters
i|we|i've drove|drive|work|worked|fitted|built|ran|sold|flew|installed|repaired|serviced|managed ~3 for|in a living|trade|industry|warehouse|depot
i|we do|did this|it|that for a living
years on|in the tools|trade|job|business|industry|road
i|we fit|install|repair|service|mend|restore|sell ~2 these|those|them
i|we built|fitted|sold|drove|flew|ran|mended ~4 once|till|until
worked|sat|drove|flew|ran|trained ~4 for|in|on|till|until ~3 years|decades|living
in a previous|past|former life|job
in my old|day|days|trade|line|working job|life|trade|of
speaking as|professionally
front of house
not with them|theirs
most of my working
everyone|everybody|anyone|anybody|most ~1 in the trade""",
    # How such things go in general, and what one may do about it.
    "general": """rule of thumb
# times out of #
usually|normally|generally|typically|invariably means|mean|is|be|are|because|comes|happens|gives|does|gets
is|are|be|that's|it's|will|were ~1 usually|normally|typically|nearly|mostly|invariably ~1 always|the|a|because|just|down
tends|tend to
more common|often than
sounds like|as ~1 the|a|an|they|it|though|if
chances are
best|safest|only bet|way is
best bet
happens ,|sometimes|everywhere
in|with ~3 happens .
it|that|this happens a|all|every ~1 lot|time|bank|year|christmas|day
these|such things happen
if|when|once|unless|until ~4 you|you'd|you'll|you've|they|they've|it's|they'll|one ~5 you'd|you'll|it'll|they'll|it's|you
if one|two ~3 was|got|were|is|gets|goes
could|might|may be ~1 air|the|a|an|just|down|worth|that
would explain the|why|it|that
you|you'd|you'll can|could|might|may ~1 always|claim|hand|ask|try|return|check|use|find|cut|also
you|you'll|you'd want ~1 to|a|an|contact
you need to ~1 complain|ask|ring|call|put|get|speak|write|ask|check|go|report|escalate
you're|your|you owed|entitled|covered
you're|your|you not alone
you'd|you would be ~1 better|surprised|amazed
you'd|you would get|have|see|find ~1 exactly|the|a|that|just
you could|should always
worth asking|ringing|checking|trying|getting|keeping|raising
they|they'll|they'd ~1 tend|test|need|hide|have to|when|behind|if|it|in
they're obliged|supposed to
nobody|anyone|anybody|everyone|everybody|any|whoever ~3 would|knows|admits|owns|tell|works
does|do that|this when|if|every|because
it's not|isn't ~3 , it's
a|an|the ~4 is|isn't never|nearly|usually|only
ought to
who|which ~3 wonder why
people ~5 then|and wonder|expect|complain
when the ~5 they|the ~1 won't|should|will|can't
then they|it ~2 wonder
imagine having to
fancy being|having|paying
from what you""",
    # Comfort for the teller.
    "sympathy": """poor you|love|thing|lamb|soul|souls|couple|pet|dear|lad|lass|woman|man|lady|bloke|kid|family|her|him|people
oh you poor
so|very|really sorry ~1 you|for|this|about ~1 had|have|you|your
i'm|im ~1 so|very|really sorry .|you|for
sorry to hear|read|see ~1 about|this|that|it|you
sorry|gutted for you|your|her|him|them
hope|hoping ~1 you|your|it|he|she|they|him|her|grandad|gran|mum|dad ~2 gets|get|got|saves|sorted|better|feel|feels|is|are|sort|find|ok|okay
hope it|this|that ~2 sorted|better|soon
fingers crossed ~1 for|you
bless her|him|them|you
my heart|thoughts goes|go|are|with
thinking of you
feel for you|her|him|them
what a nightmare ~1 for ~1 you|her|him|them
good luck ~2 getting|with|to|.|,
you|she|he|they shouldn't have to|had
you have my sympathy
hang in there""",
}
