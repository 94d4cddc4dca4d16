"""Which short and long forms are one thing in one paper, by its definitions and without them.

A definition in brackets is mended first: of ``Pairwise Ranking Prompting (PRP)`` a finder may have read the
last word alone, and of ``substitutes on this dataset, such as mBERT`` something that nobody names. Then come
forms that the paper uses beside each other: ``UNITER`` and ``UNiversal Image-TExt Representation`` are one
thing, with brackets or without. Both must be mentions of one kind, and nothing here looks beyond one paper.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.entities.known import Known
from kg.entities.names import clean, comparison_key, fold
from kg.entities.spelled import Fit, fit
from kg.model import Definition, Mention, Reading
from kg.ontology import kind_name

#: A short form and its long form.
Pair = tuple[str, str]

#: Two capitals at least, and three letters or digits.
_SHORT = re.compile(r"(?=(?:.*?[A-Z]){2})(?:.*?[^\W_]){3}")

#: What may stand between a name at the front of a title and its long form.
_BETWEEN = frozenset({": ", ": A ", ": An ", ": The ", " - ", " -- ", " — ", " – "})


def find_pairs(reading: Reading, known: Known) -> list[Pair]:
    """Return the short and long forms of a paper that are one thing, definitions first."""
    settled = [pair for d in reading.definitions if (pair := _settle(d, reading.mentions))]
    return [*settled, *_undefined(reading, settled, known)]


def _settle(definition: Definition, mentions: Sequence[Mention]) -> Pair | None:
    """Mend a definition by the paper's mentions; nothing if it defines nothing that the paper names."""
    short, long = definition.short, definition.long
    best, told = (fit(short, long), long), False
    lower = long.casefold()
    for mention in mentions:
        text = mention.text.casefold()
        if lower.startswith(text):  # generic heads may stand behind it
            told = True
        elif text.endswith(lower) and text[-len(lower) - 1] in " -":
            found = fit(short, mention.text)
            here = mention.field == definition.field and mention.start <= definition.start < mention.end
            if found and (_is_better(found, best[0]) or (here and not _is_better(best[0], found))):
                best = (found, mention.text)
    if best[1] != long or told:
        return short, best[1]
    return (short, long) if best[0] and best[0].inside == 0 and best[0].skipped <= 1 else None


def _is_better(found: Fit | None, other: Fit | None) -> bool:
    """Whether less is left over; letters inside a word count as much as words without letters."""
    if found is None or other is None:
        return found is not None
    return (found.skipped + found.inside, -found.used) < (other.skipped + other.inside, -other.used)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A short form beside a long form of the same kind."""

    short: str
    long: str
    kind: str
    found: Fit

    @property
    def node(self) -> tuple[str, str]:
        return self.kind, comparison_key(self.long, self.kind)


def _undefined(reading: Reading, settled: Iterable[Pair], known: Known) -> Iterator[Pair]:
    """Yield short and long forms among a paper's mentions that spell each other, in the order of the text."""
    longs_of: dict[str, list[str]] = {}
    for short, long in settled:
        longs_of.setdefault(fold(short), []).append(long)
    taken = {fold(text) for pair in settled for text in pair}
    shorts: dict[str, list[str]] = {}
    longs: dict[str, list[str]] = {}
    for text, kind in dict.fromkeys((m.text, kind_name(m.type)) for m in reading.mentions):
        if _is_short(text):
            shorts.setdefault(kind, []).append(text)
        if _is_long(text):
            longs.setdefault(kind, []).append(text)
    for kind, texts in shorts.items():
        begun = [(long, _fronts(long)) for long in longs.get(kind, ()) if fold(long) not in taken]
        for short in texts if begun else ():
            letters = {short[0].casefold(), short.rpartition("-")[2][:1].casefold()}
            free = [long for long, fronts in begun if letters & fronts and _parted(short, long)]
            if not free:
                continue
            found = [_Candidate(short, long, kind, left) for long in free if (left := fit(short, long))]
            defined = longs_of.get(fold(short), ())
            yield from _choose(found, defined, reading.paper.title, known) or _by_tail(
                short, free, kind, known
            )


