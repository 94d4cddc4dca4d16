"""Turn paper abstracts into a knowledge graph of what machine-learning research is made of.

The walk is ``papers -> mentions -> entities -> graph -> exports``; each stage is a folder with one verb:
``read``, ``extract``, ``resolve``, ``assemble`` and ``write``. :mod:`kg.build` runs the five in order.
Importing this package loads none of the heavy libraries; they load when their stage runs.
"""

from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import KnowledgeGraph, Paper

__all__ = ["KgError", "KnowledgeGraph", "Paper", "__version__"]

#: The version of the package, of the readings it makes and of the files it writes.
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the types when they are asked for (PEP 562): the command line lists its commands without them."""
    if name in {"KnowledgeGraph", "Paper"}:
        import kg.model

        return getattr(kg.model, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
