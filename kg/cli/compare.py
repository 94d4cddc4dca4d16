"""``kg compare``: whether two names are one thing, variants of one family or different things."""

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import options as shared
from kg.errors import InputError
from kg.ontology import TYPES

_TYPE = click.Choice(list(TYPES), case_sensitive=False)
_CANONICAL = {name.casefold(): name for name in TYPES}
_COLUMNS = ("name_a", "type_a", "name_b", "type_b")


@click.command("compare")
@click.argument("names", nargs=-1, metavar="[NAME_A NAME_B]")
@click.option("--type", "both", type=_TYPE, help="The type of both names.")
@click.option("--type-a", type=_TYPE, help="The type of the first name.")
@click.option("--type-b", type=_TYPE, help="The type of the second name.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A table of pairs with the columns name_a, type_a, name_b, type_b; types may be empty.",
)
@shared.lexicons
def command(
    *,
    names: tuple[str, ...],
    both: str | None,
    type_a: str | None,
    type_b: str | None,
    pairs: Path | None,
    lexicons: tuple[Path, ...],
) -> None:
    """Print what NAME_A and NAME_B are to each other, and the rule that decided.

    \b
    same       two names of one thing
    variant    versions, sizes or variants of one family
    different  two things

    With --pairs the table is printed with the columns answer and rule added.

    Example: kg compare "LLaVA-v1.5" "LLaVA 1.5"
    """  # noqa: D301 - click wants the character itself
    from kg.entities.comparing import make_comparer
    from kg.errors import printable
    from kg.lexicon import read_lexicon

    if (pairs is None) != (len(names) == 2) or (pairs is not None and names):
        raise click.UsageError("give two names, or a table with --pairs")
    comparer = make_comparer(read_lexicon(lexicons))
    if pairs is None:
        first, second = names
        verdict = comparer.compare(first, second, type_a=type_a or both or "", type_b=type_b or both or "")
        click.echo(f"{verdict.answer}\t{printable(verdict.rule)}")
        return
    rows = list(_read_pairs(pairs))
    click.echo("\t".join((*_COLUMNS, "answer", "rule")))
    for a, kind_a, b, kind_b in rows:
        verdict = comparer.compare(a, b, type_a=kind_a, type_b=kind_b)
        click.echo("\t".join(map(printable, (a, kind_a, b, kind_b, verdict.answer, verdict.rule))))


def _read_pairs(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield the four columns of a table; further columns are passed over."""
    try:
        lines = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "is no readable UTF-8 text", where=str(file), todo="check the path and the encoding"
        ) from error
    header = lines[0].split("\t") if lines else []
    if not set(_COLUMNS) <= set(header):
        todo = f"begin it with a line of the columns {', '.join(_COLUMNS)}, separated by tabs"
        raise InputError("the first line does not name the columns", where=f"{file}:1", todo=todo)
    places = [header.index(name) for name in _COLUMNS]
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            cells = line.split("\t") + [""] * len(header)
            a, type_a, b, type_b = (cells[p].strip() for p in places)
            type_a, type_b = (_CANONICAL.get(t.casefold(), t) for t in (type_a, type_b))
            unknown = [t for t in (type_a, type_b) if t and t not in TYPES]
            if unknown or not a or not b:
                what = f"{unknown[0]!r} is no type" if unknown else "a name is missing"
                todo = f"choose one of {', '.join(TYPES)}" if unknown else "give two names a line"
                raise InputError(what, where=f"{file}:{number}", todo=todo)
            yield a, type_a, b, type_b
