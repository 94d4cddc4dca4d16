"""Give name-shaped text a type from the words around it: nouns after, verbs before, lists, parts of the name.

Every pattern votes for one type; the votes of all places where a name stands are added up by the arbiter.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from kg.mentions.memo import Memo
from kg.mentions.names import Name
from kg.mentions.nouns import name_type, word_type
from kg.mentions.page import Candidate, Page
from kg.mentions.tables import read_table

_LISTED = re.compile(r"^(?:,? (?:and |or )?|, |/| \([^()]{1,20}\),? (?:and |or )?)$")
_AFTER = re.compile(r"[\"'”’)]* ([a-z][\w-]*|[A-Z]{2,5}s?)(?: ([a-z][\w-]*))?")


#: What a pattern may begin with, the pattern, the type that it votes for and how surely.
_Vote = tuple[re.Pattern[str], re.Pattern[str], str, float]


def _votes_from(place: str) -> tuple[_Vote, ...]:
    rows = read_table("shapes.tsv", ("place", "type", "score", "begins", "pattern"))
    return tuple(
        (re.compile(words), re.compile(pattern), type_, float(score))
        for at, type_, score, words, pattern in rows
        if at == place
    )


_PARTS, _BEFORE = _votes_from("part"), _votes_from("before")


def _beginnings(word: str) -> tuple[int, ...]:
    return tuple(i for i, (words, *_) in enumerate(_BEFORE) if words.fullmatch(word))


#: Which of _BEFORE may begin with a word: most names have no such word before them, or only one.
_BEGINNINGS = Memo(_beginnings)


def find_shapes(page: Page, names: Sequence[Name], known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield an untyped candidate for each name, and one typed candidate for every vote on its type."""
    yield from _from_known(page, names, known)
    types: list[tuple[str, float]] = []
    for i, name in enumerate(names):
        votes = list(_votes(page, name))
        if i and name.start >= page.split and types and types[0][0]:
            between = page.clean[names[i - 1].end : name.start]
            if _LISTED.match(between) and not any(rule == "shape:after" for _, _, rule in votes):
                votes += [(t, round(s * 0.9, 3), "shape:list") for t, s in types]
        yield page.candidate(name.start, name.end, "", "shape:mark" if name.mark else "shape:title", 0.4)
        for type_, score, rule in votes:
            yield page.candidate(name.start, name.end, type_, rule, score)
        types = [(t, s) for t, s, rule in votes if rule in {"shape:before", "shape:list", "shape:after"}]
        yield from _backwards(page, names, i, votes)


def _from_known(page: Page, names: Sequence[Name], known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give names the types of lexicon names that they begin or end with, or stand in a list with."""
    types = {
        (c.start + page.offset(c.field), c.end + page.offset(c.field)): c.type
        for c in known
        if c.rule == "lexicon"
    }
    ends: dict[int, tuple[int, str]] = {}
    starts: dict[int, tuple[int, str]] = {}
    for (start, end), type_ in types.items():
        starts[start], ends[end] = (end, type_), (start, type_)
    row: list[Name] = []
    for name in names:
        first, last = starts.get(name.start), ends.get(name.end)
        if name.mark and first and first[0] < name.end and page.clean[first[0]] in "- ":
            yield page.candidate(name.start, name.end, first[1], "shape:family", 0.7)
        elif name.mark and last and last[0] > name.start and page.clean[last[0] - 1] == "-":
            yield page.candidate(name.start, name.end, last[1], "shape:family-end", 0.6)
        if row and not _LISTED.match(page.clean[row[-1].end : name.start]):
            yield from _share_known(page, row, types)
            row = []
        row.append(name)
    yield from _share_known(page, row, types)


def _share_known(
    page: Page, row: Sequence[Name], types: Mapping[tuple[int, int], str]
) -> Iterator[Candidate]:
    """In a list, names that nobody knows are what most of the known ones are."""
    known = Counter(types[n.start, n.end] for n in row if (n.start, n.end) in types)
    if not known or len(row) < 2:
        return
    type_, count = min(known.items(), key=lambda item: (-item[1], item[0]))
    if count * 2 > known.total():
        for name in row:
            if (name.start, name.end) not in types:
                yield page.candidate(name.start, name.end, type_, "shape:list-known", 0.7)


def _backwards(
    page: Page, names: Sequence[Name], i: int, votes: Sequence[tuple[str, float, str]]
) -> Iterator[Candidate]:
    """A noun after the last name of a list types the names before it: ``A, B and C datasets``."""
    after = [(t, s) for t, s, rule in votes if rule == "shape:after"]
    while after and i and names[i - 1].end <= names[i].start:
        between = page.clean[names[i - 1].end : names[i].start]
        if not _LISTED.match(between):
            return
        i -= 1
        for type_, score in after:
            yield page.candidate(names[i].start, names[i].end, type_, "shape:list-after", score * 0.9)


def _votes(page: Page, name: Name) -> Iterator[tuple[str, float, str]]:
    yield from _OWN_VOTES[name.text]
    if name.start < page.split:
        return
    yield from _votes_before(page, name.start)
    match = _AFTER.match(page.clean, name.end)
    if match:
        noun = word_type(match[1]) or (word_type(match[2]) if match[2] else "")
        if noun:
            yield noun, 0.8, "shape:after"


def _votes_before(page: Page, end: int) -> Iterator[tuple[str, float, str]]:
    """Yield the votes of the words in the same sentence before a name, as far as 60 letters reach."""
    begin = max(page.sentences[page.sentence_at(end)][0], end - 60)
    first, last = bisect_left(page.starts, begin), bisect_left(page.starts, end)
    possible = set(chain.from_iterable(map(_BEGINNINGS.__getitem__, page.words[first:last])))
    if first and page.ends[first - 1] > begin:  # the reach begins within a word
        possible.update(_BEGINNINGS[page.clean[begin : page.ends[first - 1]].lower()])
    if not possible:
        return
    before = page.clean[begin:end]
    for i in sorted(possible):
        _, pattern, type_, score = _BEFORE[i]
        if pattern.search(before):
            yield type_, score, "shape:before"


def _own_votes(name: str) -> tuple[tuple[str, float, str], ...]:
    """Return the votes of the parts of a name."""
    votes = [(type_, score, "shape:part") for _, pattern, type_, score in _PARTS if pattern.search(name)]
    last = name_type(name)
    return (*votes, (last, 0.7, "shape:last-word")) if last else tuple(votes)


_OWN_VOTES = Memo(_own_votes)
