"""A build on Spark gives the triples of a build on one machine, whatever happens to its workers."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kg.papers import SAMPLE, read

pytestmark = pytest.mark.slow  # starts Java and builds the sample, which takes a minute


def triples(folder: Path) -> list[str]:
    """Return all triples that Spark wrote, sorted."""
    assert (folder / "triples" / "_SUCCESS").exists()
    parts = (part.read_text(encoding="utf-8") for part in (folder / "triples").glob("part-*"))
    return sorted(line for part in parts for line in part.split("\n") if line)


def expected(kg, folder: Path, *arguments: str | Path) -> list[str]:
    """Return the triples of a build on this machine, sorted."""
    done = kg("build", *arguments, "--formats", "ntriples,parquet", "--no-cache", "-o", folder)
    assert done.returncode == 0, done.stderr
    return sorted((folder / "graph.nt").read_text(encoding="utf-8").rstrip("\n").split("\n"))


def partitioned(folder: Path) -> Path:
    """Write the sample as JSON Lines in several files, with a few papers twice, and blank and bad lines."""
    papers = list(read(SAMPLE))
    (folder / "year").mkdir(parents=True)
    for number in range(3):
        with (folder / "year" / f"part {number}.jsonl").open("w", encoding="utf-8") as stream:
            for paper in [*papers[number::3], *papers[:2]]:
                record = {"title": paper.title, "abstract": paper.abstract, "date": paper.date}
                stream.write(json.dumps(record) + "\r\n\n")
            stream.write("no JSON\n")
    return folder


def test_spark_gives_the_triples_of_one_machine(kg, tmp_path: Path) -> None:
    """On two cores the sample gives the same triples as on one machine, each once, and the same tables."""
    wanted = expected(kg, tmp_path / "one")
    done = kg("build", "--engine", "spark", "--jobs", "2", "-o", f"file://{tmp_path}/spark")
    assert done.returncode == 0, done.stderr
    assert wanted == triples(tmp_path / "spark")
    for name in ("nodes", "edges", "evidence", "results"):
        ours, theirs = (
            pq.read_table(tmp_path / "spark" / name),
            pq.read_table(tmp_path / "one" / f"{name}.parquet"),
        )
        rows = [sorted(map(repr, t.select(ours.column_names).to_pylist())) for t in (ours, theirs)]
        assert rows[1] == rows[0]


def test_killed_executors_do_not_matter(kg, tmp_path: Path) -> None:
    """Two executor processes are killed while they work; the triples are still those of one machine."""
    source = partitioned(tmp_path / "papers")
    wanted = expected(kg, tmp_path / "one", source, "--model", "lexicon")
    command = [sys.executable, "-m", "kg", "build", source, "--engine", "spark", "--model", "lexicon"]
    cluster = {"PYSPARK_SUBMIT_ARGS": "--master local-cluster[2,1,1024] pyspark-shell"}
    with subprocess.Popen(
        [*map(str, command), "-o", str(tmp_path / "spark")],
        env=os.environ | cluster,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        for step in ("readings", "placed"):
            wait_for(tmp_path / "spark" / "_work" / step, process)
            victims = executors(process.pid)
            assert victims, "no executor is running"
            os.kill(victims[0], signal.SIGKILL)
        _, problems = process.communicate(timeout=600)
    assert process.returncode == 0, problems
    assert wanted == triples(tmp_path / "spark")
    assert 3 == problems.count("is not JSON")


def wait_for(folder: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until a step has begun to write."""
    while not folder.exists():
        assert process.poll() is None, "the build ended early"
        time.sleep(0.05)


def executors(ancestor: int) -> list[int]:
    """Return the executor processes below a process, from Linux's table of processes."""
    parents: dict[int, int] = {}
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            number, words = int(entry.name), (entry / "cmdline").read_bytes().split(b"\0")
            parents[number] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if any(word.endswith(b"CoarseGrainedExecutorBackend") for word in words):
            found.append(number)

    def below(process: int) -> bool:
        while process in parents and process != ancestor:
            process = parents[process]
        return process == ancestor

    return sorted(filter(below, found))
