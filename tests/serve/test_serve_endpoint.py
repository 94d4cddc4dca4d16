"""The SPARQL endpoint over real HTTP: protocol, formats, refusals, limits."""

import csv
import io
import json
import shutil
import subprocess
import threading
import time
import warnings
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib
from served import http

from kg.serve.negotiation import choose

USES = "SELECT ?title WHERE { ?p kg:comparesWith <urn:x-kg:system/clip> ; dcterms:title ?title }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EXPECTED = ["BLIP: Captions That Help"]


def titles(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["title"]["value"] for row in response.json()["results"]["bindings"]]


def test_endpoint_answers_all_three_ways_of_the_protocol(address: str) -> None:
    """GET, POST of a form and POST of the query itself give the same answer."""
    url = f"{address}/sparql"
    media_type = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    assert EXPECTED == titles(http.get(url, params={"query": USES}))
    assert EXPECTED == titles(http.post(url, data={"query": USES}))
    assert EXPECTED == titles(http.post(url, content=USES, headers=media_type))


@pytest.mark.parametrize(
    ("accept", "media_type", "start"),
    [
        ("*/*", "application/sparql-results+json", b'{"head"'),
        ("", "application/sparql-results+json", b'{"head"'),
        ("application/json", "application/json", b'{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv; charset=utf-8", b"title\r\nBLIP"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b'?title\n"BLIP'),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml", b"<?xml"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json", b'{"head"'),
    ],
)
def test_endpoint_gives_rows_in_the_accepted_type(
    address: str, accept: str, media_type: str, start: bytes
) -> None:
    """Rows come in the type that the client likes best."""
    response = http.get(f"{address}/sparql", params={"query": USES}, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert response.content.startswith(start)


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_endpoint_gives_triples_in_the_accepted_type(address: str, accept: str, format_: str) -> None:
    """CONSTRUCT comes in each RDF syntax with the same triples."""
    query = "CONSTRUCT { ?s kg:introduces ?o } WHERE { ?s kg:introduces ?o }"
    response = http.get(f"{address}/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    assert len(rdflib.Graph().parse(data=response.content, format=format_)) == 4


def test_endpoint_refuses_types_that_it_cannot_give(address: str) -> None:
    """406 lists what there is."""
    response = http.get(f"{address}/sparql", params={"query": USES}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/csv" in response.text


def test_endpoint_describes_itself(address: str) -> None:
    """Without a query there is a service description that names the endpoint and its size."""
    response = http.get(f"{address}/sparql", headers={"Accept": "application/rdf+xml"})
    graph = rdflib.Graph().parse(data=response.content, format="xml")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(f"{address}/sparql")
    assert (service, sd.endpoint, service) in graph
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    counted = http.get(f"{address}/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    triples = graph.value(None, rdflib.VOID.triples)
    triples = next(graph.objects(predicate=rdflib.VOID.triples))
    assert str(triples) == counted["results"]["bindings"][0]["n"]["value"]


def test_endpoint_lets_pages_from_elsewhere_ask(address: str) -> None:
    """CORS: any origin, and a preflight for the headers that clients send."""
    origin = {"Origin": "https://example.com"}
    response = http.get(f"{address}/sparql", params={"query": "ASK {}"}, headers=origin)
    assert response.headers["access-control-allow-origin"] == "*"
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = http.options(f"{address}/sparql", headers=origin | asked)
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]


QUERY_TYPE = {"Content-Type": "application/sparql-query"}
UPDATE_TYPE = {"Content-Type": "application/sparql-update"}


@pytest.mark.parametrize(
    ("method", "options", "status", "reason"),
    [
        ("GET", {"params": {"query": "SELECT ?x {"}}, 400, "syntax error at line 1, column 12"),
        ("GET", {"params": {"query": ""}}, 400, "the query is empty"),
        ("GET", {"params": {"query": "LOAD <http://x/>"}}, 400, "syntax error"),
        ("GET", {"params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400, "exactly one query"),
        ("GET", {"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400, "failed"),
        ("GET", {"params": {"query": "ASK { SERVICE <http://x/> {} }"}}, 403, "SERVICE is refused"),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403, "read-only"),
        ("POST", {"data": {"update": "DELETE WHERE { ?s ?p ?o }"}}, 403, "read-only"),
        ("POST", {"content": "LOAD <http://x/>", "headers": UPDATE_TYPE}, 403, "read-only"),
        ("POST", {"data": {"nothing": "here"}}, 400, "exactly one query"),
        ("POST", {"content": b"\xff\xfe", "headers": QUERY_TYPE}, 400, "no UTF-8"),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, 415, "media type"),
        ("POST", {"content": "#" * (1 << 21), "headers": QUERY_TYPE}, 413, "longer than"),
        ("PUT", {"content": "x"}, 405, ""),
        ("DELETE", {}, 405, ""),
    ],
)
def test_endpoint_says_why_it_refuses(
    address: str, method: str, options: dict[str, Any], status: int, reason: str
) -> None:
    """What is wrong gets its status and a reason in one line, and never a traceback."""
    response = http.request(method, f"{address}/sparql", **options)
    assert response.status_code == status, response.text
    assert reason in response.text
    assert "Traceback" not in response.text


def test_endpoint_answers_head_as_get(address: str) -> None:
    """Whoever asks only whether there is an endpoint gets the headers of its description."""
    head, get = (http.request(method, f"{address}/sparql") for method in ("HEAD", "GET"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


def test_endpoint_takes_the_dataset_of_the_protocol(address: str) -> None:
    """A default graph that does not exist is empty."""
    nowhere = {"query": "ASK { ?s ?p ?o }", "default-graph-uri": "urn:nowhere"}
    assert http.get(f"{address}/sparql", params=nowhere).json()["boolean"] is False


def test_endpoint_stops_a_query_that_runs_too_long(address: str) -> None:
    """It is cut at its limit, others are answered meanwhile, and the server goes on."""
    cut: list[tuple[httpx.Response, float]] = []

    def run_away() -> None:
        start = time.perf_counter()
        response = http.get(f"{address}/sparql", params={"query": RUNAWAY})
        cut.append((response, time.perf_counter() - start))

    thread = threading.Thread(target=run_away)
    thread.start()
    time.sleep(0.5)
    assert EXPECTED == titles(http.get(f"{address}/sparql", params={"query": USES}))
    thread.join()
    response, seconds = cut[0]
    assert response.status_code == 503
    assert "stopped after 3 seconds" in response.text
    assert seconds < 60
    for _ in range(4):
        assert EXPECTED == titles(http.get(f"{address}/sparql", params={"query": USES}))


@pytest.mark.parametrize(
    "query", ["SELECT * { ?a ?b ?c . ?d ?e ?f }", "CONSTRUCT { ?a ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f }"]
)
def test_endpoint_refuses_a_result_over_its_limit(address: str, query: str) -> None:
    """A result of more than the megabyte that was allowed gets a reason, not a part."""
    response = http.get(f"{address}/sparql", params={"query": query})
    assert (response.status_code, "add a LIMIT" in response.text) == (403, True)


def test_sparqlwrapper_talks_to_the_endpoint(address: str) -> None:
    """The usual client of Python works in each of its formats, by GET and by POST."""
    import SPARQLWrapper as Client

    def ask(query: str, format_: str, method: str = Client.GET) -> Any:
        client = Client.SPARQLWrapper(f"{address}/sparql")
        client.setQuery(
            "PREFIX kg: <urn:x-kg:ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> " + query
        )
        client.setReturnFormat(format_)
        client.setMethod(method)
        with warnings.catch_warnings():
            # The client warns of every type that it did not ask for by its first name.
            warnings.simplefilter("ignore")
            return client.query().convert()

    for method in (Client.GET, Client.POST):
        found = ask(USES, Client.JSON, method)
        assert EXPECTED == [row["title"]["value"] for row in found["results"]["bindings"]]
    literals = ask(USES, Client.XML).getElementsByTagName("literal")
    assert EXPECTED == [node.firstChild.data for node in literals]
    assert EXPECTED == [row["title"] for row in csv.DictReader(io.StringIO(ask(USES, Client.CSV).decode()))]
    built = ask("CONSTRUCT WHERE { ?s kg:introduces ?o }", Client.TURTLE)
    assert len(rdflib.Graph().parse(data=built, format="turtle")) == 4


def test_curl_talks_to_the_endpoint(address: str) -> None:
    """So does curl, with nothing but the query."""
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    command = [curl, "-sS", "--fail", f"{address}/sparql", "--data-urlencode", f"query={USES}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert EXPECTED == [row["title"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]]


def test_rdflib_talks_to_the_endpoint(address: str) -> None:
    """So does rdflib's own client."""
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert len(list(graph.triples((None, rdflib.URIRef("urn:x-kg:ontology#introduces"), None)))) == 4


@pytest.mark.slow  # 32 clients for 30 seconds
def test_endpoint_gives_32_clients_right_answers(address: str) -> None:
    """Under load no answer is wrong, late or refused."""
    stop = time.monotonic() + 30
    wrong: list[str] = []
    count = [0] * 32

    def client(number: int) -> None:
        names = ["CapSet", "CLIP", "MMTest", "BLIP"]
        name = names[number % 4]
        query = f'SELECT ?n ({number} AS ?me) WHERE {{ ?t rdfs:label "{name}" ; rdfs:label ?n }}'
        with httpx.Client(timeout=120) as session:
            while time.monotonic() < stop:
                response = session.get(f"{address}/sparql", params={"query": query})
                rows = response.json()["results"]["bindings"] if response.status_code == 200 else []
                got = [(row["n"]["value"], row["me"]["value"]) for row in rows]
                if got != [(name, str(number))]:
                    wrong.append(f"{response.status_code} {response.text}")
                count[number] += 1

    threads = [threading.Thread(target=client, args=(n,)) for n in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert min(count) > 0


def test_serve_says_in_one_line_what_is_wrong(kg: Any, tmp_path: Path, address: str) -> None:
    """No graph, and a port that is taken."""
    done = kg("serve", "-g", tmp_path, "--port", "0")
    assert (done.returncode, "run 'kg build' first" in done.stderr) == (1, True)
    done = kg("serve", "-g", tmp_path, "--port", address.rpartition(":")[2])
    assert done.returncode == 1
    assert done.stderr.startswith("kg: cannot listen on 127.0.0.1:")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("", ["a/b", "c/d"], "a/b"),
        ("*/*", ["a/b", "c/d"], "a/b"),
        ("c/*", ["a/b", "c/d"], "c/d"),
        ("a/b;q=0.5, c/d", ["a/b", "c/d"], "c/d"),
        ("a/b;q=0, */*", ["a/b", "c/d"], "c/d"),
        ("A/B ; Q=0.3", ["a/b"], "a/b"),
        ("a/b;q=nonsense", ["a/b"], None),
        ("a/b;q=nan", ["a/b"], None),
        ("x/y", ["a/b"], None),
        (",,;,", ["a/b"], None),
    ],
)
def test_choose_follows_the_accept_header(accept: str, offered: list[str], chosen: str | None) -> None:
    """The most specific range decides, then quality, then the order of the offer."""
    assert choose(accept, offered) == chosen
