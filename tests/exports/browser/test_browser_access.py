"""The page for everyone: axe-core finds nothing serious, in both themes and on all screens."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)

VIEWS = {
    "overview": "",
    "entity": "#node=resource/imagenet",
    "paper": "#list=Paper",
    "pair": "#pair=system/clip~resource/imagenet",
    "question": "#ask=evaluated",
    "corrections": "#list=corrections",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(sample: Any, view: str, theme: str) -> None:
    """axe-core reports no serious and no critical problem."""
    page = sample(VIEWS[view], color_scheme=theme, bypass_csp=True)
    page.locator("#filters summary").click()
    found = axe.Axe().run(page).response["violations"]
    bad = [
        f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in {"serious", "critical"}
    ]
    assert bad == []


@pytest.mark.parametrize(("width", "height"), [(820, 1180), (390, 844)])
def test_axe_finds_nothing_serious_on_small_screens(sample: Any, width: int, height: int) -> None:
    """The same holds where the legend is a sheet."""
    page = sample("#node=resource/imagenet", viewport={"width": width, "height": height}, bypass_csp=True)
    page.get_by_role("button", name="Filter").click()
    assert page.locator("#filters").is_visible()
    found = axe.Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (820, 1180), (390, 844), (844, 390)])
def test_nothing_is_wider_than_the_screen(sample: Any, width: int, height: int) -> None:
    """The page never scrolls sideways, and map and panel are both there."""
    page = sample("#node=resource/imagenet", viewport={"width": width, "height": height})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#map").bounding_box()["height"] > 100
    assert page.locator("#panel").bounding_box()["height"] > 100


def test_theme_switches_and_stays_in_the_address(sample: Any) -> None:
    """The button switches the theme of page and map; the address keeps it."""
    page = sample(color_scheme="light")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme-button").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert "theme=dark" in page.url


def test_changes_are_announced(sample: Any) -> None:
    """What the map shows after a change is said in a live region."""
    page = sample()
    before = page.locator("#status").inner_text()
    page.get_by_label("Models").first.uncheck()
    assert page.locator("#status").inner_text() != before
    assert page.locator("#status").get_attribute("aria-live") == "polite"


def test_keyboard_reaches_everything(sample: Any) -> None:
    """Tab goes through search, map, legend and panel, and the first stop skips the map."""
    page = sample()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.act") == "to-panel"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    seen = set()
    page.locator("#search").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.closest('section, aside, header')?.className"))
    assert {"filters", "map-frame", "panel"} <= seen
