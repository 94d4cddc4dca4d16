"""Co-mentions: counts, association and backbone."""

import math
import random
from collections import Counter
from itertools import combinations

import pytest

from kg.graph import comentions
from kg.graph.comentions import co_mentions


def test_co_mentions_count_papers_and_weigh_by_chance() -> None:
    """NPMI is log(p(ab)/p(a)p(b)) over -log p(ab)."""
    named = {"p1": ["a", "b"], "p2": ["a", "b"], "p3": ["c", "d"], "p4": ["a", "c"]}
    (pair,) = co_mentions(named)
    expected = math.log((2 / 4) / ((3 / 4) * (2 / 4))) / -math.log(2 / 4)
    assert ("a", "b", 2) == (pair.a, pair.b, pair.papers)
    assert expected == pytest.approx(pair.npmi, abs=1e-6)


def test_co_mentions_agree_with_a_plain_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sorted-array count, also in many batches, finds what a Counter of pairs finds."""
    monkeypatch.setattr(comentions, "_BATCH", 50)
    chance = random.Random(5)
    named = {f"p{i}": chance.sample([f"e{j}" for j in range(30)], 6) for i in range(200)}
    pairs = Counter(pair for row in named.values() for pair in combinations(sorted(row), 2))
    alone = Counter(e for row in named.values() for e in row)
    expected = {(a, b): n for (a, b), n in pairs.items() if n >= 2 and n * len(named) > alone[a] * alone[b]}
    assert expected == {(c.a, c.b): c.papers for c in co_mentions(named, strongest=1000)}


def test_co_mentions_keep_hubs_and_thin_their_edges() -> None:
    """A hub that everything meets keeps an edge to each thing that has nothing stronger."""
    named = {f"p{i}-{k}": ["hub", f"e{i}"] for i in range(40) for k in range(2)} | {"q": ["x"]}
    kept = co_mentions(named, strongest=1)
    assert 40 == sum("hub" in (c.a, c.b) for c in kept)


def test_co_mentions_thin_out_weak_pairs() -> None:
    """In a clique each node answers for its strongest pairs alone."""
    chance = random.Random(1)
    names = [f"e{j:02}" for j in range(40)]
    named = {f"p{i}": chance.sample(names, 8) for i in range(400)}
    assert len(co_mentions(named, strongest=3)) <= 3 * 40 < len(co_mentions(named, strongest=40))


def test_co_mentions_of_nothing_are_none() -> None:
    """No papers, no entities and no pairs are no error."""
    assert () == co_mentions({}) == co_mentions({"p": []})


def test_co_mentions_in_every_paper_are_complete() -> None:
    """A pair that every paper names has NPMI 1, not a division by zero."""
    (pair,) = co_mentions({"p1": ["a", "b"], "p2": ["b", "a"]})
    assert 1.0 == pair.npmi
