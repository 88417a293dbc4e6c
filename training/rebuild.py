"""Rebuilds all weights from the labelled texts: `python -m training.rebuild FOLDER`, an hour on two cores.

First an encoder learns from all texts, teaches a shallower one, the fast tier and what words tell of a failure, and all are written into
`monitor/analysis/weights`. Then the same is done with texts and whole domains left out, and these are judged: on them the
blend is fitted and the model card's figures are measured. Steps done are kept in the working folder, so that a rebuild
that was stopped goes on.
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from monitor.analysis.encoder import EncoderTier
from monitor.analysis.fast import WEIGHTS
from monitor.analysis.features import MEASURES
from training import blend, distil, encoder, export, failures, fast, leave_out
from training.folds import FOLDS, cut
from training.measure import figures
from training.rows import Row, all_rows, ungated, unlabelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All that the steps share: labelled rows, texts without labels, both as the fast tier reads them, and where to work."""

    rows: Sequence[Row]
    others: Sequence[Row]
    reads: Sequence[fast.Read]
    work: Path
    say: encoder.Say

    def teach_fast(self, learnt: Sequence[int], net: encoder.Encoder) -> fast.Linear:
        """Teach the fast tier by the rows learnt and all texts without labels."""
        return fast.teach_by(net, self.rows, self.others, self.reads, learnt)

    def trained(self, name: str, learnt: Sequence[int], seed: int) -> encoder.Encoder:
        """Train an encoder on the rows learnt, or load it when that is done."""
        done = self.work / f"{name}.pt"
        if done.exists():
            net = encoder.Encoder()
            net.load_state_dict(torch.load(done))
            net.eval()
            return net
        self.say(f"{name}: {len(learnt):,} rows learnt")
        net = encoder.train([self.rows[place] for place in learnt], replace(encoder.Recipe(), seed=seed), self.say)
        torch.save(net.state_dict(), done)
        return net

    def pupil(self, name: str, learnt: Sequence[int], teacher: encoder.Encoder) -> Path:
        """Teach a shallower encoder and write it as it will run; give its folder."""
        folder = self.work / name
        if not (folder / "encoder.onnx").exists():
            self.say(f"{name}: a pupil is taught")
            texts = [*(self.rows[place] for place in learnt), *self.others]
            net = distil.teach(teacher, texts, distil.Lesson(), self.say)
            torch.save(net.state_dict(), self.work / f"{name}-pupil.pt")
            folder.mkdir(exist_ok=True)
            export.export(net, folder)
        return folder


def main() -> None:
    """Run all steps that are not done."""
    options = _options()
    started = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {words}", flush=True)  # noqa: T201 - a command's output

    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    rows, others = all_rows(options.folder), list(unlabelled(options.folder))
    reads = fast.read([row.text for row in [*rows, *others]])
    rows = [ungated(row, read.ruled) for row, read in zip(rows, reads[: len(rows)], strict=True)]
    others = [ungated(row, read.ruled) for row, read in zip(others, reads[len(rows) :], strict=True)]
    say(f"{len(rows):,} labelled rows, {len(others):,} without labels")
    bench = Bench(rows=rows, others=others, reads=reads, work=options.work, say=say)
    if not options.measure_only:
        _ship(bench)
    _measure(bench, [_fold(bench, fold) for fold in range(FOLDS)])
    say("done; now `python -m training.outcomes` and `python -m training.card`")


def _ship(bench: Bench) -> None:
    """Train on all rows and write both tiers."""
    everything = range(len(bench.rows))
    teacher = bench.trained("all", everything, seed=1)
    fast.save(bench.teach_fast(everything, teacher), WEIGHTS)
    failures.write(teacher, bench.rows, bench.others, bench.say)
    for written in bench.pupil("all", everything, teacher).iterdir():
        shutil.copyfile(written, WEIGHTS / written.name)


def _fold(bench: Bench, fold: int) -> dict[str, np.ndarray]:
    """Judge the rows that a fold leaves out."""
    done = bench.work / f"fold{fold}.npz"
    if not done.exists():
        learnt, left = cut(bench.rows, fold)
        teacher = bench.trained(f"fold{fold}", learnt, seed=fold + 1)
        model = bench.teach_fast(learnt, teacher)
        pupil = EncoderTier(bench.pupil(f"fold{fold}", learnt, teacher))
        np.savez(
            done,
            places=np.array(left),
            encoder=pupil.outputs([bench.rows[place].text for place in left]),
            fast=fast.outputs_of(model, [bench.reads[place] for place in left]),
        )
    with np.load(done) as kept:
        return dict(kept)


def _measure(bench: Bench, judged: Sequence[dict[str, np.ndarray]]) -> None:
    """Fit the blend on the rows left out, and measure on them."""
    places = [int(place) for each in judged for place in each["places"]]
    near, far = (np.concatenate([each[name] for each in judged]) for name in ("encoder", "fast"))
    addressed = np.array([bench.reads[place].measures[MEASURES.index("account")] for place in places])
    kept = blend.fit([bench.rows[place] for place in places], near, far, addressed)
    blend.save(kept, WEIGHTS)
    table = [*figures(bench.rows, judged, addressed, kept), *leave_out.figures(bench.rows, bench.reads, bench.say)]
    (WEIGHTS / "measured.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of the public sets: complaints, cesamard and so on")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="where finished steps are kept")
    parser.add_argument("--threads", type=int, default=2, help="cores to use")
    parser.add_argument("--measure-only", action="store_true", help="fit the blend and measure; write no model")
    return parser.parse_args()


if __name__ == "__main__":
    main()
