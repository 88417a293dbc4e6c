import json
import os
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from connectors.base import Window, validate_options
from connectors.file import File
from connectors.rows import LINE_LIMIT
from monitor.errors import SourceChanged, SourceUnreachable
from monitor.model import Batch, FindingKind, GapReason, Mention, MentionKind, Reject, TimeSpan

Checkpoint: TypeAlias = dict[str, Any] | None
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HEADER = "id,created_at,text,author\n"


def source(path: Path, **options: object) -> File:
    values, faults = validate_options(File, {"path": str(path), **options})
    assert faults == []
    return File("export", values)


def pull(path: Path, checkpoint: Checkpoint = None, now: datetime = NOW, **options: object) -> list[Batch]:
    return list(source(path, **options).pull((), checkpoint, Window(start=None, now=now)))


def mentions(batches: list[Batch]) -> list[Mention]:
    return [mention for batch in batches for mention in batch.mentions]


def rejects(batches: list[Batch]) -> list[Reject]:
    return [reject for batch in batches for reject in batch.rejects]


def keys(batches: list[Batch]) -> list[str]:
    return [mention.stable_key for mention in mentions(batches)]


def last_checkpoint(batches: list[Batch], before: Checkpoint = None) -> Checkpoint:
    return next((batch.checkpoint for batch in reversed(batches) if batch.checkpoint is not None), before)


def row(number: int, hours_ago: float = 1.0, text: str = "still waiting") -> str:
    return f"{number},{(NOW - timedelta(hours=hours_ago)).isoformat()},{text},Ann\n"


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    def write(content: str | bytes, name: str = "export.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_row_becomes_a_mention_in_utc(export: Callable[..., Path]) -> None:
    path = export("id,created_at,text,author,retweets\n7,2026-05-04T09:30:00+02:00,bag still missing,@AnnK,3\n")
    (batch,) = pull(path, platform="X")
    (mention,) = batch.mentions
    assert (mention.id, mention.person, mention.author) == ("x:7", "x:annk", "AnnK")
    assert mention.posted_at == datetime(2026, 5, 4, 7, 30, tzinfo=UTC)
    assert mention.posted_at.tzinfo is UTC
    assert mention.source == "export"
    (sample,) = batch.samples
    assert (sample.mention_id, sample.reposts, sample.likes, sample.at) == ("x:7", 3, None, NOW)


def test_columns_are_mapped_as_the_operator_says(export: Callable[..., Path]) -> None:
    path = export("Tweet ID;When;Full Text;RTs;likes\n7;2026-05-04 09:30;hello;5;9\n")
    columns = {"stable_key": "tweet id", "posted_at": "When", "text": "Full Text", "reposts": "RTs", "likes": ""}
    (batch,) = pull(path, columns=columns)
    assert (batch.mentions[0].stable_key, batch.mentions[0].text) == ("7", "hello")
    assert (batch.samples[0].reposts, batch.samples[0].likes) == (5, None)


def test_missing_columns_are_all_named_with_what_is_there(export: Callable[..., Path]) -> None:
    path = export("number,when,body\n1,2026-05-04,hello\n")
    with pytest.raises(SourceChanged) as caught:
        pull(path, columns={"text": "bdy"})
    for part in (
        "a column for stable_key",
        "a column for posted_at",
        "`bdy` (for text; did you mean `body`?)",
        "`when`",
    ):
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("9,2026-05-04T10:00:00Z\n", "has 2 fields instead of 4"),
        ("9,2026-05-04T10:00:00Z,a,b,c\n", "has 5 fields instead of 4"),
        ("9,2026-02-30T10:00:00Z,hello,Ann\n", "impossible"),
        ("9,1969-05-04T10:00:00Z,hello,Ann\n", "the year is 1969"),
        ("9,2999-05-04T10:00:00Z,hello,Ann\n", "the year is 2999"),
        ("9,0001-01-01T00:00:00+14:00,hello,Ann\n", "impossible"),
        ("9,04/05/2026 10:00,hello,Ann\n", "day and month could be swapped"),
        ("9,yesterday,hello,Ann\n", "form we do not know"),
        ("9,,hello,Ann\n", "the date is empty"),
        (",2026-05-04T10:00:00Z,hello,Ann\n", "the key is empty"),
        ("9,2026-05-04T10:00:00Z,  ,Ann\n", "the text is empty"),
        ("9,2026-05-04T10:00:00Z,he\0llo,Ann\n", "NUL"),
        (f"{'9' * 501},2026-05-04T10:00:00Z,hello,Ann\n", "longer than 500"),
        (f"9,2026-05-04T10:00:00Z,hello,{'A' * 501}\n", "author is longer than 500"),
        (f"9,2026-05-04T10:00:00Z,{'x' * (LINE_LIMIT + 9)},Ann\n", "longer than 1,048,576 bytes"),
        (f"9,2026-05-04T10:00:00Z,{'x' * 140_000},Ann\n", "field larger than field limit"),
        (b"9,2026-05-04T10:00:00Z,caf\xe9,Ann\n", "does not fit the encoding"),
        ('9,2026-05-04T10:00:00Z,"never closed,Ann\n', "is no CSV|instead of 4"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_line_and_the_good_rows_go_on(
    export: Callable[..., Path], bad: str | bytes, reason: str
) -> None:
    bad = bad if isinstance(bad, bytes) else bad.encode()
    path = export(HEADER.encode() + row(1).encode() + bad + row(2).encode() + row(3).encode())
    batches = pull(path)
    assert keys(batches) == ["1", "2", "3"]
    (reject,) = rejects(batches)
    assert reject.place == "export.csv:3"
    assert re.search(reason, reject.reason)
    assert reject.raw.startswith(bad[:9].decode("utf-8", "replace").replace("\0", "\ufffd").rstrip("\n"))
    assert len(reject.raw) <= 2_000


def test_a_quoted_text_may_hold_line_ends_and_separators(export: Callable[..., Path]) -> None:
    path = export(HEADER + '1,2026-05-04T10:00:00Z,"two\nlines, one ""text""",Ann\n' + row(2))
    batches = pull(path)
    assert mentions(batches)[0].text == 'two\nlines, one "text"'
    assert keys(batches) == ["1", "2"]


def test_the_line_of_a_reject_counts_the_lines_inside_texts(export: Callable[..., Path]) -> None:
    path = export(HEADER + '1,2026-05-04T10:00:00Z,"a\nb\nc",Ann\n' + "broken\n")
    assert [reject.place for reject in rejects(pull(path))] == ["export.csv:5"]


def test_many_unclosed_quotes_cost_little(export: Callable[..., Path]) -> None:
    path = export(HEADER + '1,2026-05-04T10:00:00Z,x,"y,z\n' * 20_000)
    begun = time.process_time()
    assert len(rejects(pull(path))) > 1_000
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-04T10:00:00Z",
        "2026-05-04T10:00:00.000+00:00",
        "2026-05-04 12:00:00+02:00",
        "2026-05-04 10:00",
        "2026-05-04 10:00:00 UTC",
        "Mon, 04 May 2026 10:00:00 +0000",
        "Mon May 04 10:00:00 +0000 2026",
        "2026/05/04 10:00:00",
        "04.05.2026 10:00",
        "1777888800",
        "1777888800000",
    ],
)
def test_every_common_way_to_write_a_date_is_read(export: Callable[..., Path], written: str) -> None:
    (batch,) = pull(export(HEADER + f'1,"{written}",hello,Ann\n'))
    assert [mention.posted_at for mention in batch.mentions] == [datetime(2026, 5, 4, 10, tzinfo=UTC)]


