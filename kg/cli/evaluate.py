"""``kg evaluate``: precision, recall and F1 against annotated papers."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli import options as shared
from kg.cli import terminal
from kg.evaluate import Scores, evaluate
from kg.evaluate import title_key as key


@click.command("evaluate")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--errors", type=int, default=0, metavar="N", help="List the N most frequent misses and extras."
)
@shared.model
@shared.lexicons
@shared.jobs
def command(
    *,
    gold: Path,
    predicted: Path | None,
    as_json: bool,
    errors: int,
    model: str,
    lexicons: tuple[Path, ...],
    jobs: int,
) -> None:
    """Score PREDICTED against GOLD, both annotated JSONL; without PREDICTED, extract from GOLD's papers.

    Example: kg evaluate gold.jsonl --errors 20
    """
    from kg.annotations import read_annotations

    wanted = list(read_annotations(gold))
    if predicted is not None:
        scores = evaluate(wanted, read_annotations(predicted))
    else:
        from kg.build import Options, read_and_resolve
        from kg.exports.annotations import annotate

        chosen = Options(inputs=(str(gold),), model=model, lexicons=lexicons, jobs=jobs)
        with terminal.progress_bar() as on_progress:
            done = read_and_resolve(chosen, on_progress=on_progress)
        scores = evaluate(wanted, annotate(done.readings, done.resolution))
    if as_json:
        click.echo(json.dumps({name: asdict(f) for name, f in scores.figures.items()}, indent=1))
    else:
        _print(scores)
    _print_errors(scores, errors)


def _print(scores: Scores) -> None:
    click.echo(f"{scores.papers} gold papers, {scores.predicted_papers} of them predicted")
    rows = [
        (name, f"P {f.p:.3f}", f"R {f.r:.3f}", f"F1 {f.f1:.3f}", f"gold {f.gold}, predicted {f.predicted}")
        for name, f in scores.figures.items()
    ]
    terminal.print_table(rows)


def _print_errors(scores: Scores, most: int) -> None:
    counted = Counter((m.kind, m.type, key(m.name)) for m in scores.mistakes)
    if most:
        rows = [(number, *what) for what, number in counted.most_common(most)]
        terminal.print_table(rows, header=("papers", "mistake", "type", "name"), right=[0])
