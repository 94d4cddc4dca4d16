"""Reading as a whole: the sample, duplicates, order, compression, and every kind of bad input."""

import bz2
import contextlib
import gzip
import io
import json
import lzma
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from kg.errors import InputError, Problem
from kg.model import Paper
from kg.papers import SAMPLE, Tally, read

ABSTRACT = "We describe a small invented study and say in one sentence what was found."


def line(title: str, abstract: str = ABSTRACT, **more: object) -> str:
    return json.dumps({"title": title, "abstract": abstract, **more}) + "\n"


def read_all(*inputs: str | Path) -> tuple[list[Paper], list[Problem], Tally]:
    problems: list[Problem] = []
    tally = Tally()
    papers = list(read(inputs, on_problem=problems.append, tally=tally))
    return papers, problems, tally


@contextlib.contextmanager
def without_rights(*paths: Path) -> Iterator[None]:
    """Take away all permissions of ``paths``, and root's right to pass over them."""
    for path in paths:
        path.chmod(0)
    user = os.geteuid()
    try:
        if user == 0:
            for folder in paths[0].parents[:3]:
                folder.chmod(folder.stat().st_mode | 0o055)
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(user)
        for path in paths:
            path.chmod(0o700)


def test_read_finds_the_papers_of_the_sample() -> None:
    """The five listings list 507 papers, 437 of them different, and nothing in them is bad."""
    papers, problems, tally = read_all(*SAMPLE)
    assert (507, 437, 70, 0) == (tally.listed, tally.papers, tally.duplicates, tally.bad)
    assert 437 == len(papers) == len({paper.id for paper in papers})
    assert [] == problems
    assert [path.name for path in SAMPLE] == [name for name, _ in tally.inputs]


def test_read_keeps_every_source_of_the_sample() -> None:
    """Each listed record is a source of exactly one paper, and stands in the line that it names."""
    papers, _, _ = read_all(*SAMPLE)
    sources = [source for paper in papers for source in paper.sources]
    assert 507 == len(sources) == len(set(sources))
    texts = {path.name: path.read_text(encoding="utf-8").split("\n") for path in SAMPLE}
    for paper in papers:
        for source in paper.sources:
            name, _, number = source.rpartition(":")
            assert paper.title == texts[name][int(number) - 1].strip()


def test_read_keeps_the_text_of_the_sample_as_it_stands() -> None:
    """Titles and abstracts are lines of the input, LaTeX leftovers included."""
    papers, _, _ = read_all(*SAMPLE)
    lines = {text for path in SAMPLE for text in path.read_text(encoding="utf-8").split("\n")}
    assert all(paper.title in lines and paper.abstract in lines for paper in papers)
    assert any("[email\xa0protected]" in paper.abstract for paper in papers)
    assert any("\\textit{" in paper.abstract for paper in papers)


def test_read_is_sorted_by_id() -> None:
    """Papers come in the order of their ids."""
    papers, _, _ = read_all(*SAMPLE)
    assert sorted(paper.id for paper in papers) == [paper.id for paper in papers]


@pytest.mark.parametrize("seed", range(3))
def test_read_does_not_depend_on_order(seed: int) -> None:
    """Inputs in another order give equal papers."""
    shuffled = list(SAMPLE)
    random.Random(seed).shuffle(shuffled)
    assert read_all(*SAMPLE)[0] == read_all(*shuffled)[0]


def test_read_takes_a_folder_as_its_files() -> None:
    """A folder, a pattern and the files themselves give equal papers with equal sources."""
    folder = SAMPLE[0].parent
    assert read_all(*SAMPLE)[0] == read_all(folder)[0] == read_all(f"{folder}/*.txt")[0]


def test_read_reads_a_file_named_twice_once(tmp_path: Path) -> None:
    """The same file by two names is read once."""
    file = tmp_path / "a.jsonl"
    file.write_text(line("An Invented Title of Some Length"))
    assert 1 == read_all(file, tmp_path, f"{tmp_path}/*.jsonl")[2].listed


