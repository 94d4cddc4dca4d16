"""Keep readings between builds: a paper whose text was read before is not read again.

A reading is kept under a hash of the paper's id and text and of everything that can change the reading
(:mod:`kg.store.fingerprint`), so whatever changes, the old reading is simply not found. The store is one
SQLite file (:mod:`kg.store.database`): a kill at any moment leaves it whole, and two builds may use it at
once. Whatever is wrong with the file costs time and never makes a wrong reading.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from kg.errors import OnProblem, ignore
from kg.model import Paper, Reading
from kg.store.readings import Store
from kg.store.recipe import file_hash, recipe, standing

__all__ = ["FILE_NAME", "Extract", "Store", "file_hash", "open_store", "read_through", "recipe", "standing"]

#: The file in an output folder.
FILE_NAME = ".kg-store.sqlite"

#: Turns papers into readings, one each, in their order.
Extract = Callable[[Iterator[Paper]], Iterable[Reading]]

#: Papers that are looked up, and readings that are written, at a time.
_BATCH = 500


@contextlib.contextmanager
def open_store(path: Path, *, fingerprint: str, on_problem: OnProblem = ignore) -> Iterator[Store]:
    """Open the store of readings at ``path``, or make one.

    Args:
        path: the file.
        fingerprint: a text that changes with anything that can change a reading beside the code of this
            package: the model, the lexicon.
        on_problem: is told, once, when the file is damaged, foreign, locked or cannot be written. The
            store is then fresh or empty, and the build goes on.
    """
    store = Store(path, fingerprint=fingerprint, on_problem=on_problem)
    try:
        yield store
    finally:
        store.close()


def read_through(papers: Iterable[Paper], extract: Extract, *, store: Store) -> Iterator[Reading]:
    """Yield the reading of each paper, in order: from the store where it has one, else from ``extract``.

    What had to be extracted is kept as soon as a batch is done, so a build that is killed has not read in
    vain. When the last paper is through, readings of papers that were not among ``papers`` are forgotten.

    Args:
        papers: what to read.
        extract: reads papers, in order; not called when nothing is missing.
        store: from :func:`open_store`.
    """
    waiting: deque[tuple[Paper, Reading | None]] = deque()
    missing = _missing(iter(papers), waiting, store)
    first = next(missing, None)
    fresh: list[Reading] = []
    for reading in extract(_chain(first, missing)) if first is not None else ():
        yield from _known(waiting)
        waiting.popleft()
        yield reading
        fresh.append(reading)
        if len(fresh) >= _BATCH:
            store.put(fresh)
            fresh.clear()
    store.put(fresh)
    yield from _known(waiting)
    store.forget_others()


def _missing(
    papers: Iterator[Paper], waiting: deque[tuple[Paper, Reading | None]], store: Store
) -> Iterator[Paper]:
    """Yield the papers that the store does not know, and let every paper wait for its turn."""
    while batch := list(islice(papers, _BATCH)):
        known = list(zip(batch, store.get(batch), strict=True))
        waiting.extend(known)
        yield from (paper for paper, reading in known if reading is None)


def _known(waiting: deque[tuple[Paper, Reading | None]]) -> Iterator[Reading]:
    """Yield the readings at the front that need no extraction."""
    while waiting and (reading := waiting[0][1]) is not None:
        waiting.popleft()
        yield reading


def _chain(first: Paper, rest: Iterator[Paper]) -> Iterator[Paper]:
    yield first
    yield from rest
