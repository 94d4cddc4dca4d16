"""GraphML and GEXF are valid by the schemas of their formats."""

from functools import cache
from pathlib import Path

import pytest
import xmlschema
from graph_corpus import hostile, small

from kg.exports import write
from kg.model import KnowledgeGraph

SCHEMAS = Path(__file__).parent.parent / "data" / "schemas"
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


@pytest.mark.parametrize(
    ("format_", "right", "wrong"),
    [
        ("graphml", 'attr.type="double"', 'attr.type="real"'),
        ("graphml", '<data key="papers">', '<data key="pages">'),
        ("graphml", '<node id="system/clip">', '<node id="system/blip">'),
        ("graphml", 'target="system/clip"', 'target="nothing"'),
        ("gexf", 'type="integer"', 'type="number"'),
        ("gexf", "<viz:size value=", "<viz:extent value="),
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
