"""The lexicon: names that the field knows, with their types and aliases, as data files.

A lexicon file is UTF-8 text in one of two formats. As a table (any suffix but ``.toml``) it has the
tab-separated columns ``name``, ``type`` and ``aliases``; the first line names them, ``#`` begins a comment
line, aliases are separated by ``|``. As TOML it is a list of ``[[entry]]`` tables with the keys ``name``,
``type`` and, as a list, ``aliases``. The type is one of :data:`kg.ontology.TYPES`, or ``never`` for text that
looks like a name and is none. The shipped files are in ``kg/data/lexicon``; a file of one's own adds to them
and overrides every entry whose name it mentions.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError, LexiconError
from kg.ontology import TYPES, kind_name

#: The shipped lexicon files.
SHIPPED = Path(__file__).parent / "data" / "lexicon"

#: The type of entries that are never an entity.
NEVER = "never"

_COLUMNS = ["name", "type", "aliases"]
_HEADER = re.compile(r"""^\s*\[\[\s*["']?(\w+)["']?\s*\]\]""")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing: its usual short name, its type, its other names and where the entry stands."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    source: str = ""

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


#: An entry's place in the lexicon: one name may be a task and a dataset.
_Place = tuple[str, str]


def read_lexicon(files: Iterable[Path] = (), *, shipped: bool = True) -> tuple[Entry, ...]:
    """Read the shipped lexicon and ``files``, later files overriding earlier ones by name.

    Returns:
        Entries in the order of the files, sorted by file name for the shipped ones.

    Raises:
        LexiconError: a file cannot be read, is malformed or has an unknown type.
    """
    entries: dict[_Place, Entry] = {}
    for file in sorted(SHIPPED.glob("*.tsv")) if shipped else ():
        for entry in _read_file(file, name=file.name):
            place = _place(entry)
            entries.pop(place, None)
            entries[place] = entry
    for file in files:
        _override(entries, [_known_type(e) for e in _read_file(file, name=str(file))])
    return tuple(entries.values())


def read_entries(file: Path) -> tuple[Entry, ...]:
    """Read one lexicon file as it is: nothing is overridden, and types may be unknown.

    Raises:
        LexiconError: the file cannot be read or is malformed.
    """
    return tuple(_read_file(file, name=str(file)))


def parse_tables(
    text: str, *, name: str, wrong: type[KgError], todo: str
) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """Yield the tables of a TOML text that is nothing but lists of tables: key, line and content.

    Args:
        text: TOML 1.0 (toml.io).
        name: the file, for messages.
        wrong: the error to raise.
        todo: what to tell people about mending the file.

    Raises:
        KgError: of the class ``wrong``; the text is no TOML, or holds more than lists of tables.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        what = f"is not valid TOML: {_PLACE.sub('', str(error)).strip()}"
        raise wrong(what, where=f"{name}:{line}", todo=todo) from error
    starts: dict[str, list[int]] = {}
    for number, row in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(row):
            starts.setdefault(header[1], []).append(number)
    for key, items in tables.items():
        # A multi-line string that looks like a header makes the counts differ; then lines are unknown.
        lines = starts.get(key, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise wrong(f"{key!r} is not a list of tables", where=f"{name}:1", todo=f"write [[{key}]]")
        for index, item in enumerate(items):
            yield key, lines[index] if len(lines) == len(items) else 1, item


def _place(entry: Entry) -> _Place:
    return entry.name, kind_name(entry.type)


def _override(entries: dict[_Place, Entry], own: list[Entry]) -> None:
    """Put a person's entries in the place of those that name the same things."""
    names = {e.name for e in own}
    claimed = {(alias, kind_name(e.type)): e for e in own for alias in e.aliases}
    inherited: dict[str, list[str]] = {}
    for place, entry in list(entries.items()):
        if entry.name in names:
            del entries[place]
        elif place in claimed:
            # The person gives this thing another name: its aliases go with it.
            inherited.setdefault(claimed[place].name, []).extend(entry.aliases)
            del entries[place]
        else:
            kept = tuple(a for a in entry.aliases if (a, place[1]) not in claimed and a not in names)
            entries[place] = entry if kept == entry.aliases else replace(entry, aliases=kept)
    for entry in own:
        aliases = dict.fromkeys((*entry.aliases, *inherited.get(entry.name, ())))
        entries[_place(entry)] = replace(entry, aliases=tuple(a for a in aliases if a != entry.name))


def _known_type(entry: Entry) -> Entry:
    if entry.type not in TYPES and entry.type != NEVER:
        raise LexiconError(
            f"{entry.type!r} is no type", where=entry.source, todo=f"choose {', '.join(TYPES)} or {NEVER}"
        )
    return entry


def _read_file(file: Path, *, name: str) -> Iterator[Entry]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            "is no readable UTF-8 text", where=str(file), todo="check the path and the encoding"
        ) from error
    yield from _toml_entries(text, name) if file.suffix == ".toml" else _table_entries(text, name)


def _table_entries(text: str, name: str) -> Iterator[Entry]:
    header_seen = False
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if header_seen:
            yield _entry(cells, f"{name}:{number}")
        elif cells[:2] == _COLUMNS[:2] and cells in (_COLUMNS, _COLUMNS[:2]):
            header_seen = True
        else:
            raise LexiconError(
                "the first line does not name the columns",
                where=f"{name}:{number}",
                todo="begin the file with name<TAB>type<TAB>aliases",
            )


def _entry(cells: list[str], source: str) -> Entry:
    if len(cells) not in {2, 3} or not cells[0].strip() or not cells[1].strip():
        raise LexiconError(
            "a line has to hold a name, a type and perhaps aliases",
            where=source,
            todo="separate them with tabs",
        )
    aliases = cells[2].split("|") if len(cells) == 3 else []
    return Entry(cells[0].strip(), cells[1].strip(), tuple(a.strip() for a in aliases if a.strip()), source)


def _toml_entries(text: str, name: str) -> Iterator[Entry]:
    todo = "write [[entry]] tables with name, type and aliases"
    for key, line, item in parse_tables(text, name=name, wrong=LexiconError, todo=todo):
        source = f"{name}:{line}"
        if key != "entry" or item.keys() - set(_COLUMNS):
            unknown = key if key != "entry" else min(item.keys() - set(_COLUMNS))
            raise LexiconError(f"{unknown!r} is unknown", where=source, todo=todo)
        texts = [item.get("name"), item.get("type")]
        aliases = item.get("aliases", [])
        valid = isinstance(aliases, list) and all(
            isinstance(t, str) and t.strip() for t in [*texts, *aliases]
        )
        if not valid:
            raise LexiconError("an entry lacks a name or a type, or holds no texts", where=source, todo=todo)
        yield Entry(item["name"].strip(), item["type"].strip(), tuple(a.strip() for a in aliases), source)
