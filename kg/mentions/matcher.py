"""Find the names of the lexicon in a text.

Text and names are compared word by word, where hyphens and white space do not count (``BLIP-2``, ``BLIP 2``
and ``BLIP2`` are one) and a plural ``s`` at the end is allowed. Names in lower case match in any case; names
with capitals match only as they are written, unless they have three words or more. One dictionary lookup
per word keeps this fast for any size of lexicon; the longest name at a place wins.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, count

from kg.lexicon import NEVER, Entry
from kg.mentions.memo import Memo
from kg.mentions.page import Candidate, Page, cut

_PIECE = re.compile(r"[^\W\d_]+|\d+|\n|[^\w\s\-‐‑–]")
_METRIC = "Metric"
_SCORE = 0.85
#: One ordinary word in lower case is a name less often.
_WORD_SCORE = 0.7


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a lexicon name: its cased spelling, or empty when case does not matter."""

    cased: str
    type: str
    single: bool


@dataclass(slots=True)
class _Node:
    """A step in the tree of names: the forms that end here and the words that go on."""

    forms: tuple[_Form, ...] = ()
    after: dict[str, "_Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Find:
    """How much of a text is the name, and the candidate that it makes."""

    length: int
    type: str
    rule: str
    score: float


class Matcher:
    """The lexicon prepared for lookup: trees of the lower-cased words of its names.

    A tree grows when a text has its first word, since few of the words of a large lexicon stand in any one
    text.
    """

    def __init__(self, names: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Take the names, and their types, by their first word."""
        self._names = names
        self._trees: Memo[str, _Node] = Memo(self._tree)
        self._finds: Memo[str, _Find | None] = Memo(self._find)

    def type_of(self, name: str) -> str:
        """Return the type of ``name`` in the lexicon, or an empty text."""
        first, *rest = [word for _, _, word in cut(name)] or [""]
        node: _Node | None = self._trees[first]
        for word in rest:
            node = node.after.get(word) if node else None
        return _pick(node.forms, name, " ".join(_words(name))) if node else ""

    def find(self, page: Page) -> Iterator[Candidate]:
        """Yield a candidate for each name that stands in ``page``; ``never`` entries have rule ``never``."""
        text, words, starts, past = page.clean, page.words, page.starts, 0
        names, trees = self._names, self._trees
        for i in compress(count(), map(names.__contains__, words)):
            if i < past:
                continue
            node = trees[words[i]]
            if not (node.forms or (i + 1 < len(words) and words[i + 1] in node.after)):
                continue
            start = starts[i]
            if not _opens(text, start):
                continue
            last, found = self._longest(page, i, node)
            if found:
                past = last
                yield page.candidate(start, start + found.length, found.type, found.rule, found.score)

    def _longest(self, page: Page, first: int, node: _Node) -> tuple[int, _Find | None]:
        """Return the longest name that begins with the word ``first``, and the index past its last word."""
        text, words, ends, start = page.clean, page.words, page.ends, page.starts[first]
        past, found, i, count = first, None, first, len(page.words)
        while True:
            end = ends[i]
            i += 1
            if node.forms and _closes(text, end):
                here = self._finds[text[start:end]]
                if here:
                    past, found = i, here
            following = node.after.get(words[i]) if i < count else None
            if following is None:
                return past, found
            node = following

    def _tree(self, word: str) -> _Node:
        """Return the tree of the names that begin with ``word``."""
        return _grow(word, self._names.get(word, ()))

    def _find(self, text: str) -> _Find | None:
        """Return what to make of a text, if it is a name."""
        type_ = self.type_of(text)
        if not type_ or type_ == NEVER:
            return _Find(len(text), "", "never", 1.0) if type_ else None
        name = _without_score(text, type_)
        plain = name.isalpha() and name[1:].islower()
        return _Find(len(name), type_, "lexicon", _WORD_SCORE if plain else _SCORE)


def _pick(forms: tuple[_Form, ...], text: str, spelling: str) -> str:
    """Return the type of the first form that allows this spelling, or an empty text."""
    for form in forms:
        if form.cased:
            if form.cased == spelling:
                return form.type
        elif not form.single or not text.isupper() or len(text) == 1:
            return form.type
    return ""


def make_matcher(lexicon: Sequence[Entry]) -> Matcher:
    """Prepare ``lexicon``; where two entries share a form, the first one has it."""
    names: dict[str, list[tuple[str, str]]] = {}
    for entry in lexicon:
        for surface in entry.surfaces:
            words = _PIECE.findall(surface)
            firsts = _plurals(words[0]) if len(words) == 1 else words[:1]
            for first in firsts:
                # The words of papers are interned too: equal ones are then found without being compared.
                names.setdefault(sys.intern(first.lower()), []).append((surface, entry.type))
    return Matcher(names)


def _grow(first: str, names: Sequence[tuple[str, str]]) -> _Node:
    """Return the tree of the spellings that begin with the lower-cased word ``first``."""
    forms: dict[str, dict[str, _Form]] = {}
    for surface, type_ in names:
        words = _words(surface)
        for last in _plurals(words[-1]):
            spelling = " ".join([*words[:-1], last])
            form = _Form("" if _is_free(surface, words) else spelling, type_, len(words) == 1)
            forms.setdefault(spelling.lower(), {}).setdefault(form.cased, form)
    root = _Node()
    for key, found in forms.items():
        node = root
        head, *rest = key.split(" ")
        if head != first:
            continue
        for word in rest:
            node = node.after.setdefault(sys.intern(word), _Node())
        # Exact spellings are tried before the form for which case does not matter.
        node.forms = tuple(sorted(found.values(), key=lambda f: f.cased == ""))
    return root


def _is_free(surface: str, words: Sequence[str]) -> bool:
    """Say whether a name matches in any case: written in lower case, or three words of plain letters."""
    if surface == surface.lower():
        return True
    plain = all(word.isalpha() and len(word) > 1 for word in words)
    return len(words) >= 3 and (plain or any(word.islower() for word in words))


def _without_score(name: str, type_: str) -> str:
    """Cut *score* off the abbreviation of a metric: a ``BLEU score`` is BLEU, while ``F1 score`` is whole."""
    head, space, last = name.rpartition(" ")
    score = space and last in {"score", "scores"}
    return head if type_ == _METRIC and score and head.isalpha() and not head[1:].islower() else name


def _words(name: str) -> list[str]:
    return [name[start:end] for start, end, _ in cut(name)]


def _plurals(word: str) -> tuple[str, ...]:
    if not word.isalpha() or len(word) < 2 or word.endswith("s"):
        return (word,)
    if word.endswith("y") and word.islower() and word[-2] not in "aeiou":
        return (word, word[:-1] + "ies")
    return (word, word + "s")


def _opens(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_\\")


def _closes(text: str, end: int) -> bool:
    return end == len(text) or not (text[end].isalnum() or text[end] == "_")
