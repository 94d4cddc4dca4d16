"""JSON in any shape -> records: one object a line (JSON Lines), an array, an object, a wrapped list.

JSON Lines stream. Anything else (RFC 8259) is held in memory while it is read. ``NaN`` and raw control
characters, which much software writes although the standard forbids them, are accepted.
"""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from kg.errors import Problem
from kg.papers.records import WRAPPERS, Listed, record_of, unwrap
from kg.papers.streams import lines

#: The largest JSON document that is not in lines, in bytes: it has to fit in memory.
LONGEST_DOCUMENT = 1 << 30
_BOM = b"\xef\xbb\xbf"
_STRICT = msgspec.json.Decoder()
_ARRAY = re.compile(r"\s*\[")
_WRAPPED = re.compile(rf'"(?:{"|".join(WRAPPERS)})"\s*:\s*\[(?=\s*\{{)')
_TITLED = re.compile(r'"(?:title|display_name)"\s*:')
_SKIPPED = re.compile(r"[\s,]*")
_OBJECT = re.compile(rb'\{\s*(?:"|\}|$)')
_DOCUMENT = re.compile(rb'\s*(?:\{\s*"|\[\s*(?:\{|\[|\]|"|\d))')
#: How a line ends that leaves a document open.
_OPEN = (b"{", b"[", b",", b":")
_IN_LINES = "write one JSON object a line"


def is_lines(head: bytes) -> bool:
    """Whether ``head`` begins a file with one JSON object a line, a few of which may be spoiled."""
    found = [line for line in map(bytes.strip, head.removeprefix(_BOM).split(b"\n")[:20]) if line]
    if not found or found[0].startswith(b"[") or (_OBJECT.match(found[0]) and found[0].endswith(_OPEN)):
        return False
    return 2 * sum(_OBJECT.match(line) is not None for line in found) >= len(found)


def is_document(head: bytes) -> bool:
    """Whether ``head`` begins an array, or an object that spans lines."""
    return _DOCUMENT.match(head.removeprefix(_BOM)) is not None and not is_lines(head)


def read_lines(stream: IO[bytes], name: str, *, first: int = 1) -> Iterator[Listed]:
    """Yield the record or the problem of each line that is not blank.

    Args:
        stream: bytes with one JSON object a line.
        name: the name of the file in sources and problems.
        first: the number of the first line, when the stream begins inside the file.
    """
    for number, line in lines(stream, first=first):
        where = f"{name}:{number}"
        if line is None:
            yield Problem("the line is too long for a record", where, _IN_LINES)
            continue
        text = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
        if not text:
            continue
        try:
            value = _decoded(text)
        except (ValueError, RecursionError) as error:
            yield Problem(f"the line is not JSON ({_reason(error)})", where, "correct or remove it")
            continue
        for item in unwrap(value):
            yield record_of(item, where=where, line=number)


def read_document(stream: IO[bytes], name: str) -> Iterator[Listed]:
    """Yield the records of a JSON document; where it breaks off, those before and one problem.

    Args:
        stream: the bytes of the document.
        name: the name of the file in sources and problems.
    """
    data = stream.read(LONGEST_DOCUMENT)
    if len(data) == LONGEST_DOCUMENT:
        yield Problem("the JSON document is too large for memory", name, _IN_LINES)
        return
    # Bytes that are no UTF-8 spoil only the record that they stand in.
    text = data.removeprefix(_BOM).decode("utf-8", "surrogateescape")
    begins = _list_begins(text)
    if begins is not None:
        yield from _items(text, begins, name)
        return
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        yield Problem(f"the file is not JSON ({_reason(error)})", name, "correct it")
        return
    yield record_of(value, where=f"{name}:1", line=1)


def _items(text: str, begins: int, name: str) -> Iterator[Listed]:
    """Walk over the items of the list that stands open at ``begins``, each with its line."""
    decoder = json.JSONDecoder(strict=False)
    line, counted = 1, 0
    while True:
        begins = _after(text, begins)
        if text.startswith("]", begins):
            return
        line, counted = line + text.count("\n", counted, begins), begins
        where = f"{name}:{line}"
        try:
            value, begins = decoder.raw_decode(text, begins)
        except (ValueError, RecursionError) as error:
            yield Problem(f"the JSON breaks off here ({_reason(error)})", where, "correct the file")
            return
        yield record_of(value, where=where, line=line)


def _list_begins(text: str) -> int | None:
    """Return where the items of the document's list begin; ``None`` if it is one record or broken."""
    if found := _ARRAY.match(text):
        return found.end()
    found = _WRAPPED.search(text)
    title = _TITLED.search(text, 0, found.start() if found else len(text))
    return found.end() if found and not title else None


def _after(text: str, begins: int) -> int:
    """Return where the next item or the end of the list stands."""
    found = _SKIPPED.match(text, begins)
    return found.end() if found else begins


def _decoded(line: bytes) -> Any:
    """Decode one line, quickly if it is strict JSON."""
    try:
        return _STRICT.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(line.decode("utf-8", "surrogateescape"), strict=False)


def _reason(error: Exception) -> str:
    """Return what is wrong and in which column, without the line: that is in the problem's place."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]}, column {error.colno}"
    return "it nests too deeply" if isinstance(error, RecursionError) else str(error)
