"""A paper as one text, with addresses and commands overwritten."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.page import FILLER, cut, make_page, mask
from kg.model import Paper


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("See https://github.com/a/CLIP. It", "CLIP", ". It"),
        ("see www.CLIP.org, it", "CLIP", ", it"),
        ("at github.com/x/CLIP now", "CLIP", "now"),
        ("at CLIP.github.io now", "CLIP", "now"),
        ("write to me@CLIP.org now", "CLIP", "now"),
        ("write to [email protected] now", "email", "now"),
        ("at https ://CLIP.example/x now", "CLIP", "now"),
        (r"the \textit{CLIP} model", "textit", "CLIP"),
        (r"by 5\% on it", FILLER, r"5\%"),
        ("the BLIP/CLIP models", FILLER, "BLIP/CLIP"),
        ("we go on.Then CLIP follows", FILLER, "on.Then CLIP"),
    ],
)
def test_mask_hides_addresses_and_commands_alone(text: str, gone: str, kept: str) -> None:
    """What holds no names is gone, everything else stays in its place."""
    clean = mask(text)
    assert len(text) == len(clean)
    assert gone not in clean
    assert kept in clean
    assert text.index(kept) == clean.index(kept)


@given(st.text(max_size=60), st.text(max_size=200))
def test_places_lead_back_to_the_fields(title: str, abstract: str) -> None:
    """Every offset of the page belongs to the character that its field has there."""
    page = make_page(Paper("p", title, abstract))
    assert len(page.text) == len(page.clean)
    for at, letter in enumerate(page.text):
        field, start, _ = page.place(at, at)
        if at < len(title) or at >= page.split:
            assert letter == page.paper.text(field)[start]
            assert at == start + page.offset(field)
    for start, end in page.sentences:
        assert page.text[start:end].strip() or not page.clean[start:end].strip()


@given(st.text(alphabet="aB1.-/\n (İΣß ", max_size=60))
def test_words_are_the_pieces_of_the_whole_text(abstract: str) -> None:
    """Cutting what stands between spaces gives what cutting the whole text gives."""
    page = make_page(Paper("p", "", abstract))
    assert list(cut(page.clean)) == list(zip(page.starts, page.ends, page.words, strict=True))
    assert {word: page.indices({word}) for word in page.words} == page.places
    assert page.clean == " ".join(page.runs)


def test_one_letter_alone_grows_in_lower_case() -> None:
    """The end of a word is its start and its length, but where this letter stands."""
    grown = [chr(i) for i in range(sys.maxunicode + 1) if len(chr(i).lower()) != 1]
    assert ["İ"] == grown
