"""Train the network of roles on annotated papers.

Examples are the annotated entities with their own mentions, and once more the entities as extraction finds
them (with the types that it gives them), so that the network knows both the truth and our mistakes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.annotations import AnnotatedPaper
from kg.mentions.groups import group_mentions
from kg.mentions.network import Network
from kg.mentions.page import Page
from kg.mentions.pipeline import Draft
from kg.mentions.role_features import Hints, describe, find_hints, set_scene
from kg.model import Mention
from kg.ontology import ROLES, kind_name
from kg.train.fitting import fit

#: Features are hashed to 2 to this power numbers.
BITS = 18


@dataclass(frozen=True, slots=True)
class RoleExample:
    """A thing in a paper: its type, its features and its annotated roles."""

    type: str
    features: tuple[str, ...]
    roles: tuple[str, ...]


def train_roles(pairs: Iterable[tuple[AnnotatedPaper, Draft]], *, seed: int = 1) -> Network:
    """Train on annotated papers, each with what this stage read from its text.

    Returns:
        A model with one label per role; the same for the same papers in the same order.
    """
    examples = [e for paper, draft in pairs for e in make_examples(paper, draft)]
    wanted = np.array([[role in e.roles for role in ROLES] for e in examples], np.float32)
    features = [e.features for e in examples]
    return fit(features, wanted, labels=tuple(ROLES), exclusive=False, bits=BITS, seed=seed)


def make_examples(paper: AnnotatedPaper, draft: Draft) -> Iterator[RoleExample]:
    """Yield one example per annotated entity, and one per entity found that pairs with an annotated one."""
    hints = find_hints(draft.page, draft.candidates, draft.definitions)
    mentions, groups = _annotated_mentions(paper)
    roles = [entity.roles for entity in paper.entities if entity.mentions]
    yield from _examples(draft.page, mentions, list(zip(groups, roles, strict=True)), hints)
    pairs: list[tuple[Sequence[int], tuple[str, ...]]] = []
    by_place = {
        (*place, kind_name(entity.type)): entity for entity in paper.entities for place in entity.mentions
    }
    for group in group_mentions(draft.mentions, draft.definitions):
        for i in group:
            m = draft.mentions[i]
            entity = by_place.get((m.field, m.start, m.end, kind_name(m.type)))
            if entity:
                pairs.append((group, entity.roles))
                break
    yield from _examples(draft.page, draft.mentions, pairs, hints)


def _examples(
    page: Page,
    mentions: Sequence[Mention],
    pairs: Sequence[tuple[Sequence[int], tuple[str, ...]]],
    hints: Hints,
) -> Iterator[RoleExample]:
    scene = set_scene(page, mentions, hints)
    for group, roles in pairs:
        yield RoleExample(
            mentions[group[0]].type, tuple(describe(scene, mentions, group, hints)), tuple(roles)
        )


def _annotated_mentions(paper: AnnotatedPaper) -> tuple[list[Mention], list[list[int]]]:
    """Return the annotated mentions in text order, and the indices of those of each entity."""
    places = sorted(
        (field == "abstract", start, end, number)
        for number, entity in enumerate(e for e in paper.entities if e.mentions)
        for field, start, end in entity.mentions
    )
    entities = [e for e in paper.entities if e.mentions]
    groups: list[list[int]] = [[] for _ in entities]
    mentions: list[Mention] = []
    for i, (later, start, end, number) in enumerate(places):
        text = (paper.abstract if later else paper.title)[start:end]
        field = "abstract" if later else "title"
        groups[number].append(i)
        mentions.append(Mention("", field, start, end, text, entities[number].type, "gold", 1.0))  # type: ignore[arg-type]
    return mentions, groups
