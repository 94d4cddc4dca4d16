"""Parse names of models, datasets and measures: family, version, size and variant.

``Qwen2.5-VL-7B-Instruct`` is family Qwen, version 2.5, variant VL Instruct, size 7B. What cannot be read as
a mark stays part of the family, so that names which only look alike have different families.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.entities.marks import (
    ARCHITECTURES,
    FORMAT_WORDS,
    GLUED_WORDS,
    KIN,
    LINKING_WORDS,
    SIZE_LETTERS,
    SIZE_WORDS,
    VARIANT_WORDS,
    WHOLE,
)
from kg.entities.names import clean, comparison_key

_CHUNK = re.compile(r"[^\s\-_/@:(),]+")
_QUANTITY = re.compile(
    r"(?:so|\d+x)?\d+(?:\.\d+)?(?:[kmbt]|[gm]f)|\d+(?:px|p|bit|frames?|shot|d|x)|[blhsgmrwx]\d{1,3}[a-z]?|rn\d+(?:x\d+)?",
    re.I,
)
_NUMBER = re.compile(r"v?\d+(?:\.\d+)*", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A family's letters, the number behind them, and at most a unit or a letter behind that.
_GLUED = re.compile(
    r"(?P<family>\d*[^\W\d_][^\d]*?(?:\d+[^\W\d_]{2,})*?)(?P<number>[vV]?\d+(?:\.\d+)*)(?P<tail>[^\W\d_]{0,6}?)"
)
#: A number with a letter behind it, as in GPT-4V and GPT-4o.
_NUMBERED = re.compile(r"(?P<number>[vV]?\d+(?:\.\d+)*)(?P<tail>[^\W\d_])")
#: How many parameters, in front of a name.
_PARAMETERS = re.compile(r"\d+(?:\.\d+)?[bm]", re.I)
#: A version with a hyphen for its point: stable-diffusion-v1-5.
_HYPHEN_POINT = re.compile(r"(?<=[-_ ][vV]\d)-(?=\d(?![\d.]*[^\W_]))")
_WHOLE = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, WHOLE), reverse=True))})(?![^\W\d_])", re.I)
_UNITS = frozenset("kmbt")
_GLUED_WORDS = (*sorted(GLUED_WORDS), "Pro")
_GLUED_WORD = re.compile(
    rf"(?P<family>.*[a-z])(?P<word>{'|'.join(sorted(GLUED_WORDS))})|(?P<acronym>.*[A-Z]{{2}})Pro"
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name.

    Attributes:
        family: what is no mark, as it is written.
        version: the version number without its v, as ``2.5`` or a year; empty when there is none.
        size: sizes and quantities in their order, as ``7B`` or ``B 16``.
        variant: words and letters that name a variant, in their order.
    """

    family: str
    version: str = ""
    size: tuple[str, ...] = ()
    variant: tuple[str, ...] = ()

    @property
    def family_key(self) -> str:
        """The comparison key of the family."""
        return comparison_key(self.family)

    @property
    def kin(self) -> str:
        """The comparison key of the family, or of the family that it belongs to under another name."""
        return KIN.get(self.family_key, self.family_key)

    @property
    def has_marks(self) -> bool:
        """Whether the name has a version, a size or a variant."""
        return bool(self.version or self.size or self.variant)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Version and sizes in a form that levels spelling: AIME24 and AIME 2024, ViT-B and ViT-Base."""
        return tuple(sorted(filter(None, map(_level, (self.version, *self.size)))))

    @property
    def marks(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Numbers and variants in a form in which equal ones compare equal, whatever their order."""
        if not self.has_marks:
            return (), ()
        variants = sorted(_VARIANT_SHORT.get(v.casefold(), v.casefold()) for v in self.variant)
        return self.numbers, tuple(variants)


@lru_cache(maxsize=1 << 12)
def _level(mark: str) -> str:
    """Write a version or a size in one way: years by two digits, shares as percent, size letters as words."""
    lower = mark.casefold()
    if _YEAR.fullmatch(lower):
        return lower[2:]
    if re.fullmatch(r"0\.\d+", lower):
        return f"{float(lower) * 100:g}"
    return SIZE_LETTERS.get(lower) or re.sub(r"(?:\.0)+$|(?<=\d)px$", "", lower)


#: One way to write a variant.
_VARIANT_SHORT = {"vision": "v", "plus": "+", "next": "next", "ov": "onevision"}


