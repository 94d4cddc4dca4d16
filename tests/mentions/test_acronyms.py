"""Short forms that a text defines."""

import pytest

from kg.mentions.acronyms import find_definitions
from kg.mentions.page import make_page
from kg.model import Paper


def read(text: str) -> list[tuple[str, str]]:
    """Return short and long form of each definition in an abstract."""
    paper = Paper("p", "", text)
    found = list(find_definitions(make_page(paper)))
    for d in found:
        assert d.short in paper.text(d.field)[d.start : d.end]
        assert d.long in paper.text(d.field)[d.start : d.end]
    return [(d.short, d.long) for d in found]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("We use the Segment Anything Model (SAM) here.", [("SAM", "Segment Anything Model")]),
        ("We use SAM (Segment Anything Model) here.", [("SAM", "Segment Anything Model")]),
        ("We study visual question answering (VQA).", [("VQA", "visual question answering")]),
        ("Large language models (LLMs) are large.", [("LLMs", "Large language models")]),
        ('We add Quiet Ear Training ("QET") to it.', [("QET", "Quiet Ear Training")]),
        ("We propose Quiet Ear Training, dubbed QET.", [("QET", "Quiet Ear Training")]),
        (
            "It is a convolutional neural network, or CNN, for sound.",
            [("CNN", "convolutional neural network")],
        ),
        (
            "We use Contrastive Language-Image Pre-training (CLIP; Radford et al., 2021).",
            [("CLIP", "Contrastive Language-Image Pre-training")],
        ),
        ("Retrieval-augmented generation (RAG) helps.", [("RAG", "Retrieval-augmented generation")]),
        ("We measure bilingual evaluation understudy (BLEU).", [("BLEU", "bilingual evaluation understudy")]),
        # must not match
        ("We test it on pictures (Figure 2).", []),
        ("It is fast (see the appendix).", []),
        ("It was shown before (Smith, 2019).", []),
        ("We gain much (up to 5%).", []),
        ("Models (e.g., CLIP) fail.", []),
        ("It runs on a machine (GPU).", []),
        ("We test three sets (COCO, VQA, GQA).", []),
        ("The first (1) and the second (2) differ.", []),
        ("Either works, or CLIP does.", []),
    ],
)
def test_definitions_are_found_as_schwartz_and_hearst_do(text: str, pairs: list[tuple[str, str]]) -> None:
    """Both orders, plurals, quotes and forms without brackets; brackets that define nothing give nothing."""
    assert pairs == read(text)
