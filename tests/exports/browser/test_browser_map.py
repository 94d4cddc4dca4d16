"""The map of the page: what it shows first, and how search, filters, focus and paths change it."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def heading(page: Any) -> str:
    text: str = page.locator("#panel h2").inner_text()
    return text


def shown(page: Any) -> set[str]:
    """The ids of the nodes on the map."""
    return set(page.evaluate("kg.map.nodes().map(kg.graph.id)"))


def point(page: Any, node: str) -> tuple[float, float]:
    """Where a node stands in the window."""
    x, y = page.evaluate(
        """(id) => {
          const { x, y } = kg.graph.nodes[kg.graph.find(id)];
          const at = kg.map.network.canvasToDOM({ x, y });
          const frame = document.getElementById("map").getBoundingClientRect();
          return [at.x + frame.x, at.y + frame.y];
        }""",
        node,
    )
    return x, y


def test_first_view_shows_the_most_important(sample: Any) -> None:
    """The first view holds 300 nodes, with every type among them, and says so."""
    page = sample()
    nodes = shown(page)
    assert len(nodes) == 300
    assert {node.split("/")[0] for node in nodes} == {"paper", "system", "resource", "task", "metric"}
    assert page.locator("#status").inner_text().startswith("300 nodes of ")
    assert "437 papers" in page.locator(".brand").inner_text()


def test_whole_graph_comes_on_request(sample: Any) -> None:
    """Choosing all nodes shows every node."""
    page = sample()
    page.get_by_label("How many").select_option("-1")
    assert len(shown(page)) == page.evaluate("kg.graph.nodes.length")


def test_search_completes_and_opens(sample: Any) -> None:
    """Typing offers names; the arrow keys and Enter open the chosen one."""
    page = sample()
    page.keyboard.press("/")
    page.keyboard.type("imagen")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert "ImageNet" in " ".join(options.all_inner_texts())
    page.locator("#search").fill("imagenet")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert heading(page) == "ImageNet"
    assert "node=resource/imagenet" in page.url


def test_search_finds_aliases_and_titles(sample: Any) -> None:
    """An alias leads to its entity and words of a title to the paper."""
    page = sample()
    page.locator("#search").fill("facial image-text dataset")
    page.keyboard.press("Enter")
    assert heading(page) == "15M Multimodal Facial Image-Text Dataset"
    alias, label = page.evaluate(
        """() => {
          const i = kg.graph.order.find((i) => kg.graph.aliases(i).some((a) => a.length > 9));
          return [kg.graph.aliases(i).find((a) => a.length > 9), kg.graph.label(i)];
        }"""
    )
    page.locator("#search").fill(alias)
    assert label in " ".join(page.get_by_role("option").all_inner_texts())


def test_search_says_when_nothing_matches(sample: Any) -> None:
    """A query without matches says so and Enter does nothing."""
    page = sample()
    page.locator("#search").fill("zzzz no such thing")
    assert "No name" in page.locator("#hits").inner_text()
    page.keyboard.press("Enter")
    assert "node=" not in page.url


def test_click_on_a_node_opens_it(sample: Any, until: Any) -> None:
    """A click on a node shows it in the panel; a click on open sea closes it."""
    page = sample()
    node = page.evaluate("kg.graph.id(kg.map.nodes()[0])")
    page.mouse.click(*point(page, node))
    until(page, "(id) => kg.state.node === id", node)
    assert heading(page) == page.evaluate("(id) => kg.graph.label(kg.graph.find(id))", node)
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + 6, box["y"] + box["height"] / 2)
    until(page, "kg.state.node === ''")


def test_click_on_a_line_opens_its_sentences(sample: Any, until: Any) -> None:
    """A click on a line shows what the papers say of its two ends, with both names marked."""
    page = sample()
    pair = page.evaluate(
        """() => {
          const line = kg.map.lines().find((l) => kg.graph.isStatement(l.edges[0]));
          return [line.from, line.to].map(kg.graph.id);
        }"""
    )
    page.evaluate("(p) => kg.go({ path: p.join('~') })", pair)
    (ax, ay), (bx, by) = point(page, pair[0]), point(page, pair[1])
    page.mouse.click((ax + bx) / 2, (ay + by) / 2)
    until(page, "kg.state.pair !== ''")
    assert set(page.evaluate("kg.state.pair").split("~")) == set(pair)
    assert page.locator("#panel blockquote mark").count() >= 1
    assert "confidence" in page.locator("#panel figcaption").first.inner_text()


def test_double_click_adds_neighbours(sample: Any, until: Any) -> None:
    """A double click on a node brings its neighbours onto the map, another takes them away."""
    page = sample()
    before = shown(page)
    node = page.evaluate("kg.graph.id(kg.map.nodes()[0])")
    page.mouse.dblclick(*point(page, node))
    until(page, "kg.state.open !== ''")
    assert before < shown(page)
    page.get_by_role("button", name="Hide its neighbours").click()
    assert shown(page) == before


def test_legend_switches_types(sample: Any) -> None:
    """Switching a type off in the legend takes its nodes away; the chip brings them back."""
    page = sample()
    page.get_by_label("Papers").first.uncheck()
    assert not any(node.startswith("paper/") for node in shown(page))
    assert "types=" in page.url
    page.locator(".chip").click()
    assert any(node.startswith("paper/") for node in shown(page))


def test_relations_switch_lines(sample: Any) -> None:
    """Switching a relation off takes its lines away."""
    page = sample()
    page.locator("#filters summary").click()
    page.locator("#relations-addresses").uncheck()
    left = page.evaluate(
        "kg.map.lines().flatMap((l) => l.edges.map((e) => kg.graph.relations[kg.graph.edges[e].r].name))"
    )
    assert left
    assert "addresses" not in left


def test_sliders_narrow(sample: Any) -> None:
    """Minimum papers and minimum confidence hold for everything on the map."""
    page = sample("#min=5&confidence=70&top=-1")
    papers = page.evaluate(
        "kg.map.nodes().filter((i) => !kg.graph.isPaper(i)).map((i) => kg.graph.nodes[i].value)"
    )
    assert min(papers) >= 5
    sure = page.evaluate("kg.map.lines().flatMap((l) => l.edges.map(kg.graph.confidence))")
    assert min(sure) >= 70
    page.get_by_label("Named by at least").fill("9")
    assert page.evaluate("kg.state.min") == 9


def test_region_filter_keeps_one_community(sample: Any) -> None:
    """Choosing a region leaves its community alone."""
    page = sample()
    page.get_by_label("Region").select_option(index=1)
    assert page.evaluate("new Set(kg.map.nodes().map((i) => kg.graph.nodes[i].c)).size") == 1


def test_focus_shows_a_neighbourhood(sample: Any) -> None:
    """One step around a node are its neighbours and itself; two steps are more."""
    page = sample("#node=resource/imagenet")
    page.get_by_role("link", name="1 step").click()
    near = set(
        page.evaluate(
            """() => {
              const i = kg.graph.find("resource/imagenet");
              return [i, ...[...kg.graph.edgesOf(i)].map((e) => kg.graph.other(e, i))].map(kg.graph.id);
            }"""
        )
    )
    one = shown(page)
    assert one == near
    page.get_by_role("link", name="2 steps").click()
    assert len(shown(page)) > len(one)


def test_path_connects_two_nodes(sample: Any) -> None:
    """A path asked for from the panel is on the map alone, every step a connection of the graph."""
    page = sample("#node=resource/imagenet")
    page.get_by_role("button", name="Path to …").click()
    page.keyboard.type("bert")
    page.keyboard.press("Enter")
    assert "path=resource/imagenet~" in page.url
    steps = page.evaluate("kg.map.nodes().length")
    assert steps == page.locator(".steps li").count() >= 3
    assert page.evaluate("kg.map.lines().length") >= steps - 1


def test_folding_hides_variants(open_page: Any, family: Any) -> None:
    """Folded, a variant stands behind its root, and its lines lead there."""
    page = open_page(family)
    assert shown(page) >= {"system/gpt-4", "system/gpt-4v"}
    page.get_by_label("Fold variants").check()
    assert "system/gpt-4v" not in shown(page)
    ends = page.evaluate("kg.map.lines().flatMap((l) => [l.from, l.to].map(kg.graph.id))")
    assert ends.count("system/gpt-4") == 2


def test_deep_link_reopens_the_view(sample: Any) -> None:
    """The address alone brings back selection, filters and theme."""
    page = sample("#node=resource/imagenet&types=Dataset,Benchmark&min=3&theme=dark")
    assert heading(page) == "ImageNet"
    assert {node.split("/")[0] for node in shown(page)} == {"resource"}
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    again = sample("#" + page.url.split("#")[1])
    assert shown(again) == shown(page)


@pytest.mark.parametrize(
    "address", ["#node=no/such", "#min=x&types=%E0%A4%A", "#pair=a~b", "#__proto__=1&ask=toString"]
)
def test_foreign_addresses_do_no_harm(sample: Any, address: str) -> None:
    """An address with unknown or broken parts opens the overview."""
    page = sample(address)
    assert heading(page) == "What the papers work with"
    assert len(shown(page)) == 300


def test_back_and_forward_walk_the_views(sample: Any, until: Any) -> None:
    """The panel's arrows walk through the views that were open."""
    page = sample()
    first = heading(page)
    page.locator("#panel .bars a").first.click()
    second = heading(page)
    page.get_by_role("button", name="Back").click()
    until(page, "(t) => document.querySelector('#panel h2').textContent === t", first)
    page.get_by_role("button", name="Forward").click()
    until(page, "(t) => document.querySelector('#panel h2').textContent === t", second)


def test_map_moves_by_keyboard(sample: Any) -> None:
    """Arrow keys go from node to node, Enter adds neighbours, Escape returns to the overview."""
    page = sample()
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("kg.state.node")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("kg.state.node")
    assert "" != first != second
    before = len(shown(page))
    page.keyboard.press("Enter")
    assert len(shown(page)) >= before
    scale = page.evaluate("kg.map.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("kg.map.network.getScale()") > scale
    page.keyboard.press("Escape")
    assert page.evaluate("kg.state.node") == ""
