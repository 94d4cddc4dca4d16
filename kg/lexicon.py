"""The lexicon: names that the field knows, with their types and aliases, as data files.

A lexicon file is UTF-8 text with tab-separated columns ``name``, ``type``, ``aliases``; the first line
names them, ``#`` begins a comment line, aliases are separated by ``|``. The type is one of
:data:`kg.ontology.TYPES`, or ``never`` for text that looks like a name and is none. The shipped files are
in ``kg/data/lexicon``; later files add to earlier ones and override them by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import LexiconError

#: The shipped lexicon files.
SHIPPED = Path(__file__).parent / "data" / "lexicon"

#: The type of entries that are never an entity.
NEVER = "never"

_COLUMNS = ["name", "type", "aliases"]


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


def read_lexicon(files: Iterable[Path] = (), *, shipped: bool = True) -> tuple[Entry, ...]:
    """Read the shipped lexicon and ``files``, later entries overriding earlier ones of the same name.

    Returns:
        Entries in the order of the files, sorted by file name for the shipped ones.

    Raises:
        LexiconError: a file cannot be read or a line is wrong.
    """
    every = [*(sorted(SHIPPED.glob("*.tsv")) if shipped else ()), *files]
    entries: dict[str, Entry] = {}
    for file in every:
        for entry in _read_file(file):
            entries.pop(entry.name, None)
            entries[entry.name] = entry
    return tuple(entries.values())


def _read_file(file: Path) -> Iterable[Entry]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            "is no readable UTF-8 text", where=str(file), todo="check the path and the encoding"
        ) from error
    header_seen = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if not header_seen:
            if cells != _COLUMNS:
                raise LexiconError(
                    "the first line does not name the columns",
                    where=f"{file}:{number}",
                    todo="begin the file with name<TAB>type<TAB>aliases",
                )
            header_seen = True
            continue
        yield _entry(cells, f"{file.name}:{number}")


def _entry(cells: list[str], source: str) -> Entry:
    if len(cells) not in {2, 3} or not cells[0].strip() or not cells[1].strip():
        raise LexiconError(
            "a line has to hold a name, a type and perhaps aliases",
            where=source,
            todo="separate them with tabs",
        )
    aliases = cells[2].split("|") if len(cells) == 3 else []
    return Entry(cells[0].strip(), cells[1].strip(), tuple(a.strip() for a in aliases if a.strip()), source)