def test_read_names_files_relative_to_the_input(tmp_path: Path) -> None:
    """Sources say nothing about where the input lies; hidden files are left out."""
    for name in ("b/c.jsonl", "a.jsonl", ".hidden/d.jsonl", ".e.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(line(f"A Paper That Stands in {name}"))
    papers, _, _ = read_all(tmp_path)
    assert {"a.jsonl:1", "b/c.jsonl:1"} == {source for paper in papers for source in paper.sources}
    papers, _, _ = read_all(f"{tmp_path}/**/*.jsonl")
    assert {"a.jsonl:1", "b/c.jsonl:1"} == {source for paper in papers for source in paper.sources}
    assert "c.jsonl:1" == read_all(tmp_path / "b/c.jsonl")[0][0].sources[0]


@pytest.mark.parametrize("name", ["[1] a?.jsonl", "*.jsonl"])
def test_read_prefers_a_file_to_a_pattern(tmp_path: Path, name: str) -> None:
    """A file whose name looks like a pattern is that file."""
    (tmp_path / name).write_text(line("The File That Is Meant"))
    (tmp_path / "other.jsonl").write_text(line("The File That Is Not Meant"))
    assert ["The File That Is Meant"] == [paper.title for paper in read_all(tmp_path / name)[0]]


def test_read_takes_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash is standard input, packed or not."""
    data = line("A Title That Came Through a Pipe").encode()
    for bytes_ in (data, gzip.compress(data)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bytes_)))
        assert [("stdin:1",)] == [paper.sources for paper in read_all("-")[0]]


def _zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zstandard": _zstd,
    "xz": lzma.compress,
    "bzip2": bz2.compress,
}


@pytest.mark.parametrize("packer", PACKERS)
def test_read_unpacks_by_content(tmp_path: Path, packer: str) -> None:
    """Packed files read like plain ones, whatever they are called, also when parts were joined."""
    pack = PACKERS[packer]
    file = tmp_path / "papers"
    parts = [line(f"Part Number {i} of a Packed File") for i in range(3)]
    file.write_bytes(b"".join(pack(part.encode()) for part in parts))
    papers, problems, _ = read_all(file)
    assert [] == problems
    assert [("papers:1",), ("papers:2",), ("papers:3",)] == sorted(paper.sources for paper in papers)


@pytest.mark.parametrize("packer", PACKERS)
def test_read_reports_a_damaged_packed_file(tmp_path: Path, packer: str) -> None:
    """A packed file that is cut off gives one problem; other files go through."""
    noise = random.Random(1)
    text = "".join(line(f"Paper {i} of a Packed File", f"Words {noise.random()}") for i in range(9000))
    packed = PACKERS[packer](text.encode())
    (tmp_path / "cut").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "good.jsonl").write_text(line("A Paper in a Good File"))
    papers, problems, _ = read_all(tmp_path)
    assert ["cut"] == [problem.where for problem in problems]
    assert "damaged" in problems[0].what
    assert "A Paper in a Good File" in {paper.title for paper in papers}


#: File content -> the one problem's place and a word of it; "Good" papers of the file go through.
BAD: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "bad", "empty"),
    "blank": (b"\n \n\t\n", "bad", "empty"),
    "binary": (bytes(range(256)) * 40, "bad", "binary"),
    "zip": (b"PK\x03\x04" + b"abc" * 100, "bad", "binary"),
    "utf-16": (line("A Good Title").encode("utf-16"), "bad", "UTF-16"),
    "prose": (b"# Heading\n\nSome words about this folder.\n", "bad", "no papers"),
    "code": (b"import os\n\nprint(os.name, 'and more words of code')\n", "bad", "no papers"),
    "half listing": (
        f"new\n\nSubscribe\n\nGood One\n\n{ABSTRACT}\n\nA Title at the End\n".encode(),
        "bad:9",
        "without an abstract",
    ),
    "no json": ((line("Good One") + "{not json\n" + line("Good Two")).encode(), "bad:2", "not JSON"),
    "no json first": (("oops\n" + line("Good One") + line("Good Two")).encode(), "bad:1", "not JSON"),
    "no abstract": ((line("Good One") + line("Bad One", "  ")).encode(), "bad:2", "no abstract"),
    "null abstract": ((line("Good One") + '{"title": "", "summary": null}').encode(), "bad:2", "no title"),
    "no title": ((line("Good One") + '{"abstract": "x"}').encode(), "bad:2", "no title"),
    "no record": ((line("Good One") + line("Good Two") + "17").encode(), "bad:3", "no record"),
    "long line": (
        (line("Good One") + line("Big", "x " * 2_500_000) + line("Good Two")).encode(),
        "bad:2",
        "4,999,999",
    ),
    "long title": ((line("Good One") + line("y" * 5_000_000)).encode(), "bad:2", "5,000,000"),
    "long only": (line("Big", "x " * 2_500_000).encode(), "bad:1", "4,999,999"),
    "no utf-8": (
        line("Good One").encode() + b'{"title": "caf\xe9", "abstract": "x"}\n' + line("Good Two").encode(),
        "bad:2",
        "not valid UTF-8",
    ),
    "no utf-8 in a listing": (
        f"new\n\nGood One\n\n{ABSTRACT}\n\n".encode() + b"Bad \xff\n\nSome abstract of it.\n",
        "bad:7",
        "not valid UTF-8",
    ),
    "no utf-8 in a table": (
        b"title,abstract\nGood One,Some words\nBad \xff,Some words\n",
        "bad:3",
        "not valid UTF-8",
    ),
    "half surrogate": ((line("Good One") + line("Bad \ud800")).encode(), "bad:2", "not valid UTF-8"),
    "deep": ((line("Good One") + '{"title":' + "[" * 100_000 + "\n").encode(), "bad:2", "too deeply"),
    "broken array": (
        (f"[{line('Good One')},\n{line('Good Two')},\n" + '{"title": "x').encode(),
        "bad:5",
        "breaks off",
    ),
    "no table of papers": (b"title,year\nSome,2020\n", "bad:1", "no column with abstracts"),
    "row without abstract": (b"title;abstract\nGood One;Words here\nBad One;\n", "bad:3", "no abstract"),
    "open quotation mark": (
        b'title,abstract\nGood One,Words here\nBad One,"' + b"x" * 200_000 + b"\n",
        "bad:3",
        "cannot be read",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_read_reports_bad_input_once(tmp_path: Path, kind: str) -> None:
    """Whatever is wrong is one problem with its place and advice; all good records go through."""
    content, where, what = BAD[kind]
    (tmp_path / "bad").write_bytes(content)
    (tmp_path / "good").write_text(line("A Paper of Another File"))
    papers, problems, tally = read_all(tmp_path)
    assert [where] == [problem.where for problem in problems]
    assert what in problems[0].what
    assert problems[0].todo
    assert 1 == tally.bad
    goods = {f"Good {n}" for n in ("One", "Two") if f"Good {n}".encode() in content}
    assert goods | {"A Paper of Another File"} == {paper.title for paper in papers}


@pytest.mark.parametrize("kind", [kind for kind in BAD if b"Good" not in BAD[kind][0]])
def test_read_of_nothing_but_bad_input_is_one_error(tmp_path: Path, kind: str) -> None:
    """Where there is no paper at all, the only problem is the error, and is not reported twice."""
    content, where, what = BAD[kind]
    (tmp_path / "bad").write_bytes(content)
    problems: list[Problem] = []
    with pytest.raises(InputError, match=what) as caught:
        list(read([tmp_path / "bad"], on_problem=problems.append))
    assert [] == problems
    assert where == caught.value.where


def test_read_reports_several_problems_and_then_the_error(tmp_path: Path) -> None:
    """With several problems and no paper, each is reported, and the error says that there is no paper."""
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "b").write_bytes(b"\0\0\0")
    problems: list[Problem] = []
    with pytest.raises(InputError, match="no paper"):
        list(read([tmp_path], on_problem=problems.append))
    assert ["a", "b"] == [problem.where for problem in problems]


@pytest.mark.parametrize(
    ("given", "what"),
    [("missing.jsonl", "no such file"), ("*.nothing", "no file matches"), ("empty", "no paper")],
)
def test_read_of_nothing_is_an_error(tmp_path: Path, given: str, what: str) -> None:
    """A missing file, a pattern that matches nothing and an empty folder are errors of one line."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=what) as caught:
        list(read([tmp_path / given]))
    assert 1 == len(str(caught.value).splitlines())
    assert caught.value.todo


def test_read_of_no_inputs_is_an_error() -> None:
    """No input at all has no papers."""
    with pytest.raises(InputError, match="no paper"):
        list(read([]))


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize("given", ["file", "folder", "folder/inside"])
def test_read_of_what_it_may_not_read_is_an_error(tmp_path: Path, given: str) -> None:
    """Without permission there is one error that says so."""
    (tmp_path / "file").write_text(line("A Paper"))
    (tmp_path / "folder").mkdir()
    locked = without_rights(tmp_path / "file", tmp_path / "folder")
    with locked, pytest.raises(InputError, match="cannot be read") as caught:
        list(read([tmp_path / given]))
    assert 1 == len(str(caught.value).splitlines())


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_read_passes_over_a_folder_inside_that_it_may_not_read(tmp_path: Path) -> None:
    """A locked folder within a folder is a problem; what lies beside it goes through."""
    (tmp_path / "good").write_text(line("A Paper"))
    (tmp_path / "locked").mkdir()
    with without_rights(tmp_path / "locked"):
        papers, problems, _ = read_all(tmp_path)
    assert ["A Paper"] == [paper.title for paper in papers]
    assert ["locked"] == [problem.where for problem in problems]


def test_read_makes_problems_fatal_when_the_caller_raises(tmp_path: Path) -> None:
    """A callback that raises stops the reading."""
    file = tmp_path / "a.jsonl"
    file.write_text(line("A Good Paper") + "oops\n")

    def strict(problem: Problem) -> None:
        raise InputError(problem.what, where=problem.where)

    with pytest.raises(InputError, match="not JSON"):
        list(read([file], on_problem=strict))


def test_read_counts_the_bytes_of_each_input(tmp_path: Path) -> None:
    """The tally holds a hash of each input that changes with its bytes alone."""
    for name, text in (("a", "One Paper Here"), ("b", "One Paper Here"), ("c", "Another Paper Here")):
        (tmp_path / name).write_text(line(text))
    inputs = dict(read_all(tmp_path)[2].inputs)
    assert inputs["a"] == inputs["b"] != inputs["c"]
