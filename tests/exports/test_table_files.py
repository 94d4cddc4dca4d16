"""Tables and JSON for other programs: every row, every value, nothing that runs."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as pq
import pytest
from graph_corpus import hostile, small

from kg.exports import csv_tables, cytoscape, neo4j, parquet, tables
from kg.exports.safe_text import legal, spreadsheet_cell
from kg.graph import Chart, chart
from kg.model import KnowledgeGraph

GRAPHS = {"small": small(), "hostile": hostile(), "empty": KnowledgeGraph()}
CHARTS = {name: chart(graph) for name, graph in GRAPHS.items()}

#: Function of both modules -> columns, and the rows that it writes.
TABLES: dict[str, tuple[tuple[tables.Column, ...], Callable[[KnowledgeGraph, Chart], Any]]] = {
    "write_nodes": (tables.NODE_COLUMNS, tables.node_rows),
    "write_edges": (tables.EDGE_COLUMNS, lambda graph, _: tables.edge_rows(graph)),
    "write_evidence": (tables.EVIDENCE_COLUMNS, lambda graph, _: tables.evidence_rows(graph)),
    "write_results": (tables.RESULT_COLUMNS, lambda graph, _: tables.result_rows(graph)),
}


def written(module: Any, function: str, name: str) -> io.BytesIO:
    stream = io.BytesIO()
    getattr(module, function)(GRAPHS[name], stream, chart=CHARTS[name])
    stream.seek(0)
    return stream


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("table", TABLES)
def test_csv_holds_every_row(table: str, name: str) -> None:
    """The rows are those of the tables, text made safe for spreadsheets."""
    columns, rows = TABLES[table]
    text = written(csv_tables, table, name).getvalue().decode()
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert [c.name for c in columns] == found[0]
    expected = [
        [spreadsheet_cell(str(c)) if isinstance(c, str) else str(c) for c in r]
        for r in rows(GRAPHS[name], CHARTS[name])
    ]
    assert expected == found[1:]


def test_csv_has_no_cell_that_a_spreadsheet_runs() -> None:
    """No text cell begins like a formula; numbers may be negative."""
    numbers = {c.name for c in tables.NODE_COLUMNS if c.type != "string"}
    text = written(csv_tables, "write_nodes", "hostile").getvalue().decode()
    for row in csv.DictReader(io.StringIO(text, newline="")):
        assert [] == [
            k
            for k, v in row.items()
            if k not in numbers and v.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        ]


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_every_row_with_its_type(table: str, name: str) -> None:
    """Values come back equal and typed, and columns say what they hold."""
    columns, rows = TABLES[table]
    found = pq.read_table(written(parquet, table, name))
    expected = [
        tuple(legal(c) if isinstance(c, str) else c for c in r) for r in rows(GRAPHS[name], CHARTS[name])
    ]
    assert expected == [tuple(r[c.name] for c in columns) for r in found.to_pylist()]
    for column in columns:
        metadata = found.schema.field(column.name).metadata
        assert column.description == metadata[b"description"].decode()


def test_neo4j_names_ends_types_and_labels() -> None:
    """Headers are those of neo4j-admin; every edge has a type and ends that are nodes."""
    nodes = list(csv.DictReader(io.TextIOWrapper(written(neo4j, "write_nodes", "small"), newline="")))
    edges = list(csv.DictReader(io.TextIOWrapper(written(neo4j, "write_edges", "small"), newline="")))
    labels = {n["id:ID"]: n[":LABEL"] for n in nodes}
    assert "Paper" == labels["paper/one-00000001"]
    assert "Entity;Model" == labels["system/clip"]
    assert {e[end] for e in edges for end in (":START_ID", ":END_ID")} <= set(labels)
    assert {"INTRODUCES", "CO_MENTIONED"} <= {e[":TYPE"] for e in edges}
    assert len(edges) == len(small().statements) + len(small().co_mentions)


def test_neo4j_keeps_a_record_on_a_line() -> None:
    """The importer takes no line breaks within fields, so there are none."""
    lines = written(neo4j, "write_nodes", "hostile").getvalue().decode().split("\n")
    assert 1 + len(hostile().papers) + len(hostile().entities) == len([line for line in lines if line])


@pytest.mark.parametrize("name", GRAPHS)
def test_cytoscape_holds_every_element(name: str) -> None:
    """The JSON has a node and an edge element for everything, with ends that exist and positions."""
    graph = GRAPHS[name]
    elements = json.loads(written(cytoscape, "write", name).getvalue())["elements"]
    ids = [n["data"]["id"] for n in elements["nodes"]]
    assert sorted(x.id for x in (*graph.papers, *graph.entities)) == ids
    assert [x.id for x in (*graph.statements, *graph.co_mentions)] == [
        e["data"]["id"] for e in elements["edges"]
    ]
    assert {e["data"][end] for e in elements["edges"] for end in ("source", "target")} <= set(ids)
    for node in elements["nodes"]:
        place = CHARTS[name].places[node["data"]["id"]]
        assert {"x": place.x, "y": -place.y} == node["position"]
