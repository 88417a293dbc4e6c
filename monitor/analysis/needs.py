"""Finds who is in need of care: old, small, ill, pregnant, disabled or bereaved, as the author names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.analysis.clauses import Place
from monitor.analysis.corrections import CHILD, OLD, number
from monitor.analysis.words import Words, listed

PEOPLE: Final = listed(
    "mum mom mam mother dad father nan nana gran granny grandma grandmother grandad grandpa grandfather grandparents parents parent "
    "husband wife partner son daughter child children kid kids boy girl lad lass brother sister uncle aunt auntie neighbour neighbor "
    "friend man woman lady gentleman couple people person mother-in-law father-in-law mil fil twins baby toddler newborn infant guy "
    "customers residents passengers tenant tenants pensioner bloke chap grandson granddaughter nephew niece cousin family widow one ones "
    "mum's mom's mam's dad's nan's gran's mother's father's husband's wife's son's daughter's sons"
)
SMALL: Final = listed("toddler toddlers newborn newborns infant infants baby babies tot tots")
"""Small people who are one of the family when a possessive or an article stands before them."""
ILL: Final = listed(
    "fibromyalgia anxiety depression sen nonverbal pacemaker grieving miscarriage bereavement terminal carers eighties nineties dyslexic tetraplegic scoliosis cystic fibrosis leukaemia tumour tumor eczema migraines seizures concussion "
    "copd ms adhd parkinson's parkinsons dementia alzheimer's alzheimers epilepsy epileptic diabetic diabetes asthma asthmatic chemo "
    "chemotherapy cancer palsy autism autistic dialysis insulin epipen oxygen disabled disability wheelchair crutches "
    "housebound bedridden bedbound paralysed paralyzed paraplegic frail pregnant terminally coeliac celiac anaphylaxis arthritis "
    "crohn's lupus hospice transplant stroke premature widow widowed widower bereaved elderly pensioner pensioners oap oaps "
    "immunocompromised ptsd nebuliser nebulizer stoma catheter incontinent feverish fever ventilator amputee sepsis vulnerable "
    "zimmer carer postpartum breastfeeding asd downs syndrome meningitis leukaemia leukemia shielding"
)
"""Words of illness and need that name it wherever they stand."""
WITH_PERSON: Final = listed(
    "died dying ill poorly sick late dead allergy allergic blind deaf hospital surgery op operation sight"
)
"""Words of need only beside a person."""
SENIOR: Final = (
    ("hip", "op"),
    ("hip", "replacement"),
    ("knee", "replacement"),
    ("from", "surgery"),
    ("after", "surgery"),
    ("my", "surgery"),
    ("my", "operation"),
    ("hearing", "aid"),
    ("hearing", "aids"),
    ("learning", "difficulties"),
    ("learning", "disability"),
    ("blue", "badge"),
    ("heart", "condition"),
    ("heart", "attack"),
    ("single", "mum"),
    ("single", "mom"),
    ("single", "mother"),
    ("single", "parent"),
    ("care", "home"),
    ("nursing", "home"),
    ("broken", "leg"),
    ("broken", "hip"),
    ("broken", "ankle"),
    ("broken", "arm"),
    ("panic", "attack"),
    ("panic", "attacks"),
    ("partially", "sighted"),
    ("registered", "blind"),
    ("knee", "op"),
    ("heart", "op"),
    ("chest", "infection"),
    ("senior", "citizen"),
    ("senior", "citizens"),
    ("walking", "frame"),
    ("guide", "dog"),
    ("on", "sticks"),
    ("special", "needs"),
)
LEFT: Final = listed(
    "my our his her their a an the two three # small little young old elderly disabled poor tiny sick ill poorly hungry late dead "
    "autistic diabetic pregnant blind deaf frail type partially nearly registered severely month months week weeks year yr "
    "years day days old hungry recovering nut heavily widowed housebound vulnerable wee premature feverish screaming crying and "
    "terminally sleeping she's he's shes hes cerebral kidney breast lung prostate brain"
)
"""What belongs to the naming before its word of need."""
RIGHT: Final = PEOPLE | listed(
    "meds medication medicine medicines user users citizens citizen nut food peanut needs dog frame chair prescription tank pump # "
    "diabetic diabetes weeks months and blind deaf disabled infection condition patient appointment supply palsy"
)
"""What belongs to it behind."""
CHILDREN: Final = listed("kids children kid child twins boy girl ones one boys girls lads")
STATES: Final = listed(
    ", are were be is was has had 's just who's who with having recovering been got gets needs uses went nearly she's he's on in from a"
)
"""Words between a person and their need ("my husband has just had chemo")."""
AGED: Final = frozenset({"under", "of", ",", "aged", "is", "turned", "at"})
"""Between a person and an age."""
OWNERS: Final = listed("my our his her a an their two # the")
COMPARED: Final = frozenset({"like", "than"})
"""Behind these somebody is only compared with one in need."""
EVERYDAY: Final = frozenset({"prescription", "medication", "meds", "medicine"})
"""Words of the lexicon that alone name nobody in need."""
TENDER: Final = listed("small little young under sick poorly ill disabled hungry baby autistic")
KIDS: Final = listed("kids children kid child child's kids'")
THINGS_OLD: Final = listed(
    "wipes food formula shower powder steps bump clothes grows bottle bottles monitor monitors sleep seat gate blanket blankets"
)
ANCHORS: Final = (
    SMALL
    | ILL
    | WITH_PERSON
    | CHILDREN
    | PEOPLE
    | listed(
        "hearing learning blue heart single care nursing broken panic from after my partially registered hip knee chest old yo yrs yr year years senior walking guide special sticks"
    )
)
MOST: Final = 4
"""No more of one text are marked."""
REACH: Final = 6


def vulnerable(words: Words, spots: Sequence[int], cues: Sequence[Place]) -> list[Place]:
    """Find who needs care; `cues` are the places the lexicon found, which are widened to the whole naming."""
    keys = words.keys
    found: list[Place] = []
    for position in spots:
        if not (found and position < found[-1][1]):
            place = named_at(words, position)
            if place is not None:
                add(found, widened(keys, *place))
                if len(found) == MOST:
                    break
    for first, end in cues[:MOST]:
        if not any(start < end and first < stop for start, stop in found) and not is_everyday(keys, first, end):
            found.append(widened(keys, first, end))
    found = [place for place in found if not place[0] or keys[place[0] - 1] not in COMPARED]
    return sorted(place for place in found if place[1] - place[0] > 1 or keys[place[0]] not in LEFT - ILL)


def is_everyday(keys: Sequence[str], first: int, end: int) -> bool:
    """Say whether a cue names nobody in need: children without an age, a prescription."""
    return (keys[end - 1] in KIDS and TENDER.isdisjoint(keys[first:end])) or keys[first] in EVERYDAY


def add(found: list[Place], place: Place) -> None:
    """Add a place, joined with the one before where both touch."""
    if found and place[0] <= found[-1][1]:
        place = found.pop()[0], place[1]
    found.append(place)


def named_at(words: Words, position: int) -> Place | None:
    """Give the words of need at a position; None when there is none."""
    keys = words.keys
    key = keys[position]
    behind = keys[position + 1] if position + 1 < len(keys) else "."
    aged = aged_person(words, position) if key in PEOPLE else None
    if aged is not None or key in ILL:
        return aged or (position, position + 1)
    if (key, behind) in SENIOR:
        return position, position + 2
    if key in SMALL:
        return (position, position + 1) if behind not in THINGS_OLD and possessed(keys, position) else None
    if key in WITH_PERSON:
        return beside_person(keys, position)
    return None


def possessed(keys: Sequence[str], position: int) -> bool:
    """Say whether a small one is somebody's, or somebody is with one."""
    near = keys[max(0, position - 3) : position]
    if not near or near[-1] in (",", "."):
        return keys[position + 1 : position + 2] in (["with"], ["and"], ["is"], ["has"])
    return not {"my", "our", "his", "her", "a", "with", "#", "twin", "and"}.isdisjoint(near)


