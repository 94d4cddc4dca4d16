"""Find short forms that a paper defines, with their long forms.

The algorithm of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
biomedical text", in both orders (``Segment Anything Model (SAM)``, ``SAM (Segment Anything Model)``), with
plurals, quotes and two forms without brackets: ``X, or Y`` and ``X, dubbed Y``.
"""

import re
from collections.abc import Iterator

from kg.mentions.page import Page
from kg.model import Definition

_BRACKET = re.compile(r"\(([^()\n\x1a]{2,90})\)")
_WITHOUT = re.compile(
    r"(?:, or|,? (?:dubbed|termed|denoted as|abbreviated as|in short|referred to as|i\.e\.,|namely)) "
    r"[\"'“‘]?([A-Za-z][\w+\-]*[A-Z][\w+\-]*)[\"'”’]?(?=[\s,.;:)])"
)
#: Beside *or*, the words that _WITHOUT looks for.
_SIGNS = frozenset({"dubbed", "termed", "denoted", "abbreviated", "short", "referred", "i", "namely"})
_SHORT = re.compile(r"[A-Za-z0-9][\w+\-*./&@ ]{0,18}[\w+*]$|[A-Z]$")
_CUT = re.compile(r"[;,:]| or | and | i\.e\.| e\.g\.")
_LAST_WORD = re.compile(r"([A-Za-z0-9][\w+\-*]*)[\"'”’]?$")
_EDGE = "\"'“”‘’` "
_WORD = re.compile(r"[\w'’+*/&.]+(?:-[\w'’+*/&.]+)*")
_STOP_STARTS = frozenset(
    {"a", "an", "the", "of", "for", "and", "in", "on", "to", "by", "with", "or", "as", "our"}
)


def find_definitions(page: Page) -> Iterator[Definition]:
    """Yield the definitions in title and abstract in the order of the text."""
    for match in _BRACKET.finditer(page.clean):
        found = _in_brackets(page, match)
        if found:
            yield found
    if ", or " not in page.clean and _SIGNS.isdisjoint(page.places):
        return
    for match in _WITHOUT.finditer(page.clean):
        long = _long_before(page, match.start(), match[1])
        if long:
            yield _definition(page, long, match.span(1))


def _in_brackets(page: Page, match: re.Match[str]) -> Definition | None:
    inner, (start, end), before = match[1], match.span(1), match.start()
    if page.clean[before - 1 : before].isspace():
        before -= 1
    cut = _CUT.search(inner)
    first = inner[: cut.start()] if cut else inner
    left = len(first) - len(first.lstrip(_EDGE))
    short = first.strip(_EDGE)
    if _is_short(short):
        long = _long_before(page, before, short)
        if long:
            return _definition(page, long, (start + left, start + left + len(short)))
    # the other order: the short form stands before the bracket, its long form inside
    at = max(0, before - 24)
    word = _LAST_WORD.search(page.clean[at:before])
    if word and _is_short(word[1]) and len(inner) > len(word[1]) + 3 and not cut:
        long_start = _align(word[1], inner)
        if long_start is not None and long_start <= 4 and len(_WORD.findall(inner[long_start:])) >= 2:
            span = (at + word.start(1), at + word.end(1))
            return _definition(page, (start + long_start, end), span)
    return None


def _definition(page: Page, long: tuple[int, int], short: tuple[int, int]) -> Definition:
    field, start, _ = page.place(min(long[0], short[0]), 0)
    _, _, end = page.place(long[0], max(long[1], short[1]))
    return Definition(page.text[slice(*short)], page.text[slice(*long)], field, start, end)


def _is_short(text: str) -> bool:
    return (
        2 <= len(text) <= 16
        and text.count(" ") <= 1
        and bool(_SHORT.match(text))
        and any(c.isupper() for c in text)
        and not text[1:].islower()
    )


def _long_before(page: Page, end: int, short: str) -> tuple[int, int] | None:
    """Return the span of the long form that ends at ``end``, or nothing."""
    letters = sum(c.isalnum() for c in short)
    sentence = page.sentences[page.sentence_at(max(0, end - 1))][0] if page.sentences else 0
    window = page.clean[sentence:end].rstrip(_EDGE + ",")
    words = list(_WORD.finditer(window))[-min(letters + 5, letters * 2) :]
    if not words:
        return None
    begin = words[0].start()
    at = _align(short, window[begin:])
    if at is None:
        return None
    begin += at
    long = window[begin:]
    if len(long) <= len(short) + 1 or short in long.split() or "(" in long or ")" in long:
        return None
    if ("," in long and len(long) > 40) or long.split(maxsplit=1)[0].lower() in _STOP_STARTS:
        return None
    return sentence + begin, sentence + len(window)


def _align(short: str, long: str) -> int | None:
    """Match the letters of ``short`` from the right inside ``long``; return where the long form begins."""
    letters = short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short
    s, at = len(letters) - 1, len(long) - 1
    while s >= 0:
        letter = letters[s].lower()
        if not letter.isalnum():
            s -= 1
            continue
        while at >= 0 and (long[at].lower() != letter or (s == 0 and at > 0 and long[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        at -= 1
        s -= 1
    start = long.rfind(" ", 0, at + 2) + 1
    # "the Segment": a first letter inside a hyphenated word takes the whole word only if it begins it
    return start if long[start : start + 1].lower() == letters[0].lower() else at + 1
