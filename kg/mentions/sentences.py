"""Split an abstract into sentences.

Rules for the text of abstracts: a sentence ends at ``.``, ``!`` or ``?`` (with closing quotes or brackets)
before white space and something that can begin a sentence, unless the dot belongs to an abbreviation
(e.g., i.e., et al., Fig., vs.), to initials or to a number. A missing space (``query.This``) also ends one.
"""

import re

#: Begins with the characters that can end a sentence, so that the search jumps from one to the next.
_END = re.compile(
    r"[.!?\n](?:"
    r"(?<=[.!?])[.!?]*[\"'”’)\]]*(?=\s+[\"'“‘(\[$]*[A-Z0-9\x1a])"  # the usual end
    r"|(?<=[a-z)\]]{2}[.!?])(?=[A-Z][a-z]*[ ,])"  # a lost space
    r"|(?<=[\w)][.!?])[.!?]*[\"'”’)\]]*(?=\s+[a-z]+[A-Z0-9])"  # a name such as mPLUG begins a sentence
    r"|(?<=\n)\s*\n)"
)
#: Abbreviations of several letters.
_SHORTENED = (
    "cf|vs|viz|al|etc|resp|approx|Fig|Figs|Eq|Eqs|Sec|Tab|Ref|Refs|No|Nos|Vol|Dr|Mr|Mrs|Ms|Prof|St|Inc|Ltd|Co"
    "|Jr|Sr|dept|ca|et"
)
_ABBREVIATION = re.compile(
    rf"(?:\b(?:e\.g|i\.e|w\.r\.t|s\.t|a\.k\.a|i|e|{_SHORTENED})|\b[A-Z]|\.[a-zA-Z])$",
)
#: Most sentences end in a word that is none, and need not be searched.
_LOOKUP = frozenset(_SHORTENED.split("|"))
#: Abbreviations after which a sentence may well end.
_WEAK = re.compile(r"(?:\bet al|\betc|\b[A-Z])$")
_OPENER = re.compile(
    r"\s+(?:We|In|The|This|These|Our|It|To|However|For|Moreover|Furthermore|A|An|As|While|Although|Here)\b"
)


def split_sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return start and end of the sentences of ``text[start:end]``, without outer white space."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match[0][0] == "." and _is_abbreviation(text, begin, match):
            continue
        _add(found, text, begin, match.end())
        begin = match.end()
    _add(found, text, begin, end)
    return tuple(found)


def _is_abbreviation(text: str, begin: int, match: re.Match[str]) -> bool:
    before = text[max(begin, match.start() - 12) : match.start()]
    last = before.rpartition(" ")[2]
    if len(last) > 1 and last.isalpha() and last not in _LOOKUP:
        return False
    if not _ABBREVIATION.search(before):
        return False
    return not (_WEAK.search(before) and _OPENER.match(text, match.end()))


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        found.append((start + left, start + len(piece.rstrip())))
