"""Builds that are killed at random moments, two hundred in all, and builds that run at once."""

import hashlib
import json
import multiprocessing
import random
import time
from pathlib import Path

import pytest

from kg.build import Options, build
from kg.errors import Problem
from kg.files import UNFINISHED
from kg.papers import SAMPLE, read

#: What the builds write, beside what is kept for the next one.
EXPORTS = ("graph.json", "graph.ttl", "graph.graphml", "entities.graphml", "graph.html")
#: Kills in each of the eight tests.
KILLS = 25
#: Processes fork from one that has loaded the libraries, so that kills hit the build and not its start.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["kg.build", "kg.mentions.pipeline", "kg.graph.network", "kg.exports.html"])


def run(file: Path, output: Path) -> None:
    """Build, in a process of its own; a problem ends it with an error."""

    def fail(problem: Problem) -> None:
        raise AssertionError(str(problem))

    build(Options((str(file),), output, model="lexicon", jobs=1), on_problem=fail)


def start(file: Path, output: Path) -> multiprocessing.process.BaseProcess:
    process = FORKS.Process(target=run, args=(file, output))
    process.start()
    return process


def finish(file: Path, output: Path) -> float:
    """Build to the end, and return how many seconds it took."""
    begin = time.perf_counter()
    process = start(file, output)
    process.join()
    assert 0 == process.exitcode
    return time.perf_counter() - begin


def digests(folder: Path) -> dict[str, str]:
    found = ((name, folder / name) for name in EXPORTS)
    return {name: hashlib.blake2b(file.read_bytes()).hexdigest() for name, file in found if file.exists()}


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, dict[str, str]]:
    """Three corpora that have papers in common, each with the exports of a build from scratch."""
    folder, papers = tmp_path_factory.mktemp("corpora"), list(read(SAMPLE))[:90]
    found = {}
    for name, part in {"some": papers[:60], "others": papers[20:80], "all": papers}.items():
        records = (json.dumps({"title": paper.title, "abstract": paper.abstract}) + "\n" for paper in part)
        (folder / f"{name}.jsonl").write_text("".join(records), encoding="utf-8")
        finish(folder / f"{name}.jsonl", folder / name)
        found[folder / f"{name}.jsonl"] = digests(folder / name)
        assert len(EXPORTS) == len(found[folder / f"{name}.jsonl"])
    return found


@pytest.mark.slow  # kills builds for a minute
@pytest.mark.parametrize("seed", range(8))
def test_kills_leave_whole_files_and_a_right_next_build(
    seed: int, corpora: dict[Path, dict[str, str]], tmp_path: Path
) -> None:
    """Whenever a build or an update is killed, each export is one of a whole build, and the next is right."""
    chance, output = random.Random(seed), tmp_path / "out"
    whole = {(name, digest) for exports in corpora.values() for name, digest in exports.items()}
    first, second, _ = sorted(corpora)
    finish(first, output)
    duration, killed = finish(second, output), 0
    while killed < KILLS:
        file = chance.choice(sorted(corpora))
        process = start(file, output)
        time.sleep(duration * chance.random())
        process.kill()
        process.join()
        assert digests(output).items() <= whole
        assert len(EXPORTS) == len(digests(output))
        killed += process.exitcode != 0
        if process.exitcode and killed % 5 == 0:
            finish(file, output)
            assert corpora[file] == digests(output)
            assert [] == list(output.glob(f"{UNFINISHED}*"))


@pytest.mark.slow  # builds twelve times
def test_builds_at_once_leave_whole_files(corpora: dict[Path, dict[str, str]], tmp_path: Path) -> None:
    """Builds of different papers into one folder all succeed, and the next one alone is right."""
    whole = {(name, digest) for exports in corpora.values() for name, digest in exports.items()}
    for _ in range(2):
        processes = [start(file, tmp_path) for file in sorted(corpora)]
        for process in processes:
            process.join()
            assert 0 == process.exitcode
        assert digests(tmp_path).items() <= whole
        for file, exports in corpora.items():
            finish(file, tmp_path)
            assert exports == digests(tmp_path)
