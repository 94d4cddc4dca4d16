"""One paper as the extraction stage sees it: title and abstract in one text, cleaned without moving a letter.

``Page.clean`` has the length of ``Page.text``; web addresses, e-mail addresses and LaTeX commands are
overwritten there, so that no pattern finds a name inside them while all offsets hold in the original.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from kg.mentions.sentences import split_sentences
from kg.model import Field, Paper

#: What stands between title and abstract in :attr:`Page.text`; it ends every pattern.
GAP = "\n\n"
#: What overwrites masked text: no letter, no digit, no space and no mark that a pattern looks for.
FILLER = "\x1a"

_ADDRESS = re.compile(
    r"https?\s?://\S+|www\.\S+"
    r"|\[email\W{0,3}protected\]|[\w.+{},-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|edu|ai|gov|cn|de|uk|dev|co|me)(?:/[^\s,;)]*)?(?=[\s,;).]|$)"
    r"|\b(?:github|huggingface|anonymous|zenodo)[\w.]*/[^\s,;)]+",
    re.IGNORECASE,
)
#: Without one of these in the text there is no address to look for.
_ADDRESS_SIGN = re.compile(
    r"http|www\.|@|protected\]|[a-z]/|\.(?:com|org|net|io|edu|ai|gov|cn|de|uk|dev|co|me)\b"
)
_PIECE = re.compile(r"[^\W\d_]+|\d+|\n|[^\w\s\-‐‑–]")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s?\{?|\\[&_#$]?(?!%)|[{}]|\*\*")


#: A run of letters or digits or a mark: start, end and its text in lower case.
Piece = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a mention: what every source proposes and the arbiter decides on.

    Attributes:
        field: title or abstract.
        start: first code point in that field.
        end: one past the last.
        type: the type that the source claims; empty when it only says that a name stands here.
        rule: the source and its pattern, as ``lexicon`` or ``coined:propose``; ``never`` for a veto.
        score: how sure the source is, 0 to 1.
    """

    field: Field
    start: int
    end: int
    type: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Page:
    """A paper's two fields as one text.

    Attributes:
        paper: the paper.
        text: title, :data:`GAP`, abstract.
        clean: the same with everything overwritten that holds no names; same length.
        split: where the abstract begins in ``text``.
        sentences: start and end of each sentence in ``text``; the title is the first.
        pieces: what names are compared by.
    """

    paper: Paper
    text: str
    clean: str
    split: int
    sentences: tuple[tuple[int, int], ...]
    pieces: tuple[Piece, ...] = field(repr=False, default=())
    _starts: tuple[int, ...] = field(repr=False, default=())

    def place(self, start: int, end: int) -> tuple[Field, int, int]:
        """Turn offsets into ``text`` into a field and offsets into that field."""
        if start < self.split:
            return "title", start, end
        return "abstract", start - self.split, end - self.split

    def offset(self, name: Field) -> int:
        """Return where a field begins in ``text``."""
        return 0 if name == "title" else self.split

    def candidate(self, start: int, end: int, type_: str, rule: str, score: float) -> Candidate:
        """Make a candidate from offsets into ``text``."""
        return Candidate(*self.place(start, end), type_, rule, score)

    def sentence_at(self, start: int) -> int:
        """Return the index of the sentence that holds an offset into ``text``."""
        return max(0, bisect_right(self._starts, start) - 1)


def make_page(paper: Paper) -> Page:
    """Return ``paper`` as a page."""
    text = f"{paper.title}{GAP}{paper.abstract}"
    split = len(paper.title) + len(GAP)
    clean = mask(text)
    abstract = split_sentences(clean, split, len(text))
    sentences = ((0, len(paper.title)), *abstract) if paper.title else abstract
    return Page(paper, text, clean, split, sentences, cut(clean), tuple(start for start, _ in sentences))


def cut(text: str) -> tuple[Piece, ...]:
    """Return the pieces of ``text``: runs of letters, runs of digits and single marks, without hyphens."""
    return tuple((m.start(), m.end(), m[0].lower()) for m in _PIECE.finditer(text))


def mask(text: str) -> str:
    """Overwrite addresses with :data:`FILLER` and LaTeX commands with spaces; the length stays."""
    clean = text
    if _ADDRESS_SIGN.search(text):
        clean = _ADDRESS.sub(_blank_address, clean)
    if "\\" in clean or "{" in clean or "**" in clean:
        clean = _COMMAND.sub(lambda m: " " * len(m[0]), clean)
    return clean


def _blank_address(match: re.Match[str]) -> str:
    """Overwrite an address but not the full stop or bracket that ends the sentence after it."""
    found = match[0]
    kept = found.rstrip(".,;:)]")
    if found.endswith("protected]"):
        kept = found
    return FILLER * len(kept) + found[len(kept) :]
