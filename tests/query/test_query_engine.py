"""Queries: values are bound as terms, errors say where, nothing but the graph is read."""

import io
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdf_corpus import CLIP, HOSTILE, chart, corpus, hostile

from kg.errors import GraphError, OptionError, QueryError
from kg.exports import rdf
from kg.query import ask, find_question, open_store, parse_question
from kg.query.engine import refuse_service, spell_out
from kg.query.library import questions
from kg.query.results import ROW_FORMATS, TRIPLE_FORMATS, table, write_answer

WRITERS = {
    "graph.ttl": "write_turtle",
    "graph.nt": "write_ntriples",
    "graph.nq": "write_nquads",
    "graph.trig": "write_trig",
    "graph.jsonld": "write_jsonld",
    "graph.rdf": "write_rdfxml",
}
USES = "SELECT $entity ?paper WHERE { ?paper kg:comparesWith $entity }"


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    return loaded(rdf.write_turtle)


def loaded(writer: object, graph: object = None) -> pyoxigraph.Store:
    stream = io.BytesIO()
    writer(graph or corpus(), stream, chart=chart())  # type: ignore[operator]
    store = pyoxigraph.Store()
    store.load(stream.getvalue(), pyoxigraph.RdfFormat.TURTLE)
    return store


def rows(store: pyoxigraph.Store, text: str, **values: str) -> list[tuple[str, ...]]:
    return list(table(ask(store, parse_question(text), values))[1])


@pytest.mark.parametrize(
    "value",
    [
        "CLIP",
        "clip",
        "Contrastive Language-Image Pre-training",
        CLIP,
        f"urn:x-kg:{CLIP}",
        f"<urn:x-kg:{CLIP}>",
    ],
)
def test_ask_knows_an_entity_by_any_of_its_names(store: pyoxigraph.Store, value: str) -> None:
    """Label, other case, alias, id and IRI all stand for the same thing."""
    assert [("urn:x-kg:paper/blip-0002",)] == rows(store, USES, entity=value)


def test_ask_names_the_nearest_things(store: pyoxigraph.Store) -> None:
    """A name that is nearly right gets the right one back."""
    with pytest.raises(QueryError, match="no entity is called 'CLIPP'; did you mean CLIP"):
        rows(store, USES, entity="CLIPP")
    with pytest.raises(QueryError, match="check the spelling"):
        rows(store, USES, entity="zzzzzzzz")


def test_ask_lists_the_choices_for_a_name_with_two_meanings(store: pyoxigraph.Store) -> None:
    """Homonyms are told apart by IRI, never by guessing."""
    with pytest.raises(QueryError, match=r"2 things are called 'SAM'.*segment-anything-model"):
        rows(store, USES, entity="SAM")


def test_ask_says_where_the_syntax_is_wrong(store: pyoxigraph.Store) -> None:
    """Line and column, counted from one, in the text as it was given."""
    with pytest.raises(QueryError, match="syntax error at line 2, column 25"):
        rows(store, "SELECT ?x WHERE {\n  ?x kg:uses ?y FILTER }")
    with pytest.raises(QueryError, match=r"line 1.*Prefix not found"):
        rows(store, "SELECT ?x WHERE { ?x nope:uses ?y }")


def test_ask_refuses_to_set_what_the_query_lacks(store: pyoxigraph.Store) -> None:
    """A misspelt parameter is an error and not silence."""
    with pytest.raises(QueryError, match="no variable 'entiti' to set; set one of entity"):
        rows(store, USES, entiti="CLIP")
    with pytest.raises(QueryError, match="only be set when the query selects it"):
        rows(store, "SELECT ?p WHERE { ?p kg:uses $e }", e="CLIP")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_values_are_bound_and_never_read_as_sparql(value: str) -> None:
    """Whatever the value holds, the query compares with exactly that text."""
    store = pyoxigraph.Store()
    name, label = pyoxigraph.NamedNode("urn:a"), pyoxigraph.NamedNode("urn:label")
    store.add(pyoxigraph.Quad(name, label, pyoxigraph.Literal(value)))
    question = parse_question(
        "# parameter: text (text) = x -- any text\nSELECT $text ?s WHERE { ?s <urn:label> $text }"
    )
    assert [("urn:a",)] == list(table(ask(store, question, {"text": value}))[1])
    assert [] == list(table(ask(store, question, {"text": value + '" } #'}))[1])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "select * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . # a comment\nSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . <urn:#> ?p ?o . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } FILTER(?a>?b) }",
    ],
)
def test_refuse_service_finds_the_keyword_in_any_disguise(text: str) -> None:
    """No query reaches out to another endpoint."""
    with pytest.raises(QueryError, match="SERVICE is refused"):
        refuse_service(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s kg:service ?o } # SERVICE",
        'SELECT * { ?s ?p "SERVICE", \'SERVICE\', """a "SERVICE" b""", <urn:SERVICE> }',
        "PREFIX service: <urn:x#> SELECT * { ?s service:x ?o }",
    ],
)
def test_refuse_service_lets_the_word_stand_elsewhere(text: str) -> None:
    """Variables, names, texts, IRIs and comments may say service."""
    refuse_service(text)


