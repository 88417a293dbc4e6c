"""A lead's figures: counted right, honest about small numbers, never a ranking, and the same in every form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.config import Policy
from monitor.config.load import load
from monitor.figures import fates, is_kept, midnight, mondays, summed, tally
from monitor.model import (
    Assessed,
    CaseState,
    Followed,
    Kind,
    LeadFigures,
    Outcome,
    Praised,
    StoryFates,
    Tally,
    ToldOn,
)
from monitor.outreach.decide import decide
from monitor.pipeline import run as run_pipeline
from monitor.store import Store
from monitor.store.engine import _create
from monitor.store.migrate import upgrade
from monitor.store.views import VIEWS
from reports.build import build
from reports.figures import figures_page, figures_table
from tests.outreach.talking import build_answer, build_dossier, build_say
from tests.reports.larkfield import material

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday
HOUR = timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")


def followed(hours_ago: float = 30, **more: Any) -> Followed:
    opened = NOW - hours_ago * HOUR
    plain: dict[str, Any] = {
        "opened_at": opened,
        "first_reply_at": opened + 2 * HOUR,
        "promised_at": opened + HOUR,
        "owner": "Deliveries",
        "brand": "Larkfield",
        "product": "",
        "outcome": None,
        "was_reopened": False,
        "negative_before": None,
        "negative_after": None,
    }
    return Followed(**(plain | more))


def praised(at: datetime, *, owner: str = "", product: str = "", passed_on: bool = False) -> Praised:
    return Praised(written_at=at, owner=owner, product=product, is_passed_on=passed_on)


# Counting


def test_a_promise_is_kept_broken_or_still_running() -> None:
    assert is_kept(followed(first_reply_at=NOW - 29.5 * HOUR), NOW) is True
    assert is_kept(followed(), NOW) is False
    assert is_kept(followed(first_reply_at=None), NOW) is False
    assert is_kept(followed(first_reply_at=None, promised_at=NOW + HOUR), NOW) is None
    assert is_kept(followed(promised_at=None), NOW) is None
    assert is_kept(followed(first_reply_at=None, promised_at=None, outcome=Outcome.UNANSWERED), NOW) is False


def test_only_those_who_were_answered_can_be_satisfied_silent_or_write_again() -> None:
    people = [
        followed(outcome=Outcome.SATISFIED, negative_before=0.9, negative_after=0.1),
        followed(outcome=Outcome.SILENT, negative_before=0.8),
        followed(was_reopened=True, negative_before=0.7, negative_after=0.5),
        followed(first_reply_at=None, outcome=Outcome.UNANSWERED),
    ]
    sums = tally("", people, NOW)
    assert (sums.people, sums.answered, sums.satisfied, sums.silent, sums.reopened) == (4, 3, 1, 1, 1)
    assert (sums.promised, sums.kept) == (4, 0)
    assert (sums.compared, sums.negative_before, sums.negative_after) == (2, pytest.approx(0.8), pytest.approx(0.3))
    assert sums.typical_wait_seconds == 7200


def test_weeks_begin_on_monday_in_the_reader_s_zone_also_when_the_clocks_change() -> None:
    now = datetime(2026, 4, 1, 9, tzinfo=UTC)
    assert mondays(now, LONDON)[:2] == [date(2026, 3, 30), date(2026, 3, 23)]
    assert midnight(date(2026, 3, 30), LONDON) == datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert midnight(date(2026, 3, 23), LONDON) == datetime(2026, 3, 23, 0, tzinfo=UTC)
    edge = datetime(2026, 3, 29, 23, 30, tzinfo=UTC)
    people = [followed(opened_at=edge), followed(opened_at=edge - HOUR)]
    weeks = summed(people, [], [praised(edge), praised(edge)], now, LONDON).weeks
    assert [week.tally.people for week in weeks] == [1, 1, 0, 0, 0, 0, 0, 0]
    assert [week.tally.praise for week in weeks[:2]] == [2, 0]


def test_owners_stand_by_name_however_fast_they_are() -> None:
    slow = [followed(owner="App team", first_reply_at=NOW) for _ in range(6)]
    fast = [followed(owner="Deliveries", first_reply_at=NOW - 29.9 * HOUR) for _ in range(9)]
    figures = summed([*fast, *slow], [], [], NOW, LONDON)
    assert [owner.name for owner in figures.owners] == ["App team", "Deliveries"]


def test_products_named_by_a_few_are_left_out() -> None:
    people = [followed(product="mixer")] * 3 + [followed(product="hob")] * 2 + [followed()] * 9
    assert [product.name for product in summed(people, [], [], NOW, LONDON).products] == ["mixer"]


def test_praise_counts_where_it_was_written_whom_it_is_about_and_never_who_passed_it_on() -> None:
    told = [
        praised(NOW, owner="Fitting", product="hob", passed_on=True),
        praised(NOW, owner="Fitting", product="hob"),
        praised(NOW - timedelta(days=7), owner="", product="hob", passed_on=True),
        praised(NOW - timedelta(days=7), product="mixer"),
    ]
    figures = summed([followed(owner="App team")], [], told, NOW, LONDON)
    sums = [(each.name, each.people, each.praise, each.passed_on) for each in (*figures.owners, *figures.products)]
    assert sums == [("", 0, 2, 1), ("App team", 1, 0, 0), ("Fitting", 0, 2, 1), ("hob", 0, 3, 2)]
    assert [(week.tally.praise, week.tally.passed_on) for week in figures.weeks[:3]] == [(2, 1), (2, 1), (0, 0)]


def test_praise_passed_on_is_told_on_the_page_and_in_the_table() -> None:
    told = [praised(NOW, owner="Fitting", passed_on=number < 2) for number in range(5)]
    report = build(material(figures=summed([], [], told, NOW, LONDON)))
    rows = list(csv.DictReader(io.StringIO(figures_table(report).decode("utf-8-sig"))))
    counted = [(row["by"], row["praise"], row["praise_passed_on"]) for row in rows if row["praise"] != "0"]
    assert counted == [("week", "5", "2"), ("owner", "5", "2")]
    assert figures_page(report).decode().count('data-l="Praise passed on">2 of 5<') == 2


def test_stories_stop_slow_down_or_grow_after_our_reply() -> None:
    def story(before: int, after: int, last: float, replied: float = 48) -> ToldOn:
        return ToldOn(first_reply_at=NOW - replied * HOUR, before=before, after=after, last_at=NOW - last * HOUR)

    told = [story(5, 0, 50), story(5, 2, 30), story(5, 2, 3), story(5, 5, 30), story(5, 1, 2, replied=3)]
    assert fates(told, NOW) == StoryFates(stopped=2, slowed=1, grew=1, too_early=1)


# What is remembered of a case


Say, Answer = Callable[..., Assessed], Callable[..., Assessed]
POLICY = Policy(zone=ZoneInfo("UTC"))


def decided(*mentions: Assessed, replies: tuple[Assessed, ...] = (), hours: float = 48) -> Any:
    found = decide(build_dossier(*mentions, replies=replies), POLICY, mentions[0].mention.posted_at + hours * HOUR)
    assert found is not None
    return found.figures


def test_the_promise_is_what_was_promised_before_the_reply_whatever_was_said_later() -> None:
    said = build_say("My parcel is gone", severity=0.4)
    waiting = decided(said, hours=0.5).promised_at
    reply = build_answer(said, hours=3)
    later = build_say("It is still gone and my mother is 81", 4, signals={"vulnerable": "81"})
    assert waiting is not None
    assert decided(said, replies=(reply,)).promised_at == waiting
    assert decided(said, later, replies=(reply,)).promised_at == waiting


def test_deciding_again_about_a_stored_case_remembers_the_same() -> None:
    said, later = build_say("My parcel is gone"), build_say("It came, thank you so much!", 5, kind=Kind.PRAISE)
    reply = build_answer(said, hours=3)
    dossier = build_dossier(said, later, replies=(reply,))
    first = decide(dossier, POLICY, said.mention.posted_at + 6 * HOUR)
    assert first is not None
    case = _case_of(first)
    again = decide(replace(dossier, case=case, events=first.events), POLICY, said.mention.posted_at + 7 * HOUR)
    assert again is not None
    assert again.figures == first.figures


def _case_of(decision: Any) -> Any:
    from monitor.model import Case

    return Case(
        number=1,
        person=decision.person,
        platform=decision.platform,
        author=decision.author,
        story_id=None,
        opened_at=decision.opened_at,
        state=CaseState(decision.state),
        owner="",
        priority=decision.priority,
        first_reply_at=decision.first_reply_at,
        outcome=decision.outcome,
    )


def test_how_they_wrote_before_and_after_is_told_apart_by_the_reply() -> None:
    said = build_say("My mixer broke, the  Fennel Mixer", signals={"product": "Fennel Mixer"}, negative=0.9)
    after = build_say("Wonderful, thank you", 5, kind=Kind.PRAISE, negative=0.1)
    figures = decided(said, after, replies=(build_answer(said, hours=3),))
    assert (figures.negative_before, figures.negative_after, figures.product) == (0.9, 0.1, "fennel mixer")
    assert decided(said).negative_after is None


# What a lead reads


def test_below_five_people_no_share_is_told() -> None:
    for number, share in ((4, None), (5, 1.0)):
        people = [followed(outcome=Outcome.SATISFIED) for _ in range(number)]
        line = build(material(figures=summed(people, [], [], NOW, LONDON))).figures.owners[0]
        assert (line.satisfied, line.answered) == (share, number)
        assert bool(line.typical_wait) == (share is not None)


def test_every_form_says_the_same_and_no_owner_s_name_is_computed() -> None:
    people = [followed(owner="=1+1<b>", outcome=Outcome.SATISFIED) for _ in range(7)]
    report = build(material(figures=summed(people, [], [praised(NOW, owner="=1+1<b>")], NOW, LONDON)))
    rows = list(csv.DictReader(io.StringIO(figures_table(report).decode("utf-8-sig"))))
    assert [row["name"] for row in rows if row["by"] == "owner"] == ["'=1+1<b>"]
    assert [row["people"] for row in rows if row["by"] == "week"] == ["7"] + ["0"] * 7
    page = figures_page(report).decode()
    assert "=1+1&lt;b&gt;" in page
    assert page.count("100 %") == 2
    assert "<script" not in page


FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1", ' "=1+1')


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("by", ["owner", "product"])
def test_no_name_in_the_table_is_ever_computed(name: str, by: str) -> None:
    sums = Tally(name=name, people=9, answered=0, promised=0, kept=0, satisfied=0, reopened=0, silent=0, typical_wait_seconds=None, compared=0, negative_before=None, negative_after=None)  # fmt: skip
    figures = replace(LeadFigures(), **{f"{by}s": (sums,)})
    table = figures_table(build(material(figures=figures))).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert f"'{name}" in [cell.replace("\t'", "\t").replace("\r'", "\r") for cell in cells]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", " "))]


def test_an_empty_store_reads_well() -> None:
    page = figures_page(build(material(figures=LeadFigures()))).decode()
    assert page.count('class="none"') == 3


# From a run to the views


@pytest.fixture
def answered(tmp_path: Path, store_url: str) -> Store:
    """Run over six people, five of whom were answered, two in time, one of these to her satisfaction."""
    lines = []
    for number in range(6):
        at = NOW - timedelta(days=2, minutes=number)
        words = f"@larkfieldhome my parcel {number} never arrived, three weeks now"
        lines.append({"stable_key": f"p{number}", "author": f"zoe{number}", "text": words, "posted_at": at.isoformat()})
        if number < 5:
            replied = at + (timedelta(minutes=30) if number < 2 else timedelta(hours=30))
            reply = {"stable_key": f"r{number}", "author": "@larkfieldhome", "in_reply_to": f"p{number}"}
            lines.append({**reply, "text": "We are sorry, we are looking for it.", "posted_at": replied.isoformat()})
    thanks = {
        "stable_key": "t0",
        "author": "zoe0",
        "in_reply_to": "r0",
        "text": "It came! Thank you so much, all sorted!",
    }
    lines.append({**thanks, "posted_at": (NOW - timedelta(days=1)).isoformat()})
    (tmp_path / "posts.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "monitor.toml").write_text(
        f'store = "{store_url}"\n[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n[analysis]\nencoder = false\n'
        '[sources.posts]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n'.replace(
            f'store = "{store_url}"', f'store = "{store_url}"' if store_url.startswith("postgresql") else ""
        ),
        encoding="utf-8",
    )
    config = load(tmp_path / "monitor.toml")
    store = Store(config.store)
    run_pipeline(config, store, NOW, lambda _stage, _count: None)
    return store


def test_a_run_leads_to_the_same_figures_on_the_page_and_in_the_view(answered: Store, tmp_path: Path) -> None:
    report = json.loads((tmp_path / "report" / "index.json").read_text(encoding="utf-8"))
    (week,) = (line for line in report["figures"]["weeks"] if line["people"])
    assert (week["people"], week["answered"], week["satisfied"]) == (6, 5, 0.2)
    assert week["in_time"] == pytest.approx(2 / 6)
    with answered._engine.connect() as connection:
        sql = "SELECT COUNT(*), COUNT(first_reply_at), SUM(satisfied), SUM(promise_kept), MIN(week) FROM case_figures"
        people, replied, satisfied, kept, monday = connection.exec_driver_sql(sql).one()
        assert (people, replied, satisfied, kept, str(monday)) == (6, 5, 1, 2, "2026-03-02")
    answered.close()
    assert (tmp_path / "report" / "figures.html").exists()
    assert (tmp_path / "report" / "figures.csv").exists()


def test_no_view_holds_a_name_or_a_word_of_anybody(answered: Store) -> None:
    with answered._engine.connect() as connection:
        shown = "".join(repr(connection.exec_driver_sql(f"SELECT * FROM {name}").all()) for name in VIEWS)
    answered.close()
    assert "Larkfield" in shown
    assert not any(word in shown for word in ("zoe", "parcel", "sorted", "p0"))


def test_a_store_brought_up_to_date_has_the_same_views(store_url: str) -> None:
    engine = _create(store_url)
    upgrade(engine, "0002")
    upgrade(engine)
    with engine.connect() as connection:
        for name in VIEWS:
            assert connection.exec_driver_sql(f"SELECT * FROM {name}").all() == []
    engine.dispose()
