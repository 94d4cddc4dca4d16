"""Selection: the part that people want, whole in itself."""

from dataclasses import replace

import pytest
from graph_corpus import co_mention, small, statement

from kg.errors import OptionError
from kg.graph.select import Selection, select
from kg.model import Entity, Join, KnowledgeGraph, Occurrence, Paper

SELECTIONS = {
    "types": Selection(types=("Model", "Dataset")),
    "papers": Selection(min_papers=2),
    "top": Selection(top=2),
    "around": Selection(around=("clip",)),
    "far": Selection(around=("VQA", "system/blip"), hops=2),
    "folded": Selection(collapse_variants=True),
    "sure": Selection(min_confidence=0.8),
    "all": Selection(types=("Model",), min_papers=1, top=2, around=("CLIP",), collapse_variants=True),
}


#: A variant, its family, and what is neither.
KEPT = ("system/qwen2-7b", "system/qwen", "system/mmlu")


def family() -> KnowledgeGraph:
    """Return two variants of one model, one of them through the other, in overlapping papers."""
    papers = tuple(Paper(f"paper/p-{i}", f"P{i}", "x") for i in range(4))
    names = {"qwen": "Qwen", "qwen2": "Qwen2", "qwen2-7b": "Qwen2-7B", "mmlu": "MMLU"}
    entities = tuple(Entity(f"system/{key}", "Model", label) for key, label in sorted(names.items()))
    p = [paper.id for paper in papers]
    statements = (
        statement("system/qwen2", "variant_of", "system/qwen", p[0]),
        statement("system/qwen2-7b", "variant_of", "system/qwen2", p[1]),
        statement(p[0], "uses", "system/qwen2", p[0], sure=0.6),
        statement(p[0], "uses", "system/qwen2-7b", p[0], sure=0.7),
        statement(p[1], "uses", "system/qwen2-7b", p[1]),
        statement(p[0], "evaluates_on", "system/mmlu", p[0]),
        statement(p[1], "evaluates_on", "system/mmlu", p[1]),
        statement(p[3], "mentions", "system/qwen", p[3]),
    )
    pairs = (co_mention("system/qwen2-7b", "system/mmlu", 2, 0.5),)
    return KnowledgeGraph(papers, entities, tuple(sorted(statements, key=lambda s: s.id)), pairs)


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_select_gives_a_graph_that_is_whole(selection: Selection) -> None:
    """Everything that is kept refers to what is kept, is sorted, and the input is left as it was."""
    before = small()
    graph = select(before, selection)
    assert small() == before
    papers, entities = {p.id for p in graph.papers}, {e.id for e in graph.entities}
    assert {s.object for s in graph.statements} <= entities
    assert {s.subject for s in graph.statements} <= entities | papers
    assert {e.paper_id for s in graph.statements for e in s.evidence} <= papers
    assert {end for c in graph.co_mentions for end in (c.a, c.b)} <= entities
    assert {i for r in graph.results for i in (r.system, r.dataset, r.metric) if i} <= entities
    assert {(o.paper_id in papers, o.entity in entities) for o in graph.occurrences} <= {(True, True)}
    assert {j.entity for j in graph.joins} <= entities
    for part in (graph.papers, graph.entities, graph.statements, graph.co_mentions):
        assert sorted(thing.id for thing in part) == [thing.id for thing in part]


def test_select_without_options_is_the_graph_itself() -> None:
    """No option, no change."""
    graph = small()
    assert select(graph, Selection()) is graph


def test_select_types_keeps_these_entities_alone() -> None:
    """Only entities of the wanted types stay, and the papers that state something of them."""
    graph = select(small(), Selection(types=("Task",)))
    assert ["task/vqa"] == [e.id for e in graph.entities]
    assert ["paper/two-00000002"] == [p.id for p in graph.papers]


def test_select_min_papers_counts_papers_that_name_an_entity() -> None:
    """CLIP and COCO are in two papers, everything else in one."""
    graph = select(small(), Selection(min_papers=2))
    assert ["resource/coco", "system/clip"] == [e.id for e in graph.entities]


