"""The store: nothing is read twice, and nothing that is wrong with the file makes a wrong reading."""

import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import Problem
from kg.model import Claim, Definition, Measurement, Mention, Paper, Reading
from kg.store import FILE_NAME, open_store, read_through


def paper(number: int, words: str = "words") -> Paper:
    return Paper(
        f"paper/p-{number:05}", f"Title of Paper {number}", f"Some {words} about {number}.", (f"f:{number}",)
    )


def reading_of(paper: Paper) -> Reading:
    """Read a paper in a way that depends on all of its text."""
    size, text = len(paper.title), paper.abstract[:4]
    return Reading(
        paper,
        (
            Mention(paper.id, "title", 0, size, paper.title, "Model", "lexicon", 0.1 + size / 1000),
            Mention(paper.id, "abstract", 0, 4, text, "Task", "coined:propose", 1 / 3),
        ),
        (Definition("S", "Some", "abstract", 0, 4),),
        (
            Claim("uses", None, 1, "abstract", 0, 9, "cue:use", 0.7),
            Claim("variant_of", 0, 1, "title", 0, 5, "x", 1.0),
        ),
        (Measurement(None, 1, None, "+4.9%", "%", True, "abstract", 0, 9, "x", 0.25),),
    )


class Reader:
    """Reads papers and remembers which."""

    def __init__(self) -> None:
        self.seen: list[Paper] = []

    def __call__(self, papers: Iterable[Paper]) -> Iterator[Reading]:
        for paper in papers:
            self.seen.append(paper)
            yield reading_of(paper)


def run(
    folder: Path, papers: Iterable[Paper], *, fingerprint: str = "f", problems: list[Problem] | None = None
) -> tuple[list[Reading], list[Paper]]:
    """Return the readings of ``papers``, and the papers that had to be read for them."""
    reader = Reader()
    found = [] if problems is None else problems
    with open_store(folder / FILE_NAME, fingerprint=fingerprint, on_problem=found.append) as store:
        readings = list(read_through(papers, reader, store=store))
    if problems is None:
        assert [] == found
    return readings, reader.seen


PAPERS = [paper(number) for number in range(1203)]


def test_store_reads_nothing_twice(tmp_path: Path) -> None:
    """The second build of the same papers reads nothing and gives equal readings."""
    first, seen = run(tmp_path, PAPERS)
    assert PAPERS == seen
    again, seen = run(tmp_path, PAPERS)
    assert [] == seen
    assert first == again == list(map(reading_of, PAPERS))


def test_store_reads_what_is_new_or_changed(tmp_path: Path) -> None:
    """Added and changed papers are read alone, wherever they stand, and come in their places."""
    run(tmp_path, PAPERS[10:900])
    changed = [*PAPERS[:500], paper(500, "other words"), *PAPERS[501:]]
    readings, seen = run(tmp_path, changed)
    assert [*PAPERS[:10], changed[500], *PAPERS[900:]] == seen
    assert list(map(reading_of, changed)) == readings


def test_store_takes_the_paper_as_it_is_now(tmp_path: Path) -> None:
    """Sources, date and address are those of this build, not of the one that read the paper."""
    run(tmp_path, PAPERS[:1])
    moved = Paper(
        PAPERS[0].id, PAPERS[0].title, PAPERS[0].abstract, ("g:7",), "2024", ("A",), "https://a.org"
    )
    readings, seen = run(tmp_path, [moved])
    assert [] == seen
    assert moved == readings[0].paper


def test_store_forgets_papers_that_left(tmp_path: Path) -> None:
    """Of a paper that is no longer there, nothing remains in the file."""
    run(tmp_path, [*PAPERS[:700], paper(7, "unmistakable" * 9)])
    run(tmp_path, PAPERS[:10])
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        assert 10 == database.execute("SELECT count(*) FROM readings").fetchone()[0]
    assert 690 == len(run(tmp_path, PAPERS[:700])[1])


def test_store_keeps_nothing_for_another_fingerprint(tmp_path: Path) -> None:
    """With another model or lexicon everything is read anew, and again with the first one."""
    for fingerprint in ("f", "g", "f"):
        readings, seen = run(tmp_path, PAPERS[:20], fingerprint=fingerprint)
        assert PAPERS[:20] == seen
        assert list(map(reading_of, PAPERS[:20])) == readings


