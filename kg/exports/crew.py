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
    done: bool = False
    value: T | None = None
    error: BaseException | None = None
    process: BaseProcess | None = None


class Crew:
    """Processes that work side by side; use :func:`at_once`."""

    def __init__(self, jobs: int) -> None:
        # A daemon of multiprocessing may have no processes of its own.
        self._jobs = jobs if CAN_FORK and not multiprocessing.current_process().daemon else 1
        self._waiting: deque[Job[Any]] = deque()
        self._running: dict[Connection, Job[Any]] = {}
        # Nobody writes into it: it ends for the others when the last copy of its second end closes.
        self._lifeline = os.pipe() if self._jobs > 1 else (-1, -1)

    @property
    def forks(self) -> bool:
        """Whether there are other processes at all."""
        return self._jobs > 1

    def begin(self, work: Callable[[], T]) -> Job[T]:
        """Do ``work`` beside others, as soon as there is room; what it returns has to pickle."""
        job = Job(work)
        self._waiting.append(job)
        self._fill()
        return job

    def result(self, job: Job[T]) -> T:
        """Return what came of a job, once it is done.

        Raises:
            KgError: its process was killed, and any error that the work itself raised.
        """
        while not job.done:
            if self._running:
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
        while self._running:
            self._gather()
        for end in self._lifeline:
            if end >= 0:
                os.close(end)

    def _fill(self) -> None:
        """Start as many processes as there may be."""
        while self._jobs > 1 and self._waiting and len(self._running) < self._jobs:
            job = self._waiting[0]
            pipe, theirs = multiprocessing.Pipe(duplex=False)
            context = multiprocessing.get_context("fork")
            job.process = context.Process(target=_work, args=(job, theirs, self._lifeline), daemon=True)
            try:
                with warnings.catch_warnings():
                    # Python 3.12 warns of threads that may hold locks: what is done here takes none.
                    warnings.simplefilter("ignore", DeprecationWarning)
                    job.process.start()
            except OSError:  # no memory or no number for one more
                pipe.close()
                self._jobs = 1
                return
            finally:
                theirs.close()
            self._running[pipe] = self._waiting.popleft()

    def _gather(self) -> None:
        """Wait until a process is done, and take what it says."""
        for pipe in wait(list(self._running)):
            assert isinstance(pipe, Connection)
            job = self._running.pop(pipe)
            assert job.process is not None
            try:
                job.value, job.error = pipe.recv()
            except EOFError:
                job.process.join()
                job.error = _killed(job.process.exitcode or 0)
            pipe.close()
            job.process.join()
            job.done = True


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


def _work(job: Job[Any], pipe: Connection, lifeline: tuple[int, int]) -> None:
    """Do a job in a process of its own, and tell."""
    gc.freeze()  # what was there before is no garbage, and to look at it would copy it
    os.close(lifeline[1])
    threading.Thread(target=_leave_at_end, args=(lifeline[0],), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        _do(job)
        pipe.send((job.value, job.error))


def _leave_at_end(lifeline: int) -> None:
    """Leave when the process that forked this one is gone: nobody waits for the work."""
    os.read(lifeline, 1)
    os._exit(1)


def _killed(code: int) -> KgError:
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with status {code}"
    return KgError(f"a process of this one was ended {how}", todo="free memory, or use --jobs 1")
