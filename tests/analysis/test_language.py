"""What is not in English is said to be unread; the slow library is asked only where nothing else tells."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import require

from monitor.analysis.language import language_of
from monitor.analysis.words import Words
from monitor.evaluation.languages import labelled as our_texts
from monitor.evaluation.languages import ours


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("Wie lange soll ich noch auf meine Bestellung warten? Das ist nicht mehr normal", None, ("de", False)),
        ("Me han cancelado el vuelo y nadie me dice nada, no es la primera vez que pasa", None, ("es", False)),
        ("Je n'ai pas reçu ma commande et vous ne répondez pas", None, ("fr", False)),
        ("荷物がまだ届きません", None, ("ja", False)),
        ("배송이 너무 늦어요", None, ("ko", False)),
        ("still waiting for my order", None, ("en", True)),
        ("the menu at the Café de Paris was très chic", None, ("en", True)),
        ("Meh.", None, (None, True)),
        ("😡😡😡", None, (None, True)),
        ("bag lost", "de", ("de", False)),
        ("Hallo", "en-GB", ("en", True)),
        ("thanks for the help", "und", ("en", True)),
        ("Ich warte seit drei Wochen auf mein Paket", "en", ("de", False)),
        ("Brightcell 又断网了", None, ("zh", False)),
        ("bhai mera order abhi tak nahi aaya", None, ("hi", False)),
        ("WO BLEIBT MEIN PAKET, DAS IST NICHT MEHR NORMAL", None, ("de", False)),
        ("Adiós Larkfield, hello Brightcell", None, (None, True)),
        ("Kudos to Giuseppe at La Piazza della Nonna, he remembered our anniversary", None, ("en", True)),
        ("@KLM @AirFrance @Lufthansa bag lost between AMS CDG FRA", None, ("en", True)),
        ("#ausverkauf #danke #nichtmehr", None, (None, True)),
    ],
)
def test_a_language_is_told_and_only_english_is_read(
    text: str, tag: str | None, expected: tuple[str | None, bool]
) -> None:
    assert language_of(tag, Words(text)) == expected


def test_a_language_without_a_list_of_ours_is_known_to_the_library() -> None:
    text = "Tilasin uunin toukokuussa eikä sitä ole vieläkään toimitettu kotiin asti"
    assert language_of(None, Words(text)) == ("fi", False)


def test_short_posts_in_many_languages_are_told_from_english() -> None:
    texts = our_texts("train")
    said = [(text.language, readable) for text, (_, readable) in zip(texts, ours(texts), strict=True)]
    foreign = [readable for language, readable in said if language != "en"]
    assert len({language for language, _ in said}) > 25
    assert foreign.count(False) >= 0.9 * len(foreign)
    assert all(readable for language, readable in said if language == "en")


def test_tweets_in_english_are_read_without_the_library(labelled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = labelled / "airline" / "mentions.csv"
    require(path.is_file(), "airline/mentions.csv is absent from the folder of labelled files")
    monkeypatch.setattr("monitor.analysis.language.identifier", lambda: pytest.fail("the library was asked"))
    with path.open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)]
    assert [text for text in texts if not language_of(None, Words(text))[1]] == []


def test_english_never_costs_the_load_of_the_library() -> None:
    program = (
        "import sys; from monitor.analysis.language import language_of; from monitor.analysis.words import Words\n"
        "for text in ('my parcel never arrived', 'Das ist nicht gut und ich bin sauer', '@united Thanks. UA1121, DEN, 40 min on tarmac.',"
        " 'Larkfield > Brightcell', 'IAH, PHL, btw not upset at usaiways'): language_of(None, Words(text))\n"
        "print('py3langid' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False"]
