"""Which entities the same papers name: counted, weighted by association and thinned to a backbone.

Counting packs a pair of entities into one 64-bit integer and sorts, in batches: a Counter of tuples took
ten to twenty times as long and 1 GB for 100,000 papers. Association is normalised pointwise mutual
information (Bouma, "Normalized (pointwise) mutual information in collocation extraction", GSCL 2009).
Hubs stay: an edge is kept when it is among the strongest of either of its ends.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.graph.ids import co_mention_id
from kg.model import CoMention

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

#: The fewest papers that a pair needs, so that chance meetings in one abstract stay out.
MIN_PAPERS = 2

#: How many of its strongest associations each entity keeps at least.
STRONGEST = 12

#: Pairs counted at a time: 32 MB of them.
_BATCH = 4_000_000


def co_mentions(
    named: Mapping[str, Collection[str]], *, min_papers: int = MIN_PAPERS, strongest: int = STRONGEST
) -> tuple[CoMention, ...]:
    """Find the entities that papers name together more often than by chance.

    Args:
        named: for each paper id the ids of the entities that it names.
        min_papers: pairs in fewer papers are left out.
        strongest: a pair stays when it is among that many strongest of one of its two entities.

    Returns:
        The pairs that stay, sorted by id; all have a positive NPMI.
    """
    import numpy as np

    ids = sorted({e for entities in named.values() for e in entities})
    number = {e: i for i, e in enumerate(ids)}
    rows = [np.array(sorted(number[e] for e in set(named[p])), dtype=np.int64) for p in sorted(named)]
    alone = np.zeros(len(ids), dtype=np.int64)
    for row in rows:
        alone[row] += 1
    a, b, together = _count(rows, len(ids), min_papers)
    npmi = association(together, alone[a], alone[b], len(rows))
    kept = (npmi > 0) & _backbone(a, b, together, npmi, strongest)
    columns = zip(
        a[kept].tolist(), b[kept].tolist(), together[kept].tolist(), npmi[kept].tolist(), strict=True
    )
    pairs = (CoMention(co_mention_id(ids[i], ids[j]), ids[i], ids[j], n, w) for i, j, n, w in columns)
    return tuple(sorted(pairs, key=lambda pair: pair.id))


def _count(rows: "Iterable[Ints]", size: int, least: int) -> "tuple[Ints, Ints, Ints]":
    """Return first and second entity and paper count of every pair in at least ``least`` papers."""
    import numpy as np

    keys, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for batch in _batches(rows, size):
        every, place = np.unique(np.concatenate((keys, batch)), return_inverse=True)
        weights = np.concatenate((counts, np.ones(len(batch), dtype=np.int64)))
        keys, counts = every, np.bincount(place, weights, len(every)).astype(np.int64)
    often = counts >= least
    keys = keys[often]
    return keys // max(size, 1), keys % max(size, 1), counts[often]


def _batches(rows: "Iterable[Ints]", size: int) -> "Iterator[Ints]":
    import numpy as np

    triangles: dict[int, tuple[Any, Any]] = {}
    waiting, many = [], 0
    for row in rows:
        if len(row) not in triangles:
            triangles[len(row)] = np.triu_indices(len(row), 1)
        first, second = triangles[len(row)]
        waiting.append(row[first] * size + row[second])
        many += len(first)
        if many >= _BATCH:
            yield np.concatenate(waiting)
            waiting, many = [], 0
    if waiting:
        yield np.concatenate(waiting)


def association(together: "Ints", a: "Ints", b: "Ints", papers: int) -> "Floats":
    """Return NPMI, rounded so that the last bit of a machine's logarithm never reaches a file.

    Args:
        together: for each pair the number of papers that name both.
        a: for each pair the number of papers that name the first.
        b: the same for the second.
        papers: the number of all papers.
    """
    import numpy as np

    if not papers:
        return np.zeros(0)
    joint = together / papers
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(joint * papers * papers / (a * b)) / -np.log(joint)
    # A pair that stands in every paper has no surprise to normalise by; in the limit it is 1.
    rounded: Floats = np.round(np.where(together == papers, 1.0, value), 6).astype(np.float64)
    return rounded


def _backbone(a: "Ints", b: "Ints", together: "Ints", npmi: "Floats", strongest: int) -> "NDArray[np.bool_]":
    """Mark the pairs that are among the strongest of one of their ends; ties by papers, then by id."""
    import numpy as np

    ends, others, pairs = np.concatenate((a, b)), np.concatenate((b, a)), np.tile(np.arange(len(a)), 2)
    order = np.lexsort((others, -together[pairs], -npmi[pairs], ends))
    ends, pairs = ends[order], pairs[order]
    place = np.arange(len(ends)) - np.searchsorted(ends, ends, side="left")
    kept = np.zeros(len(a), dtype=np.bool_)
    kept[pairs[place < strongest]] = True
    return kept
