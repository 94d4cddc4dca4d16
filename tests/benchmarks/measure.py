"""Time things side by side, and print them as rows with ratios."""

import contextlib
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing: its name, seconds, how many units it handled, and peak memory if known.

    Memory is that of the largest process, and ``in_all`` that of all processes at one moment.
    """

    name: str
    seconds: float
    units: int
    megabytes: float = 0.0
    in_all: float = 0.0


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
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        peaks = [0.0, 0.0]
        watcher = threading.Thread(target=_watch, args=(running, peaks))
        watcher.start()
        _, problems = running.communicate()
        seconds = time.perf_counter() - begin
        watcher.join()
    if running.returncode:
        raise RuntimeError(problems)
    return Row(name, seconds, units, *peaks)


def _watch(running: "subprocess.Popen[str]", peaks: list[float]) -> None:
    """Note the memory of the largest process, and of all, ten times a second; on Linux alone.

    Pages that processes share are counted in equal parts (proportional set size).
    """
    while running.poll() is None:
        sizes = [_proportional(number) for number in _family(running.pid)]
        peaks[0] = max(peaks[0], *sizes, 0.0)
        peaks[1] = max(peaks[1], sum(sizes))
        time.sleep(0.1)


def _family(ancestor: int) -> list[int]:
    """Return a process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number, _, rest = entry.read_text().partition(" (")
            children.setdefault(int(rest.rpartition(")")[2].split()[1]), []).append(int(number))
    found = [ancestor]
    for number in found:
        found += children.get(number, [])
    return found


def _proportional(number: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def print_rows(rows: list[Row], unit: str) -> None:
    """Print rows with their speed, and their time as a multiple of the first row's."""
    for row in rows:
        memory = f"{row.megabytes:8,.0f} MB, {row.in_all:,.0f} in all" if row.megabytes else ""
        speed = f"{row.units / row.seconds:12,.0f} {unit}/s"
        print(f"  {row.name:46} {row.seconds:9.3f} s {speed} {row.seconds / rows[0].seconds:9.2f} x {memory}")
    sys.stdout.flush()


def own_peak() -> float:
    """Return the peak memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << (20 if sys.platform == "darwin" else 10)
    )
