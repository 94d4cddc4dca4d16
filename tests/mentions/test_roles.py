"""What a paper does with the things it names: by cues, and by a trained classifier."""

import pytest

from kg.annotations import AnnotatedEntity, AnnotatedPaper
from kg.lexicon import Entry
from kg.mentions import extract, load_extractor
from kg.mentions.pipeline import make_pipeline, read_draft
from kg.mentions.roles import Judge, allowed, choose_roles, find_roles
from kg.model import Paper
from kg.train.roles import make_examples, train_roles

LEXICON = (
    Entry("K400", "Dataset"),
    Entry("K600", "Dataset"),
    Entry("MM-Vet", "Benchmark"),
    Entry("CLIP", "Model"),
    Entry("GPT-4V", "Model"),
    Entry("image captioning", "Task"),
    Entry("accuracy", "Metric"),
)


@pytest.mark.parametrize(
    ("abstract", "name", "role"),
    [
        ("We propose Quokka, a new model.", "Quokka", "introduces"),
        ("Quokka is trained on K400.", "K400", "trains_on"),
        ("It outperforms GPT-4V.", "GPT-4V", "compares_with"),
        ("We evaluate GPT-4V in depth.", "GPT-4V", "evaluates"),
        ("Results on MM-Vet are good.", "MM-Vet", "evaluates_on"),
        ("We work on image captioning.", "image captioning", "addresses"),
        ("It gains in accuracy.", "accuracy", "measured_by"),
        ("We build it with CLIP.", "CLIP", "uses"),
    ],
)
def test_cues_give_roles(abstract: str, name: str, role: str) -> None:
    """Without a classifier, cue constructions decide, and defaults by type where none speaks."""
    extractor = load_extractor(model="lexicon", lexicon=LEXICON)
    (reading,) = extract([Paper("p", "", abstract)], extractor=extractor)
    roles = {
        c.relation for c in reading.claims if c.subject is None and reading.mentions[c.object].text == name
    }
    assert {role} == roles


def test_roles_obey_the_vocabulary() -> None:
    """Nothing is trained on a metric, and ``mentions`` never stands beside another role."""
    assert allowed("trains_on", "Dataset")
    assert not allowed("trains_on", "Metric")
    chances = {"trains_on": 0.9, "measured_by": 0.6, "uses": 0.5, "mentions": 0.5}
    assert ("measured_by", "uses") == choose_roles(chances, "Metric")
    assert ("mentions",) == choose_roles({"mentions": 0.9, "uses": 0.8}, "Model")


def gold(verb: str, role: str, name: str) -> AnnotatedPaper:
    """Return an annotated paper with one sentence about one dataset."""
    abstract = f"We {verb} {name} in this work."
    start = abstract.index(name)
    entity = AnnotatedEntity(name, "Dataset", (role,), (("abstract", start, start + len(name)),))
    return AnnotatedPaper(f"{verb} {name}", abstract, (entity,))


def test_trained_roles_follow_the_words_around() -> None:
    """Trained on two constructions, the classifier tells them apart for a name that it never saw."""
    nlp = make_pipeline(LEXICON, "roles-test")
    papers = [gold("pretrain with", "trains_on", name) for name in ("K400", "Foo-1", "Bar-2")]
    papers += [gold("report scores for", "evaluates_on", name) for name in ("K400", "Foo-1", "Bar-2")]
    pairs = [(p, read_draft(nlp, Paper("p", "", p.abstract))) for p in papers]
    model = train_roles(pairs)
    assert all(list(make_examples(*pair)) for pair in pairs)
    for verb, role in (("pretrain with", "trains_on"), ("report scores for", "evaluates_on")):
        draft = read_draft(nlp, Paper("p", "", f"We {verb} K600 in this work."))
        claims = find_roles(
            draft.page, draft.mentions, draft.candidates, draft.definitions, judge=Judge(model)
        )
        assert [role] == [c.relation for c in claims if draft.mentions[c.object].text == "K600"]
