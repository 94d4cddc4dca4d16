"""Find the names of the lexicon in a text.

Text and names are compared word by word, where hyphens and white space do not count (``BLIP-2``, ``BLIP 2``
and ``BLIP2`` are one) and a plural ``s`` at the end is allowed. Names in lower case match in any case; names
with capitals match only as they are written, unless they have three words or more. One dictionary lookup
per word keeps this fast for any size of lexicon; the longest name at a place wins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon import NEVER, Entry
from kg.mentions.page import Candidate, Page, cut

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


@dataclass(frozen=True, slots=True)
class Matcher:
    """The lexicon prepared for lookup: forms by lower-cased words, and the longest form by first word."""

    forms: dict[str, tuple[_Form, ...]]
    longest: dict[str, int]

    def type_of(self, name: str) -> str:
        """Return the type of ``name`` in the lexicon, or an empty text."""
        words = _words(name)
        return self._pick(" ".join(words).lower(), " ".join(words), name)

    def _pick(self, key: str, cased: str, text: str) -> str:
        for form in self.forms.get(key, ()):
            if form.cased:
                if form.cased == cased:
                    return form.type
            elif not form.single or not text.isupper() or len(text) == 1:
                return form.type
        return ""

    def find(self, page: Page) -> Iterator[Candidate]:
        """Yield a candidate for each name that stands in ``page``; ``never`` entries have rule ``never``."""
        text, pieces, past = page.clean, page.pieces, 0
        for i, (start, _, word) in enumerate(pieces):
            size = self.longest.get(word)
            if size is None or i < past or not _opens(text, start):
                continue
            for length in range(min(size, len(pieces) - i), 0, -1):
                run = pieces[i : i + length]
                key = " ".join([p[2] for p in run])
                if key not in self.forms:
                    continue
                end = run[-1][1]
                type_ = self._pick(key, " ".join([text[s:e] for s, e, _ in run]), text[start:end])
                if type_ and _closes(text, end):
                    past = i + length
                    yield _candidate(page, start, _without_score(text, start, end, type_), type_)
                    break


def make_matcher(lexicon: Sequence[Entry]) -> Matcher:
    """Prepare ``lexicon``; where two entries share a form, the first one has it."""
    forms: dict[str, dict[str, _Form]] = {}
    for entry in lexicon:
        for surface in entry.surfaces:
            words = _words(surface)
            if not words:
                continue
            single = len(words) == 1
            free = surface == surface.lower() or (len(words) >= 3 and any(w.islower() for w in words))
            free = free or (len(words) >= 3 and all(w.isalpha() and len(w) > 1 for w in words))
            for last in _plurals(words[-1]):
                spelling = " ".join([*words[:-1], last])
                form = _Form("" if free else spelling, entry.type, single)
                forms.setdefault(spelling.lower(), {}).setdefault(form.cased, form)
    longest: dict[str, int] = {}
    for key in forms:
        first, _, _ = key.partition(" ")
        longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
    # Exact spellings are tried before the form for which case does not matter.
    ordered = {k: tuple(sorted(v.values(), key=lambda f: f.cased == "")) for k, v in forms.items()}
    return Matcher(ordered, longest)


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
