"""Train a :class:`kg.mentions.network.Network` on examples.

Training goes through the examples in a few rounds, some hundred at a time, with Adagrad (Duchi et al. 2011),
whose steps suit features as rare as ours. Dropout (Srivastava et al. 2014) of features and hidden units keeps
the deep part from learning examples by heart, and a quadratic penalty the wide part. Chance comes from a
seed alone: the same examples, seed and libraries give the same network.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.errors import ModelError
from kg.mentions.network import Floats, Ints, Network, hash_features, softmax, to_probabilities

#: Units of the hidden layer.
_HIDDEN = 48
#: Features that occur less often tell nothing about other examples.
_FEWEST = 3
_ROUNDS, _BATCH = 5, 256
#: Few examples are gone through more often, until so many steps are taken.
_LEAST_STEPS = 300
#: Shares of features and of hidden units that are left out at random while training.
_DROPPED, _DROPPED_HIDDEN = 0.45, 0.2
#: The size of the first steps: of the wide part, and of the rest.
_WIDE_RATE, _DEEP_RATE = 0.1, 0.05
#: The penalty of each weight of the wide part, against the summed loss of all examples.
_PENALTY = 4.0
#: What the sums of squared slopes start at (Adagrad divides by their roots): wide, vectors, layers.
_BEGIN = (1e-8, 1e-4, 1e-2)


def fit(
    examples: Sequence[Sequence[str]],
    wanted: Floats,
    *,
    labels: tuple[str, ...],
    exclusive: bool,
    bits: int,
    seed: int = 1,
) -> Network:
    """Train on examples and what is wanted of each.

    Args:
        examples: features of each example, at least one; the first is never left out.
        wanted: per example the probability of each column: of no label and each label if ``exclusive``, else
            of each label.
        labels: all labels.
        exclusive: an example has one label or none.
        bits: features are hashed to 2 to this power numbers.
        seed: where chance begins.

    Raises:
        ModelError: there are no examples.
    """
    if not examples:
        raise ModelError("there is nothing to learn from", todo="annotate more papers")
    hashes, starts = hash_features(examples, 1 << bits)
    used = np.flatnonzero(np.bincount(hashes, minlength=1 << bits) >= min(_FEWEST, len(examples)))
    place = np.zeros(1 << bits, np.int32)
    place[used] = np.arange(1, len(used) + 1, dtype=np.int32)
    rows = place[hashes].astype(np.int64)
    chance = np.random.default_rng(seed)
    learner = _begin(np.bincount(rows, minlength=len(used) + 1), wanted.shape[1], chance)
    ends = np.append(starts[1:], len(rows))
    batches = -(-len(examples) // _BATCH)
    rounds = max(_ROUNDS, -(-_LEAST_STEPS // batches))
    step = 0
    for _ in range(rounds):
        order = chance.permutation(len(examples))
        for begin in range(0, len(order), _BATCH):
            batch = order[begin : begin + _BATCH]
            parts = [rows[starts[i] : ends[i]] for i in batch]
            learner.step(parts, wanted[batch], exclusive=exclusive, pace=1 - step / (rounds * batches))
            step += 1
    return Network(labels, exclusive, place, learner.table, learner.inner, learner.outer, learner.bias)


@dataclass
class _Learner:
    """The weights in training, and the sums of squared slopes that Adagrad keeps of each.

    ``spread`` is that of the table, ``squares`` of the layers; ``counts`` is how often each row occurs.
    """

    table: Floats
    inner: Floats
    outer: Floats
    bias: Floats
    spread: Floats
    squares: Sequence[Floats]
    rates: Floats
    penalties: Floats
    counts: Floats
    chance: np.random.Generator

    def step(self, parts: Sequence[Ints], wanted: Floats, *, exclusive: bool, pace: float) -> None:
        """Take one step on the examples whose rows are ``parts``."""
        columns = len(self.bias)
        rows, starts, scale = self._thin(parts)
        owner = np.repeat(np.arange(len(parts)), np.diff(np.append(starts, len(rows))))
        sums = np.add.reduceat(self.table[rows], starts, axis=0) * scale
        before = sums[:, columns:] + self.inner
        kept = (self.chance.random(before.shape) >= _DROPPED_HIDDEN) / np.float32(1 - _DROPPED_HIDDEN)
        hidden = (np.maximum(before, 0) * kept).astype(np.float32)
        found = to_probabilities(sums[:, :columns] + hidden @ self.outer + self.bias, exclusive)
        error = (found - wanted).astype(np.float32)
        back = ((error @ self.outer.T) * kept * (before > 0)).astype(np.float32)
        slopes = (hidden.T @ error, back.sum(axis=0), error.sum(axis=0))
        self._descend_rows(rows, np.concatenate([error, back], axis=1)[owner] * scale, pace)
        layers = (self.outer, self.inner, self.bias)
        for weights, slope, square in zip(layers, slopes, self.squares, strict=True):
            np.add(square, slope * slope, out=square)
            np.subtract(weights, np.float32(_DEEP_RATE * pace) * slope / np.sqrt(square), out=weights)

    def _thin(self, parts: Sequence[Ints]) -> tuple[Ints, Ints, np.float32]:
        """Leave features out at random, never the first of an example; return rows, starts and a scale."""
        rows = np.concatenate(parts)
        starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
        kept = self.chance.random(len(rows)) >= _DROPPED
        kept[starts] = True
        return rows[kept], (np.cumsum(kept) - 1)[starts], np.float32(1 / (1 - _DROPPED))

    def _descend_rows(self, rows: Ints, slopes: Floats, pace: float) -> None:
        order = np.argsort(rows, kind="stable")
        touched, first, times = np.unique(rows[order], return_index=True, return_counts=True)
        slope = np.add.reduceat(slopes[order], first, axis=0)
        weights = self.table[touched]
        # a row bears its penalty in the shares in which its kept features come: about half of it a round
        slope += self.penalties * weights * (times / self.counts[touched])[:, None].astype(np.float32)
        slope[touched == 0] = 0  # the row of unseen features stays zero
        squares = self.spread[touched] + slope * slope
        self.spread[touched] = squares
        self.table[touched] = weights - np.float32(pace) * self.rates * slope / np.sqrt(squares)


def _begin(counts: Ints, columns: int, chance: np.random.Generator) -> _Learner:
    width = columns + _HIDDEN
    table = np.zeros((len(counts), width), np.float32)
    table[1:, columns:] = chance.normal(0, 0.05, (len(counts) - 1, _HIDDEN))
    spread = np.full((len(counts), width), _BEGIN[0], np.float32)
    spread[:, columns:] = _BEGIN[1]
    outer = chance.normal(0, _HIDDEN**-0.5, (_HIDDEN, columns)).astype(np.float32)
    inner, bias = np.zeros(_HIDDEN, np.float32), np.zeros(columns, np.float32)
    squares = [np.full_like(weights, _BEGIN[2]) for weights in (outer, inner, bias)]
    wide = np.arange(width) < columns
    return _Learner(
        table,
        inner,
        outer,
        bias,
        spread,
        squares,
        np.where(wide, _WIDE_RATE, _DEEP_RATE).astype(np.float32),
        np.where(wide, _PENALTY, 0.0).astype(np.float32),
        np.maximum(counts, 1).astype(np.float32),
        chance,
    )


def fit_sharpness(scores: Floats, targets: Ints) -> float:
    """Return the sharpness with which ``softmax`` of the scores of held-back examples fits best.

    Args:
        scores: logarithms of the probabilities of each example, up to a constant.
        targets: the column of each example's label.
    """
    grid = np.round(np.arange(0.5, 2.55, 0.05), 2)
    places = np.arange(len(targets))
    losses = [-np.log(softmax((scores * s).astype(np.float32))[places, targets] + 1e-9).mean() for s in grid]
    return float(grid[int(np.argmin(losses))])
