"""One build of the bundled sample: what it holds, that it repeats, and that it survives being killed."""

import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.exports.graph_json import read_graph
from kg.files import UNFINISHED, staged, write_text
from kg.papers import SAMPLE

#: Files that are the same, byte for byte, in two builds of the same input.
REPEATED = ("graph.ttl", "graph.graphml", "graph.html", "graph.json")


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in REPEATED}


def test_sample_has_437_papers_of_507_listed(built: Path) -> None:
    """The five listings hold 507 papers, 437 of them different, and every one is in the graph."""
    record = json.loads((built / "build.json").read_bytes())
    assert (507, 437) == (record["counts"]["listed"], record["counts"]["papers"])
    assert 437 == len(read_graph(built).papers)


def test_sample_counts_equal_the_graph(built: Path) -> None:
    """The counts of ``build.json`` are those of the graph, and its sizes those of the files."""
    record, graph = json.loads((built / "build.json").read_bytes()), read_graph(built)
    assert len(graph.entities) == sum(record["counts"]["entities"].values())
    assert len(graph.statements) == sum(record["counts"]["statements"].values())
    assert len(graph.co_mentions) == record["counts"]["co_mentions"]
    assert {name: (built / name).stat().st_size for name in record["files"]} == record["files"]


def test_statements_stand_on_verbatim_sentences(built: Path) -> None:
    """Every statement has evidence, and every quote stands in its paper where the evidence says."""
    graph = read_graph(built)
    papers = {p.id: p for p in graph.papers}
    assert graph.statements
    for statement in graph.statements:
        assert statement.evidence
        for evidence in statement.evidence:
            text = papers[evidence.paper_id].text(evidence.field)
            assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.slow  # builds the sample four times over
@pytest.mark.parametrize(
    ("seed", "order", "jobs"),
    [("1", 1, "1"), ("2", -1, "1"), ("3", 1, "2")],
    ids=["another hash seed", "inputs in reverse", "two jobs"],
)
def test_builds_repeat_byte_for_byte(
    seed: str, order: int, jobs: str, built: Path, tmp_path: Path, kg
) -> None:
    """The same papers give the same bytes under any hash seed, order of inputs and number of jobs."""
    done = kg("build", *SAMPLE[::order], "-o", tmp_path, "--jobs", jobs, env={"PYTHONHASHSEED": seed})
    assert done.returncode == 0, done.stderr
    assert digests(built) == digests(tmp_path)


@pytest.mark.slow  # kills a dozen builds at different moments
def test_killed_builds_leave_whole_files(built: Path, tmp_path: Path) -> None:
    """A killed build leaves each export whole, old or new, and the next build cleans up after it."""
    target, other = tmp_path / "target", tmp_path / "other"
    command = [sys.executable, "-m", "kg", "build", "--model", "lexicon", "-o"]
    begin = time.perf_counter()
    assert subprocess.run([*command, other], capture_output=True, check=False).returncode == 0
    duration, chance = time.perf_counter() - begin, random.Random(3)
    shutil.copytree(built, target)
    whole = {(name, digest) for folder in (built, other) for name, digest in digests(folder).items()}
    for _ in range(12):
        process = subprocess.Popen([*command, target], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(duration * chance.uniform(0.3, 1.0))
        process.kill()
        process.wait()
        assert digests(target).items() <= whole
    assert subprocess.run([*command, target], capture_output=True, check=False).returncode == 0
    assert digests(other) == digests(target)
    assert [] == list(target.glob(f"{UNFINISHED}*"))


def test_staged_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    """An error inside the block leaves the old file and no trace of the new one."""
    write_text(tmp_path / "a.txt", "old")
    with pytest.raises(ZeroDivisionError), staged(tmp_path) as stage:
        (stage / "a.txt").write_text("new", encoding="utf-8")
        raise ZeroDivisionError
    assert [("a.txt", "old")] == [(f.name, f.read_text(encoding="utf-8")) for f in tmp_path.iterdir()]
    with staged(tmp_path) as stage:
        (stage / "a.txt").write_text("new", encoding="utf-8")
    assert [("a.txt", "new")] == [(f.name, f.read_text(encoding="utf-8")) for f in tmp_path.iterdir()]


def test_write_text_into_a_file_that_is_a_folder_is_an_output_error(tmp_path: Path) -> None:
    """A target that cannot be replaced is an error that names it, and nothing else stays behind."""
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / "a", "text")
    assert ["a"] == [f.name for f in tmp_path.iterdir()]
