"""The Chromium of the system, started so that it talks to nobody and needs no screen."""

import shutil
from typing import Any

#: Where it is; nothing where there is none (Debian: ``apt-get install chromium``).
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

#: What keeps Chromium from talking to anybody by itself, and lets it run without a screen.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(driver: Any) -> Any:
    """Start the browser by Playwright's ``driver``; whoever starts it closes it."""
    return driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
