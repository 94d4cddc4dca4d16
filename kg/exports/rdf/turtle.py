"""Descriptions become Turtle or TriG (W3C RDF 1.1): one block a subject, prefixed names, a stream.

Written by hand because the libraries are slow or plain: rdflib writes 22,000 triples a second, and
Oxigraph's writer, which needs an object for every triple, about 400,000; this one, the work of describing
included, half a million. The names that it shortens are those that the grammar's PN_LOCAL takes without an
escape.
"""

import re
from collections.abc import Iterable, Mapping
from typing import IO

from kg.exports.rdf.lines import escape
from kg.exports.rdf.names import PREFIXES, Iri
from kg.exports.rdf.terms import BOOLEAN, DECIMAL, INTEGER, Description, Literal, Term

_BARE = {INTEGER, DECIMAL, BOOLEAN}
_RDF_TYPE = PREFIXES["rdf"] + "type"
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})*(?<!\.)")
_CHUNK = 2000
#: Descriptions of up to so many properties share the templates of those like them.
_USUAL = 12
_CACHE_LIMIT = 1 << 18


def write_turtle(
    descriptions: Iterable[Description],
    stream: IO[bytes],
    *,
    prefixes: Mapping[str, str],
    comment: str = "",
    name: str = "",
) -> None:
    """Write ``descriptions`` to ``stream`` as UTF-8 Turtle.

    Args:
        descriptions: each subject once; their order and that of their properties is kept.
        stream: where to.
        prefixes: prefix -> namespace; all are declared, in their order.
        comment: one line at the top.
        name: the IRI of the named graph that holds the triples, which makes the file TriG.
    """
    names = _Names(prefixes)
    head = [f"# {comment}\n"] if comment else []
    head += [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items()]
    head += [f"\n<{name}> {{\n"] if name else []
    stream.write("".join(head).encode())
    lines: list[str] = []
    templates: dict[tuple[str, ...], str] = {}
    for description in descriptions:
        lines.append(_block(description, names, templates))
        if len(lines) >= _CHUNK:
            stream.write("".join(lines).encode())
            lines.clear()
    lines += ["}\n"] if name else []
    stream.write("".join(lines).encode())


class _Names(dict[str, str]):
    """IRI -> how Turtle writes it, worked out once for each IRI while the memory for it lasts."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}

    def __missing__(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1
        prefix = self._prefixes.get(iri[:cut])
        local = iri[cut:]
        # Hashes, which are most names, need no look at the grammar.
        plain = (local.isascii() and local.isalnum()) or _LOCAL.fullmatch(local)
        name = f"{prefix}:{local}" if prefix is not None and plain else f"<{iri}>"
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        self[iri] = name
        return name


def _block(description: Description, names: _Names, templates: dict[tuple[str, ...], str]) -> str:
    """Return one subject with its properties; values of the same property stand side by side."""
    subject, properties = description
    predicates = tuple([predicate for predicate, _ in properties])
    template = templates.get(predicates)
    if template is None:
        template = _template(predicates, names)
        if len(predicates) <= _USUAL:
            templates[predicates] = template
    values = [names[value] if type(value) is Iri else _literal(value, names) for _, value in properties]
    return template % (names[subject], *values)


def _template(predicates: Iterable[str], names: _Names) -> str:
    """Return a block with a place for the subject and for each value."""
    parts, before = ["\n%s"], ""
    for predicate in predicates:
        if predicate == before:
            parts.append(" , %s")
        else:
            name = "a" if predicate == _RDF_TYPE else names[predicate].replace("%", "%%")
            parts.append(f" ;\n    {name} %s" if before else f" {name} %s")
            before = predicate
    return "".join([*parts, " .\n"])


def _literal(value: Term, names: _Names) -> str:
    if not isinstance(value, Literal):
        return names[value]
    if value.datatype in _BARE:
        return value.text
    quoted = f'"{escape(value.text)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    return f"{quoted}^^{names[value.datatype]}" if value.datatype else quoted
