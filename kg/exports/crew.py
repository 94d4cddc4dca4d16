"""Do several things at once in processes that share the memory of this one, and gather what comes of them.

A process that is forked has the whole graph at once, without a copy and without pickling: pages are shared
until one side writes to them. What cannot fork does the same work in this process, one thing after the
other: systems other than Linux (elsewhere libraries do not survive a fork), and whoever asks for one process.
Whatever happens to one of them, the others end what they are at; and when this process dies, they leave too.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from kg.errors import KgError

T = TypeVar("T")

#: Whether processes can fork with what is loaded here.
CAN_FORK = sys.platform == "linux" and hasattr(os, "fork")


@dataclass(slots=True, eq=False)
class Job(Generic[T]):
    """A piece of work, and what came of it: a value or an error, once it is ``done``."""

    work: Callable[[], T]
    number: int
    done: bool = False
    value: T | None = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Worker:
    """A process, what it is at, and which jobs it knows: all that were there when it was forked."""

    process: BaseProcess
    job: Job[Any]
    knows: int


class Crew:
    """Processes that work side by side; use :func:`at_once`."""

    def __init__(self, jobs: int) -> None:
        # A daemon of multiprocessing may have no processes of its own.
        self._size = jobs if CAN_FORK and not multiprocessing.current_process().daemon else 1
        self._every: list[Job[Any]] = []
        self._waiting: deque[Job[Any]] = deque()
        self._working: dict[Connection, _Worker] = {}
        # Nobody writes into it: it ends for the others when the last copy of its second end closes.
        self._lifeline = os.pipe() if self.forks else (-1, -1)

    @property
    def forks(self) -> bool:
        """Whether there are other processes at all."""
        return self._size > 1

    def begin(self, *works: Callable[[], T]) -> list[Job[T]]:
        """Do ``works`` as soon as there is room, in their order; what they return has to pickle."""
        jobs = [Job(work, len(self._every) + i) for i, work in enumerate(works)]
        self._every += jobs
        self._waiting += jobs
        self._fill()
        return jobs

    def result(self, job: Job[T]) -> T:
        """Return what came of a job, once it is done.

        Raises:
            KgError: its process was killed, and any error that the work itself raised.
        """
        while not job.done:
            if self._working:
                self._gather()
                self._fill()
            else:
                _do(self._waiting.popleft())
        if job.error is not None:
            raise job.error
        return job.value  # type: ignore[return-value]

    def close(self) -> None:
        """Wait for those who are at work; what has not begun never will."""
        self._waiting.clear()
        while self._working:
            self._gather()
        for end in self._lifeline:
            if end >= 0:
                os.close(end)

    def _fill(self) -> None:
        """Fork as many processes as there may be."""
        while self.forks and self._waiting and len(self._working) < self._size:
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.get_context("fork").Process(
                target=_work, args=(self._every, theirs, self._lifeline), daemon=True
            )
            try:
                with warnings.catch_warnings():
                    # Python 3.12 warns of threads that may hold locks: what is done here takes none.
                    warnings.simplefilter("ignore", DeprecationWarning)
                    process.start()
            except OSError:  # no memory or no number for one more
                ours.close()
                self._size = max(len(self._working), 1)
                return
            finally:
                theirs.close()
            self._working[ours] = _Worker(process, self._waiting[0], len(self._every))
            self._assign(ours)

    def _assign(self, pipe: Connection) -> None:
        """Give a process the next job, if it knows it; otherwise let it go."""
        worker = self._working[pipe]
        more = bool(self._waiting) and self._waiting[0].number < worker.knows
        if more:
            worker.job = self._waiting.popleft()
        with contextlib.suppress(BrokenPipeError):  # it was killed, as will be seen
            pipe.send(worker.job.number if more else None)
        if not more:
            self._release(pipe)

    def _gather(self) -> None:
        """Wait until a process has done its job, and take what it says."""
        for pipe in wait(list(self._working)):
            assert isinstance(pipe, Connection)
            worker = self._working[pipe]
            worker.job.done = True
            try:
                worker.job.value, worker.job.error = pipe.recv()
            except (EOFError, ConnectionResetError):
                worker.process.join()
                worker.job.error = _killed(worker.process.exitcode or 0)
                self._release(pipe)
            else:
                self._assign(pipe)

    def _release(self, pipe: Connection) -> None:
        self._working.pop(pipe).process.join()
        pipe.close()


@contextlib.contextmanager
def at_once(jobs: int) -> Iterator[Crew]:
    """Give work to up to ``jobs`` processes; the block ends when all that began is done."""
    crew = Crew(jobs)
    try:
        yield crew
    finally:
        crew.close()


def _do(job: Job[Any]) -> None:
    """Do a job in this process."""
    try:
        job.value = job.work()
    except Exception as error:  # handed to whoever asks for the result
        job.error = error
    job.done = True


def _work(jobs: list[Job[Any]], pipe: Connection, lifeline: tuple[int, int]) -> None:
    """Do jobs in a process of its own as they are given, and tell what comes of them."""
    gc.freeze()  # what was there before is no garbage, and to look at it would copy it
    os.close(lifeline[1])
    threading.Thread(target=_leave_at_end, args=(lifeline[0],), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError, EOFError):
        while (number := pipe.recv()) is not None:
            _do(jobs[number])
            pipe.send((jobs[number].value, jobs[number].error))
    os._exit(0)  # at once: what the other process has open, and its locks, are not for this one to end


def _leave_at_end(lifeline: int) -> None:
    """Leave when the process that forked this one is gone: nobody waits for the work."""
    os.read(lifeline, 1)
    os._exit(1)


def _killed(code: int) -> KgError:
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with status {code}"
    return KgError(f"a process of this one was ended {how}", todo="free memory, or use --jobs 1")
