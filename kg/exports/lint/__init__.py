"""Says what Gephi and Gephi Lite would drop, merge, misread or refuse in a GraphML or GEXF file.

The file is read as a stream with expat, whatever its size; nothing is loaded from elsewhere and a DOCTYPE
ends the reading, so that no file can make it read others or swell.
"""

from pathlib import Path
from xml.parsers import expat

from kg.errors import InputError
from kg.exports.lint.gexf_check import GexfCheck
from kg.exports.lint.graphml_check import GraphmlCheck
from kg.exports.lint.rules import RULES, Effect, Finding, Findings, Rule

__all__ = ["RULES", "Effect", "Finding", "Findings", "Rule", "lint"]

_CHECKS = {"graphml": GraphmlCheck, "gexf": GexfCheck}


class _StopError(Exception):
    """Ends the reading early; the finding is already noted."""


def lint(path: Path) -> Findings:
    """Check a GraphML or GEXF file against the rules of Gephi's and Gephi Lite's importers.

    Args:
        path: the file.

    Returns:
        What was found, in the order of the file, and how often each rule is broken.

    Raises:
        InputError: the file cannot be opened.
    """
    findings = Findings()
    reader = _Reader(findings)
    try:
        with path.open("rb") as stream:
            reader.parser.ParseFile(stream)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=str(path), todo="check the path"
        ) from error
    except _StopError:
        pass
    except expat.ExpatError as error:
        findings.add("not-xml", error.lineno, expat.ErrorString(error.code))
    else:
        if reader.check is not None:
            reader.check.finish(reader.parser.CurrentLineNumber)
    return findings


class _Reader:
    """Hands elements with their text to the check of the file's format."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.check: GraphmlCheck | GexfCheck | None = None
        self.text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        check = self.check
        if check is None:
            check = self._begin(tag)
        self.text.clear()
        # Most elements are data, and to ask for the line of each would take a fifth of the time.
        if not check.data(tag, attributes):
            check.start(tag, attributes, self.parser.CurrentLineNumber)

    def _begin(self, tag: str) -> GraphmlCheck | GexfCheck:
        """Choose the check by the first element, and tell it of all others."""
        made = _CHECKS.get(tag)
        if made is None:
            self.findings.add("not-a-graph", self.parser.CurrentLineNumber, f"the file begins with <{tag}>")
            raise _StopError
        self.check = made(self.findings)
        return self.check

    def _end(self, tag: str) -> None:
        # Most elements hold plain text, about which there is nothing to say.
        check = self.check
        if check is not None and (check.reads_text or tag in {"node", "edge"}):
            check.end(tag, "".join(self.text), self._line)

    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _doctype(self, name: str, *_: object) -> None:
        self.findings.add("doctype", self.parser.CurrentLineNumber, f"DOCTYPE {name}")
        raise _StopError
