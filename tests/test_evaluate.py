"""Scores are the same, to the digit, as those of the reference scorer of the annotated corpus."""

import json
import random
from dataclasses import asdict
from pathlib import Path

import msgspec
import pytest

from kg.annotations import AnnotatedEntity, AnnotatedPaper, read_annotations, write_annotations
from kg.errors import InputError
from kg.evaluate import Mistake, evaluate
from kg.ontology import TYPES

DATA = Path(__file__).parent / "data"


def damaged(papers: list[AnnotatedPaper]) -> list[AnnotatedPaper]:
    """Return predictions that are wrong in every way a figure looks at, the same at every call."""
    chance = random.Random(7)
    predicted = []
    for paper in papers[::-1][:-3]:
        entities = [change(e, chance) for e in paper.entities if chance.random() > 0.2]
        extra = AnnotatedEntity("extra", chance.choice([*TYPES, "Other"]), ("uses",), (("title", 0, 3),))
        results = [r for r in paper.results if chance.random() > 0.3]
        predicted.append(msgspec.structs.replace(paper, entities=(*entities, extra), results=tuple(results)))
    return predicted


def change(entity: AnnotatedEntity, chance: random.Random) -> AnnotatedEntity:
    """Return the entity, or one with another type, name, roles or fewer mentions."""
    kind = chance.randrange(6)
    if kind == 0:
        return msgspec.structs.replace(entity, type=chance.choice(list(TYPES)))
    if kind == 1:
        return msgspec.structs.replace(entity, name=entity.name[:3])
    if kind == 2:
        return msgspec.structs.replace(entity, roles=("introduces",))
    if kind == 3:
        return msgspec.structs.replace(entity, mentions=entity.mentions[:1])
    return entity


def test_evaluate_gives_the_reference_figures() -> None:
    """Every figure of a damaged copy of 219 gold papers equals what the reference scorer printed."""
    gold = list(read_annotations(DATA / "seeds_dev.jsonl"))
    expected = json.loads((DATA / "scores_expected.json").read_text(encoding="utf-8"))
    scores = evaluate(gold, damaged(gold))
    assert expected == {name: asdict(figure) for name, figure in scores.figures.items()}
    assert (219, 216) == (scores.papers, scores.predicted_papers)


def test_evaluate_of_gold_against_itself_is_perfect() -> None:
    """Gold papers scored against themselves have no mistake and F1 1 in every figure."""
    gold = list(read_annotations(DATA / "seeds_dev.jsonl"))
    scores = evaluate(gold, gold)
    assert {1.0} == {figure.f1 for figure in scores.figures.values()}
    assert () == scores.mistakes


def test_evaluate_names_the_mistakes() -> None:
    """A missed and an extra entity are listed with type, name and paper."""
    clip = AnnotatedEntity("CLIP", "Model", ("uses",), (("title", 0, 4),))
    coco = AnnotatedEntity("COCO", "Dataset", ("uses",), (("title", 9, 13),))
    gold = AnnotatedPaper("CLIP and COCO", "", (clip,))
    predicted = AnnotatedPaper("CLIP and COCO", "", (coco,))
    expected = (
        Mistake("missed", "Model", "CLIP", "CLIP and COCO"),
        Mistake("extra", "Dataset", "COCO", "CLIP and COCO"),
    )
    assert expected == evaluate([gold], [predicted]).mistakes


def test_annotations_round_trip(tmp_path: Path) -> None:
    """Annotated papers read back as they were written, with the keys of the gold format."""
    gold = list(read_annotations(DATA / "seeds_dev.jsonl"))
    file = tmp_path / "again.jsonl"
    assert 219 == write_annotations(gold, file)
    assert gold == list(read_annotations(file))
    first = json.loads(file.read_text(encoding="utf-8").splitlines()[0])
    assert {"title", "abstract", "entities", "results", "id"} == set(first)
    assert {"name", "type", "roles", "mentions"} == set(first["entities"][0])


@pytest.mark.parametrize("line", ["{", "[]", '{"title": 3}', '{"title": "a"}', "\xff"])
def test_read_annotations_names_the_wrong_line(tmp_path: Path, line: str) -> None:
    """A line that is no annotated paper is an error that names file and line."""
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b'{"title": "A", "abstract": "b"}\n\n' + line.encode("latin-1") + b"\n")
    with pytest.raises(InputError, match=r"gold\.jsonl:3: is no annotated paper"):
        list(read_annotations(file))


@pytest.mark.parametrize("place", [["abstract", 5, 3], ["title", 0, 9], ["abstract", 1, 2], ["title", -1, 1]])
def test_read_annotations_refuses_places_without_text(tmp_path: Path, place: list[object]) -> None:
    """A mention outside of the text, or of nothing but space, is an error that names file and line."""
    entity = {"name": "CLIP", "type": "Model", "roles": ["uses"], "mentions": [place]}
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"title": "A", "abstract": "b c d", "entities": [entity], "results": []}))
    with pytest.raises(InputError, match=r"gold\.jsonl:1: 'CLIP' has no text at"):
        list(read_annotations(file))
