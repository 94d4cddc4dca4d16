"""Multinomial logistic regression over hashed features, in NumPy: one label for each example, or none.

The features of an example are texts, hashed to rows of the weights (the hashing trick, Weinberger et al.
2009). Training is Adam (Kingma and Ba 2015) over all examples at every step with a falling rate and a
quadratic penalty, so there is no order and no chance in it. Probabilities are sharpened or flattened by one
number that is fitted on examples held back (temperature scaling, Guo et al. 2017).
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.mentions.sparse import hash_features

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
#: 2 to the power of this many rows.
BITS = 20
#: Features of fewer examples tell nothing about others.
_FEWEST = 2
_STEPS = 100
_RATE = 0.08
#: The penalty over all examples together; on annotated papers, 200 or 5,000, more and less are worse.
_PENALTY = 8.0


@dataclass(frozen=True)
class SoftmaxModel:
    """Weights for hashed features: one row per hash, one column for no label and one per label.

    Attributes:
        labels: what an example may be.
        weights: half or single precision, all zero for hashes never seen.
        sharpness: what the scores are multiplied by before they become probabilities.
    """

    labels: tuple[str, ...]
    weights: Floats
    sharpness: float = 1.0

    def probabilities(self, examples: Sequence[Sequence[str]]) -> Floats:
        """Return for every example (rows) the probability of no label and of each label (columns)."""
        if not examples:
            return np.zeros((0, len(self.labels) + 1), np.float32)
        rows, starts = hash_features(examples, len(self.weights))
        sums = np.add.reduceat(self.weights.take(rows, axis=0), starts, axis=0)
        return softmax((sums * self.sharpness).astype(np.float32))


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities, row by row."""
    powers: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def fit(
    examples: Sequence[Sequence[str]],
    targets: Sequence[str],
    *,
    labels: tuple[str, ...],
    penalty: float = _PENALTY,
) -> SoftmaxModel:
    """Train on examples and their labels.

    Args:
        examples: features of each example, at least one.
        targets: the label of each example; empty for none.
        labels: all labels.
        penalty: weight of the quadratic penalty, against the summed loss of all examples.
    """
    size = 1 << BITS
    rows, starts = hash_features(examples, size)
    count = np.diff([*starts, len(rows)])
    owner = np.repeat(np.arange(len(examples)), count)
    wanted = np.zeros((len(examples), len(labels) + 1), np.float32)
    column = {label: i for i, label in enumerate(("", *labels))}
    wanted[np.arange(len(examples)), [column[t] for t in targets]] = 1
    frequent = np.bincount(rows, minlength=size) >= _FEWEST
    used = np.flatnonzero(frequent)
    place = np.full(size, len(used), np.int64)
    place[used] = np.arange(len(used))
    weights = _descend((place[rows], starts, owner), wanted, len(used), l2=penalty / len(examples))
    full = np.zeros((size, len(labels) + 1), np.float32)
    full[used] = weights
    return SoftmaxModel(labels, full)


def _descend(features: tuple[Ints, Ints, Ints], wanted: Floats, used: int, *, l2: float) -> Floats:
    """Minimise the mean loss with its penalty; the row ``used`` stands for rare features and stays zero."""
    rows, starts, owner = features
    order = np.argsort(rows, kind="stable")
    present, first = np.unique(rows[order], return_index=True)
    owner = owner[order]
    weights = np.zeros((used + 1, wanted.shape[1]), np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        found = softmax(np.add.reduceat(weights[rows], starts, axis=0))
        error = (found - wanted) / len(wanted)
        slope = l2 * weights
        slope[present] += np.add.reduceat(error[owner], first, axis=0)
        slope[used] = 0
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        rate = _RATE * (1 - (step - 1) / _STEPS)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights[:used]


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


def save_softmax(model: SoftmaxModel, stream: IO[bytes]) -> None:
    """Write a model; half precision is enough for sums of some dozens of weights."""
    used = np.flatnonzero(model.weights.any(axis=1)).astype(np.int32)
    np.savez_compressed(
        stream,
        labels=np.array(model.labels, dtype=np.str_),
        size=np.array(len(model.weights)),
        used=used,
        weights=model.weights[used].astype(np.float16),
        sharpness=np.array(model.sharpness),
    )


def load_softmax(path: Path) -> SoftmaxModel:
    """Read a model that :func:`save_softmax` wrote.

    Raises:
        ModelError: the file is missing or is none.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            labels = tuple(str(label) for label in arrays["labels"])
            weights = np.zeros((int(arrays["size"]), len(labels) + 1), np.float32)
            weights[arrays["used"]] = arrays["weights"]
            return SoftmaxModel(labels, weights, float(arrays["sharpness"]))
    except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        raise ModelError(
            "is no readable model file", where=str(path), todo="install the package again or retrain"
        ) from error
