"""Comparison keys: what writers vary goes, what tells names apart stays."""

import pytest

from kg.entities.names import clean, comparison_key, is_name_shaped, is_term, singular

SAME = [
    ("system", "BLIP2", "BLIP-2"),
    ("system", "Llama 3.1 8B", "LLaMA-3.1-8B"),
    ("system", "LLaVA-v1.5", "LLaVA 1.5"),
    ("system", "CNNs", "CNN"),
    ("system", "Vision Transformers", "vision transformer"),
    ("system", "OpenAI's GPT-4", "GPT-4"),
    ("system", "the CLIP model", "CLIP"),
    ("system", r"\textit{CLIP}", "CLIP"),
    ("system", r"$\pi_0$", "π0"),
    ("system", "diffusion models", "Diffusion Model"),
    ("resource", "ImageNet dataset", "ImageNet"),
    ("resource", "VQA v2.0", "VQAv2"),
    ("resource", r"$\tau$-bench", "τ-bench"),
    ("resource", "Flickr30k", "Flickr 30K"),
    ("task", "image–text retrieval", "image-text retrieval"),
    ("task", "summarisation", "summarization"),
    ("task", r"medical Q\&A", "medical Q&A"),
    ("task", "Whole Slide Image (WSI) analysis", "whole slide image analysis"),
    ("metric", "F1 score", "F1"),
    ("metric", "Cohen kappa", "Cohen's kappa"),
    ("metric", "Kullback-Leibler (KL) divergence", "Kullback–Leibler divergence"),
]

APART = [
    ("system", "GPT-3", "GPT-4"),
    ("system", "GPT-3.5", "GPT-35"),
    ("system", "GPT-4", "GPT-4V"),
    ("system", "LLaVA", "LLaVA-1.5"),
    ("system", "YOLO", "YOLOS"),
    ("system", "YOLOv8", "YOLOv8s"),
    ("system", "DeepLabv3", "DeepLabv3+"),
    ("system", "Llama 3 18B", "Llama 31 8B"),
    ("system", "diffusion model", "diffusion"),
    ("resource", "MMLU", "MMLU-Pro"),
    ("resource", "RefCOCO", "RefCOCO+"),
    ("resource", "CIFAR-10", "CIFAR-100"),
    ("task", "VOS", "VO"),
]


@pytest.mark.parametrize(("kind", "a", "b"), SAME)
def test_comparison_key_ignores_what_writers_vary(kind: str, a: str, b: str) -> None:
    """Case, hyphens, spaces, Unicode, plurals, heads, possessives and LaTeX make no other name."""
    assert comparison_key(a, kind) == comparison_key(b, kind)


@pytest.mark.parametrize(("kind", "a", "b"), APART)
def test_comparison_key_keeps_names_apart(kind: str, a: str, b: str) -> None:
    """Versions, sizes and different words make other names."""
    assert comparison_key(a, kind) != comparison_key(b, kind)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("CNNs", "CNN"),
        ("CNNS", "CNNS"),
        ("TACoS", "TACoS"),
        ("analyses", "analysis"),
        ("bias", "bias"),
        ("queries", "query"),
        ("losses", "loss"),
        ("corpus", "corpus"),
        ("transformers", "transformer"),
        ("s", "s"),
    ],
)
def test_singular_strips_plurals_alone(word: str, expected: str) -> None:
    """A plural loses its ending; words and acronyms that end so by themselves keep it."""
    assert expected == singular(word)


def test_clean_removes_markup_but_no_content() -> None:
    """LaTeX leftovers, odd dashes and invisible characters go, words stay."""
    assert clean("\\textbf{Foo}\u200b\u2013Bar  \uff11") == "Foo-Bar 1"


def test_comparison_key_without_letters_is_empty() -> None:
    """A text of punctuation alone has no key."""
    assert comparison_key("--- ()", "system") == ""


def test_is_name_shaped_knows_capitals_and_digits() -> None:
    """Inner capitals and digits make a name; a capital at the front of a plain word does not."""
    assert [is_name_shaped(t) for t in ("CLIP", "GPT-4", "Diffusion", "Mini-LM")] == [True, True, False, True]


def test_is_term_accepts_sentence_case() -> None:
    """A term at the start of a sentence is still a term; a title-cased name is not."""
    assert [is_term(t) for t in ("Image captioning", "image captioning", "Image Captioning")] == [
        True,
        True,
        False,
    ]
