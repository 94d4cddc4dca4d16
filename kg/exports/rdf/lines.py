"""Descriptions become N-Triples or N-Quads (W3C RDF 1.1): a triple a line, for tools that stream and sort."""

import re
from collections.abc import Iterable
from typing import IO

from kg.exports.rdf.terms import Description, Literal, Term

#: The escapes of canonical N-Triples, and those of marks that reorder a line on the screen.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_lines(descriptions: Iterable[Description], stream: IO[bytes], *, name: str = "") -> None:
    """Write ``descriptions`` to ``stream``, a triple a line in UTF-8.

    Args:
        descriptions: what to write; their order is kept.
        stream: where to.
        name: the IRI of the named graph that holds the triples, which makes the file N-Quads.
    """
    end = f" <{name}> .\n" if name else " .\n"
    for subject, properties in descriptions:
        start = f"<{subject}> <"
        lines = [f"{start}{predicate}> {in_line(value)}{end}" for predicate, value in properties]
        stream.write("".join(lines).encode())


def in_line(value: Term) -> str:
    """Return a term as N-Triples writes it."""
    if not isinstance(value, Literal):
        return f"<{value}>"
    quoted = f'"{escape(value.text)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    return f"{quoted}^^<{value.datatype}>" if value.datatype else quoted


def escape(text: str) -> str:
    """Return ``text`` as it stands between the quotes of N-Triples and of Turtle."""
    return _ESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
