"""Belief: repetition is not truth."""

import pytest

from kg.graph.belief import belief, floor
from kg.model import Evidence


def seen(*where: tuple[str, str, float]) -> list[Evidence]:
    return [Evidence(paper, "abstract", 0, 1, "x", rule, sure) for paper, rule, sure in where]


def test_belief_of_one_sentence_is_its_confidence() -> None:
    """A single piece of evidence keeps its own confidence."""
    assert belief(seen(("p", "cue:x", 0.8))) == pytest.approx(0.8)


def test_belief_never_passes_the_floor_of_one_rule() -> None:
    """A rule that a thousand papers repeat is no surer than its systematic error allows."""
    many = belief(seen(*((f"p{i}", "cue:x", 0.8) for i in range(1000))))
    assert many == pytest.approx(1 - floor("cue:x"), abs=1e-6)


def test_belief_of_two_rules_passes_the_floor_of_each() -> None:
    """Rules that err independently make a statement surer than either could alone."""
    one = belief(seen(*((f"p{i}", "cue:x", 0.9) for i in range(50))))
    assert belief(seen(*((f"p{i}", r, 0.9) for i in range(50) for r in ("cue:x", "coined:y")))) > one


def test_belief_counts_one_paper_once() -> None:
    """Two sentences of one paper by one rule are as good as the surer of them."""
    once = belief(seen(("p", "cue:x", 0.8)))
    assert once == belief(seen(("p", "cue:x", 0.8), ("p", "cue:x", 0.5)))


def test_belief_without_evidence_is_nothing() -> None:
    """No evidence, no belief."""
    assert belief([]) == 0.0