def _is_short(text: str) -> bool:
    """Whether a text may be a short form; those of two letters agree with too much by chance."""
    return " " not in text and not text.islower() and bool(_SHORT.match(text))


def _is_long(text: str) -> bool:
    return " " in text or ("-" in text and "-and-" in text.casefold())


def _fronts(long: str) -> set[str]:
    """Return the letters at the fronts of words, one of which the short form begins with; X is for cross."""
    fronts = {word[0] for word in re.split(r"[^\w]+", long.casefold()) if word}
    return fronts | {"x"} if "c" in fronts else fronts


def _parted(short: str, long: str) -> bool:
    """Whether the long form does not hold the short one: the CLIP loss is no long form of CLIP."""
    return fold(short) not in {fold(long), *map(fold, long.replace("-", " ").split())}


def _choose(found: list[_Candidate], defined: Sequence[str], title: str, known: Known) -> list[Pair]:
    """Return what is sure: one long form of a short one, or several that say the same."""
    if defined:
        return [(c.short, c.long) for c in found if _is_strict(c.found) and _is_no_worse(c, defined)]
    strict = [c for c in found if _is_strict(c.found) and _is_free(c, known)]
    loose = [c for c in found if _is_loose(c, title) and not _owners(c, known)]
    for chosen in (strict, loose):
        if chosen:
            one = len({c.node for c in chosen}) == 1
            one = one or all(says_same(c.long, [chosen[0].long]) for c in chosen)
            return [(c.short, c.long) for c in chosen] if one else []
    return []


def _is_no_worse(candidate: _Candidate, defined: Sequence[str]) -> bool:
    """Whether a long form says what a definition says, and spells the short form as well."""
    fits = [(fit(candidate.short, long), long) for long in defined]
    return says_same(candidate.long, [long for left, long in fits if left and candidate.found <= left])


def _by_tail(short: str, longs: Iterable[str], kind: str, known: Known) -> list[Pair]:
    """Return long forms of what stands behind the last hyphen: Math-PUMA, whose front is a family."""
    tail = short.rpartition("-")[2]
    if tail == short or not _is_short(tail) or known.owners_of(tail, kind):
        return []
    found = [(long, left) for long in longs if not known.owners_of(long, kind) and (left := fit(tail, long))]
    return [(short, long) for long, left in found if _is_strict(left) and left.unused == 0]


def _is_strict(found: Fit) -> bool:
    """Every word gives letters of its front; there are three words at least, or two and one is long."""
    return found.skipped == found.inside == 0 and (found.used >= 3 or (found.used == 2 and found.last >= 3))


def _is_free(candidate: _Candidate, known: Known) -> bool:
    """Whether the lexicon knows neither form, or one of them and every part gives a letter."""
    owners = _owners(candidate, known)
    return not owners or (len(owners) == 1 and candidate.found.unused == 0)


def _owners(candidate: _Candidate, known: Known) -> list[tuple[tuple[str, str], ...]]:
    names = (candidate.short, candidate.long)
    return [o for name in names if (o := known.owners_of(name, candidate.kind))]


def _is_loose(candidate: _Candidate, title: str) -> bool:
    """One word may give nothing, or two where a title explains its first word."""
    found, letters = candidate.found, sum(c.isalnum() for c in candidate.short)
    left = 2 if _explains(title, candidate) else 1
    return found.skipped <= left and found.inside <= 1 and found.used >= 3 and letters >= 4


def _explains(title: str, candidate: _Candidate) -> bool:
    """Whether a title begins with the short form, a colon and the long form."""
    begin, short, rest = title.partition(candidate.short)
    between, long, _ = rest.partition(candidate.long)
    return bool(short and long) and not begin and between in _BETWEEN


def says_same(long: str, others: Iterable[str]) -> bool:
    """Whether a long form shares half of its words with another one of the same paper."""
    words = set(clean(long).casefold().replace("-", " ").split())
    for other in others:
        also = set(clean(other).casefold().replace("-", " ").split())
        if len(words & also) >= 0.5 * len(words | also):
            return True
    return False
