"""A :class:`kg.model.KnowledgeGraph` becomes files: ``write`` and the table of every format.

Files are written at once by processes that share the graph (:mod:`kg.exports.crew`), those that show no
positions while the positions are being worked out. Modules load only when their format is written.
"""

import importlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from kg.errors import OnProblem, OptionError, Problem, ignore
from kg.exports.crew import Crew, Job, at_once
from kg.exports.formats import FORMATS, Format, find
from kg.files import make_folder, nameless, writable, write_whole
from kg.graph.places import Chart
from kg.model import KnowledgeGraph

__all__ = ["FORMATS", "Format", "find", "write"]

#: The suffixes of files that are checked as Gephi would.
_LINTED = {".graphml", ".gexf"}

#: Bytes that are copied at a time.
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """What one process writes: a file, or a part of it that others are put together with.

    Attributes:
        format: what it is written in.
        path: the file.
        functions: names of the functions that write it.
        stream: where a part goes; none for a whole file.
    """

    format: Format
    path: Path
    functions: tuple[str, ...]
    stream: IO[bytes] | None

    @property
    def draws(self) -> bool:
        """Whether it waits for the chart."""
        return self.format.draws and not set(self.functions) <= set(self.format.undrawn)


def write(
    graph: KnowledgeGraph,
    folder: Path,
    *,
    formats: Sequence[str],
    chart: Chart | None = None,
    base_iri: str = "",
    jobs: int = 1,
    on_problem: OnProblem = ignore,
) -> list[Path]:
    """Write ``graph`` into ``folder`` in each of ``formats``, every file whole or not at all.

    Args:
        graph: what to write.
        folder: where to; made when missing.
        formats: names of :data:`FORMATS`.
        chart: positions and sizes, so that all formats agree; computed once here when not given and a
            format draws.
        base_iri: what the IRIs of the RDF formats begin with; empty for the default of
            :mod:`kg.exports.rdf.names`.
        jobs: how many processes may work at once; the files do not depend on it.
        on_problem: is handed what Gephi or Gephi Lite would not take of the files just written.

    Returns:
        The paths that were written, in the order of ``formats``.

    Raises:
        OptionError: a name is not a format, or its extra is not installed.
        OutputError: a file cannot be written.
    """
    chosen = [find(name) for name in dict.fromkeys(formats)]
    make_folder(folder)
    with at_once(jobs) as crew, ExitStack() as opened:
        files = {
            folder / name: list(_pieces(f, folder / name, opened if crew.forks else None))
            for f in chosen
            for name in f.files
        }
        known = _Known(graph, chart, base_iri, lints=on_problem is not ignore)
        done = _begin(crew, [piece for pieces in files.values() for piece in pieces], known)
        ends = [_end(crew, path, pieces, [done[piece] for piece in pieces]) for path, pieces in files.items()]
        for end in ends:
            for problem in crew.result(end):
                on_problem(problem)
    return list(files)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is written, and how; ``lints`` says whether files are looked at as Gephi would."""

    graph: KnowledgeGraph
    chart: Chart | None
    base_iri: str
    lints: bool


def _begin(crew: Crew, pieces: Sequence[_Piece], known: _Known) -> dict[_Piece, Job[list[Problem]]]:
    """Begin to write all pieces: what draws when the chart is there, and the others at once."""
    now = [piece for piece in pieces if known.chart or not piece.draws]
    later = [piece for piece in pieces if piece not in now]
    draw: list[Callable[[], Any]] = [partial(_draw, known.graph)] if later else []
    begun = crew.begin(*draw, *(partial(_write, piece, known) for piece in now))
    if later:
        known = replace(known, chart=crew.result(begun.pop(0)))
        begun += crew.begin(*(partial(_write, piece, known) for piece in later))
    return dict(zip((*now, *later), begun, strict=True))


def _draw(graph: KnowledgeGraph) -> Chart:
    from kg.graph import chart

    return chart(graph)


def _pieces(format_: Format, path: Path, opened: ExitStack | None) -> Iterator[_Piece]:
    """Yield what of a file is written at once: its parts where ``opened`` holds streams for them."""
    given = format_.files[path.name]
    functions = (given,) if isinstance(given, str) else given
    if opened is None or len(functions) == 1:
        yield _Piece(format_, path, functions, None)
        return
    for function in functions:
        yield _Piece(format_, path, (function,), opened.enter_context(nameless(path.parent)))


def _write(piece: _Piece, known: _Known) -> list[Problem]:
    """Write a piece, and return what Gephi would not take of it."""
    module = _module(piece.format)
    options: dict[str, object] = {"base_iri": known.base_iri} if piece.format.names and known.base_iri else {}
    place = nullcontext(piece.stream) if piece.stream else write_whole(piece.path)
    with writable(piece.path), place as stream:
        for function in piece.functions:
            drawn = piece.format.draws and function not in piece.format.undrawn
            chart = {"chart": known.chart} if drawn else {}
            getattr(module, function)(known.graph, stream, **chart, **options)
        stream.flush()
    return list(_check(piece.path)) if known.lints and piece.path.suffix in _LINTED else []


def _end(
    crew: Crew, path: Path, pieces: Sequence[_Piece], begun: Sequence[Job[list[Problem]]]
) -> Job[list[Problem]]:
    """Return the job after which a file is whole."""
    if pieces[0].stream is None:
        return begun[0]
    for job in begun:
        crew.result(job)
    return crew.begin(partial(_join, path, [piece.stream for piece in pieces if piece.stream]))[0]


def _join(path: Path, streams: Sequence[IO[bytes]]) -> list[Problem]:
    """Put a file together."""
    with write_whole(path) as whole:
        for stream in streams:
            stream.seek(0)
            shutil.copyfileobj(stream, whole, _BLOCK)
    return []


def _check(path: Path) -> Iterator[Problem]:
    """Yield what the lint finds in a file of ours; it should find nothing."""
    from kg.exports.lint import RULES, lint

    for finding in lint(path).found:
        rule = RULES[finding.rule]
        yield Problem(f"{finding.detail}: {rule.what}", where=f"{path}:{finding.line}", todo=rule.todo)


def _module(format_: Format) -> ModuleType:
    """Load what writes a format."""
    try:
        return importlib.import_module(format_.module)
    except ModuleNotFoundError as error:
        if not format_.extra:
            raise
        raise OptionError(
            f"format {format_.name!r} needs the package {error.name}",
            todo=f"install it with: pip install 'kg[{format_.extra}]'",
        ) from error
