"""Find names that the paper coins: ``We propose X``, ``X: A ...``, ``dubbed X``, ``X, a novel framework``.

The type follows the noun that the text gives the name (see :mod:`kg.mentions.nouns`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.mentions.names import Name
from kg.mentions.nouns import first_noun_type, name_type, noun_type, word_type
from kg.mentions.page import Candidate, Page
from kg.mentions.tables import read_table

_VERBS = (
    "propos(?:e|es|ed|ing)|present(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|develop(?:s|ed|ing)?|design(?:s|ed|ing)?"
    "|releas(?:e|es|ed|ing)|buil(?:d|ds|t|ding)|construct(?:s|ed|ing)?|creat(?:e|es|ed|ing)|devis(?:e|es|ed)"
    "|contribut(?:e|es|ed)|describ(?:e|es)|offer|establish(?:es|ed)?|curat(?:e|es|ed|ing)|collect(?:s|ed)?"
    "|unveil|open-sourc(?:e|es|ed)|formulat(?:e|es|ed)|instantiat(?:e|es|ed)|annotat(?:e|ed)|provid(?:e|es)"
    "|put forward|leads? to|yield(?:s|ing)?|result(?:s|ing) in|explor(?:e|es)|train|call(?:s)?|pretrain|is"
)
_PROPOSE = re.compile(
    rf"\b(?:[Ww]e|[Tt]his (?:paper|work|article|study|report)|[Pp]aper|[Aa]uthors)\b"
    rf"[^.;:\x1a\n]{{0,60}}?\b({_VERBS})\b"
)
#: The words that _PROPOSE begins with, in lower case: only there the pattern is tried.
_PROPOSERS = frozenset({"we", "this", "paper", "authors"})
_NAMING = re.compile(
    r"\b(?:dubbed|called|named|termed|coined|namely|denoted(?: as| by)?|referred to as|abbreviated as"
    r"|which we (?:call|name|term|dub|refer to as)|we (?:call|name|term|dub)(?: it| this| them| our \w+)?"
    r"|nicknamed|titled|entitled|known as|i\.e\.,)(?: as)?,?[\"'“‘`*\s]*"
)
#: The words that _NAMING begins with.
_NAMERS = frozenset(
    {"dubbed", "called", "named", "termed", "coined", "namely", "denoted", "referred", "abbreviated"}
    | {"which", "we", "nicknamed", "titled", "entitled", "known", "i"}
)
_CUT = re.compile(
    r"\b(?:for|on|to|of|with|by|using|that|which|from|in|as|where|via|and|upon|over|under|through)\b|[;(]"
)
_PROPER = re.compile(
    r"[\"'”’)]*(?: \([^()]{1,60}\))?,? (?:is |are )?"
    r"(?:which is )?(?:a|an|the first|the|our|one) ([^.;:,\n]{3,120})"
)
_ADJECTIVE = re.compile(
    r"\b(?:novel|new|first|simple|efficient|effective|unified|large-scale|comprehensive|general)\b"
)
_TITLE = re.compile(r"^\s*([^:\n]{2,60}?)\s?(?::|\s[—–]|\s-)\s+(\S.*)$")
_LOOSE = frozenset(
    ["is", "train", "provide", "provides", "explore", "explores", "describe", "describes", "call", "calls"]
)
_LISTED = re.compile(r"^(?: \([^()]{1,40}\))?(?:,? and |, and |, | & |, as well as )$")
#: An ordinary phrase that is proposed: what stands between an article and a noun that says what it is.
_PHRASE = re.compile(
    r" (?:(?:a|an|the|our|two|three|this|another|extra|additional) )?"
    r"((?:[\w-]+,? ){1,7}?)"
    r"(scheme|module|mechanism|strategy|approach|method|framework|paradigm|technique|algorithm|procedure|pipeline"
    r"|objective|losses|loss|network|layer|task|model|architecture|encoder|decoder)\b(?! of\b)"
)
#: Words that open the phrase for a proposal without naming anything.
_EMPTY = frozenset(
    word
    for name, words in read_table("words.tsv", ("list", "words"))
    if name == "empty"
    for word in words.split()
)
_NAME_NOUNS = frozenset(["network", "loss", "losses", "encoder", "decoder", "layer"])
_VIA = re.compile(
    r"\b(?:[Vv]ia|[Tt]hrough|[Uu]sing|[Ww]ith|[Bb]y) (?:a |an |the )?((?:[A-Z][\w-]+ ){1,4}[A-Z]?[\w-]+)$"
)
_FOR = re.compile(r"^((?:[A-Z][\w-]+ ){1,5}[A-Z][\w-]+) (?:[Ff]or|[Ii]n|[Tt]owards?|[Ww]ith|[Oo]f|[Vv]ia)\b")
_SYSTEMS = frozenset({"Model", "Method"})


def find_coined(page: Page, names: Sequence[Name]) -> Iterator[Candidate]:
    """Yield a candidate for each place where the text says that a name is the paper's own."""
    yield from _from_title(page, names)
    yield from _from_title_phrase(page)
    yield from _from_verbs(page, names)
    yield from _from_naming(page, names)
    yield from _from_apposition(page, names)


def _from_title(page: Page, names: Sequence[Name]) -> Iterator[Candidate]:
    match = _TITLE.match(page.clean[: page.split - 1])
    if not match or match[1].count(" ") > 3:
        return
    start, end = match.span(1)
    marks = [n for n in names if start <= n.start and n.end <= end]
    one_word = match[1].count(" ") == 0 and match[1][0].isupper()
    if not marks and not one_word:
        return
    if len(marks) == 1 and match[1].count(" ") > 1:
        start, end = marks[0].start, marks[0].end
    yield page.candidate(start, end, *_title_vote(match[1], match[2]))


