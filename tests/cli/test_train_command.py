"""``kg train`` on the command line."""

import json
from pathlib import Path


def test_train_writes_a_model_that_extract_uses(tmp_path: Path, kg) -> None:
    """A model that ``kg train`` wrote is used with ``--model``; figures go to stdout, talk to stderr."""
    rows = []
    for i, name in enumerate(("Karp1", "Karp2", "Zand3", "Lett4", "Murk5", "Vask6")):
        abstract = f"The river {name} is long. We sail the river {name} in May."
        places = [["abstract", at, at + 5] for at in (10, abstract.rindex(name))]
        entity = {"name": name, "type": "River", "roles": ["uses"], "mentions": places}
        rows.append({"title": f"Waters {i}", "abstract": abstract, "entities": [entity], "results": []})
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, rows)))
    done = kg("train", "--gold", gold, "-o", tmp_path / "m", "--folds", "2")
    assert 0 == done.returncode, done.stderr
    assert "River" in done.stdout
    assert "fold 1 of 2" in done.stderr
    about = json.loads((tmp_path / "m" / "model.json").read_text())
    assert ["River"] == about["types"]


def test_train_without_papers_is_one_line(tmp_path: Path, kg) -> None:
    """A missing file ends with one line that names it."""
    done = kg("train", "--gold", tmp_path / "none.jsonl", "-o", tmp_path / "m")
    assert 1 == done.returncode
    assert 1 == len(done.stderr.strip().splitlines())
    assert "none.jsonl" in done.stderr
