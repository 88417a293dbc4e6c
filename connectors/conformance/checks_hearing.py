"""Checks of what a pull brings: all there is, truly told, once, and nothing that is not due."""

# ruff: noqa: D401 - the first line of a check's docstring is its claim
from __future__ import annotations

from datetime import timedelta

from connectors.base import Capability
from connectors.conformance.checks import Tier, check, demand, filled, name_of, write_one
from connectors.conformance.host import Host, Run
from connectors.conformance.validity import faults_of_batch
from connectors.conformance.world import World
from connectors.text import plain
from monitor.model import GapReason, Mention, Query

MANY = 300  # posts; enough to see a checkpoint grow
_FEW_REQUESTS = 4  # beyond one for every page


def fine(run: Run) -> Run:
    """Give a run back that ended without a fault; raise Broken for any other."""
    demand(run.fault is None, f"a pull of a platform in good order failed: {run.fault!r}")
    return run


@check(Tier.BRONZE)
def finds_all_there_is(kind: type[World]) -> None:
    """A first pull finds every mention there is, and no other."""
    with filled(kind) as world:
        found = set(fine(Host(world).run()).mentions)
        missing, strange = sorted(world.expected() - found), sorted(found - world.expected())
        demand(world.expected(), "the world expects nothing to be found: its `write` must write of its brand")
        demand(not missing, f"{len(missing)} of {len(world.expected())} mentions were not found: {missing[:3]}")
        demand(not strange, f"mentions that the world does not know: {strange[:3]}; does it need `stable_key_of`?")


@check(Tier.BRONZE)
def all_it_yields_is_valid(kind: type[World]) -> None:
    """Every mention, sample, gap and checkpoint has the right types, aware UTC, bounded texts and a version."""
    with filled(kind) as world:
        run, connector = fine(Host(world).run()), world.source()
        faults = [fault for batch in run.batches for fault in faults_of_batch(batch, connector)]
        demand(not faults, f"invalid: {'; '.join(faults[:3])}")
        brands = {query.brand for query in world.queries}
        wrong = [mention for mention in run.mentions.values() if mention.query not in brands | {None}]
        demand(not wrong, f"`query` is no brand that was asked for: {[each.query for each in wrong[:1]]}")
        names = {name for query in world.queries for name in (*query.terms, *query.handles, *query.products)}
        wrong = [mention for mention in run.mentions.values() if mention.matched not in names | {None}]
        demand(not wrong, f"`matched` is no name that was asked for: {[each.matched for each in wrong[:1]]}")
        homeless = {sample for sample in run.samples if sample not in {each.id for each in run.mentions.values()}}
        demand(not homeless, f"samples of mentions that were not yielded: {sorted(homeless)[:1]}")


@check(Tier.BRONZE)
def tells_what_was_said(kind: type[World]) -> None:
    """Words and time of every mention are those of the post; one person has one key, two people have two."""
    with filled(kind) as world:
        mentions = fine(Host(world).run()).mentions
        people: dict[str, set[str]] = {}
        for post in world.visible():
            mention = mentions.get(world.stable_key_of(post))
            if mention is None:
                continue
            demand(plain(post.text) in plain(mention.text), f"the words of {mention.id} are not those of the post")
            off = abs(mention.posted_at - post.at)
            demand(off < timedelta(seconds=1), f"{mention.id} was posted at {post.at}, not at {mention.posted_at}")
            if mention.author_key is not None:
                people.setdefault(str(post.author), set()).add(mention.author_key)
        keys = [key for keys in people.values() for key in keys]
        demand(all(len(each) == 1 for each in people.values()), f"one author has several keys: {people}")
        demand(len(keys) == len(set(keys)), f"several authors share a key: {people}")


