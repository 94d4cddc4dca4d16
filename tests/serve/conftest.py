"""A real server in a process of its own, on a free port, with the graph that a test asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdf_corpus import chart, corpus, hostile
from served import running

from kg.exports import write


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with the small corpus."""
    folder = tmp_path_factory.mktemp("served")
    write(corpus(), folder, formats=["turtle"], chart=chart())
    (folder / "graph.html").write_text("<!doctype html><title>the map</title>")
    (folder / "secret.txt").write_text("secret")
    return folder


@pytest.fixture(scope="session")
def address(corpus_folder: Path) -> Iterator[str]:
    """Serve the small corpus, with a short time limit and a small result limit."""
    with running(corpus_folder, "--timeout", "3", "--max-result", "1") as found:
        yield found


@pytest.fixture(scope="session")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the graph whose every text is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    write(hostile(), folder, formats=["turtle"])
    with running(folder) as found:
        yield found
