"""``kg compare`` and ``kg lexicon check`` from a shell."""

from pathlib import Path

import pytest

HEADER = "name_a\ttype_a\tname_b\ttype_b\n"


def test_compare_prints_the_answer_and_the_rule(kg) -> None:
    """Two names give one line: the answer and the rule."""
    done = kg("compare", "LLaVA-v1.5", "LLaVA 1.5", "--type", "Model")
    assert (0, "same\tkey: both compare as 'llava1.5'\n") == (done.returncode, done.stdout)


def test_compare_reads_a_table_of_pairs(kg, tmp_path: Path) -> None:
    """A table comes back with an answer and a rule for each pair, types in any case or missing."""
    file = tmp_path / "pairs.tsv"
    file.write_text(f"{HEADER}VQA\tTask\tVQA\tdataset\nGPT-3\tModel\tGPT-4\tModel\nCOCO\t\tMS-COCO\t\n")
    done = kg("compare", "--pairs", str(file))
    answers = [line.split("\t")[4] for line in done.stdout.splitlines()]
    assert ["answer", "different", "variant", "same"] == answers


def test_compare_takes_own_lexicons(kg, tmp_path: Path) -> None:
    """A lexicon of one's own decides what its names are."""
    file = tmp_path / "own.toml"
    file.write_text('[[entry]]\nname = "FoxNet"\ntype = "Model"\naliases = ["Vulpes"]\n')
    done = kg("compare", "Vulpes", "FoxNet", "--type", "Model", "--lexicon", str(file))
    assert done.stdout.startswith("same\t")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("a\tb\n", "pairs.tsv:1"),
        (f"{HEADER}A\tModle\tB\tModel\n", "pairs.tsv:2"),
        (f"{HEADER}A\tTask\n", ":2"),
    ],
)
def test_compare_says_what_is_wrong_with_a_table(kg, tmp_path: Path, content: str, place: str) -> None:
    """A table that is none is one line with file and line, and exit status 1."""
    file = tmp_path / "pairs.tsv"
    file.write_text(content)
    done = kg("compare", "--pairs", str(file))
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert place in done.stderr


def test_compare_needs_two_names(kg) -> None:
    """One name alone is a usage error."""
    assert 2 == kg("compare", "CLIP").returncode


def test_lexicon_check_finds_mistakes(kg, tmp_path: Path) -> None:
    """Every mistake is a line on stdout, and there being any is exit status 1."""
    file = tmp_path / "own.tsv"
    file.write_text("name\ttype\taliases\nFoxNet\tModel\tFN|FoxNet 2\nFox-Net\tModel\nHareNet\tModle\tFN\n")
    done = kg("lexicon", "check", str(file))
    assert (1, 2) == (done.returncode, len(done.stdout.splitlines()))
    assert "own.tsv:3" in done.stdout
    assert "unknown type 'Modle'" in done.stdout


def test_lexicon_check_accepts_a_good_file(kg, tmp_path: Path) -> None:
    """A file without mistakes says nothing on stdout."""
    file = tmp_path / "own.tsv"
    file.write_text("name\ttype\taliases\nFoxNet\tModel\tFN\nFigure\tnever\n")
    done = kg("lexicon", "check", str(file))
    assert (0, "") == (done.returncode, done.stdout)
