"""The SQLite file beneath the store: opened, made when it is new, and set aside when it is spoiled.

SQLite's rollback journal with full synchronisation (https://www.sqlite.org/atomiccommit.html): slower than a
write-ahead log where commits are many, but ours are few, and it also works on network file systems.
"""

import sqlite3
from pathlib import Path

#: Marks the file as ours: "kg" and a version, and the version of the layout.
_APPLICATION, _LAYOUT = 0x6B670001, 1
#: Seconds to wait for another build that is writing.
_PATIENCE = 60.0
#: What SQLite reports when the file is damaged or was never a database; other errors are about the place.
_SPOILED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_spoiled(error: sqlite3.Error) -> bool:
    """Whether ``error`` says that the file is damaged or belongs to another program."""
    return getattr(error, "sqlite_errorcode", None) in _SPOILED


def connect(path: Path) -> sqlite3.Connection:
    """Open a store and make its tables if it is new.

    Raises:
        sqlite3.DatabaseError: it cannot be opened, or it is damaged or foreign (see :func:`is_spoiled`).
    """
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA secure_delete = ON")  # who leaves the corpus leaves no trace
        database.execute("BEGIN IMMEDIATE")
        marks = [
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        ]
        if marks != [_APPLICATION, _LAYOUT]:
            if (
                marks[0] != _APPLICATION
                and database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            ):
                raise _foreign()
            database.execute("DROP TABLE IF EXISTS readings")
            database.execute("CREATE TABLE readings (key BLOB PRIMARY KEY, reading BLOB) WITHOUT ROWID")
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {_LAYOUT}")
        database.execute("COMMIT")
        database.execute("CREATE TEMP TABLE present (key BLOB PRIMARY KEY) WITHOUT ROWID")
    except BaseException:
        database.close()
        raise
    return database


def _foreign() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("belongs to another program")
    error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    return error


def set_aside(path: Path) -> Path:
    """Rename a spoiled file, and its journal with it: a journal left behind would spoil the next store."""
    aside = path.with_name(f"{path.name}.unusable")
    path.replace(aside)
    for suffix in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside
