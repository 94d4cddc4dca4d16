"""Judge every annotated paper by a model that has not seen it, and set what only such papers can tell.

These are the sharpness of the probabilities, the threshold, the figures, and drafts with the mistakes that
the arbiter makes on new papers, from which the roles are learned (stacking, Wolpert 1992).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.errors import ModelError
from kg.mentions.decide import place
from kg.mentions.learned import choose
from kg.mentions.network import Floats, Ints, softmax
from kg.mentions.pipeline import Draft
from kg.train.examples import Described, fit_names
from kg.train.fitting import fit_sharpness

_LEAST = 1e-7


@dataclass(frozen=True, slots=True)
class Checked:
    """What papers held back tell: see :class:`kg.train.Trained`; ``drafts`` hold the mentions found."""

    threshold: float
    sharpness: float
    f1: dict[str, float]
    calibration: float
    drafts: tuple[Draft, ...]


def check(
    papers: Sequence[Described],
    types: tuple[str, ...],
    *,
    seed: int,
    folds: int,
    on_step: Callable[[str], None],
) -> Checked:
    """Train once per fold on the other folds and judge the papers of the fold.

    Raises:
        ModelError: nothing that was annotated is among the strings that the sources propose.
    """
    if not any(form in paper.gold for paper in papers for form in paper.forms):
        raise ModelError("no annotated name was proposed", todo="add the names to a lexicon")
    fold_of = deal(papers, seed=seed, folds=folds)
    raw: list[Floats] = [np.zeros((0, len(types) + 1), np.float32)] * len(papers)
    for fold in range(folds):
        on_step(f"fold {fold + 1} of {folds}")
        model = fit_names([p for p, f in zip(papers, fold_of, strict=True) if f != fold], types, seed=seed)
        for i, paper in enumerate(papers):
            if fold_of[i] == fold:
                raw[i] = np.log(model.probabilities(list(paper.forms.values())) + _LEAST)
    column = {label: i for i, label in enumerate(("", *types))}
    wanted = np.array([column[p.gold.get(form, "")] for p in papers for form in p.forms], np.int64)
    sharpness = fit_sharpness(np.concatenate(raw), wanted)
    scores = [softmax(rows * np.float32(sharpness)) for rows in raw]
    every = np.concatenate(scores)
    missed = np.array(
        [column[t] for p in papers for form, t in p.gold.items() if form not in p.forms], np.int64
    )
    threshold = best_threshold(every, wanted, len(missed))
    drafts = tuple(_decided(p, s, types, threshold) for p, s in zip(papers, scores, strict=True))
    found = np.where(1 - every[:, 0] >= threshold, 1 + every[:, 1:].argmax(axis=1), 0)
    f1 = {name: round(_f1(found, wanted, missed, column.get(name, 0)), 4) for name in ("", *types)}
    return Checked(threshold, sharpness, f1, round(calibration_error(every, wanted), 4), drafts)


def deal(papers: Sequence[Described], *, seed: int, folds: int) -> list[int]:
    """Return the fold of each paper; it depends on the titles and the seed, not on the order."""

    def rank(i: int) -> tuple[str, int]:
        title = f"{seed} {papers[i].draft.page.paper.title}"
        return hashlib.blake2b(title.encode()).hexdigest(), i

    fold_of = [0] * len(papers)
    for turn, i in enumerate(sorted(range(len(papers)), key=rank)):
        fold_of[i] = turn % folds
    return fold_of


def best_threshold(scores: Floats, wanted: Ints, missed: int) -> float:
    """Return the threshold of the best F1 over typed strings; ``missed`` were never proposed."""
    names = 1 - scores[:, 0]
    right = (1 + scores[:, 1:].argmax(axis=1)) == wanted
    total = int((wanted > 0).sum()) + missed
    grid = np.round(np.arange(0.25, 0.66, 0.01), 2)
    figures = [2 * (right & (names >= t)).sum() / max(1, int((names >= t).sum()) + total) for t in grid]
    return float(grid[int(np.argmax(figures))])


def calibration_error(scores: Floats, wanted: Ints, *, bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest types (Naeini et al. 2015), from 0 to 1."""
    sure = scores[:, 1:].max(axis=1)
    right = (1 + scores[:, 1:].argmax(axis=1)) == wanted
    taken = 1 - scores[:, 0] >= 0.25
    which = np.minimum((sure * bins).astype(int), bins - 1)
    error = 0.0
    for i in range(bins):
        inside = taken & (which == i)
        if inside.any():
            error += inside.sum() * abs(float(right[inside].mean()) - float(sure[inside].mean()))
    return error / max(1, int(taken.sum()))


def _f1(found: Ints, wanted: Ints, missed: Ints, column: int) -> float:
    """Return F1 of one type, or of all for column 0."""
    if column:
        hits = int(((found == column) & (wanted == column)).sum())
        total = int((found == column).sum() + (wanted == column).sum() + (missed == column).sum())
    else:
        hits = int(((found == wanted) & (found > 0)).sum())
        total = int((found > 0).sum() + (wanted > 0).sum()) + len(missed)
    return 2 * hits / total if total else 0.0


def _decided(paper: Described, scores: Floats, types: tuple[str, ...], threshold: float) -> Draft:
    verdicts = dict(choose(paper.forms, scores, labels=types, threshold=threshold))
    return replace(paper.draft, mentions=place(paper.draft.page, verdicts))
