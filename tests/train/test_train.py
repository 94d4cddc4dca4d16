"""Training on annotations of one's own: types, figures, determinism, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.lexicon import Entry
from kg.mentions import extract, load_extractor
from kg.model import Paper
from kg.train import read_gold, train, types_of
from kg.train.held_back import best_threshold, calibration_error

LEXICON = (Entry("flour mixing", "Task"),)
_NAMES = ("BRX1", "QAL2", "MEK7", "TPZ9", "LUM3", "VOR5", "NAD8", "KIF4", "SOX6", "PAX2", "RUN1", "GAT3")


def gold(folder: Path, *, papers: int = 12) -> Path:
    """Write annotated papers whose only type is one that the ontology does not have."""
    lines = []
    for i, name in enumerate(_NAMES[:papers]):
        abstract = f"The gene {name} is studied. We use GPU{i} machines in Oslo for the gene {name}."
        places = [
            ["abstract", at, at + len(name)] for at in range(len(abstract)) if abstract.startswith(name, at)
        ]
        entity = {"name": name, "type": "Gene", "roles": ["evaluates"], "mentions": places}
        paper = {"title": f"On plants {i}", "abstract": abstract, "entities": [entity], "results": []}
        lines.append(json.dumps(paper))
    file = folder / "gold.jsonl"
    file.write_text("\n".join(lines) + "\n")
    return file


def test_training_learns_types_of_ones_own(tmp_path: Path) -> None:
    """A model of twelve papers finds genes in a new paper, and calls the machine none."""
    done = train([gold(tmp_path)], tmp_path / "m", lexicon=LEXICON, folds=3)
    assert ("Gene",) == done.types
    assert done.f1["Gene"] > 0.8
    paper = Paper("p", "On plants", "The gene ZYG4 is studied. We use GPU77 machines in Oslo.")
    (reading,) = extract([paper], extractor=load_extractor(model=str(tmp_path / "m"), lexicon=LEXICON))
    assert [("ZYG4", "Gene")] == [(m.text, m.type) for m in reading.mentions]


def test_training_gives_the_same_bytes(tmp_path: Path) -> None:
    """The same annotations and seed give the same files, whatever the order of the lines."""
    file = gold(tmp_path)
    train([file], tmp_path / "a", lexicon=LEXICON, folds=2)
    file.write_text("\n".join(reversed(file.read_text().splitlines())) + "\n")
    train([file], tmp_path / "b", lexicon=LEXICON, folds=2)
    for name in ("model.json", "names.npz", "roles.npz"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_too_few_papers_are_refused(tmp_path: Path) -> None:
    """Papers that cannot be divided into folds are refused before anything is written."""
    with pytest.raises(ModelError, match="too few"):
        train([gold(tmp_path, papers=2)], tmp_path / "m", lexicon=LEXICON)
    assert not (tmp_path / "m").exists()


def test_types_follow_the_ontology_then_the_alphabet(tmp_path: Path) -> None:
    """Our own types keep their order; others come after them by name."""
    file = tmp_path / "gold.jsonl"
    entities = [
        {"name": t, "type": t, "roles": [], "mentions": [["title", 0, 1]]}
        for t in ("Zoo", "Metric", "Model", "Ape")
    ]
    rows = [{"title": f"{i} x", "abstract": "", "entities": entities, "results": []} for i in range(4)]
    file.write_text("\n".join(map(json.dumps, rows)))
    assert ("Model", "Metric", "Ape", "Zoo") == types_of(read_gold([file]))


def test_threshold_leaves_out_what_is_mostly_wrong() -> None:
    """The threshold lies above the probabilities of strings that are no names."""
    scores = np.array([[0.7, 0.3]] * 5 + [[0.3, 0.7]] * 5, np.float32)
    wanted = np.array([0] * 5 + [1] * 5)
    assert 0.3 < best_threshold(scores, wanted, 0) <= 0.66


def test_calibration_error_is_the_gap_between_sure_and_right() -> None:
    """Ten strings at 0.9 of which five are right are 0.4 off."""
    scores = np.array([[0.1, 0.9]] * 10, np.float32)
    assert 0.4 == pytest.approx(calibration_error(scores, np.array([1] * 5 + [0] * 5)), abs=1e-6)
