"""Trains the plainest encoder on the public sets alone, as a yardstick: `python -m training.yardstick FOLDER`.

MiniLM with mean pooling and one linear layer, two epochs, nothing else: what anybody gets in half an hour. Its figures say
how hard the rows are on which the model card measures ours, when they can only be set beside figures taken on other rows.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from torch import nn

from monitor.evaluation.labelled import Row as Public
from monitor.evaluation.public import airlines, apple_and_google
from monitor.evaluation.scores import macro_f1
from training import encoder
from training.folds import cut
from training.measure import groups_of
from training.rows import Row, complaint_reviews, complaint_tweets

EPOCHS, BATCH, RATE, TOKENS = 2, 32, 5e-5, 96
"""The recipe of the first trial, which stands beside the floors that were set for this product."""
SEED, LIKELY = 1, 0.5
Labelled: TypeAlias = "list[tuple[str, bool]]"


class Plain(nn.Module):
    """The encoder with one output."""

    def __init__(self) -> None:
        super().__init__()
        self.body = encoder.Encoder().body
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(encoder.WIDTH, 1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Give the log odds of a complaint, one a text."""
        hidden = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        found: torch.Tensor = self.head(self.drop(encoder.pooled(hidden, mask)))[:, 0]
        return found


def main() -> None:
    """Print macro-F1 on the rows that the first fold leaves out, and, taught by all rows, on the sets nobody learns from."""
    parser = argparse.ArgumentParser(prog="python -m training.yardstick", description=__doc__)
    parser.add_argument("folder", type=Path, help="the public sets")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rows = [*complaint_tweets(options.folder), *complaint_reviews(options.folder)]
    learnt, left = cut(rows, 0)
    part = teach([rows[place] for place in learnt])
    apart = [rows[place] for place in left]
    for name, members in groups_of(apart, [0] * len(apart)).items():
        report(name, part, [(apart[at].text, apart[at].labels["complaint"] >= LIKELY) for at in members])
    whole = teach(rows)
    report("tweets to airlines, negative", whole, negative(airlines(options.folder)))
    report("Apple and Google, negative", whole, negative(apple_and_google(options.folder)))


def negative(rows: Sequence[Public]) -> Labelled:
    """Give texts with whether people called them negative."""
    return [(row.text, bool(row.negative)) for row in rows]


def report(name: str, net: Plain, members: Labelled) -> None:
    """Print how right the net is on labelled texts."""
    said = (chances(net, [text for text, _ in members]) >= LIKELY).tolist()
    found = macro_f1(said, [yes for _, yes in members])
    print(f"{name:30s} {len(members):6,} rows  macro-F1 {found:.3f}", flush=True)  # noqa: T201 - a command's output


def teach(rows: Sequence[Row]) -> Plain:
    """Fine-tune on complaints, classes weighed alike."""
    torch.manual_seed(SEED)
    net = Plain()
    net.train()
    ids = [each[:TOKENS] for each in encoder.tokenized([row.text for row in rows])]
    truth = torch.tensor([row.labels["complaint"] for row in rows])
    error = nn.BCEWithLogitsLoss(pos_weight=(1 - truth).sum() / truth.sum())
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(rows)).split(BATCH):
            places = batch.tolist()
            loss = error(net(*encoder.padded(ids, places)), truth[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    net.eval()
    return net


@torch.no_grad()
def chances(net: Plain, texts: Sequence[str]) -> np.ndarray:
    """Give how surely texts are complaints."""
    ids = [each[:TOKENS] for each in encoder.tokenized(texts)]
    found = np.zeros(len(ids), dtype=np.float32)
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        found[batch] = net(*encoder.padded(ids, batch)).sigmoid().numpy()
    return found


if __name__ == "__main__":
    main()
