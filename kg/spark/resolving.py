"""Readings -> entities, by the functions of :mod:`kg.entities`, each on no more than it needs.

What resolution knows of the whole corpus is little: what short forms stand for, which names are one thing,
and what papers say about each thing. Each of the three is gathered in every partition first (so a name that
a million papers use is a few rows), brought together by key, and asked for by the papers that need it. The
joins of names alone are followed in one place, the driver: they are as many as different definitions.
"""

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from kg.entities.expansion import acronyms_in, defined_phrases, own_phrases
from kg.entities.groups import Groups
from kg.entities.homonyms import tell_apart
from kg.entities.known import Node
from kg.entities.labels import Form
from kg.entities.ledger import Ledger, Sense, note, reconcile
from kg.entities.names import fold
from kg.entities.resolving import (
    Placed,
    Thing,
    add_thing,
    gather,
    make_entity,
    place,
    terms,
    terms_of_two_kinds,
)
from kg.model import Definition, Entity, Paper, Reading
from kg.ontology import kind_name
from kg.spark.job import Job, known, node_key, node_of, phrases
from kg.spark.reading import Read
from kg.spark.rows import Frame, Group, Row, answered, grouped, mapped, pack, parts

#: Papers, or short forms, that are gathered before rows go out.
_TOGETHER = 5_000

#: One meaning of a short form as it travels: long forms, stems and types.
_Sense = tuple[list[Node], list[str], dict[str, int]]
#: A paper's reading, with the node and the rule of each mention, and those of its names that are short forms.
PlacedRow = tuple[Reading, list[Node], list[str], list[str]]
#: A thing as it travels: nodes, forms (text, papers, mentions, rule), types, papers by type, short forms.
_Thing = tuple[list[Node], list[tuple[str, int, int, str]], dict[str, int], dict[str, int], list[str]]


def find_definitions(readings: Frame, job: Any) -> Frame:
    """Return what short forms mean: rows ``sense``, ``short``, ``phrase`` to be asked for, and ``join``."""

    def note_all(rows: Iterator[Row]) -> Iterator[Row]:
        lexicon = known(job.value)
        while some := list(islice(rows, _TOGETHER)):
            ledger, found = Ledger(), dict[Node, dict[Node, Sense]]()
            spelled: set[tuple[str, str]] = set()
            for _, reading in (row.unpack(Read) for row in some):
                note(reading, ledger, found, lexicon)
                spelled |= set(own_phrases(reading).items())
            for short, longs in found.items():
                senses = [_pack_sense(longs[long]) for long in sorted(longs)]
                yield Row("senses", f"n{node_key(short)}", pack(senses))
            yield from (Row("short", f"f{short}") for short in ledger.shorts)
            yield from (Row("phrase", f"p{short}", pack(long)) for short, long in spelled)

    def reconcile_all(groups: Iterator[Group]) -> Iterator[Row]:
        job_ = job.value
        taken, _ = phrases(job_)
        for key, rows in groups:
            if key[0] == "n":
                yield from _reconcile(key, rows, job_)
            elif key[0] == "f":
                yield Row("short", key, pack(key[1:]))
            else:
                yield from _spell(key, {row.unpack(str) for row in rows}, taken)

    return grouped(mapped(parts(readings, "reading"), note_all), reconcile_all)


def _pack_sense(sense: Sense) -> _Sense:
    return sorted(sense.longs), sorted(sense.stems), dict(sense.types)


def _sense(packed: _Sense) -> Sense:
    longs, stems, types = packed
    return Sense({(kind, key) for kind, key in longs}, set(stems), Counter(types))


def _reconcile(key: str, rows: list[Row], job: Job) -> Iterator[Row]:
    """Bring the long forms of one short form together and decide what they mean."""
    short, longs = node_of(key[1:]), dict[Node, Sense]()
    for sense in (_sense(packed) for row in rows for packed in row.unpack(list[_Sense])):
        long = next(iter(sense.longs))
        if long in longs:
            longs[long].stems |= sense.stems
            longs[long].types.update(sense.types)
        else:
            longs[long] = sense
    ledger = Ledger()
    reconcile({short: longs}, known(job), ledger)
    if short in ledger.senses:
        yield Row("sense", key, pack((short, [_pack_sense(s) for s in ledger.senses[short]])))
    yield Row("join", key, pack(ledger.joins))


def _spell(key: str, longs: set[str], taken: frozenset[str]) -> Iterator[Row]:
    """Say what an acronym stands for, if all papers that define it agree."""
    defined = [Reading(_NOBODY, (), (Definition(key[1:], long, "title", 0, 0),)) for long in sorted(longs)]
    for long in defined_phrases(defined, taken).values():
        yield Row("phrase", key, pack((key[1:], long)))


_NOBODY = Paper("", "", "")


def place_mentions(readings: Frame, book: Frame, job: Any) -> Frame:
    """Return a row ``placed`` (:data:`PlacedRow`) for each reading: which node each mention is."""

    def ask(rows: Iterator[Row]) -> Iterator[Row]:
        lexicon = known(job.value)
        for row in rows:
            _, reading = row.unpack(Read)
            asked: set[str] = set()
            for mention in reading.mentions:
                kind = kind_name(mention.type)
                asked.add(f"n{node_key(lexicon.node_of(mention.text, kind))}")
                asked.add(f"f{fold(mention.text)}")
                asked.update(f"p{short}" for short in acronyms_in(mention.text, kind))
            yield from (Row("ask", key, row.key.encode()) for key in asked)

    def place_all(groups: Iterator[Group]) -> Iterator[Row]:
        job_ = job.value
        lexicon, (_, spelled) = known(job_), phrases(job_)
        for key, rows in groups:
            book_ = _Book()
            for row in rows:
                book_.add(row)
            assert book_.reading is not None, key
            # What the paper itself defines is worked out from the paper again.
            ledger = Ledger(senses=book_.senses)
            note(book_.reading, ledger, {}, lexicon)
            told = ChainMap(book_.phrases, dict(spelled)) if book_.phrases else spelled
            found = place(book_.reading, ledger, lexicon, told)
            value: PlacedRow = (book_.reading, found.nodes, found.rules, sorted(book_.shorts))
            yield Row("placed", key, pack(value))

    answers = answered(mapped(parts(readings, "reading"), ask), parts(book, "sense", "short", "phrase"))
    return grouped(parts(readings, "reading").union(answers), place_all)


@dataclass(slots=True)
class _Book:
    """One paper's reading, and what it was told about its names."""

    reading: Reading | None = None
    senses: dict[Node, list[Sense]] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    shorts: set[str] = field(default_factory=set)

    def add(self, row: Row) -> None:
        if row.part == "reading":
            _, self.reading = row.unpack(Read)
        elif row.part == "short":
            self.shorts.add(row.unpack(str))
        elif row.part == "phrase":
            short, long = row.unpack(tuple[str, str])
            self.phrases[short] = long
        else:
            node, senses = row.unpack(tuple[Node, list[_Sense]])
            self.senses[node] = [_sense(s) for s in senses]


def join_names(placed: Frame, book: Frame, job: Job) -> list[Row]:
    """Follow all joins of names, and return a row ``root`` for each name that they concern."""
    groups = Groups(known(job))
    defined = sorted(map(_row, parts(book, "join").collect()), key=lambda row: node_of(row.key[1:]))
    joins = [join for row in defined for join in row.unpack(list[tuple[Node, Node]])]
    pairs = sorted(
        _row(r).unpack(tuple[Node, Node]) for r in grouped(mapped(placed, _terms), _two_kinds).collect()
    )
    for node in sorted({node for pair in (*joins, *pairs) for node in pair}):
        groups.add(node)
    for a, b in (*joins, *pairs):
        groups.join(a, b)
    roots = ((node, groups.find(node)) for node in groups.parent)
    return [Row("root", node_key(node), pack((node, root, groups.anchor.get(root)))) for node, root in roots]


