"""Compare two names: the same thing, variants of one family, or different things, and by which rule.

This is resolution without papers: keys, the lexicon, spelled-out acronyms and the parts of names. It never
measures how alike two names look.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from kg.entities.expansion import Phrases, expand, known_phrases
from kg.entities.known import Known, Thing, know
from kg.entities.names import comparison_key, fold
from kg.entities.parsing import parse_name
from kg.entities.spelled import is_initials, spells
from kg.entities.variants import same_parts, variant_rule
from kg.lexicon import Entry
from kg.ontology import TYPES, Kind, kind_name

_SPELLED_OUT = re.compile(r"[^\W\d_]{3,}")

#: A name and the known thing that it names, if any.
_Named = tuple[str, Thing | None]

#: The three answers.
SAME, VARIANT, DIFFERENT = "same", "variant", "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two names are to each other: ``same``, ``variant`` or ``different``, and the rule that decided."""

    answer: str
    rule: str


@dataclass(frozen=True, slots=True)
class Comparer:
    """What comparisons know besides the names: build it once with :func:`make_comparer`."""

    known: Known
    phrases: Phrases

    def compare(self, a: str, b: str, *, type_a: str = "", type_b: str = "") -> Verdict:
        """Return what two names are to each other.

        Args:
            a: a name.
            b: another one.
            type_a: its type, if known; names of different kinds are different things.
            type_b: the other's type.
        """
        types = (type_a or type_b, type_b or type_a)
        kinds = {kind_name(t) for t in types if t}
        if len(kinds) > 1:
            return Verdict(DIFFERENT, "kind: the types are of different kinds")
        if not kinds:
            return self._compare_untyped(a, b)
        (kind,) = kinds
        verdict = self._compare(a, b, kind, types)
        return self._known_elsewhere(a, b, kind) or verdict if verdict.answer == DIFFERENT else verdict

    def _known_elsewhere(self, a: str, b: str, kind: str) -> Verdict | None:
        """Return that names unknown in their kind are the same if they are so in another: KL divergence."""
        if any(self.known.owners_of(name, kind) for name in (a, b)):
            return None
        for other in _KINDS:
            one, two = (self._thing(name, other, "") for name in (a, b))
            if one and two and one.node == two.node:
                return Verdict(SAME, f"lexicon: both are names of {one.name}, a {one.type}")
        return None

    def _compare_untyped(self, a: str, b: str) -> Verdict:
        """Compare in each kind in which the lexicon knows a name, or in all; the closest answer counts."""
        kinds = [k for k in _KINDS if any((k, comparison_key(n, k)) in self.known.owners for n in (a, b))]
        verdicts = [self._compare(a, b, kind, ("", "")) for kind in kinds or _KINDS]
        return min(verdicts, key=lambda v: (SAME, VARIANT, DIFFERENT).index(v.answer))

    def _compare(self, a: str, b: str, kind: str, types: tuple[str, str]) -> Verdict:
        a, b = self.known.without_maker(a, kind), self.known.without_maker(b, kind)
        one, two = self._thing(a, kind, types[0]), self._thing(b, kind, types[1])
        same_type = types[0] == types[1]
        if rule := self._sure_rule((a, one), (b, two), kind):
            different = one and two and one.node != two.node
            return Verdict(DIFFERENT if different else SAME, rule)
        if not (one and two) and (rule := self._same_rule((a, one), (b, two), kind, same_type)):
            return Verdict(SAME, rule)
        if rule := self._variant_rule(_names(a, one, kind), _names(b, two, kind), kind, same_type):
            return Verdict(VARIANT, f"family: {rule}")
        if family := self._family(a, b, kind):
            return Verdict(VARIANT, f"family: both families are names of {family}")
        return Verdict(
            DIFFERENT, "lexicon: two known things" if one and two else "key: nothing joins the names"
        )

    def _sure_rule(self, first: _Named, second: _Named, kind: str) -> str:
        """Return what the keys and the lexicon alone say; nothing if they say nothing."""
        (a, one), (b, two) = first, second
        key = comparison_key(a, kind)
        if key == comparison_key(b, kind) or fold(a) == fold(b):
            if one and two and one.node != two.node:
                return f"lexicon: {_told(one)} and {_told(two)} have one name"
            return f"key: both compare as {key!r}"
        return f"lexicon: both are names of {one.name}" if one and two and one.node == two.node else ""

    def _variant_rule(self, a: Sequence[str], b: Sequence[str], kind: str, same_type: bool) -> str:
        """Return the rule by which names of two things belong to one family; nothing if none does."""
        is_known, is_task = self._is_known(kind), self._is_known(str(Kind.TASK))
        for one, two in product(a, b):
            if comparison_key(one, kind) != comparison_key(two, kind):
                rule = variant_rule(one, two, kind, same_type=same_type, is_known=is_known, is_task=is_task)
                if rule:
                    return rule
        return ""

    def _family(self, a: str, b: str, kind: str) -> str:
        """Return the known thing that the families of both are other names of: ML-1M, MovieLens-20M."""
        one, two = parse_name(a), parse_name(b)
        if not (one.has_marks and two.has_marks) or one.family_key == two.family_key:
            return ""
        owners = {self.known.owners_of(p.family, kind) for p in (one, two)}
        (first, *others) = owners
        return self.known.things[first[0]].name if len(first) == 1 and not others else ""

    def _is_known(self, kind: str) -> Callable[[str], bool]:
        return lambda name: (kind, comparison_key(name, kind)) in self.known.owners

    def _thing(self, name: str, kind: str, type_name: str) -> Thing | None:
        """Return the known thing of that name; among several the one of the type."""
        owners = self.known.owners_of(name, kind)
        every = self.known.meanings.get(owners[0], owners) if owners else ()
        typed = [t for o in every if (t := self.known.things[o]).type == type_name]
        found = typed if len(typed) == 1 else [self.known.things[o] for o in owners]
        return found[0] if len(found) == 1 else None

    def _same_rule(self, first: _Named, second: _Named, kind: str, same_type: bool) -> str:
        """Return why names of which the lexicon knows one at most are one thing; nothing if they are not."""
        (a, one), (b, two) = first, second
        spelled = {comparison_key(expand(n, kind, self.phrases), kind) for n in (a, b)}
        owners = [self.known.owners.get((kind, k), ()) for k in sorted(spelled)]
        if len(spelled) == 1 or (len(set(owners)) == 1 and len(owners[0]) == 1):
            return "expansion: the same with acronyms spelled out"
        meanings = [set(self.known.owners.get((kind, comparison_key(n, kind)), ())) for n in (a, b)]
        if meanings[0] & meanings[1]:
            return "lexicon: one of the meanings of the acronym"
        if any(same_parts(x, y) for x in _names(a, one, kind) for y in _names(b, two, kind)):
            return "parts: the same family, version, size and variant"
        if (family := self._family(a, b, kind)) and parse_name(a).marks == parse_name(b).marks:
            return f"parts: both families are names of {family}, with the same version, size and variant"
        return _acronym_rule(first, second) if same_type else ""


