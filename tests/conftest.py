"""What several test files share: one build of the bundled sample, made once a session."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

#: Runs ``kg`` as a user would, in a process of its own.
Kg = Callable[..., "subprocess.CompletedProcess[str]"]


def run_kg(*arguments: str | Path, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run ``kg`` with ``arguments``; keyword ``env`` adds to the environment, ``text`` goes to stdin."""
    environment = os.environ | dict(options.pop("env", {}))  # type: ignore[call-overload]
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
        timeout=300,
        **options,  # type: ignore[call-overload]
    )


@pytest.fixture(scope="session")
def kg() -> Kg:
    """Return the function that runs ``kg`` in a process."""
    return run_kg


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bundled sample once and return its output folder; tests only read it."""
    folder = tmp_path_factory.mktemp("sample") / "output"
    done = run_kg("build", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder
