"""Group the mentions of one paper into the things they name, by looking at this paper alone.

Two mentions name one thing when their surfaces agree but for case, hyphens, spaces and a plural ``s``, or
when the paper defines one as the short form of the other.
"""

import re
from collections.abc import Sequence

from kg.mentions.memo import Memo
from kg.model import Definition, Mention

_MARKS = re.compile(r"[\W_]+")


def surface_key(text: str) -> str:
    """Return what surfaces of one thing have in common within a paper."""
    key = _MARKS.sub("", text.casefold()) or text
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key


_KEYS = Memo(surface_key)


def group_mentions(
    mentions: Sequence[Mention], definitions: Sequence[Definition]
) -> tuple[tuple[int, ...], ...]:
    """Return groups of indices into ``mentions``, each sorted, in the order of their first mention."""
    joined: dict[str, str] = {}
    for d in definitions:
        joined.setdefault(_KEYS[d.long], _KEYS[d.short])
    groups: dict[tuple[str, str], list[int]] = {}
    for i, m in enumerate(mentions):
        key = _KEYS[m.text]
        groups.setdefault((joined.get(key, key), m.type), []).append(i)
    return tuple(tuple(g) for g in groups.values())
