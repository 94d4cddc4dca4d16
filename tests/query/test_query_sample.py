"""Questions on the bundled sample: answers that were checked by hand against the abstracts."""

import shutil
import subprocess
import time
from pathlib import Path

import pyoxigraph
import pytest

from kg.exports import write
from kg.exports.graph_json import read_graph
from kg.exports.rdf.names import DEFAULT_BASE
from kg.ontology import kind_name
from kg.query import Question, ask, open_store, parse_question, questions
from kg.query.results import table
from kg.query.validate import validate


@pytest.fixture(scope="module")
def store(built: Path) -> pyoxigraph.Store:
    return open_store(built)


def rows(store: pyoxigraph.Store, name: str, **values: str) -> list[dict[str, str]]:
    header, found = table(ask(store, questions()[name], values))
    return [dict(zip(header, row, strict=True)) for row in found]


def test_sample_knows_what_introduced_denseclip(store: pyoxigraph.Store) -> None:
    """Its title says so."""
    titles = {row["title"] for row in rows(store, "introduced-by", entity="DenseCLIP")}
    assert titles == {"DenseCLIP: Language-Guided Dense Prediction with Context-Aware Prompting"}


def test_sample_knows_who_uses_dinov2(store: pyoxigraph.Store) -> None:
    """The projectors align it with a language model."""
    titles = {row["title"] for row in rows(store, "papers-using", entity="DINOv2")}
    assert "From Unimodal to Multimodal: Scaling up Projectors to Align Modalities" in titles


def test_sample_knows_results_on_imagenet(store: pyoxigraph.Store) -> None:
    """Numbers and systems as the sentences have them, each metric's highest first."""
    found = [(row["system"], row["value"]) for row in rows(store, "results-on", entity="ImageNet")]
    expected = [("CoCa", "91.0%"), ("CoCa", "90.6%"), ("CoCa", "86.3%")]
    assert expected == [pair for pair in found if pair in expected]
    assert ("ViTamin-XL", "82.9%") in found


def test_sample_knows_who_evaluates_on_flickr30k(store: pyoxigraph.Store) -> None:
    """Five abstracts that list it among their benchmarks, in two spellings."""
    found = rows(store, "papers-using", entity="Flickr30K")
    titles = {row["title"] for row in found if row["role"] == "evaluates on"}
    expected = {
        "Attentive Mask CLIP",
        "SITTA: A Semantic Image-Text Alignment for Image Captioning",
        "Scaling Up Visual and Vision-Language Representation Learning With Noisy Text Supervision",
        "CoCa: Contrastive Captioners are Image-Text Foundation Models",
        "Long-CLIP: Unlocking the Long-Text Capability of CLIP",
    }
    assert expected <= titles


def test_sample_knows_its_most_popular_data(store: pyoxigraph.Store) -> None:
    """COCO and ImageNet are what most of these papers evaluate on."""
    found = rows(store, "popular-benchmarks")[:3]
    assert {"COCO", "ImageNet"} <= {row["benchmark"] for row in found}
    assert all(int(row["papers"]) >= 8 for row in found)


def test_sample_knows_new_benchmarks(store: pyoxigraph.Store) -> None:
    """Benchmarks that titles or abstracts present under a name, with the beginnings of the titles."""
    found = {row["name"]: row["title"] for row in rows(store, "new-benchmarks")}
    expected = {
        "MMStar": "Are We on the Right Way",
        "GeneCIS": "GeneCIS: A Benchmark",
        "MVBench": "MVBench: A Comprehensive",
        "SEED-Bench": "SEED-Bench: Benchmarking",
        "MMVP": "Eyes Wide Shut?",
        "Video-MME": "Video-MME: The First-Ever",
    }
    assert expected == {name: found.get(name, "")[: len(title)] for name, title in expected.items()}


def test_sample_knows_what_is_used_with_coco(store: pyoxigraph.Store) -> None:
    """Captions come in two collections, which papers evaluate on together more often than on any other."""
    found = rows(store, "datasets-used-with", entity="COCO")
    assert "Flickr30K" == found[0]["dataset"]


def test_sample_knows_how_flickr30k_is_spelled(store: pyoxigraph.Store) -> None:
    """Every place is one where the paper has the spelling, and there is more than one of these."""
    places = rows(store, "places", entity="Flickr30K")
    assert {"Flickr30K", "Flickr30k"} <= {row["spelling"] for row in places}


@pytest.mark.parametrize("name", questions())
def test_question_is_answered_at_once_on_the_sample(store: pyoxigraph.Store, name: str) -> None:
    """No question takes longer than counting all triples a few times, however busy the machine is."""

    def seconds(question: Question) -> float:
        start = time.process_time()
        assert list(ask(store, question).results) is not None  # type: ignore[arg-type]
        return time.process_time() - start

    counting = parse_question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    pairs = [(seconds(questions()[name]), seconds(counting)) for _ in range(5)]
    assert min(taken for taken, _ in pairs) < 6 * max(count for _, count in pairs)


def test_formats_hold_the_same_triples_of_the_sample(built: Path, tmp_path: Path) -> None:
    """Every RDF syntax of the sample parses to the triples of its Turtle; rapper agrees."""
    names = ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
    paths = write(read_graph(built), tmp_path, formats=names)
    assert paths[0].read_bytes() == (built / "graph.ttl").read_bytes()
    found = [{quad.triple for quad in pyoxigraph.parse(path=str(path))} for path in paths]
    assert [len(found[0])] * len(names) == [len(triples & found[0]) for triples in found]
    assert {len(triples) for triples in found} == {len(found[0])}
    rapper = shutil.which("rapper")
    if rapper:
        command = [rapper, "-q", "-i", "turtle", "-o", "ntriples", paths[0]]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert len(set(done.stdout.splitlines())) == len(found[0])


@pytest.mark.slow  # pySHACL reads a hundred thousand triples with rdflib
def test_sample_keeps_every_rule(built: Path) -> None:
    """No violation of the shapes or of the rules across triples; warnings only where papers disagree.

    What most papers take for a method may keep the id of a task; then its relations may be those of tasks.
    """
    findings = validate(built)
    disputed = {
        DEFAULT_BASE + e.id for e in read_graph(built).entities if e.id.partition("/")[0] != kind_name(e.type)
    }
    assert [] == [finding for finding in findings if finding.severity == "violation"]
    assert {finding.node for finding in findings} <= disputed
