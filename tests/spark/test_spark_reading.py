"""What Spark reads from files is what one machine reads from them, however they are split."""

import bz2
import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.errors import InputError, Problem
from kg.mentions import load_extractor
from kg.model import Paper
from kg.papers import SAMPLE, read

pytestmark = pytest.mark.slow  # starts Java

PAPERS = list(read(SAMPLE))[:120]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Start Spark on two cores, with splits so small that every file has several."""
    from kg.spark.session import start

    session, _ = start(jobs=2)
    session.conf.set("spark.sql.files.maxPartitionBytes", "20000")
    session.conf.set("spark.sql.files.openCostInBytes", "1000")
    yield session
    session.stop()


def lines(papers: list[Paper]) -> str:
    records = ({"title": p.title, "abstract": p.abstract, "url": p.url, "date": p.date} for p in papers)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read_by_spark(session: Any, *inputs: str | Path) -> tuple[list[Paper], list[Problem]]:
    """Return the papers and the problems of inputs, sorted."""
    from kg.spark.job import Job
    from kg.spark.reading import Read, extract_papers, find_files, read_papers
    from kg.spark.rows import Row

    extractor = load_extractor(model="lexicon")
    job = session.sparkContext.broadcast(Job(extractor, extractor.lexicon))
    found = read_papers(session, find_files(session, map(str, inputs)))
    rows = [Row(*row) for row in extract_papers(found, job, tasks=3).collect()]
    papers = [row.unpack(Read)[1].paper for row in rows if row.part == "reading"]
    problems = [row.unpack(Problem) for row in rows if row.part == "problem"]
    return sorted(papers, key=lambda p: p.id), sorted(problems, key=lambda p: p.where)


def test_lines_are_numbered_as_on_one_machine(session: Any, tmp_path: Path) -> None:
    """Partitioned JSON Lines, packed or not, with odd names and lines, give the same papers and problems."""
    folder = tmp_path / "all [2024] {a}"
    (folder / "b c").mkdir(parents=True)
    odd = (
        "\ufeff"
        + lines(PAPERS[:50])
        + "\n\nno JSON\n\r\n"
        + '{"title": "no abstract"}\n'
        + lines(PAPERS[90:])
    )
    (folder / "b c" / "part%201.jsonl").write_text(odd, encoding="utf-8")
    (folder / "part-2.ndjson").write_text(lines(PAPERS[40:80]).replace("\n", "\r\n"), encoding="utf-8")
    (folder / "part-3.jsonl.gz").write_bytes(gzip.compress(lines(PAPERS[70:100]).encode()))
    (folder / "part-4.jsonl.bz2").write_bytes(bz2.compress(lines(PAPERS[:20]).encode()))
    (folder / "part-5.jsonl.xz").write_bytes(lzma.compress(lines(PAPERS[100:]).encode()))
    (folder / ".hidden.jsonl").write_text("no JSON", encoding="utf-8")
    problems: list[Problem] = []
    expected = list(read([folder], on_problem=problems.append))
    assert expected
    assert (expected, sorted(problems, key=lambda p: p.where)) == read_by_spark(session, folder)
    by_address = read_by_spark(session, f"file://{folder.parent}/all*/")
    assert [p.sources for p in expected] == [
        tuple(s.removeprefix(f"{folder.name}/") for s in p.sources) for p in by_address[0]
    ]


def test_listings_are_read_whole(session: Any) -> None:
    """Files of any other format are read as on one machine."""
    assert (list(read(SAMPLE[:2])), []) == read_by_spark(session, *SAMPLE[:2])


def test_parquet_tables_are_read(session: Any, tmp_path: Path) -> None:
    """A partitioned Parquet table with columns of any known names gives its papers, with their rows."""
    (tmp_path / "table").mkdir()
    for number in range(2):
        part = PAPERS[number * 60 : number * 60 + 60]
        columns = {
            "Title": [p.title for p in part],
            "summary": [p.abstract for p in part],
            "authors": [["A. Writer", "B. Reader"] for _ in part],
        }
        pq.write_table(pa.table(columns), tmp_path / "table" / f"part-{number}.parquet", row_group_size=7)
    papers, problems = read_by_spark(session, tmp_path / "table")
    assert [] == problems
    assert [(p.id, p.title, p.abstract) for p in sorted(PAPERS, key=lambda p: p.id)] == [
        (p.id, p.title, p.abstract) for p in papers
    ]
    assert {("A. Writer", "B. Reader")} == {p.authors for p in papers}
    assert f"part-1.parquet:{7 + 1}" in {p.sources[0] for p in papers if p.title == PAPERS[67].title}


def test_missing_addresses_are_input_errors(session: Any, tmp_path: Path) -> None:
    """A path or an address without a file is one line that names it."""
    from kg.spark.reading import find_files

    for given in (str(tmp_path / "none"), f"file://{tmp_path}/none"):
        with pytest.raises(InputError, match="none"):
            find_files(session, [given])
    with pytest.raises(InputError, match="standard input"):
        find_files(session, ["-"])
