"""Files on any Hadoop file system -> papers -> readings, one task for each part of the papers.

JSON Lines are split where Hadoop splits them, Parquet too; every other format, and what Hadoop cannot unpack,
is read whole by one task. Records become papers, and papers readings, by the functions of :mod:`kg.papers`
and :mod:`kg.mentions`; sources are named as there, file and line, however the files were split.
"""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from kg.errors import InputError, Problem
from kg.exports.rdf.describe import source_names
from kg.model import Paper, Reading
from kg.papers.formats import records
from kg.papers.inputs import find
from kg.papers.jsontext import read_lines
from kg.papers.merge import merged, paper_of
from kg.papers.records import Listed, record_of
from kg.papers.streams import DAMAGED, Stream
from kg.spark.rows import SCHEMA, Frame, Group, Row, grouped, pack, parts, to_arrow

#: Input that one task reads, in bytes: some 12,000 abstracts, two minutes.
_SHARE = 16_000_000
#: Lines that go through the reader at a time.
_LINES = 500

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://?/?\S")
#: How files are read, by the end of their name; any other is read whole.
_ENDINGS = {
    "parquet": (".parquet",),
    "lines": tuple(f".{name}{packed}" for name in ("jsonl", "ndjson") for packed in ("", ".gz", ".bz2")),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where it lies, the name it goes by in sources, and its size in bytes."""

    uri: str
    name: str
    size: int


def find_files(session: Any, inputs: Iterable[str]) -> list[File]:
    """Return the files that ``inputs`` name: files, folders and patterns, with a scheme or on this machine.

    Raises:
        InputError: an input is missing or cannot be read.
    """
    files: dict[str, File] = {}
    for given in inputs:
        for file in _on_hadoop(session, given) if _URI.match(given) else _here(given):
            files.setdefault(file.uri, file)
    return [f for f in files.values() if not posixpath.basename(f.uri).startswith(("_", "."))]


def _here(given: str) -> Iterator[File]:
    for source in find([given]):
        if source.path is None:
            raise InputError("Spark cannot read standard input", where=given, todo="give files")
        yield File(f"file://{source.path.resolve().as_posix()}", source.name, source.path.stat().st_size)


def _on_hadoop(session: Any, given: str) -> Iterator[File]:
    from pyspark.errors import PySparkException

    listing = session.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        found = listing.load(given).selectExpr("_metadata.file_path AS path", "length").collect()
    except PySparkException as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"cannot be read ({reason})", where=given, todo="check the address") from error
    root = urlsplit(given).path.rstrip("/")
    if any(c in root for c in "*?[{"):
        parts = root.split("/")
        root = "/".join(parts[: next(i for i, part in enumerate(parts) if re.search(r"[*?\[{]", part))])
    for row in found:
        path = urlsplit(_plain(row.path)).path
        inside = path.removeprefix(f"{root}/") if path.startswith(f"{root}/") else posixpath.basename(path)
        yield File(_plain(row.path), inside, row.length)


def share(files: Iterable[File], parallelism: int) -> int:
    """Return into how many tasks to cut the work on these files."""
    return max(2 * parallelism, sum(f.size for f in files) // _SHARE)


def read_papers(session: Any, files: list[File]) -> Frame:
    """Return a row ``paper`` for each record (key: its id), and ``problem`` for what is wrong."""
    kinds: dict[str, list[File]] = {}
    for file in files:
        lower = file.uri.casefold()
        kind = next((kind for kind, ends in _ENDINGS.items() if lower.endswith(ends)), "whole")
        kinds.setdefault(kind, []).append(file)
    readers = {"lines": _read_lines, "parquet": _read_parquet, "whole": _read_whole}
    frames = [readers[kind](session, found) for kind, found in sorted(kinds.items())]
    union = frames[0]
    for frame in frames[1:]:
        union = union.union(frame)
    return union


def extract_papers(papers: Frame, job: Any, *, tasks: int) -> Frame:
    """Return a row ``reading`` (listings, reading) for each different paper; problems go through.

    Each task adds a row ``source`` for each file that its papers came from, and a row ``counts``: of records,
    papers, mentions and problems.
    """

    def work(groups: Iterator[Group]) -> Iterator[Row]:
        from kg.mentions import extract

        problems, listed, sources, mentions = list[Row](), list[int](), set[str](), 0
        readings = extract(_different(groups, problems, listed), extractor=job.value.extractor)
        for number, reading in enumerate(readings):
            mentions += len(reading.mentions)
            sources.update(source_names((reading.paper,)))
            yield Row("reading", reading.paper.id, pack((listed[number], reading)))
        yield from problems
        yield from (Row("source", name) for name in sources)
        yield Row("counts", "", pack((sum(listed), len(listed), mentions, len(problems))))

    return grouped(papers, work, tasks=tasks)


#: What a row ``reading`` holds: how often the paper was listed, and what was read from it.
Read = tuple[int, Reading]


def counts_of(readings: Frame) -> list[int]:
    """Return how many records, papers, mentions and problems there are."""
    rows = [Row(*row).unpack(list[int]) for row in parts(readings, "counts").collect()]
    return [sum(counts) for counts in zip(*rows, strict=True)]


def sources_of(readings: Frame) -> list[str]:
    """Return the names of the files that papers were read from, sorted."""
    return sorted(row.key for row in parts(readings, "source").select("key").distinct().collect())


def _different(groups: Iterator[Group], problems: list[Row], listed: list[int]) -> Iterator[Paper]:
    """Yield each paper once, with all of its sources, and put problems and numbers of listings aside."""
    for _, rows in groups:
        papers = [row.unpack(Paper) for row in rows if row.part == "paper"]
        problems += [row for row in rows if row.part == "problem"]
        if papers:
            first, *others = papers
            for other in others:
                first = merged(first, other)
            listed.append(len(papers))
            yield first


def _rows(found: Iterable[Listed], name: str) -> Iterator[Row]:
    for listed in found:
        if isinstance(listed, Problem):
            yield Row("problem", listed.where, pack(listed))
        else:
            paper = paper_of(listed, file=name)
            yield Row("paper", paper.id, pack(paper))


def _read_lines(session: Any, files: list[File]) -> Frame:
    """Read JSON Lines split by Hadoop; a first pass counts the lines before each split."""
    text = session.read.option("lineSep", "\n").text(_addresses(files))
    place = ("_metadata.file_path AS path", "_metadata.file_block_start AS start")
    splits = text.selectExpr(*place).groupBy("path", "start").count().collect()
    before: dict[tuple[str, int], int] = {}
    for path, found in groupby(sorted(splits), key=lambda split: split.path):
        lines = 1
        for split in found:
            before[path, split.start] = lines
            lines += split["count"]
    known = session.sparkContext.broadcast((_names(files), before))

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        names, first = known.value
        seen: dict[tuple[str, int], int] = {}

        def rows() -> Iterator[Row]:
            for (path, start), lines in _runs(batches):
                number = seen.get((path, start), first[path, start])
                seen[path, start] = number + len(lines)
                stream = io.BytesIO(b"\n".join(lines) + b"\n")
                yield from _rows(read_lines(stream, names[_plain(path)], first=number), names[_plain(path)])

        yield from to_arrow(rows())

    return text.selectExpr("CAST(value AS BINARY) AS value", *place).mapInArrow(run, SCHEMA)


def _runs(batches: Iterable[Any]) -> Iterator[tuple[tuple[str, int], list[bytes]]]:
    """Yield runs of lines of one split."""
    for batch in batches:
        lines, paths, starts = (batch.column(i).to_pylist() for i in range(3))
        rows = zip(paths, starts, lines, strict=True)
        for place, found in groupby(rows, key=lambda row: (row[0], row[1])):
            run = [line for _, _, line in found]
            for begin in range(0, len(run), _LINES):
                yield place, run[begin : begin + _LINES]


def _read_parquet(session: Any, files: list[File]) -> Frame:
    """Read Parquet tables with any of the columns that records have; lines are rows, from 1."""
    table = session.read.option("mergeSchema", "true").parquet(*_addresses(files))
    rows = table.selectExpr(
        "to_json(struct(*)) AS value", "_metadata.file_path AS path", "_metadata.row_index AS number"
    )
    known = session.sparkContext.broadcast(_names(files))

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        yield from to_arrow(row for batch in batches for row in _records(batch, known.value))

    return rows.mapInArrow(run, SCHEMA)


def _records(batch: Any, names: dict[str, str]) -> Iterator[Row]:
    for value, path, number in zip(*(batch.column(i).to_pylist() for i in range(3)), strict=True):
        name = names[_plain(path)]
        found = record_of(msgspec.json.decode(value), where=f"{name}:{number + 1}", line=number + 1)
        yield from _rows([found], name)


def _read_whole(session: Any, files: list[File]) -> Frame:
    """Read files of any format, each by one task."""
    bare = session.read.format("binaryFile").load(_addresses(files))
    known = session.sparkContext.broadcast(_names(files))

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        yield from to_arrow(row for batch in batches for row in _contents(batch, known.value))

    return bare.selectExpr("content", "_metadata.file_path AS path").mapInArrow(run, SCHEMA)


def _contents(batch: Any, names: dict[str, str]) -> Iterator[Row]:
    for content, path in zip(*(batch.column(i).to_pylist() for i in range(2)), strict=True):
        name = names[_plain(path)]
        try:
            stream = Stream(io.BytesIO(content))
            yield from _rows(records(stream.content, name, head=stream.head), name)
        except DAMAGED as error:
            what = f"the compressed file is damaged and was read up to there ({error})"
            problem = Problem(what, name, "pack it again")
            yield Row("problem", name, pack(problem))


def _names(files: Iterable[File]) -> dict[str, str]:
    return {file.uri: file.name for file in files}


def _addresses(files: Iterable[File]) -> list[str]:
    """Return what to load, with escapes where Hadoop would see a pattern."""
    return [re.sub(r"([\\*?\[\]{}])", r"\\\1", file.uri) for file in files]


def _plain(path: str) -> str:
    """Return the address of a file as :class:`File` holds it, from a percent-encoded one of Spark's."""
    scheme, _, rest = unquote(path).partition(":")
    return f"file:///{rest.lstrip('/')}" if scheme == "file" else f"{scheme}:{rest}"


def local_path(uri: str) -> Path | None:
    """Return the path of a file on this machine; nothing for any other address."""
    if not _URI.match(uri):
        return Path(uri)
    return Path(unquote(urlsplit(uri).path)) if urlsplit(uri).scheme == "file" else None
