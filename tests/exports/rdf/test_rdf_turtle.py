"""``graph.ttl``: parses everywhere to the same triples, says what the graph says, and is stable."""

import io
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdf_corpus import BLIP, CLIP, COCO, HOSTILE, chart, corpus, hostile

from kg.errors import OptionError
from kg.exports.rdf import describe, write_turtle
from kg.exports.rdf.names import DEFAULT_BASE, PREFIXES, VOCABULARY, check_base, iri
from kg.exports.rdf.terms import Iri, Literal, date, decimal
from kg.model import KnowledgeGraph

GRAPHS = {"corpus": corpus(), "hostile": hostile(), "empty": KnowledgeGraph()}


def turtle(graph: KnowledgeGraph, **options: object) -> bytes:
    stream = io.BytesIO()
    write_turtle(graph, stream, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def expected(graph: KnowledgeGraph, **options: object) -> set[tuple[str, str, str]]:
    """Return the described triples in N-Triples notation, apart from any writer."""
    return {
        (f"<{d.subject}>", f"<{p}>", f"<{o}>" if isinstance(o, Iri) else repr(tuple(o)))
        for d in describe(graph, **options)  # type: ignore[arg-type]
        for p, o in d.properties
    }


def by_oxigraph(data: bytes) -> set[tuple[str, str, str]]:
    def show(term: object) -> str:
        if isinstance(term, pyoxigraph.Literal):
            kind = "" if term.datatype.value in {PREFIXES["xsd"] + "string"} else term.datatype.value
            return repr((term.value, kind, term.language or ""))
        return str(term)

    triples = pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE)
    return {(show(t.subject), show(t.predicate), show(t.object)) for t in triples}


def by_rdflib(data: bytes) -> set[tuple[str, str, str]]:
    def show(term: object) -> str:
        if isinstance(term, rdflib.Literal):
            return repr((str(term), str(term.datatype or ""), term.language or ""))
        return f"<{term}>"

    graph = rdflib.Graph()
    graph.parse(data=data, format="turtle")
    return {(show(s), show(p), show(o)) for s, p, o in graph}


@pytest.mark.parametrize("name", GRAPHS)
def test_turtle_parses_back_to_what_was_described(name: str) -> None:
    """Two independent parsers read exactly the triples that were written."""
    data = turtle(GRAPHS[name])
    assert expected(GRAPHS[name]) == by_oxigraph(data) == by_rdflib(data)


@pytest.mark.parametrize("base", ["https://example.com/kg/", "https://example.com/kg#", "urn:x-kg:lab:"])
def test_turtle_parses_back_under_any_base(base: str) -> None:
    """The base changes the names and nothing else."""
    data = turtle(corpus(), base_iri=base)
    assert expected(corpus(), base=base) == by_oxigraph(data)
    assert f"<{base}{CLIP}>" in {s for s, _, _ in by_oxigraph(data)}


@pytest.mark.parametrize("base", ["", "kg/", "https://example.com", "https://exa mple.com/", 'http://x/">/'])
def test_check_base_refuses_what_ids_cannot_follow(base: str) -> None:
    """A base is an absolute IRI that ends where an id can begin."""
    with pytest.raises(OptionError, match="base of IRIs"):
        check_base(base)


