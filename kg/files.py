"""Write files so that they appear whole or not at all: beside the target first, then renamed.

A process that is killed at any moment leaves the old file, whole; what it had begun stays behind under a
hidden name that the next run of the same command may remove.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import OutputError

_PACKAGE = Path(__file__).parent
#: Where the shipped SPARQL questions stand: in an installed package, or beside it in a checkout.
QUERIES = (_PACKAGE / "data" / "queries", _PACKAGE.parent / "queries")

#: How the names of unfinished files begin.
UNFINISHED = ".kg-unfinished-"


def make_folder(folder: Path) -> None:
    """Make ``folder`` and its parents if they are missing.

    Raises:
        OutputError: it cannot be made, or a file stands in its place.
    """
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open ``path`` for writing bytes; it gets its content only when the block ends without an error.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    make_folder(path.parent)
    with writable(path):
        descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=path.name[-40:], dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _publish(Path(name), path)
        finally:
            Path(name).unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with LF line ends, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    with write_whole(path) as stream:
        stream.write(text.encode("utf-8"))


@contextlib.contextmanager
def nameless(folder: Path) -> Iterator[IO[bytes]]:
    """Open a file in ``folder`` that has no name there, to write and to read; nothing of it stays.

    Raises:
        OutputError: the folder cannot be written.
    """
    with writable(folder), tempfile.TemporaryFile(dir=folder) as stream:
        yield stream


@contextlib.contextmanager
def writable(path: Path) -> Iterator[None]:
    """Say of what the system refuses in the block that ``path`` cannot be written.

    Raises:
        OutputError: so it is.
    """
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error) from error


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder; when the block ends without an error, its files move into ``folder``.

    Each file replaces the old one in one step, in sorted order; nothing else in ``folder`` is touched,
    except what earlier processes left unfinished when they were killed.

    Raises:
        OutputError: the folder cannot be written.
    """
    make_folder(folder)
    try:
        sweep(folder)
        stage = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{os.getpid()}-", dir=folder))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield stage
        for file in sorted(f for f in stage.rglob("*") if f.is_file()):
            target = folder / file.relative_to(stage)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what killed processes left in ``folder``: folders that carry the number of a dead process."""
    for left in folder.glob(f"{UNFINISHED}*-*"):
        number = left.name.removeprefix(UNFINISHED).split("-", maxsplit=1)[0]
        if number.isdigit() and not _alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    if os.name != "posix":  # signal 0 is harmless on POSIX alone; elsewhere nothing is swept
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _publish(unfinished: Path, path: Path) -> None:
    """Give the finished file its name and the mode that a plainly created file would have."""
    mask = os.umask(0)
    os.umask(mask)
    unfinished.chmod(0o666 & ~mask)
    unfinished.replace(path)


def _unwritable(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or type(error).__name__
    return OutputError(
        f"cannot be written ({reason})", where=str(path), todo="choose another place or free this one"
    )
