"""A transformer encoder that reads a whole paper: the second opinion of the accurate model.

A small network (MiniLM, Wang et al. 2020) reads title and abstract as word pieces; every stretch of up to
twelve words that may be a name is classified from its length and its first and last piece, for its type and
for what the paper does with it. The network is one ONNX graph with 8-bit weights, run by ONNX Runtime on
one thread, one paper at a time: activations are scaled by the range of what is run together, so what is
held of one paper never depends on the papers beside it. Both libraries come with ``pip install
kg[accurate]``.
"""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import ModelError
from kg.mentions.network import Floats
from kg.mentions.page import Page
from kg.mentions.stretches import GAP, OPENING, Place, describe_pieces, find_stretches, find_units

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

#: The files of an encoder, beside those of the model that it belongs to.
NETWORK, VOCABULARY = "encoder.onnx", "vocabulary.txt"
#: The vocabulary's entry for a word that it cannot spell.
UNKNOWN = "[UNK]"
#: Keeps the logarithm of a probability finite.
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Sight:
    """What the encoder holds of one paper.

    Attributes:
        stretches: index into the tables, by first and one past the last code point in the page's text.
        types: per stretch the probability of no name and of each type.
        roles: per stretch the probability of each role, if it is a name.
    """

    stretches: dict[Place, int]
    types: Floats
    roles: Floats

    def type_of(self, page: Page, text: str) -> Floats | None:
        """Return the geometric mean of the type probabilities over the places of a string, if it saw any."""
        found = []
        at = page.text.find(text)
        while at >= 0:
            if (at, at + len(text)) in self.stretches:
                found.append(self.stretches[at, at + len(text)])
            at = page.text.find(text, at + 1)
        if not found:
            return None
        mean = np.exp(np.log(self.types[found] + _LEAST).mean(axis=0))
        return np.asarray(mean / mean.sum(), dtype=np.float32)

    def roles_of(self, places: Sequence[Place]) -> Floats | None:
        """Return the mean of the role probabilities over the places of one thing, if it saw any."""
        found = [self.stretches[place] for place in places if place in self.stretches]
        return np.asarray(self.roles[found].mean(axis=0), dtype=np.float32) if found else None


@dataclass(frozen=True)
class Encoder:
    """A loaded encoder; a call returns what it holds of a page."""

    pieces: "tokenizers.Tokenizer"
    network: "onnxruntime.InferenceSession"

    def __call__(self, page: Page) -> Sight:
        """Read a page."""
        units = find_units(page)
        rows, edges = describe_pieces(page, units, self.pieces)
        spans = find_stretches(page, units[: len(edges)])
        if not spans:
            return Sight({}, np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))
        first, last = (np.array(side, np.int64) for side in zip(*spans, strict=True))
        begins, ends = (np.array(side, np.int64) for side in zip(*edges, strict=True))
        feed = {"rows": rows[None], "first": begins[first], "last": ends[last], "length": last - first}
        types, roles = self.network.run(["types", "roles"], feed)
        places = {(units[i][0], units[j][1]): n for n, (i, j) in enumerate(spans)}
        return Sight(places, types, roles)


def check_libraries(folder: Path) -> None:
    """See that what an encoder needs is installed, before any work is done.

    Args:
        folder: the model that asks for it.

    Raises:
        ModelError: a library is missing.
    """
    if not all(importlib.util.find_spec(name) for name in ("onnxruntime", "tokenizers")):
        raise ModelError(
            "the model needs libraries that are not installed",
            where=str(folder),
            todo="install them with: pip install 'kg[accurate]'",
        )


def load_encoder(folder: Path) -> Encoder:
    """Load the encoder of the model in ``folder``.

    Raises:
        ModelError: it cannot be read, or the libraries for it are not installed.
    """
    network, vocabulary = folder / NETWORK, folder / VOCABULARY
    check_libraries(folder)
    import onnxruntime
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # papers are what runs side by side
    try:
        words = vocabulary.read_text(encoding="utf-8").splitlines()
        if not {UNKNOWN, OPENING, GAP} <= set(words):
            raise ValueError("the vocabulary is not whole")
        pieces = Tokenizer(WordPiece({word: i for i, word in enumerate(words)}, unk_token=UNKNOWN))
        pieces.normalizer = BertNormalizer()
        session = onnxruntime.InferenceSession(
            network.read_bytes(), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # ONNX Runtime raises classes of its own that share no base but this
        raise ModelError(
            "the encoder cannot be read", where=str(folder), todo="install the package again"
        ) from error
    return Encoder(pieces, session)
