"""Whole builds: from scratch, again without a change, with ten papers more, without a part; one process."""

from pathlib import Path

from tests.benchmarks.corpus import write
from tests.benchmarks.measure import Row, print_rows, process

#: What is compared, byte for byte.
_EXPORTS = ("graph.json", "graph.ttl", "graph.graphml", "entities.graphml", "graph.html")


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows; all times include starting Python and writing every default export."""
    out = size // 25
    whole = write(folder / "whole.jsonl", size, corpus)
    fewer = write(folder / "fewer.jsonl", size, corpus, skip=out)
    more = write(folder / "more.jsonl", size + 10, corpus)

    def build(name: str, units: int, file: Path, output: str, jobs: int = 2) -> Row:
        options = ("--model", model, "--jobs", str(jobs), "-o", str(folder / output))
        row = process(name, units, "build", str(file), *options)
        print_rows([row], "abstracts")
        return row

    rows = [
        build("from scratch, two processes", size, whole, "updated"),
        build("again, nothing changed", size, whole, "updated"),
        build("ten papers added", size + 10, more, "updated"),
        build(f"{out:,} papers removed", size - out, fewer, "updated"),
        build("from scratch without them, one process", size - out, fewer, "scratch", 1),
    ]
    print("  in one run:")
    print_rows(rows, "abstracts")
    whole_time = rows[0].seconds
    print(f"  of a build from scratch, no change takes {rows[1].seconds / whole_time:.1%},", end=" ")
    print(f"ten papers more {rows[2].seconds / whole_time:.1%}")
    same = all(_bytes(folder / "updated" / name) == _bytes(folder / "scratch" / name) for name in _EXPORTS)
    print(f"  the last two wrote {'the same' if same else 'DIFFERENT'} bytes")


def _bytes(file: Path) -> bytes:
    return file.read_bytes()
