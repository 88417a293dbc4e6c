"""Real answers of Reddit, recorded by praw's own tests, heard once through praw's objects and once through the connector.

What is expected is computed from the recording and, independently of our reading, from what praw makes of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import cassettes
import praw
import pytest
import requests
from cassettes import Exchange, Player

from connectors.base import Absence, Edited, Gone, Window, validate_options
from connectors.conformance.server import Asked, Reply, Server
from connectors.conformance.world import QUICK
from connectors.http import HttpSession
from connectors.reddit import Reddit
from connectors.reddit_faults import Refusal
from monitor.errors import SourceError
from monitor.model import Batch, EngagementSample, FindingKind, Mention, MentionKind, Query

OURS = frozenset(
    {"q", "sort", "t", "type", "syntax", "restrict_sr", "include_over_18", "limit", "context", "id", "url"}
)
"""Parameters in which our question may differ from the recorded one."""

OLD: dict[str, Any] = {
    "name": "t1_1",
    "created_utc": 1_200_000_000,
    "body": "[removed]",
    "parent_id": "t3_1",
    "link_id": "t3_1",
}
"""A made-up record older than any recorded one: it ends a walk whose next page was not recorded."""


@dataclass
class Stage:
    """One recording played on loopback. What was not recorded is answered as if there were nothing."""

    player: Player
    server: Server
    http: list[HttpSession] = field(default_factory=list)

    def connector(self, **options: Any) -> Reddit:
        keys = {"client_id": "made-up", "client_secret": "made-up", "user": "made_up", "lookback_days": 0}
        given = keys | {"base_url": self.server.url, "oauth_url": self.server.url} | options
        values, faults = validate_options(Reddit, given)
        assert not faults
        self.http.append(HttpSession(QUICK, Reddit.own_addresses(values)))
        return Reddit("here", values, self.http[-1])

    def praw(self) -> praw.Reddit:
        """Give praw as anybody would use it, over requests alone."""
        self.player.used.clear()
        kinds = {
            "comment": "t1",
            "redditor": "t2",
            "submission": "t3",
            "message": "t4",
            "subreddit": "t5",
            "trophy": "t6",
        }
        session = requests.Session()
        session.trust_env = False
        return praw.Reddit(
            client_id="made-up",
            client_secret="made-up",
            user_agent="the tests of a recording",
            username=None,
            password=None,
            oauth_url=f"{self.server.url}/",
            reddit_url=self.server.url,
            requestor_kwargs={"session": session},
            check_for_updates=False,
            timeout=5,
            ratelimit_seconds=0,
            **{f"{name}_kind": kind for name, kind in kinds.items()},
        )


def nothing(asked: Asked) -> Reply:
    """Answer what was not recorded, in the shape that the address has."""
    empty = {"kind": "Listing", "data": {"children": [], "after": None}}
    if asked.path.startswith(("/comments/", "/duplicates/")):
        return Reply(body=[empty, empty])
    if asked.path == "/api/morechildren/":
        return Reply(body={"json": {"data": {"things": []}}})
    if "after" in asked.parameters:
        return Reply(body={"kind": "Listing", "data": {"children": [{"kind": "t1", "data": OLD}], "after": None}})
    return Reply(body=empty)


Staging = Callable[[Sequence[Exchange]], Stage]


@pytest.fixture
def stage() -> Iterator[Staging]:
    stages: list[Stage] = []

    def play(exchanges: Sequence[Exchange]) -> Stage:
        player = Player(list(exchanges), ignore=OURS)
        sign_in = next((each for each in exchanges if each.path.endswith("access_token")), None)

        def answer(asked: Asked) -> Reply:
            if asked.path.endswith("access_token") and sign_in is not None:
                return Reply(status=sign_in.status, body=sign_in.body)
            reply = player(asked)
            return nothing(asked) if reply.status == 599 else reply

        stages.append(Stage(player, Server(answer)))
        return stages[-1]

    yield play
    for each in stages:
        for http in each.http:
            http.close()
        each.server.close()


def recording(name: str, folder: str = "reddit") -> list[Exchange]:
    return cassettes.read(cassettes.recorded(folder, f"{name}.json"))


def children(exchange: Exchange) -> list[dict[str, Any]]:
    return [child["data"] for child in exchange.json()["data"]["children"]]


def first_words(records: Sequence[dict[str, Any]]) -> Query:
    """Listen for a word of every text, so that all of it is heard."""
    texts = [f"{record.get('title', '')} {record.get('selftext', '')} {record.get('body', '')}" for record in records]
    words = {found[0] for text in texts if (found := re.search(r"\w+", text))}
    return Query(brand="Everything", terms=tuple(sorted(words)))


def pull(source: Reddit, records: Sequence[dict[str, Any]], checkpoint: Any = None) -> list[Batch]:
    now = datetime.fromtimestamp(max(record["created_utc"] for record in records), UTC)
    return list(source.pull([first_words(records)], checkpoint, Window(start=None, now=now)))


def mentions_of(batches: Sequence[Batch]) -> dict[str, Mention]:
    return {mention.stable_key: mention for batch in batches for mention in batch.mentions}


def samples_of(batches: Sequence[Batch]) -> dict[str, EngagementSample]:
    return {sample.mention_id.removeprefix("reddit:"): sample for batch in batches for sample in batch.samples}


def seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def demand_same_as_praw(mention: Mention, thing: Any) -> None:
    """Compare every field with what praw's object holds (read from its attributes, so that it asks nothing more)."""
    told = vars(thing)
    author = told["author"].name if told["author"] else None
    if author is not None and not re.fullmatch(r"[\w-]+", author):
        author = None  # the recordings hide some names behind <…>
    assert mention.stable_key == mention.external_id == thing.fullname
    assert (mention.author, mention.author_key) == (author, author and author.lower())
    assert seconds(mention.posted_at) == told["created_utc"]
    assert seconds(mention.edited_at) == (told["edited"] or None)
    name = told["subreddit"].display_name
    assert mention.place == (f"r/{name}" if "<" not in name else None)
    if isinstance(thing, praw.models.Comment):
        assert mention.text == told["body"]
        assert (mention.kind, mention.in_reply_to) == (MentionKind.REPLY, told["parent_id"])
        assert mention.thread == told["link_id"]
        assert mention.url == f"https://www.reddit.com/comments/{told['link_id'][3:]}/_/{thing.id}/"
        return
    words = f"{told['title']}\n\n{told['selftext']}" if told["selftext"].strip() else told["title"]
    parent = told.get("crosspost_parent")
    assert mention.text == words
    assert (mention.kind, mention.in_reply_to) == (MentionKind.REPOST if parent else MentionKind.POST, parent)
    assert mention.thread == (None if parent else thing.fullname)
    assert mention.url == f"https://www.reddit.com/comments/{thing.id}/"


