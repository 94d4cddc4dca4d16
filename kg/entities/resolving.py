"""Mentions to things: which surface forms are one entity, over all papers at once.

Every mention gets a *node*, its coarse kind and comparison key; nodes are joined into things by equal keys,
by the lexicon and by what papers define, and by nothing else. The work is linear in the mentions, apart
from sorting.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from types import MappingProxyType

from kg.entities.expansion import Phrases, expand, known_phrases, own_phrases
from kg.entities.groups import Groups
from kg.entities.homonyms import tell_apart
from kg.entities.known import Known, Node, know, readable
from kg.entities.labels import Form, choose_label
from kg.entities.ledger import Ledger, keep_ledger
from kg.entities.names import comparison_key, fold, may_begin
from kg.entities.words import TERM_KINDS
from kg.lexicon import Entry
from kg.model import Entity, Join, Mention, Reading, Resolution
from kg.ontology import kind_name

#: Rules by trust, most first; a surface that several rules join is explained by the first.
_NO_TIMES: Mapping[Node, int] = MappingProxyType({})
_RULES = ("lexicon", "definition", "acronym:context", "acronym:type", "acronym:undecided", "expansion", "key")


@dataclass(slots=True)
class Thing:
    """What is gathered about one thing: its forms, the support of each type, the rules of each form.

    The support of a type is the sum of its scores in millionths: whole numbers add up alike in any order.
    """

    nodes: set[Node] = field(default_factory=set)
    forms: dict[str, Form] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    type_papers: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Placed:
    """One reading with a node and a rule for each of its mentions."""

    reading: Reading
    nodes: list[Node]
    rules: list[str]


def resolve_automatically(readings: Iterable[Reading], *, lexicon: Sequence[Entry] = ()) -> Resolution:
    """Decide which mention is which thing, without anybody's corrections; see :func:`kg.entities.resolve`."""
    readings = sorted(readings, key=lambda r: r.paper.id)
    known = know(lexicon)
    ledger = keep_ledger(readings, known)
    phrases = known_phrases(lexicon, readings)
    placed = [place(reading, ledger, known, phrases) for reading in readings]
    groups = Groups(known)
    for p in placed:
        for node in p.nodes:
            groups.add(node)
    for a, b in ledger.joins:
        groups.join(a, b)
    for a, b in terms_of_two_kinds(node for p in placed for node in terms(p)):
        groups.join(a, b)
    roots = [[groups.find(node) for node in p.nodes] for p in placed]
    entities, joins, support = draw_up(placed, roots, groups, ledger.shorts)
    return Resolution(
        entities=tuple(sorted(tell_apart(entities.values(), support), key=attrgetter("id"))),
        assignments={
            p.reading.paper.id: tuple([entities[root].id for root in found])
            for p, found in zip(placed, roots, strict=True)
        },
        joins=tuple(sorted(joins, key=attrgetter("entity"))),
    )


def draw_up(
    placed: Sequence[Placed], roots: Sequence[Sequence[Node]], groups: Groups, shorts: set[str]
) -> tuple[dict[Node, Entity], list[Join], dict[str, int]]:
    """Return the entities by root, why each form belongs to its entity, and how many papers name each.

    Args:
        placed: all readings.
        roots: for each of them the roots of its nodes.
        groups: the nodes, joined.
        shorts: folded short forms that papers define.
    """
    times = Counter(chain.from_iterable(roots))
    entities: dict[Node, Entity] = {}
    joins: list[Join] = []
    support: dict[str, int] = {}

    for root, thing in gather(placed, groups, alone=times).items():
        entity = entities[root] = make_entity(root, thing, groups, shorts)
        support[entity.id] = sum(thing.type_papers.values())
        forms = [thing.forms[text] for text in sorted(thing.forms)]
        joins += [Join(entity.id, f.text, thing.rules[f.text], f.papers) for f in forms]
    # Most things have one mention; keeping all that is gathered about them until the end costs memory.
    for p, found in zip(placed, roots, strict=True):
        for mention, node, rule, root in zip(p.reading.mentions, p.nodes, p.rules, found, strict=True):
            if times[root] == 1:
                entity = entities[root] = _make_lone(root, node, mention, groups, shorts)
                support[entity.id] = 1
                joins.append(Join(entity.id, mention.text, rule, 1))
    return entities, joins, support


def _make_lone(root: Node, node: Node, mention: Mention, groups: Groups, shorts: set[str]) -> Entity:
    """Return what :func:`make_entity` makes of a thing with one mention."""
    form, type_name = Form(mention.text, 1, 1), mention.type
    if root in groups.anchor:
        thing = Thing({node}, {form.text: form}, types={type_name: 1}, type_papers={type_name: 1})
        return make_entity(root, thing, groups, shorts)
    kind = kind_name(type_name)
    label = choose_label((form,), kind, shorts)
    aliases = () if label == form.text else (form.text,)
    return Entity(f"{kind}/{node[1] or 'unnamed'}", type_name, label, aliases)


def place(reading: Reading, ledger: Ledger, known: Known, phrases: Phrases) -> Placed:
    """Give each mention of a paper its node.

    Args:
        reading: of the paper.
        ledger: of all papers; what it holds of other papers' names has no influence.
        known: what the lexicon knows.
        phrases: of all papers, from :func:`kg.entities.expansion.known_phrases`.
    """
    defined = {s: long for s, long in own_phrases(reading).items() if not known.is_usual_name(s)}
    own = ledger.own.get(reading.paper.id, {})
    firsts = {form[0] for form in own if isinstance(form, str)}
    placed = Placed(reading, [], [])
    for mention in reading.mentions:
        kind = kind_name(mention.type)
        node, rule = known.node_of(mention.text, kind), "key"
        target = own.get(fold(mention.text)) if firsts and may_begin(mention.text, firsts) else None
        target = target or own.get(node)
        if target is not None:
            node, rule = target, "definition"
        elif node in ledger.senses:
            node, rule = ledger.decide(reading, node, mention.type)
        elif known.thing(node) is not None:
            rule = "lexicon"
        else:
            expanded = expand(mention.text, kind, defined, phrases)
            if expanded != mention.text:
                node, rule = (kind, comparison_key(expanded, kind)), "expansion"
        placed.nodes.append(node)
        placed.rules.append(rule)
    return placed


