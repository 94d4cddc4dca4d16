"""Find pieces of text that have the shape of a name, whatever they name.

Two shapes: a *mark* has capitals inside, digits or only capitals (``LLaVA-1.5``, ``ViT-B/16``, ``COCO``); a
*title* is a run of capitalised words in running text (``Visual Genome``). The shape says nothing about the
type; ``shapes`` and ``coined`` find that from the words around.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter

from kg.mentions.memo import Memo
from kg.mentions.page import FILLER, Page
from kg.mentions.tables import read_table
from kg.model import Definition

#: Only words with a capital or a digit in them: most words have neither and are passed over.
_CHUNK = re.compile(
    r"(?<![\w-])(?=[a-zà-ÿα-ω.'’–‐-]*[A-ZÀ-ÞΑ-Ω0-9])"
    r"[A-Za-z0-9À-ÿα-ωΑ-Ω][\w+*^$.·’'–‐-]*(?:/\d+)?"
)
_TAIL = re.compile(
    r"-(?!(?:base|large|small|tiny|mini|medium|huge|giant|xl|xxl|instruct|chat|turbo|preview|plus|pro|bench|it)$)"
    r"(?:(?:[a-z]{2,}|Based|Guided|Aware|Driven|Enhanced|Style|Like|Powered|Inspired)(?:-[a-z]+)*)$"
)
_HEAD = re.compile(
    r"^(?:non|pre|multi|post|anti|self|cross|semi|sub|un|re|co|inter|intra|vanilla|un|mono|near|few|zero|one"
    r"|text|image|video|large|small|fine|open|off|on|in|state|single|two|dual|[a-z]{3,})-(?=[A-Za-z])"
)
_SIZE = re.compile(
    r" (?:\d+(?:\.\d+)?[BMK]|XL|XXL|Large|Base|Small|Tiny|Mini|Pro|Ultra|Plus|Turbo|Next)(?![\w-])"
)
_NUMBER = re.compile(
    r" [vV]?(?:\d\.\d(?![\d.%x]| ?(?:%|\\%|points?|times|billion|million|percent|[A-Z]{2}))"
    r"|\d(?!\.\d)(?= ?(?:[,.;:)]|and |or |to |in |on |with |for |as |is |by |models?\b|\d+(?:\.\d+)?B|$)))"
)
_WORD = re.compile(r"[A-Z][a-z]+(?:[-’'][A-Za-z]+)*$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s|x|D|d|K|k|M|B|T|%|-\w+|\.\d+|\.)*$|[A-Z]\.?$|\d")
_start = attrgetter("start")
#: Capitalised words that open a sentence or name nothing.
_PLAIN = frozenset(
    word
    for name, words in read_table("words.tsv", ("list", "words"))
    if name == "plain"
    for word in words.split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name-shaped piece: offsets into the page's text, and whether it is a mark (else a title)."""

    start: int
    end: int
    text: str
    mark: bool


