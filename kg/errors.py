"""The errors that people may see, and the problems that do not stop a run.

The tree::

    KgError                 anything that ends a command with one line and exit status 1
    ├── InputError          papers or other input cannot be read
    ├── OutputError         a result cannot be written
    ├── OptionError         an option or an argument makes no sense
    ├── LexiconError        a lexicon file is wrong
    ├── CorrectionsError    a corrections file is wrong
    ├── ModelError          a trained model cannot be loaded or trained
    ├── GraphError          a built graph cannot be read, or is not one
    ├── StoreError          the store of readings is unusable
    └── QueryError          a query is wrong, too slow or asks for what is refused

Every message says what happened, where, and what to do. The library never prints: what does not stop a
run is handed to a ``on_problem`` callback as a :class:`Problem`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial


class KgError(Exception):
    """An error for people: what happened, where it happened and what to do about it.

    Args:
        what: what is wrong, one sentence without a full stop.
        where: the place: a file, ``file:line``, an option; empty when there is none.
        todo: what the reader can do; empty when ``what`` already says it.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(what, where, todo)

    def __str__(self) -> str:
        return describe(self.what, where=self.where, todo=self.todo)

    def __reduce__(self) -> tuple[Callable[[str], "KgError"], tuple[str]]:
        """Let errors travel between processes: the places are keywords."""
        return partial(type(self), where=self.where, todo=self.todo), (self.what,)


class InputError(KgError):
    """Papers or other input cannot be read."""


class OutputError(KgError):
    """A result cannot be written."""


class OptionError(KgError):
    """An option or an argument makes no sense."""


class LexiconError(KgError):
    """A lexicon file is wrong."""


class CorrectionsError(KgError):
    """A corrections file is wrong."""


class ModelError(KgError):
    """A trained model cannot be loaded or trained."""


class GraphError(KgError):
    """A built graph cannot be read, or is not one."""


class StoreError(KgError):
    """The store of readings is unusable."""


class QueryError(KgError):
    """A query is wrong, takes too long or asks for what is refused."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with the input but does not stop the run.

    Attributes:
        what: what is wrong, one sentence without a full stop.
        where: the place, as ``file:line`` where there is a line.
        todo: what the reader can do; may be empty.
    """

    what: str
    where: str = ""
    todo: str = ""

    def __str__(self) -> str:
        return describe(self.what, where=self.where, todo=self.todo)


#: What the stages call with every problem they meet; raising from it makes the problem fatal (``--strict``).
OnProblem = Callable[[Problem], None]


def ignore(problem: Problem) -> None:
    """Do nothing with ``problem``: the default of every ``on_problem``."""


def describe(what: str, *, where: str = "", todo: str = "") -> str:
    """Join the three parts of a message into one line: ``where: what; todo``."""
    line = f"{where}: {what}" if where else what
    return printable(f"{line}; {todo}" if todo else line)


def printable(text: str) -> str:
    """Escape what a terminal would obey or hide: control characters, line breaks, bidirectional marks.

    Messages and tables quote paper text, which is untrusted.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
