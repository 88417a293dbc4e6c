"""Teaches the fast tier: by labels where there are any, and by the encoder's judgement where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from monitor.analysis.assess import Assessor, Opened
from monitor.analysis.features import MASK, MEASURES, rows_of
from monitor.analysis.gate import by_words
from monitor.analysis.judgement import HEADS, OUTPUTS, place_of
from monitor.analysis.measures import measures_of
from monitor.model import Mention
from training.encoder import RARE, WEIGHTS, Encoder
from training.encoder import outputs_of as judged
from training.rows import Row

EPOCHS, BATCH, RATE, DECAY = 8, 128, 0.02, 1e-5
"""How long, in what portions, how fast, and how strongly drawn to zero (chosen on rows held out)."""
TAUGHT: Final = 0.5
"""What the encoder's judgement counts for beside a label."""
_WHEN: Final = datetime(2000, 1, 1, tzinfo=UTC)


class Read(NamedTuple):
    """What the fast tier sees of a text."""

    rows: list[int]
    measures: tuple[float, ...]
    ruled: frozenset[str]
    """The gates that the rules find."""


def read(texts: Sequence[str]) -> list[Read]:
    """Read texts as the product does, without any brand; an unread one has no words."""
    assessor = Assessor(())
    found = []
    mentions = [
        Mention(platform="x", stable_key="1", source="x", text=text, posted_at=_WHEN, language="en") for text in texts
    ]
    for opened in assessor.open(mentions):
        if isinstance(opened, Opened):
            ruled = frozenset(map(str, by_words(opened.reading)))
            found.append(Read(rows_of([opened.reading])[0].tolist(), measures_of(opened.reading, opened.rules), ruled))
        else:
            found.append(Read([], (0.0,) * len(MEASURES), frozenset()))
    return found


class Linear(nn.Module):
    """The model of `monitor.analysis.fast`, as it is taught."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(MASK + 1, OUTPUTS, mode="sum")
        self.measures = nn.Linear(len(MEASURES), OUTPUTS)
        nn.init.zeros_(self.table.weight)

    def forward(self, reads: Sequence[Read]) -> Tensor:
        """Give the outputs of all heads, one row a text."""
        flat = torch.tensor([row for each in reads for row in each.rows], dtype=torch.long)
        starts = torch.tensor(np.cumsum([0, *(len(each.rows) for each in reads[:-1])]))
        lengths = torch.tensor([max(1, len(each.rows)) for each in reads]).sqrt().unsqueeze(1)
        return self.table(flat, starts) / lengths + self.measures(torch.tensor([each.measures for each in reads]))


def teach(reads: Sequence[Read], rows: Sequence[Row], encoder: np.ndarray | None, seed: int = 1) -> Linear:
    """Fit the model; `encoder` holds the encoder's outputs for each row, without which labels alone teach."""
    torch.manual_seed(seed)
    model = Linear()
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    taught = torch.zeros(len(rows), OUTPUTS) if encoder is None else torch.tensor(encoder)
    share = 0.0 if encoder is None else TAUGHT
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(rows)).split(BATCH):
            places = batch.tolist()
            loss = _loss(
                model([reads[place] for place in places]), [rows[place] for place in places], taught[batch], share
            )
            loss = loss + DECAY * model.table.weight.square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model


def teach_by(
    net: Encoder, rows: Sequence[Row], others: Sequence[Row], reads: Sequence[Read], learnt: Sequence[int]
) -> Linear:
    """Fit the model to the rows learnt and to others without labels, by the judgement of an encoder; `reads` are of both."""
    places = [place for place in learnt if "about" not in rows[place].labels]
    texts = [*(rows[place] for place in places), *others]
    seen = [*(reads[place] for place in places), *reads[len(rows) :]]
    return teach(seen, texts, judged(net, [row.text for row in texts]))


@torch.no_grad()
def outputs_of(model: Linear, reads: Sequence[Read]) -> np.ndarray:
    """Give the outputs of all heads, texts × outputs."""
    return np.concatenate([model(reads[start : start + 512]).numpy() for start in range(0, len(reads), 512)])


def save(model: Linear, folder: Path) -> None:
    """Write `fast.npz`, in half precision and as it lies: to unpack it would cost every run a tenth of a second."""
    np.savez(
        folder / "fast.npz",
        table=model.table.weight.detach().numpy().astype(np.float16),
        measures=model.measures.weight.detach().numpy().T.astype(np.float16),
        start=model.measures.bias.detach().numpy().astype(np.float16),
    )


def _loss(outputs: Tensor, rows: Sequence[Row], taught: Tensor, share: float) -> Tensor:
    """Add up the errors against the labels that are known, and against the encoder for the others."""
    total = torch.zeros(())
    for head, width in HEADS.items():
        place = place_of(head)
        known = torch.tensor([head in row.labels for row in rows])
        truth = torch.tensor([row.labels.get(head, 0.0) for row in rows])
        if width > 1:
            soft = taught[:, place].softmax(1)
            hard = nn.functional.one_hot(truth.long().clamp(min=0), width).float()
            target = torch.where(known.unsqueeze(1), hard, soft)
            errors = nn.functional.cross_entropy(outputs[:, place], target, reduction="none")
        else:
            target = torch.where(known, truth, taught[:, place.start].sigmoid())
            errors = nn.functional.binary_cross_entropy_with_logits(outputs[:, place.start], target, reduction="none")
            errors = errors * torch.where(known, 1 + truth * (RARE.get(head, 1.0) - 1), 1.0)
        total = total + WEIGHTS.get(head, 1.0) * (errors * torch.where(known, 1.0, share)).mean()
    return total
