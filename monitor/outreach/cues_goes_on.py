"""Words of customers for whom the matter goes on: a trouble that stays, one more thing, a question, a plea."""

from __future__ import annotations

from typing import Final

from monitor.analysis.words import listed

GOING: Final = {
    "ing": listed(
        "saying getting telling coming going crashing dropping freezing asking showing happening failing stopping buffering disconnecting "
        "cutting turning making giving sending blinking beeping leaking tripping logging kicking charging ringing jamming rebooting "
        "restarting resetting switching losing looping spinning"
    ),
    "may": listed("can could would will may should shall do does is are did was has have am might"),
}

GOES_ON: Final = {
    "persists": """still|unresolved|missing|broken|error|errors|wrong|stuck|dead|faulty|cracked|dented|damaged|leaking|leaks|frozen|offline|blank|flashing|blinking|spinning|crashing|crashes|failed|fails|fail|freezes|loops|spins|unable|cannot|can't|won't|doesn't|hasn't|haven't|isn't|aren't|afraid|almost|half
not|never|nothing|nobody|none ~1 yet|here|working|there|so|since|happening|happened|showing|come|came|arrived|moved|moving|changed|called|rang|received|been|got|in|on
no|any sign|change|changes|news|word|luck|joy|dice|difference|update|email|call|refund|answer|response|reply|sound|power|signal|movement|engineer|show|water|postcode
same thing|issue|problem|error|result|message|fault|again|page|loud|flicker|junction|as
keeps|kept
keep <ing>
again back|now|today|at .|same|again
dropped|back again|though ~1 at|.|,
gone|went|goes|going|turned|came ~1 off|again|wrong|down|instead|blank|red|to
stopped|stops ~1 working|again|now|loading|after
only for|half|one|part|partially|partly|some|the|#|from|is
for about|only an|a|half hour|day|minute|bit
half|partly|part of|there
all ~2 except|but|apart
other than
apart|aside from
says|saying|shows|show|showing|reads|asks ~3 error|pending|wrong|used|returned|not|no|blank|delivered|otherwise|expired|invalid|offline|something|still
should|supposed be
rather than
creeping|grinding|buzzing|rattling|dripping|drips|dropping|draining|squeaking|smelling|flickering|amber|dashes|beeps|hums
on|# now|later|mins|minutes|hours gone|since|in|ago|and|now
short|torn|stained|smashed|mouldy|melted|soaked
instead|otherwise
haven't|hasn't|not|no ~2 got|seen|heard|email|it ~1 .|,|yet|checked|either
is|are|it's|been|was|got ~1 lost|astray|delayed|gone
there were|are #""",
    "lapsed": """didn't|wasn't|weren't|couldn't|hadn't|wouldn't""",
    "turns": """but|though|however|although|tho|except|unfortunately|only|sadly|until|unless|while|btw|actually|also|too|plus
one|another more|other|last|thing|question
the|one|only|just thing|question|problem|snag|catch|issue
as well
and|but now|also|then""",
    "asks": """. <may> you|i|we|it|there|they|he|she|someone|somebody|anyone|your|the|my|this|that|these
, <may> you|i|we|it|there|they|he|she|someone|somebody|anyone
and|but|so|or|if|please|also|then|though <may> you|i|we|it|there|they|he|she|someone|that|the
can|could|would|will you|u|someone|somebody|anyone ~1 please|pls|tell|check|help|confirm|look|send|advise|resend|chase|explain|let|speed|ask|recheck|attach|move|paste|sort|make|get|see|call|ring
please|pls|plz|kindly ~2 help|advise|check|look|let|tell|confirm|resolve|fix|fixed|explain|call|ring|reply|respond|sort|refund|assist|escalate|chase|ask|provide|investigate|forward|find|correct|reissue|recheck|resend
. so? what|when|where|which|who|how|whose ~1 do|does|is|are|can|could|would|will|about|if|long|much|many|soon|else|am|was|did|has|have|should|number|time|day|one|happens|account|courier|card|replaces|exactly|in|the|roughly
,|but|and|ok|then|thanks|to|know|or|though what|when|where|which|who|how|what's|where's ~1 do|does|is|are|can|could|would|will|about|if|long|much|soon|am|did|should|number|time|day|one|happens|account|card|the|i|in|it
any update|updates|news|idea|ideas|chance|eta|word|progress|movement|suggestions|tips
let|lmk me|us know
do i|we have|need|get|want|still|start
should|shall|must i|we
which|what|who one|replaces|which
what|how about
where|how do|can|would|could|should i|we
what's|where's|when's the|my|it
is|are there|it|that|this|he|she|they ~3 or|possible|any|close|payable|another|other|still|shared
or my|your|should|shall|do|is|will
look|looking|check|chase|sort|help|explain ~1 again|into|please
need|want|trying|hoping|wondering|wondered ~1 to|it|if|whether|help ~2 know|if|whether|by|before|fix|fixed|sort|sorted
help|sos|asap|urgent|urgently
need ~3 by|before|for|back
waiting on|for your|you|a|an ~1 side|reply|answer""",
    "tells": """yes|no|yeah|yep|both|only|just|all|neither ,|the|#|same|with|since|one|when|after
since the|last|yesterday|monday|about|then
it's|its|they're|that's|from|on|at ~1 the|my ~2 one|side|top|bottom|left|back|base|number
under|name|order|ordered|reference|ref|number|account|postcode|booking ~1 is|#|name|my|number|,|was
my name
here|this you|it|is ~1 go|are|the|message|what|link
attached
i|we ordered|bought|paid|play|use|have|run|live|joined|got
i'm|am|running|using ~1 on|in|at|the|using|xbox|android|windows|iphone|version
android|ios|windows|mac|chrome|firefox|safari|pixel|iphone|galaxy|xbox|playstation|version|build|model|serial
paid by|with|via
checked|tried ~2 with|both|another|#|again|twice|that|at
. both|one|#|neither|none .
i ~2 tried
would|i'd|will be happy|delighted|great|glad|pleased|grateful|lovely|good|nice ~1 with|if|when|to|for|once|that
happy|glad|willing to ~5 if|once|provided
hope|hoping|hopefully|please""",
}
"""`persists`: it is not over; `lapsed`: something failed, maybe long ago; `turns`: something else follows; `asks`: a question or a plea; `tells`: what we asked for."""
