"""Says which language a text is in and whether we can read it, with as little work as the text allows.

Asked in this order: the platform's own tag, the script, common little words of English and of its neighbours,
and only for what is left a library, whose import alone costs .6 s of CPU (docs/decisions/language.md).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from monitor.analysis.words import ADDRESS, Words, listed

ENGLISH: Final = listed(
    "the and you your my to it of for that this with have are not i'm we they what how why when can will just get got from "
    "don't can't our been had would could there their about out please thanks thank she her his its it's if up does did "
    "need help service flight flights still time now today more than any who where flying great good love best hours "
    "minutes hold phone call back be at i but as was is be them then some one two has were should want like know go going "
    "new day make made think see think really very much too only off here people way work working works last never always "
    "first next bad worst better yes right think because after before been being does doing done didn't doesn't won't isn't "
    "haven't let's you're i've i'll that's what's ok okay lol guys hi hey hello u ur pls thx hour minute week app store order "
    "account email website link issue problem customer support refund delayed cancelled bag bags gate plane crew seat seats "
    "delay late waiting wait ever nice amazing awesome sorry fix use using try trying tried call called calls news read "
    "follow following sent send message reply response answer happy birthday another every day night week weeks months give "
    "gave each without already again home house airport while until own such take taken took come came say said says tell "
    "told ask asked look looking long little old big same different again through between both few many most other over "
    "under around away find found keep kept left let life line lost man men money much must name need needed number part "
    "people place put right school seen since something sound start state stop sure team thing things thought though "
    "together town tried turn used wanted water white word words work world would write year years young free gold star "
    "sweet stay until fire food room rooms girl boy book free full game head heard hard high keep kind leave leaves"
)
"""Common English words; those that are as common in a neighbour's language are left out."""
NEIGHBOURS: Final = {
    "es": "que los las una por con para como pero muy más está gracias hola cuando porque este esta todo mi su del tengo "
    "hay vuelo ustedes donde cómo qué ya nos sin también ser soy estoy quiero puedo desde hace días años bien",
    "fr": "le les des une est et dans pour pas que qui sur avec plus vous je nous mais c'est j'ai ce cette merci bonjour "
    "votre mon où être fait très vol depuis quand comment ça aux du suis avez",
    "de": "der das und ist nicht ich sie mit für auf ein eine den dem von zu auch wie aber noch wir haben habe kann bei nach "
    "wenn mein danke hallo warum euch uns schon immer oder keine sehr wird sind",
    "it": "che il di un una per non sono con mi più come ma anche della grazie ciao ho questo questa nel alla dei gli lo "
    "perché quando molto volo ancora essere",
    "pt": "que não uma para com os as um por mais você muito meu minha obrigado obrigada está isso mas foi ser tem quando "
    "porque voo olá pra vocês até sem já são",
    "nl": "de het een en van ik niet dat met voor zijn op te er maar ook naar heb jullie mijn geen wel bij nog aan kan wat "
    "waarom dank bedankt graag ben hebben",
    "sv": "och det att som är jag inte för med har till den på av ett var vi men om mig hej tack ni kan när vad från",
    "da": "og det at er jeg ikke til en har med som på af der den vi kan hvad når tak hej mig fra men også",
    "pl": "nie to się na jest do jak że co za ale mam czy dla tak od już tylko mnie jestem dziękuję proszę dlaczego",
    "tr": "bir ve bu için çok da de ne var mi ama gibi daha ben değil olarak kadar nasıl neden teşekkürler yok",
    "id": "yang dan di ini itu tidak dengan untuk saya ada dari ke kami bisa sudah akan juga kalau terima kasih aku gak mau",
    "tl": "ang ng sa mga na ko po ako yung lang naman hindi ba kayo namin kami nyo pa din talaga salamat",
}
NEIGHBOUR_WORDS: Final = {name: frozenset(words.split()) for name, words in NEIGHBOURS.items()}
ALL_NEIGHBOURS: Final = frozenset().union(*NEIGHBOUR_WORDS.values()) - ENGLISH
SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    (None, re.compile("[\u0400-\u052f\u0600-\u06ff\u0900-\u0dff\u10a0-\u10ff\u0530-\u058f\u1780-\u17ff]")),
)
"""Scripts in which English is not written; None stands for those that several languages share."""
LATIN: Final = re.compile("[a-zA-Z]")


FEWEST: Final = 6
"""Of fewer different words, none of them known, the library is hardly ever sure: it is not asked."""


def language_of(tagged: str | None, words: Words) -> tuple[str | None, bool]:
    """Give the ISO 639-1 code, None when unsure, and whether the text can be read as English.

    A text too short to tell counts as readable: better read a word too much than lose a customer.
    """
    if tagged and tagged.lower() not in ("und", "zxx", "unknown"):
        code = tagged.lower().replace("_", "-").split("-")[0]
        return code, code == "en"
    vocabulary = words.vocabulary
    if vocabulary.isdisjoint(ALL_NEIGHBOURS) and not vocabulary.isdisjoint(ENGLISH):
        return "en", True
    return judged(words)


def judged(words: Words) -> tuple[str | None, bool]:
    """Judge a text that is not plainly English: by script, by little words, and at last by the library."""
    foreign_script, code = in_foreign_script(words.text)
    if foreign_script:
        return code or identified(words.text[:1000]), False
    english = len(words.vocabulary & ENGLISH)
    other, count = nearest_neighbour(words.vocabulary)
    if english >= max(count, 1):
        return "en", True
    spoken = [key for key in words.keys if key[0].isalpha() and key != ADDRESS]
    if count >= 3 and count * 5 >= len(spoken):
        return other, False
    if len(set(spoken)) < FEWEST:
        return None, True
    code = identified(" ".join(spoken)[:1000])
    return code, code in (None, "en")


def in_foreign_script(text: str) -> tuple[bool, str | None]:
    """Say whether most letters belong to a script in which English is not written, and its language where it has one."""
    if text.isascii():
        return False, None
    beginning = text[:1000]
    latin = len(LATIN.findall(beginning))
    for code, letters in SCRIPTS:
        count = len(letters.findall(beginning))
        if count > 1 and count * 2 > latin:
            return True, code
    return False, None


def nearest_neighbour(vocabulary: frozenset[str]) -> tuple[str, int]:
    """Name the neighbour's language that shares most little words with a text, and how many."""
    if vocabulary.isdisjoint(ALL_NEIGHBOURS):
        return "", 0
    return max(((name, len(vocabulary & words)) for name, words in NEIGHBOUR_WORDS.items()), key=lambda pair: pair[1])


def identified(text: str) -> str | None:
    """Ask py3langid; None when it is not sure."""
    code, probability = identifier().classify(text)
    return str(code) if probability >= 0.8 else None


@lru_cache(maxsize=1)
def identifier() -> Any:  # noqa: ANN401 - the library publishes no types
    """Load py3langid, only once a text needs it: its import costs .6 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
