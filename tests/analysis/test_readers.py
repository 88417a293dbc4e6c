"""A reader of another language, brought by another package: asked for what we cannot read, believed only where it can be true."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.analysis.assess import Assessor
from monitor.analysis.base import Findings, Reader
from monitor.analysis.readers import faults
from monitor.analysis.registry import load
from monitor.config import Brand
from monitor.errors import ConfigurationError
from monitor.model import Assessment, Gate, Kind, Mention, Sentiment, Signal

GERMAN = "@larkfield seit drei Wochen warte ich auf mein Paket, keiner meldet sich"
PLUGIN = '''
from monitor.analysis.base import Findings, Reader
from monitor.model import Signal

class Leser(Reader):
    """Reads German, a little."""
    name = "leser"
    version = "7"
    languages = ("de",)

    def read(self, mention, language):
        start = mention.text.find("drei Wochen")
        if start < 0:
            return None
        waits = Signal(analyzer="facts", name="waiting", start=start, end=start + 11)
        return Findings(kinds=(0.9, 0, 0, 0.05, 0.05), negative=0.8, severity=0.4, signals=(waits,), gist="Drei Wochen warte ich")
'''
Install = Callable[[str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package with a reader, as pip would leave it."""

    def put(code: str) -> None:
        module = f"leser_{tmp_path.name}"  # of its own: Python remembers modules by name
        (tmp_path / "leser-7.dist-info").mkdir()
        (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
        (tmp_path / "leser-7.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: leser\nVersion: 7\n")
        (tmp_path / "leser-7.dist-info" / "entry_points.txt").write_text(
            f"[monitor.analyzers]\nleser = {module}:Leser\n"
        )
        monkeypatch.syspath_prepend(str(tmp_path))

    return put


def assessed(text: str, *extras: Reader, author: str = "ann") -> Assessment:
    mention = Mention(
        platform="x", stable_key="1", source="t", text=text, posted_at=datetime(2026, 1, 1, tzinfo=UTC), author=author
    )
    return Assessor((Brand(name="Larkfield", handles=("larkfield",)),), extras=extras).assess([mention])[0]


def test_an_installed_reader_reads_what_we_cannot(install: Install) -> None:
    install(PLUGIN)
    (reader,) = load(["leser"])
    assert isinstance(reader, Reader)
    found = assessed(GERMAN, reader)
    assert (found.readable, found.language, found.kind) == (True, "de", Kind.COMPLAINT)
    assert (found.negative, found.severity, found.gist) == (0.8, 0.4, "Drei Wochen warte ich")
    assert [(mark.name, GERMAN[mark.start : mark.end]) for mark in found.signals] == [("waiting", "drei Wochen")]
    assert found.sentiment == Sentiment(compound=0.0, neg=0.0, neu=0.0, pos=0.0), "VADER reads English only"
    assert (found.brand, found.relevance) == ("Larkfield", 1.0)
    assert found.version.endswith("+leser-7")


def test_its_evidence_stands_in_the_text_as_it_was_written(install: Install) -> None:
    install(PLUGIN)
    text = f"<b>{GERMAN}</b><br>\n> bei uns dauert es auch drei Wochen"
    found = assessed(text, *load(["leser"]))
    assert [text[mark.start : mark.end] for mark in found.signals] == ["drei Wochen"]
    assert found.sentiment == Sentiment(compound=0.0, neg=0.0, neu=0.0, pos=0.0)


def test_a_reader_is_asked_neither_for_english_nor_for_other_languages(install: Install) -> None:
    install(PLUGIN)
    (reader,) = load(["leser"])
    assert assessed("still waiting for my parcel", reader).language == "en"
    polish = assessed("czekam trzy tygodnie na paczkę i nikt nie odpowiada", reader)
    assert (polish.language, polish.readable) == ("pl", False)
    unread = assessed("Das ist nicht gut, ich bin sauer", reader)
    assert (unread.readable, unread.kind, unread.negative) == (False, Kind.OTHER, 0.0), "it may leave a mention unread"


def test_without_a_reader_nothing_is_read() -> None:
    found = assessed(GERMAN)
    assert (found.readable, found.kind, found.gist, found.signals) == (False, Kind.OTHER, "", ())


GOOD = Findings(kinds=(0.2, 0.2, 0.2, 0.2, 0.2), negative=0.5, signals=(), gist="Paket")
MARK = Signal(analyzer="facts", name="failure", start=0, end=5)


class Told(Reader):
    """Answers what it is told to."""

    name = "told"
    version = "1"
    languages = frozenset({"de"})

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def read(self, mention: Mention, language: str) -> Findings | None:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer  # type: ignore[return-value] # the faults are the point


@pytest.mark.parametrize(
    "answer",
    [
        replace(GOOD, kinds=(0.9, 0.9, 0, 0, 0)),
        replace(GOOD, kinds=(1.2, -0.2, 0, 0, 0)),
        replace(GOOD, kinds=(math.nan, 0, 0, 0, 1)),
        replace(GOOD, kinds=(1, 0, 0, 0)),
        replace(GOOD, kinds=[0.2] * 5),
        replace(GOOD, negative=1.5),
        replace(GOOD, severity=math.inf),
        replace(GOOD, leaving=None),
        replace(GOOD, arousal="high"),
        replace(GOOD, signals=(replace(MARK, end=9_999),)),
        replace(GOOD, signals=(replace(MARK, start=-1),)),
        replace(GOOD, signals=(replace(MARK, end=0),)),
        replace(GOOD, signals=(replace(MARK, name=""),)),
        replace(GOOD, signals=("drei Wochen",)),
        replace(GOOD, gates=("legal",)),
        replace(GOOD, gist="Erfundenes"),
        replace(GOOD, gist="Paket " * 20),
        {"kinds": (1, 0, 0, 0, 0)},
        RuntimeError("out of memory"),
    ],
)
def test_what_cannot_be_true_leaves_the_mention_unread(answer: object) -> None:
    if isinstance(answer, Findings):
        assert faults(answer, GERMAN)
    assert assessed(GERMAN, Told(answer)) == replace(assessed(GERMAN), version="2026.1+told-1")


def test_what_can_be_true_is_believed_and_an_own_account_stays_one() -> None:
    answer = replace(GOOD, kinds=(0.1, 0.7, 0.1, 0.1, 0.005), gates=(Gate.LEGAL,), signals=(MARK,))
    assert not faults(answer, GERMAN)
    found = assessed(GERMAN, Told(answer), author="@larkfield")
    assert found.kind is Kind.PRAISE
    assert sum(found.kinds) == pytest.approx(1)
    assert found.gates == (Gate.OWN, Gate.LEGAL)


def test_the_first_reader_to_believe_is_believed() -> None:
    found = assessed(GERMAN, Told(RuntimeError()), Told(None), Told(GOOD))
    assert found.readable


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        (PLUGIN.replace('    languages = ("de",)\n', ""), "it has no `languages`"),
        (PLUGIN.replace("def read", "def lies"), "TypeError"),
        ("class Leser:\n    name = 'leser'\n    version = '7'\n", "it has no `find`"),
        ("import no_such_library_anywhere", "ModuleNotFoundError"),
    ],
)
def test_a_reader_that_cannot_be_used_is_named_before_the_run(install: Install, code: str, complaint: str) -> None:
    install(code)
    with pytest.raises(ConfigurationError) as caught:
        load(["leser"])
    assert "analyzer 'leser'" in str(caught.value)
    assert complaint in str(caught.value)
