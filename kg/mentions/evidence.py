"""Describe a string that may be a name, as a list of short texts: what the learned arbiter looks at.

Looked at are the string itself, every rule that proposed it and for which type, the words around the places
where it stands, what it is listed with, the other form of its definition and the strings within and around
it. The network hashes the texts (:mod:`kg.mentions.network`).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.mentions.decide import gather
from kg.mentions.memo import Memo
from kg.mentions.nouns import word_type
from kg.mentions.page import Candidate, Page
from kg.model import Definition

#: So many places of a string are looked at.
_MOST = 5
#: So many words on each side of a place are looked at.
_NEAR = 5
_UPPER, _LOWER, _DIGITS = re.compile("[A-ZÀ-Þ]+"), re.compile("[a-zß-ÿ]+"), re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+|[^\s\w]")
_INNER = re.compile(r"\S[A-ZÀ-ÖØ-Þ]")
_LISTING = frozenset((",", "and", "or", "/"))
#: Rules that tell the type of a neighbour in a list.
_TELLING = ("lexicon", "coined")


class _Form(NamedTuple):
    """A string with its places, as first and one past the last word, and the rules that proposed it."""

    text: str
    places: tuple[tuple[int, int], ...]
    rules: Mapping[tuple[str, str], float]


def describe_forms(
    page: Page, candidates: Iterable[Candidate], definitions: Sequence[Definition]
) -> dict[str, list[str]]:
    """Return the features of every string that the candidates cover, sorted by string."""
    forms = _forms(page, candidates)
    partners = _partners(definitions)
    owners = _owners(forms)
    nested = _nesting(forms, page)
    words = [*map(_PLAIN.__getitem__, page.words)]
    found = {}
    for text, form in forms.items():
        kind = _kind(text)
        features = [*_NAME[text], f"places={min(len(form.places), 4)}{kind}", *_RULES[kind, *form.rules]]
        for place in form.places[:_MOST]:
            features += _around(page, words, place, text)
            if owners:
                features += _listed(page, place, forms, owners)
        features += nested[text]
        for side, other in partners.get(text, ()):
            features += _partner(side, other, forms.get(other))
        found[text] = list(dict.fromkeys(features))
    return found


def _forms(page: Page, candidates: Iterable[Candidate]) -> dict[str, _Form]:
    forms = {}
    for text, found in sorted(gather(page, candidates).items()):
        rules: dict[tuple[str, str], float] = {}
        for c in found:
            rules[c.rule, c.type] = max(rules.get((c.rule, c.type), 0.0), c.score)
        forms[text] = _Form(text, tuple(_places(page, text)) if text else (), rules)
    return forms


def _places(page: Page, text: str) -> Iterator[tuple[int, int]]:
    """Yield the first word, and one past the last, of each place where a text stands in whole words."""
    clean, starts, ends = page.clean, page.starts, page.ends
    at = clean.find(text)
    while at >= 0:
        end = at + len(text)
        first, last = bisect_left(starts, at), bisect_left(ends, end)
        if first < len(starts) and starts[first] == at and last < len(ends) and ends[last] == end:
            yield first, last + 1
        at = clean.find(text, at + 1)


def _shape(word: str) -> str:
    return _DIGITS.sub("0", _LOWER.sub("a", _UPPER.sub("A", word)))[:12]


_SHAPES = Memo(_shape)


def _kind(text: str) -> str:
    return "C" if text != text.lower() else "l"


def _name(text: str) -> tuple[str, ...]:
    """Describe the string itself."""
    kind = _kind(text)
    words = _WORD.findall(text.lower())
    whole = [w for w in words if w[0].isalnum()] or [text]
    last = whole[-1]
    found = [
        "bias",
        f"form={text.lower()}",
        f"first={whole[0]}",
        f"last={last}",
        f"last2={' '.join(whole[-2:])}",
    ]
    found += [
        f"shape={_shape(text)}",
        f"n={min(len(whole), 7)}{kind}",
        f"end3={last[-3:]}",
        f"end4={last[-4:]}",
    ]
    found += [f"caps={kind}", f"lastshape={_SHAPES[text.rsplit(maxsplit=1)[-1]]}", f"start3={whole[0][:3]}"]
    found += [f"w={w}" for w in whole[:-1]]
    found += [f"begin{n}={text[:n]}" for n in (2, 3, 4)] + [f"tail{n}={text[-n:]}" for n in (2, 3)]
    found += [mark for mark, there in (("hyphen", "-" in text), ("digit", _DIGITS.search(text))) if there]
    if _INNER.search(text):
        found.append("inner")
    if len(whole) == 1:
        found += [f"3g={text[i : i + 3]}" for i in range(len(text) - 2)]
    return tuple(found)


_NAME = Memo(_name, most=1 << 14)


def _rules(kind_and_rules: tuple[Any, ...]) -> tuple[str, ...]:
    """Name the rules that proposed a string of a kind, alone and together."""
    kind: str = kind_and_rules[0]
    rules: tuple[tuple[str, str], ...] = kind_and_rules[1:]
    types = defaultdict(set)
    found = []
    for rule, type_ in rules:
        group = rule.partition(":")[0]
        types[group].add(type_)
        found += [f"r={rule}|{type_}", f"r={rule}|{type_}{kind}", f"g={group}|{type_}"]
    told = sorted({t for ts in types.values() for t in ts if t})
    found.append(f"types={','.join(told)}")
    lexicon, coined = ",".join(sorted(types["lexicon"])), ",".join(sorted(types["coined"]))
    found += [
        f"lc={lexicon}|{coined}|{kind}",
        f"groups={','.join(sorted(types))}",
        f"new={coined}|{','.join(told)}",
    ]
    return tuple(found)


#: The same few rules propose most strings together.
_RULES = Memo(_rules)


def _around(page: Page, words: Sequence[str], place: tuple[int, int], text: str) -> list[str]:
    """Describe the words around one place; ``words`` are those of the whole paper."""
    (first, last), kind = place, _kind(text)
    start, end = page.starts[first], page.ends[last - 1]
    from_, to = page.sentences[page.sentence_at(start)] if page.sentences else (0, len(page.text))
    low, high = max(0, first - _NEAR), min(len(words), last + _NEAR)
    while low < first and page.starts[low] < from_:
        low += 1
    while high > last and page.ends[high - 1] > to:
        high -= 1
    left, right = words[low:first], words[last:high]
    near, after = ["^", "^", *left][-2:], [*right, "$", "$"]
    title = "T" if start < page.split else "A"
    found = [f"{title}{kind}", f"L1={near[1]}", f"R1={after[0]}", f"{title}L1={near[1]}"]
    found += [f"L2={near[0]} {near[1]}", f"R2={after[0]} {after[1]}", f"LR={near[1]}_{after[0]}"]
    found += [f"L={w}" for w in left] + [f"R={w}" for w in right]
    # A hyphen is no piece, so the marks that touch the string are looked at by themselves.
    before, behind = page.clean[max(0, start - 1) : start], page.clean[end : end + 1]
    found.append(f"touch={before.strip()}_{behind.strip()}{kind}")
    if start == 0:
        found.append(f"opens{kind}{behind}")
    for distance, word in enumerate(right[:3]):
        noun = word_type(word)
        if noun:
            found += [f"noun={noun}", f"noun{distance}={noun}{kind}"]
            break
    noun = word_type(near[1])
    if noun:
        found.append(f"nounbefore={noun}")
    return found


def _plain(word: str) -> str:
    return "0" if word[0].isdigit() else word


_PLAIN = Memo(_plain)


def _owners(forms: Mapping[str, _Form]) -> dict[tuple[str, int], list[str]]:
    """Return the strings that end, or begin, at each word and have a rule that tells their type."""
    owners: dict[tuple[str, int], list[str]] = defaultdict(list)
    for text, form in forms.items():
        if any(rule.startswith(_TELLING) for rule, _ in form.rules):
            for first, last in form.places:
                owners["begin", first].append(text)
                owners["end", last].append(text)
    return owners


def _listed(
    page: Page,
    place: tuple[int, int],
    forms: Mapping[str, _Form],
    owners: Mapping[tuple[str, int], list[str]],
) -> list[str]:
    """Name the types of the neighbours in a list: ``ImageNet, X and COCO``."""
    (first, last), words, found = place, page.words, []
    for side, at, step in (("end", first, -1), ("begin", last, 1)):
        where = at
        for _ in range(2):
            mark = where - 1 if step < 0 else where
            if 0 <= mark < len(words) and words[mark] in _LISTING:
                where += step
        for other in owners.get((side, where), ()) if where != at else ():
            found += [f"list {side}={t}" for rule, t in forms[other].rules if rule.startswith(_TELLING) and t]
    return found


def _partners(definitions: Sequence[Definition]) -> dict[str, list[tuple[str, str]]]:
    partners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for d in definitions:
        partners[d.short].append(("short", d.long))
        partners[f"{d.short}s"].append(("short", d.long))
        partners[d.long].append(("long", d.short))
    return partners


def _partner(side: str, text: str, other: _Form | None) -> list[str]:
    """Describe the other form of a definition: a long form's last word tells much of its acronym."""
    words = _WORD.findall(text.lower()) or [text]
    found = [
        side,
        f"{side} last={words[-1]}",
        f"{side} last2={' '.join(words[-2:])}",
        f"{side} first={words[0]}",
    ]
    noun = word_type(words[-1])
    if noun:
        found.append(f"{side} noun={noun}")
    if other:
        found += [f"{side} r={rule}|{type_}" for rule, type_ in other.rules]
    return found


