"""The importers' rules: one deliberately wrong file for each, and not a word about our own files."""

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from graph_corpus import hostile, small

from kg.errors import InputError, Problem
from kg.exports import write
from kg.exports.lint import RULES, lint
from kg.model import KnowledgeGraph

#: A file that breaks no rule; the wrong ones differ from it in one place.
GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="x" for="node" attr.name="x" attr.type="double"/>
<key id="color" for="node" attr.name="color" attr.type="string"/>
<key id="papers" for="node" attr.name="papers" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="directed">
<node id="a"><data key="label">A</data><data key="x">1.0</data><data key="color">#00FF00</data>
<data key="papers">3</data></node>
<node id="b"><data key="label">B</data><data key="x">2.0</data></node>
<edge id="e1" source="a" target="b" label="uses"><data key="weight">0.5</data></edge>
<edge id="e2" source="a" target="b" label="tests"><data key="weight">1</data></edge>
</graph>
</graphml>
"""

GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph defaultedgetype="directed" mode="dynamic" timeformat="date">
<attributes class="node"><attribute id="papers" title="papers" type="integer"/></attributes>
<nodes>
<node id="a" label="A"><attvalues><attvalue for="papers" value="3"/></attvalues>
<spells><spell start="2024-01-01" end="2024-02-01"/></spells>
<viz:color r="1" g="2" b="255"/><viz:position x="1.0" y="2.0" z="0.0"/></node>
<node id="b" label="B"/>
</nodes>
<edges>
<edge id="e1" source="a" target="b" kind="uses" weight="0.5"/>
<edge id="e2" source="a" target="b" kind="tests" weight="2"/>
</edges>
</graph>
</gexf>
"""

#: Rule -> what stands there -> what is wrong instead, in GraphML.
WRONG_GRAPHML = {
    "not-xml": ("</graphml>", "</graphm>"),
    "doctype": ("<graphml ", "<!DOCTYPE graphml><graphml "),
    "second-graph": ("</graphml>", '<graph edgedefault="directed"/></graphml>'),
    "no-direction": (' edgedefault="directed"', ""),
    "mixed-direction": ('id="e2"', 'id="e2" directed="false"'),
    "node-without-id": ('<node id="b">', "<node>"),
    "node-id-twice": ('<node id="b">', '<node id="a"/><node id="b">'),
    "edge-without-id": ('id="e2" ', ""),
    "edge-id-twice": ('id="e2"', 'id="e1"'),
    "edge-to-nowhere": ('target="b" label="tests"', 'target="c" label="tests"'),
    "weight-not-positive": (">0.5<", ">0<"),
    "parallel-edges": ('label="tests"', 'label="uses"'),
    "nested": ("</graph>", "<hyperedge/></graph>"),
    "key-for-all": ('id="papers" for="node"', 'id="papers" for="all"'),
    "key-twice": ('<key id="weight"', '<key id="papers" for="edge" attr.type="int"/><key id="weight"'),
    "key-without-id": ('<key id="weight"', '<key for="edge" attr.name="n" attr.type="int"/><key id="weight"'),
    "key-type": (
        '<key id="weight"',
        '<key id="l" for="edge" attr.name="l" attr.type="liststring"/><key id="weight"',
    ),
    "key-mistaken": (
        '<key id="weight"',
        '<key id="d3" for="node" attr.name="rank" attr.type="string"/><key id="weight"',
    ),
    "property-type": ('attr.name="weight" attr.type="double"', 'attr.name="weight" attr.type="string"'),
    "undeclared": ('<data key="papers">', '<data key="pages">'),
    "not-a-number": (">3<", ">three<"),
    "not-a-color": ("#00FF00", "green"),
    "no-labels": ('key="label"', 'key="papers"'),
    "no-positions": ('key="x"', 'key="papers"'),
}

#: The same for GEXF.
WRONG_GEXF = {
    "not-xml": ("</gexf>", ""),
    "not-a-graph": ("gexf", "gefx"),
    "second-graph": ("</gexf>", '<graph defaultedgetype="directed"/></gexf>'),
    "no-direction": ('defaultedgetype="directed"', ""),
    "mixed-direction": ('id="e2"', 'id="e2" type="undirected"'),
    "node-without-id": ('<node id="b"', "<node"),
    "node-id-twice": ('<node id="b"', '<node id="a"/><node id="b"'),
    "edge-without-id": ('id="e2" ', ""),
    "edge-id-twice": ('id="e2"', 'id="e1"'),
    "edge-to-nowhere": ('target="b" kind="tests"', 'target="c" kind="tests"'),
    "weight-not-positive": ('weight="0.5"', 'weight="-1"'),
    "parallel-edges": ('kind="tests"', 'kind="uses"'),
    "key-without-id": (
        '<attribute id="papers"',
        '<attribute title="n" type="string"/><attribute id="papers"',
    ),
    "key-twice": ("</attributes>", '<attribute id="papers" title="papers" type="string"/></attributes>'),
    "key-type": ("</attributes>", '<attribute id="when" title="when" type="moment"/></attributes>'),
    "undeclared": ('for="papers"', 'for="pages"'),
    "not-a-number": ('value="3"', 'value="three"'),
    "not-a-color": ('b="255"', 'b="256"'),
    "title-lost": ('title="papers"', 'title="Papers"'),
    "no-viz": (' xmlns:viz="http://gexf.net/1.3/viz"', ""),
    "not-a-date": ("2024-02-01", "1 Feb"),
    "time-backwards": ("2024-02-01", "2023-02-01"),
    "no-labels": ("label=", "title="),
    "no-positions": ("viz:position", "viz:place"),
}


