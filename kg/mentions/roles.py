"""Say what the paper does with each thing it names: one claim per role, on the sentence that says it.

Two ways: a classifier over the words around all mentions of a thing (:mod:`kg.mentions.role_features`), and,
where no classifier is given, cue constructions from a table with a default for each type (a benchmark is
tested on, a task is addressed). A thing may have several roles; ``mentions`` stands alone.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.mentions.encoder import Sight
from kg.mentions.groups import group_mentions
from kg.mentions.network import Network
from kg.mentions.page import Candidate, Page
from kg.mentions.role_features import Hints, describe, find_hints, set_scene
from kg.mentions.tables import read_table
from kg.model import Claim, Definition, Mention
from kg.ontology import ROLES, TYPES

#: The role of a thing that no cue speaks of, by type: role and confidence.
DEFAULTS: dict[str, tuple[str, float]] = {
    "Model": ("uses", 0.4),
    "Method": ("uses", 0.5),
    "Dataset": ("evaluates_on", 0.6),
    "Benchmark": ("evaluates_on", 0.85),
    "Task": ("addresses", 0.8),
    "Metric": ("measured_by", 0.85),
}
#: A second role of a thing needs this probability.
SECOND = 0.45
#: The power of the mention's score in a role's confidence. Both doubts have one cause in part, so their plain
#: product is too low; chosen on papers held back, and the models' cards have the calibration errors.
SHARE = 0.8
#: How sure the rules are that a name is coined, and so introduced.
COINED = 0.85

#: Cues before a name in its sentence: rule, types, role, pattern, confidence.
CUES: tuple[tuple[str, frozenset[str], str, re.Pattern[str], float], ...] = tuple(
    (rule, frozenset(types.split()), role, re.compile(pattern), float(confidence))
    for rule, types, role, confidence, pattern in read_table(
        "roles.tsv", ("rule", "types", "role", "confidence", "pattern")
    )
)


@dataclass(frozen=True, slots=True)
class Judge:
    """Who decides on roles.

    Attributes:
        network: judges things by the words around their mentions (:mod:`kg.mentions.role_features`).
        sight: what an encoder holds of the page, if there is one.
        share: how much that counts, from 0 to 1.
    """

    network: Network
    sight: Sight | None = None
    share: float = 0.0


def find_roles(
    page: Page,
    mentions: Sequence[Mention],
    candidates: Sequence[Candidate],
    definitions: Sequence[Definition],
    *,
    judge: Judge | None = None,
) -> tuple[Claim, ...]:
    """Return the roles of every thing that ``mentions`` name, sorted by mention.

    Args:
        page: the paper.
        mentions: what it names.
        candidates: what the rules proposed; tells which names are coined.
        definitions: short forms and their long forms.
        judge: who decides; cues do without one.
    """
    hints = find_hints(page, candidates, definitions)
    groups = group_mentions(mentions, definitions)
    if judge is None:
        claims = [c for group in groups for c in _by_cue(page, mentions, group, hints)]
    else:
        claims = list(_by_model(page, mentions, groups, hints, judge))
    return tuple(sorted(claims, key=lambda c: (c.object, c.relation)))


@functools.cache
def allowed(role: str, type_: str) -> bool:
    """Say whether a paper may have this role towards a type; types of one's own may have any."""
    relation = ROLES.get(role)
    return relation is not None and (type_ not in TYPES or type_ in relation.range)


def _by_model(
    page: Page, mentions: Sequence[Mention], groups: Sequence[Sequence[int]], hints: Hints, judge: Judge
) -> Iterator[Claim]:
    scene = set_scene(page, mentions, hints)
    found = judge.network.probabilities([describe(scene, mentions, group, hints) for group in groups])
    for group, row in zip(groups, found, strict=True):
        seen = judge.sight.roles_of(_places(page, mentions, group)) if judge.sight else None
        pooled = row if seen is None else (1 - judge.share) * row + judge.share * seen
        chances = dict(zip(judge.network.labels, pooled.tolist(), strict=True))
        for role in choose_roles(chances, mentions[group[0]].type):
            at = spokesman(page, mentions, group, role)
            sure = chances[role] * max(mentions[i].score for i in group) ** SHARE
            yield _claim(page, mentions, at, role=role, rule="roles", confidence=round(sure, 4))


def _places(page: Page, mentions: Sequence[Mention], group: Sequence[int]) -> list[tuple[int, int]]:
    starts = [(page.offset(mentions[i].field), mentions[i]) for i in group]
    return [(offset + mention.start, offset + mention.end) for offset, mention in starts]


def choose_roles(chances: Mapping[str, float], type_: str) -> tuple[str, ...]:
    """Return the likeliest role and every other one that is likely enough; ``mentions`` only alone."""
    possible = sorted((role for role in chances if allowed(role, type_)), key=lambda r: (-chances[r], r))
    if not possible:
        return ()
    best, *others = possible
    if best == "mentions":
        return (best,)
    return (best, *(role for role in others if chances[role] > SECOND and role != "mentions"))


def spokesman(page: Page, mentions: Sequence[Mention], group: Sequence[int], role: str) -> int:
    """Return the mention whose sentence says the role best: one that follows a cue, or the first.

    A role other than ``mentions`` rather stands in the abstract, on a sentence about the paper's own work.
    """
    if len(group) == 1:
        return group[0]
    cues = [pattern for _, _, cue_role, pattern, _ in CUES if cue_role == role]

    def merit(i: int) -> tuple[bool, bool, int]:
        start, end = _sentence(page, mentions[i])
        at = mentions[i].start + page.offset(mentions[i].field)
        said = any(pattern.search(page.clean, start, at) for pattern in cues)
        own = bool(_OWN.search(page.clean, start, end)) and start >= page.split
        return said, own and role != "mentions", -i

    return max(group, key=merit)


_OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]his paper|[Tt]his work)\b")


def _by_cue(page: Page, mentions: Sequence[Mention], group: Sequence[int], hints: Hints) -> Iterator[Claim]:
    type_ = mentions[group[0]].type
    for i in group:
        if any(rule.startswith("coined") for rule in hints.get(mentions[i].text, ())):
            yield _claim(page, mentions, i, role="introduces", rule="cue:coined", confidence=COINED)
            return
    found = False
    for rule, types, role, pattern, confidence in CUES:
        if type_ not in types:
            continue
        for i in group:
            start, _ = _sentence(page, mentions[i])
            at = mentions[i].start + page.offset(mentions[i].field)
            if pattern.search(page.clean, start, at):
                found = True
                yield _claim(page, mentions, i, role=role, rule=f"cue:{rule}", confidence=confidence)
                break
    if not found:
        role, confidence = DEFAULTS.get(type_, ("mentions", 0.3))
        yield _claim(page, mentions, group[0], role=role, rule="default", confidence=confidence)


def _sentence(page: Page, mention: Mention) -> tuple[int, int]:
    return page.sentences[page.sentence_at(mention.start + page.offset(mention.field))]


def _claim(
    page: Page, mentions: Sequence[Mention], i: int, /, *, role: str, rule: str, confidence: float
) -> Claim:
    start, end = _sentence(page, mentions[i])
    field, start, end = page.place(start, end)
    return Claim(role, None, i, field, start, end, rule, confidence)
