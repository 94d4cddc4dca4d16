"""The questions that ship with the package: SPARQL files whose header says what they ask.

A question is a file ``queries/<name>.rq``. Its first lines are comments::

    # title: Papers that use something
    # question: Which papers use the thing, or a variant of it?
    # parameter: entity (entity) = CLIP -- what is used

``parameter`` lines give the name, the kind (a key of :data:`kg.query.values.KINDS`), the default and the
meaning. In the query a parameter is the variable of that name, written ``$entity``; it is selected (and
grouped by), because a value can only be bound to a variable that the query gives out.
"""

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import QueryError
from kg.files import QUERIES

_HEADER = re.compile(r"#\s*(title|question|parameter)\s*:\s*(.*)")
_PARAMETER = re.compile(r"(\w+)\s*\((\w+)\)\s*=\s*(.*?)\s*--\s*(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that people set.

    Attributes:
        name: the variable, without ``$``.
        kind: what it stands for, a key of :data:`kg.query.values.KINDS`.
        default: the value when nobody sets one, as people would write it.
        meaning: what it is, for help texts.
    """

    name: str
    kind: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with what it asks.

    Attributes:
        name: the name of its file, without the suffix.
        title: a heading.
        description: the question in words.
        parameters: in the order of the header.
        text: the whole file.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """Return every shipped question by name, sorted."""
    folder = next((f for f in QUERIES if any(f.glob("*.rq"))), QUERIES[0])
    return {file.stem: read_question(file) for file in sorted(folder.glob("*.rq"))}


def find_question(name: str) -> Question:
    """Return the shipped question called ``name``.

    Raises:
        QueryError: there is none; the message names the nearest ones.
    """
    known = questions()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    todo = f"did you mean {' or '.join(near)}?" if near else "see them with: kg query --list"
    raise QueryError(f"there is no question called {name!r}", todo=todo)


def read_question(file: Path) -> Question:
    """Read a query file; a file without a header is a question without parameters.

    Raises:
        QueryError: the file cannot be read, or its header is wrong.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError("is no readable UTF-8 text", where=str(file), todo="check the path") from error
    return parse_question(text, name=file.stem, where=str(file))


def parse_question(text: str, *, name: str = "", where: str = "") -> Question:
    """Return the question in ``text``, with what its header says.

    Raises:
        QueryError: a line of the header is wrong.
    """
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = _HEADER.fullmatch(line.strip())
        if match is None:
            continue
        if match[1] != "parameter":
            said.setdefault(match[1], match[2])
            continue
        parts = _PARAMETER.fullmatch(match[2])
        if parts is None:
            raise QueryError(
                "a parameter line is wrong",
                where=f"{where}:{number}".lstrip(":"),
                todo="write: # parameter: NAME (KIND) = DEFAULT -- MEANING",
            )
        parameters.append(Parameter(*parts.groups()))
    return Question(name, said.get("title", name), said.get("question", ""), tuple(parameters), text)
