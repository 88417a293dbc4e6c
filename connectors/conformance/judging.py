"""Judges what a connector told of a garbled answer.

It must be valid in itself. Beyond that, unless the change makes another value as plausible as the true one (a huge or a
swapped value), every mention must be one that there is, and each of its fields must hold the truth or nothing. Where one
record of several was garbled, the others must be told unchanged, or the pull must fail. Looking again may call a mention
gone only where its whole record is missing: what cannot be read is not deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from connectors.base import Absence, Connector, Edited, Gone
from connectors.conformance.garble import Change, Garbled, at
from connectors.conformance.validity import faults_of_batch, faults_of_mention, faults_of_sample
from connectors.conformance.world import World
from monitor.model import Batch, EngagementSample, Mention

_COUNTS = ("likes", "replies", "reposts", "quotes", "views")
_NAMES = ("author", "author_name")


@dataclass(slots=True, kw_only=True)
class Told:
    """What a connector told in one go."""

    mentions: dict[str, Mention] = field(default_factory=dict)
    samples: dict[str, EngagementSample] = field(default_factory=dict)
    gone: list[Gone] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    gaps: int = 0
    rejects: int = 0
    failed: bool = False


def enter(each: object, told: Told, made: Connector) -> None:
    """Note one thing that was told, and whether it is valid."""
    if isinstance(each, Batch):
        told.faults += faults_of_batch(each, made)
        told.gaps += len(each.gaps)
        told.rejects += len(each.rejects)
        told.mentions |= {mention.stable_key: mention for mention in each.mentions if isinstance(mention, Mention)}
        told.samples |= {sample.mention_id: sample for sample in each.samples}
    elif isinstance(each, Mention | Edited):
        mention = each.mention if isinstance(each, Edited) else each
        told.faults += faults_of_mention(mention, made)
        told.mentions[mention.stable_key] = mention
    elif isinstance(each, Gone):
        told.gone.append(each)
    else:
        told.faults += faults_of_sample(each)
        if isinstance(each, EngagementSample):
            told.samples[each.mention_id] = each


def wrong_with(world: World, task: str, truth: Told, told: Told, done: Garbled) -> str:
    """Say what is told that is not so; empty when nothing is."""
    if told.faults:
        return f"invalid: {told.faults[0]}"
    touched = _touched(truth, done)
    return (
        _wrong_mentions(world, truth, told, done, touched)
        or _wrong_samples(truth, told, done, touched)
        or _wrongly_gone(truth, told, done)
        or _lost(task, truth, told, done, touched)
    )


def _touched(truth: Told, done: Garbled) -> set[str] | None:
    """Name the mentions whose record was garbled; None when it cannot be told whose."""
    if done.tree is None:
        named = {key for key in truth.mentions if key.encode("utf-8", "replace") in done.whole}
        return named if 0 < len(named) < len(truth.mentions) else None
    for depth, step in enumerate(done.path):
        holder = at(done.tree, done.path[:depth])
        if isinstance(holder, list) and holder and all(_keys_in(element, truth) for element in holder):
            return _keys_in(holder[int(step)], truth)
    return None


def _keys_in(element: object, truth: Told) -> set[str]:
    """Name the mentions that an element of a list is about, or holds in itself: those whose id stands in it."""
    found = {str(each) for each in _scalars(element)}
    return {key for key, mention in truth.mentions.items() if key in found or mention.external_id in found}


def _scalars(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _scalars(each)
    else:
        yield value


def _wrong_mentions(world: World, truth: Told, told: Told, done: Garbled, touched: set[str] | None) -> str:
    for key, mention in told.mentions.items():
        true = truth.mentions.get(key)
        if touched is not None and key in truth.mentions and key not in touched:
            if mention != true:
                return f"the record of {key} was not garbled, but is told otherwise"
        elif done.judged:
            if true is None:
                return f"there is no mention {key!r}"
            names = [each.name for each in fields(Mention) if each.name not in world.tolerated]
            wrong = next((name for name in names if not _fits(name, mention, true)), "")
            if wrong:
                return f"`{wrong}` of {key} is {getattr(mention, wrong)!r:.80}, not {getattr(true, wrong)!r:.80}"
    return ""


_DEFAULTS = {each.name: each.default for each in fields(Mention)}


def _fits(name: str, mention: Mention, true: Mention) -> bool:
    """Tell whether a field holds the truth or nothing; of a text a part is enough, of a person either name."""
    value, right = getattr(mention, name), getattr(true, name)
    if value == right or value is None or (value == _DEFAULTS[name] and name != "text"):
        return True
    if isinstance(value, datetime) and isinstance(right, datetime):
        return abs(value - right) < timedelta(seconds=1)
    if name == "text":
        return set(value.splitlines()) <= set(right.splitlines())
    if name in _NAMES:
        return value in {getattr(true, each) for each in _NAMES}
    if name == "url":
        return any(part and part in value for part in (true.external_id, true.stable_key.rsplit("/", 1)[-1]))
    return False


def _wrong_samples(truth: Told, told: Told, done: Garbled, touched: set[str] | None) -> str:
    for name, sample in told.samples.items():
        true = truth.samples.get(name)
        judged = done.judged or (touched is not None and name.split(":", 1)[1] not in touched)
        for count in _COUNTS if judged and true else ():
            value, right = getattr(sample, count), getattr(true, count)
            if value is not None and value != right:
                return f"{count} of {name} are {value!r}, not {right!r}"
    return ""


def _wrongly_gone(truth: Told, told: Told, done: Garbled) -> str:
    """Say which mention is called gone though its record was not dropped and it is not gone in truth."""
    gone = [each.mention_id for each in told.gone if each.why is not Absence.AUTHOR_GONE and each not in truth.gone]
    dropped = done.change is Change.DROP and isinstance(done.path[-1], int)
    judged = done.judged and not dropped
    return f"{gone[0]} is called gone, though it is there and only its record cannot be read" if gone and judged else ""


def _lost(task: str, truth: Told, told: Told, done: Garbled, touched: set[str] | None) -> str:
    """Where one record of several was garbled, or what holds the records is in another dress, the others must be told.

    Else the whole must fail: a walk that ends because it cannot read where to go on has not heard everything.
    """
    dressed = done.change in (Change.RETYPE, Change.NEST)
    judged = done.judged or (done.change is Change.LINE and touched is not None)
    if task != "pull" or told.failed or told.gaps or not judged or (touched is None and not dressed):
        return ""
    lost = set(truth.mentions) - (touched or set()) - set(told.mentions)
    if touched is not None:  # the record may have led to others: only those of the same answer are asked for
        lost &= _keys_in(done.tree, truth) if done.tree is not None else lost
    elif told.rejects:
        return ""
    return f"{len(lost)} other mentions are lost, and nothing says so" if lost else ""
