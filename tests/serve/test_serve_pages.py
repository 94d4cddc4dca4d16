"""Pages and addresses of things: right content, harmless whatever the papers say, nothing but our files."""

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import rdflib
from rdf_corpus import CLIP, HOSTILE, chart, corpus
from served import http, running

from kg.exports import write

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def page(address: str, path: str) -> str:
    response = http.get(address + path, headers=BROWSER)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


def test_front_page_counts_and_leads_on(address: str) -> None:
    """It shows how much there is, and links to the things that most papers name."""
    shown = page(address, "/")
    assert re.search(r"<td>Papers</td><td class=\"number\">6</td>", shown)
    assert f'href="/{CLIP}"' in shown


def test_page_of_a_thing_shows_statements_with_their_sentences(address: str) -> None:
    """Who says it, in which words."""
    shown = html.unescape(page(address, f"/{CLIP}"))
    assert "We propose CLIP, a model for zero-shot classification." in shown
    assert 'href="/paper/clip-0001"' in shown
    assert "76.2%" in shown


def test_page_of_a_paper_shows_its_abstract(address: str) -> None:
    """Papers have pages like everything else."""
    shown = page(address, "/paper/capset-0004")
    assert "CapSet: New Captions" in shown
    assert "We release CapSet, a dataset for image captioning." in shown


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_address_of_a_thing_gives_rdf_to_machines(address: str, accept: str, format_: str) -> None:
    """The same address, the same triples in each syntax."""
    response = http.get(f"{address}/{CLIP}", headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    assert "Accept" in response.headers["vary"]
    graph = rdflib.Graph().parse(data=response.content, format=format_)
    label = (rdflib.URIRef(f"urn:x-kg:{CLIP}"), rdflib.RDFS.label, rdflib.Literal("CLIP"))
    assert label in graph


def test_iris_dereference_when_served_under_their_base(tmp_path: Path) -> None:
    """With the server's address as base, every IRI of the graph is an address that answers."""
    write(corpus(), tmp_path, formats=["turtle"], chart=chart(), base_iri="http://127.0.0.1:8899/")
    with running(tmp_path) as address:
        port = "http://127.0.0.1:8899/"
        query = {"query": f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{port}')) }}"}
        rows = http.get(f"{address}/sparql", params=query).json()["results"]["bindings"]
        iris = [row["s"]["value"] for row in rows]
        assert len(iris) > 50
        for iri in iris[:: max(1, len(iris) // 25)]:
            response = http.get(iri.replace(port, f"{address}/"), headers={"Accept": "text/turtle"})
            assert f"{iri}" in response.text or iri.rpartition("/")[2] in response.text
            assert response.status_code == 200


def test_what_is_not_there_is_not_found(address: str) -> None:
    """An unknown thing is 404 with its name, in plain text."""
    response = http.get(f"{address}/system/nothing<script>", headers=BROWSER)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.txt",
        "/static/..%2f..%2fsecret.txt",
        "/static/%2e%2e/secret.txt",
        "/static//etc/passwd",
        "/secret.txt",
        "/graph/../secret.txt",
        "/..%5csecret.txt",
        "/static/thing.html",
    ],
)
def test_no_path_leaves_its_folder(address: str, path: str) -> None:
    """Only the files that are listed are served, however the path is written."""
    import http.client

    host, _, port = address.removeprefix("http://").partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    assert response.status == 404
    assert b"secret\n" not in response.read()
    connection.close()


def test_html_graph_and_vocabulary_are_served(address: str) -> None:
    """The map as it was built, and the vocabulary as Turtle."""
    assert "the map" in page(address, "/graph")
    response = http.get(f"{address}/ontology", headers={"Accept": "text/turtle"})
    assert len(rdflib.Graph().parse(data=response.content, format="turtle")) > 300


def test_every_response_forbids_what_it_does_not_need(address: str) -> None:
    """Content is not sniffed, scripts come from here alone."""
    for path in ("/", f"/{CLIP}", "/query", "/sparql", "/nowhere"):
        headers = http.get(address + path, headers=BROWSER).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self';" in headers["content-security-policy"]


def test_hostile_text_is_escaped_on_every_page(hostile_address: str) -> None:
    """No page holds the text as markup, and each shows it whole."""
    entity = "/" + quote('system/"><script>\u202e ü', safe="/")
    for path in ("/", "/paper/hostile-0666", entity, "/statement/0666", "/result/0666"):
        shown = page(hostile_address, path)
        assert "<script>alert" not in shown
        assert '"><script' not in shown
    clean = HOSTILE.replace("\x00", "\ufffd").replace("\x07", "\ufffd").replace("\x1b", "\ufffd")
    assert clean.split("\r")[0] in html.unescape(page(hostile_address, "/paper/hostile-0666"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the browser of the system; without one the tests are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def watched(chromium: Any, address: str, events: list[str]) -> Any:
    tab = chromium.new_page()
    tab.on("dialog", lambda d: (events.append(f"dialog {d.message}"), d.dismiss()))
    tab.on("pageerror", lambda e: events.append(f"error {e}"))
    tab.on("console", lambda m: events.append(m.text) if m.type == "error" else None)
    tab.on("request", lambda r: None if r.url.startswith((address, "data:")) else events.append(r.url))
    return tab


@pytest.mark.browser
def test_query_page_answers_in_a_browser(chromium: Any, address: str) -> None:
    """Choose a question, run it, follow a name to its page; nothing is loaded from elsewhere."""
    events: list[str] = []
    tab = watched(chromium, address, events)
    tab.goto(f"{address}/query")
    tab.select_option("#questions", "baselines-for-task")
    tab.click(".yasqe_queryButton")
    tab.wait_for_selector("#results table tbody tr")
    assert "CLIP" in tab.inner_text("#results table tbody")
    tab.click('#results a[href="/system/clip"]')
    tab.wait_for_url(f"{address}/{CLIP}")
    assert tab.inner_text("h1") == "CLIP"
    assert events == []
    tab.close()


@pytest.mark.browser
def test_query_page_shows_why_a_query_failed(chromium: Any, address: str) -> None:
    """The endpoint's reason stands on the page."""
    tab = chromium.new_page()
    tab.goto(f"{address}/query")
    tab.wait_for_selector(".CodeMirror")
    tab.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('ASK { SERVICE <urn:x> {} }')")
    tab.click(".yasqe_queryButton")
    tab.wait_for_selector("#problem:not([hidden])")
    assert "SERVICE is refused" in tab.inner_text("#problem")
    tab.close()


@pytest.mark.browser
def test_hostile_text_is_harmless_in_a_browser(chromium: Any, hostile_address: str) -> None:
    """No script of a paper runs, on its page or in the table of results."""
    events: list[str] = []
    tab = watched(chromium, hostile_address, events)
    for path in ("/", "/paper/hostile-0666"):
        tab.goto(hostile_address + path)
    tab.goto(f"{hostile_address}/query")
    tab.wait_for_selector(".CodeMirror")
    query = "SELECT ?s ?o { ?s ?p ?o FILTER(STRLEN(STR(?o)) < 1000) }"
    tab.evaluate("q => document.querySelector('.CodeMirror').CodeMirror.setValue(q)", query)
    tab.click(".yasqe_queryButton")
    tab.wait_for_selector("#results table tbody tr")
    assert "<script>alert(1)</script>" in tab.inner_text("#results")
    assert tab.evaluate("document.querySelectorAll('#results script').length") == 0
    assert events == []
    tab.close()
