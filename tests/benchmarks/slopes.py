"""How time and memory grow: builds of 1, 2, 4 and 8 times the corpus, each in a process of its own.

``--size 12500`` with a corpus of 25,000 papers goes to 100,000: what is beyond the corpus comes from the
generator of :mod:`tests.benchmarks.corpus`.
"""

from itertools import pairwise
from pathlib import Path

from tests.benchmarks.corpus import write
from tests.benchmarks.measure import Row, print_rows, process


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows, and for each doubling the factors of time and memory."""
    rows: list[Row] = []
    for factor in (1, 2, 4, 8):
        number = size * factor
        file = str(write(folder / "papers.jsonl", number, corpus))
        options = ("--model", model, "--no-cache", "-o", str(folder / "out"))
        rows.append(process(f"{number:,} abstracts", number, "build", file, *options))
    print_rows(rows, "abstracts")
    for before, after in pairwise(rows):
        print(
            f"  {before.name} to {after.name}: time x {after.seconds / before.seconds:.2f},"
            f" memory x {after.megabytes / before.megabytes:.2f}"
        )
