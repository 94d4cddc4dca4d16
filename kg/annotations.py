"""Annotated papers: the JSONL format in which extraction is written, scored and learned from.

One JSON object a line: ``title``, ``abstract``, ``entities`` (``name``, ``type``, ``roles``, ``mentions`` as
``[field, start, end]`` in code points) and ``results`` (``system``, ``on``, ``metric``, ``value`` and, for
gains over something else, ``relative``).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.files import write_whole
from kg.model import Field

#: A place in a paper: field, first code point, one past the last.
Span = tuple[Field, int, int]


class AnnotatedEntity(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entity of one paper: its canonical name, type, roles and every place where it stands."""

    name: str
    type: str
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]


class AnnotatedResult(msgspec.Struct, frozen=True):
    """A number tied to a dataset or a benchmark, exactly as the text has it."""

    system: str | None = None
    on: str | None = None
    metric: str | None = None
    value: str = ""
    relative: bool | msgspec.UnsetType = msgspec.UNSET


class AnnotatedPaper(msgspec.Struct, frozen=True):
    """One line of an annotated file."""

    title: str
    abstract: str
    entities: tuple[AnnotatedEntity, ...] = ()
    results: tuple[AnnotatedResult, ...] = ()
    id: str = ""


def read_annotations(file: Path) -> Iterator[AnnotatedPaper]:
    """Read an annotated JSONL file, one paper at a time; empty lines are passed over.

    Raises:
        InputError: the file cannot be read or a line is not an annotated paper.
    """
    decoder = msgspec.json.Decoder(AnnotatedPaper)
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _decode(decoder, line, f"{file}:{number}")
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=str(file), todo="check the path and its permissions"
        ) from error


def write_annotations(papers: Iterable[AnnotatedPaper], file: Path) -> int:
    """Write annotated papers as JSONL, whole or not at all, and return their number.

    Raises:
        OutputError: the file cannot be written.
    """
    count = 0
    with write_whole(file) as stream:
        for paper in papers:
            stream.write(encode(paper))
            count += 1
    return count


def encode(paper: AnnotatedPaper) -> bytes:
    """Return the paper as one line of JSONL, its end included."""
    return msgspec.json.encode(paper) + b"\n"


def _decode(decoder: "msgspec.json.Decoder[AnnotatedPaper]", line: bytes, where: str) -> AnnotatedPaper:
    try:
        paper = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"is no annotated paper ({error})",
            where=where,
            todo="give one JSON object a line with title, abstract, entities and results",
        ) from error
    texts = {"title": paper.title, "abstract": paper.abstract}
    for entity in paper.entities:
        for field, start, end in entity.mentions:
            if not 0 <= start < end <= len(texts[field]) or not texts[field][start:end].strip():
                raise InputError(
                    f"{entity.name!r} has no text at {field} {start} to {end}",
                    where=where,
                    todo="give places as field, first code point and one past the last",
                )
    return paper
