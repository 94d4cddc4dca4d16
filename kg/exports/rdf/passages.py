"""Places in papers become RDF: evidence, sentences and mentions, selected as the Web Annotation model does.

A sentence and a mention are selectors by position and by quote (W3C Web Annotation Data Model, section 4.2);
a piece of evidence is a specific resource whose source is the paper and whose selector is a sentence.
Positions count Unicode code points, as the model asks.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from kg.exports.rdf.names import DEFAULT_BASE, VOCABULARY, expand, iri
from kg.exports.rdf.terms import Description, Term, decimal, integer, text
from kg.model import Evidence, Occurrence, Paper

_A, _KG = expand("rdf:type"), VOCABULARY
_PART_OF, _START, _END, _EXACT = map(expand, ("dcterms:isPartOf", "oa:start", "oa:end", "oa:exact"))
_SELECTORS = [(_A, expand(f"oa:Text{how}Selector")) for how in ("Position", "Quote")]
_MENTION = (_A, expand("kg:Mention"))
_Properties = list[tuple[str, Term]]


def evidence_id(evidence: Evidence) -> str:
    """Return the id of a piece of evidence, from all that it says."""
    return "evidence/" + _hash(
        evidence.paper_id,
        evidence.field,
        evidence.start,
        evidence.end,
        evidence.rule,
        decimal(evidence.confidence).text,
    )


def sentence_id(evidence: Evidence) -> str:
    """Return the id of the sentence that a piece of evidence stands in."""
    return "sentence/" + _hash(evidence.paper_id, evidence.field, evidence.start, evidence.end)


def _hash(*parts: str | int) -> str:
    return blake2b("\n".join(map(str, parts)).encode("utf-8", "replace"), digest_size=8).hexdigest()


def describe_evidence(
    pieces: Iterable[Mapping[str, Evidence]], *, base: str = DEFAULT_BASE
) -> Iterator[Description]:
    """Describe every piece of evidence, then every sentence, each once; they come by their ids.

    Args:
        pieces: evidence by :func:`evidence_id`; the same may come several times.
        base: the base of all IRIs; see :mod:`kg.exports.rdf.names`.
    """
    every = {ident: piece for some in pieces for ident, piece in some.items()}
    sentences: dict[str, Evidence] = {}
    for ident, piece in sorted(every.items()):
        sentence = sentence_id(piece)
        sentences.setdefault(sentence, piece)
        properties: _Properties = [
            (_A, expand("kg:Evidence")),
            (_A, expand("oa:SpecificResource")),
            (expand("oa:hasSource"), iri(base, piece.paper_id)),
            (expand("oa:hasSelector"), iri(base, sentence)),
            (_KG + "rule", text(piece.rule)),
            (_KG + "confidence", decimal(piece.confidence)),
        ]
        yield Description(iri(base, ident), properties)
    for ident, piece in sorted(sentences.items()):
        yield Description(iri(base, ident), _sentence(piece, base))


def _sentence(piece: Evidence, base: str) -> _Properties:
    return [(_A, expand("kg:Sentence")), *_selector(piece, piece.quote, base)]


def describe_mentions(
    papers: Iterable[Paper], occurrences: Iterable[Occurrence], *, base: str = DEFAULT_BASE
) -> Iterator[Description]:
    """Describe the places where papers name entities, in the order of ``occurrences``.

    Args:
        papers: at least those that ``occurrences`` are in.
        occurrences: the places.
        base: the base of all IRIs.
    """
    texts = {p.id: p for p in papers}
    for place in occurrences:
        quote = texts[place.paper_id].text(place.field)[place.start : place.end]
        ident = "mention/" + _hash(place.paper_id, place.field, place.start, place.end, place.entity)
        names = (_KG + "names", iri(base, place.entity))
        yield Description(iri(base, ident), [_MENTION, *_selector(place, quote, base), names])


def _selector(place: Evidence | Occurrence, quote: str, base: str) -> _Properties:
    """Return what selects a place of a paper, by position and by quote."""
    return [
        *_SELECTORS,
        (_PART_OF, iri(base, place.paper_id)),
        (_KG + "field", text(place.field)),
        (_START, integer(place.start)),
        (_END, integer(place.end)),
        (_EXACT, text(quote)),
    ]
