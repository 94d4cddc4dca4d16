"""A real Chromium that opens pages from files; a request, an error or a dialog fails the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM, launch

from kg.exports.html import write
from kg.graph import chart
from kg.model import Entity, Evidence, KnowledgeGraph, Paper, Statement

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@dataclass
class Watched:
    """What a page must not do, as it happened."""

    events: list[str] = field(default_factory=list)

    def watch(self, page: Any, file: Path) -> None:
        """Note every request but that for ``file``, every error and every dialog of ``page``."""
        own = (file.as_uri(), "blob:", "data:")
        page.on("request", lambda r: None if r.url.startswith(own) else self.events.append(f"loads {r.url}"))
        page.on("pageerror", lambda e: self.events.append(f"throws {e}"))
        page.on("dialog", lambda d: (self.events.append(f"asks {d.message}"), d.dismiss()))
        page.on(
            "console",
            lambda m: self.events.append(f"logs {m.text}") if m.type in {"error", "warning"} else None,
        )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the browser of the system; without one the tests are skipped."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = launch(driver)
        yield browser
        browser.close()


#: Opens a file at an address within it; keywords are options of a Playwright context.
Open = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Return the function that opens a page and waits until it can be used."""
    watched, contexts = Watched(), []

    def open_(file: Path, address: str = "", **options: Any) -> Any:
        context = chromium.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(90_000)
        watched.watch(page, file)
        page.goto(file.as_uri() + address, wait_until="commit")
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert watched.events == []


#: Waits until an expression of the page is true; Playwright's own way needs ``eval``, which the page forbids.
Until = Callable[..., None]


@pytest.fixture(scope="session")
def until() -> Until:
    """Return the function that waits for an expression, at most half a minute."""

    def until_(page: Any, expression: str, argument: Any = None) -> None:
        for _ in range(600):
            if page.evaluate(expression, argument):
                return
            page.wait_for_timeout(50)
        pytest.fail(f"never became true: {expression}")

    return until_


@pytest.fixture
def sample(built: Path, open_page: Open) -> Open:
    """Return the function that opens the page of the bundled sample at an address within it."""
    return lambda address="", **options: open_page(built / "graph.html", address, **options)


@pytest.fixture(scope="session")
def family(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of a small graph in which GPT-4V is a variant of GPT-4; return its path."""
    paper = Paper("paper/eyes-1", "Eyes for language", "GPT-4V follows GPT-4. GPT-4V is tested on FoxVQA.")

    def said(text: str) -> tuple[Evidence, ...]:
        start = paper.abstract.index(text)
        return (Evidence(paper.id, "abstract", start, start + len(text), text, "name", 0.9),)

    first, second = said("GPT-4V follows GPT-4."), said("GPT-4V is tested on FoxVQA.")
    graph = KnowledgeGraph(
        (paper,),
        (
            Entity("resource/foxvqa", "Benchmark", "FoxVQA"),
            Entity("system/gpt-4", "Model", "GPT-4"),
            Entity("system/gpt-4v", "Model", "GPT-4V"),
        ),
        (
            Statement("statement/1", "system/gpt-4v", "variant_of", "system/gpt-4", 0.9, first),
            Statement("statement/2", "system/gpt-4v", "evaluated_on", "resource/foxvqa", 0.9, second),
            Statement("statement/3", paper.id, "uses", "system/gpt-4v", 0.9, first),
        ),
    )
    file = tmp_path_factory.mktemp("family") / "graph.html"
    with file.open("wb") as stream:
        write(graph, stream, chart=chart(graph))
    return file


#: Names and titles as somebody might write them who wants the page to do something.
HOSTILE = (
    "</script><script>globalThis.stolen = 1</script>",
    "<img src=x onerror='globalThis.stolen = 1'>",
    '"><a href="javascript:stolen=1">href</a>',
    "{{ 7 * 7 }} {% raw %} ${7 * 7}",
    "=HYPERLINK(1)",
    "abc\u202edcb\u2066x\u2028y",
    "__proto__",
)


@pytest.fixture(scope="session")
def hostile_names() -> tuple[str, ...]:
    """Return the names of the entities of the hostile page, in its order."""
    return HOSTILE


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page in which every text and every link is hostile; return its path."""
    papers = tuple(
        Paper(f"paper/p-{i}", text, f"We test {text}. On {HOSTILE[0]}.", (text,), text, (text,), link)
        for i, (text, link) in enumerate(
            zip(
                HOSTILE,
                ["javascript:stolen=1", "data:text/html,x", "https://example.org/", "", "x", "file:///", ""],
                strict=True,
            )
        )
    )
    entities = tuple(
        Entity(f"system/e-{i}", "Benchmark" if i % 2 else "Model", text, (text + "s",), text)
        for i, text in enumerate(HOSTILE)
    )
    statements = tuple(
        Statement(
            f"statement/{i}-{j}",
            paper.id,
            "evaluates_on" if j % 2 else "introduces",
            entity.id,
            0.9,
            (Evidence(paper.id, "abstract", 0, len(paper.abstract), paper.abstract, HOSTILE[1], 0.9),),
        )
        for i, paper in enumerate(papers)
        for j, entity in enumerate(entities)
    )
    graph = KnowledgeGraph(papers, entities, statements)
    file = tmp_path_factory.mktemp("hostile") / "graph.html"
    with file.open("wb") as stream:
        write(graph, stream, chart=chart(graph))
    return file