def beside_person(keys: Sequence[str], position: int) -> Place | None:
    """Take a word like "died" or "poorly" only beside a person ("my brother died", "my poorly son")."""
    for place in range(position - 1, max(-1, position - REACH), -1):
        if keys[place] in PEOPLE:
            between = keys[place + 1 : position]
            return (place, position + 1) if all(key in STATES or key in LEFT for key in between) else None
        if keys[place] in (".", ","):
            break
    behind = keys[position + 1 : position + 3]
    person = next((place for place, key in enumerate(behind) if key in PEOPLE), None)
    start = position
    while start and keys[start - 1] in LEFT and keys[start - 1] not in OWNERS:
        start -= 1
    owned = start and keys[start - 1] in OWNERS
    return (position, position + 2 + person) if person is not None and owned else None


def aged_person(words: Words, position: int) -> Place | None:
    """Read "my mum (81)", "a widow of 79", "2 kids under 5"."""
    keys = words.keys
    end = position + 1
    while (
        end < len(keys) and end - position < 3 and keys[end] in (",", "of", "is", "under", "aged", "who", "who's", "at")
    ):
        end += 1
    if end == position + 1 or end >= len(keys) or keys[end] != "#":
        return None
    if end + 1 < len(keys) and keys[end + 1] == "%":
        return None
    age = number(words.tokens[end])
    if age in OLD or (
        keys[end - 1] in ("under", "aged", ",")
        and 0 < age <= CHILD
        and keys[position] in CHILDREN
        and keys[end - 1] != ","
    ):
        closed = end + 1 < len(keys) and words.tokens[end + 1] == ")"
        return position, end + 1 + closed
    return None


def widened(keys: Sequence[str], first: int, end: int) -> Place:
    """Widen words of need to the whole naming: "my 84 year old dad", "her diabetic mother-in-law"."""
    named = end
    while end < len(keys) and keys[end] in RIGHT and end - first < 8:
        end += 1
    while end > named and (keys[end - 1] == "and" or (keys[end - 1] == "#" and keys[end - 2] not in AGED)):
        end -= 1
    start = first
    while start > 0 and keys[start - 1] in LEFT and first - start < 6:
        start -= 1
    while start < first and keys[start] in ("and", "the"):
        start += 1
    return with_person(keys, start, end)


def with_person(keys: Sequence[str], first: int, end: int) -> Place:
    """Widen a need over the person it is told of ("my husband has just had" chemo)."""
    place = first
    while place > 0 and first - place < 4 and keys[place - 1] in STATES:
        place -= 1
    if place == first or not place or keys[place - 1] not in PEOPLE:
        return first, end
    return place - 2 if place > 1 and keys[place - 2] in OWNERS else place - 1, end
