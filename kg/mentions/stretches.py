"""Cut a page into word pieces for the encoder, and find the stretches of it that may be a name.

A *unit* is a run of letters and digits or a single mark; a *stretch* is a run of units, given by its first
and last; a *piece* is what the encoder's vocabulary holds of a unit. Pieces lose capitals and spaces, which
say much about names, so each piece comes with five more numbers that say what it lost.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.mentions.page import FILLER, Page
from kg.mentions.tables import read_table

if TYPE_CHECKING:
    import tokenizers

#: First and one past the last code point in the text of a page.
Place = tuple[int, int]
#: The vocabulary's entries for the beginning of a page, and for the end of its title and of all.
OPENING, GAP = "[CLS]", "[SEP]"
#: The longest stretch, in units.
LONGEST = 12
#: The most pieces of a page: the encoder has positions for two more.
MOST = 510
_UNIT = re.compile(r"[^\W_]+|[^\s]")
#: What no name begins with, and what none ends with.
_LISTS = read_table("words.tsv", ("list", "words"))
_NEVER_FIRST = frozenset(word for name, words in _LISTS if name == "never-first" for word in words.split())
_NEVER_LAST = _NEVER_FIRST | {
    word for name, words in _LISTS if name == "never-last" for word in words.split()
}
_STOPS = frozenset(".;:?")
_OPENERS, _CLOSERS = frozenset("<\\"), frozenset(")>+*")


def find_units(page: Page) -> list[Place]:
    """Return the units of ``page`` that no address covers, in order."""
    return [m.span() for m in _UNIT.finditer(page.clean) if m[0][0] != FILLER]


def find_stretches(page: Page, units: Sequence[Place]) -> list[tuple[int, int]]:
    """Return the first and the last unit of every stretch that may be a name, by position.

    None crosses the end of a sentence or of the title, or an address, or begins or ends with a word that no
    name begins or ends with.
    """
    text = page.clean
    words = [text[start:end] for start, end in units]
    closes = [_may_close(word) for word in words]
    breaks = [_breaks(page, units, i) for i in range(len(units))]
    found = []
    for i, word in enumerate(words):
        if not _may_open(word):
            continue
        for j in range(i, min(len(words), i + LONGEST)):
            if j > i and breaks[j]:
                break
            if closes[j]:
                found.append((i, j))
    return found


def _may_open(word: str) -> bool:
    if not (word[0].isalnum() or word[0] in _OPENERS) or word in _NEVER_FIRST:
        return False
    return not (word.lower() in _NEVER_FIRST and word[1:].islower())


def _may_close(word: str) -> bool:
    return (word[0].isalnum() and word not in _NEVER_LAST) or word in _CLOSERS


def _breaks(page: Page, units: Sequence[Place], i: int) -> bool:
    """Say whether no stretch reaches from before unit ``i`` into it."""
    text, (start, end) = page.clean, units[i]
    if text[start:end] in _STOPS and (end >= len(text) or text[end].isspace()):
        return True
    before = units[i - 1] if i else units[0]
    return (before[0] < page.split) != (start < page.split) or FILLER in text[before[1] : start]


def describe_pieces(
    page: Page, units: Sequence[Place], pieces: "tokenizers.Tokenizer"
) -> tuple[NDArray[np.int64], list[tuple[int, int]]]:
    """Return a row of numbers for each piece, and the first and the last row of each unit that fits.

    The numbers are: the piece in the vocabulary, its case, the shape of its unit, whether a space stands
    before it, how often the unit occurs in the page, and whether it stands in the title or the abstract.
    """
    text = page.clean
    words = [text[start:end] for start, end in units]
    often = Counter(words)
    opening, gap = (pieces.token_to_id(mark) or 0 for mark in (OPENING, GAP))
    rows: list[tuple[int, ...]] = [(opening, 0, 0, 0, 0, 0)]
    edges: list[tuple[int, int]] = []
    field = 0
    for word, (start, _) in zip(words, units, strict=True):
        if start >= page.split and not field:
            rows.append((gap, 0, 0, 0, 0, 0))
            field = 1
        cut = pieces.encode(word, add_special_tokens=False)
        if len(rows) + len(cut.ids) > MOST:
            break
        shape, space = _shape(word), 1 if start == 0 or text[start - 1].isspace() else 2
        first = len(rows)
        for n, (piece, (left, right)) in enumerate(zip(cut.ids, cut.offsets, strict=True)):
            rows.append(
                (piece, _case(word[left:right]), shape, 0 if n else space, min(often[word], 4), field)
            )
        edges.append((first, len(rows) - 1))
    rows.append((gap, 0, 0, 0, 0, field))
    return np.array(rows, np.int64), edges


def _case(text: str) -> int:
    """Return 1 lower, 2 upper, 3 capital first, 4 mixed, 5 digits, 6 marks."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return 5 if any(c.isdigit() for c in text) else 6
    if all(c.islower() for c in letters):
        return 1
    if all(c.isupper() for c in letters):
        return 2
    return 3 if letters[0].isupper() and all(c.islower() for c in letters[1:]) else 4


def _shape(word: str) -> int:
    """Return 0 for a mark, 1 for digits, and 2 to 13 for words by their capitals, with or without digits."""
    if not word[0].isalnum():
        return 0
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 1
    upper = [c.isupper() for c in letters]
    if not any(upper):
        kind = 0
    elif len(letters) == 1:
        kind = 1
    elif all(upper):
        kind = 2
    elif upper[0] and not any(upper[1:]):
        kind = 3
    else:
        kind = 4 if all(upper[:-1]) and letters[-1] == "s" else 5
    return 2 + kind + (6 if any(c.isdigit() for c in word) else 0)
