"""Teaches the encoder that ships one more round, with texts added since: `python -m training.again FOLDER`, twenty minutes.

It goes on from its own weights and its own judgement: of the texts it knows it learns the labels and what it said itself, so
that it forgets nothing, of the added ones the labels alone. One added text in four is left out, to be measured with. Each run
goes on from what lies in `monitor/analysis/weights`: the weights that ship have had this round, from those of commit 77c83aa.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from monitor.analysis.encoder import EncoderTier
from monitor.analysis.fast import WEIGHTS
from monitor.analysis.features import MEASURES
from monitor.analysis.judgement import HEADS, place_of
from training import export, fast
from training.distil import round_off
from training.encoder import RARE, Encoder, Recipe, Say, learn, outputs_of, padded, shuffled, tokenized
from training.encoder import WEIGHTS as COUNTS
from training.folds import left_out
from training.measure import figures
from training.rows import Row, all_rows, ungated, unlabelled
from training.shipped import shipped

ADDED: Final = frozenset({"everyday", "replies", "crowd", "bought", "opinions", "opinions_train"})
"""Where the texts come from that were added since the last rebuild."""
GROUP: Final = "added: "
"""So begin the names of the groups of rows measured here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again(Recipe):
    """How it goes on."""

    epochs: int = 1
    rate: float = 5e-5
    shown: int = 3
    """How often an added text is shown."""
    own_word: float = 0.5
    """What its own former judgement counts for beside a label."""


def main() -> None:
    """Teach, write and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of the public sets")
    options = parser.parse_args()
    rows, others = all_rows(options.folder), list(unlabelled(options.folder))
    reads = fast.read([row.text for row in [*rows, *others]])
    rows, others = (
        [ungated(row, read.ruled) for row, read in zip(some, seen, strict=True)]
        for some, seen in ((rows, reads[: len(rows)]), (others, reads[len(rows) :]))
    )
    learnt = [place for place, row in enumerate(rows) if not is_left_out(row)]
    net = taught(shipped(WEIGHTS / "encoder.onnx"), [*(rows[place] for place in learnt), *others], Again(), print)
    export.export(net, WEIGHTS)
    model = fast.teach_by(net, rows, others, reads, learnt)
    fast.save(model, WEIGHTS)
    write_figures(rows, reads, model)


def write_figures(rows: Sequence[Row], reads: Sequence[fast.Read], model: fast.Linear) -> None:
    """Measure on the added rows that were left out, and put what is found first in `measured.json`."""
    left = [place for place, row in enumerate(rows) if is_left_out(row)]
    judged = {
        "places": np.array(left),
        "encoder": EncoderTier().outputs([rows[place].text for place in left]),
        "fast": fast.outputs_of(model, [reads[place] for place in left]),
    }
    addressed = np.array([reads[place].measures[MEASURES.index("account")] for place in left])
    kept = json.loads((WEIGHTS / "blend.json").read_text(encoding="utf-8"))
    table = [line | {"group": GROUP + line["group"]} for line in figures(rows, [judged], addressed, kept)]
    path = WEIGHTS / "measured.json"
    before = [line for line in json.loads(path.read_text(encoding="utf-8")) if not line["group"].startswith(GROUP)]
    path.write_text(json.dumps([*table, *before], indent=1) + "\n", encoding="utf-8")


def is_left_out(row: Row) -> bool:
    """Say whether a row is one of the added ones that only measure."""
    return row.origin in ADDED and bool(left_out(row, 0))


def taught(net: Encoder, rows: Sequence[Row], lesson: Again, say: Say) -> Encoder:
    """Teach a net one more round while it computes as it will run; deterministic for a seed on one kind of machine."""
    torch.manual_seed(lesson.seed)
    before = torch.tensor(outputs_of(net, [row.text for row in rows]))
    say(f"{len(rows):,} texts judged before")
    shown = [place for place, row in enumerate(rows) for _ in range(lesson.shown if row.origin in ADDED else 1)]
    ids = tokenized([row.text for row in rows])
    round_off(net, rounds=True)
    net.train()

    def loss(batch: Sequence[int]) -> Tensor:
        return _loss(net(*padded(ids, batch)), [rows[place] for place in batch], before[batch], lesson.own_word)

    learn(net, list(_batches(shown, rows, ids, lesson)), loss, lesson.rate, say)
    round_off(net, rounds=False)
    net.eval()
    return net


def _batches(
    shown: Sequence[int], rows: Sequence[Row], ids: Sequence[Sequence[int]], lesson: Again
) -> Iterator[list[int]]:
    for batch in shuffled([rows[place] for place in shown], [ids[place] for place in shown], lesson):
        yield [shown[at] for at in batch]


def _loss(outputs: Tensor, rows: Sequence[Row], before: Tensor, own_word: float) -> Tensor:
    """Add up the errors against the labels, and against what was said before but where an added text has a label."""
    total = torch.zeros(())
    added = torch.tensor([row.origin in ADDED for row in rows])
    for head, width in HEADS.items():
        place = place_of(head)
        known = torch.tensor([head in row.labels for row in rows])
        truth = torch.tensor([row.labels.get(head, 0.0) for row in rows])
        said, wanted = outputs[:, place], before[:, place]
        if width > 1:
            right = nn.functional.cross_entropy(said, truth.long().clamp(min=0), reduction="none")
            same = nn.functional.cross_entropy(said, wanted.softmax(1), reduction="none")
        else:
            right = nn.functional.binary_cross_entropy_with_logits(said[:, 0], truth, reduction="none")
            right = right * (1 + truth * (RARE.get(head, 1.0) - 1))
            same = nn.functional.binary_cross_entropy_with_logits(said[:, 0], wanted[:, 0].sigmoid(), reduction="none")
        errors = known * right + own_word * ~(added & known) * same
        total = total + COUNTS.get(head, 1.0) * errors.mean()
    return total


if __name__ == "__main__":
    main()
