"""Find the names of the lexicon in a text.

Text and names are compared word by word, where hyphens and white space do not count (``BLIP-2``, ``BLIP 2``
and ``BLIP2`` are one) and a plural ``s`` at the end is allowed. Names in lower case match in any case; names
with capitals match only as they are written, unless they have three words or more. One dictionary lookup
per word keeps this fast for any size of lexicon; the longest name at a place wins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.lexicon import NEVER, Entry
from kg.mentions.page import Candidate, Page, Piece, cut

#: A word, a number or a mark, and the space after it.
TOKEN = re.compile(r"([^\W\d_]+|\d+|_|[^\w\s]|\s+)( ?)")
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
class Matcher:
    """The lexicon prepared for lookup: trees of the lower-cased words of its names.

    Attributes:
        names: names and their types by their first word; a tree grows from them when a text has that word,
            since few of the words of a large lexicon stand in any one text.
        trees: the trees grown so far.
    """

    names: Mapping[str, Sequence[tuple[str, str]]]
    trees: dict[str, _Node] = field(default_factory=dict)

    def tree(self, word: str) -> _Node | None:
        """Return the tree of the names that begin with ``word``."""
        if word not in self.names:
            return None
        if word not in self.trees:
            self.trees[word] = _grow(word, self.names[word])
        return self.trees[word]

    def type_of(self, name: str) -> str:
        """Return the type of ``name`` in the lexicon, or an empty text."""
        words = [word for _, _, word in cut(name)]
        node = self.tree(words[0]) if words else None
        for word in words[1:]:
            node = node.after.get(word) if node else None
        return _pick(node.forms, name, " ".join(_words(name))) if node else ""

    def find(self, page: Page) -> Iterator[Candidate]:
        """Yield a candidate for each name that stands in ``page``; ``never`` entries have rule ``never``."""
        text, pieces, past = page.clean, page.pieces, 0
        names = self.names
        for i, (start, _, word) in enumerate(pieces):
            if word not in names or i < past or not _opens(text, start):
                continue
            node = self.tree(word)
            if node is None:
                continue
            found = _longest(text, pieces, i, node)
            if found:
                past, end, type_ = found
                yield _candidate(page, start, _without_score(text, start, end, type_), type_)


def _longest(text: str, pieces: Sequence[Piece], first: int, node: _Node) -> tuple[int, int, str] | None:
    """Return the longest name that begins with the piece ``first``: index past it, its end, its type."""
    found: tuple[int, int, str] | None = None
    i, count, start = first, len(pieces), pieces[first][0]
    while True:
        end = pieces[i][1]
        i += 1
        if node.forms and _closes(text, end):
            spelling = " ".join([text[s:e] for s, e, _ in pieces[first:i]])
            type_ = _pick(node.forms, text[start:end], spelling)
            if type_:
                found = i, end, type_
        following = node.after.get(pieces[i][2]) if i < count else None
        if following is None:
            return found
        node = following


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
                names.setdefault(first.lower(), []).append((surface, entry.type))
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
            node = node.after.setdefault(word, _Node())
        # Exact spellings are tried before the form for which case does not matter.
        node.forms = tuple(sorted(found.values(), key=lambda f: f.cased == ""))
    return root


def _is_free(surface: str, words: Sequence[str]) -> bool:
    """Say whether a name matches in any case: written in lower case, or three words of plain letters."""
    if surface == surface.lower():
        return True
    plain = all(word.isalpha() and len(word) > 1 for word in words)
    return len(words) >= 3 and (plain or any(word.islower() for word in words))


def _without_score(text: str, start: int, end: int, type_: str) -> int:
    """Cut *score* off the abbreviation of a metric: a ``BLEU score`` is BLEU, while ``F1 score`` is whole."""
    head, space, last = text[start:end].rpartition(" ")
    if (
        type_ == _METRIC
        and space
        and last in {"score", "scores"}
        and head.isalpha()
        and not head[1:].islower()
    ):
        return start + len(head)
    return end


def _words(name: str) -> list[str]:
    return [name[start:end] for start, end, _ in cut(name)]


def _plurals(word: str) -> tuple[str, ...]:
    if not word.isalpha() or len(word) < 2 or word.endswith("s"):
        return (word,)
    if word.endswith("y") and word.islower() and word[-2] not in "aeiou":
        return (word, word[:-1] + "ies")
    return (word, word + "s")


def _candidate(page: Page, start: int, end: int, type_: str) -> Candidate:
    if type_ == NEVER:
        return page.candidate(start, end, "", "never", 1.0)
    text = page.clean[start:end]
    score = _WORD_SCORE if text.isalpha() and text[1:].islower() else _SCORE
    return page.candidate(start, end, type_, "lexicon", score)


def _opens(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_\\")


def _closes(text: str, end: int) -> bool:
    return end == len(text) or not (text[end].isalnum() or text[end] == "_")
