"""A query and its values become an answer, by Oxigraph.

Values are bound as terms to the variables of the query (SPARQL-dev SEP-0007), so no value can change what
the query asks. ``SERVICE`` is refused: a query reads the graph at hand and nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.exports.rdf.names import prefixes
from kg.query.library import Question
from kg.query.values import KINDS, base_of

#: What may stand in a query, longest first: comments, texts, IRIs, variables, prefixed names, words.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<text>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w.-]*:(?:[\w:.%-]|\\.)*)
    |(?P<word>[A-Za-z]\w*)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
#: SPARQL 1.1 section 19.2: these stand for a character anywhere in a query, also in a keyword.
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)

_Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows, triples, or yes or no, still to be read.

    Attributes:
        results: Oxigraph's results; reading them runs the query.
        bound: the names of the variables that were bound, which are the same in every row.
    """

    results: _Results
    bound: tuple[str, ...] = ()


def ask(store: ox.Store, question: Question, values: Mapping[str, str] | None = None) -> Answer:
    """Put ``question`` to ``store``.

    Args:
        store: what to ask.
        question: a shipped question, or one that :func:`kg.query.library.parse_question` made.
        values: parameter -> value as people write it; the others keep their defaults. A parameter that the
            header does not declare may be any variable of the query.

    Raises:
        QueryError: the query is wrong, a value names nothing, or ``SERVICE`` is asked for.
    """
    refuse_service(question.text)
    terms = bind(store, question, values or {})
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term for name, term in terms.items()
    }
    try:
        results = store.query(
            question.text,
            prefixes=prefixes(base_of(store)),
            substitutions=substitutions or None,
            # A file of quads keeps its triples in named graphs; questions ask about all of them.
            use_default_graph_as_union=any(True for _ in store.named_graphs()),
        )
    except SyntaxError as error:
        raise syntax_error(error, where=question.name) from error
    except RuntimeError as error:
        raise _unbound(question, terms, error) from error
    except (OSError, ValueError) as error:
        raise QueryError(f"the query failed ({error})", where=question.name) from error
    return Answer(results, tuple(terms))


def bind(store: ox.Store, question: Question, values: Mapping[str, str]) -> dict[str, _Term]:
    """Return the term of every parameter.

    Raises:
        QueryError: a value names nothing, or ``values`` names a variable that the query does not have.
    """
    kinds = {p.name: p.kind for p in question.parameters}
    written = {p.name: p.default for p in question.parameters} | dict(values)
    free = {m.group()[1:] for m in _TOKEN.finditer(question.text) if m.lastgroup == "variable"}
    for name in written:
        if name not in free:
            raise QueryError(
                f"the query has no variable {name!r} to set",
                where=question.name,
                todo=f"set one of {', '.join(sorted(kinds or free))}",
            )
    return {name: KINDS[kinds.get(name, "any")](store, value) for name, value in written.items()}


def refuse_service(text: str) -> None:
    """Refuse a query that asks other endpoints.

    Raises:
        QueryError: the word ``SERVICE`` stands in ``text`` outside comments, texts and names.
    """
    spelled = _CODE_POINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text)
    if any(word == "SERVICE" for version in (text, spelled) for word in keywords(version)):
        raise QueryError("SERVICE is refused", todo="a query reads the graph at hand and nothing else")


def keywords(text: str) -> Iterator[str]:
    """Yield the bare words of a query in capitals, without comments, texts, IRIs, variables and names."""
    return (m.group().upper() for m in _TOKEN.finditer(text) if m.lastgroup == "word")


def spell_out(store: ox.Store, question: Question) -> str:
    """Return the text of ``question`` with its defaults in a ``VALUES`` line, to run and edit anywhere.

    A default that names nothing in ``store`` is left out, and the query then asks about everything.
    """
    lines: dict[str, str] = {}
    for parameter in question.parameters:
        with suppress(QueryError):
            term = KINDS[parameter.kind](store, parameter.default)
            lines[parameter.name] = f"\n  VALUES ${parameter.name} {{ {term} }}"

    def insert(match: re.Match[str]) -> str:
        head = match[1]
        return match[0] + "".join(line for name, line in lines.items() if not head or f"${name} " in head)

    # Each SELECT that gives a parameter out gets its value, inner ones too, for they cannot see outwards.
    return re.sub(r"(SELECT[^{}]*)?WHERE\s*\{", insert, question.text)


def syntax_error(error: SyntaxError, *, where: str = "") -> QueryError:
    """Return the error for people: line and column, and what was expected there."""
    match = _PLACE.fullmatch(str(error.msg or error))
    if match is None:
        return QueryError(f"the query is wrong: {error}", where=where)
    line, column, reason = match.groups()
    reason = " ".join(reason.split())
    for telling in ("Prefix not found", "The SELECT contains a variable that is unbound"):
        reason = telling if telling in reason else reason
    reason = reason if len(reason) <= 200 else reason[:200] + "..."
    return QueryError(
        f"syntax error at line {line}, column {column}: {reason}", where=where, todo="correct the query"
    )


def _unbound(question: Question, terms: Mapping[str, _Term], error: RuntimeError) -> QueryError:
    named = [name for name in terms if f"?{name} " in str(error)]
    if not named:
        return QueryError(f"the query failed ({error})", where=question.name)
    return QueryError(
        f"${named[0]} can only be set when the query selects it",
        where=question.name,
        todo=f"add ${named[0]} after SELECT, and to GROUP BY if there is one",
    )
