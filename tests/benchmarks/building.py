"""Whole builds: from scratch, again without a change, with ten papers more, without a twentieth; two jobs."""

from pathlib import Path

from tests.benchmarks.corpus import write
from tests.benchmarks.measure import print_rows, process


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows; all times include starting Python and writing every default export."""
    whole = str(write(folder / "whole.jsonl", size, corpus))
    fewer = str(write(folder / "fewer.jsonl", size, corpus, skip=size // 20))
    more = str(write(folder / "more.jsonl", size + 10, corpus))
    same = ("--model", model, "--jobs", "1", "-o")
    out = str(folder / "out")
    rows = [process("from scratch, one process", size, "build", whole, *same, out)]
    rows += [
        process("again, nothing changed", size, "build", whole, *same, out),
        process("ten papers added", size + 10, "build", more, *same, out),
        process("a twentieth removed", size - size // 20, "build", fewer, *same, out),
        process(
            "from scratch, two processes",
            size,
            "build",
            whole,
            "--model",
            model,
            "--jobs",
            "2",
            "-o",
            f"{out}2",
        ),
    ]
    print_rows(rows, "abstracts")
