"""Finds who is in need of care: old, small, ill, pregnant, disabled or bereaved, as the author names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.analysis.clauses import Place
from monitor.analysis.corrections import CHILD, OLD, number
from monitor.analysis.words import Words, listed

PEOPLE: Final = listed(
    "mum mom mam mother dad father nan nana gran granny grandma grandmother grandad grandpa grandfather grandparents "
    "parents parent husband wife partner son daughter child children kid kids boy girl lad lass brother sister uncle "
    "aunt auntie neighbour neighbor friend man woman lady gentleman couple people person stepmum stepdad stepson "
    "stepdaughter godmother godson hubby missus fiancee fiance girlfriend boyfriend nanny grandma's grandparent pop "
    "pops papa nonna abuela nani dadi amma appa grandkids grandchild grandchildren granddad housemate flatmate "
    "resident lodger mil fil twins triplets baby toddler newborn infant guy customers residents passengers tenant "
    "tenants pensioner bloke chap grandson granddaughter nephew niece cousin family widow one ones mum's mom's mam's "
    "dad's nan's gran's mother's father's husband's wife's son's daughter's sons daughters lad's lads girl's boy's "
    "kid's child's brother's sister's partner's grandad's neighbour's neighbor's friend's uncle's aunt's auntie's "
    "man's lady's she he she's he's he'd she'd baby's bub's toddler's newborn's"
)
BABIES: Final = listed("baby's babys bub's toddler's newborn's twins baby son daughter she's he's son's daughter's")
"""Right before a length of time these give an age."""
SMALL: Final = listed("toddler toddlers newborn newborns infant infants baby babies tot tots")
"""Small people who are one of the family when a possessive or an article stands before them."""
ILL: Final = listed(
    "neurone mnd als fibro sciatica osteoporosis angina hiv tremor tremors tourette's tourettes sclerosis colitis ibs "
    "pots endometriosis haemophilia hemophilia haemophiliac schizophrenia bipolar agoraphobic agoraphobia vertigo "
    "narcolepsy spina bifida hemiplegia quadriplegic spondylitis emphysema bronchitis bronchiolitis pneumonia "
    "jaundice thyroid anaemia anaemic hydrocephalus autism dyspraxia dyspraxic neurodivergent nonspeaking cochlear "
    "prosthetic colostomy ileostomy palliative radiotherapy mastectomy hysterectomy caesarean cesarean preemie prem "
    "nicu miscarried stillborn stillbirth suicidal sectioned funeral rollator hoist cane sling lymphoma melanoma "
    "myeloma leukemia cirrhosis alzheimers dementia's nonagenarian octogenarian octogenarians septuagenarian "
    "centenarian deafblind hypermobile ehlers fibroids hyperemesis preeclampsia seventies infirm convalescing "
    "paraplegia handicapped crippled immunosuppressed fibromyalgia anxiety depression sen nonverbal pacemaker "
    "grieving miscarriage bereavement terminal carers eighties nineties dyslexic tetraplegic scoliosis cystic "
    "fibrosis leukaemia tumour tumor eczema migraines seizures concussion copd ms adhd parkinson's parkinsons "
    "dementia alzheimer's epilepsy epileptic diabetic diabetes asthma asthmatic chemo chemotherapy cancer palsy "
    "autistic dialysis insulin epipen oxygen disabled disability wheelchair crutches housebound bedridden bedbound "
    "paralysed paralyzed paraplegic frail pregnant terminally coeliac celiac anaphylaxis arthritis crohn's lupus "
    "hospice transplant stroke premature widow widowed widower bereaved elderly pensioner pensioners oap oaps "
    "immunocompromised ptsd nebuliser nebulizer stoma catheter incontinent feverish fever ventilator amputee sepsis "
    "vulnerable zimmer carer postpartum breastfeeding asd downs syndrome meningitis shielding"
)
"""Words of illness and need that name it wherever they stand."""
WITH_PERSON: Final = listed(
    "died dying ill poorly sick late dead allergy allergic allergies blind deaf hospital surgery op operation sight "
    "passed buried cremated expecting due unwell fainted collapsed recovering disabled sickness icu ward labour labor "
    "cast plaster seizure stroke"
)
"""Words of need only beside a person."""
LOST: Final = frozenset({"lost", "losing", "buried", "nursing"})
"""Behind these a person of one's own is mourned."""
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
    ("mobility", "scooter"),
    ("mobility", "aid"),
    ("walking", "stick"),
    ("wheel", "chair"),
    ("motor", "neurone"),
    ("heart", "failure"),
    ("heart", "surgery"),
    ("heart", "bypass"),
    ("kidney", "failure"),
    ("blood", "pressure"),
    ("blood", "clot"),
    ("blood", "clots"),
    ("sickle", "cell"),
    ("brittle", "bones"),
    ("bad", "back"),
    ("bad", "hip"),
    ("bad", "knee"),
    ("bad", "knees"),
    ("bad", "heart"),
    ("bad", "chest"),
    ("dodgy", "hip"),
    ("dodgy", "knee"),
    ("dodgy", "heart"),
    ("broken", "wrist"),
    ("broken", "foot"),
    ("broken", "collarbone"),
    ("broken", "ribs"),
    ("broken", "neck"),
    ("broken", "back"),
    ("slipped", "disc"),
    ("registered", "disabled"),
    ("guide", "dogs"),
    ("assistance", "dog"),
    ("service", "dog"),
    ("white", "stick"),
    ("white", "cane"),
    ("maternity", "ward"),
    ("mental", "health"),
    ("brain", "injury"),
    ("brain", "damage"),
    ("spinal", "injury"),
    ("feeding", "tube"),
    ("nut", "allergy"),
    ("peanut", "allergy"),
    ("hip", "operation"),
    ("knee", "replacement"),
    ("single", "dad"),
    ("single", "father"),
    ("premature", "baby"),
    ("under", "fives"),
    ("under", "threes"),
    ("under", "twos"),
    ("under", "tens"),
    ("year", "olds"),
)
LEFT: Final = listed(
    "my our his her their a an the two three # small little young old elderly disabled poor tiny sick ill poorly "
    "hungry late dead autistic diabetic pregnant blind deaf frail type partially nearly registered severely month "
    "months week weeks year yr years day days recovering nut heavily widowed housebound vulnerable wee premature "
    "feverish screaming crying and terminally sleeping she's he's shes hes cerebral kidney breast lung prostate brain"
)
"""What belongs to the naming before its word of need."""
PRONOUNS: Final = listed("she he she's he's he'd she'd")
RIGHT: Final = PEOPLE - PRONOUNS | listed(
    "meds medication medicine medicines user users citizens citizen nut food peanut needs dog frame chair prescription tank pump # "
    "diabetic diabetes weeks months and blind deaf disabled infection condition patient appointment supply palsy"
)
"""What belongs to it behind."""
DAYS: Final = listed("monday tuesday wednesday thursday friday saturday sunday soon today tomorrow")
CHILDREN: Final = listed("kids children kid child twins boy girl ones one boys girls lads triplets")
STATES: Final = listed(
    ", are were be is was has had 's just who's who with having recovering been got gets needs uses went nearly she's he's "
    "on in from a"
)
"""Words between a person and their need ("my husband has just had chemo")."""
AGED: Final = frozenset({"under", "of", ",", "aged", "is", "turned", "at"})
"""Between a person and an age."""
ROOMS: Final = listed("bay bays parking toilet toilets space spaces access loo loos")
"""Behind "disabled" these name no person."""
SINCE_DEATH: Final = listed("away . , in on last this and while before after at two a #")
"""Behind "passed" these tell of a death."""
BIRTH: Final = listed(
    "in any on next this now today tomorrow . , # soon with monday tuesday wednesday thursday friday saturday sunday our a twins"
)
"""Behind "due" and "expecting" these tell of a birth."""
MOTHERS: Final = listed("baby baby's wife wife's she's she daughter partner girlfriend sister mum missus twins i'm")
IS: Final = listed("is was turned turns turning aged")
SPANS: Final = listed("days weeks months years yrs wks mths day week month year yo yr")
"""Behind a number these tell an age."""
BABY_SPANS: Final = listed("days weeks months wks mths day week month")
LASTING: Final = listed("late into away ago behind in overdue of")
"""Behind a length of time these make another of it than an age."""
CLOSING: Final = listed(". , and but so with who for or & on now next in at because today tomorrow ) !")
"""What may stand behind an age told without years."""
OWNERS: Final = listed("my our his her a an their two # the")
COMPARED: Final = frozenset({"like", "than"})
"""Behind these somebody is only compared with one in need."""
EVERYDAY: Final = frozenset({"prescription", "medication", "meds", "medicine"})
"""Words of the lexicon that alone name nobody in need."""
TENDER: Final = listed("small little young under sick poorly ill disabled hungry baby autistic")
KIDS: Final = listed("kids children kid child child's")
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
        "hearing learning blue heart single care nursing broken panic from after my partially registered hip knee chest old yo "
        "yrs yr year "
        "years senior walking guide special sticks mobility wheel motor kidney blood sickle brittle bad dodgy slipped "
        "assistance service "
        "white maternity mental brain spinal feeding nut peanut premature under months weeks"
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
    if keys[end - 1] == "disabled" and not ROOMS.isdisjoint(keys[end : end + 1]):
        return True
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
    aged = (aged_person(words, position) or aged_by_verb(words, position)) if key in PEOPLE else None
    if aged is not None or (key in ILL and (key != "disabled" or behind not in ROOMS)):
        return aged or (position, position + 1)
    if (key, behind) in SENIOR:
        return position, position + 2
    if key in SMALL:
        small = behind in CHILDREN or (behind not in THINGS_OLD and possessed(keys, position))
        return (position, position + 1) if small else None
    if key in WITH_PERSON and is_meant(keys, position, behind):
        place = beside_person(keys, position)
        return (place[0], place[1] + (behind == "away" or (key == "due" and behind in DAYS))) if place else None
    return age_of_named(words, position) if key in BABY_SPANS else None


