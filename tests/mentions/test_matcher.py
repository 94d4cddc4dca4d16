"""Lexicon names in running text."""

import pytest

from kg.lexicon import Entry
from kg.mentions.matcher import make_matcher
from kg.mentions.page import make_page
from kg.model import Paper

MATCHER = make_matcher(
    (
        Entry("CLIP", "Model"),
        Entry("BLIP-2", "Model"),
        Entry("Flamingo", "Model"),
        Entry("SAM", "Model", ("Segment Anything Model",)),
        Entry("Qwen2.5-VL", "Model"),
        Entry("Transformer", "Model"),
        Entry("Visual Genome", "Dataset"),
        Entry("image-text retrieval", "Task"),
        Entry("knowledge distillation", "Method"),
        Entry("accuracy", "Metric"),
        Entry("BLEU", "Metric", ("BLEU score",)),
        Entry("F1", "Metric", ("F1 score",)),
        Entry("large language model", "never", ("LLM",)),
    )
)


def read(text: str) -> list[tuple[str, str]]:
    """Return text and type of each match; vetoes have the type ``never``."""
    page = make_page(Paper("p", "", text))
    return [(text[c.start : c.end], c.type or c.rule) for c in MATCHER.find(page)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "CLIP-based and non-CLIP/BLIP-2 models",
            [("CLIP", "Model"), ("CLIP", "Model"), ("BLIP-2", "Model")],
        ),
        ("BLIP2 and BLIP 2", [("BLIP2", "Model"), ("BLIP 2", "Model")]),
        ("Image–Text Retrieval", [("Image–Text Retrieval", "Task")]),
        ("image text retrieval", [("image text retrieval", "Task")]),
        ("with Transformers", [("Transformers", "Model")]),
        ("Accuracy matters", [("Accuracy", "Metric")]),
        ("segment anything models", [("segment anything models", "Model")]),
        ("Qwen2.5-VL wins", [("Qwen2.5-VL", "Model")]),
        ("a BLEU score", [("BLEU", "Metric")]),
        ("an F1 score", [("F1 score", "Metric")]),
        ("LLMs and large language models", [("LLMs", "never"), ("large language models", "never")]),
        # must not match
        ("UrbanCLIP and CLIPS4", []),
        ("we clip the gradient", []),
        ("a flamingo", []),
        ("Sam said so", []),
        ("knowledge, distillation", []),
        ("visual genome", []),
        ("Visual. Genome", []),
        ("inaccuracy", []),
        ("at https://x.org/CLIP or clip@CLIP.org", []),
    ],
)
def test_names_match_as_the_field_writes_them(text: str, found: list[tuple[str, str]]) -> None:
    """Hyphens and plurals vary, case matters for names with capitals, and words are whole."""
    assert found == read(text)


def test_type_of_knows_every_spelling() -> None:
    """A single name can be looked up as well."""
    assert "Model" == MATCHER.type_of("BLIP2")
    assert "" == MATCHER.type_of("BLIP 3")
