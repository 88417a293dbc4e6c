"""Teaches the net that says what a text is about which tellings are of one experience (van den Oord et al. 2018, InfoNCE).

In each step it sees two tellings of every incident of a few kinds. Tellings of one incident are drawn together and pushed
away from all others, of which those of the same kind (same trade, same failure, often the same brand) are the hardest. So
that it does not forget what texts about other things are about, other texts are held where they lay before.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from training.encoder import Encoder, Say, half, pace, padded, pooled, tokenized

TELLINGS: Final = Path(__file__).with_name("retellings.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """How it is taught (chosen on the retellings' half to learn from, which is by another author)."""

    rounds: int = 14
    """How often each kind of incident is seen."""
    rate: float = 3e-5
    kinds: int = 8
    """Kinds of incidents in a step."""
    others: int = 32
    """Other texts in a step."""
    sharpness: float = 0.06
    """The temperature of the softmax over tellings."""
    hold: float = 3.0
    """What it counts for that another text is moved."""
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling: the place of its text, and its incident and kind."""

    place: int
    incident: str
    kind: str


def tellings() -> tuple[list[str], list[Telling]]:
    """Read the incidents to learn from: texts, and whose telling each is."""
    rows = [json.loads(line) for line in TELLINGS.read_text(encoding="utf-8").splitlines()]
    told = [
        Telling(place=place, incident=row["incident"], kind=f"{row['trade']}: {row['kind']}")
        for place, row in enumerate(rows)
    ]
    return [row["text"] for row in rows], told


def teach(net: Encoder, others: Sequence[str], where: Tensor, lesson: Lesson, say: Say) -> None:
    """Teach the net in place; `where` is where it puts the `others` before, texts × `WIDTH`, each of length 1."""
    torch.manual_seed(lesson.seed)
    texts, told = tellings()
    ids, other_ids = tokenized(texts), tokenized(others)
    batches = list(_batches(told, len(others), lesson))
    optimizer = torch.optim.AdamW(net.body.parameters(), lr=lesson.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, len(batches)))
    net.train()
    for step, (batch, held) in enumerate(batches, start=1):
        apart = _apart(_vectors(net, ids, [each.place for each in batch]), batch, lesson.sharpness)
        moved = ((_vectors(net, other_ids, held) - where[held]) ** 2).sum(1).mean()
        optimizer.zero_grad()
        (apart + lesson.hold * moved).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            say(f"retellings {step} of {len(batches)}: apart {apart.item():.2f}, moved {moved.item():.2f}")
    net.eval()


def _batches(told: Sequence[Telling], others: int, lesson: Lesson) -> Iterator[tuple[list[Telling], list[int]]]:
    """Draw the tellings and the other texts of each step."""
    draw = random.Random(lesson.seed)  # noqa: S311 - a draw of lessons
    kinds: dict[str, dict[str, list[Telling]]] = defaultdict(lambda: defaultdict(list))
    for each in told:
        kinds[each.kind][each.incident].append(each)
    order = [kind for _ in range(lesson.rounds) for kind in draw.sample(sorted(kinds), len(kinds))]
    for start in range(0, len(order), lesson.kinds):
        incidents = [of_one for kind in order[start : start + lesson.kinds] for of_one in kinds[kind].values()]
        batch = [telling for of_one in incidents for telling in draw.sample(of_one, 2)]
        yield batch, draw.sample(range(others), lesson.others)


def _vectors(net: Encoder, ids: Sequence[Sequence[int]], batch: Sequence[int]) -> Tensor:
    tokens, mask = padded(ids, batch)
    with half():
        hidden = net.look(tokens, mask)[0]
    return nn.functional.normalize(pooled(hidden.float(), mask), dim=1)


def _apart(vectors: Tensor, batch: Sequence[Telling], sharpness: float) -> Tensor:
    """Give how far the net is from telling the incidents of a batch apart, in nats a pair."""
    itself = torch.eye(len(batch), dtype=torch.bool)
    likeness = (vectors @ vectors.T / sharpness).masked_fill(itself, -1e9)
    names = [each.incident for each in batch]
    same = torch.tensor([[one == other for other in names] for one in names]) & ~itself
    return -likeness.log_softmax(1)[same].mean()
