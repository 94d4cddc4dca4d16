"""Train a model on annotated papers: which strings are names, of which type, and in which roles.

Everything that looks at a paper other than the classifiers is the same as when papers are read
(:mod:`kg.mentions`). The annotated types need not be ours: the labels are the types of the annotations.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.annotations import AnnotatedPaper, read_annotations
from kg.errors import ModelError
from kg.files import write_text, write_whole
from kg.lexicon import Entry, read_lexicon
from kg.ontology import TYPES

#: Told what is being done, as ``fold 2 of 5``.
OnStep = Callable[[str], None]

#: Fewer annotated papers cannot be divided into a part to learn from and a part to check with.
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training.

    Attributes:
        papers: number of annotated papers.
        types: the entity types, ours first in our order.
        threshold: the probability from which on a string is taken for a name.
        sharpness: what scores are multiplied by, fitted on papers held back.
        f1: F1 of typed strings on papers held back, per type and for all under the empty text.
        calibration: expected calibration error on papers held back.
    """

    papers: int
    types: tuple[str, ...]
    threshold: float
    sharpness: float
    f1: dict[str, float]
    calibration: float


def read_gold(files: Sequence[Path]) -> list[AnnotatedPaper]:
    """Read annotated papers, those of the same title once, in the order of their titles.

    Raises:
        InputError: a file cannot be read or a line is not an annotated paper.
        ModelError: there are too few papers, or they name nothing.
    """
    papers = {paper.title: paper for file in files for paper in read_annotations(file)}
    where = ", ".join(map(str, files))
    if len(papers) < FEWEST:
        raise ModelError(
            f"{len(papers)} annotated papers are too few", where=where, todo=f"annotate at least {FEWEST}"
        )
    if not any(paper.entities for paper in papers.values()):
        raise ModelError("the papers have no entities", where=where, todo="annotate some")
    return [papers[title] for title in sorted(papers)]


def types_of(papers: Sequence[AnnotatedPaper]) -> tuple[str, ...]:
    """Return the types that ``papers`` use: those of the ontology in its order, then others by name."""
    used = {entity.type for paper in papers for entity in paper.entities}
    return (*(t for t in TYPES if t in used), *sorted(used - TYPES.keys()))


def train(
    files: Sequence[Path],
    folder: Path,
    *,
    lexicon: Sequence[Entry] = (),
    seed: int = 1,
    folds: int = 5,
    on_step: OnStep = lambda _: None,
) -> Trained:
    """Train on annotated JSONL files and write a model.

    Args:
        files: annotated papers, as :mod:`kg.annotations` describes them.
        folder: where the model goes.
        lexicon: known names; the shipped ones when empty. Read papers with the same.
        seed: decides which papers are held back together, and where the chance of training begins.
        folds: papers are divided into so many parts; each is judged by a model that has not seen it, which
            gives threshold, calibration, the figures and what the roles are learned from.
        on_step: told what is being done.

    Returns:
        What came of it. The same files, lexicon and seed give the same bytes.

    Raises:
        InputError: the annotations cannot be read.
        ModelError: there are too few of them.
        OutputError: the model cannot be written.
    """
    from kg.mentions.learned import ABOUT, FORMAT, NAMES, ROLES
    from kg.mentions.network import save_network
    from kg.train import examples, held_back
    from kg.train.roles import train_roles

    papers = read_gold(files)
    types = types_of(papers)
    on_step(f"reading {len(papers)} papers")
    described = examples.describe(papers, tuple(lexicon) or read_lexicon())
    checked = held_back.check(described, types, seed=seed, folds=min(folds, len(papers)), on_step=on_step)
    on_step("training on all papers")
    names = replace(examples.fit_names(described, types, seed=seed), sharpness=checked.sharpness)
    roles = train_roles(list(zip(papers, checked.drafts, strict=True)), seed=seed)
    about = {
        "format": FORMAT,
        "papers": len(papers),
        "seed": seed,
        "threshold": checked.threshold,
        "types": types,
    }
    with write_whole(folder / NAMES) as stream:
        save_network(names, stream)
    with write_whole(folder / ROLES) as stream:
        save_network(roles, stream)
    write_text(folder / ABOUT, json.dumps(about, indent=1) + "\n")
    return Trained(len(papers), types, checked.threshold, checked.sharpness, checked.f1, checked.calibration)