def test_a_date_without_a_zone_is_in_the_zone_the_operator_names(export: Callable[..., Path]) -> None:
    path = export(HEADER + "1,2026-05-04 10:00,hello,Ann\n2,2026-01-04 10:00,hello,Ann\n")
    summer, winter = mentions(pull(path, timezone="Europe/Berlin"))
    assert (summer.posted_at.hour, winter.posted_at.hour) == (8, 9)


def test_an_ambiguous_date_is_read_by_the_format_the_operator_names(export: Callable[..., Path]) -> None:
    path = export(HEADER + "1,03/04/2026 10:00,hello,Ann\n")
    (mention,) = mentions(pull(path, date_format="%d/%m/%Y %H:%M"))
    assert mention.posted_at == datetime(2026, 4, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_the_operator_names_is_read(export: Callable[..., Path], encoding: str) -> None:
    path = export((HEADER + row(1, text="café à Orly")).encode(encoding))
    batches = pull(path, encoding=encoding)
    assert mentions(batches)[0].text == "café à Orly"
    assert pull(path, last_checkpoint(batches), encoding=encoding) == []


def test_a_file_in_utf_16_is_recognised_and_the_cure_named(export: Callable[..., Path]) -> None:
    with pytest.raises(SourceChanged, match='encoding = "utf-16"'):
        pull(export((HEADER + row(1)).encode("utf-16")))


def test_a_file_that_is_not_in_the_named_encoding_says_so(export: Callable[..., Path]) -> None:
    with pytest.raises(SourceChanged, match="not written in utf-16"):
        pull(export(b"\xff\xfe" + (HEADER + row(1)).encode("utf-16-le") + b"\xd8\xd8\x00"), encoding="utf-16")


@pytest.mark.parametrize(
    ("options", "wrong"),
    [({"timezone": "Europe/Berln"}, "time zone"), ({"encoding": "utf-9"}, "encoding")],
)
def test_a_wrong_setting_is_found_by_check_and_by_pull(
    export: Callable[..., Path], options: dict[str, str], wrong: str
) -> None:
    path = export(HEADER)
    assert source(path, **options).check()[0].kind is FindingKind.WRONG_SETTING
    with pytest.raises(SourceChanged, match=wrong):
        pull(path, **options)


def test_an_unchanged_file_is_not_read_again(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1))
    batches = pull(path)
    assert pull(path, last_checkpoint(batches)) == []


