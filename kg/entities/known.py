"""The lexicon as identity needs it: which known thing a name belongs to, by comparison key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from kg.entities.names import comparison_key, fold, is_name_shaped, key_words
from kg.entities.parsing import parse_name
from kg.entities.words import APPOSITIONS, HEADS, HOMONYMS, MAKERS, NAME_APPOSITIONS
from kg.lexicon import NEVER, Entry
from kg.ontology import Kind, kind_name

_MAKER = re.compile(rf"(?:{'|'.join(sorted(MAKERS))})(?: AI)?(?:['\u2019]s)?[ -](?=\w)", re.IGNORECASE)

_APPOSED = frozenset().union(*APPOSITIONS.values())

#: A coarse kind and a comparison key: what one name of one kind is looked up by.
Node = tuple[str, str]


@dataclass(slots=True)
class Thing:
    """A known thing: its node, its usual name, its type, and the surfaces that the lexicon gives it."""

    node: Node
    name: str
    type: str
    surfaces: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """Known things by node.

    Attributes:
        things: each thing under the node of its name.
        owners: for each node of a name or an alias the nodes of the things that it may mean; a name means
            its own thing alone, an alias that several things share means all of them.
        meanings: of the names that are aliases of other things too, all that they mean; a type tells them
            apart: SAM the model, SAM the method.
        homographs: for the nodes that several things share whose names differ in capitals, their letters as
            they are spelled with their own nodes: STaR, StAR.
    """

    things: dict[Node, Thing]
    owners: dict[Node, tuple[Node, ...]]
    meanings: dict[Node, tuple[Node, ...]]
    homographs: dict[Node, dict[str, Node]]

    def thing(self, node: Node) -> Thing | None:
        """Return the one thing that the node means, or ``None`` if there is none or more than one."""
        owners = self.owners.get(node, ())
        return self.things[owners[0]] if len(owners) == 1 else None

    def is_usual_name(self, folded: str) -> bool:
        """Whether a folded short form is what people call a system: CLIP, which nobody spells out."""
        thing = self.thing((str(Kind.SYSTEM), folded))
        return thing is not None and fold(thing.name) == folded

    def owners_of(self, name: str, kind: str) -> tuple[Node, ...]:
        """Return what a name may mean: by its key, or else without its maker or its generic head."""
        if node := self.spelled(name, kind):
            return (node,)
        found = next((found for n in nodes_of(name, kind) if (found := self.owners.get(n))), ())
        return found or ((apposed,) if (apposed := self._apposed(name, kind)) else ())

    def spelled(self, name: str, kind: str) -> Node | None:
        """Return the node of the thing whose capitals a name has, if only they tell it from another."""
        if not (told := self.homographs.get((kind, comparison_key(name, kind)))):
            return None
        letters = _letters(name)
        return next((node for begin, node in told.items() if letters.startswith(begin)), None)

    def _apposed(self, name: str, kind: str) -> Node | None:
        """Return the known thing that a name says the sort of: the Adam optimizer."""
        before, _, last = name.rpartition(" ")
        if not before or last not in _APPOSED:
            return None
        thing = self.thing((kind, comparison_key(before, kind)))
        if thing is None or last not in APPOSITIONS.get(thing.type, ()):
            return None
        return thing.node if last not in NAME_APPOSITIONS or is_name_shaped(before) else None

    def without_maker(self, name: str, kind: str) -> str:
        """Return a version or size of a known family without its maker: Meta-Llama-3-8B, Llama-3-8B."""
        found = _MAKER.match(name)
        if found is None:
            return name
        rest = name[found.end() :]
        parts = parse_name(rest)
        known = parts.numbers and (kind, comparison_key(parts.family, kind)) in self.owners
        return rest if known else name

    def node_of(self, name: str, kind: str) -> Node:
        """Return the node of a name; that of the known name inside it, if only that is known."""
        name = self.without_maker(name, kind)
        first = (kind, comparison_key(name, kind))
        if first in self.homographs:
            return self.spelled(name, kind) or first
        if first in self.owners or " " not in name:
            return first
        return self._inside(name, kind) or first

    def _inside(self, name: str, kind: str) -> Node | None:
        """Return the node of a known name that an unknown one holds beside its maker or its head."""
        begin, _, rest = name.partition(" ")
        head = rest.rpartition(" ")[2].casefold()
        is_headed = head in HEADS.get(kind, ())
        if not is_headed and head not in _APPOSED and begin.removesuffix("'s").casefold() not in MAKERS:
            return None
        found = next((n for n in nodes_of(name, kind)[1:] if n in self.owners), None)
        found = found or self._apposed(name, kind)
        if found is None and is_headed and not name.islower():
            # Capitals may make a term look like a name whose head is generic: DIffusion model.
            lower = (kind, comparison_key(name.lower(), kind))
            found = lower if lower in self.owners else None
        return found


def know(lexicon: Iterable[Entry]) -> Known:
    """Index the entries of a lexicon; the order of entries has no influence on owners."""
    entries = [e for e in lexicon if e.type != NEVER]
    places = [(kind_name(e.type), comparison_key(e.name, kind_name(e.type))) for e in entries]
    homographs = _homographs(entries, places)
    things: dict[Node, Thing] = {}
    aliases: dict[Node, set[Node]] = {}
    for entry, place in zip(entries, places, strict=True):
        if not place[1]:
            continue
        node = homographs[place][_letters(entry.name)] if place in homographs else place
        thing = things.setdefault(node, Thing(node, entry.name, entry.type))
        thing.surfaces += [s for s in entry.surfaces if s not in thing.surfaces]
        for alias in entry.aliases:
            aliases.setdefault((place[0], comparison_key(alias, place[0])), set()).add(node)
    owners = {node: tuple(sorted(found)) for node, found in aliases.items()}
    owners |= {node: (node,) for node in things}
    meanings = {n: tuple(sorted({n, *found})) for n, found in aliases.items() if n in things and found != {n}}
    for short, type_name, name in HOMONYMS:
        kind = kind_name(type_name)
        node, other = (kind, comparison_key(short, kind)), (kind, comparison_key(name, kind))
        if other in things:
            meanings[node] = tuple(sorted({*owners.get(node, ()), *meanings.get(node, ()), other}))
    return Known(things, owners, meanings, homographs)


def are_homographs(entry: Entry, other: Entry) -> bool:
    """Whether two names with one key are names of two things: their capitals tell them apart.

    ``STaR`` and ``StAR`` are two things, and so are names of different types and names that both have an
    alias. Who writes ``FoxNet`` and ``foxnet`` or ``FOXNET`` means one.
    """
    one, two = _letters(entry.name), _letters(other.name)
    if one.startswith(two) or two.startswith(one):
        return False
    mixed = not any(t.isupper() or t.islower() for t in (one, two))
    return mixed or entry.type != other.type or bool(entry.aliases and other.aliases)


def _homographs(entries: Iterable[Entry], places: Iterable[Node]) -> dict[Node, dict[str, Node]]:
    """Return the nodes of homographs, with a node for each of their spellings."""
    sharing: dict[Node, list[Entry]] = {}
    for entry, place in zip(entries, places, strict=True):
        sharing.setdefault(place, []).append(entry)
    return {
        place: _nodes_by_letters(place, found)
        for place, found in sharing.items()
        if len(found) > 1 and all(are_homographs(a, b) for a, b in combinations(found, 2))
    }


def _nodes_by_letters(place: Node, entries: Iterable[Entry]) -> dict[str, Node]:
    """Return a node for each spelling; the first keeps the place, and no key holds two hyphens in a row."""
    kind, key = place
    spellings = sorted(_letters(e.name) for e in entries)
    return {s: (kind, key if n == 1 else f"{key}--{n}") for n, s in enumerate(spellings, start=1)}


def _letters(name: str) -> str:
    """Return a name without hyphens and spaces."""
    return name.replace("-", "").replace(" ", "")


def nodes_of(name: str, kind: str) -> tuple[Node, ...]:
    """Return the node of a name and those of what it may be a longer way to say: Google Gemini."""
    first = (kind, comparison_key(name, kind))
    words = name.split()
    shorter = []
    if len(words) > 1 and words[0].removesuffix("'s").casefold() in MAKERS:
        shorter.append(words[2:] if len(words) > 2 and words[1].removesuffix("'s") == "AI" else words[1:])
    if len(words) > 1 and words[-1].islower() and words[-1] in HEADS.get(kind, ()):
        shorter.append(words[:-1])
    return (first, *((kind, comparison_key(" ".join(s), kind)) for s in shorter))


def readable(name: str, kind: str) -> str:
    """Return the key of a name with ``-`` between its words, as ids show it."""
    return "-".join(w.strip("-") for w in key_words(name, kind))
