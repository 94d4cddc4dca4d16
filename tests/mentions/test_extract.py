"""Extraction as a whole: offsets, order, processes and hash seeds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import Entry
from kg.mentions import Extractor, extract, load_extractor
from kg.model import Paper

LEXICON = (
    Entry("CLIP", "Model"),
    Entry("BLIP-2", "Model"),
    Entry("ImageNet", "Dataset"),
    Entry("visual question answering", "Task", ("VQA",)),
    Entry("accuracy", "Metric"),
    Entry("large language model", "never", ("LLM",)),
)

PAPER = Paper(
    "paper/fennec-00000000",
    "FENNEC: A Benchmark for Listening Robots",
    "Robots rarely listen. We propose Quiet Ear Training (QET), a novel framework for CLIP-based robots, e.g."
    " those of https://github.com/CLIP/QET. QET reaches 77.1% accuracy on ImageNet. BLIP2 and LLMs fail on"
    " VQA.",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor(model="lexicon", lexicon=LEXICON)


def test_extract_finds_names_with_their_types(extractor: Extractor) -> None:
    """Lexicon, definitions, coined names and shapes together read one abstract."""
    (reading,) = extract([PAPER], extractor=extractor)
    found = {(m.text, m.type) for m in reading.mentions}
    assert {
        ("FENNEC", "Benchmark"),
        ("Quiet Ear Training", "Method"),
        ("QET", "Method"),
        ("CLIP", "Model"),
        ("accuracy", "Metric"),
        ("ImageNet", "Dataset"),
        ("BLIP2", "Model"),
        ("VQA", "Task"),
    } == found
    assert 3 == sum(m.text == "QET" for m in reading.mentions) + sum(
        m.text == "CLIP" for m in reading.mentions
    )


def test_extract_says_what_a_paper_introduces(extractor: Extractor) -> None:
    """Coined names are introduced, each claim standing on a sentence that holds the name."""
    (reading,) = extract([PAPER], extractor=extractor)
    new = {reading.mentions[c.object].text for c in reading.claims if c.relation == "introduces"}
    assert {"FENNEC", "Quiet Ear Training"} == new
    for claim in reading.claims:
        assert reading.mentions[claim.object].text in PAPER.text(claim.field)[claim.start : claim.end]


def test_doc_has_the_mentions_for_entities(extractor: Extractor) -> None:
    """What spaCy gives is what is read without it, as entities of a Doc."""
    from kg.mentions.pipeline import make_pipeline, read_doc

    doc = read_doc(make_pipeline(extractor.lexicon, extractor.fingerprint), PAPER)
    (reading,) = extract([PAPER], extractor=extractor)
    assert f"{PAPER.title}\n\n{PAPER.abstract}" == doc.text
    assert [(m.text, m.type) for m in reading.mentions] == [(e.text, e.label_) for e in doc.ents]


def test_readings_do_not_depend_on_jobs(extractor: Extractor) -> None:
    """Two processes read the same as one, in the same order."""
    papers = [Paper(f"paper/p-{i}", PAPER.title, f"{PAPER.abstract} {i}") for i in range(150)]
    one = list(extract(papers, extractor=extractor))
    two = list(extract(papers, extractor=extractor, jobs=2))
    assert one == two


def test_readings_do_not_depend_on_the_hash_seed() -> None:
    """Two interpreters with different hash seeds print the same reading."""
    code = (
        "import test_extract as t\nfrom kg.mentions import extract, load_extractor\n"
        "print(list(extract([t.PAPER], extractor=load_extractor(model='lexicon', lexicon=t.LEXICON))))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert "QET" in runs[0]


def test_fingerprint_changes_with_the_lexicon() -> None:
    """One entry more makes another fingerprint; the same lexicon makes the same."""
    one = load_extractor(model="lexicon", lexicon=LEXICON).fingerprint
    assert one == load_extractor(model="lexicon", lexicon=LEXICON).fingerprint
    assert one != load_extractor(model="lexicon", lexicon=LEXICON[1:]).fingerprint


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"\n\\{}()$^%.,;:-/'\"“”ß İﬁ🙂",
                "CLIP",
                "ImageNet dataset",
                "We propose ",
                "Foo-Net",
                "(FN)",
                "VQA",
                " ",
            ]
        ),
        max_size=30,
    ).map("".join),
    st.text(max_size=40),
)
def test_mentions_are_what_stands_at_their_offsets(extractor: Extractor, abstract: str, title: str) -> None:
    """Whatever the text, offsets hold, mentions are sorted and apart, and claims lie inside the field."""
    paper = Paper("paper/x", title, abstract)
    (reading,) = extract([paper], extractor=extractor)
    last = ("title", 0)
    for m in reading.mentions:
        assert m.text == paper.text(m.field)[m.start : m.end] != ""
        assert m.field == "abstract" or last[0] == "title"
        assert m.field != last[0] or m.start >= last[1]
        last = (m.field, m.end)
    for c in reading.claims:
        assert 0 <= c.start <= c.end <= len(paper.text(c.field))
