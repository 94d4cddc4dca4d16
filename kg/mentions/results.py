"""Find reported numbers that a sentence ties to a dataset: ``88.5% top-1 accuracy on ImageNet``.

A number is a value if it has a percent sign, a sign, or stands beside a metric or *points*; sizes,
counts, years and shares of data are none. Its dataset is the one named after it (``77.0% on K400, 76.8%
on K600``), else the one named before it (``On K400, X reaches 77.0%``); lists of equal length are paired
(``by +5%, +6.7% and +5.8% on A, B and C, respectively``). A value without a dataset in its sentence is left
out: the sentence does not tie it to anything.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.page import Page
from kg.model import Measurement, Mention
from kg.ontology import Kind, kind_name

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_VALUE = re.compile(
    rf"(?<![\w.,/@$^-])(?P<value>[+−–±-]?{_NUMBER}(?:(?:\s?\\?%)? ?[-–−~] ?{_NUMBER})?(?:\s?\\?%)?)"
    r"(?P<after>[ ~-]*(?:absolute |relative |average )*"
    r"(?:points?\b|pp\b|percentage points?\b|percent\b|p\.p\.|x\b|×|times\b|pt\b|pts\b)?)"
)
_SPELLED = re.compile(
    r"\b(?P<value>(?:one|two|three|four|five|six|seven|eight|nine|ten)(?: percent(?:age)?)? points?)\b"
)
#: What a number stands before when it is no result: counts, sizes, shares, speeds.
_COUNT = re.compile(
    r"^ ?(?:[KMBTk]\b|million|billion|thousand|\+ |[a-z]*(?:hours?|days?|minutes?|seconds?|GB|ms|GPUs?|fps)\b"
    r"|(?:[\w-]+ ){0,2}(?:images?|samples?|videos?|examples?|pairs?|languages?|tasks?|datasets?|benchmarks?"
    r"|tokens?|classes|categories|questions?|papers?|parameters?|params|layers?|models?|domains?|shots?|steps?"
    r"|epochs?|sentences?|documents?|annotat\w+|words?|frames?|clips?|instances?|dialogues?|users?|participants)\b"
    r"|(?:of|fewer|less|more|faster|smaller|larger|lower) (?:(?:the|its|their|all|labeled|training|total"
    r"|original|data|trainable|model|annotated|full|computational|inference|instruction|tuning) ?)*(?:data"
    r"|parameters|samples|labels|annotations|images|tokens|cost|computation|time|FLOPs|memory|cases|parameter"
    r"|examples)?\b"
    r"|\s?(?:(?:training|labeled|annotated|instruction|tuning|original) )*(?:data|parameters|FLOPs)\b"
    r"|-?shot|-?way|-?bit|D\b|st\b|nd\b|rd\b|th\b)"
)
#: What a number stands behind when it is a share or a bound.
_SHARE = re.compile(
    r"(?:\b(?:only|just|merely|using|kappa|[pP]|than ten|least) ?(?:about |around )?[~≈=<>]? ?)$"
)
_RELATIVE = re.compile(
    r"\b(?:improv\w+|gains?|outperform\w*|surpass\w*|exceed\w*|increas\w+|boost\w*|by|higher|better|reduc\w+"
    r"|drop\w*|decreas\w+|margin|lead|advantage|rise|enhanc\w+|lower\w*|over|up to|relative)\b[^;]{0,70}$"
)
_ABSOLUTE = re.compile(
    r"\b(?:achiev\w*|reach\w*|obtain\w*|attain\w*|score[sd]?|scoring|get(?:s|ting)?|yield\w*|of|with|at|is|are|to)"
    r"(?: (?:an?|the|state-of-the-art|SOTA|accuracy|score|of|overall|average|about|around|over))* ?$"
)
_CLAUSE = re.compile(
    r";|, (?:while|whereas|and (?:achiev|outperform|surpass|improv|even|by)|surpassing|outperforming)"
)
_TIES = re.compile(r"\b(?:on|in|for|over|across|of|at|from|with)\b|^ ?\(?$")
_LISTED = re.compile(r"^(?: \([^()]*\))?(?:,? and |, |/| & )(?:the )?$")
_RESPECTIVELY = re.compile(r"\brespectively\b")


_DIGIT = re.compile(r"\d|points?\b")
#: A mention in a sentence: its index, where it starts and ends.
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Value:
    """A number that may be a result: its place in the page's text, its text, its unit."""

    start: int
    end: int
    text: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and the mentions in it: index, start and end of each, by kind, in order."""

    start: int
    end: int
    datasets: tuple[_Place, ...]
    metrics: tuple[_Place, ...]
    systems: tuple[_Place, ...]


def find_results(
    page: Page, mentions: Sequence[Mention], introduced: frozenset[int]
) -> tuple[Measurement, ...]:
    """Return the results that the sentences of the abstract state, in the order of the text.

    Args:
        page: the paper.
        mentions: what it names.
        introduced: indices of the mentions of things that the paper introduces.
    """
    starts = [m.start + page.offset(m.field) for m in mentions]
    found: list[Measurement] = []
    for start, end in page.sentences:
        inside = range(bisect_left(starts, start), bisect_left(starts, end))
        by_kind: dict[str, list[_Place]] = {}
        for i in inside:
            place = (i, starts[i], starts[i] + len(mentions[i].text))
            by_kind.setdefault(kind_name(mentions[i].type), []).append(place)
        if start >= page.split and Kind.RESOURCE in by_kind and _DIGIT.search(page.clean, start, end):
            kinds = (tuple(by_kind.get(kind, ())) for kind in (Kind.RESOURCE, Kind.METRIC, Kind.SYSTEM))
            found += _in_sentence(page, _Sentence(start, end, *kinds), introduced)
    return tuple(found)


def _in_sentence(page: Page, sentence: _Sentence, introduced: frozenset[int]) -> Iterator[Measurement]:
    named = (*sentence.datasets, *sentence.metrics, *sentence.systems)
    values = [
        value
        for value in _values(page.clean, sentence)
        if not any(start < value.end and value.start < end for _, start, end in named)
    ]
    if not values:
        return
    field, left, right = page.place(sentence.start, sentence.end)
    for value, datasets in zip(values, _assign(page.clean, values, sentence), strict=True):
        before = page.clean[sentence.start : value.start]
        gain = bool(_RELATIVE.search(before)) and not _ABSOLUTE.search(before[-40:])
        for dataset in datasets:
            yield Measurement(
                system=_system(sentence.systems, value, introduced),
                dataset=dataset,
                metric=_nearest(sentence.metrics, value),
                value=page.text[value.start : value.end],
                unit=value.unit,
                relative=value.text[0] in "+−-–" or gain,
                field=field,
                start=left,
                end=right,
                rule="result",
                confidence=0.7,
            )


def _values(text: str, sentence: _Sentence) -> list[_Value]:
    """Return the numbers of a sentence that can be results, in order."""
    found = []
    for match in _VALUE.finditer(text, sentence.start, sentence.end):
        left, right = match.span("value")
        value = match["value"].rstrip()
        unit = "%" if value.endswith("%") else _unit(match["after"])
        rest = text[right if "%" in value or not unit else match.end() : sentence.end]
        if unit == "x" or _COUNT.match(rest[:60]) or _SHARE.search(text[left - 20 : left]):
            continue
        if unit or _is_score(text, match, sentence.metrics):
            found.append(_Value(left, left + len(value), value, unit))
    spelled = _SPELLED.finditer(text, sentence.start, sentence.end)
    found += [_Value(*match.span("value"), match["value"], "points") for match in spelled]
    return sorted(found, key=lambda v: v.start)


def _is_score(text: str, match: re.Match[str], metrics: Sequence[_Place]) -> bool:
    """Say whether a number without a unit is a score: it has a sign or stands beside a metric."""
    value, (left, right) = match["value"], match.span("value")
    decimal = "." in value
    if decimal and (value[0] in "+−±–" or (value[0] == "-" and text[left - 1] in "( ")):
        return True
    beside = any(-1 <= start - right <= 3 or 0 <= left - end <= 12 for _, start, end in metrics)
    if beside and (decimal or len(value) == 2):
        return True
    return decimal and bool(re.match(r" ?\(?(?:on|\)|,|and|\+|m?AP|F1|BLEU|score)", text[right : right + 8]))


def _unit(after: str) -> str:
    word = after.strip(" ~-").split()[-1:] or [""]
    if word[0] in {"x", "×", "times"}:
        return "x"
    if word[0] == "percent":
        return "%"
    return "points" if word[0].startswith(("point", "pp", "p.p", "pt")) else ""


def _assign(text: str, values: Sequence[_Value], sentence: _Sentence) -> list[tuple[int, ...]]:
    """Return the datasets of each value."""
    owners: list[tuple[int, ...]] = []
    for k, value in enumerate(values):
        if (
            k
            and value.text[0] in "+-−–"
            and text[values[k - 1].end : value.start].strip(" pointsAPmR") == "("
        ):
            owners.append(owners[-1])
            continue
        until = values[k + 1].start if k + 1 < len(values) else sentence.end
        owners.append(_owner(text, value, until, sentence.datasets))
    _pair_lists(text, values, sentence, owners)
    return owners


def _owner(text: str, value: _Value, until: int, datasets: Sequence[_Place]) -> tuple[int, ...]:
    """Return the datasets named after a value, all of a list, else the one before it, else any later one."""
    after = [d for d in datasets if value.end <= d[1] < until and not _CLAUSE.search(text[value.end : d[1]])]
    before = [d for d in datasets if d[2] <= value.start]
    if before and text[before[-1][2] : value.start].strip() in {"(", "(+"}:
        return (before[-1][0],)
    if after and (_TIES.search(text[value.end : after[0][1]]) or after[0][1] - value.end <= 3):
        listed = [after[0]]
        for place in after[1:]:
            if not _LISTED.match(text[listed[-1][2] : place[1]]):
                break
            listed.append(place)
        return tuple(place[0] for place in listed)
    if before:
        return (before[-1][0],)
    later = [d for d in datasets if d[1] >= value.end]
    return (later[0][0],) if later else ()


def _pair_lists(
    text: str, values: Sequence[_Value], sentence: _Sentence, owners: list[tuple[int, ...]]
) -> None:
    """Pair values and datasets in order where the sentence lists both, as many of each."""
    said = bool(_RESPECTIVELY.search(text, sentence.start, sentence.end))
    datasets = sentence.datasets
    heads = [k for k in range(len(values)) if not k or owners[k] is not owners[k - 1]]
    for run in (heads, list(range(len(values))), heads[-len(datasets) :]):
        apart = values[run[-1]].end <= datasets[0][1] or datasets[-1][2] <= values[run[0]].start
        if 1 < len(run) == len(datasets) and (said or apart) and (apart or run is not heads):
            bounds = [*run[1:], run[-1] + 2]
            for k, until, place in zip(run, bounds, datasets, strict=True):
                for j in range(k, min(until, len(values))):
                    owners[j] = (place[0],)
            return


def _nearest(metrics: Sequence[_Place], value: _Value) -> int | None:
    """Return the metric closest to the value, within reach."""
    far = [(min(abs(start - value.end), abs(value.start - end)), i) for i, start, end in metrics]
    best = min(far, default=None)
    return best[1] if best and best[0] <= 60 else None


def _system(systems: Sequence[_Place], value: _Value, introduced: frozenset[int]) -> int | None:
    """Return what was scored: the paper's own thing if it is named, else the first system before."""
    own = [place for place in systems if place[0] in introduced]
    before = [place for place in systems if place[2] <= value.start]
    mine = [place for place in own if place[2] <= value.start]
    for choice in (mine[-1:], own[:1], before[:1]):
        if choice:
            return choice[0][0]
    return None
