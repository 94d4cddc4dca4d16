"""The SPARQL endpoint: an HTTP request becomes a :class:`kg.serve.protocol.Request`, or a reason why not.

GET with ``query=``, POST of a form and POST of ``application/sparql-query`` are the three ways of the
"SPARQL 1.1 Protocol" (section 2.1). GET without a query gets the service description. Updates are refused
with 403.
"""

import io
from collections.abc import Callable
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest

from kg.exports.rdf.names import PREFIXES, VOCABULARY, Iri
from kg.exports.rdf.ontology import ontology
from kg.exports.rdf.terms import Description, Term, integer, text
from kg.exports.rdf.turtle import write_turtle
from kg.query.results import serialize_triples
from kg.serve.negotiation import choose
from kg.serve.protocol import TRIPLE_TYPES, Reply, Request, refusal

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
#: The largest query; a protocol for questions needs no more.
_MAX_BODY = 1 << 20
_QUERY, _UPDATE, _FORM = (
    "application/sparql-query",
    "application/sparql-update",
    "application/x-www-form-urlencoded",
)

_Pairs = list[tuple[str, str]]


class _RefusedError(Exception):
    """A request that gets a refusal instead of an answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.reply = refusal(status, reason)


async def handle(request: HttpRequest, run: Callable[[Request], Reply], triples: int) -> Reply:
    """Answer one HTTP request to the endpoint.

    Args:
        request: what came in.
        run: answers a query; runs in a thread.
        triples: how many triples there are, for the service description.
    """
    accept = ", ".join(request.headers.getlist("accept"))
    try:
        pairs = await _pairs(request)
        if request.method in {"GET", "HEAD"} and not any(name in {"query", "update"} for name, _ in pairs):
            return describe_service(str(request.url.replace(query="", fragment="")), triples, accept)
        query = _read(pairs, accept)
    except _RefusedError as error:
        return error.reply
    return await run_in_threadpool(run, query)


def describe_service(address: str, triples: int, accept: str) -> Reply:
    """Return the service description (W3C "SPARQL 1.1 Service Description") of the endpoint."""
    service, dataset, graph = Iri(address), Iri(f"{address}#dataset"), Iri(f"{address}#default-graph")
    a = f"{PREFIXES['rdf']}type"
    formats: list[tuple[str, Term]] = [(f"{_SD}resultFormat", Iri(_FORMATS + f)) for f in _RESULT_FORMATS]
    descriptions = [
        Description(
            service,
            [
                (a, Iri(f"{_SD}Service")),
                (f"{_SD}endpoint", service),
                (f"{_SD}supportedLanguage", Iri(f"{_SD}SPARQL11Query")),
                *formats,
                (f"{_SD}defaultDataset", dataset),
            ],
        ),
        Description(dataset, [(a, Iri(f"{_SD}Dataset")), (f"{_SD}defaultGraph", graph)]),
        Description(
            graph,
            [
                (a, Iri(f"{_SD}Graph")),
                (f"{PREFIXES['void']}triples", integer(triples)),
                (f"{PREFIXES['void']}vocabulary", Iri(VOCABULARY)),
                (f"{PREFIXES['rdfs']}label", text("The knowledge graph")),
            ],
        ),
    ]
    return _rdf(descriptions, {**PREFIXES, "sd": _SD}, accept)


def vocabulary(accept: str) -> Reply:
    """Return the vocabulary, ``ontology.ttl``, in the RDF syntax that ``accept`` likes best."""
    return _rdf(list(ontology()), PREFIXES, accept)


def _rdf(descriptions: list[Description], prefixes: dict[str, str], accept: str) -> Reply:
    # Browsers like none of these; they get Turtle, which they show as text.
    media_type = choose(accept, list(TRIPLE_TYPES)) or "text/turtle"
    stream = io.BytesIO()
    write_turtle(descriptions, stream, prefixes=prefixes)
    data = stream.getvalue()
    if TRIPLE_TYPES[media_type] != ox.RdfFormat.TURTLE:
        triples = (quad.triple for quad in ox.parse(data, ox.RdfFormat.TURTLE))
        data = serialize_triples(triples, TRIPLE_TYPES[media_type], prefixes)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Reply(200, media_type + charset, data)


async def _pairs(request: HttpRequest) -> _Pairs:
    """Return the parameters of a request, with ``query`` or ``update`` among them where it has one."""
    pairs = _decode(request.url.query)
    if request.method != "POST":
        return pairs
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if media_type not in {_QUERY, _UPDATE, _FORM}:
        raise _RefusedError(415, f"the media type {media_type!r} is unknown here; POST {_QUERY} or {_FORM}")
    body = await _body(request)
    if media_type == _FORM:
        return pairs + _decode(body)
    return [*pairs, ("query" if media_type == _QUERY else "update", body)]


async def _body(request: HttpRequest) -> str:
    """Return the body, which has to be UTF-8 of a bounded length."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            raise _RefusedError(413, f"the query is longer than {_MAX_BODY} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _RefusedError(400, f"the query is no UTF-8 text: {error}") from error


def _decode(encoded: str) -> _Pairs:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise _RefusedError(400, f"the parameters cannot be read: {error}") from error


def _read(pairs: _Pairs, accept: str) -> Request:
    """Return the query that the parameters ask for."""
    if any(name == "update" for name, _ in pairs):
        raise _RefusedError(403, "this endpoint is read-only: updates, LOAD and the like are refused")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise _RefusedError(400, f"a request has exactly one query parameter, this one has {len(queries)}")
    if not queries[0].strip():
        raise _RefusedError(400, "the query is empty")
    graphs = {
        name: tuple(value for known, value in pairs if known == name)
        for name in ("default-graph-uri", "named-graph-uri")
    }
    return Request(queries[0], accept, graphs["default-graph-uri"], graphs["named-graph-uri"])
