"""The five verbs in order: read, extract, resolve, assemble, write. The whole story in one screen.

Everything that a build writes is written beside the old files first and renamed at the end, so that a build
that fails or is killed leaves the output of the last one whole. ``build.json`` is the only file that may
differ between two builds of the same input: it holds times and versions.
"""

import importlib.metadata
import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kg import __version__
from kg.errors import OnProblem, Problem, ignore
from kg.files import make_folder, staged, sweep
from kg.model import KnowledgeGraph, Paper, Reading, Resolution
from kg.report import Clock, OnProgress, Options, Report

if TYPE_CHECKING:
    from kg.entities import Corrections
    from kg.lexicon import Entry
    from kg.mentions import Extractor
    from kg.papers import Tally

__all__ = [
    "DEFAULT_FORMATS",
    "RECORD",
    "OnProgress",
    "Options",
    "Read",
    "Report",
    "build",
    "read_and_resolve",
]

#: What a build writes when nobody asks for anything else.
DEFAULT_FORMATS = ("turtle", "graphml", "html", "json")

#: The file that says how the others were made.
RECORD = "build.json"

#: Fewer papers than this are not worth the start of further processes.
_FEW = 200

#: The libraries whose versions can change what a build writes.
_LIBRARIES = ("spacy", "numpy", "networkx", "igraph", "rdflib", "pyoxigraph", "pyvis")


@dataclass(frozen=True, slots=True)
class Read:
    """The first three stages done: what was read, and which mention is which thing.

    Attributes:
        readings: one for each paper, sorted by paper id.
        resolution: which mention is which thing.
        counts: how many records were listed, papers, duplicates and bad.
        seconds: wall-clock seconds per stage.
    """

    readings: list[Reading]
    resolution: Resolution
    counts: dict[str, int]
    seconds: dict[str, float]


def build(
    options: Options, *, on_problem: OnProblem = ignore, on_progress: OnProgress = lambda *_: None
) -> Report:
    """Build the graph of ``options.inputs`` and write it to ``options.output``, whole or not at all.

    Args:
        options: what to build from what.
        on_problem: is handed what is wrong with single records; raise from it to stop.
        on_progress: is called as work goes on.

    Returns:
        What was done: counts, files and seconds.

    Raises:
        KgError: the input, a lexicon, the corrections or the model cannot be read, or nothing can be
            written.
    """
    from kg.exports import find, write
    from kg.graph import assemble
    from kg.store import FILE_NAME, file_hash, standing

    make_folder(options.output)  # before the work, so that an unwritable place costs nobody a minute
    formats = options.formats or DEFAULT_FORMATS
    for name in formats:
        find(name)  # a wrong name fails here
    beside = options.output / "corrections.toml"
    options = replace(options, corrections=options.corrections or (beside if beside.exists() else None))
    clock, problems = Clock(on_progress), list[Problem]()
    start = _start(options, clock, on_problem)
    made_of = _recipe(options, start)
    if options.cache and (last := standing(options.output / RECORD, made_of)):
        sweep(options.output)
        return _repeat(last, start, clock, on_problem)

    def note(problem: Problem) -> None:
        problems.append(problem)
        on_problem(problem)

    done = _go_on(start, options, options.output / FILE_NAME if options.cache else None, clock, note)
    with clock.stage("assemble"):
        counts: dict[str, Any] = done.counts | {"mentions": sum(len(r.mentions) for r in done.readings)}
        graph = assemble(_drain(done.readings), done.resolution, min_confidence=options.min_confidence)
        counts |= _count(graph)
    del done, start  # the graph holds all that is written
    with staged(options.output) as stage:
        with clock.stage("write"):
            files = write(
                graph, stage, formats=formats, base_iri=options.base, jobs=options.processes, on_problem=note
            )
        sizes = {file.name: file.stat().st_size for file in files}
        report = Report(counts, sizes, clock.seconds)
        with ThreadPoolExecutor(options.processes) as pool:  # hashing holds no lock
            hashes = dict(zip(sizes, pool.map(file_hash, files), strict=True))
        again = {"recipe": made_of, "hashes": hashes, "problems": problems}
        (stage / RECORD).write_bytes(_record(options, report, again))
    return report


def read_and_resolve(
    options: Options,
    *,
    store: Path | None = None,
    on_problem: OnProblem = ignore,
    on_progress: OnProgress = lambda *_: None,
) -> Read:
    """Do the first three stages: papers -> mentions -> entities; as :func:`build` but for writing.

    With ``store``, the file of :mod:`kg.store`, only papers that it does not know are extracted.
    """
    clock = Clock(on_progress)
    return _go_on(_start(options, clock, on_problem), options, store, clock, on_problem)


