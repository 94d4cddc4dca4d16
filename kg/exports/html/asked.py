"""The wording of ready questions, out of the shipped SPARQL files that ask the same.

The page counts by itself, in the browser; what it asks in words stands once, in ``queries/*.rq``.
"""

import re

from kg.files import QUERIES

_QUESTION = re.compile(r"^#\s*question\s*:\s*(.+?)\s*$", re.MULTILINE)

#: Ready questions of the page by their name in ``kg/data/html/js/questions.js``, with the file of each.
_FILES = {"benchmarks": "popular-benchmarks.rq", "tasks": "popular-tasks.rq"}


def wordings() -> dict[str, str]:
    """Return the questions in words, for those of the page that a shipped file asks too."""
    folder = next((f for f in QUERIES if any(f.glob("*.rq"))), QUERIES[0])
    texts = {name: (folder / file).read_text(encoding="utf-8") for name, file in _FILES.items()}
    return {name: found[1] for name, text in texts.items() if (found := _QUESTION.search(text))}
