"""The book of things while people correct it: who is in it, under which forms, and who moved where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.entities.known import readable
from kg.entities.names import comparison_key
from kg.model import Entity, Join
from kg.ontology import kind_name


@dataclass(slots=True)
class Book:
    """Entities with their surface forms.

    Attributes:
        entities: by id.
        joins: for each entity the reason for each of its surface forms.
        splits: for an entity's original id and a surface form, the id that they went to.
        merged: for ids that are gone, the id that took over; empty for dropped ones.
    """

    entities: dict[str, Entity]
    joins: dict[str, dict[str, Join]]
    splits: dict[tuple[str, str], str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    _by_text: dict[str, set[str]] = field(default_factory=dict)
    _by_key: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def find(self, name: str, type_name: str = "") -> list[str]:
        """Return the ids of the entities that have the name: as it is written, or else by its key."""
        ids = self._match(self._by_text.get(name, ()), type_name)
        if ids:
            return ids
        kinds = [kind_name(type_name)] if type_name else sorted({k for k, _ in self._by_key})
        keyed = {i for k in kinds for i in self._by_key.get((k, comparison_key(name, k)), ())}
        return self._match(keyed, type_name)

    def _match(self, ids: Iterable[str], type_name: str) -> list[str]:
        now = {self.now(i) for i in ids} - {""}
        exact = sorted(i for i in now if not type_name or self.entities[i].type == type_name)
        kind = kind_name(type_name)
        # A type that papers doubt still finds its thing through the kind.
        return exact or sorted(i for i in now if kind_name(self.entities[i].type) == kind)

    def now(self, entity_id: str) -> str:
        """Return the id that an id leads to today; empty if it was dropped."""
        while entity_id in self.merged:
            entity_id = self.merged[entity_id]
        return entity_id

    def index(self, entity_id: str) -> None:
        """Make an entity findable by its label and its surface forms."""
        entity = self.entities[entity_id]
        kind = kind_name(entity.type)
        for text in {entity.label, *self.joins[entity_id]}:
            self._by_text.setdefault(text, set()).add(entity_id)
            self._by_key.setdefault((kind, comparison_key(text, kind)), set()).add(entity_id)

    def split(self, entity_id: str, name: str, staying: str, *, rule: str) -> None:
        """Move the forms of ``name`` out of an entity into one of their own."""
        entity = self.entities[entity_id]
        kind = kind_name(entity.type)
        key = comparison_key(name, kind)
        exact = key == comparison_key(staying, kind)
        joins = self.joins[entity_id]
        leaving = [t for t in joins if t == name or (not exact and comparison_key(t, kind) == key)]
        if not leaving or len(leaving) == len(joins):
            return
        new_id = self._free_id(f"{kind}/{readable(name, kind)}")
        self.entities[new_id] = Entity(new_id, entity.type, name)
        self.joins[new_id] = {t: replace(joins.pop(t), entity=new_id, rule=rule) for t in leaving}
        for text in leaving:
            self.splits[entity_id, text] = new_id
            self._by_text.get(text, set()).discard(entity_id)
        if not exact:
            self._by_key.get((kind, key), set()).discard(entity_id)
        self.index(new_id)

    def _free_id(self, wanted: str) -> str:
        number, entity_id = 1, wanted
        while entity_id in self.entities or entity_id in self.merged:
            number += 1
            entity_id = f"{wanted}-{number}"
        return entity_id

    def merge(self, kept: str, gone: str, *, rule: str) -> None:
        """Make one entity of two; the first gives id, type and label."""
        kept, gone = self.now(kept), self.now(gone)
        if kept == gone:
            return
        for text, join in self.joins.pop(gone).items():
            mine = self.joins[kept].get(text)
            papers = join.papers + (mine.papers if mine else 0)
            self.joins[kept][text] = Join(kept, text, mine.rule if mine else rule, papers)
        del self.entities[gone]
        self.merged[gone] = kept
        self.entities[kept] = replace(self.entities[kept], doubt="")
        self.index(kept)

    def relabel(self, entity_id: str, label: str) -> None:
        """Give an entity its usual name."""
        entity_id = self.now(entity_id)
        self.entities[entity_id] = replace(self.entities[entity_id], label=label)
        self.index(entity_id)

    def retype(self, entity_id: str, type_name: str, *, rule: str) -> None:
        """Give an entity its type; another kind is another id, where a thing may already be."""
        entity = replace(self.entities[entity_id], type=type_name, doubt="")
        kind = kind_name(type_name)
        new_id = f"{kind}/{entity_id.partition('/')[2]}"
        if new_id == entity_id:
            self.entities[entity_id] = entity
        elif new_id in self.entities:
            self.merge(new_id, entity_id, rule=rule)
        else:
            self.entities[new_id] = replace(entity, id=new_id)
            self.joins[new_id] = {t: replace(j, entity=new_id) for t, j in self.joins.pop(entity_id).items()}
            del self.entities[entity_id]
            self.merged.pop(new_id, None)
            self.merged[entity_id] = new_id
            self.index(new_id)

    def drop(self, entity_id: str) -> None:
        """Take an entity out."""
        del self.entities[entity_id]
        del self.joins[entity_id]
        self.merged[entity_id] = ""

    def place(self, entity_id: str, text: str) -> str:
        """Return where a mention that was of ``entity_id`` is now; empty if it was dropped."""
        return self.now(self.splits.get((entity_id, text), entity_id))


def open_book(entities: Iterable[Entity], joins: Iterable[Join]) -> Book:
    """Return a book of all entities, ready to be searched."""
    book = Book({e.id: e for e in entities}, {})
    for join in joins:
        book.joins.setdefault(join.entity, {})[join.surface] = join
    for entity_id in book.entities:
        book.joins.setdefault(entity_id, {})
        book.index(entity_id)
    return book


def close_book(
    book: Book, assignments: Mapping[str, tuple[str, ...]], texts: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Entity, ...], dict[str, tuple[str, ...]], tuple[Join, ...]]:
    """Return the corrected entities, assignments and joins.

    Args:
        book: after all corrections.
        assignments: for each paper the entity of each mention before them.
        texts: for each paper the surface form of each mention.
    """
    entities = tuple(
        replace(entity, aliases=tuple(sorted(set(book.joins[i]) - {entity.label})))
        for i, entity in sorted(book.entities.items())
    )
    places = {
        paper: tuple(book.place(i, t) for i, t in zip(ids, texts[paper], strict=True))
        for paper, ids in assignments.items()
    }
    joins = tuple(
        sorted((j for js in book.joins.values() for j in js.values()), key=lambda j: (j.entity, j.surface))
    )
    return entities, places, joins
