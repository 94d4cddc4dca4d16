"""Apply people's corrections to a resolution, after everything automatic.

The order is that of least surprise: what is different is parted first, then what is the same is joined, then
things get their types and names, and what is dropped goes last. A decision that matches nothing is reported
with the nearest names and changes nothing.
"""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.entities.book import Book
from kg.entities.decisions import Corrections, Decision
from kg.entities.names import comparison_key
from kg.errors import OnProblem, Problem
from kg.ontology import kind_name

#: So many decisions that match nothing get the nearest names; looking for them takes a while.
_HELPED = 20


@dataclass(slots=True)
class _Desk:
    """The book that is being corrected, and how to complain about a decision."""

    book: Book
    on_problem: OnProblem
    unmatched: int = 0
    chains: dict[tuple[str, str], Decision] = field(default_factory=dict)

    def find(self, decision: Decision, name: str) -> list[str]:
        """Return the ids of the things of that name; complain if there are none."""
        ids = self.book.find(name, decision.type)
        if not ids:
            self._complain_unmatched(decision, name)
        return ids

    def find_one(self, decision: Decision, name: str) -> str:
        """Return the id of the one thing of that name, or nothing and complain."""
        ids = self.find(decision, name)
        if len(ids) > 1:
            labelled = [i for i in ids if self.book.entities[i].label == name]
            ids = labelled if len(labelled) == 1 else ids
        if len(ids) > 1:
            types = ", ".join(sorted(self.book.entities[i].type for i in ids))
            self.complain(decision, f"{name!r} names {len(ids)} things ({types})", "say which with type")
            return ""
        return ids[0] if ids else ""

    def complain(self, decision: Decision, what: str, todo: str) -> None:
        self.on_problem(Problem(f"[[{decision.action}]] {what}", where=decision.where, todo=todo))

    def _complain_unmatched(self, decision: Decision, name: str) -> None:
        self.unmatched += 1
        near: list[str] = []
        if self.unmatched <= _HELPED:
            labels = sorted({e.label for e in self.book.entities.values()})
            near = difflib.get_close_matches(name, labels, n=3, cutoff=0.6)
        wanted = f"{name!r} of type {decision.type}" if decision.type else repr(name)
        todo = f"nearest names: {', '.join(near)}" if near else "check the spelling"
        self.complain(decision, f"matches nothing: no entity is named {wanted}", todo)


def apply_corrections(book: Book, corrections: Corrections, *, on_problem: OnProblem) -> None:
    """Apply every decision to ``book``.

    Args:
        book: the things and their surface forms; is changed.
        corrections: what people decided; they agree with each other.
        on_problem: is handed every decision that matches nothing or more than it may.
    """
    desk = _Desk(book, on_problem)
    steps: dict[str, Callable[[_Desk, Decision], None]] = {
        "different": _part,
        "same": _join,
        "add": _add,
        "retype": _retype,
        "rename": _rename,
        "drop": _drop,
    }
    desk.chains = {
        (d.type, comparison_key(d.names[0])): d for d in corrections.decisions if d.action == "rename"
    }
    for action, step in steps.items():
        for decision in corrections.decisions:
            if decision.action == action:
                step(desk, decision)


def _part(desk: _Desk, decision: Decision) -> None:
    """Give names that one thing has to things of their own."""
    found = {name: desk.find(decision, name) for name in decision.names}
    for entity_id in sorted({i for ids in found.values() for i in ids}):
        names = [name for name in decision.names if entity_id in found[name]]
        entity = desk.book.entities[entity_id]
        key = comparison_key(entity.label, kind_name(entity.type))
        # The name that the thing goes by stays; the others leave.
        staying = next((n for n in names if n == entity.label), None) or next(
            (n for n in names if comparison_key(n, kind_name(entity.type)) == key), names[0]
        )
        for name in names:
            if name != staying:
                desk.book.split(entity_id, name, staying, rule=_rule(decision))


def _join(desk: _Desk, decision: Decision) -> None:
    """Make one thing of all things that have the names, kind by kind where the names have several."""
    found = [desk.find(decision, name) for name in decision.names]
    if not all(found):
        return
    kinds = [{i.partition("/")[0] for i in ids} for ids in found]
    shared = sorted(set.intersection(*kinds))
    if not shared and any(len(ids) > 1 for ids in found):
        desk.complain(decision, "speaks of things of several kinds", "say which with type")
        return
    for kind in shared or [""]:
        ids = [i for part in found for i in part if i.startswith(kind)]
        for other in ids[1:]:
            desk.book.merge(ids[0], other, rule=_rule(decision))
        desk.book.relabel(ids[0], decision.names[0])


def _add(desk: _Desk, decision: Decision) -> None:
    name = decision.names[0]
    for entity_id in desk.find(decision, name)[:1]:
        desk.book.retype(entity_id, decision.type, rule=_rule(decision))
        desk.book.relabel(entity_id, name)


def _retype(desk: _Desk, decision: Decision) -> None:
    if entity_id := desk.find_one(decision, decision.names[0]):
        desk.book.retype(entity_id, decision.to, rule=_rule(decision))


def _rename(desk: _Desk, decision: Decision) -> None:
    entity_id = desk.find_one(decision, decision.names[0])
    if not entity_id:
        return
    last = decision
    while step := desk.chains.get((decision.type, comparison_key(last.to))):
        if step is last:
            break
        last = step
    taken = [i for i in desk.book.find(last.to, desk.book.entities[entity_id].type) if i != entity_id]
    if taken:
        desk.complain(decision, f"{last.to!r} already names another thing", "use [[same]] to join both")
    else:
        desk.book.relabel(entity_id, last.to)


def _drop(desk: _Desk, decision: Decision) -> None:
    for entity_id in desk.find(decision, decision.names[0]):
        desk.book.drop(entity_id)


def _rule(decision: Decision) -> str:
    return f"correction:{decision.action} in line {decision.line}"
