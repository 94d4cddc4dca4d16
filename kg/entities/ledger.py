"""The acronym ledger: what short forms stand for, paper by paper.

A paper's own definition always decides in that paper. Definitions of one short form are reconciled over the
corpus: long forms that share most of their words are one sense. A short form with one sense joins its long
form everywhere; one with several stays apart, and papers that do not define it are decided by their words
(which long form do they speak of), then by the type of the mention, and else left undecided. The number of
papers that use a sense never decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.entities.defined import find_pairs, says_same
from kg.entities.expansion import expand, own_phrases
from kg.entities.known import Known, Node
from kg.entities.names import comparison_key, fold, key_words, may_begin
from kg.model import Reading
from kg.ontology import kind_name

#: Two long forms with a larger share of words in common are one sense.
_SAME_SENSE = 0.5
#: Share of the words of a long form that a paper must use to be about it.
_SPOKEN_OF = 0.75

_STOP = frozenset(
    ("of", "the", "a", "an", "and", "for", "with", "from", "to", "in", "on", "by", "via", "as", "or")
)
#: Parts that belong to the word behind their hyphen: pre-training.
_PREFIX = re.compile(r"\b(pre|non|multi|semi|co|sub|auto|anti|inter|intra)[-\s](?=\w)")


@dataclass(slots=True)
class Sense:
    """One meaning of a short form: the nodes and word stems of its long forms, and the types seen."""

    longs: set[Node] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)

    @property
    def node(self) -> Node:
        """The node that stands for the sense: its first long form."""
        return min(self.longs)


@dataclass(slots=True)
class Ledger:
    """What every paper defines, and what short forms mean.

    Attributes:
        own: for each paper the folded short or long forms that it defines, and their nodes without plurals
            and generic heads, with the node that they are in this paper.
        joins: pairs of nodes of short and long forms that are one thing everywhere.
        senses: for each short form with several meanings, the meanings.
        shorts: every short form that a paper defines, folded.
    """

    own: dict[str, dict[str | Node, Node]] = field(default_factory=dict)
    joins: list[tuple[Node, Node]] = field(default_factory=list)
    senses: dict[Node, list[Sense]] = field(default_factory=dict)
    shorts: set[str] = field(default_factory=set)

    def decide(self, reading: Reading, node: Node, type_name: str) -> tuple[Node, str]:
        """Return what an ambiguous short form means in a paper that does not define it, and the rule."""
        senses = self.senses[node]
        words = stems(f"{reading.paper.title} {reading.paper.abstract}")
        spoken = [s for s in senses if s.stems and len(s.stems & words) >= _SPOKEN_OF * len(s.stems)]
        if len(spoken) == 1:
            return spoken[0].node, "acronym:context"
        typed = [s for s in spoken or senses if s.types[type_name]]
        if len(typed) == 1 and len({t for s in senses for t in s.types}) > 1:
            return typed[0].node, "acronym:type"
        return node, "acronym:undecided"


def stems(text: str) -> set[str]:
    """Return the first seven letters of each content word of ``text``, lower case."""
    text = _PREFIX.sub(r"\1", text.casefold())
    return {w[:7] for w in re.findall(r"[^\W\d_]{2,}", text) if w not in _STOP}


def same_sense(a: set[str], b: set[str]) -> bool:
    """Whether two long forms of one short form share so many words that they are one meaning."""
    shared = sum(w in b or any(_same_word(w, v) for v in b) for w in a)
    return shared > _SAME_SENSE * (len(a) + len(b) - shared)


def _same_word(a: str, b: str) -> bool:
    """Whether one stem begins the other: question answer, question answering."""
    return min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a))


def keep_ledger(readings: Iterable[Reading], known: Known) -> Ledger:
    """Read every definition and reconcile them over the corpus."""
    ledger = Ledger()
    found: dict[Node, dict[Node, Sense]] = {}
    for reading in readings:
        note(reading, ledger, found, known)
    reconcile(found, known, ledger)
    return ledger


def reconcile(found: Mapping[Node, Mapping[Node, Sense]], known: Known, ledger: Ledger) -> None:
    """Decide for each short form whether its long forms are one meaning, and write that into ``ledger``.

    What is decided of one short form does not depend on the others.

    Args:
        found: for each short form its long forms, from :func:`note` over all papers.
        known: what the lexicon knows.
        ledger: gets ``joins`` and ``senses``.
    """
    for short, longs in sorted(found.items()):
        senses = _senses(short, longs, known)
        if len(senses) == 1:
            ledger.joins += [(short, long) for long in sorted(senses[0].longs)]
        else:
            ledger.senses[short] = senses
            ledger.joins += [(s.node, long) for s in senses for long in sorted(s.longs)]


def note(reading: Reading, ledger: Ledger, found: dict[Node, dict[Node, Sense]], known: Known) -> None:
    """Write down what one paper defines.

    Args:
        reading: of the paper.
        ledger: gets ``own`` and ``shorts``.
        found: gets the long forms of each short form.
        known: what the lexicon knows.
    """
    pairs = find_pairs(reading, known)
    if not pairs:
        return
    own = ledger.own.setdefault(reading.paper.id, {})
    types = _support(reading, {fold(form) for pair in pairs for form in pair})
    phrases = own_phrases(reading)
    told: dict[str, tuple[str, Node]] = {}
    for short_form, long_form in pairs:
        short, long = fold(short_form), fold(long_form)
        seen = types.get(short, []) + types.get(long, [])
        if not seen or not short or not long:
            continue
        support = {t: sum(score for u, score in seen if u == t) for t, _ in seen}
        ranked = sorted(support, key=lambda t: (-support[t], t))
        # A long form that is known as what it is read as tells more than the short form: image caption (IC).
        told_by = (t for t, _ in types.get(long, ()) if known.owners_of(long_form, kind_name(t)))
        type_name = next(told_by, ranked[0])
        kind = kind_name(type_name)
        target = known.node_of(expand(long_form, kind, phrases), kind)
        before = told.get(short)
        if before and says_same(long_form, [before[0]]):
            target = before[1]  # a paper may write one long form in two ways
        told[short] = (long_form, target)
        source = known.spelled(short_form, kind) or (kind, comparison_key(short_form, kind))
        own[short] = own[long] = target
        ledger.shorts.add(short)
        for node in (source, (kind, comparison_key(long_form, kind))):
            own.setdefault(node, target)
        sense = found.setdefault(source, {}).setdefault(target, Sense({target}))
        sense.stems |= stems(long_form)
        sense.types[type_name] += 1


def _support(reading: Reading, wanted: set[str]) -> dict[str, list[tuple[str, float]]]:
    """Return, for each wanted folded form, the types of a paper's mentions of it with their scores."""
    firsts = {form[:1] for form in wanted}
    types: dict[str, list[tuple[str, float]]] = {}
    for mention in reading.mentions:
        if may_begin(mention.text, firsts) and (form := fold(mention.text)) in wanted:
            types.setdefault(form, []).append((mention.type, mention.score))
    return types


