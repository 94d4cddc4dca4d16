"""The checks of GraphML: keys, and what stands in the data of nodes and edges."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.exports.lint.network import Network, is_color, is_integer, number
from kg.exports.lint.rules import Findings

#: What Gephi takes a key for, by its id or else by its name: word -> property.
_NODE_WORDS = {w: w for w in ("label", "x", "y", "z", "size", "r", "g", "b", "color")} | {
    "d3": "label",
    "xpos": "x",
    "ypos": "y",
}
_EDGE_WORDS = {w: w for w in ("label", "weight", "r", "g", "b", "color", "id")} | {
    "d7": "label",
    "edgelabel": "label",
    "Edge Weight": "weight",
    "edgeid": "id",
}
_WORDS = {"node": _NODE_WORDS, "edge": _EDGE_WORDS}

_INTEGERS, _REALS = ("int", "long"), ("float", "double")

#: The types that Gephi can use for a property.
_PROPERTY_TYPES = {
    "label": ("string",),
    "color": ("string",),
    **dict.fromkeys(("x", "y", "z", "size", "weight"), _REALS + _INTEGERS),
    **dict.fromkeys(("r", "g", "b"), _INTEGERS),
}

#: The types that Gephi Lite knows.
_TYPES = ("boolean", *_INTEGERS, *_REALS, "string")


@dataclass(slots=True)
class _Key:
    name: str
    type: str
    #: The property that Gephi takes it for; empty for a plain column.
    property: str
    #: Whether its values can be wrong.
    matters: bool


@dataclass(slots=True)
class GraphmlCheck:
    """Checks the elements of a GraphML file as they come."""

    findings: Findings
    network: Network = field(init=False)
    #: What keys stand for, by what they are for and their id.
    keys: dict[str, dict[str, _Key]] = field(default_factory=lambda: defaultdict(dict))
    graphs: int = 0
    #: The element that data belongs to, and the key of the data that is being read.
    holder: str = ""
    #: The keys of that element.
    here: dict[str, _Key] = field(default_factory=dict)
    current: _Key | None = None
    #: Whether the text of the element that is being read matters.
    reads_text: bool = False

    def __post_init__(self) -> None:
        self.network = Network(self.findings)

    def data(self, tag: str, attributes: dict[str, str]) -> bool:
        """Take the beginning of data that there is nothing to say about, and say whether this was it."""
        if tag != "data":
            return False
        self.current = key = self.here.get(attributes.get("key", ""))
        if key is None:
            return False
        self.reads_text = key.matters
        return True

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """Take the beginning of any other element."""
        match tag:
            case "node":
                self._hold("node")
                self.network.add_node(attributes.get("id"), line)
            case "edge":
                self._edge(attributes, line)
            case "data" if self.holder in _WORDS:
                self.findings.add(
                    "undeclared", line, f"data of key {attributes.get('key', '')!r} in a {self.holder}"
                )
            case "key":
                self._key(attributes, line)
            case "graph":
                self._graph(attributes, line)
            case "hyperedge" | "port":
                self.findings.add("nested", line, f"a {tag}")

    def end(self, tag: str, text: str, line: Callable[[], int]) -> None:
        """Take the end of an element with the text in it."""
        if tag == "data" and self.current is not None:
            self._value(self.current, text, line)
            self.current, self.reads_text = None, False
        elif tag in {"node", "edge"}:
            self._hold("graph")

    def finish(self, line: int) -> None:
        """Check what can be known only at the end."""
        self.network.finish(line)

    def _graph(self, attributes: dict[str, str], line: int) -> None:
        self.graphs += 1
        self._hold("graph")
        if self.graphs > 1:
            self.findings.add("second-graph", line, f"graph {attributes.get('id', '')!r}")
        default = attributes.get("edgedefault", "")
        if default not in {"directed", "undirected"}:
            self.findings.add("no-direction", line, f"edgedefault is {default!r}")
        self.network.directed = default != "undirected"

    def _edge(self, attributes: dict[str, str], line: int) -> None:
        self._hold("edge")
        own = attributes.get("directed")
        directed = self.network.directed if own is None else own == "true"
        self.network.add_edge(attributes, attributes.get("label", ""), directed, line)

    def _key(self, attributes: dict[str, str], line: int) -> None:
        id_, target = attributes.get("id", ""), attributes.get("for", "all")
        name, type_ = attributes.get("attr.name", "") or id_, attributes.get("attr.type", "string")
        if not id_:
            self.findings.add("key-without-id", line, f"key {name!r}")
        if target == "all":
            self.findings.add("key-for-all", line, f"key {id_!r}")
        if type_ not in _TYPES:
            self.findings.add("key-type", line, f"key {id_!r} is of type {type_!r}")
        if any(id_ in keys for keys in self.keys.values()):
            self.findings.add("key-twice", line, f"key {id_!r} is declared again")
        words = _WORDS.get(target, {})
        meant = words.get(id_) or words.get(name) or ""
        if id_ in words and words[id_] != words.get(name, name):
            self.findings.add("key-mistaken", line, f"key {id_!r}, named {name!r}, is read as {words[id_]}")
        elif meant == "id":
            self.findings.add("key-mistaken", line, f"key {id_!r} is read as the id of the edge and lost")
        elif type_ in _TYPES and type_ not in _PROPERTY_TYPES.get(meant, _TYPES):
            wanted = " or ".join(_PROPERTY_TYPES[meant])
            self.findings.add("property-type", line, f"{meant} is {type_}, not {wanted}")
        for holder in ("node", "edge") if target == "all" else (target,):
            self.keys[holder].setdefault(id_, _Key(name, type_, meant, type_ != "string" or meant != ""))

    def _hold(self, holder: str) -> None:
        self.holder, self.here = holder, self.keys[holder]

    def _value(self, key: _Key, text: str, line: Callable[[], int]) -> None:
        if self.holder == "node":
            self.network.labelled |= key.property == "label"
            self.network.placed |= key.property == "x"
        if key.property == "weight":
            self.network.check_weight(text, line)
        elif key.property == "color":
            if not is_color(text):
                self.findings.add("not-a-color", line(), f"{text!r}")
        elif (key.type in _INTEGERS and not is_integer(text)) or (
            key.type in _REALS and number(text) is None
        ):
            self.findings.add("not-a-number", line(), f"{key.name} is {text!r}, declared {key.type}")