def test_rapper_reads_the_same_number_of_triples(tmp_path: Path) -> None:
    """Raptor, a parser in C, finds no error and counts the same triples."""
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian package raptor2-utils)")
    for name, graph in GRAPHS.items():
        (tmp_path / name).write_bytes(turtle(graph))
        done = subprocess.run(
            [rapper, "-i", "turtle", "-o", "ntriples", tmp_path / name],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "error" not in done.stderr.casefold()
        assert len(set(done.stdout.splitlines())) == len(expected(graph))


def test_describe_has_one_direct_triple_for_a_simple_question() -> None:
    """What evaluates on COCO is one triple pattern away."""
    found = {
        s
        for s, p, o in expected(corpus())
        if (p, o) == (f"<{VOCABULARY}evaluatesOn>", f"<{DEFAULT_BASE}{COCO}>")
    }
    assert found == {f"<{DEFAULT_BASE}paper/blip-0002>", f"<{DEFAULT_BASE}paper/capset-0004>"}


def test_describe_leads_from_a_statement_to_its_sentence() -> None:
    """Statement, evidence, selector, quote: each step is a triple, and the quote is the sentence."""
    store = pyoxigraph.Store()
    store.load(turtle(corpus()), pyoxigraph.RdfFormat.TURTLE)
    query = f"""
        PREFIX kg: <{VOCABULARY}> PREFIX oa: <{PREFIXES["oa"]}> PREFIX rdf: <{PREFIXES["rdf"]}>
        SELECT ?quote ?start ?end ?confidence WHERE {{
          ?s rdf:subject <{DEFAULT_BASE}{BLIP}> ; rdf:predicate kg:evaluatedOn ; kg:evidence ?e .
          ?e oa:hasSelector ?at ; kg:confidence ?confidence .
          ?at oa:exact ?quote ; oa:start ?start ; oa:end ?end }}"""
    rows = [[term.value for term in row] for row in store.query(query)]
    assert rows == [["BLIP reaches a CIDEr of 136.7 on COCO, +2.8% over CLIP.", "65", "120", "0.85"]]


def test_describe_selects_every_place_that_names_something() -> None:
    """A mention leads to the entity and to its paper, with the spelling that stands at its offsets."""
    graph = corpus()
    store = pyoxigraph.Store()
    store.load(turtle(graph), pyoxigraph.RdfFormat.TURTLE)
    query = f"""
        PREFIX kg: <{VOCABULARY}> PREFIX oa: <{PREFIXES["oa"]}> PREFIX dcterms: <{PREFIXES["dcterms"]}>
        SELECT ?paper ?entity ?field ?start ?end ?exact WHERE {{
          ?m a kg:Mention, oa:TextPositionSelector ; kg:names ?entity ; dcterms:isPartOf ?paper ;
            kg:field ?field ; oa:start ?start ; oa:end ?end ; oa:exact ?exact }}"""
    found = {tuple(term.value.removeprefix(DEFAULT_BASE) for term in row) for row in store.query(query)}
    texts = {p.id: p for p in graph.papers}
    assert found == {
        (o.paper_id, o.entity, o.field, str(o.start), str(o.end), texts[o.paper_id].abstract[o.start : o.end])
        for o in graph.occurrences
    }


def test_describe_adds_communities_only_from_a_chart() -> None:
    """The community and the PageRank of a node stand in the graph when a chart is given."""
    wanted = (
        f"<{DEFAULT_BASE}{CLIP}>",
        f"<{VOCABULARY}community>",
        repr(("0", PREFIXES["xsd"] + "integer", "")),
    )
    assert wanted in expected(corpus(), chart=chart())
    assert wanted not in expected(corpus())


def test_describe_names_every_subject_once_and_no_blank_node() -> None:
    """A subject has one block, and every name is an IRI under the base."""
    subjects = [d.subject for d in describe(corpus(), chart=chart())]
    assert len(subjects) == len(set(subjects))
    assert {s for s in subjects if not s.startswith(DEFAULT_BASE)} == set()


def test_literals_keep_hostile_text_but_for_what_xml_cannot_carry() -> None:
    """Each control character becomes one U+FFFD, so that offsets stay true; all else stays."""
    clean = HOSTILE.replace("\x00", "\ufffd").replace("\x07", "\ufffd").replace("\x1b", "\ufffd")
    title = next(o for d in describe(hostile()) for p, o in d.properties if p.endswith("abstract"))
    assert title == Literal(clean)


def test_iris_are_percent_encoded() -> None:
    """What an IRI must not hold is written as %XX, so no id breaks out of its angle brackets."""
    assert iri(DEFAULT_BASE, 'system/"><s> ü') == "urn:x-kg:system/%22%3E%3Cs%3E%20%C3%BC"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2024-03-11", "date"),
        ("2024-03", "gYearMonth"),
        ("2024", "gYear"),
        ("2024-13", ""),
        ("soon", ""),
        ("2024-3-1", ""),
    ],
)
def test_date_gets_the_datatype_of_its_precision(value: str, written: str) -> None:
    """Whole dates, months and years are typed; what is no date stays text."""
    assert date(value) == Literal(value, PREFIXES["xsd"] + written if written else "")


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.5, "0.5"), (1.0, "1.0"), (0.0, "0.0"), (-0.0, "0.0"), (1e-7, "0.0"), (0.1234567, "0.123457")],
)
def test_decimal_writes_six_digits_and_no_exponent(value: float, written: str) -> None:
    """Scores are plain decimals that every parser reads alike."""
    assert decimal(value).text == written


def test_turtle_has_the_same_bytes_under_two_hash_seeds() -> None:
    """No set or dict order leaks into the file."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import rdf_corpus\n"
        "from kg.exports.rdf import write_turtle\n"
        "write_turtle(rdf_corpus.corpus(), sys.stdout.buffer, chart=rdf_corpus.chart())"
    )
    tests = str(Path(__file__).parents[2])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, tests],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {turtle(corpus(), chart=chart())}


@pytest.mark.parametrize(
    "ident",
    ["statement/a statement/b", "statement/", "statement/a/b", "statement/a-b", "x/1", "statement/ü", ""],
)
def test_odd_ids_are_one_name_each(ident: str) -> None:
    """An id that looks like several, or like none, is still one IRI, beside ids of the usual form."""
    usual = corpus()
    odd = replace(usual, statements=(*usual.statements, replace(usual.statements[0], id=ident)))
    assert expected(odd) == by_oxigraph(turtle(odd)) == by_rdflib(turtle(odd))
