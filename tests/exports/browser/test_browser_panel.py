"""The panel of the page: entities, papers, connections, questions and lists, every part a link."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def headings(page: Any) -> list[str]:
    texts: list[str] = page.locator("#panel h3").all_inner_texts()
    return texts


def test_overview_counts_what_there_is(sample: Any) -> None:
    """The overview names papers, entities, statements and pairs as they are in the graph."""
    page = sample()
    figures = [int(t.replace(",", "")) for t in page.locator(".figures dd").all_inner_texts()]
    assert figures == page.evaluate(
        """[kg.graph.paperCount, kg.graph.nodes.length - kg.graph.paperCount, kg.graph.statementCount,
            kg.graph.edges.length - kg.graph.statementCount]"""
    )
    assert {"Ask", "Models", "Datasets", "Benchmarks", "Tasks", "Strongest pairs"} <= set(headings(page))


def test_entity_shows_type_papers_and_pairs(sample: Any) -> None:
    """An entity shows its type, the papers by role, and what it is named together with."""
    page = sample("#node=resource/imagenet")
    assert page.locator("#panel .kicker").inner_text().split("\n")[0] == "Dataset"
    assert any(h.startswith("Papers: evaluates on it") for h in headings(page))
    assert "Named together with" in headings(page)


def test_long_lists_open(sample: Any) -> None:
    """A list shows its first items and the rest on request."""
    page = sample("#node=resource/imagenet")
    more = page.locator("#panel .more").first
    number = int(more.inner_text().split()[1])
    items = more.locator("xpath=preceding-sibling::ul[1]/li")
    before = items.count()
    body = items.first.locator("xpath=..").element_handle()
    more.click()
    assert body.evaluate("(list) => list.children.length") == before + number


def test_paper_marks_every_known_name(sample: Any) -> None:
    """The abstract of a paper is whole, and each place where it names something is a marked link."""
    page = sample()
    paper = page.evaluate("kg.graph.id(kg.map.nodes().find(kg.graph.isPaper))")
    page.evaluate("(id) => kg.go({ node: id })", paper)
    known, abstract = page.evaluate(
        """(id) => {
          const i = kg.graph.find(id);
          const flat = kg.graph.details.named[i];
          const abstract = kg.graph.details.papers.abstract[i];
          const places = [];
          for (let at = 0; at < flat.length; at += 4) {
            if (flat[at] === 1) places.push(abstract.slice(flat[at + 1], flat[at + 2]));
          }
          return [places, abstract];
        }""",
        paper,
    )
    assert known
    assert page.locator(".abstract").inner_text() == abstract
    assert page.locator(".abstract a mark").all_inner_texts() == known


def test_why_leads_to_the_sentence(sample: Any) -> None:
    """The word "why" beside a paper shows the sentence, verbatim from the paper, with the name marked."""
    page = sample("#node=resource/imagenet")
    page.locator("#panel .why").first.click()
    quote = page.locator("#panel blockquote").first.inner_text()
    assert page.evaluate(
        """(quote) => kg.graph.details.papers.abstract.some(
          (text, i) => text.includes(quote) || kg.graph.label(i).includes(quote)
        )""",
        quote,
    )
    assert "ImageNet" in page.locator("#panel blockquote mark").first.inner_text()
    assert "rule" in page.locator("#panel figcaption").first.inner_text()


def test_pair_shows_sentences_with_both_names(sample: Any) -> None:
    """A pair that papers name together shows a sentence in which both names are marked."""
    page = sample()
    page.locator("#panel a[href*='pair=']").first.click()
    a, b = page.evaluate("kg.state.pair.split('~').map((id) => kg.graph.label(kg.graph.find(id)))")
    assert page.locator("#panel h2 a").all_inner_texts() == [a, b]
    leads = (
        page.locator("#panel blockquote")
        .first.locator("a")
        .evaluate_all("(links) => links.map((link) => link.dataset.go)")
    )
    assert len(set(leads)) == 2


def test_every_question_has_an_answer_or_says_so(sample: Any) -> None:
    """Each ready question opens, and answers with links or says that nothing answers it."""
    page = sample()
    for key in page.evaluate(
        "[...document.querySelectorAll('.questions a')].map((a) => a.getAttribute('href'))"
    ):
        page.evaluate("(hash) => { location.hash = hash; }", key)
        page.wait_for_timeout(50)
        body = page.locator("#panel-body")
        assert body.locator("a").count() > 0 or "Nothing in this graph" in body.inner_text()


def test_counts_of_a_question_are_counted_papers(sample: Any) -> None:
    """The bars of a question count distinct papers that stand in the relation."""
    page = sample("#ask=benchmarks")
    name = page.locator(".bars .bar-label a bdi").first.inner_text()
    papers = int(page.locator(".bars .bar-value").first.inner_text())
    assert papers == page.evaluate(
        """(name) => {
          const r = kg.graph.relation.evaluates_on;
          const { edges, label, isPaper } = kg.graph;
          const found = edges.filter((e) => e.r === r && label(e.to) === name && isPaper(e.from));
          return new Set(found.map((e) => e.from)).size;
        }""",
        name,
    )


def test_question_about_one_benchmark(sample: Any) -> None:
    """The question what is evaluated on one thing lists papers that test on it; another can be chosen."""
    page = sample("#ask=evaluated&about=resource/imagenet")
    assert page.locator("#panel h2").inner_text() == "What is evaluated on ImageNet?"
    assert any(h.startswith("Papers that test on it") for h in headings(page))
    other = page.locator("#subject option:not([selected])").first.get_attribute("value")
    page.get_by_label("Benchmark or dataset").select_option(other)
    assert page.locator("#panel h2").inner_text() != "What is evaluated on ImageNet?"


def test_type_list_holds_all_and_can_show_all(sample: Any) -> None:
    """The list of a type counts everything of it, and one click shows it all on the map."""
    page = sample()
    page.get_by_role("link", name="benchmarks", exact=False).last.click()
    page.get_by_role("button", name="Show all on the map").click()
    missing = page.evaluate(
        """() => {
          const shown = new Set(kg.map.nodes());
          return kg.graph.order.filter((i) => kg.graph.type(i).name === "Benchmark" && !shown.has(i)).length;
        }"""
    )
    assert missing == 0


def test_links_carry_the_view(sample: Any) -> None:
    """A link of the panel holds an address that opens what it leads to, with the present filters."""
    page = sample("#min=2")
    address = page.locator("#panel .bars a").first.get_attribute("href")
    assert "min=2" in address
    label = page.locator("#panel .bars a").first.inner_text()
    assert sample(address).locator("#panel h2").inner_text() == label


def test_help_is_three_lines(sample: Any) -> None:
    """Help opens as a dialog of three lines and closes with Escape."""
    page = sample()
    page.get_by_role("button", name="Help").click()
    assert page.locator("#help p").count() == 3
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
