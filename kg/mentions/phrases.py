"""Find tasks, methods and metrics that are written as ordinary phrases: ``open-vocabulary object detection``.

A phrase is a head with the modifiers before it that are allowed for this head. Heads and modifiers are data
(``phrases.tsv``), chosen by how often phrases of their form are annotated as names.
"""

import re
from collections.abc import Iterable, Iterator

from kg.mentions.page import Candidate, Page
from kg.mentions.tables import read_table

_ROWS = read_table("phrases.tsv", ("kind", "heads", "modifiers"))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(w).replace(r"\-", "[- ]") for w in words}, key=lambda w: (-len(w), w)))


def _cells(kind: str, column: int) -> list[str]:
    return [cell for row in _ROWS if row[0] == kind for cell in row[column].split("|")]


def _method(heads: str, modifiers: str) -> str:
    return rf"(?<![\w-])(?:{_any(modifiers.split('|'))})[- ](?:{_any(heads.split('|'))})(?![\w-])"


_TASK = re.compile(
    rf"(?<![\w-])(?:(?:{_any(_cells('modifier', 2))})[- ](?:and )?){{1,5}}"
    rf"(?:{_any(_cells('task', 1))})(?![\w-])",
    re.IGNORECASE,
)
_METHOD = re.compile("|".join(_method(row[1], row[2]) for row in _ROWS if row[0] == "method"), re.IGNORECASE)
_METRIC = re.compile(rf"(?<![\w@-])(?:{'|'.join(row[1] for row in _ROWS if row[0] == 'metric')})(?![\w@])")


def find_phrases(page: Page) -> Iterator[Candidate]:
    """Yield a candidate for each phrase that names a task, a method or a metric."""
    for pattern, type_, score in ((_METHOD, "Method", 0.7), (_TASK, "Task", 0.65), (_METRIC, "Metric", 0.75)):
        for match in pattern.finditer(page.clean):
            yield page.candidate(*match.span(), type_, f"phrase:{type_.lower()}", score)
