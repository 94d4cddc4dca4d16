"""The sentence around a name, for names that no claim speaks of.

Extraction hands over sentences with its claims, and these are used first. For the few mentions outside of
all of them this cuts the field at full stops that a capital, a digit or an opening bracket follows and
that no common abbreviation precedes. A title is one sentence.
"""

import re
from collections.abc import Iterable
from itertools import chain

from kg.model import Claim, Measurement, Mention, Reading

_END = re.compile(r"[.!?]['\")\]]*\s+(?=[\"'(\[$\\]?[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|et al|resp|approx|Fig|Eq|Sec|Tab|No|Dr|St)|\b[A-Z])\.$"
)


def sentence_around(reading: Reading, mention: Mention) -> tuple[int, int]:
    """Return begin and end of the sentence that holds ``mention``, in its field."""
    field, start, end = mention.field, mention.start, mention.end
    every: Iterable[Claim | Measurement] = chain(reading.claims, reading.measurements)
    around = {
        (said.start, said.end)
        for said in every
        if said.start <= start and end <= said.end and said.field == field
    }
    # The tightest, and of those the first.
    return min(around, key=lambda s: (s[1] - s[0], s), default=None) or _cut(
        reading.paper.text(field), mention
    )


def _cut(text: str, mention: Mention) -> tuple[int, int]:
    if mention.field == "title":
        return 0, len(text)
    begin, end = 0, len(text)
    for cut in _END.finditer(text):
        stop = cut.start() + 1
        if _ABBREVIATION.search(text, max(0, stop - 12), stop):
            continue
        if cut.end() <= mention.start:
            begin = cut.end()
        elif stop >= mention.end:
            end = len(text[: cut.end()].rstrip())
            break
    return begin, end