def is_meant(keys: Sequence[str], position: int, behind: str) -> bool:
    """Say whether "passed" tells of a death, "due" and "expecting" of a birth."""
    if keys[position] == "passed":
        return behind in SINCE_DEATH
    if keys[position] in ("due", "expecting"):
        return behind in BIRTH and not MOTHERS.isdisjoint(keys[max(0, position - 3) : position])
    return True


def age_of_named(words: Words, position: int) -> Place | None:
    """Read "Ottilie, 18 months": a name with the age of a small child behind it, which closes the clause."""
    first = position - 3
    if first < 1 or words.keys[first + 1 : position] != [",", "#"] or words.tokens[first + 1] == "-":
        return None
    behind = words.keys[position + 1] if position + 1 < len(words.keys) else "."
    inside = words.keys[first - 1] not in (".", ",")
    named = words.tokens[first][0].isupper() and words.tokens[first][1:].islower()
    return (first, position + 1) if named and inside and behind in (".", ",") else None


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


def aged_by_verb(words: Words, position: int) -> Place | None:
    """Read "she's 91", "my son is four", "baby's 5 weeks", "mum turned 80", told in years, or in weeks and months of a baby."""
    keys = words.keys
    end = position + 1
    if keys[position].endswith("'s"):
        end += keys[end : end + 1] in (["only"], ["just"], ["nearly"], ["almost"])
    elif keys[end : end + 1] and keys[end] in IS:
        end += 1 + (keys[end + 1 : end + 2] in (["only"], ["just"], ["nearly"], ["almost"]))
    else:
        return None
    if keys[end : end + 1] != ["#"]:
        return None
    behind = keys[end + 1] if end + 1 < len(keys) else "."
    age = number(words.tokens[end])
    if behind in SPANS:
        young = behind in BABY_SPANS or 0 < age <= CHILD or age in OLD
        return (position, end + 2) if young and not LASTING.intersection(keys[end + 2 : end + 4]) else None
    told = behind in CLOSING
    return (position, end + 1) if told and (age in OLD or 0 < age <= CHILD) else None


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
    if place == first and place and keys[place - 1] in PEOPLE and keys[place - 1].endswith("'s"):
        return first - 1 - (first > 1 and keys[first - 2] in OWNERS), end
    if place == first or not place or keys[place - 1] not in PEOPLE:
        return first, end
    return place - 2 if place > 1 and keys[place - 2] in OWNERS else place - 1, end
