"""The checks of GEXF: attributes, looks and time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.exports.lint.network import Network, is_color, is_integer, number
from kg.exports.lint.rules import Findings

_INTEGERS = ("integer", "long", "short", "byte", "biginteger")
_REALS = ("float", "double", "bigdecimal")

#: The types of GEXF 1.3.
_TYPES = {*_INTEGERS, *_REALS, "boolean", "string", "char", "anyURI", "liststring"} | {
    f"list{t}" for t in ("boolean", "integer", "long", "float", "double", "byte", "short", "char")
}

_DATE = re.compile(r"[+-]?\d{4,}-\d\d-\d\d")
_DATETIME = re.compile(r"[+-]?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


@dataclass(slots=True)
class GexfCheck:
    """Checks the elements of a GEXF file as they come."""

    findings: Findings
    network: Network = field(init=False)
    types: dict[tuple[str, str], str] = field(default_factory=dict)
    graphs: int = 0
    time: str = "double"
    holder: str = ""
    #: The class of the attributes that are being declared.
    declaring: str = ""
    #: Prefixes of the namespaces of looks.
    looks: set[str] = field(default_factory=set)
    #: Whether the text of the element that is being read matters; GEXF keeps nothing in text.
    reads_text: bool = False

    def __post_init__(self) -> None:
        self.network = Network(self.findings, directed=False)

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """Take the beginning of an element."""
        prefix, colon, name = tag.rpartition(":")
        self.looks |= {key[6:] for key, value in attributes.items() if key[:6] == "xmlns:" and "viz" in value}
        if colon:
            self._look(prefix, name, attributes, line)
        match name:
            case "attvalue":
                self._value(attributes, line)
            case "node":
                self.holder = "node"
                self.network.add_node(attributes.get("id"), line)
                self.network.labelled |= bool(attributes.get("label"))
                self._span(attributes, line)
            case "edge":
                self._edge(attributes, line)
            case "spell":
                self._span(attributes, line)
            case "attributes":
                self.declaring = attributes.get("class", "")
            case "attribute":
                self._attribute(attributes, line)
            case "graph":
                self._graph(attributes, line)

    def data(self, tag: str, attributes: dict[str, str]) -> bool:
        """Say that every element matters here."""
        return False

    def end(self, tag: str, text: str, line: Callable[[], int]) -> None:
        """Take the end of an element."""

    def finish(self, line: int) -> None:
        """Check what can be known only at the end."""
        self.network.finish(line)

    def _graph(self, attributes: dict[str, str], line: int) -> None:
        self.graphs += 1
        if self.graphs > 1:
            self.findings.add("second-graph", line, "another graph")
        default = attributes.get("defaultedgetype", "")
        if default not in {"directed", "undirected", "mutual"}:
            self.findings.add("no-direction", line, f"defaultedgetype is {default!r}")
        self.network.directed = default == "directed"
        self.time = attributes.get("timeformat", "double")

    def _edge(self, attributes: dict[str, str], line: int) -> None:
        self.holder = "edge"
        own = attributes.get("type")
        directed = self.network.directed if own is None else own == "directed"
        self.network.add_edge(attributes, attributes.get("kind", ""), directed, line)
        if "weight" in attributes:
            self.network.check_weight(attributes["weight"], lambda: line)
        self._span(attributes, line)

    def _attribute(self, attributes: dict[str, str], line: int) -> None:
        id_, type_ = attributes.get("id", ""), attributes.get("type", "string")
        if not id_:
            self.findings.add("key-without-id", line, f"attribute {attributes.get('title', '')!r}")
        if (self.declaring, id_) in self.types:
            self.findings.add("key-twice", line, f"attribute {id_!r} is declared again")
        if type_ not in _TYPES:
            self.findings.add("key-type", line, f"attribute {id_!r} is of type {type_!r}")
        # graphology takes the id of a column for its title unless the id is a number.
        if number(id_) is None and attributes.get("title", id_) != id_:
            self.findings.add("title-lost", line, f"attribute {id_!r} is called {attributes['title']!r}")
        self.types[self.declaring, id_] = type_

    def _value(self, attributes: dict[str, str], line: int) -> None:
        id_, text = attributes.get("for") or attributes.get("id", ""), attributes.get("value", "")
        type_ = self.types.get((self.holder, id_))
        if type_ is None:
            self.findings.add("undeclared", line, f"value of {id_!r} in a {self.holder}")
        elif (type_ in _INTEGERS and not is_integer(text)) or (type_ in _REALS and number(text) is None):
            self.findings.add("not-a-number", line, f"{id_} is {text!r}, declared {type_}")

    def _look(self, prefix: str, name: str, attributes: dict[str, str], line: int) -> None:
        if prefix not in self.looks:
            self.findings.add("no-viz", line, f"{prefix}:{name}")
        if name == "color":
            channels = [attributes.get(c, "") for c in "rgb"]
            good = is_color(attributes.get("hex", "")) or all(
                is_integer(c) and 0 <= int(c) <= 255 for c in channels
            )
            if not good:
                self.findings.add("not-a-color", line, f"{attributes}")
        elif name == "position":
            self.network.placed = True
        for key in ("x", "y", "z", "value"):
            if (
                name in {"position", "size", "thickness"}
                and key in attributes
                and number(attributes[key]) is None
            ):
                self.findings.add("not-a-number", line, f"{name} {key} is {attributes[key]!r}")

    def _span(self, attributes: dict[str, str], line: int) -> None:
        begin, end = attributes.get("start", ""), attributes.get("end", "")
        for text in (begin, end):
            if text and not self._is_time(text):
                self.findings.add("not-a-date", line, f"{text!r} is no {self.time}")
                return
        # ISO dates sort as text, numbers do not.
        numbers = self.time not in {"date", "dateTime", "datetime"}
        if begin and end and (float(begin) > float(end) if numbers else begin > end):
            self.findings.add("time-backwards", line, f"from {begin!r} to {end!r}")

    def _is_time(self, text: str) -> bool:
        match self.time:
            case "date":
                return _DATE.fullmatch(text) is not None
            case "dateTime" | "datetime":
                return (_DATETIME.fullmatch(text) or _DATE.fullmatch(text)) is not None
            case "integer":
                return is_integer(text)
            case _:
                return number(text) is not None
