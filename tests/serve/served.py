"""Runs ``kg serve`` as a user would: a process of its own, on a free port."""

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx

#: A patient client, for machines that are busy.
http = httpx.Client(timeout=120)


@contextlib.contextmanager
def running(folder: Path, *options: str) -> Iterator[str]:
    """Yield the address of a server that runs until the block ends; it must end without a word."""
    command = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "-g",
        str(folder),
        "--port",
        "0",
        "--workers",
        "2",
        *options,
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        match = re.search(r"http://\S+/", line)
        assert match, line + process.stderr.read()
        yield match.group().rstrip("/")
    finally:
        process.terminate()
        _, said = process.communicate(timeout=30)
        assert "Traceback" not in said, said
