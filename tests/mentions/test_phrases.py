"""Ordinary phrases that name tasks, methods and metrics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.page import cut, make_page
from kg.mentions.phrases import find_phrases
from kg.mentions.tables import read_table
from kg.model import Paper

METRICS = [row[1:] for row in read_table("phrases.tsv", ("kind", "heads", "modifiers")) if row[0] == "metric"]


@pytest.mark.parametrize(("pattern", "words"), METRICS, ids=lambda cell: cell[:20])
@given(data=st.data())
def test_metrics_begin_with_the_words_beside_them(pattern: str, words: str, data: st.DataObject) -> None:
    """Where none of the words stands, the pattern cannot match, so it is not tried there."""
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert cut(text)[0][2] in words.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("reaches 90% top-1 accuracy now", [("top-1 accuracy", "Metric")]),
        ("the Macro-F1 score and P@5", [("P@5", "Metric")]),
        ("macro-F1 score and P@5", [("macro-F1 score", "Metric"), ("P@5", "Metric")]),
        ("object detection helps", [("object detection", "Task")]),
        # must not match
        ("inaccuracy and re-accuracy of x@F1", []),
        ("detection alone", []),
    ],
)
def test_phrases_are_found_where_they_stand(text: str, found: list[tuple[str, str]]) -> None:
    """Metrics by pattern, tasks and methods by head and modifier."""
    page = make_page(Paper("p", "", text))
    assert found == [(text[c.start : c.end], c.type) for c in find_phrases(page) if c.rule != "phrase:wide"]
