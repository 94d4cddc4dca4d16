"""Identity on the bundled sample: nothing twice, and CLIP in all papers that name it."""

import itertools
import re
from collections import defaultdict
from pathlib import Path

import pytest

from kg.entities.names import clean, fold, singular
from kg.exports.graph_json import read_graph
from kg.model import Entity, KnowledgeGraph

#: CLIP as a word of its own: no part of CLIP-MoE or of an address.
_CLIP = re.compile(r"(?<![\w/-])CLIP(?![\w-])")


@pytest.fixture(scope="module")
def graph(built: Path) -> KnowledgeGraph:
    return read_graph(built)


def bare(name: str) -> str:
    """Return a name without case, hyphens, spaces and the plural of any word; a + is part of a name."""
    return "".join(singular(word) for word in re.findall(r"[^\W_]+|\+", clean(name).casefold()))


def test_no_two_entities_of_a_type_differ_only_in_spelling(graph: KnowledgeGraph) -> None:
    """Case, hyphens, spaces and plurals make no second entity of one type."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in graph.entities:
        named[entity.type, bare(entity.label)].add(entity.id)
    assert {} == {name: ids for name, ids in named.items() if len(ids) > 1}


def test_no_form_belongs_to_two_entities_of_a_type_but_acronyms(graph: KnowledgeGraph) -> None:
    """Only short forms that papers define in different ways stand for several things of one type."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    types = {e.id: e.type for e in graph.entities}
    for join in graph.joins:
        named[types[join.entity], bare(join.surface)].add(join.entity)
    shared = {join.surface for join in graph.joins if len(named[types[join.entity], bare(join.surface)]) > 1}
    assert all(sum(c.isupper() for c in form) >= 2 for form in shared), shared
    assert len(shared) <= 8, shared


def test_what_a_paper_defines_is_one_entity_there(graph: KnowledgeGraph) -> None:
    """A short form in brackets behind the name that it is the initials of names the same entity."""
    papers = {p.id: p for p in graph.papers}
    found = sorted(graph.occurrences)
    types = {e.id: e.type for e in graph.entities}
    apart, checked = [], 0
    for long, short in itertools.pairwise(found):
        if (long.paper_id, long.field) != (short.paper_id, short.field):
            continue
        text = papers[long.paper_id].text(long.field)
        if text[long.end : short.start] != " (" or text[short.end : short.end + 1] != ")":
            continue
        words = re.findall(r"[^\W\d_]+", text[long.start : long.end])
        if "".join(w[0] for w in words).casefold() == fold(text[short.start : short.end]):
            checked += 1
            if long.entity != short.entity and types[long.entity] == types[short.entity]:
                apart.append((text[long.start : long.end], text[short.start : short.end]))
    assert [] == apart
    assert checked > 60


def test_clip_is_one_model_in_all_papers_that_name_it(graph: KnowledgeGraph) -> None:
    """Every paper that names CLIP has the one Model of that name."""
    (clip,) = [e for e in graph.entities if e.label == "CLIP"]
    assert ("system/clip", "Model") == (clip.id, clip.type)
    having = {o.paper_id for o in graph.occurrences if o.entity == clip.id}
    naming = {p.id for p in graph.papers if _CLIP.search(p.title) or _CLIP.search(p.abstract)}
    others = {j.entity for j in graph.joins if j.surface in {"CLIP", "CLIPs"}}
    assert {clip.id} == others
    assert len(naming & having) >= 60
    assert set() == naming - having


@pytest.mark.parametrize("name", ["MobileCLIP", "CLIP-MoE", "GrowCLIP", "Long-CLIP", "ProtoCLIP", "MaskCLIP"])
def test_names_made_from_clip_are_things_of_their_own(graph: KnowledgeGraph, name: str) -> None:
    """What is named after CLIP is not CLIP."""
    found: list[Entity] = [e for e in graph.entities if name in {e.label, *e.aliases}]
    assert [name] == [e.label for e in found]
    assert "system/clip" != found[0].id


def test_clip_moe_is_a_variant_of_clip(graph: KnowledgeGraph) -> None:
    """What stands behind a name varies it: the viewer and queries can fold it."""
    ids = {e.label: e.id for e in graph.entities}
    links = {(s.subject, s.object) for s in graph.statements if s.relation == "variant_of"}
    assert (ids["CLIP-MoE"], ids["CLIP"]) in links
    assert (ids["MobileCLIP"], ids["CLIP"]) not in links
