"""Mentions to entities: one node for each real thing, never two things in one node."""

import gc
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.entities.corrections import parse_corrections, read_corrections
from kg.entities.decisions import Corrections, Decision
from kg.entities.linking import find_links
from kg.entities.resolving import resolve_automatically
from kg.errors import OnProblem, ignore
from kg.lexicon import Entry
from kg.model import Reading, Resolution

__all__ = ["Corrections", "Decision", "parse_corrections", "read_corrections", "resolve"]


def resolve(
    readings: Iterable[Reading],
    *,
    lexicon: Sequence[Entry] = (),
    corrections: Corrections | None = None,
    on_problem: OnProblem = ignore,
) -> Resolution:
    """Decide which mention is which thing.

    Args:
        readings: what was read from each paper, in any order.
        lexicon: known names, as :func:`kg.lexicon.read_lexicon` gives them.
        corrections: what people decided; applied after everything automatic.
        on_problem: is handed every correction that matches nothing or too much.

    Returns:
        The things, and for each mention the thing that it names; the same for any order of the readings.
    """
    # Millions of small tuples, none in a cycle: walking them all again and again would double the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _resolve(readings, lexicon, corrections or Corrections(), on_problem)
    finally:
        if collecting:
            gc.enable()


def _resolve(
    readings: Iterable[Reading], lexicon: Sequence[Entry], corrections: Corrections, on_problem: OnProblem
) -> Resolution:
    """Resolve automatically, then let people correct it, then link what is left by names."""
    if not corrections.decisions:
        found = resolve_automatically(readings, lexicon=lexicon)
        return replace(found, links=find_links(found.entities))
    from kg.entities.applying import apply_corrections
    from kg.entities.book import close_book, open_book

    readings = list(readings)
    found = resolve_automatically(readings, lexicon=(*lexicon, *corrections.additions))
    book = open_book(found.entities, found.joins)
    apply_corrections(book, corrections, on_problem=on_problem)
    texts = {r.paper.id: tuple(m.text for m in r.mentions) for r in readings}
    entities, assignments, joins = close_book(book, found.assignments, texts)
    links = find_links(entities)
    return replace(found, entities=entities, assignments=assignments, links=links, joins=joins)
