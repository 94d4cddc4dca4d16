"""Describe how a paper speaks of a thing, as a list of short texts: what the role classifier looks at.

Each feature is a text such as ``Model|L1:outperforms`` (the word before a mention of a Model); the classifier
hashes it. Words are the pieces of :class:`kg.mentions.page.Page`; other mentions in the sentence are named by
their type, so that what is learned does not depend on names.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.mentions.page import Candidate, Page
from kg.model import Definition, Mention

#: The rules that proposed a surface, by surface.
Hints = Mapping[str, frozenset[str]]

#: Rules that propose so freely that they tell nothing.
_VAGUE = ("span:", "phrase:wide")
_NEAR, _FAR = 4, 14
_AFTER = 6
_MOST = 6
#: Where the paper begins to speak of its own work.
_OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article|survey|thesis)|[Ii]n this|here we|the proposed)\b"
)
#: What opens a list.
_LISTERS = frozenset((":", "(", "including", "as"))
_RESULT = re.compile(
    r"\b(?:experiment|result|evaluat|demonstrat|achiev|outperform|surpass|improv|state-of-the-art|empirical"
    r"|show that|perform|compar|benchmark|accurac)\w*|\d%"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is worked out once per paper: the places of mentions and sentences among the pieces.

    Attributes:
        page: the paper.
        owner: index of the first sentence of the abstract that speaks of the paper's own work.
        types_at: the type of the mention that covers a piece, by index of the piece.
        marks: what was noted about the paper as a whole: the types that it coins.
        head: what stands before the colon of the title; empty when there is none.
        views: what was found out about a sentence so far, by its index.
    """

    page: Page
    owner: int
    types_at: Mapping[int, str]
    marks: tuple[str, ...]
    head: str
    views: dict[int, "_View"] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _View:
    """Where the words end with which a sentence speaks of own work first, and whether it tells of results."""

    own: int
    result: bool


def find_hints(page: Page, candidates: Sequence[Candidate], definitions: Sequence[Definition]) -> Hints:
    """Return the rules that proposed each surface; both forms of a definition share theirs."""
    hints: dict[str, set[str]] = {}
    for c in candidates:
        if c.rule.startswith(_VAGUE):
            continue
        offset = page.offset(c.field)
        hints.setdefault(page.text[c.start + offset : c.end + offset], set()).add(c.rule)
    for d in definitions:
        both = hints.get(d.short, set()) | hints.get(d.long, set()) | {"acronym"}
        hints[d.short] = hints[d.long] = both
    return {surface: frozenset(rules) for surface, rules in hints.items()}


def set_scene(page: Page, mentions: Sequence[Mention], hints: Hints) -> Scene:
    """Prepare a paper for :func:`describe`."""
    starts = page.starts
    types_at: dict[int, str] = {}
    for m in mentions:
        offset = page.offset(m.field)
        first, last = bisect_left(starts, m.start + offset), bisect_left(starts, m.end + offset)
        types_at.update(dict.fromkeys(range(first, last), m.type))
    own = (i for i, (start, end) in enumerate(page.sentences) if i and _OWN.search(page.clean, start, end))
    types = {m.type for m in mentions if any(r.startswith("coined") for r in hints.get(m.text, ()))}
    marks = tuple(f"new:{type_}" for type_ in sorted(types)) or ("new:none",)
    head, colon, _ = page.text[: max(0, page.split - 2)].partition(":")
    return Scene(page, next(own, 1), types_at, marks, head if colon else "")


def describe(scene: Scene, mentions: Sequence[Mention], group: Sequence[int], hints: Hints) -> list[str]:
    """Return the features of the thing that the mentions ``group`` name."""
    page, type_ = scene.page, mentions[group[0]].type
    found = [f"type:{type_}", f"{type_}|count:{min(len(group), 5)}"]
    found += [f"{type_}|{mark}" for mark in scene.marks]
    found += _name_features(scene, mentions, group, hints, type_)
    fields = {mentions[i].field for i in group}
    found.append(f"{type_}|fields:{'+'.join(sorted(fields))}")
    sentences = set()
    for i in group[:_MOST]:
        m = mentions[i]
        start = m.start + page.offset(m.field)
        sentence = page.sentence_at(start)
        sentences.add(sentence)
        found += _around(scene, m, start, sentence, type_)
    first = min(sentences)
    found.append(f"{type_}|first:{_zone(scene, first)}")
    found += [f"{type_}|zone:{_zone(scene, s)}" for s in sorted(sentences)]
    return sorted(set(found))


