"""Text that is safe inside XML 1.0, whatever a paper holds.

Characters that XML 1.0 cannot hold at all (control characters, lone surrogates, U+FFFE, U+FFFF) become
U+FFFD. Carriage returns, and in attributes tabs and line feeds, are written as references, because a
parser would turn them into something else (XML 1.0, sections 2.11 and 3.3.3).
"""

import re

_SPECIAL = re.compile('[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_IN_ATTRIBUTE = re.compile("[\t\n]")
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
    "\t": "&#9;",
    "\n": "&#10;",
}


def text(value: str) -> str:
    """Return ``value`` as the content of an element."""
    return _SPECIAL.sub(_replace, value) if _SPECIAL.search(value) else value


def attribute(value: str) -> str:
    """Return ``value`` as the content of an attribute in double quotes."""
    value = text(value)
    return _IN_ATTRIBUTE.sub(_replace, value) if _IN_ATTRIBUTE.search(value) else value


def _replace(found: re.Match[str]) -> str:
    return _ENTITIES.get(found.group(), "\ufffd")
