"""Read the pattern tables of this stage: tab-separated data files in ``kg/data/rules``."""

from pathlib import Path

#: Where the tables are.
RULES = Path(__file__).parent.parent / "data" / "rules"


def read_table(name: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table; ``#`` begins a comment line, the first other line is the header.

    Raises:
        ValueError: the columns are not those expected, or a row has too few or too many cells.
    """
    lines = (RULES / name).read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]
    if rows[0] != columns:
        raise ValueError(f"{name} has the columns {rows[0]}, not {columns}")
    wrong = [row for row in rows if len(row) != len(columns)]
    if wrong:
        raise ValueError(f"{name} has rows that do not fit its columns: {wrong}")
    return tuple(rows[1:])
