"""The shipped lexicon: every file reads, and no name or alias says two things."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.entities.checking import check_lexicon
from kg.lexicon import NEVER, SHIPPED, Entry, read_entries, read_lexicon
from kg.ontology import TYPES, kind_name

#: Entries of each type that the shipped files hold at least.
AT_LEAST = {
    "Model": 5200,
    "Method": 2600,
    "Dataset": 3300,
    "Benchmark": 1500,
    "Task": 1700,
    "Metric": 600,
    NEVER: 500,
}
FILES = sorted(SHIPPED.glob("*.tsv"))
LEXICON = read_lexicon()


def _entries(file: Path) -> list[Entry]:
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:])
    return [
        Entry(row[0], row[1], tuple(row[2].split("|")) if len(row) > 2 and row[2] else (), file.name)
        for row in rows
        if row[0] and not row[0].startswith("#")
    ]


def _key(name: str) -> str:
    """What the matcher makes of a name: case counts, hyphens and spaces do not."""
    return re.sub(r"[\s\-‐‑–]+", "", name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_lexicon_file_is_tidy(file: Path) -> None:
    """Every line has a known type, and no cell is empty or has white space at its ends or twice inside."""
    wrong = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line.startswith("#") or number == 1:
            continue
        cells = line.split("\t")
        surfaces = [cells[0], *(cells[2].split("|") if len(cells) > 2 else [])]
        tidy = all(s and s == " ".join(s.split()) and ";" not in s.replace("TL;DR", "") for s in surfaces)
        if len(cells) not in {2, 3} or cells[1] not in {*TYPES, NEVER} or not tidy:
            wrong.append(f"{number}: {line}")
    assert [] == wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_lexicon_file_passes_the_check_that_users_run(file: Path) -> None:
    """The shipped files are an example of what ``kg lexicon check`` lets pass."""
    assert () == check_lexicon(read_entries(file))


def test_lexicon_names_stand_once() -> None:
    """No name has two entries of one kind, in whatever files."""
    names = Counter((entry.name, kind_name(entry.type)) for file in FILES for entry in _entries(file))
    assert [] == [name for name, count in names.items() if count > 1]


def test_lexicon_aliases_belong_to_one_entry_of_a_type() -> None:
    """No spelling is a name or an alias of two entries of one type."""
    owners: dict[tuple[str, str], str] = {}
    clashes = []
    for entry in LEXICON:
        for key in sorted({_key(surface) for surface in entry.surfaces}):
            owner = owners.setdefault((entry.type, key), entry.name)
            if owner != entry.name:
                clashes.append(f"{key}: {owner} / {entry.name} ({entry.type})")
    assert [] == clashes


def test_lexicon_never_entries_are_no_names() -> None:
    """What is never an entity is not the name of an entry of a type, either."""
    never = {surface for entry in LEXICON if entry.type == NEVER for surface in entry.surfaces}
    assert [] == [entry.name for entry in LEXICON if entry.type != NEVER and entry.name in never]


@pytest.mark.parametrize("type_", sorted(AT_LEAST))
def test_lexicon_is_broad(type_: str) -> None:
    """Each type has at least the entries that were reached."""
    count = sum(entry.type == type_ for entry in LEXICON)
    assert count >= AT_LEAST[type_]


@pytest.mark.parametrize(
    ("surface", "name", "type_"),
    [
        ("MS COCO", "COCO", "Dataset"),
        ("VQA", "visual question answering", "Task"),
        ("RAG", "retrieval-augmented generation", "Method"),
        ("Contrastive Language-Image Pre-training", "CLIP", "Model"),
        ("mean intersection over union", "mIoU", "Metric"),
        ("SWE-Bench Verified", "SWE-bench Verified", "Benchmark"),
        ("LLMs", "LLM", NEVER),
    ],
)
def test_lexicon_knows_the_usual_names(surface: str, name: str, type_: str) -> None:
    """Well-known spellings lead to the usual short name and its type."""
    found = {(entry.name, entry.type) for entry in LEXICON if surface in entry.surfaces}
    assert {(name, type_)} == found
