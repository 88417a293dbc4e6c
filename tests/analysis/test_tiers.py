"""The two tiers judge every text alike whatever it comes with, load only when needed, and are asked no more than needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from making import mention

from monitor.analysis.assess import Assessor, Opened
from monitor.analysis.fast import FastTier
from monitor.analysis.features import MASK, MEASURES, MOST, row_of, rows_of
from monitor.analysis.judgement import HEADS, OUTPUTS, Judgement, place_of
from monitor.analysis.masking import HEAD, TAIL, masked
from monitor.analysis.measures import measures_of
from monitor.analysis.tiers import Tiers, graded
from monitor.config import Brand
from monitor.model import Kind

TEXTS = (
    "on hold 2 hours, bag still missing",
    "Love it, thank you!",
    "does it come in blue?",
    "it's fine I suppose, does the job. might try somebody else next time",
    "Shares in Larkfield fell two per cent on Tuesday.",
    "great, another cancelled delivery. exactly what I needed today 🙃",
    "x",
    "😀😀😀",
)


def assessor(**options: bool) -> Assessor:
    return Assessor((Brand(name="Larkfield"),), **options)


def test_a_text_is_judged_alike_alone_and_among_others() -> None:
    mentions = [mention(str(place), text) for place, text in enumerate(TEXTS)]
    judge = assessor()
    assert judge.assess(mentions) == [found for each in mentions for found in judge.assess([each])]
    assert judge.assess(mentions[::-1])[::-1] == judge.assess(mentions)


@pytest.mark.parametrize("use_encoder", [True, False])
def test_probabilities_are_probabilities(use_encoder: bool) -> None:
    for text in TEXTS:
        (found,) = assessor(use_encoder=use_encoder).assess([mention("a", text)])
        assert sum(found.kinds) == pytest.approx(1.0, abs=1e-5)
        assert all(0 <= chance <= 1 for chance in (*found.kinds, found.negative, found.leaving, found.misread))
        assert 0 <= found.severity <= 1
        assert (found.kind is Kind.COMPLAINT) == (found.kinds[0] >= 0.5)
        assert (found.severity_level > 0) <= (found.kind is Kind.COMPLAINT)


def counted(tiers: Tiers) -> list[str]:
    asked: list[str] = []
    outputs = tiers.encoder.outputs

    def note(texts: Sequence[str]) -> object:
        asked.extend(texts)
        return outputs(texts)

    tiers.encoder.outputs = note  # type: ignore[method-assign] - counts, then asks the real one
    return asked


def test_the_encoder_is_asked_only_what_the_fast_tier_is_unsure_of() -> None:
    judge = assessor()
    opened = judge.open([mention(str(place), text) for place, text in enumerate(TEXTS)])
    readings = [each.reading for each in opened if hasattr(each, "reading")]
    measures = [measures_of(each.reading, each.rules) for each in opened if hasattr(each, "reading")]
    asked = counted(judge.tiers)
    judge.tiers.judge(readings, measures)
    alone = Tiers(use_encoder=False).judge(readings, measures)
    unsure = [
        reading.words.text for reading, found in zip(readings, alone, strict=True) if judge.tiers.is_unsure(found)
    ]
    assert asked == unsure
    assert 0 < len(asked) < len(readings)


def test_without_the_encoder_it_is_never_asked() -> None:
    judge = assessor(use_encoder=False)
    asked = counted(judge.tiers)
    judge.assess([mention(str(place), text) for place, text in enumerate(TEXTS)])
    assert asked == []


def test_stars_speak_beside_the_words() -> None:
    text = "Arrived on Tuesday, put it in the kitchen."
    chances = [assessor().assess([mention("a", text, rating=stars)])[0].kinds[0] for stars in (1.0, 3.0, 5.0)]
    assert chances[0] > chances[1] > chances[2]


LOADED = """
import sys
from datetime import datetime, UTC
from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.model import Mention
judge = Assessor((Brand(name="Larkfield"),), use_encoder=sys.argv[1] == "with")
texts = sys.argv[2:]
judge.assess([Mention(platform="x", stable_key=t, source="x", text=t, posted_at=datetime.now(UTC), language="en") for t in texts])
print(*sorted({"numpy", "onnxruntime", "tokenizers", "torch", "sklearn"} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["with"], ""),
        (
            ["with", "great, another cancelled delivery. exactly what I needed today", *TEXTS],
            "numpy onnxruntime tokenizers",
        ),
        (["without", *TEXTS], "numpy"),
    ],
)
def test_nothing_is_loaded_that_is_not_needed(arguments: list[str], loaded: str) -> None:
    said = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == loaded


