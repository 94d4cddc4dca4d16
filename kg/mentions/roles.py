"""Say what the paper does with each thing it names: one claim per role, on the sentence that says it.

Cue constructions are a table; where no cue speaks, the type decides (a benchmark is tested on, a task is
addressed). A thing may have several roles; ``mentions`` stands alone.
"""

import re
from collections.abc import Iterator, Sequence

from kg.mentions.groups import group_mentions
from kg.mentions.page import Candidate, Page
from kg.mentions.tables import read_table
from kg.model import Claim, Definition, Mention

#: The role of a thing that no cue speaks of, by type: role and confidence.
DEFAULTS: dict[str, tuple[str, float]] = {
    "Model": ("uses", 0.4),
    "Method": ("uses", 0.5),
    "Dataset": ("evaluates_on", 0.6),
    "Benchmark": ("evaluates_on", 0.85),
    "Task": ("addresses", 0.8),
    "Metric": ("measured_by", 0.85),
}

#: Cues before a name in its sentence: rule, types, role, pattern, confidence.
CUES: tuple[tuple[str, frozenset[str], str, re.Pattern[str], float], ...] = tuple(
    (rule, frozenset(types.split()), role, re.compile(pattern), float(confidence))
    for rule, types, role, confidence, pattern in read_table(
        "roles.tsv", ("rule", "types", "role", "confidence", "pattern")
    )
)


def find_claims(
    page: Page,
    mentions: Sequence[Mention],
    candidates: Sequence[Candidate],
    definitions: Sequence[Definition],
) -> tuple[Claim, ...]:
    """Return the roles of every thing that ``mentions`` name, sorted by mention."""
    coined = _coined(page, candidates, definitions)
    claims = [
        claim
        for group in group_mentions(mentions, definitions)
        for claim in _roles(page, mentions, group, coined)
    ]
    return tuple(sorted(claims, key=lambda c: (c.object, c.relation)))


def _coined(
    page: Page, candidates: Sequence[Candidate], definitions: Sequence[Definition]
) -> dict[str, float]:
    forms: dict[str, float] = {}
    for c in candidates:
        if c.rule.startswith("coined"):
            offset = page.offset(c.field)
            form = page.text[c.start + offset : c.end + offset]
            forms[form] = max(forms.get(form, 0.0), c.score)
    for d in definitions:
        best = max(forms.get(d.short, 0.0), forms.get(d.long, 0.0))
        if best:
            forms[d.short] = forms[d.long] = best
    return forms


def _roles(
    page: Page, mentions: Sequence[Mention], group: Sequence[int], coined: dict[str, float]
) -> Iterator[Claim]:
    type_ = mentions[group[0]].type
    best = max((coined.get(mentions[i].text, 0.0), -i) for i in group)
    if best[0]:
        yield _claim(page, mentions, -best[1], role="introduces", rule="cue:coined", confidence=best[0])
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
