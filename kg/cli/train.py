"""``kg train``: a model of one's own from annotated papers."""

from pathlib import Path

import click

from kg.cli import options as shared
from kg.cli import terminal
from kg.lexicon import read_lexicon


@click.command("train")
@click.option(
    "--gold",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    metavar="FILE",
    help="Annotated papers, JSONL; repeatable.",
)
@click.argument("more", type=click.Path(path_type=Path), nargs=-1, metavar="[FILE]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder for the model.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Decides which papers are held back.")
@click.option(
    "--folds",
    type=click.IntRange(min=2),
    default=5,
    show_default=True,
    help="Parts of the papers that are held back in turn.",
)
@shared.lexicons
def command(
    *,
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    output: Path,
    seed: int,
    folds: int,
    lexicons: tuple[Path, ...],
) -> None:
    """Train a model on annotated papers, with their own entity types if they differ from ours.

    The figures printed are those of papers held back: each is judged by a model that has not seen it.

    Example: kg train --gold mine.jsonl -o my-model && kg build papers.jsonl --model my-model
    """
    from kg.train import train

    entries = read_lexicon(lexicons)
    done = train(
        (*files, *more),
        output,
        lexicon=entries,
        seed=seed,
        folds=folds,
        on_step=lambda step: click.echo(step, err=True),
    )
    rows = [(name or "all types", f"{f1:.3f}") for name, f1 in done.f1.items()]
    terminal.print_table(rows, header=("type", "F1 held back"), right=[1])
    click.echo(
        f"{done.papers} papers, threshold {done.threshold:.2f}, "
        f"calibration error {done.calibration:.3f}: {output}",
        err=True,
    )
