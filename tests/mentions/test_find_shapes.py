"""Votes on the type of a name from the words around it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.names import find_names
from kg.mentions.page import cut, make_page
from kg.mentions.shapes import find_shapes
from kg.mentions.tables import read_table
from kg.model import Paper

ROWS = read_table("shapes.tsv", ("place", "type", "score", "begins", "pattern"))
BEFORE = [row for row in ROWS if row[0] == "before"]


@pytest.mark.parametrize(("words", "pattern"), [row[3:] for row in BEFORE], ids=lambda cell: cell[:20])
@given(data=st.data())
def test_patterns_begin_with_the_words_beside_them(words: str, pattern: str, data: st.DataObject) -> None:
    """Where none of the words stands, the pattern cannot match, so it is not tried there."""
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert re.fullmatch(words, cut(text)[0][2])


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("on datasets such as Quokka-1 here", {("Dataset", "shape:before")}),
        ("we outperform the strong Quokka-1 here", {("Model", "shape:before")}),
        ("we re" + "evaluat" + "e" * 49 + " on Quokka-1 here", {("Dataset", "shape:before")}),
        ("the Quokka-1 dataset here", {("Dataset", "shape:after")}),
        ("the QuokkaBench here", {("Benchmark", "shape:part")}),
        # must not vote
        ("no datasets. Such Quokka-1 here", set()),
        ("we re" + "evaluat" + "e" * 50 + " on Quokka-1 here", set()),
        ("see datasets, such as are known, and Quokka-1 here", set()),
    ],
)
def test_words_around_a_name_vote_on_its_type(text: str, votes: set[tuple[str, str]]) -> None:
    """Nouns before and after a name, and parts of the name, each vote for a type."""
    page = make_page(Paper("p", "", text))
    assert votes == {(c.type, c.rule) for c in find_shapes(page, find_names(page), []) if c.type}
