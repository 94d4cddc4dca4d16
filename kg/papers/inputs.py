"""What people name on a command line -> the files to read: files, folders, globs and standard input.

A file's name in the output is relative to what was given (the file name of a file, the path below a
folder), so that results do not depend on where the input lies.
"""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, OnProblem, Problem, ignore

#: The input that stands for standard input.
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: the name it goes by, and its path (``None`` for standard input)."""

    name: str
    path: Path | None


def find(inputs: Iterable[str | Path], *, on_problem: OnProblem = ignore) -> Iterator[Source]:
    """Yield the files that ``inputs`` name, each once.

    Folders are walked (hidden files and folders left out), in the order of names.

    Raises:
        InputError: an input is missing, cannot be read, or is a pattern that matches nothing.
    """
    seen: set[str] = set()
    for given in inputs:
        for source in _named(str(given), on_problem):
            identity = str(source.path.resolve()) if source.path else STDIN
            if identity not in seen:
                seen.add(identity)
                yield source


def _named(given: str, on_problem: OnProblem) -> Iterator[Source]:
    path = Path(given)
    if given == STDIN:
        yield Source("stdin", None)
    elif _exists(path):
        yield from _below(path, path, on_problem) if path.is_dir() else [Source(path.name, path)]
    elif glob.has_magic(given):
        yield from _matching(given, on_problem)
    else:
        raise InputError("no such file or folder", where=given, todo="check the path")


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        raise _unreadable(str(path), error) from error
    return True


def _matching(pattern: str, on_problem: OnProblem) -> Iterator[Source]:
    """Yield the files that a pattern matches, named from the first folder that holds no wildcard."""
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 -- absolute patterns too
    if not found:
        raise InputError("no file matches this pattern", where=pattern, todo="check the pattern")
    parts = Path(pattern).parts
    fixed = Path(*parts[: next(i for i, part in enumerate(parts) if glob.has_magic(part))])
    for path in map(Path, found):
        if path.is_dir():
            yield from _below(path, fixed, on_problem)
        else:
            yield Source(path.relative_to(fixed).as_posix(), path)


def _below(folder: Path, root: Path, on_problem: OnProblem) -> Iterator[Source]:
    def failed(error: OSError) -> None:
        if Path(error.filename or folder) == folder:
            raise _unreadable(str(folder), error) from error
        name = Path(error.filename).relative_to(root).as_posix()
        on_problem(Problem(f"the folder cannot be read ({error.strerror})", name, "check its permissions"))

    for here, folders, files in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file():
                yield Source(path.relative_to(root).as_posix(), path)


def _unreadable(where: str, error: OSError) -> InputError:
    return InputError(f"cannot be read ({error.strerror})", where=where, todo="check its permissions")