@check(Tier.BRONZE)
def nothing_after_now(kind: type[World]) -> None:
    """With a moment in the past as `now`, nothing posted later is yielded, and nothing earlier is missed."""
    with filled(kind) as world:
        really, latest = world.now, world.now - timedelta(minutes=40)
        world.now = latest
        due = world.expected()
        world.now = really
        run = fine(Host(world).run(now=latest))
        late = [mention.id for mention in run.mentions.values() if mention.posted_at > latest]
        demand(not late, f"posted after `now`: {late[:3]}")
        demand(
            not due - set(run.mentions), f"missed what was posted before `now`: {sorted(due - set(run.mentions))[:3]}"
        )
        demand(all(span.end <= latest for span in run.heard), "time after `now` is vouched for")


@check(Tier.BRONZE)
def the_same_twice(kind: type[World]) -> None:
    """Two pulls from the beginning yield the very same mentions."""
    with filled(kind) as world:
        first, second = fine(Host(world).run()).mentions, fine(Host(world).run()).mentions
        other = [key for key in first | second if first.get(key) != second.get(key)]
        demand(not other, f"two pulls of the same posts differ in {other[:3]}")


@check(Tier.SILVER)
def nothing_new_costs_one_request_a_query(kind: type[World]) -> None:
    """A pull that finds nothing new brings nothing unknown and asks no more than `outlook` says, sign-ins aside."""
    with filled(kind, minutes=40) as world:
        host = Host(world)
        known = fine(host.run()).mentions
        allowed = host.connector().outlook(world.queries).requests
        for _ in range(2):
            world.pass_time(minutes=15)
            again = fine(host.run())
            unknown = [key for key, mention in again.mentions.items() if mention != known.get(key)]
            demand(not unknown, f"a pull of nothing new brought {unknown[:3]}, unknown or changed")
            demand(again.requests <= allowed, f"it asked {again.requests} times; `outlook` says {allowed}")


@check(Tier.SILVER)
def several_brands_cost_what_outlook_says(kind: type[World]) -> None:
    """With three brands at once, each is still found, and a pull of nothing new costs no more than `outlook` says."""
    others = (
        Query(brand="Otterby", terms=("Otterby", "Otterby Tea"), handles=("@otterby",)),
        Query(brand="Gull & Sons", terms=("Gull & Sons",), excluded=("seagull",)),
    )
    with kind() as world:
        world.queries = (*kind.queries, *others)  # type: ignore[misc]
        for number in range(6):
            name = world.queries[number % 3].terms[0]
            world.write(f"My {name} order {number} arrived broken.", author="ann")
            world.pass_time(minutes=40)
        host = Host(world)
        found = fine(host.run()).mentions
        missing = world.expected() - set(found)
        demand(not missing, f"of three brands, {len(missing)} mentions were not found: {sorted(missing)[:3]}")
        brands = {name: query.brand for query in world.queries for name in (*query.terms, *query.handles)}
        wrong = [each.id for each in found.values() if each.matched and brands.get(each.matched) != each.query]
        demand(not wrong, f"`query` is another brand than the name that was `matched`: {wrong[:2]}")
        world.pass_time(minutes=15)
        allowed = host.connector().outlook(world.queries).requests
        asked = fine(host.run()).requests
        demand(asked <= allowed, f"for three brands it asked {asked} times; `outlook` says {allowed}")


@check(Tier.SILVER)
def what_is_new_is_found(kind: type[World]) -> None:
    """What is written between two pulls is found by the second, however many pages it fills."""
    with filled(kind) as world:
        host = Host(world)
        fine(host.run())
        for number in range(20, 28):
            write_one(world, number)
            world.pass_time(minutes=1)
        fine(host.run())
        missing = world.expected() - set(host.mentions)
        demand(not missing, f"the second pull missed {sorted(missing)[:3]}")