def terms(placed: Placed) -> Iterator[Node]:
    """Yield the nodes that a paper writes as terms.

    Names are another matter: MuMiN the dataset and mumin the program are two things.
    """
    for mention, node in zip(placed.reading.mentions, placed.nodes, strict=True):
        if node[0] in TERM_KINDS and " " in mention.text and mention.text.islower():
            yield node


def terms_of_two_kinds(found: Iterable[Node]) -> list[tuple[Node, Node]]:
    """Return terms that papers take for a task and for a technique: one thing, typed differently."""
    every = set(found)
    both = sorted(key for kind, key in every if kind == "system" and ("task", key) in every)
    return [(("system", key), ("task", key)) for key in both]


def gather(
    placed: Iterable[Placed], groups: Groups, *, alone: Mapping[Node, int] = _NO_TIMES
) -> dict[Node, Thing]:
    """Collect what the papers say about each thing, apart from those that are counted once in ``alone``."""
    things: dict[Node, Thing] = {}
    for p in placed:
        seen: set[tuple[Node, str]] = set()
        for mention, node, rule in zip(p.reading.mentions, p.nodes, p.rules, strict=True):
            root = groups.find(node)
            if alone.get(root) == 1:
                continue
            thing = things.get(root) or things.setdefault(root, Thing())
            thing.nodes.add(node)
            form = thing.forms.get(mention.text) or thing.forms.setdefault(mention.text, Form(mention.text))
            form.mentions += 1
            thing.types[mention.type] = thing.types.get(mention.type, 0) + round(mention.score * 1_000_000)
            if (before := thing.rules.setdefault(mention.text, rule)) != rule:
                thing.rules[mention.text] = min(rule, before, key=_RULES.index)
            if (root, mention.text) not in seen:
                seen.add((root, mention.text))
                form.papers += 1
            if (root, mention.type) not in seen:
                seen.add((root, mention.type))
                thing.type_papers[mention.type] = thing.type_papers.get(mention.type, 0) + 1
    return things


def add_thing(thing: Thing, other: Thing) -> None:
    """Add to a thing what other papers say about it."""
    thing.nodes |= other.nodes
    for text, form in other.forms.items():
        mine = thing.forms.setdefault(text, Form(text))
        mine.papers += form.papers
        mine.mentions += form.mentions
        thing.rules[text] = min(other.rules[text], thing.rules.get(text, other.rules[text]), key=_RULES.index)
    for type_name, support in other.types.items():
        thing.types[type_name] = thing.types.get(type_name, 0) + support
    for type_name, papers in other.type_papers.items():
        thing.type_papers[type_name] = thing.type_papers.get(type_name, 0) + papers


def make_entity(root: Node, thing: Thing, groups: Groups, shorts: set[str]) -> Entity:
    """Name, type and identify one thing."""
    anchor = groups.anchor.get(root)
    type_name = _type_of(thing, known=anchor is not None)
    # The lexicon's kind, where it has one, keeps the id steady whatever papers make of the thing.
    kind = anchor[0] if anchor else kind_name(type_name)
    forms = (
        [thing.forms[text] for text in sorted(thing.forms)]
        if len(thing.forms) > 1
        else [*thing.forms.values()]
    )
    if anchor:
        known = groups.known.things[anchor]
        label, key = known.name, readable(known.name, kind)
        key += "".join(anchor[1].partition("--")[1:])
    else:
        label = choose_label(forms, kind, shorts)
        key = _key_of(thing, kind)
    return Entity(
        id=f"{kind}/{key or 'unnamed'}",
        type=type_name,
        label=label,
        aliases=tuple(f.text for f in forms if f.text != label),
        doubt=_doubt(thing, type_name),
    )


def _type_of(thing: Thing, *, known: bool) -> str:
    """Return the best supported type, of the kinds of the thing's nodes unless the lexicon knows it."""
    if len(thing.types) == 1:
        return next(iter(thing.types))
    kinds = {node[0] for node in thing.nodes}
    own = [t for t in thing.types if known or kind_name(t) in kinds] or list(thing.types)
    return min(own, key=lambda t: (-thing.types[t], t))


def _key_of(thing: Thing, kind: str) -> str:
    """Return the key that the id is made of."""
    if len(thing.nodes) == 1:
        return next(iter(thing.nodes))[1]
    # A node of this kind, because what is a node of another kind alone may be another thing here.
    keys = [n[1] for n in thing.nodes if n[0] == kind] or [n[1] for n in thing.nodes]
    return (max if kind == "task" else min)(keys, key=lambda k: (len(k), k))


def _doubt(thing: Thing, type_name: str) -> str:
    """Say how many papers type it otherwise."""
    if len(thing.type_papers) == 1:
        return ""
    total = max(sum(thing.type_papers.values()), 1)
    others = sorted(
        (t for t in thing.type_papers if t != type_name), key=lambda t: (-thing.type_papers[t], t)
    )
    return "; ".join(f"typed {t} in {thing.type_papers[t]} of {total} papers" for t in others)
