"""The learned arbiter: what loads, what is refused, what decisions depend on."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.lexicon import Entry
from kg.mentions import SHIPPED, extract, load_extractor
from kg.mentions.evidence import describe_forms
from kg.mentions.learned import load_arbiter, pool_types
from kg.mentions.page import make_page
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
    """The default model takes at most 25 MB in the package."""
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 25_000_000


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


def test_a_second_opinion_is_pooled_by_its_share() -> None:
    """With no share nothing changes, with all of it only the second opinion counts, and rows unseen stay."""
    scores = np.array([[0.2, 0.8], [0.6, 0.4]], np.float32)
    other = np.array([0.9, 0.1], np.float32)
    assert np.allclose(pool_types(scores, [other, None], share=0.0), scores, atol=1e-5)
    pooled = pool_types(scores, [other, None], share=1.0)
    assert np.allclose(pooled, [other, scores[1]], atol=1e-5)
    between = pool_types(scores, [other, None], share=0.5)[0]
    assert scores[0, 1] > between[1] > other[1]
