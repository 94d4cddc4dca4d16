"""Whether corrections agree with each other; a contradiction names both of its lines."""

from collections.abc import Callable, Iterable, Sequence

from kg.entities.decisions import Decision
from kg.entities.names import comparison_key
from kg.errors import CorrectionsError

#: A name as corrections compare it: the type that the entry speaks of and the key.
_Name = tuple[str, str]


def check_agreement(decisions: Sequence[Decision]) -> None:
    """Raise if two decisions cannot both hold.

    Raises:
        CorrectionsError: names are said to be the same and different, one name gets two new names or two
            types, is dropped and kept, or renames run in a circle.
    """
    by_action: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_action.setdefault(decision.action, []).append(decision)
    _check_sameness(by_action.get("same", []), by_action.get("different", []))
    renames = by_action.get("rename", [])
    _check_single(renames, "is renamed to {} and to {}")
    _check_single(by_action.get("retype", []), "is given the type {} and the type {}")
    _check_circles(renames)
    _check_dropped(by_action)


def _names(decision: Decision) -> list[_Name]:
    return [(decision.type, comparison_key(name)) for name in decision.names]


def _clash(what: str, first: Decision, second: Decision) -> CorrectionsError:
    first, second = sorted((first, second), key=lambda d: d.line)
    return CorrectionsError(
        f"{what} (lines {first.line} and {second.line})",
        where=second.where,
        todo="take one of both entries out",
    )


def _check_sameness(same: Iterable[Decision], different: Iterable[Decision]) -> None:
    """Follow ``same`` from name to name: what it connects, ``different`` must not part."""
    neighbours: dict[str, list[tuple[str, Decision]]] = {}
    for decision in same:
        (_, first), *others = _names(decision)
        for _, other in others:
            neighbours.setdefault(first, []).append((other, decision))
            neighbours.setdefault(other, []).append((first, decision))
    for decision in different:
        names = [key for _, key in _names(decision)]
        for index, name in enumerate(names):
            reached = _reach(name, neighbours, decision.type)
            for other in names[index + 1 :]:
                if other in reached and other != name:
                    what = f"{' and '.join(map(repr, decision.names))} are said to be the same and different"
                    raise _clash(what, reached[other], decision)


def _reach(
    start: str, neighbours: dict[str, list[tuple[str, Decision]]], type_name: str
) -> dict[str, Decision]:
    """Return every name that ``same`` connects with ``start``, each with the entry that reached it."""
    reached: dict[str, Decision] = {}
    waiting = [start]
    while waiting:
        for other, decision in neighbours.get(waiting.pop(), ()):
            applies = not type_name or decision.type in {"", type_name}
            if applies and other not in reached:
                reached[other] = decision
                waiting.append(other)
    return reached


def _check_single(decisions: Iterable[Decision], wording: str) -> None:
    seen: dict[_Name, Decision] = {}
    for decision in decisions:
        (name,) = _names(decision)
        before = seen.setdefault(name, decision)
        if before.to != decision.to:
            what = f"{decision.names[0]!r} {wording.format(repr(before.to), repr(decision.to))}"
            raise _clash(what, before, decision)


def _check_circles(renames: Sequence[Decision]) -> None:
    """Renames may form a chain, which is followed to its end, but no circle."""
    steps = {_names(d)[0]: d for d in renames}
    cleared: set[_Name] = set()
    for start in steps:
        path: dict[_Name, Decision] = {}
        name = start
        while name in steps and name not in cleared:
            if name in path:
                circle = list(path.values())
                chain = " -> ".join([circle[0].names[0], *(d.to for d in circle)])
                raise _clash(f"renames run in a circle: {chain}", circle[0], circle[-1])
            path[name] = steps[name]
            target = (name[0], comparison_key(steps[name].to))
            # Renaming to another spelling of itself ends the chain.
            name = target if target != name else ("", "")
        cleared.update(path)


def _check_dropped(by_action: dict[str, list[Decision]]) -> None:
    dropped = {name: d for d in by_action.get("drop", []) for name in _names(d)}
    wordings: dict[str, Callable[[Decision], str]] = {
        "same": lambda d: f"said to be the same as {d.names[0]!r}",
        "rename": lambda d: f"renamed to {d.to!r}",
        "retype": lambda d: f"given the type {d.to!r}",
        "add": lambda _: "added",
    }
    for action, wording in wordings.items():
        for decision in by_action.get(action, []):
            for name, text in zip(_names(decision), decision.names, strict=True):
                # An entry without a type drops things of every type.
                drop = dropped.get(name) or dropped.get(("", name[1]))
                if drop:
                    raise _clash(f"{text!r} is dropped and {wording(decision)}", drop, decision)
