"""Score extracted annotations against gold ones: precision, recall and F1, micro-averaged over papers.

Papers are paired by title (letters and digits, case-folded); a gold paper without a prediction counts as
missed. The figures:

- ``mention``: same field, start, end and type; ``mention_span``: the same whatever the type;
- ``entity``: paper-level, same type and at least one mention in common, one gold to one predicted;
  ``entity.<Type>`` for one type, ``entity_core`` over models, datasets and benchmarks, ``entity_coarse``
  with types folded into kinds;
- ``role``: (entity, role) pairs over entities paired as in ``entity_coarse``; ``introduces``: that role alone
  over systems and resources;
- ``result``: (value, dataset or benchmark) pairs;
- ``linking``: B-cubed (Bagga and Baldwin 1998) over mentions found by both: do mentions of one thing carry
  one name, across papers.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.annotations import AnnotatedEntity, AnnotatedPaper, Span
from kg.ontology import TYPES, Kind, kind_name

_CORE = frozenset({"Model", "Dataset", "Benchmark"})
_NAMED_KINDS = frozenset({Kind.SYSTEM, Kind.RESOURCE})
_Pair = tuple[AnnotatedEntity, AnnotatedEntity]


@dataclass(frozen=True, slots=True)
class Figure:
    """One score, each part rounded to four digits, with the numbers of gold and predicted items."""

    p: float
    r: float
    f1: float
    gold: int
    predicted: int


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """An entity that was ``missed`` or is ``extra``, with the title of its paper."""

    kind: str
    type: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures by name, sorted, the mistakes behind them and how many gold papers were predicted."""

    figures: Mapping[str, Figure]
    mistakes: tuple[Mistake, ...]
    papers: int
    predicted_papers: int


@dataclass(slots=True)
class _Tally:
    """Running counts: hits, predicted and gold for each figure, and the name pairs for linking."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    clusters: list[tuple[str, str]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, figure: str, hit: int, predicted: int, gold: int) -> None:
        row = self.counts.setdefault(figure, [0, 0, 0])
        for place, number in enumerate((hit, predicted, gold)):
            row[place] += number


def title_key(text: str | None) -> str:
    """Return the letters and digits of ``text``, case-folded: what names and titles are compared by."""
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def evaluate(gold: Iterable[AnnotatedPaper], predicted: Iterable[AnnotatedPaper]) -> Scores:
    """Score ``predicted`` against ``gold``.

    Returns:
        The figures described at the top of this module.
    """
    gold_papers = {title_key(p.title): p for p in gold}
    predicted_papers = {title_key(p.title): p for p in predicted}
    tally = _Tally()
    for title, paper in gold_papers.items():
        _score_paper(paper, predicted_papers.get(title, AnnotatedPaper(paper.title, "")), tally)
    figures = {name: _figure(*counts) for name, counts in sorted(tally.counts.items())}
    figures["linking"] = _b_cubed(tally.clusters)
    found = sum(title in predicted_papers for title in gold_papers)
    return Scores(figures, tuple(tally.mistakes), len(gold_papers), found)


def _score_paper(gold: AnnotatedPaper, predicted: AnnotatedPaper, tally: _Tally) -> None:
    wanted, found = list(gold.entities), [e for e in predicted.entities if e.type in TYPES]
    _score_mentions(wanted, found, tally)
    pairs = _pair(wanted, found, lambda e: e.type)
    _score_entities(pairs, wanted, found, tally)
    loose = _pair(wanted, found, lambda e: kind_name(e.type))
    tally.add("entity_coarse", len(loose), len(found), len(wanted))
    _score_roles(loose, wanted, found, tally)
    wanted_results = {(r.value.strip(), title_key(r.on)) for r in gold.results}
    found_results = {(r.value.strip(), title_key(r.on)) for r in predicted.results}
    tally.add("result", len(wanted_results & found_results), len(found_results), len(wanted_results))
    named = {m: title_key(e.name) for e in found for m in e.mentions}
    tally.clusters += [(title_key(e.name), named[m]) for e in wanted for m in set(e.mentions) if m in named]
    paired = {id(e) for pair in pairs for e in pair}
    for kind, entities in (("missed", wanted), ("extra", found)):
        tally.mistakes += [Mistake(kind, e.type, e.name, gold.title) for e in entities if id(e) not in paired]


def _score_mentions(wanted: list[AnnotatedEntity], found: list[AnnotatedEntity], tally: _Tally) -> None:
    for figure, typed in (("mention", True), ("mention_span", False)):
        gold = _places(wanted, typed=typed)
        predicted = _places(found, typed=typed)
        tally.add(figure, len(gold & predicted), len(predicted), len(gold))


def _places(entities: list[AnnotatedEntity], *, typed: bool) -> set[tuple[Span, str]]:
    return {(m, e.type if typed else "") for e in entities for m in e.mentions}


def _score_entities(
    pairs: list[_Pair], wanted: list[AnnotatedEntity], found: list[AnnotatedEntity], tally: _Tally
) -> None:
    groups: dict[str, Callable[[AnnotatedEntity], bool]] = {
        "entity": lambda _: True,
        "entity_core": lambda e: e.type in _CORE,
    }
    groups |= {f"entity.{name}": lambda e, name=name: e.type == name for name in TYPES}  # type: ignore[misc]
    for figure, inside in groups.items():
        hits = sum(inside(gold) for gold, _ in pairs)
        tally.add(figure, hits, sum(map(inside, found)), sum(map(inside, wanted)))


def _score_roles(
    pairs: list[_Pair], wanted: list[AnnotatedEntity], found: list[AnnotatedEntity], tally: _Tally
) -> None:
    hits = sum(len(set(gold.roles) & set(predicted.roles)) for gold, predicted in pairs)
    tally.add("role", hits, sum(len(set(e.roles)) for e in found), sum(len(set(e.roles)) for e in wanted))
    new = sum(_introduced(gold) and _introduced(predicted) for gold, predicted in pairs)
    tally.add("introduces", new, sum(map(_introduced, found)), sum(map(_introduced, wanted)))


def _introduced(entity: AnnotatedEntity) -> bool:
    return "introduces" in entity.roles and kind_name(entity.type) in _NAMED_KINDS


def _pair(
    gold: list[AnnotatedEntity], predicted: list[AnnotatedEntity], kind: Callable[[AnnotatedEntity], str]
) -> list[_Pair]:
    """Pair entities of equal kind greedily, one to one, by the number of mentions they share."""
    candidates = sorted(
        (-len(set(g.mentions) & set(p.mentions)), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if kind(g) == kind(p)
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs: list[_Pair] = []
    for shared, i, j in candidates:
        if shared and i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def _b_cubed(clusters: list[tuple[str, str]]) -> Figure:
    by_gold, by_predicted = Counter(g for g, _ in clusters), Counter(p for _, p in clusters)
    both, total = Counter(clusters), len(clusters) or 1
    precision = sum(c * c / by_predicted[p] for (_, p), c in both.items()) / total
    recall = sum(c * c / by_gold[g] for (g, _), c in both.items()) / total
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return Figure(round(precision, 4), round(recall, 4), round(f1, 4), len(clusters), len(clusters))


def _figure(hit: int, predicted: int, gold: int) -> Figure:
    p, r = hit / predicted if predicted else 0.0, hit / gold if gold else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return Figure(round(p, 4), round(r, 4), round(f1, 4), gold, predicted)