def test_whom_a_text_speaks_to_and_links_to_is_hidden_from_the_encoder() -> None:
    assert (
        masked("@Larkfield_Help why?? see https://t.co/x1 &amp; www.shop.example/a  ok")
        == "@user why?? see http & http ok"
    )


def test_of_a_long_text_the_encoder_reads_both_ends() -> None:
    text = "begins " + "x " * 50_000 + "ends"
    short = masked(text)
    assert short.startswith("begins")
    assert short.endswith("ends")
    assert len(short) <= HEAD + TAIL + 1


def test_the_rows_of_a_text_lie_in_the_table_and_are_bounded() -> None:
    [opened] = assessor().open([mention("a", "rang them four times " * 5_000)])
    rows, lengths = rows_of([opened.reading])  # type: ignore[union-attr] - English words are read
    assert lengths.tolist() == [len(rows)]
    assert all(0 <= row <= MASK for row in rows)
    assert len(rows) < 2 * MOST + 100


def test_the_heads_lie_side_by_side() -> None:
    places = [place_of(head) for head in HEADS]
    assert [place.stop for place in places[:-1]] == [place.start for place in places[1:]]
    assert places[-1].stop == OUTPUTS
    with pytest.raises(KeyError):
        place_of("mood")


@pytest.mark.parametrize("text", ["hello", "x", "never mind", "Passing the Larkfield shop"])
def test_who_says_next_to_nothing_is_no_quiet_leaver(text: str) -> None:
    (found,) = assessor().assess([mention("a", text)])
    assert found.kind is not Kind.LUKEWARM
    assert found.leaving < 0.3


def test_the_band_names_what_is_judged() -> None:
    for place, low, high in Tiers().blend.band:
        assert isinstance(Judgement._fields[place], str)
        assert 0 < low < high <= 1


def test_a_level_of_severity_is_the_likeliest_one_and_rare_ones_gain() -> None:
    scores = np.array([[4, 0, 0, 0], [0, 0, 4, 0], [0, 0, 0, 9], [1.0, 0.9, 0, 0]], dtype=np.float32)
    assert [int(5 * found) for found in graded(scores, (0, 0, 0, 0))] == [1, 3, 4, 1]
    assert [int(5 * found) for found in graded(scores, (0, 0.5, 0, 0))] == [1, 3, 4, 2]


def test_within_a_level_the_other_levels_decide_the_order() -> None:
    milder, graver = graded(np.array([[2, 3, 0, 0], [0, 3, 2, 0]], dtype=np.float32), (0, 0, 0, 0))
    assert int(5 * milder) == int(5 * graver) == 2
    assert milder < graver


def test_the_words_that_weigh_most_for_a_head_are_found_and_no_mark_lies_among_them(tmp_path: Path) -> None:
    text = "Thanks all. They cut my shifts again, hate it"
    table = np.zeros((MASK + 1, OUTPUTS), np.float16)
    at = place_of("employee").start
    for word, weight in (("my", 0.2), ("shifts", 1.0), ("again", 0.1), ("thanks", 0.5), ("it", -1.0)):
        table[row_of(word), at] = weight
    np.savez(tmp_path / "fast.npz", table=table, measures=np.zeros((len(MEASURES), OUTPUTS)), start=np.zeros(OUTPUTS))
    (opened,) = assessor().open([mention("a", text)])
    assert isinstance(opened, Opened)
    start, end = opened.reading.words.span(*FastTier(tmp_path).telling(opened.reading, "employee"))
    assert text[start:end].endswith("shifts again")
    assert "Thanks" not in text[start:end]
    assert "," not in text[start:end]
