"""The learned arbiter and its classifier: what loads, what is refused, what decisions depend on."""

import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.lexicon import Entry
from kg.mentions import SHIPPED, extract, load_extractor
from kg.mentions.evidence import describe_forms
from kg.mentions.learned import load_arbiter
from kg.mentions.page import make_page
from kg.mentions.softmax import SoftmaxModel, fit, fit_sharpness, load_softmax, save_softmax
from kg.model import Definition, Paper

LEXICON = (Entry("ImageNet", "Dataset"), Entry("CLIP", "Model"), Entry("image captioning", "Task"))
PAPERS = tuple(
    Paper(
        f"p{i}",
        f"{name}: a model for image captioning",
        f"We propose {name}, a new model. {name} beats CLIP on ImageNet.",
    )
    for i, name in enumerate(("QuokkaNet", "WombatFormer", "NumbatLM", "BilbyNet"))
)


def test_shipped_model_is_small() -> None:
    """The default model takes far less than 25 MB in the package."""
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 6_000_000


def test_shipped_model_finds_coined_and_known_names() -> None:
    """The default model finds what a paper coins, and what it compares with and runs on, with types."""
    (reading,) = extract(PAPERS[:1], extractor=load_extractor(lexicon=LEXICON))
    types = {m.text: m.type for m in reading.mentions}
    expected = {"QuokkaNet": "Model", "CLIP": "Model", "ImageNet": "Dataset", "image captioning": "Task"}
    assert expected == types
    assert all(0 < m.score <= 1 for m in reading.mentions)


def test_readings_do_not_depend_on_other_papers_or_jobs() -> None:
    """A paper reads the same alone, after others and in another process."""
    extractor = load_extractor(lexicon=LEXICON)
    together = list(extract(PAPERS, extractor=extractor))
    alone = [reading for paper in reversed(PAPERS) for reading in extract([paper], extractor=extractor)]
    assert together == alone[::-1]
    assert together == list(extract(PAPERS, extractor=extractor, jobs=2))


def test_fingerprint_changes_with_the_model(tmp_path: Path) -> None:
    """Another model, or another threshold of the same, makes what was read before worthless."""
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    same = load_extractor(model=str(folder), lexicon=LEXICON).fingerprint
    assert load_extractor(lexicon=LEXICON).fingerprint == same
    about = json.loads((folder / "model.json").read_text()) | {"threshold": 0.9}
    (folder / "model.json").write_text(json.dumps(about))
    assert same != load_extractor(model=str(folder), lexicon=LEXICON).fingerprint
    assert same != load_extractor(model="lexicon", lexicon=LEXICON).fingerprint


def test_missing_model_is_an_error(tmp_path: Path) -> None:
    """A folder without a model is refused when the extractor is loaded."""
    with pytest.raises(ModelError, match="no trained model"):
        load_extractor(model=str(tmp_path), lexicon=LEXICON)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.json", b"{"),
        ("model.json", b"[]"),
        ("model.json", b'{"format": 99, "threshold": 0.5}'),
        ("names.npz", b"damaged"),
    ],
)
def test_damaged_model_is_an_error(file: str, content: bytes, tmp_path: Path) -> None:
    """A damaged file, or a file of another version, is refused with one line."""
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    (folder / file).write_bytes(content)
    with pytest.raises(ModelError):
        load_arbiter(folder)


def test_evidence_tells_of_rules_words_and_definitions() -> None:
    """A string is described by what proposed it, what stands around it and its other form."""
    page = make_page(Paper("p", "", "The Quokka Image Set (QIS) dataset is new, and QIS helps."))
    at = page.text.index("QIS")
    candidates = [page.candidate(at, at + 3, "Dataset", "shape:after", 0.8)]
    definition = Definition("QIS", "Quokka Image Set", "abstract", 4, at + 3)
    (features,) = describe_forms(page, candidates, [definition]).values()
    expected = {
        "r=shape:after|Dataset",
        "noun=Dataset",
        "short last=set",
        "R1=helps",
        "form=qis",
        "places=2C",
    }
    assert expected <= set(features)


def test_softmax_learns_labels_and_none() -> None:
    """The classifier learns two labels and their absence, and is the same whenever it is trained."""
    examples = [["a", "x"], ["b", "x"], ["c", "x"]] * 20
    targets = ["A", "B", ""] * 20
    model = fit(examples, targets, labels=("A", "B"))
    found = model.probabilities([["a"], ["b"], ["c"]])
    assert [1, 2, 0] == found.argmax(axis=1).tolist()
    assert np.array_equal(model.weights, fit(examples, targets, labels=("A", "B")).weights)


def test_softmax_survives_writing(tmp_path: Path) -> None:
    """What is read back gives the same probabilities, to the precision of the file."""
    model = fit([["a"], ["b"]] * 5, ["A", ""] * 5, labels=("A",))
    kept = SoftmaxModel(model.labels, model.weights, 1.3)
    stream = io.BytesIO()
    save_softmax(kept, stream)
    (tmp_path / "m.npz").write_bytes(stream.getvalue())
    back = load_softmax(tmp_path / "m.npz")
    assert kept.labels == back.labels
    assert np.allclose(kept.probabilities([["a"]]), back.probabilities([["a"]]), atol=1e-3)


def test_sharpness_corrects_too_sure_scores() -> None:
    """Scores that are surer than they are right get a sharpness under 1."""
    scores = np.array([[0.0, 6.0]] * 10, np.float32)
    assert fit_sharpness(scores, np.array([1] * 7 + [0] * 3)) < 0.6