def demand_sample_as_praw(sample: EngagementSample | None, thing: Any) -> None:
    told = vars(thing)
    hidden = told.get("score_hidden") or told.get("hide_score")
    likes, replies = None if hidden else max(0, told["score"]), told.get("num_comments")
    if likes is None and replies is None:
        assert sample is None
        return
    assert sample is not None
    assert (sample.likes, sample.replies, sample.reposts) == (likes, replies, told.get("num_crossposts"))
    assert (sample.quotes, sample.views) == (None, None)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("TestSubredditListings.test_new", lambda community: community.new(limit=100)),
        ("TestSubredditListings.test_comments", lambda community: community.comments(limit=100)),
    ],
)
def test_new_submissions_and_comments(stage: Staging, name: str, listed: Any) -> None:
    exchanges = recording(name)
    records = children(exchanges[-1])
    played = stage(exchanges)
    community = exchanges[-1].path.split("/")[2]
    things = {thing.fullname: thing for thing in listed(played.praw().subreddit(community))}
    played.player.used.clear()
    batches = pull(played.connector(subreddits=[community], search="off"), records)
    heard, samples = mentions_of(batches), samples_of(batches)
    assert list(heard) == [record["name"] for record in records] == list(things)
    assert len(heard) == 100
    for key, mention in heard.items():
        demand_same_as_praw(mention, things[key])
        demand_sample_as_praw(samples.get(key), things[key])
        assert mention.matched in first_words(records).terms
    assert not any(batch.gaps or batch.rejects for batch in batches)


def test_search(stage: Staging) -> None:
    exchanges = recording("TestSubreddit.test_search")
    records = children(exchanges[-1])
    played = stage(exchanges)
    found = played.praw().subreddit("all").search("anything", limit=None, syntax="cloudsearch")
    things = {thing.fullname: thing for thing in found}
    played.player.used.clear()
    batches = pull(played.connector(), records)
    heard, samples = mentions_of(batches), samples_of(batches)
    assert set(heard) == set(things) == {record["name"] for record in records}
    for key, mention in heard.items():
        demand_same_as_praw(mention, things[key])
        demand_sample_as_praw(samples.get(key), things[key])
    asked = [each for each in played.server.asked if each.path == "/r/all/search/"][-1]
    assert (asked.parameters["sort"], asked.parameters["restrict_sr"]) == ("new", "false")


