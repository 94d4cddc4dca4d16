"""Mentions to entities: one node for each real thing, never two things in one node."""

from collections.abc import Iterable, Sequence

from kg.entities.resolving import resolve_automatically
from kg.errors import OnProblem, ignore
from kg.lexicon import Entry
from kg.model import Reading, Resolution


def resolve(
    readings: Iterable[Reading], *, lexicon: Sequence[Entry] = (), on_problem: OnProblem = ignore
) -> Resolution:
    """Decide which mention is which thing.

    Args:
        readings: what was read from each paper, in any order.
        lexicon: known names, as :func:`kg.lexicon.read_lexicon` gives them.
        on_problem: is handed what is wrong and does not stop the run.

    Returns:
        The things, and for each mention the thing that it names; the same for any order of the readings.
    """
    _ = on_problem
    return resolve_automatically(readings, lexicon=lexicon)
