"""What of the graph stands in the page: nodes and edges for pyvis, and columns for everything else.

Nodes are numbered: papers first, then entities, both in the order of the graph. The script in the page
(``kg/data/html/js/graph.js``) reads exactly this form. JavaScript counts UTF-16 code units, so offsets are
converted here, once.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.exports import looks
from kg.exports.html.opening import FIRST_VIEW, order_nodes
from kg.exports.html.projection import project
from kg.graph.places import Chart, Place
from kg.model import Evidence, KnowledgeGraph, Paper
from kg.ontology import LINKS, PAPER, ROLES, TYPES

#: Where a node is drawn that the chart does not know.
_NOWHERE = Place(0.0, 0.0, 8.0, 0.0, 0, 0, 1)
#: PageRanks are stored as whole numbers of this fraction.
_RANK_UNIT = 1e-7
#: Code points that take two units in UTF-16, in which JavaScript counts.
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Packed:
    """The content of the page.

    Attributes:
        nodes: ``id label x y size value group c k``: number, label, position on the canvas (downwards),
            diameter, number of papers, index of the type, community and rank.
        edges: ``from to r``: numbers of nodes and index of the relation; statements first, then
            co-mentions, these with ``value``, the number of papers.
        details: everything that is not drawn, by columns.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    details: dict[str, Any]


def pack(graph: KnowledgeGraph, chart: Chart) -> Packed:
    """Return what the page holds of ``graph``, drawn as ``chart`` says."""
    types = list(dict.fromkeys((PAPER, *TYPES, *sorted(e.type for e in graph.entities))))
    relations = list(
        dict.fromkeys((*ROLES, *LINKS, *sorted(s.relation for s in graph.statements), looks.CO_MENTION))
    )
    ids = [p.id for p in graph.papers] + [e.id for e in graph.entities]
    number = {id_: i for i, id_ in enumerate(ids)}
    nodes = _nodes(graph, chart, {name: i for i, name in enumerate(types)})
    order = _arrange(nodes, types, [chart.places.get(id_, _NOWHERE).degree for id_ in ids])
    return Packed(
        nodes,
        _edges(graph, number, {name: i for i, name in enumerate(relations)}),
        {
            "types": [_type(name) for name in types],
            "relations": [_relation(name) for name in relations],
            "ids": ids,
            "first": FIRST_VIEW,
            "order": order,
            "named": _named(graph, number),
            "papers": _papers(graph.papers),
            "entities": {
                "aliases": [e.aliases for e in graph.entities],
                "doubt": [e.doubt for e in graph.entities],
            },
            **_evidence(graph, number),
        },
    )


def _type(name: str) -> dict[str, str]:
    known = TYPES.get(name)
    return {
        "name": name,
        "plural": "Papers" if name == PAPER else known.plural if known else name,
        "definition": "What was read." if name == PAPER else known.definition if known else "",
        "colour": looks.colour(name),
        "shape": looks.shape(name),
    }


def _relation(name: str) -> dict[str, str]:
    known = ROLES.get(name) or LINKS.get(name)
    wording = "is named together with" if name == looks.CO_MENTION else name.replace("_", " ")
    return {
        "name": name,
        "iri": known.iri_name if known else name,
        "wording": known.wording if known else wording,
        "definition": known.definition if known else "",
        "colour": looks.edge_colour(name),
        "kind": "role" if name in ROLES else "together" if name == looks.CO_MENTION else "link",
    }


def _nodes(graph: KnowledgeGraph, chart: Chart, types: dict[str, int]) -> list[dict[str, Any]]:
    named = [(p.id, p.title, PAPER) for p in graph.papers]
    named += [(e.id, e.label, e.type) for e in graph.entities]
    nodes = []
    for i, (id_, label, type_) in enumerate(named):
        place = chart.places.get(id_, _NOWHERE)
        nodes.append(
            {
                "id": i,
                "label": label,
                "x": place.x,
                "y": -place.y,  # downwards on a canvas
                "size": round(place.size, 1),
                "value": place.papers,
                "group": types[type_],
                "c": place.community,
                "k": round(place.rank / _RANK_UNIT),
            }
        )
    return nodes


