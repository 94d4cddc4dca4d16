"""Incremental builds: whatever was built before, the files are those of a build from scratch."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import Options, build
from kg.errors import Problem
from kg.model import Paper
from kg.papers import SAMPLE, read
from kg.store import FILE_NAME

FORMATS = ("json", "turtle", "graphml")


def write_papers(file: Path, papers: list[Paper]) -> None:
    """Write papers as JSON Lines."""
    lines = [json.dumps({"title": paper.title, "abstract": paper.abstract}) + "\n" for paper in papers]
    file.write_text("".join(lines), encoding="utf-8")


def built(file: Path, output: Path, problems: list[Problem] | None = None) -> dict[str, bytes]:
    """Build ``file`` into ``output`` and return the exports."""
    options = Options((str(file),), output, FORMATS, model="lexicon", jobs=1)
    found: list[Problem] = []
    report = build(options, on_problem=found.append)
    if problems is None:
        assert [] == found
    else:
        problems += found
    return {name: (output / name).read_bytes() for name in report.files}


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    """Sixty papers of the sample."""
    return list(read(SAMPLE))[:60]


@pytest.mark.slow  # builds nine times
def test_builds_after_changes_equal_builds_from_scratch(tmp_path: Path, papers: list[Paper]) -> None:
    """Adding, changing and removing papers gives the bytes of a build that knows no other."""
    file = tmp_path / "papers.jsonl"
    changed = Paper(papers[9].id, papers[9].title, papers[9].abstract[: len(papers[9].abstract) // 2])
    steps = [papers[:40], papers, [*papers[:9], changed, *papers[10:]], papers[5:], papers[:40]]
    for number, step in enumerate(steps):
        write_papers(file, step)
        assert built(file, tmp_path / f"scratch{number}") == built(file, tmp_path / "updated")


def test_builds_over_a_spoiled_store_equal_builds_from_scratch(tmp_path: Path, papers: list[Paper]) -> None:
    """A store that is no store costs a problem, and the graph is right."""
    file, output = tmp_path / "papers.jsonl", tmp_path / "out"
    write_papers(file, papers[:30])
    expected = built(file, output)
    for content in (b"no store", b"", (output / FILE_NAME).read_bytes()[:5000]):
        (output / FILE_NAME).write_bytes(content)
        (output / "build.json").unlink()  # or nothing is done, because nothing has changed
        problems: list[Problem] = []
        assert expected == built(file, output, problems)
        assert bool(content) == bool(problems)


def test_builds_without_cache_leave_no_store(tmp_path: Path, papers: list[Paper]) -> None:
    """Nobody has to have a store, and the files are the same without."""
    file, output = tmp_path / "papers.jsonl", tmp_path / "out"
    write_papers(file, papers[:5])
    build(Options((str(file),), output, FORMATS, model="lexicon", jobs=1, cache=False))
    without = {name: (output / name).read_bytes() for name in ("graph.json", "graph.ttl")}
    assert not (output / FILE_NAME).exists()
    assert without == {name: content for name, content in built(file, output).items() if name in without}


def test_builds_without_a_change_write_nothing(tmp_path: Path, papers: list[Paper]) -> None:
    """The same build again leaves the files alone, and reports the same."""
    file, output = tmp_path / "papers.jsonl", tmp_path / "out"
    write_papers(file, papers[:5])
    options = Options((str(file),), output, ("json",), model="lexicon", jobs=1)
    first = build(options)
    before = (output / "graph.json").stat().st_mtime_ns
    again = build(options)
    assert (False, True) == (first.unchanged, again.unchanged)
    assert (first.counts, first.files) == (again.counts, again.files)
    assert before == (output / "graph.json").stat().st_mtime_ns


@pytest.mark.parametrize("what", ["papers", "file", "formats", "corrections", "record", "cache"])
def test_builds_with_any_change_write_again(tmp_path: Path, papers: list[Paper], what: str) -> None:
    """Other papers, options or corrections, or a file that somebody touched, make a new build."""
    file, output = tmp_path / "papers.jsonl", tmp_path / "out"
    write_papers(file, papers[:5])
    options = Options((str(file),), output, ("json",), model="lexicon", jobs=1)
    build(options)
    if what == "papers":
        write_papers(file, papers[:4])
    elif what == "file":
        (output / "graph.json").write_bytes(b"oops")
    elif what == "formats":
        options = replace(options, formats=("json", "neo4j"))
    elif what == "corrections":
        (output / "corrections.toml").write_text("# none yet\n", encoding="utf-8")
    elif what == "record":
        (output / "build.json").write_bytes(b'{"recipe": 1}')
    else:
        options = replace(options, cache=False)
    assert not build(options).unchanged
    assert b"oops" != (output / "graph.json").read_bytes()
