"""The arbiter: from what the sources propose to the mentions of a paper.

One string has one reading in one paper, so the decision is made per surface form: all candidates for a form,
wherever they stand, are weighed together; forms that a definition joins share their evidence. Then every
occurrence of every accepted form is a mention; of two that overlap, the longer one stays.

:mod:`kg.mentions.learned` decides with a trained model in place of :func:`decide`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.mentions.memo import Memo
from kg.mentions.page import Candidate, Page
from kg.model import Definition, Mention

#: A form is accepted from this much belief on.
THRESHOLD = 0.55
#: How much of each rule's score counts, by the part of the rule before the colon.
WEIGHTS: dict[str, float] = {
    "lexicon": 1.0,
    "coined": 1.0,
    "phrase": 1.0,
    "shape": 0.8,
    "acronym": 0.6,
    "model": 1.0,
}
_CONFLICT = 0.9
#: What a coined name is that no noun describes, and how sure the coining has to be.
UNTYPED, COINED = "Method", 0.6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the arbiter holds of one surface form: its type, the rule that spoke loudest, its confidence."""

    type: str
    rule: str
    score: float


def decide(
    page: Page, candidates: Sequence[Candidate], definitions: Sequence[Definition]
) -> tuple[Mention, ...]:
    """Weigh the candidates of every surface form by rule and type, and place the accepted forms."""
    return place(page, weigh(page, candidates, definitions))


def weigh(
    page: Page, candidates: Sequence[Candidate], definitions: Sequence[Definition]
) -> dict[str, Verdict]:
    """Return the verdict on each accepted surface form."""
    by_form = gather(page, candidates)
    never = {form for form, found in by_form.items() if any(c.rule == "never" for c in found)}
    never = share_vetoes(never, definitions)
    shared = share_definitions(by_form, definitions)
    verdicts: dict[str, Verdict] = {}
    for form in sorted(shared):
        verdict = None if form in never else _verdict(shared[form])
        if verdict:
            verdicts[form] = verdict
    return verdicts


def gather(page: Page, candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """Group candidates by the text they cover."""
    by_form: dict[str, list[Candidate]] = defaultdict(list)
    for c in candidates:
        offset = page.offset(c.field)
        by_form[page.text[c.start + offset : c.end + offset]].append(c)
    return by_form


def share_vetoes(never: set[str], definitions: Sequence[Definition]) -> set[str]:
    """A short form whose long form names nothing names nothing either."""
    extra = {d.short for d in definitions if d.long in never or _ends_in(d.long, never)}
    extra |= {d.long for d in definitions if d.short in never}
    return never | extra | {f"{form}s" for form in extra}


def _ends_in(long: str, never: set[str]) -> bool:
    return any(long.endswith(f" {form}") for form in never)


def share_definitions(
    by_form: Mapping[str, list[Candidate]], definitions: Sequence[Definition]
) -> dict[str, list[Candidate]]:
    """Give both forms of a definition the evidence of both."""
    shared = {form: list(found) for form, found in by_form.items()}
    for d in definitions:
        both = [*by_form.get(d.short, ()), *by_form.get(d.long, ())]
        if both:
            shared[d.short] = shared[d.long] = both
            for plural in (f"{d.short}s", f"{d.long}s"):
                if plural in by_form:
                    shared[plural] = [*both, *by_form[plural]]
    return shared


_WEIGHTS = Memo[str, float](lambda rule: WEIGHTS.get(rule.partition(":")[0], 1.0))


def _verdict(found: Sequence[Candidate]) -> Verdict | None:
    """Add up the evidence: noisy-or within a type, each rule once; the types compete."""
    strongest: dict[tuple[str, str], float] = {}
    for c in found:
        weight = _WEIGHTS[c.rule] * c.score
        strongest[c.type, c.rule] = max(strongest.get((c.type, c.rule), 0.0), weight)
    doubt: dict[str, float] = defaultdict(lambda: 1.0)
    for (type_, _), score in sorted(strongest.items()):
        if type_:
            doubt[type_] *= 1 - min(score, 0.98)
    if not doubt:
        coined = max((s for (_, rule), s in strongest.items() if rule.startswith("coined")), default=0.0)
        return Verdict(UNTYPED, "coined", round(coined * 0.75, 4)) if coined >= COINED else None
    ranked = sorted(doubt, key=lambda t: (doubt[t], t))
    best = ranked[0]
    score = 1 - doubt[best]
    if len(ranked) > 1:
        score *= _CONFLICT + (1 - _CONFLICT) * doubt[ranked[1]]
    rule = max((s, r) for (t, r), s in strongest.items() if t == best)[1]
    return Verdict(best, rule, round(score, 4)) if score >= THRESHOLD else None


def place(page: Page, verdicts: Mapping[str, Verdict]) -> tuple[Mention, ...]:
    """Return a mention for every occurrence of every accepted form, the longer of two that overlap."""
    spans: list[tuple[int, int, str]] = []
    text = page.clean
    for form in verdicts:
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            if _free(text, at, end):
                spans.append((at, end, form))
            at = text.find(form, at + 1)
    taken = bytearray(len(text))
    kept = []
    for start, end, form in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, form))
    return tuple(_mention(page, start, end, verdicts[form]) for start, end, form in sorted(kept))


def _free(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before == "_" or after.isalnum() or after == "_":
        return False
    # "Qwen2" is not named by "Qwen2.5"
    return not (after == "." and text[end - 1].isdigit() and text[end + 1 : end + 2].isdigit())


def _mention(page: Page, start: int, end: int, verdict: Verdict) -> Mention:
    field, left, right = page.place(start, end)
    return Mention(
        page.paper.id, field, left, right, page.text[start:end], verdict.type, verdict.rule, verdict.score
    )
