"""Descriptions by the hundred thousand: what they have in common once, and what differs as rows.

Statements, evidence, sentences and mentions are nine tenths of a graph, and those of a kind differ in a few
values alone. A syntax that can makes one template of the form and fills it row by row; for the others,
:func:`spread` makes descriptions of the rows.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from kg.exports.rdf.names import Iri, iri
from kg.exports.rdf.terms import Description, Literal, Term, decimal, integer, text


class Slot(Enum):
    """What a value in a row is: an id of the graph, several, an IRI, or a literal of some datatype."""

    ID = "id"
    IDS = "ids"
    IRI = "iri"
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"


class Table(NamedTuple):
    """Descriptions that differ in some values.

    Attributes:
        base: what the IRIs of ids begin with.
        form: the properties in order, each with its value, or with what kind of value rows have for it.
        rows: the id of the subject, and a value for each :class:`Slot` of the form.
    """

    base: str
    form: tuple[tuple[str, Term | Slot], ...]
    rows: Iterable[tuple[Any, ...]]


#: A part of what is written, in its order.
Part = Description | Table


def spread(parts: Iterable[Part]) -> Iterator[Description]:
    """Yield all descriptions, one by one."""
    for part in parts:
        if isinstance(part, Description):
            yield part
        else:
            for subject, *values in part.rows:
                yield Description(iri(part.base, subject), list(_properties(part, iter(values))))


def _properties(table: Table, values: Iterator[Any]) -> Iterator[tuple[str, Term]]:
    for predicate, term in table.form:
        if not isinstance(term, Slot):
            yield predicate, term
        elif term is Slot.IDS:
            yield from ((predicate, iri(table.base, ident)) for ident in next(values))
        else:
            yield predicate, _term(term, next(values), table.base)


def _term(slot: Slot, value: Any, base: str) -> Iri | Literal:
    if slot is Slot.IRI:
        return Iri(value)
    if slot is Slot.ID:
        return iri(base, value)
    if slot is Slot.TEXT:
        return text(value)
    return integer(value) if slot is Slot.INTEGER else decimal(value)
