"""Read papers: files, folders, globs or standard input -> each different paper once, sorted by id.

The one verb is :func:`read`. Formats are found by content (:mod:`kg.papers.formats`), records of one
paper become one :class:`kg.model.Paper` that keeps every source (:mod:`kg.papers.merge`), and a record
that is wrong costs one :class:`kg.errors.Problem` and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, OnProblem, Problem, ignore
from kg.model import Paper
from kg.papers.formats import records
from kg.papers.identity import paper_id
from kg.papers.inputs import STDIN, Source, find
from kg.papers.merge import merged, paper_of
from kg.papers.streams import DAMAGED, Stream, open_stream

__all__ = ["SAMPLE", "STDIN", "Tally", "paper_id", "read"]

#: The listings that come with the package: what a build without inputs reads.
SAMPLE: tuple[Path, ...] = tuple(sorted((Path(__file__).parent.parent / "data" / "papers").glob("*.txt")))


@dataclass(slots=True)
class Tally:
    """Counts of a reading, filled in while it runs; whole once the first paper is out.

    Attributes:
        listed: records with a title and an abstract.
        papers: different papers among them.
        duplicates: ``listed - papers``.
        bad: problems that were reported: each is a record or a file that gave nothing.
        inputs: name and BLAKE2b hash (32 hex digits) of every file that was read, sorted.
    """

    listed: int = 0
    papers: int = 0
    duplicates: int = 0
    bad: int = 0
    inputs: list[tuple[str, str]] = field(default_factory=list)


def read(
    inputs: Iterable[str | Path], *, on_problem: OnProblem = ignore, tally: Tally | None = None
) -> Iterator[Paper]:
    """Read the papers of ``inputs``; the same one in several places is one paper with several sources.

    The result depends on the content of the inputs alone, not on their order. All inputs are read before
    the first paper comes out, because the last record may be a better copy of the first.

    Args:
        inputs: files, folders, patterns as ``data/*.jsonl``; ``-`` is standard input. Files may be
            packed with gzip, Zstandard, xz or bzip2.
        on_problem: called with each record or file that could not be used.
        tally: counts, for the caller to look at.

    Yields:
        Papers, sorted by id.

    Raises:
        InputError: an input is missing or cannot be read, a pattern matches nothing, or there is no
            paper in all of the input.
    """
    tally = Tally() if tally is None else tally
    problems = _Problems(on_problem)
    found: dict[str, Paper] = {}
    for source in find(inputs, on_problem=problems.add):
        for paper in _read_source(source, problems, tally):
            known = found.get(paper.id)
            found[paper.id] = paper if known is None else merged(known, paper)
            tally.listed += 1
    tally.inputs.sort()
    tally.papers, tally.bad = len(found), problems.count
    tally.duplicates = tally.listed - tally.papers
    if not found:
        raise problems.nothing()
    problems.flush()
    for key in sorted(found):
        yield found.pop(key)


class _Problems:
    """Hands problems on, the first one late: if it is the only one and there is no paper, it is the error."""

    def __init__(self, on_problem: OnProblem) -> None:
        self.count = 0
        self._hand_on = on_problem
        self._first: Problem | None = None

    def add(self, problem: Problem) -> None:
        self.count += 1
        if self.count == 1:
            self._first = problem
        else:
            self.flush()
            self._hand_on(problem)

    def flush(self) -> None:
        if self._first is not None:
            self._hand_on(self._first)
            self._first = None

    def nothing(self) -> InputError:
        """Return the error for inputs without any paper."""
        if self._first is not None:
            return InputError(self._first.what, where=self._first.where, todo=self._first.todo)
        return InputError(
            "there is no paper in the input", todo="give files with titles and abstracts, see kg build --help"
        )


def _read_source(source: Source, problems: _Problems, tally: Tally) -> Iterator[Paper]:
    """Yield the papers that one file lists, in its order."""
    try:
        with open_stream(source) as raw:
            try:
                stream = Stream(raw)
                for listed in records(stream.content, source.name, head=stream.head):
                    if isinstance(listed, Problem):
                        problems.add(listed)
                    else:
                        yield paper_of(listed, file=source.name)
                tally.inputs.append((source.name, stream.digest()))
            except DAMAGED as error:
                what = f"the compressed file is damaged and was read up to there ({error})"
                problems.add(Problem(what, source.name, "pack it again"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            f"cannot be read ({reason})", where=source.name, todo="check its permissions"
        ) from error
