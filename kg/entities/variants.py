"""Whether two different names are versions, sizes or variants of one family.

One rule, said in several ways: **what stands behind a name varies it, what stands before it makes another
name.** LLaVA-1.5, LLaVA-NeXT and CLIP-MoE are variants of LLaVA and CLIP; MobileCLIP, Video-LLaVA, Faster
R-CNN and SuperGLUE are not variants of CLIP, LLaVA, R-CNN and GLUE. The exceptions are settings of tasks
(``zero-shot``), ways to average a metric (``mean``, ``top-1``), editions of datasets (``Tiny ImageNet``) and
multilingual or instruction-tuned lineages (mT5, Flan-T5), which English puts in front.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.entities.marks import AVERAGES, DERIVED_WORDS, EDITIONS, LINEAGES, PROMPTINGS, SETTINGS, WHOLE
from kg.entities.names import clean, comparison_key, is_name_shaped
from kg.entities.parsing import parse_name

_SEPARATORS = re.compile(r"[\s\-_/@:(),]+")


def same_parts(a: str, b: str) -> bool:
    """Whether two names have the same parts, written in another order or with sizes spelled out."""
    one, two = parse_name(a), parse_name(b)
    return one.has_marks and one.marks == two.marks and one.family_key == two.family_key


def variant_rule(
    a: str,
    b: str,
    kind: str = "",
    *,
    same_type: bool = True,
    is_known: Callable[[str], bool] = lambda _: False,
    is_task: Callable[[str], bool] = lambda _: False,
) -> str:
    """Return the rule by which two different names belong to one family, or nothing if they do not.

    Args:
        a: a name.
        b: another name, with another comparison key.
        kind: the coarse kind of both; empty when unknown.
        same_type: whether both have the same type; a method named after a model is no variant of it.
        is_known: whether a family is the name of a known thing of the kind.
        is_task: whether a family is the name of a known task.
    """
    pair = _Pair(a, b, kind, same_type, is_known, is_task)
    return next((name for name, holds in _RULES.items() if holds(pair)), "")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two names that may be of one family."""

    a: str
    b: str
    kind: str
    same_type: bool
    is_known: Callable[[str], bool]
    is_task: Callable[[str], bool]

    @property
    def families(self) -> tuple[str, str]:
        """The families of both, the shorter one first."""
        first, second = sorted((parse_name(self.a).family, parse_name(self.b).family), key=len)
        return first, second


def _one_family(pair: _Pair) -> bool:
    """Both are one family with different versions, sizes or known variants."""
    if pair.kind == "task":
        return False
    one, two = parse_name(pair.a), parse_name(pair.b)
    if one.kin != two.kin or (one.family_key == two.family_key and not (one.has_marks or two.has_marks)):
        return False
    return pair.kind == "metric" or len(one.family) > 1 or one.family.islower()


def _suffix(pair: _Pair) -> bool:
    """One is the other's family with words behind it that name no other kind of thing."""
    if not pair.same_type:
        return False
    base, other = sorted((parse_name(pair.a), parse_name(pair.b)), key=lambda p: len(p.family))
    # UCF101 and UCF-Crime share no family: nothing is named UCF.
    if base.size and not base.version and not pair.is_known(base.family):
        return False
    # Datasets named after one task, VQA-RAD and VQA, share no more than the task.
    if pair.kind == "resource" and pair.is_task(base.family):
        return False
    return extends(base.family, other.family, pair.kind, known=pair.is_known(base.family))


def extends(base: str, longer: str, kind: str, *, known: bool = False) -> bool:
    """Whether a family is another one with words behind it that leave it what it is: CLIP, CLIP-MoE.

    Args:
        base: a family.
        longer: another one.
        kind: the coarse kind of both.
        known: whether the first is known to be a name, however plain the word: Charades, Charades-STA.
    """
    before, words = _words(base), _words(longer)
    if longer.casefold() in WHOLE:
        return False
    shared = _shared(before, words)
    if kind == "task" or not shared:
        return False
    named = is_name_shaped(base) or ((known or len(before) > 1) and base[:1].isupper() and kind != "metric")
    if not named:
        return False
    return not set(words[shared:]) & DERIVED_WORDS


def _shared(before: tuple[str, ...], words: tuple[str, ...]) -> int:
    """Return how many words of the longer name are the whole shorter one: MSR-VTT, MSRVTT-MC."""
    joined, line = "".join(before), ""
    for count, word in enumerate(words[:-1], start=1):
        line += word
        if line == joined:
            return count
    return 0


def _letter(pair: _Pair) -> bool:
    """One letter of the other case is behind a name: RefCOCOg, AdamW; X is another work: WhisperX."""
    shorter, longer = pair.families
    if len(longer) != len(shorter) + 1 or not longer.startswith(shorter) or len(shorter) < 3:
        return False
    before, letter = longer[-2], longer[-1]
    return before.isalpha() and letter.isalpha() and letter != "X" and before.islower() != letter.islower()


def _before(table: frozenset[str], kind: str) -> Callable[[_Pair], bool]:
    """Return a rule: the names are of one family without words of ``table`` at their front."""

    def holds(pair: _Pair) -> bool:
        if pair.kind != kind:
            return False
        one, two = _strip(pair.a, table), _strip(pair.b, table)
        if comparison_key(one, kind) == comparison_key(two, kind):
            return True
        stripped = (one, two) != (clean(pair.a), clean(pair.b))
        return stripped and _one_family(replace(pair, a=one, b=two))

    return holds


def _strip(name: str, table: frozenset[str]) -> str:
    """Drop words of ``table`` from the front of a name, hyphenated ones included; never all of it."""
    rest = clean(name)
    while True:
        lower = rest.casefold()
        found = [w for w in table if lower.startswith((f"{w} ", f"{w}-"))]
        if not found:
            return rest
        rest = rest[max(map(len, found)) + 1 :]


def _glued_front(pair: _Pair) -> bool:
    """A letter or an edition is glued to the front of a name: mT5, mIoU, miniImageNet."""
    shorter, longer = sorted((clean(pair.a), clean(pair.b)), key=len)
    front = longer.removesuffix(shorter)
    if front in {longer, ""} or not shorter[:1].isupper() or not front[0].islower():
        return False
    return front.rstrip("-") in _FRONTS.get(pair.kind, _FRONTS["system"])


def _words(family: str) -> tuple[str, ...]:
    """Return the words of a family as keys compare them."""
    return tuple(comparison_key(w) for w in _SEPARATORS.split(family) if w)


#: What may be glued to the front of a name and leave it in its family, by kind.
_FRONTS = {
    "system": frozenset({"m"}),
    "metric": frozenset({"m", "g", "c", "w", "n", "min", "max", "avg"}),
    "resource": frozenset({"m", "mini", "tiny"}),
}

#: The rules by name, in the order in which they are tried.
_RULES: dict[str, Callable[[_Pair], bool]] = {
    "one family, other version, size or variant": _one_family,
    "the longer name is the shorter one with words behind it": _suffix,
    "a letter behind the name": _letter,
    "another setting of one task": _before(SETTINGS, "task"),
    "another setting of one technique": _before(PROMPTINGS, "system"),
    "another average of one metric": _before(AVERAGES, "metric"),
    "another edition of one resource": _before(EDITIONS, "resource"),
    "a lineage of one system": _before(LINEAGES, "system"),
    "a letter or an edition before the name": _glued_front,
}
