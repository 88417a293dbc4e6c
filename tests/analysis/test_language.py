"""What is not in English is said to be unread; the slow library is asked only where nothing else tells."""

from __future__ import annotations

import subprocess
import sys

import pytest

from monitor.analysis.language import language_of
from monitor.analysis.words import Words


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
    ],
)
def test_a_language_is_told_and_only_english_is_read(
    text: str, tag: str | None, expected: tuple[str | None, bool]
) -> None:
    assert language_of(tag, Words(text)) == expected


def test_a_language_without_a_list_of_ours_is_known_to_the_library() -> None:
    text = "Tilasin uunin toukokuussa eikä sitä ole vieläkään toimitettu kotiin asti"
    assert language_of(None, Words(text)) == ("fi", False)


def test_english_never_costs_the_import_of_the_library() -> None:
    program = (
        "import sys; from monitor.analysis.stateless import assess_record\n"
        "assess_record({'text': 'my parcel never arrived'}); assess_record({'text': 'Das ist nicht gut und ich bin sauer'})\n"
        "print('py3langid' in sys.modules, 'numpy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]
