"""Turn annotated papers into examples: one for every string that a paper's sources propose."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.annotations import AnnotatedPaper
from kg.lexicon import Entry
from kg.mentions.evidence import describe_forms
from kg.mentions.network import Network
from kg.mentions.pipeline import Draft, make_pipeline, read_draft
from kg.model import Paper
from kg.train.fitting import fit

#: Features of strings are hashed to 2 to this power numbers.
BITS = 20


@dataclass(frozen=True, slots=True)
class Described:
    """An annotated paper with what the sources propose.

    Attributes:
        draft: what was worked out about the paper.
        forms: the features of each proposed string.
        gold: the annotated type of each annotated string.
    """

    draft: Draft
    forms: dict[str, list[str]]
    gold: dict[str, str]


def describe(papers: Sequence[AnnotatedPaper], lexicon: tuple[Entry, ...]) -> list[Described]:
    """Read ``papers`` with everything but the arbiter and describe their strings."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in lexicon:
        digest.update("\t".join((entry.name, entry.type, *entry.aliases, "")).encode())
    nlp = make_pipeline(lexicon, f"train {digest.hexdigest()}", generous=True)
    found = []
    for i, paper in enumerate(papers):
        draft = read_draft(nlp, Paper(f"paper/{i}", paper.title, paper.abstract))
        forms = describe_forms(draft.page, draft.candidates, draft.definitions)
        found.append(Described(draft, forms, gold_types(paper)))
    return found


def gold_types(paper: AnnotatedPaper) -> dict[str, str]:
    """Return the type of each annotated string of ``paper``; one string has one reading in one paper."""
    texts = {"title": paper.title, "abstract": paper.abstract}
    return {
        texts[field][start:end]: entity.type
        for entity in paper.entities
        for field, start, end in entity.mentions
    }


def fit_names(described: Sequence[Described], types: tuple[str, ...], *, seed: int) -> Network:
    """Train the network that says which strings of a paper are names, and of which of ``types``."""
    features = [f for paper in described for f in paper.forms.values()]
    column = {label: i for i, label in enumerate(("", *types))}
    targets = [column[paper.gold.get(form, "")] for paper in described for form in paper.forms]
    wanted = np.eye(len(column), dtype=np.float32)[targets]
    return fit(features, wanted, labels=types, exclusive=True, bits=BITS, seed=seed)
