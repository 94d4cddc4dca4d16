"""The lexicon as identity needs it: which known thing a name belongs to, by comparison key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.entities.names import comparison_key, fold, key_words
from kg.entities.parsing import parse_name
from kg.entities.words import HEADS, MAKERS
from kg.lexicon import NEVER, Entry
from kg.ontology import Kind, kind_name

_MAKER = re.compile(rf"(?:{'|'.join(sorted(MAKERS))})[ -](?=\w)", re.IGNORECASE)

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
    """

    things: dict[Node, Thing]
    owners: dict[Node, tuple[Node, ...]]

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
        return next((found for n in nodes_of(name, kind) if (found := self.owners.get(n))), ())

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
        if first in self.owners or " " not in name:
            return first
        found = next((n for n in nodes_of(name, kind)[1:] if n in self.owners), None)
        if found is None and not name.islower() and name.split()[-1].casefold() in HEADS.get(kind, ()):
            # Capitals may make a term look like a name whose head is generic: DIffusion model.
            lower = (kind, comparison_key(name.lower(), kind))
            found = lower if lower in self.owners else None
        return found or first


def know(lexicon: Iterable[Entry]) -> Known:
    """Index the entries of a lexicon; the order of entries has no influence on owners."""
    things: dict[Node, Thing] = {}
    aliases: dict[Node, set[Node]] = {}
    for entry in lexicon:
        if entry.type == NEVER:
            continue
        kind = kind_name(entry.type)
        node = (kind, comparison_key(entry.name, kind))
        if not node[1]:
            continue
        thing = things.setdefault(node, Thing(node, entry.name, entry.type))
        thing.surfaces += [s for s in entry.surfaces if s not in thing.surfaces]
        for alias in entry.aliases:
            aliases.setdefault((kind, comparison_key(alias, kind)), set()).add(node)
    owners = {node: tuple(sorted(found)) for node, found in aliases.items()}
    owners |= {node: (node,) for node in things}
    return Known(things, owners)


def nodes_of(name: str, kind: str) -> tuple[Node, ...]:
    """Return the node of a name and those of what it may be a longer way to say: Google Gemini."""
    first = (kind, comparison_key(name, kind))
    words = name.split()
    shorter = []
    if len(words) > 1 and words[0].removesuffix("'s").casefold() in MAKERS:
        shorter.append(words[1:])
    if len(words) > 1 and words[-1].islower() and words[-1] in HEADS.get(kind, ()):
        shorter.append(words[:-1])
    return (first, *((kind, comparison_key(" ".join(s), kind)) for s in shorter))


def readable(name: str, kind: str) -> str:
    """Return the key of a name with ``-`` between its words, as ids show it."""
    return "-".join(w.strip("-") for w in key_words(name, kind))
