"""Reviewing and explaining a graph, and writing answers into corrections.toml."""

from pathlib import Path

import pytest

from kg.entities import Corrections, parse_corrections, read_corrections, resolve
from kg.entities.deciding import to_toml, write_decisions
from kg.entities.decisions import Decision
from kg.entities.explaining import explain_pair, explain_whole, find_entities
from kg.entities.reviewing import find_questions
from kg.errors import CorrectionsError
from kg.graph import assemble
from kg.model import Definition, KnowledgeGraph, Mention, Paper, Reading

SENTENCES = {
    "p1": "Quick Fox Net (QFN) runs. We test QFN on Hare Corpus.",
    "p2": "We compare FoxNet with QFN. It wins.",
    "p3": "FoxNet is a way to train.",
}
NAMES = {
    "p1": [("Quick Fox Net", "Model"), ("QFN", "Model"), ("Hare Corpus", "Dataset")],
    "p2": [("FoxNet", "Model"), ("QFN", "Model")],
    "p3": [("FoxNet", "Method")],
}


def readings() -> list[Reading]:
    made = []
    for paper_id, text in SENTENCES.items():
        mentions = []
        for name, type_name in NAMES[paper_id]:
            start = -1
            while (start := text.find(name, start + 1)) >= 0:
                score = 0.4 if name == "Hare Corpus" else 0.9
                place = (start, start + len(name), name, type_name)
                mentions.append(Mention(paper_id, "abstract", *place, "test", score))
        mentions.sort(key=lambda m: m.start)
        definitions = (Definition("QFN", "Quick Fox Net", "abstract", 0, 19),) if paper_id == "p1" else ()
        made.append(Reading(Paper(paper_id, f"Title {paper_id}", text), tuple(mentions), definitions))
    return made


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    found = readings()
    return assemble(found, resolve(found))


def test_explain_whole_shows_every_form_with_rule_and_sentence(graph: KnowledgeGraph) -> None:
    """An entity is explained by its forms, the rules that joined them and verbatim sentences."""
    (entity,) = find_entities(graph, "QFN")
    whole = explain_whole(graph, entity)
    assert {("QFN", "definition", 2), ("Quick Fox Net", "definition", 1)} == {
        (j.surface, j.rule, j.papers) for j in whole.joins
    }
    (place,) = whole.places["Quick Fox Net"]
    assert "[Quick Fox Net] (QFN) runs." == place.marked("[", "]")


def test_explain_pair_shows_the_sentences_that_name_both(graph: KnowledgeGraph) -> None:
    """Two entities are explained by the papers and sentences that name both."""
    (a,), (b,) = find_entities(graph, "QFN"), find_entities(graph, "foxnet")
    pair = explain_pair(graph, a, b)
    assert 1 == pair.papers
    assert ["We compare [FoxNet] with [QFN]."] == [p.marked("[", "]") for p in pair.places]
    (c,) = find_entities(graph, "Hare Corpus")
    assert (0, ()) == (explain_pair(graph, b, c).papers, explain_pair(graph, b, c).places)


def test_find_entities_finds_nothing_for_a_strange_name(graph: KnowledgeGraph) -> None:
    """A name that no paper has belongs to no entity."""
    assert () == find_entities(graph, "Nothing")


def test_questions_are_about_types_joins_and_unsure_names(graph: KnowledgeGraph) -> None:
    """Every kind of doubt is a question with an entry for yes and one for no."""
    questions = find_questions(graph, Corrections())
    pairs = {(q.yes.action, q.no.action) for q in questions}
    assert {("retype", "retype"), ("same", "different"), ("add", "drop")} == pairs
    assert sorted((q.value for q in questions), reverse=True) == [q.value for q in questions]
    assert [q.id for q in questions] == [q.id for q in find_questions(graph, Corrections())]


def test_answers_close_questions_and_hold_in_the_next_build(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Whatever is answered, the next build applies it and asks no more."""
    file = tmp_path / "corrections.toml"
    questions = find_questions(graph, Corrections())
    decided = write_decisions(file, [q.no for q in questions])
    assert () == find_questions(graph, decided)
    found = readings()
    problems: list[object] = []
    again = assemble(found, resolve(found, corrections=read_corrections(file), on_problem=problems.append))
    assert [] == problems
    assert () == find_questions(again, decided)
    assert {"Model"} == {e.type for e in again.entities if e.label == "FoxNet"}
    assert [] == [e for e in again.entities if e.label == "Hare Corpus"]
    assert 2 == len({e.id for e in again.entities if e.label in {"QFN", "Quick Fox Net"}})


def test_write_decisions_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    """Comments, order and odd spacing stay, byte for byte; the new entries follow."""
    file = tmp_path / "corrections.toml"
    mine = '# mine\n[[drop]]   # odd\nname="A"\n\n\n[[same]]\nnames = [ "B",\n  "C" ] # why'
    file.write_text(mine, encoding="utf-8")
    write_decisions(file, [Decision("rename", ("D",), to="E", reason='a "b"\n\x7f', author="me")])
    assert file.read_text(encoding="utf-8").startswith(mine + "\n")
    assert ["drop", "same", "rename"] == [d.action for d in read_corrections(file).decisions]


def test_write_decisions_refuses_a_contradiction_and_leaves_the_file(tmp_path: Path) -> None:
    """An answer that contradicts the file is an error, and nothing is written."""
    file = tmp_path / "corrections.toml"
    file.write_text('[[same]]\nnames = ["A", "B"]\n', encoding="utf-8")
    with pytest.raises(CorrectionsError):
        write_decisions(file, [Decision("different", ("A", "B"))])
    assert '[[same]]\nnames = ["A", "B"]\n' == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "decision",
    [
        Decision("same", ("A", 'B "quoted" \\ \n', "Ünïcode 😀\x7f"), type="Model", reason="r", author="a"),
        Decision("different", ("A", "B")),
        Decision("rename", ("A",), to="B"),
        Decision("retype", ("A",), to="Task", type="Model"),
        Decision("drop", ("A",)),
        Decision("add", ("A",), type="Metric", aliases=("B", "C")),
    ],
    ids=lambda d: d.action,
)
def test_to_toml_reads_back(decision: Decision) -> None:
    """A written decision reads back equal, apart from where it stands."""
    (read,) = parse_corrections(to_toml(decision)).decisions
    names = tuple(n.strip() for n in decision.names)
    assert (decision.action, names, decision.to, decision.type, decision.aliases, decision.reason) == (
        read.action,
        read.names,
        read.to,
        read.type,
        read.aliases,
        read.reason,
    )
