"""Finds what it is about when no product was configured: a model's name, or a thing that somebody bought."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from monitor.analysis.clauses import Place
from monitor.analysis.words import PAUSE, STOP, Words, listed

GOODS: Final = listed(
    "showers mot mots scan viewing treadmills thighs wings nuggets mince sausages chicken salmon prawns eggs banana "
    "bananas strawberries grapes avocado avocados potatoes lettuce spinach mushrooms yogurt nappies diapers wipes "
    "formula module plugin dashboard licence railcard pass ebook kindle subscription recliner footstool bench "
    "wardrobe dresser sideboard headboard bunk cupboard cabinet bookshelf doormat decking pergola gazebo parasol "
    "barbecue bbq firepit hedgecutter chainsaw sander wrench screwdriver compressor generator inverter panels battery "
    "turntable amplifier subwoofer earpods buds chromebook macbook ssd harddrive webcam router extender dongle "
    "hoverboard skateboard rollerblades roller wetsuit rashguard goggles tent tarp stove lantern fleece waterproof "
    "waterproofs gilet anorak cagoule tee tshirt tracksuit swimsuit bikini pyjama onesie robe gown tux tuxedo sari "
    "saree kurta lehenga bangle bangles brooch cufflinks wallet purse tote satchel bowtie brogues heels loafers crocs "
    "wellies insoles crutch dentures denture veneers whitening checkup filling jab vaccine vaccination botox filler "
    "blowdry balayage microchip groom grooming valet respray satnav roofbox tyre windscreen gearbox exhaust croissant "
    "doughnut donut donuts bagel pie pies pasty trifle cheesecake brownie brownies muffin cookies cookie lasagne "
    "lasagna risotto paella biryani dosa thali paneer tikka masala samosa naan roti momo tacos taco fajitas "
    "quesadilla falafel hummus shawarma poke bento katsu pho laksa satay gyoza roast carvery brunch buffet platter "
    "starter dessert pudding icecream gelato sundae milkshake cocktail cocktails prosecco champagne gin whisky "
    "whiskey vodka lager chai matcha frappe americano cappuccino mocha lemonade bouquet wreath isa annuity remortgage "
    "overdraft tariff topup cot mattress moses carseat monitor steriliser sterilizer bottlewarmer bouncer apartment "
    "studio flat caravan motorhome motorcycle tractor blouse cardigan raincoat scarf hat cap socks tights slippers "
    "pyjamas bra leggings boiler radiator shower bath tap sink toilet heating thermostat aircon dashcam ipad ipads "
    "iphone airpods tablet games latte espresso smoothie kebab sushi wrap salad soup dumplings chips fries nachos "
    "pasta noodle biscuits cheese yoghurt milk ink toner cartridge cartridges microphone drone printer fitbit ring "
    "pendant earring tattoo manicure nails brows lashes braces retainer jigsaw bricks puzzle console headset joystick "
    "bootcamp webinar textbook workbook planner diary calendar hamster rabbit tank kennel catnip kettle toaster oven "
    "cooker hob fridge freezer dishwasher washer dryer drier microwave blender mixer fryer grill heater iron vacuum "
    "hoover purifier fan dehumidifier machine sofa settee bed table chair desk lamp bulb bulbs rug carpet curtains "
    "blinds shelf shelves bookcase pram buggy pushchair stroller crib highchair phone handset mobile laptop computer "
    "pc modem hub camera headphones earphones earbuds speaker soundbar tv telly television projector controller "
    "charger cable powerbank watch smartwatch tracker keyboard mouse car van bike bicycle scooter motorbike tyres "
    "tire tires clutch helmet rower treadmill trampoline rucksack backpack suitcase bag handbag boots shoes trainers "
    "sneakers sandals coat jacket parka jumper sweater dress jeans trousers shirt shirts blazer skirt hoodie uniform "
    "suit necklace earrings bracelet glasses lenses contacts cream serum shampoo lipstick foundation mascara perfume "
    "moisturiser sunscreen tomatoes cereal crisps chocolate coffee beans cola wine beer burger burrito bowl pizza "
    "curry korma sandwich cake cakes hamper steak ramen noodles breakfast lunch dinner meal bread tablets pills "
    "vitamins inhaler drill saw mower strimmer hammer ladder toolkit shed fence plants seeds compost toys toy doll "
    "lego game book books audiobook course class lesson lessons degree ticket tickets card account loan mortgage "
    "policy insurance pension membership plan contract sim broadband fibre package bundle booking reservation suite "
    "cottage lodge villa holiday cruise flight transfer tour excursion rental prescription crown implant haircut "
    "highlights massage facial wax meter service delivery stairlift wheelchair harness lead collar kibble litter "
    "aquarium yarn wool fabric paint tiles worktop doors windows conservatory rollercoaster tax passport visa flowers "
    "roses blanket duvet pillow pillows towels sheets pan pans pot knife knives mug flask bottle cup sunlounger "
    "lawnmower fireplace extension upgrade desktop guitar piano violin vinyl razor toothbrush hairdryer straightener "
    "straighteners scanner saddle kayak skis snowboard racket gloves doorbell alarm lock safe pump hose sauna"
)
"""Things people buy, in one word."""
TAILS: Final = listed(
    "line company number man label maker appointment cushion shop store staff people firm provider driver centre center "
    "holder stand case cover box door handle lid button service team desk area room park industry companies makers"
)
"""Behind a thing these make something else of it ("the phone line")."""
OWNED: Final = listed("my our your ur this that these those yr")
"""Who begins the naming of a thing with these has it before them."""
BOUGHT: Final = listed("bought ordered purchased got booked hired reserved preordered tried reordered")
"""Behind these a thing is what was bought, with or without an article."""
ARTICLES: Final = listed("one the a an two three # of second third another new both some")
WHERE: Final = listed("in on at by from into off down near to behind under out through over")
MODIFIERS: Final = listed(
    "bus meter dental riser season railway rail tube rush satay chicken beef lamb pork veggie vegan fish vat pro "
    "offline travel checkout premium executive superior deluxe junior high adjustable folding foldable portable "
    "electronic digital analogue induction convection bifold sliding patio bunk memory foam sprung ottoman velvet "
    "linen denim suede corduroy waterproof thermal insulated padded nursing maternity toddler infant children's men's "
    "women's silver rose platinum pearl diamond engagement eternity charm running trail walking football rugby "
    "cricket riding cycling mountain hybrid motor quad mini compact family estate hire rental courtesy lease company "
    "commuter weekly monthly daily anytime advance unlimited data roaming return transfer private spa couples deep "
    "thai swedish hen stag boxing pilates spin zumba personal training online evening breakdown landlord buildings "
    "contents critical illness income term fixed variable tracker car meal veg fruit recipe wine beer cheese "
    "chocolate ice cream lemon carrot sponge sunday kids washing tumble hair air electric gas smart wireless "
    "bluetooth double single king corner three two seater coffee card sofa dining office gaming mobile broadband "
    "savings current joint credit debit gift home pet life health day festival train concert theatre birthday wedding "
    "cup golden full next annual basic standard dog cat baby school winter hiking night face eye hand sleeping garden "
    "power cordless robot hot water solar heat road wheelchair hotel airport council contact reading swimming printer "
    "phone screen gold dishwasher replacement refurbished burrito rice bread laptop laser ink pressure slow ring "
    "steam bean roof e tennis golf yoga new old same cotton silk leather wool oak glass white black blue red green "
    "grey christmas easter ladies mens last first afternoon morning tasting set bank business student max plus ultra "
    "lite"
)
"""Words that may stand between its beginning and its last word."""
FLEETING: Final = listed(
    "number time minute minutes hour hours day days week weeks month months year years star stars person people times pm am quid "
    "pounds euro euros dollars % st nd rd th yr yrs of to or and in for out on at is kids p percent mins hrs miles x was have has"
)
"""Behind a name's number these make it a count."""
NO_NAMES: Final = listed(
    "mr mrs ms miss dr sir madam win save section first friday's monday's free code phase stage group top day gen "
    "series under all off up the my our your this a an i we week row page platform gate terminal room flight route "
    "line order ticket case number no nr january february march april may june july august september october november "
    "december on at in only took paid after lodge lunch until till from over about just around postcode since than "
    "for coach zone unit level floor version step part post update chapter season episode junction exit bay door seat "
    "table lane building stop bus train class type size it they you he she waited rang ordered bought got had but and "
    "so not is was spent called nearly almost another rated jan feb mar apr jun jul aug sep sept oct nov dec monday "
    "tuesday wednesday thursday friday saturday sunday ref reference i'm we're id second third both some lost been "
    "done said that what when why how to of with by as if or be do did these those there then them"
)
PURCHASED: Final = listed("a an the my our this these some")
HEADED: Final = listed(
    ", is are was were came arrived has have had stopped died broke at from went never hasn't isn't won't doesn't turned "
    "smells looks fell ordered bought booked"
)
"""Behind a thing that opens a sentence these say something of it."""
BUYING: Final = listed("bought ordered purchased hired")
"""Behind these and an article even an unknown noun is what was bought."""
NOUN_ENDS: Final = listed(
    ". , and but for from in on at with to that which last this these since off by as when before because so online "
    "yesterday today two three # is was has who via it i we they you he she only ages weeks months back then my it's "
    "he's now http"
)
"""Words at which the naming of something bought ends."""
NO_NOUNS: Final = listed(
    "lot few couple bit load week month day year time replacement new refund one some pair something thing things item items second "
    "third same wrong other another extra different present gift bunch total whole large small big medium good round number"
)
ANCHORS: Final = GOODS | BUYING | {"#"}


