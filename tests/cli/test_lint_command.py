"""``kg lint``: a line for each breach, and an exit status."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from graph_corpus import small

from kg.cli import group
from kg.exports import write


def test_lint_command_passes_our_own_files(tmp_path: Path) -> None:
    """A file of ours is fine and the exit status 0."""
    files = write(small(), tmp_path, formats=["graphml", "gexf"])
    done = CliRunner().invoke(group, ["lint", *map(str, files)])
    assert 0 == done.exit_code
    assert len(files) == done.stdout.count("nothing to complain of")


@pytest.mark.parametrize(("text", "status"), [("<graphml><graph/></graphml>", 1), ("<html/>", 1)])
def test_lint_command_says_what_would_be_lost(tmp_path: Path, text: str, status: int) -> None:
    """Each breach is a line with file, line, effect and rule, and the exit status is 1."""
    file = tmp_path / "x.graphml"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(group, ["lint", str(file)])
    assert status == done.exit_code
    assert f"{file}:1: " in done.stdout