@dataclass(frozen=True, slots=True)
class _Start:
    """What a build begins with: the papers, and all that decides how they are read."""

    papers: list[Paper]
    tally: "Tally"
    lexicon: "tuple[Entry, ...]"
    decided: "Corrections"
    extractor: "Extractor"


def _start(options: Options, clock: Clock, on_problem: OnProblem) -> _Start:
    from kg.entities import Corrections, read_corrections
    from kg.lexicon import read_lexicon
    from kg.mentions import load_extractor
    from kg.papers import SAMPLE, Tally, read

    tally = Tally()
    decided = read_corrections(options.corrections) if options.corrections else Corrections()
    lexicon = (*read_lexicon(options.lexicons), *decided.additions)
    with clock.stage("read"):
        papers = list(read(options.inputs or SAMPLE, on_problem=on_problem, tally=tally))
    return _Start(papers, tally, lexicon, decided, load_extractor(model=options.model, lexicon=lexicon))


def _go_on(start: _Start, options: Options, store: Path | None, clock: Clock, on_problem: OnProblem) -> Read:
    """Extract and resolve."""
    from kg.entities import resolve
    from kg.store import open_store, read_through

    papers, extractor = start.papers, start.extractor
    with clock.stage("extract"):
        run = partial(_extract, extractor=extractor, jobs=options.processes)
        if store is None:
            readings = list(_watch(run(papers), len(papers), clock.on_progress))
        else:
            with open_store(store, fingerprint=extractor.fingerprint, on_problem=on_problem) as kept:
                stream = read_through(papers, run, store=kept)
                readings = list(_watch(stream, len(papers), clock.on_progress))
    with clock.stage("resolve"):
        resolution = resolve(
            readings, lexicon=start.lexicon, corrections=start.decided, on_problem=on_problem
        )
    return Read(readings, resolution, asdict(start.tally), clock.seconds)


def _extract(papers: Iterable[Paper], *, extractor: "Extractor", jobs: int) -> Iterator[Reading]:
    """Extract in this process what is done before others would have started."""
    from kg.mentions import extract

    waiting = iter(papers)
    first = list(islice(waiting, _FEW))
    yield from extract(chain(first, waiting), extractor=extractor, jobs=jobs if len(first) == _FEW else 1)


def _recipe(options: Options, start: _Start) -> str:
    """Return a hash of everything that the written files depend on."""
    from kg.store import recipe

    ingredients = {
        "formats": options.formats,
        "min_confidence": options.min_confidence,
        "base": options.base,
        "corrections": options.corrections.read_bytes() if options.corrections else b"",
        "lexicon": start.lexicon,
        "extractor": start.extractor.fingerprint,
    }
    return recipe(start.papers, ingredients)


def _repeat(last: dict[str, Any], start: _Start, clock: Clock, on_problem: OnProblem) -> Report:
    """Report the last build again, with the problems that it met after reading."""
    for problem in last["problems"]:
        on_problem(Problem(**problem))
    return Report(last["counts"] | asdict(start.tally), last["files"], clock.seconds, unchanged=True)


def _watch(readings: Iterable[Reading], total: int, on_progress: OnProgress) -> Iterator[Reading]:
    for number, reading in enumerate(readings, start=1):
        yield reading
        on_progress("extract", number, total)


def _drain(readings: list[Reading]) -> Iterator[Reading]:
    """Let go of each reading as soon as the graph holds what it says, so that both never stand in memory."""
    readings.reverse()
    while readings:
        yield readings.pop()


def _count(graph: KnowledgeGraph) -> dict[str, Any]:
    return {
        "entities": dict(Counter(e.type for e in graph.entities).most_common()),
        "statements": dict(Counter(s.relation for s in graph.statements).most_common()),
        "co_mentions": len(graph.co_mentions),
        "results": len(graph.results),
    }


def _record(options: Options, report: Report, again: dict[str, Any]) -> bytes:
    """Return ``build.json``: everything about this build that is not the graph."""
    record = {
        "kg": __version__,
        "python": platform.python_version(),
        "libraries": {name: importlib.metadata.version(name) for name in _LIBRARIES},
        "options": asdict(options),
        **asdict(report),
        **again,
    }
    return msgspec.json.format(msgspec.json.encode(record, enc_hook=str), indent=2) + b"\n"
