"""What Spark cannot do is said in one line, before it starts."""

from pathlib import Path

import pytest

REFUSED = {
    "formats": (["--formats", "html"], "the engine spark writes N-Triples and Parquet"),
    "corrections": (["--corrections", "none.toml"], "the engine spark applies no corrections"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_options_that_spark_lacks_are_refused(what: str, kg, tmp_path: Path) -> None:
    """An option that would be left undone ends the command."""
    arguments, message = REFUSED[what]
    done = kg("build", "--engine", "spark", *arguments, "-o", tmp_path)
    assert 1 == done.returncode
    assert message in done.stderr
    assert 1 == len(done.stderr.splitlines())


def test_corrections_beside_the_output_are_not_ignored(kg, tmp_path: Path) -> None:
    """Where one machine would apply corrections, Spark does not go on without them."""
    (tmp_path / "corrections.toml").write_text("", encoding="utf-8")
    done = kg("build", "--engine", "spark", "-o", f"file://{tmp_path}")
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert "applies no corrections" in done.stderr


def test_missing_java_is_said_in_one_line(kg, tmp_path: Path) -> None:
    """Without a Java runtime people read which one to install."""
    done = kg("build", "--engine", "spark", "-o", tmp_path, env={"PATH": str(tmp_path), "JAVA_HOME": ""})
    assert 1 == done.returncode
    assert "kg: the engine spark needs Java 17 or later" in done.stderr
    assert "apt-get install" in done.stderr
    assert 1 == len(done.stderr.splitlines())
