"""The page in the output folder says what every file and every column is."""

from pathlib import Path

import pytest
from rdf_corpus import corpus

from kg.exports import FORMATS, write
from kg.exports.rdf.vocabulary import CLASSES
from kg.exports.tables import EDGE_COLUMNS, EVIDENCE_COLUMNS, NODE_COLUMNS, RESULT_COLUMNS, Column
from kg.ontology import TYPES
from kg.query import ask, open_store, parse_question
from kg.query.results import table

PAGE = (Path(__file__).parent.parent.parent / "output" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_output_readme_names_every_file(name: str) -> None:
    """Every file that a format writes stands on the page."""
    assert [] == [file for file in FORMATS[name].files if f"`{file}`" not in PAGE]


@pytest.mark.parametrize(
    ("mark", "columns"),
    [
        ("node", NODE_COLUMNS),
        ("edge", EDGE_COLUMNS),
        ("evidence", EVIDENCE_COLUMNS),
        ("result", RESULT_COLUMNS),
    ],
)
def test_output_readme_describes_every_column(mark: str, columns: tuple[Column, ...]) -> None:
    """The tables of columns are those of the code, in its order."""
    expected = [f"| `{c.name}` | {c.type} | {c.description.replace('|', chr(92) + '|')} |" for c in columns]
    table = PAGE.split(f"<!-- {mark} columns -->\n")[1].split("\n\n")[0].split("\n")
    assert expected == table[2 : 2 + len(columns)]


def test_output_readme_names_every_class_of_the_rdf() -> None:
    """The table of classes has all that things are instances of, by the names of the vocabulary."""
    gathered = {"Entity", "System", "Resource"}  # classes of these classes
    section = PAGE.split("## What stands in the RDF")[1].split("```")[0]
    assert [] == [name for name in {*CLASSES, *TYPES} - gathered if f"`kg:{name}`" not in section]


def test_output_readme_asks_a_query_that_works(tmp_path: Path) -> None:
    """The query on the page finds the papers and the sentences that it is about."""
    write(corpus(), tmp_path, formats=["turtle"])
    query = PAGE.split("```sparql\n")[1].split("```")[0]
    _, rows = table(ask(open_store(tmp_path), parse_question(query)))
    assert {"BLIP: Captions That Help", "CapSet: New Captions"} == {row[0] for row in rows}