def things(words: Words, spots: Sequence[int], own: AbstractSet[str]) -> list[Place]:
    """Find the thing a text is about, at most one: what somebody calls theirs, names by its model or has bought.

    `spots` are the places of things and numbers, `own` the words of the brand's name.
    """
    keys = words.keys
    best: tuple[int, Place] | None = None
    end = 0
    for position in spots:
        if position < end:
            continue
        if keys[position] in BUYING:
            found = purchase(words, position)
        else:
            found = model(words, position, own) if keys[position] == "#" else thing(words, position, own)
        if found is not None:
            end = found[1][1]
            if best is None or found[0] > best[0]:
                best = found
    return [best[1]] if best else []


def purchase(words: Words, position: int) -> tuple[int, Place] | None:
    """Read "ordered a garden gnome", whatever the noun; None where its end cannot be told."""
    keys = words.keys
    first = position + 1
    if keys[first : first + 1] == [] or keys[first] not in PURCHASED:
        return None
    first += 1
    end = first
    while end < len(keys) and keys[end] not in NOUN_ENDS and end - first < 5:
        end += 1
    longest = end - first > 4 or end == first
    closed = end < len(keys) and not NO_NOUNS.intersection(keys[first:end]) and "of" not in keys[first:end]
    plain = all(key[0].isalpha() for key in keys[first:end])
    return (3, (first, end)) if closed and plain and not longest and GOODS.isdisjoint(keys[first:end]) else None


