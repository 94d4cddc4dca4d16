"""Short forms that a paper uses beside their long forms without defining them.

``UNITER`` and ``UNiversal Image-TExt Representation`` in one abstract are one thing, with brackets or
without: the capitals of the long form, or the initials of its words, are the letters of the short form. Both
must be mentions of one kind in the same paper, and nothing here looks beyond it.
"""

import re
from collections.abc import Iterator

from kg.entities.names import clean
from kg.model import Reading
from kg.ontology import kind_name

_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    {"a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "the", "to", "via", "with"}
)
#: Short forms with fewer letters agree with too much by chance.
_LETTERS = 3


def undefined_pairs(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield short and long forms among a paper's mentions that spell each other, in the order of the text."""
    shorts: dict[str, set[str]] = {}
    longs: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for text, kind in dict.fromkeys((m.text, kind_name(m.type)) for m in reading.mentions):
        separated = text.count(" ") + text.count("-") + 1 >= _LETTERS
        words = _WORDS.findall(clean(text)) if separated else []
        if len(words) >= _LETTERS and all(_is_spelled_out(w) for w in words):
            longs.setdefault(kind, []).append((text, _spellings(text, words)))
        elif " " not in text and sum(c.isupper() for c in text) >= 2:
            shorts.setdefault(kind, set()).add(text)
    for kind, found in longs.items():
        for text, spellings in found:
            matching = [s for s in sorted(shorts.get(kind, ())) if _letters(s) & spellings]
            if len(matching) == 1:
                yield matching[0], text


def spells(short: str, long: str) -> bool:
    """Whether the letters of ``short`` are the capitals or the initials of ``long``."""
    words = _WORDS.findall(clean(long))
    return (
        len(words) >= _LETTERS
        and all(map(_is_spelled_out, words))
        and " " not in short.strip()
        and sum(c.isupper() for c in short) >= 2
        and bool(_letters(short) & _spellings(long, words))
    )


def _is_spelled_out(word: str) -> bool:
    return word.isalpha() and not (len(word) > 1 and word.isupper())


def _capitals(text: str) -> str:
    return "".join(c for c in text if c.isupper())


def _spellings(text: str, words: list[str]) -> frozenset[str]:
    """Return what the capitals and the initials of a long form spell."""
    content = [w for w in words if w not in _SMALL]
    initials = "".join(w[0] for w in content)
    every = {_capitals(text), initials, "".join(w[0] for w in words)}
    return frozenset(s.upper() for s in every if len(s) >= _LETTERS)


def _letters(short: str) -> frozenset[str]:
    """Return the letters of a short form: all, its capitals, and those of its last part."""
    last = short.rpartition("-")[2]
    every = {"".join(_WORDS.findall(short)), _capitals(short), last}
    every |= {s.removesuffix("s") for s in every}
    return frozenset(s.upper() for s in every if len(s) >= _LETTERS)
