"""The README tells the truth: its commands run and print what it says they print.

Run this file as a program to write the real output of each command into the README.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
#: A block of commands, each behind ``$``, with the output below it.
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
#: What differs between two runs: seconds, and sizes of files that depend on library versions.
VARIES = (
    (re.compile(r"^seconds .*$", re.MULTILINE), "seconds"),
    (re.compile(r"(output/\S+) +[\d.,]+ [kM]B"), r"\1"),
    (re.compile(r" +"), " "),
)


def commands() -> list[tuple[str, str]]:
    """Return each command of the README with the output that stands below it."""
    pairs = []
    for block in BLOCK.findall(README.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            pairs.append((command, output))
    return pairs


def run(command: str, folder: Path) -> str:
    """Run ``command`` in ``folder`` as a shell would and return what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def settled(text: str) -> str:
    """Return ``text`` without what differs between two runs."""
    for pattern, replacement in VARIES:
        text = pattern.sub(replacement, text)
    return text.strip()


@pytest.fixture(scope="module")
def folder(built: Path) -> Path:
    """Return the folder in which the README's reader stands."""
    return built.parent


@pytest.mark.parametrize(("command", "output"), commands(), ids=[c for c, _ in commands()])
def test_readme_commands_print_what_it_says(command: str, output: str, folder: Path) -> None:
    """Each command of the README prints the output that stands below it."""
    assert settled(output) == settled(run(command, folder))


def test_readme_names_every_command() -> None:
    """Every command of the command line is explained in the README."""
    from kg.cli import COMMANDS

    text = README.read_text(encoding="utf-8")
    assert [] == [name for name in COMMANDS if f"`kg {name}" not in text and f"$ kg {name}" not in text]


def test_readme_links_lead_somewhere() -> None:
    """Every relative link and picture of the README exists."""
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", README.read_text(encoding="utf-8"))
    assert [] == [t for t in targets if "://" not in t and not (ROOT / t).exists()]


def rewrite(folder: Path) -> None:
    """Put the real output of every command into the README."""
    text = README.read_text(encoding="utf-8")

    def renew(block: re.Match[str]) -> str:
        shown = [part.partition("\n")[0] for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]]
        return "```console\n" + "\n".join(f"$ {c}\n{run(c, folder).rstrip()}" for c in shown) + "\n```"

    README.write_text(BLOCK.sub(renew, text), encoding="utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        rewrite(Path(temporary))
