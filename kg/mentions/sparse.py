"""Logistic regression over hashed features, in NumPy: small to ship, fast, deterministic to train.

Features are texts; each is hashed to a row of the weights (the hashing trick, Weinberger et al. 2009). Every
label has a yes-or-no regression of its own, because a thing may have several labels. Training is Adam (Kingma
and Ba 2015) over the whole data at every step, so there is no order and no chance in it.
"""

import itertools
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError

_Floats = NDArray[np.float32]
_Ints = NDArray[np.int64]
#: 2 to the power of this many rows.
BITS = 18


@dataclass(frozen=True)
class SparseModel:
    """Weights for hashed features: one row per hash, one column per label."""

    labels: tuple[str, ...]
    weights: _Floats

    def probabilities(self, examples: Sequence[Sequence[str]]) -> _Floats:
        """Return the probability of every label (columns) for every example (rows); each needs a feature."""
        if not examples:
            return np.zeros((0, len(self.labels)), np.float32)
        rows, starts = hash_features(examples, len(self.weights))
        return _logistic(np.add.reduceat(self.weights.take(rows, axis=0), starts, axis=0))


def hash_features(examples: Sequence[Sequence[str]], size: int) -> tuple[_Ints, _Ints]:
    """Return the row of every feature, and where each example begins among them.

    A hash takes less time than to look up one that was kept: there are too many texts for fast memory.
    """
    texts = map(str.encode, itertools.chain.from_iterable(examples))
    rows = np.fromiter(map(zlib.crc32, texts), np.int64)
    starts = np.fromiter(itertools.accumulate(map(len, examples[:-1]), initial=0), np.int64, len(examples))
    return rows & (size - 1), starts


def fit(
    examples: Sequence[Sequence[str]],
    targets: Sequence[Sequence[str]],
    *,
    labels: tuple[str, ...],
    penalty: float = 10.0,
    steps: int = 100,
    rate: float = 0.05,
) -> SparseModel:
    """Train on examples and the labels that hold for each.

    Args:
        examples: features of each example, at least one.
        targets: labels of each example.
        labels: all labels.
        penalty: weight of the quadratic penalty, against the summed loss of all examples.
        steps: passes over the data.
        rate: size of the first step; later ones are smaller.
    """
    size = 1 << BITS
    rows, starts = hash_features(examples, size)
    wanted = np.array([[label in target for label in labels] for target in targets], np.float32)
    owner = np.repeat(np.arange(len(examples)), np.diff([*starts, len(rows)]))
    order = np.argsort(rows, kind="stable")
    used, first = np.unique(rows[order], return_index=True)
    owner, dense = owner[order], np.searchsorted(used, rows)
    weights = np.zeros((len(used), len(labels)), np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        found = _logistic(np.add.reduceat(weights[dense], starts, axis=0))
        error = (found - wanted) / len(examples)
        slope = np.add.reduceat(error[owner], first, axis=0) + penalty / len(examples) * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        weights -= (
            rate
            * (1 - (step - 1) / steps)
            * (mean / (1 - 0.9**step))
            / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        )
    full = np.zeros((size, len(labels)), np.float32)
    full[used] = weights
    return SparseModel(labels, full)


def save_sparse(model: SparseModel, stream: IO[bytes]) -> None:
    """Write a model; half precision is enough for sums of some dozens of weights."""
    labels = np.array(model.labels, dtype=np.str_)
    np.savez_compressed(stream, labels=labels, weights=model.weights.astype(np.float16))


def load_sparse(path: Path) -> SparseModel:
    """Read a model that :func:`save_sparse` wrote.

    Raises:
        ModelError: the file is missing or is none.
    """
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            labels = tuple(str(label) for label in arrays["labels"])
            return SparseModel(labels, arrays["weights"].astype(np.float32))
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(
            "is no readable model file", where=str(path), todo="install the package again or retrain"
        ) from error


def _logistic(scores: _Floats) -> _Floats:
    return (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