def _acronym_rule(first: _Named, second: _Named) -> str:
    """Return why one of two names that the lexicon does not know is short for the other."""
    (a, one), (b, two) = first, second
    if one is None and two is None and (spells(a, b) or spells(b, a)):
        return "acronym: one spells the other"
    if (one is None and is_initials(a, b)) or (two is None and is_initials(b, a)):
        return "acronym: one is the initials of the other"
    return ""


def _told(thing: Thing) -> str:
    return f"{thing.name} ({thing.type.lower()})"


def _names(name: str, thing: Thing | None, kind: str) -> list[str]:
    """Return the name and what else the lexicon calls the thing; terms are compared as they are given."""
    if thing is None:
        return [name]
    aliases = thing.surfaces if kind in {"system", "resource"} else []
    # A name spelled out shares its words with things of other families: Street View Text.
    short = [a for a in aliases if len(_SPELLED_OUT.findall(a)) < 3]
    return list(dict.fromkeys([name, thing.name, *short]))


_KINDS = tuple(dict.fromkeys(str(t.kind) for t in TYPES.values()))


def make_comparer(lexicon: Iterable[Entry]) -> Comparer:
    """Return a comparer that knows the lexicon."""
    entries = tuple(lexicon)
    return Comparer(know(entries), known_phrases(entries, ()))
