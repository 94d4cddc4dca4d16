"""IRIs: what ids of the graph are called in RDF, and the prefixes that shorten them.

Every id of the graph is already a path (``system/clip``), so its IRI is a base, which people may choose,
and the id, percent-encoded as RFC 3986 section 2 asks. The vocabulary keeps one fixed namespace whatever the
base, so that a query written for one graph runs on every other.

The default base is ``urn:x-kg:``. A graph that somebody builds on a laptop has no web address, and an
``https`` name that nobody serves would pretend to be one; URN namespaces that begin with ``x-`` are never
registered (RFC 8141 section 5.1), so these names cannot clash with anybody's. Whoever serves a graph sets
the base to the address it is served under, and the same ids dereference.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from kg.errors import OptionError
from kg.ontology import RELATIONS, Kind

#: The base of the IRIs of papers, entities, statements and so on, unless told otherwise.
DEFAULT_BASE = "urn:x-kg:"

#: The namespace of the vocabulary: classes, relations and properties.
VOCABULARY = "urn:x-kg:ontology#"

#: Prefixes of the standard vocabularies and of ours.
PREFIXES: dict[str, str] = {
    "kg": VOCABULARY,
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "mls": "http://www.w3.org/ns/mls#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The first parts of ids, each a prefix in Turtle: ``system:clip``.
PARTS = (
    "paper",
    *sorted(kind.value for kind in Kind),
    "statement",
    "evidence",
    "sentence",
    "mention",
    "result",
    "comention",
    "source",
)


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()


#: An absolute IRI without the characters that RDF forbids, ending where an id can follow.
_BASE = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\x7f-\x9f]*')
_PLAIN = re.compile(r"[A-Za-z0-9/._~-]+")


def check_base(base: str) -> str:
    """Return ``base`` when ids can be appended to it.

    Raises:
        OptionError: it is not an absolute IRI, or does not end with ``/``, ``#`` or ``:``.
    """
    if not _BASE.fullmatch(base) or not base.endswith(("/", "#", ":")):
        raise OptionError(
            f"{base!r} cannot be the base of IRIs",
            where="--base-iri",
            todo="give an absolute IRI that ends with / or # or :, as https://kg.example.com/",
        )
    return base


@lru_cache(maxsize=1 << 16)
def iri(base: str, ident: str) -> Iri:
    """Return the IRI of an id: the base and the id, percent-encoded as UTF-8 where needed."""
    part, _, rest = ident.partition("/")
    if rest.isalnum() and rest.isascii() and part in PARTS:  # most ids: a hash, no need to look closer
        return Iri(base + ident)
    return Iri(base + (ident if _PLAIN.fullmatch(ident) else quote(ident, safe="/-._~", errors="replace")))


@lru_cache(maxsize=1 << 10)
def relation_iri(relation: str) -> Iri:
    """Return the IRI of a relation's direct triples, ``evaluates_on`` as ``kg:evaluatesOn``.

    A relation outside the vocabulary gets a name in the same way, of letters and digits alone, since RDF/XML
    can write no other.
    """
    known = RELATIONS.get(relation)
    if known:
        return Iri(VOCABULARY + known.iri_name)
    head, *tail = re.findall(r"[A-Za-z0-9]+", relation) or ["related"]
    name = head + "".join(part.capitalize() for part in tail)
    return Iri(VOCABULARY + (f"_{name}" if name[0].isdigit() else name))


@lru_cache(maxsize=1 << 10)
def class_iri(type_name: str) -> Iri:
    """Return the IRI of an entity type, also of one outside the vocabulary."""
    return Iri(VOCABULARY + quote(type_name, safe="-._~"))


@lru_cache(maxsize=1 << 8)
def expand(short: str) -> Iri:
    """Return the IRI of a prefixed name such as ``dcterms:title``."""
    prefix, _, local = short.partition(":")
    return Iri(PREFIXES[prefix] + local)


#: The prefixes that a graph needs; the others serve the vocabulary and its shapes.
_OF_GRAPH = (
    "kg",
    "dcterms",
    "fabio",
    "mls",
    "oa",
    "owl",
    "prov",
    "rdf",
    "rdfs",
    "schema",
    "skos",
    "void",
    "xsd",
)


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return the prefixes of a graph under ``base``: the vocabularies, and one for each part of ids."""
    return {p: PREFIXES[p] for p in _OF_GRAPH} | {part: f"{base}{part}/" for part in PARTS}
