import time

import pytest

from connectors.text import TEXT_LIMIT, Matcher, plain, storable
from monitor.model import Query


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<p>one<p>two<br>three</p>", "one\ntwo\nthree"),
        ("<b>bo</b>ld <i class='x'>it</i>", "bold it"),
        ("a<script>alert(1)</script>b<STYLE>p{}</STYLE>c", "abc"),
        ("a<script>never closed", "a"),
        ("a<!-- no <b> --> b <!-- open", "a b"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<3 you", "<3 you"),
        ("a\x00b\ud83dc", "a\ufffdb\ufffdc"),
        ("&#x41;&#0;&bogus;", "A\ufffd&bogus;"),
        ("  many   spaces \n\n and lines ", "many spaces\nand lines"),
        ("עברית 👩‍👩‍👧 é", "עברית 👩‍👩‍👧 é"),
        ("", ""),
    ],
)
def test_html_becomes_what_a_reader_sees(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<!--", "</", "<script>", "&", "&#", "&#9", "<!", "<a b=", "<p>", "\x00", "&lt;", "<a b='", "]]>"],
)
def test_no_input_takes_more_than_linear_time(piece: str) -> None:
    begun = time.process_time()
    plain(piece * (400_000 // len(piece)))
    assert time.process_time() - begun < 1


def test_a_reference_with_endless_digits_is_left_as_it_is() -> None:
    assert "9999" in plain("&#" + "9" * 6_000 + ";")


def test_text_is_bounded() -> None:
    assert len(storable("é" * 3 * TEXT_LIMIT)) == TEXT_LIMIT


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("Larkfield!", "Larkfield"),
        ("at LARK-FIELD again", "Larkfield"),
        ("@LarkfieldCare help", "Larkfield"),
        ("larkfields", None),
        ("lark in a field", None),
        ("the Larkfield Road fire", None),
        ("Straße 9 is closed", "Straße 9"),
        ("STRASSE 9", "Straße 9"),
        ("", None),
    ],
)
def test_a_brand_is_named_word_by_word(text: str, brand: str | None) -> None:
    queries = (
        Query(
            brand="Larkfield",
            terms=("larkfield", "lark field"),
            handles=("@larkfieldcare",),
            excluded=("larkfield road",),
        ),
        Query(brand="Straße 9", terms=("Straße 9", "")),
    )
    assert Matcher(queries).brand(text) == brand


@pytest.mark.parametrize(
    ("text", "matched"),
    [("Larkfield lost it", "Larkfield"), ("@Larkfield lost it", "@larkfield"), ("a lark field", "lark field")],
)
def test_a_hit_says_by_which_name(text: str, matched: str) -> None:
    hit = Matcher([Query(brand="L", terms=("Larkfield", "lark field"), handles=("@larkfield",))]).find(text)
    assert hit is not None
    assert hit.matched == matched
