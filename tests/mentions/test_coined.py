"""Names that a paper coins, and the type that its nouns give them."""

import pytest

from kg.mentions.acronyms import find_definitions
from kg.mentions.coined import find_coined
from kg.mentions.names import add_definitions, find_names
from kg.mentions.page import make_page
from kg.model import Paper

SURE = ("coined:propose", "coined:title", "coined:naming", "coined:apposition", "coined:list")


def read(title: str, abstract: str) -> dict[str, str]:
    """Return the coined names and their types; an empty type where no noun says it."""
    page = make_page(Paper("p", title, abstract))
    names = add_definitions(find_names(page), page, list(find_definitions(page)))
    found: dict[str, str] = {}
    for c in find_coined(page, names):
        if c.rule.startswith(SURE):
            text = page.text[c.start + page.offset(c.field) : c.end + page.offset(c.field)]
            found[text] = c.type or found.get(text, "")
    return found


@pytest.mark.parametrize(
    ("title", "abstract", "found"),
    [
        ("Quokka: A Benchmark for Patience", "", {"Quokka": "Benchmark"}),
        ("QuokkaBench: Waiting for Models", "", {"QuokkaBench": ""}),
        ("", "We propose WaitNet, a network for waiting.", {"WaitNet": "Model"}),
        ("", "In this paper, we introduce a novel dataset called WaitSet for it.", {"WaitSet": "Dataset"}),
        ("", "This paper presents WaitEval, a comprehensive benchmark.", {"WaitEval": "Benchmark"}),
        ("", "We present the WaitLoss objective.", {"WaitLoss": "Method"}),
        ("", "We release two datasets, WaitSet and HasteSet.", {"WaitSet": "Dataset", "HasteSet": "Dataset"}),
        ("", "A simple framework, dubbed WaitUp, does it.", {"WaitUp": "Method"}),
        ("", 'The module is termed "WaitMod".', {"WaitMod": "Method"}),
        ("", "We call the metric WaitScore.", {}),
        (
            "",
            "We propose Patient Ear Training (PET), a new method.",
            {"Patient Ear Training": "Method", "PET": "Method"},
        ),
        # must not match
        ("How good is CLIP at waiting?", "", {}),
        ("Waiting with CLIP and ImageNet", "", {}),
        ("", "We propose a method for CLIP.", {}),
        ("", "We propose to train on ImageNet.", {}),
        ("", "We introduce a loss that improves CLIP.", {}),
        ("", "Prior work proposed much. CLIP is used by many.", {}),
        ("", "We evaluate CLIP on ImageNet.", {}),
        ("", "We present results on COCO.", {}),
    ],
)
def test_coined_names_follow_the_words_of_proposal(title: str, abstract: str, found: dict[str, str]) -> None:
    """The name after the verb is coined, the name after a preposition is not."""
    assert found == read(title, abstract)
