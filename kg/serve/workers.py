"""Worker processes that answer queries and can be killed: the only way to end a query of Oxigraph.

A query runs inside Oxigraph until it is done; nothing in the same process can stop it. So each worker is a
process of its own with the store open for reading, and one that passes the time limit is killed and
replaced, while the others go on. Workers share one store on disk, so many of them need little memory.
"""

import multiprocessing
import queue
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.serve.protocol import Reply, Request, answer, refusal

#: Address space that a worker may use beyond what the store needs, so that no query eats the machine.
_MAX_MEMORY = 8 << 30
#: How long a new worker may take to open the store.
_START_SECONDS = 60.0


class Pool:
    """A fixed number of workers; :meth:`run` may be called from any thread.

    Args:
        folder: an Oxigraph store on disk.
        size: how many workers.
        seconds: the time limit of a query; waiting for a free worker takes at most as long again.
        max_bytes: the limit of a result.
    """

    def __init__(self, folder: Path, *, size: int, seconds: float, max_bytes: int) -> None:
        self._folder, self._seconds, self._max_bytes = folder, seconds, max_bytes
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._every: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(size):
            self._add()

    def run(self, request: Request) -> Reply:
        """Have a worker answer ``request``; too slow, too busy or dead workers become a 503."""
        try:
            worker = self._idle.get(timeout=self._seconds)
        except queue.Empty:
            return refusal(503, f"all workers have been busy for {self._seconds:g} seconds; try again")
        try:
            reply = worker.answer(request, self._seconds)
        except TimeoutError:
            self._replace(worker)
            return refusal(503, f"the query was stopped after {self._seconds:g} seconds; ask for less")
        except (EOFError, OSError):
            self._replace(worker)
            return refusal(503, "the query ended its worker, most likely for want of memory; ask for less")
        self._idle.put(worker)
        return reply

    def close(self) -> None:
        """Kill all workers."""
        with self._lock:
            self._closed = True
            for worker in self._every:
                worker.kill()
            self._every.clear()

    def _add(self) -> None:
        with self._lock:
            if not self._closed:
                worker = _Worker(self._folder, self._max_bytes)
                self._every.add(worker)
                self._idle.put(worker)

    def _replace(self, worker: "_Worker") -> None:
        with self._lock:
            self._every.discard(worker)
        worker.kill()
        self._add()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, far_end = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_work, args=(far_end, str(folder), max_bytes), daemon=True, name="kg-worker"
        )
        self._process.start()
        far_end.close()
        self._ready = False

    def answer(self, request: Request, seconds: float) -> Reply:
        """Return the reply to ``request``.

        Raises:
            TimeoutError: it takes longer than ``seconds``.
            EOFError, OSError: the process is dead.
        """
        if not self._ready:
            self._await(_START_SECONDS)
            self._pipe.recv()
            self._ready = True
        self._pipe.send(request)
        self._await(seconds)
        reply: Reply = self._pipe.recv()
        return reply

    def kill(self) -> None:
        """End the process at once."""
        with suppress(OSError):
            self._pipe.close()
        self._process.kill()
        self._process.join(timeout=5)

    def _await(self, seconds: float) -> None:
        if not self._pipe.poll(seconds):
            raise TimeoutError


def _work(pipe: Connection, folder: str, max_bytes: int) -> None:
    """Answer requests from ``pipe`` until it closes; runs in the worker."""
    import pyoxigraph as ox

    with suppress(ImportError, ValueError, OSError):  # there are no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    store = ox.Store.read_only(folder)
    pipe.send("ready")
    while True:
        try:
            request = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        pipe.send(answer(store, request, max_bytes=max_bytes))
