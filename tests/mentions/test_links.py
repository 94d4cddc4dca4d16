"""Claims between the things of a paper, derived from their roles."""

import pytest

from kg.lexicon import Entry
from kg.mentions import extract, load_extractor
from kg.model import Paper

LEXICON = (
    Entry("K400", "Dataset"),
    Entry("MM-Vet", "Benchmark"),
    Entry("CLIP", "Model"),
    Entry("GPT-4V", "Model"),
    Entry("image captioning", "Task"),
)


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        (
            "Quokka: A Model for Seeing",
            "We present Quokka, a new model. Quokka reaches 80.1% on K400.",
            {("Quokka", "evaluated_on", "K400")},
        ),
        (
            "Quokka: A Model for Seeing",
            "We present Quokka, a new model. Our model outperforms GPT-4V on MM-Vet.",
            {("Quokka", "evaluated_on", "MM-Vet"), ("Quokka", "compared_with", "GPT-4V")},
        ),
        (
            "Quokka: A Model for Seeing",
            "We present Quokka, a new model built on CLIP.",
            {("Quokka", "based_on", "CLIP")},
        ),
        # must not match: another's work, and no thing of the paper's own
        ("Quokka: A Model for Seeing", "Others tested on K400. We present Quokka, a new model.", set()),
        ("How good are models?", "We test GPT-4V on MM-Vet.", set()),
    ],
)
def test_links_follow_from_what_is_introduced(
    title: str, abstract: str, expected: set[tuple[str, str, str]]
) -> None:
    """A link needs an introduced thing and a sentence that speaks of it."""
    extractor = load_extractor(model="lexicon", lexicon=LEXICON)
    (reading,) = extract([Paper("p", title, abstract)], extractor=extractor)
    links = {
        (reading.mentions[c.subject].text, c.relation, reading.mentions[c.object].text)
        for c in reading.claims
        if c.subject is not None
    }
    assert expected == links
