"""Time things side by side, and print them as rows with ratios."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing: its name, seconds, how many units it handled, and peak memory if known."""

    name: str
    seconds: float
    units: int
    megabytes: float = 0.0


def timed(name: str, units: int, work: Callable[[], object], *, times: int = 3) -> Row:
    """Run ``work`` several times and return the fastest: the least disturbed by the rest of the machine."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return Row(name, best, units)


def process(name: str, units: int, *arguments: str) -> Row:
    """Run ``python -m kg ARGUMENTS`` and return its time, start included, and the peak of its memory."""
    begin = time.perf_counter()
    script = (
        "import resource, sys; from kg.cli import main\n"
        "try: main()\n"
        "finally: print('peak', max(resource.getrusage(w).ru_maxrss for w in "
        "(resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(done.stderr)
    peak = next(line.split()[1] for line in done.stderr.splitlines() if line.startswith("peak "))
    return Row(name, seconds, units, int(peak) / (1 << (20 if sys.platform == "darwin" else 10)))


def print_rows(rows: list[Row], unit: str) -> None:
    """Print rows with their speed, and their time as a multiple of the first row's."""
    for row in rows:
        memory = f"{row.megabytes:8,.0f} MB" if row.megabytes else ""
        speed = f"{row.units / row.seconds:12,.0f} {unit}/s"
        print(f"  {row.name:46} {row.seconds:9.3f} s {speed} {row.seconds / rows[0].seconds:9.2f} x {memory}")
    sys.stdout.flush()


def own_peak() -> float:
    """Return the peak memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << (20 if sys.platform == "darwin" else 10)
    )
