"""Phrases that are proposed for the learned arbiter to choose from."""

import pytest

from kg.mentions.page import make_page
from kg.mentions.spans import find_spans
from kg.model import Paper


def read(abstract: str, title: str = "") -> dict[str, str]:
    """Return the proposed strings and the rule that proposed each."""
    page = make_page(Paper("p", title, abstract))
    return {page.text[c.start + page.offset(c.field) :][: c.end - c.start]: c.rule for c in find_spans(page)}


@pytest.mark.parametrize(
    ("abstract", "phrase", "rule"),
    [
        ("We use multi-granularity fusion here.", "multi-granularity fusion", "span:head"),
        ("We study sound detection and classification.", "sound detection and classification", "span:joined"),
        ("Here pruning helps.", "pruning", "span:word"),
        ("The Kirchhoff Rod Method is old.", "Kirchhoff Rod Method", "span:head"),
    ],
)
def test_phrases_are_proposed(abstract: str, phrase: str, rule: str) -> None:
    """Runs that end in a head, with one joint at most, and single words of the list are proposed."""
    assert rule == read(abstract)[phrase]


@pytest.mark.parametrize(
    ("abstract", "phrase"),
    [
        ("We have useful training data and short texts.", "useful training data"),
        ("We apply the elastic rod method.", "elastic rod method"),
        ("We like detection and parsing and segmentation.", "detection and parsing and segmentation"),
        ("Here fusion helps.", "fusion"),
    ],
)
def test_other_phrases_are_not_proposed(abstract: str, phrase: str) -> None:
    """Neither heads of ordinary phrases in lower case, nor two joints, nor any other single word."""
    assert phrase not in read(abstract)


def test_pieces_of_the_title_are_proposed() -> None:
    """The title is cut at its function words."""
    assert "span:title" == read("", "Gentle Wombat Herding for Tired Shepherds")["Gentle Wombat Herding"]


def test_a_title_of_marks_has_no_last_word() -> None:
    """Such a title is proposed without a type, and does not stop the reading."""
    assert {"- -": "span:title"} == read("", "- -")