def test_a_file_that_grew_gives_only_what_is_new(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1, 5) + row(2, 4))
    first = pull(path)
    with path.open("a") as file:
        file.write("broken\n" + row(3, 2))
    second = pull(path, last_checkpoint(first))
    assert keys(second) == ["3"]
    assert [reject.place for reject in rejects(second)] == ["export.csv:4"]
    assert second[-1].heard == TimeSpan(start=first[-1].heard.end, end=NOW - timedelta(hours=2) + timedelta(seconds=1))


def test_a_line_still_being_written_is_read_again_when_it_is_complete(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1) + row(2)[:-9])
    first = pull(path)
    assert keys(first) == ["1"]
    path.write_text(HEADER + row(1) + row(2) + row(3))
    assert keys(pull(path, last_checkpoint(first))) == ["2", "3"]


def test_a_file_written_anew_is_read_from_the_beginning(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1) + row(2))
    first = pull(path)
    path.write_text(HEADER + row(9) + row(1) + row(2) + row(3))
    assert keys(pull(path, last_checkpoint(first))) == ["9", "1", "2", "3"]


def test_a_file_that_was_only_touched_gives_nothing(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1))
    first = pull(path)
    os.utime(path, ns=(1, 1))
    second = pull(path, last_checkpoint(first))
    assert mentions(second) == []
    assert [batch.heard for batch in second] == [None]
    assert pull(path, last_checkpoint(second)) == []


def test_rows_of_the_future_are_held_back_and_found_by_the_run_whose_time_has_come(export: Callable[..., Path]) -> None:
    newest_first = [row(number, hours_ago=number) for number in range(10)]
    path = export(HEADER + "".join(newest_first))
    checkpoint, seen = None, []
    for hours_ago, expected in [
        (7, ["7", "8", "9"]),
        (7, []),
        (4.5, ["5", "6"]),
        (5, []),
        (0, ["0", "1", "2", "3", "4"]),
    ]:
        now = NOW - timedelta(hours=hours_ago)
        batches = pull(path, checkpoint, now)
        assert keys(batches) == expected
        assert all(mention.posted_at <= now for mention in mentions(batches))
        assert all(sample.at <= now for batch in batches for sample in batch.samples)
        checkpoint = last_checkpoint(batches, checkpoint)
        seen += keys(batches)
    assert sorted(seen) == [str(number) for number in range(10)]
    assert pull(path, checkpoint) == []


def test_a_file_with_rows_of_the_future_vouches_up_to_now(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1, 5) + row(2, -5))
    first = pull(path)
    assert first[-1].heard == TimeSpan(start=NOW - timedelta(hours=5), end=NOW)
    later = NOW + timedelta(hours=9)
    (second,) = pull(path, last_checkpoint(first), later)
    assert second.heard == TimeSpan(start=NOW, end=NOW + timedelta(hours=5, seconds=1))


def test_bad_rows_are_counted_once_even_when_rows_were_held_back(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1, -1) + "broken\n" + row(2, 1))
    first = pull(path)
    second = pull(path, last_checkpoint(first), NOW + timedelta(hours=2))
    assert len(rejects(first)) == 1
    assert (keys(second), rejects(second)) == (["1"], [])


def big(rows: int) -> str:
    return HEADER + "".join(row(number, hours_ago=(number * 7919 % 1000) / 10 - 20) for number in range(rows))


@pytest.mark.parametrize("nows", [[0], [0, 10], [-10, 0, 30]])
def test_a_run_killed_after_any_batch_goes_on_without_loss(
    export: Callable[..., Path], nows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.reading.BATCH", 100)
    path = export(big(450))
    whole = set()
    checkpoint = None
    for hours in nows:
        batches = pull(path, checkpoint, NOW + timedelta(hours=hours))
        whole |= set(keys(batches))
        checkpoint = last_checkpoint(batches, checkpoint)
    for kill_after in range(1, 7):
        stored: list[str] = []
        checkpoint = None
        for hours in nows:
            now = NOW + timedelta(hours=hours)
            for number, batch in enumerate(source(path).pull((), checkpoint, Window(start=None, now=now)), 1):
                stored += keys([batch])
                checkpoint = batch.checkpoint if batch.checkpoint is not None else checkpoint
                if number == kill_after:
                    break
            batches = pull(path, checkpoint, now)
            stored += keys(batches)
            checkpoint = last_checkpoint(batches, checkpoint)
        assert sorted(stored) == sorted(whole), "none lost, none twice"


def test_a_big_file_is_handed_over_in_pieces(export: Callable[..., Path]) -> None:
    batches = pull(export(HEADER + "".join(row(number) for number in range(12_000))))
    assert [len(batch.mentions) for batch in batches] == [5_000, 5_000, 2_000]
    assert [batch.heard is None for batch in batches] == [True, True, False]


def test_several_files_are_followed_and_a_bad_one_stops_none(export: Callable[..., Path], tmp_path: Path) -> None:
    export(HEADER + row(1), "a.csv")
    export("nonsense\n1\n", "b.csv")
    export(HEADER + row(3), "c.csv")
    pulling = source(tmp_path / "*.csv").pull((), None, Window(start=None, now=NOW))
    assert keys([next(pulling), next(pulling)]) == ["1", "3"]
    with pytest.raises(SourceChanged, match=r"b\.csv: missing"):
        next(pulling)


@pytest.mark.parametrize("name", ["absent.csv", "", "*.csv"])
def test_no_file_is_unreachable_with_a_hint(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceUnreachable, match="There is no file"):
        pull(tmp_path / name)
    assert source(tmp_path / name).check()[0].kind is FindingKind.UNREACHABLE


def test_an_empty_file_is_unreachable(export: Callable[..., Path]) -> None:
    with pytest.raises(SourceUnreachable, match="no header"):
        pull(export(""))


def test_a_checkpoint_of_another_release_reads_afresh(export: Callable[..., Path]) -> None:
    path = export(HEADER + row(1))
    assert keys(pull(path, {"version": 0, "files": "?"})) == ["1"]
    assert keys(pull(path, {"version": 1, "files": {str(path): {"strange": 1}}})) == ["1"]


def lines(*records: dict[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def spoken(key: str, hours_ago: float = 1.0, **more: object) -> dict[str, object]:
    return {"stable_key": key, "text": "hello", "posted_at": (NOW - timedelta(hours=hours_ago)).isoformat(), **more}


def test_json_lines_carry_mentions_samples_gaps_and_what_was_heard(export: Callable[..., Path]) -> None:
    at = (NOW - timedelta(hours=1)).isoformat()
    before = (NOW - timedelta(hours=3)).isoformat()
    path = export(
        lines(
            spoken(7, author="Ann", followers=12, rating="4.5", likes=0),
            {"record": "reply", **spoken("8", in_reply_to="7", thread="7", author="brand")},
            {"record": "sample", "stable_key": "7", "at": at, "likes": 3},
            {"record": "gap", "start": before, "end": at, "reason": "slowed", "detail": "We were slowed down."},
            {"record": "heard", "start": before, "end": at},
            {"record": "heard", "start": at, "end": NOW.isoformat()},
        ),
        "week.jsonl",
    )
    batches = pull(path, platform="x")
    first, reply = mentions(batches)
    assert (first.stable_key, first.kind, first.followers, first.rating) == ("7", MentionKind.POST, 12, 4.5)
    assert (reply.kind, reply.in_reply_to) == (MentionKind.REPLY, "7")
    assert [(sample.mention_id, sample.likes, sample.views) for batch in batches for sample in batch.samples] == [
        ("x:7", 0, None),
        ("x:7", 3, None),
    ]
    (gap,) = [gap for batch in batches for gap in batch.gaps]
    assert (gap.source, gap.reason, gap.detail) == ("export", GapReason.SLOWED, "We were slowed down.")
    assert [batch.heard for batch in batches if batch.heard] == [
        TimeSpan(start=NOW - timedelta(hours=3), end=NOW - timedelta(hours=1)),
        TimeSpan(start=NOW - timedelta(hours=1), end=NOW),
    ]


def test_a_gap_that_outlasts_now_is_cut_and_told_in_full_later(export: Callable[..., Path]) -> None:
    record = {
        "record": "gap",
        "start": (NOW - timedelta(hours=1)).isoformat(),
        "end": (NOW + timedelta(hours=1)).isoformat(),
    }
    path = export(lines(record), "gaps.jsonl")
    first = pull(path)
    second = pull(path, last_checkpoint(first), NOW + timedelta(hours=2))
    assert [gap.span.end for batch in first for gap in batch.gaps] == [NOW]
    assert [gap.span.end for batch in second for gap in batch.gaps] == [NOW + timedelta(hours=1)]
    assert pull(path, last_checkpoint(second), NOW + timedelta(hours=3)) == []


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{broken\n", "is no JSON"),
        ("[1, 2]\n", "no JSON object"),
        ("[" * 50_000 + "\n", "is no JSON"),
        (json.dumps(spoken("9") | {"text": ["a"]}) + "\n", "neither text nor number"),
        (json.dumps({"record": "poem"}) + "\n", "no kind of record"),
        (json.dumps({"record": "sample", "stable_key": "1", "at": "2026-05-04T10:00Z"}) + "\n", "holds no count"),
        (json.dumps({"record": "gap", "start": "2026-05-04T10:00Z", "end": "2026-05-04T09:00Z"}) + "\n", "not after"),
        (json.dumps({"text": "x"}) + "\n", "the key is empty"),
    ],
)
def test_a_bad_line_of_json_is_set_aside(export: Callable[..., Path], bad: str | bytes, reason: str) -> None:
    batches = pull(export(lines(spoken("1")) + bad + lines(spoken("2")), "m.jsonl"))
    assert keys(batches) == ["1", "2"]
    (reject,) = rejects(batches)
    assert reject.place == "m.jsonl:2"
    assert reason in reject.reason


def test_half_characters_and_nuls_in_json_can_be_stored(export: Callable[..., Path]) -> None:
    path = export(
        '{"stable_key": "1", "text": "a\\ud83d b\\u0000c", "author": "\\udc00x", "posted_at": "2026-05-04T10:00Z"}\n',
        "m.jsonl",
    )
    (mention,) = mentions(pull(path))
    assert mention.text == "a\ufffd b\ufffdc"
    assert mention.author == "\ufffdx"
    mention.text.encode()


@pytest.mark.parametrize(
    "hostile", ["javascript:alert(1)", "data:text/html,x", "//x", "http://a\u202eb/", "file:///etc/passwd"]
)
def test_an_address_that_is_no_web_page_is_dropped(export: Callable[..., Path], hostile: str) -> None:
    (mention,) = mentions(pull(export(lines(spoken("1", url=hostile)), "m.jsonl")))
    assert mention.url is None


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("12", 12),
        ("1,234", 1234),
        ("12.0", 12),
        ("", None),
        ("-3", None),
        ("many", None),
        ("1e400", None),
        ("nan", None),
        ("9" * 40, None),
    ],
)
def test_a_count_is_a_number_or_unknown_but_never_a_guess(
    export: Callable[..., Path], written: str, count: int | None
) -> None:
    (mention,) = mentions(pull(export(f'id,date,text,followers\n1,2026-05-04,hello,"{written}"\n')))
    assert mention.followers == count


def test_reading_stays_within_its_budget(export: Callable[..., Path]) -> None:
    path = export(big(6_000))
    begun = time.process_time()
    count = len(mentions(pull(path, now=NOW + timedelta(days=9))))
    assert count == 6_000
    assert (time.process_time() - begun) / count < 100e-6, "aim: 20 µs a row on an idle machine"


def test_times_stay_utc_over_every_zone(export: Callable[..., Path]) -> None:
    zones = [timezone(timedelta(hours=hours)) for hours in range(-12, 15)]
    moment = NOW - timedelta(hours=1)
    path = export(HEADER + "".join(f"{n},{moment.astimezone(zone).isoformat()},t,a\n" for n, zone in enumerate(zones)))
    assert {mention.posted_at for mention in mentions(pull(path))} == {moment}


def test_json_lines_of_another_tool_are_read_by_the_names_it_commonly_uses(export: Callable[..., Path]) -> None:
    line = json.dumps({"id": "77", "username": "Ann", "created_at": "2026-05-04T10:00:00Z", "content": "still waiting"})
    (heard,) = mentions(pull(export(line + "\n", "other.jsonl"), platform="x"))
    assert (heard.stable_key, heard.author, heard.text) == ("77", "Ann", "still waiting")
