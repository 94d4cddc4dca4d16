"""Check a lexicon: what would not do what its author means."""

import re
from collections.abc import Iterator, Sequence

from kg.entities.known import are_homographs
from kg.entities.names import comparison_key
from kg.entities.parsing import parse_name
from kg.errors import Problem
from kg.lexicon import NEVER, Entry
from kg.ontology import TYPES, kind_name

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TO = re.compile(r"(?<=-)to(?=-)")
#: Marks that make a condition of a number: δ < 1.25.
_COMPARED = re.compile(r"[<>=≤≥]")

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
    # What is never a name is looked up as it is written.
    return kind, text if kind == NEVER else comparison_key(text, kind)


def _check_entry(entry: Entry, first: Entry) -> Iterator[Problem]:
    if entry.type not in TYPES and entry.type != NEVER:
        todo = f"choose {', '.join(TYPES)} or {NEVER}"
        yield Problem(f"{entry.name!r} has the unknown type {entry.type!r}", where=entry.source, todo=todo)
    if not comparison_key(entry.name):
        yield Problem(f"{entry.name!r} holds no letter and no digit", where=entry.source, todo="take it out")
    elif first is not entry and not are_homographs(entry, first):
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
        # A type tells homonyms apart: SAM the model, SAM the method.
        if owner is not None and owner is not entry and owner.type == entry.type:
            what = (
                f"the alias {alias!r} of {entry.name!r} is also a {role} of {owner.name!r} in {owner.source}"
            )
            yield Problem(
                what.replace("a alias", "an alias"), where=entry.source, todo="give it to one of both"
            )
            return
    if entry.type in TYPES and entry.type != "Task" and _is_other_version(entry.name, alias):
        what = f"the alias {alias!r} looks like another version or size than {entry.name!r}"
        yield Problem(
            what, where=entry.source, todo="give it an entry of its own, or leave it if it is the same"
        )


def _is_other_version(name: str, alias: str) -> bool:
    """Whether both are one family with different numbers; a short form may lack some of them."""
    mine, other = parse_name(name), parse_name(alias)
    if mine.family_key != other.family_key or mine.numbers == other.numbers or _COMPARED.search(alias):
        return False
    one, two = ([n[-2:] if _YEAR.fullmatch(n) else n for n in _NUMBER.findall(t)] for t in (name, alias))
    if "".join(two) == "".join(_NUMBER.findall(_TO.sub("2", name))):
        return False  # Zero123 is Zero-1-to-3
    return bool(one and mine.numbers and other.numbers) and not set(two) <= set(one)