@pytest.mark.parametrize(
    "name", ["TestSubredditStreams.test_comments", "TestSubredditStreams.test_comments__with_pause"]
)
def test_comments_that_keep_coming_are_each_heard_once_run_after_run(stage: Staging, name: str) -> None:
    exchanges = [each for each in recording(name) if not any(key == "before" for key, _ in each.query)]
    pages = [children(each) for each in exchanges if each.path.endswith("/comments/")]
    community = exchanges[-1].path.split("/")[2]
    everything = {record["name"]: record for page in pages for record in page if re.search(r"\w", record["body"])}
    played = stage(exchanges)
    checkpoint: Any = None
    heard: dict[str, Mention] = {}
    for number, page in enumerate(pages):
        source = played.connector(subreddits=[community], search="off")
        now = datetime.fromtimestamp(page[0]["created_utc"] + number / 1_000, UTC)
        for batch in source.pull([first_words(list(everything.values()))], checkpoint, Window(start=None, now=now)):
            heard |= mentions_of([batch])
            checkpoint = batch.checkpoint or checkpoint
    assert len(pages) > 1
    assert set(heard) == set(everything)
    assert [heard[key].text for key in everything] == [record["body"] for record in everything.values()]
    assert not any("before" in asked.parameters for asked in played.server.asked)


def test_an_empty_listing(stage: Staging) -> None:
    sign_in, empty = recording("TestListingGenerator.test_no_items")
    played = stage([sign_in, replace(empty, path="/r/made_up/new")])
    source = played.connector(subreddits=["made_up"], search="off")
    batches = list(source.pull([Query(brand="B", terms=("b",))], None, Window(start=None, now=datetime.now(UTC))))
    assert mentions_of(batches) == {}
    assert not any(batch.gaps for batch in batches)


def known(record: dict[str, Any], **other: Any) -> Mention:
    """Make the mention that a store would hold of a record."""
    text = record.get("body") or "\n\n".join(filter(str.strip, (record.get("title", ""), record.get("selftext") or "")))
    return Mention(
        **{
            "platform": "reddit",
            "stable_key": record["name"],
            "source": "here",
            "text": text,
            "posted_at": datetime.fromtimestamp(record["created_utc"], UTC),
            "edited_at": datetime.fromtimestamp(record["edited"], UTC) if record.get("edited") else None,
            "author_key": "somebody",
            "thread": record.get("link_id", record["name"]),
            "query": "B",
            "matched": "b",
        }
        | other
    )


def test_looking_up_a_comment_that_was_deleted(stage: Staging) -> None:
    played = stage(recording("TestComment.test_refresh__deleted_comment"))
    (record,) = children(played.player.exchanges[1])
    (thing,) = played.praw().info(fullnames=[record["name"]])
    assert (thing.author, thing.body) == (None, "[deleted]")
    played.player.used.clear()
    mention = known(record, text="What it said before.")
    (gone,) = played.connector().refresh([mention], datetime.now(UTC))
    assert gone == Gone(mention_id=mention.id, why=Absence.DELETED)


@pytest.mark.parametrize(
    "name", ["refresh", "refresh__raises_exception", "refresh__twice", "refresh__with_reply_sort_and_limit"]
)
def test_looking_up_a_comment_that_stands(stage: Staging, name: str) -> None:
    played = stage(recording(f"TestComment.test_{name}"))
    (record,) = children(played.player.exchanges[1])
    (thing,) = played.praw().info(fullnames=[record["name"]])
    now = datetime.now(UTC)
    for mention, edited in ((known(record), False), (known(record, text="Other words."), True)):
        played.player.used.clear()
        told = list(played.connector().refresh([mention], now))
        demand_sample_as_praw(next((each for each in told if isinstance(each, EngagementSample)), None), thing)
        assert [each.mention_id for each in told if isinstance(each, Gone)] == []
        edits = [each.mention for each in told if isinstance(each, Edited)]
        assert len(edits) == edited
        for edit in edits:
            demand_same_as_praw(edit, thing)
            assert (edit.query, edit.matched) == ("B", "b")


