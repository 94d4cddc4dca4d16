"""Every command helps, and fails in one line."""

import json
import time
from pathlib import Path

import pytest

from kg.cli import COMMANDS

GOOD = {"title": "CLIP for everything", "abstract": "We propose CatCLIP, a model that builds on CLIP."}


def test_help_is_instant(kg) -> None:
    """``kg --help`` takes under 0.3 s, the best of five."""
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        assert kg("--help").returncode == 0
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.3


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example(name: str, kg) -> None:
    """The help of every command has an example that begins with its own name."""
    done = kg(name, "--help")
    assert done.returncode == 0
    assert f"kg {name}" in done.stdout.split("Example", 1)[1]
    assert "\\b" not in done.stdout  # click's mark for lines that stay as they are


@pytest.mark.parametrize("name", COMMANDS)
def test_unknown_options_are_a_usage_error(name: str, kg) -> None:
    """An unknown option ends with exit status 2 and no traceback, as everywhere in the ecosystem."""
    done = kg(name, "--no-such-option")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def record(**changes: object) -> str:
    return json.dumps(GOOD | changes)


#: File content -> what the one line on stderr has to say.
FATAL = {
    "empty": (b"", "papers.jsonl"),
    "binary": (bytes(range(256)) * 40, "papers.jsonl"),
    "no record is a paper": (b'{"a": 1}\n{"b": 2}\n', "papers.jsonl"),
}

#: File content with one good paper -> where the warning says the bad record is.
BAD_RECORDS = {
    "line is not JSON": (f"{record()}\n{{oops\n".encode(), "papers.jsonl:2"),
    "no abstract": (f"{record()}\n{record(title='B only', abstract='')}\n".encode(), "papers.jsonl:2"),
    "invalid UTF-8": (record().encode() + b'\n{"title": "\xff\xfe", "abstract": "x"}\n', "papers.jsonl:2"),
    "5 MB line": (record().encode() + b"\n" + b"x" * 5_000_000 + b"\n", "papers.jsonl:2"),
}


@pytest.mark.parametrize(("content", "place"), FATAL.values(), ids=list(FATAL))
def test_input_without_papers_is_one_line_and_status_1(
    content: bytes, place: str, tmp_path: Path, kg
) -> None:
    """Input that holds no paper ends with status 1, says which file, and writes nothing."""
    (tmp_path / "papers.jsonl").write_bytes(content)
    done = kg("build", "papers.jsonl", "-o", "out", "--model", "lexicon", cwd=tmp_path)
    assert done.returncode == 1
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert [] == [p.name for p in (tmp_path / "out").glob("*")]


@pytest.mark.parametrize(("content", "place"), BAD_RECORDS.values(), ids=list(BAD_RECORDS))
def test_bad_records_are_reported_and_the_good_ones_go_on(
    content: bytes, place: str, tmp_path: Path, kg
) -> None:
    """A bad record is one line on stderr with its place; the good paper of the same file is built."""
    (tmp_path / "papers.jsonl").write_bytes(content)
    done = kg("build", "papers.jsonl", "-o", "out", "--model", "lexicon", "--formats", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [place in line for line in done.stderr.splitlines()] == [True]
    graph = json.loads((tmp_path / "out" / "graph.json").read_bytes())
    assert [GOOD["title"]] == [p["title"] for p in graph["papers"]]


@pytest.mark.parametrize(("content", "place"), BAD_RECORDS.values(), ids=list(BAD_RECORDS))
def test_strict_makes_a_bad_record_fatal(content: bytes, place: str, tmp_path: Path, kg) -> None:
    """With ``--strict`` the first bad record ends the build with status 1 and nothing is written."""
    (tmp_path / "papers.jsonl").write_bytes(content)
    done = kg("build", "papers.jsonl", "-o", "out", "--model", "lexicon", "--strict", cwd=tmp_path)
    assert done.returncode == 1
    assert place in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out" / "graph.json").exists()


def test_listing_that_ends_after_a_title_keeps_its_papers(tmp_path: Path, kg) -> None:
    """A listing that was cut off is reported with its line, and what came before is built."""
    text = f"new\n\nSubscribe\n\n{GOOD['title']}\n\n{GOOD['abstract']}\n\nA title at the very end\n"
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    done = kg("build", "page.txt", "-o", "out", "--model", "lexicon", "--formats", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "page.txt:9" in done.stderr
    assert 1 == len(json.loads((tmp_path / "out" / "graph.json").read_bytes())["papers"])


@pytest.mark.parametrize("command", ["build", "extract"])
def test_missing_file_is_one_line_and_status_1(command: str, tmp_path: Path, kg) -> None:
    """A file that does not exist is named, with status 1."""
    done = kg(command, "nowhere.jsonl", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert ["nowhere.jsonl" in line for line in done.stderr.splitlines()] == [True]


def test_output_that_cannot_be_written_is_found_before_the_work(tmp_path: Path, kg) -> None:
    """An output folder whose place is taken by a file is one line, at once, before papers are read."""
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    done = kg("build", "nowhere.jsonl", "-o", "taken", cwd=tmp_path)
    assert done.returncode == 1
    assert ["taken: cannot be written" in line for line in done.stderr.splitlines()] == [True]
    assert "mine" == (tmp_path / "taken").read_text(encoding="utf-8")


def test_commands_on_a_folder_without_a_graph_say_what_to_do(tmp_path: Path, kg) -> None:
    """``kg stats`` before any build says that ``kg build`` comes first."""
    done = kg("stats", cwd=tmp_path)
    assert done.returncode == 1
    assert "run 'kg build' first" in done.stderr


def test_messages_escape_control_characters(tmp_path: Path, kg) -> None:
    """Control characters in file names do not reach the terminal."""
    done = kg("build", "no\x1b[31mwhere", cwd=tmp_path)
    assert "\x1b" not in done.stderr
    assert "\\x1b" in done.stderr
