"""Comparing names against a table of pairs that people of the field would judge."""

import csv
from pathlib import Path

import pytest

from kg.entities.checking import check_lexicon
from kg.entities.comparing import DIFFERENT, SAME, VARIANT, Comparer, make_comparer
from kg.entities.parsing import parse_name
from kg.lexicon import Entry, read_lexicon

TABLE = Path(__file__).parent / "pairs.tsv"

#: Entries whose names count in two ways: years by four digits and by two, classes and stars.
SAME_NUMBERS = frozenset(
    ("PHOENIX-2014T", "LLaVA-v1.5-mix665k", "Yelp-5", "Zero-1-to-3", "CUB-200-2011", "AFLW2000-3D", "δ1")
)


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return make_comparer(read_lexicon())


def test_table_is_large_and_covers_every_answer_and_type() -> None:
    """The table has at least 450 different pairs, with many of each answer and all types."""
    table = rows()
    assert len({(r["name_a"], r["type_a"], r["name_b"], r["type_b"]) for r in table}) == len(table) >= 450
    assert all(sum(r["answer"] == answer for r in table) >= 150 for answer in (SAME, VARIANT, DIFFERENT))
    assert {r["type_a"] for r in table} == {"Model", "Method", "Dataset", "Benchmark", "Task", "Metric"}


def test_every_pair_of_the_table_comes_out_right(comparer: Comparer) -> None:
    """Every pair of the table gets its answer, in both orders."""
    wrong = []
    for row in rows():
        a, b, type_a, type_b = row["name_a"], row["name_b"], row["type_a"], row["type_b"]
        forth = comparer.compare(a, b, type_a=type_a, type_b=type_b).answer
        back = comparer.compare(b, a, type_a=type_b, type_b=type_a).answer
        if not forth == back == row["answer"]:
            wrong.append((a, b, row["answer"], forth, back))
    assert wrong == []


def test_versions_never_merge_without_the_lexicon() -> None:
    """No two versions, sizes or variants of the table are one thing by their names alone."""
    bare = make_comparer(())
    merged = [
        (r["name_a"], r["name_b"])
        for r in rows()
        if r["answer"] != SAME
        # Only the lexicon knows names that differ in capitals alone.
        and r["name_a"].casefold() != r["name_b"].casefold()
        and bare.compare(r["name_a"], r["name_b"], type_a=r["type_a"], type_b=r["type_b"]).answer == SAME
    ]
    assert merged == []


def test_compare_without_types_finds_the_kind_in_the_lexicon(comparer: Comparer) -> None:
    """Names alone are compared in the kinds that the lexicon knows them in."""
    answers = [
        comparer.compare(*p).answer for p in (("VQA", "visual question answering"), ("DINO", "DINOv2"))
    ]
    assert [SAME, VARIANT] == answers


def test_compare_names_the_rule() -> None:
    """A verdict says which rule decided."""
    known = make_comparer([Entry("FoxNet", "Model", ("Fox Network",))])
    assert "lexicon: both are names of FoxNet" == known.compare("FoxNet", "Fox Network", type_a="Model").rule


def test_compare_takes_the_sense_of_the_type() -> None:
    """An acronym of two things means the one of the given type."""
    known = make_comparer(
        [Entry("Fox Anything", "Model", ("FA",)), Entry("fox-aware minimization", "Method", ("FA",))]
    )
    assert SAME == known.compare("FA", "Fox Anything", type_a="Model", type_b="Model").answer
    assert DIFFERENT == known.compare("FA", "fox-aware minimization", type_a="Model", type_b="Method").answer


def test_shipped_aliases_are_no_other_version() -> None:
    """No alias of the shipped lexicon has other numbers than its name; versions have entries of their own.

    A bare name beside one number is the usual short form (Reuters for Reuters-21578) and no version.
    """
    wrong = [
        (entry.name, alias)
        for entry in read_lexicon()
        for alias in entry.aliases
        if parse_name(alias).family_key == parse_name(entry.name).family_key
        and parse_name(alias).numbers
        and parse_name(entry.name).numbers
        and parse_name(alias).numbers != parse_name(entry.name).numbers
        and entry.name not in SAME_NUMBERS
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("a", "type_a", "b", "type_b", "answer"),
    [
        ("STaR", "Method", "StAR", "Model", DIFFERENT),
        ("EAGLE-2", "Method", "Eagle 2", "Model", DIFFERENT),
        ("SAM", "Model", "SAM", "Method", DIFFERENT),
        ("SAM", "Method", "sharpness-aware minimization", "Method", SAME),
        ("SAM", "Model", "sharpness-aware minimization", "Method", DIFFERENT),
        ("VITS", "Model", "ViTs", "Model", DIFFERENT),
        ("CLIP", "Model", "Clip", "Model", SAME),
    ],
)
def test_compare_tells_homonyms_apart(
    comparer: Comparer, a: str, type_a: str, b: str, type_b: str, answer: str
) -> None:
    """Things whose names differ in capitals or in their type alone are told apart where both are known."""
    assert answer == comparer.compare(a, b, type_a=type_a, type_b=type_b).answer


def test_check_lets_homographs_pass_and_reports_slips() -> None:
    """Names that capitals tell apart are two things; capitals alone of one letter case are a slip."""
    assert () == check_lexicon([Entry("FoXY", "Model"), Entry("FOxy", "Model"), Entry("Foxnet", "Model")])
    slips = check_lexicon([Entry("FoxNet", "Model"), Entry("FOXNET", "Model"), Entry("foxnet", "Model")])
    assert 2 == len(slips)