@pytest.mark.parametrize(
    ("name", "path", "gone"),
    [("TestReddit.test_info_url", "/api/info/", 0), ("TestSubredditQuarantine.test_opt_in", "/hot", 12)],
)
def test_looking_up_many_tells_accounts_that_are_gone_from_words_that_are(
    stage: Staging, name: str, path: str, gone: int
) -> None:
    """An author of None is not a deleted submission: praw says None of both."""
    exchanges = recording(name)
    full = next(each for each in exchanges if each.path.endswith(path) and each.status == 200)
    records = children(full)[:100]
    played = stage([exchanges[0], replace(full, path="/api/info/", query=(("raw_json", "1"),))])
    listing = played.praw().get("api/info/", params={})
    things = {thing.fullname: thing for thing in listing}
    played.player.used.clear()
    told = list(played.connector().refresh([known(record) for record in records], datetime.now(UTC)))
    lost = {each.mention_id.removeprefix("reddit:"): each.why for each in told if isinstance(each, Gone)}
    unnamed = {record["name"] for record in records if things[record["name"]].author is None}
    assert lost == dict.fromkeys(unnamed, Absence.AUTHOR_GONE)
    assert len(unnamed) == gone
    samples = {each.mention_id.removeprefix("reddit:"): each for each in told if isinstance(each, EngagementSample)}
    for record in records:
        demand_sample_as_praw(samples.get(record["name"]), things[record["name"]])
    assert not [each for each in told if isinstance(each, Edited)]


def everything_in(tree: Any) -> dict[str, dict[str, Any]]:
    """Collect the records of a recorded tree, in another way than the connector does."""
    found: dict[str, dict[str, Any]] = {}

    def collect(value: Any) -> None:
        if isinstance(value, dict) and value.get("kind") in ("t1", "t3"):
            found[value["data"]["name"]] = value["data"]
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            collect(inner)

    collect(tree)
    return found


def standing(records: dict[str, dict[str, Any]]) -> set[str]:
    return {key for key, record in records.items() if record.get("body", "") not in ("[deleted]", "[removed]")}


def demand_conversation(said: Sequence[Mention], records: dict[str, dict[str, Any]], things: dict[str, Any]) -> None:
    assert {mention.stable_key for mention in said} == standing(records)
    assert len(said) == len({mention.stable_key for mention in said})
    times = [mention.posted_at for mention in said]
    assert times == sorted(times)
    for mention in said:
        assert (mention.query, mention.matched) == ("B", "b")
        if mention.stable_key in things:
            demand_same_as_praw(mention, things[mention.stable_key])


def test_a_conversation_with_sixteen_unnamed_of_whom_six_deleted_their_words(stage: Staging) -> None:
    played = stage([each for each in recording("TestMore.test_comments") if each.path != "/api/morechildren/"])
    tree = everything_in(played.player.exchanges[-1].json())
    key = played.player.exchanges[-1].path.split("/")[2]
    submission = played.praw().submission(key)
    comments = [each for each in submission.comments.list() if isinstance(each, praw.models.Comment)]
    things = {each.fullname: each for each in comments} | {submission.fullname: submission}
    played.player.used.clear()
    said = list(played.connector().thread(known(tree[f"t3_{key}"])))
    demand_conversation(said, tree, things)
    assert set(things) == set(tree)
    assert len(said) == 471
    unnamed = [mention for mention in said if mention.author is None]
    assert len(unnamed) == 10
    assert sum(each.author is None for each in comments) == 16


def asked_with_get(exchanges: Sequence[Exchange], name: str) -> list[Exchange]:
    """Turn the recorded POST for more comments into the GET that Reddit documents and we send."""
    stored = json.loads(cassettes.recorded("reddit", f"{name}.json").read_text(encoding="utf-8"))
    bodies = [each["request"]["body"] for each in stored.get("http_interactions") or stored["interactions"]]
    changed = []
    for exchange, body in zip(exchanges, bodies, strict=True):
        if exchange.path == "/api/morechildren/":
            form = parse_qsl(body if isinstance(body, str) else body["string"])
            changed.append(replace(exchange, method="GET", query=tuple(sorted([*form, ("raw_json", "1")]))))
        else:
            changed.append(exchange)
    return changed


