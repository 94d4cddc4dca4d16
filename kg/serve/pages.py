"""Pages for people: the front page, the query page, and a page for every thing that has an IRI.

A thing's page shows what the graph states about it with the sentences that say so; to a machine the same
address gives RDF. Pages are Jinja templates in ``kg/data/serve`` with every value escaped.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kg import __version__
from kg.exports.rdf.names import iri, prefixes
from kg.query.library import find_question, questions
from kg.serve.negotiation import choose
from kg.serve.protocol import TRIPLE_TYPES, Reply, Request, refusal

_TEMPLATES = Path(__file__).parent.parent / "data" / "serve"
_HTML = "text/html"
_JSON = "application/sparql-results+json"
#: ``?format=`` in links, and the media type that it stands for.
FORMATS: dict[str, str] = {
    "html": _HTML,
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
#: The longest list that a page shows; the query page shows the rest.
_MOST = 500

_Run = Callable[[Request], Reply]
_Row = dict[str, str]

_ABOUT = f"""
SELECT $thing ?p ?o ?label WHERE {{ $thing ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }}
ORDER BY ?p ?label ?o LIMIT {_MOST}
"""
_WHY = """
    ?statement rdf:predicate ?p ; kg:confidence ?confidence ; kg:evidence ?evidence .
    ?evidence oa:hasSource ?paper ; oa:hasSelector ?sentence ; kg:rule ?rule .
    ?sentence oa:exact ?quote ; kg:field ?field .
    ?paper dcterms:title ?title ."""
# Each branch is whole, so that Oxigraph starts from the thing instead of joining it to every statement.
_STATED = f"""
SELECT $thing ?statement ?relation ?s ?subject ?o ?object ?confidence ?paper ?title ?field ?quote ?rule
WHERE {{
  {{
    ?statement rdf:subject $thing ; rdf:object ?o . $thing rdfs:label ?subject . ?o rdfs:label ?object .{_WHY}
    BIND($thing AS ?s)
  }} UNION {{
    ?statement rdf:object $thing ; rdf:subject ?s . $thing rdfs:label ?object . ?s rdfs:label ?subject .{_WHY}
    BIND($thing AS ?o)
  }}
  BIND(STRAFTER(STR(?p), "#") AS ?relation)
}}
ORDER BY ?relation ?subject ?object ?title ?quote LIMIT {_MOST}
"""
_RESULTS = f"""
SELECT $thing ?value ?system ?dataset ?metric ?quote ?paper ?title WHERE {{
  ?result kg:paper|kg:system|kg:dataset|kg:metric $thing ; kg:value ?value ; kg:paper ?paper ;
    kg:evidence/oa:hasSelector/oa:exact ?quote .
  ?paper dcterms:title ?title .
  OPTIONAL {{ ?result kg:system/rdfs:label ?system }}
  OPTIONAL {{ ?result kg:dataset/rdfs:label ?dataset }}
  OPTIONAL {{ ?result kg:metric/rdfs:label ?metric }}
}}
ORDER BY ?dataset ?metric ?value ?title LIMIT {_MOST}
"""
_TRIPLES = find_question("describe").text.replace("$entity", "$thing")
_COUNTS = """
SELECT ?class ?label (COUNT(?thing) AS ?count) WHERE {
  VALUES (?class ?label) {
    (kg:Paper "Papers") (kg:Model "Models") (kg:Method "Methods") (kg:Dataset "Datasets")
    (kg:Benchmark "Benchmarks") (kg:Task "Tasks") (kg:Metric "Metrics") (kg:Statement "Statements")
    (kg:Mention "Mentions") (kg:Result "Results") (kg:CoMention "Co-mentions")
  }
  ?thing a ?class
} GROUP BY ?class ?label
"""
_TOP = """
SELECT ?thing ?label (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  ?statement rdf:object ?thing ; rdf:subject ?paper . ?paper a kg:Paper . ?thing rdfs:label ?label
} GROUP BY ?thing ?label ORDER BY DESC(?papers) ?label LIMIT 60
"""


class _NoAnswerError(Exception):
    """A query of a page that got no rows but a refusal, such as a time limit."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply)
        self.reply = reply


def home(run: _Run, base: str, triples: int, *, has_graph: bool) -> Reply:
    """Return the front page: what is here, counted, and where to go."""
    try:
        counts, top = _rows(run, _COUNTS), _rows(run, _TOP)
    except _NoAnswerError as error:
        return error.reply
    counts.sort(key=lambda row: (row["label"] != "Papers", row["label"]))
    return _render("home.html", base, counts=counts, top=top, triples=triples, has_graph=has_graph)


def query(base: str, spelled: Mapping[str, str]) -> Reply:
    """Return the query page; ``spelled`` holds the shipped questions by name, ready to run."""
    shipped = [
        {"name": q.name, "title": q.title, "description": q.description, "text": spelled[q.name]}
        for q in questions().values()
    ]
    page = {"questions": shipped, "prefixes": prefixes(base), "base": base}
    return _render("query.html", base, shipped=shipped, page=page)


def thing(run: _Run, base: str, path: str, accept: str) -> Reply:
    """Return what the graph says about ``<base><path>``, as a page or as RDF."""
    media_type = choose(accept, [_HTML, *TRIPLE_TYPES])
    if media_type is None:
        return refusal(406, f"accept one of {', '.join([_HTML, *TRIPLE_TYPES])}")
    name = iri(base, path)
    bindings = (("thing", name),)
    try:
        about = _rows(run, _ABOUT, bindings)
        if not about:
            return refusal(404, f"the graph says nothing about <{name}>")
        if media_type != _HTML:
            return run(Request(_TRIPLES, media_type, bindings=bindings))
        stated, results = _rows(run, _STATED, bindings), _rows(run, _RESULTS, bindings)
    except _NoAnswerError as error:
        return error.reply
    for row in about:
        row["p"] = _shorten(row["p"], base)
    label = next((row["o"] for row in about if row["p"] == "rdfs:label"), name)
    return _render(
        "thing.html", base, name=name, label=label, about=about, stated=stated, results=results, most=_MOST
    )


def _rows(run: _Run, text: str, bindings: tuple[tuple[str, str], ...] = ()) -> list[_Row]:
    """Return the rows of a query of ours, each a dict of plain values; missing values are missing keys."""
    reply = run(Request(text, _JSON, bindings=bindings))
    if reply.status != 200:
        raise _NoAnswerError(reply)
    found = json.loads(reply.content)["results"]["bindings"]
    return [
        {
            **{name: term["value"] for name, term in row.items()},
            **{f"{name}_is_iri": "yes" for name, term in row.items() if term["type"] == "uri"},
        }
        for row in found
    ]


def _shorten(name: str, base: str) -> str:
    found = next(((p, n) for p, n in prefixes(base).items() if name.startswith(n)), None)
    return f"{found[0]}:{name.removeprefix(found[1])}" if found else name


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _render(template: str, base: str, **values: Any) -> Reply:
    def link(name: str) -> str:
        """Return the address of a thing here; names from elsewhere keep their IRI, if it is a web address."""
        if name.startswith(base):
            return "/" + quote(unquote(name.removeprefix(base)), safe="/-._~")
        return name if name.startswith(("http://", "https://")) else ""

    page: Template = _environment().get_template(template)
    shown = page.render(**values, link=link, short=lambda name: _shorten(name, base), version=__version__)
    return Reply(200, f"{_HTML}; charset=utf-8", shown.encode("utf-8", "replace"))
