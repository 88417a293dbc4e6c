"""The names of towns and countries met most often, for texts that write them small and for telling a journey from a leaving."""

from __future__ import annotations

from typing import Final

from monitor.analysis.words import listed

TOWNS: Final = listed(
    "london manchester birmingham leeds liverpool glasgow edinburgh bristol cardiff belfast dublin newcastle sheffield nottingham "
    "leicester coventry bradford hull stoke derby southampton portsmouth brighton plymouth norwich york exeter swansea aberdeen "
    "dundee inverness perth stirling oxford cambridge croydon luton swindon northampton peterborough ipswich colchester "
    "chelmsford southend bournemouth poole cheltenham gloucester worcester chester preston blackpool bolton stockport wigan "
    "oldham rochdale huddersfield wakefield doncaster rotherham sunderland middlesbrough carlisle durham lancaster lincoln "
    "shrewsbury telford wolverhampton walsall dudley slough watford guildford crawley maidstone canterbury dover hastings "
    "cork galway limerick waterford kilkenny sligo derry newry lisburn wrexham bangor newport paris lyon marseille rome milan "
    "naples venice florence turin madrid barcelona seville malaga valencia alicante lisbon porto faro berlin munich hamburg "
    "frankfurt cologne amsterdam rotterdam brussels vienna zurich geneva prague budapest warsaw krakow athens istanbul dubai "
    "doha delhi mumbai bangalore bengaluru chennai kolkata hyderabad pune gurgaon noida kochi singapore tokyo bangkok sydney "
    "melbourne brisbane adelaide auckland toronto vancouver montreal ottawa calgary boston chicago dallas houston miami denver "
    "seattle atlanta orlando phoenix philadelphia baltimore detroit cleveland pittsburgh charlotte nashville memphis austin "
    "portland sacramento oakland minneapolis milwaukee tampa cincinnati brooklyn manhattan queens vegas lagos nairobi accra "
    "johannesburg durban cairo gatwick heathrow stansted euston paddington brixton camden shoreditch soho wembley ealing "
    "england scotland wales ireland spain france italy germany greece portugal turkey egypt india china japan america canada "
    "australia mexico florida texas california kos crete rhodes corfu mallorca majorca tenerife lanzarote ibiza cyprus malta"
)
"""Lower case, one word each; chosen by general knowledge of where English is written and where its writers travel."""
