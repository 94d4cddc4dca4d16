"""Records from everywhere -> one paper each: the same whatever the order in which the records come.

Each field is decided on its own by a total order (the longest abstract, the most exact date, the longest
list of authors, the smallest address; ties by the smaller text), so merging is commutative and
associative.
"""

from kg.model import Paper
from kg.papers.identity import paper_id
from kg.papers.records import Record


def paper_of(record: Record, *, file: str) -> Paper:
    """Make the paper that ``record`` of ``file`` lists, with one source."""
    return Paper(
        id=paper_id(record.title, record.abstract),
        title=record.title,
        abstract=record.abstract,
        sources=(f"{file}:{record.line}",),
        date=record.date,
        authors=record.authors,
        url=record.url,
    )


def merged(first: Paper, second: Paper) -> Paper:
    """Join two listings of one paper, with the same result in either order.

    Args:
        first: a paper.
        second: a paper with the same id.

    Returns:
        The paper with the text of the better listing and the sources of both.
    """
    texts = min(((p.title, p.abstract) for p in (first, second)), key=lambda t: (-len(t[1]), t[1], t[0]))
    return Paper(
        id=first.id,
        title=texts[0],
        abstract=texts[1],
        sources=tuple(sorted({*first.sources, *second.sources})),
        date=min(first.date, second.date, key=lambda date: (-len(date), date)),
        authors=min(first.authors, second.authors, key=lambda names: (-len(names), names)),
        url=min(first.url, second.url, key=lambda url: (not url, url)),
    )
