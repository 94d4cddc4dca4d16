"""The learned arbiter: lexicon, acronyms and rules propose, a trained classifier decides what each string is.

A model is a folder: ``model.json`` (version, types, threshold), ``names.npz`` (the network over
:mod:`kg.mentions.evidence`) and ``roles.npz`` (that of :mod:`kg.mentions.roles`). ``kg train`` writes such a
folder; the package ships one. A folder with an encoder (:mod:`kg.mentions.encoder`) names in ``model.json``
the folder whose networks it goes with, and how much the encoder's opinion counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.errors import ModelError
from kg.mentions.decide import Verdict, place
from kg.mentions.encoder import Sight
from kg.mentions.evidence import describe_forms
from kg.mentions.network import Floats, Network, load_network, softmax
from kg.mentions.page import Candidate, Page
from kg.model import Definition, Mention

#: The version of the files; a model of another version is refused.
FORMAT = 2
#: The files of a model.
ABOUT, NAMES, ROLES = "model.json", "names.npz", "roles.npz"

#: Keeps logarithms finite.
_LEAST = 1e-6

#: Kinds of rules from the most telling on: the one named as the reason is of the first kind that agrees.
_REASONS = ("lexicon", "coined", "acronym", "phrase", "shape", "span")


@dataclass(frozen=True)
class Arbiter:
    """Decides about the strings of a page.

    Attributes:
        names: the network that judges strings by their features.
        threshold: the probability of being a name, whatever its type, from which on a string is taken.
        share: how much an encoder's opinion counts, from 0 to 1.
    """

    names: Network
    threshold: float
    share: float = 0.0

    def __call__(
        self,
        page: Page,
        candidates: Sequence[Candidate],
        definitions: Sequence[Definition],
        *,
        sight: Sight | None = None,
    ) -> tuple[Mention, ...]:
        """Return the mentions of ``page``, sorted and apart.

        Args:
            page: the paper.
            candidates: what the sources propose.
            definitions: short forms and their long forms.
            sight: what an encoder holds of the page.
        """
        described = describe_forms(page, candidates, definitions)
        scores = self.names.probabilities(list(described.values()))
        if sight:
            scores = pool_types(scores, [sight.type_of(page, form) for form in described], share=self.share)
        chosen = choose(described, scores, labels=self.names.labels, threshold=self.threshold)
        return place(page, dict(chosen))


def pool_types(scores: Floats, seen: Sequence[Floats | None], *, share: float) -> Floats:
    """Pool probabilities with a second opinion on some rows: logarithmically (Genest and Zidek 1986)."""
    logs = np.log(np.maximum(scores, _LEAST))
    for i, other in enumerate(seen):
        if other is not None:
            logs[i] = (1 - share) * logs[i] + share * np.log(np.maximum(other, _LEAST))
    return softmax(logs.astype(np.float32))


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


@dataclass(frozen=True, slots=True)
class About:
    """What the ``model.json`` of a model tells.

    Attributes:
        networks: the folder of ``names.npz`` and ``roles.npz``.
        threshold: see :class:`Arbiter`.
        encoder: whether an encoder goes with them.
        types: how much an encoder's opinion on types counts, from 0 to 1.
        roles: the same for roles.
    """

    networks: Path
    threshold: float
    encoder: bool
    types: float
    roles: float


def read_about(folder: Path) -> About:
    """Read what a model tells of itself.

    Raises:
        ModelError: there is no model, or it is damaged or of another version.
    """
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        version, shares = about["format"], about.get("encoder", {})
        found = About(
            folder / about.get("networks", ""),
            float(about["threshold"]),
            "encoder" in about,
            float(shares.get("types", 0)),
            float(shares.get("roles", 0)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            "there is no trained model here", where=str(folder), todo="give a folder that kg train wrote"
        ) from error
    if version != FORMAT:
        raise ModelError(
            "the model is of another version of kg", where=str(folder), todo="train it again with kg train"
        )
    if not found.networks.is_dir():
        raise ModelError(
            "the folder of the model's networks is missing",
            where=str(found.networks),
            todo=f"copy it too, or correct 'networks' in {folder / ABOUT}",
        )
    return found


def load_arbiter(folder: Path) -> Arbiter:
    """Load the model in ``folder``.

    Raises:
        ModelError: there is no model, or it is damaged or of another version.
    """
    about = read_about(folder)
    return Arbiter(load_network(about.networks / NAMES), about.threshold, about.types)


def _reason(features: Sequence[str], type_: str) -> str:
    """Name the rule that agrees with a verdict: people read it as the reason."""
    end = f"|{type_}"
    agree = {f[2:].rpartition("|")[0] for f in features if f.startswith("r=") and f.endswith(end)}
    for kind in _REASONS:
        rules = sorted(rule for rule in agree if rule.partition(":")[0] == kind)
        if rules:
            return rules[0]
    return "model"
