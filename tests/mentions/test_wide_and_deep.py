"""The network over hashed features: what it learns, and that it comes back from its file."""

import io
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.mentions.network import Network, load_network, save_network
from kg.train.fitting import fit, fit_sharpness

EXAMPLES = [["a", "x"], ["b", "x"], ["c", "x"]] * 20
WANTED = np.eye(3, dtype=np.float32)[[1, 2, 0] * 20]


def train(seed: int = 1, *, exclusive: bool = True) -> Network:
    """Return a network that knows A by ``a`` and B by ``b``, and none or C by ``c``."""
    labels = ("A", "B") if exclusive else ("C", "A", "B")
    return fit(EXAMPLES, WANTED, labels=labels, exclusive=exclusive, bits=12, seed=seed)


@pytest.mark.parametrize("exclusive", [True, False])
def test_network_learns_labels(exclusive: bool) -> None:
    """It tells three features apart, and knows nothing of a fourth but what all have in common."""
    found = train(exclusive=exclusive).probabilities([["a", "x"], ["b", "x"], ["c", "x"], ["never seen"]])
    assert [1, 2, 0] == found[:3].argmax(axis=1).tolist()
    assert found[:3].max(axis=1).min() > 0.8 > found[3].max()


def test_network_learns_what_features_say_together() -> None:
    """Two features that say nothing alone decide together, which no sum of weights can do."""
    examples = [["bias", "a", "x"], ["bias", "a", "y"], ["bias", "b", "x"], ["bias", "b", "y"]] * 50
    wanted = np.eye(2, dtype=np.float32)[[1, 0, 0, 1] * 50]
    found = fit(examples, wanted, labels=("A",), exclusive=True, bits=12).probabilities(examples[:4])
    assert [1, 0, 0, 1] == found.argmax(axis=1).tolist()


def test_training_depends_on_its_seed_alone() -> None:
    """The same seed gives the same weights, another one others."""
    assert np.array_equal(train().table, train().table)
    assert not np.array_equal(train().table, train(seed=2).table)


def test_exclusive_probabilities_add_up_to_one() -> None:
    """No label and the labels share all probability; without examples there is nothing to share."""
    network = train()
    assert np.allclose(network.probabilities(EXAMPLES[:3]).sum(axis=1), 1, atol=1e-5)
    assert (0, 3) == network.probabilities([]).shape


@pytest.mark.parametrize("exclusive", [True, False])
def test_network_comes_back_from_its_file(exclusive: bool, tmp_path: Path) -> None:
    """Saved and loaded, it gives the same probabilities to a hundredth; saving is stable."""
    network = train(exclusive=exclusive)
    first, second = io.BytesIO(), io.BytesIO()
    save_network(network, first)
    save_network(train(exclusive=exclusive), second)
    assert first.getvalue() == second.getvalue()
    path = tmp_path / "names.npz"
    path.write_bytes(first.getvalue())
    back = load_network(path)
    assert (network.labels, network.exclusive) == (back.labels, back.exclusive)
    assert np.allclose(network.probabilities(EXAMPLES[:3]), back.probabilities(EXAMPLES[:3]), atol=0.01)


def array() -> bytes:
    """Return the bytes of an array that stands alone, in no archive."""
    stream = io.BytesIO()
    np.save(stream, np.zeros(3))
    return stream.getvalue()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04", array()])
def test_a_broken_file_is_named(content: bytes, tmp_path: Path) -> None:
    """A file that is no network ends in one clear error."""
    path = tmp_path / "roles.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"roles\.npz"):
        load_network(path)


def test_no_damage_escapes(tmp_path: Path) -> None:
    """Wherever a byte of the file is wrong, it loads or is refused with our error."""
    stream = io.BytesIO()
    save_network(train(), stream)
    whole = stream.getvalue()
    path = tmp_path / "names.npz"
    refused = 0
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            load_network(path)
        except ModelError:
            refused += 1
    assert refused > 10


def test_nothing_is_learned_from_nothing() -> None:
    """Without examples there is no network."""
    with pytest.raises(ModelError, match="nothing to learn"):
        fit([], np.zeros((0, 2), np.float32), labels=("A",), exclusive=True, bits=4)


def test_sharpness_corrects_too_sure_scores() -> None:
    """Scores that are surer than they are right get a sharpness under 1."""
    scores = np.array([[0.0, 6.0]] * 10, np.float32)
    assert fit_sharpness(scores, np.array([1] * 7 + [0] * 3)) < 0.6
