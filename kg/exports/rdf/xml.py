"""Descriptions become RDF/XML (W3C RDF 1.1 XML Syntax), for older tools: one ``rdf:Description`` a subject.

A carriage return is written as a character reference, since XML 1.0 (section 2.11) has every parser turn a
plain one into a line feed; Oxigraph's own writer does not, and writes its prefixes in another order each
time.
"""

import re
from collections.abc import Iterable, Mapping
from typing import IO

from kg.exports.rdf.terms import Description, Literal, Term
from kg.exports.safe_text import xml_attribute, xml_text

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")


def write_xml(descriptions: Iterable[Description], stream: IO[bytes], *, prefixes: Mapping[str, str]) -> None:
    """Write ``descriptions`` to ``stream`` as UTF-8 RDF/XML; every predicate ends in an XML name."""
    spaces = "".join(f'\n    xmlns:{p}="{xml_attribute(n)}"' for p, n in prefixes.items())
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode())
    names: dict[str, tuple[str, str]] = {}
    known = {namespace: prefix for prefix, namespace in prefixes.items()}
    for subject, properties in descriptions:
        lines = [f'<rdf:Description rdf:about="{xml_attribute(subject)}">\n']
        for predicate, value in properties:
            if predicate not in names:
                names[predicate] = _element(predicate, known)
            lines.append(_property(*names[predicate], value))
        lines.append("</rdf:Description>\n")
        stream.write("".join(lines).encode())
    stream.write(b"</rdf:RDF>\n")


def _element(predicate: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Return the tag of a predicate and the declaration that it needs when no prefix is known."""
    match = _LOCAL.search(predicate)
    assert match, f"RDF/XML cannot write the predicate {predicate}"
    namespace, local = predicate[: match.start()], match.group()
    if namespace in known:
        return f"{known[namespace]}:{local}", ""
    return f"p:{local}", f' xmlns:p="{xml_attribute(namespace)}"'


def _property(tag: str, declaration: str, value: Term) -> str:
    if not isinstance(value, Literal):
        return f'  <{tag}{declaration} rdf:resource="{xml_attribute(value)}"/>\n'
    kind = f' rdf:datatype="{xml_attribute(value.datatype)}"' if value.datatype else ""
    kind = f' xml:lang="{value.language}"' if value.language else kind
    return f"  <{tag}{declaration}{kind}>{xml_text(value.text)}</{tag}>\n"
