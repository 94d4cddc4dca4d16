"""RDF terms as plain values, light enough for millions: an IRI, a literal, and all about one subject.

Lexical forms follow XML Schema 1.1 part 2. A literal holds only characters that every RDF syntax can
carry: XML 1.0 (section 2.2), and with it RDF/XML, has no way to write most control characters, so each of
those becomes U+FFFD, one for one, in every format, and offsets into the text keep their meaning.
"""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.exports.rdf.names import PREFIXES, Iri

_XSD = PREFIXES["xsd"]

#: Datatypes that Turtle has its own notation for.
INTEGER, DECIMAL, BOOLEAN = f"{_XSD}integer", f"{_XSD}decimal", f"{_XSD}boolean"

#: Whole date, month and year, by the length of the text: ``2024-03-11``, ``2024-03``, ``2024``.
_DATES = {10: (f"{_XSD}date", ""), 7: (f"{_XSD}gYearMonth", "-01"), 4: (f"{_XSD}gYear", "-01-01")}

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Literal(NamedTuple):
    """A literal: its text, the IRI of its datatype (empty for plain text) and its language tag."""

    text: str
    datatype: str = ""
    language: str = ""


Term = Iri | Literal


class Description(NamedTuple):
    """All triples about one subject, in the order in which they are written."""

    subject: Iri
    properties: list[tuple[str, Term]]


def text(value: str) -> Literal:
    """Return ``value`` as a plain literal, with U+FFFD in place of what XML cannot carry."""
    return Literal(_FORBIDDEN.sub("\ufffd", value))


def integer(value: int) -> Literal:
    """Return an ``xsd:integer``."""
    return Literal(str(value), INTEGER)


@lru_cache(maxsize=1 << 14)
def decimal(value: float) -> Literal:
    """Return an ``xsd:decimal`` of at most six digits after the point, which is finer than any score here."""
    digits = f"{value:.6f}".rstrip("0")
    digits = digits + "0" if digits.endswith(".") else digits
    return Literal("0.0" if digits == "-0.0" else digits, DECIMAL)


def boolean(value: bool) -> Literal:
    """Return an ``xsd:boolean``."""
    return Literal("true" if value else "false", BOOLEAN)


def date(value: str) -> Literal:
    """Return an ISO date as ``xsd:date``, ``xsd:gYearMonth`` or ``xsd:gYear``; anything else as text."""
    datatype, rest = _DATES.get(len(value), ("", ""))
    try:
        if datatype and datetime.date.fromisoformat(value + rest).isoformat() == value + rest:
            return Literal(value, datatype)
    except ValueError:
        pass
    return text(value)


def year(value: str) -> Iterator[Literal]:
    """Yield the year of an ISO date as an integer, nothing when there is none."""
    if date(value).datatype:
        yield integer(int(value[:4]))
