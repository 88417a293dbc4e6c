"""Checks of looking again: counts, deletions, edits and conversations, for those who claim to know them."""

# ruff: noqa: D401 - the first line of a check's docstring is its claim
from __future__ import annotations

from connectors.base import THREAD_LIMIT, Capability, Connector, Edited, Gone
from connectors.conformance.checks import Broken, Tier, check, demand, filled, name_of
from connectors.conformance.checks_hearing import fine
from connectors.conformance.host import Host, requests_of
from connectors.conformance.trouble import TROUBLES, from_request
from connectors.conformance.validity import faults_of_mention, faults_of_sample
from connectors.conformance.world import HttpWorld, Post, World
from connectors.text import plain
from monitor.errors import SourceError
from monitor.model import EngagementSample, Mention

_CERTAIN = {"404", "410", "403", "451"}  # what a platform may answer about a mention that is no longer there
_COUNTS = ("likes", "replies", "reposts", "quotes", "views")


def look_again(
    world: World, mentions: list[Mention], made: Connector | None = None
) -> list[EngagementSample | Gone | Edited]:
    """Refresh mentions as the host does: at most `together` at a time."""
    made = made or world.source()
    found: list[EngagementSample | Gone | Edited] = []
    try:
        for start in range(0, len(mentions), made.together):
            found += made.refresh(mentions[start : start + made.together], world.now)
    except SourceError:
        raise
    except Exception as fault:
        raise Broken(f"`refresh` let a {type(fault).__name__} out, which is no SourceError: {fault}") from fault
    return found


