"""Ids and merging: the same paper is the same whatever the source, and different ones stay apart."""

import re
from dataclasses import replace
from functools import reduce
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Paper
from kg.papers.identity import comparison_key, paper_id
from kg.papers.merge import merged, paper_of
from kg.papers.records import Record

SAME = [
    ("A Survey of Invented Things", "A survey of invented things"),
    ("Long-Range Things at Work", "Long Range Things At Work"),
    ("Naïve Baselines — Revisited Again", "Nai\u0308ve baselines: revisited again!"),
    ("The ﬁrst “Quoted” Paper Here", 'The first "Quoted" Paper Here'),
    ("Straße und Weg im Wald", "STRASSE UND WEG IM WALD"),
    ("A  Title\n with Breaks Inside", "A Title with Breaks Inside"),
]
DIFFERENT = [
    ("Invented Model 2 for All Things", "Invented Model 3 for All Things"),
    ("A Survey of Invented Things", "A Survey of Invented Strings"),
    ("学习 一 二 三 表示", "学习 一 二 三 表达"),
    ("One Two Three Four +", "One Two Three Four C"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_paper_id_ignores_typography(first: str, second: str) -> None:
    """Case, dashes, quotation marks, ligatures and spacing do not make another paper."""
    assert paper_id(first, "Some words.") == paper_id(second, "Other words altogether.")


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_paper_id_tells_titles_apart(first: str, second: str) -> None:
    """Another letter or digit is another paper."""
    assert paper_id(first, "Words.") != paper_id(second, "Words.")


def test_paper_id_of_a_short_title_needs_the_abstract() -> None:
    """Papers share titles of up to three words; their abstracts tell them apart."""
    assert paper_id("Prompting Things Well", "One.") != paper_id("Prompting Things Well", "Two.")
    assert paper_id("Prompting Things Well", "One.") == paper_id("prompting things well", "one")
    assert paper_id("Prompting Things Very Well", "One.") == paper_id("Prompting Things Very Well", "Two.")


def test_paper_id_is_pinned() -> None:
    """Ids are published addresses: they do not change between versions."""
    assert "paper/a-survey-of-invented-things-4ec04b6f" == paper_id("A Survey of Invented Things", "")


@given(st.text(), st.text())
def test_paper_id_is_part_of_an_address(title: str, abstract: str) -> None:
    """Whatever the texts are, the id is plain ASCII of bounded length."""
    assert re.fullmatch(r"paper/[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}", paper_id(title, abstract))
    assert len(paper_id(title, abstract)) <= 64


@given(st.text())
def test_comparison_key_is_stable(text: str) -> None:
    """A key is its own key, so comparing keys is an equivalence."""
    assert comparison_key(text) == comparison_key(comparison_key(text))


TEXTS = st.sampled_from(["a", "b", "aa", "ab", "ba"])
PAPERS = st.builds(
    Paper,
    id=st.just("paper/x"),
    title=TEXTS,
    abstract=TEXTS,
    sources=st.lists(st.sampled_from(["f:1", "f:2", "g:1"]), min_size=1, unique=True).map(
        lambda sources: tuple(sorted(sources))
    ),
    date=st.sampled_from(["", "2024", "2023", "2024-01", "2023-12-31"]),
    authors=st.sampled_from([(), ("A",), ("B",), ("A", "B")]),
    url=st.sampled_from(["", "https://a.org", "https://b.org"]),
)


@given(st.lists(PAPERS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_merged_does_not_depend_on_order(papers: list[Paper], random: Random) -> None:
    """Listings of one paper merge to the same paper in any order, and again to itself."""
    whole = reduce(merged, papers)
    random.shuffle(papers)
    assert whole == reduce(merged, papers)
    assert whole == merged(whole, papers[0])


def test_merged_takes_the_best_of_both() -> None:
    """The longest abstract wins; date, authors, address and sources come from whoever has them."""
    first = paper_of(Record("A Title of Four", "Long words.", 1, date="2024"), file="f")
    second = paper_of(Record("A title of four", "Words.", 2, "2023-01-02", ("A",), "https://a.org"), file="e")
    assert first.id == second.id
    expected = replace(first, sources=("e:2", "f:1"), date="2023-01-02", authors=("A",), url="https://a.org")
    assert expected == merged(first, second) == merged(second, first)