def test_comments_behind_more(stage: Staging) -> None:
    name = "TestMore.test_comments"
    posted = recording(name)
    played = stage(posted)
    whole = next(each for each in posted if each.path.startswith("/comments/"))
    key = whole.path.split("/")[2]
    submission = played.praw().submission(key)
    more = next(each for each in submission.comments if isinstance(each, praw.models.MoreComments))
    things = {each.fullname: each for each in more.comments() if isinstance(each, praw.models.Comment)}
    played = stage(asked_with_get(posted, name))
    tree = everything_in(whole.json())
    opened = everything_in(next(each for each in posted if each.path == "/api/morechildren/").json())
    said = list(played.connector().thread(known(tree[f"t3_{key}"])))
    demand_conversation(said, tree | opened, things)
    assert set(things) == set(opened)
    assert opened
    assert len(said) == len(standing(tree)) + len(standing(opened))


def test_comments_behind_continue_this_thread(stage: Staging) -> None:
    exchanges = recording("TestMore.test_comments__continue_thread_type")
    played = stage(exchanges)
    continued = next(each for each in exchanges if "/_/" in each.path)
    whole = next(each for each in exchanges if each.path.startswith("/comments/") and each is not continued)
    tree, branch = everything_in(whole.json()), everything_in(continued.json())
    below = set(branch) - set(tree)
    assert below
    said = list(played.connector().thread(known(tree[f"t1_{continued.path.split('/')[-1]}"])))
    demand_conversation(said, tree | branch, {})
    assert below <= {mention.stable_key for mention in said}
    assert played.server.asked[2].path == continued.path, "what is below the mention comes first"


@pytest.mark.parametrize("name", ["parent__chain", "refresh", "refresh__twice", "refresh__with_reply_sort_and_limit"])
def test_the_branch_of_a_comment(stage: Staging, name: str) -> None:
    exchanges = recording(f"TestComment.test_{name}")
    found = next(each for each in exchanges if "/_/" in each.path)
    branch = everything_in(found.json())
    (record,) = children(exchanges[1])
    played = stage([exchanges[0], found])
    said = list(played.connector().thread(known(record)))
    demand_conversation(said, branch, {})
    assert record["name"] in {mention.stable_key for mention in said}
    parents = {mention.stable_key: mention.in_reply_to for mention in said if mention.in_reply_to}
    assert parents == {key: branch[key]["parent_id"] for key in standing(branch) if key.startswith("t1_")}


def test_a_branch_that_is_not_the_one_asked_for(stage: Staging) -> None:
    """A record whose name is none is left out, where praw raises an exception of its own."""
    exchanges = recording("TestComment.test_refresh__raises_exception")
    (record,) = children(exchanges[1])
    played = stage([exchanges[0], next(each for each in exchanges if "/_/" in each.path)])
    comment = played.praw().comment(record["id"])
    with pytest.raises(praw.exceptions.ClientException):
        comment.refresh()
    played.player.used.clear()
    said = [mention.stable_key for mention in played.connector().thread(known(record))]
    assert said == [record["link_id"]]


def test_a_small_conversation(stage: Staging) -> None:
    played = stage(recording("TestSubmission.test_comments"))
    tree = everything_in(played.player.exchanges[-1].json())
    key = played.player.exchanges[-1].path.split("/")[2]
    submission = played.praw().submission(key)
    things = {each.fullname: each for each in submission.comments.list()} | {submission.fullname: submission}
    played.player.used.clear()
    demand_conversation(list(played.connector().thread(known(tree[f"t3_{key}"]))), tree, things)


@pytest.mark.parametrize("name", ["", "__custom_title", "__flair", "__nsfw", "__spoiler", "__subreddit_object"])
def test_crossposts(stage: Staging, name: str) -> None:
    exchanges = recording(f"TestSubmission.test_crosspost{name}")
    played = stage([exchanges[0], exchanges[-1]])
    key = exchanges[-1].path.split("/")[2]
    submission = played.praw().submission(key)
    assert submission.title
    played.player.used.clear()
    record = exchanges[-1].json()[0]["data"]["children"][0]["data"]
    (said,) = played.connector().thread(known(record, thread=None))
    demand_same_as_praw(said, submission)
    assert (said.kind, said.in_reply_to) == (MentionKind.REPOST, record["crosspost_parent"])


