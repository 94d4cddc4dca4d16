"""What people type for a parameter becomes an RDF term: a name becomes the IRI of the thing it names.

A value is never put into the text of a query; it is bound as a term (see :mod:`kg.query.engine`).
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import QueryError
from kg.exports.rdf.names import DEFAULT_BASE, PREFIXES, VOCABULARY, class_iri, iri, relation_iri
from kg.ontology import RELATIONS, TYPES

_XSD = PREFIXES["xsd"]
_PREFERRED = (f"{PREFIXES['skos']}prefLabel", f"{PREFIXES['rdfs']}label")
_OTHER = (f"{PREFIXES['skos']}altLabel",)
_TITLE = (f"{PREFIXES['dcterms']}title",)
_RDF_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")

_Term = ox.NamedNode | ox.Literal


def entity(store: ox.Store, value: str) -> _Term:
    """Return the entity that ``value`` names: by label, else by alias, else by id or IRI.

    Case matters only where it tells names apart. Of several things of one name it is the one with at least
    three times as many statements as the next; otherwise the error lists them.
    """
    return _named(store, value, "entity", (_PREFERRED, _OTHER))


def paper(store: ox.Store, value: str) -> _Term:
    """Return the paper with the title ``value``, or with that id or IRI."""
    return _named(store, value, "paper", (_TITLE,))


def relation(store: ox.Store, value: str) -> _Term:
    """Return the relation of that name, ``evaluates_on`` or ``evaluatesOn``."""
    del store
    known = {key: relation_iri(r.name) for r in RELATIONS.values() for key in (r.name, r.iri_name, r.wording)}
    return ox.NamedNode(_choose(value, known, "relation"))


def type_(store: ox.Store, value: str) -> _Term:
    """Return the class of the entity type of that name."""
    del store
    return ox.NamedNode(_choose(value, {name: class_iri(name) for name in TYPES}, "type"))


def number(store: ox.Store, value: str) -> _Term:
    """Return ``value`` as an ``xsd:decimal``, or an ``xsd:integer`` when it has no point."""
    del store
    try:
        found = Decimal(value)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise QueryError(f"{value!r} is no number", todo="write digits, as 0.5")
    kind = "integer" if found == found.to_integral_value() and "." not in value else "decimal"
    return ox.Literal(f"{found:f}", datatype=ox.NamedNode(_XSD + kind))


def text(store: ox.Store, value: str) -> _Term:
    """Return ``value`` as a plain literal."""
    del store
    return ox.Literal(value)


def any_term(store: ox.Store, value: str) -> _Term:
    """Return the term that ``value`` looks like, for queries that declare no kind.

    ``<...>`` is an IRI, ``"..."`` a text, digits a number; anything else is the entity of that name.
    """
    if value.startswith("<") and value.endswith(">"):
        return _node(value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == '"':
        return ox.Literal(value[1:-1])
    try:
        return number(store, value)
    except QueryError:
        return entity(store, value)


#: What a parameter may stand for, and how its value is understood.
KINDS: dict[str, Callable[[ox.Store, str], _Term]] = {
    "entity": entity,
    "paper": paper,
    "relation": relation,
    "type": type_,
    "number": number,
    "text": text,
    "any": any_term,
}


def base_of(store: ox.Store) -> str:
    """Return the base of the IRIs of a graph that kg wrote, the default one for any other graph."""
    dataset = ox.NamedNode(f"{PREFIXES['void']}Dataset")
    found = [q.subject for q in store.quads_for_pattern(None, _RDF_TYPE, dataset, None)]
    names = sorted(s.value for s in found if isinstance(s, ox.NamedNode) and s.value.endswith("graph"))
    return names[0].removesuffix("graph") if names else DEFAULT_BASE


def _named(store: ox.Store, value: str, what: str, rounds: tuple[tuple[str, ...], ...]) -> _Term:
    direct = _direct(store, value)
    if direct is not None:
        return direct
    folded = value.strip().casefold()
    for predicates in rounds:
        alike = [(s, name) for s, name in _names(store, predicates) if name.casefold() == folded]
        for exact in (True, False):
            found = {s for s, name in alike if not exact or name == value}
            if len(found) == 1:
                return ox.NamedNode(found.pop())
            if found:
                return _most_stated(store, value, found)
    every = {name for predicates in rounds for _, name in _names(store, predicates)}
    raise QueryError(f"no {what} is called {value!r}", todo=_suggest(folded, every))


def _most_stated(store: ox.Store, value: str, found: set[str]) -> ox.NamedNode:
    """Return the one of several things of the same name that far most statements are about."""
    counts = sorted(((_stated(store, i), i) for i in found), reverse=True)
    if counts[0][0] >= 3 * counts[1][0]:
        return ox.NamedNode(counts[0][1])
    choices = ", ".join(f"<{i}>" for _, i in counts[:5])
    raise QueryError(f"{len(found)} things are called {value!r}", todo=f"set one of their IRIs: {choices}")


def _stated(store: ox.Store, ident: str) -> int:
    about = store.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES['rdf']}object"), ox.NamedNode(ident), None)
    return sum(1 for _ in about)


def _names(store: ox.Store, predicates: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield IRI and name; names of our own vocabulary are not names of things."""
    for predicate in predicates:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            subject, name = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(name, ox.Literal):
                continue
            if not subject.value.startswith(VOCABULARY):
                yield subject.value, name.value


def _direct(store: ox.Store, value: str) -> ox.NamedNode | None:
    """Return the node with that IRI or that id, if the store says anything about it."""
    candidates = [value[1:-1] if value.startswith("<") and value.endswith(">") else value]
    if "/" in value:
        candidates.append(iri(base_of(store), value))
    for candidate in candidates:
        try:
            node = ox.NamedNode(candidate)
        except ValueError:
            continue
        if next(iter(store.quads_for_pattern(node, None, None, None)), None) is not None:
            return node
    return None


def _node(value: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise QueryError(f"{value!r} is no IRI", todo="write an absolute IRI between < and >") from error


def _choose(value: str, known: Mapping[str, str], what: str) -> str:
    folded = {key.casefold(): found for key, found in known.items()}
    if value.casefold() not in folded:
        raise QueryError(f"no {what} is called {value!r}", todo=_suggest(value.casefold(), known))
    return folded[value.casefold()]


def _suggest(folded: str, names: Iterable[str]) -> str:
    """Return the advice that names the nearest of ``names``: those like it, then those that contain it."""
    by_folded = {name.casefold(): name for name in sorted(names, reverse=True)}
    near = difflib.get_close_matches(folded, by_folded, n=3, cutoff=0.6)
    inside = sorted((f for f in by_folded if folded and folded in f), key=lambda f: (len(f), f))
    shown = list(dict.fromkeys((*near, *inside)))[:3]
    return f"did you mean {' or '.join(by_folded[n] for n in shown)}?" if shown else "check the spelling"
