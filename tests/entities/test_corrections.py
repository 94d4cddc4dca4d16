"""Corrections: read with their lines, checked against each other, applied after everything automatic."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.entities import parse_corrections, read_corrections, resolve
from kg.errors import CorrectionsError, Problem
from kg.model import Mention, Paper, Reading, Resolution


def paper(number: int, *names: tuple[str, str]) -> Reading:
    """Return a paper whose abstract is the names in turn."""
    abstract, mentions = "", []
    for text, type_name in names:
        at = len(abstract)
        mentions.append(Mention(f"p{number}", "abstract", at, at + len(text), text, type_name, "test", 0.9))
        abstract += text + ". "
    return Reading(Paper(f"p{number}", f"Title {number}", abstract.strip()), tuple(mentions))


PAPERS = [
    paper(1, ("FoxNet", "Model"), ("Fox-Net", "Model"), ("Hare Corpus 2", "Dataset"), ("VQA", "Task")),
    paper(2, ("FNet", "Model"), ("Hare Corpus", "Dataset"), ("VQA", "Dataset"), ("Figure", "Model")),
]


def corrected(text: str, problems: list[Problem] | None = None) -> Resolution:
    found = problems if problems is not None else []
    return resolve(PAPERS, corrections=parse_corrections(text, name="c.toml"), on_problem=found.append)


def labels(resolution: Resolution, number: int) -> list[str]:
    by_id = {e.id: e.label for e in resolution.entities} | {"": "-"}
    return [by_id[i] for i in resolution.assignments[f"p{number}"]]


def test_same_makes_one_entity_with_the_first_name() -> None:
    """What is said to be the same is one entity everywhere, named as the entry begins."""
    resolution = corrected('[[same]]\nnames = ["FNet", "FoxNet"]\nreason = "told so"\nauthor = "me"')
    assert ["FNet", "FNet"] == labels(resolution, 1)[:2]
    assert "FNet" == labels(resolution, 2)[0]
    assert "correction:same in line 1" in {j.rule for j in resolution.joins}


def test_different_parts_forms_of_one_entity() -> None:
    """Spellings that automatic resolution joins can be parted."""
    resolution = corrected('[[different]]\nnames = ["FoxNet", "Fox-Net"]')
    assert ["FoxNet", "Fox-Net"] == labels(resolution, 1)[:2]
    assert len({e.id for e in resolution.entities}) == len(resolution.entities)


def test_rename_follows_chains_and_keeps_the_id() -> None:
    """A renamed thing keeps its id; a chain of renames is followed to its end."""
    text = '[[rename]]\nname = "FNet"\nto = "GNet"\n[[rename]]\nname = "GNet"\nto = "HNet"\n'
    problems: list[Problem] = []
    resolution = corrected(text, problems)
    assert ("system/fnet", "HNet") in {(e.id, e.label) for e in resolution.entities}


def test_rename_to_a_taken_name_is_reported() -> None:
    """A rename never makes two entities of one name."""
    problems: list[Problem] = []
    corrected('[[rename]]\nname = "FNet"\nto = "FoxNet"', problems)
    assert ["[[rename]] 'FoxNet' already names another thing"] == [p.what for p in problems]


def test_retype_changes_kind_and_id() -> None:
    """Another kind is another id; mentions follow."""
    resolution = corrected('[[retype]]\nname = "FNet"\nto = "Dataset"')
    assert "resource/fnet" == resolution.assignments["p2"][0]


def test_drop_leaves_no_entity() -> None:
    """A dropped name has no entity, and its mentions name none."""
    assert ["-"] == labels(corrected('[[drop]]\nname = "Figure"'), 2)[3:]


def test_type_restricts_an_entry() -> None:
    """An entry with a type speaks of things of that type alone."""
    resolution = corrected('[[drop]]\nname = "VQA"\ntype = "Dataset"')
    assert ("VQA (task)", "-") == (labels(resolution, 1)[3], labels(resolution, 2)[2])


def test_add_makes_a_known_thing() -> None:
    """An added thing gathers its aliases under its name and type."""
    resolution = corrected('[[add]]\nname = "Fox Network"\ntype = "Method"\naliases = ["FoxNet", "FNet"]')
    assert {("Fox Network", "Method")} == {(e.label, e.type) for e in resolution.entities if "fox" in e.id}
    assert "Fox Network" == labels(resolution, 2)[0]


def test_unmatched_entry_is_reported_with_the_nearest_names() -> None:
    """An entry that matches nothing says so, with its line and what may be meant."""
    problems: list[Problem] = []
    corrected('\n[[drop]]\nname = "FoxNett"', problems)
    assert [("c.toml:2", "nearest names: FoxNet")] == [(p.where, p.todo[:21]) for p in problems]


def test_ambiguous_entry_is_reported() -> None:
    """A retype of a name that two kinds of things have asks which one is meant."""
    problems: list[Problem] = []
    corrected('[[retype]]\nname = "vqa"\nto = "Benchmark"', problems)
    assert ["say which with type"] == [p.todo for p in problems]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('[[same]]\nnames = ["A", "B"]\n[[different]]\nnames = ["A", "B"]', "c.toml:3", "(lines 1 and 3)"),
        (
            '[[same]]\nnames = ["A", "B"]\n[[same]]\nnames = ["B", "C"]\n[[different]]\nnames = ["C", "A"]',
            "c.toml:5",
            "lines 1 and 5",
        ),
        ('[[rename]]\nname = "A"\nto = "B"\n[[rename]]\nname = "A"\nto = "C"', "c.toml:4", "lines 1 and 4"),
        ('[[rename]]\nname = "A"\nto = "B"\n[[rename]]\nname = "B"\nto = "A"', "c.toml:4", "A -> B -> A"),
        ('[[retype]]\nname="A"\nto="Task"\n[[retype]]\nname="A"\nto="Model"', "c.toml:4", "lines 1 and 4"),
        ('[[drop]]\nname = "A"\n[[rename]]\nname = "A"\nto = "B"', "c.toml:3", "lines 1 and 3"),
        ('[[drop]]\nname = "A"\n\n[[add]]\nname = "A"\ntype = "Task"', "c.toml:4", "lines 1 and 4"),
        ('[[same]]\nnames = ["A"', "c.toml:2", "not valid TOML"),
        ('[[same]]\nnames = ["A"]', "c.toml:1", "two names"),
        ('\n[[retype]]\nname = "A"\nto = "Modle"', "c.toml:2", "'Modle' is no type"),
        ('[[retype]]\nname = "A"', "c.toml:1", "lacks 'to'"),
        ('[[sume]]\nname = "A"', "c.toml:1", "no action"),
        ('[[drop]]\nname = "A"\nwhy = "x"', "c.toml:1", "unknown key 'why'"),
        ("[[drop]]\nname = 3", "c.toml:1", "does not hold names"),
        ('drop = "A"', "c.toml:1", "list of tables"),
    ],
)
def test_wrong_corrections_are_one_error_with_file_and_line(text: str, where: str, what: str) -> None:
    """Syntax, unknown words and contradictions stop before anything is done, and say where."""
    with pytest.raises(CorrectionsError) as caught:
        parse_corrections(text, name="c.toml")
    assert where == caught.value.where
    assert what in caught.value.what


def test_read_corrections_needs_a_readable_file(tmp_path: Path) -> None:
    """A missing file and a file that is no UTF-8 are corrections errors."""
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"\xff\xfe")
    for file in (tmp_path / "none.toml", bad):
        with pytest.raises(CorrectionsError):
            read_corrections(file)


def test_ten_thousand_entries_are_read_and_applied() -> None:
    """A large file is no trouble."""
    entries = [f'[[rename]]\nname = "Net{i}"\nto = "Other{i}"\n' for i in range(10_000)]
    problems: list[Problem] = []
    corrected("".join(entries), problems)
    assert 10_000 == len(problems)


@pytest.mark.parametrize("order", [PAPERS, PAPERS[::-1]])
def test_corrections_do_not_depend_on_the_order_of_papers(order: Sequence[Reading]) -> None:
    """The same decisions give the same things for any order of the papers."""
    text = '[[same]]\nnames = ["FNet", "FoxNet"]\n[[drop]]\nname = "Figure"'
    decisions = parse_corrections(text)
    assert resolve(PAPERS, corrections=decisions) == resolve(order, corrections=decisions)
