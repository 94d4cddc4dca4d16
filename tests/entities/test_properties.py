"""Properties of resolution that hold for any papers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.entities import resolve
from kg.entities.names import comparison_key
from kg.entities.parsing import parse_name
from kg.lexicon import Entry
from kg.model import Definition, Mention, Paper, Reading

LEXICON = (
    Entry("FoxNet", "Model", ("Fox Network",)),
    Entry("hare detection", "Task", ("HD",)),
    # Capitals alone tell these apart.
    Entry("HaRe", "Model"),
    Entry("HArE", "Method"),
)
NAMES = (
    *("FoxNet", "FoxNet-2", "FOXNET", "Fox-Network", "fox-networks", "QFN", "Quick-Fox-Net", "HD"),
    *("hare-detection", "Hare-Detections", "GANs", "GAN", "HareQA", "HareQA-7B"),
    *("HaRe", "HArE", "HARE", "HaRe-2", "HArE model"),
)
TYPES = ("Model", "Method", "Dataset", "Task")
mentions = st.tuples(st.sampled_from(NAMES), st.sampled_from(TYPES))
corpora = st.lists(st.tuples(st.lists(mentions, max_size=5), st.booleans()), max_size=7)


def readings(corpus: list[tuple[list[tuple[str, str]], bool]], prefix: str = "p") -> list[Reading]:
    """Return one reading for each list of names; some define an acronym."""
    made = []
    for number, (names, defines) in enumerate(corpus):
        paper_id, at, found = f"{prefix}{number}", 0, []
        for name, type_name in names:
            text = name.replace("-", " ") if len(name) > 9 else name
            found.append(Mention(paper_id, "abstract", at, at + len(text), text, type_name, "test", 0.5))
            at += len(text) + 1
        definitions = (Definition("QFN", "Quick Fox Net", "abstract", 0, 1),) if defines else ()
        abstract = " ".join(m.text for m in found)
        made.append(Reading(Paper(paper_id, f"Title {number}", abstract), tuple(found), definitions))
    return made


@settings(deadline=None, max_examples=60)
@given(corpora, st.randoms(use_true_random=False))
def test_resolution_does_not_depend_on_the_order_of_papers(corpus, random) -> None:
    """Any order of the same papers gives the same resolution."""
    papers = readings(corpus)
    shuffled = papers[:]
    random.shuffle(shuffled)
    assert resolve(papers, lexicon=LEXICON) == resolve(shuffled, lexicon=LEXICON)


@settings(deadline=None, max_examples=30)
@given(corpora)
def test_unrelated_papers_change_no_id(corpus) -> None:
    """A hundred papers about other things leave every mention with the id that it had."""
    papers = readings(corpus)
    others = readings(
        [([(f"Otter{n}LM", "Model"), (f"otter task {n}", "Task")], False) for n in range(100)], "q"
    )
    before = resolve(papers, lexicon=LEXICON).assignments
    after = resolve([*others, *papers], lexicon=LEXICON).assignments
    assert before == {p: after[p] for p in before}


@settings(deadline=None, max_examples=60)
@given(corpora)
def test_ids_labels_and_assignments_agree(corpus) -> None:
    """Ids and labels are distinct, every mention has an entity, and every entity a mention and a join."""
    papers = readings(corpus)
    resolution = resolve(papers, lexicon=LEXICON)
    ids = [e.id for e in resolution.entities]
    labels = [e.label for e in resolution.entities]
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))
    assert set(ids) == {i for found in resolution.assignments.values() for i in found}
    assert set(ids) == {j.entity for j in resolution.joins}
    assert all(len(resolution.assignments[p.paper.id]) == len(p.mentions) for p in papers)


@given(st.text(max_size=30), st.sampled_from(["", "system", "resource", "task", "metric"]))
def test_any_text_has_a_key_and_parts(text: str, kind: str) -> None:
    """No text whatsoever breaks keys or parsing, and keys hold nothing that varies."""
    key = comparison_key(text, kind)
    assert key == "".join(key.split()) == key.casefold()
    parse_name(text)


@given(
    st.text(alphabet="ABCDEFGHIJKLMNOPQRTUVWXYZ0123456789", min_size=2, max_size=12), st.sampled_from("- _")
)
def test_case_and_separators_between_letters_do_not_matter(text: str, separator: str) -> None:
    """Lower case and a hyphen between two letters leave the key as it is."""
    cut = next((i for i in range(1, len(text)) if text[i - 1 : i + 1].isalpha()), None)
    spelled = text if cut is None or cut == 1 else text[:cut] + separator + text[cut:]
    assert comparison_key(text) == comparison_key(text.lower())
    if "V" not in text and text[:cut] not in {"A", "AN", "THE"}:
        assert comparison_key(text, "resource") == comparison_key(spelled, "resource") or cut is None
