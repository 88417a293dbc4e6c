"""Words by which the brand's own people speak of their work."""

from __future__ import annotations

from typing import Final

STAFF: Final = {
    "employee": """i work|worked for|at @|<brand>|your|you|them
i|we|who|that drive|drives|drove|deliver|delivers|cook|clean|fly|flies|bake|nurse|teach for ~1 @|<brand>|them|you
as|being someone|somebody|one who|that|of ~1 works|worked|drives|drove|delivers|cooks|flies|served|manages|cleans|your
as|being|was|am|speaking|i'm|been ~1 an|a|your ~1 driver|pilot|engineer|nurse|teacher|cashier|barista|porter|steward|stewardess|fitter|picker|packer|waiter|waitress|carer|supervisor|teller|employee|receptionist|courier|technician|chef|cook|guard|attendant|cleaner|developer|instructor|clerk|trainer|manager|assistant|adviser|advisor|conductor|planner|agent ~1 for|at|with|here|myself|of ~1 <brand>|you|them|here|myself|@|your
am an|a ~2 employee ~1 of|at|here
as an employee|insider
employee|colleague|worker|staffer ~1 here|of
my|our coworkers|colleagues|workmates|payslip|payslips|rota|wages|overtime|depot ~1 at|in|for|is|are|was|were|have|has|and|.|,|here|from|again
i|we work|worked ~1 in|at|for|on their|your|<brand>|them
i|we work|worked nights|days|shifts|there|weekends|here ~1 in|at|for|on ~1 their|your|the
worked|works there|here ~1 for|#|until|since|from|as ~2 yrs|years|year|months|#|summer|xmas|christmas|driver|manager
worked there|here .|,|and|never|when
i'm|im|am|we're ~1 on|in|at ~1 their|your|the ~1 front|till|tills|checkout|checkouts|packing|shop|night|reception ~1 desk|floor|line|shift|team|counter|here|there|at
i'm|im|was|were ~1 staff|crew here|there|at|for
we|us on|in the|your ~1 crew|ground|floor|depot|kitchen|tills|line|phones
we ground|cabin crew|staff
i|we man|staff|run|serve their|your|the front|tills|phones|desk|counter
i|we serve|served customers|passengers|guests
ex|former|current|fellow ~1 employee|staff|worker|driver|fitter|agent|crew|barista|cashier here|and|of|.|,|at|from|i|for
our|my ~2 depot|warehouse|branch ~1 manager|is|was|are|has|we ~4 staff|colleagues|told|us|wages|hours|breaks|overtime|rota
hours|day|shift|week|shifts on|in the ~1 shop|warehouse|factory|tills|kitchen|phones|ward ~1 floor|and|.|,|with
staff bus|canteen|discount|rota|meeting|briefing|wages|entrance
break room
cut|cuts|cutting|docked|dock|slash|slashed|changed|stole our|my ~1 breaks|break|hours|pay|wages|shifts|tips|contract|rota|overtime
owe|owes|owed ~2 overtime|wages|payslip|backpay|salary ~1 from|for|since|.|,|and|again
unpaid overtime|shifts|wages|breaks|hours|training
zero hours contract|contracts
first|last|second day|week|shift ~1 at|with|here|as|on ~1 <brand>|@|my|work|job|new|the|till|team ~1 .|,|done|job|office|and|down|team|counter|desk
first|last|second day|week|shift ~1 at <brand>|@
# of ~2 training|induction|ripping|onboarding
promoted to|at ~3 manager|lead|supervisor|director|head|captain|chef|leader|branch|assistant
joining|joined|join|joins|starting|start|started ~1 at|with|the <brand> ~2 as|on|in|team|monday|tomorrow|next|graduate|this
got|landed|accepted|offered|starting|start ~2 job|role|position|internship|apprenticeship ~1 at|with <brand>|@|you|them
hired|sacked|fired|furloughed|suspended|dismissed|laid me|us ~1 off|after|without|by|last|because|over|in|from ~2 job|shift|years|text|whatsapp|email|hr|#|zoom
made me|us|him|her redundant
proud|excited|thrilled|happy to ~2 work|join|announce|joined ~3 promoted|joining|joined|team|<brand>|years|role
used to ~1 work|bake|cook|drive|clean|teach|serve|deliver|wait|fly for|at|in ~1 them|there|here|you|<brand>|this|your|their
when|while i|we worked there|here|for|at|in|behind ~1 <brand>|them|you|there|till|tills|bar|counter|your
on|voted|voting|vote|out|joining for? strike ~3 drivers|crew|we|we're|our|colleagues|together|members|us|honk
we're|we|we'll|i'm on|out|striking|walking ~1 strike|out ~2 tomorrow|today|because|for|over|.|,|again|monday
picket line|lines
picket|honk|honking ~1 if ~3 pass|picket|support|strike
union rep|reps|meeting|members ~2 says|said|us|our|told|we|me
good|great|decent|nice|terrible|awful|bad|toxic|horrible|worst|best|lovely|fun place to work ~2 if|for|and|.|,|but|with|ever|at
worst|best|toughest|hardest job ~1 ever|i|i've ~2 had|worked
toxic|clueless|supportive|micromanaging management|managers|workplace|bosses|deputy
pay|wage|wages|salary|hours ~1 is|are|was ~1 rubbish|terrible|poor|low|decent|good|ok|okay ~2 colleagues|management|team|shifts|staff|work
work life balance
head|area|regional|line|store|shift|team office|manager|managers|leader|leaders ~2 hasn't|doesn't|haven't|don't|never|makes|make|made|wants|want|expects|expect|thinks|think ~3 clue|us|idea|staff|shifts|tills|cover|hours|overtime|breaks|we
management|managers|bosses|boss ~5 our|staff breaks|hours|pay|shifts|overtime|tips|wages|leave|rota|rotas
retaillife|cabincrewlife|hospitalitylife|nurselife|crewlife|baristalife|retailhell|newjob|workbesties
colleagues|coworkers|workmates ~1 are|is|were ~1 lovely|great|nice|amazing|brilliant|best|friendly
colleagues|team|coworkers lovely|amazing|brilliant ~1 .|,|and
love|miss|proud|to my|our|of team|crew|colleagues ~2 but|head|tonight|today|shift|smashed|worked|store|here
what|see we've|we ~1 built|made|designed|cooked|created|prepared for you|for
please|pls|stop|don't ~1 shout|shouting|yell|yelling|swear|scream|screaming at|on ~1 us|staff|him|her|them|our|crew|drivers ~1 .|,|we|for|it's|they
customers|passengers|guests|customer|passenger|guest ~2 shout|shouted|scream|screamed|yell|yelled|spat|swear|swore|threw ~2 at|on ~1 me|us
anonymous|anon for|because obvious|reasons|i|they|hr|work
be nice|kind|patient to|with us
clocked|clocking|clock off|in|out
speaking|talking as ~3 driver|drivers|crew|staff|employee|nurse|teacher|worker
we|us crew|drivers|baristas|nurses|cashiers|couriers|pickers|porters|cleaners|stewards|conductors|pilots|teachers|waiters|fitters|engineers
proud of ~1 my|our team|crew|colleagues|staff ~2 at|today|tonight|here|for
i teach|drive|cook|clean|bake|stack|serve|nurse ~1 at|for this|your|the|them
my|our|this|last|double|late|night|early|back shift|shifts ~1 finishes|finished|ends|was|at|tonight|on|in ~3 staff|till|tills|head|manager|warehouse|store|ward|depot|rota
stacking|stacked shelves ~2 for|at
payroll ~1 messed|mess|error|again|department|have|has|team|got
half|some|most|lots|many|none of us ~1 at|in|on ~1 the|this ~1 depot|warehouse|kitchen|shop|store|tills|floor|office|site
any|other|fellow ~1 other ~1 drivers|crew|couriers|pickers|riders|baristas|nurses|cashiers ~1 get|got|getting|had|having|here|who|on|at|working|finding
i clean|drive|fly|staff|crew|man ~1 the|these|those|your ~1 trains|buses|vans|planes|toilets|rooms|offices|lorries|routes
first|last|second|next shift as|at|on|in|behind|went
worked in ~1 the|their|your|that ~1 kitchen|kitchens|warehouse|office|stockroom|factory|bakery|bar|cafe|laundry ~1 there|for|of|and|.|,
our store|depot|site|team|branch|shop ~1 won|win|got|has|have ~3 award|year|targets|branch|store|bonus|redundancy
drinks on ~1 the boss|me
closing our site|depot|warehouse|factory|plant
quit|quitting|leaving|left|lost|hate|love my job ~2 at|in|with|as|there|here|call|after|because
graduate|management|apprenticeship scheme|programme|trainee ~1 at|with|.|,|in|starts
told we|us ~1 can't|cannot|not ~1 to ~1 talk|speak ~1 to ~1 press|media|customers|anyone
made me cry ~3 shop|office|work|floor|shift
manager ~1 at <brand>|work|head
ever ~1 worked|done ~1 a till|shift|day ~3 life|shop|floor|job
nurse|driver|barista|cashier|teacher|pilot|crew|courier|engineer|staff|employee|fitter|steward here ~1 .|,|we|we're|and
sorting office
last ~1 ever ~1 night|day|early|late shift
my ~1 line|shift|floor ~1 supervisor|manager|gaffer ~3 me|us ~2 dishes|tills|nights|shift|floor|cover|overtime|day|leave
our christmas|annual ~1 bonus|party|pay
bonus back|again|cut|this|or|last ~1 year
packed|delivered|sorted|loaded|picked|made|cooked ~1 your|all|these|those ~1 parcels|orders|food|packages|letters|meals ~3 shift|shifts|night|sorry|short|we
loving|enjoying|starting|started|love|in my new ~1 role|job|position|team ~1 in|at|with|as
i|just quit|resigned ~1 .|,|today|yesterday|my|because|after|last|this|from
no|without|pay pay|raise ~1 rise|raise|increase|for ~1 in|for|since
pay rise|freeze|cut|scale|award|packet|slip
get|getting|are paid per|by the|below ~1 job|hour|drop|parcel|delivery|minimum
short staffed|handed ~2 and|again|so|we|tonight|today|because|every
we ~1 get|are paid|told|timed|tracked|penalised|disciplined|allocated ~1 per|by|to|for|if
i ~1 man|answer|work ~1 the|on|your phones|tills|helpline|desk|doors|gate
# years ~1 of ~1 service|loyal|hard ~1 service|work|for ~2 thanks|redundancy|thrown|dumped|nothing
as ~1 a|an ~2 partner|colleague|associate|crewmember|employee|insider|worker ~1 at|in|for|of|here
back ~1 to work after|tomorrow ~2 leave|shift
my|our ~1 first|last|next ~1 payslip|paycheck|paycheque|wage|wages|rota|shift
hire|hiring|hired ~1 more people|staff|drivers ~2 we|us|our
we're|we ~1 are ~1 only|just|all ~1 human|doing|the ~1 messengers|messenger|our|staff ~1 best
we ~1 don't|didn't|do|never ~1 make|set|choose|get|decide the|any|a|to ~1 rules|routes|prices|say|policy|choice|decide|choose
i've|we've worked|work ~1 nights|days|there|here ~1 in|at|for ~1 <brand>|your|them|this
we're|we ~1 are ~1 told|expected|forced|paid|made to ~1 smile|work|come|clean|sell|say|stay|do|wear|cover|push
new starter|joiner|starters
line|area|shift|store manager ~1 just ~1 told|said|says|texted|emailed ~1 me|us
been|being a|an ~2 for|with|at them|<brand> ~1 #|years|for
our shift|rota|payslips ~1 got|is|was|has|had|have|team|are
handed|handing|put ~1 in my notice
on behalf of the ~2 team|crew|staff|nurses|drivers ~1 at|here|in|on
start|starting|started ~1 on ~1 the tills|wards|checkout|checkouts|phones|shopfloor
hr says|said|told|won't|never|just|want|has|have
payday ~3 tax|wrong|short|hr|late|hours
trained|training ~1 the|up ~1 new ~1 lads|staff|drivers|starters|team|girls ~1 at ~1 your|<brand>|the
i stack|sort|pack|load|clean|scan ~1 the|your|those|all shelves|parcels|trolleys|boxes|vans|rooms|bags
love|loving|hate|enjoy|miss|like working ~1 here|there|at|for|with ~1 .|,|<brand>|them|still|but|and
finished|finishing|done|just|another ~1 a ~1 double|nightshift|shift ~1 shift ~1 at|in ~2 branch|store|<brand>|warehouse|hospital|depot|restaurant
my ~1 feet ~1 .|,|are|after ~2 shift|retail|killing
i|we ~1 were ~1 hired|recruited|employed|contracted by|at|as ~1 <brand>|them|you|a
<brand> staff|employee|driver|worker|crew|barista|engineer here
my|our|the rostered|contracted hours|shift|shifts|days
annual leave ~2 refused|cancelled|denied|declined
appraisal|probation|grievance|disciplinary ~1 meeting|period|hearing|at|with|today|passed
tips ~2 us|staff|kept|keeps|keep|management|never|owner
retail|hospitality|warehouse|nhs life|worker|workers""",
}