def _arrange(nodes: list[dict[str, Any]], types: Sequence[str], degrees: Sequence[int]) -> list[int]:
    """Give every node its place on the map, and return the order in which nodes come onto it."""
    order = order_nodes(
        [types[n["group"]] for n in nodes], [n["k"] for n in nodes], [n["c"] for n in nodes], degrees
    )
    drawn = project([(n["x"], n["y"]) for n in nodes], [n["c"] for n in nodes], order[:FIRST_VIEW])
    for node, (x, y) in zip(nodes, drawn, strict=True):
        node["x"], node["y"] = round(x), round(y)
    return order


def _named(graph: KnowledgeGraph, number: dict[str, int]) -> list[list[int]]:
    """Return for each paper where it names what: field, start, end and entity, one after the other."""
    papers = {p.id: p for p in graph.papers}
    named: list[list[int]] = [[] for _ in graph.papers]
    for place in graph.occurrences:
        text = papers[place.paper_id].text(place.field)
        start, end = _utf16(text, place.start, place.end)
        named[number[place.paper_id]] += (int(place.field == "abstract"), start, end, number[place.entity])
    return named


def _edges(graph: KnowledgeGraph, number: dict[str, int], relations: dict[str, int]) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = [
        {"from": number[s.subject], "to": number[s.object], "r": relations[s.relation]}
        for s in graph.statements
    ]
    together = relations[looks.CO_MENTION]
    edges += [
        {"from": number[c.a], "to": number[c.b], "r": together, "value": c.papers} for c in graph.co_mentions
    ]
    return edges


def _papers(papers: Sequence[Paper]) -> dict[str, Any]:
    return {
        "abstract": [p.abstract for p in papers],
        "sources": [p.sources for p in papers],
        "date": [p.date for p in papers],
        "authors": [p.authors for p in papers],
        "url": [p.url for p in papers],
    }


def _evidence(graph: KnowledgeGraph, number: dict[str, int]) -> dict[str, Any]:
    """Return the columns of statements, co-mentions and results, and the table of rules."""
    results = [r.evidence for r in graph.results]
    every = [e for s in graph.statements for e in s.evidence] + results
    rules = {rule: i for i, rule in enumerate(sorted({e.rule for e in every}))}
    papers = {p.id: p for p in graph.papers}

    def sentences(evidence: Iterable[Evidence]) -> list[list[int | str]]:
        return [_sentence(e, papers[e.paper_id], number[e.paper_id], rules[e.rule]) for e in evidence]

    return {
        "rules": list(rules),
        "statements": {
            "id": [s.id for s in graph.statements],
            "confidence": [round(s.confidence * 100) for s in graph.statements],
            "evidence": [sentences(s.evidence) for s in graph.statements],
        },
        "together": {
            "id": [c.id for c in graph.co_mentions],
            "npmi": [round(c.npmi * 100) for c in graph.co_mentions],
        },
        "results": [
            {
                "id": r.id,
                "paper": number[r.paper_id],
                "system": number.get(r.system, -1),
                "dataset": number.get(r.dataset, -1),
                "metric": number.get(r.metric, -1),
                "value": r.value,
                "relative": r.relative,
                "evidence": sentence,
            }
            for r, sentence in zip(graph.results, sentences(results), strict=True)
        ],
    }


def _sentence(evidence: Evidence, paper: Paper, number: int, rule: int) -> list[int | str]:
    """Return paper, field (0 title, 1 abstract), start, end, rule and confidence in hundredths.

    The words themselves follow only if they are not what stands at that place of the paper.
    """
    text = paper.text(evidence.field)
    start, end = _utf16(text, evidence.start, evidence.end)
    packed: list[int | str] = [
        number,
        int(evidence.field == "abstract"),
        start,
        end,
        rule,
        round(evidence.confidence * 100),
    ]
    if text[evidence.start : evidence.end] != evidence.quote:
        packed.append(evidence.quote)
    return packed


def _utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets in UTF-16 code units of two code points of ``text``."""
    if text.isascii() or not _ASTRAL.search(text, 0, end):
        return start, end
    return start + len(_ASTRAL.findall(text, 0, start)), end + len(_ASTRAL.findall(text, 0, end))
