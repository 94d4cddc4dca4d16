"""The page in the output folder says what every file and every column is."""

from pathlib import Path

import pytest

from kg.exports import FORMATS
from kg.exports.tables import EDGE_COLUMNS, EVIDENCE_COLUMNS, NODE_COLUMNS, RESULT_COLUMNS, Column

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
