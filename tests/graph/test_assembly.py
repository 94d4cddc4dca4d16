"""Readings and resolution become one graph."""

import random

import pytest

from kg.graph import assemble
from kg.model import Claim, Entity, Link, Measurement, Mention, Paper, Reading, Resolution

TITLE = "Zed: a small model"
ABSTRACT = "We present Zed. It beats Yak on ImageNet by 2.1% (e.g. on cats). Prior work is Yak-2."


def mention(paper: str, text: str, type_: str, *, at: int = 0, score: float = 0.9) -> Mention:
    start = ABSTRACT.index(text, at)
    return Mention(paper, "abstract", start, start + len(text), text, type_, "lexicon", score)


def reading(id_: str = "paper/zed-1") -> Reading:
    second = (ABSTRACT.index("It beats"), ABSTRACT.index(" Prior"))
    return Reading(
        paper=Paper(id_, TITLE, ABSTRACT),
        mentions=(
            mention(id_, "Zed", "Model"),
            mention(id_, "Yak", "Model"),
            mention(id_, "ImageNet", "Dataset"),
            mention(id_, "Yak-2", "Model", score=0.4),
        ),
        claims=(
            Claim("introduces", None, 0, "abstract", 0, 15, "cue:we-present", 0.95),
            Claim("compared_with", 0, 1, "abstract", *second, "cue:beats", 0.8),
            Claim("evaluates_on", None, 2, "abstract", *second, "cue:on", 0.7),
        ),
        measurements=(Measurement(0, 2, None, "2.1%", "%", True, "abstract", *second, "number", 0.9),),
    )


ENTITIES = (
    Entity("resource/imagenet", "Dataset", "ImageNet"),
    Entity("system/yak", "Model", "Yak"),
    Entity("system/yak-2", "Model", "Yak-2"),
    Entity("system/zed", "Model", "Zed"),
)
ASSIGNED = ("system/zed", "system/yak", "resource/imagenet", "system/yak-2")


def resolution(*ids: str) -> Resolution:
    link = Link("system/yak-2", "successor_of", "system/yak", "name:version")
    return Resolution(ENTITIES, dict.fromkeys(ids, ASSIGNED), links=(link,))


def test_assemble_states_every_triple_once() -> None:
    """Claims, the weakest role and links of names become one statement each."""
    graph = assemble([reading()], resolution("paper/zed-1"))
    expected = {
        ("paper/zed-1", "introduces", "system/zed"),
        ("system/zed", "compared_with", "system/yak"),
        ("paper/zed-1", "mentions", "system/yak"),
        ("paper/zed-1", "evaluates_on", "resource/imagenet"),
        ("paper/zed-1", "mentions", "system/yak-2"),
        ("system/yak-2", "successor_of", "system/yak"),
    }
    assert expected == {(s.subject, s.relation, s.object) for s in graph.statements}
    assert len(expected) == len(graph.statements)


@pytest.mark.parametrize(
    ("relation", "found", "stated"),
    [
        ("addresses", "task/yak", "addresses"),
        ("addresses", "system/yak", "mentions"),
        ("evaluates_on", "task/yak", "mentions"),
        ("measured_by", "metric/yak", "measured_by"),
        ("evaluates", "task/yak", "evaluates"),
        ("addresses", "gene/yak", "addresses"),
    ],
)
def test_assemble_states_what_a_relation_can_take(relation: str, found: str, stated: str) -> None:
    """What turns out to be no task is not addressed but mentioned; a type of one's own takes part in all."""
    one = Reading(
        paper=Paper("paper/zed-1", TITLE, ABSTRACT),
        mentions=(mention("paper/zed-1", "Yak", "Task"),),
        claims=(Claim(relation, None, 0, "abstract", 0, 15, "roles", 0.9),),
    )
    made = assemble([one], Resolution((Entity(found, "Any", "Yak"),), {"paper/zed-1": (found,)}))
    assert [(stated, found)] == [(s.relation, s.object) for s in made.statements]


def test_assemble_quotes_the_sentence_verbatim() -> None:
    """Evidence is the sentence that holds the name, also where no claim speaks of it."""
    graph = assemble([reading()], resolution("paper/zed-1"))
    quotes = {(s.relation, s.object): s.evidence[0].quote for s in graph.statements}
    assert quotes["introduces", "system/zed"] == "We present Zed."
    assert quotes["mentions", "system/yak-2"] == "Prior work is Yak-2."
    assert quotes["successor_of", "system/yak"] == "Prior work is Yak-2."
    beats = "It beats Yak on ImageNet by 2.1% (e.g. on cats)."
    assert quotes["mentions", "system/yak"] == beats
    assert all(
        e.quote == p.text(e.field)[e.start : e.end]
        for p in graph.papers
        for s in graph.statements
        for e in s.evidence
    )


def test_assemble_keeps_results_with_their_entities() -> None:
    """A reported number names system and dataset by entity id."""
    (result,) = assemble([reading()], resolution("paper/zed-1")).results
    assert ("system/zed", "resource/imagenet", "", "2.1%", True) == (
        result.system,
        result.dataset,
        result.metric,
        result.value,
        result.relative,
    )


def test_assemble_does_not_depend_on_the_order_of_readings() -> None:
    """Any order of the same readings makes an equal graph."""
    ids = [f"paper/zed-{i}" for i in range(7)]
    readings = [reading(i) for i in ids]
    expected = assemble(readings, resolution(*ids))
    random.Random(3).shuffle(readings)
    assert expected == assemble(readings, resolution(*ids))


def test_assemble_gathers_evidence_of_many_papers_in_one_statement() -> None:
    """What three papers say is one statement with three sentences, believed more than any of them."""
    ids = [f"paper/zed-{i}" for i in range(3)]
    graph = assemble([reading(i) for i in ids], resolution(*ids))
    (found,) = [s for s in graph.statements if s.relation == "compared_with"]
    assert ids == [e.paper_id for e in found.evidence]
    assert 0.8 < found.confidence <= 0.95


def test_assemble_leaves_out_what_is_not_sure_enough() -> None:
    """Below the wanted confidence neither mentions nor claims nor their entities are stated."""
    graph = assemble([reading()], resolution("paper/zed-1"), min_confidence=0.85)
    assert {"system/zed", "system/yak", "resource/imagenet"} == {e.id for e in graph.entities}
    assert {"introduces", "mentions"} == {s.relation for s in graph.statements}


def test_assemble_drops_mentions_that_corrections_dropped() -> None:
    """A mention that is assigned to nothing is in no statement, and claims about it are gone."""
    dropped = Resolution(ENTITIES, {"paper/zed-1": ("", "system/yak", "", "")})
    graph = assemble([reading()], dropped)
    assert [("mentions", "system/yak")] == [(s.relation, s.object) for s in graph.statements]
    assert ["system/yak"] == [e.id for e in graph.entities]


def test_assemble_keeps_papers_without_entities() -> None:
    """A paper that names nothing is in the graph all the same."""
    graph = assemble([Reading(Paper("paper/a", "A", "B"))], Resolution((), {}))
    assert ["paper/a"] == [p.id for p in graph.papers]
    assert () == graph.statements
