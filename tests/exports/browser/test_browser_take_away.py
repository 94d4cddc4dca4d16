"""What people take away from the page: pictures, tables, GraphML, queries, corrections and paper."""

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest

from kg.entities.corrections import read_corrections

pytestmark = pytest.mark.browser

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def download(page: Any, action: str, folder: Path) -> Path:
    """Choose a download from the menu and return the file."""
    page.locator(".menu summary").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-act='{action}']").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def test_picture_is_png(sample: Any, tmp_path: Path) -> None:
    """The picture is a PNG of the size of the map."""
    file = download(sample(), "png", tmp_path)
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert file.stat().st_size > 20_000


def test_tables_hold_the_visible_part(sample: Any, tmp_path: Path) -> None:
    """The tables hold exactly the nodes on the map and edges between them."""
    page = sample("#types=Dataset,Benchmark")
    nodes = list(csv.DictReader(io.StringIO(download(page, "csv-nodes", tmp_path).read_text("utf-8"))))
    edges = list(csv.DictReader(io.StringIO(download(page, "csv-edges", tmp_path).read_text("utf-8"))))
    ids = {row["id"] for row in nodes}
    assert ids == set(page.evaluate("kg.map.nodes().map(kg.graph.id)"))
    assert {row["type"] for row in nodes} == {"Dataset", "Benchmark"}
    assert edges
    assert {row[end] for row in edges for end in ("source", "target")} <= ids
    assert len({row["id"] for row in edges}) == len(edges)


def test_graphml_obeys_the_rules_of_gephi(sample: Any, tmp_path: Path) -> None:
    """GraphML parses, keys are for nodes or edges, edge ids are unique and ends exist."""
    root = ElementTree.parse(download(sample(), "graphml", tmp_path)).getroot()
    assert {key.get("for") for key in root.iter(f"{NAMESPACE}key")} == {"node", "edge"}
    nodes = {node.get("id") for node in root.iter(f"{NAMESPACE}node")}
    edges = list(root.iter(f"{NAMESPACE}edge"))
    assert len(nodes) == 300
    assert len({edge.get("id") for edge in edges}) == len(edges) > 0
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes


def test_spreadsheets_get_no_formula(open_page: Any, hostile: Path, tmp_path: Path) -> None:
    """A name that begins like a formula is written as text."""
    rows = download(open_page(hostile), "csv-nodes", tmp_path).read_text("utf-8")
    assert "=HYPERLINK" in rows
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(rows)) for cell in row)


@pytest.fixture(scope="module")
def triples(built: Path) -> pyoxigraph.Store:
    """Load the RDF of the same build."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(built / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def query_of(page: Any) -> str:
    text: str = page.locator("#panel .sparql").first.get_attribute("data-query")
    return text


def test_query_of_an_entity_gives_its_statements(sample: Any, triples: pyoxigraph.Store) -> None:
    """The copied query finds as many statements about an entity as the page holds."""
    page = sample("#node=resource/imagenet")
    expected = page.evaluate(
        """() => {
          const i = kg.graph.find("resource/imagenet");
          const { edgesOf, edges, isStatement } = kg.graph;
          return [...edgesOf(i)].filter((e) => isStatement(e) && edges[e].to === i).length;
        }"""
    )
    assert len(list(triples.query(query_of(page)))) == expected > 0


def test_query_of_a_question_gives_its_bars(sample: Any, triples: pyoxigraph.Store) -> None:
    """The copied query of a question gives the same counts."""
    page = sample("#ask=benchmarks")
    bars = [int(text) for text in page.locator(".bars .bar-value").all_inner_texts()]
    rows = [int(row["papers"].value) for row in triples.query(query_of(page))]
    assert rows[: len(bars)] == bars


@pytest.mark.parametrize(
    "address",
    [
        "#pair=system/clip~resource/imagenet",
        "#list=Benchmark",
        "#ask=evaluated",
        "#ask=introduced",
        "#ask=models",
    ],
)
def test_queries_run(sample: Any, triples: pyoxigraph.Store, address: str) -> None:
    """Every kind of query that the page offers is valid SPARQL and finds something."""
    assert list(triples.query(query_of(sample(address))))


def test_query_can_be_copied(sample: Any) -> None:
    """Where the clipboard is closed, the query is shown to be copied by hand."""
    page = sample("#node=resource/imagenet")
    page.get_by_role("button", name="Copy as SPARQL").click()
    page.wait_for_timeout(200)
    shown = page.locator("textarea")
    said = page.locator("#status").inner_text()
    assert (shown.count() == 1 and "SELECT" in shown.input_value()) or said == "Copied the SPARQL query"


def test_corrections_become_a_file_that_builds_read(sample: Any, tmp_path: Path) -> None:
    """What was proposed is downloaded as corrections.toml, in the form that the build reads."""
    page = sample("#node=system/clip")
    page.locator(".correct summary").click()
    page.get_by_role("button", name="Same as …").click()
    page.keyboard.type("imagenet")
    page.keyboard.press("Enter")
    page.locator(".correct summary").click()
    page.get_by_role("button", name="Not an entity").click()
    page.locator(".correct summary").click()
    page.get_by_label("Its type").select_option("Method")
    page.get_by_role("button", name="Change type").click()
    page.locator(".correct summary").click()
    page.get_by_label("Its usual name").fill('CLIP "of" \\ OpenAI')
    page.get_by_role("button", name="Rename").click()
    page.locator("#correction-count").click()
    assert page.locator(".corrections li").count() == 4
    page.get_by_role("button", name="Remove: “CLIP” is no entity").click()
    page.get_by_label("Name", exact=True).fill("FoxNet")
    page.get_by_role("button", name="Add it").click()
    with page.expect_download() as waiting:
        page.locator("#save-corrections").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "corrections.toml"
    decisions = read_corrections(file).decisions
    assert sorted(d.action for d in decisions) == ["add", "rename", "retype", "same"]
    assert {d.to for d in decisions if d.action == "rename"} == {'CLIP "of" \\ OpenAI'}


def test_printing_shows_map_and_panel_alone(sample: Any) -> None:
    """On paper the controls are gone, map and panel stay."""
    page = sample("#node=resource/imagenet")
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#search").is_visible()
    assert page.locator("#map canvas").is_visible()
    assert page.locator("#panel h2").is_visible()