def test_select_top_takes_what_most_papers_name() -> None:
    """The top entities by papers stay; equal ones by id."""
    assert ["resource/coco", "system/clip"] == [e.id for e in select(small(), Selection(top=2)).entities]


@pytest.mark.parametrize("name", ["CLIP", "clip", "system/clip", "contrastive language-image pre-training"])
def test_select_around_finds_an_entity_by_any_of_its_names(name: str) -> None:
    """One hop from CLIP are its papers and what it is linked to or named with; VQA is two away."""
    graph = select(small(), Selection(around=(name,)))
    assert ["resource/coco", "system/blip", "system/clip"] == [e.id for e in graph.entities]
    assert ["paper/one-00000001", "paper/two-00000002"] == [p.id for p in graph.papers]


def test_select_around_no_hops_is_the_entity_alone() -> None:
    """Zero hops keep the middle."""
    assert ["system/clip"] == [e.id for e in select(small(), Selection(around=("CLIP",), hops=0)).entities]


def test_select_around_an_unknown_name_says_what_is_near() -> None:
    """A misspelt name is an error that offers the nearest names."""
    with pytest.raises(OptionError, match=r"'CLIPP'.*clip"):
        select(small(), Selection(around=("CLIPP",)))


def test_select_an_unknown_type_lists_the_types() -> None:
    """A type that is none is an error that lists the choices."""
    with pytest.raises(OptionError, match="Model, Method"):
        select(small(), Selection(types=("Modl",)))


def test_select_collapse_gives_variants_to_their_family() -> None:
    """Statements, names and co-mentions of all variants become the family's, counted once."""
    graph = select(family(), Selection(collapse_variants=True))
    assert ["system/mmlu", "system/qwen"] == [e.id for e in graph.entities]
    assert ("Qwen2", "Qwen2-7B") == graph.entities[1].aliases
    uses = {s.subject: s for s in graph.statements if s.relation == "uses"}
    assert {"paper/p-0", "paper/p-1"} == set(uses)
    assert 0.7 == uses["paper/p-0"].confidence
    assert not [s for s in graph.statements if s.relation == "variant_of"]
    assert [("system/mmlu", "system/qwen", 2)] == [(c.a, c.b, c.papers) for c in graph.co_mentions]


def test_select_collapse_survives_a_circle() -> None:
    """Entities that are variants of one another become one, the one with the smallest id."""
    graph = family()
    circle = statement("system/qwen", "variant_of", "system/qwen2-7b", "paper/p-3")
    graph = replace(graph, statements=tuple(sorted((*graph.statements, circle), key=lambda s: s.id)))
    assert ["system/mmlu", "system/qwen"] == [
        e.id for e in select(graph, Selection(collapse_variants=True)).entities
    ]


def test_select_keeps_the_places_and_joins_of_what_it_keeps() -> None:
    """Where a variant stands becomes a place of its family; places in papers that are left out are gone."""
    places = tuple(Occurrence(f"paper/p-{i}", "title", 0, 1, e, "lexicon") for i, e in enumerate(KEPT))
    joins = tuple(Join(e, e, "lexicon", 1) for e in sorted(KEPT))
    graph = replace(family(), occurrences=places, joins=joins)
    folded = select(graph, Selection(collapse_variants=True, around=("Qwen",)))
    assert [("paper/p-0", "system/qwen"), ("paper/p-1", "system/qwen")] == [
        (o.paper_id, o.entity) for o in folded.occurrences
    ]
    assert ["system/mmlu", "system/qwen", "system/qwen2-7b"] == [j.surface for j in folded.joins]


def test_select_min_confidence_drops_what_is_less_sure() -> None:
    """Statements below the limit are gone, and entities that nothing else is said of with them."""
    graph = select(small(), Selection(min_confidence=0.8))
    assert all(s.confidence >= 0.8 for s in graph.statements)
    assert ("paper/one-00000001", "evaluates") not in {(s.subject, s.relation) for s in graph.statements}
