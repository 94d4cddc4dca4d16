"""``--base-iri``: IRIs under an address of one's own, the same in ``kg build`` and ``kg export``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import group
from kg.errors import OptionError

BASE = "https://kg.example.com/"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    paper = {"title": "FooNet: a small model", "abstract": "We present FooNet and test it on ImageNet."}
    (tmp_path / "papers.jsonl").write_text(json.dumps(paper) + "\n", encoding="utf-8")
    return tmp_path / "papers.jsonl"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, [*map(str, arguments)])


def build(papers: Path, *arguments: str) -> str:
    done = run("build", papers, "-o", papers.parent / "out", "--formats", "turtle,json", *arguments)
    assert 0 == done.exit_code, done.output
    return (papers.parent / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_build_and_export_write_the_same_under_a_base(papers: Path, tmp_path: Path) -> None:
    """Both take the option, and their files are equal byte by byte."""
    built = build(papers, "--base-iri", BASE)
    assert f"@prefix resource: <{BASE}resource/> ." in built
    done = run("export", "-g", tmp_path / "out", "-f", "turtle", "--base-iri", BASE, "-o", tmp_path / "part")
    assert 0 == done.exit_code
    assert built == (tmp_path / "part" / "graph.ttl").read_text(encoding="utf-8")


def test_build_with_another_base_is_another_build(papers: Path) -> None:
    """The files of the last build do not stand for one under another base."""
    assert build(papers) != build(papers, "--base-iri", BASE)


@pytest.mark.parametrize("command", ["build", "export"])
def test_a_wrong_base_ends_the_command_at_once(command: str, tmp_path: Path) -> None:
    """What no id can follow is refused before anything is read or written."""
    done = run(command, "--base-iri", "kg.example.com", "-o", tmp_path / "out")
    assert isinstance(done.exception, OptionError)
    assert "base of IRIs" in str(done.exception)
    assert not (tmp_path / "out").exists()
