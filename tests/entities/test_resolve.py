"""Resolution: which mentions are one thing."""

import itertools
from collections.abc import Sequence

from kg.entities import resolve
from kg.lexicon import Entry
from kg.model import Definition, Mention, Paper, Reading, Resolution

LEXICON = (
    Entry("COCO", "Dataset", ("MS COCO", "Common Objects in Context")),
    Entry("visual question answering", "Task", ("VQA",)),
    Entry("VQA", "Dataset"),
    Entry("CLIP", "Model", ("Contrastive Language-Image Pre-training",)),
)


def reading(number: int, *names: tuple[str, str], defines: Sequence[tuple[str, str]] = ()) -> Reading:
    """Return a paper whose abstract is the names in turn."""
    abstract, mentions = "", []
    paper_id = f"paper/{number}"
    for text, type_name in names:
        start = len(abstract)
        mentions.append(Mention(paper_id, "abstract", start, start + len(text), text, type_name, "test", 0.9))
        abstract += text + ". "
    definitions = tuple(Definition(short, long, "abstract", 0, 1) for short, long in defines)
    return Reading(Paper(paper_id, f"Title {number}", abstract.strip()), tuple(mentions), definitions)


def ids(resolution: Resolution, number: int) -> tuple[str, ...]:
    return resolution.assignments[f"paper/{number}"]


def test_resolve_joins_by_key_and_lexicon() -> None:
    """Spellings and aliases of one name are one entity with the lexicon's name."""
    resolution = resolve([reading(1, ("MS-COCO", "Dataset"), ("coco dataset", "Dataset"))], lexicon=LEXICON)
    assert [("resource/coco", "COCO")] == [(e.id, e.label) for e in resolution.entities]


def test_resolve_keeps_kinds_apart() -> None:
    """VQA the task and VQA the dataset are two entities."""
    resolution = resolve([reading(1, ("VQA", "Task"), ("VQA", "Dataset"))], lexicon=LEXICON)
    assert ("task/visual-question-answering", "resource/vqa") == ids(resolution, 1)


def test_resolve_joins_what_a_paper_defines() -> None:
    """A defined short form and its long form are one entity, also in papers that use only one of both."""
    papers = [
        reading(1, ("Quick Fox Net", "Model"), ("QFN", "Model"), defines=[("QFN", "Quick Fox Net")]),
        reading(2, ("QFN", "Model")),
        reading(3, ("Quick Fox Net", "Model")),
    ]
    resolution = resolve(papers)
    assert {("system/qfn", "QFN")} == {(e.id, e.label) for e in resolution.entities}


def test_resolve_keeps_meanings_of_an_acronym_apart() -> None:
    """Two papers that define one acronym differently speak of two things; a third is decided by its words."""
    papers = [
        reading(1, ("Quick Fox Net", "Model"), ("QFN", "Model"), defines=[("QFN", "Quick Fox Net")]),
        reading(2, ("Quiet Flow Notes", "Model"), ("QFN", "Model"), defines=[("QFN", "Quiet Flow Notes")]),
        reading(3, ("QFN", "Model")),
        reading(4, ("QFN", "Model"), ("quick fox networks in a net", "Task")),
    ]
    resolution = resolve(papers)
    one, two, undecided, spoken = (ids(resolution, n)[0] for n in (1, 2, 3, 4))
    assert len({one, two, undecided}) == 3
    assert one == spoken


def test_resolve_lets_a_definition_win_over_the_lexicon() -> None:
    """A paper that defines CLIP as something else does not speak of CLIP."""
    papers = [
        reading(1, ("CLIP", "Model")),
        reading(
            2,
            ("Causal Latent Inpainting", "Method"),
            ("CLIP", "Method"),
            defines=[("CLIP", "Causal Latent Inpainting")],
        ),
        reading(
            3,
            ("contrastive language image pretraining", "Model"),
            ("CLIP", "Model"),
            defines=[("CLIP", "contrastive language image pretraining")],
        ),
    ]
    resolution = resolve(papers, lexicon=LEXICON)
    assert "system/clip" == ids(resolution, 1)[0] == ids(resolution, 3)[0]
    assert "system/clip" != ids(resolution, 2)[0]


def test_resolve_takes_the_better_supported_type_and_records_the_doubt() -> None:
    """One thing typed differently is one entity with the type that most mentions support."""
    papers = [reading(n, ("FoxNet", "Model")) for n in (1, 2)] + [reading(3, ("FoxNet", "Method"))]
    (entity,) = resolve(papers).entities
    assert ("Model", "typed Method in 1 of 3 papers") == (entity.type, entity.doubt)


def test_resolve_names_tasks_in_lower_case_singular() -> None:
    """A task has its full form in lower case; a defined short form is no label of it."""
    paper = reading(1, ("Image Foxings", "Task"), ("IF", "Task"), defines=[("IF", "Image Foxings")])
    assert ["image foxing"] == [e.label for e in resolve([paper]).entities]


def test_resolve_is_independent_of_order() -> None:
    """Any order of the papers gives the same resolution."""
    papers = [
        reading(1, ("Quick Fox Net", "Model"), ("QFN", "Model"), defines=[("QFN", "Quick Fox Net")]),
        reading(2, ("QFN", "Method"), ("MSCOCO", "Dataset")),
        reading(3, ("MS COCO", "Dataset"), ("GPT-4", "Model")),
    ]
    first = resolve(papers, lexicon=LEXICON)
    assert all(first == resolve(order, lexicon=LEXICON) for order in itertools.permutations(papers))


def test_known_things_that_differ_in_capitals_are_two() -> None:
    """Two entries whose names differ in capitals are two entities; each spelling finds its own."""
    lexicon = [Entry("FoXY", "Model"), Entry("FOxy", "Model"), Entry("HareNet", "Model")]
    readings = [reading(1, ("FoXY", "Model"), ("HARENET", "Model")), reading(2, ("FOxy", "Model"))]
    readings.append(reading(3, ("FoXY", "Model"), ("FOxy model", "Model"), ("HareNet", "Model")))
    found = resolve(readings, lexicon=lexicon)
    ids = {
        m.text: i for r in readings for m, i in zip(r.mentions, found.assignments[r.paper.id], strict=True)
    }
    assert {"system/foxy", "system/foxy--2", "system/harenet"} == {e.id for e in found.entities}
    assert ids["FoXY"] != ids["FOxy"] == ids["FOxy model"]
    assert ids["HARENET"] == ids["HareNet"]