def is_mark(text: str) -> bool:
    """Say whether ``text`` has capitals inside, letters with digits, or two capitals and no lower case."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 2 and not (letters and len(text) > 1 and letters[0].isupper() and text[0].isalpha()):
        return False
    if _ORDINAL.match(text) and not any(c.isupper() for c in text[1:]) and not text[0].isalpha():
        return False
    inner = any(c.isupper() for c in text[1:])
    if not inner:
        return any(c.isdigit() for c in text) and text[0].isalpha() and (text[0].isupper() or "-" not in text)
    if re.match(r"\d+(?:\.\d+)?[KMBTDGx]?$", text):
        return False
    parts = [p for p in re.split(r"[-–]", text) if p]
    return not all(
        _WORD.match(p) or (p.islower() and p.isalpha()) or (len(p) == 1 and p == "A") for p in parts
    )


def add_definitions(names: Sequence[Name], page: Page, definitions: Sequence[Definition]) -> tuple[Name, ...]:
    """Return the names with both forms of every definition among them, in place of what they overlap."""
    if not definitions:
        return tuple(names)
    extra: list[Name] = []
    for d in definitions:
        start, end = d.start + page.offset(d.field), d.end + page.offset(d.field)
        for form in (d.long, d.short):
            at = page.text.find(form, start, end)
            if at >= 0:
                extra.append(Name(at, at + len(form), form, form is d.short))
    kept = [n for n in names if not any(n.start < e.end and e.start < n.end for e in extra)]
    return tuple(sorted({*kept, *extra}, key=lambda n: (n.start, n.end)))


def find_names(page: Page) -> tuple[Name, ...]:
    """Return the name-shaped pieces of the page, in order, none overlapping."""
    text = page.clean
    found: list[Name] = []
    heads = {start for start, _ in page.sentences}
    run: list[tuple[int, int]] = []
    looks = [*map(_CHUNKS.__getitem__, page.runs)]
    for i in compress(count(), looks):
        for left, right, mark, word in looks[i]:
            start, end = page.begins[i] + left, page.begins[i] + right
            if found and start < found[-1].end:
                continue
            capital = word and start >= page.split
            if run and (not capital or text[run[-1][1] : start] != " "):
                _close(run, text, found, heads)
            if mark:
                if run and text[run[-1][1] : start] == " ":
                    run.append((start, end))
                    continue
                end = _extend(text, end)
                found.append(Name(start, end, text[start:end], True))
            elif capital:
                run.append((start, end))
    _close(run, text, found, heads)
    return tuple(sorted(found, key=_start))


def _chunks(text: str) -> tuple[tuple[int, int, bool, bool], ...]:
    """Return the chunks of a text without spaces: start, end, whether a mark, whether a capitalised word."""
    if text.isalpha() and text.islower():
        return ()
    spans = [_trim(text, *match.span()) for match in _CHUNK.finditer(text)]
    return tuple(
        (start, end, is_mark(text[start:end]), bool(_WORD.match(text[start:end])))
        for start, end in spans
        if start < end
    )


#: No chunk has a space in it, so those of a text are those of what stands between its spaces.
_CHUNKS = Memo(_chunks)


def _close(run: list[tuple[int, int]], text: str, found: list[Name], heads: set[int]) -> None:
    """End a run of capitalised words: keep it as a title if it is more than the start of a sentence."""
    if not run:
        return
    while run and (
        text[run[0][0] : run[0][1]] in _PLAIN
        or (run[0][0] in heads and len(run) == 1 and _extend(text, run[0][1]) == run[0][1])
    ):
        run.pop(0)
    while run and text[run[-1][0] : run[-1][1]] in _PLAIN:
        run.pop()
    if run:
        start, end = run[0][0], run[-1][1]
        longer = _extend(text, end)
        piece = text[start:longer]
        if piece not in _PLAIN:
            found.append(Name(start, longer, piece, longer > end or (len(run) == 1 and is_mark(piece))))
    run.clear()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut marks at the ends, lower-case tails (``-based``) and lower-case heads (``non-``) off a chunk."""
    chunk = text[start:end].rstrip(".-'’·*^$–")
    if chunk.endswith(("'s", "’s")):
        chunk = chunk[:-2]
    if "-" in chunk:
        tail = _TAIL.search(chunk)
        if tail and any(c.isupper() for c in chunk[: tail.start()]):
            chunk = chunk[: tail.start()]
        head = _HEAD.match(chunk)
        if head and head[0][0].islower() and not chunk[: head.end()].isupper():
            start, chunk = start + head.end(), chunk[head.end() :]
    if FILLER in chunk:
        return start, start
    return start, start + len(chunk)


def _extend(text: str, end: int) -> int:
    """Add a size or version that stands after a mark with a space: ``Llama 2 7B``, ``SDXL Turbo``."""
    for _ in range(2):
        match = _NUMBER.match(text, end) or _SIZE.match(text, end)
        if not match:
            break
        end = match.end()
    return end
