"""Splitting abstracts into sentences."""

import pytest

from kg.mentions.page import mask
from kg.mentions.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One is here. Two is there.", 2),
        ("Tasks, e.g. VQA, are hard. So it is.", 2),
        ("Models (i.e. CLIP) win.", 1),
        ("As in Smith et al. Then came more.", 1),
        ("As shown by Smith et al. We go on.", 2),
        ("See Fig. 3 for it.", 1),
        ("We gain 2.5 points vs. CLIP. That is a lot!", 2),
        ("Is it true? We think so.", 2),
        ("Code is at https://github.com/a.b/C. It is free.", 2),
        ("We answer the query.This approach works.", 2),
        ("GPT-3.5 is Version 4. No, it is 3.", 2),
        ("It works (see below.) And ends.", 2),
        ("We show gains. mPLUG is next.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: int) -> None:
    """Abbreviations, numbers, addresses and lost spaces do not mislead the splitter."""
    spans = split_sentences(mask(text), 0, len(text))
    assert sentences == len(spans), [text[slice(*s)] for s in spans]