@lru_cache(maxsize=1 << 14)
def parse_name(name: str) -> NameParts:
    """Return the parts of a name; see the module's text for the rules."""
    if name.isalpha() and name.isascii() and not name.endswith(_GLUED_WORDS):
        return NameParts(name)
    words = _words(name)
    if len(words) > 1 and _PARAMETERS.fullmatch(words[0]) and not _is_mark(words[1]):
        # "43B GPT" is GPT of 43B.
        words = [*words[1:], words[0]]
    count = 1 if words else 0
    while count < len(words) and not _begins_marks(words, count):
        count += 1
    version, sizes, variants = "", [], []
    for word in words[count:]:
        role = _role(word)
        if role == "version" and not version:
            version = word.lstrip("vV")
        elif role in {"size", "version"}:
            sizes.append(word)
        else:
            variants.append(word)
    return NameParts(" ".join(words[:count]), version, tuple(sizes), tuple(variants))


def _begins_marks(words: list[str], index: int) -> bool:
    """Whether the word at ``index`` ends the family; a single letter does only before marks or the end."""
    if len(words[index]) == 1 and words[index].isalpha():
        return index + 1 == len(words) or _is_mark(words[index + 1])
    return _is_mark(words[index])


def _is_mark(word: str) -> bool:
    return _role(word) != ""


def _words(name: str) -> list[str]:
    """Split a name at separators and where a number ends the letters of a word."""
    name = clean(name)
    words: list[str] = []
    if whole := _WHOLE.match(name):
        words, name = [whole[0]], name[whole.end() :]
    if "-" in name:
        name = _HYPHEN_POINT.sub(".", name)
    for chunk in _CHUNK.findall(name):
        words += _unglue_later(chunk) if words else _unglue(chunk, first=True)
    while len(words) > 1 and words[-1].casefold() in FORMAT_WORDS:
        words.pop()
    if len(words) > 2:
        return [words[0], *(w for w, after in pairwise(words[1:]) if not _says_nothing(w, after)), words[-1]]
    return words


def _says_nothing(word: str, after: str) -> bool:
    """Whether a word between a family and its marks may as well be left out."""
    return word in LINKING_WORDS or (word.casefold() in ARCHITECTURES and after.casefold() in SIZE_LETTERS)


def _unglue(chunk: str, *, first: bool) -> list[str]:
    """Split ``Qwen2.5``, ``GPT4o``, ``VQAv2``, ``CC3M``, ``HumanEval+``; leave ``Mask2Former``, ``T5``."""
    bare = chunk
    if chunk[-1] == "+":
        bare = chunk.rstrip("+") or chunk
    elif chunk.isalpha() and not chunk.endswith(_GLUED_WORDS):
        return [chunk]
    if bare.endswith(_GLUED_WORDS) and (glued := _GLUED_WORD.fullmatch(bare)):
        family = glued["family"] or glued["acronym"]
        return [family, bare[len(family) :], *"+" * (len(chunk) - len(bare))]
    return [*_split(bare, first=first), *"+" * (len(chunk) - len(bare))]


@lru_cache(maxsize=1 << 14)  # sizes and versions of many names are the same few
def _unglue_later(chunk: str) -> list[str]:
    return _unglue(chunk, first=False)


def _split(bare: str, *, first: bool) -> list[str]:
    if bare.isalpha():
        return [bare]
    behind = _NUMBERED.fullmatch(bare)
    if behind and not first and behind["tail"].casefold() not in _UNITS:
        return [behind["number"], behind["tail"]]
    match = _GLUED.fullmatch(bare)
    if match is None or _NUMBER.fullmatch(bare) or (_is_quantity(bare) and not first):
        return [bare]
    family, number, tail = match["family"], match["number"], match["tail"]
    if tail.casefold() in _UNITS and tail and len(family) > 1:
        return [family, number.lstrip("vV") + tail]
    return [bare] if _is_whole(family, number, tail) else [p for p in (family, number, tail) if p]


def _is_whole(family: str, number: str, tail: str) -> bool:
    """Whether a number inside a word is part of the name: T5, C4, Mask2Former, DETR3D; but not o1."""
    lower = tail.casefold()
    return (
        (len(family) == 1 and (family.isupper() or bool(tail)))
        or (len(tail) > 1 and lower not in VARIANT_WORDS | SIZE_WORDS)
        or (lower == "d" and number in {"2", "3", "4"})
    )


def _is_quantity(word: str) -> bool:
    return bool(_QUANTITY.fullmatch(word))


@lru_cache(maxsize=1 << 14)
def _role(word: str) -> str:
    """Return what a word behind a family is: version, size or variant, or nothing that is known."""
    lower, plain = word.casefold(), word.isalpha()
    if not plain and _NUMBER.fullmatch(word):
        return _number_role(lower)
    if (
        (not plain and _is_quantity(word))
        or lower in SIZE_WORDS
        or (word.isupper() and lower in SIZE_LETTERS)
    ):
        return "size"
    return "variant" if word == "+" or len(word) == 1 or lower in VARIANT_WORDS else ""


def _number_role(number: str) -> str:
    if number.startswith("v") or "." in number or _YEAR.fullmatch(number):
        return "version"
    return "version" if int(number) < 10 else "size"
