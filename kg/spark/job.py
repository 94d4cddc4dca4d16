"""What every worker of a job knows, made once in each process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.entities.expansion import lexicon_phrases
from kg.entities.known import Known, Node, know
from kg.lexicon import Entry
from kg.mentions import Extractor

#: Stands between the parts of a key.
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What is the same for all papers of a build; Spark broadcasts it, once to each process.

    Jobs are compared as objects: comparing lexicons would cost more than what is kept for them.

    Attributes:
        extractor: reads papers.
        lexicon: the known names.
        min_confidence: what is less sure is left out.
    """

    extractor: Extractor
    lexicon: tuple[Entry, ...]
    min_confidence: float = 0.0


@lru_cache(maxsize=1)
def known(job: Job) -> Known:
    """Return the lexicon as identity needs it."""
    return know(job.lexicon)


@lru_cache(maxsize=1)
def phrases(job: Job) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return the acronyms that the lexicon has a say in, and what it spells out."""
    return lexicon_phrases(job.lexicon)


def node_key(node: Node) -> str:
    """Return a node as key."""
    return BETWEEN.join(node)


def node_of(key: str) -> Node:
    """Return the node of a key."""
    kind, _, name = key.partition(BETWEEN)
    return kind, name
