"""The graph itself as JSON: lossless, one object a line, and read back to an equal graph.

The file is one JSON object with ``format``, ``version`` and the five parts of a
:class:`kg.model.KnowledgeGraph`; each item stands on a line of its own, sorted by id, so that two builds can
be compared with ``diff``.
"""

from dataclasses import fields
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import GraphError
from kg.model import KnowledgeGraph

#: The file name in an output folder.
FILE_NAME = "graph.json"

_FORMAT, _VERSION = "kg-graph", 1


class _File(msgspec.Struct):
    """What stands beside the parts of the graph."""

    format: str
    version: int


def write(graph: KnowledgeGraph, stream: IO[bytes]) -> None:
    """Write ``graph`` to ``stream`` as UTF-8 JSON."""
    encode = msgspec.json.Encoder().encode
    stream.write(b'{"format": "%s", "version": %d' % (_FORMAT.encode(), _VERSION))
    for part in fields(graph):
        stream.write(b',\n"%s": [' % part.name.encode())
        separator = b"\n"
        for item in getattr(graph, part.name):
            stream.write(separator + encode(item))
            separator = b",\n"
        stream.write(b"]")
    stream.write(b"}\n")


def read_graph(path: Path) -> KnowledgeGraph:
    """Read a graph that :func:`write` wrote; ``path`` is the file or the folder that holds it.

    Raises:
        GraphError: there is no such file, or it holds something else.
    """
    file = path / FILE_NAME if path.is_dir() else path
    try:
        content = file.read_bytes()
        header = msgspec.json.decode(content, type=_File)
        if (header.format, header.version) != (_FORMAT, _VERSION):
            raise GraphError(
                f"is of format {header.format!r}, version {header.version}",
                where=str(file),
                todo="build the graph again with this version",
            )
        return msgspec.json.decode(content, type=KnowledgeGraph)
    except OSError as error:
        raise GraphError(
            f"cannot be read ({error.strerror})",
            where=str(file),
            todo="run 'kg build' first, or name its output",
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise GraphError(
            f"is no graph that kg wrote ({error})", where=str(file), todo="run 'kg build' to make one"
        ) from error
