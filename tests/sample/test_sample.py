"""The built-in sample is whole, invented, consistent in time, and shows every situation the page must be able to show."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.model import EngagementSample, GapReason, Mention, MentionKind, TimeSpan

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "monitor" / "sample"
START = datetime(2026, 2, 25, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
PLATFORMS = {"reddit", "x", "mastodon", "bluesky", "appstore", "youtube", "reviews", "community", "news"}
LINK = re.compile(r"https?://([^/\s]+)")

NEEDED = (
    "accepted",
    "affected",
    "agrees",
    "automatic",
    "cooled_fan",
    "dissatisfied",
    "employee",
    "first_in_queue",
    "history",
    "joke",
    "leaving",
    "legal",
    "long",
    "media",
    "misread",
    "no_experience",
    "noise",
    "not_relevant",
    "own_account",
    "own_order_wrong_hob",
    "passed_around",
    "positive_but_leaving",
    "praise",
    "praise_named",
    "question",
    "quiet",
    "resurfaced",
    "safety",
    "sale",
    "satisfied",
    "second_failure",
    "silent",
    "story_app_logs_out",
    "story_left_outside",
    "story_tarn_lid",
    "story_wrong_hob",
    "unanswered_three_times",
    "unreadable",
    "vulnerable",
    "wrote_again",
)


def _time(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    assert when.utcoffset() == timedelta(0), f"{text} is not UTC"
    return when


def _mention(record: dict[str, Any], source: str) -> Mention:
    fields = {name: value for name, value in record.items() if name not in {"record", "kind", "posted_at"}}
    return Mention(source=source, kind=MentionKind(record["kind"]), posted_at=_time(record["posted_at"]), **fields)


def _sample(record: dict[str, Any]) -> EngagementSample:
    counts = {name: value for name, value in record.items() if name not in {"record", "platform", "stable_key", "at"}}
    return EngagementSample(mention_id=f"{record['platform']}:{record['stable_key']}", at=_time(record["at"]), **counts)


RECORDS = {
    file.stem: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for file in sorted(SAMPLE.glob("*.jsonl"))
}
MENTIONS = [
    _mention(record, source)
    for source, records in RECORDS.items()
    for record in records
    if record["record"] == "mention"
]
BY_ID = {mention.id: mention for mention in MENTIONS}
SAMPLES = [_sample(record) for records in RECORDS.values() for record in records if record["record"] == "sample"]
SITUATIONS: dict[str, list[str]] = json.loads((HERE / "situations.json").read_text(encoding="utf-8"))


def _situation(name: str) -> list[Mention]:
    return [BY_ID[mention_id] for mention_id in SITUATIONS[name]]


BRAND = tomllib.loads((SAMPLE / "monitor.toml").read_text(encoding="utf-8"))["brands"][0]


def _parent(mention: Mention) -> Mention:
    return BY_ID[f"{mention.platform}:{mention.in_reply_to}"]


def test_every_platform_has_its_own_file_and_every_line_is_a_known_record() -> None:
    assert set(RECORDS) == PLATFORMS
    for source, records in RECORDS.items():
        assert {record["record"] for record in records} <= {"mention", "sample", "heard", "gap"}
        assert {record["platform"] for record in records if "platform" in record} == {source}


def test_every_mention_has_an_id_of_its_own() -> None:
    assert [name for name, count in Counter(mention.id for mention in MENTIONS).items() if count > 1] == []


def test_the_week_is_as_busy_as_a_week_should_be() -> None:
    week = [mention for mention in MENTIONS if mention.posted_at >= START]
    assert 160 <= len(week) <= 220
    assert len({mention.person for mention in week}) >= 110
    assert all(count >= 7 for count in Counter(mention.platform for mention in week).values())


def test_nothing_is_posted_outside_the_week_except_the_history() -> None:
    assert all(mention.posted_at <= NOW for mention in MENTIONS)
    assert sorted(mention.id for mention in MENTIONS if mention.posted_at < START) == sorted(SITUATIONS["history"])


def test_every_reply_answers_something_earlier_in_the_same_conversation() -> None:
    replies = [mention for mention in MENTIONS if mention.in_reply_to]
    assert len(replies) > 50
    for reply in replies:
        assert _parent(reply).posted_at < reply.posted_at, reply.id
        assert _parent(reply).thread == reply.thread, reply.id


def test_every_address_is_one_that_cannot_exist() -> None:
    for mention in MENTIONS:
        assert LINK.findall(mention.url or "") == ["example.invalid"], mention.id
        assert set(LINK.findall(mention.text)) <= {"example.invalid"}, mention.id
        domains = re.findall(r"@[\w-]+@([\w.-]*\w)", f"{mention.author} {mention.text}")
        assert all(domain.endswith(".example") for domain in domains), mention.id


def test_links_between_the_platforms_lead_to_mentions_of_the_sample() -> None:
    addresses = {mention.url for mention in MENTIONS}
    for mention in _situation("story_wrong_hob"):
        assert set(re.findall(r"https://\S+", mention.text)) <= addresses, mention.id


def test_nobody_repeats_a_text_except_copies_and_reposts() -> None:
    copies = set(SITUATIONS["automatic"])
    said = Counter(
        mention.text for mention in MENTIONS if mention.kind is not MentionKind.REPOST and mention.id not in copies
    )
    assert said.most_common(1)[0][1] == 1


def test_a_person_has_one_name_and_one_following() -> None:
    people = defaultdict(set)
    for mention in MENTIONS:
        people[mention.person].add((mention.author, mention.author_name, mention.followers))
    assert [person for person, names in people.items() if len(names) > 1] == []


def test_engagement_belongs_to_a_mention_and_never_falls() -> None:
    seen: dict[str, EngagementSample] = {}
    for sample in SAMPLES:
        assert BY_ID[sample.mention_id].posted_at <= sample.at <= NOW
        before = seen.get(sample.mention_id)
        if before:
            assert before.at < sample.at
            assert (before.likes or 0) <= (sample.likes or 0)
            assert (before.reposts or 0) <= (sample.reposts or 0)
        seen[sample.mention_id] = sample
    assert len(SAMPLES) > len(seen) > 20


@pytest.mark.parametrize("name", NEEDED)
def test_the_situation_is_there(name: str) -> None:
    assert _situation(name), name


def test_every_situation_names_mentions_that_exist() -> None:
    assert [each for ids in SITUATIONS.values() for each in ids if each not in BY_ID] == []


def test_the_wrong_hob_is_told_by_many_customers_on_many_platforms() -> None:
    story = _situation("story_wrong_hob")
    assert len(story) >= 20
    assert len({mention.person for mention in _situation("own_order_wrong_hob")}) >= 6
    assert len({mention.platform for mention in story}) >= 4
    assert min(story, key=lambda mention: mention.posted_at).platform == "reddit"


def test_the_wrong_hob_jumps_from_reddit_to_mastodon_to_x_to_the_paper() -> None:
    jumps = sorted([*_situation("first_in_queue"), *_situation("turning_point")], key=lambda each: each.posted_at)
    assert [jump.platform for jump in jumps] == ["reddit", "mastodon", "x", "news"]
    assert jumps[2].followers == 41_000


def test_the_wrong_hob_grows_in_the_last_hours() -> None:
    ages = [NOW - mention.posted_at for mention in _situation("story_wrong_hob")]
    latest = sum(age <= timedelta(hours=2) for age in ages)
    before = sum(timedelta(hours=2) < age <= timedelta(hours=4) for age in ages)
    assert latest > 2 * before > 0


def test_the_app_story_has_been_quiet_for_a_day_and_a_half() -> None:
    latest = max(mention.posted_at for mention in _situation("story_app_logs_out"))
    assert NOW - latest > timedelta(hours=36)


def test_the_kettle_story_slept_for_weeks_before_it_came_back() -> None:
    history = set(SITUATIONS["history"])
    asleep = max(mention.posted_at for mention in _situation("story_tarn_lid") if mention.id in history)
    awake = min(mention.posted_at for mention in _situation("resurfaced"))
    assert awake - asleep > timedelta(days=60)


def test_copies_come_from_twelve_accounts_within_six_minutes() -> None:
    copies = _situation("automatic")
    times = [mention.posted_at for mention in copies]
    assert len({mention.person for mention in copies}) == 12
    assert max(times) - min(times) <= timedelta(minutes=6)


@pytest.mark.parametrize("name", ["satisfied", "accepted", "dissatisfied", "wrote_again"])
def test_an_outcome_is_the_customers_answer_to_our_reply(name: str) -> None:
    for last_word in _situation(name):
        reply = _parent(last_word)
        assert reply.author_key in BRAND["handles"]
        assert _parent(reply).person == last_word.person


def test_a_silent_customer_said_nothing_after_our_reply_for_three_days() -> None:
    for reply in _situation("silent"):
        customer = _parent(reply).person
        assert NOW - reply.posted_at > timedelta(days=3)
        assert not [each for each in MENTIONS if each.person == customer and each.posted_at > reply.posted_at]


def test_our_own_words_come_from_our_own_accounts_only() -> None:
    ours = {mention.id for mention in MENTIONS if mention.author_key in BRAND["handles"]}
    assert ours == set(SITUATIONS["brand_reply"]) | set(SITUATIONS["own_account"])


def test_the_excluded_words_keep_out_the_village_and_nobody_else() -> None:
    excluded = [word.casefold() for word in BRAND["exclude"]]
    kept_out = {mention.id for mention in MENTIONS if any(word in mention.text.casefold() for word in excluded)}
    assert kept_out == set(SITUATIONS["not_relevant"])


def test_other_languages_are_marked_by_the_platforms_that_tell() -> None:
    foreign = _situation("unreadable")
    assert {mention.language for mention in foreign} == {"ar", "de", "fr", "pl"}
    assert {mention.id for mention in MENTIONS if mention.language} == set(SITUATIONS["unreadable"])


def test_a_long_text_is_long_enough_to_be_folded() -> None:
    assert all(len(mention.text) > 1_500 for mention in _situation("long"))


def _spans(source: str, record: str) -> list[tuple[TimeSpan, dict[str, Any]]]:
    return [
        (TimeSpan(start=_time(each["start"]), end=_time(each["end"])), each)
        for each in RECORDS[source]
        if each["record"] == record
    ]


def test_every_source_was_heard_for_the_week_but_youtube() -> None:
    for source in PLATFORMS - {"youtube"}:
        assert [span for span, _ in _spans(source, "heard")] == [TimeSpan(start=START, end=NOW)]
    assert {source for source in PLATFORMS if _spans(source, "gap")} == {"youtube", "bluesky"}


def test_youtube_is_deaf_for_hours_and_brings_nothing_from_them() -> None:
    [(deaf, gap)] = _spans("youtube", "gap")
    [(heard, _)] = _spans("youtube", "heard")
    assert GapReason(gap["reason"]) is GapReason.BUDGET
    assert (heard.start, heard.end, deaf.end) == (START, deaf.start, NOW)
    assert deaf.end - deaf.start > timedelta(hours=4)
    comments = [mention.posted_at for mention in MENTIONS if mention.platform == "youtube"]
    assert max(comments) < deaf.start


def test_bluesky_was_slowed_for_an_hour_and_caught_up() -> None:
    [(slow, gap)] = _spans("bluesky", "gap")
    assert GapReason(gap["reason"]) is GapReason.SLOWED
    assert slow.end - slow.start == timedelta(hours=1)
    assert [each for each in MENTIONS if each.platform == "bluesky" and slow.start <= each.posted_at < slow.end]
