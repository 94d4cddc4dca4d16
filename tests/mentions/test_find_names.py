"""Pieces of text that are shaped like names."""

import pytest

from kg.mentions.names import find_names, is_mark
from kg.mentions.page import make_page
from kg.model import Paper


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("we try LLaVA-1.5 and ViT-B/16 on it", ["LLaVA-1.5", "ViT-B/16"]),
        ("a CLIP-based model", ["CLIP"]),
        ("with Llama 2 7B, we win", ["Llama 2 7B"]),
        ("with Mistral 7B, we win", ["Mistral 7B"]),
        ("with T5-large and BERT-base", ["T5-large", "BERT-base"]),
        ("the paper's MMBench's rows", ["MMBench"]),
        ("we use the Visual Genome images", ["Visual Genome"]),
        ("we use SDXL Turbo here", ["SDXL Turbo"]),
        ("with DALL-E 3 and others", ["DALL-E 3"]),
        # must not match
        ("we use a vision-language encoder", []),
        ("In this paper we see", []),
        ("by 12.5% in 2023 for the 3rd time", []),
        ("the state-of-the-art and end-to-end way", []),
        ("a 7B model with 24K rows", []),
        ("However it is so", []),
        ("at https://github.com/LLaVA/LLaVA today", []),
    ],
)
def test_names_are_told_by_their_shape(text: str, names: list[str]) -> None:
    """Marks and runs of capitalised words are names; ordinary words, numbers and addresses are not."""
    assert names == [n.text for n in find_names(make_page(Paper("p", "", text)))]


@pytest.mark.parametrize("text", ["COCO", "mPLUG", "GPT4", "BERTScore", "X-CLIP", "R2D2", "3DGS"])
def test_marks_are_marks(text: str) -> None:
    """Capitals inside, digits, or only capitals make a mark."""
    assert is_mark(text)


@pytest.mark.parametrize("text", ["Visual", "vision-language", "Image-Text", "2023", "7B", "10k", "3rd", "A"])
def test_other_words_are_no_marks(text: str) -> None:
    """Title case, numbers, sizes and single letters make none."""
    assert not is_mark(text)