def _nesting(forms: Mapping[str, _Form], page: Page) -> dict[str, list[str]]:
    """Say which rules proposed longer strings around each string, and shorter ones within it."""
    found: dict[str, list[str]] = {text: [] for text in forms}
    weights = {text: _weight(form) for text, form in forms.items()}
    spans = sorted((first, -last, text) for text, form in forms.items() for first, last in form.places)
    inside: dict[str, set[int]] = defaultdict(set)
    for i, (begin, minus_end, longer) in enumerate(spans):
        for first, minus_last, text in spans[i + 1 :]:
            if first >= -minus_end:
                break
            if minus_last < minus_end:
                found[text].append(f"crosses {weights[longer]}")
                found[longer].append(f"crosses {weights[text]}")
                continue
            inside[text].add(first)
            found[text].append(f"in {weights[longer]}")
            found[longer].append(f"has {weights[text]}")
            if first > begin:
                found[text].append(f"in after={page.words[first - 1]}")
            if minus_last > minus_end:
                found[text].append(f"in before={page.words[-minus_last]}")
    for text, places in inside.items():
        found[text].append("always inside" if len(places) == len(forms[text].places) else "sometimes inside")
    return found


def _weight(form: _Form) -> str:
    """Return the best kind of rule that proposed a string."""
    rules = {rule.partition(":")[0] for rule, _ in form.rules}
    return next((kind for kind in ("never", "lexicon", "coined", "phrase", "shape") if kind in rules), "span")
