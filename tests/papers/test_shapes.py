"""Records of every known shape, in every format, become the same paper."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import Problem
from kg.papers import read
from kg.papers.records import LONGEST_ABSTRACT, LONGEST_TITLE, Record, record, record_of

TITLE = "An Invented Paper About $x^2$ and \\textit{Things}"
ABSTRACT = "We invent\n  a paper. It is short, and says\u00a0nothing."
WORDS = "We invent a paper and we test a paper"
INVERTED = {"We": [0], "invent": [1], "a": [2, 7], "paper": [3, 8], "and": [4], "we": [5], "test": [6]}
ROW = {"title": TITLE, "abstract": ABSTRACT}

#: Shape -> (record, date, authors, url).
SHAPES: dict[str, tuple[dict[str, Any], str, tuple[str, ...], str]] = {
    "plain": (ROW, "", (), ""),
    "outer white space": ({"title": f"  {TITLE}\n", "abstract": f"\t{ABSTRACT} \n"}, "", (), ""),
    "annotated": ({**ROW, "id": "P001", "entities": [], "results": []}, "", (), ""),
    "arxiv": (
        {
            **ROW,
            "id": "0704.0001",
            "authors": "J. Doe and R. Roe",
            "authors_parsed": [["Doe", "J.", ""], ["Roe", "R.", "Jr."]],
            "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
            "update_date": "2008-11-26",
        },
        "2007-04-02",
        ("J. Doe", "R. Roe Jr."),
        "https://arxiv.org/abs/0704.0001",
    ),
    "arxiv without versions": (
        {**ROW, "id": "hep-th/9901001", "authors": "J. Doe, R. Roe, and A. Poe", "update_date": "2008-11-26"},
        "2008-11-26",
        ("J. Doe", "R. Roe", "A. Poe"),
        "https://arxiv.org/abs/hep-th/9901001",
    ),
    "semantic scholar": (
        {
            **ROW,
            "paperId": "649def34f8be52c8b66281af98ae884c09aef38b",
            "year": 2024,
            "publicationDate": None,
            "authors": [{"authorId": "1", "name": "Jane  Doe"}, {"name": None}, {"name": "R. Roe"}],
            "externalIds": {"ArXiv": "2401.00001", "DOI": "10.1/x"},
        },
        "2024",
        ("Jane Doe", "R. Roe"),
        "https://arxiv.org/abs/2401.00001",
    ),
    "semantic scholar with a date": (
        {**ROW, "year": 2024, "publicationDate": "2024-02-30", "externalIds": {"DOI": "10.1/x"}},
        "2024-02-30",
        (),
        "https://doi.org/10.1/x",
    ),
    "openalex": (
        {
            "id": "https://openalex.org/W1",
            "doi": None,
            "title": None,
            "display_name": TITLE,
            "abstract_inverted_index": INVERTED,
            "publication_year": 2023,
            "publication_date": "2023-05-06",
            "authorships": [{"author": {"id": "x", "display_name": "Jane Doe"}}],
        },
        "2023-05-06",
        ("Jane Doe",),
        "https://openalex.org/W1",
    ),
    "hugging face": (
        {
            "paper": {
                "id": "2502.00001",
                "title": TITLE,
                "summary": ABSTRACT,
                "publishedAt": "2025-02-03T04:05:06.000Z",
                "authors": [{"_id": "x", "name": "Jane Doe", "hidden": False}],
            },
            "title": TITLE,
            "publishedAt": "2025-02-07T04:05:06.000Z",
            "thumbnail": "https://example.org/x.png",
        },
        "2025-02-03",
        ("Jane Doe",),
        "https://arxiv.org/abs/2502.00001",
    ),
    "openreview 2": (
        {
            "id": "aBc",
            "forum": "aBc",
            "cdate": 1700000000000,
            "content": {
                "title": {"value": TITLE},
                "abstract": {"value": ABSTRACT},
                "authors": {"value": ["Jane Doe", "R. Roe"]},
            },
        },
        "2023-11-14",
        ("Jane Doe", "R. Roe"),
        "https://openreview.net/forum?id=aBc",
    ),
    "openreview 1": (
        {"forum": "aBc", "content": {"title": TITLE, "abstract": ABSTRACT, "authors": []}},
        "",
        (),
        "https://openreview.net/forum?id=aBc",
    ),
    "capital letters": ({"Title": TITLE, "Abstract Note": ABSTRACT, "Date": "2024-05"}, "2024-05", (), ""),
    "no web address": ({**ROW, "url": "javascript:alert(1)", "year": 99}, "", (), ""),
    "nonsense": (
        {**ROW, "url": 3, "authors": 7, "year": True, "versions": [], "externalIds": "x", "cdate": 10**30},
        "",
        (),
        "",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_record_of_reads_the_shape(shape: str) -> None:
    """Title, abstract, date, authors and address are found where the source keeps them."""
    value, date, authors, url = SHAPES[shape]
    abstract = WORDS if "abstract_inverted_index" in value else ABSTRACT
    assert Record(TITLE, abstract, 3, date, authors, url) == record_of(value, where="f:3", line=3)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (None, "no record"),
        ([], "no record"),
        ("text", "no record"),
        ({}, "no title"),
        ({"title": 7, "abstract": "x"}, "no title"),
        ({"title": "x", "abstract": ["x"]}, "no abstract"),
        ({"title": "x", "abstract_inverted_index": {"x": 1, "y": ["z"]}}, "no abstract"),
        ({"title": "x", "content": None}, "no abstract"),
        ({"title": "x" * (LONGEST_TITLE + 1), "abstract": "x"}, "no title"),
        ({"title": "x", "abstract": "x" * (LONGEST_ABSTRACT + 1)}, "no abstract"),
    ],
)
def test_record_of_says_what_is_missing(value: object, what: str) -> None:
    """What has no usable title and abstract is a problem with its place."""
    problem = record_of(value, where="f:3", line=3)
    assert isinstance(problem, Problem)
    assert what in problem.what
    assert "f:3" == problem.where


def test_record_takes_the_longest_texts() -> None:
    """Texts of exactly the greatest length are records."""
    assert isinstance(record("x" * LONGEST_TITLE, "y" * LONGEST_ABSTRACT, where="", line=1), Record)


def _csv(rows: list[dict[str, Any]], **options: Any) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], **options)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


ROWS = [
    {**ROW, "year": "2024"},
    {"title": "Another One of Those", "abstract": "Words;\twith | marks,", "year": ""},
]
#: Container -> (its text, the lines of both records).
CONTAINERS: dict[str, tuple[str, tuple[int, int]]] = {
    "lines": ("\n".join(map(json.dumps, ROWS)), (1, 2)),
    "lines with blanks": ("\n" + "\r\n\r\n".join(map(json.dumps, ROWS)) + "\n\n", (2, 4)),
    "lines after a mark": ("\ufeff" + "\n".join(map(json.dumps, ROWS)), (1, 2)),
    "array": (json.dumps(ROWS), (1, 1)),
    "array with indents": (json.dumps(ROWS, indent=2), (2, 7)),
    "array of lines": ("[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]\n", (2, 3)),
    "semantic scholar": (json.dumps({"total": 2, "data": ROWS}), (1, 1)),
    "openalex": (json.dumps({"meta": {"count": 2}, "results": ROWS}, indent=1), (6, 11)),
    "openreview": ('{"notes": [\n' + ",\n".join(map(json.dumps, ROWS)) + "\n]}", (2, 3)),
    "csv": (_csv(ROWS), (2, 4)),
    "csv after a mark": ("\ufeff" + _csv(ROWS), (2, 4)),
    "csv with other line ends": (_csv(ROWS, lineterminator="\n"), (2, 4)),
    "tsv": (_csv(ROWS, delimiter="\t"), (2, 4)),
    "semicolons": (_csv(ROWS, delimiter=";", quoting=csv.QUOTE_ALL), (2, 4)),
    "bars": (_csv(ROWS, delimiter="|"), (2, 4)),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_read_finds_the_container_by_content(tmp_path: Path, container: str) -> None:
    """However records are packed together, both come out as they stand, each with its line."""
    text, lines = CONTAINERS[container]
    (tmp_path / "x").write_bytes(text.encode())
    papers = {paper.title: paper for paper in read([tmp_path / "x"], on_problem=pytest.fail)}
    assert [(row["title"], row["abstract"]) for row in ROWS] == [
        (papers[row["title"]].title, papers[row["title"]].abstract) for row in ROWS
    ]
    assert [(f"x:{n}",) for n in lines] == [papers[row["title"]].sources for row in ROWS]
    assert "2024" == papers[TITLE].date


def test_read_takes_one_record_alone(tmp_path: Path) -> None:
    """A file with one JSON object, on one line or on several, is one paper."""
    for indent in (None, 2):
        (tmp_path / "x").write_text(json.dumps({"authors": [], **ROW, "data": [{"a": 1}]}, indent=indent))
        assert [TITLE] == [paper.title for paper in read([tmp_path / "x"], on_problem=pytest.fail)]


def test_read_accepts_what_the_standard_forbids_and_software_writes(tmp_path: Path) -> None:
    """NaN and raw tabs inside strings do not spoil a record."""
    (tmp_path / "x").write_text('{"title": "A\tTitle of Four Words", "abstract": "Words", "year": NaN}\n')
    assert ["A\tTitle of Four Words"] == [paper.title for paper in read([tmp_path / "x"])]
