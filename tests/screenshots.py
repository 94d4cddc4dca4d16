"""Take pictures of the HTML page: the README's, and all screens in both themes for people to look at.

Run: python -m tests.screenshots output/graph.html [--all FOLDER]

Writes ``tests/pictures/graph.png``, the overview beside the map at 1440 by 900; with ``--all`` also every
view at every size, light and dark, into FOLDER.
"""

import argparse
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.chromium import launch

#: The README's picture.
PICTURE = Path(__file__).parent / "pictures" / "graph.png"

SIZES = ((1440, 900), (820, 1180), (390, 844))
VIEWS = {
    "overview": "",
    "entity": "#node=system/clip",
    "pair": "#pair=system/clip~resource/imagenet",
    "focus": "#node=resource/imagenet&hops=1",
    "question": "#ask=benchmarks",
    "everything": "#top=-1",
}


def shoot(
    browser: Any, page_file: Path, address: str, picture: Path, size: tuple[int, int], theme: str
) -> None:
    """Write a picture of the page at ``address``."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(page_file.resolve().as_uri() + address, wait_until="commit")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_timeout(400)  # for the first frame
    page.screenshot(path=picture)
    context.close()


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("page", type=Path, help="graph.html of the bundled sample")
    parser.add_argument(
        "--all", type=Path, metavar="FOLDER", help="every view, size and theme, into this folder"
    )
    options = parser.parse_args()
    PICTURE.parent.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = launch(driver)
        shoot(browser, options.page, "", PICTURE, SIZES[0], "light")
        if options.all:
            options.all.mkdir(parents=True, exist_ok=True)
            for view, address in VIEWS.items():
                for size in SIZES:
                    for theme in ("light", "dark"):
                        name = f"{view}-{size[0]}-{theme}.png"
                        shoot(browser, options.page, address, options.all / name, size, theme)
        browser.close()


if __name__ == "__main__":
    main()
