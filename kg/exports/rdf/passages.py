"""Places in papers become RDF: evidence, sentences and mentions, selected as the Web Annotation model does.

A sentence and a mention are selectors by position and by quote (W3C Web Annotation Data Model, section 4.2);
a piece of evidence is a specific resource whose source is the paper and whose selector is a sentence.
Positions count Unicode code points, as the model asks.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from kg.exports.rdf.forms import Slot, Table
from kg.exports.rdf.names import DEFAULT_BASE, expand
from kg.exports.rdf.terms import decimal
from kg.model import Evidence, Occurrence, Paper

_A = expand("rdf:type")

_EVIDENCE = (
    (_A, expand("kg:Evidence")),
    (_A, expand("oa:SpecificResource")),
    (expand("oa:hasSource"), Slot.ID),
    (expand("oa:hasSelector"), Slot.ID),
    (expand("kg:rule"), Slot.TEXT),
    (expand("kg:confidence"), Slot.DECIMAL),
)
#: What selects a place of a paper, by position and by quote.
_SELECTOR = (
    (_A, expand("oa:TextPositionSelector")),
    (_A, expand("oa:TextQuoteSelector")),
    (expand("dcterms:isPartOf"), Slot.ID),
    (expand("kg:field"), Slot.TEXT),
    (expand("oa:start"), Slot.INTEGER),
    (expand("oa:end"), Slot.INTEGER),
    (expand("oa:exact"), Slot.TEXT),
)
_SENTENCE = ((_A, expand("kg:Sentence")), *_SELECTOR)
_MENTION = ((_A, expand("kg:Mention")), *_SELECTOR, (expand("kg:names"), Slot.ID))


def evidence_id(evidence: Evidence) -> str:
    """Return the id of a piece of evidence, from all that it says."""
    e = evidence
    return "evidence/" + _hash(
        f"{e.paper_id}\n{e.field}\n{e.start}\n{e.end}\n{e.rule}\n{decimal(e.confidence).text}"
    )


def sentence_id(evidence: Evidence) -> str:
    """Return the id of the sentence that a piece of evidence stands in."""
    e = evidence
    return "sentence/" + _hash(f"{e.paper_id}\n{e.field}\n{e.start}\n{e.end}")


def _hash(what: str) -> str:
    return blake2b(what.encode("utf-8", "replace"), digest_size=8).hexdigest()


def describe_evidence(pieces: dict[str, Evidence], *, base: str = DEFAULT_BASE) -> Iterator[Table]:
    """Describe every piece of evidence, then every sentence, each once; they come by their ids.

    Args:
        pieces: evidence by :func:`evidence_id`.
        base: the base of all IRIs; see :mod:`kg.exports.rdf.names`.
    """
    sentences: dict[str, Evidence] = {}
    yield Table(base, _EVIDENCE, _evidence(pieces, sentences))
    rows = ((ident, e.paper_id, e.field, e.start, e.end, e.quote) for ident, e in sorted(sentences.items()))
    yield Table(base, _SENTENCE, rows)


def _evidence(
    pieces: dict[str, Evidence], sentences: dict[str, Evidence]
) -> Iterator[tuple[str, str, str, str, float]]:
    """Yield rows of :data:`_EVIDENCE`, and gather the sentences."""
    for ident in sorted(pieces):
        piece = pieces[ident]
        sentence = sentence_id(piece)
        sentences.setdefault(sentence, piece)
        yield ident, piece.paper_id, sentence, piece.rule, piece.confidence


def describe_mentions(
    papers: Iterable[Paper], occurrences: Iterable[Occurrence], *, base: str = DEFAULT_BASE
) -> Table:
    """Describe the places where papers name entities, in the order of ``occurrences``.

    Args:
        papers: at least those that ``occurrences`` are in.
        occurrences: the places.
        base: the base of all IRIs.
    """
    return Table(base, _MENTION, _mentions(papers, occurrences))


def _mentions(
    papers: Iterable[Paper], occurrences: Iterable[Occurrence]
) -> Iterator[tuple[str, str, str, int, int, str, str]]:
    texts = {p.id: p for p in papers}
    for o in occurrences:
        quote = texts[o.paper_id].text(o.field)[o.start : o.end]
        ident = "mention/" + _hash(f"{o.paper_id}\n{o.field}\n{o.start}\n{o.end}\n{o.entity}")
        yield ident, o.paper_id, o.field, o.start, o.end, quote, o.entity
