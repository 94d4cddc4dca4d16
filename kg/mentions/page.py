"""One paper as the extraction stage sees it: title and abstract in one text, cleaned without moving a letter.

``Page.clean`` has the length of ``Page.text``; web addresses, e-mail addresses and LaTeX commands are
overwritten there, so that no pattern finds a name inside them while all offsets hold in the original.
"""

import functools
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import accumulate, chain, count
from operator import add
from typing import NamedTuple

from kg.mentions.memo import Memo
from kg.mentions.sentences import split_sentences
from kg.model import Field, Paper

#: What stands between title and abstract in :attr:`Page.text`; it ends every pattern.
GAP = "\n\n"
#: What overwrites masked text: no letter, no digit, no space and no mark that a pattern looks for.
FILLER = "\x1a"

_ADDRESS = re.compile(
    r"https?\s?://\S+|www\.\S+"
    r"|\[email\W{0,3}protected\]|[\w.+{},-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|edu|ai|gov|cn|de|uk|dev|co|me)(?:/[^\s,;)]*)?(?=[\s,;).]|$)"
    r"|\b(?:github|huggingface|anonymous|zenodo)[\w.]*/[^\s,;)]+",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\.(?:com|org|net|io|edu|ai|gov|cn|de|uk|dev|co|me)\b")
_PATH = re.compile(r"[a-z]/")
#: The only addresses with white space in them: ``https ://``, ``[email protected]``.
_SPREAD = re.compile(r"\s://|protected\]", re.IGNORECASE)
_PIECE = re.compile(r"[^\W\d_]+|\d+|\n|[^\w\s\-‐‑–]")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s?\{?|\\[&_#$]?(?!%)|[{}]|\*\*")


#: A run of letters or digits or a mark: start, end and its text in lower case.
Piece = tuple[int, int, str]


class Candidate(NamedTuple):
    """A place that may be a mention: what every source proposes and the arbiter decides on.

    A tuple, for a paper has dozens of them, and a frozen dataclass takes three times as long to make.

    Attributes:
        field: title or abstract.
        start: first code point in that field.
        end: one past the last.
        type: the type that the source claims; empty when it only says that a name stands here.
        rule: the source and its pattern, as ``lexicon`` or ``coined:propose``; ``never`` for a veto.
        score: how sure the source is, 0 to 1.
    """

    field: Field
    start: int
    end: int
    type: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Page:
    """A paper's two fields as one text.

    Attributes:
        paper: the paper.
        text: title, :data:`GAP`, abstract.
        clean: the same with everything overwritten that holds no names; same length.
        split: where the abstract begins in ``text``.
        sentences: start and end of each sentence in ``text``; the title is the first.
        runs: what stands between the spaces of ``clean``.
        begins: where each of ``runs`` begins; and one number more, past the last of them.
        words: what names are compared by: the words of the pieces of ``clean``, see :func:`cut`.
        starts: where each of ``words`` begins.
        ends: one past where it ends.
        places: the indices of each distinct word in ``words``.
    """

    paper: Paper
    text: str
    clean: str
    split: int
    sentences: tuple[tuple[int, int], ...]
    runs: list[str] = field(repr=False)
    begins: list[int] = field(repr=False)
    words: list[str] = field(repr=False)
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)
    places: Mapping[str, list[int]] = field(repr=False)
    _heads: tuple[int, ...] = field(repr=False, default=())

    def place(self, start: int, end: int) -> tuple[Field, int, int]:
        """Turn offsets into ``text`` into a field and offsets into that field."""
        if start < self.split:
            return "title", start, end
        return "abstract", start - self.split, end - self.split

    def offset(self, name: Field) -> int:
        """Return where a field begins in ``text``."""
        return 0 if name == "title" else self.split

    def candidate(self, start: int, end: int, type_: str, rule: str, score: float) -> Candidate:
        """Make a candidate from offsets into ``text``."""
        if start < self.split:
            return Candidate("title", start, end, type_, rule, score)
        return Candidate("abstract", start - self.split, end - self.split, type_, rule, score)

    def indices(self, words: Set[str]) -> list[int]:
        """Return the indices of every one of ``words`` that stands in the paper, in order."""
        return sorted([i for word in words & self.places.keys() for i in self.places[word]])

    def matches(self, pattern: re.Pattern[str], words: Set[str], start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches of ``pattern`` from ``start`` on, apart, as ``finditer`` does but faster.

        Args:
            pattern: matches nothing that does not begin with a whole word.
            words: the words that it may begin with, in lower case: only there it is tried.
            start: where to begin in ``clean``.
        """
        for i in self.indices(words):
            if self.starts[i] >= start:
                match = pattern.match(self.clean, self.starts[i])
                if match:
                    start = match.end()
                    yield match

    def sentence_at(self, start: int) -> int:
        """Return the index of the sentence that holds an offset into ``text``."""
        return max(0, bisect_right(self._heads, start) - 1)


def make_page(paper: Paper) -> Page:
    """Return ``paper`` as a page."""
    text = f"{paper.title}{GAP}{paper.abstract}"
    split = len(paper.title) + len(GAP)
    clean = mask(text)
    abstract = split_sentences(clean, split, len(text))
    sentences = ((0, len(paper.title)), *abstract) if paper.title else abstract
    runs = clean.split(" ")
    looks = [*map(_LOOKS.__getitem__, runs)]
    # A run begins after all runs before it and one space for each of them.
    at = [*map(add, accumulate(map(len, runs), initial=0), count())]
    words = [*chain.from_iterable([said for said, _ in looks])]
    starts = [begin + start for begin, (_, begins) in zip(at, looks, strict=False) for start in begins]
    ends = [*map(add, starts, map(len, words))] if "İ" not in clean else [end for _, end, _ in cut(clean)]
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        if word in places:
            places[word].append(i)
        else:
            places[word] = [i]
    heads = tuple([start for start, _ in sentences])
    return Page(paper, text, clean, split, sentences, runs, at, words, starts, ends, places, heads)


def cut(text: str) -> tuple[Piece, ...]:
    """Return the pieces of ``text``: runs of letters, runs of digits and single marks, without hyphens."""
    return tuple((m.start(), m.end(), m[0].lower()) for m in _PIECE.finditer(text))


def _look(run: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the words and the starts of the pieces of a text without spaces.

    What is equal is made one object, as memory that is used often is fast memory.
    """
    if run.isalpha():
        return (sys.intern(run.lower()),), _STARTS[(0,)]
    pieces = cut(run)
    starts = tuple(start for start, _, _ in pieces)
    return tuple(sys.intern(word) for _, _, word in pieces), _STARTS[starts]


#: One object for each distinct row of starts, of which there are few.
_STARTS: Memo[tuple[int, ...], tuple[int, ...]] = Memo(lambda starts: starts)
#: No piece has a space in it, so a text is cut by cutting what stands between its spaces.
_LOOKS = Memo(_look)


def mask(text: str) -> str:
    """Overwrite addresses with :data:`FILLER` and LaTeX commands with spaces; the length stays."""
    clean = text
    if _may_have_address(text):
        clean = _mask_addresses(text)
    if "\\" in clean or "{" in clean or "**" in clean:
        clean = _COMMAND.sub(lambda m: " " * len(m[0]), clean)
    return clean


def _mask_addresses(text: str) -> str:
    if _SPREAD.search(text):
        return _ADDRESS.sub(_blank_address, text)
    return " ".join(map(_MASKED.__getitem__, text.split(" ")))


def _may_have_address(text: str) -> bool:
    """Say whether there is any sign of an address: most papers have none, and signs are found faster."""
    return (
        "http" in text
        or "@" in text
        or ("/" in text and _PATH.search(text) is not None)
        or "www." in text
        or "protected]" in text
        or _DOMAIN.search(text) is not None
    )


def _blank_address(match: re.Match[str]) -> str:
    """Overwrite an address but not the full stop or bracket that ends the sentence after it."""
    found = match[0]
    kept = found.rstrip(".,;:)]")
    if found.endswith("protected]"):
        kept = found
    return FILLER * len(kept) + found[len(kept) :]


#: Text between spaces with its addresses overwritten; only a spread address begins outside of it.
_MASKED = Memo(functools.partial(_ADDRESS.sub, _blank_address))
