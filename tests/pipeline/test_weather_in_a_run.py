"""A brand's weather is counted as mentions come, change and go, and a spike is named, told and kept."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from making import NOON
from revisit.remembering import analyze, hear, post, rows
from running import monitor

from monitor.model import Mention
from monitor.store import Store

TROUBLES = ("parcel never arrived", "kettle broke on day two", "hotline hung up on me", "oven door fell off")
AGGREGATE = (
    "SELECT a.brand, a.posted_at / 3600000000, COUNT(*), SUM(CASE WHEN a.kind = 'complaint' THEN 1 ELSE 0 END) "
    "FROM assessments a WHERE a.brand != '' AND a.own = 0 GROUP BY 1, 2 ORDER BY 1, 2"
)
COUNTED = "SELECT brand, hour, mentions, complaints FROM brand_hours WHERE mentions > 0 ORDER BY 1, 2"


def calm(days: int) -> list[Mention]:
    """Tell two small troubles an hour, each somebody's own, until NOON."""
    return [
        post(
            f"c{at}",
            f"@larkfieldhome my {TROUBLES[at % 4]} ({at})",
            NOON - timedelta(minutes=30 * at + 10),
            author_key=f"a{at}",
        )
        for at in range(days * 48)
    ]


def storm(count: int = 60) -> list[Mention]:
    """Answer one post sixty times within the last hour before NOON."""
    first = post(
        "s0",
        "@larkfieldhome the whole larkfield app has been down since nine, nobody can pay",
        NOON - timedelta(minutes=55),
    )
    return [
        first,
        *(
            post(f"s{at}", f"larkfield app is down for me too, cannot pay for order {at}", NOON - timedelta(minutes=54 - at * 50 / count), in_reply_to="s0", author_key=f"b{at}")
            for at in range(1, count)
        ),
    ]  # fmt: skip


def test_the_hours_count_what_is_assessed_also_after_edits_and_erasures(store: Store) -> None:
    hear(
        store, [*calm(1), post("own", "we are sorry", NOON, author="@larkfieldhome", author_key="larkfieldhome")], NOON
    )
    analyze(store, NOON)
    assert rows(store, COUNTED) == rows(store, AGGREGATE)
    edited = post(
        "c3",
        "thank you @larkfieldhome, all is well, lovely people",
        NOON - timedelta(minutes=100),
        author_key="a3",
        edited_at=NOON,
    )
    hear(store, [edited], NOON)
    analyze(store, NOON + timedelta(hours=1))
    store.erasure.erase_mention("x:c5", NOON)
    assert rows(store, COUNTED) == rows(store, AGGREGATE)
    assert sum(row[2] for row in rows(store, COUNTED)) == 47
    store.mentions.start_over()
    assert rows(store, COUNTED) == []
    analyze(store, NOON + timedelta(hours=1))
    assert rows(store, COUNTED) == rows(store, AGGREGATE)


def lay_out(folder: Path, mentions: list[Mention]) -> tuple[str, Path]:
    told = [
        {
            "stable_key": each.stable_key,
            "text": each.text,
            "author": each.author_key,
            "posted_at": each.posted_at.isoformat(),
        }
        | ({"in_reply_to": each.in_reply_to} if each.in_reply_to else {})
        for each in mentions
    ]
    (folder / "posts.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in told), encoding="utf-8")
    (folder / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n[analysis]\nencoder = false\n'
        '[alerts]\ncauses = ["spike"]\nquiet_hours = ""\n'
        '[sources.posts]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n',
        encoding="utf-8",
    )
    return "--config", folder / "monitor.toml"


def test_a_spike_is_told_once_with_its_story_and_a_rebuild_finds_the_same(tmp_path: Path) -> None:
    options = lay_out(tmp_path, [*calm(6), *storm()])
    for minutes in (-120, 0, 15):
        assert monitor("run", *options, "--now", (NOON + timedelta(minutes=minutes)).isoformat()).returncode == 0
        text = (tmp_path / "report" / "index.txt").read_text(encoding="utf-8")
        words = "where about 2 are usual; most of the rest comes from “The whole larkfield app"
        assert (words in " ".join(text.split())) == (minutes == 0), minutes
    later = ("--now", (NOON + timedelta(minutes=20)).isoformat())
    spike = json.loads(monitor("weather", "--json", *options, *later).stdout)
    assert (spike["brand"], spike["kind"], spike["story"]) == ("Larkfield", "mentions", "x:s0")
    assert spike["share"] > 0.9
    assert "The whole larkfield app" in monitor("weather", *options, *later).stdout
    alerts = [json.loads(line) for line in monitor("alerts", "--json", *options, *later).stdout.splitlines()]
    assert [(alert["causes"], alert["story"]) for alert in alerts] == [(["spike"], "x:s0")]
    assert monitor("analyze", "--all", *options, *later).returncode == 0
    assert json.loads(monitor("weather", "--json", *options, *later).stdout) == spike
    assert len(monitor("alerts", "--json", *options, *later).stdout.splitlines()) == 1