def _name_features(
    scene: Scene, mentions: Sequence[Mention], group: Sequence[int], hints: Hints, type_: str
) -> list[str]:
    """Describe the name itself: its shape, what rules said of it, and whether the title begins with it."""
    surfaces = sorted({mentions[i].text for i in group})
    rules = sorted({rule for surface in surfaces for rule in hints.get(surface, ())})
    coined = [rule for rule in rules if rule.startswith("coined")]
    known = "known" if "lexicon" in rules else "unknown"
    found = [f"{type_}|rule:{rule}" for rule in rules] + [f"{type_}|{known}", f"coined:{'+'.join(coined)}"]
    found += [f"{type_}|{known}|coined:{bool(coined)}", f"{type_}|coined:{len(coined)}"]
    if not coined:
        found += [f"{type_}|not-coined|{mark}" for mark in scene.marks]
    for surface in surfaces[:3]:
        found += [
            f"name:{surface.lower()}",
            f"{type_}|shape:{_shape(surface)}",
            f"{type_}|last:{surface.lower().split()[-1]}",
        ]
        if surface in scene.head:
            found.append(f"{type_}|in-title-head")
    return found


def _shape(surface: str) -> str:
    if surface.islower():
        return "lower" if surface.isalpha() else "lower-words"
    return "words" if " " in surface else "mark"


def _zone(scene: Scene, sentence: int) -> str:
    """Return where a sentence stands: title, background, own work, or the last two sentences."""
    if sentence == 0 and scene.page.split > 2:
        return "title"
    if sentence < scene.owner:
        return "background"
    if sentence == scene.owner:
        return "opening"
    left = len(scene.page.sentences) - sentence
    return "last" if left <= 2 else "own"


def _around(scene: Scene, m: Mention, start: int, sentence: int, type_: str) -> list[str]:
    page = scene.page
    from_, to = page.sentences[sentence]
    first = bisect_left(scene.page.starts, start)
    last = bisect_left(scene.page.starts, start + len(m.text))
    low = max(bisect_left(scene.page.starts, from_), first - _FAR)
    high = min(bisect_left(scene.page.starts, to), last + _AFTER)
    left = _words(scene, low, first)
    right = _words(scene, last, high)
    zone = _zone(scene, sentence)
    tag = "T" if zone == "title" else "A"
    typed = f"{type_}|{tag}"
    found = [f"{typed}bow:{w}" for w in left[:-_NEAR]]
    found += [f"{typed}L:{w}" for w in left[-_NEAR:]]
    found += [f"{tag}L:{w}" for w in left]
    found += [f"{typed}R:{w}" for w in right]
    found += [f"{tag}R{k}:{w}" for k, w in enumerate(right[:2])]
    near = ["^", "^", "^", *left][-3:]
    found += [f"{typed}L1:{near[2]}", f"{tag}L2:{near[1]} {near[2]}", f"{tag}L3:{' '.join(near)}"]
    after = [*right, "$", "$"]
    found += [f"{typed}R1:{after[0]}", f"{tag}R2:{after[0]} {after[1]}"]
    found.append(f"{typed}LR:{near[2]}_{after[0]}")
    if zone != "title":
        found += _flags(_view(scene, sentence), start, type_, left)
    return found


def _view(scene: Scene, sentence: int) -> _View:
    if sentence not in scene.views:
        place = scene.page.sentences[sentence]
        own = _OWN.search(scene.page.clean, *place)
        result = bool(_RESULT.search(scene.page.clean, *place))
        scene.views[sentence] = _View(own.end() if own else place[1] + 1, result)
    return scene.views[sentence]


def _flags(view: _View, start: int, type_: str, left: Sequence[str]) -> list[str]:
    own = "own" if view.own <= start else "-"
    result = "result" if view.result else "-"
    colon = "-" if _LISTERS.isdisjoint(left) else "list"
    return [f"{type_}|flags:{own},{result},{colon}", f"{type_}|{own}", f"{type_}|{result}"]


def _words(scene: Scene, low: int, high: int) -> list[str]:
    """Return some words; numbers become 0, mentions their type."""
    found: list[str] = []
    types_at = scene.types_at
    for i, word in enumerate(scene.page.words[low:high], low):
        type_ = types_at.get(i)
        if not type_:
            found.append("0" if word.isdigit() else word)
        elif not found or found[-1] != f"<{type_}>":
            found.append(f"<{type_}>")
    return found
