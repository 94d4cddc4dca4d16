"""What can change a result beside the papers and the options: code, rules and libraries."""

import hashlib
import importlib.metadata
import platform
from pathlib import Path

from kg import __version__

_PACKAGE = Path(__file__).parent.parent
#: The code that readings depend on beside what the fingerprint of an extractor covers.
_SOURCES = ("model.py", "ontology.py", "lexicon.py")
_LIBRARIES = ("spacy", "thinc", "numpy", "onnxruntime", "tokenizers")
#: The libraries that can change what is made of readings.
_MAKERS = ("networkx", "igraph", "rdflib", "pyoxigraph", "pyvis", "msgspec")


def surroundings() -> str:
    """Return a text that changes with the code and the libraries that readings depend on."""
    return "\n".join([_digest(_SOURCES), *_versions(_LIBRARIES)])


def package() -> str:
    """Return a text that changes with anything in this package, and with the libraries beneath it."""
    return "\n".join([_digest(("",)), *_versions(_LIBRARIES + _MAKERS)])


def _versions(libraries: tuple[str, ...]) -> list[str]:
    found = [f"{name} {_version(name)}" for name in libraries]
    return [f"kg {__version__}", f"python {platform.python_version()}", *found]


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:  # it belongs to an extra
        return "none"


def _digest(sources: tuple[str, ...]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for source in sources:
        place = _PACKAGE / source
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
                digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()