def _terms(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield each term once, by its key without the kind, so that a term of two kinds is one group."""
    seen: set[Node] = set()
    for row in rows:
        reading, nodes, rules, _ = row.unpack(PlacedRow)
        new = set(terms(Placed(reading, nodes, rules))) - seen
        seen |= new
        yield from (Row("term", name, kind.encode()) for kind, name in sorted(new))


def _two_kinds(groups: Iterator[Group]) -> Iterator[Row]:
    for name, rows in groups:
        for pair in terms_of_two_kinds((row.value.decode(), name) for row in rows):
            yield Row("two kinds", name, pack(pair))


def _row(found: Any) -> Row:
    return Row(found.part, found.key, bytes(found.value))


def gather_things(placed: Frame, roots: Frame, job: Any) -> Frame:
    """Return a row ``entity`` (entity, papers that name it) for each thing, and ``node`` for each name of it.

    Rows of entities go by their label, in which :func:`tell_homonyms` takes them.
    """

    def ask(rows: Iterator[Row]) -> Iterator[Row]:
        """Send what a paper says of its names along with the questions, without the text."""
        lexicon = known(job.value)
        for row in rows:
            reading, nodes, rules, shorts = row.unpack(PlacedRow)
            bare = Reading(Paper(reading.paper.id, "", ""), reading.mentions)
            value: PlacedRow = (bare, nodes, rules, shorts)
            yield Row("placed", row.key, pack(value))
            asked = set(nodes) | {thing.node for node in nodes if (thing := lexicon.thing(node))}
            yield from (Row("ask", node_key(node), row.key.encode()) for node in asked)

    def gather_all(groups: Iterator[Group]) -> Iterator[Row]:
        job_ = job.value
        while some := list(islice(groups, _TOGETHER)):
            yield from _gather(some, Groups(known(job_)))

    asked = mapped(placed, ask)
    answers = answered(parts(asked, "ask"), roots)
    things = grouped(parts(asked, "placed").union(answers), gather_all)

    def make_all(groups: Iterator[Group]) -> Iterator[Row]:
        for key, rows in groups:
            yield from _make(node_of(key), rows, Groups(known(job.value)))

    return grouped(things, make_all)


def tell_homonyms(things: Frame) -> Frame:
    """Return a row ``entity`` for each thing, by its id, with labels that differ."""

    def tell_all(groups: Iterator[Group]) -> Iterator[Row]:
        for _, rows in groups:
            entities = [row.unpack(tuple[Entity, int]) for row in rows]
            support = {entity.id: papers for entity, papers in entities}
            for entity in tell_apart((e for e, _ in entities), support):
                yield Row("entity", entity.id, pack(entity))

    return grouped(parts(things, "entity"), tell_all)


def _gather(groups: Iterable[Group], joined: Groups) -> Iterator[Row]:
    """Gather what some papers say about each thing."""
    placed: list[Placed] = []
    shorts: set[str] = set()
    for _, rows in groups:
        for row in rows:
            if row.part == "placed":
                reading, nodes, rules, short = row.unpack(PlacedRow)
                placed.append(Placed(reading, nodes, rules))
                shorts |= set(short)
            else:
                node, root, anchor = row.unpack(tuple[Node, Node, Node | None])
                joined.parent[node] = joined.parent[root] = root
                if anchor:
                    joined.anchor[root] = anchor
    for node in sorted({node for p in placed for node in p.nodes}):
        joined.add(node)
    for root, thing in gather(placed, joined).items():
        mine = sorted(shorts & {fold(text) for text in thing.forms})
        forms = [(f.text, f.papers, f.mentions, thing.rules[f.text]) for f in thing.forms.values()]
        value: _Thing = (sorted(thing.nodes), forms, thing.types, dict(thing.type_papers), mine)
        # A thing of the lexicon goes by its own node, whatever else is in its group here.
        yield Row("thing", node_key(joined.anchor.get(root, root)), pack((joined.anchor.get(root), value)))


def _make(root: Node, rows: list[Row], groups: Groups) -> Iterator[Row]:
    """Make an entity of everything that papers say about a thing."""
    whole, shorts = Thing(), set[str]()
    for row in rows:
        anchor, (nodes, forms, types, type_papers, short) = row.unpack(tuple[Node | None, _Thing])
        thing = Thing({(kind, key) for kind, key in nodes}, types=types, type_papers=Counter(type_papers))
        for text, papers, mentions, rule in forms:
            thing.forms[text], thing.rules[text] = Form(text, papers, mentions), rule
        add_thing(whole, thing)
        shorts |= set(short)
        if anchor:
            groups.anchor[root] = anchor
    entity = make_entity(root, whole, groups, shorts)
    yield Row("entity", entity.label.casefold(), pack((entity, sum(whole.type_papers.values()))))
    yield from (Row("node", node_key(node), entity.id.encode()) for node in sorted(whole.nodes))
