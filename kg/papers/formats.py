"""The input formats, told apart by content, and never by the name of the file."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from kg.errors import Problem
from kg.papers.jsontext import is_document, is_lines, read_document, read_lines
from kg.papers.listing import is_listing, read_listing
from kg.papers.records import Listed
from kg.papers.table import is_table, read_table

#: Control characters that no text has: their presence makes a file binary.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_CONVERT = "convert it to JSON Lines, CSV or a saved listing"


@dataclass(frozen=True, slots=True)
class Format:
    """An input format.

    Attributes:
        recognise: whether the first 64 KiB of a file are in this format.
        read: turns the bytes of a file, and the name it goes by, into records and problems.
    """

    recognise: Callable[[bytes], bool]
    read: Callable[[IO[bytes], str], Iterator[Listed]]


#: Every format by name; the first that recognises a file reads it.
FORMATS: dict[str, Format] = {
    "JSON Lines": Format(is_lines, read_lines),
    "JSON": Format(is_document, read_document),
    "CSV or TSV": Format(is_table, read_table),
    "Daily Papers listing": Format(is_listing, read_listing),
}


def records(content: IO[bytes], name: str, *, head: bytes) -> Iterator[Listed]:
    """Yield the records of a file in whatever format it is, and a problem for each thing amiss.

    Args:
        content: the bytes of the file, unpacked.
        name: the name that it goes by in sources and problems.
        head: the first 64 KiB of ``content``, which they tell the format by.
    """
    if not head.strip():
        yield Problem("the file is empty", name, "remove it or fill it")
        return
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Problem("the file is UTF-16 text", name, "save it as UTF-8")
        return
    if len(_BINARY.findall(head)) * 200 > len(head) or head.startswith((b"PK\x03\x04", b"PAR1", b"%PDF")):
        yield Problem("the file is binary", name, _CONVERT)
        return
    for form in FORMATS.values():
        if form.recognise(head):
            yield from form.read(content, name)
            return
    yield Problem("the file holds no papers in any known format", name, _CONVERT)
