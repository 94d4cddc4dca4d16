"""Propose many phrases for the learned arbiter to choose from; the rules alone would not accept them.

Three kinds: every run of up to five words that ends in a productive head (``multi-granularity fusion``,
``keyphrase identification and classification``), single words of a list (``pruning``), and every piece of the
title between its function words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import itemgetter

from kg.mentions.memo import Memo
from kg.mentions.nouns import LAST_WORDS
from kg.mentions.page import Candidate, Page
from kg.mentions.tables import read_table

_SCORE = 0.1
_LONGEST = 5
_WORD = re.compile(r"[^\W_]+(?:[-–'’/][^\W_]+)*\+*")
_TITLE_CUT = re.compile(
    r"[:?!,;()]|\s[-–—]\s|\b(?:for|via|with|of|in|on|to|from|by|using|towards?|through|and|the|a|an|as|at|is|are|over|under"
    r"|into|across|against|beyond|without|how|what|when|why|do|does|can|your|their|its|or)\b",
    re.IGNORECASE,
)
_LISTS = read_table("words.tsv", ("list", "words"))
_ENDS = frozenset(word for name, words in _LISTS if name == "ends" for word in words.split())
_HEADS = (
    frozenset(word for name, words in _LISTS if name == "heads" for word in words.split()) | LAST_WORDS.keys()
)
#: Single ordinary words that may name something, with its type.
_WORDS = {
    word: name.removeprefix("single-")
    for name, words in _LISTS
    if name.startswith("single-")
    for word in words.split()
}
#: Heads of ordinary phrases, seldom of names: they count where they are written with a capital.
_WEAK = frozenset(word for name, words in _LISTS if name == "weak" for word in words.split())
#: One of these may stand within a phrase: ``identification and classification``.
_JOINTS = frozenset(("and", "&"))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word at which phrases may end: its place in its run, whether they do, whether it is one itself."""

    start: int
    end: int
    ends: bool
    whole: bool
    type: str
    hyphen: bool


#: The words of a run at which phrases may end; where its last word starts; and this word in lower case, if it
#: touches the space after the run.
_Look = tuple[tuple[_Word, ...], int, str]


def find_spans(page: Page) -> Iterator[Candidate]:
    """Yield the candidates, each with the type that its last word suggests, if any."""
    yield from _title_pieces(page)
    looks = [*map(_LOOKS.__getitem__, page.runs)]
    for i in compress(count(), map(_first, looks)):
        for word in looks[i][0]:
            if word.ends:
                yield from _ending_at(page, looks, i, word)
            if word.whole:
                start = page.begins[i]
                yield page.candidate(start + word.start, start + word.end, word.type, "span:word", _SCORE)


def _look(run: str) -> _Look:
    """Look at what stands between two spaces: no word has a space in it."""
    found, start, end = [], 0, -1
    for start, end in [match.span() for match in _WORD.finditer(run)]:
        head = run[start:end].lower().rpartition("-")[2]
        if head in _WEAK and run[start].islower():
            continue
        ends = head in _HEADS or (head.endswith("s") and head[:-1] in _HEADS)
        whole = run[start:end] in _WORDS
        if ends or whole:
            found.append(_Word(start, end, ends, whole, _WORDS[head] if whole else "", "-" in run[start:end]))
    return tuple(found), start, run[start:].lower() if end == len(run) else ""


_LOOKS = Memo(_look)
_first = itemgetter(0)


def _ending_at(page: Page, looks: Sequence[_Look], i: int, last: _Word) -> Iterator[Candidate]:
    """Yield the runs of words that end with a word of run ``i``, shortest first, with one joint at most."""
    begin, end = page.begins[i], page.begins[i] + last.end
    head = page.clean[begin + last.start : end].lower().rpartition("-")[2]
    type_ = LAST_WORDS.get(head, "") or LAST_WORDS.get(head.rstrip("s"), "")
    if last.hyphen:
        yield page.candidate(begin + last.start, end, type_, "span:head", _SCORE)
    rule, start = "span:head", last.start
    for before in range(i - 1, max(-1, i - _LONGEST), -1):
        touches = start == 0
        _, start, word = looks[before]
        if not word or not touches:
            return
        if word in _JOINTS and rule == "span:head":
            rule = "span:joined"
        elif word in _ENDS:
            return
        else:
            yield page.candidate(page.begins[before] + start, end, type_, rule, _SCORE)


def _title_pieces(page: Page) -> Iterator[Candidate]:
    """Yield the pieces of the title of two to six words between its function words."""
    title = page.clean[: max(0, page.split - 2)]
    begin = 0
    for cut in (*((m.start(), m.end()) for m in _TITLE_CUT.finditer(title)), (len(title), len(title))):
        piece = title[begin : cut[0]]
        text = piece.strip()
        if 1 <= text.count(" ") <= 5:
            start = begin + piece.index(text)
            type_ = LAST_WORDS.get("".join(text.lower().replace("-", " ").split()[-1:]), "")
            yield page.candidate(start, start + len(text), type_, "span:title", _SCORE)
        begin = cut[1]