def hear_bad(stage: Staging, bad: Exchange, sign_in: Exchange) -> SourceError:
    """Let Reddit answer our search with a recorded bad answer."""
    path = sign_in.path if bad is sign_in else "/r/all/search/"
    played = stage([sign_in])
    headers = {name: value for name, value in bad.headers.items() if name.lower() in KEPT}
    signs_in = played.server.fault

    def answer(number: int, asked: Asked) -> Reply | None:
        return (
            Reply(status=bad.status, body=bad.body, headers=headers) if asked.path == path else signs_in(number, asked)
        )

    played.server.fault = answer
    now = datetime.now(UTC)
    with pytest.raises(SourceError) as caught:
        list(
            played.connector(lookback_days=1).pull([Query(brand="B", terms=("b",))], None, Window(start=None, now=now))
        )
    return caught.value


KEPT = {"www-authenticate", "location", "retry-after", "content-type", "x-ratelimit-remaining", "x-ratelimit-reset"}

BAD = {
    "bad_gateway": ("SourceUnreachable", "(502)"),
    "internal_server_error": ("SourceUnreachable", "(500)"),
    "service_unavailable": ("SourceUnreachable", "(503)"),
    "bad_request": ("SourceChanged", "400"),
    "conflict": ("SourceChanged", "409"),
    "too_large": ("SourceChanged", "413"),
    "uri_too_long": ("SourceChanged", "414"),
    "unsupported_media_type": ("SourceChanged", "415"),
    "forbidden": ("Refusal", "approval first"),
    "with_insufficient_scope": ("Refusal", "scope `read`"),
    "with_invalid_access_token": ("Refusal", "(401)"),
    "not_found": ("Missing", "(404)"),
    "redirect": ("SourceChanged", "(302)"),
    "redirect_301": ("SourceChanged", "(301)"),
    "unexpected_status_code": ("SourceChanged", "praw does not understand"),
    "no_content": ("SourceChanged", "no listing"),
    "okay_with_0_byte_content": ("SourceChanged", "no listing"),
    "accepted": ("SourceChanged", "no listing"),
    "created": ("SourceChanged", "no listing"),
    "patch": ("SourceChanged", "no listing"),
    "post": ("SourceChanged", "no listing"),
    "raw_json": ("SourceChanged", "no listing"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_recorded_bad_answer_becomes_a_sentence(stage: Staging, name: str) -> None:
    exchanges = recording(f"TestSession.test_request__{name}", "reddit_errors")
    fault = hear_bad(stage, exchanges[-1], exchanges[0])
    assert (type(fault).__name__, BAD[name][1] in str(fault)) == (BAD[name][0], True), str(fault)


def test_a_recorded_token_that_no_longer_counts(stage: Staging) -> None:
    refused = recording("TestAuthImplicit.test_implicit__with_invalid_token")[-1]
    sign_in = recording("TestSubreddit.test_search")[0]
    fault = hear_bad(stage, refused, sign_in)
    assert isinstance(fault, Refusal)
    assert fault.kind is FindingKind.NO_KEY


def test_a_recorded_quarantine_is_told_as_a_closed_community(stage: Staging) -> None:
    exchanges = recording("TestSubredditQuarantine.test_opt_in")
    closed = replace(next(each for each in exchanges if each.status == 403), path="/r/made_up/new")
    played = stage([exchanges[0], closed])
    source = played.connector(subreddits=["made_up"], search="off", lookback_days=1)
    window = Window(start=None, now=datetime.now(UTC) - timedelta(days=1))
    gaps = [gap for batch in source.pull([Query(brand="B", terms=("b",))], None, window) for gap in batch.gaps]
    assert [gap.detail.split(" (403)")[0] for gap in gaps] == ["new submissions in r/made_up: r/made_up cannot be read"]


SIGN_INS = {
    "TestReadOnlyAuthorizer.test_refresh": "",
    "TestReadOnlyAuthorizer.test_refresh__with_scopes": "scope `read`",
    "TestScriptAuthorizer.test_refresh": "",
    "TestScriptAuthorizer.test_refresh__with_valid_otp": "",
    "TestScriptAuthorizer.test_refresh__with_scopes": "scope `read`",
    "TestScriptAuthorizer.test_refresh__with_invalid_otp": "two-factor",
    "TestScriptAuthorizer.test_refresh__with_invalid_username_or_password": "kind `script`",
}


@pytest.mark.parametrize("name", SIGN_INS)
def test_recorded_sign_ins(stage: Staging, name: str) -> None:
    exchanges = recording(name, "reddit_errors")
    account = {"username": "made_up", "password": "made-up"} if "Script" in name else {}
    (finding,) = stage(exchanges).connector(**account).check()
    assert (finding.kind is FindingKind.FINE) is (SIGN_INS[name] == "")
    assert SIGN_INS[name] in finding.what + finding.fix
