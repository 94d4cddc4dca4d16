"""A Hugging Face Daily Papers listing saved as text -> records. Streams.

The page's furniture stands at the top ("new", "Subscribe", a date ...); then come a title line and an
abstract line in turn, with blank lines between. Furniture may turn up anywhere, as where listings were
joined; a title whose abstract is missing costs that one paper and not the order of the rest.
"""

import re
from collections.abc import Iterator
from typing import IO

from kg.errors import Problem
from kg.papers.records import Listed, record
from kg.papers.streams import lines

#: Lines of the page that belong to no paper, in small letters.
FURNITURE = frozenset(
    {
        "new",
        "get trending papers in your email inbox!",
        "get trending papers in your email inbox once a day!",
        "subscribe",
        "daily papers",
        "trending papers",
        "byak and the research community",
        "by ak and the research community",
        "daily",
        "weekly",
        "monthly",
        "today",
        "previous",
        "next",
        "submitted by",
        "view all",
        "hugging face",
        "log in",
        "sign up",
    }
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_STAMP = re.compile(
    rf"(?:{_MONTHS})[a-z]*\.? \d{{1,2}}(?:, ?\d{{4}})?|\d{{4}}-\d\d-\d\d|[·\s\d]+", re.IGNORECASE
)
_MARKUP = re.compile(r"[#|<{\[`/\\]|[-*] |import |from |def |class ")
#: Longer than titles are, in characters.
_TITLE_AT_MOST = 300
#: A line shorter than this that ends like no sentence may be a title.
_SHORT = 200


def is_listing(head: bytes) -> bool:
    """Whether ``head`` has a listing's furniture, or lines that alternate as titles and abstracts do."""
    found = [text for line in head.split(b"\n") if (text := _text(line))]
    texts = [text for text in found if not _is_furniture(text)]
    if len(texts) < len(found):
        return True
    pairs = list(zip(texts[:40:2], texts[1:40:2], strict=False))
    good = sum(len(t) <= _TITLE_AT_MOST and 2 * len(t) <= len(a) for t, a in pairs)
    return bool(pairs) and 2 * good >= len(pairs) and not _MARKUP.match(texts[0])


def read_listing(stream: IO[bytes], name: str) -> Iterator[Listed]:
    """Yield the papers of a listing, and a problem for each title without abstract.

    Args:
        stream: the bytes of the listing.
        name: the name of the file in sources and problems.
    """
    waiting = _texts(stream)
    title = next(waiting, None)
    while title is not None:
        line, text = title
        second = next(waiting, None)
        if second is None:
            yield _no_abstract(f"{name}:{line}")
            return
        if len(text) > _TITLE_AT_MOST and not _may_be_title(text) and _may_be_title(second[1]):
            yield Problem("an abstract stands here without a title", f"{name}:{line}", "add the title")
            title = second
            continue
        third = next(waiting, None)
        if third is not None and _may_be_title(second[1]) and _is_abstract_of(third[1], second[1]):
            yield _no_abstract(f"{name}:{line}")
            waiting = _chain(third, waiting)
            title = second
            continue
        yield record(text, second[1], where=f"{name}:{line}", line=line)
        title = third


def _chain(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest


def _texts(stream: IO[bytes]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are neither blank nor furniture, with their numbers."""
    for number, line in lines(stream):
        text = _text(line) if line is not None else " " * _TITLE_AT_MOST
        if text and not _is_furniture(text):
            yield number, text


def _text(line: bytes) -> str:
    return line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape").strip()


def _is_furniture(text: str) -> bool:
    return len(text) < 60 and (text.casefold() in FURNITURE or _STAMP.fullmatch(text) is not None)


def _may_be_title(text: str) -> bool:
    return len(text) < _SHORT and not text.endswith((".", "!", ";", ":", ","))


def _is_abstract_of(text: str, title: str) -> bool:
    return len(text) > max(_SHORT, 3 * len(title)) and not _may_be_title(text)


def _no_abstract(where: str) -> Problem:
    return Problem("a title stands here without an abstract", where, "add the abstract or remove the title")
