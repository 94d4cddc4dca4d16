"""Descriptions become Turtle or TriG (W3C RDF 1.1): one block a subject, prefixed names, a stream.

Written by hand because the libraries are slow or plain: rdflib writes 22,000 triples a second, and
Oxigraph's writer, which needs an object for every triple, about 400,000; this one, the work of describing
included, half a million. The names that it shortens are those that the grammar's PN_LOCAL takes without an
escape.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, repeat
from typing import IO, Any

from kg.exports.rdf.forms import Part, Slot, Table
from kg.exports.rdf.lines import escape
from kg.exports.rdf.names import PARTS, PREFIXES, Iri, iri
from kg.exports.rdf.terms import BOOLEAN, DECIMAL, INTEGER, Description, Literal, Term, decimal, text

_BARE = {INTEGER, DECIMAL, BOOLEAN}
_RDF_TYPE = PREFIXES["rdf"] + "type"
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})*(?<!\.)")
_CHUNK = 2000
#: Descriptions of up to so many properties share the templates of those like them.
_USUAL = 12
_CACHE_LIMIT = 1 << 18
#: Ids, with a blank in between, of which none needs another look.
_HASH = f"(?:{'|'.join(PARTS)})/[0-9A-Za-z]+"
_HASHES = re.compile(f"{_HASH}(?: {_HASH})*")


def write_turtle(
    parts: Iterable[Part],
    stream: IO[bytes],
    *,
    prefixes: Mapping[str, str],
    comment: str = "",
    name: str = "",
) -> None:
    """Write ``parts`` to ``stream`` as UTF-8 Turtle.

    Args:
        parts: each subject once; their order and that of their properties is kept.
        stream: where to.
        prefixes: prefix -> namespace; all are declared, in their order.
        comment: one line at the top.
        name: the IRI of the named graph that holds the triples, which makes the file TriG.
    """
    head = [f"# {comment}\n"] if comment else []
    head += [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items()]
    head += [f"\n<{name}> {{\n"] if name else []
    stream.write("".join(head).encode())
    write_blocks(parts, stream, prefixes=prefixes)
    stream.write(b"}\n" if name else b"")


def write_blocks(parts: Iterable[Part], stream: IO[bytes], *, prefixes: Mapping[str, str]) -> None:
    """Write what stands below the prefixes, as :func:`write_turtle`."""
    names = _Names(prefixes)
    templates: dict[tuple[str, ...], str] = {}
    shared: dict[str, _Columns] = {}
    waiting: list[str] = []
    for part in parts:
        if isinstance(part, Description):
            waiting.append(_block(part, names, templates))
        if isinstance(part, Table) or len(waiting) >= _CHUNK:
            stream.write("".join(waiting).encode())
            waiting.clear()
        if isinstance(part, Table):
            columns = shared.setdefault(part.base, _Columns(part.base, names))
            for lines in _texts(part, columns, names):
                stream.write(lines.encode())
    stream.write("".join(waiting).encode())


class _Names(dict[str, str]):
    """IRI -> how Turtle writes it, worked out once for each IRI while the memory for it lasts."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}

    def prefix_of(self, namespace: str) -> str | None:
        """Return the prefix that shortens what follows ``namespace``."""
        return self._prefixes.get(namespace)

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


def _template(predicates: Iterable[str], names: _Names, values: Iterable[str] = repeat("%s")) -> str:
    """Return a block with a place for the subject and for each value, or with the given values."""
    parts, before = ["\n%s"], ""
    for predicate, value in zip(predicates, values, strict=False):
        if predicate == before:
            parts.append(f" , {value}")
        else:
            name = "a" if predicate == _RDF_TYPE else names[predicate].replace("%", "%%")
            parts.append(f" ;\n    {name} {value}" if before else f" {name} {value}")
            before = predicate
    return "".join([*parts, " .\n"])


def _texts(table: Table, columns: "_Columns", names: _Names) -> Iterator[str]:
    """Yield the blocks of a table, some at a time, column by column: a row is then one filled template."""
    slots = [term for _, term in table.form if isinstance(term, Slot)]
    values = (
        ('"%s"' if term is Slot.TEXT else "%s")
        if isinstance(term, Slot)
        else (names[term] if type(term) is Iri else _literal(term, names)).replace("%", "%%")
        for _, term in table.form
    )
    template = _template((predicate for predicate, _ in table.form), names, values)
    rows = iter(table.rows)
    while batch := list(islice(rows, _CHUNK)):
        subjects, *cells = zip(*batch, strict=True)
        written = (columns.write(slot, column) for slot, column in zip(slots, cells, strict=True))
        yield "".join(map(template.__mod__, zip(columns.write(Slot.ID, subjects), *written, strict=True)))


class _Columns:
    """Writes values of one kind at a time."""

    def __init__(self, base: str, names: _Names) -> None:
        self._names, self._idents = names, _Idents(base, names)
        # Ids that are a known part and a hash need only another character in between.
        self._usual = all(names.prefix_of(f"{base}{part}/") == part for part in PARTS)

    def write(self, slot: Slot, values: tuple[Any, ...]) -> Iterable[Any]:
        """Return how Turtle writes each of ``values``, but for the quotes of texts."""
        match slot:
            case Slot.ID:
                return self._ids(values)
            case Slot.IDS:
                every = iter(self._ids(tuple(chain.from_iterable(values))))
                return [" , ".join(islice(every, len(some))) for some in values]
            case Slot.IRI:
                return [self._names[value] for value in values]
            case Slot.TEXT:
                # Most texts stand as they are, and to look at all of them at once is quick.
                together = "".join(values)
                return values if _quoted(together) == together else map(_quoted, values)
            case Slot.DECIMAL:
                return [decimal(value).text for value in values]
            case Slot.INTEGER:
                return values

    def _ids(self, idents: tuple[str, ...]) -> Iterable[str]:
        together = " ".join(idents)
        if self._usual and _HASHES.fullmatch(together) and together.count(" ") == len(idents) - 1:
            return [ident.replace("/", ":", 1) for ident in idents]
        return map(self._idents.__getitem__, idents)


class _Idents(dict[str, str]):
    """Id -> how Turtle writes its IRI."""

    def __init__(self, base: str, names: _Names) -> None:
        self._base, self._names = base, names

    def __missing__(self, ident: str) -> str:
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        self[ident] = name = self._names[iri(self._base, ident)]
        return name


def _quoted(value: str) -> str:
    return escape(text(value).text)


def _literal(value: Term, names: _Names) -> str:
    if not isinstance(value, Literal):
        return names[value]
    if value.datatype in _BARE:
        return value.text
    quoted = f'"{escape(value.text)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    return f"{quoted}^^{names[value.datatype]}" if value.datatype else quoted
