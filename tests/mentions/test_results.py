"""Reported numbers and the datasets that their sentences tie them to."""

import pytest

from kg.mentions.page import make_page
from kg.mentions.results import find_results
from kg.model import Mention, Paper

NAMES = {
    "Quokka": "Model",
    "Wombat": "Model",
    "K400": "Dataset",
    "K600": "Dataset",
    "K700": "Dataset",
    "MM-Vet": "Benchmark",
    "accuracy": "Metric",
    "AP": "Metric",
}


def read(sentence: str) -> list[tuple[str, str, str, bool]]:
    """Return value, dataset, unit and whether it is relative, of each result in a sentence."""
    paper = Paper("p", "", sentence)
    places = sorted(
        (sentence.find(name, at), name)
        for name in NAMES
        for at in range(len(sentence))
        if sentence.startswith(name, at)
    )
    mentions = [
        Mention("p", "abstract", start, start + len(name), name, NAMES[name], "test", 1.0)
        for start, name in dict.fromkeys(places)
    ]
    return [
        (r.value, mentions[r.dataset].text, r.unit, r.relative)
        for r in find_results(make_page(paper), mentions, frozenset())
        if r.dataset is not None
    ]


@pytest.mark.parametrize(
    ("sentence", "results"),
    [
        ("Quokka reaches 88.5% accuracy on K400.", [("88.5%", "K400", "%", False)]),
        ("On K400, Quokka reaches 77.0% accuracy.", [("77.0%", "K400", "%", False)]),
        (
            "Quokka reaches 77.0% on K400, 76.8% on K600, and 76.9% on K700.",
            [("77.0%", "K400", "%", False), ("76.8%", "K600", "%", False), ("76.9%", "K700", "%", False)],
        ),
        ("It gains +4.9% on MM-Vet.", [("+4.9%", "MM-Vet", "%", True)]),
        ("It surpasses Wombat on K400 by 2.2%.", [("2.2%", "K400", "%", True)]),
        ("It surpasses Wombat by 2.2 points on K400.", [("2.2", "K400", "points", True)]),
        (
            "It improves accuracy on K400, K600 and K700 by 5%, 6.7% and 5.8%, respectively.",
            [("5%", "K400", "%", True), ("6.7%", "K600", "%", True), ("5.8%", "K700", "%", True)],
        ),
        ("It gets 34.8 AP (+9.1) on K400.", [("34.8", "K400", "", False), ("+9.1", "K400", "", True)]),
        (r"It reaches 69.68\% on K400.", [(r"69.68\%", "K400", "%", False)]),
        ("It gains 3-7% on K400.", [("3-7%", "K400", "%", True)]),
        # must not match
        ("Quokka reads 12K videos of K400.", []),
        ("Quokka has 7 billion weights and wins on K400.", []),
        ("In 2024 Quokka was tested on K400.", []),
        ("It is 10x faster on K400.", []),
        ("Trained with only 1% of the data, Quokka wins on K400.", []),
        ("Quokka uses 30% fewer parameters on K400.", []),
        ("Quokka reaches 88.5% accuracy.", []),
        ("K400 has 400 classes and 306,245 clips.", []),
        ("Quokka is tested on 3 splits of K400 with 5-shot prompts.", []),
    ],
)
def test_results_are_tied_as_the_sentence_says(
    sentence: str, results: list[tuple[str, str, str, bool]]
) -> None:
    """Values go to the dataset that the sentence names for them; counts, sizes and shares are no results."""
    assert results == read(sentence)
