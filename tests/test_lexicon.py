"""Lexicon files: two formats, overriding by name, and errors with file and line."""

from pathlib import Path

import pytest

from kg.entities.checking import check_lexicon
from kg.errors import LexiconError
from kg.lexicon import Entry, read_entries, read_lexicon

TABLE = "name\ttype\taliases\nFoxNet\tModel\tFox Network|FN\n# a comment\nFigure\tnever\n"
TOML = """
[[entry]]
name = "FoxNet"
type = "Model"
aliases = ["Fox Network", "FN"]

[[entry]]
name = "Figure"
type = "never"
"""


def write(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def test_both_formats_read_the_same(tmp_path: Path) -> None:
    """A table and TOML give equal entries, apart from where they stand."""
    one, two = (
        [(e.name, e.type, e.aliases) for e in read_entries(write(tmp_path, name, text))]
        for name, text in (("a.tsv", TABLE), ("a.toml", TOML))
    )
    assert [("FoxNet", "Model", ("Fox Network", "FN")), ("Figure", "never", ())] == one == two


def test_own_entries_override_shipped_ones(tmp_path: Path) -> None:
    """An entry of one's own replaces the shipped ones of its name and takes its aliases from others."""
    file = write(tmp_path, "own.tsv", "name\ttype\taliases\nCLIP\tDataset\tSAM\nMS COCO\tDataset\tCOCO\n")
    entries = read_lexicon([file])
    assert ["Dataset"] == [e.type for e in entries if e.name == "CLIP"]
    assert [] == [e for e in entries if e.name == "COCO"]
    (coco,) = (e for e in entries if e.name == "MS COCO")
    assert "Microsoft COCO" in coco.aliases


def test_never_overrides_a_name(tmp_path: Path) -> None:
    """A never entry takes a shipped name out of the lexicon."""
    entries = read_lexicon([write(tmp_path, "own.tsv", "name\ttype\nCLIP\tnever\n")])
    assert ["never"] == [e.type for e in entries if e.name == "CLIP"]


def test_later_files_override_earlier_ones(tmp_path: Path) -> None:
    """Of two files the later one wins."""
    one = write(tmp_path, "one.tsv", TABLE)
    two = write(tmp_path, "two.tsv", "name\ttype\nFoxNet\tDataset\n")
    assert ["Dataset"] == [e.type for e in read_lexicon([one, two], shipped=False) if e.name == "FoxNet"]


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.tsv", "FoxNet\tModel\n", "a.tsv:1"),
        ("a.tsv", "name\ttype\taliases\nFoxNet\n", "a.tsv:2"),
        ("a.tsv", "name\ttype\taliases\nFoxNet\tModle\n", "a.tsv:2"),
        ("a.toml", '[[entry]]\nname = "A\n', "a.toml:2"),
        ("a.toml", '\n[[entry]]\nname = "A"\n', "a.toml:2"),
        ("a.toml", '[[entry]]\nname = "A"\ntype = "Modle"\n', "a.toml:1"),
        ("a.toml", '[[entry]]\nname = "A"\ntype = "Task"\nalias = "B"\n', "a.toml:1"),
        ("a.toml", '[[thing]]\nname = "A"\n', "a.toml:1"),
        ("a.toml", 'entry = "A"\n', "a.toml:1"),
    ],
)
def test_wrong_files_are_one_error_with_file_and_line(
    tmp_path: Path, name: str, content: str, where: str
) -> None:
    """Syntax, missing parts and unknown types say where they are."""
    with pytest.raises(LexiconError) as caught:
        read_lexicon([write(tmp_path, name, content)])
    assert caught.value.where.endswith(where)


def test_missing_and_binary_files_are_lexicon_errors(tmp_path: Path) -> None:
    """A file that is not there or no text is named."""
    binary = tmp_path / "b.tsv"
    binary.write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "none.tsv", binary):
        with pytest.raises(LexiconError):
            read_lexicon([file])


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([Entry("FoxNet", "Model"), Entry("Fox-Net", "Method")], "is the same name as 'FoxNet'"),
        (
            [Entry("FoxNet", "Model", ("FN",)), Entry("FinNet", "Model", ("FN",))],
            "is also an alias of 'FoxNet'",
        ),
        ([Entry("FoxNet", "Model"), Entry("FinNet", "Model", ("foxnet",))], "is also a name of 'FoxNet'"),
        ([Entry("FoxNet", "Modle")], "unknown type 'Modle'"),
        ([Entry("FoxNet-2", "Model", ("FoxNet-3",))], "another version or size"),
        ([Entry("--", "Model")], "no letter and no digit"),
        ([Entry("FoxNet", "Model", ("--",))], "no letter and no digit"),
    ],
)
def test_check_lexicon_finds_what_cannot_be_meant(entries: list[Entry], expected: str) -> None:
    """Duplicates, collisions, unknown types, other versions and empty names are found."""
    (problem,) = check_lexicon(entries)
    assert expected in problem.what


def test_check_lexicon_accepts_homonyms_of_different_kinds() -> None:
    """A task and a dataset may share a name."""
    assert () == check_lexicon(
        [Entry("VQA", "Dataset"), Entry("visual question answering", "Task", ("VQA",))]
    )


def test_ten_thousand_entries_are_checked_in_a_breath(tmp_path: Path) -> None:
    """A large lexicon is no trouble."""
    rows = "".join(f"Name{i} Net\tModel\tNN{i}X\n" for i in range(10_000))
    assert () == check_lexicon(read_entries(write(tmp_path, "big.tsv", f"name\ttype\taliases\n{rows}")))
