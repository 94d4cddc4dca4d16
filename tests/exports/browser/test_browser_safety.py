"""Paper text is untrusted: whatever it looks like, the page shows it as text and runs nothing."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_hostile_text_is_text_everywhere(
    open_page: Any, hostile: Path, hostile_names: tuple[str, ...]
) -> None:
    """In every view, names and titles made of markup are shown as they stand and add no element."""
    page = open_page(hostile)
    ids = page.evaluate("kg.graph.details.ids")
    views = ["", "#list=Model", "#list=Paper", "#ask=benchmarks", "#ask=evaluated", "#list=corrections"]
    views += [f"#node={id_}" for id_ in ids] + [f"#pair={ids[0]}~{id_}" for id_ in ids[1:]]
    for view in views:
        page.evaluate("(hash) => { location.hash = hash || '#'; }", view)
        page.wait_for_timeout(30)
        assert (
            page.evaluate(
                "document.querySelectorAll('#panel img, #panel iframe, #panel script, #panel b:empty').length"
            )
            == 0
        )
    for at, name in enumerate(hostile_names):
        page.evaluate(
            "(id) => kg.go({ node: id, pair: '', list: '', ask: '' })", ids[-len(hostile_names) + at]
        )
        assert page.locator("#panel h2").text_content() == name
    assert page.evaluate("typeof globalThis.stolen") == "undefined"


def test_hostile_names_in_search_and_hint(open_page: Any, hostile: Path) -> None:
    """Completions and the hint below the map show markup as text."""
    page = open_page(hostile)
    page.locator("#search").fill("img")
    assert "<img" in page.locator("#hits").inner_text()
    page.keyboard.press("Escape")
    x, y = page.evaluate(
        """() => {
          const { x, y } = kg.graph.nodes.at(-1);
          const at = kg.map.network.canvasToDOM({ x, y });
          const frame = document.getElementById("map").getBoundingClientRect();
          return [at.x + frame.x, at.y + frame.y];
        }"""
    )
    page.mouse.move(x - 40, y - 40)
    page.mouse.move(x, y, steps=4)
    page.wait_for_timeout(200)
    assert page.locator("#hint").inner_text() != ""
    assert page.evaluate("typeof globalThis.stolen") == "undefined"


def test_links_lead_nowhere_dangerous(open_page: Any, hostile: Path) -> None:
    """A paper's address becomes a link only if it is a web address."""
    page = open_page(hostile)
    for id_ in page.evaluate("kg.graph.details.ids.slice(0, kg.graph.paperCount)"):
        page.evaluate("(id) => kg.go({ node: id })", id_)
        for href in page.evaluate(
            "[...document.querySelectorAll('#panel a')].map((a) => a.getAttribute('href'))"
        ):
            assert href.startswith(("#", "https://"))


def test_policy_stops_what_the_page_does_not_need(chromium: Any, hostile: Path) -> None:
    """The policy refuses connections, pictures from elsewhere, foreign scripts and markup made of text."""
    page = chromium.new_page()
    page.goto(hostile.as_uri())
    page.evaluate(
        """async () => {
          globalThis.refused = [];
          const note = (event) => refused.push(event.effectiveDirective);
          document.addEventListener("securitypolicyviolation", note);
          await fetch("https://example.org/").catch(() => {});
          try { document.body.innerHTML += "x"; } catch { /* refused */ }
          const script = document.createElement("script");
          try { script.text = "globalThis.stolen = 1"; document.body.append(script); } catch { /* refused */ }
          const image = new Image();
          image.src = "https://example.org/x.png";
          document.body.append(image);
          const style = document.createElement("style");
          style.textContent = "body { display: none }";
          document.body.append(style);
        }"""
    )
    page.wait_for_timeout(300)
    refused = set(page.evaluate("refused"))
    assert {"connect-src", "require-trusted-types-for", "img-src", "style-src-elem"} <= refused
    assert page.evaluate("typeof globalThis.stolen") == "undefined"
    page.close()
