"""Spell out acronyms inside longer names: ``medical VQA`` is medical visual question answering.

Only names of tasks and systems are spelled out, only by what the paper itself defines or by what has one
meaning in the lexicon and in the corpus.
"""

import re
from collections.abc import Iterable, Mapping

from kg.entities.names import fold
from kg.lexicon import NEVER, Entry
from kg.model import Reading

#: The kinds of names whose words are terms; names of datasets and metrics are spelled as they are.
_KINDS = frozenset({"task", "system"})
_TERM_TYPES = frozenset({"Task", "Method"})
_ACRONYM = re.compile(r"(?<![^\s\-/(])([A-Z][A-Za-z]*[A-Z])s?(?![^\s\-/)])")
#: A plain word of three letters at least; acronyms with nothing else around them are names: CLIP-MoE, ZS-CIR.
_PLAIN = re.compile(r"(?<![^\s\-/(])[^\W\d_][a-z]{2,}(?![^\s\-/)])")

#: For each folded acronym the phrase that it stands for.
Phrases = Mapping[str, str]


def known_phrases(lexicon: Iterable[Entry], readings: Iterable[Reading]) -> dict[str, str]:
    """Return every acronym with one meaning among the terms of the lexicon and the papers' definitions.

    Acronyms that are the usual name of something, as CLIP, are not spelled out.
    """
    taken, known = lexicon_phrases(lexicon)
    return defined_phrases(readings, taken) | known


def lexicon_phrases(lexicon: Iterable[Entry]) -> tuple[frozenset[str], dict[str, str]]:
    """Return the folded acronyms that the lexicon has a say in, and the phrases of those with one meaning."""
    meanings: dict[str, dict[str, str]] = {}
    for entry in lexicon:
        if _ACRONYM.fullmatch(entry.name):
            meanings.setdefault(fold(entry.name), {})[fold(entry.name)] = entry.name
        if entry.type in _TERM_TYPES and entry.type != NEVER and " " in entry.name:
            for alias in entry.aliases:
                if _ACRONYM.fullmatch(alias):
                    meanings.setdefault(fold(alias), {})[fold(entry.name)] = entry.name
    known = {s: next(iter(longs.values())) for s, longs in meanings.items() if len(longs) == 1}
    return frozenset(meanings), {short: long for short, long in known.items() if fold(long) != short}


def defined_phrases(readings: Iterable[Reading], taken: frozenset[str]) -> dict[str, str]:
    """Return every acronym that papers define with one meaning, apart from those that are ``taken``."""
    defined: dict[str, dict[str, str]] = {}
    for reading in readings:
        for short, long in own_phrases(reading).items():
            if short not in taken:
                defined.setdefault(short, {})[fold(long)] = min(
                    long, defined.get(short, {}).get(fold(long), long)
                )
    return {s: next(iter(longs.values())) for s, longs in defined.items() if len(longs) == 1}


def own_phrases(reading: Reading) -> dict[str, str]:
    """Return what a paper defines, by folded short form; nothing that it defines twice."""
    found: dict[str, set[str]] = {}
    for definition in reading.definitions:
        found.setdefault(fold(definition.short), set()).add(definition.long)
    return {short: next(iter(longs)) for short, longs in found.items() if len(longs) == 1}


def acronyms_in(text: str, kind: str) -> list[str]:
    """Return the folded acronyms inside a name that :func:`expand` would look up."""
    if kind not in _KINDS or not any(c in " -" for c in text):
        return []
    return [fold(match[1]) for match in _ACRONYM.finditer(text)]


def expand(text: str, kind: str, *phrases: Phrases) -> str:
    """Return ``text`` with its acronyms spelled out by the first of ``phrases`` that knows them."""
    if kind not in _KINDS or text.islower() or (" " not in text and "-" not in text):
        return text
    short = {fold(a) for a in _ACRONYM.findall(text)}
    if not any(a in p for p in phrases for a in short) or not _PLAIN.search(text):
        return text

    def spell(match: re.Match[str]) -> str:
        key = fold(match[1])
        return next((p[key] for p in phrases if key in p), match[0])

    expanded = _ACRONYM.sub(spell, text)
    return text if expanded == text or _ACRONYM.fullmatch(text) else expanded
