"""Anything that holds triples becomes a store to ask: a build's output, an RDF file, or an Oxigraph store.

Files are loaded into memory (half a million triples a second); the folder of an Oxigraph store is opened
for reading only, however large it is.
"""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError

#: The file that a build writes for SPARQL.
FILE_NAME = "graph.ttl"

#: Syntaxes by the suffix of a file.
SYNTAXES: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".n3": ox.RdfFormat.N3,
}

#: A file that every Oxigraph store (RocksDB) has.
_STORE_MARK = "CURRENT"


def is_store(path: Path) -> bool:
    """Return whether ``path`` is the folder of an Oxigraph store."""
    return path.is_dir() and (path / _STORE_MARK).is_file()


def open_store(path: Path, *, keep_in: Path | None = None) -> ox.Store:
    """Return a store with the triples of ``path``.

    Args:
        path: an output folder, an RDF file (its suffix names the syntax) or the folder of an Oxigraph store.
        keep_in: the folder of a new store on disk that a file is loaded into; none for memory.

    Raises:
        GraphError: there is nothing to read, or it is broken; the message says where.
    """
    if is_store(path):
        return _open(path)
    file = path / FILE_NAME if path.is_dir() else path
    if not file.is_file():
        raise GraphError(
            "is neither a built graph nor an RDF file",
            where=str(path),
            todo="run 'kg build' first, or name one",
        )
    syntax = SYNTAXES.get(file.suffix.casefold())
    if syntax is None:
        raise GraphError(
            f"has the suffix {file.suffix!r}, which names no RDF syntax",
            where=str(file),
            todo=f"use one of {', '.join(SYNTAXES)}",
        )
    return _load(file, syntax, ox.Store(str(keep_in)) if keep_in else ox.Store())


def _load(file: Path, syntax: ox.RdfFormat, store: ox.Store) -> ox.Store:
    try:
        with file.open("rb") as stream:
            store.bulk_load(stream, syntax, base_iri=file.absolute().as_uri())
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise GraphError(
            f"is broken ({error.msg or error})", where=f"{file}{line}", todo="repair it or build it again"
        ) from error
    except (OSError, ValueError) as error:
        raise GraphError(f"cannot be read ({error})", where=str(file), todo="check the file") from error
    store.flush()
    return store


def _open(folder: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(folder))
    except OSError as error:
        raise GraphError(
            f"is no Oxigraph store ({error})", where=str(folder), todo="name the folder of a store"
        ) from error