@check(Tier.SILVER)
def vouches_without_holes(kind: type[World]) -> None:
    """Every complete pull vouches for the time up to now, and no time between two pulls is left out."""
    with filled(kind) as world:
        host = Host(world)
        until = None
        local = Capability.LOCAL in kind.connector.capabilities  # a file only knows how far its rows reach
        for _ in range(3):
            run = fine(host.run())
            demand(run.heard, "a pull that read everything vouches for no time: the last batch needs `heard`")
            ends, starts = max(span.end for span in run.heard), min(span.start for span in run.heard)
            demand(local or world.now - ends < timedelta(seconds=61), f"heard until {ends} only, at {world.now}")
            demand(until is None or starts <= until, f"nobody vouches for the time from {until} to {starts}")
            until = ends
            write_one(world, 50 + len(world.posts))
            world.pass_time(minutes=15)


@check(Tier.SILVER, excusable=True)
def a_checkpoint_stays_small(kind: type[World]) -> None:
    """After hundreds of mentions the checkpoint is within 64 KB, and reading them took about one request a page."""
    world = kind()
    world.page = max(world.page, 50)
    with world:
        for number in range(MANY):
            world.write(f"{name_of(world)}, order {number}: late again.", author=f"ann{number}")
            world.pass_time(seconds=40)
        host = Host(world)
        before = len(world.expected())
        run = fine(host.run())
        faults = [fault for batch in run.batches for fault in faults_of_batch(batch, host.connector())]
        demand(not faults, f"invalid: {'; '.join(faults[:2])}")
        _all_or_a_gap(world, run)
        quiet = host.connector().outlook(world.queries).requests
        most = quiet + before // world.page + _FEW_REQUESTS
        demand(run.requests <= 2 * most, f"{run.requests} requests for {before} mentions, {world.page} to a page")


def _all_or_a_gap(world: World, run: Run) -> None:
    missing = world.expected() - set(run.mentions)
    told = any(gap.reason is GapReason.LIMIT for gap in run.gaps)
    demand(not missing or told, f"{len(missing)} of {len(world.expected())} were not found, and no gap says so")


@check(Tier.GOLD)
def strange_letters_survive(kind: type[World]) -> None:
    """Emoji, right-to-left text and markup come through; NULs, half characters and huge texts are made harmless."""
    name = "Larkfield"
    kinds = {
        "emoji": "\U0001f9d1\u200d\U0001f4bb\U0001f1e9\U0001f1ea \u2764\ufe0f",
        "arabic": "\u0627\u0644\u0623\u0631\u064a\u0643\u0629 \u202e\u2066x\u2069",
        "markup": "<b>&amp;lt;script&gt;alert(1)</b> ]]> {{7*7}} %s %00 '; DROP TABLE",
        "unstorable": "a\x00b \ud83d c \ufffe \x1b[31m \x0b",
        "huge": "sofa " * 60_000,
        "tags": "<" * 40_000 + "<!--" * 20_000,
        "marks": "z" + "\u0301\u0489" * 5_000,
    }
    with kind() as world:
        name = name_of(world)
        posts = {what: _try_write(world, f"{name} {words}") for what, words in kinds.items()}
        run = fine(Host(world).run())
        faults = [fault for batch in run.batches for fault in faults_of_batch(batch, world.source())]
        demand(not faults, f"invalid: {'; '.join(faults[:2])}")
        for what, key in posts.items():
            demand(key is None or key in run.mentions or run.rejects, f"the post with {what} was lost")
        for what, letters in (("emoji", "\U0001f9d1\u200d\U0001f4bb"), ("arabic", "\u0627\u0644\u0623\u0631")):
            found = run.mentions.get(posts[what] or "")
            demand(found is None or letters in found.text, f"the {what} in a text did not come through")


def _try_write(world: World, text: str) -> str | None:
    """Write a post; None where the platform's own form cannot hold such letters."""
    world.pass_time(minutes=1)
    post = world.write(text)
    key = world.stable_key_of(post)
    return key if key in world.expected() else None


def mention_of(run: Run, world: World, number: int) -> Mention:
    """Give the mention of the n-th post that was written; Broken when it was not found."""
    key = world.stable_key_of(list(world.posts.values())[number])
    demand(key in run.mentions, f"the mention {key} was not found")
    return run.mentions[key]
