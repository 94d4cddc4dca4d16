"""``kg review`` on a terminal: questions are asked in turn, and answers end up in the file."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.exports import graph_json
from kg.model import Entity, Join, KnowledgeGraph, Occurrence, Paper

fcntl, pty, termios = (
    pytest.importorskip(name, reason="pseudo-terminals are a matter of POSIX")
    for name in ("fcntl", "pty", "termios")
)

GRAPH = KnowledgeGraph(
    papers=(Paper("paper/a", "A", "FoxNet (Fox Network) runs. Hare\x1b[31m runs."),),
    entities=(
        Entity("system/foxnet", "Model", "FoxNet", ("Fox Network",), "typed Method in 1 of 2 papers"),
        Entity("system/hare", "Model", "Hare\x1b[31m", (), "typed Task in 1 of 3 papers"),
    ),
    occurrences=(
        Occurrence("paper/a", "abstract", 0, 6, "system/foxnet", "test"),
        Occurrence("paper/a", "abstract", 27, 36, "system/hare", "test"),
    ),
    joins=(Join("system/foxnet", "Fox Network", "definition", 1),),
)
PROMPT = "[y]es, [n]o, [s]kip, [q]uit: "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with (tmp_path / graph_json.FILE_NAME).open("wb") as stream:
        graph_json.write(GRAPH, stream)
    return tmp_path


def _take_terminal() -> None:
    """Make the pseudo-terminal the one whose keys interrupt the process, also where a job is not to be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def talk(folder: Path, *answers: str) -> tuple[int, str]:
    """Run the command on a pseudo-terminal and type each answer at a prompt; return status and screen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "review", "--graph", str(folder), "--author", "me"]
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    process = subprocess.Popen(command, **streams, start_new_session=True, preexec_fn=_take_terminal)  # noqa: PLW1509 - one thread
    os.close(theirs)
    screen, waiting, deadline, key = "", list(answers), time.monotonic() + 60, ""
    while time.monotonic() < deadline:
        if not select.select([ours], [], [], 2.0)[0]:
            # A key that comes while the line editor sets up the terminal is lost, and people press it again.
            os.write(ours, key.encode())
            continue
        try:
            more = os.read(ours, 4096).decode()
        except OSError:  # Linux says so when the other end has closed
            break
        if not more:
            break
        screen += more
        if waiting and screen.count(PROMPT) > len(answers) - len(waiting):
            answer = waiting.pop(0)
            key = answer if answer < " " else ""
            os.write(ours, answer.encode() if key else f"{answer}\n".encode())
    os.close(ours)
    return process.wait(timeout=30), screen.replace("\r\n", "\n")


def test_review_asks_in_turn_and_writes_what_was_answered(folder: Path) -> None:
    """Yes and no become entries, in the order of the questions; the next run has fewer questions."""
    status, screen = talk(folder, "y", "n", "s")
    assert (0, 3) == (status, screen.count(PROMPT))
    written = (folder / "corrections.toml").read_text()
    assert 2 == written.count('author = "me"')
    assert "2 added" in screen
    assert 1 == talk(folder, "q")[1].count(PROMPT)


def test_review_asks_again_after_a_slip(folder: Path) -> None:
    """An answer that is none is said to be none, and the same question waits."""
    status, screen = talk(folder, "maybe", "q")
    assert 0 == status
    assert "'maybe' is not one of" in screen
    assert 1 == screen.count("Is FoxNet a Model?") + screen.count("Is Hare")


def test_review_quits_without_a_trace(folder: Path) -> None:
    """Who quits at once leaves no file; the answers before a quit are kept."""
    assert 0 == talk(folder, "q")[0]
    assert not (folder / "corrections.toml").exists()
    talk(folder, "y", "q")
    assert 1 == (folder / "corrections.toml").read_text().count('author = "me"')


def test_review_shows_nothing_that_a_terminal_obeys(folder: Path) -> None:
    """Escape sequences in names are shown as text."""
    assert "\x1b[31m" not in talk(folder, "s", "s", "s")[1]


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_review_keeps_answers_when_it_is_broken_off(folder: Path, key: str) -> None:
    """Keys that end a program end the questions, and what was answered is written."""
    status, _ = talk(folder, "y", key)
    assert 0 == status
    assert 1 == (folder / "corrections.toml").read_text().count('author = "me"')