def _title_vote(name: str, rest: str) -> tuple[str, str, float]:
    """Return the type that the rest of a title gives the name before the colon, and how surely.

    ``A Framework for ...`` says what the name is; ``Adapting Models with ...`` need not.
    """
    cut = _CUT.search(rest.lower())
    found = noun_type(rest[: cut.start()] if cut else rest)
    if found and re.match(r"(?:An?|The|One|Towards? an?) ", rest):
        return found, "coined:title", 0.85
    named = name_type(name)
    return (named, "coined:title", 0.8) if named else (found, "coined:title-loose", 0.5)


def _from_verbs(page: Page, names: Sequence[Name]) -> Iterator[Candidate]:
    starts = [n.start for n in names]
    for match in page.matches(_PROPOSE, _PROPOSERS, page.split):
        end = min(page.sentences[page.sentence_at(match.start())][1], match.end() + 140)
        first = bisect_left(starts, match.end())
        name = names[first] if first < len(names) and names[first].start < end else None
        between = page.clean[match.end() : name.start] if name else ""
        if name is None or _CUT.search(between):
            yield from _from_phrase(page, match.end(), end)
        elif match[1] not in _LOOSE or _ADJECTIVE.search(between):
            type_ = _around(page, name, between)
            yield page.candidate(name.start, name.end, type_, "coined:propose", 0.9)
            yield from _listed(page, names, name, type_)


def _listed(page: Page, names: Sequence[Name], first: Name, type_: str) -> Iterator[Candidate]:
    """Yield the names that the list begun by ``first`` goes on with: ``two datasets, A, B and C``."""
    last = first
    for name in names:
        if name.start < last.end:
            continue
        if not _LISTED.match(page.clean[last.end : name.start]):
            return
        yield page.candidate(name.start, name.end, type_, "coined:list", 0.75)
        last = name


def _from_phrase(page: Page, start: int, end: int) -> Iterator[Candidate]:
    """Yield the ordinary words that name what is proposed: ``a novel word-level ranking loss``."""
    match = _PHRASE.match(page.clean, start, end)
    if not match or _CUT.search(match[1]):
        return
    words = match[1].split()
    while words and words[0].rstrip(",").lower() in _EMPTY:
        words.pop(0)
    if not words or any(w.endswith(",") for w in words):
        return
    phrase = " ".join(words)
    left = page.clean.find(phrase, match.start(1))
    noun = match[2]
    right = match.end(2) if noun in _NAME_NOUNS else left + len(phrase)
    type_ = word_type(noun) or "Method"
    telling = len(words) > 1 or noun in _NAME_NOUNS
    if telling:
        yield page.candidate(left, right, type_, "coined:phrase", 0.5)


def _from_title_phrase(page: Page) -> Iterator[Candidate]:
    """Yield the phrase that a title ends with after *via*, or begins with before *for*."""
    title = page.clean[: page.split - 2] if page.split > 2 else ""
    for pattern, rule in ((_VIA, "coined:title-via"), (_FOR, "coined:title-for")):
        match = pattern.search(title)
        if match:
            type_ = name_type(match[1])
            yield page.candidate(*match.span(1), type_ if type_ in _SYSTEMS else "", rule, 0.45)


def _from_naming(page: Page, names: Sequence[Name]) -> Iterator[Candidate]:
    by_start = {n.start: n for n in names}
    for match in page.matches(_NAMING, _NAMERS, page.split):
        name = by_start.get(match.end())
        if name is None:
            continue
        sentence = page.sentences[page.sentence_at(match.start())][0]
        before = page.clean[max(sentence, match.start() - 120) : match.start()]
        score = 0.85 if not match[0].startswith(("namely", "known", "i.e")) else 0.5
        type_ = _named_type(before) or _around(page, name, "")
        yield page.candidate(name.start, name.end, type_, "coined:naming", score)


def _named_type(before: str) -> str:
    """Return the type of the noun phrase that is being named, as its first telling noun has it."""
    for article in re.finditer(r"\b(?:a|an|the|our|this|novel|new|simple)\b ", before):
        found = first_noun_type(_until_cut(before[article.end() :]))
        if found:
            return noun_type(_until_cut(before[article.end() :])) or found
    return noun_type(before)


def _until_cut(text: str) -> str:
    cut = _CUT.search(text)
    return text[: cut.start()] if cut else text


def _from_apposition(page: Page, names: Sequence[Name]) -> Iterator[Candidate]:
    for name in names:
        if name.start < page.split:
            continue
        match = _PROPER.match(page.clean, name.end)
        if not match:
            continue
        phrase = _until_cut(match[1])
        type_ = noun_type(phrase)
        if not type_ or ("," not in match[0][:3] and " is " not in match[0][:5]):
            continue
        coined = bool(_ADJECTIVE.search(phrase))
        rule = "coined:apposition" if coined else "shape:apposition"
        yield page.candidate(name.start, name.end, type_, rule, 0.8 if coined else 0.65)


def _around(page: Page, name: Name, before: str) -> str:
    """Return the type from the noun before the name, the noun after it, or an apposition."""
    after = page.clean[name.end : name.end + 160].split("\n")[0]
    proper = _PROPER.match(after)
    if proper:
        found = noun_type(_until_cut(proper[1]))
        if found:
            return found
    following = re.match(r"[\"'”’)]* ((?:[a-z][\w-]* ?){1,3})", after)
    if following:
        found = first_noun_type(following[1])
        if found:
            return found
    return noun_type(before) or name_type(name.text)
