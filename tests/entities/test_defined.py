"""Short and long forms of one paper: which of them are one thing."""

import pytest

from kg.entities.defined import find_pairs
from kg.entities.known import know
from kg.entities.spelled import fit, spells
from kg.lexicon import Entry
from kg.model import Definition, Mention, Paper, Reading

KNOWN = know(
    (
        Entry("visual question answering", "Task", ("VQA",)),
        Entry("in-context learning", "Method", ("ICL",)),
        Entry("CLIP", "Model", ("Contrastive Language-Image Pre-training",)),
    )
)


def reading(title: str, *names: tuple[str, str], defines: tuple[tuple[str, str], ...] = ()) -> Reading:
    """Return a paper whose abstract is the names in turn."""
    abstract, mentions = "", []
    for text, type_name in names:
        start = len(abstract)
        mentions.append(
            Mention("paper/1", "abstract", start, start + len(text), text, type_name, "test", 0.9)
        )
        abstract += text + ". "
    definitions = tuple(Definition(short, long, "abstract", 0, 1) for short, long in defines)
    return Reading(Paper("paper/1", title, abstract), tuple(mentions), definitions)


SPELLED = [
    ("MultiMAE", "Multi-modal Multi-task Masked Autoencoders", (1, 1)),
    ("FoxBench", "Fox Behaviour Understanding Benchmark", (2, 0)),
    ("DBFusion", "Depth-Breadth Fusion", (0, 0)),
    ("GandR", "Generate-and-Retrieve", (0, 0)),
    ("S2DM", "Sparse Semantic Denoising Model", (0, 0)),
    ("X-FOX", "Cross-lingual Fox Tagging", (1, 0)),
    ("mXDec", "multilingual crossover decoder", (0, 0)),
    ("CNNs", "convolutional neural networks", (0, 0)),
    ("OTTER", "hare detection benchmark", None),
    ("FOX", "fox", None),
]


@pytest.mark.parametrize(("short", "long", "left"), SPELLED, ids=lambda v: str(v)[:20])
def test_fit_counts_what_is_left_over(short: str, long: str, left: tuple[int, int] | None) -> None:
    """Words without a letter and letters from inside words are counted; what does not fit is nothing."""
    found = fit(short, long)
    assert left == (found and (found.skipped, found.inside))


@pytest.mark.parametrize(
    ("short", "long", "answer"),
    [
        ("UNITER", "UNiversal Image-TExt Representation", True),
        ("QFN", "Quick Fox Net", True),
        ("QFN", "Quick Otter Fox Net", False),
        ("MMMU", "Massive Multitask Language Understanding", False),
        ("QN", "Quick Net", False),
    ],
)
def test_spells_asks_for_every_word(short: str, long: str, answer: bool) -> None:
    """Without a paper, every word has to give a letter."""
    assert answer == spells(short, long)


JOINED = [
    ("used beside each other", "T", ("UNIFOX", "Model"), ("UNiversal Image FOX", "Model")),
    ("one word gives no letter", "T", ("MARS", "Metric"), ("Fox Model Augmented Relevance Score", "Metric")),
    (
        "two after a title's colon",
        "THES: Trait Hare Otter Essay Fox Scoring",
        ("THES", "Model"),
        ("Trait Hare Otter Essay Fox Scoring", "Model"),
    ),
    ("behind the family's name", "T", ("Math-PUMA", "Method"), ("Prompted Upward Model Alignment", "Method")),
]


@pytest.mark.parametrize(("why", "title", "short", "long"), JOINED, ids=lambda v: str(v)[:24])
def test_find_pairs_joins(why: str, title: str, short: tuple[str, str], long: tuple[str, str]) -> None:
    """A coined short form joins the long form that spells it, defined or not."""
    assert [(short[0], long[0])] == find_pairs(reading(title, short, long), KNOWN)


APART = [
    ("two kinds", ("QFN", "Model"), ("Quick Fox Net", "Dataset")),
    ("the long form holds the short one", ("CLIP", "Model"), ("CLIP loss", "Model")),
    (
        "a known short form and a part left over",
        ("ICL", "Method"),
        ("in-context continual learning", "Method"),
    ),
    ("a word before a known task", ("VQA", "Task"), ("medical visual question answering", "Task")),
    ("one word of the short form only", ("LoRAs", "Method"), ("LoRA Soups", "Method")),
    ("two letters", ("FN", "Model"), ("Fox Net", "Model")),
]


@pytest.mark.parametrize(("why", "short", "long"), APART, ids=lambda v: str(v)[:24])
def test_find_pairs_keeps_apart(why: str, short: tuple[str, str], long: tuple[str, str]) -> None:
    """What agrees by chance, or is known to be another thing, is not joined."""
    assert [] == find_pairs(reading("T", short, long), KNOWN)


def test_find_pairs_leaves_two_long_forms_of_one_short_form_alone() -> None:
    """A short form that two different long forms spell says which of them only by a definition."""
    names = (("MSR", "Method"), ("Many-Shot Reading", "Method"), ("Masked Slot Routing", "Method"))
    assert [] == find_pairs(reading("T", *names), KNOWN)
    defined = find_pairs(reading("T", *names, defines=(("MSR", "Masked Slot Routing"),)), KNOWN)
    assert [("MSR", "Masked Slot Routing")] == defined


def test_find_pairs_mends_a_definition_that_was_cut_short() -> None:
    """A definition gets the whole mention that ends with it, if that spells the short form better."""
    paper = reading(
        "T", ("Pairwise Fox Prompting", "Method"), ("PFP", "Method"), defines=(("PFP", "Prompting"),)
    )
    assert [("PFP", "Pairwise Fox Prompting")] == find_pairs(paper, KNOWN)


def test_find_pairs_keeps_a_definition_inside_a_longer_name() -> None:
    """VQA is no medical VQA, though a mention of that ends with its long form."""
    names = (("medical visual question answering", "Task"), ("VQA", "Task"))
    paper = reading("T", *names, defines=(("VQA", "visual question answering"),))
    assert [("VQA", "visual question answering")] == find_pairs(paper, KNOWN)


def test_find_pairs_drops_a_definition_of_what_nobody_names() -> None:
    """Letters found by accident in a run of words define nothing."""
    paper = reading("T", ("mFOX", "Model"), defines=(("mFOX", "models for others on data such as x"),))
    assert [] == find_pairs(paper, KNOWN)


def test_find_pairs_takes_two_spellings_of_a_long_form() -> None:
    """A paper that defines SFDL with one wording may use a wording beside it."""
    names = (
        ("Slow Fox Distilled Learner", "Model"),
        ("SFDL", "Model"),
        ("Slow Fox Distilled Learning", "Model"),
    )
    paper = reading("T", *names, defines=(("SFDL", "Slow Fox Distilled Learner"),))
    assert {"Slow Fox Distilled Learner", "Slow Fox Distilled Learning"} == {
        long for _, long in find_pairs(paper, KNOWN)
    }
