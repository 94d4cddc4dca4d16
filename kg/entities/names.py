"""Names as pure functions: when two surface forms are the same name.

The *comparison key* of a name is what is left when everything goes that writers vary: case, hyphens, spaces,
Unicode forms, plural heads, generic heads ("ImageNet dataset"), possessives, determiners, spelling and LaTeX
leftovers. Digits, letters and ``+`` stay, and two numbers never touch (``3.1-8b``), so that versions and
sizes keep names apart. Keys are exact: nothing here measures a distance.
"""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from itertools import pairwise

from kg.entities.words import (
    APART,
    CAREFUL_KINDS,
    DETERMINERS,
    GREEK,
    HEADS,
    IRREGULAR,
    JOINING,
    MAKERS,
    SAME_WORDS,
    SINGULAR,
    SPELLED_RIGHT,
    SPELLINGS,
    TERM_KINDS,
    VERB_NOUNS,
)

_LATEX_COMMAND = re.compile(r"\\(?:[a-zA-Z]+\*?\s*(?=[{\\$^_\s]|$)|[a-zA-Z]+(?=\d))")
_LATEX_GREEK = re.compile(r"\\(" + "|".join(sorted(GREEK.values())) + r")(?![a-z])", re.IGNORECASE)
_LATEX_ESCAPE = re.compile(r"\\([%&#_$\-/@+ ])")
_NOTE = re.compile(r"\^\{?\*+\}?")
_STAR = re.compile(r"(?<=[A-Za-z])\*(?!\*)")
_SHARP = re.compile(r"(?<=[A-Za-z])#(?![A-Za-z0-9])")
_LATEX_MARKS = re.compile(r"[{}$^\\]")
_SUBSCRIPT = re.compile(r"_(?=\{|\d|[a-z]\b)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]")
_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]|--+")
_TIMES = re.compile(r"(?<=\d)\s?×\s?(?=\d)")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019\u02bc`]s?\b|(?<=s)['\u2019](?=\s|$)")
_MAKER = re.compile(rf"(?:{'|'.join(sorted(MAKERS))})(?: AI)?['\u2019]s (?=\S)", re.IGNORECASE)
_GLOSS = re.compile(r"\s*\(([^()]{1,12})\)(?=\s|$)")
_WORD = re.compile(r"[^\W_]+(?:\.(?=\d)[^\W_]+)*\+*|\+|&")
_VERSION_V = re.compile(r"(?<![a-z])v\.?(?=\d)|(?<=[a-z]{3})v(?=\d)")
_POINT_ZERO = re.compile(r"(?<=\d)(?:\.0)+(?![\d.])")
_DIGIT = re.compile(r"\d")
_TWO_NUMBERS = re.compile(r"(?<=\d) (?=\d)")
_UNDERSCORE_POINT = re.compile(r"(?<=[^\W_]\d)_(?=\d(?!\d))")
_SIMPLE = re.compile(r"[A-Za-z0-9\- ]*")
_PLAIN = re.compile(r"[A-Za-z0-9.\- ]*")
_BRITISH = re.compile("|".join(british for british, _ in SPELLINGS))
_NONE: frozenset[str] = frozenset()
_APART_FRONTS = tuple(sorted({first for first, _ in APART}))
_SAME_BACKS = frozenset(back for _, back in SAME_WORDS)
_APART_BACKS = frozenset(back for _, back in APART)


def clean(text: str) -> str:
    """Return ``text`` as people would write it: Unicode NFKC, plain dashes, no LaTeX, single spaces."""
    if _PLAIN.fullmatch(text):
        return " ".join(text.replace("--", "-").split()) if " " in text or "--" in text else text
    text = _TIMES.sub("x", unicodedata.normalize("NFKC", text))
    text = _DASHES.sub("-", _INVISIBLE.sub("", text))
    text = _UNDERSCORE_POINT.sub(".", text)
    if "\\" in text or "$" in text or "{" in text:
        text = _SUBSCRIPT.sub("", text)
        text = _LATEX_COMMAND.sub("", _LATEX_GREEK.sub(r"\1", _LATEX_ESCAPE.sub(r"\1", text)))
        text = _LATEX_MARKS.sub("", _NOTE.sub("", text))
    return " ".join(text.replace("~", " ").split())


def singular(word: str) -> str:
    """Return the singular of an English word or of an acronym with a plural ``s``.

    A capital ``S`` belongs to the name: ``CNNs`` is a plural, ``YOLOS`` and ``TACoS`` are not; neither is
    an ``s`` behind a digit (``YOLOv8s`` is a size).
    """
    if len(word) < 3 or word[-1] != "s" or not word[-2].isalpha():
        return IRREGULAR.get(word.casefold(), word) if word[-1:] in "ax" else word
    lower = word.casefold()
    if word[-2].isupper():
        return word[:-1]
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if lower in SINGULAR or lower.endswith(("ss", "us", "is", "ics")):
        return word
    return _without_ending(word, lower)


def _without_ending(word: str, lower: str) -> str:
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 else word


def is_name_shaped(text: str) -> bool:
    """Whether ``text`` is spelled as only names are: a digit, or a capital that begins no plain word."""
    words = text.replace("-", " ").split()
    return any(c.isdigit() for c in text) or any(w[1:] != w[1:].lower() for w in words)


def is_term(text: str) -> bool:
    """Whether ``text`` is written as a common term, all lower case apart from acronyms and sentence case."""
    words = clean(text).split()
    return bool(words) and all(
        w == w.lower() or (i == 0 and w[1:] == w[1:].lower()) for i, w in enumerate(words)
    )


@lru_cache(maxsize=1 << 16)
def comparison_key(text: str, kind: str = "") -> str:
    """Return the comparison key of a name: equal keys of one kind are one name.

    Args:
        text: the name as it stands in a text.
        kind: a coarse kind of :mod:`kg.ontology`; decides which generic heads go. None go without it.

    Returns:
        Lower-case letters, digits and ``+``, with ``-`` between two numbers and ``.`` inside one; never
        empty unless ``text`` holds no letter and no digit.
    """
    if text.isalpha() and text.isascii():  # the same, sooner
        return _spelled((singular(text) if text[-1] in "sax" else text).casefold())
    return "".join(key_words(text, kind))


def key_words(text: str, kind: str = "") -> list[str]:
    """Return the words of a name in the form in which keys compare them; joined they are the key."""
    words = _WORD.findall(text) if _PLAIN.fullmatch(text) and "--" not in text else list(_words(text))
    if len(words) > 1:
        words = _trim(words, kind)
    if not words:
        return []
    if kind in TERM_KINDS:
        # In a task's name a capital is the title's; in a model's it may be the name's own: Kosmos-2.
        capital = 1 if kind == "task" else 0
        words = [singular(w) if w[-1] in "sax" and w[capital:].islower() else w for w in words]
    if words[-1][-1] in "sax":
        words[-1] = singular(words[-1])
    line = _spelled(" ".join(_told_apart(words)).casefold())
    if len(words) > 1:
        words = line.split(" ")
        if not JOINING.isdisjoint(words):
            words = [w for w in words if w not in JOINING] or words
        if kind in TERM_KINDS:
            words = _same_words(words)
            words[-1] = VERB_NOUNS.get(words[-1], words[-1])
        elif "averaged" in words:
            words = [w for w in words if w != "averaged"]  # macro-averaged F1 is macro F1
        line = " ".join(words)
    if _DIGIT.search(line):
        return _with_numbers(line)
    return line.split(" ")


def _with_numbers(line: str) -> list[str]:
    """Return the words of a line with its version numbers in one form, and no two numbers side by side."""
    if "v" in line:
        line = _VERSION_V.sub("", line)
    if ".0" in line:
        line = _POINT_ZERO.sub("", line)
    return (_TWO_NUMBERS.sub(" -", line) if " " in line else line).split()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return ``text`` without case, hyphens and spaces but with plurals and heads: the narrowest key."""
    lower = text.lower()
    simple = (text.isalnum() and text.isascii()) or _SIMPLE.fullmatch(text)
    if simple and not lower.startswith(_APART_FRONTS):
        return lower.replace("-", "").replace(" ", "")
    return "".join(w.casefold() for w in _told_apart(list(_words(text))))


def may_begin(text: str, letters: Container[str]) -> bool:
    """Whether the folded form of a text may begin with one of the letters; told without folding it."""
    first = text[:1]
    # Makers before an apostrophe go, and other letters may become several.
    return (
        not (first.isascii() and first.isalnum())
        or "'" in text
        or first.lower() in letters
        or (not text.isascii())
    )


@lru_cache(maxsize=1 << 16)  # the same few names are most of all mentions
def _words(text: str) -> tuple[str, ...]:
    text = clean(text)
    if not text.isascii():
        text = _latin(text)
    if "'" in text or "\u2019" in text:
        text = _POSSESSIVE.sub("", _MAKER.sub("", text))
    if "(" in text:
        text = _without_gloss(text)
    if "*" in text or "#" in text:  # RRT* is no RRT
        text = _SHARP.sub(" sharp", _STAR.sub(" asterisk ", text))
    return tuple(_WORD.findall(text))


def _latin(text: str) -> str:
    """Drop accents and write Greek letters by name."""
    text = "".join(GREEK.get(c, c) for c in text.casefold()) if any(c in GREEK for c in text) else text
    marked = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in marked if not unicodedata.combining(c)))


def _without_gloss(text: str) -> str:
    """Drop a parenthesised acronym of the words before it: ``whole slide image (WSI) analysis``."""

    def drop(match: re.Match[str]) -> str:
        before = text[: match.start()]
        words = re.findall(r"[^\W_]+", before.casefold())
        initials = "".join(w[0] for w in words)
        inner = re.sub(r"\W|s$", "", match[1]).casefold()
        return "" if inner and (inner in initials or _fronts(inner, words)) else match[0]

    return _GLOSS.sub(drop, text)


def _fronts(letters: str, words: list[str]) -> bool:
    """Whether letters are fronts of all words in turn: LoRA, low-rank adaptation."""
    if not words or not letters:
        return not words and not letters
    first, rest = words[0], words[1:]
    return any(
        first[:count] == letters[:count] and _fronts(letters[count:], rest)
        for count in range(1, min(len(first), len(letters)) + 1)
    )


def _trim(words: list[str], kind: str) -> list[str]:
    """Drop determiners at the front and generic heads at the end; never everything."""
    while len(words) > 1 and words[0] in DETERMINERS:
        words = words[1:]
    heads = HEADS.get(kind, _NONE)
    while len(words) > 1 and words[-1].casefold() in heads:
        rest = words[:-1]
        if kind in CAREFUL_KINDS and not is_name_shaped(" ".join(rest)):
            break
        words = rest
    return words


def _told_apart(words: list[str]) -> list[str]:
    """Write sizes by words where a letter alone would make another name: ViT-S, VITS; ViT-G, ViT-g."""
    if _APART_BACKS.isdisjoint(words):
        return words
    return [*words[:1], *(APART.get((a.casefold(), b), b) for a, b in pairwise(words))]


def _same_words(words: list[str]) -> list[str]:
    if _SAME_BACKS.isdisjoint(words):
        return words
    for index, pair in enumerate(pairwise(words)):
        words[index : index + 2] = SAME_WORDS.get(pair, pair)
    return words


def _spelled(line: str) -> str:
    """Return a line of lower-case words in their American spelling."""
    if not _BRITISH.search(line):
        return line
    words = line.split(" ")
    for british, american in SPELLINGS:
        words = [w.replace(british, american) if _is_respelled(w) else w for w in words]
    return " ".join(words)


def _is_respelled(word: str) -> bool:
    return len(word) >= 5 and word not in SPELLED_RIGHT
