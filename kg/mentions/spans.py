"""Propose many phrases for the learned arbiter to choose from; the rules alone would not accept them.

Three kinds: every run of up to five words that ends in a productive head (``multi-granularity fusion``,
``keyphrase identification and classification``), single words of a list (``pruning``), and every piece of the
title between its function words.
"""

import re
from collections.abc import Iterator, Sequence

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


def find_spans(page: Page) -> Iterator[Candidate]:
    """Yield the candidates, each with the type that its last word suggests, if any."""
    yield from _title_pieces(page)
    for start, end in page.sentences:
        words = [m.span() for m in _WORD.finditer(page.clean, start, end)]
        for i, (left, right) in enumerate(words):
            head = page.clean[left:right].lower().rpartition("-")[2]
            if head in _WEAK and page.clean[left].islower():
                continue
            if head in _HEADS or (head.endswith("s") and head[:-1] in _HEADS):
                yield from _ending_at(page, words, i, head)
            if page.clean[left:right] in _WORDS:
                yield page.candidate(left, right, _WORDS[head], "span:word", _SCORE)


def _ending_at(page: Page, words: Sequence[tuple[int, int]], last: int, head: str) -> Iterator[Candidate]:
    """Yield the runs of words that end with the word ``last``, shortest first, with one joint at most."""
    type_ = LAST_WORDS.get(head, "") or LAST_WORDS.get(head.rstrip("s"), "")
    end = words[last][1]
    joined = False
    for first in range(last, max(-1, last - _LONGEST), -1):
        left, right = words[first]
        word = page.clean[left:right].lower()
        if first < last and page.clean[right : words[first + 1][0]] != " ":
            return
        if word in _JOINTS and first < last and not joined:
            joined = True
        elif word in _ENDS and first < last:
            return
        elif first < last or "-" in word:
            yield page.candidate(left, end, type_, "span:joined" if joined else "span:head", _SCORE)


def _title_pieces(page: Page) -> Iterator[Candidate]:
    """Yield the pieces of the title of two to six words between its function words."""
    title = page.clean[: max(0, page.split - 2)]
    begin = 0
    for cut in (*((m.start(), m.end()) for m in _TITLE_CUT.finditer(title)), (len(title), len(title))):
        piece = title[begin : cut[0]]
        text = piece.strip()
        if 1 <= text.count(" ") <= 5:
            start = begin + piece.index(text)
            type_ = LAST_WORDS.get(text.lower().replace("-", " ").split()[-1], "")
            yield page.candidate(start, start + len(text), type_, "span:title", _SCORE)
        begin = cut[1]
