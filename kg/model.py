"""The frozen values that pass between the stages, in the order in which they appear.

All are plain data: picklable, and equal when their content is equal. Offsets count Unicode code points in
the title or the abstract as it stands in the input, with outer white space removed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: The two texts of a paper that mentions are found in.
Field = Literal["title", "abstract"]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, however many inputs listed it.

    Attributes:
        id: ``paper/<slug>-<hash>``; depends on the content alone.
        title: the title as it stands in the input.
        abstract: the abstract as it stands in the input.
        sources: where it was read, ``file:line``, sorted.
        date: ISO 8601 date, possibly only ``YYYY`` or ``YYYY-MM``; empty when unknown.
        authors, url: names in the order of the input, a link to the paper; empty when unknown.
    """

    id: str
    title: str
    abstract: str
    sources: tuple[str, ...] = ()
    date: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""

    def text(self, field: Field) -> str:
        """Return the title or the abstract."""
        return self.title if field == "title" else self.abstract


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a paper: ``paper.text(field)[start:end] == text`` always holds.

    Attributes:
        paper_id: the paper it stands in.
        field: title or abstract.
        start, end: first code point, and one past the last.
        text: the surface form.
        type: a type of :data:`kg.ontology.TYPES`, or of the retrained model.
        rule: what found it, as ``lexicon``, ``acronym``, ``coined:propose``, ``model``.
        score: confidence that this is a mention of this type, 0 to 1.
    """

    paper_id: str
    field: Field
    start: int
    end: int
    text: str
    type: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form that a paper defines: ``Segment Anything Model (SAM)``.

    Attributes:
        short: the short form as it stands in the text.
        long: the long form as it stands in the text.
        field: title or abstract.
        start, end: where the earlier of both forms begins, and the later one ends.
    """

    short: str
    long: str
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says: a paper or a mention stands in a relation to a mention.

    Attributes:
        relation: a name of :data:`kg.ontology.RELATIONS`.
        subject: index into the reading's mentions, or ``None`` for the paper itself.
        object: index into the reading's mentions.
        field, start, end: where the sentence stands.
        rule: what found it, as ``cue:we-propose``.
        confidence: 0 to 1.
    """

    relation: str
    subject: int | None
    object: int
    field: Field
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number that one sentence ties to a dataset or a benchmark, as the sentence states it.

    Attributes:
        system: index of the mention that was scored; ``None`` when the sentence names none.
        dataset: index of the mention of the dataset or benchmark; ``None`` when there is none.
        metric: index of the mention of the metric; ``None`` when the sentence names none.
        value: the number as it stands in the text, with sign and unit: ``88.5%``, ``+4.9%``.
        unit: ``%``, ``points``, ``x`` or empty.
        relative: whether it is a gain over something else.
        field, start, end: where the sentence stands.
        rule, confidence: what found it, and how surely.
    """

    system: int | None
    dataset: int | None
    metric: int | None
    value: str
    unit: str
    relative: bool
    field: Field
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one paper, by looking at this paper alone.

    Mentions are sorted by field (title first), start and end, and do not overlap.
    """

    paper: Paper
    mentions: tuple[Mention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    claims: tuple[Claim, ...] = ()
    measurements: tuple[Measurement, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A real thing that papers name.

    Attributes:
        id: ``<kind>/<key>``, as ``system/clip``; from the comparison key, so it does not change when
            papers are added.
        type: a type of :data:`kg.ontology.TYPES`.
        label: the usual short name; labels tell homonyms apart.
        aliases: the other surface forms, sorted.
        doubt: why a person may want to look at it, as ``typed Method in 2 of 9 papers``; usually empty.
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two entities that follows from their names: ``GPT-4V variant_of GPT-4``."""

    subject: str
    relation: str
    object: str
    rule: str


@dataclass(frozen=True, slots=True)
class Join:
    """Why a surface form belongs to an entity: the rule that joined it and in how many papers."""

    entity: str
    surface: str
    rule: str
    papers: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which mention is which thing.

    Attributes:
        entities: the things, sorted by id.
        assignments: for each paper id, an entity id per mention in order; empty where it was dropped.
        links: relations between entities that follow from names, sorted.
        joins: why each surface form belongs to its entity, sorted.
    """

    entities: tuple[Entity, ...]
    assignments: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...] = ()
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says it.

    Attributes:
        paper_id: the paper.
        field, start, end: where the sentence stands.
        quote: the sentence, verbatim: ``paper.text(field)[start:end]``.
        rule, confidence: what read it, and how surely, 0 to 1.
    """

    paper_id: str
    field: Field
    start: int
    end: int
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple with all of its evidence, which is never empty.

    Attributes:
        id: ``statement/<hash>`` of subject, relation and object; the same in every export.
        subject: the id of a paper or an entity.
        relation, object: a name of :data:`kg.ontology.RELATIONS`, and the id of an entity.
        confidence: belief over all evidence, 0 to 1.
        evidence: sorted by paper, field and start.
    """

    id: str
    subject: str
    relation: str
    object: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CoMention:
    """Two entities that the same papers name, ``a < b``.

    Attributes:
        id: ``comention/<hash>``.
        a, b: the ids of both.
        papers: how many papers name both.
        npmi: normalised pointwise mutual information (Bouma 2009), -1 to 1.
    """

    id: str
    a: str
    b: str
    papers: int
    npmi: float


@dataclass(frozen=True, slots=True)
class Result:
    """A reported number, with ids of entities; empty ids where the sentence names none."""

    id: str
    paper_id: str
    system: str
    dataset: str
    metric: str
    value: str
    unit: str
    relative: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """A place where a paper names an entity: what viewers highlight and ``explain`` quotes."""

    paper_id: str
    field: Field
    start: int
    end: int
    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """The graph: the truth that every export is a view of. Each part is sorted, by id where it has one."""

    papers: tuple[Paper, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    co_mentions: tuple[CoMention, ...] = ()
    results: tuple[Result, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    joins: tuple[Join, ...] = ()