@check(Tier.SILVER, needs=Capability.ENGAGEMENT)
def counts_are_told_and_told_again(kind: type[World]) -> None:
    """The likes of a mention are those of the post, 0 is told as 0, and what grows is seen by looking again."""
    with filled(kind) as world:
        run = fine(Host(world).run())
        told = [sample.likes for sample in run.samples.values() if sample.likes is not None]
        demand(told, "it claims to know engagement, but tells no likes")
        _demand_true_likes(world, run.samples)
        if kind.connector.refresh is Connector.refresh:
            return
        for post in world.posts.values():
            post.likes = (post.likes or 0) + 40
        world.pass_time(minutes=15)
        before, made = requests_of(world), world.source()
        mentions = list(run.mentions.values())
        found = [each for each in look_again(world, mentions, made) if isinstance(each, EngagementSample)]
        demand(found, "looking again brings no sample")
        faults = [fault for sample in found for fault in faults_of_sample(sample)]
        demand(not faults, f"invalid: {'; '.join(faults[:2])}")
        demand(all(sample.at == world.now for sample in found), "a sample's `at` is not the `now` it was asked with")
        _demand_true_likes(world, {sample.mention_id: sample for sample in found})
        asked, questions = requests_of(world) - before, -(-len(mentions) // made.together)
        demand(asked <= 2 * questions, f"{len(mentions)} mentions, {made.together} together, cost {asked} requests")


def _demand_true_likes(world: World, samples: dict[str, EngagementSample]) -> None:
    for post in world.visible():
        sample = samples.get(f"{_platform(world)}:{world.stable_key_of(post)}")
        if sample is not None and sample.likes is not None:
            demand(sample.likes == post.likes, f"{sample.mention_id} has {post.likes} likes, not {sample.likes}")


def _platform(world: World) -> str:
    return str(world.options().get("platform") or world.connector.platform)


@check(Tier.GOLD, needs=Capability.ENGAGEMENT, excusable=True)
def an_unknown_count_is_not_zero(kind: type[World]) -> None:
    """A count that the platform does not tell (null) is None, never 0; one that is 0 is 0."""
    with kind() as world:
        for likes in (None, 0, 7):
            world.write(f"{name_of(world)} again, {likes} likes.", likes=likes)
            world.pass_time(minutes=9)
        run = fine(Host(world).run())
        told = {sample.mention_id.split(":", 1)[1]: sample.likes for sample in run.samples.values()}
        unknown, zero, seven = (world.stable_key_of(post) for post in world.posts.values())
        demand(told.get(unknown) is None, f"likes that were not told are {told.get(unknown)!r}")
        demand(told.get(zero) == 0, f"0 likes are {told.get(zero)!r}")
        demand(told.get(seven) == 7, f"7 likes are {told.get(seven)!r}")


@check(Tier.GOLD, needs=Capability.DELETIONS)
def a_deletion_is_told(kind: type[World]) -> None:
    """What was deleted is Gone when it is looked at again, and nothing else is."""
    with filled(kind) as world:
        run = fine(Host(world).run())
        gone = [post for number, post in enumerate(world.posts.values()) if number in (1, 6)]
        keys = {f"{_platform(world)}:{world.stable_key_of(post)}" for post in gone}
        for post in gone:
            world.delete(post.key)
        world.pass_time(minutes=15)
        found = look_again(world, list(run.mentions.values()))
        told = {each.mention_id for each in found if isinstance(each, Gone)}
        demand(told >= keys, f"deleted, but not told: {sorted(keys - told)[:2]}")
        demand(told <= keys, f"told as gone, but it is there: {sorted(told - keys)[:2]}")
        alive = {each.mention_id for each in found if isinstance(each, EngagementSample)}
        demand(not alive & keys, "a deleted mention still has a sample")


@check(Tier.GOLD, needs=Capability.DELETIONS, http=True)
def trouble_is_no_deletion(kind: type[World]) -> None:
    """A platform that refuses, slows down, breaks off or answers a web page deletes nothing."""
    with filled(kind) as world:
        mentions = list(fine(Host(world).run()).mentions.values())
        server = _http(world).server
        for trouble in TROUBLES:
            server.change = from_request(1, trouble, _http(world).is_sign_in)
            found: list[object] = []
            failed = False
            try:
                found += look_again(world, mentions, world.source(trouble.limits))
            except SourceError:
                failed = True
            gone = [each for each in found if isinstance(each, Gone)]
            certain = trouble.name in _CERTAIN
            demand(certain or not gone, f"at {trouble.name}, {len(gone)} mentions are told as gone")
            demand(certain or failed, f"at {trouble.name}, looking again does not fail")


@check(Tier.GOLD, needs=Capability.EDITS)
def an_edit_is_told(kind: type[World]) -> None:
    """An edited mention is told with its new words under its old key; one that was not edited is not."""
    with filled(kind) as world:
        run = fine(Host(world).run())
        world.pass_time(minutes=15)
        quiet = [each for each in look_again(world, list(run.mentions.values())) if isinstance(each, Edited)]
        changed = [each for each in quiet if each.mention.text != run.mentions[each.mention.stable_key].text]
        demand(not changed, f"told as edited with other words, but nobody edited it: {len(changed)}")
        post = list(world.posts.values())[3]
        key = world.stable_key_of(post)
        words = f"Update: {name_of(world)} has replaced the sofa."
        world.edit(post.key, words)
        world.pass_time(minutes=15)
        found = [each for each in look_again(world, list(run.mentions.values())) if isinstance(each, Edited)]
        told = {each.mention.stable_key: each.mention for each in found}
        demand(key in told, f"the edit of {key} is not told")
        demand(words in plain(told[key].text), "the edited mention still has its old words")
        demand(told[key].posted_at == run.mentions[key].posted_at, "an edit changed when the mention was posted")
        faults = list(faults_of_mention(told[key], world.source()))
        demand(not faults, f"invalid: {'; '.join(faults[:2])}")
        edited_at = told[key].edited_at
        demand(edited_at is None or edited_at >= run.mentions[key].posted_at, "edited before it was posted")
        others = [
            each for each in told.values() if each.stable_key != key and each.text != run.mentions[each.stable_key].text
        ]
        demand(not others, "another mention is told with other words too")


@check(Tier.SILVER, http=True)
def it_looks_only_at_what_is_asked(kind: type[World]) -> None:
    """Looking again tells only of the mentions asked about, of none for none, and takes a strange mention calmly."""
    with filled(kind) as world:
        run = fine(Host(world).run())
        before, mentions = requests_of(world), list(run.mentions.values())
        demand(not look_again(world, []) and requests_of(world) == before, "asked about nothing, it asks the platform")
        asked = mentions[:2]
        told = {_told_of(each) for each in look_again(world, asked)}
        demand(told <= {each.id for each in asked}, f"told of what was not asked about: {sorted(told)[:3]}")


def _told_of(found: EngagementSample | Gone | Edited) -> str:
    return found.mention.id if isinstance(found, Edited) else found.mention_id


@check(Tier.GOLD, needs=Capability.THREADS)
def a_conversation_is_read(kind: type[World]) -> None:
    """A conversation is read oldest first, with who answers whom, for the brand of the mention asked about."""
    with kind() as world:
        root, replies = _conversation(world)
        mention = _heard(world, root)
        said = _thread(world, mention)
        told = {each.stable_key: each for each in said}
        for reply in replies:
            key = world.stable_key_of(reply)
            demand(key in told, f"the answer {key} is missing from the conversation")
            demand(plain(reply.text) in plain(told[key].text), f"the words of the answer {key} are others")
            parents = {world.stable_key_of(world.posts[str(reply.parent)]), world.stable_key_of(root)}
            demand(told[key].in_reply_to in parents, f"{key} answers {told[key].in_reply_to}, not one of {parents}")
        times = [each.posted_at for each in said]
        demand(times == sorted(times), "the conversation is not told oldest first")
        demand(len(told) == len(said), "the same utterance comes twice")
        wrong = [each for each in said if (each.query, each.matched) != (mention.query, mention.matched)]
        demand(not wrong, "`query` and `matched` are not those of the mention asked about")
        faults = [fault for each in said for fault in faults_of_mention(each, world.source())]
        demand(not faults, f"invalid: {'; '.join(faults[:2])}")


def _conversation(world: World) -> tuple[Post, list[Post]]:
    root = world.write(f"{name_of(world)} sent me the wrong sofa.", author="ann")
    replies: list[Post] = []
    for number, author in enumerate(("bob", "cem", "ann")):
        world.pass_time(minutes=3)
        to = replies[-1] if number == 2 else root
        replies.append(world.write_reply(to, f"{name_of(world)} did that to me too, {number}.", author=author))
    world.pass_time(minutes=3)
    return root, replies


def _heard(world: World, post: Post) -> Mention:
    found = fine(Host(world).run()).mentions
    key = world.stable_key_of(post)
    demand(key in found, f"the post {key} that begins a conversation was not heard")
    return found[key]


def _thread(world: World, mention: Mention) -> list[Mention]:
    try:
        return list(world.source().thread(mention))
    except SourceError:
        raise
    except Exception as fault:
        raise Broken(f"`thread` let a {type(fault).__name__} out, which is no SourceError: {fault}") from fault


@check(Tier.GOLD, needs=Capability.THREADS, http=True)
def a_conversation_in_trouble_is_a_fault(kind: type[World]) -> None:
    """A conversation that cannot be read is a SourceError, or nothing where it is no longer there."""
    with kind() as world:
        mention = _heard(world, _conversation(world)[0])
        for trouble in TROUBLES:
            _http(world).server.change = from_request(1, trouble, _http(world).is_sign_in)
            found, failed = [], False
            try:
                made = world.source(trouble.limits)
                found = list(made.thread(mention))
            except SourceError:
                failed = True
            except Exception as fault:
                raise Broken(f"at {trouble.name}, `thread` let a {type(fault).__name__} out: {fault}") from fault
            demand(failed or (trouble.name in _CERTAIN and not found), f"at {trouble.name}, `thread` does not fail")


@check(Tier.GOLD, needs=Capability.THREADS)
def a_huge_conversation_is_bounded(kind: type[World]) -> None:
    """Of a conversation of more than a thousand answers, a thousand at most are read, with a bounded number of requests."""
    world = kind()
    world.page = max(world.page, 100)
    with world:
        root = world.write(f"{name_of(world)} lost every parcel.", author="ann")
        for number in range(THREAD_LIMIT + 50):
            world.pass_time(seconds=2)
            world.write_reply(root, f"Mine too, number {number}.", author=f"p{number % 50}")
        world.pass_time(minutes=1)
        mention = _heard_again(world, root)
        before = requests_of(world)
        said = _thread(world, mention)
        demand(len(said) <= THREAD_LIMIT, f"{len(said)} utterances were read; {THREAD_LIMIT} are allowed")
        demand(requests_of(world) - before <= 60, f"it took {requests_of(world) - before} requests")


def _heard_again(world: World, post: Post) -> Mention:
    """Give the mention of a post, read as of its own time so that what follows need not be read."""
    run = Host(world).run(now=post.at)
    key = world.stable_key_of(post)
    demand(key in run.mentions, f"the post {key} that begins a conversation was not heard")
    return run.mentions[key]


def _http(world: World) -> HttpWorld:
    if not isinstance(world, HttpWorld):
        raise TypeError("this check is for platforms spoken to by HTTP")
    return world
