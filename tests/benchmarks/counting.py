"""Co-mention counting against the obvious way: a Counter of tuples."""

import random
from collections import Counter
from itertools import combinations
from pathlib import Path

from kg.graph.comentions import co_mentions
from tests.benchmarks.measure import print_rows, timed


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows, for papers whose entities are drawn by Zipf's law."""
    number = size * 20
    chance = random.Random(1)
    weights = [1 / (rank + 10) for rank in range(number)]
    drawn = iter(chance.choices(range(number), weights, k=number * 12))
    named = {f"paper/{p}": {f"system/{next(drawn)}" for _ in range(12)} for p in range(number)}
    rows = [
        timed("counting and NPMI and backbone by kg", number, lambda: co_mentions(named), times=1),
        timed("counting alone by a Counter of tuples", number, lambda: _count(named), times=1),
    ]
    print_rows(rows, "papers")


def _count(named: dict[str, set[str]]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for entities in named.values():
        pairs.update(combinations(sorted(entities), 2))
    return pairs
