"""Saved listings: furniture, order, and titles that lack an abstract."""

import io

import pytest

from kg.errors import Problem
from kg.papers.listing import is_listing, read_listing
from kg.papers.records import Record

LONG = "We describe a small invented study of many things. " * 6


def parsed(text: str) -> list[tuple[str, int] | str]:
    """Return title and line of each record, and the place of each problem."""
    return [
        (listed.title, listed.line) if isinstance(listed, Record) else listed.where
        for listed in read_listing(io.BytesIO(text.encode()), "f")
    ]


TOP = (
    "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\n"
    "byAK and the research community\n\nMar 11\n\n"
)

CASES: dict[str, tuple[str, list[tuple[str, int] | str]]] = {
    "top": (TOP + f"One\n\n{LONG}\n\nTwo\n\n{LONG}\n", [("One", 11), ("Two", 15)]),
    "no top": (f"One\n\n{LONG}\n\nTwo\n\n{LONG}\n", [("One", 1), ("Two", 5)]),
    "no blank lines": (f"One\n{LONG}\nTwo\n{LONG}", [("One", 1), ("Two", 3)]),
    "windows": (f"One\r\n\r\n{LONG}\r\n\r\nTwo\r\n\r\n{LONG}\r\n", [("One", 1), ("Two", 5)]),
    "top again": (f"One\n\n{LONG}\n\n{TOP}Two\n\n{LONG}\n", [("One", 1), ("Two", 15)]),
    "furniture between": (
        f"One\n\nSubscribe\n\n{LONG}\n\nMay 7, 2025\n\nTwo\n\n{LONG}\n",
        [("One", 1), ("Two", 9)],
    ),
    "furniture only": (TOP, []),
    "title at the end": (TOP + f"One\n\n{LONG}\n\nTwo\n", [("One", 11), "f:15"]),
    "title in the middle": (f"One\n\nTwo\n\n{LONG}\n\nThree\n\n{LONG}\n", ["f:1", ("Two", 3), ("Three", 7)]),
    "abstract alone": (f"{LONG}\n\nOne\n\n{LONG}\n\nTwo\n\n{LONG}\n", ["f:1", ("One", 3), ("Two", 7)]),
    "short abstracts": ("One\n\nA few words.\n\nTwo\n\nMore words.\n", [("One", 1), ("Two", 5)]),
    "question": (f"Why So?\n\n{LONG}\n\nHow Not!\n\n{LONG}", [("Why So?", 1), ("How Not!", 5)]),
}


@pytest.mark.parametrize("case", CASES)
def test_read_listing_pairs_titles_with_abstracts(case: str) -> None:
    """Each title has its own abstract; one that is missing costs that paper alone."""
    text, expected = CASES[case]
    assert expected == parsed(text)


def test_read_listing_keeps_inner_space_and_marks() -> None:
    """Only outer white space goes: offsets count in what stands in the file."""
    text = "  An \\textit{odd}  title\t \n\n \u00a0We write $x^3$  and \\% and [email\u00a0protected]. \n"
    expected = Record("An \\textit{odd}  title", "We write $x^3$  and \\% and [email\u00a0protected].", 1)
    assert [expected] == list(read_listing(io.BytesIO(text.encode()), "f"))


def test_read_listing_says_what_to_do() -> None:
    """The problem of a listing that ends after a title names the title's line."""
    problems = [p for p in read_listing(io.BytesIO(b"Subscribe\n\nOne\n"), "f") if isinstance(p, Problem)]
    assert ["f:3: a title stands here without an abstract; add the abstract or remove the title"] == list(
        map(str, problems)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOP, True),
        (TOP + "One\n", True),
        (f"One\n\n{LONG}\n", True),
        ("A few words\n", False),
        (f"# Heading\n\n{LONG}\n", False),
        (f"<html>\n\n{LONG}\n", False),
        (f"import os\n\n{LONG}\n", False),
        ("one line of a log\nand one more line\nand one more\nand a last one\n", False),
    ],
)
def test_is_listing_wants_furniture_or_alternation(text: str, expected: bool) -> None:
    """Prose, code and markup are no listings."""
    assert expected == is_listing(text.encode())