def rules_broken(tmp_path: Path, text: str) -> set[str]:
    file = tmp_path / "x.xml"
    file.write_text(text, encoding="utf-8")
    return set(lint(file).counts)


@pytest.mark.parametrize("text", [GRAPHML, GEXF], ids=["graphml", "gexf"])
def test_lint_finds_nothing_in_a_right_file(tmp_path: Path, text: str) -> None:
    """The files that the wrong ones are made from break no rule."""
    assert set() == rules_broken(tmp_path, text)


@pytest.mark.parametrize("rule", WRONG_GRAPHML)
def test_lint_catches_wrong_graphml(tmp_path: Path, rule: str) -> None:
    """A GraphML file that breaks a rule breaks it in the eyes of the lint."""
    right, wrong = WRONG_GRAPHML[rule]
    assert right in GRAPHML
    assert rule in rules_broken(tmp_path, GRAPHML.replace(right, wrong))


@pytest.mark.parametrize("rule", WRONG_GEXF)
def test_lint_catches_wrong_gexf(tmp_path: Path, rule: str) -> None:
    """A GEXF file that breaks a rule breaks it in the eyes of the lint."""
    right, wrong = WRONG_GEXF[rule]
    assert right in GEXF
    assert rule in rules_broken(tmp_path, GEXF.replace(right, wrong))


@pytest.mark.parametrize(
    ("begin", "end", "broken"),
    [("9", "10", set()), ("10", "9", {"time-backwards"}), ("1.5", "2", {"not-a-date"})],
)
def test_lint_compares_times_as_numbers(tmp_path: Path, begin: str, end: str, broken: set[str]) -> None:
    """Where time is counted, 9 comes before 10."""
    text = GEXF.replace('timeformat="date"', 'timeformat="integer"')
    text = text.replace("2024-01-01", begin).replace("2024-02-01", end)
    assert broken == rules_broken(tmp_path, text)


def test_lint_has_a_wrong_file_for_every_rule() -> None:
    """No rule is without a file that breaks it."""
    assert set(RULES) == set(WRONG_GRAPHML) | set(WRONG_GEXF)


def test_lint_names_line_and_detail(tmp_path: Path) -> None:
    """A finding says where it is and what stands there."""
    file = tmp_path / "x.graphml"
    file.write_text(GRAPHML.replace('id="e2"', 'id="e1"'), encoding="utf-8")
    (finding,) = lint(file).found
    line = next(i for i, text in enumerate(GRAPHML.split("\n"), start=1) if 'id="e2"' in text)
    assert (line, True) == (finding.line, "e1" in finding.detail)


@pytest.mark.parametrize("graph", [small(), hostile(), KnowledgeGraph()], ids=["small", "hostile", "empty"])
def test_lint_finds_nothing_in_our_own_files(tmp_path: Path, graph: KnowledgeGraph) -> None:
    """What this package writes breaks no rule, whatever text is in it."""
    for file in write(graph, tmp_path, formats=["graphml", "gexf"]):
        assert [] == lint(file).found


def test_lint_catches_what_networkx_writes(tmp_path: Path) -> None:
    """The multigraph writer of networkx repeats edge ids: the reason why there is a writer of our own."""
    net = nx.MultiDiGraph()
    net.add_edge("a", "b")
    net.add_edge("c", "d")
    nx.write_graphml(net, tmp_path / "x.graphml")
    assert "edge-id-twice" in lint(tmp_path / "x.graphml").counts


def test_lint_counts_what_it_does_not_show(tmp_path: Path) -> None:
    """Of a rule that is broken everywhere the first breaches are kept and all are counted."""
    nodes = '<node id="a"/>' * 100
    file = tmp_path / "x.graphml"
    file.write_text(f'<graphml><graph edgedefault="directed">{nodes}</graph></graphml>', encoding="utf-8")
    findings = lint(file)
    assert 99 == findings.counts["node-id-twice"]
    assert 20 == sum(f.rule == "node-id-twice" for f in findings.found)


def test_lint_does_not_expand_entities(tmp_path: Path) -> None:
    """A file that would swell a thousandfold is stopped at its DOCTYPE."""
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert {"doctype"} == rules_broken(tmp_path, f"{entities}<graphml>&b;</graphml>")


def test_lint_of_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    """A file that cannot be opened is an error with its path."""
    with pytest.raises(InputError, match="gone"):
        lint(tmp_path / "gone.graphml")


def test_write_hands_over_what_gephi_would_not_take(tmp_path: Path) -> None:
    """Every build checks its own graph files: two statements of one id are reported with file and line."""
    graph = small()
    twice = replace(graph, statements=(*graph.statements, graph.statements[0]))
    problems: list[Problem] = []
    write(twice, tmp_path, formats=["graphml", "gexf"], on_problem=problems.append)
    assert {"graph.graphml", "graph.gexf"} == {Path(p.where.rpartition(":")[0]).name for p in problems}
