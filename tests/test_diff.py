"""What changed between two graphs is told in full, and nothing else is."""

import pytest

from kg.diff import Difference, Move, Retyping, Rise, compare, counts
from kg.model import CoMention, Entity, Evidence, KnowledgeGraph, Paper, Statement

CLIP = Entity("system/clip", "Model", "CLIP", ("CLIPs", "OpenAI CLIP"))
VIT = Entity("system/vit", "Model", "ViT", ("Vision Transformer",))
COCO = Entity("resource/coco", "Dataset", "COCO")


def paper(number: int, abstract: str = "Words.") -> Paper:
    return Paper(f"paper/p{number}", f"Title {number}", abstract)


def statement(number: int, entity: Entity, relation: str = "uses") -> Statement:
    evidence = Evidence(f"paper/p{number}", "abstract", 0, 6, "Words.", "cue:x", 0.5)
    return Statement(
        f"statement/{number}-{relation}-{entity.id}",
        f"paper/p{number}",
        relation,
        entity.id,
        0.5,
        (evidence,),
    )


def graph(entities: list[Entity], named: dict[int, list[Entity]], abstract: str = "Words.") -> KnowledgeGraph:
    """Make a graph of papers that each use some entities; all pairs are co-mentions."""
    entities = sorted(entities, key=lambda e: e.id)
    pairs = [(a.id, b.id) for a in entities for b in entities if a.id < b.id]
    return KnowledgeGraph(
        tuple(paper(number, abstract) for number in sorted(named)),
        tuple(entities),
        tuple(statement(number, e) for number, es in sorted(named.items()) for e in es),
        tuple(CoMention(f"comention/{a}-{b}", a, b, 1, 0.1) for a, b in pairs),
    )


BASE = graph([CLIP, VIT, COCO], {1: [CLIP, VIT], 2: [CLIP, COCO]})


def test_compare_finds_nothing_in_equal_graphs() -> None:
    """A graph does not differ from itself."""
    assert Difference() == compare(BASE, BASE)
    assert set(counts(compare(BASE, BASE)).values()) == {0}


def test_compare_finds_new_and_gone_things() -> None:
    """Papers, entities and statements of one graph alone are new one way and gone the other way."""
    sam = Entity("system/sam", "Model", "SAM")
    more = graph([CLIP, VIT, COCO, sam], {1: [CLIP, VIT], 2: [CLIP, COCO], 3: [sam]})
    there, back = compare(BASE, more), compare(more, BASE)
    assert ((paper(3),), (sam,), (statement(3, sam),)) == (
        there.new_papers,
        there.new_entities,
        there.new_statements,
    )
    assert ((paper(3),), (sam,), (statement(3, sam),)) == (
        back.gone_papers,
        back.gone_entities,
        back.gone_statements,
    )
    assert ((), (), (), ()) == (there.gone_papers, there.gone_entities, there.merged, there.split)


def test_compare_finds_changed_papers() -> None:
    """A paper with another text is changed, not new."""
    other = graph([CLIP, VIT, COCO], {1: [CLIP, VIT], 2: [CLIP, COCO]}, abstract="Other words.")
    difference = compare(BASE, other)
    assert ["paper/p1", "paper/p2"] == [p.id for p in difference.changed_papers]
    assert () == difference.new_papers


def test_compare_finds_merged_and_split_entities() -> None:
    """An entity whose label another one carries now is merged; the other way round it is split off."""
    whole = Entity("system/clip", "Model", "CLIP", ("CLIPs", "ViT"))
    merged = graph([whole, COCO], {1: [whole], 2: [whole, COCO]})
    move = Move("system/vit", "ViT", "system/clip", "CLIP")
    there, back = compare(BASE, merged), compare(merged, BASE)
    assert ((move,), (), ()) == (there.merged, there.gone_entities, there.split)
    assert (Move("system/clip", "CLIP", "system/vit", "ViT"),) == back.split
    assert ((), ()) == (back.new_entities, back.merged)


def test_compare_finds_renamed_entities() -> None:
    """One entity under a new id is renamed; two that go to one new id are merged."""
    vision = Entity("system/vision-transformer", "Model", "Vision Transformer", ("ViT",))
    moved = graph([CLIP, vision, COCO], {1: [CLIP, vision], 2: [CLIP, COCO]})
    move = Move("system/vit", "ViT", "system/vision-transformer", "Vision Transformer")
    difference = compare(BASE, moved)
    assert ((move,), (), (), ()) == (
        difference.renamed,
        difference.merged,
        difference.new_entities,
        difference.gone_entities,
    )
    both = Entity("system/both", "Model", "Both", ("ViT", "CLIP"))
    assert ["system/clip", "system/vit"] == [
        m.source for m in compare(BASE, graph([both], {1: [both]})).merged
    ]


@pytest.mark.parametrize(
    ("new_id", "new_type"), [("system/vit", "Method"), ("resource/vit", "Dataset")], ids=["type", "kind"]
)
def test_compare_finds_retyped_entities(new_id: str, new_type: str) -> None:
    """Another type is told as such, also where it changes the id."""
    other = Entity(new_id, new_type, "ViT")
    difference = compare(BASE, graph([CLIP, other, COCO], {1: [CLIP, other], 2: [CLIP, COCO]}))
    assert (Retyping("system/vit", new_id, "ViT", "Model", new_type),) == difference.retyped
    assert ((), (), (), ()) == (
        difference.new_entities,
        difference.gone_entities,
        difference.merged,
        difference.renamed,
    )


def test_compare_ranks_rising_pairs() -> None:
    """Pairs that more papers name than before come with the steepest rise first; others do not come."""
    more = graph([CLIP, VIT, COCO], {1: [CLIP, VIT], 3: [VIT, COCO], 4: [VIT, COCO], 5: [CLIP, VIT]})
    assert (
        Rise("resource/coco", "COCO", "system/vit", "ViT", 0, 2),
        Rise("system/clip", "CLIP", "system/vit", "ViT", 1, 2),
    ) == compare(BASE, more).rising
