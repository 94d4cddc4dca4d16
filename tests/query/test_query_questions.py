"""The right answer to every shipped question on a corpus small enough to answer by hand."""

import io
from pathlib import Path

import pyoxigraph
import pytest
from rdf_corpus import chart, corpus

from kg.exports.rdf import write_turtle
from kg.files import QUERIES
from kg.query import ask, questions
from kg.query.results import table
from kg.query.values import KINDS

#: question: values that are set, and the rows without their last column, the IRI.
EXPECTED: dict[str, tuple[dict[str, str], list[tuple[str, ...]]]] = {
    "ambiguous-names": (
        {},
        [("SAM", "2", "SAM (Segment Anything Model) | SAM (Sharpness-Aware Minimization)")],
    ),
    "baselines-for-task": ({}, [("CLIP", "1")]),
    "benchmarks-for-task": ({}, [("COCO", "2")]),
    "bridges": ({}, [("LoRA", "1", "1"), ("routing", "1", "1")]),
    "co-mentions": ({}, [("BLIP", "2", "0.6"), ("COCO", "2", "0.2")]),
    "datasets-used-with": ({}, [("CapSet", "1")]),
    "doubtful-things": ({}, [("LoRA", "typed Method in 1 of 2 papers")]),
    "explain": (
        {"entity": "BLIP"},
        [
            (
                "BLIP",
                "evaluatedOn",
                "COCO",
                "0.85",
                _BLIP := "BLIP reaches a CIDEr of 136.7 on COCO, +2.8% over CLIP.",
                "cue:invented",
            ),
            (
                "MMTest: A Benchmark",
                "evaluates",
                "BLIP",
                "0.8",
                "We present MMTest and evaluate CLIP and BLIP.",
                "cue:invented",
            ),
            (
                "BLIP: Captions That Help",
                "introduces",
                "BLIP",
                "0.95",
                "We introduce BLIP for image captioning and compare it with CLIP.",
                "cue:invented",
            ),
        ],
    ),
    "family": ({"entity": "CLIP"}, [("CLIP-Large", "variant of", "CLIP")]),
    "introduce-and-evaluate-elsewhere": ({}, [("CapSet: New Captions", "CapSet", "COCO")]),
    "introduced-by": (
        {"entity": "clip"},
        [
            (
                "CLIP: Learning from Captions",
                "2021-02-26",
                "We propose CLIP, a model for zero-shot classification.",
            )
        ],
    ),
    "methods-of-family": ({}, [("LoRA", "1")]),
    "metrics-for-benchmark": ({}, [("accuracy", "2")]),
    "models-evaluated-on": ({"entity": "MSCOCO"}, [("BLIP", "1")]),
    "new-benchmarks": (
        {},
        [
            ("CapSet", "Dataset", "CapSet: New Captions", "1"),
            ("MMTest", "Benchmark", "MMTest: A Benchmark", "0"),
        ],
    ),
    "paper-card": (
        {"paper": "CapSet: New Captions"},
        [
            ("addresses", "image captioning", "0.8", "We release CapSet, a dataset for image captioning."),
            ("evaluatesOn", "COCO", "0.9", "Models are also tested on COCO."),
            ("introduces", "CapSet", "0.95", "We release CapSet, a dataset for image captioning."),
        ],
    ),
    "papers-naming": (
        {},
        [
            ("BLIP: Captions That Help", "comparesWith", "0.9"),
            ("CLIP: Learning from Captions", "introduces", "0.95"),
            ("MMTest: A Benchmark", "evaluates", "0.8"),
        ],
    ),
    "papers-naming-both": ({}, [("CLIP: Learning from Captions", "introduces", "evaluatesOn")]),
    "papers-on-task-with-data": (
        {},
        [("BLIP: Captions That Help", "evaluates on"), ("CapSet: New Captions", "evaluates on")],
    ),
    "papers-using": ({}, [("Tuning CLIP-Large with LoRA", "uses", "CLIP-Large", "2024")]),
    "places": ({"entity": "CLIP"}, [("BLIP: Captions That Help", "abstract", "59", "63", "CLIP")]),
    "popular-benchmarks": ({}, [("COCO", "2"), ("ImageNet", "2")]),
    "popular-tasks": (
        {},
        [("image captioning", "2"), ("routing", "1"), ("zero-shot classification", "1")],
    ),
    "results-on": (
        {"entity": "COCO"},
        [
            ("BLIP", "CIDEr", "136.7", "false", "BLIP: Captions That Help", _BLIP),
            ("BLIP", "", "+2.8%", "true", "BLIP: Captions That Help", _BLIP),
        ],
    ),
    "similar-papers": (
        {"paper": "BLIP: Captions That Help"},
        [
            ("MMTest: A Benchmark", "3", "BLIP, CLIP, COCO"),
            ("CapSet: New Captions", "2", "COCO, image captioning"),
            ("CLIP: Learning from Captions", "1", "CLIP"),
        ],
    ),
    "tasks-without-benchmark": ({}, [("routing", "1")]),
    "weak-statements": (
        {"confidence": "0.4"},
        [
            (
                "0.3",
                "Sharp Minima and Sharp Masks",
                "addresses",
                "routing",
                "SAM segments images; SAM also names an optimizer for routing.",
                "cue:invented",
            )
        ],
    ),
}


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    stream = io.BytesIO()
    write_turtle(corpus(), stream, chart=chart())
    store = pyoxigraph.Store()
    store.load(stream.getvalue(), pyoxigraph.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("name", EXPECTED)
def test_question_gives_the_expected_answer(store: pyoxigraph.Store, name: str) -> None:
    """The rows are those that a person finds by reading the six abstracts."""
    values, expected = EXPECTED[name]
    header, rows = table(ask(store, questions()[name], values))
    found = list(rows)
    keep = len(header) if name == "ambiguous-names" else -1
    assert expected == [row[:keep] for row in found]


def test_describe_gives_the_part_of_the_graph_about_something(store: pyoxigraph.Store) -> None:
    """The triples hold the label, a statement and the sentence of its evidence, and nothing about others."""
    found = set(ask(store, questions()["describe"], {"entity": "MMTest"}).results)
    written = {str(t.object) for t in found}
    assert {'"MMTest"', '"We present MMTest and evaluate CLIP and BLIP."'} <= written
    assert '"CapSet"' not in written


def test_questions_are_many_and_each_has_an_expected_answer() -> None:
    """There are at least twenty, and no question goes untested."""
    assert set(questions()) == {*EXPECTED, "describe"}
    assert len(questions()) >= 20


@pytest.mark.parametrize("name", questions())
def test_question_has_a_whole_header(name: str) -> None:
    """Title, question and parameters of a known kind, with defaults and meanings."""
    question = questions()[name]
    assert question.title != name
    assert question.description.endswith(("?", "(as RDF)"))
    for parameter in question.parameters:
        assert parameter.kind in KINDS
        assert parameter.default
        assert parameter.meaning
        assert f"${parameter.name}" in question.text


def test_questions_are_those_of_the_repository() -> None:
    """Installed or in a checkout, the package finds every file of the folder ``queries``."""
    top = Path(__file__).parents[2] / "queries"
    found = {file.name for folder in QUERIES for file in folder.glob("*.rq")}
    assert {file.name for file in top.glob("*.rq")} == found