def test_find_question_names_the_nearest() -> None:
    """A misspelt question gets the right one back."""
    with pytest.raises(QueryError, match="did you mean papers-using"):
        find_question("paper-using")


def test_parse_question_says_which_header_line_is_wrong() -> None:
    """A parameter without a default is reported with its line."""
    with pytest.raises(QueryError, match=r"own\.rq:2: a parameter line is wrong"):
        parse_question("# title: x\n# parameter: entity\nASK {}", where="own.rq")


#: Questions whose defaults name something in the small corpus too.
ANSWERABLE = sorted(questions().keys() - {"family", "paper-card", "similar-papers"})


@pytest.mark.parametrize("name", ANSWERABLE)
def test_spelled_out_question_runs_anywhere(store: pyoxigraph.Store, name: str) -> None:
    """With its defaults written into the text a question gives the same answer without binding."""
    question = questions()[name]
    plain = parse_question(spell_out(store, question).replace("# parameter", "# default"))
    bound = ask(store, question)
    if name == "describe":
        assert set(bound.results) == set(ask(store, plain).results)
    else:
        header, rows = table(ask(store, plain))
        wanted = [header.index(name) for name in table(bound)[0]]
        assert sorted(table(ask(store, question))[1]) == sorted(tuple(r[i] for i in wanted) for r in rows)


@pytest.mark.parametrize("file", WRITERS)
def test_open_store_reads_every_format(file: str, tmp_path: Path) -> None:
    """The same question has the same answer on each file; quads in named graphs count too."""
    with (tmp_path / file).open("wb") as stream:
        getattr(rdf, WRITERS[file])(corpus(), stream, chart=chart())
    assert [("urn:x-kg:paper/blip-0002",)] == rows(open_store(tmp_path / file), USES, entity="CLIP")


def test_open_store_reads_an_oxigraph_store(tmp_path: Path, store: pyoxigraph.Store) -> None:
    """The folder of a store on disk is opened as it is."""
    disk = pyoxigraph.Store(str(tmp_path / "store"))
    disk.bulk_extend(store)
    disk.flush()
    del disk
    assert [("urn:x-kg:paper/blip-0002",)] == rows(open_store(tmp_path / "store"), USES, entity="CLIP")


def test_open_store_says_what_is_wrong(tmp_path: Path) -> None:
    """Nothing there, an unknown suffix, and a broken file with its line."""
    with pytest.raises(GraphError, match="run 'kg build' first"):
        open_store(tmp_path)
    (tmp_path / "x.docx").write_text("x")
    with pytest.raises(GraphError, match=r"'\.docx', which names no RDF syntax"):
        open_store(tmp_path / "x.docx")
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b .\n")
    with pytest.raises(GraphError, match=r"x\.ttl:2: is broken"):
        open_store(tmp_path / "x.ttl")


@pytest.mark.parametrize("format_", ROW_FORMATS)
def test_hostile_text_comes_out_of_every_row_format(format_: str) -> None:
    """The title stands in the result as the graph holds it, in the notation of the format."""
    store = loaded(rdf.write_turtle, hostile())
    stream = io.BytesIO()
    write_answer(ask(store, parse_question("SELECT ?a { ?p dcterms:abstract ?a }")), stream, format_=format_)
    stream.seek(0)
    clean = HOSTILE.replace("\x00", "\ufffd").replace("\x07", "\ufffd").replace("\x1b", "\ufffd")
    if format_ == "csv":
        assert '"' + clean.replace('"', '""') + '"' in stream.getvalue().decode()
        return
    results = pyoxigraph.parse_query_results(stream, ROW_FORMATS[format_])
    assert [clean] == [row["a"].value for row in results]  # type: ignore[union-attr]


@pytest.mark.parametrize("format_", TRIPLE_FORMATS)
def test_triples_come_out_of_every_triple_format(store: pyoxigraph.Store, format_: str) -> None:
    """CONSTRUCT gives RDF that parses back to the same triples."""
    question = find_question("describe")
    stream = io.BytesIO()
    write_answer(ask(store, question), stream, format_=format_, prefixes=rdf.prefixes())
    back = {q.triple for q in pyoxigraph.parse(stream.getvalue(), TRIPLE_FORMATS[format_])}
    assert set(ask(store, question).results) == back


def test_write_answer_refuses_a_format_that_does_not_suit(store: pyoxigraph.Store) -> None:
    """Rows are no RDF, and RDF is no table."""
    with pytest.raises(OptionError, match="'turtle' cannot hold rows; choose from csv"):
        write_answer(ask(store, parse_question("ASK {}")), io.BytesIO(), format_="turtle")
    with pytest.raises(OptionError, match="'csv' cannot hold triples; choose from turtle"):
        write_answer(ask(store, find_question("describe")), io.BytesIO(), format_="csv")
