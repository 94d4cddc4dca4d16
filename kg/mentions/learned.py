"""The learned arbiter: lexicon, acronyms and rules propose, a trained classifier decides what each string is.

A model is a folder: ``model.json`` (version, types, threshold), ``names.npz`` (the classifier over
:mod:`kg.mentions.evidence`) and ``roles.npz`` (the classifier of :mod:`kg.mentions.roles`). ``kg train``
writes such a folder; the package ships one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError
from kg.mentions.decide import Verdict, place
from kg.mentions.evidence import describe_forms
from kg.mentions.page import Candidate, Page
from kg.mentions.softmax import Floats, SoftmaxModel, load_softmax
from kg.model import Definition, Mention

#: The version of the files; a model of another version is refused.
FORMAT = 1
#: The files of a model.
ABOUT, NAMES, ROLES = "model.json", "names.npz", "roles.npz"

#: Kinds of rules from the most telling on: the one named as the reason is of the first kind that agrees.
_REASONS = ("lexicon", "coined", "acronym", "phrase", "shape", "span")


@dataclass(frozen=True)
class Arbiter:
    """Decides about the strings of a page; a call is an :data:`kg.mentions.decide.Arbiter`.

    Attributes:
        names: the classifier.
        threshold: the probability of being a name, whatever its type, from which on a string is taken.
    """

    names: SoftmaxModel
    threshold: float

    def __call__(
        self, page: Page, candidates: Sequence[Candidate], definitions: Sequence[Definition]
    ) -> tuple[Mention, ...]:
        """Return the mentions of ``page``, sorted and apart."""
        return place(page, self.verdicts(describe_forms(page, candidates, definitions)))

    def verdicts(self, described: Mapping[str, Sequence[str]]) -> dict[str, Verdict]:
        """Return the verdict on each accepted string, from the features of all strings of a paper."""
        scores = self.names.probabilities(list(described.values()))
        return dict(choose(described, scores, labels=self.names.labels, threshold=self.threshold))


def choose(
    described: Mapping[str, Sequence[str]], scores: Floats, *, labels: Sequence[str], threshold: float
) -> Iterator[tuple[str, Verdict]]:
    """Yield each string that is a name with probability ``threshold`` or more, with its likeliest type."""
    forms = list(described.items())
    likeliest = scores[:, 1:].argmax(axis=1).tolist()
    for i in (1 - scores[:, 0] >= threshold).nonzero()[0].tolist():
        (form, features), best = forms[i], likeliest[i]
        score = round(float(scores[i, best + 1]), 4)
        yield form, Verdict(labels[best], _reason(features, labels[best]), score)


def load_arbiter(folder: Path) -> Arbiter:
    """Load the model in ``folder``.

    Raises:
        ModelError: there is no model, or it is damaged or of another version.
    """
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        version, threshold = about["format"], float(about["threshold"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "there is no trained model here", where=str(folder), todo="give a folder that kg train wrote"
        ) from error
    if version != FORMAT:
        raise ModelError(
            "the model is of another version of kg", where=str(folder), todo="train it again with kg train"
        )
    return Arbiter(load_softmax(folder / NAMES), threshold)


def _reason(features: Sequence[str], type_: str) -> str:
    """Name the rule that agrees with a verdict: people read it as the reason."""
    end = f"|{type_}"
    agree = {f[2:].rpartition("|")[0] for f in features if f.startswith("r=") and f.endswith(end)}
    for kind in _REASONS:
        rules = sorted(rule for rule in agree if rule.partition(":")[0] == kind)
        if rules:
            return rules[0]
    return "model"
