"""Work in processes beside this one: what comes of it, what goes wrong, and who is left in the end."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from rdf_corpus import chart, corpus

from kg.errors import KgError, OptionError, OutputError
from kg.exports import FORMATS, write
from kg.exports.crew import CAN_FORK, at_once

forks = pytest.mark.skipif(not CAN_FORK, reason="processes are not forked here")

#: Forks a process that waits for long, and tells its number.
_PARENT = """
import os, time
from kg.exports.crew import at_once

def wait():
    print(os.getpid(), flush=True)
    time.sleep(100)

with at_once(2) as crew:
    crew.result(*crew.begin(wait))
"""


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_whatever_the_number_of_processes(jobs: int) -> None:
    """Every job gives its value, in any order of asking, with fewer and with more processes than jobs."""
    with at_once(jobs) as crew:
        begun = crew.begin(*(partial(pow, 2, i) for i in range(4)))
        assert [8, 4, 2, 1] == [crew.result(job) for job in reversed(begun)]


@forks
def test_jobs_run_in_other_processes() -> None:
    """With room for two, a job does not run in this process; with one it does."""
    for jobs, here in ((1, True), (2, False)):
        with at_once(jobs) as crew:
            assert here is (os.getpid() == crew.result(*crew.begin(os.getpid)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_come_back_with_all_that_they_say(jobs: int) -> None:
    """An error of a job is raised to whoever asks for it, with its place and advice, and others go on."""

    def fail() -> None:
        raise OutputError("cannot be written", where="graph.ttl", todo="free some space")

    with at_once(jobs) as crew:
        (bad,), (good,) = crew.begin(fail), crew.begin(partial(pow, 2, 3))
        with pytest.raises(OutputError, match=r"graph.ttl: cannot be written; free some space"):
            crew.result(bad)
        assert 8 == crew.result(good)


@forks
def test_processes_take_what_was_there_when_they_forked() -> None:
    """Two processes do all jobs that are given at once; what comes later gets new ones."""
    with at_once(2) as crew:
        first = {crew.result(job) for job in crew.begin(*[os.getpid] * 6)}
        later = {crew.result(job) for job in crew.begin(*[os.getpid] * 6)}
    assert 0 < len(first) <= 2
    assert 0 < len(later) <= 2
    assert not first & later


@forks
def test_killed_process_is_an_error() -> None:
    """A process that the system ends is told of in one line."""
    with at_once(2) as crew:
        killed, other = crew.begin(lambda: os.kill(os.getpid(), signal.SIGKILL), partial(pow, 2, 5))
        with pytest.raises(KgError, match="ended by SIGKILL"):
            crew.result(killed)
        assert 32 == crew.result(other)


@forks
def test_processes_leave_with_the_one_that_forked_them() -> None:
    """When a build is killed, its processes do not go on writing."""
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        until = time.monotonic() + 30
        while _runs(child) and time.monotonic() < until:
            time.sleep(0.02)
        assert not _runs(child)


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_files_do_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    """Every format has the same bytes from one process, from two and from many."""
    found = []
    for jobs in (1, 2, 7):
        files = write(corpus(), tmp_path / str(jobs), formats=list(FORMATS), jobs=jobs)
        found.append({file.name: file.read_bytes() for file in files})
        assert sorted(found[0]) == sorted(file.name for file in (tmp_path / str(jobs)).iterdir())
    assert found[0] == found[1] == found[2]


def test_files_show_the_chart_that_is_given(tmp_path: Path) -> None:
    """A chart that is given is what every process draws by."""
    for jobs in (1, 2):
        write(corpus(), tmp_path / str(jobs), formats=["graphml"], chart=chart(), jobs=jobs)
        text = (tmp_path / str(jobs) / "graph.graphml").read_text(encoding="utf-8")
        assert chart().places["system/clip"].rank == float(
            text.split('"system/clip">')[1].split('"pagerank">')[1].split("<")[0]
        )


@pytest.mark.parametrize("jobs", [1, 2])
def test_failing_format_leaves_nothing_half_written(jobs: int, tmp_path: Path) -> None:
    """When one format cannot be written there is no piece of it, and what else is there is whole."""
    whole = write(corpus(), tmp_path / "whole", formats=["graphml", "json"])
    with pytest.raises(OptionError, match="cannot be the base of IRIs"):
        write(corpus(), tmp_path / "out", formats=["graphml", "turtle", "json"], base_iri="no iri", jobs=jobs)
    expected = {file.name: file.read_bytes() for file in whole}
    found = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert found.items() <= expected.items()