def _senses(short: Node, longs: Mapping[Node, Sense], known: Known) -> list[Sense]:
    """Group long forms of one short form into meanings, known things of that name included."""
    every = [longs[n] for n in sorted(longs)]
    for owner in known.owners.get(short, ()):
        thing = known.things[owner]
        phrases = [
            s for s in thing.surfaces if len(key_words(s)) > 1 and comparison_key(s, short[0]) != short[1]
        ]
        if not phrases and len(every) == 1:
            # The lexicon knows no long form, so nothing speaks against the paper's.
            return [Sense(every[0].longs | {owner}, every[0].stems, every[0].types)]
        for phrase in phrases or [thing.name]:
            types = Counter({thing.type: 1})
            every.append(Sense({owner, (short[0], comparison_key(phrase, short[0]))}, stems(phrase), types))
    senses: list[Sense] = []
    for sense in every:
        _absorb(senses, sense)
    return sorted(senses, key=lambda s: s.node)


def _absorb(senses: list[Sense], new: Sense) -> None:
    """Add a meaning, joined with all that mean the same."""
    merged = Sense(set(new.longs), set(new.stems), Counter(new.types))
    for old in [s for s in senses if s.longs & new.longs or same_sense(s.stems, new.stems)]:
        senses.remove(old)
        merged.longs |= old.longs
        merged.types += old.types
        merged.stems = min(merged.stems, old.stems, key=lambda s: (len(s), sorted(s)))
    senses.append(merged)
