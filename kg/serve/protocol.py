"""One request of the SPARQL 1.1 Protocol becomes one reply: parse, run, negotiate, serialise.

This is what a worker process does; it knows no sockets. Statuses: 400 for a query that is wrong, 403 for
what is refused (``SERVICE``, a result over the limit), 406 when no format is acceptable. CSV is the W3C's
own, text unchanged: clients read it, and what people open in a spreadsheet comes from ``kg query``.
"""

import io
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.exports.rdf.names import prefixes
from kg.query.engine import refuse_service, syntax_error
from kg.query.results import serialize_triples
from kg.query.values import base_of
from kg.serve.negotiation import choose

#: Media types of rows and of yes or no, the default first.
ROW_TYPES: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}

#: Media types of triples, the default first.
TRIPLE_TYPES: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}


@dataclass(frozen=True, slots=True)
class Request:
    """A query as it came in.

    Attributes:
        query: its text.
        accept: the ``Accept`` header.
        default_graphs, named_graphs: the dataset that the request names, IRIs; none for all there is.
        bindings: variable -> IRI that it stands for; pages use it, the protocol has no such thing.
    """

    query: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    bindings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: an HTTP status, a media type and the content."""

    status: int
    media_type: str
    content: bytes


class _TooLargeError(Exception):
    """The result has passed the limit."""


class _Bounded(io.BytesIO):
    """A stream that raises once more than ``limit`` bytes are written."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: object, /) -> int:
        written: int = super().write(data)  # type: ignore[arg-type]
        self._left -= written
        if self._left < 0:
            raise _TooLargeError
        return written


def answer(store: ox.Store, request: Request, *, max_bytes: int) -> Reply:
    """Answer ``request`` from ``store``; whatever is wrong with it becomes a reply with the reason."""
    try:
        refuse_service(request.query)
    except KgError as error:
        return refusal(403, str(error))
    try:
        results = _run(store, request)
        return _serialized(store, results, request.accept, max_bytes)
    except SyntaxError as error:
        return refusal(400, str(syntax_error(error)))
    except _TooLargeError:
        return refusal(403, f"the result is larger than {max_bytes} bytes; add a LIMIT to the query")
    except QueryError as error:
        return refusal(400, str(error))
    except (ValueError, RuntimeError, OSError) as error:
        return refusal(400, f"the query failed: {error}")


def refusal(status: int, reason: str) -> Reply:
    """Return a reply that gives the reason as plain text."""
    return Reply(status, "text/plain; charset=utf-8", f"{reason}\n".encode())


def _run(store: ox.Store, request: Request) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): ox.NamedNode(value) for name, value in request.bindings
    }
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(g) for g in request.named_graphs]
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
        ox.NamedNode(g) for g in request.default_graphs
    ]
    chosen = bool(named or default)
    return store.query(
        request.query,
        prefixes=prefixes(base_of(store)),
        substitutions=substitutions or None,
        use_default_graph_as_union=not chosen and any(True for _ in store.named_graphs()),
        default_graph=default if chosen else None,
        named_graphs=named if chosen else None,
    )


def _serialized(
    store: ox.Store,
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    accept: str,
    max_bytes: int,
) -> Reply:
    triples = isinstance(results, ox.QueryTriples)
    offered = list(TRIPLE_TYPES if triples else ROW_TYPES)
    if isinstance(results, ox.QueryBoolean):
        offered = [t for t in offered if t.startswith("application/")]
    media_type = choose(accept, offered)
    if media_type is None:
        return refusal(
            406, f"none of the accepted types is possible here; accept one of {', '.join(offered)}"
        )
    stream: io.BytesIO = _Bounded(max_bytes)
    if isinstance(results, ox.QueryTriples):
        found = _at_most(results, max_bytes)
        stream = io.BytesIO(serialize_triples(found, TRIPLE_TYPES[media_type], prefixes(base_of(store))))
    else:
        results.serialize(stream, ROW_TYPES[media_type])
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Reply(200, media_type + charset, stream.getvalue())


def _at_most(results: ox.QueryTriples, max_bytes: int) -> set[ox.Triple]:
    """Return the triples, which as N-Triples may take no more than ``max_bytes``."""
    found: set[ox.Triple] = set()
    size = 0
    for triple in results:
        if triple not in found:
            found.add(triple)
            size += len(str(triple))
            if size > max_bytes:
                raise _TooLargeError
    return found
