"""A wide and deep network over hashed features, in NumPy: small to ship and fast to ask.

Features are texts; each is hashed to a row of a table (the hashing trick, Weinberger et al. 2009). A row has
a weight for each label, which goes straight to the scores (the wide part), and a vector, whose sum over all
features passes through one hidden layer (the deep part; both together are Cheng et al. 2016). Scores become
probabilities of one label or none, or of each label by itself. :mod:`kg.train.fitting` trains it.
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

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
#: What NumPy and its archives raise for files that are none, or damaged.
_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
#: The largest number of one byte: vectors are kept in bytes, with one scale for each row.
_BYTE = 127


@dataclass(frozen=True)
class Network:
    """Weights for hashed features.

    Attributes:
        labels: what an example may be.
        exclusive: an example is one of the labels or none; the columns of its probabilities are no label and
            the labels. Otherwise every label has a probability of its own.
        place: the row of ``table`` for each hash; 0, where all is zero, for hashes never seen.
        table: a row per hash that was seen: its scores for the columns, then its vector.
        inner: the bias of the hidden layer.
        outer: from the hidden layer to the columns.
        bias: of the columns.
        sharpness: what the scores are multiplied by before they become probabilities (temperature scaling,
            Guo et al. 2017).
    """

    labels: tuple[str, ...]
    exclusive: bool
    place: NDArray[np.int32]
    table: Floats
    inner: Floats
    outer: Floats
    bias: Floats
    sharpness: float = 1.0

    def probabilities(self, examples: Sequence[Sequence[str]]) -> Floats:
        """Return the probabilities (columns) for every example (rows); an example needs a feature."""
        if not examples:
            return np.zeros((0, len(self.bias)), np.float32)
        hashes, starts = hash_features(examples, len(self.place))
        sums = np.add.reduceat(self.table.take(self.place.take(hashes), axis=0), starts, axis=0)
        wide, deep = np.split(sums, [len(self.bias)], axis=1)
        scores = wide + np.maximum(deep + self.inner, 0) @ self.outer + self.bias
        return to_probabilities((scores * np.float32(self.sharpness)).astype(np.float32), self.exclusive)


def to_probabilities(scores: Floats, exclusive: bool) -> Floats:
    """Turn scores into probabilities, row by row: softmax for exclusive labels, else logistic."""
    if exclusive:
        return softmax(scores)
    return (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities that add up to 1, row by row."""
    powers: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def hash_features(examples: Sequence[Sequence[str]], size: int) -> tuple[Ints, Ints]:
    """Return the hash of every feature, below ``size``, and where each example begins among them.

    Hashes are not cached: computing one is faster than looking it up among so many texts.

    Args:
        examples: the features of each.
        size: a power of 2.
    """
    texts = map(str.encode, itertools.chain.from_iterable(examples))
    hashes = np.fromiter(map(zlib.crc32, texts), np.int64)
    starts = np.fromiter(itertools.accumulate(map(len, examples[:-1]), initial=0), np.int64, len(examples))
    return hashes & (size - 1), starts


def save_network(network: Network, stream: IO[bytes]) -> None:
    """Write a network; half precision is enough for weights, and bytes for vectors."""
    columns = len(network.bias)
    vectors = network.table[1:, columns:]
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-8) / _BYTE
    np.savez_compressed(
        stream,
        labels=np.array(network.labels, dtype=np.str_),
        exclusive=np.array(network.exclusive),
        size=np.array(len(network.place)),
        hashes=np.flatnonzero(network.place).astype(np.int32),
        weights=network.table[1:, :columns].astype(np.float16),
        vectors=np.round(vectors / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        inner=network.inner,
        outer=network.outer,
        bias=network.bias,
        sharpness=np.array(network.sharpness),
    )


def load_network(path: Path) -> Network:
    """Read a network that :func:`save_network` wrote.

    Raises:
        ModelError: the file is missing or is none.
    """
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            hashes, vectors = arrays["hashes"], arrays["vectors"]
            place = np.zeros(int(arrays["size"]), np.int32)
            place[hashes] = np.arange(1, len(hashes) + 1, dtype=np.int32)
            weights = arrays["weights"]
            columns = weights.shape[1]
            table = np.zeros((len(hashes) + 1, columns + vectors.shape[1]), np.float32)
            table[1:, :columns] = weights
            table[1:, columns:] = vectors * arrays["scales"]
            labels = tuple(str(label) for label in arrays["labels"])
            layers = (arrays["inner"], arrays["outer"], arrays["bias"])
            return Network(
                labels, bool(arrays["exclusive"]), place, table, *layers, float(arrays["sharpness"])
            )
    except _DAMAGE as error:
        raise ModelError(
            "is no readable model file", where=str(path), todo="install the package again or retrain"
        ) from error
