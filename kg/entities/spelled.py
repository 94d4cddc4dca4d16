"""How well a short form spells a long one: letters of ``MultiMAE`` at the fronts of words of the long form.

The letters of the short form are read from the left; each word of the long form gives some letters of its
front, then at most one letter from inside it, or nothing. That is what Schwartz and Hearst (2003) ask of
definitions in brackets, told apart by how much is left over, so that one can be strict where a text does not
say that it defines anything.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.entities.names import clean

_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "based",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "the",
        "then",
        "to",
        "via",
        "with",
    }
)
#: Words that a long form has at least where nothing but its letters speaks for it.
_LEAST = 3
#: A letter that is doubled: S2DM.
_DOUBLED = re.compile(r"([a-z])2(?=[a-z])")


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """What is left over when a short form is spelled by a long one; less is better.

    Attributes:
        skipped: space-separated words of the long form that give no letter; little words are not counted.
        inside: letters that stand inside a word and not at its front.
        unused: parts of words, as hyphens divide them, that give no letter.
        used: parts that give letters.
        last: how many letters the last of them gives.
    """

    skipped: int
    inside: int
    unused: int
    used: int
    last: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a word of a long form.

    Attributes:
        text: its letters.
        small: whether it is a little word.
        ends: whether its word ends with it.
        missed: whether its word is missed if no part of it gives a letter.
    """

    text: str
    small: bool
    ends: bool
    missed: bool


def spells(short: str, long: str) -> bool:
    """Whether the letters of ``short`` are the fronts of all words of ``long``, of three at least."""
    words = _WORDS.findall(clean(long))
    if len(words) < _LEAST or " " in short.strip() or sum(c.isupper() for c in short) < 2:
        return False
    if any(not w.isalpha() or (len(w) > 1 and w.isupper()) for w in words):
        return False
    found = fit(short, long)
    return found is not None and (found.skipped, found.inside, found.unused) == (0, 0, 0)


def is_initials(short: str, long: str) -> bool:
    """Whether ``short`` is nothing but the capital initials of the words of ``long``, two at least."""
    words = [w for w in _WORDS.findall(clean(long)) if w.casefold() not in _SMALL]
    short = short[:-1] if short[-1:] == "s" else short
    return (
        len(words) > 1
        and short.isupper()
        and not any(len(w) > 1 and w.isupper() for w in words)
        and short.casefold() == "".join(w[0] for w in words).casefold()
    )


@lru_cache(maxsize=1 << 14)
def fit(short: str, long: str) -> Fit | None:
    """Return how ``long`` spells ``short``; nothing if it does not, or if either is too short to tell."""
    letters = "".join(_WORDS.findall(clean(short))).casefold()
    readings = {letters, _DOUBLED.sub(r"\1\1", letters)}
    if short[-1:] == "s" and short[-2:-1].isupper():
        readings |= {r[:-1] for r in readings}
    text = long.casefold().replace("cross", "xcross")
    readings = {r for r in readings if len(r) > 1 and _in_order(r, text)}
    parts = _parts(long) if readings else ()
    if len(parts) < 2:
        return None
    fits = [_Aligner(r, parts).best(0, 0, False) for r in sorted(readings)]
    return min((f for f in fits if f), default=None)


def _in_order(letters: str, text: str) -> bool:
    """Whether a text has all letters in their order: what most pairs fail, and quickly told."""
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True


def _parts(long: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for word in clean(long).split():
        found = _WORDS.findall(word.casefold())
        missed = not _SMALL.issuperset(found)
        parts += [_Part(p, p in _SMALL, i == len(found), missed) for i, p in enumerate(found, start=1)]
    return tuple(parts)


class _Aligner:
    """The best way to read letters out of parts, by dynamic programming over both."""

    def __init__(self, letters: str, parts: tuple[_Part, ...]) -> None:
        self.letters, self.parts = letters, parts
        self.known: dict[tuple[int, int, bool], Fit | None] = {}

    def best(self, at: int, index: int, used: bool) -> Fit | None:
        """Return the best fit of the letters from ``at`` on to the parts from ``index`` on.

        Args:
            at: the next letter.
            index: the next part.
            used: whether an earlier part of the same word gave letters.
        """
        if index == len(self.parts):
            return Fit(0, 0, 0, 0, 0) if at == len(self.letters) else None
        state = (at, index, used)
        if state not in self.known:
            self.known[state] = min(self._ways(at, index, used), default=None)
        return self.known[state]

    def _ways(self, at: int, index: int, used: bool) -> list[Fit]:
        part, found = self.parts[index], list[Fit]()
        rest = self.best(at, index + 1, used and not part.ends)
        if rest:
            skipped = part.missed and part.ends and not used
            found.append(_plus(rest, skipped=int(skipped), unused=int(not part.small)))
        for taken, inside in self._readings(part.text, at):
            rest = self.best(at + taken, index + 1, not part.ends)
            if rest:
                found.append(_plus(rest, inside=inside, taken=taken))
        return found

    def _readings(self, text: str, at: int) -> list[tuple[int, int]]:
        """Return how many letters the front of a part may give, with the number of letters from inside it."""
        letters, found = self.letters, list[tuple[int, int]]()
        for form in (text, "x" + text[5:]) if text.startswith("cross") else (text,):
            for count in range(1, min(len(form), len(letters) - at) + 1):
                if form[count - 1] != letters[at + count - 1]:
                    break
                found.append((count, 0))
                if at + count < len(letters) and letters[at + count] in form[count + 1 :]:
                    found.append((count + 1, 1))
        return found


def _plus(rest: Fit, *, skipped: int = 0, inside: int = 0, unused: int = 0, taken: int = 0) -> Fit:
    """Return the fit of a part and of what comes after it."""
    return Fit(
        rest.skipped + skipped,
        rest.inside + inside,
        rest.unused + unused,
        rest.used + (taken > 0),
        rest.last or taken,
    )
