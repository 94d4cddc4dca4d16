"""Explain a built graph's identities: why forms are one entity, and why two entities are linked or not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.entities.book import open_book
from kg.model import CoMention, Entity, Field, Join, KnowledgeGraph, Occurrence, Paper, Statement

#: Where a sentence ends, for showing one.
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[\"'“])")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that names things: the paper's title, the sentence and where the names stand in it."""

    paper: str
    sentence: str
    marks: tuple[tuple[int, int], ...]
    rule: str

    def marked(self, before: str, after: str) -> str:
        """Return the sentence with each name between two marks."""
        parts, end = [], 0
        for start, stop in self.marks:
            parts += [self.sentence[end:start], before, self.sentence[start:stop], after]
            end = stop
        return "".join(parts) + self.sentence[end:]


@dataclass(frozen=True, slots=True)
class Whole:
    """Why one entity is one: its surface forms with the rules that joined them, and where they stand.

    Attributes:
        entity: the entity.
        joins: each surface form with its rule and number of papers, the most frequent first.
        places: for each surface form the first sentences with it.
        links: statements between the entity and its family.
    """

    entity: Entity
    joins: tuple[Join, ...]
    places: dict[str, tuple[Place, ...]]
    links: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """How two entities are linked: statements, co-mentions, and sentences that name both."""

    a: Entity
    b: Entity
    statements: tuple[Statement, ...]
    co_mention: CoMention | None
    papers: int
    places: tuple[Place, ...]


def find_entities(graph: KnowledgeGraph, name: str) -> tuple[Entity, ...]:
    """Return the entities that a name, a surface form or an id belongs to, sorted by id."""
    by_id = {e.id: e for e in graph.entities}
    if name in by_id:
        return (by_id[name],)
    book = open_book(graph.entities, graph.joins)
    return tuple(by_id[i] for i in book.find(name))


def explain_whole(graph: KnowledgeGraph, entity: Entity, *, examples: int = 2) -> Whole:
    """Gather why ``entity`` is one thing.

    Args:
        graph: a built graph.
        entity: one of its entities.
        examples: sentences for each surface form.
    """
    papers = {p.id: p for p in graph.papers}
    places: dict[str, list[Place]] = {}
    for occurrence in graph.occurrences:
        if occurrence.entity == entity.id:
            paper = papers[occurrence.paper_id]
            text = paper.text(occurrence.field)[occurrence.start : occurrence.end]
            found = places.setdefault(text, [])
            if len(found) < examples and all(p.paper != paper.title for p in found):
                found.append(_place(paper, occurrence.field, [occurrence]))
    joins = sorted((j for j in graph.joins if j.entity == entity.id), key=lambda j: (-j.papers, j.surface))
    ids = {e.id for e in graph.entities}
    links = tuple(s for s in graph.statements if entity.id in {s.subject, s.object} and s.subject in ids)
    return Whole(entity, tuple(joins), {t: tuple(p) for t, p in places.items()}, links)


def explain_pair(graph: KnowledgeGraph, a: Entity, b: Entity, *, examples: int = 3) -> Pair:
    """Gather what links two entities; nothing there is why they are not linked."""
    ends = {a.id, b.id}
    places: dict[tuple[str, Field], list[Occurrence]] = {}
    named: dict[str, set[str]] = {}
    for occurrence in graph.occurrences:
        if occurrence.entity in ends:
            places.setdefault((occurrence.paper_id, occurrence.field), []).append(occurrence)
            named.setdefault(occurrence.paper_id, set()).add(occurrence.entity)
    papers = {p.id: p for p in graph.papers}
    return Pair(
        a,
        b,
        tuple(s for s in graph.statements if {s.subject, s.object} == ends),
        next((c for c in graph.co_mentions if {c.a, c.b} == ends), None),
        sum(found == ends for found in named.values()),
        tuple(_sentences_with_both(places, papers))[:examples],
    )


def _sentences_with_both(
    places: dict[tuple[str, Field], list[Occurrence]], papers: dict[str, Paper]
) -> Iterable[Place]:
    for (paper_id, field), found in sorted(places.items()):
        paper = papers[paper_id]
        sentences: dict[tuple[int, int], list[Occurrence]] = {}
        for occurrence in found:
            span = _sentence(paper.text(field), occurrence.start, occurrence.end)
            sentences.setdefault(span, []).append(occurrence)
        for _, together in sorted(sentences.items()):
            if len({o.entity for o in together}) == 2:
                yield _place(paper, field, together)


def _place(paper: Paper, field: Field, occurrences: list[Occurrence]) -> Place:
    """Return the sentence around occurrences that share one."""
    text = paper.text(field)
    start, end = _sentence(text, occurrences[0].start, occurrences[0].end)
    marks = tuple(sorted((o.start - start, o.end - start) for o in occurrences))
    rules = ", ".join(sorted({o.rule for o in occurrences}))
    return Place(paper.title, text[start:end], marks, rules)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a span begins and ends."""
    begin = max((m.end() for m in _END.finditer(text, 0, start)), default=0)
    stop = next((m.start() for m in _END.finditer(text, end)), len(text))
    return begin, stop
