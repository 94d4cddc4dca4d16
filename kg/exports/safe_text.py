"""Text that is safe where it goes, whatever a paper holds: XML 1.0, spreadsheets, any UTF-8 file.

Characters that XML 1.0 cannot hold (control characters, lone surrogates, U+FFFE, U+FFFF) become U+FFFD in
every file, because no program does anything good with them. In XML, carriage returns, and in attributes
tabs and line feeds, are written as references: a parser would turn them into something else (XML 1.0,
sections 2.11 and 3.3.3); so are U+0085 and U+2028, which some parsers take for line ends, as XML 1.1 does.
In spreadsheets, text that begins like a formula gets an apostrophe in front (OWASP, "CSV Injection").
"""

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\r\x85\u2028\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_IN_ATTRIBUTE = re.compile("[\t\n]")
_REFERENCES = {
    "\x85": "&#133;",
    "\u2028": "&#8232;",
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
    "\t": "&#9;",
    "\n": "&#10;",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


#: Finds the first character that an escape of this module would change; none if there is none.
needs_escape = re.compile('[&<>"\t\n\r\x85\u2028\x00-\x1f\ud800-\udfff\ufffe\uffff]').search


def legal(value: str) -> str:
    """Return ``value`` without characters that files cannot hold; each becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", value)


def xml_text(value: str) -> str:
    """Return ``value`` as the content of an XML element."""
    return _SPECIAL.sub(_reference, value) if _SPECIAL.search(value) else value


def xml_attribute(value: str) -> str:
    """Return ``value`` as the content of an XML attribute in double quotes."""
    value = xml_text(value)
    return _IN_ATTRIBUTE.sub(_reference, value) if _IN_ATTRIBUTE.search(value) else value


def spreadsheet_cell(value: str) -> str:
    """Return ``value`` as text that no spreadsheet runs as a formula."""
    value = legal(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES.get(found.group(), "\ufffd")