def model(words: Words, position: int, own: AbstractSet[str]) -> tuple[int, Place] | None:
    """Read a name with a number behind it ("Nova 7", "Trek-lite 30L") and give how surely it is meant."""
    keys, tokens = words.keys, words.tokens
    if position > 1 and is_letter(words, position) and is_name(words, position - 2, own):
        return 4, (position - 2, position + 1)
    if (
        not position
        or not tokens[position].isdigit()
        or len(tokens[position]) > 4
        or not is_name(words, position - 1, own)
    ):
        return None
    behind = keys[position + 1] if position + 1 < len(keys) else ""
    if (behind in FLEETING and not is_hyphened(words, position)) or keys[position - 1] in NO_NAMES:
        return None
    first = position - 1
    while first > 0 and position - first < 4 and is_name(words, first - 1, own):
        first -= 1
    if first and keys[first - 1] == "#":
        return None
    end = position + 1
    glued = end < len(keys) and words.places[end][0] == words.places[position][1] and tokens[end].isalpha()
    if first == position - 1 and len(tokens[first]) == 2 and words.places[first][1] == words.places[position][0]:
        return None  # the number of a flight
    end += glued
    return 4, (first, end + (end < len(keys) and keys[end] in GOODS))


def is_hyphened(words: Words, position: int) -> bool:
    """Say whether a number hangs on the name before it by a hyphen ("Flexi-20")."""
    return words.text[words.places[position - 1][1] : words.places[position][0]] == "-"


