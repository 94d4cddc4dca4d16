"""Check a lexicon: what would not do what its author means."""

from collections.abc import Iterator, Sequence

from kg.entities.names import comparison_key
from kg.entities.parsing import parse_name
from kg.errors import Problem
from kg.lexicon import NEVER, Entry
from kg.ontology import TYPES, kind_name

#: A kind and a comparison key.
_Place = tuple[str, str]


def check_lexicon(entries: Sequence[Entry]) -> tuple[Problem, ...]:
    """Return what is wrong with the entries of a lexicon file, in the order of the file.

    Found are unknown types, names without letters, the same thing twice, aliases that another entry has as
    name or alias, and aliases that name another version or size than their entry.
    """
    names: dict[_Place, Entry] = {}
    for entry in entries:
        names.setdefault(_place(entry, entry.name), entry)
    aliases: dict[_Place, Entry] = {}
    problems: list[Problem] = []
    for entry in entries:
        problems += _check_entry(entry, names[_place(entry, entry.name)])
        for alias in entry.aliases:
            problems += _check_alias(entry, alias, names, aliases)
            aliases.setdefault(_place(entry, alias), entry)
    return tuple(problems)


def _place(entry: Entry, text: str) -> _Place:
    kind = kind_name(entry.type)
    return kind, comparison_key(text, kind)


def _check_entry(entry: Entry, first: Entry) -> Iterator[Problem]:
    if entry.type not in TYPES and entry.type != NEVER:
        todo = f"choose {', '.join(TYPES)} or {NEVER}"
        yield Problem(f"{entry.name!r} has the unknown type {entry.type!r}", where=entry.source, todo=todo)
    if not comparison_key(entry.name):
        yield Problem(f"{entry.name!r} holds no letter and no digit", where=entry.source, todo="take it out")
    elif first is not entry:
        what = f"{entry.name!r} is the same name as {first.name!r} in {first.source}"
        yield Problem(what, where=entry.source, todo="make one entry of both")


def _check_alias(
    entry: Entry, alias: str, names: dict[_Place, Entry], aliases: dict[_Place, Entry]
) -> Iterator[Problem]:
    place = _place(entry, alias)
    if not place[1]:
        yield Problem(f"the alias {alias!r} holds no letter and no digit", where=entry.source, todo="drop it")
        return
    for owner, role in ((names.get(place), "name"), (aliases.get(place), "alias")):
        if owner is not None and owner is not entry:
            what = (
                f"the alias {alias!r} of {entry.name!r} is also a {role} of {owner.name!r} in {owner.source}"
            )
            yield Problem(
                what.replace("a alias", "an alias"), where=entry.source, todo="give it to one of both"
            )
            return
    mine, other = parse_name(entry.name), parse_name(alias)
    versions = mine.numbers and other.numbers and mine.numbers != other.numbers
    if versions and mine.family_key == other.family_key and entry.type != "Task":
        what = f"the alias {alias!r} looks like another version or size than {entry.name!r}"
        yield Problem(
            what, where=entry.source, todo="give it an entry of its own, or leave it if it is the same"
        )
