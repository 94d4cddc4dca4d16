"""What is worth a person's minute: doubtful identities of a built graph, the most valuable first.

The value of a question is the number of papers that it touches times how doubtful the answer is. Every
question has an answer for yes and one for no, both entries of a corrections file, so that no question comes
twice.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.entities.decisions import Corrections, Decision
from kg.entities.names import comparison_key
from kg.entities.spelled import spells
from kg.model import Entity, KnowledgeGraph
from kg.ontology import kind_name

#: How doubtful a join is by the rule that made it; rules that are not here are no question.
_DOUBTS = {
    "acronym:type": 0.6,
    "acronym:context": 0.4,
    "acronym:undecided": 0.5,
    "definition": 0.1,
    "expansion": 0.15,
}
_TYPED = re.compile(r"typed (\w+) in (\d+) of (\d+) papers")
#: Names that are found with less confidence than this are questions.
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Question:
    """Something to decide.

    Attributes:
        id: short and stable: it depends on the question alone.
        text: the question, to be answered with yes or no.
        value: papers times doubt; larger is more worth a minute.
        yes: the entry that accepting writes.
        no: the entry that rejecting writes.
    """

    id: str
    text: str
    value: float
    yes: Decision
    no: Decision


def find_questions(graph: KnowledgeGraph, decided: Corrections) -> tuple[Question, ...]:
    """Return the questions that ``decided`` leaves open, the most valuable first."""
    papers: dict[str, set[str]] = defaultdict(set)
    for occurrence in graph.occurrences:
        papers[occurrence.entity].add(occurrence.paper_id)
    counts = {e.id: len(papers[e.id]) for e in graph.entities}
    found = [
        *_type_questions(graph.entities, counts),
        *_join_questions(graph, counts),
        *_acronym_questions(graph.entities, counts),
        *_name_questions(graph, counts),
    ]
    closed = {_topic(d) for d in decided.decisions}
    open_ = {q.id: q for q in found if not {_topic(q.yes), _topic(q.no)} & closed}
    return tuple(sorted(open_.values(), key=lambda q: (-q.value, q.id)))


def _topic(decision: Decision) -> tuple[str, tuple[str, ...]]:
    """Return what a decision is about, so that it is not asked again: joins, types or single names."""
    about = {"same": "joint", "different": "joint", "retype": "type"}.get(decision.action, "name")
    return about, tuple(sorted(comparison_key(n) or n for n in decision.names))


def _question(text: str, value: float, yes: Decision, no: Decision) -> Question:
    key = "\0".join((yes.action, no.action, yes.type, yes.to, no.to, *yes.names))
    digest = hashlib.blake2b(key.encode(), digest_size=4).hexdigest()
    return Question(digest, text, round(value, 4), yes, no)


def _type_questions(entities: Iterable[Entity], counts: dict[str, int]) -> Iterator[Question]:
    """Ask about entities that papers type differently."""
    for entity in entities:
        for other, few, all_ in _TYPED.findall(entity.doubt):
            text = f"Is {entity.label} a {entity.type}? {few} of {all_} papers make it a {other}."
            yield _question(
                text,
                counts[entity.id] * int(few) / int(all_),
                Decision("retype", (entity.label,), to=entity.type, type=entity.type),
                Decision("retype", (entity.label,), to=other, type=entity.type),
            )


def _join_questions(graph: KnowledgeGraph, counts: dict[str, int]) -> Iterator[Question]:
    """Ask about forms that a doubtful rule put into an entity."""
    entities = {e.id: e for e in graph.entities}
    for join in graph.joins:
        entity, doubt = entities[join.entity], _DOUBTS.get(join.rule, 0.0)
        if doubt and join.surface != entity.label:
            names = (entity.label, join.surface)
            text = f"Is {join.surface!r} the same as {entity.label} ({entity.type})? Joined by {join.rule}."
            yield _question(
                text,
                min(join.papers, counts[entity.id]) * doubt,
                Decision("same", names, type=entity.type),
                Decision("different", names, type=entity.type),
            )


def _acronym_questions(entities: Iterable[Entity], counts: dict[str, int]) -> Iterator[Question]:
    """Ask whether two entities are one where the name of one spells that of the other."""
    by_initials: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    short = [e for e in entities if " " not in e.label and sum(c.isupper() for c in e.label) >= 2]
    for entity in entities:
        initials = "".join(w[0] for w in re.findall(r"[^\W_]+", entity.label)).upper()
        by_initials[kind_name(entity.type), initials].append(entity)
    for entity in short:
        for other in by_initials.get((kind_name(entity.type), entity.label.upper()), ()):
            if other.id != entity.id and spells(entity.label, other.label):
                text = f"Is {entity.label} ({entity.type}) the same as {other.label}?"
                yield _question(
                    text,
                    min(counts[entity.id], counts[other.id]) * 0.5,
                    Decision("same", (entity.label, other.label)),
                    Decision("different", (entity.label, other.label)),
                )


def _name_questions(graph: KnowledgeGraph, counts: dict[str, int]) -> Iterator[Question]:
    """Ask about names that many papers seem to have, none of them surely."""
    best: dict[str, float] = defaultdict(float)
    for statement in graph.statements:
        for evidence in statement.evidence:
            best[statement.object] = max(best[statement.object], evidence.confidence)
    for entity in graph.entities:
        if 0.0 < best[entity.id] < _SURE:
            text = f"Is {entity.label} a {entity.type} at all? No sentence says so surely."
            yield _question(
                text,
                counts[entity.id] * (1.0 - best[entity.id]),
                Decision("add", (entity.label,), type=entity.type),
                Decision("drop", (entity.label,), type=entity.type),
            )