def is_letter(words: Words, position: int) -> bool:
    """Say whether a number hangs on one capital letter ("R60")."""
    letter = words.tokens[position - 1]
    if len(letter) > 1 or not letter.isupper() or not words.tokens[position].isdigit():
        return False
    return words.places[position - 1][1] == words.places[position][0] and words.keys[position - 2] not in NO_NAMES


def is_name(words: Words, position: int, own: AbstractSet[str]) -> bool:
    """Say whether a word is written like part of a product's name."""
    token, key = words.tokens[position], words.keys[position]
    if not token[0].isalpha() or key in NO_NAMES or len(token) == 1 or key.endswith("'s"):
        return False
    if key in own or is_hyphenated(words, position):
        return True
    begins = not position or words.keys[position - 1] == STOP or words.keys[position - 1][0] == "@"
    return token[0].isupper() and (not begins or words.keys[position + 1 : position + 2] == ["#"])


def is_hyphenated(words: Words, position: int) -> bool:
    """Say whether a small word hangs on the name before it by a hyphen ("Trek-lite")."""
    if not position or not words.tokens[position - 1][0].isupper():
        return False
    return words.text[words.places[position - 1][1] : words.places[position][0]] == "-"


def thing(words: Words, position: int, own: AbstractSet[str]) -> tuple[int, Place] | None:
    """Read "my Aria kettle", "the corner sofa", "Lumo bulbs" and give how surely it is meant; None for other talk."""
    keys = words.keys
    if position + 1 < len(keys) and (keys[position + 1] in GOODS or keys[position + 1] in TAILS):
        return None
    first = position
    while first > 0 and position - first < 4 and (keys[first - 1] in MODIFIERS or is_name(words, first - 1, own)):
        first -= 1
    before = keys[first - 1] if first else "."
    sure = sureness(
        keys, first, position + 1, before, named=any(is_name(words, place, own) for place in range(first, position))
    )
    while first < position and keys[first] in ("new", "old", "same", "replacement", "first", "last"):
        first += 1
    return (sure, (first, position + 1)) if sure else None


def heads(keys: Sequence[str], end: int) -> bool:
    """Say whether a thing that opens a sentence is what the sentence is about ("season ticket is", "chicken thighs, use by")."""
    return end < len(keys) and keys[end] in HEADED


def sureness(keys: Sequence[str], first: int, end: int, before: str, *, named: bool) -> int:
    """Say how surely a thing whose naming begins at `first` is what the text is about; 0 for not at all."""
    sooner = keys[first - 2] if first > 1 else "."
    if before in BOUGHT or (before in ARTICLES and sooner in BOUGHT):
        return 4
    if before in (STOP, PAUSE) or before[0] == "@":
        listing = before == PAUSE and keys[end : end + 1] == [PAUSE]
        return 2 if heads(keys, end) and not listing else 3 if named else 0
    if before in ("your", "ur", "yr"):
        return 1
    if before in OWNED or before.endswith("'s"):
        return 0 if sooner in WHERE else 3
    if before in ARTICLES:
        return 0 if sooner in WHERE else 2 if named or before != "a" else 1
    return 3 if named else 0
