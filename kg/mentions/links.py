"""Say how the things of a paper relate: the new model was evaluated on the benchmark.

Such a claim is derived from two roles and stands on the sentence of the second: what the paper introduces,
and what it evaluates on, trains on, uses, compares with or addresses. The subject is the introduced thing
that the sentence names, else the paper's main one if the sentence speaks of it as *we*, *our* or *it*; a
sentence that does neither says nothing about it, and gives no claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.groups import group_mentions
from kg.mentions.page import Page
from kg.model import Claim, Definition, Mention
from kg.ontology import RELATIONS

#: From a role of the object to the relation that an introduced subject then has to it.
DERIVED: dict[str, str] = {
    "evaluates_on": "evaluated_on",
    "trains_on": "trained_on",
    "compares_with": "compared_with",
    "addresses": "applied_to",
    "uses": "based_on",
}
#: How much of the roles' confidence is left when the sentence names the subject, and when it only means it.
NAMED, MEANT = 0.9, 0.7

_OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|It|Its|They|Their|[Tt]his (?:model|method|approach|framework)|[Tt]he proposed)\b"
)
_BASED = re.compile(
    r"\b(?:based (?:on|upon)|buil(?:t|ds?|ding) (?:on|upon|from)|initiali[sz]\w+|extend\w*"
    r"|extension of|adapt\w*|on top of|fine-?tun\w+|backbone|inspired by|deriv\w+|leverag\w+"
    r"|equipped with|combin\w+|integrat\w+"
    r"|incorporat\w+|power\w+ by|employ\w*|us(?:es|ing)|utiliz\w+|adopt\w*|augment\w*|appl(?:y|ies|ied)"
    r"|improv\w*|enhanc\w*|with)\b"
)


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing that the paper introduces: its mentions, its type and how surely it is new."""

    group: tuple[int, ...]
    type: str
    confidence: float
    main: bool


def find_links(
    page: Page, mentions: Sequence[Mention], definitions: Sequence[Definition], roles: Sequence[Claim]
) -> tuple[Claim, ...]:
    """Return the claims between mentions that follow from ``roles``, sorted; both ends are mentions."""
    groups = group_mentions(mentions, definitions)
    of = {i: group for group in groups for i in group}
    new = _introduced(mentions, of, roles)
    found: dict[tuple[str, int, int], Claim] = {}
    for role in roles:
        for claim in _derive(page, mentions, of, new, role):
            assert claim.subject is not None
            key = (claim.relation, of[claim.subject][0], of[claim.object][0])
            if key not in found or claim.confidence > found[key].confidence:
                found[key] = claim
    return tuple(sorted(found.values(), key=lambda c: (c.subject or 0, c.object, c.relation)))


def _introduced(
    mentions: Sequence[Mention], of: dict[int, tuple[int, ...]], roles: Sequence[Claim]
) -> tuple[_Thing, ...]:
    """Return what the paper introduces; the main thing stands in the title or has most mentions."""
    claims = [c for c in roles if c.relation == "introduces"]
    if not claims:
        return ()

    def weight(claim: Claim) -> tuple[bool, int, int]:
        group = of[claim.object]
        return mentions[group[0]].field == "title", len(group), -group[0]

    main = max(claims, key=weight)
    return tuple(_Thing(of[c.object], mentions[c.object].type, c.confidence, c is main) for c in claims)


def _derive(
    page: Page,
    mentions: Sequence[Mention],
    of: dict[int, tuple[int, ...]],
    new: Sequence[_Thing],
    role: Claim,
) -> Iterator[Claim]:
    """Yield the claims that one role of one thing gives together with what is introduced."""
    type_ = mentions[role.object].type
    for thing in new:
        if role.object in thing.group:
            continue
        if role.relation == "evaluates" and _fits("evaluated_on", type_, thing.type):
            subject = _in_sentence(mentions, of[role.object], role)
            place = _in_sentence(mentions, thing.group, role)
            if subject is not None and (place is not None or thing.main):
                at = thing.group[0] if place is None else place
                sure = NAMED if place is not None else MEANT
                yield _claim("evaluated_on", subject, at, role, thing.confidence * sure)
        relation = DERIVED.get(role.relation, "")
        if not relation or not _fits(relation, thing.type, type_):
            continue
        named = _in_sentence(mentions, thing.group, role)
        if relation == "based_on" and not _says_based(page, mentions, role, named):
            continue
        if named is not None:
            yield _claim(relation, named, role.object, role, thing.confidence * NAMED)
        elif thing.main and relation != "based_on" and _speaks_of_own(page, role):
            yield _claim(relation, thing.group[0], role.object, role, thing.confidence * MEANT)


def _fits(relation: str, subject: str, object_: str) -> bool:
    known = RELATIONS[relation]
    return subject in known.domain and object_ in known.range


def _in_sentence(mentions: Sequence[Mention], group: Sequence[int], claim: Claim) -> int | None:
    """Return the mention of a thing in the sentence of a claim, if there is one."""
    for i in group:
        m = mentions[i]
        if m.field == claim.field and claim.start <= m.start < claim.end:
            return i
    return None


def _says_based(page: Page, mentions: Sequence[Mention], role: Claim, subject: int | None) -> bool:
    """Say whether words between or around the two say that one builds on the other."""
    if subject is None:
        return False
    offset, there = page.offset(role.field), mentions[role.object]
    here = mentions[subject]
    if page.clean[there.end + offset : there.end + offset + 6] == "-based":
        return True
    left, right = sorted((here, there), key=lambda m: m.start)
    return bool(_BASED.search(page.clean, left.end + offset, right.start + offset))


def _speaks_of_own(page: Page, role: Claim) -> bool:
    offset = page.offset(role.field)
    return bool(_OWN.search(page.clean, role.start + offset, role.end + offset))


def _claim(relation: str, subject: int, object_: int, role: Claim, confidence: float) -> Claim:
    sure = round(confidence * role.confidence, 4)
    rule = f"derived:{role.relation}"
    return Claim(relation, subject, object_, role.field, role.start, role.end, rule, sure)
