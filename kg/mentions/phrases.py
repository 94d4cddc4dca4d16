"""Find tasks, methods and metrics that are written as ordinary phrases: ``open-vocabulary object detection``.

A phrase is a head with the modifiers before it that are allowed for this head. Heads and modifiers are data
(``phrases.tsv``), chosen by how often such phrases are annotated as names. Hyphens and spaces are the
same; from the head the search goes left, the longest modifier first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.page import Candidate, Page, cut
from kg.mentions.tables import read_table

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """A head, the modifiers that it takes and what the phrase then is."""

    words: _Words
    modifiers: frozenset[_Words]
    type: str
    score: float


_ROWS = read_table("phrases.tsv", ("kind", "heads", "modifiers"))
_LONGEST = 4


def _phrases(cell: str) -> frozenset[_Words]:
    return frozenset(tuple(word for _, _, word in cut(phrase)) for phrase in cell.split("|"))


def _heads() -> dict[str, tuple[_Head, ...]]:
    """Return the heads by their last word, methods before tasks, long before short."""
    shared = frozenset().union(*(_phrases(modifiers) for kind, _, modifiers in _ROWS if kind == "modifier"))
    every: list[_Head] = []
    for kind, heads, modifiers in _ROWS:
        if kind == "method":
            every += [_Head(head, _phrases(modifiers), "Method", 0.7) for head in _phrases(heads)]
        elif kind == "task":
            every += [_Head(head, shared, "Task", 0.65) for head in _phrases(heads)]
    every.sort(key=lambda h: (-len(h.words), h.type, h.words))
    last: dict[str, list[_Head]] = {}
    for head in every:
        last.setdefault(head.words[-1], []).append(head)
    return {word: tuple(heads) for word, heads in last.items()}


_HEADS = _heads()
_RULES = {"Method": "phrase:method", "Task": "phrase:task"}
#: Words that end a phrase to the left where any other word is taken as a modifier.
_ENDS = frozenset(
    word
    for name, words in read_table("words.tsv", ("list", "words"))
    if name == "ends"
    for word in words.split()
)
_METRIC = re.compile(rf"(?<![\w@-])(?:{'|'.join(row[1] for row in _ROWS if row[0] == 'metric')})(?![\w@])")


#: What a metric begins with, in lower case: only there the pattern is tried.
_METRIC_WORDS = frozenset(word for row in _ROWS if row[0] == "metric" for word in row[2].split())


def find_phrases(page: Page) -> Iterator[Candidate]:
    """Yield a candidate for each phrase that names a task, a method or a metric."""
    words = page.words
    for i in page.indices(_HEADS.keys()):
        end = page.ends[i]
        for head in _HEADS[words[i]]:
            first = _reach(words, i + 1, head)
            if first is not None:
                rule = _RULES[head.type]
                yield page.candidate(page.starts[first], end, head.type, rule, head.score)
            wide = _reach_wide(page, i + 1 - len(head.words)) if head.type == "Task" else None
            if wide is not None and wide != first:
                yield page.candidate(page.starts[wide], end, "Task", "phrase:wide", 0.3)
            if first is not None:
                break
    for match in page.matches(_METRIC, _METRIC_WORDS):
        yield page.candidate(*match.span(), "Metric", "phrase:metric", 0.75)


def _reach_wide(page: Page, head: int) -> int | None:
    """Return the index of the first word of up to three whole words before the word ``head``."""
    text, words, starts, ends = page.clean, page.words, page.starts, page.ends
    first, whole = head, 0
    while first and whole < 3:
        word, start, end = words[first - 1], starts[first - 1], ends[first - 1]
        if (
            text[end : starts[first]] not in {" ", "-"}
            or word in _ENDS
            or not word.isalpha()
            or len(word) < 3
        ):
            break
        first -= 1
        whole += start == 0 or text[start - 1] != "-"
    # A hyphenated word is taken whole or not at all.
    while first < head and text[starts[first] - 1 : starts[first]] == "-":
        first += 1
    return first if first < head else None


def _reach(words: Sequence[str], end: int, head: _Head) -> int | None:
    """Return the index of the first word of the phrase whose head ends before ``end``, if it is one."""
    first = end - len(head.words)
    if first < 1 or tuple(words[first:end]) != head.words:
        return None
    start = first
    while start:
        for length in range(min(_LONGEST, start), 0, -1):
            if tuple(words[start - length : start]) in head.modifiers:
                start -= length
                break
        else:
            break
    return start if start < first else None
