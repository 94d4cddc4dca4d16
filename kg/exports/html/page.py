"""The page: pyvis renders our template, with vis-network and our own files inlined.

pyvis' own way of writing pages loads from a CDN, writes a folder beside the page, and can be made to run
script from paper text (a tooltip that contains ``href``); none of its template is used here. Its lists of
nodes and edges are filled directly, because ``add_edge`` is quadratic.

Nothing that stands in the graph can leave its place in the page: data is JSON whose risky characters are
escaped, in blocks that browsers do not run, and the Content-Security-Policy allows the scripts of this
very page by their hashes and nothing else, no connection included.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyvis.network
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg import __version__
from kg.exports.html.asked import wordings
from kg.exports.html.pack import pack
from kg.exports.rdf.names import VOCABULARY
from kg.graph.places import Chart
from kg.model import KnowledgeGraph

#: Template, style and scripts.
FOLDER = Path(__file__).parents[2] / "data" / "html"
#: What vis-network pyvis carries; the newest of the folders that pyvis 0.3 has.
_VIS = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
#: What could end a script element, begin a comment or reorder the source when read, in UTF-8: the marks <>&,
#: U+007F to U+009F, U+061C, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF, U+FFF9 to U+FFFB.
_RISKY = re.compile(
    rb"[<>&\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf])"
    rb"|\xef(?:\xbb\xbf|\xbf[\xb9-\xbb])"
)
#: Stands in the rendered page where data goes: no text can hold it.
_GAP = "\x00"


def render(graph: KnowledgeGraph, chart: Chart, base_iri: str) -> Iterator[bytes]:
    """Yield the page for ``graph`` piece by piece, in UTF-8.

    Data is most of the page, and never becomes one text with the rest: a single character beyond the basic
    plane would make that text four times as large.

    Args:
        graph: what to show.
        chart: how it is drawn.
        base_iri: what IRIs begin with in the queries of the page.
    """
    packed = pack(graph, chart)
    packed.details.update(base=base_iri, vocabulary=VOCABULARY, asked=wordings())
    network = pyvis.network.Network(directed=True)
    network.nodes, network.edges = packed.nodes, packed.edges
    network.set_options('{"physics": {"enabled": false}}')
    embedded: list[bytes] = []
    network.templateEnv = _environment(packed.details, embedded)
    network.path = "template.html"
    first, *others = network.generate_html().split(_GAP)
    yield first.encode("utf-8")
    for data, rest in zip(embedded, others, strict=True):
        yield data
        yield rest.encode("utf-8")


def _environment(details: dict[str, Any], embedded: list[bytes]) -> Environment:
    """Return the Jinja environment that the template of ``kg/data/html`` needs.

    Data goes to ``embedded``, and leaves a gap in the page.
    """

    def leave_gap(value: Any) -> str:
        embedded.append(embed(value))
        return _GAP

    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["embed"] = leave_gap
    style = (FOLDER / "style.css").read_text(encoding="utf-8")
    scripts = {"vis": _vis(), "app": "".join(_scripts())}
    policy = [
        "default-src 'none'",
        "script-src " + " ".join(_hash_of(text) for text in scripts.values()),
        "style-src " + _hash_of(style),
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    environment.globals.update(
        details=details,
        policy="; ".join(policy),
        style=Markup(style),  # noqa: S704 - our own files
        scripts={name: Markup(text) for name, text in scripts.items()},  # noqa: S704
        version=__version__,
    )
    return environment


def embed(value: Any) -> bytes:
    r"""Return ``value`` as JSON that can stand inside a script element and in any editor.

    Characters that end elements, begin comments, separate lines or turn the reading direction are
    written as ``\uXXXX``, which JSON reads back as the same character.
    """
    return _RISKY.sub(lambda match: b"\\u%04x" % ord(match[0].decode("utf-8")), msgspec.json.encode(value))


def _vis() -> str:
    """Return vis-network without the comment that makes developer tools look for a source map."""
    text = _VIS.read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", text) + "\n"


def _scripts() -> Iterator[str]:
    """Yield our scripts, wrapped so that their names stay among themselves."""
    yield '"use strict";\n(() => {\n'
    order = (FOLDER / "js" / "order.txt").read_text(encoding="utf-8").split()
    for name in order:
        yield f"// {name}\n" + (FOLDER / "js" / name).read_text(encoding="utf-8")
    yield "})();\n"


def _hash_of(text: str) -> str:
    """Return how a Content-Security-Policy names an inline element with this content."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
