"""What can change a reading beside the paper, the model and the lexicon: code, rules and libraries."""

import hashlib
import importlib.metadata
import platform
from pathlib import Path

from kg import __version__

_PACKAGE = Path(__file__).parent.parent
#: The code and data that readings depend on beside what an extractor names.
_SOURCES = ("mentions", "data/rules", "data/model", "model.py", "ontology.py", "lexicon.py")
_LIBRARIES = ("spacy", "thinc", "numpy")


def surroundings() -> str:
    """Return a text that changes with the code and the libraries that readings depend on."""
    digest = hashlib.blake2b(digest_size=16)
    for source in _SOURCES:
        place = _PACKAGE / source
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
                digest.update(hashlib.blake2b(file.read_bytes()).digest())
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    return "\n".join([__version__, *versions, platform.python_version(), digest.hexdigest()])
