"""Descriptions become JSON-LD 1.1 (W3C): a context of prefixes, and one node object a line."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

import msgspec

from kg.exports.rdf.names import PREFIXES
from kg.exports.rdf.terms import BOOLEAN, INTEGER, Description, Literal, Term

_TYPE = PREFIXES["rdf"] + "type"


def write_jsonld(
    descriptions: Iterable[Description], stream: IO[bytes], *, prefixes: Mapping[str, str]
) -> None:
    """Write ``descriptions`` to ``stream`` as JSON-LD.

    Args:
        descriptions: what to write, each subject once.
        stream: where to.
        prefixes: prefix -> namespace; properties and classes are shortened by them, subjects are not.
    """
    encode = msgspec.json.Encoder().encode
    stream.write(b'{"@context": ' + encode(dict(prefixes)) + b',\n"@graph": [')
    names: dict[str, str] = {}
    known = sorted(prefixes.items(), key=lambda item: -len(item[1]))
    separator = b"\n"
    for subject, properties in descriptions:
        node: dict[str, Any] = {"@id": str(subject)}
        for predicate, value in properties:
            if predicate not in names:
                names[predicate] = "@type" if predicate == _TYPE else _shorten(predicate, known)
            key = names[predicate]
            node.setdefault(key, []).append(str(value) if key == "@type" else _value(value))
        stream.write(separator + encode(node))
        separator = b",\n"
    stream.write(b"\n]}\n")


def _shorten(predicate: str, known: list[tuple[str, str]]) -> str:
    found = next(((p, n) for p, n in known if predicate.startswith(n)), None)
    return f"{found[0]}:{predicate.removeprefix(found[1])}" if found else predicate


def _value(value: Term) -> object:
    if not isinstance(value, Literal):
        return {"@id": str(value)}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    if value.datatype == INTEGER:
        return int(value.text)
    if value.datatype == BOOLEAN:
        return value.text == "true"
    return {"@value": value.text, "@type": value.datatype} if value.datatype else value.text
