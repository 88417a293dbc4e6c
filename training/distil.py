"""Teaches a shallower encoder by a deeper one (Hinton et al. 2015; Sanh et al. 2019): fewer layers, nearly the same judgement.

The pupil learns with its numbers rounded to 8 bits, as it will run (Jacob et al. 2018), so that rounding costs it nothing
later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import torch
from torch import Tensor, nn

from monitor.analysis.judgement import HEADS, place_of
from training.encoder import Encoder, Recipe, Say, half, learn, loss_of, padded, shuffled, tokenized
from training.rows import Row

WEIGHT_STEPS: Final = 64
"""Weights lie on so many steps to either side of zero, half of what 8 bits hold, as `reduce_range` writes them: two products of 8 bits
then fit in a sum of 16. Processors without VNNI add them so, cut off what is larger, and would judge some texts otherwise."""
KEPT: Final = (0, 2, 3, 5)
"""The layers of the teacher that the pupil starts from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Recipe):
    """How the pupil is taught (chosen on rows held out, never on a test half)."""

    rate: float = 1e-4
    states: float = 2.0
    """What the difference of the last layer's states counts for."""
    judgements: float = 1.0
    """What the difference to the teacher's judgement counts for."""


def shallower(teacher: Encoder, kept: Sequence[int] = KEPT) -> Encoder:
    """Copy a teacher, leaving layers out."""
    pupil = Encoder()
    pupil.load_state_dict(teacher.state_dict())
    layers = pupil.body.encoder.layer
    pupil.body.encoder.layer = nn.ModuleList(layers[place] for place in kept)
    pupil.body.config.num_hidden_layers = len(kept)
    return pupil


def round_off(net: Encoder, *, rounds: bool) -> None:
    """Let all layers of a net compute with numbers rounded to 8 bits, or exactly again."""
    for layer in net.body.encoder.layer.modules():
        if isinstance(layer, nn.Linear):
            layer.forward = partial(rounded_linear, layer) if rounds else partial(nn.Linear.forward, layer)


def rounded_linear(layer: nn.Linear, values: Tensor) -> Tensor:
    """Multiply as the exported net does: inputs on one scale of 256 steps, weights on one scale for each output."""
    low, high = values.detach().amin().clamp(max=0), values.detach().amax().clamp(min=0)
    steps = layer.weight.detach().abs().amax(dim=1, keepdim=True) / WEIGHT_STEPS
    return nn.functional.linear(_on_steps(values, (high - low) / 255), _on_steps(layer.weight, steps), layer.bias)


def _on_steps(values: Tensor, step: Tensor) -> Tensor:
    """Round values to multiples of a step; errors flow back as if they had not been rounded."""
    step = step.clamp(min=1e-8)
    return values + ((values / step).round() * step - values).detach()


def teach(teacher: Encoder, rows: Sequence[Row], lesson: Lesson, say: Say, kept: Sequence[int] = KEPT) -> Encoder:
    """Teach a shallower encoder on rows with and without labels; deterministic for a seed on one kind of machine."""
    torch.manual_seed(lesson.seed)
    pupil = shallower(teacher, kept)
    round_off(pupil, rounds=True)
    pupil.train()
    teacher.eval()
    ids = tokenized([row.text for row in rows])

    def loss(batch: Sequence[int]) -> Tensor:
        outputs, unlike = _compared(teacher, pupil, padded(ids, batch), lesson)
        return loss_of(outputs, [rows[place] for place in batch]) + unlike

    learn(pupil, list(shuffled(rows, ids, lesson)), loss, lesson.rate, say)
    round_off(pupil, rounds=False)
    pupil.eval()
    return pupil


def _compared(teacher: Encoder, pupil: Encoder, seen: tuple[Tensor, Tensor], lesson: Lesson) -> tuple[Tensor, Tensor]:
    """Give the pupil's outputs, and how far it is from the teacher's judgement and view of each word."""
    mask = seen[1].unsqueeze(-1)
    with half():
        with torch.no_grad():
            known, wanted = teacher.look(*seen)
        states, outputs = pupil.look(*seen)
    differ = ((states.float() - known.float()).square() * mask).sum() / mask.sum() / states.shape[-1]
    like = soft_loss(outputs.float(), wanted.float())
    return outputs.float(), lesson.judgements * like + lesson.states * differ


def soft_loss(outputs: Tensor, wanted: Tensor) -> Tensor:
    """Give how far judgements differ from a teacher's, over all heads."""
    total = torch.zeros(())
    for head, width in HEADS.items():
        place = place_of(head)
        found, said = outputs[:, place], wanted[:, place]
        if width > 1:
            total = total + nn.functional.cross_entropy(found, said.softmax(1))
        else:
            total = total + nn.functional.binary_cross_entropy_with_logits(found, said.sigmoid())
    return total