def test_store_does_not_forget_when_a_build_stops(tmp_path: Path) -> None:
    """A build that fails half-way keeps what it has read, and what earlier ones have read."""
    run(tmp_path, PAPERS[:5])
    with open_store(tmp_path / FILE_NAME, fingerprint="f") as store:
        readings = read_through(PAPERS[5:], Reader(), store=store)
        for _ in range(600):
            next(readings)
    _, seen = run(tmp_path, PAPERS)
    assert PAPERS[505:] == seen


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(PAPERS[:9]), max_size=9, unique=True), st.sets(st.sampled_from(PAPERS[:9])))
def test_store_keeps_order(
    tmp_path_factory: pytest.TempPathFactory, papers: list[Paper], known: set[Paper]
) -> None:
    """Readings come in the order of the papers, whichever of them are known."""
    folder = tmp_path_factory.mktemp("store")
    run(folder, sorted(known, key=lambda p: p.id))
    readings, seen = run(folder, papers)
    assert [reading_of(paper) for paper in papers] == readings
    assert [paper for paper in papers if paper not in known] == seen


def _foreign(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE theirs (value TEXT)")


SPOILED: dict[str, Callable[[Path], object]] = {
    "text": lambda file: file.write_text("this is no database\n" * 100),
    "another program's": _foreign,
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-9000]),
    "cut in the header": lambda file: file.write_bytes(file.read_bytes()[:50]),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "zeros inside": lambda file: file.write_bytes(
        file.read_bytes()[:8192] + bytes(file.stat().st_size - 8192)
    ),
}


@pytest.mark.parametrize("kind", SPOILED)
def test_store_replaces_a_spoiled_file(tmp_path: Path, kind: str) -> None:
    """A damaged or foreign file costs a problem and time, and the next build has a whole store again."""
    if kind != "another program's":
        run(tmp_path, PAPERS)
    SPOILED[kind](tmp_path / FILE_NAME)
    problems: list[Problem] = []
    readings, seen = run(tmp_path, PAPERS, problems=problems)
    assert list(map(reading_of, PAPERS)) == readings
    assert seen
    assert 1 == len(problems)
    run(tmp_path, PAPERS, problems=[])
    assert [] == run(tmp_path, PAPERS)[1]


def test_store_keeps_a_foreign_file_aside(tmp_path: Path) -> None:
    """What was there is not lost: it has another name, which the problem tells."""
    _foreign(tmp_path / FILE_NAME)
    before = (tmp_path / FILE_NAME).read_bytes()
    problems: list[Problem] = []
    run(tmp_path, PAPERS[:1], problems=problems)
    assert before == (tmp_path / f"{FILE_NAME}.unusable").read_bytes()
    assert f"{FILE_NAME}.unusable" in problems[0].what


@pytest.mark.parametrize("seed", range(40))
def test_store_never_gives_a_wrong_reading(tmp_path: Path, seed: int) -> None:
    """Whatever bytes of the file change, all readings are right; at worst they are made again."""
    run(tmp_path, PAPERS[:150])
    file, noise = tmp_path / FILE_NAME, random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(noise.choice((1, 10, 1000))):
        content[noise.randrange(len(content))] = noise.randrange(256)
    file.write_bytes(content)
    problems: list[Problem] = []
    assert list(map(reading_of, PAPERS[:150])) == run(tmp_path, PAPERS[:150], problems=problems)[0]
    assert len(problems) <= 2


def test_store_goes_on_without_a_file(tmp_path: Path) -> None:
    """Where no file can be made, the build goes on, with one problem."""
    (tmp_path / FILE_NAME).mkdir()
    problems: list[Problem] = []
    readings, _ = run(tmp_path, PAPERS[:10], problems=problems)
    assert list(map(reading_of, PAPERS[:10])) == readings
    assert [FILE_NAME] == [problem.where for problem in problems]


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_store import PAPERS, run
print("ready", flush=True)
first, last, times = map(int, sys.argv[2:])
for _ in range(times):
    readings, _ = run(Path(sys.argv[1]), PAPERS[first:last], fingerprint=sys.argv[2])
    assert [r.paper for r in readings] == PAPERS[first:last]
"""


def start(folder: Path, *arguments: int) -> "subprocess.Popen[str]":
    script = textwrap.dedent(SCRIPT.format(here=str(Path(__file__).parent)))
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), *map(str, arguments)], text=True, stdout=subprocess.PIPE
    )


def test_store_survives_kills(tmp_path: Path) -> None:
    """After a kill at any moment the store is whole: no problem, and right readings."""
    noise = random.Random(7)
    for _ in range(8):
        process = start(tmp_path, 0, len(PAPERS), 1000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(noise.random() * 0.15)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert list(map(reading_of, PAPERS[:90])) == run(tmp_path, PAPERS[:90], fingerprint="0")[0]


def test_store_serves_two_builds_at_once(tmp_path: Path) -> None:
    """Builds of different papers on one store at the same time all give right readings."""
    processes = [start(tmp_path, first, first + 600, 5) for first in (0, 300, 600)]
    for process in processes:
        process.communicate(timeout=60)
    assert [0, 0, 0] == [process.returncode for process in processes]
