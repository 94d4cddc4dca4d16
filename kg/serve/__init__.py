"""A graph on the web: a SPARQL endpoint, pages of its things, and the query page, read-only and offline.

:func:`serve` runs until it is stopped. Queries run in worker processes that are killed at the time limit
(see :mod:`kg.serve.workers`); the web application itself (see :mod:`kg.serve.app`) never touches the store.
"""

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.serve.app import Site


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take.

    Attributes:
        seconds: the time until it is stopped.
        max_bytes: the size of its result.
        workers: how many queries run at once; 0 for one per core, two at least.
    """

    seconds: float = 30.0
    max_bytes: int = 64 << 20
    workers: int = 0


def serve(
    source: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8890,
    limits: Limits | None = None,
    on_ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve the graph in ``source`` until the process is told to stop.

    Args:
        source: an output folder, an RDF file or the folder of an Oxigraph store.
        host: the address to listen on; only this machine can reach the default.
        port: the port; 0 for any that is free.
        limits: what a query may take.
        on_ready: called with the address once requests are answered.

    Raises:
        GraphError: there is nothing to serve.
        OptionError: the address is taken, or the extra ``serve`` is not installed.
    """
    try:
        import uvicorn

        from kg.serve.app import make_app
    except ModuleNotFoundError as error:
        raise OptionError(
            f"serving needs the package {error.name}", todo="install it with: pip install 'kg[serve]'"
        ) from error
    with _listening(host, port) as listener, open_site(source, limits or Limits()) as site:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        on_ready(address)
        config = uvicorn.Config(
            make_app(site), log_level="warning", access_log=False, server_header=False, timeout_keep_alive=30
        )
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def open_site(source: Path, limits: Limits) -> "Iterator[Site]":
    """Yield what a server serves, with its workers running; they end with the block.

    A file is loaded into a store on disk, in the folder for temporary files, that the workers share.
    """
    from kg.query.engine import spell_out
    from kg.query.library import questions
    from kg.query.stores import is_store, open_store
    from kg.query.values import base_of
    from kg.serve.app import Site
    from kg.serve.workers import Pool

    with tempfile.TemporaryDirectory(prefix="kg-serve-", ignore_cleanup_errors=True) as scratch:
        folder = source if is_store(source) else Path(scratch) / "store"
        store = open_store(source, keep_in=None if folder == source else folder)
        base, triples = base_of(store), len(store)
        spelled = {name: spell_out(store, question) for name, question in questions().items()}
        del store
        size = limits.workers or max(2, os.cpu_count() or 2)
        pool = Pool(folder, size=size, seconds=limits.seconds, max_bytes=limits.max_bytes)
        html = source / "graph.html" if source.is_dir() else source.parent / "graph.html"
        try:
            yield Site(pool.run, base, triples, spelled, html if html.is_file() else None)
        finally:
            pool.close()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=256)
    except (OSError, OverflowError) as error:
        raise OptionError(
            f"cannot listen on {host}:{port} ({error})", todo="choose another --host or --port"
        ) from error
    with listener:
        yield listener
